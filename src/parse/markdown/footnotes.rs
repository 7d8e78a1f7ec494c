//! Footnotes: numbered in the order of their references and written at the end of the body.

use super::writer::Writer;
use crate::model::{Slot, UiString};

impl Writer<'_, '_> {
    pub(super) fn footnote(&mut self, label: &str) {
        let outer = std::mem::take(&mut self.out);
        self.pos += 1;
        self.blocks();
        self.pos += 1;
        let note = std::mem::replace(&mut self.out, outer);
        let number = self.footnote_number(label);
        self.notes.push((number, note));
    }

    pub(super) fn footnote_number(&mut self, label: &str) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(label.to_owned()).or_insert(next)
    }

    pub(super) fn write_notes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let mut notes = std::mem::take(&mut self.notes);
        notes.sort_by_key(|(number, _)| *number);
        self.out.html.push_str("<section class=\"footnotes\" aria-label=\"");
        self.slot(Slot::UiString(UiString::Footnotes));
        self.out.html.push_str("\"><ol>\n");
        for (number, note) in notes {
            self.out.html.push_str(&format!("<li id=\"fn-{number}\" value=\"{number}\">"));
            let all = 0..note.html.len();
            self.out.push_range(&note, all);
            self.out.html.push_str(&format!("<a class=\"footnote-back\" href=\"#fnref-{number}\" aria-label=\""));
            self.slot(Slot::UiString(UiString::FootnoteBack));
            self.out.html.push_str("\">↩</a></li>\n");
        }
        self.out.html.push_str("</ol></section>\n");
    }
}
