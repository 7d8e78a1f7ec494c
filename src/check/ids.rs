//! Rules about ids of documents.

use std::collections::HashMap;

use super::Rule;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::Document;
use crate::site::Site;

pub const RULES: &[Rule] = &[Rule::site(&[Code::DuplicateId], duplicate_ids)];

/// Documents of different kinds have different ids.
fn duplicate_ids(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut by_id: HashMap<&str, &Document> = HashMap::new();
    for group in site.groups.iter() {
        let Some(first) = group.documents.iter().flatten().next() else { continue };
        let document = site.document(*first);
        if let Some(other) = by_id.insert(&group.id, document) {
            let diagnostic = Diagnostic::new(Code::DuplicateId, Span::file(&document.path)).arg("id", &*group.id);
            diagnostics.push(diagnostic.related(Span::file(&other.path)));
        }
    }
}
