//! Callouts that Markdown reads as text or as plain quotations.
//!
//! Takes text at the start of a line; reports one diagnostic, with a fix if only the `!` is missing. An unknown kind is
//! not reported here, but by `markdown/callouts.rs` when it writes the callout.

use super::{MarkupLinter, first_line};
use crate::diagnostics::{Code, Fix, nearest_name};

/// The kinds of callouts that a block quote can be.
pub(in crate::parse::markdown) const CALLOUTS: [&str; 8] =
    ["SAY", "TEXT", "LAW", "INTEREST", "NOTE", "TIP", "IMPORTANT", "WARNING"];

/// Those that can have a title of their own.
const TITLED: [&str; 4] = ["NOTE", "TIP", "IMPORTANT", "WARNING"];

/// Whether what follows the marker on its line is a title, with the sign `-` or `+` before it if the callout folds.
fn is_title(rest: &str) -> bool {
    let title = rest.strip_prefix(['-', '+']).unwrap_or(rest);
    title.is_empty() || title.starts_with([' ', '\t'])
}

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
        let Some(known) = known else {
            return quoted && self.unknown_callout(inside, start);
        };
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
        if quoted && TITLED.contains(&known) && words == format!("!{known}") && is_title(&line[close + 1..]) {
            return true;
        }
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
            // `[!note] Title`: with capital letters it is a callout.
            if name != known && TITLED.contains(&known) {
                return self.unknown_callout(inside, start);
            }
            self.report_kind(Code::NotACallout, whole, "line").args.push(("name", known.to_owned()));
            return true;
        }
        false
    }

    /// Reports `> [!info] Title` and `> [!info]-`, which are quotations because text follows the marker; `inside` is
    /// the text after the bracket at byte `start`. Alone on its line, an unknown kind is reported by the writer.
    fn unknown_callout(&mut self, inside: &str, start: usize) -> bool {
        let Some((kind, rest)) = first_line(inside).strip_prefix('!').and_then(|inside| inside.split_once(']')) else {
            return false;
        };
        let is_kind =
            !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '|' | ' '));
        if rest.trim().is_empty() || !is_kind {
            return false;
        }
        let diagnostic = self.report(Code::UnknownBlock, start..start + kind.len() + 3);
        diagnostic.args.extend([("kind", kind.to_owned()), ("known", CALLOUTS.join(", "))]);
        diagnostic.suggestion = suggest_kind(kind);
        true
    }
}

/// The kind that is meant by one of another program, such as Obsidian.
pub(in crate::parse::markdown) fn suggest_kind(kind: &str) -> Option<String> {
    const MEANINGS: [(&str, &[&str]); 4] = [
        ("NOTE", &["info", "note", "abstract", "summary", "todo", "question", "faq", "example", "quote", "cite"]),
        ("TIP", &["tip", "hint", "success", "check", "done"]),
        ("IMPORTANT", &["important", "attention"]),
        ("WARNING", &["warning", "caution", "danger", "error", "failure", "bug", "missing"]),
    ];
    let lower = kind.to_lowercase();
    let meaning = MEANINGS.iter().find(|(_, names)| names.contains(&lower.as_str()));
    meaning.map(|(kind, _)| (*kind).to_owned()).or_else(|| nearest_name(kind, CALLOUTS))
}
