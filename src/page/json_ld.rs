//! JSON-LD: what a page tells search engines about itself, as schema.org data.
//!
//! Takes a [`Page`]; returns the text of a script element, which nothing in a document can end. Never says more than
//! the page shows, and is empty for pages that search engines are asked not to list. Never repeats the steps of a
//! situation, because search engines show no results of the type `HowTo` any more, and its bytes are part of every first load.

use serde::Serialize;

use super::{Content, Page};
use crate::foundation::text::contains_byte;

/// All data of a page.
#[derive(Serialize)]
struct Graph<'p> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    things: Vec<Thing<'p>>,
}

/// Types of <https://schema.org>, with the properties that a page knows.
#[derive(Serialize)]
#[serde(tag = "@type", rename_all_fields = "camelCase")]
enum Thing<'p> {
    Article {
        headline: &'p str,
        in_language: &'p str,
        url: &'p str,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_modified: Option<&'p str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        author: Option<Box<Thing<'p>>>,
    },
    Person {
        name: &'p str,
    },
    BreadcrumbList {
        item_list_element: Vec<Thing<'p>>,
    },
    ListItem {
        position: usize,
        name: &'p str,
        /// Absolute URL; `None` for the page itself, which comes last.
        #[serde(skip_serializing_if = "Option::is_none")]
        item: Option<String>,
    },
}

/// The JSON-LD of a page, safe inside `<script type="application/ld+json">`; empty if there is none. `origin` is the
/// scheme and host of the site: `https://kb.example`.
pub fn json_ld(page: &Page, origin: &str) -> String {
    if page.head.noindex {
        return String::new();
    }
    let mut things = Vec::new();
    let byline = match &page.content {
        Content::Situation(situation) => Some((&situation.updated, &situation.author)),
        Content::Article(article) => Some((&article.updated, &article.author)),
        Content::Fillable(fillable) => Some((&fillable.updated, &fillable.author)),
        _ => None,
    };
    if let Some((updated, author)) = byline {
        things.push(Thing::Article {
            headline: &page.title,
            in_language: &page.lang,
            url: &page.head.canonical,
            date_modified: updated.as_ref().map(|date| date.iso.as_str()),
            author: Some(author).filter(|name| !name.is_empty()).map(|name| Box::new(Thing::Person { name })),
        });
    }
    // The page of a situation shows no breadcrumbs.
    if !page.crumbs.is_empty() && !matches!(page.content, Content::Situation(_)) {
        let above = page.crumbs.iter().map(|link| (&link.title, Some([origin, &link.href].concat())));
        let all = above.chain([(&page.title, None)]).zip(1..);
        let items = all.map(|((name, item), position)| Thing::ListItem { position, name, item });
        things.push(Thing::BreadcrumbList { item_list_element: items.collect() });
    }
    if things.is_empty() {
        return String::new();
    }
    // Serialising strings and numbers cannot fail.
    serde_json::to_string(&Graph { context: "https://schema.org", things })
        .map_or_else(|_| String::new(), |json| escape_markup(&json))
}

/// Escapes the characters that have a meaning in HTML. In JSON they occur inside strings only.
fn escape_markup(json: &str) -> String {
    if !contains_byte(json, |byte| matches!(byte, b'<' | b'>' | b'&')) {
        return json.to_owned();
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '<' => escaped.push_str("\\u003c"),
            '>' => escaped.push_str("\\u003e"),
            '&' => escaped.push_str("\\u0026"),
            c => escaped.push(c),
        }
    }
    escaped
}
