//! The example site that `situ init` writes.
//!
//! Takes languages, title, base URL and the day; returns paths and texts. The texts are in the folder `example/` of each
//! language, which is a whole site in that language; the schemas are made from the declarations of the keys. Never
//! writes a file: the CLI does.

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use super::host_files::{host_files, ignored_files, publish_commands};
use super::scaffold::yaml_text;
use super::schema::{Schema, json_schema};
use crate::linguistics::{Date, FALLBACK, PACKS, find_pack};
use crate::model::Host;

/// The address of the example.
const EXAMPLE_URL: &str = "https://example.org";

/// What the author chose.
pub struct ExampleSite<'a> {
    /// Codes of languages that have an example. The first is the default one of the site, and that of its comments.
    pub languages: &'a [&'static str],
    /// The title in all languages, in place of that of the example.
    pub title: Option<&'a str>,
    /// The address, in place of that of the example.
    pub base_url: Option<&'a str>,
    /// The hosts on which it will be published, each with the steps for its README: a heading and a text.
    pub hosts: Vec<(Host, String, String)>,
    /// The day that the documents name as that of their last change.
    pub today: Date,
}

/// The codes of the languages that have an example, sorted.
pub fn example_languages() -> impl Iterator<Item = &'static str> {
    PACKS.iter().filter(|pack| !pack.example.is_empty()).map(|pack| pack.code)
}

/// The code of a language that has an example: `code` itself if it is one, else that of the fallback language.
pub fn example_language_or_fallback(code: &str) -> &'static str {
    example_languages().find(|known| *known == code).unwrap_or(FALLBACK)
}

impl ExampleSite<'_> {
    /// The paths below the root, in order, and the texts.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = editor_files();
        for (index, code) in self.languages.iter().enumerate() {
            let own_folder = format!("content/{code}/");
            let example = find_pack(code).map_or(&[][..], |pack| pack.example);
            // The files that the languages share are those of the first one.
            let chosen = example.iter().filter(|(path, _)| index == 0 || path.starts_with(&own_folder));
            files.extend(chosen.map(|(path, text)| (output_path(path), self.adapt(path, text, &own_folder))));
        }
        let base_url = self.base_url.unwrap_or(EXAMPLE_URL);
        files.extend(self.hosts.iter().flat_map(|(host, ..)| host_files(*host, base_url)));
        files.sort();
        files
    }

    /// The text of a file with what the author chose.
    fn adapt(&self, path: &str, text: &str, own_folder: &str) -> String {
        let mut text = text.to_owned();
        if path == "content/site.yaml" {
            text = set_value(&text, "languages", &format!("[{}]", self.languages.join(", ")));
            if let Some(base_url) = self.base_url {
                text = set_value(&text, "base_url", &yaml_text(base_url));
            }
            if !self.hosts.is_empty() {
                let hosts: Vec<&str> = self.hosts.iter().map(|(host, ..)| host.as_str()).collect();
                let address = text.lines().find(|line| line.starts_with("base_url: ")).unwrap_or_default().to_owned();
                text = text.replace(&address, &format!("{address}\nhosts: [{}]", hosts.join(", ")));
                // The comment that proposes the setting is no longer needed.
                text = text.split_inclusive('\n').filter(|line| !line.starts_with("# hosts: ")).collect();
            }
        }
        for (host, heading, steps) in &self.hosts {
            let commands = match publish_commands(*host) {
                "" => String::new(),
                commands => format!("\n```sh\n{commands}```\n"),
            };
            match path {
                "README.md" => text.push_str(&format!("\n## {heading}\n\n{steps}\n{commands}")),
                "gitignore" => text.push_str(ignored_files(*host)),
                _ => {}
            }
        }
        if path.ends_with(".md") {
            let today = self.today.to_string();
            text = set_value(&set_value(&text, "updated", &today), "checked", &today);
        }
        if let Some(title) = self.title {
            if path.strip_prefix(own_folder) == Some("site.yaml") {
                text = set_value(&text, "title", &yaml_text(title));
            } else if path == "README.md"
                && let Some((_, rest)) = text.split_once('\n')
            {
                text = format!("# {title}\n{rest}");
            }
        }
        text
    }
}

/// The path of a file below the root. `.gitignore` has another name in the example, so that it does not apply to the
/// example itself.
fn output_path(path: &str) -> String {
    match path {
        "gitignore" => ".gitignore".to_owned(),
        _ => path.to_owned(),
    }
}

/// The text with another value in every line that begins with `key:`.
fn set_value(text: &str, key: &str, value: &str) -> String {
    let set = |line: &str| match line.strip_prefix(key).is_some_and(|rest| rest.starts_with(": ")) {
        true => format!("{key}: {value}\n"),
        false => line.to_owned(),
    };
    text.split_inclusive('\n').map(set).collect()
}

/// The settings of VS Code and VSCodium, with which its YAML extension completes and checks the data files.
fn editor_files() -> Vec<(String, String)> {
    let mut schemas = Map::new();
    let mut files = Vec::new();
    for schema in Schema::value_variants().iter().filter(|schema| **schema != Schema::FrontMatter) {
        let value = schema.to_possible_value();
        if let (Some(value), Some(text)) = (value, json_schema(*schema)) {
            let name = value.get_name();
            let path = format!(".vscode/schemas/{name}.json");
            let data_files = [format!("content/{name}.yaml"), format!("content/*/{name}.yaml")];
            schemas.insert(format!("./{path}"), json!(data_files));
            files.push((path, format!("{text}\n")));
        }
    }
    let settings = json!({"yaml.schemas": Value::Object(schemas)});
    files.push((".vscode/settings.json".to_owned(), format!("{settings:#}\n")));
    let extensions = json!({"recommendations": ["redhat.vscode-yaml"]});
    files.push((".vscode/extensions.json".to_owned(), format!("{extensions:#}\n")));
    files
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Without them a new site would be reported, and its author not be told in the language of the site.
    #[test]
    fn language_with_an_example_has_strings_and_messages() {
        for pack in PACKS.iter().filter(|pack| !pack.example.is_empty()) {
            assert!(pack.strings.is_some() && pack.messages.is_some(), "{}", pack.code);
        }
        assert_eq!(example_language_or_fallback("lv"), "lv");
        assert_eq!(example_language_or_fallback("de"), FALLBACK);
    }

    /// The examples differ in their words only: paths, ids and settings are equal, so that they fit together.
    #[test]
    fn examples_have_the_same_files_and_the_same_structure() {
        let structure = |code: &str| -> BTreeMap<String, String> {
            let neutral = |text: &str| text.replace(&format!("/{code}/"), "/xx/").replace(&format!("[{code}]"), "[xx]");
            let structure = |text: &str| -> String {
                let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
                lines.map(|line| format!("{}\n", neutral(line))).collect()
            };
            let example = find_pack(code).unwrap().example;
            let shared = |path: &str| path.ends_with(".yaml") && path.matches('/').count() == 1;
            example
                .iter()
                .map(|(path, text)| (neutral(path), if shared(path) { structure(text) } else { String::new() }))
                .collect()
        };
        let english = structure(FALLBACK);
        assert!(english["content/situations.yaml"].contains("water-from-above"));
        for code in example_languages() {
            assert_eq!(structure(code), english, "{code}");
        }
    }

    #[test]
    fn choices_of_the_author_are_in_the_files() {
        let today = Date::new(2027, 2, 3).unwrap();
        let site = ExampleSite {
            languages: &["ru", "lv"],
            title: Some("Mana: vietne"),
            base_url: Some("https://x.example/kb"),
            hosts: vec![
                (Host::S3, "Publicēšana".to_owned(), "Tā.".to_owned()),
                (Host::Caddy, "Caddy".to_owned(), "Šitā.".to_owned()),
            ],
            today,
        };
        let files: BTreeMap<String, String> = site.files().into_iter().collect();
        let settings = &files["content/site.yaml"];
        assert!(settings.contains("\nlanguages: [ru, lv]\n"), "{settings}");
        assert!(settings.contains("\nbase_url: https://x.example/kb\nhosts: [s3, caddy]\n"), "{settings}");
        assert_eq!(settings.matches("hosts:").count(), 1, "{settings}");
        for code in ["lv", "ru"] {
            let texts = &files[&format!("content/{code}/site.yaml")];
            assert!(texts.starts_with("title: \"Mana: vietne\"\n"), "{texts}");
        }
        assert!(files["README.md"].starts_with("# Mana: vietne\n\nЭтот сайт"));
        assert!(files["README.md"].contains("\n## Publicēšana\n\nTā.\n\n```sh\nsh publish.sh remote:bucket\n```\n"));
        let caddy = "\n## Caddy\n\nŠitā.\n\n```sh\nsitu build\n";
        assert!(files["README.md"].contains(caddy), "{}", files["README.md"]);
        assert!(files[".gitignore"].ends_with("\n/changes/\n/site.caddy\n"), "{}", files[".gitignore"]);
        assert!(files.contains_key("publish.sh") && files.contains_key("Caddyfile"));
        assert!(files.contains_key(".gitignore") && !files.contains_key("gitignore"));
        assert!(!files.keys().any(|path| path.starts_with("content/en/")));
        for (path, text) in files.iter().filter(|(path, _)| path.starts_with("content/") && path.ends_with(".md")) {
            assert!(text.contains("\nupdated: 2027-02-03\n"), "{path}");
            assert!(!text.contains("2026-01-31"), "{path}");
        }
    }

    #[test]
    fn editors_find_a_schema_for_every_data_file() {
        let files: BTreeMap<String, String> = editor_files().into_iter().collect();
        let settings: Value = serde_json::from_str(&files[".vscode/settings.json"]).unwrap();
        let schemas = settings["yaml.schemas"].as_object().unwrap();
        assert_eq!(schemas["./.vscode/schemas/site.json"], json!(["content/site.yaml", "content/*/site.yaml"]));
        for (path, _) in find_pack(FALLBACK).unwrap().example.iter().filter(|(path, _)| path.ends_with(".yaml")) {
            let name = path.rsplit('/').next().unwrap().trim_end_matches(".yaml");
            assert!(files.contains_key(&format!(".vscode/schemas/{name}.json")), "{path}");
        }
    }
}
