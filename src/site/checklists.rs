//! Checklists: the steps, articles and documents to fill in of each situation.
//!
//! Takes situations.yaml and all documents; returns one [`Checklist`] for each situation, the same for all languages.
//! Never reports unknown actions; `check/` does.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::TranslationGroup;
use super::translation_groups::GroupsById;
use crate::model::{ActionId, Document, GroupId, Kind, PhaseId, SituationPlan, StepPlan, Structure};

/// The steps of a situation, grouped by phase, and the documents that serve it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    /// In the order of the phases in situations.yaml, or in the one of the situation.
    pub phases: Vec<ChecklistPhase>,
    /// Articles listed in situations.yaml, in that order; then the other articles that name the situation, sorted by
    /// id.
    pub articles: Vec<GroupId>,
    /// The documents to fill in that name the situation, sorted by id.
    pub fillables: Vec<GroupId>,
}

/// The steps of one phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistPhase {
    /// The phase.
    pub phase: PhaseId,
    pub items: Vec<ChecklistItem>,
}

impl Checklist {
    /// The actions of all steps, in order.
    pub fn actions(&self) -> impl Iterator<Item = &ActionId> {
        self.phases.iter().flat_map(|phase| &phase.items).flat_map(|item| &item.actions)
    }

    /// The number of steps.
    pub fn step_count(&self) -> usize {
        self.phases.iter().map(|phase| phase.items.len()).sum()
    }
}

/// A step of a checklist: one action, or a choice between several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistItem {
    /// The action to take. Several if one of them is enough; then the step counts once.
    pub actions: Vec<ActionId>,
    /// Whether it is the key step of its phase.
    pub key: bool,
}

/// The checklist of each situation, in the order of situations.yaml.
pub(super) fn build_checklists(
    structure: &Structure,
    documents: &[Arc<Document>],
    groups: &[TranslationGroup],
    groups_by_id: &GroupsById,
) -> Vec<Checklist> {
    let naming = documents_by_situation(Kind::Article, documents, groups);
    let fillables = documents_by_situation(Kind::Fillable, documents, groups);
    let checklist = |plan: &SituationPlan| {
        let mut articles: Vec<GroupId> = Vec::new();
        let mut seen = HashSet::new();
        let listed = plan.article_ids.iter().filter_map(|id| groups_by_id.get(&id.value)).copied();
        let listed = listed.filter(|group| groups[group.index()].kind == Kind::Article);
        for group in listed.chain(naming.get(&*plan.id.value).into_iter().flatten().copied()) {
            if seen.insert(group) {
                articles.push(group);
            }
        }
        let phases = match &plan.steps {
            Some(steps) => steps
                .iter()
                .map(|(phase, steps)| {
                    let item = |step: &StepPlan| ChecklistItem {
                        actions: step.actions.iter().map(|action| action.value.clone()).collect(),
                        key: step.key,
                    };
                    ChecklistPhase { phase: *phase, items: steps.iter().map(item).collect() }
                })
                .collect(),
            None => {
                let own = groups_by_id.get(&plan.id.value).copied();
                let sources = own.into_iter().chain(articles.iter().copied());
                collect_actions(structure, plan, sources, documents, groups)
            }
        };
        Checklist { phases, articles, fillables: fillables.get(&*plan.id.value).cloned().unwrap_or_default() }
    };
    structure.situations.par_iter().map(checklist).collect()
}

/// Keyed by situation: the documents of a kind that name it in some language, sorted by id.
fn documents_by_situation<'d>(
    kind: Kind,
    documents: &'d [Arc<Document>],
    groups: &[TranslationGroup],
) -> HashMap<&'d str, Vec<GroupId>> {
    let mut naming: HashMap<&str, Vec<GroupId>> = HashMap::new();
    for (index, group) in groups.iter().enumerate().filter(|(_, group)| group.kind == kind) {
        let mut situations: Vec<&str> = Vec::new();
        for document in group.documents.iter().flatten() {
            situations.extend(documents[document.index()].front.situations.iter().map(|situation| &*situation.value));
        }
        situations.sort_unstable();
        situations.dedup();
        for situation in situations {
            naming.entry(situation).or_default().push(GroupId::new(index));
        }
    }
    naming
}

/// The actions of `sources`, grouped by phase, in their order, for a situation that does not list its steps. The first language of a group decides on the order of
/// its actions; actions that only other languages have follow.
fn collect_actions(
    structure: &Structure,
    plan: &SituationPlan,
    sources: impl Iterator<Item = GroupId>,
    documents: &[Arc<Document>],
    groups: &[TranslationGroup],
) -> Vec<ChecklistPhase> {
    let mut by_phase: Vec<Vec<ChecklistItem>> = vec![Vec::new(); structure.phases.len()];
    for source in sources {
        let group = &groups[source.index()];
        let mut seen: HashSet<&str> = HashSet::new();
        for document in group.documents.iter().flatten() {
            for action in &documents[document.index()].actions {
                if seen.insert(&action.item) {
                    let id = ActionId { page: group.id.clone(), item: action.item.clone() };
                    by_phase[action.phase.index()].push(ChecklistItem { actions: vec![id], key: action.key });
                }
            }
        }
    }
    let phases = structure.phase_order(&plan.phases);
    let phases = phases.map(|phase| ChecklistPhase { phase, items: std::mem::take(&mut by_phase[phase.index()]) });
    phases.filter(|phase| !phase.items.is_empty()).collect()
}
