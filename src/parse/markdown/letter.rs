//! The text to send of a document to fill in, which is between its two thematic breaks.
//!
//! Takes the events of a body; returns the places of the two breaks and reports a document that has others. The writer
//! puts the text into an element of its own, in which blanks work as in a ready message. Never looks at the text itself.

use std::ops::Range;

use pulldown_cmark::Event;

use super::ParseInput;
use super::writer::{Context, Writer};
use crate::diagnostics::{Code, Diagnostic, Span};

/// The places of the two thematic breaks around the text to send, as bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    open: Range<usize>,
    close: Range<usize>,
}

impl Letter {
    /// The text to send of a body; `None` if its kind of document has none, or if it was reported.
    pub(super) fn find(
        input: &ParseInput,
        file: &str,
        events: &[(Event, Range<usize>)],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Letter> {
        if !input.kind.spec().has_letter {
            return None;
        }
        let breaks = find_breaks(events);
        let letter = match breaks.as_slice() {
            [open, close, ..] => Some(Letter { open: open.clone(), close: close.clone() }),
            _ => None,
        };
        let is_empty = |letter: &Letter| file[letter.text()].trim().is_empty();
        let (range, kind) = match (breaks.as_slice(), &letter) {
            ([_, _, third, ..], _) => (third.clone(), "many"),
            ([_, second], Some(letter)) if is_empty(letter) => (second.clone(), "empty"),
            ([_, _], _) => return letter,
            ([first], _) => (first.clone(), "open"),
            ([], _) => (0..0, "none"),
        };
        let end = range.start + file[range.clone()].trim_end().len();
        let span = Span::new(input.path, range.start..end);
        diagnostics.push(Diagnostic::new(Code::NoLetter, span).arg("kind", kind));
        letter
    }

    /// The bytes of the text to send.
    pub(super) fn text(&self) -> Range<usize> {
        self.open.end..self.close.start
    }
}

/// The thematic breaks that no other block encloses.
fn find_breaks(events: &[(Event, Range<usize>)]) -> Vec<Range<usize>> {
    let mut depth = 0usize;
    let mut breaks = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Rule if depth == 0 => breaks.push(range.clone()),
            _ => {}
        }
    }
    breaks
}

impl Writer<'_, '_> {
    /// Writes the text to send if the next event is the break above it.
    pub(super) fn letter(&mut self, letter: &Letter) -> bool {
        let starts_at = |writer: &Self, at: usize| writer.events.get(writer.pos).is_some_and(|(_, r)| r.start >= at);
        if self.events[self.pos].1 != letter.open {
            return false;
        }
        self.fragment.html.push_str("<div class=\"letter\">\n");
        self.pos += 1;
        let outer = std::mem::replace(&mut self.context, Context { in_message: true, ..Context::default() });
        self.messages += 1;
        while self.pos < self.events.len() && !starts_at(self, letter.close.start) {
            self.block();
        }
        self.context = outer;
        self.fragment.html.push_str("</div>\n");
        self.pos += 1;
        true
    }
}
