//! Texts of data files and front matter: plain text, in which Markdown has no meaning.
//!
//! Takes a text of a file; returns it with the typography of its language. Reports markup, because readers would see it as
//! typed. Single characters that also occur in ordinary text are not reported, nor are HTML tags, which
//! `parse/foreign_markup` reports. Never changes the text.

use std::ops::Range;
use std::sync::Arc;

use super::yaml::Text;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::text::floor_boundary;
use crate::linguistics::{Language, apply_typography};
use crate::model::SharedStr;

/// Characters that delimit emphasis and code, longest first.
const DELIMITERS: [&str; 6] = ["**", "__", "~~", "*", "_", "`"];

/// How a line of Markdown may begin.
const LINE_STARTS: [&str; 8] = ["- [ ] ", "- [x] ", "[ ] ", "[x] ", "# ", "## ", "### ", "> "];

/// How many bytes after its start markup may end. Without a limit, a text of brackets would take quadratic time.
const MAX_MARKUP: usize = 300;

/// The text with the typography of its language, such as its quotation marks. Reports markup in it.
pub fn typeset(path: &Arc<str>, text: &Text, language: &Language, diagnostics: &mut Vec<Diagnostic>) -> SharedStr {
    if let Some(found) = find_markup(&text.value) {
        // Offsets in the value are offsets in the file only if it is unquoted and on one line.
        let is_plain = text.range.len() == text.value.len();
        let start = text.range.start;
        let range = if is_plain { start + found.start..start + found.end } else { text.range.clone() };
        diagnostics.push(Diagnostic::new(Code::MarkupInText, Span::new(path, range)).arg("typed", &text.value[found]));
    }
    apply_typography(&text.value, language).into_owned().into()
}

/// The bytes of the first markup in a text.
fn find_markup(text: &str) -> Option<Range<usize>> {
    if let Some(start) = LINE_STARTS.iter().find(|start| text.starts_with(**start)) {
        return Some(0..start.trim_end().len());
    }
    let has_markup = |byte: u8| matches!(byte, b'[' | b']' | b'*' | b'_' | b'~' | b'`' | b'{' | b'&');
    let mut at = 0;
    while let Some(index) = text.as_bytes()[at..].iter().position(|byte| has_markup(*byte)) {
        at += index;
        let near = &text[..floor_boundary(text, at + MAX_MARKUP)];
        let length = link(near, at).or_else(|| emphasis(near, at)).or_else(|| entity(&near[at..]));
        if let Some(length) = length {
            return Some(at..at + length);
        }
        // A run of one character begins or ends one thing.
        let byte = text.as_bytes()[at];
        at += text.as_bytes()[at..].iter().take_while(|other| **other == byte).count();
    }
    None
}

/// The length of `[[id]]`, `[words](url)`, `[^1]` or `{#id}` at byte `at`.
fn link(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if rest.starts_with("[[") {
        return rest.find("]]").map(|end| end + 2);
    }
    if rest.starts_with("[^") {
        return rest.find(']').map(|end| end + 1);
    }
    if rest.starts_with("{#") {
        return rest.find('}').map(|end| end + 1);
    }
    if rest.starts_with('[') {
        let close = rest.find(']')?;
        return rest[close..].starts_with("](").then(|| rest[close..].find(')').map(|end| close + end + 1)).flatten();
    }
    None
}

/// The length of emphasis or code that begins at byte `at`: delimiters that touch the words between them, and no letter
/// outside.
fn emphasis(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let delimiter = DELIMITERS.into_iter().find(|delimiter| rest.starts_with(delimiter))?;
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let inner = &rest[delimiter.len()..];
    if is_word(text[..at].chars().next_back())
        || !inner.starts_with(|c: char| c.is_alphanumeric() || "«„“\"(".contains(c))
    {
        return None;
    }
    let end = inner.find(delimiter)?;
    let is_closed =
        inner[..end].ends_with(|c: char| !c.is_whitespace()) && !is_word(inner[end + delimiter.len()..].chars().next());
    is_closed.then_some(end + 2 * delimiter.len())
}

/// The length of an HTML entity at the start of `text`.
fn entity(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('&')?;
    let end = inside.find(';').filter(|end| (2..=8).contains(end))?;
    let is_entity = inside[..end].trim_start_matches('#').chars().all(|c| c.is_ascii_alphanumeric());
    is_entity.then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_found_and_ordinary_text_is_not() {
        for (text, expected) in [
            ("Daļa, sk. [[calm]].", "[[calm]]"),
            ("Sk. [te](calm.md).", "[te](calm.md)"),
            ("Ļoti **svarīgi**.", "**svarīgi**"),
            ("Ļoti *svarīgi*.", "*svarīgi*"),
            ("Ļoti _svarīgi_", "_svarīgi_"),
            ("Rakstiet `git push`.", "`git push`"),
            ("Ne ~~tā~~.", "~~tā~~"),
            ("Vārds[^1]", "[^1]"),
            ("Vārds {#id}", "{#id}"),
            ("A&nbsp;B", "&nbsp;"),
            ("- [ ] Zvaniet", "- [ ]"),
            ("# Virsraksts", "#"),
            ("![x](media/x.png)", "[x](media/x.png)"),
        ] {
            assert_eq!(find_markup(text).map(|range| &text[range]), Some(expected), "{text}");
        }
        for text in [
            "Rakstiet līdz [datums], summa [summa] (ar PVN).",
            "5 * 3 * 2 = 30",
            "Cena* un vēl* kas",
            "mans_fails_jauns.pdf",
            "AT&T; a < b > c",
            "A<br>B",
            "C# un #1",
            "1. solis – 2 ~ 3",
            "{a, b} [x] ]",
            "snake_case un _viens",
        ] {
            assert_eq!(find_markup(text), None, "{text}");
        }
    }
}
