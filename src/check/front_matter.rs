//! Rules about the ids that front matter names: situations, phases.

use std::cell::LazyCell;

use rustc_hash::FxHashSet;

use super::Rule;
use super::changed_documents::{CheckScope, Findings};
use super::data_files::SITUATIONS;
use crate::diagnostics::{Code, Diagnostic, Span, Suggester, join_limited};
use crate::model::{Kind, SharedStr};

pub const RULES: &[Rule] = &[
    Rule::scope(&[Code::UnknownSituation], unknown_situations),
    Rule::scope(&[Code::NotLedTo], unlisted_escalations),
    Rule::scope(&[Code::UnknownPhase, Code::MissingTranslation], check_phase_names),
];

/// The situations of an article, and the situation that a document describes, are in situations.yaml.
fn unknown_situations(scope: &CheckScope, findings: &mut Findings) {
    let site = scope.site;
    let suggester = LazyCell::new(|| Suggester::new(site.structure.situations.iter().map(|plan| &*plan.id.value)));
    let unknown = |id: &SharedStr, span: Span| {
        let diagnostic = Diagnostic::new(Code::UnknownSituation, span).arg("situation", &**id);
        Diagnostic { suggestion: suggester.nearest(id), ..diagnostic }
    };
    scope.each_document(findings, |document, diagnostics| {
        for situation in &document.front.situations {
            if site.situation_id(&situation.value).is_none() {
                diagnostics.push(unknown(&situation.value, Span::new(&document.path, situation.range.clone())));
            }
        }
        if document.kind == Kind::Situation && site.situation_id(&document.id).is_none() {
            diagnostics.push(unknown(&document.id, Span::file(&document.path)));
        }
    });
}

/// A situation escalates only to situations that it leads to in situations.yaml.
fn unlisted_escalations(scope: &CheckScope, findings: &mut Findings) {
    let site = scope.site;
    scope.each_document(findings, |document, diagnostics| {
        if document.kind != Kind::Situation || document.front.escalates.is_empty() {
            return;
        }
        let Some(id) = site.situation_id(&document.id) else { return };
        let leads_to = &site.situation(id).leads_to;
        let known: FxHashSet<&SharedStr> = leads_to.iter().map(|to| &to.value).collect();
        let suggester = LazyCell::new(|| Suggester::new(leads_to.iter().map(|to| &*to.value)));
        for (id, _) in &document.front.escalates {
            if !known.contains(&id.value) {
                let span = Span::new(&document.path, id.range.clone());
                let diagnostic = Diagnostic::new(Code::NotLedTo, span);
                let diagnostic = diagnostic.arg("situation", &*document.id).arg("to", &*id.value);
                diagnostics.push(Diagnostic { suggestion: suggester.nearest(&id.value), ..diagnostic });
            }
        }
    });
}

/// The texts of a situation name its phases: each of those that only this situation has, and no phase that does not exist.
fn check_phase_names(scope: &CheckScope, findings: &mut Findings) {
    let structure = &scope.site.structure;
    scope.each_document(findings, |document, diagnostics| {
        let plan = scope.site.situation_id(&document.id).filter(|_| document.kind == Kind::Situation);
        let Some(plan) = plan.map(|id| scope.site.situation(id)) else { return };
        let named = &document.front.phases;
        if named.is_empty() && plan.phases.is_empty() {
            return;
        }
        let ids: Vec<&str> =
            structure.phase_order(&plan.phases).map(|phase| &*structure.phase_id(phase).value).collect();
        let mut suggested = Vec::new();
        for (id, _) in named.iter().filter(|(id, _)| !ids.contains(&&*id.value)) {
            let diagnostic = Diagnostic::new(Code::UnknownPhase, Span::new(&document.path, id.range.clone()));
            let diagnostic = diagnostic.arg("phase", &*id.value).arg("known", join_limited(ids.iter().copied()));
            let diagnostic = diagnostic.nearest(&id.value, ids.iter().copied());
            suggested.extend(diagnostic.suggestion.clone());
            diagnostics.push(diagnostic);
        }
        // A misspelt phase is not reported a second time as missing.
        let is_named =
            |id: &str| named.iter().any(|(named, _)| &*named.value == id) || suggested.iter().any(|s| s == id);
        for phase in plan.phases.iter().filter(|phase| structure.is_own_phase(**phase)) {
            let id = structure.phase_id(*phase);
            if !is_named(&id.value) {
                let diagnostic = Diagnostic::new(Code::MissingTranslation, Span::file(&document.path));
                let diagnostic = diagnostic.arg("lang", scope.site.config.code(document.lang));
                let diagnostic = diagnostic.arg("what", format!("phases: {}", id.value));
                let diagnostic = diagnostic.related(Span::new(&SITUATIONS.into(), id.range.clone()));
                let of_site = structure.site_phases().iter().map(|phase| &*phase.value);
                diagnostics.push(diagnostic.nearest(&id.value, of_site));
            }
        }
    });
}
