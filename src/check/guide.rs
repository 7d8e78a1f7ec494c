//! Rules about guide.yaml: its answers, its cycles, and the situations that it reaches.
//!
//! A guide without a valid first question is reported as that one mistake, because the rest follows from it.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use super::Rule;
use super::data_files::{KnownIds, SITUATIONS};
use crate::diagnostics::{Code, Diagnostic, Span, Suggester};
use crate::model::{Answer, Question, SharedStr, SituationPlan, Spanned};
use crate::site::Site;

pub const RULES: &[Rule] = &[
    Rule::site(&[Code::UnknownQuestion], unknown_questions),
    Rule::site(&[Code::UnknownAction, Code::UnlistedStep, Code::LinkToDraft], check_opened_steps),
    Rule::site(&[Code::GuideLoop], check_loops),
    Rule::site(&[Code::DuplicateId, Code::GuideUnreached], check_unreachable),
];

const GUIDE_PATH: &str = "content/guide.yaml";

/// The questions and situations of a guide, keyed by id.
struct Guide<'s> {
    start: &'s Spanned<SharedStr>,
    all: &'s [Question],
    questions: HashMap<&'s str, &'s Question>,
    situations: HashMap<&'s str, &'s SituationPlan>,
}

impl<'s> Guide<'s> {
    /// `None` if the site has no guide.
    fn new(site: &'s Site) -> Option<Guide<'s>> {
        let structure = &site.structure;
        Some(Guide {
            start: structure.start.as_ref()?,
            all: &structure.questions,
            questions: structure.questions.iter().map(|question| (&*question.id.value, question)).collect(),
            situations: structure.situations.iter().map(|plan| (&*plan.id.value, plan)).collect(),
        })
    }

    /// `None` if the site has no guide, or one without a valid first question.
    fn with_start(site: &'s Site) -> Option<Guide<'s>> {
        Guide::new(site).filter(|guide| guide.questions.contains_key(&*guide.start.value))
    }

    fn answers(&self) -> impl Iterator<Item = &'s Answer> {
        self.all.iter().flat_map(|question| &question.answers)
    }

    /// Diagnostics about the first question, or else about answers, that lead to nothing.
    fn dead_ends(&self, site: &Site) -> Vec<Diagnostic> {
        let suggester = LazyCell::new(|| {
            let questions = self.all.iter().map(|question| &*question.id.value);
            Suggester::new(questions.chain(site.structure.situations.iter().map(|plan| &*plan.id.value)))
        });
        let path = GUIDE_PATH.into();
        let unknown = |id: &Spanned<SharedStr>| {
            let diagnostic = Diagnostic::new(Code::UnknownQuestion, Span::new(&path, id.range.clone()));
            Diagnostic { suggestion: suggester.nearest(&id.value), ..diagnostic.arg("to", &*id.value) }
        };
        if !self.questions.contains_key(&*self.start.value) {
            return vec![unknown(self.start)];
        }
        let exists = |id: &str| self.questions.contains_key(id) || self.situations.contains_key(id);
        self.answers().filter(|answer| !exists(&answer.to.value)).map(|answer| unknown(&answer.to)).collect()
    }

    /// Ids of the questions and situations that a reader can reach from the first question.
    fn reachable(&self) -> HashSet<&'s str> {
        let mut reached: HashSet<&str> = HashSet::from([&*self.start.value]);
        let mut pending = vec![&*self.start.value];
        while let Some(id) = pending.pop() {
            let Some(question) = self.questions.get(id) else { continue };
            pending.extend(question.answers.iter().map(|answer| &*answer.to.value).filter(|to| reached.insert(to)));
        }
        reached
    }

    /// The answers that lead back to a question on the way to them, one for each cycle.
    fn find_cycles(&self) -> Vec<&'s Spanned<SharedStr>> {
        let mut cycles = Vec::new();
        let mut visited: HashSet<&str> = HashSet::new();
        for start in self.all {
            if !visited.insert(&start.id.value) {
                continue;
            }
            // A depth-first search: the questions from `start` to the current one, each with its next answer's index.
            let mut path: Vec<(&'s Question, usize)> = vec![(start, 0)];
            let mut on_path: HashSet<&str> = HashSet::from([&*start.id.value]);
            while let Some((question, next_answer)) = path.last_mut() {
                let question: &'s Question = question;
                let Some(answer) = question.answers.get(*next_answer) else {
                    on_path.remove(&*question.id.value);
                    path.pop();
                    continue;
                };
                *next_answer += 1;
                let to = &*answer.to.value;
                if on_path.contains(to) {
                    cycles.push(&answer.to);
                } else if let Some(next) = self.questions.get(to).filter(|_| visited.insert(to)) {
                    path.push((next, 0));
                    on_path.insert(to);
                }
            }
        }
        cycles
    }
}

/// The first question exists, and every answer leads to a question or a situation.
fn unknown_questions(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(guide) = Guide::new(site) {
        diagnostics.extend(guide.dead_ends(site));
    }
}

/// A step that an answer opens is in the checklist of the situation to which the answer leads.
fn check_opened_steps(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut known = KnownIds::new(site);
    let path = GUIDE_PATH.into();
    for answer in site.structure.questions.iter().flat_map(|question| &question.answers) {
        let Some(step) = &answer.step else { continue };
        if let Some(unknown) = known.check_action(&path, step) {
            diagnostics.push(unknown);
            continue;
        }
        let kind = match site.situation_id(&answer.to.value) {
            Some(id) if site.checklist(id).actions().any(|action| *action == step.value) => continue,
            Some(_) => "situation",
            None if site.question(&answer.to.value).is_some() => "question",
            // An answer that leads to nothing is one mistake.
            None => continue,
        };
        let diagnostic = Diagnostic::new(Code::UnlistedStep, Span::new(&path, step.range.clone())).arg("kind", kind);
        diagnostics.push(diagnostic.arg("to", &*answer.to.value).arg("action", step.value.to_string()));
    }
}

/// No sequence of answers returns to a question that was already asked.
fn check_loops(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let Some(guide) = Guide::with_start(site) else { return };
    let path = GUIDE_PATH.into();
    for to in guide.find_cycles() {
        let span = Span::new(&path, to.range.clone());
        diagnostics.push(Diagnostic::new(Code::GuideLoop, span).arg("question", &*to.value));
    }
}

/// Every question and every situation can be reached from the first question, and none has the id of another.
fn check_unreachable(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let Some(guide) = Guide::with_start(site) else { return };
    let (guide_path, situations_path) = (GUIDE_PATH.into(), SITUATIONS.into());
    let reachable = guide.reachable();
    let unreached = |id: &Spanned<SharedStr>, path| {
        Diagnostic::new(Code::GuideUnreached, Span::new(path, id.range.clone())).arg("id", &*id.value)
    };
    for question in guide.all {
        let id = &question.id;
        if let Some(plan) = guide.situations.get(&*id.value) {
            let diagnostic = Diagnostic::new(Code::DuplicateId, Span::new(&guide_path, id.range.clone()));
            let related = Span::new(&situations_path, plan.id.range.clone());
            diagnostics.push(diagnostic.arg("id", &*id.value).related(related));
        } else if !reachable.contains(&*id.value) {
            diagnostics.push(unreached(id, &guide_path));
        }
    }
    // A situation that a misspelt answer seems to mean is not reported a second time.
    let suggested: HashSet<String> =
        guide.dead_ends(site).into_iter().filter_map(|diagnostic| diagnostic.suggestion).collect();
    for plan in &site.structure.situations {
        if !reachable.contains(&*plan.id.value) && !suggested.contains(&*plan.id.value) {
            diagnostics.push(unreached(&plan.id, &situations_path));
        }
    }
}
