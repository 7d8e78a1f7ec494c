//! Links that Markdown reads as text: broken brackets, footnotes without a definition.
//!
//! Takes a text event outside of links; reports diagnostics and collects ids in single brackets. Never checks whether a
//! target exists.

use super::{LinePosition, MarkupLinter, bounded_prefix, last_bracket};
use crate::diagnostics::{Code, Fix};
use crate::model::{Spanned, is_id};

/// How a string in brackets begins that was meant as a link target.
const TARGET_PREFIXES: [&str; 8] = ["http://", "https://", "www.", "mailto:", "tel:", "media/", "../", "#"];

impl MarkupLinter<'_, '_> {
    /// Reports what looks like a link in `text`, and collects ids in single brackets. At most one broken bracket is
    /// reported, because those after it are usually its consequence.
    pub(super) fn links(&mut self, text: &str, start: usize, escaped: bool) {
        let mut from = 0;
        while let Some(found) = text[from..].find(['[', ']']).map(|index| from + index) {
            from = found + 1;
            let before = text[..found].chars().next_back();
            if before == Some('\\') || (found == 0 && escaped) {
                continue;
            }
            let rest = &text[found..];
            if let Some((label, after)) =
                bounded_prefix(rest).strip_prefix("[^").and_then(|footnote| footnote.split_once(']'))
            {
                if !label.is_empty() && !label.contains([' ', '[']) {
                    from = found + label.len() + 3;
                    self.undefined_footnote(label, after, start + found);
                }
                continue;
            }
            if rest.starts_with("[[") || rest.starts_with("]]") {
                self.report_kind(Code::NotALink, start + found..start + found + 2, "open");
                return;
            }
            if let Some(after) = rest.strip_prefix(']') {
                if self.broken_target(text, start, found, after) {
                    return;
                }
                if before != Some(')') && self.reversed_link(text, start, found) {
                    return;
                }
            } else if !self.in_message()
                && let Some((id, after)) = bounded_prefix(&rest[1..]).split_once(']')
                && (id.contains('-') && is_id(id) || id.strip_prefix("phrase:").is_some_and(is_id))
                && !after.starts_with(['(', '['])
            {
                let range = start + found..start + found + id.len() + 2;
                self.single_bracket_ids.push(Spanned { value: id.into(), range });
            }
        }
    }

    /// Reports `[^label]` at byte `start`, which the parser has left as text. `after` is what follows it.
    fn undefined_footnote(&mut self, label: &str, after: &str, start: usize) {
        // At the start of a line it was meant as a definition.
        let lacks_colon = self.position != LinePosition::Inside && !after.starts_with(':');
        let kind = if lacks_colon { "colon" } else { "none" };
        let diagnostic = self.report_kind(Code::MissingNote, start..start + label.len() + 3, kind);
        diagnostic.args.push(("label", label.to_owned()));
    }

    /// Reports `](late deadline.md)` and `] (late-deadline.md)`; returns whether the bracket needs no further lints.
    /// `close` is the index of the bracket, `after` what follows it.
    fn broken_target(&mut self, text: &str, start: usize, close: usize, after: &str) -> bool {
        let gap = after.len() - after.trim_start_matches(' ').len();
        let Some(inside) = after[gap..].strip_prefix('(') else { return false };
        let Some(end) = bounded_prefix(inside).find(')') else {
            if gap == 0 && !inside.is_empty() {
                self.report_kind(Code::NotALink, start + close..start + close + 2, "bracket");
            }
            return gap == 0;
        };
        let target = &inside[..end];
        let open = last_bracket(&text[..close], b'[').unwrap_or(close);
        let whole = start + open..start + close + 1 + gap + 2 + end;
        let gap_start = start + close + 1;
        if gap > 0 && is_target(target) {
            let diagnostic = self.report_kind(Code::NotALink, whole, "gap");
            diagnostic.fix = Some(Fix::new(gap_start..gap_start + gap, ""));
            return true;
        }
        if gap == 0 && target.trim().contains(' ') && !target.contains('"') {
            // In a file name a space belongs to the name; in a URL, or before a `#`, it is a slip.
            let is_file =
                !target.contains([':', '#', '?', '<', '\\', '&']) && is_target(&target.trim().replace(' ', ""));
            let replacement = target.trim().replace(' ', "%20");
            let target_start = gap_start + 1;
            let kind = if is_file { "blank" } else { "space" };
            let diagnostic = self.report_kind(Code::NotALink, whole, kind);
            diagnostic.fix = is_file.then(|| Fix::new(target_start..target_start + end, replacement));
            return true;
        }
        false
    }

    /// Reports `(late-deadline.md)[words]` and `(words)[late-deadline.md]`; returns whether it did. `close` is the index of the last bracket.
    fn reversed_link(&mut self, text: &str, start: usize, close: usize) -> bool {
        let Some(open) = last_bracket(&text[..close], b'[') else { return false };
        let Some(before) = text[..open].strip_suffix(')') else { return false };
        let Some(paren) = last_bracket(before, b'(') else { return false };
        let (round, square) = (&before[paren + 1..], &text[open + 1..close]);
        // Either the two parts or only their brackets have changed places.
        let replacement = match (is_target(round), is_target(square)) {
            (true, _) => format!("[{square}]({round})"),
            (false, true) => format!("[{round}]({square})"),
            (false, false) => return false,
        };
        let range = start + paren..start + close + 1;
        let diagnostic = self.report_kind(Code::NotALink, range.clone(), "reversed");
        diagnostic.fix = Some(Fix::new(range, replacement));
        true
    }
}

/// Whether a string in brackets was meant as a link target.
fn is_target(text: &str) -> bool {
    let text = text.trim();
    let path = text.split('#').next().unwrap_or_default();
    let has_prefix = TARGET_PREFIXES.iter().any(|prefix| text.starts_with(prefix)) && text.len() > 2;
    !text.contains(' ') && (has_prefix || path.ends_with(".md"))
}
