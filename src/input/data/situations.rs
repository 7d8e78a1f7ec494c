//! situations.yaml: phases, situations with their steps, renamed actions.
//!
//! Takes YAML; adds phases, the phase of prevention, situations and renamed actions to [`Structure`].

use std::ops::Range;

use super::Reader;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::yaml::{self, Field, FieldKind, Fields, Node, Value};
use crate::model::{ActionId, PhaseId, SharedStr, SituationPlan, Spanned, StepPlan, Structure};

/// The keys of situations.yaml.
pub const SITUATIONS_FIELDS: &[Field] = &[
    Field::required("phases", FieldKind::IdList, "Moments of a situation, in the order in which pages show them."),
    Field::optional(
        "prevention",
        FieldKind::Id,
        "The phase for which it is too late in a situation above severity 1: shown there last, and folded.",
    ),
    Field::required("situations", FieldKind::Objects(SITUATION_FIELDS), "The situations, in order."),
    Field::optional("renamed", FieldKind::ActionMap, "Renamed actions: old id to new id.").renamed_from(&["was"]),
];

/// The keys of one situation in situations.yaml.
const SITUATION_FIELDS: &[Field] = &[
    Field::required("id", FieldKind::Id, "Name of the situation's files and address."),
    Field::required("severity", FieldKind::Integer(1, 5), "1 (calm) to 5 (last resort)."),
    Field::optional(
        "phases",
        FieldKind::IdList,
        "Phases of this situation in their order: those of the site, and own ones, which its texts name in `phases`.",
    ),
    Field::optional("leads_to", FieldKind::IdList, "Situations that this one can turn into."),
    Field::optional(
        "steps",
        FieldKind::Steps(CHOICE_FIELDS),
        "Actions by phase, in order; `!` marks the key one, `one_of` a choice.",
    ),
    Field::optional("articles", FieldKind::IdList, "Articles of the situation, the best first."),
];

/// The keys of a choice in the steps of a situation.
pub const CHOICE_FIELDS: &[Field] = &[
    Field::required("one_of", FieldKind::ActionList, "Actions of which one is enough. The choice counts as one step."),
    Field::optional("key", FieldKind::Flag, "true: the choice is the key step of its phase."),
];

impl Reader<'_> {
    /// Reads situations.yaml.
    pub(super) fn situations(&mut self, structure: &mut Structure) {
        let path: SharedStr = "content/situations.yaml".into();
        let Some(node) = self.open(&path) else { return };
        let mut fields = Fields::open(&path, node, SITUATIONS_FIELDS, self.diagnostics);
        let phases = fields.names("phases");
        let prevention = fields.text("prevention");
        let situations = fields.list("situations");
        let renamed = fields.map("renamed");
        structure.phases = self.ids(&path, phases);
        self.unique(&path, &mut structure.phases, |phase| phase);
        structure.site_phase_count = structure.phases.len();
        structure.prevention = prevention.and_then(|name| self.phase(&path, &name.value, name.range, (structure, &[])));
        for node in situations {
            if let Some(plan) = self.situation(&path, node, structure) {
                structure.situations.push(plan);
            }
        }
        self.unique(&path, &mut structure.situations, |plan| &plan.id);
        for (name, node) in renamed {
            let old = yaml::Text { value: name.text, range: name.range };
            let new = yaml::as_text(&path, node, self.diagnostics);
            let old = self.action(&path, &old);
            let new = new.and_then(|new| self.action(&path, &new));
            structure.renamed.extend(old.zip(new));
        }
    }

    /// Reads one situation, and adds its own phases to those of the structure. `None` if it has no valid id.
    fn situation(&mut self, path: &SharedStr, node: Node, structure: &mut Structure) -> Option<SituationPlan> {
        let mut fields = Fields::open(path, node, SITUATION_FIELDS, self.diagnostics);
        let id = fields.text("id");
        let severity = fields.number("severity");
        let leads_to = fields.names("leads_to");
        let article_ids = fields.names("articles");
        let phases = fields.names("phases");
        let steps = fields.take("steps");
        let severity = match severity {
            Some((n @ 1..=5, _)) => n as u8,
            Some((_, range)) => {
                self.diagnostics.push(Diagnostic::new(Code::BadSeverity, Span::new(path, range)));
                3
            }
            None => 3,
        };
        let leads_to = self.ids(path, leads_to);
        let article_ids = self.ids(path, article_ids);
        let phases = self.phases_of_situation(path, phases, structure);
        let steps = steps.map(|node| self.steps(path, node, (structure, &phases)));
        Some(SituationPlan { id: self.id(path, id?)?, severity, leads_to, phases, steps, article_ids })
    }

    /// The phases that a situation lists. Those that the site does not have are its own, and are added.
    fn phases_of_situation(
        &mut self,
        path: &SharedStr,
        names: Vec<yaml::Text>,
        structure: &mut Structure,
    ) -> Vec<PhaseId> {
        let mut ids = self.ids(path, names);
        self.unique(path, &mut ids, |id| id);
        let phase = |id: Spanned<SharedStr>| {
            structure.site_phase(&id.value).unwrap_or_else(|| {
                structure.phases.push(id);
                PhaseId::new(structure.phases.len() - 1)
            })
        };
        ids.into_iter().map(phase).collect()
    }

    /// Reads the steps of each phase, and sorts them by the place of the phase. `phases` are those that the situation
    /// lists.
    fn steps(
        &mut self,
        path: &SharedStr,
        node: Node,
        (structure, phases): (&Structure, &[PhaseId]),
    ) -> Vec<(PhaseId, Vec<StepPlan>)> {
        let mut steps = Vec::new();
        for (name, node) in yaml::parse_entries(path, node, self.diagnostics) {
            let phase = self.phase(path, &name.text, name.range.clone(), (structure, phases));
            let plans = self.steps_of_phase(path, node);
            steps.extend(phase.map(|phase| (phase, plans)));
        }
        let order: Vec<PhaseId> = structure.phase_order(phases).collect();
        steps.sort_by_key(|(phase, _)| order.iter().position(|other| other == phase));
        steps
    }

    /// Reads the steps of one phase: ids of actions, and choices.
    fn steps_of_phase(&mut self, path: &SharedStr, node: Node) -> Vec<StepPlan> {
        let items = match node.value {
            Value::List(items) => items,
            _ => {
                let texts = yaml::parse_names(path, node, self.diagnostics);
                return texts.iter().filter_map(|text| self.step(path, text)).collect();
            }
        };
        let step = |node: Node| match is_choice(&node) {
            true => self.choice(path, node),
            false => yaml::as_text(path, node, self.diagnostics).and_then(|text| self.step(path, &text)),
        };
        items.into_iter().filter_map(step).collect()
    }

    fn step(&mut self, path: &SharedStr, text: &yaml::Text) -> Option<StepPlan> {
        let (action, key) = self.marked_action(path, text, true)?;
        Some(StepPlan { range: action.range.clone(), actions: vec![action], key })
    }

    /// Reads a choice between several actions. Reports one that leaves nothing to choose.
    fn choice(&mut self, path: &SharedStr, node: Node) -> Option<StepPlan> {
        let range = node.range.clone();
        let mut fields = Fields::open(path, node, CHOICE_FIELDS, self.diagnostics);
        let key = fields.flag("key");
        let list = fields.take("one_of")?;
        if matches!(&list.value, Value::List(items) if items.len() < 2) {
            self.diagnostics.push(bad_choice(path, list.range.clone(), "few"));
        }
        let items = yaml::parse_items(path, list, self.diagnostics);
        let actions: Vec<_> = items.into_iter().filter_map(|item| self.alternative(path, item)).collect();
        (!actions.is_empty()).then_some(StepPlan { actions, key, range })
    }

    /// Reads one alternative of a choice.
    fn alternative(&mut self, path: &SharedStr, node: Node) -> Option<Spanned<ActionId>> {
        if is_choice(&node) || matches!(node.value, Value::List(_)) {
            self.diagnostics.push(bad_choice(path, node.range, "nested"));
            return None;
        }
        let text = yaml::as_text(path, node, self.diagnostics)?;
        let (action, key) = self.marked_action(path, &text, true)?;
        if key {
            self.diagnostics.push(bad_choice(path, text.range, "key"));
        }
        Some(action)
    }
}

/// Whether a mapping among the steps was meant as a choice, and not as a text with a colon.
fn is_choice(node: &Node) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|(name, _)| CHOICE_FIELDS.iter().any(|field| field.name == name.text)) || entries.len() > 1
}

/// A choice that cannot be one: with fewer than two actions (`few`), with another choice in it (`nested`), or with an
/// alternative marked as the key step (`key`).
fn bad_choice(path: &SharedStr, range: Range<usize>, kind: &'static str) -> Diagnostic {
    Diagnostic::new(Code::BadChoice, Span::new(path, range)).arg("kind", kind)
}
