//! What a page says of itself to machines: schema.org data as JSON-LD.
//!
//! Takes a made [`Page`]; gives the text of a script element, in which nothing that a writer typed can end the script or
//! begin another. Never says what the page does not show, and nothing at all on a page that search engines are to pass by.

use serde::Serialize;

use super::{Content, Page, Phase};
use crate::foundation::text::contains_byte;

/// The data of a page and the vocabulary of its words.
#[derive(Serialize)]
struct Data<'p> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing<'p>>,
}

/// Types of <https://schema.org> with the properties that a page fills.
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
    HowTo {
        name: &'p str,
        step: Vec<Thing<'p>>,
    },
    HowToSection {
        name: &'p str,
        item_list_element: Vec<Thing<'p>>,
    },
    HowToStep {
        /// From the page's own address on.
        url: String,
        text: &'p str,
    },
    BreadcrumbList {
        item_list_element: Vec<Thing<'p>>,
    },
    ListItem {
        position: usize,
        name: &'p str,
        /// The page itself comes last, without its address.
        #[serde(skip_serializing_if = "Option::is_none")]
        item: Option<String>,
    },
}

/// The data of `page`, safe inside `<script type="application/ld+json">`; empty if there is none. `origin` stands in
/// front of its addresses: `https://kb.example`.
pub fn json_ld(page: &Page, origin: &str) -> String {
    let mut graph = Vec::new();
    if page.head.noindex {
        return String::new();
    }
    let written = match &page.content {
        Content::Situation(situation) => Some((&situation.updated, &situation.author)),
        Content::Text(text) => Some((&text.updated, &text.author)),
        _ => None,
    };
    if let Some((updated, author)) = written {
        graph.push(Thing::Article {
            headline: &page.title,
            in_language: &page.lang,
            url: &page.head.canonical,
            date_modified: updated.as_ref().map(|date| date.iso.as_str()),
            author: Some(author).filter(|name| !name.is_empty()).map(|name| Box::new(Thing::Person { name })),
        });
    }
    if let Content::Situation(situation) = &page.content {
        let phases = situation.phases.iter().filter(|phase| !phase.steps.is_empty());
        let step: Vec<Thing> = phases.map(section).collect();
        if !step.is_empty() {
            graph.push(Thing::HowTo { name: &page.title, step });
        }
    }
    if !page.crumbs.is_empty() {
        let above = page.crumbs.iter().map(|link| (&link.title, Some([origin, &link.href].concat())));
        let whole = above.chain([(&page.title, None)]).zip(1..);
        let items = whole.map(|((name, item), position)| Thing::ListItem { position, name, item });
        graph.push(Thing::BreadcrumbList { item_list_element: items.collect() });
    }
    if graph.is_empty() {
        return String::new();
    }
    // The values are texts and numbers, which JSON can always hold.
    serde_json::to_string(&Data { context: "https://schema.org", graph })
        .map_or_else(|_| String::new(), |data| safe(&data))
}

fn section(phase: &Phase) -> Thing<'_> {
    let steps = phase.steps.iter().map(|step| Thing::HowToStep { url: ["#", &step.key].concat(), text: &step.plain });
    Thing::HowToSection { name: &phase.name, item_list_element: steps.collect() }
}

/// JSON without the characters that mean something to HTML; in JSON they stand in texts only.
fn safe(json: &str) -> String {
    if !contains_byte(json, |byte| matches!(byte, b'<' | b'>' | b'&')) {
        return json.to_owned();
    }
    let mut safe = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            c => safe.push(c),
        }
    }
    safe
}
