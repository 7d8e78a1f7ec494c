//! Headings that Markdown does not recognise, or recognises against the author's intent.
//!
//! Takes the events of a heading or paragraph, or text at the start of a line; reports one diagnostic. Whether a phase
//! is missing in a document is a question of the check stage.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::near_phases::near_phase;
use super::{MarkupLinter, first_line};
use crate::diagnostics::{Code, Fix};
use crate::parse::markdown::plain_text;

impl MarkupLinter<'_, '_> {
    /// Reports `##Heading` at the start of a line; returns whether it did. `first` is true on the first line of a
    /// paragraph. On other lines a single `#` is text, and there is no fix, because an empty line may be missing as
    /// well.
    pub(super) fn heading_without_space(&mut self, text: &str, start: usize, first: bool) -> bool {
        let level = text.bytes().take_while(|byte| *byte == b'#').count();
        let levels = if first { 1..=6 } else { 2..=6 };
        if !levels.contains(&level) || !text[level..].starts_with(char::is_alphabetic) {
            return false;
        }
        let end = start + level;
        let is_tag = |word: &str| word.strip_prefix('#').is_some_and(|rest| !rest.is_empty() && !rest.starts_with('#'));
        let kind =
            if text.lines().next().is_some_and(|line| line.split_whitespace().all(is_tag)) { "tag" } else { "line" };
        let diagnostic = self.report_kind(Code::NotAHeading, start..end, kind);
        diagnostic.args.push(("marks", "#".repeat(level)));
        diagnostic.fix = first.then(|| Fix::new(end..end, " "));
        true
    }

    /// Reports underlined headings (`text` above `---`) that were meant as horizontal lines, empty headings, phase
    /// headings with a wrong level, a colon or nearly the name, and second titles. Returns whether the heading needs another level.
    pub(super) fn heading(&mut self, level: HeadingLevel, range: &Range<usize>, index: usize) -> bool {
        let source = self.file[range.clone()].trim_end();
        if !source.trim_start_matches(' ').starts_with('#') {
            self.setext_heading(level, range.start, source);
            return false;
        }
        let text = plain_text(self.content_of(index));
        if text.trim().is_empty() {
            self.report_kind(Code::NoWords, range.start..range.start + source.len(), "heading");
            return false;
        }
        let marker = range.start..range.start + source.bytes().take_while(|byte| *byte == b'#').count();
        let (words, attributes) = text.split_once('{').unwrap_or((&text, ""));
        let words = words.trim_end();
        let phase = self.phase_name(words.trim_end_matches(':')).filter(|_| !attributes.contains("phase"));
        let is_unknown = phase.is_none();
        if let Some(name) = phase {
            if level != HeadingLevel::H2 {
                self.report_kind(Code::NotAPhase, marker, "level").args.push(("name", name));
                return true;
            }
            if words.ends_with(':') {
                let colon = source.rfind(':').map_or(range.start, |colon| range.start + colon);
                let diagnostic = self.report_kind(Code::NotAPhase, colon..colon + 1, "colon");
                diagnostic.args.push(("name", name));
                diagnostic.fix = Some(Fix::new(colon..colon + 1, ""));
                return false;
            }
        }
        if level == HeadingLevel::H1 {
            self.report(Code::SecondTitle, marker);
        } else if level == HeadingLevel::H2 && is_unknown {
            let end = range.start + source.len();
            self.near_phase_name(words, attributes, marker.end..end, index);
        }
        false
    }

    /// Reports a heading above boxes to tick that is nearly the name of a phase. An id of its own says that another
    /// heading is meant.
    fn near_phase_name(&mut self, words: &str, attributes: &str, range: Range<usize>, index: usize) {
        let id = attributes.split_once('#').map(|(_, id)| id.trim_end_matches([' ', '}']));
        if attributes.contains("phase") || id.is_some_and(|id| self.input.phases.find_by_id(id).is_none()) {
            return;
        }
        if !self.has_tasks_below(index) {
            return;
        }
        let Some(name) = near_phase(words.trim_end_matches(':'), self.input.phases, self.input.language) else {
            return;
        };
        let name = name.to_owned();
        let typed = &self.file[range.clone()];
        let start = range.start + typed.len() - typed.trim_start().len();
        let end = start + self.file[start..range.end].split('{').next().unwrap_or_default().trim_end().len();
        let diagnostic = self.report_kind(Code::NotAPhase, start..end, "near");
        diagnostic.args.extend([("name", name), ("typed", words.to_owned())]);
    }

    /// Whether a box to tick is between the heading at event `index` and the next one that is not below it.
    fn has_tasks_below(&self, index: usize) -> bool {
        let section = self.events[index + 1..].iter().map(|(event, _)| event);
        let is_next = |event: &&Event| {
            matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1 | HeadingLevel::H2, .. }))
        };
        section.take_while(|event| !is_next(event)).any(|event| matches!(event, Event::TaskListMarker(_)))
    }

    /// Reports a heading that leaves out a level. The fix keeps the outline: headings of one level keep one level.
    /// `is_reported` is true if the level was reported already.
    pub(super) fn heading_level(&mut self, level: u8, range: &Range<usize>, is_reported: bool) {
        if self.footnote_depth > 0 {
            return;
        }
        while self.outline.len() > 1 && self.outline.last().is_some_and(|outer| *outer >= level) {
            self.outline.pop();
        }
        if level > 1 {
            self.outline.push(level);
        }
        let expected = self.outline.len();
        if usize::from(level) > expected && level > 1 && !is_reported {
            let (typed, wanted) = ("#".repeat(level.into()), "#".repeat(expected));
            let source = &self.file[range.clone()];
            let start = range.start + source.find('#').unwrap_or_default();
            let marker = start..start + typed.len();
            let diagnostic = self.report(Code::HeadingLevel, marker.clone());
            diagnostic.args.extend([("typed", typed), ("wanted", wanted.clone())]);
            diagnostic.fix = Some(Fix::new(marker, wanted));
        }
    }

    /// Reports a heading created by a line of `---` or `===` below text, if the text looks like a paragraph.
    fn setext_heading(&mut self, level: HeadingLevel, start: usize, source: &str) {
        let words = source.rfind('\n').map_or(source, |end| source[..end].trim_end());
        if words.contains('\n') || words.ends_with(['.', '!', '?', '…', ':', ';', ',']) {
            let line = start + source.rfind('\n').map_or(0, |end| end + 1);
            self.report(Code::SetextHeading, line..start + source.len());
        } else if level == HeadingLevel::H1 {
            self.report(Code::SecondTitle, start..start + first_line(source).len());
        }
    }

    /// Reports a paragraph that consists of a phase's name in bold: it was meant as the phase's heading.
    pub(super) fn bold_phase_name(&mut self, range: &Range<usize>, index: usize) {
        if !matches!(self.events.get(index + 1), Some((Event::Start(Tag::Strong), _))) {
            return;
        }
        let content = self.content_of(index);
        if !matches!(content.last(), Some((Event::End(TagEnd::Strong), _))) {
            return;
        }
        if let Some(name) = self.phase_name(plain_text(content).trim().trim_end_matches(':')) {
            let end = range.start + self.file[range.clone()].trim_end().len();
            self.report_kind(Code::NotAPhase, range.start..end, "bold").args.push(("name", name));
        }
    }

    /// The name of the phase that `words` name, as the language spells it.
    fn phase_name(&self, words: &str) -> Option<String> {
        self.input.phases.find_by_name(words).map(|number| self.input.phases.name(number).to_string())
    }
}
