//! Inline elements that Markdown has no event for: `mark`, `kbd`, `sub`, `sup`, and line breaks typed as HTML.
//!
//! Takes the parser's events and the [`Element`]s found in them; returns the events with a tag in place of each
//! delimiter. The tags are those of this file, never bytes of the document.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::parse::foreign_markup::Element;

/// A tag in place of the bytes `range` of the file.
struct Boundary {
    range: Range<usize>,
    event: Event<'static>,
}

/// The events with the tags of `elements`, and the first byte of each tag, in ascending order.
pub(super) fn insert_elements<'a>(
    file: &str,
    events: Vec<(Event<'a>, Range<usize>)>,
    elements: &[Element],
) -> (Vec<(Event<'a>, Range<usize>)>, Vec<usize>) {
    if elements.is_empty() {
        return (events, Vec::new());
    }
    let boundaries = boundaries(elements);
    let mut out = Vec::with_capacity(events.len() + 2 * boundaries.len());
    for (event, range) in events {
        let first = boundaries.partition_point(|boundary| boundary.range.start < range.start);
        let inside = &boundaries[first..];
        let inside = &inside[..inside.partition_point(|boundary| boundary.range.end <= range.end)];
        match event {
            Event::Text(text) if !inside.is_empty() => split_text(file, &text, &range, inside, &mut out),
            Event::InlineHtml(_) if inside.len() == 1 && inside[0].range == range => {
                out.push((inside[0].event.clone(), range));
            }
            Event::Start(Tag::Strikethrough) if is_delimited_by(inside, &range) => {
                out.push((inside[0].event.clone(), inside[0].range.clone()));
            }
            Event::End(TagEnd::Strikethrough) if is_delimited_by(inside, &range) => {
                let last = &inside[inside.len() - 1];
                out.push((last.event.clone(), last.range.clone()));
            }
            event => out.push((event, range)),
        }
    }
    (out, boundaries.into_iter().map(|boundary| boundary.range.start).collect())
}

/// The tags of `elements`, in the order of the file.
fn boundaries(elements: &[Element]) -> Vec<Boundary> {
    let html = |tag: String| Event::InlineHtml(CowStr::from(tag));
    let tags = |element: &Element| match element.tag {
        "br" => vec![Boundary { range: element.open.clone(), event: Event::HardBreak }],
        tag => vec![
            Boundary { range: element.open.clone(), event: html(format!("<{tag}>")) },
            Boundary { range: element.close.clone(), event: html(format!("</{tag}>")) },
        ],
    };
    let mut boundaries: Vec<Boundary> = elements.iter().flat_map(tags).collect();
    boundaries.sort_by_key(|boundary| boundary.range.start);
    boundaries
}

/// Whether the first and the last of the `boundaries` are the delimiters of a range that is struck through.
fn is_delimited_by(boundaries: &[Boundary], range: &Range<usize>) -> bool {
    let is_edge = |at: Option<&Boundary>, edge: fn(&Range<usize>) -> usize| {
        at.is_some_and(|boundary| boundary.range.len() == 1 && edge(&boundary.range) == edge(range))
    };
    is_edge(boundaries.first(), |range| range.start) && is_edge(boundaries.last(), |range| range.end)
}

/// Appends a text event with the tags of `boundaries` in it. If escapes and entities make text and source differ, a
/// delimiter is found by counting its characters.
fn split_text<'a>(
    file: &str,
    text: &str,
    range: &Range<usize>,
    boundaries: &[Boundary],
    out: &mut Vec<(Event<'a>, Range<usize>)>,
) {
    let source = &file[range.clone()];
    let offset_in_text = |at: usize| -> Option<usize> {
        let offset = at - range.start;
        if source == text {
            return Some(offset);
        }
        let delimiter = source[offset..].chars().next()?;
        let before = source[..offset].matches(delimiter).count();
        let is_same_count = source.matches(delimiter).count() == text.matches(delimiter).count();
        text.match_indices(delimiter).nth(before).map(|(index, _)| index).filter(|_| is_same_count)
    };
    let (mut copied, mut copied_source) = (0, range.start);
    for boundary in boundaries {
        let Some(at) = offset_in_text(boundary.range.start).filter(|at| *at >= copied) else { continue };
        if at > copied {
            let part = CowStr::from(text[copied..at].to_owned());
            out.push((Event::Text(part), copied_source..boundary.range.start));
        }
        out.push((boundary.event.clone(), boundary.range.clone()));
        copied = at + boundary.range.len();
        copied_source = boundary.range.end;
    }
    if copied < text.len() {
        out.push((Event::Text(CowStr::from(text[copied..].to_owned())), copied_source..range.end));
    }
}
