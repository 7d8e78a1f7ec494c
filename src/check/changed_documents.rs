//! Which documents a check looks at, and where it finds mistakes.
//!
//! Input: the site, and the result of the previous check in this process. Output: the documents and translation groups
//! in which a mistake is possible. Skips what was valid, as long as neither the document nor anything that a rule of
//! one document reads has changed. Never looks for mistakes itself.

use std::collections::BTreeSet;

use super::CheckResult;
use crate::diagnostics::Diagnostic;
use crate::model::{DocId, Document, GroupId};
use crate::site::{Site, same_anchors};

/// The documents and translation groups that rules look at one by one.
pub struct CheckScope<'s> {
    pub site: &'s Site,
    /// In ascending order.
    documents: Vec<DocId>,
    /// In ascending order.
    pub groups: Vec<GroupId>,
}

/// What a rule found, and where.
#[derive(Default)]
pub struct Findings {
    pub diagnostics: Vec<Diagnostic>,
    /// The documents that a diagnostic is about.
    pub documents: Vec<DocId>,
    /// The translation groups that a diagnostic is about.
    pub groups: Vec<GroupId>,
}

impl<'s> CheckScope<'s> {
    /// The documents that changed since the `previous` check, and those that had a mistake at that time: a suggestion
    /// may depend on every document. All documents if there is no previous check, if a document has come or gone, or if
    /// settings, data files, drafts or media have changed.
    pub fn new(site: &'s Site, previous: Option<&CheckResult>) -> CheckScope<'s> {
        let all = CheckScope { site, documents: site.document_ids().collect(), groups: site.group_ids().collect() };
        let Some(previous) = previous else { return all };
        let old = &*previous.site;
        let same_data = (&site.config, &site.structure, &site.texts, &site.drafts, &site.media)
            == (&old.config, &old.structure, &old.texts, &old.drafts, &old.media);
        let Some(diff) = site.diff(old).filter(|_| same_data) else { return all };
        // Two documents with one id but different kinds are a mistake; the id finds the group of the first one only.
        let unambiguous = diff.changed.iter().all(|id| {
            let document = site.document(*id);
            site.group(&document.id).is_some_and(|group| group.kind == document.kind)
        });
        let changed = diff.changed.iter().filter_map(|id| site.group_id(&site.document(*id).id));
        let groups = if unambiguous { sorted_union(previous.groups.iter().copied(), changed) } else { all.groups };
        // Links from unchanged documents may lead to an anchor that has come or gone. The page of a situation has those of
        // its checklist.
        let documents = if diff.unchanged_by(same_anchors) && site.checklists == old.checklists {
            sorted_union(previous.documents.iter().copied(), diff.changed.iter().copied())
        } else {
            all.documents
        };
        CheckScope { site, documents, groups }
    }

    /// Calls `check` for each document of the scope, and notes in which ones it reports something.
    pub fn each_document(&self, findings: &mut Findings, mut check: impl FnMut(&'s Document, &mut Vec<Diagnostic>)) {
        for id in &self.documents {
            let before = findings.diagnostics.len();
            check(self.site.document(*id), &mut findings.diagnostics);
            if findings.diagnostics.len() > before {
                findings.documents.push(*id);
            }
        }
    }
}

fn sorted_union<T: Ord>(some: impl Iterator<Item = T>, others: impl Iterator<Item = T>) -> Vec<T> {
    some.chain(others).collect::<BTreeSet<_>>().into_iter().collect()
}
