//! Parser of stemmer rules.
//!
//! Takes the text of a `stem.txt`; returns the rules, with the table for the browser, and the errors. A line with an
//! error is left out, so that the program never fails on its own data; a test asserts that no built-in table has one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::{Map, Value, json};

use super::StemmerRules;
use super::endings::{Ending, Pass};
use crate::linguistics::diacritics::search_folds;

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RuleError {
    /// From 1.
    pub(super) line: usize,
    pub(super) reason: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// Reads stemmer rules, after the folds of all languages.
pub(super) fn parse(text: &str) -> (StemmerRules, Vec<RuleError>) {
    let mut parser = Parser::default();
    for (letter, plain) in search_folds() {
        parser.rules.fold.insert(letter, plain.to_owned());
        parser.exported.fold.insert(letter.to_string(), plain.into());
    }
    let mut errors = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim_end();
        let read = if line.starts_with(' ') { parser.endings(line) } else { parser.directive(line) };
        errors.extend(read.err().map(|reason| RuleError { line: number + 1, reason }));
    }
    for pass in &parser.rules.passes {
        if !pass.next.is_empty() && parser.rules.pass_index(&pass.next) == parser.rules.passes.len() {
            errors
                .push(RuleError { line: 0, reason: format!("no pass `{}`, which follows `{}`", pass.next, pass.name) });
        }
    }
    (parser.finish(), errors)
}

#[derive(Default)]
struct Parser {
    rules: StemmerRules,
    exported: Exported,
}

/// The parts of the table for the browser that the rules do not hold in that form.
#[derive(Default)]
struct Exported {
    fold: Map<String, Value>,
    irregular: Map<String, Value>,
    final_map: Map<String, Value>,
    diacritic_marks: Map<String, Value>,
    homograph_suffixes: Map<String, Value>,
    equivalents: Map<String, Value>,
    function_words: BTreeSet<String>,
    keyboards: Vec<Value>,
    transliterations: Vec<Value>,
}

impl Parser {
    /// A line that is not indented; an empty one is nothing.
    fn directive(&mut self, line: &str) -> Result<(), String> {
        let mut words = line.split_whitespace();
        let Some(name) = words.next() else { return Ok(()) };
        let words: Vec<&str> = words.collect();
        let (rules, exported) = (&mut self.rules, &mut self.exported);
        match name {
            "vowels" => match words[..] {
                [vowels] => rules.vowels = vowels.to_owned(),
                _ => return Err("`vowels` needs its letters in one word".to_owned()),
            },
            "fold" => {
                for (from, to) in parse_pairs(&words)? {
                    rules.fold.insert(parse_letter(from)?, to.to_owned());
                    exported.fold.insert(from.to_owned(), to.into());
                }
            }
            "irregular" => {
                for (form, stem) in parse_pairs(&words)? {
                    rules.irregular.insert(form.to_owned(), stem.to_owned());
                    exported.irregular.insert(form.to_owned(), stem.into());
                }
            }
            "final_map" => {
                for (from, to) in parse_pairs(&words)? {
                    rules.final_map.insert(parse_letter(from)?, parse_letter(to)?);
                    exported.final_map.insert(from.to_owned(), to.into());
                }
            }
            "diacritic_marks" => {
                for (from, mark) in parse_pairs(&words)? {
                    rules.diacritic_marks.insert(parse_letter(from)?, parse_letter(mark)?);
                    exported.diacritic_marks.insert(from.to_owned(), mark.into());
                }
            }
            "homograph_suffixes" => {
                let [suffix, endings @ ..] = &words[..] else { return Err("a suffix is missing".to_owned()) };
                let suffix = suffix.trim_matches('-');
                for ending in endings {
                    rules.homograph_suffixes.add(ending, suffix.to_owned());
                    exported.homograph_suffixes.insert((*ending).to_owned(), suffix.into());
                }
            }
            "prefix" => {
                for word in words {
                    let rule = word.split_once(':').and_then(|(prefix, min)| Some((prefix, min.parse().ok()?)));
                    let (prefix, min) = rule.ok_or_else(|| format!("`{word}` is not `prefix:MIN`"))?;
                    rules.prefixes.push((prefix.to_owned(), min));
                }
            }
            "function_words" => exported.function_words.extend(words.iter().map(|word| rules.fold(word))),
            "noun_endings" => rules.noun_endings.extend(words.iter().map(|word| word.trim_matches('-').to_owned())),
            "pass" => {
                let ([name, min] | [name, min, _]) = words[..] else { return Err("not `pass NAME MIN [NEXT]`".into()) };
                let min = min.parse().map_err(|_| format!("`{min}` is not a number of letters"))?;
                let next = words.get(2).copied().unwrap_or_default().to_owned();
                rules.passes.push(Pass { name: name.to_owned(), min_letters: min, next, ..Pass::default() });
            }
            "keyboard" => {
                let [weight, from, to] = words[..] else { return Err("not `keyboard WEIGHT from to`".to_owned()) };
                if from.chars().count() != to.chars().count() {
                    return Err("the two sides of a keyboard have different lengths".to_owned());
                }
                exported.keyboards.push(json!([parse_number(weight)?, from, to]));
            }
            "transliteration" => {
                let [weight, words @ ..] = &words[..] else { return Err("a weight is missing".to_owned()) };
                let map = parse_pairs(words)?.into_iter().map(|(from, to)| (from.to_owned(), to.split(',').collect()));
                exported.transliterations.push(json!([parse_number(weight)?, Value::Object(map.collect())]));
            }
            "equivalents" => {
                exported
                    .equivalents
                    .extend(parse_pairs(&words)?.into_iter().map(|(from, to)| (from.to_owned(), to.into())));
            }
            unknown => return Err(format!("no directive `{unknown}`")),
        }
        Ok(())
    }

    /// Parses an indented line: the endings of the pass declared above it.
    fn endings(&mut self, line: &str) -> Result<(), String> {
        let pass = self.rules.passes.last_mut().ok_or("endings without a pass")?;
        line.split_whitespace().try_for_each(|rule| pass.add(rule))
    }

    fn finish(self) -> StemmerRules {
        let Parser { mut rules, exported } = self;
        let passes = rules.passes.iter().map(|pass| {
            let next = (!pass.next.is_empty()).then(|| rules.pass_index(&pass.next));
            let longest = pass.endings.iter().map(|(ending, _)| ending.chars().count()).max();
            let endings = pass.endings.iter();
            let endings = endings
                .map(|(ending, Ending { replacement, min_letters })| (ending, json!([replacement, min_letters])));
            json!([longest.unwrap_or_default(), next, BTreeMap::from_iter(endings)])
        });
        let passes: Vec<Value> = passes.collect();
        rules.exported = json!({
            "vowels": rules.vowels,
            "prefix": rules.prefixes,
            "pass": passes,
            "keys": exported.keyboards,
            "read": exported.transliterations,
            "fold": exported.fold,
            "inner": exported.final_map,
            "words": exported.irregular,
            "loose": exported.equivalents,
            "common": exported.function_words,
            "signs": exported.diacritic_marks,
            "apart": exported.homograph_suffixes,
        });
        rules
    }
}

/// Words in the form `from>to`.
fn parse_pairs<'t>(words: &[&'t str]) -> Result<Vec<(&'t str, &'t str)>, String> {
    let pair = |word: &&'t str| word.split_once('>').ok_or_else(|| format!("`{word}` is not `from>to`"));
    words.iter().map(pair).collect()
}

/// The only character of a word.
fn parse_letter(word: &str) -> Result<char, String> {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(letter), None) => Ok(letter),
        _ => Err(format!("`{word}` is not one letter")),
    }
}

fn parse_number(word: &str) -> Result<f64, String> {
    word.parse().map_err(|_| format!("`{word}` is not a number"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::PACKS;

    fn errors(text: &str) -> Vec<String> {
        parse(text).1.iter().map(RuleError::to_string).collect()
    }

    #[test]
    fn built_in_rules_have_no_errors() {
        let tables: Vec<_> = PACKS.iter().filter_map(|pack| Some((pack.code, pack.stem?))).collect();
        assert!(tables.len() >= 3);
        for (code, text) in tables {
            assert_eq!(errors(text), [""; 0], "src/languages/{code}/stem.txt");
        }
    }

    #[test]
    fn unknown_directives_and_malformed_rules_are_errors() {
        for (text, error) in [
            ("# a\nsuffix a>b", "line 2: no directive `suffix`"),
            ("vowels a e", "line 1: `vowels` needs its letters in one word"),
            ("fold ab", "line 1: `ab` is not `from>to`"),
            ("fold ab>c", "line 1: `ab` is not one letter"),
            ("final_map a>", "line 1: `` is not one letter"),
            ("prefix ne:x", "line 1: `ne:x` is not `prefix:MIN`"),
            ("pass A", "line 1: not `pass NAME MIN [NEXT]`"),
            ("pass A b", "line 1: `b` is not a number of letters"),
            (" a e", "line 1: endings without a pass"),
            ("pass A 2\n a:b", "line 2: `b` is not a number of letters"),
            ("pass A 2 B", "line 0: no pass `B`, which follows `A`"),
            ("keyboard .7 abc де", "line 1: the two sides of a keyboard have different lengths"),
            ("transliteration x a>b", "line 1: `x` is not a number"),
            ("homograph_suffixes", "line 1: a suffix is missing"),
        ] {
            assert_eq!(errors(text), [error], "{text}");
        }
    }

    #[test]
    fn function_words_are_exported_folded_and_sorted() {
        let (rules, errors) = parse("function_words Kā ar\nfunction_words ar un");
        assert_eq!(errors, []);
        assert_eq!(rules.exported()["common"], json!(["ar", "ka", "un"]));
    }

    #[test]
    fn folds_of_all_languages_are_exported_first() {
        let (rules, _) = parse("fold ŵ>w");
        let fold = rules.exported()["fold"].as_object().unwrap();
        assert_eq!(fold.keys().next().map(String::as_str), Some("á"));
        assert_eq!(fold["ŵ"], "w");
        assert_eq!(rules.fold("Ŵā"), "wa");
    }
}
