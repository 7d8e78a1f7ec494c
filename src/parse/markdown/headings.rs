//! Headings, and the attributes that headings and task items share.
//!
//! Takes the events of a heading; appends its HTML and records a [`Heading`]. A heading that names a phase opens the
//! section of that phase. Ids are in `ids.rs`.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::attributes::Attributes;
use super::writer::{Context, PhaseSection, Writer};
use crate::diagnostics::{Code, Fix, join_limited, nearest_name};
use crate::linguistics::{Language, SmartQuotes, replace_homoglyphs};
use crate::model::{Heading, HeadingTitle, Kind, MovedAnchor, PhaseId, SharedStr, Slot, Spanned, is_heading_id, is_id};

/// The text of a heading without markup.
pub(super) struct HeadingText {
    /// The text without the titles of other documents.
    pub text: String,
    /// For each title of another document: the byte of `text` before which it is inserted, the index of the link among
    /// the events of the heading, and the id of the document.
    pub titles: Vec<(u32, usize, SharedStr)>,
}

impl HeadingText {
    /// The text of a heading's inline events. The title that a link `[[id]]` shows is only known when all documents are.
    pub fn new(events: &[(Event, Range<usize>)]) -> HeadingText {
        let (mut text, mut titles) = (String::new(), Vec::new());
        let mut in_wiki_link = false;
        for (index, (event, _)) in events.iter().enumerate() {
            match event {
                Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole: false }, dest_url, .. }) => {
                    in_wiki_link = true;
                    let id = dest_url.split('#').next().unwrap_or_default().trim();
                    titles.push((text.len() as u32, index, id.into()));
                }
                Event::End(TagEnd::Link) => in_wiki_link = false,
                Event::Text(_) if in_wiki_link => {}
                Event::Text(t) | Event::Code(t) => text.push_str(t),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
        HeadingText { text, titles }
    }

    /// The same text with the quotation marks of the language, as the heading itself has them.
    fn typeset(self, language: &Language) -> HeadingText {
        if !self.text.contains(['"', '\'']) {
            return self;
        }
        let mut quotes = SmartQuotes::new(language);
        let (mut text, mut titles) = (String::with_capacity(self.text.len()), Vec::with_capacity(self.titles.len()));
        let mut copied = 0;
        for (at, event, id) in self.titles {
            text.push_str(&quotes.curl(&self.text[copied..at as usize]));
            titles.push((text.len() as u32, event, id));
            quotes.skip('x');
            copied = at as usize;
        }
        text.push_str(&quotes.curl(&self.text[copied..]));
        HeadingText { text, titles }
    }
}

impl Writer<'_, '_> {
    /// Writes a heading; returns whether it opens the section of a phase, which only a top-level heading can.
    pub(super) fn heading(&mut self, level: HeadingLevel, is_top_level: bool) -> bool {
        let level = level as u8;
        let range = self.events[self.pos].1.clone();
        let end = self.end_of(self.pos);
        if self.footnote_depth > 0 {
            self.heading_in_footnote(end);
            return false;
        }
        let attributes = self.take_attributes(end, false);
        let typed = HeadingText::new(&self.events[self.pos + 1..end]);
        let by_name = (level == 2).then(|| self.input.phases.find_by_name(&typed.text)).flatten();
        let by_id = attributes.phase.as_ref().and_then(|phase| self.phase_by_id(phase));
        let phase = if is_top_level { by_id.or(by_name) } else { None };
        if is_top_level && self.current_phase.is_some_and(|section| level <= section.heading_level) {
            self.current_phase = None;
        }
        if let Some(phase) = phase {
            self.current_phase = Some(PhaseSection { phase, heading_level: level });
            self.outline.clear();
        }
        let line = range.start..range.start + self.file[range.clone()].trim_end().len();
        let has_explicit_id = attributes.id.is_some() || phase.is_some();
        let id = match (&attributes.id, phase) {
            (Some(id), None) => self.reserve_id(&id.value, id.range.clone(), Code::DuplicateAnchor),
            (given, Some(phase)) => self.phase_heading_id(given.as_ref(), phase, &line),
            (None, None) => self.id_of_words(&typed.text, usize::MAX, "section"),
        };
        let is_moved = self.step.is_some()
            || phase.is_none() && self.current_phase.is_some() && self.input.kind == Kind::Situation;
        // `situ translate` looks for the typed name of a phase.
        let HeadingText { text, titles } = if phase.is_some() { typed } else { typed.typeset(self.input.language) };
        self.smart_quotes.reset();
        self.fragment.html.push_str("<h");
        self.heading_level(level, is_moved);
        self.fragment.html.push_str(" id=\"");
        self.element_id(&id);
        self.fragment.html.push_str("\">");
        let outer = self.context;
        self.context = Context { in_message: outer.in_message, ..Context::default() };
        self.pos += 1;
        let first = self.pos;
        let titles = titles.into_iter().map(|(at, index, id)| {
            let is_quoted = self.is_in_sentence(first + index);
            HeadingTitle { at, id, is_quoted }
        });
        let titles = titles.collect();
        self.inlines();
        self.pos = end + 1;
        self.context = outer;
        self.fragment.html.push_str("</h");
        self.heading_level(level, is_moved);
        self.fragment.html.push_str(">\n");
        self.output.headings.push(Heading {
            level,
            id,
            has_explicit_id,
            text: text.into(),
            titles,
            phase,
            range: line,
        });
        phase.is_some()
    }

    /// The id of the heading of a phase: the one that the author `given`, else that of the phase. On the page of a
    /// situation it is always that of the phase.
    fn phase_heading_id(
        &mut self,
        given: Option<&Spanned<SharedStr>>,
        phase: PhaseId,
        line: &Range<usize>,
    ) -> SharedStr {
        let phase_id = self.input.phases.id(phase);
        let id = match given.filter(|given| given.value != phase_id) {
            Some(given) => self.reserve_id(&given.value, given.range.clone(), Code::DuplicateAnchor),
            None => self.reserve_phase_id(&phase_id, line.clone()),
        };
        if self.input.kind == Kind::Situation {
            self.output.moved_anchors.push((id.clone(), MovedAnchor::Phase(phase)));
        }
        id
    }

    /// Writes the digit of a heading's tag. A heading that `is_moved` to the page of a situation gets its level there.
    fn heading_level(&mut self, level: u8, is_moved: bool) {
        if is_moved {
            while self.outline.last().is_some_and(|outer| *outer >= level) {
                self.outline.pop();
            }
            self.outline.push(level);
            self.slot(Slot::HeadingLevel { typed: level, depth: self.outline.len() as u8 });
        } else {
            self.fragment.html.push((b'0' + level) as char);
        }
    }

    /// Writes the id of an element, as an attribute has it. Inside an action it depends on the page.
    pub(super) fn element_id(&mut self, id: &SharedStr) {
        match self.step.clone() {
            Some(step) => {
                self.slot(Slot::ElementId(id.clone()));
                if self.input.kind == Kind::Situation
                    && self.output.moved_anchors.last().is_none_or(|(last, _)| last != id)
                {
                    self.output.moved_anchors.push((id.clone(), MovedAnchor::InAction(step)));
                }
            }
            None => self.fragment.html.push_str(id),
        }
    }

    /// Writes a heading inside a footnote as bold text: a footnote has no place in the outline of a page.
    fn heading_in_footnote(&mut self, end: usize) {
        self.fragment.html.push_str("<p><strong>");
        self.pos += 1;
        self.inlines();
        self.pos = end + 1;
        self.fragment.html.push_str("</strong></p>\n");
    }

    /// The index of the phase that `phase=` names; `None` if it was reported.
    fn phase_by_id(&mut self, phase: &Spanned<SharedStr>) -> Option<PhaseId> {
        let phases = self.input.phases;
        let found = phases.find_by_id(&phase.value);
        if found.is_none() {
            let (suggestion, known) = (nearest_name(&phase.value, phases.ids()), join_limited(phases.ids()));
            let diagnostic = self.report(Code::UnknownPhase, phase.range.clone());
            diagnostic.args.push(("phase", phase.value.to_string()));
            diagnostic.args.push(("known", known));
            diagnostic.suggestion = suggestion;
        }
        found
    }

    /// Removes `{…}` from the last text event before `end` and parses it. Braces that hold ordinary words stay in the
    /// text.
    pub(super) fn take_attributes(&mut self, end: usize, is_task: bool) -> Attributes {
        let Some((Event::Text(text), range)) = end.checked_sub(1).and_then(|last| self.events.get(last)) else {
            return Attributes::default();
        };
        let trimmed = text.trim_end();
        let Some(open) = trimmed.ends_with('}').then(|| trimmed.rfind('{')).flatten() else {
            return Attributes::default();
        };
        let content = &trimmed[open + 1..trimmed.len() - 1];
        // Text and source may differ in length because of escapes. Braces that are escaped, or written as entities, are
        // text.
        let source = self.file[range.clone()].trim_end();
        let Some(before) = source.strip_suffix(&trimmed[open..]).filter(|before| !before.ends_with('\\')) else {
            return Attributes::default();
        };
        let start = range.start + before.len();
        let words = content.trim_start();
        let looks_like_attributes =
            content.is_empty() || words.starts_with(['#', '.']) || words.starts_with("phase") || content.contains('=');
        if !looks_like_attributes {
            return Attributes::default();
        }
        let is_valid_id = match (is_task, self.input.kind) {
            (true, _) => is_id,
            // On the page of a situation, a full stop separates the two halves of a step's id.
            (false, Kind::Situation) => |id: &str| is_heading_id(id) && !id.contains('.'),
            (false, _) => is_heading_id,
        };
        let (attributes, unknown) = Attributes::parse(content, start + 1, is_task, is_valid_id);
        let rest = trimmed[..open].trim_end().to_owned();
        self.events[end - 1].0 = Event::Text(rest.into());
        for (range, word) in unknown {
            self.report_attribute(range, word, is_task);
        }
        attributes
    }

    /// Reports a word in braces that is not an attribute. If it is nearly an id, the fix writes that id.
    fn report_attribute(&mut self, range: Range<usize>, word: String, is_task: bool) {
        let latin = replace_homoglyphs(&word).to_lowercase().replace(['_', '.', ':'], "-");
        let likely = latin.strip_prefix('#').filter(|id| is_id(id) && latin != word);
        let is_free = likely.is_some_and(|id| self.is_free_id(id));
        let suggestion = likely.map(|_| latin.clone());
        let diagnostic = self.report(Code::BadAttribute, range.clone());
        diagnostic.fix = is_free.then(|| Fix::new(range, latin));
        diagnostic.suggestion = suggestion;
        diagnostic.args.push(("kind", if is_task { "task" } else { "heading" }.to_owned()));
        diagnostic.args.push(("word", word));
    }
}
