//! What stands inside a line: text, emphasis, links, pictures, footnote marks.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::{Writer, escape, plain};
use crate::diagnostics::{Code, Fix};
use crate::foundation::text::has;
use crate::model::{Link, Picture, SharedStr, Slot, Spanned, Target, is_id};
use crate::parse::glossary::words;

/// Signs and words that follow a sum.
const CURRENCIES: [&str; 12] = ["€", "eur", "eiro", "euro", "евро", "₽", "руб", "рублей", "лв", "лева", "$", "usd"];

impl Writer<'_, '_> {
    /// Inline events up to the end of what surrounds them.
    pub(super) fn inlines(&mut self) {
        while self.pos < self.events.len() && !matches!(self.events[self.pos].0, Event::End(_)) {
            self.inline();
        }
    }

    pub(super) fn inline(&mut self) {
        let (event, range) = self.events[self.pos].clone();
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => {
                self.out.html.push_str("<code>");
                escape(&text, &mut self.out.html);
                self.out.html.push_str("</code>");
                self.quoter.skip('x');
            }
            Event::SoftBreak => {
                self.out.html.push('\n');
                self.quoter.skip(' ');
            }
            Event::HardBreak => {
                self.out.html.push_str("<br>\n");
                self.quoter.skip(' ');
            }
            Event::Html(_) | Event::InlineHtml(_) => self.raw_html(range),
            Event::FootnoteReference(label) => {
                let known = self.footnotes.contains_key(&*label);
                let n = self.footnote_number(&label);
                let id = if known { String::new() } else { format!(" id=\"fnref-{n}\"") };
                self.out.html.push_str(&format!("<sup class=\"footnote\"><a href=\"#fn-{n}\"{id}>{n}</a></sup>"));
            }
            Event::Start(Tag::Emphasis) => return self.wrapped("em"),
            Event::Start(Tag::Strong) => return self.wrapped("strong"),
            Event::Start(Tag::Strikethrough) => return self.wrapped("del"),
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                return self.link(link_type, &dest_url, &title, range);
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => return self.picture(&dest_url, &title, range),
            Event::Start(_) => {
                self.pos += 1;
                self.inlines();
            }
            _ => {}
        }
        self.pos += 1;
    }

    fn wrapped(&mut self, tag: &str) {
        self.html(&["<", tag, ">"]);
        self.pos += 1;
        self.inlines();
        self.pos += 1;
        self.html(&["</", tag, ">"]);
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if !self.reading.extensions {
            return escape(text, &mut self.out.html);
        }
        if has(text, |byte| byte == b'{')
            && let Some(at) = text.find("{#")
        {
            // Escapes and entities shift bytes between text and source: the braces are looked for in the source.
            let start = self.file[range.clone()].find("{#").map_or(range.start + at, |found| range.start + found);
            self.report(Code::StrayAttribute, start..start + 2);
        }
        let typed = self.quoter.turn(text);
        if self.context.message {
            self.message_text(&typed, range);
        } else if self.context.running && !self.context.link {
            self.running_text(&typed, range);
        } else {
            escape(&typed, &mut self.out.html);
        }
    }

    /// Running text: the first mention of each term becomes a slot.
    fn running_text(&mut self, text: &str, range: Range<usize>) {
        let glossary = self.reading.glossary;
        let mut last = 0;
        // Escapes and quotation marks shift bytes between text and source.
        let mut source = range.start;
        for mention in glossary.mentions(text) {
            if self.mentioned.insert(mention.term.clone()) {
                escape(&text[last..mention.range.start], &mut self.out.html);
                let words: SharedStr = text[mention.range.clone()].into();
                let found = self.file[source..range.end].find(&*words).map(|at| source + at..source + at + words.len());
                source = found.as_ref().map_or(source, |found| found.end);
                self.done.terms.push(Spanned { value: mention.term.clone(), range: found.unwrap_or(range.clone()) });
                self.slot(Slot::Term { id: mention.term.clone(), text: words });
                last = mention.range.end;
            }
        }
        escape(&text[last..], &mut self.out.html);
    }

    /// A ready message: `[…]` is a blank to fill in; dates and sums outside of it are of another case.
    fn message_text(&mut self, text: &str, range: Range<usize>) {
        let mut rest = text;
        while let Some((before, blank, after)) = next_blank(rest) {
            self.fixed_in_message(before, &range);
            escape(before, &mut self.out.html);
            blank_html(blank, self.reading.case, &mut self.out.html);
            rest = after;
        }
        self.fixed_in_message(rest, &range);
        escape(rest, &mut self.out.html);
    }

    fn fixed_in_message(&mut self, text: &str, range: &Range<usize>) {
        if let Some(found) = fixed(text, self.reading.language) {
            let typed = &text[found];
            let start = self.file[range.clone()].find(typed).map_or(range.start, |at| range.start + at);
            let end = (start + typed.len()).min(range.end);
            self.report(Code::FixedInMessage, start..end).args.push(("typed", typed.to_owned()));
        }
    }

    fn link(&mut self, link_type: LinkType, dest: &str, title: &CowStr, range: Range<usize>) {
        if !self.reading.extensions {
            return self.bare_link(link_type, dest, title);
        }
        let end = self.end_of(self.pos);
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        let shows_title = matches!(link_type, LinkType::WikiLink { has_pothole: false });
        let outside = match link_type {
            LinkType::Email => Some(Target::Outside(format!("mailto:{dest}").into())),
            _ => None,
        };
        let Some(target) = outside.or_else(|| self.target(dest, wiki, &range)) else {
            // The words stay, the link is reported.
            self.pos += 1;
            self.inlines();
            self.pos = end + 1;
            return;
        };
        let number = self.done.links.len() as u32;
        // Most links have no title, and an empty one of its own would take room.
        let title = if title.is_empty() { SharedStr::default() } else { SharedStr::from(&**title) };
        let typed = SharedStr::from(dest);
        self.done.links.push(Link { target, shows_title, title, typed, range });
        self.slot(Slot::LinkOpen(number));
        if shows_title {
            self.quoter.skip('x');
        } else {
            let outer = std::mem::replace(&mut self.context.link, true);
            self.pos += 1;
            self.inlines();
            self.context.link = outer;
        }
        self.slot(Slot::LinkClose(number));
        self.pos = end + 1;
    }

    fn picture(&mut self, dest: &str, title: &CowStr, range: Range<usize>) {
        if !self.reading.extensions {
            return self.bare_picture(dest, title);
        }
        let end = self.end_of(self.pos);
        let alt = plain(&self.events[self.pos + 1..end]).into();
        self.pos = end + 1;
        let target = match self.target(dest, false, &range) {
            Some(target @ Target::Media(_)) => target,
            Some(_) => {
                let diagnostic = self.report(Code::MissingMedia, range);
                diagnostic.args.push(("target", dest.to_owned()));
                return;
            }
            None => return,
        };
        let number = self.done.pictures.len() as u32;
        // Most links have no title, and an empty one of its own would take room.
        let title = if title.is_empty() { SharedStr::default() } else { SharedStr::from(&**title) };
        let typed = SharedStr::from(dest);
        self.done.pictures.push(Picture { target, alt, title, typed, range });
        self.slot(Slot::Picture(number));
    }

    /// `C:\x.md`, `media\x.png`: the second can be mended.
    fn path_of_computer(&mut self, dest: &str, whole: bool, range: &Range<usize>) {
        let at = self.file[range.clone()].find(dest).map(|at| range.start + at);
        let kind = if whole { "whole" } else { "backslash" };
        let diagnostic = self.report(Code::PathOfComputer, range.clone());
        diagnostic.args.extend([("kind", kind.to_owned()), ("typed", dest.to_owned())]);
        let slashes = dest.replace('\\', "/");
        let meant = media_path(&slashes).is_some() || slashes.ends_with(".md");
        if let Some(at) = at.filter(|_| !whole && meant) {
            diagnostic.fix = Some(Fix::new(at..at + dest.len(), slashes));
        }
    }

    /// What a link's address means; an address that can do harm is reported.
    fn target(&mut self, dest: &str, wiki: bool, range: &Range<usize>) -> Option<Target> {
        let drive = dest.as_bytes().get(1) == Some(&b':') && dest.starts_with(|c: char| c.is_ascii_alphabetic());
        if !wiki && (drive || dest.starts_with("file:") || dest.contains('\\')) {
            self.path_of_computer(dest, drive || dest.starts_with("file:"), range);
            return None;
        }
        let clean: String = dest.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        let scheme = clean.find(':').map(|at| &clean[..at]).filter(|scheme| {
            !wiki && !scheme.contains(['/', '#', '?']) && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        });
        if let Some(scheme) = scheme {
            let scheme = scheme.to_ascii_lowercase();
            if matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") {
                return Some(Target::Outside(clean.into()));
            }
            self.report(Code::BadScheme, range.clone()).args.push(("scheme", scheme));
            return None;
        }
        if clean.starts_with("//") || clean.starts_with("&") {
            self.report(Code::BadScheme, range.clone()).args.push(("scheme", clean));
            return None;
        }
        if let Some(anchor) = dest.strip_prefix('#') {
            return Some(Target::Here(decoded(anchor).into()));
        }
        let (path, anchor) = match dest.split_once('#') {
            Some((path, anchor)) => (path, Some(SharedStr::from(decoded(anchor)))),
            None => (dest, None),
        };
        if wiki {
            // In a table the stroke of `[[id\|words]]` is escaped.
            let id = path.trim().trim_end_matches('\\');
            return Some(Target::Page { id: id.into(), anchor });
        }
        let path = decoded(path);
        if let Some(below) = media_path(&path) {
            return Some(Target::Media(below.into()));
        }
        let name = path.rsplit('/').next().unwrap_or_default();
        match name.strip_suffix(".md") {
            Some(id) if is_id(id) => Some(Target::Page { id: id.into(), anchor }),
            _ => {
                self.report(Code::DeadLink, range.clone()).args.push(("target", dest.to_owned()));
                None
            }
        }
    }
}

/// The part of an address below `media/`, from wherever it is written.
fn media_path(path: &str) -> Option<&str> {
    let path = path.trim_start_matches("./");
    let mut rest = path.strip_prefix('/').unwrap_or(path);
    while let Some(up) = rest.strip_prefix("../") {
        rest = up;
    }
    rest.strip_prefix("media/").filter(|below| !below.split('/').any(|part| part == ".." || part.is_empty()))
}

/// Percent-encoding undone; what is no valid UTF-8 stays as it was.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.filter(|_| bytes[at] == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// Text before the next `[blank]`, the blank with its brackets, and what follows.
fn next_blank(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('[')?;
    let close = open + text[open..].find(']')?;
    Some((&text[..open], &text[open..=close], &text[close + 1..]))
}

/// A blank, with the field of the reader's case that fills it, if its words name one.
fn blank_html(blank: &str, case: &[(SharedStr, &'static str)], html: &mut String) {
    let words = blank.trim_matches(['[', ']']).trim().to_lowercase();
    let field = case.iter().find(|(name, _)| **name == *words);
    let field = field.map_or_else(String::new, |(_, field)| format!(" data-case=\"{field}\""));
    html.push_str(&format!("<span class=\"blank\"{field}>"));
    escape(blank, html);
    html.push_str("</span>");
}

/// A message with its blanks marked, for phrases (plain text from YAML).
pub fn message_html(text: &str, case: &[(SharedStr, &'static str)]) -> String {
    let mut html = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, blank, after)) = next_blank(rest) {
        escape(before, &mut html);
        blank_html(blank, case, &mut html);
        rest = after;
    }
    escape(rest, &mut html);
    html
}

/// The first date or sum in a text that is meant to be sent by many.
pub fn fixed(text: &str, language: &crate::lang::Language) -> Option<Range<usize>> {
    let words: Vec<Range<usize>> = words(text).collect();
    for (i, word) in words.iter().enumerate() {
        let typed = &text[word.clone()];
        if !typed.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let before = text[..word.start].chars().next_back();
        if before == Some('€') || before == Some('$') {
            return Some(word.start - before.map_or(0, char::len_utf8)..word.end);
        }
        let behind = text[word.end..].trim_start_matches(['.', ' ', '\u{a0}', '\u{202f}']);
        let end = words.get(i + 1).map_or(word.end, |next| next.end);
        let next = words.get(i + 1).map(|next| text[next.clone()].to_lowercase()).unwrap_or_default();
        let gap = words.get(i + 1).map_or("", |next| &text[word.end..next.start]);
        if behind.starts_with(['€', '₽', '$']) {
            let sign = text.len() - behind.len();
            return Some(word.start..sign + behind.chars().next().map_or(0, char::len_utf8));
        }
        let near = gap.chars().all(|c| matches!(c, '.' | ' ' | '\u{a0}' | '\u{202f}'));
        if near && (CURRENCIES.contains(&next.as_str()) || language.is_month(&next)) {
            return Some(word.start..end);
        }
        let two_digits = |word: &str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        if gap == "." && two_digits(typed) && two_digits(&next) && text[end..].starts_with('.') {
            return Some(word.start..end);
        }
        if gap == "-" && typed.len() == 4 && two_digits(&next) {
            return Some(word.start..end);
        }
    }
    None
}

/// Whether the event opens or is a link.
pub(super) fn is_link_start(event: &Event) -> bool {
    matches!(event, Event::Start(Tag::Link { .. }))
}

pub(super) fn is_link_end(event: &Event) -> bool {
    matches!(event, Event::End(TagEnd::Link))
}
