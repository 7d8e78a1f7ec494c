//! Which program a folder was written for, and what its settings say.
//!
//! Takes the list of files; returns [`Settings`]: the folders of texts and of files that are published as they are, title,
//! address and languages. Knows only where things are: the markup of all programs is read in every folder, because people
//! mix it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::heads::{parse_toml, parse_yaml};
use super::languages::is_language_code;
use super::source::{SourceFolder, file_name, join, parent};

/// A program whose folders are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// A vault of Obsidian.
    Obsidian,
    /// Hugo.
    Hugo,
    /// Jekyll.
    Jekyll,
    /// MkDocs and Zensical.
    Mkdocs,
    /// Docusaurus.
    Docusaurus,
    /// mdBook.
    Mdbook,
    /// Markdown of no particular program.
    Plain,
}

impl Dialect {
    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Obsidian => "Obsidian",
            Dialect::Hugo => "Hugo",
            Dialect::Jekyll => "Jekyll",
            Dialect::Mkdocs => "MkDocs",
            Dialect::Docusaurus => "Docusaurus",
            Dialect::Mdbook => "mdBook",
            Dialect::Plain => "Markdown",
        }
    }
}

/// What the settings of the program say.
#[derive(Debug)]
pub struct Settings {
    /// The program.
    pub dialect: Dialect,
    /// The title of the site.
    pub title: Option<String>,
    /// A sentence about the site.
    pub description: Option<String>,
    /// The address of the site.
    pub base_url: Option<String>,
    /// The language of texts that name none.
    pub default_language: Option<String>,
    /// The languages that the settings name.
    pub languages: BTreeSet<String>,
    /// The folders of texts; empty for the whole folder.
    pub content_roots: Vec<String>,
    /// The folders whose files are at the root of the old site, besides those of texts.
    pub static_roots: Vec<String>,
    /// In Jekyll, the folders of collections, such as `_posts`.
    pub collections: Vec<String>,
}

/// Names of the settings of Hugo.
const HUGO: [&str; 9] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config/_default/hugo.toml",
    "config/_default/config.toml",
    "config/_default/hugo.yaml",
];
/// Names of the settings of Docusaurus.
const DOCUSAURUS: [&str; 4] =
    ["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs"];
/// Names of the settings of MkDocs and Zensical.
const MKDOCS: [&str; 3] = ["mkdocs.yml", "mkdocs.yaml", "zensical.toml"];

/// How deep below the folder settings are looked for.
const MAX_DEPTH: usize = 2;

/// The program of a folder, or the chosen one, with its settings.
pub fn read_settings(folder: &SourceFolder, chosen: Option<Dialect>) -> Settings {
    let dialect = chosen.unwrap_or_else(|| find_dialect(folder));
    let mut settings = Settings {
        dialect,
        title: None,
        description: None,
        base_url: None,
        default_language: None,
        languages: BTreeSet::new(),
        content_roots: Vec::new(),
        static_roots: Vec::new(),
        collections: Vec::new(),
    };
    match dialect {
        Dialect::Hugo => settings.hugo(folder),
        Dialect::Jekyll => settings.jekyll(folder),
        Dialect::Mkdocs => settings.mkdocs(folder),
        Dialect::Docusaurus => settings.docusaurus(folder),
        Dialect::Mdbook => settings.mdbook(folder),
        Dialect::Obsidian | Dialect::Plain => {}
    }
    settings.content_roots.retain(|root| folder.files.keys().any(|path| is_below(path, root)));
    settings
}

/// Whether a path is below a folder; every path is below the empty one.
pub fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a text has a link such as `[[Name]]`.
fn has_wiki_link(text: &str) -> bool {
    text.split("[[").skip(1).any(|rest| {
        let end = rest.find(['[', ']', '(', '\n']).unwrap_or(rest.len());
        rest[end..].starts_with("]]") && rest.starts_with(char::is_alphanumeric)
    })
}

fn find_dialect(folder: &SourceFolder) -> Dialect {
    let has = |names: &[&str]| names.iter().any(|name| folder.has(name));
    let has_folder = |name: &str| folder.files.keys().any(|path| is_below(path, name));
    if folder.hidden.iter().any(|name| name == ".obsidian") {
        return Dialect::Obsidian;
    }
    if !settings_files(folder, &DOCUSAURUS).is_empty() {
        return Dialect::Docusaurus;
    }
    if has(&["book.toml"]) {
        return Dialect::Mdbook;
    }
    if !settings_files(folder, &MKDOCS).is_empty() {
        return Dialect::Mkdocs;
    }
    if has(&["_config.yml", "_config.yaml", "_config.toml"]) {
        return Dialect::Jekyll;
    }
    if has(&HUGO) && (has_folder("content") || has_folder("themes") || has_folder("layouts")) {
        return Dialect::Hugo;
    }
    let is_text = |path: &&String| path.ends_with(".md");
    let has_wiki_links = |path: &&String| folder.text(path.as_str()).is_ok_and(|decoded| has_wiki_link(&decoded.text));
    // A vault that is published has no `.obsidian`.
    if has(&["publish.css", "publish.js"])
        || folder.files.keys().filter(is_text).take(200).filter(has_wiki_links).count() >= 3
    {
        return Dialect::Obsidian;
    }
    Dialect::Plain
}

/// The paths of files with these names, near the top.
fn settings_files<'f>(folder: &'f SourceFolder, names: &[&str]) -> Vec<&'f str> {
    let is_settings = |path: &&String| path.matches('/').count() <= MAX_DEPTH && names.contains(&file_name(path));
    folder.files.keys().filter(is_settings).map(String::as_str).collect()
}

fn text_of(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

impl Settings {
    fn add_language(&mut self, code: &str) {
        let code = super::languages::normal_code(code);
        if is_language_code(&code) {
            self.languages.insert(code);
        }
    }

    fn set_default(&mut self, code: Option<String>) {
        let code = code.map(|code| super::languages::normal_code(&code)).filter(|code| is_language_code(code));
        if let Some(code) = code {
            self.languages.insert(code.clone());
            self.default_language = Some(code);
        }
    }

    fn hugo(&mut self, folder: &SourceFolder) {
        let found = HUGO.iter().find_map(|name| Some((*name, folder.settings(name)?)));
        let value =
            found.and_then(|(name, text)| if name.ends_with("toml") { parse_toml(&text) } else { parse_yaml(&text) });
        let value = lower_keys(value.unwrap_or(Value::Null));
        self.title = text_of(&value, "title");
        self.base_url = text_of(&value, "baseurl");
        self.set_default(text_of(&value, "defaultcontentlanguage").or_else(|| {
            text_of(&value, "languagecode").map(|code| code.split('-').next().unwrap_or_default().to_owned())
        }));
        if let Some(Value::Object(languages)) = value.get("languages") {
            for (code, of_language) in languages {
                self.add_language(code);
                self.content_roots.extend(text_of(&lower_keys(of_language.clone()), "contentdir"));
            }
        }
        self.content_roots.push(text_of(&value, "contentdir").unwrap_or_else(|| "content".to_owned()));
        self.static_roots = vec!["static".to_owned(), "assets".to_owned()];
    }

    fn jekyll(&mut self, folder: &SourceFolder) {
        let text = ["_config.yml", "_config.yaml"].iter().find_map(|name| folder.settings(name));
        let value = text.and_then(|text| parse_yaml(&text)).unwrap_or(Value::Null);
        self.title = text_of(&value, "title");
        self.description = text_of(&value, "description");
        self.base_url = text_of(&value, "url");
        self.set_default(text_of(&value, "lang"));
        self.collections = vec!["_posts".to_owned(), "_drafts".to_owned()];
        match value.get("collections") {
            Some(Value::Object(collections)) => {
                self.collections.extend(collections.keys().map(|name| format!("_{name}")))
            }
            Some(Value::Array(collections)) => {
                self.collections.extend(collections.iter().filter_map(Value::as_str).map(|name| format!("_{name}")));
            }
            _ => {}
        }
    }

    fn mkdocs(&mut self, folder: &SourceFolder) {
        for path in settings_files(folder, &MKDOCS) {
            let own = parent(path);
            let text = folder.settings(path).unwrap_or_default();
            let value = if path.ends_with(".toml") { parse_toml(&text) } else { parse_yaml(&without_tags(&text)) };
            let value = value.unwrap_or(Value::Null);
            let value = value.get("project").cloned().unwrap_or(value);
            self.title = self.title.take().or_else(|| text_of(&value, "site_name"));
            self.description = self.description.take().or_else(|| text_of(&value, "site_description"));
            self.base_url = self.base_url.take().or_else(|| text_of(&value, "site_url"));
            let language = value.get("theme").and_then(|theme| text_of(theme, "language"));
            if self.default_language.is_none() {
                self.set_default(language);
            }
            let docs = text_of(&value, "docs_dir").unwrap_or_else(|| "docs".to_owned());
            // One folder with settings for each language: the texts of the others are beside it.
            let root = match is_language_code(&super::languages::normal_code(file_name(own))) {
                true => parent(own).to_owned(),
                false => join(own, &docs).unwrap_or_default(),
            };
            if !self.content_roots.contains(&root) {
                self.content_roots.push(root);
            }
        }
        if self.content_roots.iter().any(String::is_empty) {
            self.content_roots.clear();
        }
    }

    fn docusaurus(&mut self, folder: &SourceFolder) {
        let found = settings_files(folder, &DOCUSAURUS).first().copied();
        // The settings are often in a folder `website` beside the texts.
        let own = found.map(parent).unwrap_or_default();
        for name in ["docs", "blog", "i18n", "src/pages", "../docs", "../blog"] {
            self.content_roots.extend(join(own, name).filter(|root| !root.is_empty()));
        }
        self.static_roots.extend(join(own, "static"));
        let Some(text) = found.and_then(|path| folder.settings(path)) else { return };
        // The settings are a program; these keys are nearly always literal.
        let literal = |key: &str| -> Option<String> {
            let rest = text.split_once(&format!("{key}:"))?.1.trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"' | '`'))?;
            rest[1..].split(quote).next().map(str::to_owned)
        };
        self.title = literal("title");
        self.description = literal("tagline");
        self.base_url = literal("url");
        self.set_default(literal("defaultLocale"));
        let locales = text.split_once("locales:").and_then(|(_, rest)| rest.split_once(']')).map(|(list, _)| list);
        for code in locales.unwrap_or_default().split(['\'', '"', '`', ',', '[', ' ', '\n']) {
            self.add_language(code);
        }
    }

    fn mdbook(&mut self, folder: &SourceFolder) {
        let value = folder.settings("book.toml").and_then(|text| parse_toml(&text)).unwrap_or(Value::Null);
        let book = value.get("book").cloned().unwrap_or(Value::Null);
        self.title = text_of(&book, "title");
        self.description = text_of(&book, "description");
        self.set_default(text_of(&book, "language"));
        self.content_roots.push(text_of(&book, "src").unwrap_or_else(|| "src".to_owned()));
    }
}

/// The mapping with keys in lower case, because Hugo does not distinguish them.
fn lower_keys(value: Value) -> Value {
    match value {
        Value::Object(map) => map.into_iter().map(|(key, value)| (key.to_lowercase(), value)).collect(),
        other => other,
    }
}

/// The text without tags such as `!!python/name:x`, which MkDocs has.
fn without_tags(text: &str) -> String {
    let clean = |line: &str| match line.find("!!python").or_else(|| line.find("!ENV")) {
        Some(at) => format!("{}\n", line[..at].trim_end()),
        None => format!("{line}\n"),
    };
    text.lines().map(clean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_known_by_their_files() {
        for (files, dialect) in [
            (&[(".obsidian/app.json", "{}"), ("a.md", "")][..], Dialect::Obsidian),
            (&[("hugo.yaml", "title: T"), ("content/a.md", "")], Dialect::Hugo),
            (&[("_config.yml", "title: T"), ("_posts/2020-01-01-a.md", "")], Dialect::Jekyll),
            (&[("mkdocs.yml", "site_name: T"), ("docs/a.md", "")], Dialect::Mkdocs),
            (&[("docusaurus.config.js", "title: 'T'"), ("docs/a.md", "")], Dialect::Docusaurus),
            (&[("book.toml", "[book]\ntitle = \"T\""), ("src/a.md", "")], Dialect::Mdbook),
            (&[("a.md", "plain")], Dialect::Plain),
            (&[("a.md", "see [[b]]"), ("b.md", "[[a]]"), ("c.md", "[[a]]")], Dialect::Obsidian),
        ] {
            let settings = read_settings(&SourceFolder::from_pairs(files), None);
            assert_eq!(settings.dialect, dialect);
            let has_title = !matches!(dialect, Dialect::Obsidian | Dialect::Plain);
            assert_eq!(settings.title.as_deref(), has_title.then_some("T"), "{dialect:?}");
        }
    }

    #[test]
    fn texts_beside_one_language_with_settings_are_found() {
        let folder = SourceFolder::from_pairs(&[
            ("docs/en/mkdocs.yml", "site_name: T\ntheme:\n  language: en\nx: !!python/name:a.b\n"),
            ("docs/en/docs/a.md", ""),
            ("docs/ru/docs/a.md", ""),
        ]);
        let settings = read_settings(&folder, None);
        assert_eq!(settings.content_roots, ["docs"]);
        assert_eq!(settings.default_language.as_deref(), Some("en"));
    }
}
