//! The difference between a site and the previous one.
//!
//! Takes the documents of two builds in one process; returns those that have changed, and for each input of a derived
//! list whether it is equal. A document whose file has not changed is the same `Arc` in both builds and is not
//! compared.

use std::sync::Arc;

use super::{Site, translation_groups};
use crate::model::{DocId, Document, LinkTarget, PhaseId, SharedStr};

/// Documents whose content changed since the previous build. Both builds have the same set of documents (kind, id,
/// language).
pub struct SiteDiff<'s> {
    /// The site of the previous build.
    pub previous: &'s Site,
    documents: &'s [Arc<Document>],
    /// Documents that may differ from the previous ones, in ascending order.
    pub changed: Vec<DocId>,
}

impl<'s> SiteDiff<'s> {
    /// `None` if a document was added, removed or moved.
    pub fn new(previous: &'s Site, documents: &'s [Arc<Document>]) -> Option<SiteDiff<'s>> {
        if previous.documents.len() != documents.len() {
            return None;
        }
        let mut changed = Vec::new();
        for (index, (old, new)) in previous.documents.iter().zip(documents).enumerate() {
            if !Arc::ptr_eq(old, new) {
                if !same_position(old, new) {
                    return None;
                }
                changed.push(DocId::new(index));
            }
        }
        Some(SiteDiff { previous, documents, changed })
    }

    /// Whether `same` holds between each changed document and its previous version.
    pub fn unchanged_by(&self, same: impl Fn(&Document, &Document) -> bool) -> bool {
        let versions = |id: &DocId| (&self.previous.documents[id.index()], &self.documents[id.index()]);
        self.changed.iter().map(versions).all(|(old, new)| same(old, new))
    }
}

/// The documents in the order of the site, and the position of each in `documents`. Reuses the order of the `previous`
/// site if the documents come in the same order as in that build.
pub(super) fn sort_documents(
    documents: Vec<Arc<Document>>,
    previous: Option<&Site>,
) -> (Vec<Arc<Document>>, Arc<[u32]>) {
    let same_order = |previous: &&Site| {
        let is_same = |(position, old): (&u32, &Arc<Document>)| {
            let new = &documents[*position as usize];
            Arc::ptr_eq(old, new) || same_position(old, new)
        };
        previous.order.len() == documents.len() && previous.order.iter().zip(&previous.documents).all(is_same)
    };
    let order: Arc<[u32]> = match previous.filter(same_order) {
        Some(previous) => Arc::clone(&previous.order),
        None => translation_groups::document_order(&documents).into(),
    };
    (order.iter().map(|position| Arc::clone(&documents[*position as usize])).collect(), order)
}

/// Whether both have the same position in the order of a site.
fn same_position(a: &Document, b: &Document) -> bool {
    (a.kind, a.lang, &a.id) == (b.kind, b.lang, &b.id)
}

/// Whether both link to the same documents: the input of backlinks.
pub fn same_links(a: &Document, b: &Document) -> bool {
    fn pages(document: &Document) -> impl Iterator<Item = &SharedStr> {
        document.links.iter().filter_map(|link| match &link.target {
            LinkTarget::Page { id, .. } => Some(id),
            _ => None,
        })
    }
    pages(a).eq(pages(b))
}

/// Whether both name the same situations: the input of related articles, and of checklists.
pub fn same_situations(a: &Document, b: &Document) -> bool {
    fn situations(document: &Document) -> impl Iterator<Item = &SharedStr> {
        document.front.situations.iter().map(|situation| &situation.value)
    }
    situations(a).eq(situations(b))
}

/// Whether both define the same actions: the input of checklists.
pub fn same_steps(a: &Document, b: &Document) -> bool {
    a.actions.len() == b.actions.len()
        && a.actions.iter().zip(&b.actions).all(|(a, b)| (&a.item, a.phase, a.key) == (&b.item, b.phase, b.key))
}

/// Whether both have the same anchors for links from other documents.
pub fn same_anchors(a: &Document, b: &Document) -> bool {
    fn anchors(document: &Document) -> impl Iterator<Item = &SharedStr> {
        let headings = document.headings.iter().filter(|heading| heading.has_explicit_id).map(|heading| &heading.id);
        let actions = document.actions.iter().map(|action| &action.item);
        headings.chain(actions).chain(document.items.iter().map(|item| &item.value))
    }
    fn intros(document: &Document) -> impl Iterator<Item = PhaseId> {
        document.phase_intros.iter().map(|(phase, _)| *phase)
    }
    anchors(a).eq(anchors(b)) && a.moved_anchors == b.moved_anchors && intros(a).eq(intros(b))
}
