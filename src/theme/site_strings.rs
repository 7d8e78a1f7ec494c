//! The interface strings of a site: `strings:` in the site.yaml of a language.
//!
//! Takes the entries of that file and the Fluent files that they replace strings of; returns one more Fluent text.
//! Reports unknown ids, and patterns that cannot be parsed or have other variables than the string that they replace,
//! with their span in the YAML file. Never formats.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, Span, Suggester, join_limited};
use crate::i18n::{Messages, StringPattern, read_patterns};
use crate::model::{InterfaceString, SharedStr};

/// The variable with the plural category of `$n`, which every string with `$n` may use.
const PLURAL: &str = "$plural";

/// The strings that a site can replace.
struct KnownStrings {
    patterns: BTreeMap<String, StringPattern>,
    /// The ids of messages, in the order of the files.
    ids: Vec<String>,
}

impl KnownStrings {
    /// The strings of Fluent texts. The first text with a string decides what its variables are, the last one has the
    /// words that readers would see.
    fn new(texts: &[&str]) -> KnownStrings {
        let mut known = KnownStrings { patterns: BTreeMap::new(), ids: Vec::new() };
        for pattern in texts.iter().flat_map(|text| read_patterns(text)) {
            if let Some(first) = known.patterns.get_mut(&pattern.id) {
                first.text = pattern.text;
            } else {
                known.ids.extend(Some(pattern.id.clone()).filter(|id| !id.starts_with('-')));
                known.patterns.insert(pattern.id.clone(), pattern);
            }
        }
        known
    }

    /// The variables of a pattern and of the strings that it refers to.
    fn variables(&self, pattern: &StringPattern) -> BTreeSet<String> {
        let mut variables = BTreeSet::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut open = vec![pattern];
        while let Some(pattern) = open.pop() {
            variables.extend(pattern.variables.iter().cloned());
            let new = pattern.references.iter().filter(|id| seen.insert(id));
            open.extend(new.filter_map(|id| self.patterns.get(id)));
        }
        variables
    }
}

/// The Fluent text of the strings of a site without those that are reported. `texts` are the Fluent files that they
/// replace strings of, English first.
pub(super) fn read_site_strings(
    code: &str,
    path: &SharedStr,
    strings: &[InterfaceString],
    texts: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> String {
    let mut fluent = String::new();
    if strings.is_empty() {
        return fluent;
    }
    let known = KnownStrings::new(texts);
    let suggester = Suggester::new(known.ids.iter().map(String::as_str));
    for string in strings {
        let id = &*string.id.value;
        let Some(replaced) = known.patterns.get(id).filter(|_| !id.starts_with('-')) else {
            let diagnostic = Diagnostic::new(Code::UnknownKey, Span::new(path, string.id.range.clone()));
            let diagnostic = diagnostic.arg("key", id).arg("known", join_limited(known.ids.iter().map(String::as_str)));
            diagnostics.push(Diagnostic { suggestion: suggester.nearest(id), ..diagnostic });
            continue;
        };
        let entry = Entry::new(string);
        match entry.check(code, replaced, &known) {
            Ok(()) => fluent.push_str(&entry.text),
            Err(fault) => {
                let diagnostic = Diagnostic::new(Code::BadString, Span::new(path, fault.range)).arg("id", id);
                let diagnostic = diagnostic.arg("kind", fault.kind).arg("name", fault.name).arg("known", fault.known);
                let diagnostic = diagnostic.arg("text", replaced.text.as_str());
                diagnostics.push(Diagnostic { suggestion: fault.suggestion, ..diagnostic });
            }
        }
    }
    fluent
}

/// The place of the entry `id`, for mistakes that are found later.
pub(super) fn place_of_string(strings: &[InterfaceString], id: &str) -> Option<Range<usize>> {
    strings.iter().find(|string| &*string.id.value == id).map(|string| string.id.range.clone())
}

/// A mistake in a pattern.
struct Fault {
    range: Range<usize>,
    kind: &'static str,
    name: String,
    known: String,
    suggestion: Option<String>,
}

/// A string as an entry of a Fluent file.
struct Entry<'s> {
    string: &'s InterfaceString,
    text: String,
    /// For each line: its first byte in `text`, and in the pattern.
    lines: Vec<(usize, usize)>,
}

impl Entry<'_> {
    fn new(string: &InterfaceString) -> Entry<'_> {
        let mut text = format!("{} = ", string.id.value);
        let mut lines = Vec::new();
        let mut at = 0;
        for line in string.pattern.value.split_inclusive('\n') {
            if at > 0 {
                text.push_str("    ");
            }
            lines.push((text.len(), at));
            text.push_str(line);
            at += line.len();
        }
        text.push('\n');
        Entry { string, text, lines }
    }

    /// `Err` if the pattern cannot replace that of `replaced`.
    fn check(&self, code: &str, replaced: &StringPattern, known: &KnownStrings) -> Result<(), Fault> {
        let fault = |kind, range, name: &str| Fault {
            range,
            kind,
            name: name.to_owned(),
            known: String::new(),
            suggestion: None,
        };
        if let Err(errors) = Messages::new(code, &[&self.text]) {
            let error = errors.into_iter().next();
            let (byte, reason) = error.map(|error| (error.byte, error.reason)).unwrap_or_default();
            let at = self.pattern_byte(byte);
            // YAML joins the lines of a text that is not a block.
            let before = self.string.pattern.value.get(..at).unwrap_or_default();
            let kind = if before.trim_end().ends_with("->") { "variants" } else { "syntax" };
            return Err(fault(kind, self.range(at, 1), &reason));
        }
        let patterns = read_patterns(&self.text);
        let [pattern] = patterns.as_slice() else { return Err(fault("several", self.whole(), "")) };
        if pattern.has_attributes {
            return Err(fault("several", self.whole(), ""));
        }
        if let Some(name) = pattern.functions.first() {
            return Err(fault("function", self.find(name), name));
        }
        if let Some(name) = pattern.references.iter().find(|name| !known.patterns.contains_key(*name)) {
            let suggester = Suggester::new(known.ids.iter().map(String::as_str));
            let suggestion = suggester.nearest(name);
            return Err(Fault { suggestion, ..fault("reference", self.find(name), name) });
        }
        let (used, wanted) = (known.variables(pattern), known.variables(replaced));
        let is_allowed = |name: &String| wanted.contains(name) || name == PLURAL && wanted.contains("$n");
        if let Some(name) = used.iter().find(|name| !is_allowed(name)) {
            let (kind, list) = match wanted.is_empty() {
                true => ("no-variables", String::new()),
                false => ("variable", join_limited(wanted.iter().map(String::as_str))),
            };
            let suggestion = Suggester::new(wanted.iter().map(String::as_str)).nearest(name);
            let suggestion = suggestion.filter(|_| name.starts_with('$'));
            return Err(Fault { known: list, suggestion, ..fault(kind, self.find(name), name) });
        }
        match wanted.iter().find(|name| !used.contains(*name) && *name != PLURAL) {
            Some(name) => Err(fault("missing", self.whole(), name)),
            None => Ok(()),
        }
    }

    /// The byte of the pattern at a byte of the entry.
    fn pattern_byte(&self, byte: usize) -> usize {
        let line = self.lines.iter().rev().find(|(start, _)| *start <= byte);
        line.map_or(0, |(start, at)| at + byte - start).min(self.string.pattern.value.len())
    }

    fn whole(&self) -> Range<usize> {
        self.string.pattern.range.clone()
    }

    /// The bytes in the file of a name in the pattern.
    fn find(&self, name: &str) -> Range<usize> {
        self.string.pattern.value.find(name).map_or(self.whole(), |at| self.range(at, name.len()))
    }

    /// The bytes in the file of some bytes of the pattern. They are found by counting what is not white space, which
    /// YAML may change; the whole pattern if YAML has changed more than that.
    fn range(&self, at: usize, length: usize) -> Range<usize> {
        let (pattern, source) = (&*self.string.pattern.value, &*self.string.source);
        let content = match source.chars().next() {
            Some('"' | '\'') => 1..source.len().saturating_sub(1).max(1),
            Some('|' | '>') => source.find('\n').unwrap_or(source.len())..source.len(),
            _ => 0..source.len(),
        };
        let visible =
            |text: &'_ str| -> Vec<(usize, char)> { text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect() };
        let (typed, written) = (visible(pattern), visible(source.get(content.clone()).unwrap_or_default()));
        let is_same = typed.iter().map(|(_, c)| c).eq(written.iter().map(|(_, c)| c));
        if !is_same {
            return self.whole();
        }
        let first = typed.partition_point(|(byte, _)| *byte < at);
        let last = typed.partition_point(|(byte, _)| *byte < at + length).max(first + 1) - 1;
        let base = self.string.pattern.range.start + content.start;
        match (written.get(first), written.get(last)) {
            (Some((start, _)), Some((end, c))) => base + start..base + end + c.len_utf8(),
            // The pattern ends too early.
            _ => {
                let end = written.last().map_or(0, |(byte, c)| byte + c.len_utf8());
                base + end..base + end
            }
        }
    }
}
