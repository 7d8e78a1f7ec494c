//! The form of the reader's case: the fields that the blanks of a page use.

use std::collections::HashSet;

use serde::Serialize;

use super::PageBuilder;
use crate::model::LangId;

/// A field of the reader's case in a form.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct CaseFieldEntry {
    /// Id of the field: the value of `data-case` of its input and of its blanks.
    pub id: String,
    /// `text`, `date` or `money`.
    pub kind: &'static str,
    /// Its name in the language of the page.
    pub label: String,
}

impl PageBuilder<'_> {
    /// The form with the fields in `used`, in the order of site.yaml.
    pub(super) fn case_form(&self, used: &HashSet<&str>, lang: LangId) -> Vec<CaseFieldEntry> {
        let texts = &self.site.texts(lang).case;
        let fields = self.site.config.case.iter().filter(|field| used.contains(&*field.id.value));
        let entry = |id: &str, kind| CaseFieldEntry { id: id.to_owned(), kind, label: texts.label(id).to_owned() };
        fields.map(|field| entry(&field.id.value, field.kind.as_str())).collect()
    }
}
