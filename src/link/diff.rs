//! What of a site is as it was in the build before.
//!
//! Takes the texts of two builds; names the few that are others. A list of links, related texts or steps is taken over
//! only while all that it is made from is equal. Texts that nobody wrote to are one value in both builds, so that they
//! need not be looked into.

use std::sync::Arc;

use super::{DocId, Site};
use crate::model::{Document, SharedStr, Target};

/// A site whose texts all stand where they stood before, though some say something else.
pub struct SiteDiff<'s> {
    pub before: &'s Site,
    now: &'s [Arc<Document>],
    /// Those that say something else, rising.
    pub changed: Vec<DocId>,
}

impl<'s> SiteDiff<'s> {
    /// Nothing if a text has come, has gone, or stands elsewhere.
    pub fn new(before: &'s Site, now: &'s [Arc<Document>]) -> Option<SiteDiff<'s>> {
        if before.documents.len() != now.len() {
            return None;
        }
        let mut changed = Vec::new();
        for (number, (then, now)) in before.documents.iter().zip(now).enumerate() {
            if !Arc::ptr_eq(then, now) {
                if !same_place(then, now) {
                    return None;
                }
                changed.push(number as DocId);
            }
        }
        Some(SiteDiff { before, now, changed })
    }

    /// Whether every text is `alike` what it was before.
    pub fn alike(&self, alike: impl Fn(&Document, &Document) -> bool) -> bool {
        self.changed.iter().all(|id| alike(&self.before.documents[*id as usize], &self.now[*id as usize]))
    }
}

/// The texts of a site in their order, and where each stood in the order in which they were given. `before` spares the
/// sorting while every text is where it was.
pub fn in_order(given: Vec<Arc<Document>>, before: Option<&Site>) -> (Vec<Arc<Document>>, Arc<[u32]>) {
    let known = before.filter(|before| {
        let still = |(place, then): (&u32, &Arc<Document>)| {
            let now = &given[*place as usize];
            Arc::ptr_eq(then, now) || same_place(then, now)
        };
        before.order.len() == given.len() && before.order.iter().zip(&before.documents).all(still)
    });
    let order: Arc<[u32]> = match known {
        Some(before) => Arc::clone(&before.order),
        None => super::groups::sort_documents(&given).into(),
    };
    (order.iter().map(|place| Arc::clone(&given[*place as usize])).collect(), order)
}

fn same_place(a: &Document, b: &Document) -> bool {
    (a.kind, a.lang, &a.id) == (b.kind, b.lang, &b.id)
}

/// Whether both lead to the same texts: what links back are made from.
pub fn same_links(a: &Document, b: &Document) -> bool {
    fn pages(document: &Document) -> impl Iterator<Item = &SharedStr> {
        document.links.iter().filter_map(|link| match &link.target {
            Target::Page { id, .. } => Some(id),
            _ => None,
        })
    }
    pages(a).eq(pages(b))
}

/// Whether both name the same situations: what related texts are made from.
pub fn same_situations(a: &Document, b: &Document) -> bool {
    fn named(document: &Document) -> impl Iterator<Item = &SharedStr> {
        document.front.situations.iter().map(|situation| &situation.value)
    }
    named(a).eq(named(b))
}

/// Whether both have the same steps: what checklists are made from, with situations.
pub fn same_steps(a: &Document, b: &Document) -> bool {
    fn steps(document: &Document) -> impl Iterator<Item = (&SharedStr, usize, bool)> {
        document.actions.iter().map(|action| (&action.item, action.phase, action.key))
    }
    steps(a).eq(steps(b))
}

/// Whether links from elsewhere find the same places in both.
pub fn same_anchors(a: &Document, b: &Document) -> bool {
    fn anchors(document: &Document) -> impl Iterator<Item = &SharedStr> {
        let headings = document.headings.iter().filter(|heading| heading.explicit).map(|heading| &heading.id);
        let actions = document.actions.iter().map(|action| &action.item);
        headings.chain(actions).chain(document.items.iter().map(|item| &item.value))
    }
    anchors(a).eq(anchors(b))
}
