//! Block quotes: plain quotations, and those whose first line makes them a callout, a ready message or a note on law.
//!
//! Takes the events of a block quote; appends its HTML to the [`Writer`]'s fragment. A marker must be alone on its
//! line: `[!NOTE]`, `[!SAY]`, `[!LAW lv 2026-11-21]`. An unknown kind is reported and written as a note.

use pulldown_cmark::{Event, Tag};

use super::lint;
use super::writer::{Context, Writer};
use crate::diagnostics::Code;
use crate::linguistics::Date;
use crate::model::{Slot, Spanned, UiString};

impl Writer<'_, '_> {
    /// Writes a block quote.
    pub(super) fn block_quote(&mut self) {
        let end = self.end_of(self.pos);
        let marker = match self.events.get(self.pos + 1) {
            Some((Event::Start(Tag::Paragraph), range)) => self.callout_marker(range.start),
            _ => None,
        };
        let Some(marker) = marker else { return self.plain_quote() };
        if marker.value.split_whitespace().next() == Some("INTEREST") {
            return self.interest_callout(&marker, end);
        }
        self.pos += 1;
        self.skip_marker(marker.range.end);
        let outer = self.context;
        let closing_tags = self.open_callout(&marker);
        self.blocks();
        self.fragment.html.push_str(closing_tags);
        self.context = outer;
        self.pos = end + 1;
    }

    /// Writes a block quote without a marker.
    pub(super) fn plain_quote(&mut self) {
        self.fragment.html.push_str("<blockquote>\n");
        self.pos += 1;
        self.blocks();
        self.pos += 1;
        self.fragment.html.push_str("</blockquote>\n");
    }

    /// `[!KIND words]` at byte `start`, if nothing else is on that line. The value is the text after `[!`.
    fn callout_marker(&self, start: usize) -> Option<Spanned<String>> {
        let line = self.file[start..].lines().next()?;
        let inner = line.strip_prefix("[!")?;
        let close = inner.find(']')?;
        if !inner[close + 1..].trim().is_empty() {
            return None;
        }
        Some(Spanned { value: inner[..close].to_owned(), range: start..start + close + 3 })
    }

    /// Skips the marker's events: its text and the line break after it. They are replaced with empty text instead of
    /// removed, because block ends are stored as event indices.
    pub(super) fn skip_marker(&mut self, marker_end: usize) {
        let paragraph_end = self.end_of(self.pos);
        let mut next = self.pos + 1;
        while next < paragraph_end && self.events[next].1.start < marker_end {
            next += 1;
        }
        if next >= paragraph_end {
            self.pos = paragraph_end + 1;
            return;
        }
        if matches!(self.events[next].0, Event::SoftBreak | Event::HardBreak) {
            next += 1;
        }
        for (event, _) in &mut self.events[self.pos + 1..next] {
            *event = Event::Text("".into());
        }
    }

    /// Writes the start of a callout; returns the tags that close it.
    fn open_callout(&mut self, marker: &Spanned<String>) -> &'static str {
        let mut words = marker.value.split_whitespace();
        let kind = words.next().unwrap_or_default();
        let (class, title) = match kind {
            "SAY" => {
                self.context = Context { in_message: true, ..Context::default() };
                self.fragment.html.push_str("<div class=\"say\"><p class=\"say-title\">");
                self.slot(Slot::UiString(UiString::SayTitle));
                self.fragment.html.push_str("</p>\n<div class=\"say-text\">\n");
                return "</div></div>\n";
            }
            "LAW" => {
                self.fragment.html.push_str("<aside class=\"callout law\">\n");
                if let Some(slot) = self.law_slot(marker, words.next(), words.next()) {
                    self.slot(slot);
                }
                return "</aside>\n";
            }
            "NOTE" => ("note", UiString::CalloutNote),
            "TIP" => ("tip", UiString::CalloutTip),
            "IMPORTANT" => ("important", UiString::CalloutImportant),
            "WARNING" => ("warning", UiString::CalloutWarning),
            _ => {
                let known = lint::CALLOUTS;
                let suggestion = lint::suggest_kind(kind);
                let diagnostic = self.report(Code::UnknownBlock, marker.range.clone());
                diagnostic.args.push(("kind", kind.to_owned()));
                diagnostic.args.push(("known", known.join(", ")));
                diagnostic.suggestion = suggestion;
                ("note", UiString::CalloutNote)
            }
        };
        self.html(&["<aside class=\"callout ", class, "\"><p class=\"callout-title\">"]);
        self.slot(Slot::UiString(title));
        self.fragment.html.push_str("</p>\n");
        "</aside>\n"
    }

    /// The slot of `[!LAW country date]`; `None` if it was reported.
    fn law_slot(&mut self, marker: &Spanned<String>, country: Option<&str>, date: Option<&str>) -> Option<Slot> {
        let country = country.filter(|code| self.input.language.country(code).is_some());
        match (country, date.and_then(Date::parse)) {
            (Some(country), Some(checked)) => Some(Slot::Law { country: country.into(), checked }),
            _ => {
                self.report(Code::BadLaw, marker.range.clone()).args.push(("typed", marker.value.clone()));
                None
            }
        }
    }
}
