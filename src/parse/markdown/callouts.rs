//! Block quotes: plain quotations, and those whose first line makes them a callout, a ready message or a note on law.
//!
//! Takes the events of a block quote; appends its HTML to the [`Writer`]'s fragment. A marker must be alone on its
//! line: `[!NOTE]`, `[!SAY]`, `[!TEXT]`, `[!LAW lv 2026-11-21 Source](address)`, which is a link for the Markdown parser. An unknown
//! kind is reported and written as a note.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::lint;
use super::plain_text;
use super::writer::{Context, Writer};
use crate::diagnostics::Code;
use crate::linguistics::{Date, apply_typography};
use crate::model::{Law, Slot, Spanned, TEXT_TO_COPY, UiString, is_id};

/// The first line of a callout.
struct Marker {
    /// The text after `[!`, and the bytes of the marker.
    text: Spanned<String>,
    /// The destination of the marker, if it is a link.
    dest: Option<String>,
}

impl Writer<'_, '_> {
    /// Writes a block quote.
    pub(super) fn block_quote(&mut self) {
        let end = self.end_of(self.pos);
        let marker = match self.events.get(self.pos + 1) {
            Some((Event::Start(Tag::Paragraph), range)) => {
                let range = range.clone();
                self.callout_marker(range.start).or_else(|| self.linked_marker(&range))
            }
            _ => None,
        };
        let Some(Marker { text, dest }) = marker else { return self.plain_quote() };
        if text.value.split_whitespace().next() == Some("INTEREST") {
            return self.interest_callout(&text, end);
        }
        self.pos += 1;
        self.skip_marker(text.range.end);
        let outer = self.context;
        let (law, closing_tags) = self.open_callout(&text, dest.as_deref());
        self.blocks();
        if let Some(law) = law {
            self.slot(Slot::LawSource(law));
        }
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

    /// `[!KIND words]` at byte `start`, if nothing else is on that line.
    fn callout_marker(&self, start: usize) -> Option<Marker> {
        let line = self.file[start..].lines().next()?;
        let inner = line.strip_prefix("[!")?;
        let close = inner.find(']')?;
        if !inner[close + 1..].trim().is_empty() {
            return None;
        }
        Some(Marker { text: Spanned { value: inner[..close].to_owned(), range: start..start + close + 3 }, dest: None })
    }

    /// `[!LAW words](address)` at the start of the block quote's first paragraph. Reports one with text after it.
    fn linked_marker(&mut self, paragraph: &Range<usize>) -> Option<Marker> {
        let link = self.pos + 2;
        let (Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. }), range) = self.events.get(link)?
        else {
            return None;
        };
        let (dest, range) = (dest_url.to_string(), range.clone());
        if !self.file[range.start..].starts_with("[!LAW") {
            return None;
        }
        let end = self.end_of(link);
        let text = plain_text(&self.events[link + 1..end]).strip_prefix('!')?.to_owned();
        match self.events.get(end + 1)?.0 {
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => {
                Some(Marker { text: Spanned { value: text, range }, dest: Some(dest) })
            }
            _ => {
                let line = self.file[paragraph.clone()].lines().next().unwrap_or_default().trim_end();
                let diagnostic = self.report(Code::NotACallout, paragraph.start..paragraph.start + line.len());
                diagnostic.args.extend([("kind", "line".to_owned()), ("name", "LAW".to_owned())]);
                None
            }
        }
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

    /// Writes the start of a callout; returns the index of its statement on law, if it is one, and the tags that close it.
    fn open_callout(&mut self, marker: &Spanned<String>, dest: Option<&str>) -> (Option<u32>, &'static str) {
        let kind = marker.value.split_whitespace().next().unwrap_or_default();
        let (class, title) = match kind {
            "SAY" | "TEXT" => {
                self.context = Context { in_message: true, ..Context::default() };
                self.messages += 1;
                self.html(&[TEXT_TO_COPY, "<p class=\"say-title\">"]);
                let title = if kind == "SAY" { UiString::SayTitle } else { UiString::TextTitle };
                self.slot(Slot::UiString(title));
                self.fragment.html.push_str("</p>\n<div class=\"say-text\">\n");
                return (None, "</div></div>\n");
            }
            "LAW" => {
                let Some(law) = self.law(marker, dest) else {
                    self.fragment.html.push_str("<aside class=\"callout law\">\n");
                    return (None, "</aside>\n");
                };
                self.slot(Slot::LawOpen(law));
                return (Some(law), "</details>\n");
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
        (None, "</aside>\n")
    }

    /// Records the statement on law of `[!LAW country date Source]` and returns its index; `None` if the marker was
    /// reported. `dest` is the address of the source.
    fn law(&mut self, marker: &Spanned<String>, dest: Option<&str>) -> Option<u32> {
        let mut words = marker.value.split_whitespace().skip(1);
        let country = words.next().unwrap_or_default().to_lowercase();
        let checked = words.next().and_then(Date::parse);
        let is_country = is_id(&country) && country.starts_with(|c: char| c.is_ascii_alphabetic());
        let Some(checked) = checked.filter(|_| is_country) else {
            self.report(Code::BadLaw, marker.range.clone()).args.push(("typed", marker.value.clone()));
            return None;
        };
        let source = words.collect::<Vec<_>>().join(" ");
        let source = apply_typography(&source, self.input.language).into_owned().into();
        let link = dest.and_then(|dest| self.unwritten_link(dest, &marker.range));
        let id = self.id_of_words(&format!("law {country}"), usize::MAX, "law");
        let (country, range, in_action) = (country.into(), marker.range.clone(), self.step.is_some());
        self.output.laws.push(Law { country, checked, source, link, id, in_action, range });
        Some(self.output.laws.len() as u32 - 1)
    }
}
