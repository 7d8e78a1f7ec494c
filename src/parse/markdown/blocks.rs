//! Paragraphs, code blocks, lists and tables.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::html::escape;
use super::writer::{Writer, is_block_start};
use crate::model::{SharedStr, Slot, Spanned, UiString};

impl Writer<'_, '_> {
    pub(super) fn paragraph(&mut self) {
        let end = self.end_of(self.pos);
        if let Some(slot) = self.phrase_alone(end) {
            self.slot(slot);
            self.out.html.push('\n');
            self.pos = end + 1;
            return;
        }
        self.out.html.push_str("<p>");
        self.pos += 1;
        self.inlines();
        self.pos += 1;
        self.out.html.push_str("</p>\n");
    }

    /// `[[phrase:id]]` alone in a paragraph.
    pub(super) fn phrase_alone(&mut self, end: usize) -> Option<Slot> {
        let Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. }) =
            &self.events.get(self.pos + 1)?.0
        else {
            return None;
        };
        let id = dest_url.strip_prefix("phrase:")?;
        if self.end_of(self.pos + 1) + 1 != end {
            return None;
        }
        let id: SharedStr = id.into();
        let range = self.events[self.pos + 1].1.clone();
        self.done.phrases.push(Spanned { value: id.clone(), range });
        Some(Slot::Phrase(id))
    }

    pub(super) fn code_block(&mut self, kind: &CodeBlockKind) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default().to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        // A block that can be scrolled can be reached by the keyboard.
        self.out.html.push_str("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.html.push_str(" class=\"language-");
            escape(&language, &mut self.out.html);
            self.out.html.push('"');
        }
        self.out.html.push('>');
        self.pos += 1;
        while let Event::Text(text) = self.events[self.pos].0.clone() {
            escape(&text, &mut self.out.html);
            self.pos += 1;
        }
        self.out.html.push_str("</code></pre>\n");
        self.pos += 1;
    }

    pub(super) fn list(&mut self, first: Option<u64>) {
        let tasks = self.has_task(self.pos);
        let class = if tasks { " class=\"tasks\"" } else { "" };
        let close = match first {
            None => {
                self.html(&["<ul", class, ">\n"]);
                "</ul>\n"
            }
            Some(1) => {
                self.html(&["<ol", class, ">\n"]);
                "</ol>\n"
            }
            Some(start) => {
                self.out.html.push_str(&format!("<ol start=\"{start}\"{class}>\n"));
                "</ol>\n"
            }
        };
        self.pos += 1;
        while matches!(self.events[self.pos].0, Event::Start(Tag::Item)) {
            self.item();
        }
        self.out.html.push_str(close);
        self.pos += 1;
    }

    pub(super) fn item(&mut self) {
        if self.task_marker(self.pos).is_some() {
            self.task();
            return;
        }
        self.out.html.push_str("<li>");
        self.pos += 1;
        if is_block_start(&self.events[self.pos].0) {
            self.out.html.push('\n');
        }
        self.quoter.reset();
        while !matches!(self.events[self.pos].0, Event::End(_)) {
            if is_block_start(&self.events[self.pos].0) {
                if !self.out.html.ends_with('\n') {
                    self.out.html.push('\n');
                }
                self.block();
            } else {
                self.inline();
            }
        }
        self.out.html.push_str("</li>\n");
        self.pos += 1;
    }

    pub(super) fn table(&mut self, alignments: &[Alignment]) {
        self.out.html.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.slot(Slot::UiString(UiString::Table));
        self.out.html.push_str("\"><table>\n");
        self.pos += 1;
        let mut head = true;
        let mut column = 0;
        loop {
            match self.events[self.pos].0.clone() {
                Event::Start(Tag::TableHead) => {
                    self.out.html.push_str("<thead><tr>");
                    column = 0;
                }
                Event::End(TagEnd::TableHead) => {
                    self.out.html.push_str("</tr></thead>\n<tbody>\n");
                    head = false;
                }
                Event::Start(Tag::TableRow) => {
                    self.out.html.push_str("<tr>");
                    column = 0;
                }
                Event::End(TagEnd::TableRow) => self.out.html.push_str("</tr>\n"),
                Event::Start(Tag::TableCell) => {
                    let class = match alignments.get(column) {
                        Some(Alignment::Left) => " class=\"left\"",
                        Some(Alignment::Center) => " class=\"center\"",
                        Some(Alignment::Right) => " class=\"right\"",
                        _ => "",
                    };
                    column += 1;
                    let (open, close) = if head { ("<th scope=\"col\"", "</th>") } else { ("<td", "</td>") };
                    self.out.html.push_str(open);
                    self.out.html.push_str(class);
                    self.out.html.push('>');
                    self.quoter.reset();
                    self.pos += 1;
                    self.inlines();
                    self.out.html.push_str(close);
                }
                _ => break,
            }
            self.pos += 1;
        }
        self.out.html.push_str("</tbody></table></div>\n");
        self.pos += 1;
    }
}
