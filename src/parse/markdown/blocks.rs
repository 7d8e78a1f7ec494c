//! Paragraphs, code blocks, lists, definition lists and tables.
//!
//! Takes the events of one block; appends its HTML to the [`Writer`]'s fragment. Never decides where a block is shown.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::html::escape;
use super::writer::{Writer, is_block_start};
use crate::model::{SharedStr, Slot, Spanned, UiString};

impl Writer<'_, '_> {
    /// Writes a paragraph, or the slot of a phrase if that is all it holds.
    pub(super) fn paragraph(&mut self) {
        self.first_paragraph(None);
    }

    /// As [`Writer::paragraph`], with the countries of the list item that it begins.
    fn first_paragraph(&mut self, of_item: Option<u32>) {
        let end = self.end_of(self.pos);
        if let Some(slot) = self.phrase_slot(end) {
            self.country_names(of_item);
            self.slot(slot);
            self.fragment.html.push('\n');
            self.pos = end + 1;
            return;
        }
        self.fragment.html.push_str("<p");
        let countries = self.country_attribute(end);
        self.fragment.html.push('>');
        self.country_names(of_item.or(countries));
        self.pos += 1;
        self.inlines();
        self.pos += 1;
        self.fragment.html.push_str("</p>\n");
    }

    /// The slot of a paragraph that consists of `[[phrase:id]]` alone. `end` is the index of the paragraph's end.
    fn phrase_slot(&mut self, end: usize) -> Option<Slot> {
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
        self.output.phrases.push(Spanned { value: id.clone(), range });
        Some(Slot::Phrase(id))
    }

    /// Writes a code block. Its language becomes a class, as highlighters expect it.
    pub(super) fn code_block(&mut self, kind: &CodeBlockKind) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default().to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        // Keyboard users can only scroll an element that takes the focus.
        self.fragment.html.push_str("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.fragment.html.push_str(" class=\"language-");
            escape(&language, &mut self.fragment.html);
            self.fragment.html.push('"');
        }
        self.fragment.html.push('>');
        self.pos += 1;
        while let Event::Text(text) = self.events[self.pos].0.clone() {
            escape(&text, &mut self.fragment.html);
            self.pos += 1;
        }
        self.fragment.html.push_str("</code></pre>\n");
        self.pos += 1;
    }

    /// Writes a list that is not a list of actions.
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
                self.fragment.html.push_str(&format!("<ol start=\"{start}\"{class}>\n"));
                "</ol>\n"
            }
        };
        self.pos += 1;
        while matches!(self.events[self.pos].0, Event::Start(Tag::Item)) {
            self.open_item();
        }
        self.fragment.html.push_str(close);
        self.pos += 1;
    }

    /// Writes a list item. An item of a tight list holds inline events without a paragraph.
    pub(super) fn open_item(&mut self) {
        if self.task_marker(self.pos).is_some() {
            self.task_item();
            return;
        }
        self.fragment.html.push_str("<li");
        let countries = self.country_attribute(self.item_text_end(self.pos));
        self.fragment.html.push('>');
        self.pos += 1;
        if is_block_start(&self.events[self.pos].0) {
            self.fragment.html.push('\n');
        }
        if countries.is_some() && matches!(self.events[self.pos].0, Event::Start(Tag::Paragraph)) {
            self.smart_quotes.reset();
            self.first_paragraph(countries);
        } else {
            self.country_names(countries);
        }
        self.smart_quotes.reset();
        self.item_content();
        self.fragment.html.push_str("</li>\n");
        self.pos += 1;
    }

    /// Writes a list of terms with their definitions. A definition of a tight list holds inline events without a
    /// paragraph.
    pub(super) fn definition_list(&mut self) {
        self.fragment.html.push_str("<dl>\n");
        self.pos += 1;
        loop {
            let tag = match self.events[self.pos].0 {
                Event::Start(Tag::DefinitionListTitle) => "dt",
                Event::Start(Tag::DefinitionListDefinition) => "dd",
                _ => break,
            };
            self.html(&["<", tag, ">"]);
            self.pos += 1;
            self.smart_quotes.reset();
            self.item_content();
            self.html(&["</", tag, ">\n"]);
            self.pos += 1;
        }
        self.fragment.html.push_str("</dl>\n");
        self.pos += 1;
    }

    /// Writes the blocks and inline events of a list item or a definition.
    fn item_content(&mut self) {
        while !matches!(self.events[self.pos].0, Event::End(_)) {
            if is_block_start(&self.events[self.pos].0) {
                if !self.fragment.html.ends_with('\n') {
                    self.fragment.html.push('\n');
                }
                self.block();
            } else {
                self.inline();
            }
        }
    }

    /// Writes a table in a region that can be scrolled by keyboard.
    pub(super) fn table(&mut self, alignments: &[Alignment]) {
        self.fragment.html.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.slot(Slot::UiString(UiString::Table));
        // Screen readers list the regions of a page by their names.
        self.tables += 1;
        if self.tables > 1 {
            self.fragment.html.push_str(&format!(" {}", self.tables));
        }
        self.fragment.html.push_str("\"><table>\n");
        self.pos += 1;
        let mut head = true;
        let mut column = 0;
        let mut countries = None;
        loop {
            match self.events[self.pos].0.clone() {
                Event::Start(Tag::TableHead) => {
                    self.fragment.html.push_str("<thead><tr>");
                    column = 0;
                }
                Event::End(TagEnd::TableHead) => {
                    self.fragment.html.push_str("</tr></thead>\n<tbody>\n");
                    head = false;
                }
                Event::Start(Tag::TableRow) => {
                    self.fragment.html.push_str("<tr");
                    // Before the end of the row is that of its last cell.
                    countries = self.country_attribute(self.end_of(self.pos) - 1);
                    self.fragment.html.push('>');
                    column = 0;
                }
                Event::End(TagEnd::TableRow) => self.fragment.html.push_str("</tr>\n"),
                Event::Start(Tag::TableCell) => {
                    let class = match alignments.get(column) {
                        Some(Alignment::Left) => " class=\"left\"",
                        Some(Alignment::Center) => " class=\"center\"",
                        Some(Alignment::Right) => " class=\"right\"",
                        _ => "",
                    };
                    column += 1;
                    let (open, close) = if head { ("<th scope=\"col\"", "</th>") } else { ("<td", "</td>") };
                    self.fragment.html.push_str(open);
                    self.fragment.html.push_str(class);
                    self.fragment.html.push('>');
                    self.country_names(countries.take());
                    self.smart_quotes.reset();
                    self.pos += 1;
                    self.inlines();
                    self.fragment.html.push_str(close);
                }
                _ => break,
            }
            self.pos += 1;
        }
        self.fragment.html.push_str("</tbody></table></div>\n");
        self.pos += 1;
    }
}
