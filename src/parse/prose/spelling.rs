//! Unknown words.
//!
//! Takes the words of a span; returns warnings, each word once per file. Never looks into words of another script or of
//! two, numbers and abbreviations, because dictionaries do not have them.

use std::collections::HashSet;
use std::ops::Range;

use super::extract::ProseSpan;
use super::{ProseLinter, join_compounds};
use crate::diagnostics::{Code, Diagnostic};
use crate::linguistics::Script;
use crate::model::SharedStr;

/// The characters that connect the parts of a compound word.
const CONNECTORS: [char; 3] = ['-', '’', '\''];

impl ProseLinter {
    /// Reports misspelt words of `span`. `words` are the words of `span`; `reported` holds words already reported in
    /// this file, so each is reported once.
    pub(super) fn spelling(
        &self,
        path: &SharedStr,
        span: &ProseSpan,
        words: &[Range<usize>],
        reported: &mut HashSet<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Some(dictionary) = &self.dictionary else { return };
        for range in join_compounds(&span.text, words) {
            let word = &span.text[range.clone()];
            let is_known = |word: &str| self.known_words.contains(&word.to_lowercase());
            if is_known(word) || reported.contains(word) {
                continue;
            }
            let (has_latin, has_cyrillic) = (word.chars().any(is_latin), word.chars().any(is_cyrillic));
            let is_foreign = match self.language.script {
                Script::Latin => has_cyrillic || !has_latin,
                Script::Cyrillic => has_latin,
            };
            let is_abbreviation = word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
            let has_digit = word.chars().any(char::is_numeric);
            if is_foreign || is_abbreviation || has_digit || word.chars().count() < 2 {
                continue;
            }
            let mut parts = word.split(CONNECTORS).filter(|part| part.chars().count() > 1);
            let is_correct = dictionary.contains(word)
                || word.contains(CONNECTORS) && parts.all(|part| is_known(part) || dictionary.contains(part));
            if is_correct {
                continue;
            }
            reported.insert(word.to_owned());
            let mut diagnostic = Diagnostic::new(Code::Spelling, span.file_span(path, range.clone()));
            diagnostic.suggestion = dictionary.close_match(word);
            diagnostics.push(diagnostic.arg("word", word));
        }
    }
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && (c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c))
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}
