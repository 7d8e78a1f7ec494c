//! The page of a situation: its phases with their steps, phrases, articles, and what the situation can turn into.

use std::collections::HashSet;

use serde::Serialize;

use super::builder::PageSpec;
use super::case::CaseFieldEntry;
use super::law::{LawLink, LawLinks, shorten};
use super::navigation::Translations;
use super::slots::{Place, SlotResolver};
use super::step_day::StepDay;
use super::{Body, Content, DateText, Head, Page, PageBuilder, PageLink, PageScript, Phrase, SharedValue};
use crate::model::{
    ActionId, DocId, Document, GroupId, Href, Kind, LangId, PhaseId, RelativeDay, SituationId, SituationPlan, Slot,
};
use crate::parse::markdown::case_fields_in;
use crate::site::{Checklist, Section, Site};

const TEMPLATE: &str = "situation";

/// Content of `situation.html`. The background of the situation is `body`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SituationContent {
    /// Code of the language of the document. On a fallback page it differs from that of the page.
    pub lang: String,
    /// Name of the document's language in the page's language, as it is inside a sentence; `None` unless the page is a
    /// fallback page.
    pub fallback: Option<String>,
    /// 1 to 5; 5 is the gravest.
    pub severity: u8,
    /// The first thing to read: when the page applies, and what to do before anything else. May be empty.
    pub when: String,
    /// What cannot wait: danger, a deadline. Inline HTML; shown above everything.
    pub urgent: Vec<String>,
    /// What is enough for now, above the first step. Inline HTML; may be empty.
    pub lead: String,
    /// Signs of the situation.
    pub recognise: Vec<String>,
    /// Phases with steps or an introduction, in the order in which they are shown. The first one is open.
    pub phases: Vec<Phase>,
    /// Number of steps in all phases. A choice counts once.
    pub step_count: usize,
    /// The fields of the reader's case that the messages of the page use; empty if the page has no such form.
    pub case: Vec<CaseFieldEntry>,
    /// What the other side says in the situation, with answers.
    pub phrases: Vec<Phrase>,
    /// Situations that this one can turn into.
    pub escalations: Vec<Escalation>,
    /// Statements on law in the articles of the steps, by country; those that are open come first.
    pub laws: Vec<LawLinks>,
    /// The same as a short list without choice, if the page is long; then `laws` is empty.
    pub law_list: Vec<LawLink>,
    /// Whether something on the page depends on the reader's country, and there are several.
    pub country_choice: bool,
    /// Articles of the situation: [`PageLink`]s.
    pub articles: Vec<SharedValue>,
    /// Documents to fill in that name the situation: [`PageLink`]s.
    pub fillables: Vec<SharedValue>,
    /// Whether `body` has text.
    pub has_body: bool,
    /// Date of the last change; `None` if the document does not name it.
    pub updated: Option<DateText>,
    /// Date of the last review; `None` if the document does not name it.
    pub checked: Option<DateText>,
    /// Name of the author; may be empty.
    pub author: String,
    /// Documents that link to the situation, without its articles: [`PageLink`]s.
    pub backlinks: Vec<SharedValue>,
    /// The nearest preceding situation in situations.yaml that has a page.
    pub previous: Option<PageLink>,
    /// The nearest following situation in situations.yaml that has a page.
    pub next: Option<PageLink>,
    /// URL on the host of the guide, or of the list of situations if there is no guide.
    pub fallback_href: Href,
    /// Renamed actions of this page: former id and id. Scripts move the ticks that a device has stored.
    pub renamed: Vec<(String, String)>,
    /// `stale` if the document is a translation and its source has changed since; else empty.
    pub freshness: &'static str,
}

/// One section of the checklist: a phase with its introduction and steps, as the page shows it.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Phase {
    /// Id of the phase.
    pub id: String,
    /// Name of the phase in the language of the page, or in the one of `lang`.
    pub name: String,
    /// Code of the language of the name, if it differs from that of the page; else empty.
    pub lang: String,
    /// Introduction of the phase, HTML; may be empty.
    pub intro: String,
    /// Steps of the phase. A choice between several is one of them.
    pub steps: Vec<Step>,
    /// Whether the phase is shown open: the first one.
    pub open: bool,
    /// Whether the form of the reader's case follows the phase: the first one with a message, else the last one. False on
    /// a page without such a form.
    pub form: bool,
}

impl Phase {
    /// The steps that can be ticked: the alternatives in place of their choice.
    pub fn boxes(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().flat_map(Step::boxes)
    }
}

/// A step that can be ticked, or a choice between several such steps.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct Step {
    /// In a choice: the steps of which one is enough, which then has `important` as its only other value. Empty in a step
    /// that can be ticked.
    pub one_of: Vec<Step>,
    /// Id of the action, `<page>.<item>`: the fragment of its URL, and the name under which a device stores the tick.
    /// The same in all languages.
    pub key: String,
    /// Whether it is the key step of its phase.
    pub important: bool,
    /// The step, HTML.
    pub text: String,
    /// The step without markup.
    pub plain: String,
    /// The link after `→`, HTML; may be empty.
    pub link: String,
    /// The note and the footnotes of the step, HTML; may be empty. It is folded, and is neither copied nor printed.
    pub note: String,
    /// Messages to send, HTML; may be empty.
    pub message: String,
    /// The day of the step, if it is counted from a date of the reader's case.
    pub after: Option<StepDay>,
    /// The action in the article that explains it; `None` if the situation itself defines the action.
    pub why: Option<PageLink>,
    /// Code of the language of the step, if it differs from that of the document; else empty.
    pub lang: String,
}

impl Step {
    /// The steps that can be ticked: the alternatives of a choice, or the step itself.
    pub fn boxes(&self) -> impl Iterator<Item = &Step> {
        let is_choice = !self.one_of.is_empty();
        self.one_of.iter().chain(Some(self).filter(|_| !is_choice))
    }
}

/// A situation that another one can turn into.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Escalation {
    /// The condition under which it does; may be empty.
    pub condition: String,
    /// Severity of the situation that follows.
    pub severity: u8,
    /// The link to that situation.
    pub link: PageLink,
}

impl PageBuilder<'_> {
    /// The page of a situation in `lang`, shown from `document`. If that is in another language, the page is a fallback
    /// page, which search engines are asked not to list.
    pub(super) fn situation_page(&self, id: SituationId, document: DocId, lang: LangId) -> Page {
        let (site, config, body) = (self.site, &self.site.config, document);
        let document = site.document(body);
        let is_fallback = document.lang != lang;
        let group = site.group(&document.id);
        let own = |other: LangId| group.and_then(|group| group.document_in(other)).map(|id| site.document(id));
        // Every language has a page for the situation, if only a fallback page.
        let fallback_path = |other| site.path(document, other);
        let translations = self.translations(lang, |other| own(other).map(|own| site.path(own, other)), fallback_path);
        let page = self.complete(PageSpec {
            template: TEMPLATE,
            lang,
            path: site.path(document, lang),
            title: document.front.title.to_string(),
            description: document.front.summary.to_string(),
            translations: if is_fallback {
                Translations { alternates: Vec::new(), ..translations }
            } else {
                translations
            },
            content: Content::Situation(Box::new(self.situation(id, body, lang))),
        });
        let card = self.cards.path(id, lang);
        let slot_values = self.slot_resolver(lang).slot_values(document, &document.slots);
        let (edit_url, report_url) = self.link_patterns(document);
        Page {
            id: document.id.to_string(),
            edit_url,
            report_url,
            extra: SharedValue::from(&document.front.extra),
            crumbs: self.crumbs(Some(Section::Situations), lang),
            scripts: self.situation_scripts(id, lang, document, &page.content, &slot_values),
            slot_values,
            body: Some(Body { document: body, hash: document.body }),
            head: Head {
                noindex: is_fallback,
                canonical: config.absolute(&site.path(document, document.lang)),
                image: card.map_or_else(Href::default, |path| config.absolute(path)),
                og_type: "article",
                ..page.head
            },
            ..page
        }
    }

    fn situation(&self, id: SituationId, body: DocId, lang: LangId) -> SituationContent {
        let site = self.site;
        let (plan, checklist) = (site.situation(id), site.checklist(id));
        let document = site.document(body);
        let front = &document.front;
        let language_name = || site.config.language(lang).name_of(site.config.code(document.lang)).into_owned();
        let slots = self.slot_resolver(lang);
        let mut phases = self.phases(plan, checklist, document, &slots);
        let (laws, law_list) = shorten(self.law_links(checklist, lang), &phases);
        let phrases: Vec<Phrase> =
            site.phrases_of(&plan.id.value).filter_map(|plan| self.phrase(&plan.id.value, lang)).collect();
        let messages = phases.iter().flat_map(Phase::boxes).map(|step| &step.message);
        let messages = messages.chain(phases.iter().map(|phase| &phase.intro)).chain(phrases.iter().map(|p| &p.answer));
        let days = self.days(id, document);
        let own = document.case_fields.iter().map(|id| &**id).chain(days.iter().map(|day| &*day.field));
        let case = self.case_form(messages.flat_map(|html| case_fields_in(html)), own, lang);
        place_form(&mut phases, !case.is_empty());
        let fill = |text| slots.fill(document, text, Place::Body);
        let link = |id| self.situation_link(id, lang).map(|situation| situation.link);
        SituationContent {
            lang: site.config.code(document.lang).to_owned(),
            fallback: (document.lang != lang).then(language_name),
            severity: plan.severity,
            when: front.when.as_deref().unwrap_or_default().to_owned(),
            urgent: document.urgent.iter().map(fill).filter(|html| !html.is_empty()).collect(),
            lead: fill(&document.lead),
            recognise: front.recognise.iter().map(|sign| sign.to_string()).collect(),
            step_count: phases.iter().map(|phase| phase.steps.len()).sum(),
            renamed: self.renamed_actions(phases.iter().flat_map(Phase::boxes).map(|step| step.key.as_str())),
            phases,
            case,
            phrases,
            escalations: plan.leads_to.iter().filter_map(|to| self.escalation(document, &to.value, lang)).collect(),
            country_choice: self.has_country_choice(situation_slots(site, checklist, document), &laws),
            laws,
            law_list,
            articles: self.group_links(&checklist.articles, lang),
            fillables: self.group_links(&checklist.fillables, lang),
            has_body: !document.slots.is_empty() || self.has_body(body),
            updated: self.date(front.updated, lang),
            checked: self.date(front.checked, lang),
            author: front.author.as_deref().unwrap_or_default().to_owned(),
            backlinks: self.backlinks(body, checklist, lang),
            previous: site.situation_ids().take(id.index()).rev().find_map(link),
            next: site.situation_ids().skip(id.index() + 1).find_map(link),
            fallback_href: self.other_situations_href(lang),
            freshness: self.freshness(document),
        }
    }

    /// The phases of a situation in the order of situations.yaml, or in its own. Above severity 1 it is too late for
    /// prevention: the phase that situations.yaml names for it is shown last, unless the situation says where.
    fn phases(
        &self,
        plan: &SituationPlan,
        checklist: &Checklist,
        document: &Document,
        slots: &SlotResolver,
    ) -> Vec<Phase> {
        let structure = &self.site.structure;
        let mut shown: HashSet<PhaseId> = checklist.phases.iter().map(|phase| phase.phase).collect();
        shown.extend(document.phase_intros.iter().map(|(phase, _)| *phase));
        let mut ids: Vec<PhaseId> = structure.phase_order(&plan.phases).filter(|id| shown.contains(id)).collect();
        if plan.severity > 1 {
            ids.sort_by_key(|id| Some(*id) == structure.prevention && !plan.phases.contains(id));
        }
        let current = ids.first().copied();
        // A step is shown once, in the first of its phases that a reader sees.
        let mut seen = HashSet::new();
        let phase = |id: PhaseId| {
            let planned = checklist.phases.iter().find(|phase| phase.phase == id);
            let items = planned.map_or(&[][..], |phase| &phase.items);
            let intros = document.phase_intros.iter().filter(|(phase, _)| *phase == id);
            let (name, name_lang) = self.site.phase_name(id, Some(document), slots.lang);
            Phase {
                id: structure.phase_id(id).value.to_string(),
                name: name.to_string(),
                lang: self.lang_if_foreign(name_lang, slots.lang),
                intro: intros.map(|(_, intro)| slots.fill(document, intro, Place::Body)).collect(),
                steps: items
                    .iter()
                    .filter_map(|item| {
                        let ids = item.actions.iter().filter(|id| seen.insert(*id));
                        into_entry(ids.filter_map(|id| self.step(id, document, slots)).collect(), item.key)
                    })
                    .collect(),
                open: current == Some(id),
                form: false,
            }
        };
        ids.into_iter().map(phase).collect()
    }

    /// A step of the checklist; `None` if no language has the action, which is reported elsewhere.
    fn step(&self, id: &ActionId, situation: &Document, slots: &SlotResolver) -> Option<Step> {
        let (owner, action) = self.site.action(id, situation.lang)?;
        let owner = self.site.document(owner);
        let is_own = owner.kind == Kind::Situation && owner.id == situation.id;
        let place = Place::Step { key: id, is_own_page: is_own && owner.lang == situation.lang };
        let fill = |fragment| slots.fill(owner, fragment, place);
        Some(Step {
            one_of: Vec::new(),
            key: id.to_string(),
            important: false,
            text: fill(&action.text),
            plain: action.plain.to_string(),
            link: fill(&action.link),
            note: fill(&action.note) + &slots.step_footnotes(owner, action, place),
            message: fill(&action.message),
            after: action.after.as_ref().map(|after| slots.relative_day(&after.value)),
            why: (!is_own).then(|| self.explanation(owner, &action.item, slots.lang)),
            lang: self.lang_if_foreign(owner.lang, situation.lang),
        })
    }

    /// The days of the steps of a situation, and of the boxes in its document, that are counted from a date of the case.
    fn days<'d>(&'d self, id: SituationId, document: &'d Document) -> Vec<&'d RelativeDay> {
        let phases = self.site.checklist(id).phases.iter();
        let actions = phases.flat_map(|phase| &phase.items).flat_map(|item| &item.actions);
        let days = actions.filter_map(|id| self.site.action(id, document.lang)?.1.after.as_ref());
        days.chain(&document.relative_days).map(|day| &day.value).collect()
    }

    /// The scripts of a situation's page.
    fn situation_scripts(
        &self,
        id: SituationId,
        lang: LangId,
        document: &Document,
        content: &Content,
        slot_values: &[String],
    ) -> Vec<PageScript> {
        let Content::Situation(content) = content else { return Vec::new() };
        let days = self.days(id, document);
        let notes = content.phases.iter().flat_map(Phase::boxes).map(|step| step.note.as_str());
        let intros = content.phases.iter().map(|phase| phase.intro.as_str());
        self.scripts(lang, days.into_iter(), slot_values.iter().map(String::as_str).chain(notes).chain(intros))
    }

    /// A link to the action in the document that explains it, without a summary.
    fn explanation(&self, owner: &Document, item: &str, lang: LangId) -> PageLink {
        let lang = if owner.kind == Kind::Situation { lang } else { owner.lang };
        let link = self.link_to(owner, lang);
        PageLink { summary: String::new(), href: self.with_anchor(link.href, owner, item), ..link }
    }

    /// The situation `to`, which the situation of `document` can turn into.
    fn escalation(&self, document: &Document, to: &str, lang: LangId) -> Option<Escalation> {
        let link = self.situation_link(self.site.situation_id(to)?, lang)?;
        Some(Escalation { condition: find_condition(document, to), severity: link.severity, link: link.link })
    }

    /// The condition under which situation `from` turns into `to`, in the document that readers of `lang` see.
    pub(super) fn escalation_condition(&self, from: SituationId, to: &str, lang: LangId) -> String {
        let group = self.site.group(&self.site.situation(from).id.value);
        let document = group.and_then(|group| group.document_or_fallback(lang));
        document.map_or_else(String::new, |id| find_condition(self.site.document(id), to))
    }

    /// Links to the documents of these groups that the language has.
    fn group_links(&self, groups: &[GroupId], lang: LangId) -> Vec<SharedValue> {
        let groups = groups.iter().map(|group| &self.site.groups[group.index()]);
        groups.filter_map(|group| group.document_in(lang)).map(|id| self.document_link(id, lang)).collect()
    }

    /// Documents that link here, without those that the page lists as articles.
    fn backlinks(&self, document: DocId, checklist: &Checklist, lang: LangId) -> Vec<SharedValue> {
        let listed: HashSet<&str> =
            checklist.articles.iter().map(|group| &*self.site.groups[group.index()].id).collect();
        let backlinks = self.site.backlinks(document).iter().copied();
        let others = backlinks.filter(|id| !listed.contains(&*self.site.document(*id).id));
        others.map(|id| self.document_link(id, lang)).collect()
    }
}

/// Marks the phase after which the form of the reader's case is, if the page has one.
fn place_form(phases: &mut [Phase], has_form: bool) {
    let has_message = |phase: &Phase| phase.boxes().any(|step| !step.message.is_empty());
    let place = phases.iter().position(has_message).or(phases.len().checked_sub(1));
    if let Some(phase) = place.and_then(|place| phases.get_mut(place)) {
        phase.form = has_form;
    }
}

/// The entry of a phase that consists of these steps; `None` if there are none. `important` is whether it is the key step
/// of the phase.
fn into_entry(mut steps: Vec<Step>, important: bool) -> Option<Step> {
    match steps.len() {
        0 | 1 => steps.pop().map(|step| Step { important, ..step }),
        _ => Some(Step { one_of: steps, important, ..Step::default() }),
    }
}

/// The slots of everything that the page of a situation shows of `document` and of the actions of its checklist.
fn situation_slots<'s>(
    site: &'s Site,
    checklist: &'s Checklist,
    document: &'s Document,
) -> impl Iterator<Item = &'s Slot> {
    let intros = document.phase_intros.iter().map(|(_, intro)| intro);
    let actions = checklist.actions().filter_map(|id| site.action(id, document.lang));
    let parts = intros.chain(actions.flat_map(|(_, action)| action.fragments()));
    document.slots.iter().chain(parts.flat_map(|part| part.slots.iter().map(|(_, slot)| slot)))
}

/// The condition for `to` in the front matter of a situation; empty if there is none.
fn find_condition(document: &Document, to: &str) -> String {
    let found = document.front.escalates.iter().find(|(id, _)| &*id.value == to);
    found.map_or_else(String::new, |(_, condition)| condition.to_string())
}
