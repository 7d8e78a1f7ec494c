//! The lists of situations and of articles.

use serde::Serialize;

use super::{PageBuilder, PageLink, SharedValue};
use crate::model::LangId;

/// Content of `situations.html` and `articles.html`. Each has one of the two lists; the other one is empty.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct ListContent {
    /// All situations, in the order of situations.yaml.
    pub situations: Vec<SituationLink>,
    /// All articles, sorted by title: [`PageLink`]s.
    pub articles: Vec<SharedValue>,
}

/// A situation in a list.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SituationLink {
    /// Id of the situation.
    pub id: String,
    /// The link to its page.
    pub link: PageLink,
    /// 1 to 5; 5 is the gravest.
    pub severity: u8,
    /// Number of steps in its checklist.
    pub steps: usize,
}

impl PageBuilder<'_> {
    /// The content of the page of all situations.
    pub(super) fn situation_list(&self, lang: LangId) -> ListContent {
        ListContent { situations: self.index(lang).situations.clone(), articles: Vec::new() }
    }

    /// The content of the page of all articles.
    pub(super) fn article_list(&self, lang: LangId) -> ListContent {
        let articles = self.index(lang).articles.iter().map(|id| self.document_link(*id, lang));
        ListContent { situations: Vec::new(), articles: articles.collect() }
    }
}
