//! YAML with the place of every key and value.
//!
//! Takes a stretch of a file; gives a [`Node`] tree or one diagnostic with its place and, for the mistakes that
//! writers really make, the mend. [`Fields`] then reads a mapping by name and reports every unknown key, missing key
//! and wrong type of it at once. Never guesses a type: `no` is a text, a bare number is not.

mod explain;

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Spanned};

use crate::diag::{Code, Diagnostic, Place};
use crate::lang::Date;
use crate::tree::is_unfit;

/// A value with its bytes in the file.
#[derive(Clone, Debug)]
pub struct Node {
    pub value: Value,
    pub range: Range<usize>,
}

/// What YAML knows.
#[derive(Clone, Debug)]
pub enum Value {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Name, Node)>),
}

/// A key of a mapping.
#[derive(Clone, Debug)]
pub struct Name {
    pub text: String,
    pub range: Range<usize>,
}

impl Value {
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

/// Reads `range` of `file` as one YAML document.
pub fn parse(path: &Arc<str>, file: &str, range: Range<usize>) -> Result<Node, Diagnostic> {
    let text = &file[range.clone()];
    let options = serde_yaml::options! {
        strict_booleans: true,
        with_snippet: false,
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        merge_keys: serde_yaml::MergeKeyPolicy::AsOrdinary,
    };
    let base = range.start;
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options) {
        Ok(raw) => {
            let node = node(raw, text, base);
            if let Some(range) = cut_short(file, &node) {
                return Err(explain::needs_quotes(path, file, range, '#'));
            }
            if let Some((range, sign)) = swallowed(file, text, &node) {
                return Err(explain::needs_quotes(path, file, range, sign));
            }
            match unfit(&node) {
                Some((range, c)) => {
                    let name = format!("U+{:04X}", c as u32);
                    Err(Diagnostic::new(Code::ControlCharacter, Place::new(path, range)).arg("character", name))
                }
                None => Ok(node),
            }
        }
        Err(error) => {
            let error = error.without_snippet();
            let at = error.location().map_or(0, |l| at_line_column(text, l.line(), l.column()));
            Err(explain::explain(path, file, range, at, plain_reason(error)))
        }
    }
}

/// The bytes of a text such as `Plan #1`, of which YAML reads `#1` as a comment. A comment proper has a blank behind
/// its sign.
fn cut_short(file: &str, node: &Node) -> Option<Range<usize>> {
    match &node.value {
        Value::Text(_) if !file[node.range.clone()].starts_with(['"', '\'']) => {
            let behind = &file[node.range.end..];
            let comment = behind.trim_start_matches(' ').strip_prefix('#')?;
            let rest = behind.lines().next().unwrap_or_default();
            let joined = rest.starts_with(' ') && comment.starts_with(char::is_alphanumeric);
            joined.then(|| node.range.start..node.range.end + rest.trim_end().len())
        }
        Value::List(list) => list.iter().find_map(|item| cut_short(file, item)),
        Value::Map(entries) => entries.iter().find_map(|(_, value)| cut_short(file, value)),
        _ => None,
    }
}

/// The bytes of a text such as `!Important call` or `&Co pays`, whose first word YAML takes for a tag or an anchor, and
/// its sign. An anchor proper is used somewhere, a tag proper is one of YAML's own.
fn swallowed(file: &str, whole: &str, node: &Node) -> Option<(Range<usize>, char)> {
    match &node.value {
        Value::List(list) => return list.iter().find_map(|item| swallowed(file, whole, item)),
        Value::Map(entries) => return entries.iter().find_map(|(_, value)| swallowed(file, whole, value)),
        _ => {}
    }
    let before = file[..node.range.start].trim_end_matches([' ', '\t']);
    let word = before.rsplit([' ', '\t', '\n', ':', '[', ',']).next().unwrap_or_default();
    let sign = word.chars().next().filter(|sign| matches!(sign, '!' | '&'))?;
    let used = match sign {
        '&' => whole.contains(&format!("*{}", &word[1..])),
        _ => word.starts_with("!!str"),
    };
    let start = before.len() - word.len();
    (!used && start < node.range.start).then_some((start..node.range.end, sign))
}

/// A character that no text may have, written as an escape such as `"\0"`, and the value in which it stands.
fn unfit(node: &Node) -> Option<(Range<usize>, char)> {
    let within = |text: &str, range: &Range<usize>| text.chars().find(|c| is_unfit(*c)).map(|c| (range.clone(), c));
    match &node.value {
        Value::Text(text) => within(text, &node.range),
        Value::List(list) => list.iter().find_map(unfit),
        Value::Map(entries) => {
            entries.iter().find_map(|(name, value)| within(&name.text, &name.range).or_else(|| unfit(value)))
        }
        _ => None,
    }
}

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

fn node(raw: Spanned<Raw>, text: &str, base: usize) -> Node {
    let range = bytes(raw.referenced, text, base);
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Bool(b) => Value::Bool(b),
        Raw::Number(n) => Value::Number(n),
        Raw::Text(s) => Value::Text(s),
        Raw::List(list) => Value::List(list.into_iter().map(|item| node(item, text, base)).collect()),
        Raw::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let range = bytes(key.referenced, text, base);
                    (Name { text: key.value, range }, node(value, text, base))
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
    Node { value, range: range.start..closed(text, range.start - base, end - base) + base }
}

/// The end of a list or mapping: behind its bracket, if it has one.
fn closed(text: &str, start: usize, end: usize) -> usize {
    let bracket = match text[start..].chars().next() {
        Some('[') => ']',
        Some('{') => '}',
        _ => return end,
    };
    let behind = text[end..].trim_start_matches([' ', ',', '\n', '\r']);
    if behind.starts_with(bracket) { text.len() - behind.len() + 1 } else { end }
}

/// The bytes of a location: its own byte offsets where it has them, else counted from line and column.
fn bytes(location: serde_yaml::Location, text: &str, base: usize) -> Range<usize> {
    let span = location.span();
    let start = match span.byte_offset() {
        Some(at) => usize::try_from(at).unwrap_or(0).min(text.len()),
        None => at_line_column(text, location.line(), location.column()),
    };
    let len = match span.byte_len() {
        Some(len) => usize::try_from(len).unwrap_or(0),
        None => 0,
    };
    let end = (start + len).min(text.len());
    let trimmed = text.get(start..end).map_or(0, |s| s.trim_end().len());
    base + start..base + start + trimmed
}

fn at_line_column(text: &str, line: u64, column: u64) -> usize {
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

fn plain_reason(error: &serde_yaml::Error) -> String {
    let text = error.to_string();
    let text = text.lines().next().unwrap_or_default();
    let cut = text.find(" at line ").unwrap_or(text.len());
    let text = text[..cut].trim_start_matches("error: ");
    let text = match text.strip_prefix("line ").and_then(|rest| rest.split_once(": ")) {
        Some((_, reason)) => reason,
        None => text,
    };
    text.to_owned()
}

/// One key that a mapping may have: the place where its name, need and meaning are declared.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub name: &'static str,
    pub required: bool,
    /// What it is for, in one sentence (also in the JSON Schema).
    pub doc: &'static str,
}

/// A mapping being read: what is not asked for by [`Fields::finish`] is unknown.
pub struct Fields<'a> {
    path: &'a Arc<str>,
    known: &'static [Field],
    entries: Vec<(Name, Node)>,
    range: Range<usize>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// Opens a mapping; anything else is a wrong type. Unknown and doubled keys and missing required ones are
    /// reported here, once.
    pub fn open(
        path: &'a Arc<str>,
        node: Node,
        known: &'static [Field],
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Fields<'a> {
        let range = node.range.clone();
        let entries = match node.value {
            Value::Map(entries) => entries,
            Value::Null => Vec::new(),
            other => {
                let place = Place::new(path, range.clone());
                diagnostics.push(match &other {
                    // `title:…` is one text for YAML, but hardly for the writer.
                    Value::Text(text)
                        if known.iter().any(|f| text.strip_prefix(f.name).is_some_and(|t| t.starts_with(':'))) =>
                    {
                        Diagnostic::new(Code::Yaml, place).arg("reason", "blank")
                    }
                    _ => Diagnostic::new(Code::WrongType, place).arg("wanted", "mapping").arg("found", other.kind()),
                });
                return Fields { path, known, entries: Vec::new(), range, diagnostics };
            }
        };
        let mut fields = Fields { path, known, entries: Vec::new(), range, diagnostics };
        let before = fields.diagnostics.len();
        for (name, node) in entries {
            fields.admit(name, node);
        }
        // A key that was only misspelt is not reported a second time as missing.
        let meant: Vec<String> = fields.diagnostics[before..].iter().filter_map(|d| d.suggestion.clone()).collect();
        for field in known.iter().filter(|f| f.required && !meant.iter().any(|name| name == f.name)) {
            if !fields.entries.iter().any(|(name, _)| name.text == field.name) {
                let start = fields.range.start;
                let place = Place::new(path, start..start);
                fields.diagnostics.push(Diagnostic::new(Code::MissingKey, place).arg("key", field.name));
            }
        }
        fields
    }

    fn admit(&mut self, name: Name, node: Node) {
        let place = Place::new(self.path, name.range.clone());
        if !self.known.iter().any(|f| f.name == name.text) {
            let names = self.known.iter().map(|f| f.name);
            let list = names.clone().collect::<Vec<_>>().join(", ");
            let diagnostic = Diagnostic::new(Code::UnknownKey, place).arg("key", name.text.clone()).arg("known", list);
            self.diagnostics.push(diagnostic.nearest(&name.text, names));
        } else if let Some((first, _)) = self.entries.iter().find(|(other, _)| other.text == name.text) {
            let other = Place::new(self.path, first.range.clone());
            let diagnostic = Diagnostic::new(Code::DuplicateKey, place).arg("key", name.text.clone());
            self.diagnostics.push(diagnostic.other(other));
        } else {
            let node = beside(&name, node);
            self.entries.push((name, node));
        }
    }

    /// The value of a key, if it stands there.
    pub fn take(&mut self, name: &str) -> Option<Node> {
        let at = self.entries.iter().position(|(other, _)| other.text == name)?;
        Some(self.entries.remove(at).1)
    }

    /// The bytes of a key's value, if it stands there.
    pub fn place_of(&self, name: &str) -> Option<Range<usize>> {
        self.entries.iter().find(|(other, _)| other.text == name).map(|(_, node)| node.range.clone())
    }

    fn wrong(&mut self, node: &Node, wanted: &str) {
        let diagnostic = Diagnostic::new(Code::WrongType, Place::new(self.path, node.range.clone()))
            .arg("wanted", wanted)
            .arg("found", node.value.kind());
        self.diagnostics.push(diagnostic);
    }

    /// A text on one line, blanks at its ends cut off; an empty one counts as missing.
    pub fn text(&mut self, name: &'static str) -> Option<Text> {
        let node = self.take(name)?;
        if matches!(node.value, Value::Null) && self.known.iter().any(|field| field.name == name && field.required) {
            let place = Place::new(self.path, node.range);
            self.diagnostics.push(Diagnostic::new(Code::MissingKey, place).arg("key", name));
            return None;
        }
        let text = as_text(self.path, node, self.diagnostics)?;
        if text.value.is_empty() {
            let place = Place::new(self.path, text.range);
            self.diagnostics.push(Diagnostic::new(Code::MissingKey, place).arg("key", name));
            return None;
        }
        Some(text)
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&mut self, name: &str) -> Vec<Text> {
        match self.take(name) {
            None => Vec::new(),
            Some(node) => texts(self.path, node, self.diagnostics),
        }
    }

    /// A list of names: several in one text are a mistake.
    pub fn names(&mut self, name: &str) -> Vec<Text> {
        match self.take(name) {
            None => Vec::new(),
            Some(node) => names(self.path, node, self.diagnostics),
        }
    }

    /// true or false; false where the key is not there.
    pub fn flag(&mut self, name: &str) -> bool {
        self.flag_or(name, false)
    }

    /// true or false; `absent` where the key is not there.
    pub fn flag_or(&mut self, name: &str, absent: bool) -> bool {
        match self.take(name) {
            None => absent,
            Some(Node { value: Value::Bool(flag), .. }) => flag,
            Some(node) => {
                self.wrong(&node, "flag");
                absent
            }
        }
    }

    /// A whole number.
    pub fn number(&mut self, name: &str) -> Option<(u64, Range<usize>)> {
        let node = self.take(name)?;
        if let Value::Number(n) = &node.value
            && let Ok(n) = n.parse()
        {
            return Some((n, node.range));
        }
        if let Value::Number(typed) = &node.value {
            let diagnostic = Diagnostic::new(Code::WrongType, Place::new(self.path, node.range.clone()));
            self.diagnostics.push(diagnostic.arg("wanted", "number").arg("found", typed.clone()));
            return None;
        }
        self.wrong(&node, "number");
        None
    }

    /// A date as 2026-11-21.
    pub fn date(&mut self, name: &str) -> Option<Date> {
        let node = self.take(name)?;
        let typed = match &node.value {
            Value::Text(text) | Value::Number(text) => text.clone(),
            _ => {
                self.wrong(&node, "date");
                return None;
            }
        };
        let date = Date::parse(typed.trim());
        if date.is_none() {
            let place = Place::new(self.path, node.range);
            let suggestion = likely_date(&typed);
            self.diagnostics
                .push(Diagnostic { suggestion, ..Diagnostic::new(Code::BadDate, place).arg("typed", typed) });
        }
        date
    }

    /// The entries of a mapping whose keys are the writer's own ids; doubled ones are reported.
    pub fn map(&mut self, name: &str) -> Vec<(Name, Node)> {
        match self.take(name) {
            None => Vec::new(),
            Some(node) => entries(self.path, node, self.diagnostics),
        }
    }

    /// The items of a list.
    pub fn list(&mut self, name: &str) -> Vec<Node> {
        match self.take(name) {
            None => Vec::new(),
            Some(node) => items(self.path, node, self.diagnostics),
        }
    }
}

/// The place of an empty value is its key.
fn beside(name: &Name, node: Node) -> Node {
    match node.value {
        Value::Null if node.range.is_empty() => Node { range: name.range.clone(), ..node },
        _ => node,
    }
}

/// The date that was meant by another way of writing it: day first, without noughts, with the time behind it.
fn likely_date(typed: &str) -> Option<String> {
    let day = typed.trim().split(['T', ' ']).next().unwrap_or_default();
    let eight = day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = match eight {
        true => vec![&day[..4], &day[4..6], &day[6..]],
        false => day.trim_end_matches('.').split(['.', '/', '-', '–', '\u{2011}']).collect(),
    };
    let [first, month, last] = parts.try_into().ok()?;
    let (year, day_of_month) = if first.len() == 4 { (first, last) } else { (last, first) };
    // With slashes the month may stand first.
    if day.contains('/') && first.len() < 4 && day_of_month.parse::<u8>().is_ok_and(|day| day <= 12) {
        return None;
    }
    let date = format!("{year:0>4}-{month:0>2}-{day_of_month:0>2}");
    Date::parse(&date).map(|_| date)
}

/// A text with its bytes in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    pub value: String,
    pub range: Range<usize>,
}

/// A node as text, or a wrong type.
pub fn as_text(path: &Arc<str>, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Text> {
    if let Some((range, text)) = colon_in_text(&node.value) {
        let quoted = format!("\"{text}\"");
        let diagnostic = Diagnostic::new(Code::NeedsQuotes, Place::new(path, range.clone()))
            .arg("sign", ':')
            .arg("quoted", quoted.clone())
            .fix(range, quoted);
        diagnostics.push(diagnostic);
        return None;
    }
    match node.value {
        Value::Text(text) => Some(Text { value: collapse(&text), range: node.range }),
        other => {
            let wanted = match other {
                Value::Number(_) | Value::Bool(_) => "quoted",
                _ => "text",
            };
            let diagnostic = Diagnostic::new(Code::WrongType, Place::new(path, node.range))
                .arg("wanted", wanted)
                .arg("found", other.kind());
            diagnostics.push(diagnostic);
            None
        }
    }
}

/// A text such as `He says: no`, which YAML reads as a key and its value on one line: its bytes, and it in one piece.
fn colon_in_text(value: &Value) -> Option<(Range<usize>, String)> {
    let Value::Map(entries) = value else { return None };
    let [(name, Node { value: Value::Text(text), range })] = entries.as_slice() else { return None };
    let plain = range.len() == text.len() && name.range.len() == name.text.len() && !text.contains(['"', '\\']);
    let whole = format!("{}: {text}", name.text);
    (plain && range.end - name.range.start == whole.len()).then_some((name.range.start..range.end, whole))
}

/// Names of a list; a single text counts as a list of one, unless it has several names or a hyphen without blank in it.
pub fn names(path: &Arc<str>, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Text> {
    match &node.value {
        Value::Text(text) if text.contains([',', ';']) || text.starts_with('-') => {
            items(path, node, diagnostics);
            Vec::new()
        }
        _ => texts(path, node, diagnostics),
    }
}

/// Texts of a list; a single text counts as a list of one.
pub fn texts(path: &Arc<str>, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Text> {
    if matches!(node.value, Value::Text(_)) {
        return as_text(path, node, diagnostics).into_iter().collect();
    }
    items(path, node, diagnostics).into_iter().filter_map(|item| as_text(path, item, diagnostics)).collect()
}

/// Items of a list, or a wrong type.
pub fn items(path: &Arc<str>, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Node> {
    match node.value {
        Value::List(list) => list,
        Value::Null => Vec::new(),
        other => {
            let diagnostic = Diagnostic::new(Code::WrongType, Place::new(path, node.range))
                .arg("wanted", "list")
                .arg("found", other.kind());
            diagnostics.push(diagnostic);
            Vec::new()
        }
    }
}

/// Entries of a mapping with free keys, or a wrong type; of doubled keys the first stays.
pub fn entries(path: &Arc<str>, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Name, Node)> {
    match node.value {
        Value::Map(map) => {
            let mut kept: Vec<(Name, Node)> = Vec::with_capacity(map.len());
            let mut seen = std::collections::HashMap::new();
            for (name, node) in map {
                match seen.get(&name.text) {
                    Some(first) => {
                        let first: &Range<usize> = first;
                        let diagnostic = Diagnostic::new(Code::DuplicateKey, Place::new(path, name.range.clone()))
                            .arg("key", name.text.clone())
                            .other(Place::new(path, first.clone()));
                        diagnostics.push(diagnostic);
                    }
                    None => {
                        seen.insert(name.text.clone(), name.range.clone());
                        let node = beside(&name, node);
                        kept.push((name, node));
                    }
                }
            }
            kept
        }
        Value::Null => Vec::new(),
        other => {
            let diagnostic = Diagnostic::new(Code::WrongType, Place::new(path, node.range))
                .arg("wanted", "mapping")
                .arg("found", other.kind());
            diagnostics.push(diagnostic);
            Vec::new()
        }
    }
}

fn collapse(text: &str) -> String {
    if text.contains(['\n', '\t', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        text.split([' ', '\n', '\t', '\r']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Field] = &[
        Field { name: "title", required: true, doc: "" },
        Field { name: "situations", required: false, doc: "" },
        Field { name: "draft", required: false, doc: "" },
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
        let place = |d: &Diagnostic| {
            format!("{} {:?}", d.code.as_str(), text.get(d.place.start as usize..d.place.end as usize).unwrap_or("?"))
        };
        (title, diagnostics.iter().map(place).collect())
    }

    #[test]
    fn mistakes_have_their_place() {
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
        for (text, title, places) in cases {
            let (read_title, read_places) = read(text);
            assert_eq!(read_title.as_deref(), *title, "{text}");
            assert_eq!(read_places, *places, "{text}");
        }
    }
}
