//! Markdown to HTML with holes, and the facts that stand in it.
//!
//! Takes the body of one file and what its language knows (phases, glossary); gives a [`Markdown`]: the body as a
//! [`Fragment`], headings, actions, links, pictures, and every mistake. The HTML is written here and not by the
//! parser's own writer, which writes inline styles, disabled boxes and raw footnote ids. Links, pictures and words
//! become slots: where they lead is decided when a page is made. Never looks at another file, never fails.

mod attributes;
mod callouts;
mod commonmark;
mod headings;
mod inline;
mod lint;
mod phases;
mod task_list;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::text::{has, is_unfit, may_be_unfit};
use crate::lang::{Language, Quoter};
use crate::model::{Action, Fragment, Heading, Kind, Link, Picture, SharedStr, Slot, Spanned, UiString};
use crate::parse::glossary::Glossary;

pub use commonmark::commonmark;
pub use inline::{fixed, message_html};
pub use phases::Phases;

/// Blocks and marks inside one another: more than this no reader can follow.
const DEEPEST: usize = 64;

/// About as many bytes of prose as make one event; room for too few only costs time.
const BYTES_PER_EVENT: usize = 24;

/// What is read beside CommonMark.
pub const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_WIKILINKS);

/// What the reading of one file depends on beside its bytes.
pub struct ParseInput<'a> {
    pub path: &'a SharedStr,
    pub kind: Kind,
    /// The page's id, first half of its actions' keys.
    pub page: &'a SharedStr,
    pub language: &'static Language,
    pub phases: &'a Phases,
    pub glossary: &'a Glossary,
    /// [`crate::model::LanguageTexts::case`]
    pub case: &'a [(SharedStr, &'static str)],
}

/// What a body says.
#[derive(Debug, Default)]
pub struct Markdown {
    pub body: Fragment,
    pub headings: Vec<Heading>,
    pub actions: Vec<Action>,
    pub items: Vec<Spanned<SharedStr>>,
    pub links: Vec<Link>,
    pub pictures: Vec<Picture>,
    pub phrases: Vec<Spanned<SharedStr>>,
    pub terms: Vec<Spanned<SharedStr>>,
    /// Words in single brackets that have the form of an id.
    pub named: Vec<Spanned<SharedStr>>,
    pub intros: Vec<(usize, Fragment)>,
}

impl Markdown {
    /// Without the room that lists keep for more: it stays in memory as long as the site.
    pub fn trimmed(mut self) -> Markdown {
        self.body.html.shrink_to_fit();
        self.body.slots.shrink_to_fit();
        self.headings.shrink_to_fit();
        self.actions.shrink_to_fit();
        self.items.shrink_to_fit();
        self.links.shrink_to_fit();
        self
    }
}

/// Reads the stretch `range` of `file`.
pub fn read(reading: &ParseInput, file: &str, range: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Markdown {
    let Some(events) = parse_events(reading, file, range, EXTENSIONS, diagnostics) else { return Markdown::default() };
    let named = lint::find(reading, file, &events, diagnostics);
    let mut writer = Writer::new(reading, file, events, diagnostics);
    writer.document();
    Markdown { named, ..writer.done }
}

/// The events of the bytes `range` of `file`, each with its bytes in the file; `None` if blocks or markup are nested
/// too deeply.
fn parse_events<'a>(
    reading: &ParseInput,
    file: &'a str,
    range: Range<usize>,
    options: Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<(Event<'a>, Range<usize>)>> {
    let text = &file[range.clone()];
    let base = range.start;
    let mut unknown = Vec::new();
    let callback = |link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            unknown.push((base + link.span.start..base + link.span.end, link.reference.to_string()));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(text, options, Some(callback));
    let mut events = Vec::with_capacity(text.len() / BYTES_PER_EVENT);
    let mut depth = 0usize;
    for (event, at) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let place = Span::new(reading.path, base + at.start..base + at.start + 1);
            diagnostics.push(Diagnostic::new(Code::TooDeep, place).arg("limit", DEEPEST.to_string()));
            return None;
        }
        if let Some(c) = unfit(&event, &text[at.clone()]) {
            let place = Span::new(reading.path, base + at.start..base + at.end);
            let name = format!("U+{:04X}", c as u32);
            diagnostics.push(Diagnostic::new(Code::ControlCharacter, place).arg("character", name));
        }
        events.push((event, base + at.start..base + at.end));
    }
    for (at, reference) in unknown {
        let diagnostic = Diagnostic::new(Code::DeadLink, Span::new(reading.path, at)).arg("target", reference);
        diagnostics.push(diagnostic.arg("kind", "reference"));
    }
    Some(events)
}

/// Writes HTML while it walks the events; `pos` is the next one.
struct Writer<'a, 'd> {
    reading: &'a ParseInput<'a>,
    file: &'a str,
    events: Vec<(Event<'a>, Range<usize>)>,
    pos: usize,
    out: Fragment,
    done: Markdown,
    diagnostics: &'d mut Vec<Diagnostic>,
    quoter: Quoter,
    /// Ids given in this file, with their bytes.
    ids: HashMap<SharedStr, Range<usize>>,
    /// Next number for an automatic id, by id.
    next_number: HashMap<String, usize>,
    /// Terms that were linked.
    mentioned: HashSet<SharedStr>,
    /// The phase in force, and the level of its heading.
    phase: Option<(usize, u8)>,
    context: Context,
    /// Footnote label -> number, in the order of reference.
    footnotes: HashMap<String, usize>,
    notes: Vec<(usize, Fragment)>,
    boxes: usize,
    /// See `commonmark.rs`.
    commonmark: bool,
}

/// What surrounds the text being written.
#[derive(Clone, Copy, Default)]
struct Context {
    /// Terms may be linked: running text.
    running: bool,
    message: bool,
    link: bool,
}

/// A top-level block: its stretch of the body, and what it is to a situation.
enum Block {
    ProseLinter,
    PhaseHeading,
    Steps,
}

impl<'a, 'd> Writer<'a, 'd> {
    fn new(
        reading: &'a ParseInput<'a>,
        file: &'a str,
        events: Vec<(Event<'a>, Range<usize>)>,
        diagnostics: &'d mut Vec<Diagnostic>,
    ) -> Self {
        Writer {
            reading,
            file,
            events,
            pos: 0,
            out: Fragment::default(),
            done: Markdown::default(),
            diagnostics,
            quoter: Quoter::new(reading.language),
            ids: HashMap::new(),
            next_number: HashMap::new(),
            mentioned: HashSet::new(),
            phase: None,
            context: Context { running: true, ..Context::default() },
            footnotes: HashMap::new(),
            notes: Vec::new(),
            boxes: 0,
            commonmark: false,
        }
    }

    fn document(&mut self) {
        // Marks are shorter than what they become.
        let length = self.events.last().map_or(0, |(_, range)| range.end);
        self.out.html.reserve(length + length / 8);
        let lifted = self.reading.kind == Kind::Situation;
        let mut intros: Vec<(usize, Fragment)> = Vec::new();
        while self.pos < self.events.len() {
            let start = self.out.html.len();
            let slots = self.out.slots.len();
            let block = self.top_block();
            let Some((phase, _)) = self.phase.filter(|_| lifted) else { continue };
            let html = self.out.html.split_off(start);
            let moved = self.out.slots.split_off(slots);
            if let Block::ProseLinter = block {
                if intros.last().is_none_or(|(last, _)| *last != phase) {
                    intros.push((phase, Fragment::default()));
                }
                if let Some((_, intro)) = intros.last_mut() {
                    let shift = intro.html.len() as u32;
                    intro.html.push_str(&html);
                    intro.slots.extend(moved.into_iter().map(|(at, slot)| (at - start as u32 + shift, slot)));
                }
            }
        }
        self.write_notes();
        self.done.intros = intros;
        self.done.body = std::mem::take(&mut self.out);
    }

    /// One block that stands in nothing else. Phases and actions exist only here.
    fn top_block(&mut self) -> Block {
        match &self.events[self.pos].0 {
            Event::Start(Tag::Heading { level, .. }) => {
                let level = *level;
                if self.heading(level, true) { Block::PhaseHeading } else { Block::ProseLinter }
            }
            Event::Start(Tag::List(first)) => {
                let first = *first;
                match self.phase {
                    Some((phase, _)) if self.has_task(self.pos) => {
                        self.steps(first, phase);
                        Block::Steps
                    }
                    _ => {
                        self.list(first);
                        Block::ProseLinter
                    }
                }
            }
            _ => {
                self.block();
                Block::ProseLinter
            }
        }
    }

    /// One block and all that is in it.
    fn block(&mut self) {
        if self.commonmark && self.commonmark_block() {
            return;
        }
        self.quoter.reset();
        let (event, range) = self.events[self.pos].clone();
        match event {
            Event::Start(Tag::Paragraph) => self.paragraph(),
            Event::Start(Tag::Heading { level, .. }) => {
                self.heading(level, false);
            }
            Event::Start(Tag::BlockQuote(_)) => self.quote(),
            Event::Start(Tag::CodeBlock(kind)) => self.code_block(&kind),
            Event::Start(Tag::List(first)) => self.list(first),
            Event::Start(Tag::Table(alignments)) => self.table(&alignments),
            Event::Start(Tag::FootnoteDefinition(label)) => self.footnote(&label),
            Event::Start(Tag::HtmlBlock) => {
                let end = self.end_of(self.pos);
                self.raw_html(range);
                self.pos = end + 1;
            }
            Event::Rule => {
                self.out.html.push_str("<hr>\n");
                self.pos += 1;
            }
            Event::Start(_) => {
                self.pos += 1;
                self.blocks();
                self.pos += 1;
            }
            _ => self.inline(),
        }
    }

    /// Blocks up to the end of what surrounds them.
    fn blocks(&mut self) {
        while self.pos < self.events.len() && !matches!(self.events[self.pos].0, Event::End(_)) {
            self.block();
        }
    }

    /// The index of the end that belongs to the start at `start`.
    fn end_of(&self, start: usize) -> usize {
        let mut depth = 0usize;
        for (i, (event, _)) in self.events.iter().enumerate().skip(start) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return i;
                    }
                }
                _ => {}
            }
        }
        self.events.len().saturating_sub(1)
    }

    fn report(&mut self, code: Code, range: Range<usize>) -> &mut Diagnostic {
        let place = Span::new(self.reading.path, range);
        self.diagnostics.push(Diagnostic::new(code, place));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    fn raw_html(&mut self, range: Range<usize>) {
        let end = self.file[range.clone()].trim_end().len() + range.start;
        self.report(Code::RawHtml, range.start..end);
    }

    fn paragraph(&mut self) {
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
    fn phrase_alone(&mut self, end: usize) -> Option<Slot> {
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

    fn code_block(&mut self, kind: &CodeBlockKind) {
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

    fn list(&mut self, first: Option<u64>) {
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

    fn item(&mut self) {
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

    fn table(&mut self, alignments: &[Alignment]) {
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

    fn footnote(&mut self, label: &str) {
        let outer = std::mem::take(&mut self.out);
        self.pos += 1;
        self.blocks();
        self.pos += 1;
        let note = std::mem::replace(&mut self.out, outer);
        let number = self.footnote_number(label);
        self.notes.push((number, note));
    }

    fn footnote_number(&mut self, label: &str) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(label.to_owned()).or_insert(next)
    }

    fn write_notes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let mut notes = std::mem::take(&mut self.notes);
        notes.sort_by_key(|(number, _)| *number);
        self.out.html.push_str("<section class=\"footnotes\" aria-label=\"");
        self.slot(Slot::UiString(UiString::Footnotes));
        self.out.html.push_str("\"><ol>\n");
        for (number, note) in notes {
            self.out.html.push_str(&format!("<li id=\"fn-{number}\" value=\"{number}\">"));
            let all = 0..note.html.len();
            self.out.push_range(&note, all);
            self.out.html.push_str(&format!("<a class=\"footnote-back\" href=\"#fnref-{number}\" aria-label=\""));
            self.slot(Slot::UiString(UiString::FootnoteBack));
            self.out.html.push_str("\">↩</a></li>\n");
        }
        self.out.html.push_str("</ol></section>\n");
    }

    fn html(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.out.html.push_str(part));
    }

    fn slot(&mut self, slot: Slot) {
        self.out.slots.push((self.out.html.len() as u32, slot));
    }
}

/// A character of an event that has no place in a text. The file has none, so it was written as an entity.
fn unfit(event: &Event, typed: &str) -> Option<char> {
    texts_of(event).into_iter().filter(|text| *text != typed && may_be_unfit(text)).find_map(|text| {
        let mut chars = text.chars();
        chars.find(|c| is_unfit(*c) || *c == '\r' && !typed.contains('\r'))
    })
}

/// The texts that an event brings along, entities resolved.
fn texts_of<'e>(event: &'e Event) -> [&'e str; 2] {
    match event {
        Event::Text(text) | Event::Code(text) => [text, ""],
        Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => [dest_url, title],
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => [info, ""],
        _ => ["", ""],
    }
}

fn is_block_start(event: &Event) -> bool {
    matches!(
        event,
        Event::Start(
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::List(_)
                | Tag::Table(_)
                | Tag::HtmlBlock
                | Tag::FootnoteDefinition(_)
        ) | Event::Rule
    )
}

/// The words of inline events without markup.
fn plain(events: &[(Event, Range<usize>)]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(t) | Event::Code(t) => text.push_str(t),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Escapes text for HTML content and double-quoted attributes.
pub fn escape(text: &str, out: &mut String) {
    if !has(text, |byte| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        return out.push_str(text);
    }
    let mut last = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[last..at]);
        out.push_str(entity);
        last = at + 1;
    }
    out.push_str(&text[last..]);
}

/// [`escape`] into a string of its own.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}
