//! Task items whose checkbox Markdown does not recognise.
//!
//! Takes text at the start of a line; reports one diagnostic, with a fix if text follows the checkbox.

use pulldown_cmark::Event;

use super::lists::BULLETS;
use super::{LinePosition, MarkupLinter};
use crate::diagnostics::{Code, Fix};

/// What authors type for a checkbox, each with the checkbox that is meant. No form is a prefix of another, so their
/// order does not matter.
const CHECKBOXES: [(&str, &str); 18] = [
    ("[]", "[ ]"),
    ("[ ]", "[ ]"),
    ("[  ]", "[ ]"),
    ("[_]", "[ ]"),
    ("( )", "[ ]"),
    ("☐", "[ ]"),
    ("□", "[ ]"),
    ("[x]", "[x]"),
    ("[X]", "[x]"),
    ("[х]", "[x]"),
    ("[Х]", "[x]"),
    ("[v]", "[x]"),
    ("[V]", "[x]"),
    ("[✓]", "[x]"),
    ("[✔]", "[x]"),
    ("(x)", "[x]"),
    ("☑", "[x]"),
    ("☒", "[x]"),
];

impl MarkupLinter<'_, '_> {
    /// Whether the list item that starts at the event with the index `item` has a task marker.
    pub(super) fn is_task(&self, item: usize) -> bool {
        self.events[item + 1..].iter().take(2).any(|(event, _)| matches!(event, Event::TaskListMarker(_)))
    }

    /// Reports a checkbox at the start of the inline block that starts at event `index`: only list items can be ticked.
    /// `kind` is the kind of the block.
    pub(super) fn box_in_text(&mut self, index: usize, kind: &'static str) {
        let Some(start) = self.content_of(index).first().map(|(_, range)| range.start) else { return };
        let text = &self.file[start..];
        let found =
            ["[ ] ", "[ ]", "[x] ", "[X] ", "- [ ] ", "- [x] "].into_iter().find(|typed| text.starts_with(typed));
        let Some(typed) = found.filter(|typed| !text[typed.len()..].starts_with(['(', '[', ':'])) else { return };
        let typed = typed.trim_end();
        self.report_kind(Code::NotATask, start..start + typed.len(), kind).args.push(("typed", typed.to_owned()));
    }

    /// Reports `– [ ] x`, `- []`, `-[ ]`, `☐ x` at the start of a line; returns whether it did.
    pub(super) fn task(&mut self, text: &str, start: usize) -> bool {
        let hyphens = ['-', '–', '—', '*', '+'];
        let after_bullet = text.strip_prefix(hyphens).or_else(|| text.strip_prefix(BULLETS));
        let checkbox = after_bullet.unwrap_or(text).trim_start_matches([' ', '\u{a0}', '\t']);
        let Some((raw, meant)) = CHECKBOXES.iter().find(|(raw, _)| checkbox.starts_with(raw)) else { return false };
        let after = &checkbox[raw.len()..];
        let starts_paragraph = self.position == LinePosition::ParagraphStart
            && self.paragraph.as_ref().is_some_and(|paragraph| paragraph.range.start == start);
        // `(x)` and `( )` in running text are not checkboxes; `[x][y]` and `[x](y)` were meant as links.
        if after.starts_with(['[', '(', ':']) || raw.starts_with('(') && after_bullet.is_none() && starts_paragraph {
            return false;
        }
        let lead = text.len() - checkbox.len();
        let end = start + lead + raw.len();
        // In a list item the parser has consumed the hyphen already.
        let hyphen = if !starts_paragraph && after_bullet.is_none() { "" } else { "- " };
        let space = if after.starts_with(' ') || after.is_empty() { "" } else { " " };
        let replacement = format!("{hyphen}{meant}{space}");
        let has_text = !after.trim().is_empty();
        // Only the space after the hyphen is missing: `-[ ] x`.
        let is_joined =
            after_bullet.is_some_and(|rest| rest.len() == checkbox.len()) && *raw == *meant && space.is_empty();
        let kind = if is_joined { "hyphen" } else { "line" };
        let diagnostic = self.report_kind(Code::NotATask, start..end, kind);
        diagnostic.args.push(("typed", text[..lead + raw.len()].to_owned()));
        diagnostic.fix = has_text.then(|| Fix::new(start..end, replacement));
        true
    }
}
