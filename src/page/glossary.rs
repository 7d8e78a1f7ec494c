//! The glossary of a language.

use serde::Serialize;

use super::PageBuilder;
use crate::model::LangId;

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
        let mut letters: Vec<GlossaryLetter> = Vec::new();
        for (id, term) in terms {
            let letter = language.first_letter(&term.term);
            if letters.last().is_none_or(|last| last.letter != letter) {
                letters.push(GlossaryLetter { letter, terms: Vec::new() });
            }
            if let Some(last) = letters.last_mut() {
                last.terms.push(GlossaryTerm {
                    id: format!("term-{}", id.value),
                    term: term.term.to_string(),
                    also: term.also.iter().map(|form| form.to_string()).collect(),
                    definition: term.definition.to_string(),
                });
            }
        }
        GlossaryContent { letters }
    }
}
