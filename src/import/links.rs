//! Links and pictures lead to documents and files of the new site.
//!
//! Takes a body; returns it with other destinations. A destination that is nothing in the folder leaves the words, and is
//! in the report. Links of a vault become `[words](id.md#heading)`, so what readers see is the same as before.

use std::cell::RefCell;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::edits::Edits;
use super::pictures;
use super::plan::{Document, Plan};
use super::report::FileReport;
use super::targets::{Target, Targets, find_anchor};
use crate::parse::markdown::EXTENSIONS;

/// A link or picture whose end is not read yet.
struct Open {
    link_type: LinkType,
    dest: String,
    title: String,
    is_picture: bool,
    range: Range<usize>,
    /// The end of the last event inside.
    inner_end: Option<usize>,
    /// The words inside.
    words: String,
}

/// What is known of a document while its links are converted.
pub struct LinkContext<'a> {
    /// The document.
    pub document: &'a Document,
    /// All documents.
    pub plan: &'a Plan,
    /// The index of the folder.
    pub targets: &'a Targets,
    /// The headings of other documents that links lead to: their documents, and their ids. They get an id in braces.
    pub wanted_headings: RefCell<Vec<(usize, String)>>,
}

/// Where a destination leads in the new site.
pub enum NewTarget {
    /// This destination.
    Written(String),
    /// Nowhere; the words stay.
    Words,
    /// Another scheme: the words, and the address as code.
    Code(String),
}

/// The body with other links.
pub fn convert(body: &str, context: &LinkContext, report: &mut FileReport) -> String {
    let body = pictures::without_sizes(body, report);
    let mut edits = Edits::default();
    let mut open: Vec<Open> = Vec::new();
    for (event, range) in Parser::new_ext(&body, EXTENSIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let (dest, title) = (dest_url.to_string(), title.to_string());
                open.push(Open {
                    link_type,
                    dest,
                    title,
                    is_picture: false,
                    range,
                    inner_end: None,
                    words: String::new(),
                });
            }
            Event::Start(Tag::Image { link_type, dest_url, title, .. }) => {
                let (dest, title) = (dest_url.to_string(), title.to_string());
                open.push(Open {
                    link_type,
                    dest,
                    title,
                    is_picture: true,
                    range,
                    inner_end: None,
                    words: String::new(),
                });
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let Some(found) = open.pop() else { continue };
                if let Some(outer) = open.last_mut() {
                    outer.inner_end = Some(range.end);
                    outer.words.push_str(&found.words);
                }
                let is_inside = !open.is_empty();
                match found.is_picture {
                    true => picture(&body, &found, is_inside, context, &mut edits, report),
                    false => link(&body, &found, context, &mut edits, report),
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(outer) = open.last_mut() {
                    outer.inner_end = Some(outer.inner_end.unwrap_or(0).max(range.end));
                    outer.words.push_str(&text);
                }
            }
            _ => {
                if let Some(outer) = open.last_mut() {
                    outer.inner_end = Some(outer.inner_end.unwrap_or(0).max(range.end));
                }
            }
        }
    }
    match edits.is_empty() {
        true => body,
        false => edits.apply(&body),
    }
}

/// The destination in the new site.
pub fn new_target(dest: &str, is_wiki: bool, context: &LinkContext, report: &mut FileReport) -> NewTarget {
    let typed = dest.trim();
    if !is_wiki && let Some(scheme) = scheme_of(typed) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" | "tel" => NewTarget::Written(typed.to_owned()),
            "javascript" | "data" | "vbscript" => {
                report.left_out("link", typed);
                NewTarget::Words
            }
            _ => {
                report.look("link-scheme", typed);
                NewTarget::Code(typed.to_owned())
            }
        };
    }
    if typed.starts_with("//") && typed.len() > 4 {
        report.changed("link-completed", typed);
        return NewTarget::Written(format!("https:{typed}"));
    }
    let decoded = percent_decode_str(typed).decode_utf8().map_or_else(|_| typed.to_owned(), |text| text.into_owned());
    let (path, fragment) = match decoded.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment).filter(|fragment| !fragment.is_empty())),
        None => (decoded.as_str(), None),
    };
    let path = path.trim_end_matches('\\').replace('\\', "/");
    if path.trim().is_empty() {
        let Some(fragment) = fragment else {
            report.left_out("link", typed);
            return NewTarget::Words;
        };
        return match find_anchor(context.document, fragment) {
            Some(anchor) => NewTarget::Written(format!("#{anchor}")),
            None => {
                report.left_out("anchor", typed);
                NewTarget::Words
            }
        };
    }
    match context.targets.resolve(context.document, &path, is_wiki) {
        Target::Document(index) => {
            let target = &context.plan.documents[index];
            let is_own = target.id == context.document.id && target.language == context.document.language;
            let anchor = fragment.and_then(|fragment| {
                let anchor = find_anchor(target, fragment);
                if anchor.is_none() && !is_title(target, fragment) {
                    report.left_out("anchor", typed);
                }
                anchor
            });
            NewTarget::Written(match anchor {
                Some(anchor) if is_own => format!("#{anchor}"),
                Some(anchor) => {
                    context.wanted_headings.borrow_mut().push((index, anchor.clone()));
                    format!("{}.md#{anchor}", target.id)
                }
                None => format!("{}.md", target.id),
            })
        }
        Target::File(path) => {
            let name = context.targets.media.get(&path).cloned().unwrap_or_default();
            NewTarget::Written(format!("media/{name}"))
        }
        Target::OtherFile(_) => {
            report.left_out("link-file", typed);
            NewTarget::Words
        }
        Target::Nothing if path.starts_with("www.") => {
            report.changed("link-completed", typed);
            NewTarget::Written(format!("https://{typed}"))
        }
        Target::Nothing if path.contains('@') && path.contains('.') && !path.contains('/') => {
            report.changed("link-completed", typed);
            NewTarget::Written(format!("mailto:{typed}"))
        }
        Target::Nothing => {
            report.left_out("link", typed);
            NewTarget::Words
        }
    }
}

/// Whether the fragment names the heading that became the title.
fn is_title(target: &Document, fragment: &str) -> bool {
    let letters = |text: &str| -> String { text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
    letters(&target.title) == letters(fragment)
}

/// The scheme of an address: letters, digits and signs before a colon.
fn scheme_of(dest: &str) -> Option<&str> {
    let (scheme, _) = dest.split_once(':')?;
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

/// A destination as Markdown writes it.
pub fn written(dest: &str, title: &str) -> String {
    let needs_brackets = dest.contains([' ', '(', ')', '<']) || dest.is_empty();
    let dest = if needs_brackets { format!("<{}>", dest.replace(['<', '>'], "")) } else { dest.to_owned() };
    match title.is_empty() {
        true => dest,
        false => format!("{dest} \"{}\"", title.replace('"', "'").replace('\n', " ")),
    }
}

/// Words inside brackets.
pub fn escaped_words(words: &str) -> String {
    words.replace('[', "\\[").replace(']', "\\]").replace('|', "\\|")
}

/// The attributes of MkDocs after a link or picture: `{ width="300" }`.
fn attributes_after(body: &str, end: usize) -> Option<Range<usize>> {
    let rest = &body[end..];
    let inner = rest.strip_prefix('{')?;
    let length = inner.find('}')?;
    let is_list =
        inner[..length].trim().trim_start_matches(':').trim().starts_with(['.', '#']) || inner[..length].contains('=');
    (is_list && !inner[..length].contains('\n')).then(|| end..end + length + 2)
}

fn link(body: &str, found: &Open, context: &LinkContext, edits: &mut Edits, report: &mut FileReport) {
    let is_wiki = matches!(found.link_type, LinkType::WikiLink { .. });
    if let Some(range) = attributes_after(body, found.range.end) {
        report.changed("attributes", &body[range.clone()]);
        edits.delete(range);
    }
    if matches!(found.link_type, LinkType::Autolink | LinkType::Email) {
        if matches!(found.link_type, LinkType::Autolink)
            && let NewTarget::Code(dest) = new_target(&found.dest, false, context, report)
        {
            edits.replace(found.range.clone(), format!("`{dest}`"));
        }
        return;
    }
    if is_wiki && found.dest.starts_with("phrase:") {
        report.look("link-scheme", found.dest.clone());
    }
    let target = new_target(&found.dest, is_wiki, context, report);
    if is_wiki {
        let words = match found.link_type {
            LinkType::WikiLink { has_pothole: true } if !found.words.trim().is_empty() => found.words.clone(),
            _ => wiki_words(&found.dest),
        };
        let words = escaped_words(words.trim());
        if matches!(target, NewTarget::Written(_)) {
            report.changed("wiki-link", found.dest.clone());
        }
        edits.replace(
            found.range.clone(),
            match target {
                NewTarget::Written(dest) => format!("[{words}]({})", written(&dest, "")),
                NewTarget::Words | NewTarget::Code(_) => words,
            },
        );
        return;
    }
    let inner_end = found.inner_end.unwrap_or(found.range.start + 1);
    // The brackets of `[words][]` are not in the range.
    let is_collapsed = matches!(found.link_type, LinkType::Collapsed) && body[found.range.end..].starts_with("[]");
    let tail = inner_end..found.range.end + if is_collapsed { 2 } else { 0 };
    match target {
        NewTarget::Written(dest) if dest == found.dest => {}
        NewTarget::Written(dest) => {
            report.changed("link-rewritten", found.dest.clone());
            edits.replace(tail, format!("]({})", written(&dest, &found.title)));
        }
        NewTarget::Words => {
            edits.delete(found.range.start..found.range.start + 1);
            edits.delete(tail);
        }
        NewTarget::Code(dest) => {
            edits.delete(found.range.start..found.range.start + 1);
            edits.replace(tail, format!(" (`{}`)", dest.replace('`', "")));
        }
    }
}

/// The words that a vault shows for a link without words of its own.
fn wiki_words(dest: &str) -> String {
    let dest = dest.trim_end_matches('\\');
    match dest.strip_prefix('#') {
        Some(heading) => heading.trim_start_matches('^').replace('#', " > "),
        None => dest.strip_suffix(".md").unwrap_or(dest).replace('#', " > "),
    }
}

fn picture(
    body: &str,
    found: &Open,
    is_inside: bool,
    context: &LinkContext,
    edits: &mut Edits,
    report: &mut FileReport,
) {
    if let Some(range) = attributes_after(body, found.range.end) {
        report.changed("picture-size", &body[range.clone()]);
        edits.delete(range);
    }
    let is_wiki = matches!(found.link_type, LinkType::WikiLink { .. });
    let has_words = !matches!(found.link_type, LinkType::WikiLink { has_pothole: false });
    let typed = if has_words { found.words.as_str() } else { "" };
    let words = pictures::without_size(typed);
    if words != typed {
        report.changed("picture-size", typed);
    }
    let label = |dest: &str| match words.is_empty() {
        true => escaped_words(super::source::file_name(dest.split(['?', '#']).next().unwrap_or(dest))),
        false => escaped_words(&words),
    };
    let is_remote =
        scheme_of(&found.dest).is_some_and(|scheme| matches!(scheme, "http" | "https")) || found.dest.starts_with("//");
    if is_remote {
        match is_inside {
            true => {
                report.left_out("picture-in-link", format!("{} {}", found.dest, found.title).trim_end());
                edits.replace(found.range.clone(), label(&found.dest));
            }
            false => {
                report.look("remote-picture", found.dest.clone());
                let dest =
                    if found.dest.starts_with("//") { format!("https:{}", found.dest) } else { found.dest.clone() };
                edits.replace(
                    found.range.clone(),
                    format!("[{}]({})", label(&found.dest), written(&dest, &found.title)),
                );
            }
        }
        return;
    }
    if scheme_of(&found.dest).is_some() && !is_wiki {
        report.left_out("picture", found.dest.clone());
        return edits.replace(found.range.clone(), escaped_words(&words));
    }
    match new_target(&found.dest, is_wiki, context, report) {
        NewTarget::Written(dest) if dest.starts_with("media/") => {
            let is_picture = pictures::is_picture(&dest);
            match (is_picture, is_inside) {
                (true, _) => {
                    report.changed("picture-copied", found.dest.clone());
                    let dest = written(&dest, &found.title);
                    edits.replace(found.range.clone(), format!("![{}]({dest})", escaped_words(&words)));
                }
                (false, false) => {
                    report.look("embed", found.dest.clone());
                    edits.replace(found.range.clone(), format!("[{}]({})", label(&found.dest), written(&dest, "")));
                }
                (false, true) => edits.replace(found.range.clone(), label(&found.dest)),
            }
        }
        NewTarget::Written(dest) => {
            report.look("embed", found.dest.clone());
            let words = if words.is_empty() { escaped_words(&wiki_words(&found.dest)) } else { escaped_words(&words) };
            edits.replace(
                found.range.clone(),
                match is_inside {
                    true => words,
                    false => format!("[{words}]({})", written(&dest, "")),
                },
            );
        }
        NewTarget::Words | NewTarget::Code(_) => {
            // `new_target` has reported it as a link.
            if let Some(note) = report.notes.last_mut().filter(|note| matches!(note.kind, "link" | "link-file")) {
                note.kind = "picture";
            }
            edits.replace(found.range.clone(), escaped_words(&words));
        }
    }
}
