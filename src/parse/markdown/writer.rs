//! The HTML writer: its state, and its walk over the blocks of a body.
//!
//! Takes the events of one body; returns the body as a [`Fragment`] and the data of the document, as [`Markdown`]. Every
//! kind of block and inline event is written by a method in the file named after it. Never looks at another file.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Markdown, ParseInput};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::lang::Quoter;
use crate::model::{Fragment, Kind, SharedStr, Slot};

/// Writes HTML while it walks the events; `pos` is the next one.
pub(super) struct Writer<'a, 'd> {
    pub(super) reading: &'a ParseInput<'a>,
    pub(super) file: &'a str,
    pub(super) events: Vec<(Event<'a>, Range<usize>)>,
    pub(super) pos: usize,
    pub(super) out: Fragment,
    pub(super) done: Markdown,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
    pub(super) quoter: Quoter,
    /// Ids given in this file, with their bytes.
    pub(super) ids: HashMap<SharedStr, Range<usize>>,
    /// Next number for an automatic id, by id.
    pub(super) next_number: HashMap<String, usize>,
    /// Terms that were linked.
    pub(super) mentioned: HashSet<SharedStr>,
    /// The phase in force, and the level of its heading.
    pub(super) phase: Option<(usize, u8)>,
    pub(super) context: Context,
    /// Footnote label -> number, in the order of reference.
    pub(super) footnotes: HashMap<String, usize>,
    pub(super) notes: Vec<(usize, Fragment)>,
    pub(super) boxes: usize,
    /// See `commonmark.rs`.
    pub(super) commonmark: bool,
}

/// What surrounds the text being written.
#[derive(Clone, Copy, Default)]
pub(super) struct Context {
    /// Terms may be linked: running text.
    pub(super) running: bool,
    pub(super) message: bool,
    pub(super) link: bool,
}

/// A top-level block: its stretch of the body, and what it is to a situation.
pub(super) enum Block {
    ProseLinter,
    PhaseHeading,
    Steps,
}

impl<'a, 'd> Writer<'a, 'd> {
    pub(super) fn new(
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

    pub(super) fn document(&mut self) {
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
    pub(super) fn top_block(&mut self) -> Block {
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
    pub(super) fn block(&mut self) {
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
    pub(super) fn blocks(&mut self) {
        while self.pos < self.events.len() && !matches!(self.events[self.pos].0, Event::End(_)) {
            self.block();
        }
    }

    /// The index of the end that belongs to the start at `start`.
    pub(super) fn end_of(&self, start: usize) -> usize {
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

    pub(super) fn report(&mut self, code: Code, range: Range<usize>) -> &mut Diagnostic {
        let place = Span::new(self.reading.path, range);
        self.diagnostics.push(Diagnostic::new(code, place));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    pub(super) fn raw_html(&mut self, range: Range<usize>) {
        let end = self.file[range.clone()].trim_end().len() + range.start;
        self.report(Code::RawHtml, range.start..end);
    }

    pub(super) fn html(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.out.html.push_str(part));
    }

    pub(super) fn slot(&mut self, slot: Slot) {
        self.out.slots.push((self.out.html.len() as u32, slot));
    }
}

pub(super) fn is_block_start(event: &Event) -> bool {
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
