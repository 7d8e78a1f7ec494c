//! Light stemmers: words of one lemma get one key. One interpreter; what differs between languages is data.
//!
//! Takes a word and the rules of its language (`stem.txt` in its folder); returns the key under which the word is in
//! the search index: its folded stem, followed by characters that distinguish words with the same stem. The browser's
//! script interprets the same rules ([`StemmerRules::exported`]) and must produce the same keys; the search tests
//! compare both over large vocabularies. Stems are keys, not words of the language.
//!
//! # Stemmer rules
//!
//! | directive | exported as | meaning |
//! |---|---|---|
//! | `vowels aeiou` | `vowels` | a stem contains at least one of them |
//! | `fold ā>a ß>ss` | `fold` | letters replaced before comparison, besides those of `diacritics.rs` |
//! | `irregular bija>but` | `words` | irregular forms with their stems |
//! | `prefix ne:4` | `prefix` | stripped if at least 4 letters of stem are left; the first one that a word begins with decides |
//! | `pass NAME MIN [NEXT]` | `pass` | the indented lines below it hold endings `ending>replacement:MIN`; the longest that leaves MIN letters is stripped, then pass NEXT follows, else the one below |
//! | `noun_endings a am -` | | endings of nouns and adjectives, for [`StemmerRules::is_inflection_of`]; `-` is the empty ending |
//! | `final_map я>е` | `inner` | letters replaced in the finished stem, except the first |
//! | `diacritic_marks ā>!` | `signs` | the character appended for a letter of the stem that lost its diacritic in folding |
//! | `homograph_suffixes + es ē` | `apart` | the character appended to words with one of these endings, in unfolded letters; the longest ending decides, `-` appends nothing |
//! | `keyboard WEIGHT from to` | `keys` | a query typed on another keyboard, key by key (browser only) |
//! | `transliteration WEIGHT sh>ш,сх` | `read` | a query in other letters, with alternatives (browser only) |
//! | `function_words un ar` | `common` | words that count in a query only if it has no others (browser only) |
//! | `equivalents ь> й>и` | `loose` | letters that a transliteration does not distinguish (browser only) |
//!
//! `#` begins a comment. An unknown directive or malformed rule is an error, which the tests report. A language without
//! rules is folded only.

mod endings;
mod inflection;
mod parser;

use std::sync::LazyLock;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde_json::Value;

use super::{PACKS, primary_subtag};
use endings::{Endings, Pass};
use parser::parse;

/// The rules of the languages that have any, each with its language code.
static RULES: LazyLock<Vec<(&str, StemmerRules)>> = LazyLock::new(|| {
    let stems = PACKS.iter().filter_map(|pack| Some((pack.code, pack.stem?)));
    stems.map(|(code, text)| (code, parse(text).0)).collect()
});

/// The rules of all other languages: folding only.
static FOLDING: LazyLock<StemmerRules> = LazyLock::new(|| parse("").0);

/// The stemmer rules for a BCP 47 code; an unknown language is folded only.
pub fn stemmer_rules(code: &str) -> &'static StemmerRules {
    let primary = primary_subtag(code);
    let known = RULES.iter().find(|(known, _)| known.eq_ignore_ascii_case(primary));
    known.map_or(&FOLDING, |(_, rules)| rules)
}

/// Folding and endings of one language.
#[derive(Debug, Default)]
pub struct StemmerRules {
    /// The rules for the browser.
    exported: Value,
    vowels: String,
    fold: HashMap<char, String>,
    final_map: HashMap<char, char>,
    diacritic_marks: HashMap<char, char>,
    /// Ending -> character appended to the key, or "".
    homograph_suffixes: Endings<String>,
    /// Irregular form -> stem.
    irregular: HashMap<String, String>,
    /// Prefixes, each with the number of letters of the shortest stem.
    prefixes: Vec<(String, usize)>,
    /// Folded.
    noun_endings: HashSet<String>,
    passes: Vec<Pass>,
}

impl StemmerRules {
    /// The rules as the browser's script reads them. A directive with pairs is an object; `pass` is a list of `[letters
    /// of the longest ending, number of the next pass or null, {ending: [replacement, MIN]}]`.
    pub fn exported(&self) -> &Value {
        &self.exported
    }

    /// The index of a pass; the number of passes if it does not exist, which ends stemming.
    fn pass_index(&self, name: &str) -> usize {
        self.passes.iter().position(|other| other.name == name).unwrap_or(self.passes.len())
    }

    /// The word in lower case and in the form that is compared: without diacritics, ё as е. й is kept.
    pub fn fold(&self, word: &str) -> String {
        let mut folded = String::with_capacity(word.len());
        for c in word.chars() {
            if c.is_ascii() {
                if !matches!(c, '\'' | '`') {
                    folded.push(c.to_ascii_lowercase());
                }
                continue;
            }
            // Fast path: most non-ASCII letters are in lower case already.
            if let Some(plain) = self.fold.get(&c) {
                folded.push_str(plain);
                continue;
            }
            if matches!(c, 'а'..='я') {
                folded.push(c);
                continue;
            }
            for c in c.to_lowercase() {
                match (c, self.fold.get(&c)) {
                    (_, Some(plain)) => folded.push_str(plain),
                    // и with a breve is й, which is a letter of its own. The browser's script has the same exception.
                    ('\u{306}', _) if folded.ends_with('и') => {
                        folded.pop();
                        folded.push('й');
                    }
                    ('\u{300}'..='\u{36F}' | '’' | 'ʼ' | '´' | '\u{AD}', _) => {}
                    _ => folded.push(c),
                }
            }
        }
        folded
    }

    /// The key of a word: its folded stem, followed by characters that distinguish it from other words with that stem.
    pub fn key(&self, word: &str) -> String {
        let folded = self.fold(word);
        let (mut key, from) = self.strip_prefix_and_stem(&folded);
        if let Some(from) = from.filter(|_| !self.homograph_suffixes.is_empty()) {
            let lower = word.to_lowercase();
            // A word written with combining marks or apostrophes has a stem only, because its letters and the folded
            // ones do not correspond.
            if lower.chars().count() == folded.chars().count() {
                let own = lower.char_indices().nth(from).map_or("", |(at, _)| &lower[at..]);
                let stem_letters = own.chars().take(key.chars().count());
                let marks: String = stem_letters.filter_map(|c| self.diacritic_marks.get(&c)).collect();
                let least = own.char_indices().nth(2).map_or(own.len(), |(at, _)| at);
                let ending = self.homograph_suffixes.of(own).find(|(at, _)| *at >= least);
                key.push_str(&marks);
                key.push_str(ending.map_or("", |(_, suffix)| suffix));
            }
        }
        key
    }

    /// The stem of a folded word.
    pub fn stem(&self, folded: &str) -> String {
        self.strip_prefix_and_stem(folded).0
    }

    /// The stem of a folded word, and the number of the letter at which it begins; `None` if the form is irregular.
    fn strip_prefix_and_stem(&self, folded: &str) -> (String, Option<usize>) {
        let prefix = self.prefixes.iter().find(|(prefix, _)| folded.starts_with(prefix.as_str()));
        if let Some((prefix, min)) = prefix {
            let rest = &folded[prefix.len()..];
            let (stem, regular) = self.strip_endings(rest);
            if !regular || stem.chars().count() >= *min {
                return (stem, regular.then(|| prefix.chars().count()));
            }
        }
        let (stem, regular) = self.strip_endings(folded);
        (stem, regular.then_some(0))
    }

    /// The stem of a word without prefixes, and whether it was found by rule.
    fn strip_endings(&self, word: &str) -> (String, bool) {
        if let Some(known) = self.irregular.get(word) {
            return (known.clone(), false);
        }
        let mut word = word.to_owned();
        let mut at = 0;
        while let Some(pass) = self.passes.get(at) {
            at += 1;
            if pass.strip(&mut word, &self.vowels) && !pass.next.is_empty() {
                at = self.pass_index(&pass.next);
            }
        }
        if self.final_map.is_empty() {
            return (word, true);
        }
        let letters = word.chars().enumerate();
        (letters.map(|(i, c)| if i == 0 { c } else { self.map_letter(c) }).collect(), true)
    }

    /// A letter of a finished stem.
    fn map_letter(&self, letter: char) -> char {
        self.final_map.get(&letter).copied().unwrap_or(letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_distinguish_words_with_one_stem() {
        let keys =
            |words: &str| -> Vec<String> { words.split(' ').map(|word| stemmer_rules("lv").key(word)).collect() };
        assert_eq!(keys("plāns plāna plānu plānam"), ["plan!"; 4]);
        assert_eq!(keys("klients klienta KLIENTAM klientiem nav"), ["klien", "klien", "klien", "klien", "but"]);
        assert_eq!(keys("dzīvs dzīva dzīve"), ["dziv$", "dziv$", "dziv$+"]);
        assert_eq!(keys("kase kāse jāmaksā nemaksā"), ["kas+", "kas!+", "maks", "maks"]);
        assert_eq!(keys("neliels liels neliela nezina zina"), ["neliel", "liel", "neliel", "zin", "zin"]);
    }

    #[test]
    fn an_unknown_language_is_folded() {
        assert_eq!(stemmer_rules("de-AT").key("Größe"), "grosse");
        assert_eq!(stemmer_rules("xx").key("Ёлки"), "елки");
        assert_eq!(stemmer_rules("en").key("Clients"), "clients");
    }
}
