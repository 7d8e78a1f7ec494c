//! Finding a glossary's terms in running text.
//!
//! Takes the terms of one language and its stemmer's table; gives, for a stretch of text, the mentions to link. Forms
//! are compared word by word: an `exact` term's in lower case, an `inflected` one's by [`Table::declined`]. The longest
//! wins; a `never` phrase hides what stands inside it. Never looks into HTML.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::lang::stem::Table;
use crate::model::{SharedStr, Term, TermLink};

/// The forms of all terms of a language.
#[derive(Default)]
pub struct Glossary {
    exact: FormTrie,
    inflected: FormTrie,
    /// How the first words of inflected forms begin: few words of a text have to be looked at.
    beginnings: HashSet<[char; 2]>,
    table: Option<&'static Table>,
    /// Ids.
    terms: Vec<SharedStr>,
}

/// Forms as a tree of words, so that many that begin alike cost no more than one.
struct FormTrie {
    /// The first is the root.
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    /// The last word of the way from the root, in lower case.
    word: String,
    /// The form that ends here.
    form: Option<Form>,
    /// The nodes that may follow, by what their words are looked up with.
    next: HashMap<String, Vec<usize>>,
}

/// The order of forms decides between those that stand at the same place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Form {
    words: usize,
    /// A phrase that must not be linked.
    ban: bool,
    /// The number of its term, the last first.
    term: Reverse<usize>,
}

/// A mention: its bytes in the text and the term.
#[derive(Debug, PartialEq, Eq)]
pub struct Mention<'g> {
    pub range: Range<usize>,
    pub term: &'g SharedStr,
}

impl Glossary {
    pub fn new<'t>(table: &'static Table, terms: impl IntoIterator<Item = (&'t SharedStr, &'t Term)>) -> Glossary {
        let mut glossary = Glossary { table: Some(table), ..Glossary::default() };
        for (id, term) in terms {
            let inflected = term.link == TermLink::Inflected;
            if term.link != TermLink::No {
                for form in std::iter::once(&term.term).chain(&term.also) {
                    glossary.add(form, false, inflected);
                }
            }
            for phrase in &term.exclude {
                glossary.add(phrase, true, inflected);
            }
            glossary.terms.push(id.clone());
        }
        glossary
    }

    /// A form of the term that comes next. An inflected one stands for all of its cases and numbers.
    fn add(&mut self, form: &str, ban: bool, inflected: bool) {
        let words: Vec<String> = words(form).map(|range| form[range].to_lowercase()).collect();
        let Some(first) = words.first() else { return };
        let form = Form { words: words.len(), ban, term: Reverse(self.terms.len()) };
        match self.table.filter(|_| inflected) {
            Some(table) => {
                self.beginnings.insert(beginning(first));
                self.inflected.add(form, words, |word| table.handles(word));
            }
            None => self.exact.add(form, words, |word| vec![word.to_owned()]),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.inflected.is_empty()
    }

    /// The mentions in `text`, from left to right, none inside another.
    pub fn mentions(&self, text: &str) -> Vec<Mention<'_>> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let words: Vec<Range<usize>> = words(text).collect();
        let mut lower = String::new();
        let mut at = 0;
        while at < words.len() {
            lower.clear();
            lower.extend(text[words[at].clone()].chars().flat_map(char::to_lowercase));
            match self.form(text, &words[at..], &lower) {
                Some(Form { words: count, ban, term: Reverse(term) }) => {
                    let last = at + count - 1;
                    if !ban {
                        found.push(Mention { range: words[at].start..words[last].end, term: &self.terms[term] });
                    }
                    at = last + 1;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The longest form with which `words` begin; of equal ones the ban, then the exact one. `lower` is the first word.
    fn form(&self, text: &str, words: &[Range<usize>], lower: &str) -> Option<Form> {
        let exact = self.exact.nodes[0].next.contains_key(lower).then(|| {
            self.exact.longest(text, words, lower, |next, word, _| next.get(word).cloned().unwrap_or_default())
        });
        let exact = exact.flatten();
        let table = self.table.filter(|_| self.beginnings.contains(&beginning(lower)));
        let inflected = table.and_then(|table| {
            self.inflected.longest(text, words, lower, |next, word, nodes| {
                let mut alike: Vec<usize> =
                    table.handles(word).iter().filter_map(|it| next.get(it)).flatten().copied().collect();
                alike.sort_unstable();
                alike.dedup();
                alike.retain(|at| table.declined(&nodes[*at].word, word));
                alike
            })
        });
        let rank = |form: &Form| (form.words, form.ban);
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

    /// `handles` gives what a word is looked up with.
    fn add(&mut self, form: Form, words: Vec<String>, handles: impl Fn(&str) -> Vec<String>) {
        let mut at = 0;
        for word in words {
            let handles = handles(&word);
            let known = handles.first().and_then(|handle| self.nodes[at].next.get(handle));
            let known = known.and_then(|nodes| nodes.iter().copied().find(|node| self.nodes[*node].word == word));
            at = known.unwrap_or_else(|| {
                let node = self.nodes.len();
                for handle in handles {
                    self.nodes[at].next.entry(handle).or_default().push(node);
                }
                self.nodes.push(Node { word, ..Node::default() });
                node
            });
        }
        let node = &mut self.nodes[at];
        node.form = node.form.max(Some(form));
    }

    /// The greatest form with which `words` begin, with nothing but blanks or hyphens between. `follow` gives, of the
    /// nodes that may come next, those that stand for a word.
    fn longest<'f>(
        &'f self,
        text: &str,
        words: &[Range<usize>],
        lower: &str,
        follow: impl Fn(&'f HashMap<String, Vec<usize>>, &str, &'f [Node]) -> Vec<usize>,
    ) -> Option<Form> {
        let mut longest = None;
        let mut waiting = vec![(0, 0)];
        while let Some((at, depth)) = waiting.pop() {
            let node: &Node = &self.nodes[at];
            longest = longest.max(node.form);
            let Some(range) = words.get(depth).filter(|_| !node.next.is_empty()) else { continue };
            let between = if depth == 0 { "" } else { &text[words[depth - 1].end..range.start] };
            if between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '\u{2011}')) {
                let word = if depth == 0 { lower.to_owned() } else { text[range.clone()].to_lowercase() };
                waiting.extend(follow(&node.next, &word, &self.nodes).into_iter().map(|next| (next, depth + 1)));
            }
        }
        longest
    }
}

/// The first two letters; declension leaves them, but for sounds that languages change inside a word.
fn beginning(lower: &str) -> [char; 2] {
    let mut letters = lower.chars().map(|c| if matches!(c, 'ё' | 'я') { 'е' } else { c });
    [letters.next().unwrap_or_default(), letters.next().unwrap_or_default()]
}

/// Runs of letters and digits, with combining marks.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let is_word = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
        let (start, _) = chars.find(|(_, c)| is_word(*c))?;
        let mut end = text.len();
        while let Some((at, c)) = chars.peek() {
            if !is_word(*c) {
                end = *at;
                break;
            }
            chars.next();
        }
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::stem::table;

    #[test]
    fn mentions_are_whole_words_longest_first() {
        let term = |term: &str, also: &[&str], never: &[&str]| Term {
            term: term.into(),
            also: also.iter().map(|a| SharedStr::from(*a)).collect(),
            exclude: never.iter().map(|a| SharedStr::from(*a)).collect(),
            ..Term::default()
        };
        let terms: Vec<(SharedStr, Term)> = vec![
            ("advance".into(), term("avanss", &["avansu"], &[])),
            ("act".into(), term("akts", &["pieņemšanas–nodošanas akts"], &["mīlas akts"])),
        ];
        let glossary = Glossary::new(table("lv"), terms.iter().map(|(id, t)| (id, t)));
        let found = |text: &str| {
            glossary.mentions(text).into_iter().map(|m| format!("{}={}", &text[m.range], m.term)).collect::<Vec<_>>()
        };
        assert_eq!(found("Avansu samaksā; avansus ne."), ["Avansu=advance"]);
        assert_eq!(found("Pieņemšanas–nodošanas akts un akts"), ["Pieņemšanas–nodošanas akts=act", "akts=act"]);
        assert!(found("mīlas akts").is_empty());
    }

    #[test]
    fn inflected_terms_are_found_in_all_forms() {
        let term = |term: &str, link: TermLink, never: &[&str]| Term {
            term: term.into(),
            link,
            exclude: never.iter().map(|a| SharedStr::from(*a)).collect(),
            ..Term::default()
        };
        let terms: Vec<(SharedStr, Term)> = vec![
            ("suit".into(), term("иск", TermLink::Inflected, &["встречный иск"])),
            ("work".into(), term("техническое задание", TermLink::Inflected, &[])),
            ("tool".into(), term("рабочее задание", TermLink::Exact, &[])),
        ];
        let glossary = Glossary::new(table("ru"), terms.iter().map(|(id, t)| (id, t)));
        let found = |text: &str| {
            glossary.mentions(text).into_iter().map(|m| format!("{}={}", &text[m.range], m.term)).collect::<Vec<_>>()
        };
        assert_eq!(found("Исков много, искал их."), ["Исков=suit"]);
        assert!(found("о встречных исках").is_empty());
        assert_eq!(found("с техническим заданием"), ["техническим заданием=work"]);
        assert!(found("рабочим заданием").is_empty());
        assert_eq!(found("рабочее задание"), ["рабочее задание=tool"]);
    }
}
