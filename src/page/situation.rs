//! The page of a situation: its moments, steps, phrases, and where it leads.

use std::collections::HashSet;

use super::builder::PageBuilder;
use super::slots::{SlotResolver, phrase_text, quoted};
use super::{Escalation, PageLink, Phase, Phrase, SharedValue, SituationContent, SituationLink, Step};
use crate::link::{Checklist, ChecklistItem};
use crate::model::{DocId, Document, Kind, LangId, SituationId, SituationPlan};
use crate::parse::markdown::message_html;

impl PageBuilder<'_> {
    /// The content of situation `id` for readers of `lang`, shown from `document`.
    pub(super) fn situation(&self, id: SituationId, document: DocId, lang: LangId) -> SituationContent {
        let site = self.site;
        let plan = site.situation(id);
        let checklist = site.checklist(id);
        let text = site.document(document);
        let filler = self.filler(lang);
        let phases = self.phases(plan, checklist, text, &filler);
        let fallback = (text.lang != lang).then(|| {
            let name = site.config.language(lang).name_of(site.config.code(text.lang));
            name.into_owned()
        });
        let (previous, next) = self.situation_neighbours(id, lang);
        SituationContent {
            lang: site.config.code(text.lang).to_owned(),
            fallback,
            severity: plan.severity,
            when: text.front.when.as_deref().unwrap_or_default().to_owned(),
            recognise: text.front.recognise.iter().map(|sign| sign.to_string()).collect(),
            step_count: phases.iter().map(|phase| phase.steps.len()).sum(),
            renamed: self.renamed(phases.iter().flat_map(|phase| &phase.steps).map(|step| step.key.as_str())),
            phases,
            phrases: site.phrases_of(&plan.id.value).filter_map(|plan| self.phrase(&plan.id.value, lang)).collect(),
            worse: self.worse(plan, text, lang),
            articles: self.article_links(checklist, lang),
            has_body: !text.slots.is_empty() || self.has_body(document),
            updated: self.date(text.front.updated, lang),
            checked: self.date(text.front.checked, lang),
            author: text.front.author.as_deref().unwrap_or_default().to_owned(),
            backlinks: self.backlinks(document, lang, checklist),
            previous,
            next,
            way_out: self.way_out(lang),
            freshness: self.freshness(text),
        }
    }

    /// The moments of a situation: the present one first, what was to be done before it at the end.
    ///
    /// The first phase of all is prevention; in a situation above severity 1 that moment has passed, so the first
    /// phase behind it is the present one.
    fn phases(
        &self,
        plan: &SituationPlan,
        checklist: &Checklist,
        text: &Document,
        filler: &SlotResolver,
    ) -> Vec<Phase> {
        let names = &self.site.texts(filler.lang).phases;
        let mut shown: Vec<usize> = checklist.phases.iter().map(|phase| phase.phase).collect();
        shown.extend(text.intros.iter().map(|(phase, _)| *phase));
        shown.sort_unstable();
        shown.dedup();
        let passed = |phase: usize| plan.severity > 1 && phase == 0 && shown.len() > 1;
        let mut seen = HashSet::new();
        let mut phases: Vec<(bool, Phase)> = Vec::with_capacity(shown.len());
        for phase in &shown {
            let steps =
                checklist.phases.iter().find(|known| known.phase == *phase).map_or(&[][..], |known| &known.items);
            let standing = steps.iter().filter(|standing| seen.insert(standing.id.clone()));
            let intro: String = text
                .intros
                .iter()
                .filter(|(known, _)| known == phase)
                .map(|(_, fragment)| filler.filled(text, fragment))
                .collect();
            let made = Phase {
                id: self.site.structure.phases[*phase].value.to_string(),
                name: names.get(*phase).map_or_else(String::new, |name| name.to_string()),
                intro,
                steps: standing.filter_map(|standing| self.step(standing, text, filler)).collect(),
                open: false,
            };
            phases.push((passed(*phase), made));
        }
        phases.sort_by_key(|(passed, _)| *passed);
        let mut phases: Vec<Phase> = phases.into_iter().map(|(_, phase)| phase).collect();
        if let Some(first) = phases.first_mut() {
            first.open = true;
        }
        phases
    }

    fn step(&self, standing: &ChecklistItem, text: &Document, filler: &SlotResolver) -> Option<Step> {
        let site = self.site;
        let (owner, action) = site.action(&standing.id, text.lang)?;
        let document = site.document(owner);
        let why = (document.kind != Kind::Situation || document.id != text.id).then(|| {
            let lang = if document.kind == Kind::Situation { filler.lang } else { document.lang };
            let mut link = self.link_to(document, lang);
            link.summary = String::new();
            link.href.push('#');
            link.href.push_str(&action.item);
            link
        });
        Some(Step {
            key: standing.id.to_string(),
            important: standing.key,
            text: filler.filled(document, &action.text),
            plain: action.plain.to_string(),
            link: filler.filled(document, &action.link),
            note: filler.filled(document, &action.note),
            message: filler.filled(document, &action.message),
            why,
            lang: if document.lang == text.lang { String::new() } else { site.config.code(document.lang).to_owned() },
        })
    }

    /// A phrase with its words for readers of `lang`.
    pub(super) fn phrase(&self, id: &str, lang: LangId) -> Option<Phrase> {
        let (from, text) = phrase_text(self.site, lang, id)?;
        Some(Phrase {
            id: id.to_owned(),
            says: quoted(self.site, from, &text.says),
            behind: text.behind.to_string(),
            answer: message_html(&text.answer, &self.site.texts(from).case),
            lang: if from == lang { String::new() } else { self.site.config.code(from).to_owned() },
        })
    }

    fn worse(&self, plan: &SituationPlan, text: &Document, lang: LangId) -> Vec<Escalation> {
        let lead = |id: &str| {
            let next = self.site.situation_id(id)?;
            let link = self.situation_link(next, lang)?;
            Some(Escalation { condition: condition_in(text, id), severity: link.severity, link: link.link })
        };
        plan.leads_to.iter().filter_map(|id| lead(&id.value)).collect()
    }

    /// On what condition situation `id` turns into `to`, in the words that readers of `lang` get.
    pub(super) fn condition(&self, id: SituationId, to: &str, lang: LangId) -> String {
        let entry = self.site.group(&self.site.situation(id).id.value);
        let document = entry.and_then(|entry| entry.document_or_fallback(lang));
        document.map_or_else(String::new, |id| condition_in(self.site.document(id), to))
    }

    fn article_links(&self, checklist: &Checklist, lang: LangId) -> Vec<SharedValue> {
        let entries = checklist.articles.iter().map(|group| &self.site.groups[group.index()]);
        let documents = entries.filter_map(|entry| entry.documents[lang.index()]);
        documents.map(|id| self.shown_link(id, lang)).collect()
    }

    /// Texts that link here, without those that the page lists as its articles.
    fn backlinks(&self, document: DocId, lang: LangId, checklist: &Checklist) -> Vec<SharedValue> {
        let listed: HashSet<&str> =
            checklist.articles.iter().map(|group| &*self.site.groups[group.index()].id).collect();
        let from = self.site.backlinks(document).iter().copied();
        let from = from.filter(|id| !listed.contains(&*self.site.document(*id).id));
        from.map(|id| self.shown_link(id, lang)).collect()
    }

    fn situation_neighbours(&self, id: SituationId, lang: LangId) -> (Option<PageLink>, Option<PageLink>) {
        let link = |id| self.situation_link(id, lang);
        let before = self.site.situation_ids().rev().skip_while(|other| *other >= id).find_map(link);
        let after = self.site.situation_ids().skip(id.index() + 1).find_map(link);
        (before.map(|s| s.link), after.map(|s| s.link))
    }

    /// A situation in a list; `None` where no language has a text for it.
    pub(super) fn situation_link(&self, id: SituationId, lang: LangId) -> Option<SituationLink> {
        let site = self.site;
        let plan = site.situation(id);
        let document = site.document(site.situation_group(id)?.document_or_fallback(lang)?);
        Some(SituationLink {
            id: plan.id.value.to_string(),
            link: self.link_to(document, lang),
            severity: plan.severity,
            steps: site.checklist(id).phases.iter().map(|phase| phase.items.len()).sum(),
        })
    }
}

/// The condition of a situation's text under `worse`.
fn condition_in(text: &Document, id: &str) -> String {
    let found = text.front.worse.iter().find(|(known, _)| &*known.value == id);
    found.map_or_else(String::new, |(_, words)| words.to_string())
}
