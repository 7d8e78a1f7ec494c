//! The reference of the values that templates get, from the pages of the example site.
//!
//! Builds the site that `situ init` writes, in two languages and with a second question, a second article, an address that
//! moved and a step with another name, so that it has a page of every kind and few values are empty. Lists the values of each
//! kind with an example.

use std::collections::BTreeMap;

use serde_json::Value;

use super::markdown::code_cell;
use crate::authoring::example_site::ExampleSite;
use crate::input::source_tree::SourceTree;
use crate::linguistics::Date;
use crate::model::LangId;
use crate::pipeline::{CacheMode, Options, RenderableSite, build};

/// What is changed in the example, so that it has a page of every kind.
const CHANGES: [(&str, &str, &str); 5] = [
    ("content/en/pages/about.md", "title:", "aliases: [/en/old/]\ntitle:"),
    (
        "content/guide.yaml",
        "{id: refuses, to: nobody-pays}",
        "{id: refuses, to: next}\n  - id: next\n    answers:\n      - {id: pay, to: nobody-pays}",
    ),
    ("content/en/guide.yaml", "\nwhat:", "\nnext:\n  ask: And now?\n  answers:\n    pay: Nobody pays\nwhat:"),
    ("content/situations.yaml", "\nphases:", "\nrenamed: {water-damage.ring: water-damage.ring-upstairs}\nphases:"),
    ("content/lv/guide.yaml", "\nwhat:", "\nnext:\n  ask: Un tagad?\n  answers:\n    pay: Neviens nemaksā\nwhat:"),
];

/// An article that is added to the example.
const ARTICLE: (&str, &str) = (
    "content/en/articles/insurance.md",
    "---\ntitle: Telling the insurer\nsummary: What they ask for.\nsituations: [water-from-above, nobody-pays]\nauthor: A neighbour\n\
     updated: 2026-11-30\n---\n\nRead [[water-damage]] first.\n",
);

/// The longest example, in characters.
const MAX_EXAMPLE: usize = 48;

/// Path of a value, such as `page.crumbs[].title` -> its type and an example.
type Values = BTreeMap<String, (&'static str, String)>;

/// The values that all pages have, then those of each kind of page.
pub fn section() -> String {
    let Some(site) = example_site() else { return String::new() };
    let builder = site.page_builder();
    let mut common = Values::new();
    let mut by_kind: BTreeMap<&str, Values> = BTreeMap::new();
    for route in site.routes.all() {
        let page = builder.describe(builder.page(route)).into_page();
        let content = by_kind.entry(page.kind).or_default();
        let Ok(Value::Object(fields)) = serde_json::to_value(&page) else { continue };
        for (name, value) in fields {
            let into = if name == "content" { &mut *content } else { &mut common };
            add_values(&format!("page.{name}"), &value, into);
        }
    }
    let mut shared = Values::new();
    let lang = LangId(0);
    let context = builder.site_context(lang, &site.theme.asset_links(&site.site, lang));
    if let Ok(Value::Object(fields)) = serde_json::to_value(&context) {
        fields.iter().for_each(|(name, value)| add_values(&format!("site.{name}"), value, &mut shared));
    }
    let mut out = format!("## site {{#site}}\n\n{}## page {{#page}}\n\n{}", table(&shared), table(&common));
    for (kind, values) in by_kind {
        out.push_str(&format!("## {kind}.html {{#template-{kind}}}\n\n{}", table(&values)));
    }
    out.trim_end().to_owned() + "\n"
}

/// The example site, read and checked.
fn example_site() -> Option<RenderableSite> {
    let today = Date::new(2026, 11, 30)?;
    let site = ExampleSite { languages: &["en", "lv"], title: None, base_url: None, today };
    let files = site.files().into_iter().map(|(path, text)| {
        let changes = CHANGES.iter().filter(|(changed, ..)| *changed == path);
        let text = changes.fold(format!("\n{text}"), |text, (_, from, to)| text.replacen(from, to, 1));
        (path, text.trim_start().to_owned().into_bytes())
    });
    let article = (ARTICLE.0.to_owned(), ARTICLE.1.as_bytes().to_owned());
    build(&SourceTree::from_pairs(files.chain([article])), &Options::default(), CacheMode::None, Vec::new()).site
}

/// Adds the value at `path` and those below it. The first example that is not empty stays.
fn add_values(path: &str, value: &Value, values: &mut Values) {
    let (kind, example) = match value {
        // What the text of a page needs of a script is no part of the contract.
        Value::Object(fields) if path == "site.assets" => {
            let name = fields.keys().next().cloned().unwrap_or_default();
            ("address by name", name)
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| add_values(&format!("{path}.{name}"), value, values));
            return;
        }
        Value::Array(items) => {
            values.entry(format!("{path}[]")).or_insert(("list", String::new()));
            items.iter().for_each(|item| add_values(&format!("{path}[]"), item, values));
            return;
        }
        Value::String(text) => ("text", shorten(text)),
        Value::Bool(value) => ("true or false", value.to_string()),
        Value::Number(number) => ("number", number.to_string()),
        Value::Null => ("nothing", String::new()),
    };
    let known = values.entry(path.to_owned()).or_insert((kind, String::new()));
    if known.1.is_empty() || known.0 == "list" || known.0 == "nothing" {
        *known = (kind, example);
    }
}

/// The beginning of an example, on one line.
fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    match line.char_indices().nth(MAX_EXAMPLE) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

fn table(values: &Values) -> String {
    if values.is_empty() {
        return String::new();
    }
    // A value that is a mapping on other pages has the rows of its keys.
    let has_keys = |path: &str| {
        values.range(format!("{path}.")..).next().is_some_and(|(next, _)| next.starts_with(&format!("{path}.")))
    };
    let is_shown = |(path, (kind, _)): &(&String, &(&str, String))| *kind != "nothing" || !has_keys(path);
    let row = |(path, (kind, example)): (&String, &(&str, String))| {
        format!("| {} | {kind} | {} |\n", code_cell(path), code_cell(example))
    };
    format!(
        "| value | type | example |\n|---|---|---|\n{}\n",
        values.iter().filter(is_shown).map(row).collect::<String>()
    )
}
