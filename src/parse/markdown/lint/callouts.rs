//! Callouts that Markdown reads as text or as plain quotations.
//!
//! Takes text at the start of a line; reports one diagnostic, with a fix if only the `!` is missing. An unknown kind is
//! not reported here, but by `markdown/callouts.rs` when it writes the callout.

use super::{MarkupLinter, first_line};
use crate::diagnostics::{Code, Fix};

/// The kinds of callouts that a block quote can be.
pub(in crate::parse::markdown) const CALLOUTS: [&str; 6] = ["SAY", "LAW", "NOTE", "TIP", "IMPORTANT", "WARNING"];

impl MarkupLinter<'_, '_> {
    /// Reports mistyped callouts: no `!`, a space after `!`, no `]`, words after the marker; a callout outside a block
    /// quote. `first` is true on the first line of a paragraph. Returns whether the line
    /// needs no further lints.
    pub(super) fn callout(&mut self, text: &str, start: usize, first: bool) -> bool {
        let line = first_line(&self.file[start..]).trim_end();
        let whole = start..start + line.len();
        let Some(inside) = text.strip_prefix('[') else {
            return false;
        };
        let quoted = first && self.paragraph.as_ref().is_some_and(|paragraph| paragraph.quoted);
        let close = line.find(']');
        let words = &inside[..close.map_or(inside.len(), |close| (close - 1).min(inside.len()))];
        let unmarked = words.trim_start_matches(['!', ' ']);
        let name = unmarked.split([' ', ']']).next().unwrap_or_default();
        let known = CALLOUTS.into_iter().find(|kind| kind.eq_ignore_ascii_case(name));
        let Some(known) = known else { return false };
        if inside.starts_with('!') && !quoted {
            // Later in a block quote it may be quoted deliberately.
            if first && self.quotes.is_empty() {
                self.report_kind(Code::NotACallout, whole, "quote").args.push(("name", known.to_owned()));
                return true;
            }
            return false;
        }
        let Some(close) = close else {
            if quoted && inside.starts_with('!') {
                self.report_kind(Code::NotACallout, whole, "open").args.push(("name", known.to_owned()));
            }
            return quoted;
        };
        let rest = line[close + 1..].trim();
        if quoted && rest.is_empty() && !words.starts_with(&format!("!{name}")) {
            // `[NOTE]` and `[! NOTE]`. In lower case it may be a placeholder: `[note]`.
            if !words.starts_with('!') && name != known {
                return false;
            }
            let marker = start..start + close + 1;
            let replacement = format!("[!{known}{}]", &unmarked[known.len()..]);
            let diagnostic = self.report_kind(Code::NotACallout, marker.clone(), "bang");
            diagnostic.args.push(("name", known.to_owned()));
            diagnostic.fix = Some(Fix::new(marker, replacement));
            return true;
        }
        if quoted && !rest.is_empty() && words.starts_with('!') {
            self.report_kind(Code::NotACallout, whole, "line").args.push(("name", known.to_owned()));
            return true;
        }
        false
    }
}
