//! Foreign markup in the body of a document.
//!
//! Takes the parser's events; cuts them into blocks for the scan, and recognises the rows of the table that only the
//! events show. Changes nothing in the events.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use super::block::{Block, Part};
use super::elements::{Element, delimited_element, find_elements};
use super::markup_table::{Detect, ROWS};
use super::{Match, Scanner, row};
use crate::diagnostics::Diagnostic;
use crate::model::SharedStr;
use crate::parse::text_to_copy::is_text_to_copy;

/// What a body has besides Markdown.
pub struct BodyMarkup {
    /// The bytes of each construct that was reported, in the order of the file.
    pub foreign: Vec<Range<usize>>,
    /// The inline elements, in the order of the file.
    pub elements: Vec<Element>,
}

/// Reports the foreign markup of a body, of which the bytes `message` of the file are a text to send; returns its inline
/// elements.
pub fn check_body(
    path: &SharedStr,
    file: &str,
    events: &[(Event, Range<usize>)],
    message: &Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BodyMarkup {
    let mut cutter = BlockCutter { file, message: message.clone(), ..BlockCutter::default() };
    for (index, (event, range)) in events.iter().enumerate() {
        cutter.event(event, range, &events[index + 1..]);
    }
    cutter.close();
    let BlockCutter { mut scanner, copied, .. } = cutter;
    let element_of = |found: &Match| delimited_element(found.row.name, &found.range).filter(|_| !found.in_message);
    let candidates = scanner.matches.iter().filter_map(element_of).collect();
    let is_copied = |at: usize| {
        let before = copied.partition_point(|range| range.start <= at);
        message.contains(&at) || before > 0 && copied[before - 1].contains(&at)
    };
    let (elements, others) = find_elements(file, events, candidates, is_copied);
    let others: BTreeSet<usize> = others.into_iter().map(|element| element.open.start).collect();
    scanner.matches.retain(|found| element_of(found).is_none_or(|element| others.contains(&element.open.start)));
    BodyMarkup { foreign: scanner.report(path, file, diagnostics), elements }
}

/// Collects the text of one block at a time.
#[derive(Default)]
struct BlockCutter<'f> {
    file: &'f str,
    scanner: Scanner,
    parts: Vec<Part>,
    /// The first byte of a line break whose next line has not begun.
    line_break: Option<usize>,
    takes_attributes: bool,
    in_code: bool,
    /// In a link whose text is its URL or the title of a document.
    in_bare_link: bool,
    /// Enclosing block quotes, outermost first: whether each is a ready message.
    quotes: Vec<bool>,
    /// The bytes of the ready messages, without those inside others.
    copied: Vec<Range<usize>>,
    /// The bytes of the text to send.
    message: Range<usize>,
}

impl BlockCutter<'_> {
    fn event(&mut self, event: &Event, range: &Range<usize>, rest: &[(Event, Range<usize>)]) {
        if let Some(start) = self.line_break.take_if(|_| !matches!(event, Event::End(_))) {
            self.parts.push(Part::Break(start..range.start.max(start + 1)));
        }
        match event {
            Event::Text(_) if self.in_code || self.in_bare_link => {}
            Event::Text(_) => self.parts.push(Part::Text(range.clone())),
            Event::Code(_) => self.parts.push(Part::Code(range.clone())),
            Event::SoftBreak | Event::HardBreak => self.line_break = Some(range.start),
            Event::TaskListMarker(_) => self.takes_attributes = true,
            Event::Start(tag) => self.enter(tag, range, rest),
            Event::End(tag) => self.leave(tag),
            _ => {}
        }
    }

    fn enter(&mut self, tag: &Tag, range: &Range<usize>, rest: &[(Event, Range<usize>)]) {
        let source = &self.file[range.clone()];
        match tag {
            Tag::Strikethrough => {
                let follows_word = self.file[..range.start].ends_with(char::is_alphanumeric);
                if follows_word && !source.starts_with("~~") {
                    self.found("subscript", range.clone(), None);
                }
            }
            Tag::Strong if matches!(source, "__TOC__" | "__NOTOC__") => {
                self.found("contents-magic-word", range.clone(), None);
            }
            Tag::Emphasis | Tag::Strong => {}
            Tag::Link { link_type, dest_url, .. } => {
                self.in_bare_link = matches!(
                    link_type,
                    LinkType::WikiLink { has_pothole: false } | LinkType::Autolink | LinkType::Email
                );
                if let (LinkType::Autolink, Some((address, words))) = (link_type, dest_url.split_once('|')) {
                    self.found("slack-link", range.clone(), Some(format!("[{words}]({address})")));
                }
            }
            Tag::Image { link_type, .. } => self.picture_size(*link_type, range, rest),
            Tag::CodeBlock(kind) => {
                self.close();
                self.in_code = true;
                if let CodeBlockKind::Fenced(info) = kind {
                    self.fence(info, range);
                }
            }
            Tag::BlockQuote(_) => {
                self.close();
                let content = rest.first().map_or(range.end, |(_, content)| content.start);
                let is_copied = is_text_to_copy(&self.file[content..range.end.max(content)]);
                let is_inside = self.copied.last().is_some_and(|outer| range.end <= outer.end);
                self.copied.extend((is_copied && !is_inside).then(|| range.clone()));
                self.quotes.push(is_copied);
            }
            Tag::Heading { .. } => {
                self.close();
                self.takes_attributes = true;
            }
            _ => self.close(),
        }
    }

    fn leave(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Strikethrough | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Image => {}
            TagEnd::Link => self.in_bare_link = false,
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes.pop();
            }
            TagEnd::CodeBlock => self.in_code = false,
            _ => self.close(),
        }
    }

    /// Scans the block that has been collected.
    fn close(&mut self) {
        self.line_break = None;
        if let Some(mut block) = Block::new(self.file, &self.parts) {
            block.takes_attributes = self.takes_attributes;
            block.in_message = self.quotes.contains(&true) || self.message.contains(&block.start);
            self.scanner.scan(&block, false);
        }
        self.parts.clear();
        self.takes_attributes = false;
    }

    fn found(&mut self, name: &str, range: Range<usize>, replacement: Option<String>) {
        if let Some(row) = row(name) {
            self.scanner.matches.push(Match { row, range, replacement, in_message: false });
        }
    }

    /// `![Words|300](…)`, whose fix removes the size, and `![[media/x.png|300]]`, which has no words.
    fn picture_size(&mut self, link_type: LinkType, range: &Range<usize>, rest: &[(Event, Range<usize>)]) {
        let Some(end) = rest.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Image))) else { return };
        let Some((Event::Text(text), text_range)) = end.checked_sub(1).and_then(|last| rest.get(last)) else { return };
        let is_size = |size: &str| {
            !size.is_empty()
                && size.split('x').all(|side| !side.is_empty() && side.bytes().all(|byte| byte.is_ascii_digit()))
        };
        if let LinkType::WikiLink { has_pothole } = link_type {
            if has_pothole && is_size(text) {
                self.found("picture-size", range.clone(), None);
            }
            return;
        }
        let source = &self.file[text_range.clone()];
        if let Some((_, size)) = source.rsplit_once('|').filter(|(_, size)| is_size(size.trim())) {
            let start = text_range.end - size.len() - 1;
            self.found("picture-size", start..text_range.end, Some(String::new()));
        }
    }

    /// A fenced code block that another program draws or runs.
    fn fence(&mut self, info: &CowStr, range: &Range<usize>) {
        let word = info.split([' ', ',', ':']).next().unwrap_or_default().to_ascii_lowercase();
        let is_known = |known: &str| word == known || known == "{" && word.starts_with('{');
        let found = ROWS
            .iter()
            .find(|row| matches!(row.detect, Detect::Fence(words) if words.iter().any(|known| is_known(known))));
        if let Some(row) = found {
            let line = self.file[range.clone()].lines().next().unwrap_or_default();
            let range = range.start..range.start + line.len();
            self.scanner.matches.push(Match { row, range, replacement: None, in_message: false });
        }
    }
}
