//! Slots: the parts of a fragment that depend on other files.
//!
//! Takes a [`Fragment`] and the reader's language; returns the HTML of each slot: links, pictures, terms, phrases,
//! interface strings. Everything that comes from a document is escaped. A link or picture without a target is left out,
//! because `check/` reports it.

use super::phrases::in_quotes;
use crate::i18n::Messages;
use crate::linguistics::Date;
use crate::model::{Document, Fragment, Kind, LangId, Link, PhraseText, SharedStr, Slot, Target};
use crate::parse::markdown::{escape, escaped, message_html};
use crate::site::{Destination, Section, Site};

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

impl SlotResolver<'_> {
    /// The HTML of each of the `slots` of a document.
    pub fn slot_values<'a>(&self, document: &Document, slots: impl IntoIterator<Item = &'a Slot>) -> Vec<String> {
        slots.into_iter().map(|slot| self.slot_value(document, slot)).collect()
    }

    /// The HTML of a fragment of `document`, with its slots filled.
    pub fn fill(&self, document: &Document, fragment: &Fragment) -> String {
        let values = self.slot_values(document, fragment.slots.iter().map(|(_, slot)| slot));
        fill_slots(fragment, &values)
    }

    fn slot_value(&self, document: &Document, slot: &Slot) -> String {
        match slot {
            Slot::LinkOpen(index) => {
                document.links.get(*index as usize).map_or_else(String::new, |link| self.link_start(document, link))
            }
            Slot::LinkClose(index) => {
                document.links.get(*index as usize).map_or_else(String::new, |link| self.link_end(link))
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
            Slot::Law { country, checked } => self.law_heading(country, *checked),
        }
    }

    /// Returns the start tag, plus the target's title if the link has no text of its own. If the target does not exist,
    /// there is no tag.
    fn link_start(&self, document: &Document, link: &Link) -> String {
        let mut html = String::new();
        let mut open = |href: &str, attributes: &str| {
            html.push_str("<a href=\"");
            escape(href, &mut html);
            html.push('"');
            html.push_str(attributes);
            if !link.title.is_empty() {
                html.push_str(" title=\"");
                escape(&link.title, &mut html);
                html.push('"');
            }
            html.push('>');
        };
        match &link.target {
            Target::Page { id, anchor } => {
                if let Some((href, lang)) = self.page_href(id, anchor.as_deref()) {
                    if lang == self.lang {
                        open(&href, "");
                    } else {
                        let code = self.site.config.code(lang);
                        open(&href, &format!(" hreflang=\"{code}\" lang=\"{code}\""));
                    }
                }
                if link.shows_title {
                    escape(&self.title_of(id), &mut html);
                }
            }
            Target::Here(anchor) => open(&format!("#{}", anchor_on_page(document, anchor)), ""),
            Target::Media(path) => {
                if let Some(media) = self.site.media.get(path) {
                    open(&self.site.config.href(&media.output), "");
                }
            }
            Target::Outside(url) => open(url, " rel=\"noopener noreferrer\""),
            Target::File(_) => {}
        }
        html
    }

    /// The end tag of a link. If the target is in another language, the name of that language follows.
    fn link_end(&self, link: &Link) -> String {
        match &link.target {
            Target::Page { id, .. } => match self.page_lang(id) {
                Some(lang) if lang != self.lang => {
                    let name = self.site.config.language(self.lang).name_of(self.site.config.code(lang));
                    format!("</a> <span class=\"lang-mark\">({})</span>", escaped(&name))
                }
                Some(_) => "</a>".to_owned(),
                None => String::new(),
            },
            Target::File(_) => String::new(),
            Target::Media(path) if !self.site.media.contains_key(path) => String::new(),
            _ => "</a>".to_owned(),
        }
    }

    /// The URL on the host of a link to a page, and the language of that page; `None` if it leads nowhere.
    fn page_href(&self, id: &str, anchor: Option<&str>) -> Option<(String, LangId)> {
        let config = &self.site.config;
        let (mut href, lang, anchor) = match self.site.resolve(id, self.lang) {
            Destination::Document(to) => {
                let document = self.site.document(to);
                let lang = self.lang_of_page(document);
                let anchor = anchor.map(|anchor| anchor_on_page(document, anchor));
                (config.href(&self.site.path(document, lang)), lang, anchor)
            }
            Destination::Section(section) => {
                (config.href(&self.site.section_path(section, self.lang)), self.lang, anchor.map(str::to_owned))
            }
            Destination::Draft | Destination::Missing => return None,
        };
        if let Some(anchor) = anchor {
            href.push('#');
            href.push_str(&anchor);
        }
        Some((href, lang))
    }

    /// The language of the page that a link to `id` leads to; `None` if it leads nowhere.
    fn page_lang(&self, id: &str) -> Option<LangId> {
        match self.site.resolve(id, self.lang) {
            Destination::Document(to) => Some(self.lang_of_page(self.site.document(to))),
            Destination::Section(_) => Some(self.lang),
            Destination::Draft | Destination::Missing => None,
        }
    }

    /// The language of the page on which readers see a document. Every language has a page for every situation.
    fn lang_of_page(&self, document: &Document) -> LangId {
        if document.kind == Kind::Situation { self.lang } else { document.lang }
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
        let Target::Media(path) = &picture.target else { return String::new() };
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
            escaped(&in_quotes(self.site, lang, &text.says)),
            escaped(&self.messages.text("phrase_answer", &[])),
            message_html(&text.answer, &self.site.texts(lang).case)
        )
    }

    /// The head of a callout about the law of a country. A script shows the warning once the statement is a year old.
    fn law_heading(&self, country: &str, checked: Date) -> String {
        let language = self.site.config.language(self.lang);
        let name = language.country(country).unwrap_or(country);
        let note = self.messages.text("law_note", &[("date", &language.date(checked))]);
        let warning = self.messages.text("law_old", &[]);
        format!(
            "<p class=\"callout-title\">{}</p>\n<p class=\"law-note\">{}</p>\n\
             <p class=\"law-old\" hidden data-old-after=\"{}\">{}</p>\n",
            escaped(name),
            escaped(&note),
            checked.plus_years(1),
            escaped(&warning)
        )
    }
}

/// The fragment of an anchor of a document. On the page of a situation a step has the whole id of its action, and other
/// anchors are unchanged.
fn anchor_on_page(document: &Document, anchor: &str) -> String {
    if document.kind == Kind::Situation && document.actions.iter().any(|action| &*action.item == anchor) {
        return format!("{}.{anchor}", document.id);
    }
    anchor.to_owned()
}
