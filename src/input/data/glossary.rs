//! glossary.yaml: the terms of a language.
//!
//! Takes YAML; adds terms to [`LanguageTexts`]. Does not search for mentions: `parse/glossary.rs` does.

use super::Reader;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::yaml::{self, Field, FieldKind, Fields};
use crate::linguistics::Language;
use crate::model::{LanguageTexts, SharedStr, Term, TermLink};

/// The keys of a term in glossary.yaml.
pub const TERM_FIELDS: &[Field] = &[
    Field::required("term", FieldKind::Text, "The term in its basic form."),
    Field::optional("also", FieldKind::TextList, "Other forms to be linked."),
    Field::required("definition", FieldKind::Text, "What it means, in one sentence."),
    Field::optional(
        "link",
        FieldKind::Choice(&["exact", "inflected", "no"]),
        "exact: the forms given; inflected: all forms of a noun with its adjectives; no.",
    ),
    Field::optional("exclude", FieldKind::TextList, "Phrases in which it is not linked.").renamed_from(&["never"]),
];

impl Reader<'_> {
    /// Reads the terms of a language.
    pub(super) fn glossary(&mut self, code: &str, language: &'static Language, texts: &mut LanguageTexts) {
        let path: SharedStr = format!("content/{code}/glossary.yaml").into();
        let Some(node) = self.open(&path) else { return };
        for (name, node) in yaml::parse_entries(&path, node, self.diagnostics) {
            let mut fields = Fields::open(&path, node, TERM_FIELDS, self.diagnostics);
            let (term, also) = (fields.text("term"), fields.texts("also"));
            let (definition, link, exclude) = (fields.text("definition"), fields.text("link"), fields.texts("exclude"));
            let link = match link.as_ref().map(|link| link.value.as_str()) {
                None | Some("exact") => TermLink::Exact,
                Some("inflected") => TermLink::Inflected,
                Some("no") => TermLink::No,
                Some(other) => {
                    let range = link.as_ref().map_or(0..0, |link| link.range.clone());
                    let diagnostic = Diagnostic::new(Code::WrongType, Span::new(&path, range))
                        .arg("wanted", "exact, inflected, no")
                        .arg("found", other);
                    self.diagnostics.push(diagnostic);
                    TermLink::No
                }
            };
            let entry = Term {
                term: Self::typeset(term, language),
                also: also.into_iter().map(|text| Self::typeset(Some(text), language)).collect(),
                definition: Self::typeset(definition, language),
                link,
                exclude: exclude.into_iter().map(|text| Self::typeset(Some(text), language)).collect(),
            };
            if let Some(id) = self.key_id(&path, name) {
                texts.terms.push((id, entry));
            }
        }
    }
}
