//! The Markdown parser: the body of a document becomes HTML with slots, and the data of the document.
//!
//! Takes the body of one document and the data of its language (phases, glossary); returns a [`ParsedMarkdown`] and
//! diagnostics. It works in four steps:
//!
//! 1. pulldown-cmark turns the text into events with byte ranges.
//! 2. `foreign_markup/` looks for markup of other programs, and `lint/` for near misses of Markdown: both are text for
//!    the parser.
//! 3. `inline_elements.rs` and `bare_urls.rs` add what the parser has no event for: `==words==`, URLs in running text.
//! 4. `writer.rs` writes HTML. The HTML writer of pulldown-cmark is not used, because it writes inline styles, disabled
//!    checkboxes and footnote labels as ids.
//!
//! Links, pictures, terms and interface strings become slots: the page that shows the body resolves them. Never looks
//! at another document, never fails.

mod attributes;
mod bare_urls;
mod blocks;
mod callouts;
mod commonmark;
mod country_lines;
mod footnotes;
mod headings;
mod html;
mod ids;
mod inline;
mod inline_elements;
mod inline_text;
mod interest_callouts;
mod letter;
mod links;
mod lint;
mod list_markers;
mod literal_quotes;
mod message_blocks;
mod phase_names;
mod shown_titles;
mod task_list;
mod writer;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::text::{is_forbidden_char, may_contain_forbidden};
use crate::linguistics::Language;
use crate::model::{
    Action, Blank, Fragment, Heading, Kind, Law, Link, MovedAnchor, PhaseId, Picture, RelativeDay, SharedStr, Spanned,
};
use crate::parse::foreign_markup::{self, BodyMarkup};
use crate::parse::glossary::Glossary;
use crate::parse::typed_characters;

pub use bare_urls::find_urls;
pub use commonmark::commonmark;
pub use html::{escape, escaped};
pub use inline_text::parse_inline;
pub use message_blocks::{case_fields_in, message_html};
pub use phase_names::Phases;

use inline_elements::insert_elements;
use letter::Letter;
use list_markers::{MASK, find_false_markers, mask, unmask};
use writer::Writer;

/// How deeply blocks and inline markup may be nested. The writer is recursive, so the limit also bounds its stack.
const MAX_DEPTH: usize = 64;

/// Bytes of prose per event, roughly. A wrong estimate costs only a reallocation.
const BYTES_PER_EVENT: usize = 24;

/// How often a body is parsed again because a list marker is text. Text in place of a list can show another marker.
const MAX_MARKER_ROUNDS: usize = 4;

/// The extensions of CommonMark that documents may use.
pub const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_WIKILINKS);

/// The extensions of CommonMark for this text: [`EXTENSIONS`], and definition lists if a line begins with a colon and a
/// space. Without one, or beside a line that begins with a colon only, as `:::note` does, the parser would read other
/// text as a definition.
pub fn extensions_of(text: &str) -> Options {
    if !text.contains(": ") {
        return EXTENSIONS;
    }
    let (mut has_definition, mut has_other) = (false, false);
    for line in text.lines() {
        let line = line.trim_start_matches(['>', ' ', '\t']);
        if let Some(rest) = line.strip_prefix(':') {
            let is_definition = rest.starts_with(' ') && !rest.trim().is_empty();
            (has_definition, has_other) = (has_definition || is_definition, has_other || !is_definition);
        }
    }
    match has_definition && !has_other {
        true => EXTENSIONS.union(Options::ENABLE_DEFINITION_LIST),
        false => EXTENSIONS,
    }
}

/// Everything that the result depends on besides the bytes of the file.
pub struct ParseInput<'a> {
    /// Path of the file, for diagnostics.
    pub path: &'a SharedStr,
    /// Kind of the document: only situations have sections of phases apart from the body.
    pub kind: Kind,
    /// Id of the document, the first half of its actions' names (`<page>.<item>`).
    pub document_id: &'a SharedStr,
    /// The data of the document's language.
    pub language: &'static Language,
    /// The phases that headings can name.
    pub phases: &'a Phases,
    /// The terms to link.
    pub glossary: &'a Glossary,
    /// Placeholders, each with the field of the reader's case that fills it; see [`crate::model::CaseTexts::blanks`].
    pub case_blanks: &'a BTreeMap<SharedStr, SharedStr>,
}

/// The body of a document and the data found in it. The fields are those of [`crate::model::Document`].
#[derive(Debug, Default)]
pub struct ParsedMarkdown {
    /// HTML with slots.
    pub body: Fragment,
    /// All headings, in the order of the file.
    pub headings: Vec<Heading>,
    /// Task items in the sections of phases.
    pub actions: Vec<Action>,
    /// Ids that the author gave to task items outside of checklists.
    pub items: Vec<Spanned<SharedStr>>,
    /// Days that are counted from a date of the reader's case.
    pub relative_days: Vec<Spanned<RelativeDay>>,
    /// Codes of the countries whose rates of late interest the body shows.
    pub interest: Vec<Spanned<SharedStr>>,
    /// Whether there is a task item outside of checklists.
    pub has_boxes: bool,
    /// In a situation: the ids that are elsewhere on its page, sorted.
    pub moved_anchors: Vec<(SharedStr, MovedAnchor)>,
    /// The footnotes that actions refer to.
    pub footnotes: Vec<(u32, Fragment)>,
    /// All links; slots refer to them by index.
    pub links: Vec<Link>,
    /// All pictures; slots refer to them by index.
    pub pictures: Vec<Picture>,
    /// Statements on law; slots refer to them by index.
    pub laws: Vec<Law>,
    /// The countries of paragraphs, list items and table rows; slots refer to them by index.
    pub countries: Vec<Vec<Spanned<SharedStr>>>,
    /// Ids of the phrases that the body includes.
    pub phrases: Vec<Spanned<SharedStr>>,
    /// Ids of the linked terms, each with the bytes of its mention.
    pub terms: Vec<Spanned<SharedStr>>,
    /// Words in single brackets that have the form of an id.
    pub single_bracket_ids: Vec<Spanned<SharedStr>>,
    /// The placeholders of texts to send, in the order of the file.
    pub blanks: Vec<Blank>,
    /// In a situation: the prose of each phase, by the index of the phase.
    pub phase_intros: Vec<(PhaseId, Fragment)>,
}

impl ParsedMarkdown {
    /// Frees unused capacity, because the value stays in memory as long as the site.
    pub fn shrink_to_fit(mut self) -> ParsedMarkdown {
        self.body.html.shrink_to_fit();
        self.body.slots.shrink_to_fit();
        self.headings.shrink_to_fit();
        self.actions.shrink_to_fit();
        self.items.shrink_to_fit();
        self.links.shrink_to_fit();
        self.blanks.shrink_to_fit();
        self
    }
}

/// Parses the bytes `range` of `file`. The result is empty if blocks or inline markup are nested too deeply.
pub fn parse(input: &ParseInput, file: &str, range: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> ParsedMarkdown {
    let Some(events) = parse_typed_text(input, file, range, diagnostics) else {
        return ParsedMarkdown::default();
    };
    typed_characters::check_body(input.path, file, &events, input.language, diagnostics);
    let letter = Letter::find(input, file, &events, diagnostics);
    let message = letter.as_ref().map(Letter::text).unwrap_or_default();
    let BodyMarkup { foreign, elements } = foreign_markup::check_body(input.path, file, &events, &message, diagnostics);
    let first = diagnostics.len();
    let single_bracket_ids = lint::lint_event(input, file, &events, &message, diagnostics);
    let (events, element_tags) = insert_elements(file, events, &elements);
    let events = bare_urls::link_bare_urls(input.path, file, events, &message, diagnostics);
    let mut writer = Writer { letter, element_tags, ..Writer::new(input, file, events, diagnostics) };
    writer.document();
    let output = writer.output;
    foreign_markup::drop_follow_on_diagnostics(&foreign, first, diagnostics);
    ParsedMarkdown { single_bracket_ids, ..output }
}

/// The events of the bytes `range` of `file`, in which dates and signs at the start of a line are text and not list
/// items. Reports each of them, with the escape that says the same to every Markdown parser. `None` if blocks or inline
/// markup are nested too deeply.
fn parse_typed_text<'a>(
    input: &ParseInput,
    file: &'a str,
    range: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<(Event<'a>, Range<usize>)>> {
    let mut reported = Vec::new();
    let mut extensions = extensions_of(&file[range.clone()]);
    let mut events = parse_events(input, file, range.clone(), extensions, &mut reported);
    if events.as_ref().is_some_and(|events| has_false_term(file, events)) {
        extensions = EXTENSIONS;
        reported.clear();
        events = parse_events(input, file, range.clone(), extensions, &mut reported);
    }
    let mut markers: Vec<Range<usize>> = Vec::new();
    for _ in 0..MAX_MARKER_ROUNDS {
        let found = events.as_ref().map(|events| find_false_markers(events, file, input.language)).unwrap_or_default();
        if found.is_empty() {
            break;
        }
        markers.extend(found);
        markers.sort_unstable_by_key(|marker| marker.start);
        let masked = mask(file, &markers);
        reported.clear();
        let parsed = parse_events(input, &masked, range.clone(), extensions, &mut reported);
        events = parsed.map(|events| {
            let unmasked =
                |(event, range): (Event, Range<usize>)| (unmask(event, file, &markers, &range).into_static(), range);
            events.into_iter().map(unmasked).collect()
        });
    }
    for marker in markers {
        let typed = &file[marker.clone()];
        let escaped = format!("{}\\{}", &typed[..typed.len() - 1], &typed[typed.len() - 1..]);
        let diagnostic = Diagnostic::new(Code::ListMarker, Span::new(input.path, marker.clone())).arg("typed", typed);
        reported.push(diagnostic.arg("escaped", escaped).fix(marker.end - 1..marker.end - 1, "\\"));
    }
    diagnostics.append(&mut reported);
    events
}

/// Whether the parser read the text before a definition as its term although it is none: a term is one line, without a
/// box to tick, and is not the marker of a callout.
fn has_false_term(file: &str, events: &[(Event, Range<usize>)]) -> bool {
    let mut in_term = false;
    events.iter().any(|(event, range)| {
        match event {
            Event::Start(Tag::DefinitionListTitle) => {
                in_term = true;
                return file[range.clone()].starts_with("[!");
            }
            Event::End(TagEnd::DefinitionListTitle) => in_term = false,
            Event::SoftBreak | Event::HardBreak | Event::TaskListMarker(_) => return in_term,
            _ => {}
        }
        false
    })
}

/// The events of the bytes `range` of `file`, each with its bytes in the file; `None` if blocks or inline markup are
/// nested too deeply. Reports forbidden characters and references without a definition.
fn parse_events<'a>(
    input: &ParseInput,
    file: &'a str,
    range: Range<usize>,
    options: Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<(Event<'a>, Range<usize>)>> {
    let text = &file[range.clone()];
    let base = range.start;
    let span = |range: Range<usize>| Span::new(input.path, base + range.start..base + range.end);
    let mut undefined = Vec::new();
    let callback = |link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.push((link.span, link.reference.to_string()));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(text, options, Some(callback));
    let mut events = Vec::with_capacity(text.len() / BYTES_PER_EVENT);
    let mut depth = 0usize;
    for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            let start = range.start;
            diagnostics
                .push(Diagnostic::new(Code::TooDeep, span(start..start + 1)).arg("limit", MAX_DEPTH.to_string()));
            return None;
        }
        if let Some(c) = forbidden_character(&event, &text[range.clone()]) {
            let name = format!("U+{:04X}", c as u32);
            diagnostics.push(Diagnostic::new(Code::ControlCharacter, span(range.clone())).arg("character", name));
        }
        events.push((event, base + range.start..base + range.end));
    }
    for (range, reference) in undefined {
        let diagnostic = Diagnostic::new(Code::DeadLink, span(range)).arg("target", reference);
        diagnostics.push(diagnostic.arg("kind", "reference"));
    }
    Some(events)
}

/// A forbidden character in an event whose source is `raw`. Files with such characters are refused earlier, so it was
/// written as an entity.
fn forbidden_character(event: &Event, raw: &str) -> Option<char> {
    decoded_strings(event).into_iter().filter(|text| *text != raw && may_contain_forbidden(text)).find_map(|text| {
        let mut chars = text.chars().filter(|c| *c != MASK || !raw.contains(MASK));
        chars.find(|c| is_forbidden_char(*c) || *c == '\r' && !raw.contains('\r'))
    })
}

/// The strings of an event in which the parser has resolved entities.
fn decoded_strings<'e>(event: &'e Event) -> [&'e str; 2] {
    match event {
        Event::Text(text) | Event::Code(text) => [text, ""],
        Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => [dest_url, title],
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => [info, ""],
        _ => ["", ""],
    }
}

/// The text of inline events without markup.
fn plain_text(events: &[(Event, Range<usize>)]) -> String {
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
