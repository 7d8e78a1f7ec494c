//! HTML with slots for everything that depends on other files.
//!
//! Built by the parser; the slots are resolved when a page is built. So a fragment can be cached by the content of its
//! own file.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{RelativeDay, SharedStr};

/// The start of the HTML of a text to copy: a ready message, or another text such as a clause.
pub const TEXT_TO_COPY: &str = "<div class=\"say\">";

/// HTML with slots.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fragment {
    /// The HTML without the content of the slots.
    pub html: String,
    /// The slots with their byte offsets in `html`, in ascending order.
    pub slots: Vec<(u32, Slot)>,
}

impl Fragment {
    /// Whether the fragment has neither text nor slots.
    pub fn is_empty(&self) -> bool {
        self.html.trim().is_empty() && self.slots.is_empty()
    }

    /// Appends the part of `other` in the byte range, with its slots.
    pub fn push_range(&mut self, other: &Fragment, range: Range<usize>) {
        let base = self.html.len();
        self.html.push_str(&other.html[range.clone()]);
        let inside =
            other.slots.iter().filter(|(at, _)| range.contains(&(*at as usize)) || (*at as usize == range.end));
        for (at, slot) in inside {
            let at = *at as usize;
            // At the end of the range, only a closing slot belongs to the part: its link was opened in it.
            if at == range.end && !matches!(slot, Slot::LinkClose(_)) {
                continue;
            }
            self.slots.push(((base + at - range.start) as u32, slot.clone()));
        }
    }

    /// The part in the byte range as a new fragment.
    pub fn slice(&self, range: Range<usize>) -> Fragment {
        let mut fragment = Fragment::default();
        fragment.push_range(self, range);
        fragment
    }
}

/// A slot of a [`Fragment`]. Numbers are indices into the lists of its document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Slot {
    /// The start tag of a link.
    LinkOpen(u32),
    /// The end tag of a link.
    LinkClose(u32),
    /// A picture.
    Picture(u32),
    /// The first mention of a glossary term.
    Term {
        /// Id of the term.
        id: SharedStr,
        /// The mention in the document.
        text: SharedStr,
    },
    /// A phrase of phrases.yaml, by its id.
    Phrase(SharedStr),
    /// An interface string of the theme.
    UiString(UiString),
    /// The id of an element inside an action. The page of a situation that collects the action writes another one.
    ElementId(SharedStr),
    /// The digit of the tag of a heading inside an action or a phase.
    HeadingLevel {
        /// The level in the source.
        typed: u8,
        /// 1 for the outermost headings of that action or phase, 2 for those below them.
        depth: u8,
    },
    /// A reference to a footnote.
    FootnoteReference {
        /// Number of the footnote in its document.
        number: u32,
        /// 1 for the first reference to that footnote in the document.
        occurrence: u32,
    },
    /// The links from a footnote back to its references.
    FootnoteBack {
        /// Number of the footnote in its document.
        number: u32,
        /// Occurrences of its references, in ascending order.
        references: Vec<u32>,
    },
    /// The day of a step, counted from a date of the reader's case.
    RelativeDay(RelativeDay),
    /// The title of a callout about late interest, by the code of the country.
    InterestTitle(SharedStr),
    /// The rates, the formula and the worked example of a country, by its code.
    InterestRates(SharedStr),
    /// The start of a statement on the law of a country, up to its text.
    LawOpen(u32),
    /// The source of a statement on law and its date, which follow its text.
    LawSource(u32),
    /// The attribute of an element that holds in some countries only.
    CountryAttribute(u32),
    /// The names of those countries, at the start of the element's text.
    CountryNames(u32),
}

/// Interface strings that a body contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UiString {
    /// Title of a ready message.
    SayTitle,
    /// Title of a text to copy that is no message.
    TextTitle,
    /// Title of a note.
    CalloutNote,
    /// Title of a tip.
    CalloutTip,
    /// Title of an important note.
    CalloutImportant,
    /// Title of a warning.
    CalloutWarning,
    /// Label of a table that scrolls.
    Table,
    /// Title of the footnotes.
    Footnotes,
    /// Label of the link from a footnote to its reference.
    FootnoteBack,
}

impl UiString {
    /// The id of the string in `strings.ftl`.
    pub fn id(self) -> &'static str {
        match self {
            UiString::SayTitle => "say_title",
            UiString::TextTitle => "text_title",
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
