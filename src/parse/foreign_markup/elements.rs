//! Inline elements: `==words==`, `x^2^`, `H~2~O`, and the few tags of HTML that a text may have.
//!
//! Takes the parser's events and the constructs of the scan that are markup here too; returns an [`Element`] for each
//! pair of delimiters that encloses whole inline content, and the constructs that do not. Attributes are never accepted.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// The elements that a text can have as a tag of HTML, without attributes.
const TAGS: [&str; 5] = ["br", "kbd", "mark", "sub", "sup"];

/// The rows of the table that are markup in a body: the name, the element, and the length of its delimiter.
const DELIMITED: [(&str, &str, usize); 3] = [("mark", "mark", 2), ("superscript", "sup", 1), ("subscript", "sub", 1)];

/// How deeply elements may be nested.
const MAX_NESTED: usize = 16;

/// An inline element of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// `mark`, for example.
    pub tag: &'static str,
    /// The bytes of the delimiter at its start.
    pub open: Range<usize>,
    /// Those at its end; empty for a line break, which has no content.
    pub close: Range<usize>,
}

/// The element that the construct of the row `name` with these bytes is in a body.
pub(super) fn delimited_element(name: &str, range: &Range<usize>) -> Option<Element> {
    let (_, tag, length) = DELIMITED.into_iter().find(|(row, ..)| *row == name)?;
    Some(Element { tag, open: range.start..range.start + length, close: range.end - length..range.end })
}

/// The element of a tag without attributes, and whether the tag ends it.
fn plain_tag(source: &str) -> Option<(&'static str, bool)> {
    let inner = source.strip_prefix('<')?.strip_suffix('>')?;
    let (inner, is_end) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    let name = inner.trim_end_matches('/').trim_end();
    let tag = TAGS.into_iter().find(|tag| tag.eq_ignore_ascii_case(name))?;
    (tag == "br" || inner.len() == name.len()).then_some((tag, is_end))
}

/// A piece of text or a tag, with the event that encloses it.
struct Leaf {
    range: Range<usize>,
    /// Index of the enclosing start event.
    parent: usize,
}

/// Splits `candidates` into those that enclose whole inline content of `events`, and the others; adds the tags of HTML
/// that do. Tags in a text to copy, of which `is_copied` returns true for a byte, are not accepted, except line breaks.
pub(super) fn find_elements(
    file: &str,
    events: &[(Event, Range<usize>)],
    candidates: Vec<Element>,
    is_copied: impl Fn(usize) -> bool,
) -> (Vec<Element>, Vec<Element>) {
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut elements = Vec::new();
    let mut parents: Vec<usize> = vec![usize::MAX];
    let mut open_tags: Vec<(&'static str, Range<usize>, usize)> = Vec::new();
    for (index, (event, range)) in events.iter().enumerate() {
        let parent = parents.last().copied().unwrap_or(usize::MAX);
        match event {
            Event::Start(tag) => {
                if matches!(tag, Tag::Strikethrough) {
                    leaves.push(Leaf { range: range.start..range.start + 1, parent });
                }
                parents.push(index);
            }
            Event::End(tag) => {
                parents.pop();
                open_tags.retain(|(.., enclosing)| *enclosing != parent);
                if matches!(tag, TagEnd::Strikethrough) {
                    let parent = parents.last().copied().unwrap_or(usize::MAX);
                    leaves.push(Leaf { range: range.end - 1..range.end, parent });
                }
            }
            Event::Text(_) => leaves.push(Leaf { range: range.clone(), parent }),
            Event::InlineHtml(_) => {
                leaves.push(Leaf { range: range.clone(), parent });
                match plain_tag(&file[range.clone()]) {
                    Some(("br", false)) => {
                        elements.push(Element { tag: "br", open: range.clone(), close: range.end..range.end });
                    }
                    Some((tag, false)) if tag != "br" && !is_copied(range.start) => {
                        open_tags.push((tag, range.clone(), parent));
                    }
                    Some((tag, true)) => {
                        let is_same = |open: &(&str, Range<usize>, usize)| open.0 == tag && open.2 == parent;
                        if let Some(open) = open_tags.iter().rposition(is_same) {
                            let (tag, start, _) = open_tags.swap_remove(open);
                            open_tags.truncate(open);
                            elements.push(Element { tag, open: start, close: range.clone() });
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    let parent_at = |at: usize| {
        let index = leaves.partition_point(|leaf| leaf.range.start <= at).checked_sub(1)?;
        leaves.get(index).filter(|leaf| at < leaf.range.end).map(|leaf| leaf.parent)
    };
    let is_whole = |element: &Element| {
        let parent = parent_at(element.open.start);
        parent.is_some() && parent == parent_at(element.close.start)
    };
    let (whole, mut others): (Vec<_>, Vec<_>) = candidates.into_iter().partition(is_whole);
    elements.extend(whole);
    elements.sort_by_key(|element| (element.open.start, std::cmp::Reverse(element.close.end)));
    // An element that ends outside the one in which it begins is none.
    let mut ends: Vec<usize> = Vec::new();
    let mut nested = Vec::with_capacity(elements.len());
    for element in elements {
        while ends.last().is_some_and(|end| *end <= element.open.start) {
            ends.pop();
        }
        if ends.len() == MAX_NESTED || ends.last().is_some_and(|end| *end < element.close.end) {
            others.push(element);
            continue;
        }
        if element.tag != "br" {
            ends.push(element.close.start);
        }
        nested.push(element);
    }
    (nested, others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tags_without_attributes_are_elements() {
        for (source, wanted) in [
            ("<kbd>", Some(("kbd", false))),
            ("</KBD>", Some(("kbd", true))),
            ("<br>", Some(("br", false))),
            ("<br/>", Some(("br", false))),
            ("<br />", Some(("br", false))),
            ("<sub/>", None),
            ("<sub class=\"x\">", None),
            ("<br clear=\"all\">", None),
            ("<b>", None),
            ("<script>", None),
        ] {
            assert_eq!(plain_tag(source), wanted, "{source}");
        }
    }
}
