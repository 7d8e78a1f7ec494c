//! Plain CommonMark, used only by the test that runs the examples of the specification.
//!
//! Takes Markdown; returns HTML as the specification writes it. Pages are never rendered this way, because nothing is
//! validated. The mode is here and not in the test because it drives the same [`Writer`] that writes pages: the
//! examples then cover its lists, code blocks, emphasis and escaping. It meets production code in two places only, the
//! hooks [`Writer::commonmark_block`] and [`Writer::commonmark_inline`], which [`Writer::block`] and [`Writer::inline`]
//! call first. They write what a page has in another form: headings (with ids), block quotes (callouts), text (terms
//! and smart quotes), links and pictures (slots).

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Tag};

use super::html::escape;
use super::writer::Writer;
use super::{ParseInput, Phases, parse_events, plain_text};
use crate::linguistics::find_language;
use crate::linguistics::stem;
use crate::model::{Kind, SharedStr};
use crate::parse::glossary::Glossary;

/// `text` as HTML, without any raw HTML in it. Empty if `text` is nested too deeply.
pub fn commonmark(text: &str) -> String {
    let (path, id): (SharedStr, SharedStr) = ("text.md".into(), "text".into());
    let glossary = Glossary::new(stem::stemmer_rules("en"), []);
    let input = ParseInput {
        path: &path,
        kind: Kind::Page,
        document_id: &id,
        language: find_language("en"),
        phases: &Phases::default(),
        glossary: &glossary,
        case_blanks: &BTreeMap::new(),
    };
    let mut diagnostics = Vec::new();
    let events = parse_events(&input, text, 0..text.len(), Options::empty(), &mut diagnostics).unwrap_or_default();
    let mut writer = Writer::new(&input, text, events, &mut diagnostics);
    writer.commonmark = true;
    writer.blocks();
    writer.fragment.html
}

impl Writer<'_, '_> {
    /// Writes the next block and returns true if CommonMark has other HTML for it than a page.
    pub(super) fn commonmark_block(&mut self) -> bool {
        match self.events[self.pos].0 {
            Event::Start(Tag::Heading { level, .. }) => self.plain_heading(level),
            Event::Start(Tag::BlockQuote(_)) => self.plain_quote(),
            _ => return false,
        }
        true
    }

    /// Writes the next inline event and returns true if CommonMark has other HTML for it than a page.
    pub(super) fn commonmark_inline(&mut self) -> bool {
        match self.events[self.pos].0.clone() {
            Event::Text(text) => {
                escape(&text, &mut self.fragment.html);
                self.pos += 1;
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                self.plain_link(link_type, &dest_url, &title);
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => self.plain_picture(&dest_url, &title),
            _ => return false,
        }
        true
    }

    /// A heading without an id.
    fn plain_heading(&mut self, level: HeadingLevel) {
        let tag = level.to_string();
        self.fragment.html.push_str(&format!("<{tag}>"));
        self.pos += 1;
        self.inlines();
        self.pos += 1;
        self.fragment.html.push_str(&format!("</{tag}>\n"));
    }

    /// A link to its destination as typed.
    fn plain_link(&mut self, link_type: LinkType, dest: &str, title: &str) {
        let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
        self.fragment.html.push_str(&format!("<a href=\"{scheme}{}\"{}>", encode_url(dest), title_attribute(title)));
        self.pos += 1;
        self.inlines();
        self.pos += 1;
        self.fragment.html.push_str("</a>");
    }

    /// An image; its destination is kept as written, apart from percent-encoding.
    fn plain_picture(&mut self, dest: &str, title: &str) {
        let end = self.end_of(self.pos);
        let mut alt = String::new();
        escape(&plain_text(&self.events[self.pos + 1..end]), &mut alt);
        self.fragment.html.push_str(&format!(
            "<img src=\"{}\" alt=\"{alt}\"{}>",
            encode_url(dest),
            title_attribute(title)
        ));
        self.pos = end + 1;
    }
}

/// The `title` attribute, with a space before it; empty without a title.
fn title_attribute(title: &str) -> String {
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
fn encode_url(url: &str) -> String {
    let mut html = String::with_capacity(url.len());
    for part in utf8_percent_encode(url, URL) {
        escape(part, &mut html);
    }
    html
}
