//! Foreign markup in the values of YAML: front matter, and the data files of a language.
//!
//! Takes a parsed mapping or the text of a file; scans each value that readers see. Keys, ids and dates are left alone.

use super::Scanner;
use super::block::Block;
use crate::diagnostics::Diagnostic;
use crate::input::yaml::{self, Node, Value};
use crate::model::SharedStr;

/// The keys of front matter whose values readers see. The parser of `lead` and `urgent` scans these.
const FRONT_MATTER_KEYS: [&str; 8] =
    ["title", "summary", "when", "recognise", "phases", "escalates", "worse", "author"];

/// The keys of data files whose values readers do not see (the rule of a term, the names of placeholders), and of values
/// with inline Markdown, which its parser scans.
const OTHER_KEYS: [&str; 6] = ["link", "exclude", "never", "case_fields", "case", "scope"];

/// Reports foreign markup in the front matter of a document.
pub fn check_front_matter(path: &SharedStr, file: &str, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let Value::Map(entries) = &node.value else { return };
    let shown = entries.iter().filter(|(name, _)| FRONT_MATTER_KEYS.contains(&name.text.as_str()));
    shown.for_each(|(_, node)| check_value(path, file, node, false, diagnostics));
}

/// Reports foreign markup in a data file of a language. A file that is not YAML is reported by its reader.
pub fn check_data_file(path: &SharedStr, file: &str, diagnostics: &mut Vec<Diagnostic>) {
    if let Ok(node) = yaml::parse(path, file, 0..file.len()) {
        check_value(path, file, &node, false, diagnostics);
    }
}

/// `in_message` is true in the ready message of a phrase.
fn check_value(path: &SharedStr, file: &str, node: &Node, in_message: bool, diagnostics: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Text(_) => {
            let raw = &file[node.range.clone()];
            let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
            let is_quoted = quote.is_some_and(|quote| raw.len() > 1 && raw.ends_with(quote));
            let quotes = usize::from(is_quoted);
            let range = node.range.start + quotes..node.range.end - quotes;
            let mut scanner = Scanner::default();
            scanner.scan(&Block { in_message, ..Block::of_value(file, range) }, true);
            scanner.report(path, file, diagnostics);
        }
        Value::List(list) => list.iter().for_each(|node| check_value(path, file, node, in_message, diagnostics)),
        Value::Map(entries) => {
            let shown = entries.iter().filter(|(name, _)| !OTHER_KEYS.contains(&name.text.as_str()));
            for (name, node) in shown {
                let in_message = in_message || name.text == "answer" && path.ends_with("/phrases.yaml");
                check_value(path, file, node, in_message, diagnostics);
            }
        }
        _ => {}
    }
}
