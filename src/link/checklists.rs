//! Checklists: the steps and articles of each situation.
//!
//! Takes situations.yaml and all documents; gives one [`Checklist`] a situation, the same for all languages. Never reports
//! unknown actions; `check/` does.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::TranslationGroup;
use crate::model::{ActionId, Document, Kind, SharedStr, SituationPlan, Structure};

/// The steps of a situation by phase, and its articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    /// Phases that have steps, in the order of situations.yaml.
    pub phases: Vec<(usize, Vec<ChecklistItem>)>,
    /// Articles of the situation: those that situations.yaml lists, then those that name the situation, by id.
    pub articles: Vec<u32>,
}

/// A step of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistItem {
    pub key: ActionId,
    /// Whether it is the key step of its phase.
    pub important: bool,
}

/// The checklist of each situation, in the order of situations.yaml.
pub(super) fn checklists(
    structure: &Structure,
    documents: &[Arc<Document>],
    groups: &[TranslationGroup],
    groups_by_id: &FxHashMap<SharedStr, u32>,
) -> Vec<Checklist> {
    let naming = articles_by_situation(documents, groups);
    let checklist = |plan: &SituationPlan| {
        let mut articles: Vec<u32> = Vec::new();
        let mut seen = HashSet::new();
        let listed = plan.articles.iter().filter_map(|id| groups_by_id.get(&id.value)).copied();
        let listed = listed.filter(|number| groups[*number as usize].kind == Kind::Article);
        for number in listed.chain(naming.get(&*plan.id.value).into_iter().flatten().copied()) {
            if seen.insert(number) {
                articles.push(number);
            }
        }
        let phases = match &plan.steps {
            Some(steps) => steps
                .iter()
                .map(|(phase, steps)| {
                    let items =
                        steps.iter().map(|step| ChecklistItem { key: step.action.value.clone(), important: step.key });
                    (*phase, items.collect())
                })
                .collect(),
            None => {
                let own = groups_by_id.get(&plan.id.value).copied();
                let sources = own.into_iter().chain(articles.iter().copied());
                collect_actions(structure.phases.len(), sources, documents, groups)
            }
        };
        Checklist { phases, articles }
    };
    structure.situations.par_iter().map(checklist).collect()
}

/// By situation: the articles that name it in some language, by id.
fn articles_by_situation<'d>(
    documents: &'d [Arc<Document>],
    groups: &[TranslationGroup],
) -> HashMap<&'d str, Vec<u32>> {
    let mut articles: HashMap<&str, Vec<u32>> = HashMap::new();
    for (number, group) in groups.iter().enumerate().filter(|(_, group)| group.kind == Kind::Article) {
        let mut situations: Vec<&str> = Vec::new();
        for document in group.documents.iter().flatten() {
            situations.extend(documents[*document as usize].front.situations.iter().map(|situation| &*situation.value));
        }
        situations.sort_unstable();
        situations.dedup();
        for situation in situations {
            articles.entry(situation).or_default().push(number as u32);
        }
    }
    articles
}

/// The actions of `sources` by phase, in their order. The first language of a group decides on the order of its actions;
/// actions that only other languages have follow.
fn collect_actions(
    phases: usize,
    sources: impl Iterator<Item = u32>,
    documents: &[Arc<Document>],
    groups: &[TranslationGroup],
) -> Vec<(usize, Vec<ChecklistItem>)> {
    let mut by_phase: Vec<Vec<ChecklistItem>> = vec![Vec::new(); phases];
    for number in sources {
        let group = &groups[number as usize];
        let mut seen: HashSet<&str> = HashSet::new();
        for document in group.documents.iter().flatten() {
            for action in &documents[*document as usize].actions {
                if seen.insert(&action.item) {
                    let key = ActionId { page: group.id.clone(), item: action.item.clone() };
                    by_phase[action.phase].push(ChecklistItem { key, important: action.key });
                }
            }
        }
    }
    by_phase.into_iter().enumerate().filter(|(_, items)| !items.is_empty()).collect()
}
