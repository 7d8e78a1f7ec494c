//! One document: its head and its body in the form of situ.
//!
//! Takes a document of the plan; returns the whole text of the new file and its report. The steps are in the order in
//! which one makes the next possible: a box can hold HTML, HTML can hold a link.

use std::cell::RefCell;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::dialect::Dialect;
use super::fences::Fences;
use super::heads::{HeadInput, plain, write_head};
use super::ids::is_index;
use super::links::LinkContext;
use super::plan::{Document, Plan};
use super::report::FileReport;
use super::source::{SourceFolder, parent};
use super::targets::Targets;
use super::{boxes, checklists, containers, definitions, headings, html, links, shortcodes, tags};
use crate::model::Kind;
use crate::parse::markdown::EXTENSIONS;
use crate::parse::url_aliases::read_alias;

/// The most characters of a summary that is made of the first sentences.
const MAX_SUMMARY: usize = 220;

/// A document in its new form.
pub struct Converted {
    /// The whole text.
    pub text: String,
    /// What happened.
    pub report: FileReport,
    /// The headings of other documents that its links lead to: their documents, and their ids.
    pub wanted_headings: Vec<(usize, String)>,
}

/// Converts one document.
pub fn convert(document: &Document, plan: &Plan, targets: &Targets, folder: &SourceFolder) -> Converted {
    let mut report = document.report.clone();
    let body = document.body();
    let body = shortcodes::convert(body, document, folder, &mut report);
    let body = if plan.settings.dialect == Dialect::Obsidian { tags::convert(&body, &mut report) } else { body };
    let body = boxes::convert(&body, &mut report);
    let body = containers::unwrap(&body, &mut report);
    let body = definitions::convert(&body, &mut report);
    let body = html::convert(&body, &mut report);
    let body = if body == document.body() { body } else { without_blank_lines(&body) };
    let context = LinkContext { document, plan, targets, wanted_headings: RefCell::default() };
    let body = links::convert(&body, &context, &mut report);
    let body = headings::convert(&body, document, plan.language(document), &mut report);
    let (body, phases) = match document.kind {
        Kind::Situation => checklists::finish(&body, document, plan, &mut report),
        _ => (body, Vec::new()),
    };
    let first_sentence = first_sentence(&body);
    let former_addresses = former_addresses(document, plan);
    let input = HeadInput {
        kind: document.kind,
        title: &document.title,
        first_sentence: &first_sentence,
        former_addresses: &former_addresses,
        day: document.day.as_deref(),
        phases: &phases,
    };
    let mut text = write_head(&document.head, &input, &mut report);
    text.push('\n');
    text.push_str(body.trim_start_matches(['\n', '\r']));
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Converted { text, report, wanted_headings: context.wanted_headings.into_inner() }
}

/// The body with at most one blank line in a row, outside code. Where HTML was, there are many.
fn without_blank_lines(body: &str) -> String {
    let mut fences = Fences::default();
    let mut out = String::with_capacity(body.len());
    let mut was_blank = false;
    for line in body.split_inclusive('\n') {
        let is_blank = !fences.is_code(line) && line.trim().is_empty();
        if !(is_blank && was_blank) {
            out.push_str(line);
        }
        was_blank = is_blank;
    }
    out
}

/// The first sentences of the first paragraph, without markup.
fn first_sentence(body: &str) -> String {
    let mut text = String::new();
    let mut in_paragraph = false;
    let mut depth = 0usize;
    for event in Parser::new_ext(body, EXTENSIONS) {
        match event {
            Event::Start(Tag::Paragraph) if depth == 0 => in_paragraph = true,
            Event::End(TagEnd::Paragraph) if in_paragraph => {
                if text.chars().filter(|c| c.is_alphabetic()).count() > 12 {
                    break;
                }
                in_paragraph = false;
                text.clear();
            }
            Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Table(_) | Tag::FootnoteDefinition(_)) => depth += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Table | TagEnd::FootnoteDefinition) => {
                depth = depth.saturating_sub(1);
            }
            Event::Text(part) | Event::Code(part) if in_paragraph => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak if in_paragraph => text.push(' '),
            _ => {}
        }
    }
    if !in_paragraph {
        text.clear();
    }
    let text = plain(&text);
    if text.chars().count() <= MAX_SUMMARY {
        return text;
    }
    let cut: usize = text.char_indices().nth(MAX_SUMMARY).map_or(text.len(), |(at, _)| at);
    let start = &text[..cut];
    let sentence = start.rmatch_indices(['.', '!', '?', '…']).find(|(at, sign)| {
        let after = text[at + sign.len()..].chars().next();
        *at > 20 && after.is_none_or(char::is_whitespace)
    });
    match sentence {
        Some((at, sign)) => text[..at + sign.len()].to_owned(),
        None => format!("{}…", start.rsplit_once(' ').map_or(start, |(start, _)| start)),
    }
}

/// The address that the document had, so that old links go on working.
fn former_addresses(document: &Document, plan: &Plan) -> Vec<String> {
    let head = &document.head.values;
    let root = plan.settings.content_roots.iter().find(|root| super::dialect::is_below(&document.neutral, root));
    let path = root
        .filter(|root| !root.is_empty())
        .map_or(document.neutral.as_str(), |root| &document.neutral[root.len() + 1..]);
    let page = match is_index(path) {
        true => parent(path).to_owned(),
        false => path.rsplit_once('.').map_or(path, |(start, _)| start).to_owned(),
    };
    let own_address = ["permalink", "url", "slug"].iter().any(|key| head.contains_key(*key));
    let page = page.to_lowercase().replace(' ', "-");
    let language = match document.language {
        0 => String::new(),
        index => format!("{}/", plan.languages[index]),
    };
    let address = match plan.settings.dialect {
        _ if own_address || page.is_empty() => None,
        Dialect::Hugo | Dialect::Mkdocs => Some(format!("/{language}{page}/")),
        Dialect::Docusaurus if root.is_some_and(|root| !root.ends_with("src/pages")) => {
            let root = root.map(|root| super::source::file_name(root)).unwrap_or_default();
            Some(format!("/{language}{root}/{page}/"))
        }
        Dialect::Mdbook => Some(format!("/{language}{page}.html")),
        Dialect::Jekyll => document.day.as_ref().and_then(|day| {
            let name = page.rsplit('/').next()?.get(11..)?;
            Some(format!("/{}/{name}.html", day.replace('-', "/")))
        }),
        Dialect::Obsidian | Dialect::Plain | Dialect::Docusaurus => None,
    };
    address.into_iter().filter(|address| read_alias(address).is_ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn summary_is_the_first_sentences() {
        assert_eq!(
            first_sentence("## H\n\n> Quoted words that are long.\n\nThe **first** one.\nMore.\n\nNext."),
            "The first one. More."
        );
        let long = format!("One sentence that ends here. {}", "word ".repeat(80));
        assert_eq!(first_sentence(&long), "One sentence that ends here.");
        assert_eq!(first_sentence("- a list only, with words"), "");
    }
}
