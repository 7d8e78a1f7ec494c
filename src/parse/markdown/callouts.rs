//! Quotations, and those of them that are more: callouts, messages to send, statements on a law.

use pulldown_cmark::{Event, Tag};

use super::lint;
use super::writer::{Context, Writer};
use crate::diagnostics::{Code, nearest};
use crate::lang::Date;
use crate::model::{Slot, Spanned, UiString};

impl Writer<'_, '_> {
    pub(super) fn quote(&mut self) {
        let end = self.end_of(self.pos);
        let marker = match self.events.get(self.pos + 1) {
            Some((Event::Start(Tag::Paragraph), range)) => self.block_marker(range.start),
            _ => None,
        };
        let Some(marker) = marker else { return self.plain_quote() };
        self.pos += 1;
        self.drop_marker(marker.range.end);
        let outer = self.context;
        let kind = self.open_callout(&marker);
        self.blocks();
        self.out.html.push_str(kind);
        self.context = outer;
        self.pos = end + 1;
    }

    /// A quotation that is no callout.
    pub(super) fn plain_quote(&mut self) {
        self.out.html.push_str("<blockquote>\n");
        self.pos += 1;
        self.blocks();
        self.pos += 1;
        self.out.html.push_str("</blockquote>\n");
    }

    /// `[!KIND words]` at the start of a quotation's first line.
    fn block_marker(&self, start: usize) -> Option<Spanned<String>> {
        let line = self.file[start..].lines().next()?;
        let inner = line.strip_prefix("[!")?;
        let close = inner.find(']')?;
        if !inner[close + 1..].trim().is_empty() {
            return None;
        }
        Some(Spanned { value: inner[..close].to_owned(), range: start..start + close + 3 })
    }

    /// Passes over the marker's own events: its text and the line break behind it. They are blanked and not taken
    /// out, because ends of blocks are remembered by their index.
    fn drop_marker(&mut self, marker_end: usize) {
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

    /// Opens the box that a marker asks for; gives what closes it.
    fn open_callout(&mut self, marker: &Spanned<String>) -> &'static str {
        let mut words = marker.value.split_whitespace();
        let kind = words.next().unwrap_or_default();
        let title = match kind {
            "SAY" => {
                self.context = Context { message: true, ..Context::default() };
                self.out.html.push_str("<div class=\"say\"><p class=\"say-title\">");
                self.slot(Slot::UiString(UiString::SayTitle));
                self.out.html.push_str("</p>\n<div class=\"say-text\">\n");
                return "</div></div>\n";
            }
            "LAW" => {
                self.out.html.push_str("<aside class=\"callout law\">\n");
                if let Some(slot) = self.law(marker, words.next(), words.next()) {
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
                let suggestion = nearest(kind, known);
                let diagnostic = self.report(Code::UnknownBlock, marker.range.clone());
                diagnostic.args.push(("kind", kind.to_owned()));
                diagnostic.args.push(("known", known.join(", ")));
                diagnostic.suggestion = suggestion;
                ("note", UiString::CalloutNote)
            }
        };
        self.out.html.push_str(&format!("<aside class=\"callout {}\"><p class=\"callout-title\">", title.0));
        self.slot(Slot::UiString(title.1));
        self.out.html.push_str("</p>\n");
        "</aside>\n"
    }

    fn law(&mut self, marker: &Spanned<String>, country: Option<&str>, date: Option<&str>) -> Option<Slot> {
        let known = country.filter(|code| self.reading.language.country(code).is_some());
        match (known, date.and_then(Date::parse)) {
            (Some(country), Some(checked)) => Some(Slot::Law { country: country.into(), checked }),
            _ => {
                self.report(Code::BadLaw, marker.range.clone()).args.push(("typed", marker.value.clone()));
                None
            }
        }
    }
}
