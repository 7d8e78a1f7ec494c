//! The glossary of a language.

use serde::Serialize;

use super::PageBuilder;
use crate::model::{LangId, SharedStr, Spanned, Term};

/// Content of `glossary.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct GlossaryContent {
    /// Terms grouped by first letter, in the alphabetical order of the language.
    pub letters: Vec<GlossaryLetter>,
}

/// Terms with the same first letter.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct GlossaryLetter {
    /// The letter, as a heading.
    pub letter: String,
    /// In alphabetical order.
    pub terms: Vec<GlossaryTerm>,
}

/// A term with its definition.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct GlossaryTerm {
    /// Fragment of the URL: `term-<id>`.
    pub id: String,
    /// The term.
    pub term: String,
    /// Other forms and synonyms.
    pub also: Vec<String>,
    /// The definition, plain text.
    pub definition: String,
}

impl PageBuilder<'_> {
    /// The content of the page of the glossary.
    pub(super) fn glossary(&self, lang: LangId) -> GlossaryContent {
        let language = self.site.config.language(lang);
        let mut terms: Vec<_> = self.site.texts(lang).terms.iter().collect();
        terms.sort_by_cached_key(|(_, term)| language.sort_key(&term.term));
        let entry = |(id, term): &(Spanned<SharedStr>, Term)| GlossaryTerm {
            id: format!("term-{}", id.value),
            term: term.term.to_string(),
            also: term.also.iter().map(|form| form.to_string()).collect(),
            definition: term.definition.to_string(),
        };
        let groups = language.group_by_letter(terms, |(_, term)| &term.term).into_iter();
        let letters = groups.map(|group| GlossaryLetter {
            letter: group.letter,
            terms: group.entries.into_iter().map(entry).collect(),
        });
        GlossaryContent { letters: letters.collect() }
    }
}
