//! The reference of the values that templates get, from the pages of the example site.
//!
//! Builds the site that `situ init` writes, in two languages and with a second question, a second article, a look of its
//! own, an address that moved and a step with another name, so that it has a page of every kind and few values are empty. Lists the values of each
//! kind with an example.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::markdown::{cell, code_cell};
use super::page_types::{PageField, find_field};
use crate::authoring::example_site::ExampleSite;
use crate::input::source_tree::SourceTree;
use crate::linguistics::Date;
use crate::model::LangId;
use crate::pipeline::{CacheMode, Options, RenderableSite, build};

/// What is changed in the example, so that it has a page of every kind.
const CHANGES: [(&str, &str, &str); 6] = [
    (
        "content/site.yaml",
        "\nbase_url:",
        "\nlook: {logo: media/logo.svg, favicon: media/logo.svg, css: [look/own.css]}\n\
         edit_url: https://code.example/edit/{path}\nreport_url: mistakes@site.example\nbase_url:",
    ),
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

/// Files that are added to the example.
const ADDED: [(&str, &str); 3] = [
    (
        "content/en/articles/insurance.md",
        "---\ntitle: Telling the insurer\nsummary: What they ask for.\nsituations: [water-from-above, nobody-pays]\n\
         author: A neighbour\nupdated: 2026-11-30\n---\n\nRead [[water-damage]] first.\n",
    ),
    ("content/look/own.css", "h1 { text-align: center }\n"),
    (
        "content/media/logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 20\"><path d=\"M0 0h60v20z\"/></svg>\n",
    ),
];

/// The longest example, in characters.
const MAX_EXAMPLE: usize = 48;

/// Path of a value, such as `page.crumbs[].title` -> what it is and an example.
type Values = BTreeMap<String, Row>;

/// One value.
#[derive(Default)]
struct Row {
    doc: &'static str,
    example: String,
}

/// The values that all pages have, then those of each kind of page.
pub fn section() -> String {
    let Some(site) = example_site() else { return String::new() };
    let builder = site.page_builder();
    let mut common = Values::new();
    let mut by_kind: BTreeMap<&str, Values> = BTreeMap::new();
    for route in site.routes.all() {
        let page = builder.describe(builder.page(route)).into_page();
        let own = by_kind.entry(page.kind).or_default();
        let Ok(Value::Object(mut fields)) = serde_json::to_value(&page) else { continue };
        let content = fields.remove("content").unwrap_or_default();
        add_fields("page", "Page", &fields, &mut common);
        // The variant, which begins the value's debug format, names the type.
        let variant = format!("{:?}", page.content);
        let variant = variant.split('(').next().unwrap_or_default();
        let kind = find_field("Content", variant).map_or("", |field| field.type_name);
        if let Value::Object(fields) = &content {
            add_fields("page.content", kind, fields, own);
        }
    }
    let mut shared = Values::new();
    let lang = LangId(0);
    let context =
        builder.site_context(lang, &site.theme.asset_links(&site.site, lang), site.theme.look_context(&site.site));
    if let Ok(Value::Object(fields)) = serde_json::to_value(&context) {
        add_fields("site", "SiteContext", &fields, &mut shared);
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
    let site = ExampleSite { languages: &["en", "lv"], title: None, base_url: None, hosts: Vec::new(), today };
    let files = site.files().into_iter().map(|(path, text)| {
        let changes = CHANGES.iter().filter(|(changed, ..)| *changed == path);
        let text = changes.fold(format!("\n{text}"), |text, (_, from, to)| text.replacen(from, to, 1));
        (path, text.trim_start().to_owned().into_bytes())
    });
    let added = ADDED.map(|(path, text)| (path.to_owned(), text.as_bytes().to_owned()));
    build(&SourceTree::from_pairs(files.chain(added)), &Options::default(), CacheMode::None, Vec::new()).site
}

/// Adds the fields of the type `type_name` at `path`.
fn add_fields(path: &str, type_name: &str, fields: &Map<String, Value>, values: &mut Values) {
    for (name, value) in fields {
        let field = find_field(type_name, name).unwrap_or(PageField { doc: "", type_name: "" });
        add_value(&format!("{path}.{name}"), field, value, values);
    }
}

/// Adds the value at `path` and those below it. The first example that is not empty stays.
fn add_value(path: &str, field: PageField, value: &Value, values: &mut Values) {
    let example = match value {
        Value::String(text) => shorten(text),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        _ => String::new(),
    };
    let row = values.entry(path.to_owned()).or_default();
    if row.doc.is_empty() {
        row.doc = field.doc;
    }
    if row.example.is_empty() {
        row.example = example;
    }
    match value {
        Value::Object(fields) if field.type_name.is_empty() => {
            // Any keys, such as the names of assets.
            row.example = shorten(&fields.keys().cloned().collect::<Vec<_>>().join(", "));
        }
        Value::Object(fields) => add_fields(path, field.type_name, fields, values),
        Value::Array(items) => items.iter().for_each(|item| match item {
            Value::Object(fields) => add_fields(&format!("{path}[]"), field.type_name, fields, values),
            item => add_value(&format!("{path}[]"), PageField { doc: "", type_name: "" }, item, values),
        }),
        _ => {}
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

/// The rows in the order of their paths. Lists in lists have no row of their own.
fn table(values: &Values) -> String {
    let row = |(path, row): (&String, &Row)| {
        format!("| {} | {} | {} |\n", code_cell(path), cell(&without_links(row.doc)), code_cell(&row.example))
    };
    let is_shown = |(_, row): &(&String, &Row)| !(row.doc.is_empty() && row.example.is_empty());
    let rows: String = values.iter().filter(is_shown).map(row).collect();
    if rows.is_empty() { rows } else { format!("| value | what it is | example |\n|---|---|---|\n{rows}\n") }
}

/// Documentation without the links of rustdoc: [`Page`](super::Page) -> `Page`.
fn without_links(doc: &str) -> String {
    let mut parts = doc.split("`]");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push('`');
        let target = part.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        out.push_str(target.map_or(part, |(_, rest)| rest));
    }
    out.replace("[`", "`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_has_no_links() {
        assert_eq!(
            without_links("Links: [`PageLink`](super::PageLink)s, or [`Page`]."),
            "Links: `PageLink`s, or `Page`."
        );
    }

    #[test]
    fn values_have_what_they_are_and_an_example() {
        let text = section();
        assert!(
            text.contains(
                "| `page.title` | Title of the page, without the title of the site. | `Home and neighbours` |"
            )
        );
        assert!(
            text.contains(
                "| `page.content.related[].title` | Title of the page. | `Water damage: stop it, show it, settle it` |"
            ),
            "{text}"
        );
    }
}
