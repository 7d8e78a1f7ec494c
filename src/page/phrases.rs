//! Phrases: what clients say, with an answer to send.

use serde::Serialize;

use super::{PageBuilder, PageLink};
use crate::model::{ActionId, Href, LangId, PhrasePlan};
use crate::parse::markdown::message_html;
use crate::site::Site;

/// A phrase with its answer.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Phrase {
    /// Id of the phrase.
    pub id: String,
    /// What the client says, in quotation marks.
    pub says: String,
    /// What the client may mean; may be empty.
    pub meaning: String,
    /// The message to send, HTML with its placeholders marked.
    pub answer: String,
    /// Code of the language of the phrase, if the page has another one; else empty.
    pub lang: String,
}

/// A link to a phrase.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PhraseLink {
    /// What the client says, in quotation marks.
    pub says: String,
    /// URL on the host, with a fragment.
    pub href: Href,
}

/// Content of `phrases.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PhrasesContent {
    /// All phrases, in the order of phrases.yaml.
    pub phrases: Vec<PhraseEntry>,
}

/// A phrase in the list of all phrases.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PhraseEntry {
    /// The phrase.
    pub phrase: Phrase,
    /// Situations in which it is heard.
    pub situations: Vec<PageLink>,
    /// Actions to take: the title is the action, the summary the title of its document.
    pub actions: Vec<PageLink>,
}

impl PageBuilder<'_> {
    /// The content of the page of all phrases.
    pub(super) fn phrases(&self, lang: LangId) -> PhrasesContent {
        let phrases = self.site.structure.phrases.iter().filter_map(|plan| self.phrase_entry(plan, lang));
        PhrasesContent { phrases: phrases.collect() }
    }

    fn phrase_entry(&self, plan: &PhrasePlan, lang: LangId) -> Option<PhraseEntry> {
        let phrase = self.phrase(&plan.id.value, lang)?;
        let situations = plan.situations.iter().filter_map(|id| self.site.situation_id(&id.value));
        let situations = situations.filter_map(|id| self.situation_link(id, lang)).map(|situation| situation.link);
        let actions = plan.actions.iter().filter_map(|id| self.action_link(&id.value, lang));
        Some(PhraseEntry { phrase, situations: situations.collect(), actions: actions.collect() })
    }

    /// A link to an action in its document.
    fn action_link(&self, id: &ActionId, lang: LangId) -> Option<PageLink> {
        let (document, action) = self.site.action(id, lang)?;
        let document = self.site.document(document);
        let link = self.link_to(document, lang);
        Some(PageLink {
            title: action.plain.to_string(),
            summary: document.front.title.to_string(),
            href: self.with_anchor(link.href, document, &id.item),
            lang: link.lang,
        })
    }

    /// A phrase for readers of `lang`; `None` if no language has a text for it.
    pub(super) fn phrase(&self, id: &str, lang: LangId) -> Option<Phrase> {
        let (text_lang, text) = self.site.phrase_text(id, lang)?;
        Some(Phrase {
            id: id.to_owned(),
            says: in_quotes(self.site, text_lang, &text.says),
            meaning: text.meaning.to_string(),
            answer: message_html(&text.answer, &self.site.texts(text_lang).case),
            lang: self.lang_if_foreign(text_lang, lang),
        })
    }
}

/// `text` in the quotation marks of its language.
pub(super) fn in_quotes(site: &Site, lang: LangId, text: &str) -> String {
    let (open, close) = site.config.language(lang).quotes().outer;
    format!("{open}{text}{close}")
}
