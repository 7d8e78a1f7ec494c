//! Translation groups: each document in all its languages.
//!
//! Takes documents in any order; returns their order in the site, and the groups. Never compares their contents.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::model::{DocId, Document, GroupId, Kind, LangId, SharedStr};

/// The index of each group by its id.
pub(super) type GroupsById = FxHashMap<SharedStr, GroupId>;

/// A document in all its languages.
#[derive(Clone, Debug)]
pub struct TranslationGroup {
    /// The kind of all its documents.
    pub kind: Kind,
    /// The id of all its documents.
    pub id: SharedStr,
    /// Indexed by language; `None` if the language lacks the document.
    pub documents: Box<[Option<DocId>]>,
}

impl TranslationGroup {
    /// The document in `lang`.
    pub fn document_in(&self, lang: LangId) -> Option<DocId> {
        self.documents[lang.index()]
    }

    /// The document in `lang`; if the language lacks it, that of the first language that has it.
    pub fn document_or_fallback(&self, lang: LangId) -> Option<DocId> {
        self.document_in(lang).or_else(|| self.documents.iter().flatten().next().copied())
    }
}

/// The positions of documents in the order of kind, id and language. Of several documents with the same kind, id and
/// language only the first one is kept; the others have been reported.
pub(super) fn document_order(documents: &[Arc<Document>]) -> Vec<u32> {
    let sort_key = |position: &u32| {
        let document = &documents[*position as usize];
        (document.kind, &document.id, document.lang)
    };
    let mut order: Vec<u32> = (0..documents.len() as u32).collect();
    order.par_sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    order.dedup_by(|b, a| sort_key(a) == sort_key(b));
    order
}

/// The groups of documents in the order of the site. Groups of different kinds may have the same id, which is reported
/// elsewhere; the map has the first of them.
pub(super) fn group_documents(
    documents: &[Arc<Document>],
    languages: usize,
) -> (Arc<[TranslationGroup]>, Arc<GroupsById>) {
    let mut groups: Vec<TranslationGroup> = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let is_new = groups.last().is_none_or(|last| (last.kind, &last.id) != (document.kind, &document.id));
        if is_new {
            let documents = vec![None; languages].into();
            groups.push(TranslationGroup { kind: document.kind, id: document.id.clone(), documents });
        }
        if let Some(group) = groups.last_mut() {
            group.documents[document.lang.index()] = Some(DocId::new(index));
        }
    }
    let mut by_id = GroupsById::default();
    for (index, group) in groups.iter().enumerate() {
        by_id.entry(group.id.clone()).or_insert(GroupId::new(index));
    }
    (groups.into(), Arc::new(by_id))
}
