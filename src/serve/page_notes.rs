//! Notes that the preview adds to the HTML of a page: on a draft, and on a page that says why a URL has no page.
//!
//! Takes text and links; returns HTML in which all of it is escaped. Never reads a file.

use crate::parse::markdown::escape;

/// A note on a page.
pub struct Note {
    /// The class of the element.
    pub class: &'static str,
    /// The language of the text.
    pub lang: &'static str,
    /// The text.
    pub text: String,
    /// The links below the text.
    pub links: Vec<NoteLink>,
}

/// A link in a note.
pub struct NoteLink {
    /// The URL on this host.
    pub href: String,
    /// The title of the page.
    pub title: String,
    /// The code of the title's language.
    pub lang: String,
}

/// The style sheet of notes and marks.
const STYLE_SHEET: &str = "<link rel=\"stylesheet\" href=\"/_situ/page.css\">";

impl Note {
    /// The note as HTML.
    pub fn to_html(&self) -> String {
        let Note { class, lang, text, links } = self;
        let mut html = format!("<aside class=\"{class}\" lang=\"{lang}\"><p>");
        escape(text, &mut html);
        html.push_str("</p>");
        if !links.is_empty() {
            html.push_str("<ul>");
            for NoteLink { href, title, lang } in links {
                html.push_str("<li><a href=\"");
                escape(href, &mut html);
                html.push_str("\" lang=\"");
                escape(lang, &mut html);
                html.push_str("\">");
                escape(title, &mut html);
                html.push_str("</a></li>");
            }
            html.push_str("</ul>");
        }
        html.push_str("</aside>");
        html
    }
}

/// Inserts `inserted` at the start of the page's `<main>`; at the start of the body if it has none.
pub fn insert_in_main(html: &str, inserted: &str) -> String {
    let start = |name: &str| {
        let is_tag = |(at, _): &(usize, &str)| html[at + name.len()..].starts_with([' ', '>', '\n', '\t', '\r']);
        let (at, _) = html.match_indices(name).find(is_tag)?;
        Some(at + html[at..].find('>')? + 1)
    };
    let at = start("<main").or_else(|| start("<body")).unwrap_or(0);
    [&html[..at], inserted, &html[at..]].concat()
}

/// Links the style sheet of notes in the head of the page, once; at its end if it has no head.
pub fn link_style_sheet(html: &str) -> String {
    if html.contains(STYLE_SHEET) {
        return html.to_owned();
    }
    let at = html.find("</head>").unwrap_or(html.len());
    [&html[..at], STYLE_SHEET, &html[at..]].concat()
}
