//! Rules about what situations.yaml and phrases.yaml name, and about the checklists that follow from them.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Rule;
use crate::diagnostics::{Code, Diagnostic, Span, Suggester, join_limited, nearest_name};
use crate::model::{ActionId, Document, Kind, SharedStr, Spanned, StepPlan};
use crate::site::{ChecklistPhase, Site};

pub const RULES: &[Rule] = &[
    Rule::site(&[Code::UnknownSituation, Code::UnknownArticle, Code::UnknownAction, Code::LinkToDraft], unknown_names),
    Rule::site(&[Code::UnknownAction, Code::RepeatedStep, Code::LinkToDraft], check_steps),
    Rule::site(&[Code::MultipleKeySteps, Code::LongPhase], check_phases),
    Rule::site(&[Code::UnusedAction], unused_actions),
    Rule::site(&[Code::SituationWithoutText, Code::LinkToDraft], situations_without_document),
];

pub const SITUATIONS: &str = "content/situations.yaml";
const PHRASES: &str = "content/phrases.yaml";

/// Nobody in trouble reads more steps than this in one phase (checklist studies by the WHO and Gawande: five to nine).
const MAX_STEPS: usize = 9;

/// Mistyped actions are compared with the known ones for a suggestion until so many have been compared by one rule.
const ACTION_COMPARISONS: usize = 100_000;

/// Built at its first use.
type Lazy<'s, T> = LazyCell<T, Box<dyn FnOnce() -> T + 's>>;

/// The ids that data files may name.
pub struct KnownIds<'s> {
    site: &'s Site,
    situations: HashSet<&'s str>,
    /// Ids of a page and of an action in it.
    actions: HashSet<(&'s str, &'s str)>,
    /// The same of boxes to tick that are not below the heading of a phase, with the document.
    outside_phases: Lazy<'s, HashMap<(&'s str, &'s str), &'s Document>>,
    situation_suggester: Lazy<'s, Suggester<'s>>,
    article_suggester: Lazy<'s, Suggester<'s>>,
    /// How many actions may still be compared.
    budget: usize,
}

impl<'s> KnownIds<'s> {
    pub fn new(site: &'s Site) -> KnownIds<'s> {
        let ids = || site.structure.situations.iter().map(|plan| &*plan.id.value);
        let actions =
            |document: &'s Arc<Document>| document.actions.iter().map(move |action| (&*document.id, &*action.item));
        KnownIds {
            site,
            situations: ids().collect(),
            actions: site.documents.iter().flat_map(actions).collect(),
            outside_phases: LazyCell::new(Box::new(|| {
                let boxes = |document: &'s Arc<Document>| {
                    document.items.iter().map(move |item| ((&*document.id, &*item.value), &**document))
                };
                site.documents.iter().rev().flat_map(boxes).collect()
            })),
            situation_suggester: LazyCell::new(Box::new(move || Suggester::new(ids()))),
            article_suggester: LazyCell::new(Box::new(|| {
                Suggester::new(site.groups_of_kind(Kind::Article).map(|group| &*group.id))
            })),
            budget: ACTION_COMPARISONS,
        }
    }

    fn check_situation(&self, path: &SharedStr, id: &Spanned<SharedStr>) -> Option<Diagnostic> {
        if self.situations.contains(&*id.value) {
            return None;
        }
        let diagnostic = Diagnostic::new(Code::UnknownSituation, Span::new(path, id.range.clone()));
        let suggestion = self.situation_suggester.nearest(&id.value);
        Some(Diagnostic { suggestion, ..diagnostic.arg("situation", &*id.value) })
    }

    fn check_article_reference(&self, path: &SharedStr, id: &Spanned<SharedStr>) -> Option<Diagnostic> {
        let span = Span::new(path, id.range.clone());
        if self.site.drafts.contains_key(&id.value) {
            return Some(Diagnostic::new(Code::LinkToDraft, span).arg("target", &*id.value));
        }
        if self.site.group(&id.value).is_some_and(|group| group.kind == Kind::Article) {
            return None;
        }
        let diagnostic = Diagnostic::new(Code::UnknownArticle, span).arg("article", &*id.value);
        Some(Diagnostic { suggestion: self.article_suggester.nearest(&id.value), ..diagnostic })
    }

    /// The mistake in the id of an action.
    pub fn check_action(&mut self, path: &SharedStr, id: &Spanned<ActionId>) -> Option<Diagnostic> {
        let ActionId { page, item } = &id.value;
        if self.actions.contains(&(&**page, &**item)) {
            return None;
        }
        let span = Span::new(path, id.range.clone());
        let raw = id.value.to_string();
        if self.site.drafts.contains_key(page) {
            return Some(Diagnostic::new(Code::LinkToDraft, span).arg("target", raw));
        }
        if let Some(document) = self.outside_phases.get(&(&**page, &**item)) {
            let phases = &self.site.texts(document.lang).phases;
            let names = || phases.iter().map(|name| &**name).filter(|name| !name.is_empty());
            let diagnostic = Diagnostic::new(Code::UnknownAction, span).arg("kind", "outside").arg("action", raw);
            let diagnostic = diagnostic.arg("file", &*document.path).arg("known", join_limited(names()));
            return Some(diagnostic.arg("first", names().next().unwrap_or_default()));
        }
        // A step of this name that only one other page has is the one that was meant.
        let mut of_this_name = self.actions.iter().filter(|(_, known)| *known == &**item);
        let only = match (of_this_name.next(), of_this_name.next()) {
            (Some((page, item)), None) => Some(format!("{page}.{item}")),
            _ => None,
        };
        // If the page exists, only the second half is wrong.
        let page_exists = self.site.group(page).is_some();
        let suggestion = self.budget.checked_sub(self.actions.len()).and_then(|rest| {
            self.budget = rest;
            if only.is_some() {
                return only;
            }
            let candidates = self.actions.iter().filter(|(known, _)| !page_exists || *known == &**page);
            let candidates: Vec<String> = candidates.map(|(page, item)| format!("{page}.{item}")).collect();
            nearest_name(&raw, candidates.iter().map(String::as_str))
        });
        Some(Diagnostic { suggestion, ..Diagnostic::new(Code::UnknownAction, span).arg("action", raw) })
    }
}

/// The situations, articles and actions that situations.yaml and phrases.yaml name exist. Steps have a rule of their
/// own.
fn unknown_names(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut known = KnownIds::new(site);
    let path = SITUATIONS.into();
    for plan in &site.structure.situations {
        diagnostics.extend(plan.leads_to.iter().filter_map(|id| known.check_situation(&path, id)));
        diagnostics.extend(plan.article_ids.iter().filter_map(|id| known.check_article_reference(&path, id)));
    }
    let path = PHRASES.into();
    for plan in &site.structure.phrases {
        diagnostics.extend(plan.situations.iter().filter_map(|id| known.check_situation(&path, id)));
        diagnostics.extend(plan.actions.iter().filter_map(|id| known.check_action(&path, id)));
    }
}

/// Steps and renamed actions name actions that exist, and a situation has every action once.
fn check_steps(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut known = KnownIds::new(site);
    let path = SITUATIONS.into();
    for plan in &site.structure.situations {
        let mut seen: HashMap<&ActionId, &Spanned<ActionId>> = HashMap::new();
        let steps = plan.steps.iter().flatten().flat_map(|(_, steps)| steps);
        for action in steps.flat_map(|step| &step.actions) {
            diagnostics.extend(known.check_action(&path, action));
            if let Some(first) = seen.insert(&action.value, action) {
                let span = Span::new(&path, action.range.clone());
                let diagnostic = Diagnostic::new(Code::RepeatedStep, span).arg("action", action.value.to_string());
                diagnostics.push(diagnostic.related(Span::new(&path, first.range.clone())));
            }
        }
    }
    for (_, new) in &site.structure.renamed {
        diagnostics.extend(known.check_action(&path, new));
    }
}

/// A phase of a checklist has at most [`MAX_STEPS`] steps, and at most one key step.
fn check_phases(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let path = SITUATIONS.into();
    for (plan, checklist) in site.structure.situations.iter().zip(site.checklists.iter()) {
        for ChecklistPhase { phase, items } in &checklist.phases {
            let name = &site.structure.phases[phase.index()].value;
            let planned = plan.steps.iter().flatten().find(|(planned, _)| planned == phase).map(|(_, steps)| steps);
            // Steps that are collected from articles have no line of their own in situations.yaml.
            let report = |code, step: Option<&StepPlan>, count: usize| {
                let range = step.map_or(&plan.id.range, |step| &step.range);
                let diagnostic = Diagnostic::new(code, Span::new(&path, range.clone()));
                let diagnostic = diagnostic.arg("situation", &*plan.id.value).arg("phase", &**name);
                diagnostic.arg("count", count.to_string())
            };
            let key_steps = items.iter().filter(|item| item.key).count();
            if key_steps > 1 {
                let second = planned.and_then(|steps| steps.iter().filter(|step| step.key).nth(1));
                diagnostics.push(report(Code::MultipleKeySteps, second, key_steps));
            }
            if items.len() > MAX_STEPS {
                let first_above = planned.and_then(|steps| steps.get(MAX_STEPS));
                diagnostics.push(report(Code::LongPhase, first_above, items.len()));
            }
        }
    }
}

/// Actions are in a checklist, if a situation that lists its own steps uses their article. A situation without such a
/// list collects the actions of its articles, so none can be left out there.
fn unused_actions(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let used = site.used_actions();
    // Keyed by the id of a situation or an article: the first situation with its own steps that uses it.
    let mut users: HashMap<&str, &str> = HashMap::new();
    for (plan, checklist) in site.structure.situations.iter().zip(site.checklists.iter()) {
        if plan.steps.is_some() {
            users.entry(&plan.id.value).or_insert(&plan.id.value);
            for article in &checklist.articles {
                users.entry(&site.groups[article.index()].id).or_insert(&plan.id.value);
            }
        }
    }
    for group in site.groups.iter() {
        let Some(situation) = users.get(&*group.id) else { continue };
        let Some(first) = group.documents.iter().flatten().next() else { continue };
        let document = site.document(*first);
        for action in &document.actions {
            let id = ActionId { page: group.id.clone(), item: action.item.clone() };
            if !used.contains(&id) {
                let diagnostic = Diagnostic::new(Code::UnusedAction, Span::new(&document.path, action.range.clone()));
                let diagnostic = diagnostic.arg("action", id.to_string()).arg("situation", *situation);
                diagnostics.push(diagnostic.arg("phase", &*site.structure.phases[action.phase.index()].value));
            }
        }
    }
}

/// Every situation of situations.yaml is described by a document in some language.
fn situations_without_document(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let path = SITUATIONS.into();
    for plan in &site.structure.situations {
        if site.group(&plan.id.value).is_some_and(|group| group.kind == Kind::Situation) {
            continue;
        }
        let is_draft = site.drafts.contains_key(&plan.id.value);
        let (code, arg) =
            if is_draft { (Code::LinkToDraft, "target") } else { (Code::SituationWithoutText, "situation") };
        diagnostics.push(Diagnostic::new(code, Span::new(&path, plan.id.range.clone())).arg(arg, &*plan.id.value));
    }
}
