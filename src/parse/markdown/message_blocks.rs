//! Texts to copy, such as ready messages, and the placeholders in them that the reader fills in.
//!
//! Takes the text of a message; returns HTML in which each `[…]` is an element, linked to a field of the reader's case
//! if its words name one. A date or amount outside of placeholders is reported, because it belongs to one case only.

use std::collections::BTreeMap;
use std::ops::Range;

use super::html::escape;
use super::writer::Writer;
use crate::diagnostics::Code;
use crate::linguistics::find_literal_date_or_amount;
use crate::model::{Blank, SharedStr, next_placeholder, placeholder_words};

/// The start of a blank that a field of the reader's case fills, up to the id of the field.
const BLANK_OF_FIELD: &str = "<span class=\"blank\" data-case=\"";

impl Writer<'_, '_> {
    /// Writes a text event of a ready message. `range` is its bytes in the file.
    pub(super) fn message_text(&mut self, text: &str, range: Range<usize>) {
        let (mut rest, mut from) = (text, range.start);
        while let Some((before, placeholder, after)) = next_placeholder(rest) {
            self.report_literals(before, &range);
            escape(before, &mut self.fragment.html);
            placeholder_html(placeholder, self.input.case_blanks, &mut self.fragment.html);
            let blank = self.blank(placeholder, from..range.end);
            from = blank.range.end;
            self.output.blanks.push(blank);
            rest = after;
        }
        self.report_literals(rest, &range);
        escape(rest, &mut self.fragment.html);
    }

    /// A placeholder that is somewhere in the bytes `range` of the file. If it is written with entities, its place is not
    /// known, and its range is empty.
    fn blank(&self, placeholder: &str, range: Range<usize>) -> Blank {
        let words = placeholder_words(placeholder);
        let field = self.input.case_blanks.get(&*words).cloned();
        let start = self.file[range.clone()].find(placeholder).map(|at| range.start + at);
        let range = start.map_or(range.start..range.start, |start| start..start + placeholder.len());
        Blank { message: self.messages, words: words.into(), field, range }
    }

    /// Reports the first date or amount in `text`, which is part of the event at `range`.
    fn report_literals(&mut self, text: &str, range: &Range<usize>) {
        if let Some(found) = find_literal_date_or_amount(text, self.input.language) {
            let literal = &text[found];
            let start = self.file[range.clone()].find(literal).map_or(range.start, |index| range.start + index);
            let end = (start + literal.len()).min(range.end);
            self.report(Code::LiteralInTemplate, start..end).args.push(("typed", literal.to_owned()));
        }
    }
}

/// Appends a placeholder. If the placeholder's text names a case field, it is marked so that the theme's script can
/// fill it from the reader's case.
fn placeholder_html(placeholder: &str, case_blanks: &BTreeMap<SharedStr, SharedStr>, html: &mut String) {
    let words = placeholder_words(placeholder);
    match case_blanks.get(words.as_str()) {
        Some(field) => html.extend([BLANK_OF_FIELD, field, "\">"]),
        None => html.push_str("<span class=\"blank\">"),
    }
    escape(placeholder, html);
    html.push_str("</span>");
}

/// The ids of the fields of the reader's case that blanks in `html` have, in their order; a field may occur repeatedly.
pub fn case_fields_in(html: &str) -> impl Iterator<Item = &str> {
    // Text cannot contain the start of a tag.
    html.split(BLANK_OF_FIELD).skip(1).filter_map(|rest| rest.split('"').next())
}

/// The HTML of a message in plain text, as the phrases of the data files have it.
pub fn message_html(text: &str, case_blanks: &BTreeMap<SharedStr, SharedStr>) -> String {
    let mut html = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, placeholder, after)) = next_placeholder(rest) {
        escape(before, &mut html);
        placeholder_html(placeholder, case_blanks, &mut html);
        rest = after;
    }
    escape(rest, &mut html);
    html
}
