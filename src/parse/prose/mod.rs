//! Help with the words themselves: spelling, marks of the language, long sentences, words to avoid, steps without a verb.
//!
//! Takes the texts of one language as they are typed and what `prose:` of site.yaml asks for; gives warnings. Off by
//! default, and then nothing here runs. Looks at words only: code, addresses, ids and YAML keys are masked before
//! (`stretch.rs`). Dictionaries are the machine's own (`spelling.rs`), so that what is reported can differ between
//! machines; what is built never does.

mod extract;
mod punctuation;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic};
use crate::foundation::hash::ContentHash;
use crate::input::{Dictionary, ProseFiles};
use crate::lang::Language;
use crate::model::{Config, LangId, LanguageTexts, ProseRules, SharedStr};
use crate::parse::glossary::words;

use extract::{ProseSpan, Role, of_body, of_data, of_front};

/// What the texts of one language are held against.
pub struct ProseLinter {
    language: &'static Language,
    rules: ProseRules,
    /// Words to avoid in this language: their parts in small letters, and what to say instead.
    avoided: Vec<BannedTerm>,
    /// Words that are right although no dictionary has them, in small letters.
    known: HashSet<String>,
    dictionary: Option<Arc<Dictionary>>,
    /// The key of all of the above.
    pub key: ContentHash,
}

struct BannedTerm {
    parts: Vec<String>,
    /// The last part may go on: `deadlain*`.
    open: bool,
    typed: String,
    instead: String,
}

/// The linter of one language; `None` if the settings ask for nothing.
pub fn linter(config: &Config, lang: LangId, texts: &LanguageTexts, files: ProseFiles) -> Option<Arc<ProseLinter>> {
    let rules = config.prose.clone()?;
    let (code, language) = (config.code(lang), config.language(lang));
    let mut known = HashSet::new();
    for line in files.word_list.lines().map(|line| line.split('#').next().unwrap_or_default()) {
        known.extend(words(line).map(|word| line[word].to_lowercase()));
    }
    if rules.spelling.is_some() {
        for (_, term) in &texts.terms {
            for form in std::iter::once(&term.term).chain(&term.also) {
                known.extend(words(form).map(|word| form[word].to_lowercase()));
            }
        }
    }
    let dictionary = files.dictionary;
    let avoided = rules.avoid.iter().filter(|avoid| *avoid.lang == *code).map(|avoid| {
        let bare = avoid.form.trim_end_matches('*');
        BannedTerm {
            parts: words(bare).map(|word| bare[word].to_lowercase()).collect(),
            open: avoid.form.ends_with('*'),
            typed: avoid.form.to_string(),
            instead: avoid.instead.to_string(),
        }
    });
    let avoided: Vec<BannedTerm> = avoided.filter(|avoid| !avoid.parts.is_empty()).collect();
    let mut listed: Vec<&String> = known.iter().collect();
    listed.sort();
    let key = ContentHash::xxh3(&(code, &rules, listed, dictionary.as_ref().map(|dictionary| dictionary.key)));
    Some(Arc::new(ProseLinter { language, rules, avoided, known, dictionary, key }))
}

impl ProseLinter {
    /// A Markdown file: head and body.
    pub fn document(
        &self,
        path: &SharedStr,
        text: &str,
        front: Option<Range<usize>>,
        body: Range<usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut stretches = front.map(|range| of_front(path, text, range)).unwrap_or_default();
        stretches.extend(of_body(text, body));
        self.look(path, text, &stretches, diagnostics);
    }

    /// Checks the data files of the language, each a path with its text.
    pub fn data_files(&self, files: &[(SharedStr, String)], diagnostics: &mut Vec<Diagnostic>) {
        for (path, text) in files {
            self.look(path, text, &of_data(path, text), diagnostics);
        }
    }

    fn look(&self, path: &SharedStr, file: &str, stretches: &[ProseSpan], diagnostics: &mut Vec<Diagnostic>) {
        let mut told = HashSet::new();
        for stretch in stretches {
            if self.rules.quotes {
                punctuation::quotes(self.language, path, file, stretch, diagnostics);
            }
            if self.rules.dashes {
                punctuation::dashes(self.language, path, file, stretch, diagnostics);
            }
            if let Some(longest) = self.rules.long_sentences {
                long_sentences(longest, path, stretch, diagnostics);
            }
            let found: Vec<Range<usize>> = words(&stretch.text).collect();
            if self.rules.verbs && stretch.use_ == Role::Step {
                self.verb(path, stretch, &found, diagnostics);
            }
            self.avoid(path, stretch, &found, diagnostics);
            if self.rules.spelling.is_some() {
                self.spelling(path, stretch, &found, &mut told, diagnostics);
            }
        }
    }

    fn avoid(&self, path: &SharedStr, stretch: &ProseSpan, found: &[Range<usize>], diagnostics: &mut Vec<Diagnostic>) {
        if self.avoided.is_empty() {
            return;
        }
        let lower: Vec<String> = found.iter().map(|word| stretch.text[word.clone()].to_lowercase()).collect();
        for avoid in &self.avoided {
            let length = avoid.parts.len();
            for at in 0..lower.len().saturating_sub(length - 1) {
                let fits = avoid.parts.iter().zip(&lower[at..]).enumerate().all(|(number, (part, word))| {
                    if avoid.open && number + 1 == length { word.starts_with(part) } else { word == part }
                });
                if fits {
                    let range = found[at].start..found[at + length - 1].end;
                    let typed = stretch.text[range.clone()].to_owned();
                    let diagnostic = Diagnostic::new(Code::AvoidWord, stretch.place(path, range)).arg("typed", typed);
                    let instead = if avoid.instead.is_empty() { "none" } else { &avoid.instead };
                    diagnostics.push(diagnostic.arg("instead", instead).arg("listed", avoid.typed.clone()));
                }
            }
        }
    }

    /// Unknown words, each once in a file.
    fn spelling(
        &self,
        path: &SharedStr,
        stretch: &ProseSpan,
        found: &[Range<usize>],
        told: &mut HashSet<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for token in joined(&stretch.text, found) {
            let word = &stretch.text[token.clone()];
            let known = |word: &str| self.known.contains(&word.to_lowercase());
            if known(word) || told.contains(word) {
                continue;
            }
            let latin = word.chars().any(is_latin);
            if latin && word.chars().any(is_cyrillic) && !word.contains('-') {
                told.insert(word.to_owned());
                let diagnostic = Diagnostic::new(Code::Spelling, stretch.place(path, token.clone()));
                diagnostics.push(diagnostic.arg("word", word).arg("kind", "mixed"));
                continue;
            }
            let Some(dictionary) = &self.dictionary else { continue };
            // Names and abbreviations of another script, and numbers, are none of the dictionary's business.
            let foreign = latin == matches!(self.language.code, "ru" | "bg");
            let capitals = word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
            if foreign || capitals || word.chars().any(|c| c.is_numeric()) || word.chars().count() < 2 {
                continue;
            }
            let parts = || word.split(['-', '’', '\'']).filter(|part| part.chars().count() > 1);
            if dictionary.knows(word)
                || word.contains(['-', '’', '\'']) && parts().all(|p| known(p) || dictionary.knows(p))
            {
                continue;
            }
            told.insert(word.to_owned());
            let mut diagnostic = Diagnostic::new(Code::Spelling, stretch.place(path, token.clone()));
            diagnostic.suggestion = dictionary.near(word);
            diagnostics.push(diagnostic.arg("word", word).arg("kind", "unknown"));
        }
    }

    /// A step in which no verb asks for something, where that can be told by its ending.
    fn verb(&self, path: &SharedStr, stretch: &ProseSpan, found: &[Range<usize>], diagnostics: &mut Vec<Diagnostic>) {
        let endings = self.language.imperatives;
        let asks = |word: &Range<usize>| {
            let word = stretch.text[word.clone()].to_lowercase();
            endings.iter().any(|ending| word.ends_with(ending) && word.chars().count() > 2)
        };
        // "If he is silent, call" says what to do as well.
        let Some(first) = found.first().filter(|_| !endings.is_empty() && !found.iter().any(asks)) else { return };
        let typed = stretch.text[first.clone()].to_owned();
        diagnostics.push(Diagnostic::new(Code::StepWithoutVerb, stretch.place(path, first.clone())).arg("word", typed));
    }
}

/// Words with hyphens and apostrophes inside as one.
fn joined(text: &str, found: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for word in found {
        match tokens.last_mut() {
            Some(last) if matches!(&text[last.end..word.start], "-" | "’" | "'" | "\u{2011}") => last.end = word.end,
            _ => tokens.push(word.clone()),
        }
    }
    tokens
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && (c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c))
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// Sentences of more words than a reader in trouble takes in.
fn long_sentences(longest: usize, path: &SharedStr, stretch: &ProseSpan, diagnostics: &mut Vec<Diagnostic>) {
    for sentence in sentences(&stretch.text) {
        let text = &stretch.text[sentence.clone()];
        let found: Vec<Range<usize>> =
            words(text).filter(|word| text[word.clone()].contains(char::is_alphabetic)).collect();
        let count = joined(text, &found).len();
        if count > longest {
            let diagnostic = Diagnostic::new(Code::LongSentence, stretch.place(path, sentence));
            diagnostics.push(diagnostic.arg("count", count.to_string()).arg("longest", longest.to_string()));
        }
    }
}

/// Sentences end in a mark behind which a capital or nothing follows. An initial ends one too: better one too many than a
/// warning for nothing.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = text.len() - text.trim_start().len();
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let behind = &text[at + c.len_utf8()..];
        let rest = behind.trim_start_matches(['.', '!', '?', '…', '”', '“', '»', '"', ')', extract::MARKUP]);
        let next = rest.trim_start_matches([' ', '\n', '\r', '\t', '\u{a0}', extract::MARKUP]);
        let gap = rest.starts_with([' ', '\n', '\r', '\t', '\u{a0}']) || next.is_empty();
        let opens = next
            .chars()
            .next()
            .is_none_or(|c| c.is_uppercase() || matches!(c, '„' | '«' | '“' | '"' | '–' | '—' | '['));
        if gap && opens {
            let end = text.len() - rest.len();
            if start < end {
                found.push(start..end);
            }
            start = text.len() - next.len();
        }
    }
    let end = text.trim_end().len();
    if start < end {
        found.push(start..end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_breathes() {
        let split = |text: &str| sentences(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(split("Zvaniet 21. novembrī. Tad rakstiet!"), ["Zvaniet 21. novembrī.", "Tad rakstiet!"]);
        assert_eq!(split("Viņš teica: „Nē.” Un gāja"), ["Viņš teica: „Nē.”", "Un gāja"]);
        assert_eq!(split("Jautājiet Annai, t. i., viņai."), ["Jautājiet Annai, t. i., viņai."]);
        assert_eq!(split(""), Vec::<String>::new());
    }

    #[test]
    fn words_with_hyphens_are_one() {
        let text = "кто-нибудь скажет, а-а";
        let found: Vec<_> = words(text).collect();
        let tokens: Vec<_> = joined(text, &found).into_iter().map(|range| &text[range]).collect();
        assert_eq!(tokens, ["кто-нибудь", "скажет", "а-а"]);
    }
}
