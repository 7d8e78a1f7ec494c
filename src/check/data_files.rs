//! Rules about situations.yaml, phrases.yaml and guide.yaml.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Span, Suggester, nearest};
use crate::link::Site;
use crate::model::{ActionId, Document, Kind, Question, SharedStr, Spanned, StepPlan};

/// More steps than this in one phase are not read by anybody in trouble (WHO and Gawande: five to nine).
const LONGEST: usize = 9;

fn situations() -> SharedStr {
    "content/situations.yaml".into()
}

/// Made at its first use.
type Lazy<'s, T> = LazyCell<T, Box<dyn FnOnce() -> T + 's>>;

/// What the structure may name, each list made once.
struct KnownIds<'s> {
    site: &'s Site,
    situations: HashSet<&'s str>,
    actions: HashSet<(&'s str, &'s str)>,
    situations_near: Lazy<'s, Suggester<'s>>,
    articles_near: Lazy<'s, Suggester<'s>>,
    /// Actions that are still compared with a mistyped one.
    patience: usize,
}

impl<'s> KnownIds<'s> {
    fn new(site: &'s Site) -> KnownIds<'s> {
        let ids = || site.structure.situations.iter().map(|plan| &*plan.id.value);
        let actions =
            |document: &'s Arc<Document>| document.actions.iter().map(move |action| (&*document.id, &*action.item));
        KnownIds {
            site,
            situations: ids().collect(),
            actions: site.documents.iter().flat_map(actions).collect(),
            situations_near: LazyCell::new(Box::new(move || Suggester::new(ids()))),
            articles_near: LazyCell::new(Box::new(|| {
                Suggester::new(site.of_kind(Kind::Article).map(|entry| &*entry.id))
            })),
            patience: 100_000,
        }
    }

    fn unknown_situation(&self, path: &SharedStr, id: &Spanned<SharedStr>) -> Option<Diagnostic> {
        if self.situations.contains(&*id.value) {
            return None;
        }
        let diagnostic = Diagnostic::new(Code::UnknownSituation, Span::new(path, id.range.clone()));
        let suggestion = self.situations_near.to(&id.value);
        Some(Diagnostic { suggestion, ..diagnostic.arg("situation", &*id.value) })
    }

    fn unknown_article(&self, path: &SharedStr, id: &Spanned<SharedStr>) -> Option<Diagnostic> {
        let place = Span::new(path, id.range.clone());
        if self.site.drafts.contains_key(&id.value) {
            return Some(Diagnostic::new(Code::LinkToDraft, place).arg("target", &*id.value));
        }
        if self.site.entry(&id.value).is_some_and(|entry| entry.kind == Kind::Article) {
            return None;
        }
        let diagnostic = Diagnostic::new(Code::UnknownArticle, place).arg("article", &*id.value);
        Some(Diagnostic { suggestion: self.articles_near.to(&id.value), ..diagnostic })
    }

    fn unknown_action(&mut self, path: &SharedStr, key: &Spanned<ActionId>) -> Option<Diagnostic> {
        if self.actions.contains(&(&*key.value.page, &*key.value.item)) {
            return None;
        }
        let place = Span::new(path, key.range.clone());
        if self.site.drafts.contains_key(&key.value.page) {
            return Some(Diagnostic::new(Code::LinkToDraft, place).arg("target", key.value.to_string()));
        }
        let typed = key.value.to_string();
        let own = self.site.entry(&key.value.page).is_some();
        let fits = |(page, _): &&(&str, &str)| !own || *page == &*key.value.page;
        let suggestion = self.patience.checked_sub(self.actions.len()).and_then(|left| {
            self.patience = left;
            let keys: Vec<String> =
                self.actions.iter().filter(fits).map(|(page, item)| format!("{page}.{item}")).collect();
            nearest(&typed, keys.iter().map(String::as_str))
        });
        Some(Diagnostic { suggestion, ..Diagnostic::new(Code::UnknownAction, place).arg("action", typed) })
    }
}

/// Situations and articles that the structure names exist.
pub fn names(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut known = KnownIds::new(site);
    let path = situations();
    for plan in &site.structure.situations {
        diagnostics.extend(plan.leads_to.iter().filter_map(|id| known.unknown_situation(&path, id)));
        diagnostics.extend(plan.articles.iter().filter_map(|id| known.unknown_article(&path, id)));
    }
    let path: SharedStr = "content/phrases.yaml".into();
    for plan in &site.structure.phrases {
        diagnostics.extend(plan.situations.iter().filter_map(|id| known.unknown_situation(&path, id)));
        diagnostics.extend(plan.actions.iter().filter_map(|key| known.unknown_action(&path, key)));
    }
}

/// Steps name actions that exist, each once in a situation.
pub fn steps(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut known = KnownIds::new(site);
    let path = situations();
    for plan in &site.structure.situations {
        let mut seen: HashMap<&ActionId, &Spanned<ActionId>> = HashMap::new();
        for step in plan.steps.iter().flatten().flat_map(|(_, steps)| steps) {
            diagnostics.extend(known.unknown_action(&path, &step.action));
            if let Some(first) = seen.insert(&step.action.value, &step.action) {
                let place = Span::new(&path, step.action.range.clone());
                let diagnostic =
                    Diagnostic::new(Code::RepeatedStep, place).arg("action", step.action.value.to_string());
                diagnostics.push(diagnostic.related(Span::new(&path, first.range.clone())));
            }
        }
    }
    for (_, new) in &site.structure.was {
        diagnostics.extend(known.unknown_action(&path, new));
    }
}

/// A phase has at most nine steps and one key step.
pub fn phases(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let path = situations();
    for (plan, checklist) in site.structure.situations.iter().zip(site.checklists.iter()) {
        for (phase, actions) in &checklist.phases {
            let name = &site.structure.phases[*phase].value;
            let planned = plan.steps.iter().flatten().find(|(planned, _)| planned == phase).map(|(_, steps)| steps);
            // What is gathered from articles has no line of its own in situations.yaml but the situation's.
            let about = |code, step: Option<&StepPlan>| {
                let range = step.map_or(&plan.id.range, |step| &step.action.range);
                let diagnostic = Diagnostic::new(code, Span::new(&path, range.clone()));
                diagnostic.arg("situation", &*plan.id.value).arg("phase", &**name)
            };
            let keys = actions.iter().filter(|action| action.important).count();
            if keys > 1 {
                let second = planned.and_then(|steps| steps.iter().filter(|step| step.key).nth(1));
                diagnostics.push(about(Code::TwoKeys, second).arg("count", keys.to_string()));
            }
            if actions.len() > LONGEST {
                let tenth = planned.and_then(|steps| steps.get(LONGEST));
                diagnostics.push(about(Code::LongPhase, tenth).arg("count", actions.len().to_string()));
            }
        }
    }
}

/// An action of an article that a situation with `steps` uses stands in some checklist.
pub fn idle_actions(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let standing: HashSet<&ActionId> =
        site.checklists.iter().flat_map(|list| &list.phases).flat_map(|(_, actions)| actions).map(|a| &a.key).collect();
    let mut user: HashMap<&str, &str> = HashMap::new();
    for (plan, checklist) in site.structure.situations.iter().zip(site.checklists.iter()) {
        if plan.steps.is_some() {
            user.entry(&plan.id.value).or_insert(&plan.id.value);
            for number in &checklist.articles {
                user.entry(&site.entries[*number as usize].id).or_insert(&plan.id.value);
            }
        }
    }
    for entry in site.entries.iter() {
        let Some(situation) = user.get(&*entry.id) else { continue };
        let Some(first) = entry.documents.iter().flatten().next() else { continue };
        let document = site.document(*first);
        for action in &document.actions {
            let key = ActionId { page: entry.id.clone(), item: action.item.clone() };
            if !standing.contains(&key) {
                let place = Span::new(&document.path, action.range.clone());
                let diagnostic = Diagnostic::new(Code::IdleAction, place)
                    .arg("action", key.to_string())
                    .arg("situation", *situation)
                    .arg("phase", &*site.structure.phases[action.phase].value);
                diagnostics.push(diagnostic);
            }
        }
    }
}

/// Every situation of the structure has a text in some language.
pub fn texts(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let path = situations();
    for plan in &site.structure.situations {
        if site.entry(&plan.id.value).is_none_or(|entry| entry.kind != Kind::Situation) {
            let place = Span::new(&path, plan.id.range.clone());
            let draft = site.drafts.contains_key(&plan.id.value);
            let code = if draft { Code::LinkToDraft } else { Code::SituationWithoutText };
            let name = if draft { "target" } else { "situation" };
            diagnostics.push(Diagnostic::new(code, place).arg(name, &*plan.id.value));
        }
    }
}

/// Every answer leads on, no way is a circle, every situation is reached.
pub fn guide(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let path: SharedStr = "content/guide.yaml".into();
    let structure = &site.structure;
    let Some(start) = &structure.start else { return };
    let questions: HashMap<&str, &Question> =
        structure.questions.iter().map(|question| (&*question.id.value, question)).collect();
    let near = LazyCell::new(|| {
        let places = structure.questions.iter().map(|question| &*question.id.value);
        Suggester::new(places.chain(structure.situations.iter().map(|plan| &*plan.id.value)))
    });
    let unknown = |id: &Spanned<SharedStr>| {
        let diagnostic = Diagnostic::new(Code::UnknownQuestion, Span::new(&path, id.range.clone()));
        Diagnostic { suggestion: near.to(&id.value), ..diagnostic.arg("to", &*id.value) }
    };
    let plans: HashMap<&str, &Spanned<SharedStr>> =
        structure.situations.iter().map(|plan| (&*plan.id.value, &plan.id)).collect();
    if !questions.contains_key(&*start.value) {
        diagnostics.push(unknown(start));
        return;
    }
    let mut reached: HashSet<&str> = HashSet::from([&*start.value]);
    let mut todo = vec![&*start.value];
    while let Some(id) = todo.pop() {
        let Some(question) = questions.get(id) else { continue };
        todo.extend(question.answers.iter().map(|answer| &*answer.to.value).filter(|to| reached.insert(to)));
    }
    let mut meant: HashSet<String> = HashSet::new();
    for answer in structure.questions.iter().flat_map(|question| &question.answers) {
        let leads = questions.contains_key(&*answer.to.value) || plans.contains_key(&*answer.to.value);
        if !leads {
            let diagnostic = unknown(&answer.to);
            meant.extend(diagnostic.suggestion.clone());
            diagnostics.push(diagnostic);
        }
    }
    for to in leading_back(&structure.questions, &questions) {
        let place = Span::new(&path, to.range.clone());
        diagnostics.push(Diagnostic::new(Code::GuideLoop, place).arg("question", &*to.value));
    }
    for question in &structure.questions {
        if let Some(plan) = plans.get(&*question.id.value) {
            let place = Span::new(&path, question.id.range.clone());
            let other = Span::new(&situations(), plan.range.clone());
            diagnostics.push(Diagnostic::new(Code::DuplicateId, place).arg("id", &*question.id.value).related(other));
        } else if !reached.contains(&*question.id.value) {
            let place = Span::new(&path, question.id.range.clone());
            diagnostics.push(Diagnostic::new(Code::GuideUnreached, place).arg("id", &*question.id.value));
        }
    }
    for plan in &structure.situations {
        if !reached.contains(&*plan.id.value) && !meant.contains(&*plan.id.value) {
            let place = Span::new(&situations(), plan.id.range.clone());
            diagnostics.push(Diagnostic::new(Code::GuideUnreached, place).arg("id", &*plan.id.value));
        }
    }
}

/// Where an answer leads back to a question on the way to it: one for each circle.
fn leading_back<'q>(all: &'q [Question], by_id: &HashMap<&'q str, &'q Question>) -> Vec<&'q Spanned<SharedStr>> {
    let mut found = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for start in all {
        // The way from the start to the present question, with the number of the next answer of each.
        let mut way: Vec<(&'q Question, usize)> = Vec::new();
        let mut on_way: HashSet<&str> = HashSet::new();
        if seen.insert(&start.id.value) {
            way.push((start, 0));
            on_way.insert(&start.id.value);
        }
        while let Some((question, number)) = way.last_mut() {
            let question: &'q Question = question;
            let Some(answer) = question.answers.get(*number) else {
                on_way.remove(&*question.id.value);
                way.pop();
                continue;
            };
            *number += 1;
            if on_way.contains(&*answer.to.value) {
                found.push(&answer.to);
            } else if let Some(next) = by_id.get(&*answer.to.value).filter(|next| seen.insert(&next.id.value)) {
                way.push((next, 0));
                on_way.insert(&next.id.value);
            }
        }
    }
    found
}
