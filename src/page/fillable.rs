//! The page of a document to fill in: a text to send, with advice above and below it.

use serde::Serialize;

use super::slots::Place;
use super::{Content, DateText, Page, PageBuilder, SharedValue};
use crate::model::{DocId, Document, Href};

/// Content of `fillable.html`. The text itself is `body`; `letter` has its parts.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct FillableContent {
    /// Summary of the document; may be empty.
    pub summary: String,
    /// `letter`, `message` or `list`.
    pub format: &'static str,
    /// How the text is sent and what proves that it arrived, inline HTML; may be empty.
    pub send: String,
    /// Code of the only country that the document is for; empty if it is for all.
    pub country: String,
    /// Name of that country.
    pub country_name: String,
    /// Whether something in the body depends on the reader's country, and there are several.
    pub country_choice: bool,
    /// URL on the host of the text to send as a file of Word (.docx).
    pub file: Href,
    /// Situations that the document names: [`SituationLink`](super::SituationLink)s.
    pub situations: Vec<SharedValue>,
    /// Date of the last change; `None` if the document does not name it.
    pub updated: Option<DateText>,
    /// Name of the author; may be empty.
    pub author: String,
    /// Documents that link to this one: [`PageLink`](super::PageLink)s.
    pub backlinks: Vec<SharedValue>,
    /// Renamed actions of this document: former id and id. Scripts move the ticks that a device has stored.
    pub renamed: Vec<(String, String)>,
    /// `stale` if the document is a translation and its source has changed since; else empty.
    pub freshness: &'static str,
}

/// The parts of the body of a document to fill in: `letter` in a template. All are HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterParts<'b> {
    /// The advice above the text to send; may be empty.
    pub before: &'b str,
    /// The text to send, with the element around it: `<div class="letter">…</div>`.
    pub text: &'b str,
    /// The advice below it; may be empty.
    pub after: &'b str,
}

impl PageBuilder<'_> {
    pub(super) fn fillable(&self, id: DocId, document: &Document) -> FillableContent {
        let (site, lang, front) = (self.site, document.lang, &document.front);
        let country = front.country.as_ref().map_or("", |country| &country.value);
        let situations = front.situations.iter().filter_map(|situation| site.situation_id(&situation.value));
        let action_ids: Vec<String> =
            document.actions.iter().map(|action| format!("{}.{}", document.id, action.item)).collect();
        FillableContent {
            summary: front.summary.to_string(),
            format: front.format.as_str(),
            send: self.slot_resolver(lang).fill(document, &document.send, Place::Body),
            country: country.to_owned(),
            country_name: site.config.language(lang).country(country).unwrap_or(country).to_owned(),
            country_choice: self.document_has_country_choice(document),
            file: site.config.href(&site.letter_path(document)),
            situations: situations.filter_map(|id| self.nav_links(lang).situations[id.index()].clone()).collect(),
            updated: self.date(front.updated, lang),
            author: front.author.as_deref().unwrap_or_default().to_owned(),
            backlinks: site.backlinks(id).iter().map(|id| self.document_link(*id, lang)).collect(),
            renamed: self.renamed_actions(action_ids.iter().map(String::as_str)),
            freshness: self.freshness(document),
        }
    }
}

impl Page {
    /// The parts of the filled `body`; `None` if the page shows no document to fill in.
    pub fn letter_parts<'b>(&self, body: &'b str) -> Option<LetterParts<'b>> {
        matches!(self.content, Content::Fillable(_)).then(|| split_letter(body))
    }
}

/// The parts of a body. Without a text to send, all of it is advice.
fn split_letter(body: &str) -> LetterParts<'_> {
    let parts = |start: usize, end: usize| LetterParts {
        before: body[..start].trim(),
        text: body[start..end].trim(),
        after: body[end..].trim(),
    };
    let Some(start) = body.find("<div class=\"letter\">") else { return parts(body.len(), body.len()) };
    let mut depth = 0usize;
    // Text and attributes have no `<`, so every `<div` and `</div>` is a tag.
    for (at, tag) in body[start..].match_indices("div") {
        let at = start + at;
        if body[..at].ends_with("</") {
            depth -= 1;
            if depth == 0 {
                return parts(start, at + tag.len() + 1);
            }
        } else if body[..at].ends_with('<') {
            depth += 1;
        }
    }
    parts(start, body.len())
}

#[cfg(test)]
mod tests {
    use super::split_letter;

    #[test]
    fn the_letter_ends_where_its_element_does() {
        for (body, expected) in [
            (
                "<p>a</p>\n<div class=\"letter\">\n<div class=\"table\">div</div>\n</div>\n<div>b</div>",
                ["<p>a</p>", "<div class=\"letter\">\n<div class=\"table\">div</div>\n</div>", "<div>b</div>"],
            ),
            ("<div class=\"letter\"></div>", ["", "<div class=\"letter\"></div>", ""]),
            ("<p>a</p>", ["<p>a</p>", "", ""]),
        ] {
            let parts = split_letter(body);
            assert_eq!([parts.before, parts.text, parts.after], expected);
        }
    }
}
