//! How documents are used: whether they need a translation, the state of a translation's source, and the actions that
//! checklists contain.
//!
//! Takes the [`Site`]; returns facts that pages, checks and the status report share. Never reports.

use std::collections::HashSet;

use super::{Site, TranslationGroup};
use crate::model::{ActionId, Document};

/// The state of the document that `source` in front matter names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceState {
    /// The document is not a translation.
    Original,
    /// `source_hash` is the hash of the source.
    Unchanged,
    /// `source_hash` differs from the hash of the source, or is absent.
    Changed,
    /// The source language does not have the document.
    Missing,
}

impl Site {
    /// Whether a document must be in every language. If all its versions are for one country only, it need not.
    pub fn needs_translation(&self, group: &TranslationGroup) -> bool {
        group.documents.iter().flatten().any(|id| self.document(*id).front.country.is_none())
    }

    /// The state of the source of a document.
    pub fn source_state(&self, document: &Document) -> SourceState {
        let Some(lang) = document.front.source.as_ref().and_then(|code| self.config.lang(&code.value)) else {
            return SourceState::Original;
        };
        let source = self.group(&document.id).and_then(|group| group.document_in(lang));
        // Hashes of blocks may follow.
        let hash = document.front.source_hash.as_ref().and_then(|hash| hash.value.split(' ').next());
        match source.map(|id| &*self.document(id).content_hash) {
            Some(current) if hash == Some(current) => SourceState::Unchanged,
            Some(_) => SourceState::Changed,
            None => SourceState::Missing,
        }
    }

    /// The actions that at least one checklist contains.
    pub fn used_actions(&self) -> HashSet<&ActionId> {
        self.checklists.iter().flat_map(|checklist| checklist.actions()).collect()
    }
}
