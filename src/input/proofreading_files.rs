//! The files that the lints of one language read: data files, word list, dictionary.
//!
//! Takes the source tree and the settings; returns texts. Only data files are read if `prose` is absent from site.yaml. The
//! dictionary is a file of the host, so warnings can differ between hosts, but the output cannot.

use std::sync::Arc;

use super::site_config::PATH;
use super::source_tree::SourceTree;
use super::spelling_dictionary::{self, Dictionary, DictionaryLookup};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::{Config, LangId, SharedStr};

/// The file of a language with correct words that no dictionary has, one on each line.
pub const WORD_LIST: &str = "words.txt";

/// The files that the lints of one language read.
#[derive(Default)]
pub struct ProseFiles {
    /// The text of the word list; empty if it does not exist.
    pub word_list: String,
    /// `None` unless spelling is checked and the host has a dictionary of the language.
    pub dictionary: Option<Arc<Dictionary>>,
    /// Path and text of each data file of the language that can be read.
    pub data_files: Vec<(SharedStr, String)>,
}

/// Reads the files of one language. Reports a missing or invalid dictionary.
pub fn read_prose_files(
    tree: &SourceTree,
    config: &Config,
    lang: LangId,
    diagnostics: &mut Vec<Diagnostic>,
) -> ProseFiles {
    let mut files = ProseFiles::default();
    let code = config.code(lang);
    for name in ["site", "guide", "phrases", "glossary", "synonyms"] {
        let path: SharedStr = format!("content/{code}/{name}.yaml").into();
        // A file that cannot be read is reported by the reader of data files.
        if tree.contains(&path)
            && let Ok(text) = tree.read_text(&path)
        {
            files.data_files.push((path, text));
        }
    }
    let Some(range) = config.prose.as_ref().and_then(|rules| rules.spelling.as_ref()) else { return files };
    let path: SharedStr = format!("content/{code}/{WORD_LIST}").into();
    if tree.contains(&path) {
        match tree.read_text(&path) {
            Ok(text) => files.word_list = text,
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let report = |kind: &str, file: String, folders: String| {
        let span = Span::new(&PATH.into(), range.clone());
        let diagnostic = Diagnostic::new(Code::NoDictionary, span).arg("lang", code).arg("kind", kind);
        diagnostic.arg("file", file).arg("folders", folders)
    };
    match spelling_dictionary::find_on_host(code) {
        DictionaryLookup::Found(dictionary) => files.dictionary = Some(dictionary),
        DictionaryLookup::Missing { file, folders } => diagnostics.push(report("missing", file, folders)),
        DictionaryLookup::Invalid { file } => diagnostics.push(report("wrong", file, String::new())),
    }
    files
}
