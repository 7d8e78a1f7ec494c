//! HTML with slots for everything that depends on other files.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::SharedStr;
use crate::lang::Date;

/// HTML with holes: what depends on other files is filled in when a page is made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fragment {
    pub html: String,
    /// Byte offsets into `html`, rising, and what belongs there.
    pub slots: Vec<(u32, Slot)>,
}

impl Fragment {
    pub fn is_empty(&self) -> bool {
        self.html.trim().is_empty() && self.slots.is_empty()
    }

    /// Adds the stretch `range` of `other` at the end.
    pub fn push_range(&mut self, other: &Fragment, range: Range<usize>) {
        let base = self.html.len();
        self.html.push_str(&other.html[range.clone()]);
        let inside =
            other.slots.iter().filter(|(at, _)| range.contains(&(*at as usize)) || (*at as usize == range.end));
        for (at, slot) in inside {
            let at = *at as usize;
            // A slot at the very end belongs to the stretch only if something was opened in it.
            if at == range.end && !matches!(slot, Slot::LinkClose(_)) {
                continue;
            }
            self.slots.push(((base + at - range.start) as u32, slot.clone()));
        }
    }

    /// The stretch `range` as a fragment of its own.
    pub fn slice(&self, range: Range<usize>) -> Fragment {
        let mut fragment = Fragment::default();
        fragment.push_range(self, range);
        fragment
    }
}

/// A hole in a [`Fragment`]; numbers point into the lists of the document that it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Slot {
    LinkOpen(u32),
    LinkClose(u32),
    Picture(u32),
    /// First mention of a glossary term, with the words that stand in the text.
    Term {
        id: SharedStr,
        text: SharedStr,
    },
    /// A phrase put into the text.
    Phrase(SharedStr),
    UiString(UiString),
    /// The head of a statement on a country's law.
    Law {
        country: SharedStr,
        checked: Date,
    },
}

/// Interface strings that stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UiString {
    SayTitle,
    CalloutNote,
    CalloutTip,
    CalloutImportant,
    CalloutWarning,
    Table,
    Footnotes,
    FootnoteBack,
}

impl UiString {
    /// The id among the strings of the theme.
    pub fn id(self) -> &'static str {
        match self {
            UiString::SayTitle => "say_title",
            UiString::CalloutNote => "callout_note",
            UiString::CalloutTip => "callout_tip",
            UiString::CalloutImportant => "callout_important",
            UiString::CalloutWarning => "callout_warning",
            UiString::Table => "table",
            UiString::Footnotes => "footnotes",
            UiString::FootnoteBack => "footnote_back",
        }
    }
}
