//! Headings that are nearly the name of a phase.
//!
//! Takes the text of a heading and the phases of the language; returns the name of the phase that was probably meant.
//! Names that are equal but for case are found without this file.

use crate::linguistics::Language;
use crate::linguistics::stem::{StemmerRules, stemmer_rules};
use crate::parse::markdown::phase_names::Phases;

/// Longer headings are sentences and name no phase. The limit also bounds the cost of a comparison.
const MAX_LENGTH: usize = 80;

/// The most phases that a heading is compared with.
const MAX_PHASES: usize = 50;

/// The name of the phase that `heading` nearly names: by its id, with a mistyped letter, in other forms of the same
/// words, or with a word less or more. Of several such phases, the first.
pub(super) fn near_phase<'p>(heading: &str, phases: &'p Phases, language: &Language) -> Option<&'p str> {
    let heading = heading.trim().to_lowercase();
    if heading.len() > MAX_LENGTH {
        return None;
    }
    let rules = stemmer_rules(language.code);
    let (slug, stems) = (language.slug(&heading), stems(&heading, rules));
    let is_near = |id: &str, name: &str| {
        let name = name.to_lowercase();
        slug == id || is_mistyped(&heading, &name) || has_most_words(&stems, &self::stems(&name, rules))
    };
    let mut named = phases.named().filter(|(_, name)| !name.is_empty()).take(MAX_PHASES);
    named.find(|(id, name)| is_near(id, name)).map(|(_, name)| name)
}

/// Whether few letters differ: one in four at most, and at most three.
fn is_mistyped(heading: &str, name: &str) -> bool {
    let (heading_length, length) = (heading.chars().count(), name.chars().count());
    let limit = (length / 4).min(3);
    heading_length.abs_diff(length) <= limit && strsim::damerau_levenshtein(heading, name) <= limit
}

/// The stems of the words.
fn stems(text: &str, rules: &StemmerRules) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| rules.stem(&rules.fold(word))).collect()
}

/// Whether all words of one list are in the other one and have three fifths of its letters.
fn has_most_words(a: &[String], b: &[String]) -> bool {
    let letters = |words: &[String]| words.iter().map(|word| word.chars().count()).sum::<usize>();
    let (short, long) = if letters(a) <= letters(b) { (a, b) } else { (b, a) };
    short.iter().all(|word| long.contains(word)) && letters(short) * 5 >= letters(long) * 3 && !short.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::find_language;

    fn near(lang: &str, heading: &str) -> Option<String> {
        let names = match lang {
            "lv" => [("now", "Tūlīt"), ("first-hour", "Pirmajā stundā"), ("settle", "Kad jāvienojas")],
            "ru" => [("now", "Сейчас"), ("first-hour", "В первый час"), ("settle", "Договориться")],
            "bg" => [("now", "Сега"), ("first-hour", "Първия час"), ("settle", "Споразумение")],
            _ => [("now", "Right now"), ("first-hour", "In the first hour"), ("settle", "Settling it")],
        };
        let phases = Phases::new(names.map(|(id, name)| (id.into(), name.into())));
        near_phase(heading, &phases, find_language(lang)).map(str::to_owned)
    }

    #[test]
    fn phase_is_found_by_nearly_its_name() {
        for (lang, heading, name) in [
            ("en", "First hour", "In the first hour"),
            ("en", "In the frist hour", "In the first hour"),
            ("en", "first-hour", "In the first hour"),
            ("en", "Settling", "Settling it"),
            ("en", "Settle", "Settling it"),
            ("lv", "Pirmā stunda", "Pirmajā stundā"),
            ("lv", "Pirmajā stunda", "Pirmajā stundā"),
            ("ru", "Первый час", "В первый час"),
            ("ru", "В первом часу", "В первый час"),
            ("bg", "През първия час", "Първия час"),
        ] {
            assert_eq!(near(lang, heading).as_deref(), Some(name), "{lang}: {heading}");
        }
    }

    #[test]
    fn other_headings_are_not_phases() {
        for (lang, heading) in [
            ("en", "How"),
            ("en", "The hour"),
            ("en", "What to bring"),
            ("en", "The first letter"),
            ("en", "Prevent mould in the kitchen"),
            ("en", ""),
            ("en", "!"),
            ("lv", "Kas jādara"),
            ("ru", "Что взять с собой"),
        ] {
            assert_eq!(near(lang, heading), None, "{lang}: {heading}");
        }
        assert_eq!(near("en", &"in the first hour ".repeat(100)), None);
    }
}
