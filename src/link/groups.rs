//! Translation groups: each document in all its languages.
//!
//! Takes documents in any order; gives their order in the site and the groups. Never compares texts.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::DocId;
use crate::model::{Document, Kind, LangId, SharedStr};

/// A document in all its languages.
#[derive(Clone, Debug)]
pub struct TranslationGroup {
    /// Kind of all its documents.
    pub kind: Kind,
    /// Id of all its documents.
    pub id: SharedStr,
    /// By language; `None` if the language has no such document.
    pub documents: Box<[Option<DocId>]>,
}

impl TranslationGroup {
    /// The document in `lang`; if there is none, that of the first language that has one.
    pub fn document_or_fallback(&self, lang: LangId) -> Option<DocId> {
        self.documents[lang.index()].or_else(|| self.documents.iter().flatten().next().copied())
    }
}

/// Sorts documents by kind, id and language; gives their positions in `documents`. Of several documents with the same
/// kind, id and language the first one is kept, because the others have been reported.
pub(super) fn sort_documents(documents: &[Arc<Document>]) -> Vec<u32> {
    let sort_key = |position: &u32| {
        let document = &documents[*position as usize];
        (document.kind, &document.id, document.lang)
    };
    let mut order: Vec<u32> = (0..documents.len() as u32).collect();
    order.par_sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    order.dedup_by(|b, a| sort_key(a) == sort_key(b));
    order
}

/// The groups of sorted documents, and the number of each group by its id. If documents of two kinds have the same id,
/// which is reported elsewhere, the id leads to the first group.
pub(super) fn group_documents(
    documents: &[Arc<Document>],
    languages: usize,
) -> (Arc<[TranslationGroup]>, Arc<FxHashMap<SharedStr, u32>>) {
    let mut groups: Vec<TranslationGroup> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let is_new = groups.last().is_none_or(|last| (last.kind, &last.id) != (document.kind, &document.id));
        if is_new {
            let documents = vec![None; languages].into();
            groups.push(TranslationGroup { kind: document.kind, id: document.id.clone(), documents });
        }
        if let Some(group) = groups.last_mut() {
            group.documents[document.lang.index()] = Some(number as DocId);
        }
    }
    let mut by_id = FxHashMap::default();
    for (number, group) in groups.iter().enumerate() {
        by_id.entry(group.id.clone()).or_insert(number as u32);
    }
    (groups.into(), Arc::new(by_id))
}
