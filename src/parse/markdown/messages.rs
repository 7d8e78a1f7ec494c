//! Ready messages to copy, and the placeholders in them that the reader fills in.

use std::ops::Range;

use super::html::escape;
use super::inline::fixed;
use super::writer::Writer;
use crate::diagnostics::Code;
use crate::model::SharedStr;

impl Writer<'_, '_> {
    /// A ready message: `[…]` is a blank to fill in; dates and sums outside of it are of another case.
    pub(super) fn message_text(&mut self, text: &str, range: Range<usize>) {
        let mut rest = text;
        while let Some((before, blank, after)) = next_blank(rest) {
            self.fixed_in_message(before, &range);
            escape(before, &mut self.out.html);
            blank_html(blank, self.reading.case, &mut self.out.html);
            rest = after;
        }
        self.fixed_in_message(rest, &range);
        escape(rest, &mut self.out.html);
    }

    pub(super) fn fixed_in_message(&mut self, text: &str, range: &Range<usize>) {
        if let Some(found) = fixed(text, self.reading.language) {
            let typed = &text[found];
            let start = self.file[range.clone()].find(typed).map_or(range.start, |at| range.start + at);
            let end = (start + typed.len()).min(range.end);
            self.report(Code::FixedInMessage, start..end).args.push(("typed", typed.to_owned()));
        }
    }
}

/// Text before the next `[blank]`, the blank with its brackets, and what follows.
fn next_blank(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('[')?;
    let close = open + text[open..].find(']')?;
    Some((&text[..open], &text[open..=close], &text[close + 1..]))
}

/// A blank, with the field of the reader's case that fills it, if its words name one.
fn blank_html(blank: &str, case: &[(SharedStr, &'static str)], html: &mut String) {
    let words = blank.trim_matches(['[', ']']).trim().to_lowercase();
    let field = case.iter().find(|(name, _)| **name == *words);
    let field = field.map_or_else(String::new, |(_, field)| format!(" data-case=\"{field}\""));
    html.push_str(&format!("<span class=\"blank\"{field}>"));
    escape(blank, html);
    html.push_str("</span>");
}

/// A message with its blanks marked, for phrases (plain text from YAML).
pub fn message_html(text: &str, case: &[(SharedStr, &'static str)]) -> String {
    let mut html = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, blank, after)) = next_blank(rest) {
        escape(before, &mut html);
        blank_html(blank, case, &mut html);
        rest = after;
    }
    escape(rest, &mut html);
    html
}
