//! Finding a glossary's terms in running text.
//!
//! Takes the terms of one language and its stemmer's table; gives, for a stretch of text, the mentions to link. Forms
//! are compared word by word: an `exact` term's in lower case, an `inflected` one's by [`Table::declined`]. The longest
//! wins; a `never` phrase hides what stands inside it. Never looks into HTML.

use std::collections::HashMap;
use std::ops::Range;

use crate::lang::stem::Table;
use crate::model::{Str, Term, TermLink};

/// The forms of all terms of a language.
#[derive(Default)]
pub struct Glossary {
    /// By the first word, in lower case.
    exact: HashMap<String, Vec<Form>>,
    /// By the beginning of the first word: few words of a text have to be looked at.
    inflected: HashMap<[char; 2], Vec<Form>>,
    table: Option<&'static Table>,
}

struct Form {
    /// In lower case.
    words: Vec<String>,
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
    pub fn new<'t>(table: &'static Table, terms: impl IntoIterator<Item = (&'t Str, &'t Term)>) -> Glossary {
        let mut glossary = Glossary { table: Some(table), ..Glossary::default() };
        for (id, term) in terms {
            let inflected = term.link == TermLink::Inflected;
            if term.link != TermLink::No {
                for form in std::iter::once(&term.term).chain(&term.also) {
                    glossary.add(form, Some(id), inflected);
                }
            }
            for phrase in &term.never {
                glossary.add(phrase, None, inflected);
            }
        }
        let (exact, inflected) = (glossary.exact.values_mut(), glossary.inflected.values_mut());
        for forms in exact.chain(inflected) {
            forms.sort_by_key(|form| std::cmp::Reverse(form.rank()));
        }
        glossary
    }

    /// An inflected form stands for all of its cases and numbers.
    fn add(&mut self, form: &str, term: Option<&Str>, inflected: bool) {
        let words: Vec<String> = words(form).map(|range| form[range].to_lowercase()).collect();
        let Some(first) = words.first() else { return };
        let forms = match inflected {
            true => self.inflected.entry(beginning(first)).or_default(),
            false => self.exact.entry(first.clone()).or_default(),
        };
        forms.push(Form { words, term: term.cloned() });
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
                Some(form) => {
                    let last = at + form.words.len() - 1;
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

    /// The longest form with which `words` begin; of equal ones the ban, then the exact one.
    fn form(&self, text: &str, words: &[Range<usize>], lower: &str) -> Option<&Form> {
        let exact = self.exact.get(lower);
        let exact = exact.and_then(|forms| forms.iter().find(|form| form.stands(text, words, |a, b| a == b)));
        let inflected = self.table.and_then(|table| {
            let forms = self.inflected.get(&beginning(lower))?;
            forms.iter().find(|form| form.stands(text, words, |a, b| table.declined(a, b)))
        });
        match (exact, inflected) {
            (Some(exact), Some(inflected)) if exact.rank() < inflected.rank() => Some(inflected),
            _ => exact.or(inflected),
        }
    }
}

impl Form {
    /// Whether `words` begin with the form, with nothing but blanks or hyphens between.
    fn stands(&self, text: &str, words: &[Range<usize>], same: impl Fn(&str, &str) -> bool) -> bool {
        words.len() >= self.words.len()
            && self.words.iter().enumerate().all(|(i, wanted)| {
                let between = if i == 0 { "" } else { &text[words[i - 1].end..words[i].start] };
                between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '\u{2011}'))
                    && same(wanted, &text[words[i].clone()].to_lowercase())
            })
    }

    fn rank(&self) -> (usize, bool) {
        (self.words.len(), self.term.is_none())
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
            also: also.iter().map(|a| Str::from(*a)).collect(),
            never: never.iter().map(|a| Str::from(*a)).collect(),
            ..Term::default()
        };
        let terms: Vec<(Str, Term)> = vec![
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
            never: never.iter().map(|a| Str::from(*a)).collect(),
            ..Term::default()
        };
        let terms: Vec<(Str, Term)> = vec![
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
