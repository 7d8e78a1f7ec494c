//! Inline events: text, emphasis, code, line breaks and footnote references.
//!
//! Takes events with their bytes in the file; appends HTML and slots to the [`Writer`]'s fragment. In running text, the
//! first mention of each glossary term becomes a slot.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::country_lines;
use super::html::escape;
use super::literal_quotes::find_literal_quotes;
use super::writer::Writer;
use crate::diagnostics::Code;
use crate::foundation::text::contains_byte;
use crate::model::{SharedStr, Slot, Spanned};

impl Writer<'_, '_> {
    /// Writes inline events up to the end of the enclosing event.
    pub(super) fn inlines(&mut self) {
        while self.pos < self.events.len() && !matches!(self.events[self.pos].0, Event::End(_)) {
            self.inline();
        }
    }

    /// Writes an inline event and everything in it.
    pub(super) fn inline(&mut self) {
        if self.commonmark && self.commonmark_inline() {
            return;
        }
        let (event, range) = self.events[self.pos].clone();
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => {
                self.fragment.html.push_str("<code>");
                escape(&text, &mut self.fragment.html);
                self.fragment.html.push_str("</code>");
                self.smart_quotes.skip('x');
            }
            Event::SoftBreak => {
                self.fragment.html.push('\n');
                self.smart_quotes.skip(' ');
            }
            Event::HardBreak => {
                self.fragment.html.push_str("<br>\n");
                self.smart_quotes.skip(' ');
            }
            Event::InlineHtml(tag) if self.element_tags.binary_search(&range.start).is_ok() => self.html(&[&tag]),
            Event::Html(_) | Event::InlineHtml(_) => self.raw_html(range),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::Start(Tag::Emphasis) => return self.element("em"),
            Event::Start(Tag::Strong) => return self.element("strong"),
            Event::Start(Tag::Strikethrough) => return self.element("del"),
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                return self.link(link_type, &dest_url, &title, range);
            }
            Event::Start(Tag::Image { link_type, dest_url, title, .. }) => {
                return self.picture(link_type, &dest_url, &title, range);
            }
            Event::Start(_) => {
                self.pos += 1;
                self.inlines();
            }
            _ => {}
        }
        self.pos += 1;
    }

    /// Writes the events of an inline element between a pair of tags.
    fn element(&mut self, tag: &str) {
        self.html(&["<", tag, ">"]);
        self.pos += 1;
        self.inlines();
        self.pos += 1;
        self.html(&["</", tag, ">"]);
    }

    /// Writes a text event. `range` is its bytes in the file.
    fn text(&mut self, text: &str, range: Range<usize>) {
        if contains_byte(text, |byte| byte == b'{') {
            // The source is searched, because a brace that is escaped, or written as an entity, is text.
            let mut starts = self.file[range.clone()].match_indices("{#").map(|(at, _)| range.start + at);
            if let Some(start) = starts.find(|start| !self.file[..*start].ends_with('\\')) {
                self.report(Code::StrayAttribute, start..start + 2);
            }
            if let Some(start) = self.file[range.clone()].find(country_lines::OPEN).map(|at| range.start + at)
                && text.contains(country_lines::OPEN)
                && !self.file[..start].ends_with('\\')
            {
                let diagnostic = self.report(Code::StrayAttribute, start..start + country_lines::OPEN.len());
                diagnostic.args.push(("kind", "country".to_owned()));
            }
        }
        let literal = find_literal_quotes(self.file, range.clone());
        let text = self.smart_quotes.curl_except(text, &literal);
        if self.context.in_message {
            self.message_text(&text, range);
        } else if self.context.running_text && !self.context.in_link {
            self.running_text(&text, range);
        } else {
            escape(&text, &mut self.fragment.html);
        }
    }

    /// Writes prose; the first mention of each term becomes a slot.
    fn running_text(&mut self, text: &str, range: Range<usize>) {
        let glossary = self.input.glossary;
        let mut last = 0;
        // Escapes and smart quotes make text and source differ in length, so mentions are searched in the source.
        let mut searched = range.start;
        for mention in glossary.mentions(text) {
            if self.linked_terms.insert(mention.term.clone()) {
                escape(&text[last..mention.range.start], &mut self.fragment.html);
                let words: SharedStr = text[mention.range.clone()].into();
                let found = self.file[searched..range.end].find(&*words).map(|index| searched + index);
                let found = found.map(|start| start..start + words.len());
                searched = found.as_ref().map_or(searched, |found| found.end);
                self.output.terms.push(Spanned { value: mention.term.clone(), range: found.unwrap_or(range.clone()) });
                self.slot(Slot::Term { id: mention.term.clone(), text: words });
                last = mention.range.end;
            }
        }
        escape(&text[last..], &mut self.fragment.html);
    }
}
