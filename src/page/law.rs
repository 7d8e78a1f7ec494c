//! Statements on law: their HTML, and the links of a situation to those of its articles.
//!
//! Takes a [`Law`] and the reader's language; returns HTML with the source, or a list of links. The law of the country
//! of the language is open, that of other countries folded; a script puts the country in its place that the reader has
//! chosen. Never decides whether a statement is still in force.

use std::collections::HashSet;

use serde::Serialize;

use super::PageBuilder;
use super::situation::{Phase, Step};
use super::slots::{Place, SlotResolver};
use crate::model::{Config, DocId, Document, Href, LangId, Law, Slot};
use crate::parse::markdown::escaped;
use crate::site::Checklist;

/// The most links of a country on the page of a situation: of one that is open, and of one that is folded.
const MAX_LINKS: [usize; 2] = [5, 3];

/// The most links to sources on a page that is long already.
const MAX_LINKS_OF_LONG_PAGE: usize = 3;

/// The page of a situation whose steps have more HTML than this number of bytes must not grow by much.
const LONG_PAGE: usize = 11_000;

/// The links of a situation to statements on the law of one country.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct LawLinks {
    /// Codes of the countries in which the law holds, with spaces between them.
    pub countries: String,
    /// Name of the country, as it is before a sentence.
    pub name: String,
    /// Whether the law is open for readers who have not chosen a country.
    pub open: bool,
    /// At most five, or three if they are folded, in the order of the steps.
    pub links: Vec<LawLink>,
}

/// A link to a statement on law in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Hash)]
pub struct LawLink {
    /// URL of the statement on the page of the article.
    pub href: Href,
    /// The source; the title of the article if the statement names none.
    pub text: String,
}

impl SlotResolver<'_> {
    /// The start of a statement on law: its summary has the country and the source. The law of the country that the whole
    /// document is about is open for all readers.
    pub(super) fn law_open(&self, document: &Document, law: &Law, place: Place) -> String {
        let config = &self.site.config;
        let attributes = match countries_of_statement(config, document, law) {
            None => " open".to_owned(),
            Some(countries) => {
                let open = is_open(config, self.site.texts(self.lang).country, &law.country);
                format!(" data-country=\"{countries}\"{}", if open { " open" } else { "" })
            }
        };
        let source = if law.source.is_empty() { String::new() } else { format!(": {}", escaped(&law.source)) };
        format!(
            "<details class=\"callout law\" id=\"{}\"{attributes}>\n\
             <summary>{}{source}</summary>\n",
            law_id(law, place),
            escaped(&self.country_name(&law.country)),
        )
    }

    /// The source of a statement on law and its date. A script shows the warning once the statement is a year old.
    pub(super) fn law_source(&self, document: &Document, law: &Law, place: Place) -> String {
        let date = self.site.config.language(self.lang).date(law.checked);
        let text = |id: &str| escaped(&self.messages.text(id, &[("date", &date)]));
        let note = if law.source.is_empty() {
            text("law_note")
        } else {
            let (start, end) = match law.link.and_then(|link| document.links.get(link as usize)) {
                Some(link) => (self.link_start(document, link, place), self.link_end(document, link, place)),
                None => Default::default(),
            };
            format!("{start}{}{end} · {}", escaped(&law.source), text("law_seen"))
        };
        format!(
            "<p class=\"law-old\" hidden data-old-after=\"{}\">{}</p>\n<p class=\"law-note\">{note}</p>\n",
            law.checked.plus_years(1),
            text("law_old")
        )
    }

    /// The names of the countries in which a line holds, before its text; empty if it holds wherever its document does.
    pub(super) fn line_country_names(&self, document: &Document, index: u32) -> String {
        if countries_of_line(&self.site.config, document, index).is_none() {
            return String::new();
        }
        let codes = document.countries.get(index as usize).into_iter().flatten();
        let names: Vec<String> = codes.map(|code| self.country_name(&code.value)).collect();
        format!("<b class=\"country\">{}:</b> ", escaped(&names.join(", ")))
    }

    /// The name of a country, as it is before a sentence.
    pub(super) fn country_name(&self, code: &str) -> String {
        let index = self.site.config.country(code);
        let name = index.and_then(|index| self.site.texts(self.lang).countries.get(index));
        name.map_or_else(|| code.to_owned(), |name| name.to_string())
    }
}

impl PageBuilder<'_> {
    /// The statements on law in the articles from which the steps of a checklist come, by country: those of the
    /// language's country first, then the others in the order of the settings.
    pub(super) fn law_links(&self, checklist: &Checklist, lang: LangId) -> Vec<LawLinks> {
        let site = self.site;
        let config = &site.config;
        let own = site.texts(lang).country;
        let mut seen = HashSet::new();
        let owners = checklist.actions().filter_map(|action| Some(site.action(action, lang)?.0));
        let owners: Vec<DocId> = owners.filter(|id| site.document(*id).lang == lang && seen.insert(*id)).collect();
        let slots = self.slot_resolver(lang);
        let links = |code: &str| {
            let mut links: Vec<LawLink> = Vec::new();
            for document in owners.iter().map(|id| site.document(*id)) {
                let href = config.href(&site.path(document, lang));
                for law in document.laws.iter().filter(|law| *law.country == *code && !law.in_action) {
                    let text = if law.source.is_empty() { &document.front.title } else { &law.source };
                    if links.iter().all(|link| *link.text != **text) {
                        links.push(LawLink { href: href.clone().with_fragment(&law.id), text: text.to_string() });
                    }
                }
            }
            links
        };
        // The sort is stable, so the order of the settings stays among the open and among the folded ones.
        let mut countries: Vec<LawLinks> = config
            .countries
            .iter()
            .filter_map(|country| {
                let mut links = Some(links(&country.id)).filter(|links| !links.is_empty())?;
                let open = is_open(config, own, &country.id);
                links.truncate(MAX_LINKS[usize::from(!open)]);
                let (countries, name) = (countries_of_law(config, [&*country.id]), slots.country_name(&country.id));
                Some(LawLinks { countries, name, open, links })
            })
            .collect();
        countries.sort_by_key(|country| !country.open);
        countries
    }

    /// Whether a page needs the choice of a country: readers can choose between several, and its slots or the links to
    /// law depend on it.
    pub(super) fn has_country_choice<'a>(&self, slots: impl IntoIterator<Item = &'a Slot>, laws: &[LawLinks]) -> bool {
        let depends = |slot: &Slot| matches!(slot, Slot::LawOpen(_) | Slot::CountryAttribute(_));
        self.site.config.chosen_countries().count() > 1 && (!laws.is_empty() || slots.into_iter().any(depends))
    }

    /// As [`PageBuilder::has_country_choice`], for a document that may be for one country itself.
    pub(super) fn document_has_country_choice(&self, document: &Document) -> bool {
        let depends = |slot: &&Slot| match slot {
            Slot::CountryAttribute(index) => countries_of_line(&self.site.config, document, *index).is_some(),
            Slot::LawOpen(index) => document
                .laws
                .get(*index as usize)
                .is_some_and(|law| countries_of_statement(&self.site.config, document, law).is_some()),
            _ => true,
        };
        self.has_country_choice(document.slots.iter().filter(depends), &[])
    }
}

/// The same links as one short list, if the steps of the page have so much HTML that it must not grow by much: the first
/// sources of the law that is open, then the name of each country that has no source in the list. The two are exclusive:
/// of a pair, one is empty.
pub(super) fn shorten(laws: Vec<LawLinks>, phases: &[Phase]) -> (Vec<LawLinks>, Vec<LawLink>) {
    let parts = |step: &Step| step.text.len() + step.link.len() + step.note.len() + step.message.len();
    let bytes: usize = phases.iter().flat_map(Phase::boxes).map(parts).sum();
    if bytes <= LONG_PAGE {
        return (laws, Vec::new());
    }
    let own = laws.iter().filter(|law| law.open).flat_map(|law| &law.links);
    let mut list: Vec<LawLink> = own.take(MAX_LINKS_OF_LONG_PAGE).cloned().collect();
    for law in laws.iter().filter(|law| !law.links.iter().any(|link| list.contains(link))).collect::<Vec<_>>() {
        list.extend(law.links.first().map(|link| LawLink { text: law.name.clone(), href: link.href.clone() }));
    }
    (Vec::new(), list)
}

/// Whether the law of the country with this code is open for readers of a language whose country is `own`.
fn is_open(config: &Config, own: Option<usize>, code: &str) -> bool {
    let Some(own) = own.and_then(|own| config.countries.get(own)) else { return true };
    config.country(code).is_some_and(|index| config.countries[index].holds_in(&own.id))
}

/// The id of a statement on the page that shows it.
fn law_id(law: &Law, place: Place) -> String {
    match place {
        Place::Step { key, is_own_page: false } if law.in_action => format!("ui_{key}_{}", law.id),
        _ => law.id.to_string(),
    }
}

/// The countries in which a line of a document holds, with spaces between them; `None` if it holds wherever its document
/// does.
pub(super) fn countries_of_line(config: &Config, document: &Document, index: u32) -> Option<String> {
    let codes = document.countries.get(index as usize)?;
    unless_of_document(document, countries_of_law(config, codes.iter().map(|code| &*code.value)))
}

/// The countries in which a statement on law holds, with spaces between them; `None` if it holds wherever its document
/// does.
fn countries_of_statement(config: &Config, document: &Document, law: &Law) -> Option<String> {
    unless_of_document(document, countries_of_law(config, [&*law.country]))
}

/// `countries`, unless the country of the document is one of them.
fn unless_of_document(document: &Document, countries: String) -> Option<String> {
    let own = document.front.country.as_ref();
    (!own.is_some_and(|own| countries.split(' ').any(|code| *code == *own.value))).then_some(countries)
}

/// The countries in which the law of the countries with these codes holds, with spaces between them.
fn countries_of_law<'a>(config: &Config, codes: impl IntoIterator<Item = &'a str>) -> String {
    let mut all: Vec<&str> = Vec::new();
    for code in codes {
        let members = config.country(code).map_or(&[][..], |index| &config.countries[index].members);
        let codes = std::iter::once(code).chain(members.iter().map(|member| &**member));
        for code in codes {
            if !all.contains(&code) {
                all.push(code);
            }
        }
    }
    all.join(" ")
}
