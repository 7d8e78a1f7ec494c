//! Block quotes: plain quotations, and those whose first line makes them a callout, a ready message or a note on law.
//!
//! Takes the events of a block quote; appends its HTML to the [`Writer`]'s fragment. A marker must be alone on its
//! line: `[!NOTE]`, `[!SAY]`, `[!TEXT]`, `[!LAW lv 2026-11-21 Source](address)`, which is a link for the Markdown parser.
//! Only a note, tip, important note or warning can have a title of its own and fold, as in Obsidian:
//! `[!NOTE]- Title` is closed at first, `[!NOTE]+ Title` is open. An unknown kind is reported and written as a note.

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
    /// Whether the callout folds, and then whether it is open at first.
    fold: Option<Fold>,
    /// Whether a title follows on the same line.
    has_title: bool,
}

/// The state in which readers find a callout that folds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fold {
    Open,
    Closed,
}

/// The class of the callouts that can have a title of their own, and the title that they have without one.
fn titled_callout(kind: &str) -> Option<(&'static str, UiString)> {
    match kind {
        "NOTE" => Some(("note", UiString::CalloutNote)),
        "TIP" => Some(("tip", UiString::CalloutTip)),
        "IMPORTANT" => Some(("important", UiString::CalloutImportant)),
        "WARNING" => Some(("warning", UiString::CalloutWarning)),
        _ => None,
    }
}

/// The sign after a marker, and the rest of the line.
fn split_fold(rest: &str) -> (Option<Fold>, &str) {
    match rest.strip_prefix('-') {
        Some(title) => (Some(Fold::Closed), title),
        None => rest.strip_prefix('+').map_or((None, rest), |title| (Some(Fold::Open), title)),
    }
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
        let Some(Marker { text, dest, fold, has_title }) = marker else { return self.plain_quote() };
        if text.value.split_whitespace().next() == Some("INTEREST") {
            return self.interest_callout(&text, end);
        }
        self.pos += 1;
        let outer = self.context;
        let (law, closing_tags) = if fold.is_some() || has_title {
            (None, self.open_titled_callout(&text, fold, has_title))
        } else {
            self.skip_marker(text.range.end);
            self.open_callout(&text, dest.as_deref())
        };
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

    /// `[!KIND words]` at byte `start`, if nothing else is on that line, except for the title and the sign of a callout
    /// that can have them.
    fn callout_marker(&self, start: usize) -> Option<Marker> {
        let line = self.file[start..].lines().next()?;
        let inner = line.strip_prefix("[!")?;
        let (kind, rest) = inner.split_once(']')?;
        let text = Spanned { value: kind.to_owned(), range: start..start + kind.len() + 3 };
        if rest.trim().is_empty() {
            return Some(Marker { text, dest: None, fold: None, has_title: false });
        }
        titled_callout(kind)?;
        let (fold, title) = split_fold(rest);
        let has_title = !title.trim().is_empty();
        let is_separate = title.is_empty() || title.starts_with([' ', '\t']);
        is_separate.then_some(Marker { text, dest: None, fold, has_title })
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
                Some(Marker { text: Spanned { value: text, range }, dest: Some(dest), fold: None, has_title: false })
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

    /// Writes the start of a callout that folds or has a title of its own, with its first line; returns the tag that
    /// closes it. The events of the line are replaced with empty text, as in [`Writer::skip_marker`].
    fn open_titled_callout(&mut self, marker: &Spanned<String>, fold: Option<Fold>, has_title: bool) -> &'static str {
        let (class, default_title) = titled_callout(&marker.value).unwrap_or(("note", UiString::CalloutNote));
        let (closing_title, closing_tag) = match fold {
            None => {
                self.html(&["<aside class=\"callout ", class, "\"><p class=\"callout-title\">"]);
                ("</p>\n", "</aside>\n")
            }
            Some(fold) => {
                let open = if fold == Fold::Open { " open" } else { "" };
                self.html(&["<details class=\"callout ", class, "\"", open, "><summary>"]);
                ("</summary>\n", "</details>\n")
            }
        };
        let paragraph = self.pos;
        let line_end = self.line_end(paragraph);
        if has_title {
            let marker_length = marker.range.len() + usize::from(fold.is_some());
            self.trim_event(paragraph + 1, marker_length);
            let outer = std::mem::take(&mut self.context);
            self.smart_quotes.reset();
            self.pos = paragraph + 1;
            while self.pos < line_end {
                self.inline();
            }
            self.context = outer;
        } else {
            self.slot(Slot::UiString(default_title));
        }
        self.fragment.html.push_str(closing_title);
        if matches!(self.events[line_end].0, Event::End(TagEnd::Paragraph)) {
            self.pos = line_end + 1;
            return closing_tag;
        }
        for (event, _) in &mut self.events[paragraph + 1..=line_end] {
            *event = Event::Text("".into());
        }
        self.pos = paragraph;
        closing_tag
    }

    /// The index of the line break that ends the first line of the paragraph at `paragraph`, or of the paragraph's end.
    /// A line break inside an inline element does not count, because the element is part of the title.
    fn line_end(&self, paragraph: usize) -> usize {
        let end = self.end_of(paragraph);
        let mut depth = 0_usize;
        let is_end = |(event, _): &(Event, Range<usize>)| {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::SoftBreak | Event::HardBreak => return depth == 0,
                _ => {}
            }
            false
        };
        self.events[paragraph + 1..end].iter().position(is_end).map_or(end, |index| paragraph + 1 + index)
    }

    /// Removes the first `length` bytes of a text event, and the white space after them.
    fn trim_event(&mut self, index: usize, length: usize) {
        let Some((Event::Text(text), range)) = self.events.get_mut(index) else { return };
        let rest = text.get(length..).unwrap_or_default().trim_start();
        let removed = text.len() - rest.len();
        let trimmed = rest.to_owned();
        range.start = (range.start + removed).min(range.end);
        *text = trimmed.into();
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
            _ => titled_callout(kind).unwrap_or_else(|| {
                let suggestion = lint::suggest_kind(kind);
                let diagnostic = self.report(Code::UnknownBlock, marker.range.clone());
                diagnostic.args.push(("kind", kind.to_owned()));
                diagnostic.args.push(("known", lint::CALLOUTS.join(", ")));
                diagnostic.suggestion = suggestion;
                ("note", UiString::CalloutNote)
            }),
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
