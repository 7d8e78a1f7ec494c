//! Values of YAML with inline Markdown, such as the lead of a situation.
//!
//! Takes a value with its range in the file; returns inline HTML with slots, and appends the links of the text to those
//! of its document. Reports what is no inline markup: a list, a heading, a picture. Glossary terms are not linked,
//! because the body links them at their first mention. Never looks at the rest of the file.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::inline_elements::insert_elements;
use super::writer::{Context, Writer};
use super::{ParseInput, bare_urls, lint, parse_typed_text};
use crate::diagnostics::{Code, Diagnostic, Fix, Span};
use crate::model::{Fragment, Link, LinkTarget, SharedStr, Spanned};
use crate::parse::foreign_markup::{self, BodyMarkup};

/// Parses a value of YAML as inline Markdown. If the value is as long as its range, its offsets are offsets in the
/// file; otherwise diagnostics name the whole value and have no fix.
pub fn parse_inline(
    input: &ParseInput,
    text: &Spanned<SharedStr>,
    links: &mut Vec<Link>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Fragment {
    let value = &*text.value;
    let mut reported = Vec::new();
    let first_link = links.len();
    let html = write_inline(input, value, links, &mut reported);
    let is_verbatim = value.len() == text.range.len();
    let start = text.range.start;
    let in_file = |range: &Range<usize>| match is_verbatim {
        true => start + range.start..start + range.end,
        false => text.range.clone(),
    };
    for link in &mut links[first_link..] {
        // Without its place in the file, a link cannot be fixed: fixes start from the range of its id or path.
        if let LinkTarget::File(path) = &mut link.target {
            path.range = if is_verbatim { in_file(&path.range) } else { 0..0 };
        }
        link.range = if is_verbatim { in_file(&link.range) } else { start..start };
    }
    let moved = reported.into_iter().map(|diagnostic| {
        let fix =
            diagnostic.fix.clone().filter(|_| is_verbatim).map(|fix| Fix::new(in_file(&fix.range), fix.replacement));
        Diagnostic { span: Span::new(input.path, in_file(&diagnostic.span.range())), fix, ..diagnostic }
    });
    diagnostics.extend(moved);
    html
}

/// The HTML of a value whose offsets start at 0.
fn write_inline(input: &ParseInput, value: &str, links: &mut Vec<Link>, diagnostics: &mut Vec<Diagnostic>) -> Fragment {
    let Some(events) = parse_typed_text(input, value, 0..value.len(), diagnostics) else { return Fragment::default() };
    let range = if events.is_empty() { Some(0..value.len()) } else { find_block(&events) };
    if let Some(range) = range {
        let typed = value[range.clone()].split('\n').next().unwrap_or_default().to_owned();
        diagnostics.push(Diagnostic::new(Code::NotInline, Span::new(input.path, range)).arg("typed", typed));
        return Fragment::default();
    }
    let BodyMarkup { foreign, elements } = foreign_markup::check_body(input.path, value, &events, &(0..0), diagnostics);
    let first = diagnostics.len();
    lint::lint_event(input, value, &events, &(0..0), diagnostics);
    // A footnote would have no place for its text.
    for reported in diagnostics[first..].iter_mut().filter(|one| one.code == Code::MissingNote) {
        let typed = &value[reported.span.range()];
        *reported = Diagnostic::new(Code::NotInline, reported.span.clone()).arg("typed", typed);
    }
    let (events, element_tags) = insert_elements(value, events, &elements);
    let mut events = bare_urls::link_bare_urls(input.path, value, events, &(0..0), diagnostics);
    // The paragraph around the text.
    events.pop();
    events.drain(..1.min(events.len()));
    let mut writer = Writer { element_tags, ..Writer::new(input, value, events, diagnostics) };
    writer.context = Context::default();
    writer.output.links = std::mem::take(links);
    writer.inlines();
    *links = std::mem::take(&mut writer.output.links);
    let html = std::mem::take(&mut writer.fragment);
    foreign_markup::drop_follow_on_diagnostics(&foreign, first, diagnostics);
    html
}

/// The range of the first block other than a single paragraph, or of the first picture or footnote.
fn find_block(events: &[(Event, Range<usize>)]) -> Option<Range<usize>> {
    let is_inline = |(index, (event, _)): &(usize, &(Event, Range<usize>))| match event {
        Event::Start(Tag::Paragraph) => *index == 0,
        Event::End(TagEnd::Paragraph) => *index + 1 == events.len(),
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => true,
        Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => true,
        Event::Start(_) | Event::End(_) | Event::Rule | Event::FootnoteReference(_) | Event::TaskListMarker(_) => false,
        _ => true,
    };
    events.iter().enumerate().find(|entry| !is_inline(entry)).map(|(_, (_, range))| range.clone())
}
