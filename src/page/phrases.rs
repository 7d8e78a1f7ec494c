//! Phrases: what the other side says, with an answer to send. Their page has one group for each situation.
//!
//! Takes the site; returns values for templates. A phrase is listed once, in the first of its situations that has a
//! page; the groups of the others link to it.

use std::collections::HashSet;

use serde::Serialize;

use super::{PageBuilder, PageLink};
use crate::model::{ActionId, Href, LangId, PhrasePlan, SituationId};
use crate::parse::markdown::message_html;

/// A phrase with its answer.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Phrase {
    /// Id of the phrase.
    pub id: String,
    /// What the other side says, in quotation marks.
    pub says: String,
    /// What may be meant; may be empty.
    pub meaning: String,
    /// The message to send, HTML with its placeholders marked.
    pub answer: String,
    /// Code of the language of the phrase, if the page has another one; else empty.
    pub lang: String,
}

/// A link to a phrase.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PhraseLink {
    /// What the other side says, in quotation marks.
    pub says: String,
    /// URL on the host, with a fragment.
    pub href: Href,
}

/// Content of `phrases.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PhrasesContent {
    /// One group for each situation in which a phrase is heard, in the order of situations.yaml, then the phrases of no
    /// situation.
    pub groups: Vec<PhraseGroup>,
}

/// The phrases of a situation.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PhraseGroup {
    /// Id of the situation; empty if the phrases belong to no situation.
    pub id: String,
    /// The link to the situation; `None` if the phrases belong to no situation.
    pub situation: Option<PageLink>,
    /// Phrases that are listed here, in the order of phrases.yaml.
    pub phrases: Vec<PhraseEntry>,
    /// Links to phrases of the situation that another group lists.
    pub elsewhere: Vec<PageLink>,
}

/// A phrase in the list of all phrases.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PhraseEntry {
    /// The phrase.
    pub phrase: Phrase,
    /// Situations besides that of the group in which it is heard.
    pub situations: Vec<PageLink>,
    /// Actions to take: the title is the action, the summary the title of its document.
    pub actions: Vec<PageLink>,
}

impl PageBuilder<'_> {
    /// The content of the page of all phrases.
    pub(super) fn phrases(&self, lang: LangId) -> PhrasesContent {
        let site = self.site;
        // Indexed by situation; the last group has the phrases of no situation.
        let empty = PhraseGroup { id: String::new(), situation: None, phrases: Vec::new(), elsewhere: Vec::new() };
        let last = site.situation_ids().len();
        let mut groups = vec![empty; last + 1];
        for plan in &site.structure.phrases {
            let Some(phrase) = self.phrase(&plan.id.value, lang) else { continue };
            let situations = self.phrase_situations(plan, lang);
            for (at, (id, link)) in situations.iter().enumerate() {
                let group = &mut groups[id.index()];
                group.id = site.situation(*id).id.value.to_string();
                group.situation = Some(link.clone());
                if at > 0 {
                    group.elsewhere.push(PageLink {
                        title: phrase.says.clone(),
                        href: Href::default().with_fragment(&phrase.id),
                        lang: phrase.lang.clone(),
                        ..PageLink::default()
                    });
                }
            }
            let group = situations.first().map_or(last, |(id, _)| id.index());
            let others = situations.into_iter().skip(1).map(|(_, link)| link).collect();
            let actions = plan.actions.iter().filter_map(|id| self.action_link(&id.value, lang)).collect();
            groups[group].phrases.push(PhraseEntry { phrase, situations: others, actions });
        }
        groups.retain(|group| !group.phrases.is_empty() || !group.elsewhere.is_empty());
        PhrasesContent { groups }
    }

    /// The situations of a phrase that have a page, each once, in the order in which phrases.yaml names them.
    fn phrase_situations(&self, plan: &PhrasePlan, lang: LangId) -> Vec<(SituationId, PageLink)> {
        let mut seen = HashSet::new();
        let ids = plan.situations.iter().filter_map(|id| self.site.situation_id(&id.value));
        ids.filter(|id| seen.insert(*id)).filter_map(|id| Some((id, self.situation_link(id, lang)?.link))).collect()
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
            says: self.site.config.language(text_lang).in_quotes(&text.says),
            meaning: text.meaning.to_string(),
            answer: message_html(&text.answer, &self.site.texts(text_lang).case.blanks),
            lang: self.lang_if_foreign(text_lang, lang),
        })
    }
}
