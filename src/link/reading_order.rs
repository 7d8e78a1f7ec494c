//! The reading order of articles: which article comes before and after another one.
//!
//! Takes checklists and documents; gives the neighbours of each article in its language.

use std::sync::Arc;

use super::{Checklist, DocId, TranslationGroup};
use crate::model::{Document, Kind};

/// The articles before and after an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PrevNext {
    /// `None` for the first article of a language.
    pub previous: Option<DocId>,
    /// `None` for the last article of a language.
    pub next: Option<DocId>,
}

/// By document: its neighbours in the order of situations.yaml, and of the articles of each situation. Articles of no
/// situation follow at the end, by id.
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
    let articles = (0..groups.len() as u32).filter(|number| groups[*number as usize].kind == Kind::Article);
    for number in of_situations.chain(articles) {
        if std::mem::replace(&mut is_placed[number as usize], true) {
            continue;
        }
        for (lang, document) in groups[number as usize].documents.iter().enumerate() {
            let Some(document) = *document else { continue };
            neighbours[document as usize].previous = last[lang];
            if let Some(previous) = last[lang].replace(document) {
                neighbours[previous as usize].next = Some(document);
            }
        }
    }
    neighbours
}
