//! The guide: questions whose answers lead to other questions, and in the end to a situation. One page shows the whole
//! guide, and each question has a page.

use std::collections::HashSet;

use serde::Serialize;

use super::builder::PageSpec;
use super::guide_steps::GuideStep;
use super::{Content, Page, PageBuilder, PageLink, SituationLink};
use crate::model::{Answer, Href, LangId, Question, QuestionId, SharedStr};
use crate::site::Section;
use crate::site::routes::question_path;

const QUESTION_TEMPLATE: &str = "question";
/// Levels of questions on a page that starts with the guide: the first question, and those that its answers lead to.
const START_DEPTH: usize = 2;
/// Levels of questions on the page of the whole guide. Deeper questions are links.
const MAX_DEPTH: usize = 18;
/// The most questions among the crumbs of a question.
const MAX_CRUMBS: usize = 8;

/// Content of `question.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct QuestionContent {
    /// Id of the question.
    pub id: String,
    /// The question.
    pub ask: String,
    /// URL on the host of its page.
    pub href: Href,
    /// Where it is on the way to a situation; `None` if that depends on the answers.
    pub step: Option<GuideStep>,
    /// Answers that lead somewhere.
    pub answers: Vec<AnswerContent>,
    /// Code of the language of the text, if the page has another one; else empty.
    pub lang: String,
}

/// An answer to a question.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct AnswerContent {
    /// The answer, or the title of the situation if the language has no text for it.
    pub text: String,
    /// URL on the host of the question or situation that the answer leads to, or of a step of that situation.
    pub href: Href,
    /// The question that the answer leads to, if the page shows it too.
    pub question: Option<Box<QuestionContent>>,
    /// Title of the situation that the answer leads to; empty if it leads to a question.
    pub situation: String,
}

impl AnswerContent {
    /// URLs on the host, without fragments, of the pages that the answer and the answers inside it lead to.
    pub(super) fn links(&self) -> Vec<&str> {
        let inside = self.question.iter().flat_map(|question| &question.answers).flat_map(AnswerContent::links);
        self.href.split('#').take(1).chain(inside).collect()
    }
}

/// Content of `guide.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct GuideContent {
    /// The first question, with all others inside.
    pub start: Option<QuestionContent>,
}

impl<'s> PageBuilder<'s> {
    /// The content of the page of the whole guide.
    pub(super) fn guide(&self, lang: LangId) -> GuideContent {
        let mut expanded = HashSet::new();
        let question = self.first_question();
        GuideContent { start: question.map(|question| self.question(question, lang, MAX_DEPTH, Some(&mut expanded))) }
    }

    /// The first question of the guide, with the next questions inside; `None` without a guide. It is how a page starts
    /// that leads to situations. The second value lists the situations that no answer in it leads to, in the order of
    /// situations.yaml.
    pub(super) fn start(&self, lang: LangId) -> (Option<QuestionContent>, Vec<SituationLink>) {
        let guide = self.first_question().map(|question| self.question(question, lang, START_DEPTH, None));
        let answers = guide.iter().flat_map(|guide| &guide.answers);
        let links: HashSet<&str> = answers.flat_map(AnswerContent::links).collect();
        let is_other = |situation: &&SituationLink| !links.contains(situation.link.href.as_str());
        let others = self.index(lang).situations.iter().filter(is_other).cloned().collect();
        (guide, others)
    }

    /// The question with which the guide starts.
    pub(super) fn first_question(&self) -> Option<&'s Question> {
        self.site.structure.start.as_ref().and_then(|start| self.site.question(&start.value))
    }

    /// A question, with the questions that its answers lead to, down to `depth` levels. A question in `expanded` is a
    /// link instead: several ways can lead to one question, and the number of ways grows exponentially with the
    /// questions.
    pub(super) fn question(
        &self,
        question: &'s Question,
        lang: LangId,
        depth: usize,
        mut expanded: Option<&mut HashSet<&'s str>>,
    ) -> QuestionContent {
        let site = self.site;
        let id = &question.id.value;
        let localised = site.question_text(id, lang);
        let answer_text = |answer: &SharedStr| {
            let texts = localised.map_or(&[][..], |(_, text)| &text.answers);
            let text = texts.iter().find(|(id, _)| id.value == *answer);
            text.map_or_else(String::new, |(_, text)| text.to_string())
        };
        let mut answers = Vec::with_capacity(question.answers.len());
        for answer in &question.answers {
            let next = site.question(&answer.to.value);
            let situation = site.situation_id(&answer.to.value).and_then(|id| self.situation_link(id, lang));
            let href = match (&next, &situation) {
                (Some(next), _) => site.config.href(&question_path(site, &next.id.value, lang)),
                (None, Some(situation)) => self.step_href(situation.link.href.clone(), answer, lang),
                (None, None) => continue,
            };
            let text = answer_text(&answer.id.value);
            let situation = situation.map_or_else(String::new, |situation| situation.link.title);
            answers.push(AnswerContent {
                text: if text.is_empty() { situation.clone() } else { text },
                href,
                question: next
                    .filter(|next| depth > 1 && expanded.as_mut().is_none_or(|ids| ids.insert(&next.id.value)))
                    .map(|next| Box::new(self.question(next, lang, depth - 1, expanded.as_deref_mut()))),
                situation,
            });
        }
        QuestionContent {
            id: id.to_string(),
            ask: localised.map_or_else(String::new, |(_, text)| text.ask.to_string()),
            href: site.config.href(&question_path(site, id, lang)),
            step: site.question_id(id).and_then(|id| self.guide_steps()[id.index()]),
            answers,
            lang: localised.map_or_else(String::new, |(text_lang, _)| self.lang_if_foreign(text_lang, lang)),
        }
    }

    /// `href` of a situation, with the anchor of the step that an answer opens. A step in a draft is not on the page.
    fn step_href(&self, href: Href, answer: &Answer, lang: LangId) -> Href {
        match answer.step.as_ref().filter(|step| self.site.action(&step.value, lang).is_some()) {
            Some(step) => href.with_fragment(&step.value.to_string()),
            None => href,
        }
    }

    /// The page of a question.
    pub(super) fn question_page(&self, id: QuestionId, lang: LangId) -> Page {
        let question = &self.site.structure.questions[id.index()];
        let path = |other| question_path(self.site, &question.id.value, other);
        let content = self.question(question, lang, 1, None);
        let page = self.complete(PageSpec {
            template: QUESTION_TEMPLATE,
            lang,
            path: path(lang),
            title: content.ask.clone(),
            description: self.string(lang, Section::Guide.description_id()),
            translations: self.translations(lang, |other| Some(path(other)), path),
            content: Content::Question(content),
        });
        let crumbs = self.crumbs(Some(Section::Guide), lang).into_iter().chain(self.parent_questions(question, lang));
        Page { id: question.id.value.to_string(), crumbs: crumbs.collect(), ..page }
    }

    /// The questions that lead to this one, starting with the outermost. Without the first question of the guide, because
    /// the page of the guide asks it.
    fn parent_questions(&self, question: &Question, lang: LangId) -> Vec<PageLink> {
        let mut parents = Vec::new();
        let mut current = question;
        let first = self.first_question().map(|first| &first.id.value);
        while parents.len() < MAX_CRUMBS {
            let Some(parent) = self.site.parent_question(&current.id.value) else { break };
            if Some(&parent.id.value) == first {
                break;
            }
            let content = self.question(parent, lang, 1, None);
            parents.push(PageLink { title: content.ask, href: content.href, ..PageLink::default() });
            current = parent;
        }
        parents.reverse();
        parents
    }

    /// URL on the host of the page for readers whose situation is a different one: the guide, or the list of
    /// situations.
    pub(super) fn other_situations_href(&self, lang: LangId) -> Href {
        let section = if self.site.structure.start.is_some() { Section::Guide } else { Section::Situations };
        self.site.config.href(&self.site.section_path(section, lang))
    }
}
