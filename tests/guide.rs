//! The writers' guide keeps its word: every example in it builds, every command and file name in it exists, every
//! diagnostic is explained, in every language.
//!
//! Examples are fenced blocks. `md` with a path is that file; `md` alone is the body of an article; `yaml` with a path is
//! laid over that file; `json` are settings of an editor; `sh` are commands.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use situ::build::{Memory, Options, build};
use situ::diag::{Code, Diagnostic};
use situ::tree::Tree;

const LANGUAGES: [&str; 3] = ["lv", "ru", "bg"];

fn guide(lang: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("content/{lang}/pages/writing.md"));
    std::fs::read_to_string(path).unwrap()
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

fn content() -> BTreeMap<String, Vec<u8>> {
    let (tree, found) = Tree::from_disk(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(found.is_empty());
    tree.paths().map(|path| (path.to_string(), tree.read(path).unwrap().into_owned())).collect()
}

fn diagnostics(files: BTreeMap<String, Vec<u8>>) -> Vec<Diagnostic> {
    build(&Tree::from_pairs(files), &Options::default(), Memory::None, Vec::new()).diagnostics
}

#[test]
fn every_example_builds() {
    for lang in LANGUAGES {
        let mut files = content();
        files.insert("content/media/plans.png".into(), b"picture".to_vec());
        let mut examples = 0;
        for (info, text) in blocks(&guide(lang)) {
            match info.split_once(' ').unwrap_or((&info, "")) {
                ("md", "") => {
                    examples += 1;
                    let text = format!("---\ntitle: Piemērs {examples}\nsummary: Piemērs.\n---\n\n{text}");
                    files.insert(format!("content/{lang}/articles/example-{examples}.md"), text.into_bytes());
                }
                ("md", path) => {
                    examples += 1;
                    assert!(files.insert(path.to_owned(), text.into_bytes()).is_none(), "{path} is there already");
                }
                ("yaml", "") => {
                    // All but the last line stand there already.
                    let (before, new) = text.trim_end().rsplit_once('\n').unwrap();
                    let old = String::from_utf8(files["content/situations.yaml"].clone()).unwrap();
                    assert_eq!(old.matches(before).count(), 1, "{lang}: {before}");
                    let with = old.replace(before, &format!("{before}\n{new}"));
                    files.insert("content/situations.yaml".into(), with.into_bytes());
                }
                ("yaml", path) => {
                    let old = String::from_utf8(files[path].clone()).unwrap();
                    let (before, _) = old.split_once("prose:\n").unwrap();
                    files.insert(path.to_owned(), format!("{before}{text}").into_bytes());
                }
                _ => {}
            }
        }
        assert!(examples >= 4, "{lang}: {examples} examples");
        // What a machine's dictionaries know is its own business.
        let ignored = [Code::Spelling, Code::NoDictionary];
        let left: Vec<_> = diagnostics(files).into_iter().filter(|found| !ignored.contains(&found.code)).collect();
        assert!(left.is_empty(), "{lang}: {left:#?}");
    }
}

#[test]
fn every_diagnostic_is_explained() {
    for lang in LANGUAGES {
        let text = guide(lang);
        for code in Code::ALL {
            let entries = text.matches(&format!("- `{}`: ", code.as_str())).count();
            assert_eq!(entries, 1, "{lang}: {}", code.as_str());
        }
        let explained = text.lines().filter(|line| line.starts_with("- `") && line.contains("`: ")).count();
        assert_eq!(explained, Code::ALL.len(), "{lang}: a code that is not there");
    }
}

#[test]
fn every_command_is_there() {
    let help = |words: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_situ")).args(words).arg("--help").output().unwrap();
        assert!(output.status.success(), "{words:?}");
        String::from_utf8(output.stdout).unwrap()
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
fn the_editor_finds_its_schemas() {
    for lang in LANGUAGES {
        let blocks = blocks(&guide(lang));
        let (_, settings) = blocks.iter().find(|(info, _)| info == "json").unwrap();
        let settings: serde_json::Value = serde_json::from_str(settings).unwrap();
        let schemas = settings["yaml.schemas"].as_object().unwrap();
        assert_eq!(schemas.len(), 5);
        for (file, paths) in schemas {
            let made = format!("> {}", file.strip_prefix("./").unwrap());
            assert!(blocks.iter().any(|(info, text)| info == "sh" && text.contains(&made)), "{lang}: {file}");
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            for path in paths.as_array().unwrap() {
                let path = path.as_str().unwrap().replace('*', lang);
                assert!(root.join(&path).is_file(), "{lang}: {path}");
            }
        }
    }
}
