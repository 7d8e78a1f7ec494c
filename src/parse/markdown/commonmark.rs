//! The Markdown stage with our extensions off: CommonMark and nothing else.
//!
//! Takes text; gives HTML as the specification writes it, links and pictures where they point. It is how the stage is
//! held against the specification (`tests/commonmark.rs`); pages are never made this way, because nothing is checked.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use pulldown_cmark::{HeadingLevel, LinkType};

use super::{ParseInput, Phases, Writer, escape, plain, read};
use crate::lang::language;
use crate::lang::stem;
use crate::model::{Kind, SharedStr};
use crate::parse::glossary::Glossary;

/// `text` as HTML. Raw HTML in it is left out: no text of a writer brings any.
pub fn commonmark(text: &str) -> String {
    let (path, page): (SharedStr, SharedStr) = ("text.md".into(), "text".into());
    let glossary = Glossary::new(stem::table("en"), []);
    let reading = ParseInput {
        path: &path,
        kind: Kind::Page,
        page: &page,
        language: language("en"),
        phases: &Phases::default(),
        glossary: &glossary,
        case: &[],
        extensions: false,
    };
    read(&reading, text, 0..text.len(), &mut Vec::new()).body.html
}

impl Writer<'_, '_> {
    pub(super) fn bare_heading(&mut self, level: HeadingLevel) {
        let tag = level.to_string();
        self.out.html.push_str(&format!("<{tag}>"));
        self.pos += 1;
        self.inlines();
        self.pos += 1;
        self.out.html.push_str(&format!("</{tag}>\n"));
    }

    pub(super) fn bare_link(&mut self, link_type: LinkType, dest: &str, title: &str) {
        let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
        self.out.html.push_str(&format!("<a href=\"{scheme}{}\"{}>", encoded(dest), titled(title)));
        self.pos += 1;
        self.inlines();
        self.pos += 1;
        self.out.html.push_str("</a>");
    }

    pub(super) fn bare_picture(&mut self, dest: &str, title: &str) {
        let end = self.end_of(self.pos);
        let mut alt = String::new();
        escape(&plain(&self.events[self.pos + 1..end]), &mut alt);
        self.out.html.push_str(&format!("<img src=\"{}\" alt=\"{alt}\"{}>", encoded(dest), titled(title)));
        self.pos = end + 1;
    }
}

fn titled(title: &str) -> String {
    let mut html = String::new();
    if !title.is_empty() {
        html.push_str(" title=\"");
        escape(title, &mut html);
        html.push('"');
    }
    html
}

/// The characters that the examples of the specification percent-encode in a URL.
const URL: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'+')
    .remove(b'!')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b'%')
    .remove(b'#')
    .remove(b'@')
    .remove(b'?')
    .remove(b'=')
    .remove(b';')
    .remove(b':')
    .remove(b'/')
    .remove(b'&')
    .remove(b'$')
    .remove(b'~');

/// The URL percent-encoded and escaped for an HTML attribute.
fn encoded(url: &str) -> String {
    let mut html = String::with_capacity(url.len());
    for part in utf8_percent_encode(url, URL) {
        escape(part, &mut html);
    }
    html
}
