//! Rules about ready messages for which a site asks under `prose`: key steps of some phases have one.

use std::collections::HashSet;

use super::Rule;
use crate::diagnostics::{Code, Diagnostic, Span, join_limited, nearest_name};
use crate::model::{LangId, PhaseId, SharedStr};
use crate::site::Site;

pub const RULES: &[Rule] = &[Rule::site(&[Code::UnknownPhase, Code::StepWithoutMessage], steps_without_message)];

/// The key steps of the phases in `prose: messages` have a message in every language that has the step, or are `.silent`.
/// In a choice, that holds for one of its steps.
fn steps_without_message(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let phases = asked_phases(site, diagnostics);
    if phases.is_empty() {
        return;
    }
    let mut reported: HashSet<(LangId, &str, &str)> = HashSet::new();
    for (plan, checklist) in site.structure.situations.iter().zip(site.checklists.iter()) {
        let asked = checklist.phases.iter().filter(|phase| phases.contains(&phase.phase));
        for (phase, item) in asked.flat_map(|phase| phase.items.iter().map(move |item| (phase.phase, item))) {
            if !item.key {
                continue;
            }
            for lang in site.config.lang_ids() {
                let actions = item.actions.iter().filter_map(|id| site.action(id, lang));
                let actions = actions.map(|(document, action)| (site.document(document), action));
                let own: Vec<_> = actions.filter(|(document, _)| document.lang == lang).collect();
                let Some((document, action)) = own.first() else { continue };
                let is_right = own.iter().any(|(_, action)| action.silent || !action.message.is_empty());
                if is_right || !reported.insert((lang, &document.id, &action.item)) {
                    continue;
                }
                let span = Span::new(&document.path, action.range.clone());
                let diagnostic = Diagnostic::new(Code::StepWithoutMessage, span);
                let diagnostic = diagnostic.arg("action", format!("{}.{}", document.id, action.item));
                let diagnostic = diagnostic.arg("phase", &*site.structure.phase_id(phase).value);
                diagnostics.push(diagnostic.arg("situation", &*plan.id.value));
            }
        }
    }
}

/// The phases that `prose: messages` names. Reports names that no phase has.
fn asked_phases(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> HashSet<PhaseId> {
    let path: SharedStr = "content/site.yaml".into();
    let known = || site.structure.phases.iter().map(|phase| &*phase.value);
    let mut phases = HashSet::new();
    for name in site.config.prose.iter().flat_map(|prose| &prose.messages) {
        let before = phases.len();
        phases.extend(
            PhaseId::all(site.structure.phases.len())
                .zip(known())
                .filter(|(_, id)| *id == &*name.value)
                .map(|(phase, _)| phase),
        );
        if phases.len() == before && !known().any(|id| id == &*name.value) {
            let diagnostic = Diagnostic::new(Code::UnknownPhase, Span::new(&path, name.range.clone()));
            let diagnostic = diagnostic.arg("phase", &*name.value).arg("known", join_limited(known()));
            diagnostics.push(Diagnostic { suggestion: nearest_name(&name.value, known()), ..diagnostic });
        }
    }
    phases
}
