//! Rules about the ids that front matter names.

use std::cell::LazyCell;

use rustc_hash::FxHashSet;

use super::Rule;
use super::changed_documents::{CheckScope, Findings};
use crate::diagnostics::{Code, Diagnostic, Span, Suggester};
use crate::model::{Kind, SharedStr};

pub const RULES: &[Rule] =
    &[Rule::scope(&[Code::UnknownSituation], unknown_situations), Rule::scope(&[Code::NotLedTo], unlisted_escalations)];

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
