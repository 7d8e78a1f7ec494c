//! Finding a glossary's terms in running text.
//!
//! Takes the terms of one language; gives, for a stretch of text, the mentions to link. Forms are compared word by
//! word, lower-cased; the longest wins; a `never` phrase hides what stands inside it. Never looks into HTML.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Str, Term, TermLink};

/// The forms of all terms of a language, by their first word.
#[derive(Default)]
pub struct Glossary {
    by_first_word: HashMap<String, Vec<Form>>,
}

struct Form {
    /// The words after the first.
    rest: Vec<String>,
    /// The term's id; `None` for a phrase that must not be linked.
    term: Option<Str>,
}

/// A mention: its bytes in the text and the term.
#[derive(Debug, PartialEq, Eq)]
pub struct Mention<'g> {
    pub range: Range<usize>,
    pub term: &'g Str,
}

impl Glossary {
    pub fn new<'t>(terms: impl IntoIterator<Item = (&'t Str, &'t Term)>) -> Glossary {
        let mut glossary = Glossary::default();
        for (id, term) in terms {
            if term.link != TermLink::No {
                for form in std::iter::once(&term.term).chain(&term.also) {
                    glossary.add(form, Some(id));
                }
            }
            for phrase in &term.never {
                glossary.add(phrase, None);
            }
        }
        for forms in glossary.by_first_word.values_mut() {
            // Longest first; of equal ones the ban first.
            forms.sort_by(|a, b| b.rest.len().cmp(&a.rest.len()).then(a.term.is_some().cmp(&b.term.is_some())));
        }
        glossary
    }

    fn add(&mut self, form: &str, term: Option<&Str>) {
        let mut words = words(form).map(|range| form[range].to_lowercase());
        if let Some(first) = words.next() {
            let form = Form { rest: words.collect(), term: term.cloned() };
            self.by_first_word.entry(first).or_default().push(form);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.by_first_word.is_empty()
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
            let hit = self
                .by_first_word
                .get(lower.as_str())
                .and_then(|forms| forms.iter().find(|form| continues(text, &words[at..], &form.rest)));
            match hit {
                Some(form) => {
                    let last = at + form.rest.len();
                    if let Some(term) = &form.term {
                        found.push(Mention { range: words[at].start..words[last].end, term });
                    }
                    at = last + 1;
                }
                None => at += 1,
            }
        }
        found
    }
}

/// Whether the words after the first are `rest`, with nothing but blanks or hyphens between.
fn continues(text: &str, words: &[Range<usize>], rest: &[String]) -> bool {
    words.len() > rest.len()
        && rest.iter().enumerate().all(|(i, wanted)| {
            let between = &text[words[i].end..words[i + 1].start];
            between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '\u{2011}'))
                && text[words[i + 1].clone()].chars().flat_map(char::to_lowercase).eq(wanted.chars())
        })
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

    #[test]
    fn mentions_are_whole_words_longest_first() {
        let term = |term: &str, also: &[&str], never: &[&str]| Term {
            term: term.into(),
            also: also.iter().map(|a| Str::from(*a)).collect(),
            never: never.iter().map(|a| Str::from(*a)).collect(),
            ..Term::default()
        };
        let terms: Vec<(Str, Term)> = vec![
            ("advance".into(), term("avanss", &["avansu"], &[])),
            ("act".into(), term("akts", &["pieņemšanas–nodošanas akts"], &["mīlas akts"])),
        ];
        let glossary = Glossary::new(terms.iter().map(|(id, t)| (id, t)));
        let found = |text: &str| {
            glossary.mentions(text).into_iter().map(|m| format!("{}={}", &text[m.range], m.term)).collect::<Vec<_>>()
        };
        assert_eq!(found("Avansu samaksā; avansus ne."), ["Avansu=advance"]);
        assert_eq!(found("Pieņemšanas–nodošanas akts un akts"), ["Pieņemšanas–nodošanas akts=act", "akts=act"]);
        assert!(found("mīlas akts").is_empty());
    }
}
