//! Long sentences.
//!
//! Takes a span of prose; returns a warning for each sentence with more words than the site allows.

use std::ops::Range;

use super::extract::{MARKUP, ProseSpan};
use super::join_compounds;
use crate::diagnostics::{Code, Diagnostic};
use crate::linguistics::words;
use crate::model::SharedStr;

/// Reports sentences of more than `limit` words. Numbers do not count.
pub fn long_sentences(limit: usize, path: &SharedStr, span: &ProseSpan, diagnostics: &mut Vec<Diagnostic>) {
    for sentence in split_sentences(&span.text) {
        let text = &span.text[sentence.clone()];
        let words: Vec<Range<usize>> =
            words(text).filter(|word| text[word.clone()].contains(char::is_alphabetic)).collect();
        let count = join_compounds(text, &words).len();
        if count > limit {
            let diagnostic = Diagnostic::new(Code::LongSentence, span.file_span(path, sentence));
            diagnostics.push(diagnostic.arg("count", count.to_string()).arg("longest", limit.to_string()));
        }
    }
}

/// Splits text into sentences. A sentence ends at `.`, `!`, `?` or `…` if a capital letter, an opening quotation mark
/// or nothing follows. Initials end a sentence too: a sentence that is split too often costs a missed warning, not a
/// false one.
fn split_sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = text.len() - text.trim_start().len();
    for (index, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let after = &text[index + c.len_utf8()..];
        let rest = after.trim_start_matches(['.', '!', '?', '…', '”', '“', '»', '"', ')', MARKUP]);
        let next = rest.trim_start_matches([' ', '\n', '\r', '\t', '\u{a0}', MARKUP]);
        let has_space = rest.starts_with([' ', '\n', '\r', '\t', '\u{a0}']) || next.is_empty();
        let starts_sentence = next
            .chars()
            .next()
            .is_none_or(|c| c.is_uppercase() || matches!(c, '„' | '«' | '“' | '"' | '–' | '—' | '['));
        if has_space && starts_sentence {
            let end = text.len() - rest.len();
            if start < end {
                sentences.push(start..end);
            }
            start = text.len() - next.len();
        }
    }
    let end = text.trim_end().len();
    if start < end {
        sentences.push(start..end);
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_before_a_capital_letter() {
        let split =
            |text: &str| split_sentences(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(split("Zvaniet 21. novembrī. Tad rakstiet!"), ["Zvaniet 21. novembrī.", "Tad rakstiet!"]);
        assert_eq!(split("Viņš teica: „Nē.” Un gāja"), ["Viņš teica: „Nē.”", "Un gāja"]);
        assert_eq!(split("Jautājiet Annai, t. i., viņai."), ["Jautājiet Annai, t. i., viņai."]);
        assert_eq!(split(""), Vec::<String>::new());
    }
}
