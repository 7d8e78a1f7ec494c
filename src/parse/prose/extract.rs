//! The words of a file apart from everything else.
//!
//! Takes a file; gives [`ProseSpan`]es: blocks of running words with every byte of markup, code, address and id masked, so
//! that a place in the stretch is a place in the file. Knows nothing of languages.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::diagnostics::Span;
use crate::input::yaml::{self, Value};
use crate::model::SharedStr;
use crate::parse::markdown::EXTENSIONS;

/// Stands for a byte of markup: no blank, no letter.
pub const MARKUP: char = '\u{1}';

/// What a stretch is for its readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Text,
    /// The line of an item to tick.
    Step,
}

/// A block of words.
#[derive(Debug)]
pub struct ProseSpan {
    /// First byte in the file.
    pub start: usize,
    /// As long as its bytes in the file.
    pub text: String,
    pub use_: Role,
}

impl ProseSpan {
    /// The place of a range of the stretch.
    pub fn place(&self, path: &SharedStr, range: Range<usize>) -> Span {
        Span::new(path, self.start + range.start..self.start + range.end)
    }
}

/// A block while it is read: the bytes of the words in it.
struct Open {
    parts: Vec<Range<usize>>,
    use_: Role,
}

/// The blocks of a body.
pub fn of_body(file: &str, body: Range<usize>) -> Vec<ProseSpan> {
    let base = body.start;
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let mut silent = 0usize;
    let mut title_link = false;
    let events = Parser::new_ext(&file[body], EXTENSIONS).into_offset_iter();
    for (event, at) in events {
        let range = base + at.start..base + at.end;
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                close(file, &mut open, &mut found);
                silent += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => silent = silent.saturating_sub(1),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell) => {
                // A paragraph of an item to tick goes on with the item's line.
                let step = open.as_ref().is_some_and(|open| open.use_ == Role::Step && open.parts.is_empty());
                close(file, &mut open, &mut found);
                open = Some(Open { parts: Vec::new(), use_: if step { Role::Step } else { Role::Text } });
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                close(file, &mut open, &mut found);
            }
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => close(file, &mut open, &mut found),
            Event::TaskListMarker(_) => {
                if let Some(open) = &mut open {
                    open.use_ = Role::Step;
                }
            }
            // Without words of its own a link shows the title of another text.
            Event::Start(Tag::Link { link_type, .. }) => {
                title_link = matches!(
                    link_type,
                    LinkType::WikiLink { has_pothole: false } | LinkType::Autolink | LinkType::Email
                );
            }
            Event::End(TagEnd::Link) => title_link = false,
            Event::Text(_) if silent == 0 && !title_link => {
                if let Some(open) = &mut open {
                    open.parts.push(range);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(open) = &mut open {
                    open.parts.push(range);
                }
            }
            _ => {}
        }
    }
    close(file, &mut open, &mut found);
    found
}

/// Ends what is open: everything in it but its words is masked.
fn close(file: &str, open: &mut Option<Open>, found: &mut Vec<ProseSpan>) {
    let Some(Open { parts, use_ }) = open.take() else { return };
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
    let (start, end) = (first.start, last.end);
    let mut text = String::with_capacity(end - start);
    let mut at = start;
    for part in &parts {
        text.extend(std::iter::repeat_n(MARKUP, part.start.saturating_sub(at)));
        if part.end > part.start.max(at) {
            text.push_str(&file[part.start.max(at)..part.end]);
        }
        at = at.max(part.end);
    }
    found.push(ProseSpan { start, text: without_marks(text), use_ });
}

/// Braces at the end of a heading or step and the marker of a box, masked.
fn without_marks(text: String) -> String {
    let mut text = text;
    for (open, end) in [("{#", '}'), ("{.key", '}'), ("{phase", '}'), ("[!", ']')] {
        while let Some(start) = text.find(open) {
            let close = text[start..].find(end).map_or(text.len(), |close| start + close + 1);
            let mask: String = std::iter::repeat_n(MARKUP, close - start).collect();
            text.replace_range(start..close, &mask);
        }
    }
    text
}

/// The values of a head that are sentences.
pub fn of_front(path: &SharedStr, file: &str, range: Range<usize>) -> Vec<ProseSpan> {
    const SENTENCES: [&str; 5] = ["title", "summary", "when", "recognise", "escalates"];
    let Ok(node) = yaml::parse(path, file, range) else { return Vec::new() };
    let Value::Map(entries) = node.value else { return Vec::new() };
    let mut found = Vec::new();
    for (_, node) in entries.into_iter().filter(|(name, _)| SENTENCES.contains(&name.text.as_str())) {
        values(file, node, &mut found);
    }
    found
}

/// The values of a data file.
pub fn of_data(path: &SharedStr, file: &str) -> Vec<ProseSpan> {
    let mut found = Vec::new();
    if let Ok(node) = yaml::parse(path, file, 0..file.len()) {
        values(file, node, &mut found);
    }
    found
}

fn values(file: &str, node: yaml::Node, found: &mut Vec<ProseSpan>) {
    match node.value {
        Value::Text(_) => {
            let typed = &file[node.range.clone()];
            let mark = typed.chars().next().filter(|c| matches!(c, '"' | '\''));
            let inside = mark.is_some_and(|mark| typed.len() > 1 && typed.ends_with(mark));
            let range = if inside { node.range.start + 1..node.range.end - 1 } else { node.range };
            if !range.is_empty() {
                found.push(ProseSpan { start: range.start, text: file[range].to_owned(), use_: Role::Text });
            }
        }
        Value::List(list) => list.into_iter().for_each(|node| values(file, node, found)),
        Value::Map(entries) => {
            // `link: exact` and forms that are never linked are no sentences.
            let spoken =
                entries.into_iter().filter(|(name, _)| !["link", "never", "also"].contains(&name.text.as_str()));
            spoken.for_each(|(_, node)| values(file, node, found));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_are_seen_and_places_stay() {
        let file = "---\n---\n## Sarunā {#now phase=x}\n\n- [ ] Zvaniet **šodien**: `a-b`. → [[late-deadline]] {#call}\n\n  Piezīme [šeit](late.md).\n\n> [!SAY]\n> Labdien!\n\n```\nkods\n```\n";
        let found = of_body(file, 8..file.len());
        let shown: Vec<(String, Role)> = found
            .iter()
            .map(|stretch| {
                assert_eq!(stretch.text.len(), stretch.text.replace(MARKUP, "x").len());
                let words = stretch.text.replace(MARKUP, " ");
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                let first = stretch.text.find(char::is_alphabetic).unwrap();
                assert!(file[stretch.start + first..].starts_with(&stretch.text[first..first + 3]), "{words}");
                (words, stretch.use_)
            })
            .collect();
        let of = |words: &str, use_| (words.to_owned(), use_);
        assert_eq!(
            shown,
            [
                of("Sarunā", Role::Text),
                of("Zvaniet šodien : . →", Role::Step),
                of("Piezīme šeit .", Role::Text),
                of("Labdien!", Role::Text)
            ]
        );
    }
}
