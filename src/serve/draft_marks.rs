//! Marks drafts in the preview: a note on the page of a draft, and a label in each link to one and in search results.
//!
//! Takes a built site and the messages of the writer; changes the HTML of a page after it is rendered. So a theme needs
//! no code for it, and no page of a build can have a mark. Links are found in the HTML by their URLs. Never
//! renders.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::page_notes::{Note, insert_in_main, link_style_sheet};
use crate::foundation::hash::ContentHash;
use crate::i18n::Messages;
use crate::parse::markdown::escape;
use crate::pipeline::RenderableSite;

/// The drafts of a site.
pub struct DraftMarks {
    /// Keyed by href: the path of the draft's file.
    drafts: HashMap<String, String>,
    /// The URLs of drafts relative to the base, as the search index has them.
    in_search: HashSet<String>,
    /// The word for a draft.
    name: String,
    /// The label in a link, HTML.
    label: String,
    /// The language of the label and the note.
    lang: &'static str,
    /// Keyed by href: the note on the page of the draft.
    notes: HashMap<String, String>,
}

/// A page with its marks.
pub struct MarkedPage {
    /// The HTML.
    pub html: Vec<u8>,
    /// The hash of the marks.
    pub marks: ContentHash,
}

impl DraftMarks {
    /// The drafts of `ready`.
    pub fn new(ready: &RenderableSite, messages: &Messages) -> DraftMarks {
        let (site, config) = (&ready.site, &ready.site.config);
        let (mut drafts, mut in_search) = (HashMap::new(), HashSet::new());
        if site.documents.iter().any(|document| document.front.draft) {
            for route in ready.routes.all() {
                let document = route.document().map(|id| site.document(id)).filter(|document| document.front.draft);
                if let Some(document) = document {
                    let path = route.path(site);
                    drafts.insert(config.href(&path).to_string(), document.path.to_string());
                    in_search.insert(config.relative_href(&path).to_string());
                }
            }
        }
        let note = |path: &String| messages.text("cli-serve-draft-note", &[("path", path)]);
        let notes = drafts.iter().map(|(href, path)| (href.clone(), note(path))).collect();
        let lang = messages.code();
        let name = messages.text("cli-serve-draft", &[]);
        let mut escaped = String::new();
        escape(&name, &mut escaped);
        let label = format!("<span class=\"situ-draft\" lang=\"{lang}\">{escaped}</span> ");
        DraftMarks { drafts, in_search, name, label, lang, notes }
    }

    /// The file of a search index with the label in the title of each draft; `None` if it has no title of one.
    pub fn mark_search(&self, output: &str, json: &[u8]) -> Option<Vec<u8>> {
        let (folder, name) = output.rsplit_once('/')?;
        let has_titles = folder.ends_with("/search") && (name == "index.json" || name.starts_with("t-"));
        if self.in_search.is_empty() || !has_titles {
            return None;
        }
        let mut value: Value = serde_json::from_slice(json).ok()?;
        // The head of an index has the folder of each kind, and the digit of the kind of each item.
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let kinds = text(&value["kinds"]);
        let folders: Vec<String> = value["folders"].as_array().into_iter().flatten().map(text).collect();
        let folder = |kind: u8| folders.get(usize::from(kind.wrapping_sub(b'0'))).map_or("", String::as_str);
        let items = match value.pointer_mut("/texts/0") {
            Some(items) => items.as_array_mut()?,
            None => value.as_array_mut()?,
        };
        let mut is_marked = false;
        for (at, item) in items.iter_mut().enumerate() {
            let Some([Value::String(path), Value::String(title), ..]) = item.as_array_mut().map(Vec::as_mut_slice)
            else {
                continue;
            };
            let page = path.split('#').next().unwrap_or_default();
            let folder = kinds.as_bytes().get(at).map_or("", |kind| folder(*kind));
            if self.in_search.contains(&format!("{folder}{page}")) {
                *title = format!("[{}] {title}", self.name);
                is_marked = true;
            }
        }
        is_marked.then(|| value.to_string().into_bytes())
    }

    /// The page at `href` with its marks; `None` if it has none.
    pub fn mark(&self, href: &str, html: &[u8]) -> Option<MarkedPage> {
        if self.drafts.is_empty() {
            return None;
        }
        let html = std::str::from_utf8(html).ok()?;
        let (mut marked, linked) = self.label_links(html);
        let note = self.notes.get(href);
        if linked.is_empty() && note.is_none() {
            return None;
        }
        if let Some(text) = note {
            // The search takes no excerpt from what is not printed.
            let note =
                Note { class: "situ-draft-note off-paper", lang: self.lang, text: text.clone(), links: Vec::new() };
            marked = insert_in_main(&marked, &note.to_html());
        }
        let html = link_style_sheet(&marked).into_bytes();
        Some(MarkedPage { html, marks: ContentHash::xxh3(&(&linked, note)) })
    }

    /// `html` with a label in each link to a draft, and the URLs of these links.
    fn label_links<'h>(&self, html: &'h str) -> (String, Vec<&'h str>) {
        let mut out = String::with_capacity(html.len() + 256);
        let mut linked = Vec::new();
        let mut rest = html;
        while let Some(at) = rest.find("<a") {
            let tag = &rest[at..];
            if !tag[2..].starts_with(|c: char| c.is_ascii_whitespace()) {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
                continue;
            }
            let Some(end) = tag_end(tag) else { break };
            out.push_str(&rest[..at + end]);
            let href = attribute(&tag[..end], "href").and_then(|href| href.split(['#', '?']).next());
            if let Some(href) = href.filter(|href| self.drafts.contains_key(*href)) {
                linked.push(href);
                out.push_str(&self.label);
            }
            rest = &rest[at + end..];
        }
        out.push_str(rest);
        (out, linked)
    }
}

/// The length of the tag at the start of `html`; `None` if it has no end.
fn tag_end(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The quoted value of an attribute of a tag.
fn attribute<'h>(tag: &'h str, name: &str) -> Option<&'h str> {
    let starts = tag.match_indices(name).filter(|(at, _)| tag[..*at].ends_with(|c: char| c.is_ascii_whitespace()));
    starts.into_iter().find_map(|(at, _)| {
        let value = tag[at + name.len()..].strip_prefix('=')?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split(quote).next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks() -> DraftMarks {
        let drafts: HashMap<String, String> =
            HashMap::from([("/lv/a/".to_owned(), "content/lv/pages/a.md".to_owned())]);
        let notes = HashMap::from([("/lv/a/".to_owned(), "1 < 2".to_owned())]);
        let in_search = HashSet::from(["lv/a/".to_owned()]);
        DraftMarks { drafts, in_search, name: "draft".to_owned(), label: "[draft] ".to_owned(), lang: "en", notes }
    }

    #[test]
    fn titles_of_drafts_in_search_get_a_label() {
        let json =
            r#"{"size":2,"texts":[[["lv/a/","A"],["lv/b/","B"],["lv/a/#x","X","answer"]]],"shards":[[0,"lv/a/"]]}"#;
        let marked = marks().mark_search("lv/search/index.json", json.as_bytes()).unwrap();
        let expected = json.replace("\"A\"", "\"[draft] A\"").replace("\"X\"", "\"[draft] X\"");
        assert_eq!(String::from_utf8(marked).unwrap(), expected);
        for (path, json) in [
            ("lv/search/w-1.json", json),
            ("lv/feed/index.json", json),
            ("lv/search/t-1.json", r#"[["lv/b/","B"]]"#),
            ("lv/search/t-1.json", "["),
        ] {
            assert_eq!(marks().mark_search(path, json.as_bytes()), None, "{path}");
        }
    }

    #[test]
    fn links_to_drafts_get_a_label() {
        let label = |html: &str| marks().label_links(html).0;
        assert_eq!(label("<p><a href=\"/lv/a/\">A</a>"), "<p><a href=\"/lv/a/\">[draft] A</a>");
        assert_eq!(label("<a title='>' href='/lv/a/#x'>A</a>"), "<a title='>' href='/lv/a/#x'>[draft] A</a>");
        for other in [
            "<a href=\"/lv/b/\">B</a>",
            "<abbr href=\"/lv/a/\">",
            "<a data-href=\"/lv/a/\">",
            "<a href=\"/lv/a/",
            "&lt;a",
        ] {
            assert_eq!(label(other), other);
        }
    }

    #[test]
    fn page_of_a_draft_has_an_escaped_note_at_the_start_of_main() {
        let marked = marks().mark("/lv/a/", b"<head></head><main id=\"m\"><h1>A</h1>").unwrap();
        let html = String::from_utf8(marked.html).unwrap();
        assert!(
            html.contains(
                "<main id=\"m\"><aside class=\"situ-draft-note off-paper\" lang=\"en\"><p>1 &lt; 2</p></aside><h1>"
            ),
            "{html}"
        );
        assert!(html.starts_with("<head><link rel=\"stylesheet\""), "{html}");
        assert!(marks().mark("/lv/b/", b"<main><a href=\"/lv/c/\">").is_none());
    }
}
