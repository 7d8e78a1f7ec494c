//! Headings, and the ids and attributes that headings and task items share.
//!
//! Takes the events of a heading; appends its HTML and records a [`Heading`]. A heading that names a phase opens the
//! section of that phase. Ids are unique within a document: a duplicate of the author is reported, a generated id gets
//! a number.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel};

use super::attributes::Attributes;
use super::plain_text;
use super::writer::{PhaseSection, Writer};
use crate::diagnostics::{Code, Span, join_limited, nearest};
use crate::linguistics::replace_homoglyphs;
use crate::model::{Heading, PhaseId, SharedStr, Spanned, is_id};

impl Writer<'_, '_> {
    /// Writes a heading; returns whether it opens the section of a phase, which only a top-level heading can.
    pub(super) fn heading(&mut self, level: HeadingLevel, is_top_level: bool) -> bool {
        let level = level as u8;
        let range = self.events[self.pos].1.clone();
        let end = self.end_of(self.pos);
        let attributes = self.take_attributes(end, false);
        let text: SharedStr = plain_text(&self.events[self.pos + 1..end]).into();
        let by_name = (level == 2).then(|| self.input.phases.find_by_name(&text)).flatten();
        let by_id = attributes.phase.as_ref().and_then(|phase| self.phase_by_id(phase));
        let phase = if is_top_level { by_id.or(by_name) } else { None };
        if is_top_level && self.current_phase.is_some_and(|section| level <= section.heading_level) {
            self.current_phase = None;
        }
        if let Some(phase) = phase {
            self.current_phase = Some(PhaseSection { phase, heading_level: level });
        }
        let line = range.start..range.start + self.file[range.clone()].trim_end().len();
        let explicit = attributes.id.is_some() || phase.is_some();
        let id = match (&attributes.id, phase) {
            (Some(id), _) => self.reserve_id(&id.value, id.range.clone(), Code::DuplicateAnchor),
            (None, Some(phase)) => {
                let id = self.input.phases.id(phase).clone();
                self.reserve_id(&id, line.clone(), Code::DuplicateAnchor)
            }
            (None, None) => self.heading_id(&text),
        };
        self.smart_quotes.reset();
        let digit = ["", "1", "2", "3", "4", "5", "6"][level as usize];
        self.html(&["<h", digit, " id=\"", &id, "\">"]);
        let outer = std::mem::take(&mut self.context);
        self.pos += 1;
        self.inlines();
        self.pos = end + 1;
        self.context = outer;
        self.html(&["</h", digit, ">\n"]);
        self.output.headings.push(Heading { level, id, explicit, text, phase, range: line });
        phase.is_some()
    }

    /// The index of the phase that `phase=` names; `None` if it was reported.
    fn phase_by_id(&mut self, phase: &Spanned<SharedStr>) -> Option<PhaseId> {
        let phases = self.input.phases;
        let found = phases.find_by_id(&phase.value);
        if found.is_none() {
            let (suggestion, known) = (nearest(&phase.value, phases.ids()), join_limited(phases.ids()));
            let diagnostic = self.report(Code::UnknownPhase, phase.range.clone());
            diagnostic.args.push(("phase", phase.value.to_string()));
            diagnostic.args.push(("known", known));
            diagnostic.suggestion = suggestion;
        }
        found
    }

    /// Reserves an id that the author gave. A duplicate is reported as `code`.
    pub(super) fn reserve_id(&mut self, id: &SharedStr, range: Range<usize>, code: Code) -> SharedStr {
        if let Some(first) = self.ids.get(id).cloned() {
            let first = Span::new(self.input.path, first);
            let diagnostic = self.report(code, range);
            diagnostic.args.push(("id", id.to_string()));
            diagnostic.related = Some(first);
        } else {
            self.ids.insert(id.clone(), range);
        }
        id.clone()
    }

    /// Generates an id from a heading's text.
    fn heading_id(&mut self, text: &str) -> SharedStr {
        let mut slug = self.input.language.slug(text);
        if slug.is_empty() {
            slug.push_str("section");
        }
        self.unique_id(slug)
    }

    /// Reserves the slug as an id, with a number after it if it is taken.
    pub(super) fn unique_id(&mut self, slug: String) -> SharedStr {
        loop {
            let number = self.slug_counts.entry(slug.clone()).or_insert(0);
            *number += 1;
            let id: SharedStr = if *number == 1 { slug.as_str().into() } else { format!("{slug}-{number}").into() };
            if !self.ids.contains_key(&id) {
                self.ids.insert(id.clone(), 0..0);
                return id;
            }
        }
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
        // Text and source may differ in length because of escapes, but not in the braces at their end.
        let source_length = self.file[range.clone()].trim_end().len();
        let start = (range.start + source_length).saturating_sub(trimmed.len() - open);
        let words = content.trim_start();
        let looks_like_attributes =
            content.is_empty() || words.starts_with(['#', '.']) || words.starts_with("phase") || content.contains('=');
        if !looks_like_attributes {
            return Attributes::default();
        }
        let (attributes, unknown) = Attributes::parse(content, start + 1, is_task);
        let rest = trimmed[..open].trim_end().to_owned();
        self.events[end - 1].0 = Event::Text(rest.into());
        for (range, word) in unknown {
            let latin = replace_homoglyphs(&word).to_lowercase().replace('_', "-");
            let diagnostic = self.report(Code::BadAttribute, range);
            diagnostic.suggestion =
                latin.strip_prefix('#').filter(|id| is_id(id) && latin != word).map(|_| latin.clone());
            diagnostic.args.push(("word", word));
        }
        attributes
    }
}
