//! synonyms.yaml: groups of words that mean the same to the readers of a language.
//!
//! Takes YAML; sets the groups of [`LanguageTexts`]. The search finds each word of a group where another one stands.
//! Reports a group of one word, several words in one entry, and a word that a group has already. Never stems a text: the
//! index does.

use std::collections::HashMap;
use std::ops::Range;

use super::Reader;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::yaml::{self, Node, Text, Value};
use crate::linguistics::stem::stemmer_rules;
use crate::linguistics::words;
use crate::model::{LanguageTexts, SharedStr};

impl Reader<'_> {
    /// Reads the synonyms of a language.
    pub(super) fn synonyms(&mut self, code: &str, texts: &mut LanguageTexts) {
        let path: SharedStr = format!("content/{code}/synonyms.yaml").into();
        let Some(node) = self.open(&path) else { return };
        let mut owners: HashMap<String, Range<usize>> = HashMap::new();
        for node in yaml::parse_items(&path, node, self.diagnostics) {
            let range = node.range.clone();
            // A list marker that an editor left without a group.
            if matches!(node.value, Value::Null) {
                continue;
            }
            let before = self.diagnostics.len();
            let group = self.synonym_group(&path, code, node, &mut owners);
            let has_faults = self.diagnostics.len() > before;
            if group.len() > 1 {
                texts.synonyms.push(group);
            } else if !has_faults {
                let typed = group.first().map_or("", |word| word);
                let diagnostic = Diagnostic::new(Code::BadSearchWord, Span::new(&path, range));
                self.diagnostics.push(diagnostic.arg("kind", "alone").arg("typed", typed));
            }
        }
    }

    /// The words of a group that no group has yet. `owners` has the range of each known word, keyed by its form in the
    /// index.
    fn synonym_group(
        &mut self,
        path: &SharedStr,
        code: &str,
        node: Node,
        owners: &mut HashMap<String, Range<usize>>,
    ) -> Vec<SharedStr> {
        let start = node.range.start;
        let mut group = Vec::new();
        for Text { value, range } in yaml::parse_names(path, node, self.diagnostics) {
            let span = Span::new(path, range.clone());
            let parts: Vec<Range<usize>> = words(&value).collect();
            let is_phrase = parts
                .windows(2)
                .any(|pair| !matches!(&value[pair[0].end..pair[1].start], "-" | "\u{2011}" | "'" | "’"));
            if parts.is_empty() || is_phrase {
                let kind = if is_phrase { "phrase" } else { "empty" };
                let diagnostic = Diagnostic::new(Code::BadSearchWord, span).arg("kind", kind).arg("typed", value);
                self.diagnostics.push(diagnostic);
                continue;
            }
            let key = stemmer_rules(code).key(&value);
            if let Some(first) = owners.get(&key) {
                // The words of this group come last.
                let kind = if first.start < start { "group" } else { "list" };
                let diagnostic = Diagnostic::new(Code::RepeatedWord, span).arg("word", value).arg("kind", kind);
                self.diagnostics.push(diagnostic.related(Span::new(path, first.clone())));
                continue;
            }
            owners.insert(key, range);
            group.push(value.into());
        }
        group
    }
}
