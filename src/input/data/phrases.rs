//! phrases.yaml: what the other side says, and their texts in each language.
//!
//! Takes YAML; adds phrases to [`Structure`] and texts to [`LanguageTexts`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::Reader;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::search_words::{WORDS, take_words};
use crate::input::yaml::{self, Field, FieldKind, Fields};
use crate::linguistics::Language;
use crate::model::{
    Blank, LanguageTexts, PhrasePlan, PhraseText, SharedStr, Structure, next_placeholder, placeholder_words,
};

/// The keys of a phrase in phrases.yaml.
pub const PHRASE_FIELDS: &[Field] = &[
    Field::optional("situations", FieldKind::IdList, "Situations in which the phrase is heard."),
    Field::optional("actions", FieldKind::ActionList, "What to do when it is heard."),
];

/// The keys of a phrase in a language's phrases.yaml.
pub const PHRASE_TEXT_FIELDS: &[Field] = &[
    Field::required("says", FieldKind::Text, "What the other side says."),
    Field::optional("meaning", FieldKind::Text, "What may be the reason for them.").renamed_from(&["behind"]),
    Field::required("answer", FieldKind::Text, "What you may answer; [in brackets] what is to be filled in."),
    WORDS,
];

impl Reader<'_> {
    /// Reads the language-neutral phrases.yaml.
    pub(super) fn phrases(&mut self, structure: &mut Structure) {
        let path: SharedStr = "content/phrases.yaml".into();
        let Some(node) = self.open(&path) else { return };
        for (name, node) in yaml::parse_entries(&path, node, self.diagnostics) {
            let mut fields = Fields::open(&path, node, PHRASE_FIELDS, self.diagnostics);
            let situations = fields.names("situations");
            let actions = fields.names("actions");
            let situations = self.ids(&path, situations);
            let actions = actions.iter().filter_map(|text| self.action(&path, text)).collect();
            if let Some(id) = self.key_id(&path, name) {
                structure.phrases.push(PhrasePlan { id, situations, actions });
            }
        }
    }

    /// Reads the phrases.yaml of a language.
    pub(super) fn phrase_texts(&mut self, code: &str, language: &'static Language, texts: &mut LanguageTexts) {
        let path: SharedStr = format!("content/{code}/phrases.yaml").into();
        let Some(node) = self.open(&path) else { return };
        for (name, node) in yaml::parse_entries(&path, node, self.diagnostics) {
            let mut fields = Fields::open(&path, node, PHRASE_TEXT_FIELDS, self.diagnostics);
            let (says, meaning, answer) = (fields.text("says"), fields.text("meaning"), fields.text("answer"));
            let mut faults = Vec::new();
            let words = take_words(&path, &mut fields, &mut faults);
            self.diagnostics.append(&mut faults);
            if let Some(answer) = &answer
                && let Some(found) = crate::linguistics::find_literal_date_or_amount(&answer.value, language)
            {
                // Offsets in the value are offsets in the file only if it is unquoted and on one line.
                let Range { start, .. } = answer.range;
                let is_plain = answer.range.len() == answer.value.len();
                let range = if is_plain { start + found.start..start + found.end } else { answer.range.clone() };
                let diagnostic = Diagnostic::new(Code::LiteralInTemplate, Span::new(&path, range));
                self.diagnostics.push(diagnostic.arg("typed", &answer.value[found]));
            }
            let blanks = answer.as_ref().map(|answer| blanks(answer, &texts.case.blanks)).unwrap_or_default();
            let phrase = PhraseText {
                blanks,
                says: Self::typeset(says, language),
                meaning: Self::typeset(meaning, language),
                answer: Self::typeset(answer, language),
                words,
            };
            if let Some(id) = self.key_id(&path, name) {
                texts.phrases.push((id, phrase));
            }
        }
    }
}

/// The placeholders of an answer. Their places are known only if the answer is on one line without escapes; else each has
/// that of the whole answer.
fn blanks(answer: &yaml::Text, fields: &BTreeMap<SharedStr, SharedStr>) -> Vec<Blank> {
    let is_quoted = answer.range.len() == answer.value.len() + 2;
    let start = answer.range.start + usize::from(is_quoted);
    let is_plain = is_quoted || answer.range.len() == answer.value.len();
    let (mut rest, mut found) = (answer.value.as_str(), Vec::new());
    while let Some((before, placeholder, after)) = next_placeholder(rest) {
        let at = start + (answer.value.len() - rest.len()) + before.len();
        let range = if is_plain { at..at + placeholder.len() } else { answer.range.clone() };
        let words: SharedStr = placeholder_words(placeholder).into();
        found.push(Blank { message: 1, field: fields.get(&words).cloned(), words, range });
        rest = after;
    }
    found
}
