//! Search for the terms of a glossary in running text.
//!
//! Takes the terms of one language and its stemmer rules; returns the mentions in a text. Forms are compared word by
//! word: those of an `exact` term in lower case, those of an `inflected` term by [`StemmerRules::is_inflection_of`].
//! The longest match wins, and a stop phrase (`exclude`) hides the matches inside it. Never looks into HTML.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::linguistics::stem::StemmerRules;
use crate::linguistics::words;
use crate::model::{SharedStr, Term, TermLink};

/// The terms of a language, ready for search.
#[derive(Default)]
pub struct Glossary {
    exact: FormTrie,
    inflected: FormTrie,
    /// Prefixes of the first words of inflected forms. Few words of a text begin like one, so only these are looked up.
    prefixes: HashSet<[char; 2]>,
    table: Option<&'static StemmerRules>,
    /// The ids of the terms.
    terms: Vec<SharedStr>,
}

/// A trie of forms, word by word, so that forms with the same first words share a path.
struct FormTrie {
    /// The first node is the root.
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    /// The last word of the path from the root, in lower case.
    word: String,
    /// The form that ends at this node.
    form: Option<Form>,
    /// Children of this trie node: from the lookup key of the next word to the indices of nodes.
    children: HashMap<String, Vec<usize>>,
}

/// A form of a term. `Ord` is the priority among forms that match at the same position: the most words, then stop
/// phrases, then the term that was declared first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Form {
    /// Number of words.
    word_count: usize,
    /// A phrase that must not be linked.
    is_stop_phrase: bool,
    /// Index of its term.
    term: Reverse<usize>,
}

/// A mention of a term.
#[derive(Debug, PartialEq, Eq)]
pub struct Mention<'g> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The id of the term.
    pub term: &'g SharedStr,
}

impl Glossary {
    /// Prepares `terms`, pairs of id and term. Forms of an earlier term take precedence.
    pub fn new<'t>(
        table: &'static StemmerRules,
        terms: impl IntoIterator<Item = (&'t SharedStr, &'t Term)>,
    ) -> Glossary {
        let mut glossary = Glossary { table: Some(table), ..Glossary::default() };
        for (id, term) in terms {
            let inflected = term.link == TermLink::Inflected;
            if term.link != TermLink::No {
                for form in std::iter::once(&term.term).chain(&term.also) {
                    glossary.insert(form, false, inflected);
                }
            }
            for phrase in &term.exclude {
                glossary.insert(phrase, true, inflected);
            }
            glossary.terms.push(id.clone());
        }
        glossary
    }

    /// Adds a form of the term that is pushed to `terms` next. With `inflected`, the form also matches in every other case
    /// and number; without, only as it is, in any letter case.
    fn insert(&mut self, form: &str, is_stop_phrase: bool, inflected: bool) {
        let words: Vec<String> = words(form).map(|range| form[range].to_lowercase()).collect();
        let Some(first) = words.first() else { return };
        let form = Form { word_count: words.len(), is_stop_phrase, term: Reverse(self.terms.len()) };
        match self.table.filter(|_| inflected) {
            Some(table) => {
                self.prefixes.insert(table.two_letter_prefix(first));
                self.inflected.insert(form, words, |word| table.lookup_keys(word));
            }
            None => self.exact.insert(form, words, |word| vec![word.to_owned()]),
        }
    }

    /// Whether no form can match.
    pub fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.inflected.is_empty()
    }

    /// The mentions in `text` from left to right, without overlaps.
    pub fn mentions(&self, text: &str) -> Vec<Mention<'_>> {
        let mut mentions = Vec::new();
        if self.is_empty() {
            return mentions;
        }
        let words: Vec<Range<usize>> = words(text).collect();
        let mut lowercase = String::new();
        let mut first = 0;
        while first < words.len() {
            lowercase.clear();
            lowercase.extend(text[words[first].clone()].chars().flat_map(char::to_lowercase));
            match self.longest_match(text, &words[first..], &lowercase) {
                Some(Form { word_count: count, is_stop_phrase, term: Reverse(term) }) => {
                    let last = first + count - 1;
                    if !is_stop_phrase {
                        mentions.push(Mention { range: words[first].start..words[last].end, term: &self.terms[term] });
                    }
                    first = last + 1;
                }
                None => first += 1,
            }
        }
        mentions
    }

    /// The longest form that matches at the start of `words`. Among equally long ones, a stop phrase takes precedence,
    /// then an exact form. `lowercase` is the first word.
    fn longest_match(&self, text: &str, words: &[Range<usize>], lowercase: &str) -> Option<Form> {
        let exact = self.exact.nodes[0].children.contains_key(lowercase).then(|| {
            self.exact.longest_match(text, words, lowercase, |children, word, _| {
                children.get(word).cloned().unwrap_or_default()
            })
        });
        let exact = exact.flatten();
        let table = self.table.filter(|table| self.prefixes.contains(&table.two_letter_prefix(lowercase)));
        let inflected = table.and_then(|table| {
            self.inflected.longest_match(text, words, lowercase, |children, word, nodes| {
                let keys = table.lookup_keys(word);
                let mut candidates: Vec<usize> =
                    keys.iter().filter_map(|key| children.get(key)).flatten().copied().collect();
                candidates.sort_unstable();
                candidates.dedup();
                candidates.retain(|node| table.is_inflection_of(word, &nodes[*node].word));
                candidates
            })
        });
        let rank = |form: &Form| (form.word_count, form.is_stop_phrase);
        match (exact, inflected) {
            (Some(exact), Some(inflected)) if rank(&exact) < rank(&inflected) => Some(inflected),
            _ => exact.or(inflected),
        }
    }
}

impl Default for FormTrie {
    fn default() -> FormTrie {
        FormTrie { nodes: vec![Node::default()] }
    }
}

impl FormTrie {
    fn is_empty(&self) -> bool {
        self.nodes.len() == 1
    }

    /// Adds a form. `lookup_keys` returns the keys under which a word is found.
    fn insert(&mut self, form: Form, words: Vec<String>, lookup_keys: impl Fn(&str) -> Vec<String>) {
        let mut parent = 0;
        for word in words {
            let keys = lookup_keys(&word);
            let siblings = keys.first().and_then(|key| self.nodes[parent].children.get(key));
            let existing = siblings.and_then(|nodes| nodes.iter().copied().find(|node| self.nodes[*node].word == word));
            parent = existing.unwrap_or_else(|| {
                let node = self.nodes.len();
                for key in keys {
                    self.nodes[parent].children.entry(key).or_default().push(node);
                }
                self.nodes.push(Node { word, ..Node::default() });
                node
            });
        }
        let node = &mut self.nodes[parent];
        node.form = node.form.max(Some(form));
    }

    /// The form of the highest priority that matches at the start of `words`, with only spaces or hyphens between them.
    /// `matching` returns those of the child nodes that match a word.
    fn longest_match<'f>(
        &'f self,
        text: &str,
        words: &[Range<usize>],
        lowercase: &str,
        matching: impl Fn(&'f HashMap<String, Vec<usize>>, &str, &'f [Node]) -> Vec<usize>,
    ) -> Option<Form> {
        let mut longest = None;
        let mut pending = vec![(0, 0)];
        while let Some((index, depth)) = pending.pop() {
            let node: &Node = &self.nodes[index];
            longest = longest.max(node.form);
            let Some(range) = words.get(depth).filter(|_| !node.children.is_empty()) else { continue };
            let separator = if depth == 0 { "" } else { &text[words[depth - 1].end..range.start] };
            if separator.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '\u{2011}')) {
                let word = if depth == 0 { lowercase.to_owned() } else { text[range.clone()].to_lowercase() };
                let children = matching(&node.children, &word, &self.nodes);
                pending.extend(children.into_iter().map(|child| (child, depth + 1)));
            }
        }
        longest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::stem::stemmer_rules;

    #[test]
    fn mentions_prefer_the_longest_form() {
        let term = |term: &str, also: &[&str], exclude: &[&str]| Term {
            term: term.into(),
            also: also.iter().map(|a| SharedStr::from(*a)).collect(),
            exclude: exclude.iter().map(|a| SharedStr::from(*a)).collect(),
            ..Term::default()
        };
        let terms: Vec<(SharedStr, Term)> = vec![
            ("advance".into(), term("avanss", &["avansu"], &[])),
            ("act".into(), term("akts", &["pieņemšanas–nodošanas akts"], &["mīlas akts"])),
        ];
        let glossary = Glossary::new(stemmer_rules("lv"), terms.iter().map(|(id, t)| (id, t)));
        let mentions = |text: &str| {
            glossary.mentions(text).into_iter().map(|m| format!("{}={}", &text[m.range], m.term)).collect::<Vec<_>>()
        };
        assert_eq!(mentions("Avansu samaksā; avansus ne."), ["Avansu=advance"]);
        assert_eq!(mentions("Pieņemšanas–nodošanas akts un akts"), ["Pieņemšanas–nodošanas akts=act", "akts=act"]);
        assert!(mentions("mīlas akts").is_empty());
    }

    #[test]
    fn mentions_include_inflected_forms() {
        let term = |term: &str, link: TermLink, exclude: &[&str]| Term {
            term: term.into(),
            link,
            exclude: exclude.iter().map(|a| SharedStr::from(*a)).collect(),
            ..Term::default()
        };
        let terms: Vec<(SharedStr, Term)> = vec![
            ("suit".into(), term("иск", TermLink::Inflected, &["встречный иск"])),
            ("work".into(), term("техническое задание", TermLink::Inflected, &[])),
            ("tool".into(), term("рабочее задание", TermLink::Exact, &[])),
        ];
        let glossary = Glossary::new(stemmer_rules("ru"), terms.iter().map(|(id, t)| (id, t)));
        let mentions = |text: &str| {
            glossary.mentions(text).into_iter().map(|m| format!("{}={}", &text[m.range], m.term)).collect::<Vec<_>>()
        };
        assert_eq!(mentions("Исков много, искал их."), ["Исков=suit"]);
        assert!(mentions("о встречных исках").is_empty());
        assert_eq!(mentions("с техническим заданием"), ["техническим заданием=work"]);
        assert!(mentions("рабочим заданием").is_empty());
        assert_eq!(mentions("рабочее задание"), ["рабочее задание=tool"]);
    }
}
