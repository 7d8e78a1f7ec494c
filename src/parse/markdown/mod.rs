//! Markdown to HTML with holes, and the facts that stand in it.
//!
//! Takes the body of one file and what its language knows (phases, glossary); gives a [`Markdown`]: the body as a
//! [`Fragment`], headings, actions, links, pictures, and every mistake. The HTML is written here and not by the
//! parser's own writer, which writes inline styles, disabled boxes and raw footnote ids. Links, pictures and words
//! become slots: where they lead is decided when a page is made. Never looks at another file, never fails.

mod attributes;
mod blocks;
mod callouts;
mod commonmark;
mod footnotes;
mod headings;
mod html;
mod inline;
mod links;
mod lint;
mod messages;
mod phases;
mod task_list;
mod writer;

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TextMergeWithOffset};

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::text::{is_unfit, may_be_unfit};
use crate::lang::Language;
use crate::model::{Action, Fragment, Heading, Kind, Link, Picture, SharedStr, Spanned};
use crate::parse::glossary::Glossary;

pub use commonmark::commonmark;
pub use html::{escape, escaped};
pub use inline::fixed;
pub use messages::message_html;
pub use phases::Phases;

use writer::Writer;

/// Blocks and marks inside one another: more than this no reader can follow.
const DEEPEST: usize = 64;

/// About as many bytes of prose as make one event; room for too few only costs time.
const BYTES_PER_EVENT: usize = 24;

/// What is read beside CommonMark.
pub const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_WIKILINKS);

/// What the reading of one file depends on beside its bytes.
pub struct ParseInput<'a> {
    pub path: &'a SharedStr,
    pub kind: Kind,
    /// The page's id, first half of its actions' keys.
    pub page: &'a SharedStr,
    pub language: &'static Language,
    pub phases: &'a Phases,
    pub glossary: &'a Glossary,
    /// [`crate::model::LanguageTexts::case`]
    pub case: &'a [(SharedStr, &'static str)],
}

/// What a body says.
#[derive(Debug, Default)]
pub struct Markdown {
    pub body: Fragment,
    pub headings: Vec<Heading>,
    pub actions: Vec<Action>,
    pub items: Vec<Spanned<SharedStr>>,
    pub links: Vec<Link>,
    pub pictures: Vec<Picture>,
    pub phrases: Vec<Spanned<SharedStr>>,
    pub terms: Vec<Spanned<SharedStr>>,
    /// Words in single brackets that have the form of an id.
    pub named: Vec<Spanned<SharedStr>>,
    pub intros: Vec<(usize, Fragment)>,
}

impl Markdown {
    /// Without the room that lists keep for more: it stays in memory as long as the site.
    pub fn trimmed(mut self) -> Markdown {
        self.body.html.shrink_to_fit();
        self.body.slots.shrink_to_fit();
        self.headings.shrink_to_fit();
        self.actions.shrink_to_fit();
        self.items.shrink_to_fit();
        self.links.shrink_to_fit();
        self
    }
}

/// Reads the stretch `range` of `file`.
pub fn read(reading: &ParseInput, file: &str, range: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Markdown {
    let Some(events) = parse_events(reading, file, range, EXTENSIONS, diagnostics) else { return Markdown::default() };
    let named = lint::lint(reading, file, &events, diagnostics);
    let mut writer = Writer::new(reading, file, events, diagnostics);
    writer.document();
    Markdown { named, ..writer.done }
}

/// The events of the bytes `range` of `file`, each with its bytes in the file; `None` if blocks or markup are nested
/// too deeply.
fn parse_events<'a>(
    reading: &ParseInput,
    file: &'a str,
    range: Range<usize>,
    options: Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<(Event<'a>, Range<usize>)>> {
    let text = &file[range.clone()];
    let base = range.start;
    let mut unknown = Vec::new();
    let callback = |link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            unknown.push((base + link.span.start..base + link.span.end, link.reference.to_string()));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(text, options, Some(callback));
    let mut events = Vec::with_capacity(text.len() / BYTES_PER_EVENT);
    let mut depth = 0usize;
    for (event, at) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let place = Span::new(reading.path, base + at.start..base + at.start + 1);
            diagnostics.push(Diagnostic::new(Code::TooDeep, place).arg("limit", DEEPEST.to_string()));
            return None;
        }
        if let Some(c) = unfit(&event, &text[at.clone()]) {
            let place = Span::new(reading.path, base + at.start..base + at.end);
            let name = format!("U+{:04X}", c as u32);
            diagnostics.push(Diagnostic::new(Code::ControlCharacter, place).arg("character", name));
        }
        events.push((event, base + at.start..base + at.end));
    }
    for (at, reference) in unknown {
        let diagnostic = Diagnostic::new(Code::DeadLink, Span::new(reading.path, at)).arg("target", reference);
        diagnostics.push(diagnostic.arg("kind", "reference"));
    }
    Some(events)
}

/// A character of an event that has no place in a text. The file has none, so it was written as an entity.
fn unfit(event: &Event, typed: &str) -> Option<char> {
    texts_of(event).into_iter().filter(|text| *text != typed && may_be_unfit(text)).find_map(|text| {
        let mut chars = text.chars();
        chars.find(|c| is_unfit(*c) || *c == '\r' && !typed.contains('\r'))
    })
}

/// The texts that an event brings along, entities resolved.
fn texts_of<'e>(event: &'e Event) -> [&'e str; 2] {
    match event {
        Event::Text(text) | Event::Code(text) => [text, ""],
        Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => [dest_url, title],
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => [info, ""],
        _ => ["", ""],
    }
}

/// The words of inline events without markup.
fn plain(events: &[(Event, Range<usize>)]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(t) | Event::Code(t) => text.push_str(t),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}
