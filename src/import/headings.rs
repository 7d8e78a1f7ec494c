//! Headings: their ids before and after, and their levels.
//!
//! The title of a page is its only heading of the first level, and no level is skipped. So a first heading that is the
//! title is left out, and the levels of the others become regular. Attributes such as `{ #id .class }` become `{#id}`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::convert::Converted;
use super::edits::Edits;
use super::heads::read_head;
use super::plan::{Document, Plan};
use super::report::FileReport;
use crate::linguistics::Language;
use crate::model::is_heading_id;
use crate::parse::markdown::EXTENSIONS;

/// A heading of a source file.
#[derive(Clone, Debug)]
pub struct SourceHeading {
    /// 1 to 6.
    pub level: u8,
    /// The text without markup and attributes.
    pub text: String,
    /// The id in braces.
    pub given_id: Option<String>,
    /// The id in the new document; `None` if the heading is left out there.
    pub new_id: Option<String>,
    /// Nothing but pictures and HTML is before it.
    pub is_first: bool,
    /// Its bytes in the body.
    pub range: Range<usize>,
    /// The bytes of its text, with the attributes.
    inner: Range<usize>,
}

/// The headings of a body. The new ids are those that situ will give.
pub fn read_headings(body: &str, language: &Language) -> Vec<SourceHeading> {
    let mut found: Vec<SourceHeading> = Vec::new();
    let mut current: Option<SourceHeading> = None;
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut depth = 0usize;
    let mut has_text = false;
    for (event, range) in Parser::new_ext(body, EXTENSIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                let (text, inner) = (String::new(), range.end..range.start);
                let is_first = !has_text && found.is_empty();
                let level = level as u8;
                current = Some(SourceHeading { level, text, given_id: None, new_id: None, is_first, range, inner });
            }
            Event::End(TagEnd::Heading(_)) if depth == 0 => {
                if let Some(mut heading) = current.take() {
                    let (text, id) = split_attributes(&heading.text);
                    heading.text = text;
                    heading.given_id = id.filter(|id| is_heading_id(id));
                    heading.new_id = Some(match &heading.given_id {
                        Some(id) => id.clone(),
                        None => new_id(language, &heading.text, &mut counts),
                    });
                    found.push(heading);
                }
            }
            Event::Start(_) if current.is_none() => {
                depth += 1;
            }
            Event::End(_) if current.is_none() => depth = depth.saturating_sub(1),
            Event::Text(text) | Event::Code(text) => {
                match &mut current {
                    Some(heading) => {
                        heading.text.push_str(&text);
                        heading.inner = heading.inner.start.min(range.start)..heading.inner.end.max(range.end);
                    }
                    // Imports of MDX are no words.
                    None => {
                        has_text |=
                            !text.trim().is_empty() && !text.starts_with("import ") && !text.starts_with("export ")
                    }
                }
            }
            _ => {
                if let Some(heading) = &mut current {
                    heading.inner = heading.inner.start.min(range.start)..heading.inner.end.max(range.end);
                }
            }
        }
    }
    found
}

/// The id that situ makes of the words of a heading.
fn new_id(language: &Language, text: &str, counts: &mut HashMap<String, usize>) -> String {
    let mut slug = language.slug(text);
    if slug.is_empty() {
        slug.push_str("section");
    }
    let count = counts.entry(slug.clone()).or_insert(0);
    *count += 1;
    if *count == 1 { slug } else { format!("{slug}-{count}") }
}

/// A heading's text without the attributes at its end, and the id among them.
fn split_attributes(text: &str) -> (String, Option<String>) {
    let trimmed = text.trim();
    let attributes = trimmed.strip_suffix('}').and_then(|start| start.rsplit_once('{'));
    match attributes.filter(|(_, inner)| is_attributes(inner)) {
        Some((words, inner)) => {
            let id = inner.split_whitespace().find_map(|word| word.strip_prefix('#')).map(str::to_owned);
            (words.trim_end().to_owned(), id)
        }
        None => (trimmed.trim_end_matches('#').trim_end().to_owned(), None),
    }
}

fn is_attributes(inner: &str) -> bool {
    let inner = inner.trim().trim_start_matches(':').trim();
    inner.starts_with(['#', '.']) || inner.contains('=') || inner == "-"
}

/// The body with new headings.
pub fn convert(body: &str, document: &Document, language: &Language, report: &mut FileReport) -> String {
    let headings = read_headings(body, language);
    let mut edits = Edits::default();
    let title = headings.first().filter(|_| document.has_title_heading);
    let others = headings.iter().skip(usize::from(title.is_some()));
    let levels = regular_levels(others.clone().map(|heading| heading.level));
    if let Some(title) = title {
        edits.delete(title.range.clone());
        if title.text == document.title {
            report.changed("title-heading", "");
        } else {
            report.left_out("title-heading-differs", title.text.clone());
        }
    }
    if others.clone().map(|heading| heading.level).ne(levels.iter().copied()) {
        report.changed("heading-levels", "");
    }
    for (heading, level) in others.zip(levels) {
        let line = &body[heading.range.clone()];
        if heading.inner.start >= heading.inner.end {
            // A heading without words; `check` has a warning for it.
            continue;
        }
        let inner = &body[heading.inner.clone()];
        let (words, attributes) = match inner.trim_end().strip_suffix('}').and_then(|start| start.rsplit_once('{')) {
            Some((words, inner)) if is_attributes(inner) => (words.trim_end(), Some(inner)),
            _ => (inner, None),
        };
        let wanted = attributes.map(|_| match &heading.given_id {
            Some(id) => format!("{words} {{#{id}}}"),
            None => words.to_owned(),
        });
        if level != heading.level {
            let words = wanted.unwrap_or_else(|| inner.to_owned()).replace('\n', " ");
            let end = if line.ends_with('\n') { "\n" } else { "" };
            edits.replace(heading.range.clone(), format!("{} {words}{end}", "#".repeat(usize::from(level))));
            if let Some(attributes) = attributes.filter(|_| heading.given_id.is_none()) {
                report.changed("heading-attributes", attributes.trim());
            }
        } else if let Some(wanted) = wanted.filter(|wanted| wanted != inner) {
            report.changed("heading-attributes", attributes.unwrap_or_default().trim());
            edits.replace(heading.inner.clone(), wanted);
        }
    }
    edits.apply(body)
}

/// The levels of headings below a title of level 1, without a gap: each is one level below the nearest heading before it
/// that had a higher rank.
fn regular_levels(levels: impl Iterator<Item = u8>) -> Vec<u8> {
    // The old levels of the headings that contain the next one.
    let mut containing: Vec<u8> = Vec::new();
    levels
        .map(|level| {
            while containing.last().is_some_and(|above| *above >= level) {
                containing.pop();
            }
            containing.push(level);
            // Six levels below the title would need a seventh.
            (containing.len() as u8 + 1).min(6)
        })
        .collect()
}

/// Gives an id in braces to each heading that another document links to: an id that is made of the words of a heading
/// changes with them, so only the document itself may link to it.
pub fn name_wanted(plan: &Plan, converted: &mut [Converted]) {
    let mut wanted: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (index, id) in converted.iter().flat_map(|converted| &converted.wanted_headings) {
        wanted.entry(*index).or_default().insert(id.clone());
    }
    for (index, ids) in wanted {
        let language = plan.language(&plan.documents[index]);
        let text = &converted[index].text;
        let start = read_head(text).body;
        let mut edits = Edits::default();
        for heading in read_headings(&text[start..], language) {
            let id = heading.new_id.filter(|id| heading.given_id.is_none() && ids.contains(id));
            let at = start + heading.inner.end;
            if let Some(id) = id.filter(|_| heading.inner.start < heading.inner.end && !text[..at].ends_with('}')) {
                edits.replace(at..at, format!(" {{#{id}}}"));
                converted[index].report.changed("heading-id", id);
            }
        }
        converted[index].text = edits.apply(&converted[index].text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::find_language;

    #[test]
    fn levels_have_no_gap() {
        for (levels, wanted) in [
            (&[2, 3, 2][..], &[2, 3, 2][..]),
            (&[1, 2, 1], &[2, 3, 2]),
            (&[3, 3, 4, 3], &[2, 2, 3, 2]),
            (&[2, 4, 4, 3, 2], &[2, 3, 3, 3, 2]),
            (&[1, 2, 3, 4, 5, 6, 6], &[2, 3, 4, 5, 6, 6, 6]),
            (&[], &[]),
        ] {
            assert_eq!(regular_levels(levels.iter().copied()), wanted, "{levels:?}");
        }
    }

    #[test]
    fn ids_are_those_of_the_new_page() {
        let body = "# Title\n\n## One { #one .x }\n\nText\n\n## Two\n\n> ## In a quotation\n\n## Two\n";
        let found: Vec<_> = read_headings(body, find_language("en"))
            .into_iter()
            .map(|heading| (heading.level, heading.text, heading.new_id.unwrap()))
            .collect();
        let wanted = [(1, "Title", "title"), (2, "One", "one"), (2, "Two", "two"), (2, "Two", "two-2")];
        assert_eq!(found, wanted.map(|(level, text, id)| (level, text.to_owned(), id.to_owned())));
    }
}
