//! Reads the values of a mapping by key: texts, lists, dates and flags.
//!
//! Takes a [`Node`] and the declarations of its keys; returns their values. Reports unknown, repeated and missing keys
//! and values of a wrong type. Never reads a file.

use std::ops::Range;
use std::sync::Arc;

use super::dates::{BadDate, read_date};
use super::declaration::{EXTRA_KEY, Field, FieldKind};
use super::{MapKey, Node, Value};
use crate::diagnostics::{Code, Diagnostic, Fix, Span};
use crate::foundation::text::has_visible_char;
use crate::linguistics::Date;
use crate::model::{SharedStr, Spanned};

/// A mapping whose keys are validated against a list of fields.
pub struct Fields<'a> {
    path: &'a Arc<str>,
    known: &'static [Field],
    entries: Vec<(MapKey, Node)>,
    range: Range<usize>,
    /// Required keys without a value, which are not reported a second time as missing.
    reported_as_empty: Vec<&'static str>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// Validates the keys of a mapping. Reports any other value, and unknown, repeated and missing keys.
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
                let span = Span::new(path, range.clone());
                diagnostics.push(match &other {
                    // YAML reads `title:…` without a space as one text, but the author means a key.
                    Value::Text(text)
                        if known.iter().any(|f| text.strip_prefix(f.name).is_some_and(|t| t.starts_with(':'))) =>
                    {
                        Diagnostic::new(Code::Yaml, span).arg("reason", "blank")
                    }
                    _ => Diagnostic::new(Code::WrongType, span).arg("wanted", "mapping").arg("found", other.kind()),
                });
                return Fields { path, known, entries: Vec::new(), range, reported_as_empty: Vec::new(), diagnostics };
            }
        };
        let mut fields = Fields { path, known, entries: Vec::new(), range, reported_as_empty: Vec::new(), diagnostics };
        let before = fields.diagnostics.len();
        for (name, node) in entries {
            fields.insert(name, node);
        }
        fields.remove_empty_values();
        // A misspelt key is not reported a second time as missing.
        let suggested: Vec<String> = fields.diagnostics[before..].iter().filter_map(|d| d.suggestion.clone()).collect();
        for field in known.iter().filter(|f| f.required && !suggested.iter().any(|name| name == f.name)) {
            let is_reported = fields.reported_as_empty.contains(&field.name);
            if !is_reported && !fields.entries.iter().any(|(name, _)| name.text == field.name) {
                let start = fields.range.start;
                let span = Span::new(path, start..start);
                fields.diagnostics.push(Diagnostic::new(Code::MissingKey, span).arg("key", field.name));
            }
        }
        fields
    }

    /// Adds one entry. Reports an unknown or repeated key. Reports a former name and reads it as the current one.
    fn insert(&mut self, name: MapKey, node: Node) {
        let (name, node) = self.resolve_former_name(name, node);
        let span = Span::new(self.path, name.range.clone());
        if !self.known.iter().any(|f| f.name == name.text) {
            let names = self.known.iter().map(|f| f.name);
            let list = names.clone().collect::<Vec<_>>().join(", ");
            let own = if names.clone().any(|name| name == EXTRA_KEY) { EXTRA_KEY } else { "none" };
            let diagnostic = Diagnostic::new(Code::UnknownKey, span).arg("key", name.text.clone()).arg("known", list);
            let diagnostic = diagnostic.arg("own", own);
            self.diagnostics.push(diagnostic.nearest(&name.text, names));
        } else if let Some((first, _)) = self.entries.iter().find(|(other, _)| other.text == name.text) {
            let first_span = Span::new(self.path, first.range.clone());
            let diagnostic = Diagnostic::new(Code::DuplicateKey, span).arg("key", name.text.clone());
            self.diagnostics.push(diagnostic.related(first_span));
        } else {
            let node = span_of_empty(&name, node);
            self.entries.push((name, node));
        }
    }

    /// Removes the values that an editor left empty: an optional key without a value, or with `""` or `[]`, is the same
    /// as no key. Reports a required key that has no value.
    fn remove_empty_values(&mut self) {
        for (name, mut node) in std::mem::take(&mut self.entries) {
            let Some(field) = self.known.iter().find(|field| field.name == name.text) else { continue };
            if !field.required {
                remove_empty_items(field.kind, &mut node);
            }
            if !is_empty_value(&node, !field.required) {
                self.entries.push((name, node));
            } else if field.required {
                self.reported_as_empty.push(field.name);
                let span = Span::new(self.path, node.range);
                self.diagnostics.push(Diagnostic::new(Code::MissingKey, span).arg("key", field.name));
            }
        }
    }

    /// The entry with its current name and value. Reports a former name.
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

    /// Removes and returns the value of a key; `None` if the key is absent.
    pub fn take(&mut self, name: &str) -> Option<Node> {
        let at = self.entries.iter().position(|(other, _)| other.text == name)?;
        Some(self.entries.remove(at).1)
    }

    /// The range of a key's value; `None` if the key is absent.
    pub fn range_of(&self, name: &str) -> Option<Range<usize>> {
        self.entries.iter().find(|(other, _)| other.text == name).map(|(_, node)| node.range.clone())
    }

    /// Reports a value of a wrong type.
    fn report_type(&mut self, node: &Node, wanted: &str) {
        self.diagnostics.push(wrong_type(self.path, node, wanted));
    }

    /// A text on one line, trimmed; `None` if the key is absent or empty.
    pub fn text(&mut self, name: &'static str) -> Option<Text> {
        let node = self.take(name)?;
        as_text(self.path, node, self.diagnostics)
    }

    /// The value of a key, read by `read`; empty if the key is absent.
    fn read<T>(&mut self, name: &str, read: impl Fn(&Arc<str>, Node, &mut Vec<Diagnostic>) -> Vec<T>) -> Vec<T> {
        self.take(name).map_or_else(Vec::new, |node| read(self.path, node, self.diagnostics))
    }

    /// A list of texts. A single text is a list of one.
    pub fn texts(&mut self, name: &str) -> Vec<Text> {
        self.read(name, parse_texts)
    }

    /// A list of names. Reports a text that contains several names.
    pub fn names(&mut self, name: &str) -> Vec<Text> {
        self.read(name, parse_names)
    }

    /// `true` or `false`; `false` if the key is absent.
    pub fn flag(&mut self, name: &str) -> bool {
        self.flag_or(name, false)
    }

    /// `true` or `false`; `absent` if the key is absent.
    pub fn flag_or(&mut self, name: &str, absent: bool) -> bool {
        match self.take(name) {
            None => absent,
            Some(Node { value: Value::Bool(flag), .. }) => flag,
            Some(node) => {
                self.report_type(&node, "flag");
                absent
            }
        }
    }

    /// A non-negative integer with its range.
    pub fn number(&mut self, name: &str) -> Option<(u64, Range<usize>)> {
        let node = self.take(name)?;
        if let Value::Number(n) = &node.value
            && let Ok(n) = n.parse()
        {
            return Some((n, node.range));
        }
        if let Value::Number(raw) = &node.value {
            let diagnostic = Diagnostic::new(Code::WrongType, Span::new(self.path, node.range.clone()));
            self.diagnostics.push(diagnostic.arg("wanted", "number").arg("found", raw.clone()));
            return None;
        }
        self.report_type(&node, "number");
        None
    }

    /// A date as 2026-11-21.
    pub fn date(&mut self, name: &str) -> Option<Date> {
        let node = self.take(name)?;
        parse_date(self.path, node, self.diagnostics)
    }

    /// The entries of a mapping with any keys. Reports repeated keys.
    pub fn map(&mut self, name: &str) -> Vec<(MapKey, Node)> {
        self.read(name, parse_entries)
    }

    /// The items of a list.
    pub fn list(&mut self, name: &str) -> Vec<Node> {
        self.read(name, parse_items)
    }
}

/// Whether a value is empty: nothing, or a text without a visible character. With `lists`, a list or mapping without an
/// item is empty too.
fn is_empty_value(node: &Node, lists: bool) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text(text) => !has_visible_char(text),
        Value::List(list) => lists && list.is_empty(),
        Value::Map(entries) => lists && entries.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Removes the items that an editor left empty from a list, or from a mapping of texts. In other mappings, an empty
/// value has a meaning: a phase without steps, a word to avoid without a replacement.
fn remove_empty_items(kind: FieldKind, node: &mut Node) {
    match &mut node.value {
        Value::List(list) => list.retain(|item| !is_empty_value(item, false)),
        Value::Map(entries)
            if matches!(kind, FieldKind::TextMap | FieldKind::ActionMap | FieldKind::InterfaceStrings) =>
        {
            entries.retain(|(_, value)| !is_empty_value(value, false));
        }
        _ => {}
    }
}

/// Assigns an empty value the range of its key, so that diagnostics have something to point at.
fn span_of_empty(name: &MapKey, node: Node) -> Node {
    match node.value {
        Value::Null if node.range.is_empty() => Node { range: name.range.clone(), ..node },
        _ => node,
    }
}

/// A text with its byte range in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// The text without quotation marks and escapes, on one line.
    pub value: String,
    /// Byte range in the file.
    pub range: Range<usize>,
}

/// The same value, whose range is that of the characters between its quotation marks, if it has such and no escapes, and
/// is on one line. So offsets in the value are offsets in the file exactly if the value is as long as its range.
pub fn without_quotes(file: &str, text: &Spanned<SharedStr>) -> Spanned<SharedStr> {
    let Range { start, end } = text.range;
    let inner = start + 1..end.saturating_sub(1).max(start + 1);
    let is_quoted = file.get(inner.clone()).is_some_and(|raw| raw == &*text.value);
    Spanned { value: text.value.clone(), range: if is_quoted { inner } else { start..end } }
}

/// The text of a node. Reports a value of a wrong type.
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
        Value::Text(text) => Some(Text { value: collapse_whitespace(&text), range: node.range }),
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

/// The range and the content of a text such as `He says: no`, which YAML reads as a key and a value.
fn colon_in_text(value: &Value) -> Option<(Range<usize>, String)> {
    let Value::Map(entries) = value else { return None };
    let [(name, Node { value: Value::Text(text), range })] = entries.as_slice() else { return None };
    let is_unquoted = range.len() == text.len() && name.range.len() == name.text.len() && !text.contains(['"', '\\']);
    let whole = format!("{}: {text}", name.text);
    (is_unquoted && range.end - name.range.start == whole.len()).then_some((name.range.start..range.end, whole))
}

/// A date as 2026-11-21. Reports any other value, with the date that is meant.
pub fn parse_date(path: &Arc<str>, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Date> {
    let (Value::Text(raw) | Value::Number(raw)) = &node.value else {
        diagnostics.push(wrong_type(path, &node, "date"));
        return None;
    };
    match read_date(raw) {
        Ok(date) => Some(date),
        Err(BadDate { kind, meant, is_certain }) => {
            let span = Span::new(path, node.range.clone());
            let diagnostic = Diagnostic::new(Code::BadDate, span).arg("kind", kind).arg("typed", raw.as_str());
            let fix = meant.clone().filter(|_| is_certain).map(|date| Fix::new(node.range, date));
            diagnostics.push(Diagnostic { suggestion: meant, fix, ..diagnostic });
            None
        }
    }
}

/// The diagnostic for a value of a wrong type.
fn wrong_type(path: &Arc<str>, node: &Node, wanted: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::WrongType, Span::new(path, node.range.clone()));
    diagnostic.arg("wanted", wanted).arg("found", node.value.kind())
}

/// The names in a list. A single text is a list of one name. Reports a text that contains several names or begins with
/// a hyphen.
pub fn parse_names(path: &Arc<str>, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Text> {
    match &node.value {
        Value::Text(text) if text.contains([',', ';']) || text.starts_with('-') => {
            parse_items(path, node, diagnostics);
            Vec::new()
        }
        _ => parse_texts(path, node, diagnostics),
    }
}

/// The texts in a list. A single text is a list of one.
pub fn parse_texts(path: &Arc<str>, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Text> {
    if matches!(node.value, Value::Text(_)) {
        return as_text(path, node, diagnostics).into_iter().collect();
    }
    parse_items(path, node, diagnostics).into_iter().filter_map(|item| as_text(path, item, diagnostics)).collect()
}

/// The items of a list. Reports a value of a wrong type.
pub fn parse_items(path: &Arc<str>, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Node> {
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

/// The entries of a mapping with any keys. Reports a value of a wrong type and repeated keys, of which the first is
/// kept.
pub fn parse_entries(path: &Arc<str>, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<(MapKey, Node)> {
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
fn collapse_whitespace(text: &str) -> String {
    if text.contains(['\n', '\t', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        text.split([' ', '\n', '\t', '\r']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    }
}
