//! Headings, and the ids and attributes that headings and steps have.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel};

use super::attributes::Attributes;
use super::{Writer, plain};
use crate::diagnostics::{Code, Span, join_limited, nearest};
use crate::lang::homoglyphs::without_lookalikes;
use crate::model::{Heading, SharedStr, Spanned, is_id};

impl Writer<'_, '_> {
    pub(super) fn heading(&mut self, level: HeadingLevel, top: bool) -> bool {
        if !self.reading.extensions {
            self.bare_heading(level);
            return false;
        }
        let level = level as u8;
        let range = self.events[self.pos].1.clone();
        let end = self.end_of(self.pos);
        let attributes = self.take_attributes(end, false);
        let text: SharedStr = plain(&self.events[self.pos + 1..end]).into();
        let named = (level == 2).then(|| self.reading.phases.named(&text)).flatten();
        let asked = attributes.phase.as_ref().and_then(|phase| self.phase_by_id(phase));
        let phase = if top { asked.or(named) } else { None };
        if top && self.phase.is_some_and(|(_, above)| level <= above) {
            self.phase = None;
        }
        if let Some(phase) = phase {
            self.phase = Some((phase, level));
        }
        let mark = range.start..range.start + self.file[range.clone()].trim_end().len();
        let explicit = attributes.id.is_some() || phase.is_some();
        let id = match (&attributes.id, phase) {
            (Some(id), _) => self.take_id(&id.value, id.range.clone(), Code::DuplicateAnchor),
            (None, Some(phase)) => {
                let id = self.reading.phases.id(phase).clone();
                self.take_id(&id, mark.clone(), Code::DuplicateAnchor)
            }
            (None, None) => self.automatic_id(&text),
        };
        self.quoter.reset();
        let name = ["", "1", "2", "3", "4", "5", "6"][level as usize];
        self.html(&["<h", name, " id=\"", &id, "\">"]);
        let outer = std::mem::take(&mut self.context);
        self.pos += 1;
        self.inlines();
        self.pos = end + 1;
        self.context = outer;
        self.html(&["</h", name, ">\n"]);
        self.done.headings.push(Heading { level, id, explicit, text, phase, range: mark });
        phase.is_some()
    }

    fn phase_by_id(&mut self, phase: &Spanned<SharedStr>) -> Option<usize> {
        let phases = self.reading.phases;
        let found = phases.numbered(&phase.value);
        if found.is_none() {
            let (suggestion, known) = (nearest(&phase.value, phases.ids()), join_limited(phases.ids()));
            let diagnostic = self.report(Code::UnknownPhase, phase.range.clone());
            diagnostic.args.push(("phase", phase.value.to_string()));
            diagnostic.args.push(("known", known));
            diagnostic.suggestion = suggestion;
        }
        found
    }

    /// Reserves an id that a writer gave.
    pub(super) fn take_id(&mut self, id: &SharedStr, range: Range<usize>, code: Code) -> SharedStr {
        if let Some(first) = self.ids.get(id).cloned() {
            let other = Span::new(self.reading.path, first);
            let diagnostic = self.report(code, range);
            diagnostic.args.push(("id", id.to_string()));
            diagnostic.related = Some(other);
        } else {
            self.ids.insert(id.clone(), range);
        }
        id.clone()
    }

    /// An id made from a heading's words; a number is added where it is taken.
    fn automatic_id(&mut self, text: &str) -> SharedStr {
        let mut slug = self.reading.language.slug(text);
        if slug.is_empty() {
            slug.push_str("section");
        }
        self.automatic_id_from(slug)
    }

    /// The slug, with a number behind it where it is taken.
    pub(super) fn automatic_id_from(&mut self, slug: String) -> SharedStr {
        loop {
            let number = self.next_number.entry(slug.clone()).or_insert(0);
            *number += 1;
            let id: SharedStr = if *number == 1 { slug.as_str().into() } else { format!("{slug}-{number}").into() };
            if !self.ids.contains_key(&id) {
                self.ids.insert(id.clone(), 0..0);
                return id;
            }
        }
    }

    /// Takes a `{…}` off the last text before `end` and reads it.
    pub(super) fn take_attributes(&mut self, end: usize, item: bool) -> Attributes {
        let Some((Event::Text(text), range)) = end.checked_sub(1).and_then(|last| self.events.get(last)) else {
            return Attributes::default();
        };
        let trimmed = text.trim_end();
        let Some(open) = trimmed.ends_with('}').then(|| trimmed.rfind('{')).flatten() else {
            return Attributes::default();
        };
        let typed = &trimmed[open + 1..trimmed.len() - 1];
        // The braces are ASCII and stand at the end of the text, so their bytes can be counted from there.
        let behind = self.file[range.clone()].trim_end().len();
        let start = (range.start + behind).saturating_sub(trimmed.len() - open);
        let words = typed.trim_start();
        let meant =
            typed.is_empty() || words.starts_with(['#', '.']) || words.starts_with("phase") || typed.contains('=');
        if !meant {
            return Attributes::default();
        }
        let (attributes, wrong) = Attributes::parse(typed, start + 1, item);
        let kept = trimmed[..open].trim_end().to_owned();
        self.events[end - 1].0 = Event::Text(kept.into());
        for (range, word) in wrong {
            let latin = without_lookalikes(&word).to_lowercase().replace('_', "-");
            let diagnostic = self.report(Code::BadAttribute, range);
            diagnostic.suggestion =
                latin.strip_prefix('#').filter(|id| is_id(id) && latin != word).map(|_| latin.clone());
            diagnostic.args.push(("word", word));
        }
        attributes
    }
}
