//! The reading order of articles: which article comes before and after another one.
//!
//! Takes checklists and documents; returns the neighbours of each article in its language.

use std::sync::Arc;

use super::{Checklist, TranslationGroup};
use crate::model::{DocId, Document, GroupId, Kind};

/// The articles before and after an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PrevNext {
    /// `None` for the first article of a language.
    pub previous: Option<DocId>,
    /// `None` for the last article of a language.
    pub next: Option<DocId>,
}

/// Indexed by document: its neighbours in the order of situations.yaml, and of the articles of each situation. Articles
/// of no situation follow at the end, sorted by id.
pub(super) fn reading_order(
    checklists: &[Checklist],
    documents: &[Arc<Document>],
    groups: &[TranslationGroup],
    languages: usize,
) -> Vec<PrevNext> {
    let mut neighbours = vec![PrevNext::default(); documents.len()];
    let mut is_placed = vec![false; groups.len()];
    let mut last: Vec<Option<DocId>> = vec![None; languages];
    let of_situations = checklists.iter().flat_map(|checklist| checklist.articles.iter().copied());
    let articles = GroupId::all(groups.len()).filter(|group| groups[group.index()].kind == Kind::Article);
    for group in of_situations.chain(articles) {
        if std::mem::replace(&mut is_placed[group.index()], true) {
            continue;
        }
        for (lang, document) in groups[group.index()].documents.iter().enumerate() {
            let Some(document) = *document else { continue };
            neighbours[document.index()].previous = last[lang];
            if let Some(previous) = last[lang].replace(document) {
                neighbours[previous.index()].next = Some(document);
            }
        }
    }
    neighbours
}
