//! Filling the holes of a fragment for the readers of one language.

use crate::i18n::Messages;
use crate::link::{Destination, Section, Site};
use crate::model::{Document, Fragment, Kind, LangId, Link, PhraseText, Slot, Target};
use crate::parse::markdown::{escape, escaped, message_html};

/// Resolves what a text leaves open, for readers of `lang`.
pub struct SlotResolver<'s> {
    pub site: &'s Site,
    pub words: &'s Messages,
    pub lang: LangId,
}

impl SlotResolver<'_> {
    /// What belongs into each of the slots of a document.
    pub fn fills<'a>(&self, document: &Document, slots: impl IntoIterator<Item = &'a Slot>) -> Vec<String> {
        slots.into_iter().map(|slot| self.fill(document, slot)).collect()
    }

    /// A fragment with its holes filled.
    pub fn filled(&self, document: &Document, fragment: &Fragment) -> String {
        let fills = self.fills(document, fragment.slots.iter().map(|(_, slot)| slot));
        interleave(fragment, &fills)
    }

    fn fill(&self, document: &Document, slot: &Slot) -> String {
        match slot {
            Slot::LinkOpen(number) => {
                document.links.get(*number as usize).map_or_else(String::new, |link| self.link_open(document, link))
            }
            Slot::LinkClose(number) => {
                document.links.get(*number as usize).map_or_else(String::new, |link| self.link_close(link))
            }
            Slot::Picture(number) => self.picture(document, *number as usize),
            Slot::Term { id, text } => {
                let href = self.site.config.href(&self.site.section_path(Section::Glossary, document.lang));
                format!("<a class=\"term\" href=\"{href}#term-{id}\">{}</a>", escaped(text))
            }
            Slot::Phrase(id) => self.phrase(document.lang, id),
            Slot::UiString(words) => escaped(&self.words.text(words.id(), &[])),
            Slot::Law { country, checked } => {
                let language = self.site.config.language(self.lang);
                let name = language.country(country).unwrap_or(country);
                let note = self.words.text("law_note", &[("date", &language.date(*checked))]);
                let old = self.words.text("law_old", &[]);
                format!(
                    "<p class=\"callout-title\">{}</p>\n<p class=\"law-note\">{}</p>\n\
                     <p class=\"law-old\" hidden data-old-after=\"{}\">{}</p>\n",
                    escaped(name),
                    escaped(&note),
                    checked.plus_years(1),
                    escaped(&old)
                )
            }
        }
    }

    /// Address, and language if it is not the reader's, of a link to a page; `None` if there is nothing to link to.
    fn page_address(&self, id: &str, anchor: Option<&str>) -> Option<(String, Option<LangId>)> {
        let config = &self.site.config;
        let (mut href, lang, anchor) = match self.site.resolve(id, self.lang) {
            Destination::Document(to) => {
                let document = self.site.document(to);
                // A situation has a page in every language; what it lacks is shown there in another one.
                let lang = if document.kind == Kind::Situation { self.lang } else { document.lang };
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
        Some((href, (lang != self.lang).then_some(lang)))
    }

    /// Whether a link to a page leads anywhere, and the language there if it is not the reader's.
    fn leads_to(&self, id: &str) -> Option<Option<LangId>> {
        match self.site.resolve(id, self.lang) {
            Destination::Document(to) => {
                let document = self.site.document(to);
                Some((document.kind != Kind::Situation && document.lang != self.lang).then_some(document.lang))
            }
            Destination::Section(_) => Some(None),
            Destination::Draft | Destination::Missing => None,
        }
    }

    fn link_open(&self, document: &Document, link: &Link) -> String {
        let mut html = String::new();
        let mut open = |href: &str, rest: &str| {
            html.push_str("<a href=\"");
            escape(href, &mut html);
            html.push('"');
            html.push_str(rest);
            if !link.title.is_empty() {
                html.push_str(" title=\"");
                escape(&link.title, &mut html);
                html.push('"');
            }
            html.push('>');
        };
        match &link.target {
            Target::Page { id, anchor } => {
                if let Some((href, lang)) = self.page_address(id, anchor.as_deref()) {
                    let foreign = lang.map_or_else(String::new, |lang| {
                        let code = self.site.config.code(lang);
                        format!(" hreflang=\"{code}\" lang=\"{code}\"")
                    });
                    open(&href, &foreign);
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
            Target::Outside(address) => open(address, " rel=\"noopener noreferrer\""),
        }
        html
    }

    fn link_close(&self, link: &Link) -> String {
        match &link.target {
            Target::Page { id, .. } => match self.leads_to(id) {
                Some(Some(lang)) => {
                    let name = self.site.config.language(self.lang).name_of(self.site.config.code(lang));
                    format!("</a> <span class=\"lang-mark\">({})</span>", escaped(&name))
                }
                Some(None) => "</a>".to_owned(),
                None => String::new(),
            },
            Target::Media(path) if !self.site.media.contains_key(path) => String::new(),
            _ => "</a>".to_owned(),
        }
    }

    fn title_of(&self, id: &str) -> String {
        match self.site.resolve(id, self.lang) {
            Destination::Document(to) => self.site.document(to).front.title.to_string(),
            Destination::Section(section) => self.words.text(&format!("menu_{}", section.name()), &[]),
            Destination::Draft => self.site.drafts.get(id).map_or_else(|| id.to_owned(), |title| title.to_string()),
            Destination::Missing => id.to_owned(),
        }
    }

    fn picture(&self, document: &Document, number: usize) -> String {
        let Some(picture) = document.pictures.get(number) else { return String::new() };
        let Target::Media(path) = &picture.target else { return String::new() };
        let Some(media) = self.site.media.get(path) else { return String::new() };
        let size = media.size.map_or_else(String::new, |(w, h)| format!(" width=\"{w}\" height=\"{h}\""));
        let title = match picture.title.is_empty() {
            true => String::new(),
            false => format!(" title=\"{}\"", escaped(&picture.title)),
        };
        let src = self.site.config.href(&media.output);
        format!("<img src=\"{}\" alt=\"{}\"{title}{size} loading=\"lazy\">", escaped(&src), escaped(&picture.alt))
    }

    fn phrase(&self, lang: LangId, id: &str) -> String {
        match phrase_text(self.site, lang, id) {
            Some((_, text)) => self.phrase_html(lang, id, text),
            None => String::new(),
        }
    }

    fn phrase_html(&self, lang: LangId, id: &str, text: &PhraseText) -> String {
        let behind = match text.behind.is_empty() {
            true => String::new(),
            false => format!("<p class=\"phrase-behind\">{}</p>\n", escaped(&text.behind)),
        };
        format!(
            "<figure class=\"phrase\" data-phrase=\"{id}\"><figcaption class=\"phrase-says\">{}</figcaption>\n{behind}\
             <div class=\"say\"><p class=\"say-title\">{}</p>\n<div class=\"say-text\"><p>{}</p></div></div></figure>",
            escaped(&quoted(self.site, lang, &text.says)),
            escaped(&self.words.text("phrase_answer", &[])),
            message_html(&text.answer, &self.site.texts(lang).case)
        )
    }
}

/// A phrase's words in `lang`, or in the first language that has them.
pub fn phrase_text<'s>(site: &'s Site, lang: LangId, id: &str) -> Option<(LangId, &'s PhraseText)> {
    site.phrase_text(id, lang)
}

/// A client's words in the quotation marks of their language.
pub fn quoted(site: &Site, lang: LangId, text: &str) -> String {
    let (open, close) = site.config.language(lang).quotes().outer;
    format!("{open}{text}{close}")
}

/// Where an anchor of a text stands on its page: on a situation's page steps bear their whole key, and a phase's
/// heading has become the phase.
fn anchor_on_page(document: &Document, anchor: &str) -> String {
    if document.kind == Kind::Situation && document.actions.iter().any(|action| &*action.item == anchor) {
        return format!("{}.{anchor}", document.id);
    }
    anchor.to_owned()
}

/// A fragment's HTML with `fills` in its holes.
pub fn interleave(fragment: &Fragment, fills: &[String]) -> String {
    let extra: usize = fills.iter().map(String::len).sum();
    let mut html = String::with_capacity(fragment.html.len() + extra);
    let mut last = 0;
    for ((at, _), fill) in fragment.slots.iter().zip(fills) {
        let at = *at as usize;
        html.push_str(&fragment.html[last..at]);
        html.push_str(fill);
        last = at;
    }
    html.push_str(&fragment.html[last..]);
    html
}
