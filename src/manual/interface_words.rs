//! The reference of the words of the interface, which a site may replace by `strings:`.

use super::markdown::{cell, code_cell};
use crate::i18n::Messages;

/// A table of all words in one language.
pub fn section(lang: &str) -> String {
    let strings = Messages::built_in(lang, |pack| pack.strings);
    let row = |id: &String| format!("| {} | {} |\n", code_cell(id), cell(&strings.text(id, &[])));
    let rows: String = strings.message_ids().iter().map(row).collect();
    format!("## strings/{lang}.ftl {{#words}}\n\n| ftl | {lang} |\n|---|---|\n{rows}")
}
