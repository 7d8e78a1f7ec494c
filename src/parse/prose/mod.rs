//! Lints of the prose itself: spelling, punctuation, long sentences, banned terms, forms of address, steps without a
//! verb.
//!
//! Takes the files of one language and the rules under `prose:` in site.yaml; returns warnings. Without that key there
//! is no linter. Lints see prose only: [`extract`] masks markup, code, URLs, ids and YAML keys. Dictionaries are files
//! of the host, so warnings can differ between hosts; the output never does.

mod address;
mod extract;
mod punctuation;
mod sentences;
mod spelling;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic};
use crate::foundation::hash::ContentHash;
use crate::input::{Dictionary, ProseFiles};
use crate::linguistics::Language;
use crate::linguistics::words;
use crate::model::{Config, LangId, LanguageTexts, ProseRules, SharedStr};

use extract::{ProseSpan, Role};

/// The lints that a site asks for, for one language.
pub struct ProseLinter {
    language: &'static Language,
    rules: ProseRules,
    banned_terms: Vec<BannedTerm>,
    greetings: Vec<Term>,
    /// Correct words that no dictionary has, in lower case: those of the word list and of the glossary.
    known_words: HashSet<String>,
    dictionary: Option<Arc<Dictionary>>,
    /// Cache key of all other fields.
    pub cache_key: ContentHash,
}

/// Words that site.yaml lists.
struct Term {
    /// In lower case.
    words: Vec<String>,
    /// The last word is a prefix: `deadline*`.
    matches_prefix: bool,
    /// The term as it is listed in site.yaml.
    listed: String,
}

impl Term {
    fn new(listed: &str) -> Term {
        let term = listed.trim_end_matches('*');
        Term {
            words: words(term).map(|word| term[word].to_lowercase()).collect(),
            matches_prefix: listed.ends_with('*'),
            listed: listed.to_owned(),
        }
    }

    /// The indices in `lowercase` at which the term occurs.
    fn occurrences<'t>(&'t self, lowercase: &'t [String]) -> impl Iterator<Item = usize> + 't {
        let length = self.words.len();
        (0..lowercase.len().saturating_sub(length - 1)).filter(move |first| {
            self.words.iter().zip(&lowercase[*first..]).enumerate().all(|(index, (listed, word))| {
                if self.matches_prefix && index + 1 == length { word.starts_with(listed) } else { word == listed }
            })
        })
    }
}

/// A term that authors should avoid.
struct BannedTerm {
    term: Term,
    /// The replacement that site.yaml suggests; empty if there is none.
    replacement: String,
    /// Whether it is banned in ready messages only.
    in_messages: bool,
}

/// The linter of one language; `None` if the site does not ask for one.
pub fn build_linter(
    config: &Config,
    lang: LangId,
    texts: &LanguageTexts,
    files: ProseFiles,
) -> Option<Arc<ProseLinter>> {
    let rules = config.prose.clone()?;
    let (code, language) = (config.code(lang), config.language(lang));
    let mut known_words = HashSet::new();
    for line in files.word_list.lines().map(|line| line.split('#').next().unwrap_or_default()) {
        known_words.extend(words(line).map(|word| line[word].to_lowercase()));
    }
    if rules.spelling.is_some() {
        for (_, term) in &texts.terms {
            for form in std::iter::once(&term.term).chain(&term.also) {
                known_words.extend(words(form).map(|word| form[word].to_lowercase()));
            }
        }
    }
    let dictionary = files.dictionary;
    let banned_terms = rules.avoid.iter().filter(|avoid| *avoid.lang == *code);
    let banned_terms = banned_terms
        .map(|avoid| BannedTerm {
            term: Term::new(&avoid.form),
            replacement: avoid.instead.to_string(),
            in_messages: avoid.in_messages,
        })
        .filter(|banned| !banned.term.words.is_empty())
        .collect();
    let greetings = rules.greetings.iter().filter(|(lang, _)| **lang == *code);
    let greetings = greetings.map(|(_, form)| Term::new(form)).filter(|term| !term.words.is_empty()).collect();
    let mut sorted_words: Vec<&String> = known_words.iter().collect();
    sorted_words.sort();
    let dictionary_key = dictionary.as_ref().map(|dictionary| dictionary.key);
    let cache_key = ContentHash::xxh3(&(code, &rules, sorted_words, dictionary_key));
    Some(Arc::new(ProseLinter { language, rules, banned_terms, greetings, known_words, dictionary, cache_key }))
}

impl ProseLinter {
    /// Lints a Markdown file. `front` is the range of the front matter's YAML.
    pub fn document(
        &self,
        path: &SharedStr,
        text: &str,
        front: Option<Range<usize>>,
        body: Range<usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut spans = front.map(|range| extract::front_matter(path, text, range)).unwrap_or_default();
        spans.extend(extract::extract_from_body(text, body));
        self.lint(path, text, &spans, diagnostics);
    }

    /// Lints the data files of the language, each a path with its text.
    pub fn data_files(&self, files: &[(SharedStr, String)], diagnostics: &mut Vec<Diagnostic>) {
        for (path, text) in files {
            self.lint(path, text, &extract::data_file(path, text), diagnostics);
        }
    }

    fn lint(&self, path: &SharedStr, file: &str, spans: &[ProseSpan], diagnostics: &mut Vec<Diagnostic>) {
        let mut reported = HashSet::new();
        for span in spans {
            if self.rules.quotes {
                punctuation::lint_quotes(self.language, path, file, span, diagnostics);
                punctuation::lint_periods(self.language, path, file, span, diagnostics);
            }
            if self.rules.dashes {
                punctuation::lint_dashes(self.language, path, file, span, diagnostics);
            }
            if let Some(limit) = self.rules.long_sentences {
                sentences::long_sentences(limit, path, span, diagnostics);
            }
            let words: Vec<Range<usize>> = words(&span.text).collect();
            if self.rules.verbs && span.role == Role::Step {
                self.missing_verb(path, span, &words, diagnostics);
            }
            if span.opens_message {
                self.missing_greeting(path, span, &words, diagnostics);
            }
            self.banned_terms(path, span, &words, diagnostics);
            if self.rules.spelling.is_some() {
                self.spelling(path, span, &words, &mut reported, diagnostics);
            }
        }
        if self.rules.address {
            address::mixed_address(self.language, path, spans, diagnostics);
        }
    }

    /// Reports banned terms. `words` are the words of the span.
    fn banned_terms(
        &self,
        path: &SharedStr,
        span: &ProseSpan,
        words: &[Range<usize>],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if self.banned_terms.is_empty() {
            return;
        }
        let lowercase: Vec<String> = words.iter().map(|word| span.text[word.clone()].to_lowercase()).collect();
        let is_message = span.role == Role::Message;
        for banned in self.banned_terms.iter().filter(|banned| is_message || !banned.in_messages) {
            let BannedTerm { term, replacement, in_messages } = banned;
            for first in term.occurrences(&lowercase) {
                let range = words[first].start..words[first + term.words.len() - 1].end;
                // The sender fills a placeholder with what is true on that day.
                if *in_messages && is_in_placeholder(&span.text, &range) {
                    continue;
                }
                let raw = span.text[range.clone()].to_owned();
                let diagnostic = Diagnostic::new(Code::AvoidWord, span.file_span(path, range)).arg("typed", raw);
                let instead = if replacement.is_empty() { "none" } else { replacement };
                let diagnostic = diagnostic.arg("instead", instead).arg("listed", term.listed.clone());
                diagnostics.push(diagnostic.arg("kind", if *in_messages { "message" } else { "any" }));
            }
        }
    }

    /// Reports a message whose first sentence has none of the greetings of the site.
    fn missing_greeting(
        &self,
        path: &SharedStr,
        span: &ProseSpan,
        words: &[Range<usize>],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let (Some(greeting), Some(first)) = (self.greetings.first(), words.first()) else { return };
        let rest = &span.text[first.start..];
        let end = first.start + rest.find(['.', '!', '?']).unwrap_or(rest.len());
        let sentence = words.iter().filter(|word| word.start < end);
        let lowercase: Vec<String> = sentence.map(|word| span.text[word.clone()].to_lowercase()).collect();
        if self.greetings.iter().any(|greeting| greeting.occurrences(&lowercase).next().is_some()) {
            return;
        }
        let diagnostic = Diagnostic::new(Code::MessageWithoutGreeting, span.file_span(path, first.clone()));
        diagnostics.push(diagnostic.arg("greeting", greeting.listed.trim_end_matches('*')));
    }

    /// Reports a step in which no word has the ending of an imperative. Does nothing in languages whose imperatives
    /// cannot be recognised by their endings. Any word may be the verb, as in "If nobody answers, call".
    fn missing_verb(
        &self,
        path: &SharedStr,
        span: &ProseSpan,
        words: &[Range<usize>],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let endings = self.language.imperatives;
        let is_imperative = |word: &Range<usize>| {
            let word = span.text[word.clone()].to_lowercase();
            endings.iter().any(|ending| word.ends_with(ending) && word.chars().count() > 2)
        };
        let Some(first) = words.first().filter(|_| !endings.is_empty() && !words.iter().any(is_imperative)) else {
            return;
        };
        let raw = span.text[first.clone()].to_owned();
        let diagnostic = Diagnostic::new(Code::StepWithoutVerb, span.file_span(path, first.clone()));
        diagnostics.push(diagnostic.arg("word", raw));
    }
}

/// The most characters between a bracket and a word of its placeholder.
const MAX_PLACEHOLDER: usize = 100;

/// Whether the range is inside `[…]`.
fn is_in_placeholder(text: &str, range: &Range<usize>) -> bool {
    let is_bracket = |c: &char| matches!(c, '[' | ']');
    let before = text[..range.start].chars().rev().take(MAX_PLACEHOLDER).find(is_bracket);
    let after = text[range.end..].chars().take(MAX_PLACEHOLDER).find(is_bracket);
    before == Some('[') && after == Some(']')
}

/// Joins words that a hyphen or apostrophe connects.
fn join_compounds(text: &str, words: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(words.len());
    for word in words {
        match joined.last_mut() {
            Some(last) if matches!(&text[last.end..word.start], "-" | "’" | "'" | "\u{2011}") => last.end = word.end,
            _ => joined.push(word.clone()),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn join_compounds_keeps_hyphenated_words_whole() {
        let text = "кто-нибудь скажет, а-а";
        let words: Vec<_> = words(text).collect();
        let joined: Vec<_> = join_compounds(text, &words).into_iter().map(|range| &text[range]).collect();
        assert_eq!(joined, ["кто-нибудь", "скажет", "а-а"]);
    }
}
