//! situations.yaml: phases, situations with their steps, renamed actions.
//!
//! Takes YAML; adds phases, the phase of prevention, situations and renamed actions to [`Structure`].

use super::{Reader, index_phases};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::yaml::{self, Field, FieldKind, Fields, Node};
use crate::model::{PhaseId, SharedStr, SituationPlan, StepPlan, Structure};

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
    Field::optional("leads_to", FieldKind::IdList, "Situations that this one can turn into."),
    Field::optional("steps", FieldKind::Steps, "Actions by phase, in order; `!` marks the key one."),
    Field::optional("articles", FieldKind::IdList, "Articles of the situation, the best first."),
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
        self.phases = index_phases(&structure.phases);
        structure.prevention = prevention.and_then(|name| self.phase(&path, &name.value, name.range, structure));
        for node in situations {
            if let Some(plan) = self.situation(&path, node, structure) {
                structure.situations.push(plan);
            }
        }
        self.unique(&path, &mut structure.situations, |plan| &plan.id);
        for (name, node) in renamed {
            let old = yaml::Text { value: name.text, range: name.range };
            let new = yaml::as_text(&path, node, self.diagnostics);
            let old = self.action(&path, &old, false);
            let new = new.and_then(|new| self.action(&path, &new, false));
            if let (Some(old), Some(new)) = (old, new) {
                structure.renamed.push((old.action, new.action));
            }
        }
    }

    /// Reads one situation. `None` if it has no valid id.
    fn situation(&mut self, path: &SharedStr, node: Node, structure: &Structure) -> Option<SituationPlan> {
        let mut fields = Fields::open(path, node, SITUATION_FIELDS, self.diagnostics);
        let id = fields.text("id");
        let severity = fields.number("severity");
        let leads_to = fields.names("leads_to");
        let article_ids = fields.names("articles");
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
        let steps = steps.map(|node| self.steps(path, node, structure));
        Some(SituationPlan { id: self.id(path, id?)?, severity, leads_to, steps, article_ids })
    }

    /// Reads the steps of each phase, and sorts them by the index of the phase.
    fn steps(&mut self, path: &SharedStr, node: Node, structure: &Structure) -> Vec<(PhaseId, Vec<StepPlan>)> {
        let mut steps = Vec::new();
        for (name, node) in yaml::parse_entries(path, node, self.diagnostics) {
            let texts = yaml::parse_names(path, node, self.diagnostics);
            let Some(phase) = self.phase(path, &name.text, name.range.clone(), structure) else { continue };
            let plans: Vec<_> = texts.iter().filter_map(|text| self.action(path, text, true)).collect();
            steps.push((phase, plans));
        }
        steps.sort_by_key(|(phase, _)| *phase);
        steps
    }
}
