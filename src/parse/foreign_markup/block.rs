//! A block of prose with everything masked in which no markup can begin.
//!
//! Takes the parts of a block that are text; returns [`Block`], in which markup, code, URLs and escaped characters are
//! masked byte for byte, so that an offset in the block plus its start is an offset in the file. Never looks for
//! anything.

use std::ops::Range;

use crate::foundation::text::contains_byte;

/// Replaces a byte of markup. It is neither white space nor a letter, and no file can contain it.
pub(super) const MASK: u8 = 1;

/// A block of prose: a paragraph, a heading, a cell, the first line of a list item, or a value of YAML.
pub(super) struct Block<'f> {
    /// Its first byte in the file.
    pub start: usize,
    /// Its text with masks.
    pub text: String,
    /// The same bytes as they are in the file.
    pub raw: &'f str,
    /// A heading or the line of a task item, which may end with attributes in braces.
    pub takes_attributes: bool,
    /// Part of a ready message.
    pub in_message: bool,
}

/// A part of a block.
pub(super) enum Part {
    /// Text, in which backslashes escape.
    Text(Range<usize>),
    /// A line break with the indentation and the `>` of the next line.
    Break(Range<usize>),
    /// A code span.
    Code(Range<usize>),
}

impl<'f> Block<'f> {
    /// The block of these parts; everything between them is masked. `None` without text.
    pub fn new(file: &'f str, parts: &[Part]) -> Option<Block<'f>> {
        let range = |part: &Part| match part {
            Part::Text(range) | Part::Break(range) | Part::Code(range) => range.clone(),
        };
        let (first, end) = (range(parts.first()?).start, range(parts.last()?).end);
        // A backslash that escapes the first character is not part of the event's range.
        let is_escape = |at: usize| at > 0 && file.as_bytes()[at - 1] == b'\\';
        let start = first - usize::from(is_escape(first));
        let mut text = String::with_capacity(end - start);
        let mut copied = start;
        for part in parts {
            let found = range(part);
            if found.start < copied {
                continue;
            }
            let has_escape = matches!(part, Part::Text(_)) && is_escape(found.start) && found.start > copied;
            mask(&mut text, found.start - copied - usize::from(has_escape));
            text.extend(has_escape.then_some('\\'));
            copied = found.end;
            match part {
                Part::Break(_) => {
                    // The break extends to the next event, so it includes a backslash that escapes its first character.
                    let has_escape = found.len() > 1 && is_escape(found.end);
                    text.push('\n');
                    text.extend(std::iter::repeat_n(' ', found.len().saturating_sub(1 + usize::from(has_escape))));
                    text.extend(has_escape.then_some('\\'));
                }
                Part::Code(_) => mask(&mut text, found.len()),
                Part::Text(_) => {
                    push_text(&mut text, &file[found.clone()], is_escape(found.start));
                }
            }
        }
        mask_urls(&mut text);
        Some(Block { start, text, raw: &file[start..end], takes_attributes: false, in_message: false })
    }

    /// A block for a YAML value; only URLs and code in backticks are masked.
    pub fn of_value(file: &'f str, range: Range<usize>) -> Block<'f> {
        let raw = &file[range.clone()];
        let mut text = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((before, after)) = rest.split_once('`')
            && let Some(length) = after.find('`')
        {
            text.push_str(before);
            mask(&mut text, length + 2);
            rest = &after[length + 1..];
        }
        text.push_str(rest);
        mask_urls(&mut text);
        Block { start: range.start, text, raw, takes_attributes: false, in_message: false }
    }

    /// Whether `markup` begins at byte `at`. Its first byte must be text; the others may also be markup of Markdown, as
    /// in `{~~a~~}`.
    pub fn starts_with(&self, at: usize, markup: &str) -> bool {
        self.text.as_bytes().get(at) == markup.as_bytes().first()
            && self.raw.as_bytes()[at..].starts_with(markup.as_bytes())
    }

    /// The character before byte `at`.
    pub fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The character at byte `at`.
    pub fn after(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    /// At most `max_bytes` bytes of the text from byte `at`.
    pub fn text_after(&self, at: usize, max_bytes: usize) -> &str {
        bounded(&self.text, at, max_bytes)
    }

    /// At most `max_bytes` bytes of the source from byte `at`.
    pub fn raw_after(&self, at: usize, max_bytes: usize) -> &'f str {
        bounded(self.raw, at, max_bytes)
    }
}

/// At most `max_bytes` bytes of `text` from byte `at`.
fn bounded(text: &str, at: usize, max_bytes: usize) -> &str {
    let mut end = text.len().min(at.saturating_add(max_bytes));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(at..end).unwrap_or_default()
}

/// Appends `length` masked bytes.
fn mask(text: &mut String, length: usize) {
    text.extend(std::iter::repeat_n(char::from(MASK), length));
}

/// Appends text with its escaped characters masked.
fn push_text(text: &mut String, source: &str, is_escaped: bool) {
    if !is_escaped && !contains_byte(source, |byte| byte == b'\\') {
        return text.push_str(source);
    }
    let mut escaped = is_escaped;
    for c in source.chars() {
        if escaped && c.is_ascii_punctuation() {
            mask(text, 1);
            escaped = false;
        } else {
            escaped = c == '\\';
            text.push(c);
        }
    }
}

/// Masks URLs, because their characters are no markup. A URL ends at white space, a closing bracket or a quotation mark.
fn mask_urls(text: &mut String) {
    let mut from = 0;
    while let Some(found) = text[from..].find("://").map(|index| from + index) {
        let length = text[found..].find(|c: char| c.is_whitespace() || matches!(c, ']' | ')' | '>' | '"'));
        let end = length.map_or(text.len(), |length| found + length);
        let masked: String = std::iter::repeat_n(char::from(MASK), end - found).collect();
        text.replace_range(found..end, &masked);
        from = end;
    }
}
