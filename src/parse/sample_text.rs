//! Sample text of `situ new` that its writer has not replaced.
//!
//! Takes the text of a document; reports each line that still has a sentence of `scaffold.ftl` of its language. A draft is
//! not finished, so it is not examined.

use std::ops::Range;
use std::sync::LazyLock;

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::i18n::Messages;
use crate::linguistics::{FALLBACK, Language, PACKS};
use crate::model::SharedStr;

/// Reports the sample text in a document that is not a draft.
pub fn check_sample_text(path: &SharedStr, text: &str, language: &Language, diagnostics: &mut Vec<Diagnostic>) {
    for sample in samples(language.code) {
        let is_whole = |start: &usize| is_whole_value(text, *start..*start + sample.len());
        for (start, found) in text.match_indices(sample.as_str()).filter(|(start, _)| is_whole(start)) {
            let span = Span::new(path, start..start + found.len());
            diagnostics.push(Diagnostic::new(Code::SampleText, span).arg("typed", found));
        }
    }
}

/// Whether the line has only markers, a key, quotation marks and attributes beside the bytes `range`.
fn is_whole_value(text: &str, range: Range<usize>) -> bool {
    let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = text[line..range.start].trim_start().trim_end_matches(['"', '\'']);
    let after = text[range.end..].lines().next().unwrap_or_default().trim_start_matches(['"', '\'']).trim();
    let is_key = before.trim_end().strip_suffix(':').is_some_and(|key| !key.contains(char::is_whitespace));
    (is_key || !before.contains(char::is_alphanumeric)) && (after.is_empty() || after.starts_with('{'))
}

/// The sentences that `situ new` writes in a language.
fn samples(code: &str) -> &'static [String] {
    static SAMPLES: LazyLock<Vec<(&str, Vec<String>)>> = LazyLock::new(|| {
        let packs = PACKS.iter().filter(|pack| pack.scaffold.is_some());
        packs.map(|pack| (pack.code, samples_of(pack.code))).collect()
    });
    let of = |code: &str| SAMPLES.iter().find(|(known, _)| *known == code);
    of(code).or_else(|| of(FALLBACK)).map_or(&[], |(_, samples)| samples)
}

fn samples_of(code: &str) -> Vec<String> {
    let messages = Messages::built_in(code, |pack| pack.scaffold);
    messages.message_ids().iter().map(|id| messages.text(id, &[])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::find_language;

    #[test]
    fn sample_within_a_sentence_is_text() {
        for text in ["People say: One short step. And another.", "We write what people type into the search: words."] {
            let mut found = Vec::new();
            check_sample_text(&"a.md".into(), text, find_language("en"), &mut found);
            assert_eq!(found, [], "{text}");
        }
    }

    #[test]
    fn samples_are_found_in_every_language() {
        for code in ["lv", "ru", "bg", "en", "de"] {
            let samples = samples(code);
            let text = format!("---\nsummary: \"{}\"\n---\n\n- [ ] {} {{#a}}\n", samples[0], samples[1]);
            let mut found = Vec::new();
            check_sample_text(&"a.md".into(), &text, find_language(code), &mut found);
            assert_eq!(found.len(), 2, "{code}: {found:?}");
            assert!(samples.len() > 8 && samples.iter().all(|sample| sample.chars().count() > 10), "{samples:?}");
        }
    }
}
