//! Extraction of prose from a file, with everything else masked.
//!
//! Takes the text of a file; returns [`ProseSpan`]s, one for each block of prose. Every byte of markup, code, URL or id
//! in a span is replaced by [`MARKUP`], so that an offset in the span plus its start is an offset in the file.
//! Independent of languages.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::diagnostics::Span;
use crate::input::yaml;
use crate::model::SharedStr;
use crate::parse::markdown::{extensions_of, find_urls};
use crate::parse::text_to_copy::{is_message, is_text_to_copy};
use crate::parse::yaml_texts::{YamlText, data_file_texts, front_matter_texts};

/// Replaces a byte of markup. It is neither white space nor a letter, and no file can contain it.
pub const MARKUP: char = '\u{1}';

/// The keys whose values are not prose: the forms of a term, what people type, a currency.
const OTHER_KEYS: [&str; 5] = ["also", "exclude", "never", "words", "currency"];

/// The file that has words in place of prose.
const SYNONYMS: &str = "/synonyms.yaml";

/// What a block of prose is to its readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text, a heading or a value of YAML.
    Text,
    /// The text of one task-list item (`- [ ]`).
    Step,
    /// A ready message or another text to copy, which the reader sends.
    Message,
    /// What the other side says. Pages show it in quotation marks.
    Phrase,
}

/// A block of prose.
#[derive(Debug)]
pub struct ProseSpan {
    /// Its first byte in the file.
    pub start: usize,
    /// Its text, byte for byte as long as in the file.
    pub text: String,
    pub role: Role,
    /// Whether it is the first paragraph of a ready message (`[!SAY]`).
    pub opens_message: bool,
}

impl ProseSpan {
    /// The span in the file of a range of the text.
    pub fn file_span(&self, path: &SharedStr, range: Range<usize>) -> Span {
        Span::new(path, self.start + range.start..self.start + range.end)
    }
}

/// A block being read.
struct OpenBlock {
    /// The bytes of its text events in the file.
    parts: Vec<Range<usize>>,
    role: Role,
}

/// The blocks of prose of a Markdown body. With `has_letter`, what is between two thematic breaks is a text to send.
pub fn extract_from_body(file: &str, body: Range<usize>, has_letter: bool) -> Vec<ProseSpan> {
    let base = body.start;
    let mut found = Vec::new();
    let mut open: Option<OpenBlock> = None;
    let mut code_depth = 0usize;
    let mut in_link_without_text = false;
    // For each open quotation, whether it is a text to copy.
    let mut quotations: Vec<bool> = Vec::new();
    let mut breaks = 0usize;
    let events = Parser::new_ext(&file[body.clone()], extensions_of(&file[body])).into_offset_iter();
    for (event, at) in events {
        let range = base + at.start..base + at.end;
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                close_block(file, &mut open, &mut found);
                code_depth += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => code_depth = code_depth.saturating_sub(1),
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::Item
                | Tag::TableCell
                | Tag::DefinitionListTitle
                | Tag::DefinitionListDefinition,
            ) => {
                // The first paragraph of a task item is the line of that item.
                let is_step = open.as_ref().is_some_and(|open| open.role == Role::Step && open.parts.is_empty());
                close_block(file, &mut open, &mut found);
                let in_letter = has_letter && breaks == 1;
                let role = match in_letter || quotations.contains(&true) {
                    true => Role::Message,
                    false if is_step => Role::Step,
                    false => Role::Text,
                };
                open = Some(OpenBlock { parts: Vec::new(), role });
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition,
            ) => {
                close_block(file, &mut open, &mut found);
            }
            Event::Start(Tag::List(_)) => close_block(file, &mut open, &mut found),
            Event::Start(Tag::BlockQuote(_)) => {
                close_block(file, &mut open, &mut found);
                quotations.push(is_text_to_copy(file[range].trim_start_matches(['>', ' '])));
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                quotations.pop();
            }
            Event::Rule => breaks += 1,
            Event::TaskListMarker(_) => {
                if let Some(open) = open.as_mut().filter(|open| open.role == Role::Text) {
                    open.role = Role::Step;
                }
            }
            // Such a link shows the title of another document or its own URL, or is the marker of a statement on law.
            Event::Start(Tag::Link { link_type, .. }) => {
                in_link_without_text = matches!(
                    link_type,
                    LinkType::WikiLink { has_pothole: false } | LinkType::Autolink | LinkType::Email
                ) || file[range.start..].starts_with("[!LAW");
            }
            Event::End(TagEnd::Link) => in_link_without_text = false,
            Event::Text(_) if code_depth == 0 && !in_link_without_text => {
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
    close_block(file, &mut open, &mut found);
    found
}

/// Closes the open block, if there is one, and masks everything between its text events.
fn close_block(file: &str, open: &mut Option<OpenBlock>, found: &mut Vec<ProseSpan>) {
    let Some(OpenBlock { parts, role }) = open.take() else { return };
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
    let (start, end) = (first.start, last.end);
    let mut text = String::with_capacity(end - start);
    let mut copied = start;
    for part in &parts {
        text.extend(std::iter::repeat_n(MARKUP, part.start.saturating_sub(copied)));
        if part.end > part.start.max(copied) {
            text.push_str(&file[part.start.max(copied)..part.end]);
        }
        copied = copied.max(part.end);
    }
    let opens_message = is_message(&text);
    found.push(ProseSpan { start, text: mask_markers(text), role, opens_message });
}

/// Masks attributes in braces, the markers of callouts, those of marked words and URLs, which are text for the parser.
fn mask_markers(mut text: String) -> String {
    let urls: Vec<Range<usize>> = find_urls(&text).collect();
    for url in urls {
        let mask: String = std::iter::repeat_n(MARKUP, url.len()).collect();
        text.replace_range(url, &mask);
    }
    for (open, end) in
        [("{#", '}'), ("{.key", '}'), ("{.silent", '}'), ("{phase", '}'), ("{country=", '}'), ("[!", ']')]
    {
        while let Some(start) = text.find(open) {
            let close = text[start..].find(end).map_or(text.len(), |close| start + close + 1);
            // The sign of a callout that folds.
            let close = close + usize::from(open == "[!" && text[close..].starts_with(['-', '+']));
            let mask: String = std::iter::repeat_n(MARKUP, close - start).collect();
            text.replace_range(start..close, &mask);
        }
    }
    if text.contains("==") { text.replace("==", "\u{1}\u{1}") } else { text }
}

/// The values of a front matter that are prose: not the name of its author, nor what people type.
pub fn front_matter(path: &SharedStr, file: &str, range: Range<usize>) -> Vec<ProseSpan> {
    let Ok(node) = yaml::parse(path, file, range) else { return Vec::new() };
    let prose = front_matter_texts(file, &node).into_iter().filter(|text| !["author", "words"].contains(&text.key));
    prose.flat_map(|text| spans_of_text(file, &text)).collect()
}

/// The values of a data file that are prose: not forms of terms, nor names of placeholders, nor patterns with variables.
pub fn data_file(path: &SharedStr, file: &str) -> Vec<ProseSpan> {
    if path.ends_with(SYNONYMS) {
        return Vec::new();
    }
    let Ok(node) = yaml::parse(path, file, 0..file.len()) else { return Vec::new() };
    let texts = data_file_texts(path, file, &node).into_iter();
    let prose = texts.filter(|text| !text.is_placeholder && !text.is_pattern && !OTHER_KEYS.contains(&text.key));
    prose.flat_map(|text| spans_of_text(file, &text)).collect()
}

/// A text whose value is inline Markdown is a body of its own.
fn spans_of_text(file: &str, text: &YamlText) -> Vec<ProseSpan> {
    let YamlText { range, .. } = text;
    if range.is_empty() {
        return Vec::new();
    }
    if text.is_markdown {
        return extract_from_body(file, range.clone(), false);
    }
    let role = match text.key {
        _ if text.in_message => Role::Message,
        "says" => Role::Phrase,
        _ => Role::Text,
    };
    vec![ProseSpan { start: range.start, text: file[range.clone()].to_owned(), role, opens_message: false }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_values_is_masked() {
        let file = "title: A\nlead: Zvani [te](https://a.lv), *tad*.\nurgent: [\"Dega **B**\", C]\n";
        let found = front_matter(&"a.md".into(), file, 0..file.len());
        let words = found.iter().map(|span| {
            assert!(file[span.start..].starts_with(span.text.split(MARKUP).next().unwrap()));
            span.text.replace(MARKUP, " ").split_whitespace().collect::<Vec<_>>().join(" ")
        });
        assert_eq!(words.collect::<Vec<_>>(), ["A", "Zvani te , tad .", "Dega B", "C"]);
    }

    #[test]
    fn body_masks_markup_and_keeps_offsets() {
        let file = "---\n---\n## Sarunā {#now phase=x}\n\n- [ ] Zvaniet **šodien**: `a-b`. → [[late-deadline]] {#call}\n\n  Piezīme [šeit](late.md) https://a.lv/b.\n\n> [!SAY]\n> Labdien!\n\n```\nkods\n```\n";
        let found = extract_from_body(file, 8..file.len(), false);
        let shown: Vec<(String, Role)> = found
            .iter()
            .map(|span| {
                assert_eq!(span.text.len(), span.text.replace(MARKUP, "x").len());
                let words = span.text.replace(MARKUP, " ");
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                let first = span.text.find(char::is_alphabetic).unwrap();
                assert!(file[span.start + first..].starts_with(&span.text[first..first + 3]), "{words}");
                (words, span.role)
            })
            .collect();
        let prose = |words: &str, role| (words.to_owned(), role);
        assert_eq!(
            shown,
            [
                prose("Sarunā", Role::Text),
                prose("Zvaniet šodien : . →", Role::Step),
                prose("Piezīme šeit .", Role::Text),
                prose("Labdien!", Role::Message)
            ]
        );
    }

    #[test]
    fn text_to_send_is_a_message() {
        let file = "Padoms.\n\n---\n\nLabdien!\n\n| a |\n|---|\n| b |\n\n---\n\nPēc tam.\n";
        let roles = |has_letter| -> Vec<Role> {
            extract_from_body(file, 0..file.len(), has_letter).iter().map(|span| span.role).collect()
        };
        let (text, message) = (Role::Text, Role::Message);
        assert_eq!(roles(true), [text, message, message, message, text]);
        assert_eq!(roles(false), [text; 5]);
    }
}
