//! The form of the reader's case: the fields that the blanks of a page use.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;

use super::PageBuilder;
use crate::model::{CaseField, LangId};

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

/// The most fields of a form: a reader sees them at once on a phone, and they leave room for the steps on paper.
const MAX_FIELDS: usize = 6;

/// How much a field counts that a page needs besides its messages.
const NEEDED: usize = 1000;

impl PageBuilder<'_> {
    /// The form of a page, in the order of site.yaml: the fields of `in_messages`, each as often as a message has it, and
    /// those that the page needs besides. Of more than [`MAX_FIELDS`], it has those that most messages have: a field of one
    /// message is filled in there as fast.
    pub(super) fn case_form<'p>(
        &self,
        in_messages: impl Iterator<Item = &'p str>,
        needed: impl Iterator<Item = &'p str>,
        lang: LangId,
    ) -> Vec<CaseFieldEntry> {
        let mut uses: HashMap<&str, usize> = HashMap::new();
        in_messages.for_each(|id| *uses.entry(id).or_default() += 1);
        needed.for_each(|id| *uses.entry(id).or_default() += NEEDED);
        let mut fields: Vec<(usize, &CaseField)> = self.site.config.case.iter().enumerate().collect();
        fields.retain(|(_, field)| uses.contains_key(&*field.id.value));
        fields.sort_by_key(|(place, field)| (Reverse(uses[&*field.id.value]), *place));
        fields.truncate(MAX_FIELDS);
        fields.sort_by_key(|(place, _)| *place);
        let texts = &self.site.texts(lang).case;
        let entry = |id: &str, kind| CaseFieldEntry { id: id.to_owned(), kind, label: texts.label(id).to_owned() };
        fields.into_iter().map(|(_, field)| entry(&field.id.value, field.type_name())).collect()
    }
}
