//! The search page, with a list of everything from A to Z that works without JavaScript.

use serde::Serialize;

use super::PageBuilder;
use crate::linguistics::LetterGroup;
use crate::model::{Href, Kind, LangId};
use crate::site::Section;

/// Content of `search.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SearchContent {
    /// Entries grouped by first letter, in the alphabetical order of the language.
    pub letters: Vec<SearchLetter>,
    /// The kinds of entries and results that the site has; `ui["kind_" ~ kind]` is the name of each.
    pub kinds: Vec<&'static str>,
}

/// Entries with the same first letter.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SearchLetter {
    /// The letter, as a heading.
    pub letter: String,
    /// In alphabetical order.
    pub entries: Vec<SearchEntry>,
}

/// An entry of the list.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SearchEntry {
    /// One of [`SearchContent::kinds`].
    pub kind: &'static str,
    /// Title of the document, what the other side says, or the term.
    pub text: String,
    /// URL on the host.
    pub href: Href,
}

impl PageBuilder<'_> {
    /// The content of the search page.
    pub(super) fn search(&self, lang: LangId) -> SearchContent {
        let language = self.site.config.language(lang);
        let mut entries = self.search_entries(lang);
        entries.sort_by_cached_key(|entry| (language.sort_key(&entry.text), entry.kind, entry.href.clone()));
        let letters = language.group_by_letter(entries, |entry| &entry.text).into_iter();
        let letters = letters.map(|LetterGroup { letter, entries }| SearchLetter { letter, entries }).collect();
        let kinds = Kind::ALL.into_iter().filter(|kind| self.site.groups_of_kind(*kind).next().is_some());
        SearchContent { letters, kinds: kinds.map(Kind::as_str).chain(["phrase", "term"]).collect() }
    }

    /// All documents, phrases and terms that the language has itself, unsorted.
    fn search_entries(&self, lang: LangId) -> Vec<SearchEntry> {
        let site = self.site;
        let texts = site.texts(lang);
        let section_href = |section| site.config.href(&site.section_path(section, lang));
        let (phrases, glossary) = (section_href(Section::Phrases), section_href(Section::Glossary));
        let mut entries: Vec<SearchEntry> = Vec::new();
        for document in site.documents.iter().filter(|document| document.lang == lang) {
            let link = self.link_to(document, lang);
            entries.push(SearchEntry { kind: document.kind.as_str(), text: link.title, href: link.href });
        }
        for (id, phrase) in &texts.phrases {
            let href = phrases.clone().with_fragment(&id.value);
            entries.push(SearchEntry {
                kind: "phrase",
                text: site.config.language(lang).in_quotes(&phrase.says),
                href,
            });
        }
        for (id, term) in &texts.terms {
            let href = glossary.clone().with_fragment(&format!("term-{}", id.value));
            entries.push(SearchEntry { kind: "term", text: term.term.to_string(), href });
        }
        entries
    }
}
