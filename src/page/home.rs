//! The home page of a language.

use serde::Serialize;

use super::builder::PageSpec;
use super::{Content, Page, PageBuilder, PhraseLink, QuestionContent, SharedValue, SituationLink};
use crate::model::LangId;
use crate::site::Section;

const TEMPLATE: &str = "home";
/// The most phrases on the home page.
const MAX_PHRASES: usize = 4;

/// Content of `home.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct HomeContent {
    /// The first question of the guide, with the next questions inside; `None` without a guide.
    pub guide: Option<QuestionContent>,
    /// The situations that no answer in `guide` leads to, in the order of situations.yaml; all of them without a guide.
    pub situations: Vec<SituationLink>,
    /// The 3 most recent articles: [`PageLink`](super::PageLink)s.
    pub articles: Vec<SharedValue>,
    /// Whether each of `articles` is later than all others, so that a heading may call them new.
    pub articles_are_newest: bool,
    /// Number of all articles of the language.
    pub article_count: usize,
    /// The first 4 phrases that the language has.
    pub phrases: Vec<PhraseLink>,
}

impl PageBuilder<'_> {
    /// The home page of a language.
    pub(super) fn home_page(&self, lang: LangId) -> Page {
        let texts = self.site.texts(lang);
        self.complete(PageSpec {
            template: TEMPLATE,
            lang,
            path: self.home_path(lang),
            title: texts.title.to_string(),
            description: texts.description.to_string(),
            translations: self.home_translations(lang),
            content: Content::Home(self.home(lang)),
        })
    }

    /// The home pages of all languages, for a page that is not below one of them.
    pub(super) fn home_translations(&self, lang: LangId) -> super::navigation::Translations {
        self.translations(lang, |other| Some(self.home_path(other)), |other| self.home_path(other))
    }

    fn home(&self, lang: LangId) -> HomeContent {
        let site = self.site;
        let index = self.index(lang);
        let phrases_href = site.config.href(&site.section_path(Section::Phrases, lang));
        let phrase_link = |id: &str| {
            let (_, text) = site.phrase_text(id, lang).filter(|(phrase_lang, _)| *phrase_lang == lang)?;
            Some(PhraseLink {
                says: site.config.language(lang).in_quotes(&text.says),
                href: phrases_href.clone().with_fragment(id),
            })
        };
        let phrases = site.structure.phrases.iter().filter_map(|plan| phrase_link(&plan.id.value));
        let (guide, situations) = self.start(lang);
        HomeContent {
            guide,
            situations,
            articles: index.recent_articles.iter().map(|id| self.document_link(*id, lang)).collect(),
            articles_are_newest: index.recent_are_newest,
            article_count: index.articles.len(),
            phrases: phrases.take(MAX_PHRASES).collect(),
        }
    }
}
