//! Explains YAML syntax errors in terms that authors understand.
//!
//! Takes the text and the offset at which the parser stopped; returns one diagnostic, with a fix if that is always
//! safe. The parser detects most mistakes too late, so all lines from the first to the one where it stopped are
//! searched for common mistakes. Heuristics are safe here, because the text is known to be invalid.

use std::ops::Range;
use std::sync::Arc;

use super::parser_errors::ParserError;
use crate::diagnostics::{Code, Diagnostic, Span};

/// A mistake with its range in the text.
enum Mistake {
    /// A value that needs quotation marks, and the character that is the reason.
    Quotes(Range<usize>, char),
    /// Any other mistake, by the variant of its message.
    Other(Range<usize>, &'static str),
}

/// A line without its line break. `start` is its offset in the text, `indent` the length of its indentation in bytes.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    text: &'a str,
    indent: usize,
}

impl<'a> Line<'a> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The text after the indentation and the hyphens of list items, with its offset.
    fn explained_entry(&self) -> (&'a str, usize) {
        let mut at = self.indent;
        while let Some(rest) = self.text[at..].strip_prefix("- ") {
            at += 2 + (rest.len() - rest.trim_start_matches(' ').len());
        }
        (&self.text[at..], self.start + at)
    }

    /// Whether the line begins an item of a list.
    fn is_item(&self) -> bool {
        let text = &self.text[self.indent..];
        text.starts_with("- ") || text == "-"
    }

    /// The parts of `name: rest` or `name:rest`.
    fn key(&self) -> Option<(&'a str, &'a str)> {
        let (name, rest) = self.explained_entry().0.split_once(':')?;
        let is_key = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        is_key.then_some((name, rest))
    }

    /// Whether the line begins an entry, and does not continue the text of an earlier line.
    fn begins_entry(&self) -> bool {
        self.is_item() || self.key().is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with(' '))
    }
}

/// Explains why `range` of `file` cannot be read. `at` is the offset in that range at which the parser stopped, and
/// `error` its reason. A limit has nothing to do with the form of the lines, so they are not searched then.
pub fn explain_syntax_error(
    path: &Arc<str>,
    file: &str,
    range: Range<usize>,
    at: usize,
    error: ParserError,
) -> Diagnostic {
    let text = &file[range.clone()];
    let at = at.min(text.len());
    let in_file = |found: Range<usize>| range.start + found.start..range.start + found.end;
    let mistake = if let ParserError::Limit(..) = error { None } else { find_mistake(text, at) };
    match mistake {
        Some(Mistake::Quotes(found, character)) => needs_quotes(path, file, in_file(found), character),
        Some(Mistake::Other(found, reason)) => {
            Diagnostic::new(Code::Yaml, Span::new(path, in_file(found))).arg("reason", reason)
        }
        None => {
            let width = text[at..].chars().next().map_or(0, char::len_utf8);
            let limit = if let ParserError::Limit(_, limit) = error { limit.to_string() } else { String::new() };
            let span = Span::new(path, in_file(at..at + width));
            let is_bracket = error == ParserError::Syntax && text[at..].starts_with(['[', ']', '{', '}']);
            let reason = if is_bracket { "bracket" } else { error.reason() };
            Diagnostic::new(Code::Yaml, span).arg("reason", reason).arg("limit", limit)
        }
    }
}

/// The diagnostic for a value that needs quotation marks because of `character`.
pub fn needs_quotes(path: &Arc<str>, file: &str, range: Range<usize>, character: char) -> Diagnostic {
    let quoted = quote_value(&file[range.clone()]);
    Diagnostic::new(Code::NeedsQuotes, Span::new(path, range.clone()))
        .arg("sign", character)
        .arg("quoted", quoted.clone())
        .fix(range, quoted)
}

/// The value in quotation marks, with escapes if it contains both kinds. Replaces an existing pair around all of it.
fn quote_value(value: &str) -> String {
    let unquoted = ['"', '\''].into_iter().find_map(|quote| {
        let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
        (!closes_in(inner, quote)).then_some(inner)
    });
    let value = unquoted.unwrap_or(value);
    if value.contains('"') && !value.contains('\'') {
        return format!("'{value}'");
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether the first quotation mark in a text ends a quotation, as in `A" and "B`: what is before it is no space, and
/// what follows it is no letter.
fn closes_in(text: &str, quote: char) -> bool {
    let Some((before, after)) = text.split_once(quote) else { return false };
    before.ends_with(|c: char| !c.is_whitespace()) && !after.starts_with(char::is_alphanumeric)
}

/// The lines of a text.
fn split_lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for raw in text.split_inclusive('\n') {
        let content = raw.trim_end();
        let indent = content.len() - content.trim_start_matches([' ', '\t']).len();
        lines.push(Line { start, text: content, indent });
        start += raw.len();
    }
    lines
}

/// The first common mistake in the lines up to the offset `at`.
fn find_mistake(text: &str, at: usize) -> Option<Mistake> {
    let lines = split_lines(text);
    let last = lines.iter().rposition(|line| line.start <= at)?;
    let mut number = 0;
    while number <= last {
        let line = lines[number];
        number += 1;
        let trimmed = line.text.trim_start();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if line.text[..line.indent].contains('\t') {
            return Some(Mistake::Other(line.start..line.start + line.indent, "tab"));
        }
        let (entry, entry_at) = line.explained_entry();
        let (value, value_at) = match line.key() {
            Some((name, rest)) => {
                let after_colon = entry_at + name.len() + 1;
                let value = rest.trim_start();
                if let Some(mistake) = missing_space(name, rest, entry_at, &line) {
                    return Some(mistake);
                }
                (value, after_colon + (rest.len() - value.len()))
            }
            None if line.is_item() => (entry, entry_at),
            None => continue,
        };
        match value_mistake(text, &lines, number - 1, value, value_at) {
            Err(mistake) => return Some(mistake),
            Ok(next) => number = number.max(next),
        }
    }
    misplaced_line(&lines[..=last])
}

/// A colon without a space after it, or with one that YAML does not accept, such as a no-break space.
fn missing_space(name: &str, rest: &str, at: usize, line: &Line) -> Option<Mistake> {
    let first = rest.chars().next().filter(|c| !matches!(c, ' ' | '\t'))?;
    let after_colon = at + name.len() + 1;
    if first.is_whitespace() {
        return Some(Mistake::Other(after_colon..after_colon + first.len_utf8(), "nbsp"));
    }
    let is_plain_name = name.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-'));
    (is_plain_name && !rest.starts_with("//")).then(|| Mistake::Other(at..line.end(), "blank"))
}

/// The mistake in the value at offset `at` on the line with index `number`; `Ok` with the index of the first line after
/// the value if there is none.
fn value_mistake(text: &str, lines: &[Line], number: usize, value: &str, at: usize) -> Result<usize, Mistake> {
    let line = lines[number];
    let range = at..at + value.len();
    let Some(first) = value.chars().next() else { return Ok(number + 1) };
    // The value ends at the next entry that is not indented more.
    let end = lines[number + 1..]
        .iter()
        .find(|next| next.begins_entry() && next.indent <= line.indent)
        .map_or(text.len(), |next| next.start);
    match first {
        '"' | '\'' | '[' | '{' => {
            let closed = match first {
                '"' | '\'' => closing_quote(&text[at..end], first),
                _ => closing_bracket(&text[at..end]),
            };
            let Some(length) = closed else {
                let reason = if matches!(first, '"' | '\'') { "quote" } else { "bracket" };
                return Err(Mistake::Other(range, reason));
            };
            let next = lines.iter().position(|line| line.start > at + length).unwrap_or(lines.len());
            let line_end = lines[next - 1].end();
            let rest = text.get(at + length..line_end).unwrap_or_default();
            // If the text after a value of several lines is wrong, the parser explains it, because quoting does not fix
            // it.
            let has_trailing_text = !rest.trim_start().is_empty() && !rest.starts_with(" #") && !rest.starts_with(':');
            if has_trailing_text && next == number + 1 { Err(Mistake::Quotes(range, first)) } else { Ok(next) }
        }
        '|' | '>' => {
            let header =
                value[1..].trim_end().trim_start_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
            if !header.is_empty() && !header.starts_with(" #") {
                return Err(Mistake::Quotes(range, first));
            }
            let next = lines[number + 1..].iter().position(|next| !next.text.is_empty() && next.indent <= line.indent);
            Ok(next.map_or(lines.len(), |next| number + 1 + next))
        }
        '-' | '?' if value.len() == 1 || value[1..].starts_with(' ') => Err(Mistake::Quotes(range, first)),
        '&' | '*' | '!' | '%' | '@' | '`' | ',' | ']' | '}' => Err(Mistake::Quotes(range, first)),
        _ if value.contains(": ") || value.ends_with(':') => {
            let unopened_bracket = [('}', '{'), (']', '[')]
                .into_iter()
                .find(|(close, open)| value.ends_with(*close) && !value.contains(*open));
            Err(match unopened_bracket {
                Some(_) => Mistake::Other(range.end - 1..range.end, "bracket"),
                None => Mistake::Quotes(range, ':'),
            })
        }
        _ => Ok(number + 1),
    }
}

/// Length of a quoted value, quotation marks included; `None` if it is not closed.
fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
            } else {
                return Some(at + 1);
            }
        }
    }
    None
}

/// Length of a list or mapping in brackets, brackets included; `None` if it is not closed.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = 0;
    let mut at_start_of_value = true;
    while let Some(c) = text[at..].chars().next() {
        match c {
            // Inside a word it is an apostrophe.
            '"' | '\'' if at_start_of_value => {
                at += closing_quote(&text[at..], c)?;
                at_start_of_value = false;
                continue;
            }
            '[' | '{' => depth += 1,
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at_start_of_value = c.is_whitespace() || matches!(c, '[' | '{' | ',' | ':');
        at += c.len_utf8();
    }
    None
}

/// The last line, or the one above, if it lacks a colon or its indentation differs from the lines of the same mapping.
fn misplaced_line(lines: &[Line]) -> Option<Mistake> {
    let has_content = |line: &&Line| !matches!(line.text.trim_start().chars().next(), None | Some('#'));
    let lines: Vec<&Line> = lines.iter().filter(has_content).collect();
    let (last, before) = lines.split_last()?;
    let range = |line: &Line| line.start + line.indent..line.end();
    if lacks_colon(last, before) {
        return Some(Mistake::Other(range(last), "colon"));
    }
    let (above, before) = before.split_last()?;
    if last.indent == above.indent && lacks_colon(above, before) {
        return Some(Mistake::Other(range(above), "colon"));
    }
    (last.begins_entry() && last.indent != above.indent).then(|| Mistake::Other(range(last), "indent"))
}

/// Whether the line is in the position of a key but has no colon. `before` are the lines above it.
fn lacks_colon(line: &Line, before: &[&Line]) -> bool {
    let looks_like_key =
        line.text.trim_start().starts_with(char::is_alphabetic) && !line.text.contains(':') && !line.is_item();
    // A line that is indented more than the entry above it continues the text of that entry.
    let owner = before.iter().rev().find(|above| above.indent <= line.indent);
    let column = |above: &Line| above.explained_entry().1 - above.start;
    looks_like_key && owner.is_none_or(|above| column(above) == line.indent || above.text.ends_with(':'))
}
