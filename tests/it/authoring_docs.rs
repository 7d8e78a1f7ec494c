//! The writers' guide (`pages/writing.md` of each language) is correct: its examples build, its commands and files exist, and
//! `situ explain` knows every code.
//!
//! Examples are fenced blocks. `md` with a path is that file, `md` alone the body of an article; `yaml` replaces a part of a
//! data file; `front` with a path are keys of the front matter of that file; `json` is a settings file of an editor; `sh` are
//! commands.

use std::process::Command;

use situ::Code;

use crate::support::program::run;
use crate::support::{PNG, SITU, Site, repository, situ};

const LANGUAGES: [&str; 3] = ["lv", "ru", "bg"];

fn guide(lang: &str) -> String {
    std::fs::read_to_string(repository().join(format!("content/{lang}/pages/writing.md"))).unwrap()
}

/// Info string and text of each fenced block.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        match (open, line.strip_prefix("```")) {
            (false, Some(info)) => found.push((info.to_owned(), String::new())),
            (true, Some(_)) => {}
            (true, None) => found.last_mut().unwrap().1.push_str(&format!("{line}\n")),
            (false, None) => continue,
        }
        open = if line.starts_with("```") { !open } else { open };
    }
    assert!(!open && found.len() > 10);
    found
}

/// A document with the keys `added` in place of its own.
fn with_front_matter(document: &str, added: &str) -> String {
    let keys: Vec<&str> = added.lines().filter_map(|line| Some(line.split_once(": ")?.0)).collect();
    let (front, body) = document.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let mut is_replaced = false;
    let kept = front.lines().filter(|line| {
        if !line.starts_with([' ', '-']) {
            is_replaced = keys.iter().any(|key| line.split(':').next() == Some(key));
        }
        !is_replaced
    });
    format!("---\n{added}{}\n---\n{body}", kept.collect::<Vec<_>>().join("\n"))
}

#[test]
fn every_example_builds() {
    for lang in LANGUAGES {
        let mut site = Site::of_repository().file("content/media/plans.png", PNG);
        let mut examples = 0;
        for (info, text) in blocks(&guide(lang)) {
            match info.split_once(' ').unwrap_or((&info, "")) {
                ("md", "") => {
                    examples += 1;
                    let text = format!("---\ntitle: Piemērs {examples}\nsummary: Piemērs.\n---\n\n{text}");
                    site.insert(format!("content/{lang}/articles/example-{examples}.md"), text);
                }
                ("md", path) => {
                    examples += 1;
                    assert!(!site.contains(path), "{path} exists already");
                    site.insert(path, text);
                }
                ("yaml", "") => {
                    // All lines but the last are in the file already.
                    let (before, new) = text.trim_end().rsplit_once('\n').unwrap();
                    let old = site.text("content/situations.yaml").into_owned();
                    assert_eq!(old.matches(before).count(), 1, "{lang}: {before}");
                    let with = old.replace(before, &format!("{before}\n{new}"));
                    site.insert("content/situations.yaml", with);
                }
                ("front", path) => {
                    examples += 1;
                    let with = with_front_matter(&site.text(path), &text);
                    site.insert(path, with);
                }
                ("yaml", path) => {
                    let old = site.text(path).into_owned();
                    let (before, _) = old.split_once("prose:\n").unwrap();
                    site.insert(path, format!("{before}{text}"));
                }
                _ => {}
            }
        }
        assert!(examples >= 4, "{lang}: {examples} examples");
        // The dictionaries depend on the host.
        let ignored = [Code::Spelling, Code::NoDictionary];
        let built = site.build();
        let left: Vec<_> = built.diagnostics().iter().filter(|found| !ignored.contains(&found.code)).collect();
        assert!(left.is_empty(), "{lang}: {left:#?}");
    }
}

#[test]
fn every_diagnostic_is_explained() {
    for lang in [LANGUAGES.as_slice(), &["en"]].concat() {
        let explain = |words: &[&str]| {
            let (code, stdout, stderr) = run(Command::new(SITU).args(["--lang", lang, "explain"]).args(words));
            assert_eq!(code, Some(0), "{lang} {words:?}: {stderr}");
            stdout
        };
        let list = explain(&[]);
        assert_eq!(list.lines().count(), Code::ALL.len(), "{lang}");
        for code in [Code::UnknownKey, Code::DeadLink] {
            assert!(list.contains(&format!("{}: ", code.as_str())), "{lang}: {list}");
            assert!(explain(&[code.as_str()]).contains(&format!("[{}]: ", code.as_str())), "{lang}");
        }
    }
}

#[test]
fn unknown_code_is_answered_with_the_nearest() {
    let (code, _, stderr) = situ(repository(), &["explain", "unknown-kay"]);
    assert_eq!(code, Some(2));
    assert!(stderr.contains("Unknown code `unknown-kay`") && stderr.contains("`unknown-key`"), "{stderr}");
}

#[test]
fn every_command_exists() {
    let help = |words: &[&str]| {
        let (code, stdout, _) = situ(repository(), &[words, &["--help"]].concat());
        assert_eq!(code, Some(0), "{words:?}");
        stdout
    };
    for lang in LANGUAGES {
        let mut commands = 0;
        for (_, text) in blocks(&guide(lang)).iter().filter(|(info, _)| info == "sh") {
            for line in text.lines() {
                let words: Vec<&str> = line.split(' ').skip_while(|word| *word != "situ").skip(1).collect();
                let name = words.first().unwrap_or_else(|| panic!("{lang}: {line}"));
                let known = help(&[name]);
                for flag in words.iter().filter(|word| word.starts_with("--")) {
                    assert!(known.contains(flag), "{lang}: {line}");
                }
                if *name == "schema" {
                    assert!(known.contains(&format!("- {}", words[1])), "{lang}: {line}");
                    assert!(text.contains(&format!("> .vscode/{}.json", words[1])), "{lang}: {line}");
                }
                commands += 1;
            }
        }
        assert!(commands > 8, "{lang}: {commands} commands");
    }
}

#[test]
fn editor_settings_name_schemas_that_are_made() {
    for lang in LANGUAGES {
        let blocks = blocks(&guide(lang));
        let (_, settings) = blocks.iter().find(|(info, _)| info == "json").unwrap();
        let settings: serde_json::Value = serde_json::from_str(settings).unwrap();
        let schemas = settings["yaml.schemas"].as_object().unwrap();
        assert_eq!(schemas.len(), 7);
        for (file, paths) in schemas {
            let made = format!("> {}", file.strip_prefix("./").unwrap());
            assert!(blocks.iter().any(|(info, text)| info == "sh" && text.contains(&made)), "{lang}: {file}");
            for path in paths.as_array().unwrap() {
                let path = path.as_str().unwrap().replace('*', lang);
                assert!(repository().join(&path).is_file(), "{lang}: {path}");
            }
        }
    }
}
