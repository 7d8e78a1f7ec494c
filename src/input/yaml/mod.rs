//! Parses YAML with the byte range of every key and value.
//!
//! Takes a range of a file; returns a tree of [`Node`]s, or one diagnostic, with a fix for the common mistakes of
//! authors. Never guesses types: `no` is text, a number without quotation marks is not.

mod dates;
mod declaration;
mod mapping;
mod parser_errors;
mod syntax_errors;

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Spanned};

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::text::is_forbidden_char;

pub use declaration::{EXTRA_KEY, Field, FieldKind};
use parser_errors::{MAX_DEPTH, MAX_REPEATED, MAX_VALUES};

pub use mapping::{
    Fields, Text, as_text, parse_date, parse_entries, parse_items, parse_names, parse_texts, without_quotes,
};

/// A value with its byte range in the file.
#[derive(Clone, Debug)]
pub struct Node {
    /// The parsed value.
    pub value: Value,
    /// Byte range in the file.
    pub range: Range<usize>,
}

/// A YAML value.
#[derive(Clone, Debug)]
pub enum Value {
    /// Empty, or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, in the notation of the parser.
    Number(String),
    /// A scalar that is not a null, boolean or number.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order of the file. Keys may be repeated.
    Map(Vec<(MapKey, Node)>),
}

/// A key of a mapping.
#[derive(Clone, Debug)]
pub struct MapKey {
    /// The key.
    pub text: String,
    /// Byte range in the file.
    pub range: Range<usize>,
}

impl Node {
    /// The value as JSON. A number in a notation that JSON does not have is a text.
    pub fn into_json(self) -> serde_json::Value {
        use serde_json::Value as Json;
        match self.value {
            Value::Null => Json::Null,
            Value::Bool(flag) => Json::Bool(flag),
            Value::Number(number) => match (number.parse::<i64>(), number.parse::<f64>()) {
                (Ok(number), _) => number.into(),
                (_, Ok(number)) if number.is_finite() => number.into(),
                _ => Json::String(number),
            },
            Value::Text(text) => Json::String(text),
            Value::List(items) => items.into_iter().map(Node::into_json).collect(),
            Value::Map(entries) => entries.into_iter().map(|(key, node)| (key.text, node.into_json())).collect(),
        }
    }
}

impl Value {
    /// The name of the type, which selects the variant of a message.
    fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Bool(_) => "flag",
            Value::Number(_) => "number",
            Value::Text(_) => "text",
            Value::List(_) => "list",
            Value::Map(_) => "mapping",
        }
    }
}

/// Parses `range` of `file` as one YAML document. `Err` if it is not valid YAML, contains a forbidden character, or has
/// a text that YAML cuts short.
pub fn parse(path: &Arc<str>, file: &str, range: Range<usize>) -> Result<Node, Diagnostic> {
    let text = &file[range.clone()];
    let options = serde_yaml::options! {
        strict_booleans: true,
        with_snippet: false,
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        merge_keys: serde_yaml::MergeKeyPolicy::AsOrdinary,
        // `.inf` and `.nan` are texts.
        non_finite_float_policy: serde_yaml::NonFiniteFloatPolicy::AsString,
        budget: serde_yaml::budget! {
            max_nodes: MAX_VALUES,
            max_events: 4 * MAX_VALUES,
            max_depth: MAX_DEPTH,
        },
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: MAX_REPEATED },
    };
    let base = range.start;
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options) {
        Ok(raw) => {
            let node = convert_node(raw, text, base);
            if let Some(range) = truncated_by_comment(file, &node) {
                return Err(syntax_errors::needs_quotes(path, file, range, '#'));
            }
            if let Some((range, character)) = consumed_as_tag(file, text, &node) {
                return Err(syntax_errors::needs_quotes(path, file, range, character));
            }
            match forbidden_character(&node) {
                Some((range, c)) => {
                    let name = format!("U+{:04X}", c as u32);
                    Err(Diagnostic::new(Code::ControlCharacter, Span::new(path, range)).arg("character", name))
                }
                None => Ok(node),
            }
        }
        Err(error) => {
            let error = error.without_snippet();
            let at = error.location().map_or(0, |l| offset_at(text, l.line(), l.column()));
            Err(syntax_errors::explain_syntax_error(path, file, range, at, parser_errors::classify(error)))
        }
    }
}

/// The range of a text such as `Plan #1`, where YAML reads `#1` as a comment. A `#` followed by a space is a comment
/// that the author intended.
fn truncated_by_comment(file: &str, node: &Node) -> Option<Range<usize>> {
    match &node.value {
        Value::Text(_) if !file[node.range.clone()].starts_with(['"', '\'']) => {
            let after = &file[node.range.end..];
            let comment = after.trim_start_matches(' ').strip_prefix('#')?;
            let rest = after.lines().next().unwrap_or_default();
            let is_part_of_text = rest.starts_with(' ') && comment.starts_with(char::is_alphanumeric);
            is_part_of_text.then(|| node.range.start..node.range.end + rest.trim_end().len())
        }
        Value::List(list) => list.iter().find_map(|item| truncated_by_comment(file, item)),
        Value::Map(entries) => entries.iter().find_map(|(_, value)| truncated_by_comment(file, value)),
        _ => None,
    }
}

/// The range of a text such as `!Important call` or `&Co pays`, where YAML reads the first word as a tag or an anchor,
/// with that character. An anchor that is referenced and the tag `!!str` are what the author intended.
fn consumed_as_tag(file: &str, document: &str, node: &Node) -> Option<(Range<usize>, char)> {
    match &node.value {
        Value::List(list) => return list.iter().find_map(|item| consumed_as_tag(file, document, item)),
        Value::Map(entries) => return entries.iter().find_map(|(_, value)| consumed_as_tag(file, document, value)),
        _ => {}
    }
    let before = file[..node.range.start].trim_end_matches([' ', '\t']);
    let word = before.rsplit([' ', '\t', '\n', ':', '[', ',']).next().unwrap_or_default();
    let character = word.chars().next().filter(|c| matches!(c, '!' | '&'))?;
    let is_intended = match character {
        '&' => document.contains(&format!("*{}", &word[1..])),
        _ => word.starts_with("!!str"),
    };
    let start = before.len() - word.len();
    (!is_intended && start < node.range.start).then_some((start..node.range.end, character))
}

/// The range of a value with a forbidden character, written as an escape such as `"\0"`, and the character.
fn forbidden_character(node: &Node) -> Option<(Range<usize>, char)> {
    let find =
        |text: &str, range: &Range<usize>| text.chars().find(|c| is_forbidden_char(*c)).map(|c| (range.clone(), c));
    match &node.value {
        Value::Text(text) => find(text, &node.range),
        Value::List(list) => list.iter().find_map(forbidden_character),
        Value::Map(entries) => entries
            .iter()
            .find_map(|(name, value)| find(&name.text, &name.range).or_else(|| forbidden_character(value))),
        _ => None,
    }
}

/// A value as the deserializer returns it.
#[derive(Clone, Debug)]
enum Raw {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        struct RawVisitor;
        impl<'de> Visitor<'de> for RawVisitor {
            type Value = Raw;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a value")
            }
            fn visit_unit<E>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_none<E>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Raw, D::Error> {
                d.deserialize_any(RawVisitor)
            }
            fn visit_bool<E>(self, b: bool) -> Result<Raw, E> {
                Ok(Raw::Bool(b))
            }
            fn visit_i64<E>(self, n: i64) -> Result<Raw, E> {
                Ok(Raw::Number(n.to_string()))
            }
            fn visit_u64<E>(self, n: u64) -> Result<Raw, E> {
                Ok(Raw::Number(n.to_string()))
            }
            fn visit_i128<E>(self, n: i128) -> Result<Raw, E> {
                Ok(Raw::Number(n.to_string()))
            }
            fn visit_u128<E>(self, n: u128) -> Result<Raw, E> {
                Ok(Raw::Number(n.to_string()))
            }
            fn visit_f64<E>(self, n: f64) -> Result<Raw, E> {
                Ok(Raw::Number(n.to_string()))
            }
            fn visit_str<E>(self, s: &str) -> Result<Raw, E> {
                Ok(Raw::Text(s.to_owned()))
            }
            fn visit_string<E>(self, s: String) -> Result<Raw, E> {
                Ok(Raw::Text(s))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = seq.next_element()? {
                    list.push(item);
                }
                Ok(Raw::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Raw::Map(entries))
            }
        }
        deserializer.deserialize_any(RawVisitor)
    }
}

/// Converts a deserialized value. `base` is the offset of `text` in the file.
fn convert_node(raw: Spanned<Raw>, text: &str, base: usize) -> Node {
    let range = byte_range(raw.referenced, text, base);
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Bool(b) => Value::Bool(b),
        Raw::Number(n) => Value::Number(n),
        Raw::Text(s) => Value::Text(s),
        Raw::List(list) => Value::List(list.into_iter().map(|item| convert_node(item, text, base)).collect()),
        Raw::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let range = byte_range(key.referenced, text, base);
                    (MapKey { text: key.value, range }, convert_node(value, text, base))
                })
                .collect(),
        ),
    };
    let end = match &value {
        Value::List(list) => list.last().map(|item| item.range.end),
        Value::Map(entries) => entries.last().map(|(name, value)| value.range.end.max(name.range.end)),
        _ => None,
    };
    let end = end.map_or(range.end, |end| end.max(range.end));
    Node { value, range: range.start..end_with_bracket(text, range.start - base, end - base) + base }
}

/// The end of a list or mapping, after its closing bracket if it has one. The parser only reports the end of the last
/// item.
fn end_with_bracket(text: &str, start: usize, end: usize) -> usize {
    let bracket = match text[start..].chars().next() {
        Some('[') => ']',
        Some('{') => '}',
        _ => return end,
    };
    let after = text[end..].trim_start_matches([' ', ',', '\n', '\r']);
    if after.starts_with(bracket) { text.len() - after.len() + 1 } else { end }
}

/// The byte range of a location in the file, without trailing white space. Counted from line and column if the location
/// has no byte offset.
fn byte_range(location: serde_yaml::Location, text: &str, base: usize) -> Range<usize> {
    let span = location.span();
    let start = match span.byte_offset() {
        Some(at) => usize::try_from(at).unwrap_or(0).min(text.len()),
        None => offset_at(text, location.line(), location.column()),
    };
    let len = match span.byte_len() {
        Some(len) => usize::try_from(len).unwrap_or(0),
        None => 0,
    };
    let end = (start + len).min(text.len());
    let trimmed = text.get(start..end).map_or(0, |s| s.trim_end().len());
    base + start..base + start + trimmed
}

/// The byte offset of a line and column, both from 1. Columns count characters.
fn offset_at(text: &str, line: u64, column: u64) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(at) => start += at + 1,
            None => return text.len(),
        }
    }
    let column = usize::try_from(column).unwrap_or(1).saturating_sub(1);
    text[start..].char_indices().nth(column).map_or(text.len(), |(at, _)| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Field] = &[
        Field::required("title", FieldKind::Text, ""),
        Field::optional("situations", FieldKind::Text, ""),
        Field::optional("draft", FieldKind::Text, ""),
    ];

    fn read(text: &str) -> (Option<String>, Vec<String>) {
        let path: Arc<str> = "a.md".into();
        let mut diagnostics = Vec::new();
        let title = match parse(&path, text, 0..text.len()) {
            Ok(node) => {
                let mut fields = Fields::open(&path, node, KNOWN, &mut diagnostics);
                let title = fields.text("title").map(|t| t.value);
                fields.texts("situations");
                fields.flag("draft");
                title
            }
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                None
            }
        };
        let summary = |d: &Diagnostic| {
            format!("{} {:?}", d.code.as_str(), text.get(d.span.start as usize..d.span.end as usize).unwrap_or("?"))
        };
        (title, diagnostics.iter().map(summary).collect())
    }

    #[test]
    fn mistakes_have_a_span() {
        let cases: &[(&str, Option<&str>, &[&str])] = &[
            ("title: Klients klusē", Some("Klients klusē"), &[]),
            ("title: no", Some("no"), &[]),
            ("title: 2026", None, &["wrong-type \"2026\""]),
            ("title:\n", None, &["missing-key \"title\""]),
            ("title: a\ntitel: b\ndraft: maybe", Some("a"), &["unknown-key \"titel\"", "wrong-type \"maybe\""]),
            ("title: а\ntitle: б", Some("а"), &["duplicate-key \"title\""]),
            ("draft: true", None, &["missing-key \"\""]),
            ("title: Клиент сказал: дорого", None, &["needs-quotes \"Клиент сказал: дорого\""]),
            ("title: a\nsituations:\n\t- x", None, &["yaml \"\\t\""]),
            ("title: @a", None, &["needs-quotes \"@a\""]),
        ];
        for (text, title, diagnostics) in cases {
            let (read_title, reported) = read(text);
            assert_eq!(read_title.as_deref(), *title, "{text}");
            assert_eq!(reported, *diagnostics, "{text}");
        }
    }
}
