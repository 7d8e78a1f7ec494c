//! The HTML writer: its state, and its walk over the blocks of a body.
//!
//! Takes the parser's events of one body; returns the body and the data found in it as a [`ParsedMarkdown`]. The other
//! files of this folder add a method for each kind of block and inline event. Never looks at another document.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::footnotes::Footnotes;
use super::ids::ElementIds;
use super::letter::Letter;
use super::shown_titles::BlockTitles;
use super::{ParseInput, ParsedMarkdown};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::linguistics::SmartQuotes;
use crate::model::{Fragment, Kind, PhaseId, SharedStr, Slot};
use crate::parse::foreign_markup::html_advice;

/// Walks the events and writes HTML. A method that writes an event leaves `pos` after the end of that event.
pub(super) struct Writer<'a, 'd> {
    pub(super) input: &'a ParseInput<'a>,
    /// The whole file; ranges of events and diagnostics refer to it.
    pub(super) file: &'a str,
    pub(super) events: Vec<(Event<'a>, Range<usize>)>,
    /// Index of the next event.
    pub(super) pos: usize,
    /// The HTML being written. Callers that need a part of it for themselves replace it for a while.
    pub(super) fragment: Fragment,
    pub(super) output: ParsedMarkdown,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
    pub(super) smart_quotes: SmartQuotes,
    /// Ids of the elements of this document.
    pub(super) ids: ElementIds,
    /// Terms that were linked already.
    pub(super) linked_terms: HashSet<SharedStr>,
    pub(super) current_phase: Option<PhaseSection>,
    pub(super) context: Context,
    pub(super) footnotes: Footnotes,
    /// Number of tables so far.
    pub(super) tables: usize,
    /// Number of texts to send so far.
    pub(super) messages: u32,
    /// Number of enclosing footnote definitions.
    pub(super) footnote_depth: usize,
    /// Id of the action being written.
    pub(super) step: Option<SharedStr>,
    /// Levels of the headings above, in the action or phase being written.
    pub(super) outline: Vec<u8>,
    /// Where the text to send is, in a document to fill in.
    pub(super) letter: Option<Letter>,
    /// The block with the last link `[[id]]`; see `shown_titles.rs`.
    pub(super) block_titles: BlockTitles,
    /// The first bytes of the tags of `inline_elements.rs`, in ascending order.
    pub(super) element_tags: Vec<usize>,
    /// Whether to render plain CommonMark without extensions as HTML, for the conformance test; see `commonmark.rs`.
    pub(super) commonmark: bool,
}

/// The section of a phase: it ends at the next top-level heading of the same or a higher level.
#[derive(Clone, Copy)]
pub(super) struct PhaseSection {
    /// Index of the phase in [`super::Phases`].
    pub(super) phase: PhaseId,
    pub(super) heading_level: u8,
}

/// What encloses the text being written.
#[derive(Clone, Copy, Default)]
pub(super) struct Context {
    /// Prose, in which terms are linked.
    pub(super) running_text: bool,
    /// A ready message.
    pub(super) in_message: bool,
    pub(super) in_link: bool,
    /// The link of a step, which follows the step's arrow.
    pub(super) is_step_link: bool,
}

/// The role of a top-level block in the document of a situation.
enum OpenBlock {
    Prose,
    PhaseHeading,
    ActionList,
}

impl Context {
    /// Prose that nothing else encloses.
    pub(super) fn prose() -> Context {
        Context { running_text: true, ..Context::default() }
    }
}

impl<'a, 'd> Writer<'a, 'd> {
    pub(super) fn new(
        input: &'a ParseInput<'a>,
        file: &'a str,
        events: Vec<(Event<'a>, Range<usize>)>,
        diagnostics: &'d mut Vec<Diagnostic>,
    ) -> Self {
        Writer {
            ids: ElementIds::new(input, &events),
            input,
            file,
            events,
            pos: 0,
            fragment: Fragment::default(),
            output: ParsedMarkdown::default(),
            diagnostics,
            smart_quotes: SmartQuotes::new(input.language),
            linked_terms: HashSet::new(),
            current_phase: None,
            context: Context::prose(),
            footnotes: Footnotes::default(),
            tables: 0,
            messages: 0,
            footnote_depth: 0,
            step: None,
            outline: Vec::new(),
            letter: None,
            block_titles: BlockTitles::default(),
            element_tags: Vec::new(),
            commonmark: false,
        }
    }

    /// Writes all events into `output`. In a situation, what belongs to a phase is not part of the body: prose becomes
    /// the introduction of its phase, and headings and actions reappear in the checklist.
    pub(super) fn document(&mut self) {
        // HTML is longer than the Markdown it comes from.
        let length = self.events.last().map_or(0, |(_, range)| range.end);
        self.fragment.html.reserve(length + length / 8);
        let is_situation = self.input.kind == Kind::Situation;
        let mut intros: Vec<(PhaseId, Fragment)> = Vec::new();
        let letter = self.letter.take();
        while self.pos < self.events.len() {
            let start = self.fragment.html.len();
            let slots = self.fragment.slots.len();
            if letter.as_ref().is_some_and(|letter| self.letter(letter)) {
                continue;
            }
            let block = self.top_level_block();
            let Some(PhaseSection { phase, .. }) = self.current_phase.filter(|_| is_situation) else { continue };
            let html = self.fragment.html.split_off(start);
            let slots = self.fragment.slots.split_off(slots);
            if let OpenBlock::Prose = block {
                if intros.last().is_none_or(|(last, _)| *last != phase) {
                    intros.push((phase, Fragment::default()));
                }
                if let Some((_, intro)) = intros.last_mut() {
                    let shift = intro.html.len() as u32;
                    intro.html.push_str(&html);
                    intro.slots.extend(slots.into_iter().map(|(at, slot)| (at - start as u32 + shift, slot)));
                }
            }
        }
        self.write_footnotes(&intros);
        self.output.moved_anchors.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        self.output.phase_intros = intros;
        self.output.body = std::mem::take(&mut self.fragment);
    }

    /// Writes a block that no other block encloses. Only such blocks can be phase headings and action lists.
    fn top_level_block(&mut self) -> OpenBlock {
        match (&self.events[self.pos].0, self.current_phase) {
            (Event::Start(Tag::Heading { level, .. }), _) => {
                let level = *level;
                if self.heading(level, true) { OpenBlock::PhaseHeading } else { OpenBlock::Prose }
            }
            (Event::Start(Tag::List(first)), Some(PhaseSection { phase, .. })) if self.has_task(self.pos) => {
                let first = *first;
                self.action_list(first, phase);
                OpenBlock::ActionList
            }
            _ => {
                self.block();
                OpenBlock::Prose
            }
        }
    }

    /// Writes a block and everything in it.
    pub(super) fn block(&mut self) {
        if self.commonmark && self.commonmark_block() {
            return;
        }
        self.smart_quotes.reset();
        let (event, range) = self.events[self.pos].clone();
        match event {
            Event::Start(Tag::Paragraph) => self.paragraph(),
            Event::Start(Tag::Heading { level, .. }) => {
                self.heading(level, false);
            }
            Event::Start(Tag::BlockQuote(_)) => self.block_quote(),
            Event::Start(Tag::CodeBlock(kind)) => self.code_block(&kind),
            Event::Start(Tag::List(first)) => self.list(first),
            Event::Start(Tag::Table(alignments)) => self.table(&alignments),
            Event::Start(Tag::DefinitionList) => self.definition_list(),
            Event::Start(Tag::FootnoteDefinition(label)) => self.footnote(&label, range),
            Event::Start(Tag::HtmlBlock) => {
                let end = self.end_of(self.pos);
                self.raw_html(range);
                self.pos = end + 1;
            }
            Event::Rule => {
                self.fragment.html.push_str("<hr>\n");
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

    /// Writes blocks up to the end of the enclosing one.
    pub(super) fn blocks(&mut self) {
        while self.pos < self.events.len() && !matches!(self.events[self.pos].0, Event::End(_)) {
            self.block();
        }
    }

    /// Index of the end event that matches the start event at `start`.
    pub(super) fn end_of(&self, start: usize) -> usize {
        let mut depth = 0usize;
        for (index, (event, _)) in self.events.iter().enumerate().skip(start) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return index;
                    }
                }
                _ => {}
            }
        }
        self.events.len().saturating_sub(1)
    }

    /// Adds a diagnostic and returns it, so that the caller can add arguments and a fix.
    pub(super) fn report(&mut self, code: Code, range: Range<usize>) -> &mut Diagnostic {
        let span = Span::new(self.input.path, range);
        self.diagnostics.push(Diagnostic::new(code, span));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// Reports raw HTML, which is left out of the output.
    pub(super) fn raw_html(&mut self, range: Range<usize>) {
        let end = self.file[range.clone()].trim_end().len() + range.start;
        let kind = html_advice(&self.file[range.clone()]);
        self.report(Code::RawHtml, range.start..end).args.push(("kind", kind.to_owned()));
    }

    /// Appends HTML.
    pub(super) fn html(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.fragment.html.push_str(part));
    }

    /// Appends a slot.
    pub(super) fn slot(&mut self, slot: Slot) {
        self.fragment.slots.push((self.fragment.html.len() as u32, slot));
    }

    /// Appends a fragment with its slots.
    pub(super) fn append(&mut self, part: &Fragment) {
        let base = self.fragment.html.len() as u32;
        self.fragment.html.push_str(&part.html);
        self.fragment.slots.extend(part.slots.iter().map(|(at, slot)| (at + base, slot.clone())));
    }
}

/// Whether the event starts a block. List items and the parts of tables do not count, because only their parents write
/// them.
pub(super) fn is_block_start(event: &Event) -> bool {
    matches!(
        event,
        Event::Start(
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::List(_)
                | Tag::DefinitionList
                | Tag::Table(_)
                | Tag::HtmlBlock
                | Tag::FootnoteDefinition(_)
        ) | Event::Rule
    )
}
