//! `words`: what people type when they look for a document or a phrase.
//!
//! Takes the mapping that has the key; returns the texts. The search finds them like a title, and no page shows them, so
//! a language has its own and none is translated. Reports a text without a word and a repeated one.

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::yaml::{Field, FieldKind, Fields};
use crate::linguistics::words;
use crate::model::SharedStr;

/// The key, in the front matter of documents and in the phrases.yaml of a language.
pub const WORDS: Field = Field::optional(
    "words",
    FieldKind::TextList,
    "What people type when they look for this, in their own words: found like the title, shown nowhere.",
);

/// Removes and returns the texts of [`WORDS`].
pub fn take_words(path: &SharedStr, fields: &mut Fields, diagnostics: &mut Vec<Diagnostic>) -> Vec<SharedStr> {
    let mut seen: HashMap<String, Range<usize>> = HashMap::new();
    let mut kept = Vec::new();
    for text in fields.texts(WORDS.name) {
        let span = Span::new(path, text.range.clone());
        if words(&text.value).next().is_none() {
            diagnostics.push(Diagnostic::new(Code::BadSearchWord, span).arg("kind", "empty").arg("typed", text.value));
            continue;
        }
        match seen.get(&text.value.to_lowercase()) {
            Some(first) => {
                let diagnostic = Diagnostic::new(Code::RepeatedWord, span).arg("word", text.value).arg("kind", "list");
                diagnostics.push(diagnostic.related(Span::new(path, first.clone())));
            }
            None => {
                seen.insert(text.value.to_lowercase(), text.range);
                kept.push(text.value.into());
            }
        }
    }
    kept
}
