//! Ids of elements: those that authors give, and those made of words.
//!
//! Takes an id or words; returns an id that no other element of the document has, also if capitals and composed letters
//! are ignored. An author's duplicate is reported. An id made of words avoids every id that the author gives anywhere in
//! the document, because the author can only change the latter. Ids of the page around the body need no entry here: they
//! begin with `ui_`, which no id of a document does.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;
use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::headings::HeadingText;
use super::writer::Writer;
use super::{ParseInput, Phases};
use crate::diagnostics::{Code, Span};
use crate::model::{Kind, SharedStr};

/// The ids of a document.
#[derive(Default)]
pub(super) struct ElementIds {
    /// Keyed by folded id: its bytes in the file; empty for an id made of words.
    used: HashMap<String, Range<usize>>,
    /// Folded ids that the author gives anywhere in the document, and those of its phases.
    given: HashSet<String>,
    /// How often each slug was used.
    slug_counts: HashMap<String, usize>,
}

impl ElementIds {
    /// The ids that an author gives in these events.
    pub(super) fn new(input: &ParseInput, events: &[(Event, Range<usize>)]) -> ElementIds {
        let mut given = HashSet::new();
        // The page of a situation has a section for each phase, whether the document has its heading or not.
        if input.kind == Kind::Situation {
            given.extend(input.phases.ids().map(str::to_owned));
        }
        for (index, (event, _)) in events.iter().enumerate() {
            match event {
                Event::Text(text) => given.extend(ids_in_braces(text).map(fold)),
                Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                    given.extend(phase_of_heading(input.phases, &events[index + 1..]).map(|id| id.to_string()));
                }
                _ => {}
            }
        }
        ElementIds { given, ..ElementIds::default() }
    }
}

impl Writer<'_, '_> {
    /// Reserves an id that the author gave. A duplicate, and the id of a phase in a situation, is reported as `code`.
    pub(super) fn reserve_id(&mut self, id: &SharedStr, range: Range<usize>, code: Code) -> SharedStr {
        if self.input.kind == Kind::Situation && self.input.phases.find_by_id(id).is_some() {
            let diagnostic = self.report(code, range);
            diagnostic.args.extend([("id", id.to_string()), ("kind", "phase".to_owned())]);
            return id.clone();
        }
        self.reserve(id, range, code)
    }

    /// Reserves the id of the phase that a heading opens.
    pub(super) fn reserve_phase_id(&mut self, id: &SharedStr, range: Range<usize>) -> SharedStr {
        self.reserve(id, range, Code::DuplicateAnchor)
    }

    fn reserve(&mut self, id: &SharedStr, range: Range<usize>, code: Code) -> SharedStr {
        let key = fold(id);
        if let Some(first) = self.ids.used.get(&key).cloned() {
            let first = Span::new(self.input.path, first);
            let diagnostic = self.report(code, range);
            diagnostic.args.extend([("id", id.to_string()), ("kind", "twice".to_owned())]);
            diagnostic.related = Some(first);
        } else {
            self.ids.used.insert(key, range);
        }
        id.clone()
    }

    /// Reserves the slug of `words` as an id, with a number after it if it is taken. `fallback` is used if the words
    /// have no letter.
    pub(super) fn id_of_words(&mut self, words: &str, limit: usize, fallback: &str) -> SharedStr {
        let slug = self.input.language.slug(words);
        let mut slug = slug.split('-').take(limit).collect::<Vec<_>>().join("-");
        if slug.is_empty() {
            slug.push_str(fallback);
        }
        loop {
            let number = self.ids.slug_counts.entry(slug.clone()).or_insert(0);
            *number += 1;
            let id = if *number == 1 { slug.clone() } else { format!("{slug}-{number}") };
            if !self.ids.given.contains(&id) && !self.ids.used.contains_key(&id) {
                self.ids.used.insert(id.clone(), 0..0);
                return id.into();
            }
        }
    }

    /// Whether an author may still use this id in the document.
    pub(super) fn is_free_id(&self, id: &str) -> bool {
        let key = fold(id);
        !self.ids.given.contains(&key) && !self.ids.used.contains_key(&key)
    }

    /// Reserves an id that a fix proposes.
    pub(super) fn reserve_proposed_id(&mut self, id: &str) {
        self.ids.used.insert(fold(id), 0..0);
    }
}

/// The id with composed letters: two spellings that look the same are the same id.
pub(super) fn composed(id: &str) -> Cow<'_, str> {
    if id.is_ascii() { Cow::Borrowed(id) } else { ComposingNormalizerBorrowed::new_nfc().normalize(id) }
}

/// The form in which ids are compared.
fn fold(id: &str) -> String {
    composed(id).to_lowercase()
}

/// The words that begin with `#` in the braces at the end of `text`, without the `#`.
fn ids_in_braces(text: &str) -> impl Iterator<Item = &str> {
    let inside = text.trim_end().strip_suffix('}').and_then(|text| text.rsplit_once('{')).map(|(_, inside)| inside);
    inside.unwrap_or_default().split(' ').filter_map(|word| word.strip_prefix('#'))
}

/// The id of the phase that a heading names in words; `content` begins with the heading's first event.
fn phase_of_heading(phases: &Phases, content: &[(Event, Range<usize>)]) -> Option<SharedStr> {
    let end = content.iter().position(|(event, _)| matches!(event, Event::End(pulldown_cmark::TagEnd::Heading(_))))?;
    let HeadingText { text, .. } = HeadingText::new(&content[..end]);
    let name = match text.trim_end().strip_suffix('}') {
        Some(start) => start.rsplit_once('{').map_or("", |(name, _)| name),
        None => &text,
    };
    phases.find_by_name(name).map(|phase| phases.id(phase))
}
