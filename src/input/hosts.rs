//! `hosts` and `precompress` in site.yaml.
//!
//! Takes the value of a key; returns the words of its list that are known. Reports any other word, and a word that occurs
//! twice.

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::yaml;
use crate::model::{Host, SharedStr, Spanned};

/// Reads `hosts`.
pub fn read_hosts(path: &SharedStr, node: yaml::Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Spanned<Host>> {
    let chosen = read_choices(path, node, &Host::NAMES, diagnostics).into_iter();
    chosen.filter_map(|name| Some(Spanned { value: Host::from_name(name.value)?, range: name.range })).collect()
}

/// Reads a list of which each item is one of `words`.
pub fn read_choices(
    path: &SharedStr,
    node: yaml::Node,
    words: &'static [&'static str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Spanned<&'static str>> {
    let mut chosen: Vec<Spanned<&'static str>> = Vec::new();
    for text in yaml::parse_names(path, node, diagnostics) {
        let span = Span::new(path, text.range.clone());
        let Some(word) = words.iter().find(|word| **word == text.value) else {
            let diagnostic = Diagnostic::new(Code::WrongType, span).arg("wanted", words.join(", "));
            diagnostics.push(diagnostic.arg("found", &*text.value).nearest(&text.value, words.iter().copied()));
            continue;
        };
        match chosen.iter().find(|earlier| earlier.value == *word) {
            Some(earlier) => {
                let first = Span::new(path, earlier.range.clone());
                diagnostics.push(Diagnostic::new(Code::DuplicateId, span).arg("id", text.value).related(first));
            }
            None => chosen.push(Spanned { value: word, range: text.range }),
        }
    }
    chosen
}
