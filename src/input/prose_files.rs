//! What the proofreader of one language reads: word list, data files, dictionary.
//!
//! Takes the source tree and the settings; returns texts. Reads nothing unless `prose:` in site.yaml asks for it. The
//! dictionary is a file of the host, so warnings can differ between hosts; the output never does.

use std::sync::Arc;

use super::dictionary::{self, Dictionary, DictionaryLookup};
use super::site_config::PATH;
use super::source_tree::SourceTree;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::{Config, LangId, SharedStr};

/// The file of a language with words that are correct although no dictionary has them, one on each line.
pub const WORD_LIST: &str = "words.txt";

/// The files that the proofreader of one language needs.
#[derive(Default)]
pub struct ProseFiles {
    /// The text of the word list; empty if it does not exist.
    pub word_list: String,
    /// `None` unless spelling is checked and the host has a dictionary of the language.
    pub dictionary: Option<Arc<Dictionary>>,
    /// The language's data files that can be read: path and text.
    pub data_files: Vec<(SharedStr, String)>,
}

/// Reads the files of one language. A missing dictionary is reported.
pub fn read_prose_files(
    tree: &SourceTree,
    config: &Config,
    lang: LangId,
    diagnostics: &mut Vec<Diagnostic>,
) -> ProseFiles {
    let mut files = ProseFiles::default();
    let Some(rules) = &config.prose else { return files };
    let code = config.code(lang);
    for name in ["site", "guide", "phrases", "glossary"] {
        let path: SharedStr = format!("content/{code}/{name}.yaml").into();
        // A file that cannot be read is reported by the reader of data files.
        if tree.contains(&path)
            && let Ok(text) = tree.read_text(&path)
        {
            files.data_files.push((path, text));
        }
    }
    let Some(range) = &rules.spelling else { return files };
    let path: SharedStr = format!("content/{code}/{WORD_LIST}").into();
    if tree.contains(&path) {
        match tree.read_text(&path) {
            Ok(text) => files.word_list = text,
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let report = |kind: &str, file: String, folders: String| {
        let place = Span::new(&PATH.into(), range.clone());
        let diagnostic = Diagnostic::new(Code::NoDictionary, place).arg("lang", code).arg("kind", kind);
        diagnostic.arg("file", file).arg("folders", folders)
    };
    match dictionary::system(code) {
        DictionaryLookup::Found(found) => files.dictionary = Some(found),
        DictionaryLookup::Missing { file, folders } => diagnostics.push(report("missing", file, folders)),
        DictionaryLookup::Wrong { file } => diagnostics.push(report("wrong", file, String::new())),
    }
    files
}
