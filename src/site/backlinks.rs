//! Backlinks: which documents link to a document.
//!
//! Takes all documents; returns a list for each. Only links within a language count.

use std::sync::Arc;

use super::TranslationGroup;
use super::translation_groups::GroupsById;
use crate::model::{DocId, Document, LinkTarget};

/// The most backlinks of a document; a page shows all of them.
const MAX_BACKLINKS: usize = 30;

/// Indexed by document: the documents of the same language that link to it, in the order of the site.
pub(super) fn build_backlinks(
    documents: &[Arc<Document>],
    groups: &[TranslationGroup],
    groups_by_id: &GroupsById,
) -> Vec<Vec<DocId>> {
    let mut backlinks: Vec<Vec<DocId>> = vec![Vec::new(); documents.len()];
    for (index, document) in documents.iter().enumerate() {
        let from = DocId::new(index);
        for link in &document.links {
            let LinkTarget::Page { id, .. } = &link.target else { continue };
            let Some(group) = groups_by_id.get(id) else { continue };
            let to = groups[group.index()].document_in(document.lang);
            let Some(to) = to.filter(|to| *to != from) else { continue };
            let list = &mut backlinks[to.index()];
            // Documents are visited in order, so a document that is in the list already is its last element.
            if list.len() < MAX_BACKLINKS && list.last() != Some(&from) {
                list.push(from);
            }
        }
    }
    backlinks
}
