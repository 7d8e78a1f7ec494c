//! Reads a mapping by name: texts, lists, dates and flags.
//!
//! Takes a [`Node`] and the [`Field`]s that it may have; returns their values. Every key that is unknown, repeated, missing
//! or of a wrong type is reported with its span and a fix. Never reads a file.

use std::ops::Range;
use std::sync::Arc;

use super::field::Field;
use super::{MapKey, Node, Value};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::lang::Date;

/// A mapping whose keys have been checked against a list of fields.
pub struct Fields<'a> {
    path: &'a Arc<str>,
    known: &'static [Field],
    entries: Vec<(MapKey, Node)>,
    range: Range<usize>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// Checks the keys of a mapping. Any other value is a wrong type; unknown, repeated and missing keys are reported.
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
                let place = Span::new(path, range.clone());
                diagnostics.push(match &other {
                    // YAML reads `title:…` without a space as one text, but the author means a key.
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
            fields.insert(name, node);
        }
        // A misspelt key is not reported a second time as missing.
        let meant: Vec<String> = fields.diagnostics[before..].iter().filter_map(|d| d.suggestion.clone()).collect();
        for field in known.iter().filter(|f| f.required && !meant.iter().any(|name| name == f.name)) {
            if !fields.entries.iter().any(|(name, _)| name.text == field.name) {
                let start = fields.range.start;
                let place = Span::new(path, start..start);
                fields.diagnostics.push(Diagnostic::new(Code::MissingKey, place).arg("key", field.name));
            }
        }
        fields
    }

    /// Adds one entry. An unknown or repeated key is reported; a former name is reported and read as the new one.
    fn insert(&mut self, name: MapKey, node: Node) {
        let (name, node) = self.resolve_former_name(name, node);
        let place = Span::new(self.path, name.range.clone());
        if !self.known.iter().any(|f| f.name == name.text) {
            let names = self.known.iter().map(|f| f.name);
            let list = names.clone().collect::<Vec<_>>().join(", ");
            let diagnostic = Diagnostic::new(Code::UnknownKey, place).arg("key", name.text.clone()).arg("known", list);
            self.diagnostics.push(diagnostic.nearest(&name.text, names));
        } else if let Some((first, _)) = self.entries.iter().find(|(other, _)| other.text == name.text) {
            let other = Span::new(self.path, first.range.clone());
            let diagnostic = Diagnostic::new(Code::DuplicateKey, place).arg("key", name.text.clone());
            self.diagnostics.push(diagnostic.related(other));
        } else {
            let node = span_of_empty(&name, node);
            self.entries.push((name, node));
        }
    }

    /// The entry under the name of today, if `name` is a former one.
    fn resolve_former_name(&mut self, name: MapKey, node: Node) -> (MapKey, Node) {
        let Some(field) = self.known.iter().find(|field| field.renamed_from.contains(&name.text.as_str())) else {
            return (name, node);
        };
        let scalar = match &node.value {
            Value::Bool(flag) => flag.to_string(),
            Value::Text(text) | Value::Number(text) => text.clone(),
            _ => String::new(),
        };
        let value = field.renamed_values.iter().find(|(former, _)| *former == scalar).map(|(_, value)| *value);
        let (range, text) = match value {
            Some(value) => (name.range.start..node.range.end, format!("{}: {value}", field.name)),
            None => (name.range.clone(), field.name.to_owned()),
        };
        let diagnostic = Diagnostic::new(Code::RenamedKey, Span::new(self.path, name.range.clone()));
        let diagnostic = diagnostic.arg("key", &*name.text).arg("new", text.as_str());
        self.diagnostics.push(diagnostic.fix(range, text));
        let node = match value {
            Some(value) => Node { value: Value::Text(value.to_owned()), ..node },
            None => node,
        };
        (MapKey { text: field.name.to_owned(), ..name }, node)
    }

    /// The value of a key; `None` if the key is absent.
    pub fn take(&mut self, name: &str) -> Option<Node> {
        let at = self.entries.iter().position(|(other, _)| other.text == name)?;
        Some(self.entries.remove(at).1)
    }

    /// The range of a key's value; `None` if the key is absent.
    pub fn place_of(&self, name: &str) -> Option<Range<usize>> {
        self.entries.iter().find(|(other, _)| other.text == name).map(|(_, node)| node.range.clone())
    }

    /// Reports a value of a wrong type.
    fn wrong(&mut self, node: &Node, wanted: &str) {
        let diagnostic = Diagnostic::new(Code::WrongType, Span::new(self.path, node.range.clone()))
            .arg("wanted", wanted)
            .arg("found", node.value.kind());
        self.diagnostics.push(diagnostic);
    }

    /// A text on one line, trimmed; an empty one counts as missing.
    pub fn text(&mut self, name: &'static str) -> Option<Text> {
        let node = self.take(name)?;
        if matches!(node.value, Value::Null) && self.known.iter().any(|field| field.name == name && field.required) {
            let place = Span::new(self.path, node.range);
            self.diagnostics.push(Diagnostic::new(Code::MissingKey, place).arg("key", name));
            return None;
        }
        let text = as_text(self.path, node, self.diagnostics)?;
        if text.value.is_empty() {
            let place = Span::new(self.path, text.range);
            self.diagnostics.push(Diagnostic::new(Code::MissingKey, place).arg("key", name));
            return None;
        }
        Some(text)
    }

    /// The value of a key as `read` reads it; empty if the key is absent.
    fn read<T>(&mut self, name: &str, read: impl Fn(&Arc<str>, Node, &mut Vec<Diagnostic>) -> Vec<T>) -> Vec<T> {
        self.take(name).map_or_else(Vec::new, |node| read(self.path, node, self.diagnostics))
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&mut self, name: &str) -> Vec<Text> {
        self.read(name, texts)
    }

    /// A list of names: several in one text are a mistake.
    pub fn names(&mut self, name: &str) -> Vec<Text> {
        self.read(name, names)
    }

    /// true or false; false if the key is absent.
    pub fn flag(&mut self, name: &str) -> bool {
        self.flag_or(name, false)
    }

    /// true or false; `absent` if the key is absent.
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
            let diagnostic = Diagnostic::new(Code::WrongType, Span::new(self.path, node.range.clone()));
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
            let place = Span::new(self.path, node.range);
            let suggestion = likely_date(&typed);
            self.diagnostics
                .push(Diagnostic { suggestion, ..Diagnostic::new(Code::BadDate, place).arg("typed", typed) });
        }
        date
    }

    /// The entries of a mapping with free keys; repeated keys are reported.
    pub fn map(&mut self, name: &str) -> Vec<(MapKey, Node)> {
        self.read(name, entries)
    }

    /// The items of a list.
    pub fn list(&mut self, name: &str) -> Vec<Node> {
        self.read(name, items)
    }
}

/// The span of an empty value is its key.
fn span_of_empty(name: &MapKey, node: Node) -> Node {
    match node.value {
        Value::Null if node.range.is_empty() => Node { range: name.range.clone(), ..node },
        _ => node,
    }
}

/// The date that another notation probably means: day first, without leading zeros, or followed by a time.
fn likely_date(typed: &str) -> Option<String> {
    let day = typed.trim().split(['T', ' ']).next().unwrap_or_default();
    let eight = day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = match eight {
        true => vec![&day[..4], &day[4..6], &day[6..]],
        false => day.trim_end_matches('.').split(['.', '/', '-', '–', '\u{2011}']).collect(),
    };
    let [first, month, last] = parts.try_into().ok()?;
    let (year, day_of_month) = if first.len() == 4 { (first, last) } else { (last, first) };
    // With slashes the month may come first.
    if day.contains('/') && first.len() < 4 && day_of_month.parse::<u8>().is_ok_and(|day| day <= 12) {
        return None;
    }
    let date = format!("{year:0>4}-{month:0>2}-{day_of_month:0>2}");
    Date::parse(&date).map(|_| date)
}

/// A text with its range in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    pub value: String,
    pub range: Range<usize>,
}

/// A node as text, or a wrong type.
pub fn as_text(path: &Arc<str>, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Text> {
    if let Some((range, text)) = colon_in_text(&node.value) {
        let quoted = format!("\"{text}\"");
        let diagnostic = Diagnostic::new(Code::NeedsQuotes, Span::new(path, range.clone()))
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
            let diagnostic = Diagnostic::new(Code::WrongType, Span::new(path, node.range))
                .arg("wanted", wanted)
                .arg("found", other.kind());
            diagnostics.push(diagnostic);
            None
        }
    }
}

/// A text such as `He says: no`, which YAML reads as a key and a value: its range and the whole text.
fn colon_in_text(value: &Value) -> Option<(Range<usize>, String)> {
    let Value::Map(entries) = value else { return None };
    let [(name, Node { value: Value::Text(text), range })] = entries.as_slice() else { return None };
    let plain = range.len() == text.len() && name.range.len() == name.text.len() && !text.contains(['"', '\\']);
    let whole = format!("{}: {text}", name.text);
    (plain && range.end - name.range.start == whole.len()).then_some((name.range.start..range.end, whole))
}

/// Names of a list. A single text counts as a list of one, unless it contains several names or begins with a hyphen.
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
            let diagnostic = Diagnostic::new(Code::WrongType, Span::new(path, node.range))
                .arg("wanted", "list")
                .arg("found", other.kind());
            diagnostics.push(diagnostic);
            Vec::new()
        }
    }
}

/// Entries of a mapping with free keys, or a wrong type. Of repeated keys the first is kept.
pub fn entries(path: &Arc<str>, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<(MapKey, Node)> {
    match node.value {
        Value::Map(map) => {
            let mut kept: Vec<(MapKey, Node)> = Vec::with_capacity(map.len());
            let mut seen = std::collections::HashMap::new();
            for (name, node) in map {
                match seen.get(&name.text) {
                    Some(first) => {
                        let first: &Range<usize> = first;
                        let diagnostic = Diagnostic::new(Code::DuplicateKey, Span::new(path, name.range.clone()))
                            .arg("key", name.text.clone())
                            .related(Span::new(path, first.clone()));
                        diagnostics.push(diagnostic);
                    }
                    None => {
                        seen.insert(name.text.clone(), name.range.clone());
                        let node = span_of_empty(&name, node);
                        kept.push((name, node));
                    }
                }
            }
            kept
        }
        Value::Null => Vec::new(),
        other => {
            let diagnostic = Diagnostic::new(Code::WrongType, Span::new(path, node.range))
                .arg("wanted", "mapping")
                .arg("found", other.kind());
            diagnostics.push(diagnostic);
            Vec::new()
        }
    }
}

/// The text with every run of white space reduced to one space.
fn collapse(text: &str) -> String {
    if text.contains(['\n', '\t', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        text.split([' ', '\n', '\t', '\r']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    }
}
