//! Front matter of other programs: YAML, TOML or JSON, and what situ has for it.
//!
//! Takes the text of a file; returns its [`Head`]. [`write_head`] writes the head of the new document: keys that situ has
//! under another name, and all others below `extra`. A head that cannot be parsed is read line by line.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::report::FileReport;
use super::yaml_writer::{write_entry, write_list, write_text};
use crate::input::yaml;
use crate::linguistics::Date;
use crate::model::Kind;

/// The head of a source file.
#[derive(Debug, Default)]
pub struct Head {
    /// Keys and values, in their order.
    pub values: Map<String, Value>,
    /// The first byte of the body.
    pub body: usize,
    /// `toml` or `json` if it is not YAML.
    pub format: Option<&'static str>,
    /// It cannot be parsed, and was read line by line.
    pub is_broken: bool,
    /// What is after a `#`, which is in no value.
    pub comments: Vec<String>,
}

/// What is known of a document besides its head.
pub struct HeadInput<'a> {
    /// The kind of the new document.
    pub kind: Kind,
    /// The title.
    pub title: &'a str,
    /// The first sentence of the body; empty if there is none.
    pub first_sentence: &'a str,
    /// Addresses that the document had, without those in the head.
    pub former_addresses: &'a [String],
    /// The day in the name of the file.
    pub day: Option<&'a str>,
    /// Names of the sections of phases, each with its id.
    pub phases: &'a [(String, String)],
}

/// Parses YAML; `None` if it is not valid.
pub fn parse_yaml(text: &str) -> Option<Value> {
    let node = yaml::parse(&"import.yaml".into(), text, 0..text.len()).ok()?;
    Some(node.into_json())
}

/// Parses TOML; dates become texts. `None` if it is not valid.
pub fn parse_toml(text: &str) -> Option<Value> {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => Value::String(text),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(flag) => flag.into(),
            toml::Value::Datetime(date) => Value::String(date.to_string()),
            toml::Value::Array(items) => items.into_iter().map(json).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        }
    }
    let table: toml::Table = text.parse().ok()?;
    Some(json(toml::Value::Table(table)))
}

/// The head of a text, and where its body begins.
pub fn read_head(text: &str) -> Head {
    let first = text.lines().next().unwrap_or_default().trim_end();
    match first {
        "---" => fenced(text, &["---", "..."], None),
        "+++" => fenced(text, &["+++"], Some("toml")),
        _ if text.starts_with("{\n") || text.starts_with("{\r\n") => json_head(text),
        _ => Head::default(),
    }
}

/// A head between two lines.
fn fenced(text: &str, ends: &[&str], format: Option<&'static str>) -> Head {
    let mut lines = text.split_inclusive('\n');
    let start = lines.next().map_or(0, str::len);
    let mut at = start;
    for line in lines {
        if ends.contains(&line.trim_end()) {
            let inner = &text[start..at];
            let parsed = if format.is_some() { parse_toml(inner) } else { parse_yaml(inner) };
            let body = at + line.len();
            return match parsed {
                Some(Value::Object(values)) => {
                    Head { values, body, format, is_broken: false, comments: comments(inner) }
                }
                Some(Value::Null) => Head { body, format, comments: comments(inner), ..Head::default() },
                // A thematic break at the start, and another one below.
                _ if !inner.contains([':', '=']) => Head::default(),
                _ => Head { values: read_lines(inner), body, format, is_broken: true, comments: Vec::new() },
            };
        }
        at += line.len();
    }
    Head::default()
}

/// The comments in a head. A `#` in a text with quotation marks is none.
fn comments(text: &str) -> Vec<String> {
    let comment = |line: &str| {
        let at = line.match_indices('#').map(|(at, _)| at).find(|at| {
            let before = &line[..*at];
            let is_quoted = before.matches('"').count() % 2 == 1 || before.matches('\'').count() % 2 == 1;
            !is_quoted && (before.trim().is_empty() || before.ends_with([' ', '\t']))
        })?;
        Some(line[at + 1..].trim().to_owned()).filter(|comment| !comment.is_empty())
    };
    text.lines().filter_map(comment).collect()
}

/// A head of Hugo in JSON.
fn json_head(text: &str) -> Head {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    match values.next() {
        Some(Ok(Value::Object(map))) => {
            Head { values: map, body: values.byte_offset(), format: Some("json"), ..Head::default() }
        }
        _ => Head::default(),
    }
}

/// `key: value` in each line; a line without a key belongs to the value above it.
fn read_lines(text: &str) -> Map<String, Value> {
    let mut values: Map<String, Value> = Map::new();
    let mut last: Option<String> = None;
    for line in text.lines() {
        let key = line.split_once([':', '=']).filter(|(key, _)| {
            !key.is_empty() && key.trim_end().chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
        });
        match (key, &last) {
            (Some((key, value)), _) => {
                let value = value.trim().trim_matches(['"', '\'']);
                values.insert(key.trim().to_owned(), Value::String(value.to_owned()));
                last = Some(key.trim().to_owned());
            }
            (None, Some(key)) if !line.trim().is_empty() => {
                if let Some(Value::String(value)) = values.get_mut(key) {
                    value.push_str(if value.is_empty() { "" } else { " " });
                    value.push_str(line.trim());
                }
            }
            _ => {}
        }
    }
    values
}

/// A value as one line of text; `None` for lists and mappings.
pub fn as_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The texts of a list, or one text; names of mappings in it count as texts.
pub fn as_texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(as_texts).collect(),
        Value::Object(map) => map.get("name").or_else(|| map.get("title")).map(as_texts).unwrap_or_default(),
        other => as_text(other).into_iter().collect(),
    }
}

/// Keys with the day of the last change, the best first.
const UPDATED: [&str; 12] = [
    "updated",
    "lastmod",
    "last_modified_at",
    "last_update",
    "lastUpdated",
    "last_updated",
    "modified",
    "date",
    "published_at",
    "firstPublished",
    "pubDate",
    "created",
];
/// Keys with one sentence about the text, the best first.
const SUMMARY: [&str; 8] =
    ["summary", "description", "excerpt", "subtitle", "tagline", "lead", "seoDescription", "abstract"];
/// Keys of authors.
const AUTHOR: [&str; 4] = ["author", "authors", "by", "creator"];
/// Keys of former addresses. In a vault `aliases` are names.
const ADDRESSES: [&str; 5] = ["aliases", "alias", "redirect_from", "permalink", "url"];

/// The names of a document in a vault, by which links reach it.
pub fn names(head: &Map<String, Value>) -> Vec<String> {
    let values = ["aliases", "alias"].iter().filter_map(|key| head.get(*key)).flat_map(as_texts);
    values.filter(|name| !is_address(name)).collect()
}

/// Addresses that the head says the document had.
pub fn addresses(head: &Map<String, Value>) -> Vec<String> {
    let values = ADDRESSES.iter().filter_map(|key| head.get(*key)).flat_map(as_texts);
    values.filter(|address| is_address(address)).collect()
}

/// Whether an alias is an address and not a name.
fn is_address(text: &str) -> bool {
    (text.starts_with('/') || text.ends_with('/') || text.ends_with(".html"))
        && !text.contains(char::is_whitespace)
        && !text.contains([':', '*'])
}

/// The head of the new document, with both lines `---`.
pub fn write_head(head: &Head, input: &HeadInput, report: &mut FileReport) -> String {
    let values = &head.values;
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut out = String::from("---\n");
    write_text(&mut out, "title", input.title);
    let is_same = |key: &str| values.get(key).and_then(as_text).is_some_and(|text| plain(&text) == input.title);
    if is_same("title") {
        used.insert("title");
    }
    let given = SUMMARY.iter().find_map(|key| Some((*key, values.get(*key).and_then(as_text)?)));
    let summary = match &given {
        Some((key, text)) => {
            used.insert(key);
            plain(text)
        }
        None => input.first_sentence.to_owned(),
    };
    if summary.is_empty() {
        report.look("summary-missing", "");
    } else if given.is_none() {
        report.look("summary-made", summary.clone());
    }
    write_text(&mut out, "summary", if summary.is_empty() { input.title } else { &summary });
    if !input.phases.is_empty() && input.kind == Kind::Situation {
        out.push_str("phases:\n");
        input.phases.iter().for_each(|(id, name)| {
            out.push_str("  ");
            write_text(&mut out, id, name);
        });
    }
    let names: Vec<String> = names(values).into_iter().filter(|name| name != input.title).collect();
    write_list(&mut out, "words", &names);
    let day = UPDATED.iter().find_map(|key| {
        let value = values.get(*key)?;
        let text = value.get("date").and_then(as_text).or_else(|| as_text(value))?;
        let day = text.get(..10).filter(|day| Date::parse(day).is_some())?.to_owned();
        if text.len() == 10 {
            used.insert(key);
        }
        Some(day)
    });
    if let Some(day) = day.or_else(|| input.day.map(str::to_owned)) {
        out.push_str(&format!("updated: {day}\n"));
    }
    let authors = AUTHOR.iter().find_map(|key| {
        let texts = values.get(*key).map(as_texts).filter(|texts| !texts.is_empty())?;
        if !values[*key].is_object() {
            used.insert(key);
        }
        Some(texts.join(", "))
    });
    authors.iter().for_each(|authors| write_text(&mut out, "author", authors));
    let mut aliases: Vec<String> = addresses(values);
    aliases.extend(input.former_addresses.iter().cloned());
    let mut seen = BTreeSet::new();
    aliases.retain(|alias| seen.insert(alias.trim_matches('/').to_lowercase()));
    write_list(&mut out, "aliases", &aliases);
    let has_value = |key: &str, value: bool| values.get(key) == Some(&Value::Bool(value));
    if has_value("draft", true) || has_value("published", false) || has_value("publish", false) {
        out.push_str("draft: true\n");
        report.look("draft", "");
    }
    let all_aliases_used = names.len() + addresses(values).len();
    let is_used = |key: &str| {
        used.contains(key)
            || matches!(key, "draft" | "published") && values[key].is_boolean()
            || matches!(key, "aliases" | "redirect_from") && as_texts(&values[key]).len() <= all_aliases_used
            || key == "id" && input.title == values[key]
            // The folder or the group of translations says the same.
            || matches!(key, "lang" | "language" | "locale" | "translationKey" | "translation_key")
    };
    let rest: Vec<(&String, &Value)> = values.iter().filter(|(key, value)| !is_used(key) && !is_empty(value)).collect();
    if !rest.is_empty() {
        out.push_str("extra:\n");
        for (key, value) in rest {
            report.changed("key-kept", key.clone());
            write_entry(&mut out, 1, key, value);
        }
    }
    out.push_str("---\n");
    head.comments.iter().for_each(|comment| report.left_out("comment", comment.clone()));
    if let Some(format) = head.format {
        report.changed("head-format", format);
    }
    if head.is_broken {
        report.look("head-broken", "");
    }
    out
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// A text without Markdown and HTML, because titles and summaries are plain.
pub fn plain(text: &str) -> String {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    if !text.contains(['*', '_', '`', '[', '<', '&', '\\', '=', '#', '~']) {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let mut out = String::new();
    let escaped = text.trim_start_matches(['#', ' ', '-', '>', '+']);
    for event in Parser::new_ext(escaped, crate::parse::markdown::EXTENSIONS) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => out.push(' '),
            Event::Start(Tag::Image { .. }) => out.push(' '),
            Event::Html(html) | Event::InlineHtml(html) if html.starts_with("<br") => out.push(' '),
            _ => {}
        }
    }
    let out = out.replace("==", "");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let head = read_head(text);
        let title = head.values.get("title").and_then(as_text).unwrap_or_default();
        let input = HeadInput {
            kind: Kind::Article,
            title: &title,
            first_sentence: "First.",
            former_addresses: &[],
            day: None,
            phases: &[],
        };
        write_head(&head, &input, &mut FileReport::new("a.md", None))
    }

    #[test]
    fn three_formats_become_one() {
        let wanted = "---\ntitle: Leak\nsummary: Water\nupdated: 2026-01-02\nextra:\n  weight: 3\n---\n";
        for text in [
            "---\ntitle: Leak\ndescription: Water\ndate: 2026-01-02\nweight: 3\n---\nx",
            "+++\ntitle = \"Leak\"\ndescription = \"Water\"\ndate = 2026-01-02\nweight = 3\n+++\nx",
            "{\n\"title\": \"Leak\", \"description\": \"Water\", \"date\": \"2026-01-02\", \"weight\": 3\n}\nx",
        ] {
            assert_eq!(written(text), wanted);
            assert_eq!(text[read_head(text).body..].trim(), "x");
        }
    }

    #[test]
    fn names_are_words_and_addresses_are_aliases() {
        let text = written("---\ntitle: A\naliases: [Other name, /old/a/]\ndraft: true\n---\n");
        assert!(text.contains("words:\n  - Other name\n") && text.contains("aliases:\n  - \"/old/a/\"\n"), "{text}");
        assert!(text.contains("draft: true\n") && !text.contains("extra"), "{text}");
    }

    #[test]
    fn broken_head_is_read_line_by_line() {
        let head = read_head("---\ntitle: A: b\ntags: [x\n---\nbody");
        assert!(head.is_broken);
        assert_eq!(head.values["title"], "A: b");
        assert_eq!(read_head("---\na: 1 # secret\nb: \"x #y\"\n# z\n---\n").comments, ["secret", "z"]);
        assert_eq!(read_head("---\n\nWords\n\n---\n").body, 0);
    }
}
