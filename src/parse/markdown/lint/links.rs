//! Links that Markdown reads as text: broken brackets, bare URLs, footnotes without a definition.
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
        self.bare_urls(text, start);
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
                self.bracketed_ids.push(Spanned { value: id.into(), range });
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
            // In a file name a space belongs to the name; in a web address, or before a `#`, it is a slip.
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

    /// Reports `(late-deadline.md)[words]`; returns whether it did. `close` is the index of the last bracket.
    fn reversed_link(&mut self, text: &str, start: usize, close: usize) -> bool {
        let Some(open) = last_bracket(&text[..close], b'[') else { return false };
        let Some(before) = text[..open].strip_suffix(')') else { return false };
        let paren = last_bracket(before, b'(').filter(|paren| is_target(&before[paren + 1..]));
        let Some(paren) = paren else { return false };
        let replacement = format!("[{}]({})", &text[open + 1..close], &before[paren + 1..]);
        let range = start + paren..start + close + 1;
        let diagnostic = self.report_kind(Code::NotALink, range.clone(), "reversed");
        diagnostic.fix = Some(Fix::new(range, replacement));
        true
    }

    /// Reports URLs that are not links. Those of a ready message are copied as they are typed, so they are left alone.
    fn bare_urls(&mut self, text: &str, start: usize) {
        if self.in_message() || !text.contains("://") && !text.contains("www.") {
            return;
        }
        let mut from = 0;
        while let Some(found) = next_url(text, from) {
            let before = text[..found].chars().next_back();
            let url = &text[found..found + url_length(&text[found..])];
            from = found + url.len().max(4);
            let inside = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '/' | '.'));
            if inside || !url.get(4..).is_some_and(|host| host.contains('.')) || url.ends_with('/') && url.len() < 9 {
                continue;
            }
            let range = start + found..start + found + url.len();
            // A step may hold one link only, so the author has to decide. An escape or an entity means another
            // character, which the parser does not decode between angle brackets, and after the last character of a
            // text event markup may follow that is part of the URL.
            let is_whole = range.end < start + text.len() || self.file[range.end..].starts_with(ends_url);
            let is_literal = !url.contains(['\\', '&', '`']);
            let certain = url.starts_with("http") && self.task_depth == 0 && is_whole && is_literal;
            let fix = certain.then(|| format!("<{url}>"));
            let diagnostic = self.report_kind(Code::NotALink, range.clone(), "bare");
            diagnostic.fix = fix.map(|replacement| Fix::new(range, replacement));
        }
    }
}

/// Index of the first `http://`, `https://` or `www.` in `text` from byte `from`. Each byte is read once, because a
/// search for each prefix by itself would read the whole rest of the text again and again.
fn next_url(text: &str, from: usize) -> Option<usize> {
    let is_start = |index: &usize| {
        let rest = &text.as_bytes()[*index..];
        rest.starts_with(b"http://") || rest.starts_with(b"https://") || rest.starts_with(b"www.")
    };
    (from..text.len()).find(is_start)
}

/// Length in bytes of the URL that begins `text`: up to white space, a quotation mark or an angle bracket, without
/// punctuation at its end, and without a closing bracket that is not opened in it.
fn url_length(text: &str) -> usize {
    let mut url = &text[..text.find(ends_url).unwrap_or(text.len())];
    let count = |url: &str, bracket: u8| url.bytes().filter(|byte| *byte == bracket).count();
    let (opened, mut closed) = (count(url, b'('), count(url, b')'));
    let has_square_bracket = url.contains('[');
    while let Some(last) = url.chars().next_back() {
        let is_surplus = match last {
            ')' => closed > opened,
            ']' => !has_square_bracket,
            _ => matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | '*' | '_' | '~'),
        };
        if !is_surplus {
            break;
        }
        closed -= usize::from(last == ')');
        url = &url[..url.len() - last.len_utf8()];
    }
    url.len()
}

/// Whether a URL ends before this character.
fn ends_url(c: char) -> bool {
    c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '‹' | '›' | '|' | '\u{200b}')
}

/// Whether a string in brackets was meant as a link target.
fn is_target(text: &str) -> bool {
    let text = text.trim();
    let path = text.split('#').next().unwrap_or_default();
    let has_prefix = TARGET_PREFIXES.iter().any(|prefix| text.starts_with(prefix)) && text.len() > 2;
    !text.contains(' ') && (has_prefix || path.ends_with(".md"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn url_ends_before_punctuation_and_quotation_marks() {
        for (text, url) in [
            ("https://a.example/b", "https://a.example/b"),
            ("https://a.example/b. Un", "https://a.example/b"),
            ("http://www.a.example/\",", "http://www.a.example/"),
            ("https://a.example/b”", "https://a.example/b"),
            ("https://a.example)", "https://a.example"),
            ("https://a.example/Rīga_(pilsēta))", "https://a.example/Rīga_(pilsēta)"),
            ("https://a.example/b'", "https://a.example/b"),
            ("https://a.example/?a=[b]", "https://a.example/?a=[b]"),
            ("www.", "www"),
        ] {
            assert_eq!(&text[..url_length(text)], url, "{text}");
        }
    }

    #[test]
    fn next_url_finds_each_start_once() {
        let text = "a www.b http://c https://d www";
        let starts: Vec<usize> = std::iter::successors(next_url(text, 0), |at| next_url(text, at + 1)).collect();
        assert_eq!(starts, [2, 8, 17]);
        assert_eq!(next_url("", 0), None);
    }
}
