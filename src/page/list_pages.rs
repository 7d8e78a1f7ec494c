//! The lists of situations, of articles and of documents to fill in.

use std::collections::HashMap;

use serde::Serialize;

use super::{PageBuilder, PageLink, SharedValue};
use crate::model::{Kind, LangId};

/// Content of `situations.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SituationsContent {
    /// All situations: a group for each answer to the first question of the guide, then those that the guide does not
    /// lead to. One group without a guide.
    pub groups: Vec<SituationGroup>,
}

/// The situations that an answer to the first question of the guide leads to, in the order of the answers below it.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SituationGroup {
    /// The answer. Empty for situations that the first question leads to directly, for those that the guide does not
    /// lead to, and without a guide.
    pub title: String,
    /// Code of the language of `title`, if the page has another one; else empty.
    pub lang: String,
    /// The situations; one that several answers lead to is in the first group only.
    pub situations: Vec<SituationLink>,
}

/// Content of `articles.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct ArticlesContent {
    /// All articles, sorted by title: [`PageLink`]s.
    pub articles: Vec<SharedValue>,
}

/// Content of `documents.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct DocumentsContent {
    /// All documents to fill in, sorted by title: [`PageLink`]s.
    pub fillables: Vec<SharedValue>,
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
    pub(super) fn situation_list(&self, lang: LangId) -> SituationsContent {
        let guide = self.guide(lang).start;
        // The groups without their situations: the first one is for direct answers, the last one for the rest.
        let mut titles = vec![("", "")];
        // Keyed by address: the group, and the position of the answer among all answers.
        let mut group_of: HashMap<&str, (usize, usize)> = HashMap::new();
        for answer in guide.iter().flat_map(|question| &question.answers) {
            let group = match &answer.question {
                Some(_) => titles.len(),
                None => 0,
            };
            for link in answer.links() {
                let place = (group, group_of.len());
                group_of.entry(link).or_insert(place);
            }
            if group > 0 {
                titles.push((&answer.text, guide.as_ref().map_or("", |question| &question.lang)));
            }
        }
        let rest = titles.len();
        titles.push(("", ""));
        let group = |(title, lang): (&str, &str)| SituationGroup {
            title: title.to_owned(),
            lang: lang.to_owned(),
            situations: Vec::new(),
        };
        let mut groups: Vec<SituationGroup> = titles.into_iter().map(group).collect();
        let place_of =
            |situation: &SituationLink| group_of.get(situation.link.href.as_str()).copied().unwrap_or((rest, 0));
        let mut situations: Vec<&SituationLink> = self.index(lang).situations.iter().collect();
        // A stable sort: situations that no answer leads to keep the order of situations.yaml.
        situations.sort_by_key(|situation| place_of(situation));
        for situation in situations {
            groups[place_of(situation).0].situations.push(situation.clone());
        }
        groups.retain(|group| !group.situations.is_empty());
        SituationsContent { groups }
    }

    /// The content of the page of all articles.
    pub(super) fn article_list(&self, lang: LangId) -> ArticlesContent {
        let articles = self.index(lang).articles.iter().map(|id| self.document_link(*id, lang));
        ArticlesContent { articles: articles.collect() }
    }

    /// The content of the page of all documents to fill in.
    pub(super) fn fillable_list(&self, lang: LangId) -> DocumentsContent {
        let fillables = self.documents_by_title(Kind::Fillable, lang).into_iter();
        DocumentsContent { fillables: fillables.map(|id| self.document_link(id, lang)).collect() }
    }
}
