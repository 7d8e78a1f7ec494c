//! What is wrong with YAML that cannot be read, in a writer's words.
//!
//! Takes the text and the byte at which the parser stopped; gives one diagnostic, with the mend where it is certain.
//! The parser notices most mistakes only later, so the usual ones are looked for from the top down to its line. Only
//! texts that cannot be read come here: in them a line may be judged by its looks.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Span};

/// What a line suffers from, and where.
enum Mistake {
    /// A value that only quotation marks can save, and the sign that is to blame.
    Quotes(Range<usize>, char),
    /// Anything else, by the key of its words.
    Other(Range<usize>, &'static str),
}

/// A line without its end; `start` is its place in the text.
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

    /// The text behind the indentation and the hyphens of list items, and its place.
    fn entry(&self) -> (&'a str, usize) {
        let mut at = self.indent;
        while let Some(rest) = self.text[at..].strip_prefix("- ") {
            at += 2 + (rest.len() - rest.trim_start_matches(' ').len());
        }
        (&self.text[at..], self.start + at)
    }

    fn is_item(&self) -> bool {
        let text = &self.text[self.indent..];
        text.starts_with("- ") || text == "-"
    }

    /// Name and rest of `name: rest` and `name:rest`.
    fn key(&self) -> Option<(&'a str, &'a str)> {
        let (name, rest) = self.entry().0.split_once(':')?;
        let fits = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        fits.then_some((name, rest))
    }

    /// Whether the line begins an entry of its own, and does not go on with a text above.
    fn begins_entry(&self) -> bool {
        self.is_item() || self.key().is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with(' '))
    }
}

/// Explains why `range` of `file` cannot be read; `at` is the byte of it at which the parser stopped, for `reason`.
pub fn explain(path: &Arc<str>, file: &str, range: Range<usize>, at: usize, reason: String) -> Diagnostic {
    let text = &file[range.clone()];
    let at = at.min(text.len());
    let place = |found: &Range<usize>| Span::new(path, range.start + found.start..range.start + found.end);
    match mistake(text, at) {
        Some(Mistake::Quotes(found, sign)) => {
            needs_quotes(path, file, range.start + found.start..range.start + found.end, sign)
        }
        Some(Mistake::Other(found, reason)) => Diagnostic::new(Code::Yaml, place(&found)).arg("reason", reason),
        None => {
            let width = text[at..].chars().next().map_or(0, char::len_utf8);
            Diagnostic::new(Code::Yaml, place(&(at..at + width))).arg("reason", reason)
        }
    }
}

/// A value that has to stand in quotation marks because of `sign`.
pub fn needs_quotes(path: &Arc<str>, file: &str, range: Range<usize>, sign: char) -> Diagnostic {
    let quoted = quoted(&file[range.clone()]);
    Diagnostic::new(Code::NeedsQuotes, Span::new(path, range.clone()))
        .arg("sign", sign)
        .arg("quoted", quoted.clone())
        .fix(range, quoted)
}

/// The value in quotation marks that do not occur in it.
fn quoted(value: &str) -> String {
    let within = ['"', '\''].into_iter().find_map(|mark| value.strip_prefix(mark)?.strip_suffix(mark));
    let value = within.unwrap_or(value);
    if value.contains('"') && !value.contains('\'') {
        return format!("'{value}'");
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for whole in text.split_inclusive('\n') {
        let content = whole.trim_end();
        let indent = content.len() - content.trim_start_matches([' ', '\t']).len();
        lines.push(Line { start, text: content, indent });
        start += whole.len();
    }
    lines
}

fn mistake(text: &str, at: usize) -> Option<Mistake> {
    let lines = lines(text);
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
        let (entry, entry_at) = line.entry();
        let (value, value_at) = match line.key() {
            Some((name, rest)) => {
                let behind = entry_at + name.len() + 1;
                let value = rest.trim_start();
                if let Some(found) = no_blank(name, rest, entry_at, &line) {
                    return Some(found);
                }
                (value, behind + (rest.len() - value.len()))
            }
            None if line.is_item() => (entry, entry_at),
            None => continue,
        };
        match value_mistake(text, &lines, number - 1, value, value_at) {
            Err(found) => return Some(found),
            Ok(next) => number = number.max(next),
        }
    }
    misplaced(&lines[..=last])
}

/// No blank behind the colon, or one that is none for YAML.
fn no_blank(name: &str, rest: &str, at: usize, line: &Line) -> Option<Mistake> {
    let first = rest.chars().next().filter(|c| !matches!(c, ' ' | '\t'))?;
    let behind = at + name.len() + 1;
    if first.is_whitespace() {
        return Some(Mistake::Other(behind..behind + first.len_utf8(), "nbsp"));
    }
    let plain_name = name.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-'));
    (plain_name && !rest.starts_with("//")).then(|| Mistake::Other(at..line.end(), "blank"))
}

/// What is wrong with the value at `at` on line `number`; else the number of the next line that is not part of it.
fn value_mistake(text: &str, lines: &[Line], number: usize, value: &str, at: usize) -> Result<usize, Mistake> {
    let line = lines[number];
    let whole = at..at + value.len();
    let Some(first) = value.chars().next() else { return Ok(number + 1) };
    // The value ends where an entry begins that is not indented more.
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
                return Err(Mistake::Other(whole, reason));
            };
            let next = lines.iter().position(|line| line.start > at + length).unwrap_or(lines.len());
            let line_end = lines[next - 1].end();
            let rest = text.get(at + length..line_end).unwrap_or_default();
            // Another line's rest is left to the parser's words: the value cannot be put into quotation marks whole.
            let goes_on = !rest.trim_start().is_empty() && !rest.starts_with(" #") && !rest.starts_with(':');
            if goes_on && next == number + 1 { Err(Mistake::Quotes(whole, first)) } else { Ok(next) }
        }
        '|' | '>' => {
            let header =
                value[1..].trim_end().trim_start_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
            if !header.is_empty() && !header.starts_with(" #") {
                return Err(Mistake::Quotes(whole, first));
            }
            let next = lines[number + 1..].iter().position(|next| !next.text.is_empty() && next.indent <= line.indent);
            Ok(next.map_or(lines.len(), |next| number + 1 + next))
        }
        '-' | '?' if value.len() == 1 || value[1..].starts_with(' ') => Err(Mistake::Quotes(whole, first)),
        '&' | '*' | '!' | '%' | '@' | '`' | ',' | ']' | '}' => Err(Mistake::Quotes(whole, first)),
        _ if value.contains(": ") || value.ends_with(':') => {
            let unopened = [('}', '{'), (']', '[')]
                .into_iter()
                .find(|(close, open)| value.ends_with(*close) && !value.contains(*open));
            Err(match unopened {
                Some(_) => Mistake::Other(whole.end - 1..whole.end, "bracket"),
                None => Mistake::Quotes(whole, ':'),
            })
        }
        _ => Ok(number + 1),
    }
}

/// Length of a quoted value with its marks.
fn closing_quote(text: &str, mark: char) -> Option<usize> {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && mark == '"' {
            chars.next();
        } else if c == mark {
            if mark == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
            } else {
                return Some(at + 1);
            }
        }
    }
    None
}

/// Length of a list or mapping in brackets.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = 0;
    let mut fresh = true;
    while let Some(c) = text[at..].chars().next() {
        match c {
            // A mark inside a word is an apostrophe.
            '"' | '\'' if fresh => {
                at += closing_quote(&text[at..], c)?;
                fresh = false;
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
        fresh = c.is_whitespace() || matches!(c, '[' | '{' | ',' | ':');
        at += c.len_utf8();
    }
    None
}

/// A line without colon, or in another column than the lines that it belongs to: the last of `lines` or the one above.
fn misplaced(lines: &[Line]) -> Option<Mistake> {
    let written = |line: &&Line| !matches!(line.text.trim_start().chars().next(), None | Some('#'));
    let lines: Vec<&Line> = lines.iter().filter(written).collect();
    let (last, before) = lines.split_last()?;
    let place = |line: &Line| line.start + line.indent..line.end();
    if lacks_colon(last, before) {
        return Some(Mistake::Other(place(last), "colon"));
    }
    let (above, before) = before.split_last()?;
    if last.indent == above.indent && lacks_colon(above, before) {
        return Some(Mistake::Other(place(above), "colon"));
    }
    (last.begins_entry() && last.indent != above.indent).then(|| Mistake::Other(place(last), "indent"))
}

/// Whether the line stands where a key stands, but has no colon; `before` are the lines above it.
fn lacks_colon(line: &Line, before: &[&Line]) -> bool {
    let looks = line.text.trim_start().starts_with(char::is_alphabetic) && !line.text.contains(':') && !line.is_item();
    // A line that is indented more than the entry above it goes on with its text.
    let owner = before.iter().rev().find(|above| above.indent <= line.indent);
    let column = |above: &Line| above.entry().1 - above.start;
    looks && owner.is_none_or(|above| column(above) == line.indent || above.text.ends_with(':'))
}
