//! Footnotes: numbered in the order of their references and written at the end of the body.
//!
//! Takes the events of definitions and the labels of references; appends one section to the [`Writer`]'s fragment.
//! Unused and undefined footnotes are reported by `lint/`.

use super::writer::Writer;
use crate::model::{Slot, UiString};

impl Writer<'_, '_> {
    /// Renders a definition and keeps it until the end of the body.
    pub(super) fn footnote(&mut self, label: &str) {
        let outer = std::mem::take(&mut self.fragment);
        self.pos += 1;
        self.blocks();
        self.pos += 1;
        let content = std::mem::replace(&mut self.fragment, outer);
        let number = self.footnote_number(label);
        self.footnotes.push((number, content));
    }

    /// The number of a label; a new label gets the next one.
    pub(super) fn footnote_number(&mut self, label: &str) -> usize {
        let next = self.footnote_numbers.len() + 1;
        *self.footnote_numbers.entry(label.to_owned()).or_insert(next)
    }

    /// Writes the section of all definitions.
    pub(super) fn write_footnotes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        let mut footnotes = std::mem::take(&mut self.footnotes);
        footnotes.sort_by_key(|(number, _)| *number);
        self.fragment.html.push_str("<section class=\"footnotes\" aria-label=\"");
        self.slot(Slot::UiString(UiString::Footnotes));
        self.fragment.html.push_str("\"><ol>\n");
        for (number, content) in footnotes {
            self.fragment.html.push_str(&format!("<li id=\"fn-{number}\" value=\"{number}\">"));
            let all = 0..content.html.len();
            self.fragment.push_range(&content, all);
            self.fragment.html.push_str(&format!("<a class=\"footnote-back\" href=\"#fnref-{number}\" aria-label=\""));
            self.slot(Slot::UiString(UiString::FootnoteBack));
            self.fragment.html.push_str("\">↩</a></li>\n");
        }
        self.fragment.html.push_str("</ol></section>\n");
    }
}
