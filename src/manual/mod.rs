//! The manual: a site below `content/` that is part of the program.
//!
//! Takes clap's declaration of the commands; returns the source tree of the site. The chapters are hand-written. Those in
//! [`REFERENCES`] begin so; from their first heading on they are made from the declarations of the program: keys, codes,
//! commands, values of pages, words of the interface. Never reads a file: the folder is in the program.
//!
//! To add a language, add a folder to `content/` and its code to `content/site.yaml`. A chapter that a language lacks is
//! linked in English.

mod codes;
mod commands;
mod interface_words;
mod keys;
mod markdown;
mod page_types;
mod page_values;

use clap::Command;
use include_dir::{Dir, include_dir};

use crate::foundation::paths::show_path;
use crate::input::source_tree::SourceTree;

/// The hand-written files, and the generated English ones as they are on a code forge.
static CONTENT: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/manual/content");

/// The language whose chapters are complete.
pub const DEFAULT_LANGUAGE: &str = "en";

/// Makes the generated part of a chapter, which begins with a heading. Takes the code of the language.
type Reference = fn(&str, &Command) -> String;

/// The chapters with a generated part, by their ids.
const REFERENCES: [(&str, Reference); 5] = [
    ("codes", |lang, _| codes::section(lang)),
    ("commands", |_, command| commands::section(command)),
    ("keys", |_, _| keys::section()),
    ("page-values", |_, _| page_values::section()),
    ("interface-words", |lang, _| interface_words::section(lang)),
];

/// The files of the manual, sorted by path: `content/en/articles/codes.md`. `command` is that of the whole program.
pub fn files(command: &Command) -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(&CONTENT, &mut files);
    for (path, text) in &mut files {
        let Some((lang, name)) = path.strip_prefix("content/").and_then(|path| path.split_once("/articles/")) else {
            continue;
        };
        let reference = REFERENCES.iter().find(|(id, _)| name.strip_suffix(".md") == Some(id));
        if let Some((_, section)) = reference {
            let written = text.find("\n## ").unwrap_or(text.len());
            *text = format!("{}\n\n{}", text[..written].trim_end(), section(lang, command));
        }
    }
    files.sort();
    files
}

/// The sources of the manual as the stages take them.
pub fn sources(command: &Command) -> SourceTree {
    SourceTree::from_pairs(files(command).into_iter().map(|(path, text)| (path, text.into_bytes())))
}

/// The language of the manual for a user who reads `code`.
pub fn language_or_default(code: &str) -> &str {
    if CONTENT.get_file(format!("{code}/site.yaml")).is_some() { code } else { DEFAULT_LANGUAGE }
}

/// Adds the files below `dir`.
fn collect(dir: &Dir, files: &mut Vec<(String, String)>) {
    for file in dir.files() {
        let path = show_path(file.path());
        files.push((format!("content/{path}"), file.contents_utf8().unwrap_or_default().to_owned()));
    }
    dir.dirs().for_each(|dir| collect(dir, files));
}
