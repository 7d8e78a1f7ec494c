//! Rules about the reader's case: each of its fields is used.

use std::collections::HashSet;

use super::Rule;
use crate::diagnostics::{Code, Diagnostic, Span, join_limited};
use crate::model::LangId;
use crate::parse::markdown::{case_fields_in, message_html};
use crate::site::Site;

pub const RULES: &[Rule] = &[Rule::site(&[Code::UnusedField], unused_fields)];

/// A message or document of the language has a placeholder of each field that the language names, a step has a day that
/// is counted from it, or late interest is worked out from it.
fn unused_fields(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for lang in site.config.lang_ids() {
        let case = &site.texts(lang).case;
        if case.fields.is_empty() {
            continue;
        }
        let used = used_fields(site, lang);
        let path = format!("content/{}/site.yaml", site.config.code(lang)).into();
        for (id, field) in case.fields.iter().filter(|(id, _)| !used.contains(&***id)) {
            let blanks = case.blanks.iter().filter(|(_, owner)| *owner == id);
            let blanks: Vec<String> = blanks.map(|(words, _)| format!("[{words}]")).collect();
            let diagnostic = Diagnostic::new(Code::UnusedField, Span::new(&path, field.range.clone()));
            let diagnostic = diagnostic.arg("field", &**id).arg("any", if blanks.is_empty() { "no" } else { "yes" });
            diagnostics.push(diagnostic.arg("blanks", join_limited(blanks.iter().map(String::as_str))));
        }
    }
}

/// The ids of the fields that something in a language needs.
fn used_fields(site: &Site, lang: LangId) -> HashSet<String> {
    let documents = site.documents.iter().filter(|document| document.lang == lang);
    let mut used: HashSet<String> =
        documents.flat_map(|document| document.case_fields.iter().map(|id| id.to_string())).collect();
    let documents = site.documents.iter().filter(|document| document.lang == lang);
    used.extend(documents.flat_map(|document| &document.relative_days).map(|day| day.value.field.to_string()));
    used.extend(site.structure.rates.inputs.iter().map(|(_, field)| field.value.to_string()));
    let texts = site.texts(lang);
    for (_, phrase) in &texts.phrases {
        used.extend(case_fields_in(&message_html(&phrase.answer, &texts.case.blanks)).map(str::to_owned));
    }
    used
}
