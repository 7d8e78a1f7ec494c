//! What stands inside a line: text, emphasis, links, pictures, footnote marks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::html::escape;
use super::writer::Writer;
use crate::diagnostics::Code;
use crate::foundation::text::has;
use crate::model::{SharedStr, Slot, Spanned};
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
        if self.commonmark && self.commonmark_inline() {
            return;
        }
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
