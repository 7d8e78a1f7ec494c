//! Slots: the parts of a fragment that depend on other files.
//!
//! Takes a [`Fragment`] and the reader's language; returns the HTML of each slot: links, pictures, terms, phrases,
//! interface strings. Everything that comes from a document is escaped. A link or picture without a target is left out,
//! because `check/` reports it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::law::countries_of_line;
use crate::i18n::Messages;
use crate::model::{
    Action, ActionId, Document, Fragment, Heading, HeadingTitle, Kind, LangId, Link, LinkTarget, LinkText, PhraseText,
    SharedStr, Slot, UiString,
};
use crate::parse::markdown::{escape, escaped, message_html};
use crate::site::{Destination, Section, Site};

/// Level of the headings of phases on the page of a situation.
const PHASE_LEVEL: u8 = 2;

/// Resolves slots for the readers of one language.
pub struct SlotResolver<'s> {
    /// The site whose documents the slots refer to.
    pub site: &'s Site,
    /// Interface strings in the readers' language.
    pub messages: &'s Messages,
    /// The readers' language.
    pub lang: LangId,
}

/// The HTML of a fragment with its slots replaced by `values`.
pub fn fill_slots(fragment: &Fragment, values: &[String]) -> String {
    let added: usize = values.iter().map(String::len).sum();
    let mut html = String::with_capacity(fragment.html.len() + added);
    let mut copied = 0;
    for ((offset, _), value) in fragment.slots.iter().zip(values) {
        let offset = *offset as usize;
        html.push_str(&fragment.html[copied..offset]);
        html.push_str(value);
        copied = offset;
    }
    html.push_str(&fragment.html[copied..]);
    html
}

/// Where a fragment of a document is shown.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// In the body of the document's own page.
    Body,
    /// In a step of a checklist.
    Step {
        /// Id of the action.
        key: &'a ActionId,
        /// Whether the page shows the document itself, so that its ids and anchors are on it.
        is_own_page: bool,
    },
}

impl Place<'_> {
    /// What the ids of footnotes begin with, after their kind: they are repeated in each step that refers to them.
    fn footnote_prefix(self) -> String {
        match self {
            Place::Body => String::new(),
            Place::Step { key, .. } => format!("{key}_"),
        }
    }

    fn is_own_page(self) -> bool {
        matches!(self, Place::Body | Place::Step { is_own_page: true, .. })
    }
}

/// Where a link leads: a URL, and the language of the target if it is not that of the readers.
struct LinkHref {
    url: String,
    foreign: Option<LangId>,
}

impl SlotResolver<'_> {
    /// The HTML of each of the `slots` in the body of a document.
    pub fn slot_values<'a>(&self, document: &Document, slots: impl IntoIterator<Item = &'a Slot>) -> Vec<String> {
        slots.into_iter().map(|slot| self.slot_value(document, slot, Place::Body)).collect()
    }

    /// The HTML of a fragment of `document`, with its slots filled.
    pub fn fill(&self, document: &Document, fragment: &Fragment, place: Place) -> String {
        let slots = fragment.slots.iter();
        let values: Vec<String> = slots.map(|(_, slot)| self.slot_value(document, slot, place)).collect();
        fill_slots(fragment, &values)
    }

    fn slot_value(&self, document: &Document, slot: &Slot, place: Place) -> String {
        match slot {
            Slot::LinkOpen(index) => {
                let link = document.links.get(*index as usize);
                link.map_or_else(String::new, |link| self.link_start(document, link, place))
            }
            Slot::LinkClose(index) => {
                let link = document.links.get(*index as usize);
                link.map_or_else(String::new, |link| self.link_end(document, link, place))
            }
            Slot::Picture(index) => self.picture(document, *index as usize),
            Slot::Term { id, text } => {
                let href = self.site.config.href(&self.site.section_path(Section::Glossary, document.lang));
                format!("<a class=\"term\" href=\"{href}#term-{id}\">{}</a>", escaped(text))
            }
            Slot::Phrase(id) => match self.site.phrase_text(id, document.lang) {
                Some((_, text)) => self.phrase(document.lang, id, text),
                None => String::new(),
            },
            Slot::UiString(string) => escaped(&self.messages.text(string.id(), &[])),
            Slot::ElementId(id) => match place {
                Place::Step { key, is_own_page: false } => format!("ui_{key}_{id}"),
                _ => id.to_string(),
            },
            Slot::HeadingLevel { typed, depth } => match (document.kind, place) {
                (Kind::Situation, _) | (_, Place::Step { .. }) => (PHASE_LEVEL + depth).min(6).to_string(),
                _ => typed.to_string(),
            },
            Slot::FootnoteReference { number, occurrence } => {
                let (prefix, id) = (place.footnote_prefix(), reference_id(*number, *occurrence, place));
                format!("<sup class=\"footnote\"><a href=\"#ui_fn_{prefix}{number}\" id=\"{id}\">{number}</a></sup>")
            }
            Slot::FootnoteBack { number, references } => self.footnote_back(*number, references, place),
            Slot::RelativeDay(day) => self.step_day_html(day),
            Slot::InterestTitle(country) => self.interest_title(country),
            Slot::InterestRates(country) => self.interest_rates(country),
            Slot::LawOpen(index) => {
                document.laws.get(*index as usize).map_or_else(String::new, |law| self.law_open(document, law, place))
            }
            Slot::LawSource(index) => {
                let law = document.laws.get(*index as usize);
                law.map_or_else(String::new, |law| self.law_source(document, law, place))
            }
            Slot::CountryAttribute(index) => match countries_of_line(&self.site.config, document, *index) {
                Some(countries) => format!(" data-country=\"{countries}\""),
                None => String::new(),
            },
            Slot::CountryNames(index) => self.line_country_names(document, *index),
        }
    }

    /// The footnotes of a step, HTML; empty if its action refers to none.
    pub fn step_footnotes(&self, document: &Document, action: &Action, place: Place) -> String {
        let mut references: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut waiting = action.fragments().to_vec();
        let definition = |number: &u32| {
            let index = document.footnotes.binary_search_by_key(number, |(number, _)| *number).ok()?;
            Some(&document.footnotes[index].1)
        };
        while let Some(fragment) = waiting.pop() {
            for (_, slot) in &fragment.slots {
                let Slot::FootnoteReference { number, occurrence } = slot else { continue };
                waiting.extend(definition(number).filter(|_| !references.contains_key(number)));
                references.entry(*number).or_default().push(*occurrence);
            }
        }
        let mut html = String::new();
        for (number, mut occurrences) in references {
            let Some(content) = definition(&number) else { continue };
            occurrences.sort_unstable();
            html.push_str(&format!("<li id=\"ui_fn_{}{number}\" value=\"{number}\">", place.footnote_prefix()));
            html.push_str(&self.fill(document, content, place));
            html.push_str(&self.footnote_back(number, &occurrences, place));
            html.push_str("</li>\n");
        }
        if html.is_empty() { html } else { format!("<div class=\"footnotes\"><ol>\n{html}</ol></div>\n") }
    }

    /// The links from a footnote back to its references.
    fn footnote_back(&self, number: u32, references: &[u32], place: Place) -> String {
        let label = escaped(&self.messages.text(UiString::FootnoteBack.id(), &[]));
        let links: Vec<String> = (1..)
            .zip(references)
            .map(|(count, occurrence)| {
                let id = reference_id(number, *occurrence, place);
                let (name, sign) = match count {
                    1 => (label.clone(), "↩".to_owned()),
                    _ => (format!("{label} {count}"), format!("↩<sup>{count}</sup>")),
                };
                format!("<a class=\"footnote-back\" href=\"#{id}\" aria-label=\"{name}\">{sign}</a>")
            })
            .collect();
        links.join(" ")
    }

    /// Returns the start tag, plus the target's title if the link has no text of its own. If the target does not exist,
    /// there is no tag.
    pub(super) fn link_start(&self, document: &Document, link: &Link, place: Place) -> String {
        let mut html = String::new();
        if let Some(LinkHref { url, foreign }) = self.link_href(document, link, place) {
            html.push_str("<a href=\"");
            escape(&url, &mut html);
            html.push('"');
            if let Some(lang) = foreign {
                let code = self.site.config.code(lang);
                html.push_str(&format!(" hreflang=\"{code}\"{}", self.site.config.lang_attributes(code)));
            }
            if matches!(link.target, LinkTarget::Outside(_)) {
                html.push_str(" rel=\"noopener noreferrer\"");
            }
            if !link.title.is_empty() {
                html.push_str(" title=\"");
                escape(&link.title, &mut html);
                html.push('"');
            }
            html.push('>');
        }
        match (&link.target, link.text) {
            (LinkTarget::Page { id, .. }, LinkText::Title) => escape(&self.title_of(id), &mut html),
            (LinkTarget::Page { id, .. }, LinkText::QuotedTitle) => {
                escape(&self.quoted_title(document.lang, id), &mut html);
            }
            _ => {}
        }
        html
    }

    /// The end tag of a link. If the target is in another language, the name of that language follows.
    pub(super) fn link_end(&self, document: &Document, link: &Link, place: Place) -> String {
        match self.link_href(document, link, place) {
            Some(LinkHref { foreign: Some(lang), .. }) => {
                let name = self.site.config.language(self.lang).name_of(self.site.config.code(lang));
                format!("</a> <span class=\"lang-mark\">({})</span>", escaped(&name))
            }
            Some(_) => "</a>".to_owned(),
            None => String::new(),
        }
    }

    /// Where a link leads; `None` if its target does not exist.
    fn link_href(&self, document: &Document, link: &Link, place: Place) -> Option<LinkHref> {
        let config = &self.site.config;
        let near = |url: String| Some(LinkHref { url, foreign: None });
        match &link.target {
            LinkTarget::Page { id, anchor } => self.page_href(document, id, anchor.as_deref()),
            LinkTarget::Here(anchor) if place.is_own_page() => {
                near(format!("#{}", self.site.fragment(document, anchor)))
            }
            LinkTarget::Here(anchor) => {
                let href = config.href(&self.site.path(document, document.lang));
                let url = href.with_fragment(&self.site.fragment(document, anchor)).to_string();
                Some(LinkHref { url, foreign: (document.lang != self.lang).then_some(document.lang) })
            }
            LinkTarget::Media(path) => {
                self.site.media.get(path).and_then(|media| near(config.href(&media.output).to_string()))
            }
            LinkTarget::Outside(url) => near(url.to_string()),
            LinkTarget::File(_) => None,
        }
    }

    /// Where a link of `document` to the page `id` leads; `None` if there is no such page. A language may lack the
    /// anchor, because only those of the document's own language are required; the link then leads to the whole page.
    fn page_href(&self, document: &Document, id: &str, anchor: Option<&str>) -> Option<LinkHref> {
        let config = &self.site.config;
        let (path, lang, fragment) = match self.site.resolve(id, self.lang) {
            Destination::Document(to) => {
                let to = self.site.document(to);
                let lang = self.lang_of_page(to);
                let is_checked = document.lang == self.lang;
                let anchor = anchor.filter(|anchor| is_checked || self.site.has_anchor(to, anchor));
                (self.site.path(to, lang), lang, anchor.map(|anchor| self.site.fragment(to, anchor)))
            }
            Destination::Section(section) => {
                let has_entry = |lang: &LangId| {
                    anchor.is_none_or(|anchor| self.site.section_fragment(section, *lang, anchor).is_some())
                };
                let lang = [self.lang, document.lang].into_iter().find(has_entry).unwrap_or(self.lang);
                let fragment = anchor.and_then(|anchor| self.site.section_fragment(section, lang, anchor));
                (self.site.section_path(section, lang), lang, fragment.map(Cow::Owned))
            }
            Destination::Draft | Destination::Missing => return None,
        };
        let href = config.href(&path);
        let url = match fragment {
            Some(fragment) => href.with_fragment(&fragment).to_string(),
            None => href.to_string(),
        };
        Some(LinkHref { url, foreign: (lang != self.lang).then_some(lang) })
    }

    /// The language of the page on which readers see a document. Every language has a page for every situation.
    fn lang_of_page(&self, document: &Document) -> LangId {
        if document.kind == Kind::Situation { self.lang } else { document.lang }
    }

    /// The text of a heading of a document in `lang`, with the titles that it shows.
    pub fn heading_text(&self, lang: LangId, heading: &Heading) -> String {
        let mut text = String::with_capacity(heading.text.len());
        let mut copied = 0;
        for HeadingTitle { at, id, is_quoted } in &heading.titles {
            text.push_str(&heading.text[copied..*at as usize]);
            text.push_str(&if *is_quoted { self.quoted_title(lang, id) } else { self.title_of(id) });
            copied = *at as usize;
        }
        text.push_str(&heading.text[copied..]);
        text
    }

    /// The title of a document or section, in the quotation marks of a sentence in `lang`.
    fn quoted_title(&self, lang: LangId, id: &str) -> String {
        self.site.config.language(lang).in_quotes(&self.title_of(id))
    }

    fn title_of(&self, id: &str) -> String {
        match self.site.resolve(id, self.lang) {
            Destination::Document(to) => self.site.document(to).front.title.to_string(),
            Destination::Section(section) => self.messages.text(section.title_id(), &[]),
            Destination::Draft => self.site.drafts.get(id).map_or_else(|| id.to_owned(), SharedStr::to_string),
            Destination::Missing => id.to_owned(),
        }
    }

    fn picture(&self, document: &Document, index: usize) -> String {
        let Some(picture) = document.pictures.get(index) else { return String::new() };
        let LinkTarget::Media(path) = &picture.target else { return String::new() };
        let Some(media) = self.site.media.get(path) else { return String::new() };
        let size = media.size.map_or_else(String::new, |(w, h)| format!(" width=\"{w}\" height=\"{h}\""));
        let title =
            if picture.title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(&picture.title)) };
        let src = self.site.config.href(&media.output);
        format!("<img src=\"{}\" alt=\"{}\"{title}{size} loading=\"lazy\">", escaped(&src), escaped(&picture.alt))
    }

    fn phrase(&self, lang: LangId, id: &str, text: &PhraseText) -> String {
        let meaning = if text.meaning.is_empty() {
            String::new()
        } else {
            format!("<p class=\"phrase-behind\">{}</p>\n", escaped(&text.meaning))
        };
        format!(
            "<figure class=\"phrase\" data-phrase=\"{id}\"><figcaption class=\"phrase-says\">{}</figcaption>\n{meaning}\
             <div class=\"say\"><p class=\"say-title\">{}</p>\n<div class=\"say-text\"><p>{}</p></div></div></figure>",
            escaped(&self.site.config.language(lang).in_quotes(&text.says)),
            escaped(&self.messages.text("phrase_answer", &[])),
            message_html(&text.answer, &self.site.texts(lang).case.blanks)
        )
    }
}

/// The id of a reference to a footnote.
fn reference_id(number: u32, occurrence: u32, place: Place) -> String {
    let prefix = place.footnote_prefix();
    if occurrence == 1 {
        format!("ui_fnref_{prefix}{number}")
    } else {
        format!("ui_fnref_{prefix}{number}_{occurrence}")
    }
}
