//! Markup of other programs, which would be published as plain text: comments, shortcodes, formulas, admonitions.
//!
//! Takes the parser's events of a body, or texts of YAML; returns diagnostics. Nothing foreign is rendered, but
//! nothing foreign is published in silence: each construct of the table ([`markup_table::ROWS`]) is reported with its program
//! and with what to write instead. Escaped characters, code, URLs and the insides of code blocks are never looked at.
//!
//! The exceptions are a few inline elements, which `elements.rs` finds for the writer of pages.
//!
//! 1. `events.rs` cuts a body into blocks (`block.rs`); a text of YAML is one block.
//! 2. `Scanner::scan` looks for the rows of the table in each block (`finders.rs`, `lines.rs`, `tags.rs`).

mod block;
mod elements;
mod events;
mod finders;
mod lines;
mod markup_table;
mod tags;

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, Severity, Span};
use crate::model::SharedStr;
use crate::parse::yaml_texts::YamlText;

use block::{Block, MASK};
use finders::{Found, find_pair};
use markup_table::{Advice, Detect, ROWS, Row};
use tags::find_html;

pub use elements::Element;
pub use events::{BodyMarkup, check_body};
pub use tags::{html_advice, is_html_element};

/// How much of a construct a message shows, in characters.
const SHOWN: usize = 40;

/// The names of all rows, with their examples, for the tests.
pub fn examples() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    ROWS.iter().map(|row| (row.name, row.examples))
}

/// Reports the foreign markup and the HTML in a text of YAML; returns the bytes of each construct.
pub fn check_text(
    path: &SharedStr,
    file: &str,
    text: &YamlText,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Range<usize>> {
    let mut scanner = Scanner::default();
    let block = Block { in_message: text.in_message, ..Block::of_value(file, text.range.clone()) };
    scanner.scan(&block, true);
    scanner.report(path, file, diagnostics)
}

/// A construct in a file.
struct Match {
    row: &'static Row,
    /// Its bytes in the file.
    range: Range<usize>,
    replacement: Option<String>,
    in_message: bool,
}

/// What was found in one file.
#[derive(Default)]
struct Scanner {
    matches: Vec<Match>,
    /// The first byte of each `%%` in the file, with whether one that is alone opens a comment.
    percents: Vec<(usize, bool)>,
}

/// The row with this name.
fn row(name: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.name == name)
}

impl Scanner {
    /// Looks for all rows in a block. Comments come first, so that no other construct hides one.
    fn scan(&mut self, block: &Block, in_values: bool) {
        let before = self.matches.len();
        self.scan_for(block, in_values, true, before);
        self.scan_for(block, in_values, false, before);
    }

    /// Looks for comments, or for all other rows. Bytes of the matches from index `first` on are skipped.
    fn scan_for(&mut self, block: &Block, in_values: bool, comments: bool, first: usize) {
        let bytes = block.text.as_bytes();
        let covered: Vec<Range<usize>> = self.matches[first..].iter().map(|found| found.range.clone()).collect();
        let mut covered = covered.into_iter().peekable();
        let mut at = 0;
        let mut is_line_start = true;
        while at < bytes.len() {
            while covered.next_if(|range| range.end <= block.start + at).is_some() {}
            if let Some(range) = covered.peek().filter(|range| range.start <= block.start + at) {
                at = range.end - block.start;
                is_line_start = false;
                continue;
            }
            let found = if bytes[at] == b'\n' {
                is_line_start = true;
                None
            } else if std::mem::take(&mut is_line_start) && !comments {
                find_line(block, at).or_else(|| find_inline(block, at, in_values, comments))
            } else if comments && bytes[at] == b'%' {
                at += self.percent(block, at);
                continue;
            } else if is_trigger(bytes[at]) || is_escaped_bracket(block, at) {
                find_inline(block, at, in_values, comments)
            } else {
                None
            };
            let Some((row, found)) = found else {
                at += 1;
                continue;
            };
            let range = block.start + found.start..block.start + found.end;
            let in_message = block.in_message;
            self.matches.push(Match { row, range, replacement: found.replacement, in_message });
            at = found.end.max(at + 1);
        }
    }

    /// Collects `%%` at byte `at`; returns the number of percent signs.
    fn percent(&mut self, block: &Block, at: usize) -> usize {
        let rest = &block.text.as_bytes()[at..];
        let length = rest.iter().take_while(|byte| **byte == b'%').count();
        // `50 %%` is a slip, and `%d` is no comment.
        let follows_number = block.text[..at].trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit());
        if length == 2 && !follows_number {
            let opens_line = block.text[..at].trim_end_matches(' ').is_empty()
                || block.text[..at].trim_end_matches(' ').ends_with('\n');
            let touches = block.after(at + 2).is_some_and(|c| !c.is_whitespace());
            self.percents.push((block.start + at, opens_line || touches));
        }
        length
    }

    /// Reports all matches; returns their bytes in the order of the file.
    fn report(mut self, path: &SharedStr, file: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Range<usize>> {
        self.pair_percents();
        self.matches.sort_by_key(|found| (found.range.start, found.range.end));
        for found in &self.matches {
            let typed = &file[found.range.clone()];
            let placeholder =
                placeholder_of(typed).filter(|_| found.in_message && found.row.name == "template-variable");
            let span = Span::new(path, found.range.clone());
            if let Some(placeholder) = placeholder {
                let diagnostic = Diagnostic::new(Code::NotAPlaceholder, span).arg("typed", typed);
                diagnostics.push(diagnostic.fix(found.range.clone(), placeholder));
                continue;
            }
            let Row { name, program, advice, .. } = found.row;
            let diagnostic = Diagnostic::new(advice.code(), span)
                .arg("typed", shown(typed))
                .arg("program", *program)
                .arg("kind", advice.key())
                .arg("name", *name);
            diagnostics.push(match &found.replacement {
                Some(replacement) => diagnostic.fix(found.range.clone(), replacement.clone()),
                None => diagnostic,
            });
        }
        self.matches.into_iter().map(|found| found.range).collect()
    }

    /// Makes comments of pairs of `%%`.
    fn pair_percents(&mut self) {
        let Some(row) = row("obsidian-comment") else { return };
        let mut percents = std::mem::take(&mut self.percents).into_iter();
        while let Some((start, opens)) = percents.next() {
            let end = match percents.next() {
                Some((end, _)) => end + 2,
                None if opens => start + 2,
                None => break,
            };
            self.matches.push(Match { row, range: start..end, replacement: None, in_message: false });
        }
    }
}

/// The row that matches the line whose first byte is `at`.
fn find_line(block: &Block, at: usize) -> Option<(&'static Row, Found)> {
    let length = block.text[at..].find('\n').unwrap_or(block.text.len() - at);
    let line = &block.text[at..at + length];
    let start = at + (line.len() - line.trim_start().len());
    let line = line.trim();
    let attributes = line.rfind('{').filter(|_| block.takes_attributes && line.ends_with('}'));
    let line = attributes.map_or(line, |open| line[..open].trim_end());
    let raw = block.raw.get(start..start + line.len())?;
    let row = ROWS.iter().find(|row| matches!(row.detect, Detect::Line(is_match) if is_match(line, raw)))?;
    Some((row, Found { start, end: start + line.len(), replacement: None }))
}

/// The row that matches at byte `at`.
fn find_inline(block: &Block, at: usize, in_values: bool, comments: bool) -> Option<(&'static Row, Found)> {
    let byte = block.text.as_bytes()[at];
    ROWS.iter().filter(|row| (row.advice == Advice::Comment) == comments).find_map(|row| {
        let found = match row.detect {
            Detect::Pair { open, close } => find_pair(block, at, open, close),
            Detect::Inline(bytes, find) if bytes.contains(&byte) => find(block, at),
            Detect::Html if in_values && byte == b'<' => find_html(block, at, comments),
            _ => None,
        };
        Some((row, found?))
    })
}

/// Whether a construct within a line can begin with this byte.
fn is_trigger(byte: u8) -> bool {
    matches!(byte, b'{' | b'<' | b':' | b'_' | b'[' | b']' | b'=' | b'+' | b'^' | b'|' | b'\'')
        || matches!(byte, b'$' | b'\\' | b'"' | b'@' | b'~' | b'!')
}

/// Whether the byte is a bracket after a backslash, which begins a formula in LaTeX.
fn is_escaped_bracket(block: &Block, at: usize) -> bool {
    let text = block.text.as_bytes();
    // In code the backslash is masked too.
    text[at] == MASK && at > 0 && text[at - 1] == b'\\' && matches!(block.raw.as_bytes()[at], b'(' | b'[')
}

/// The placeholder of a ready message that `{{ words }}` means.
fn placeholder_of(typed: &str) -> Option<String> {
    let words = typed.strip_prefix("{{")?.strip_suffix("}}")?.trim();
    let is_plain = !words.is_empty() && words.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    is_plain.then(|| format!("[{words}]"))
}

/// The first line of a construct, shortened.
fn shown(typed: &str) -> String {
    let line = typed.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(SHOWN).collect();
    if short.len() < typed.len() {
        short.push('…');
    }
    short
}

/// Drops from `diagnostics` what only follows from foreign markup: warnings and stray attributes in one of its
/// `ranges`. Other errors stay, because the foreign markup itself may be a warning. Diagnostics before `from_index`
/// stay too.
pub fn drop_follow_on_diagnostics(ranges: &[Range<usize>], from_index: usize, diagnostics: &mut Vec<Diagnostic>) {
    if ranges.is_empty() {
        return;
    }
    // Ranges may contain one another, so each start is compared with the largest end so far.
    let mut ends = Vec::with_capacity(ranges.len());
    for range in ranges {
        let largest = ends.last().copied().unwrap_or(0);
        ends.push(range.end.max(largest));
    }
    let is_inside = |span: &Span| {
        let span = span.range();
        let before = ranges.partition_point(|range| range.start <= span.start);
        before > 0 && span.end <= ends[before - 1]
    };
    let own = diagnostics.split_off(from_index.min(diagnostics.len()));
    diagnostics.extend(own.into_iter().filter(|diagnostic| {
        let is_consequence = diagnostic.severity() == Severity::Warning
            || matches!(diagnostic.code, Code::StrayAttribute | Code::BadAttribute);
        !is_consequence || !is_inside(&diagnostic.span)
    }));
}
