//! The texts of YAML: values of front matter and of the data files of a language that readers see.
//!
//! Takes a parsed mapping and the text of its file; returns each text with its bytes in the file. Keys, ids, dates and
//! rules are left alone. Never looks into a text.

use std::ops::Range;

use crate::input::yaml::{Node, Value};
use crate::model::SharedStr;

/// The keys of front matter whose values readers see or type, with a former name.
const FRONT_MATTER_KEYS: [&str; 12] = [
    "title",
    "summary",
    "lead",
    "urgent",
    "send",
    "when",
    "recognise",
    "phases",
    "escalates",
    "worse",
    "words",
    "author",
];

/// The keys of front matter whose values are inline Markdown, which has a parser of its own.
const MARKDOWN_KEYS: [&str; 3] = ["lead", "urgent", "send"];

/// The key of site.yaml whose value is inline Markdown.
const SCOPE_KEY: &str = "scope";

/// The key of data files whose value is a rule: how a term is linked.
const RULE_KEY: &str = "link";

/// The key of site.yaml whose values are names of placeholders.
const BLANKS_KEY: &str = "blanks";

/// The key of site.yaml whose values are patterns of Fluent.
const STRINGS_KEY: &str = "strings";

/// A text in YAML.
pub struct YamlText<'n> {
    /// Without quotation marks and escapes.
    pub value: &'n str,
    /// Its bytes in the file, without quotation marks.
    pub range: Range<usize>,
    /// The outermost key in front matter; the innermost one in a data file.
    pub key: &'n str,
    /// Part of a ready message.
    pub in_message: bool,
    /// A name that a placeholder may have.
    pub is_placeholder: bool,
    /// Inline Markdown, not plain text.
    pub is_markdown: bool,
    /// An interface string with variables, not plain text.
    pub is_pattern: bool,
}

/// The texts of the front matter of a document, in the order of the file.
pub fn front_matter_texts<'n>(file: &str, node: &'n Node) -> Vec<YamlText<'n>> {
    let mut texts = Vec::new();
    let Value::Map(entries) = &node.value else { return texts };
    for (name, node) in entries.iter().filter(|(name, _)| FRONT_MATTER_KEYS.contains(&name.text.as_str())) {
        let first = texts.len();
        collect(file, node, &name.text, &Place::default(), &mut texts);
        for text in &mut texts[first..] {
            text.key = &name.text;
            text.is_markdown = MARKDOWN_KEYS.contains(&text.key);
        }
    }
    texts
}

/// The texts of a data file of a language, in the order of the file.
pub fn data_file_texts<'n>(path: &SharedStr, file: &str, node: &'n Node) -> Vec<YamlText<'n>> {
    let mut texts = Vec::new();
    let name = path.rsplit('/').next().unwrap_or_default();
    let place = Place { in_site: name == "site.yaml", in_phrases: name == "phrases.yaml", in_strings: false };
    collect(file, node, "", &place, &mut texts);
    texts
}

/// Where a value is.
#[derive(Clone, Copy, Default)]
struct Place {
    in_site: bool,
    in_phrases: bool,
    in_strings: bool,
}

fn collect<'n>(file: &str, node: &'n Node, key: &'n str, place: &Place, texts: &mut Vec<YamlText<'n>>) {
    match &node.value {
        Value::Text(_) if key == RULE_KEY => {}
        Value::Text(value) => {
            let raw = &file[node.range.clone()];
            let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
            let is_quoted = quote.is_some_and(|quote| raw.len() > 1 && raw.ends_with(quote));
            let quotes = usize::from(is_quoted);
            let range = node.range.start + quotes..node.range.end - quotes;
            let in_message = place.in_phrases && key == "answer";
            let is_markdown = place.in_site && key == SCOPE_KEY;
            let is_placeholder = place.in_site && key == BLANKS_KEY;
            let is_pattern = place.in_strings && value.contains('{');
            texts.push(YamlText { value, range, key, in_message, is_placeholder, is_markdown, is_pattern });
        }
        Value::List(list) => list.iter().for_each(|node| collect(file, node, key, place, texts)),
        Value::Map(entries) => {
            for (name, node) in entries {
                let in_strings = place.in_strings || place.in_site && key.is_empty() && name.text == STRINGS_KEY;
                collect(file, node, &name.text, &Place { in_strings, ..*place }, texts);
            }
        }
        _ => {}
    }
}
