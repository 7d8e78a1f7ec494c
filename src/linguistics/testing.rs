//! Assertions that the tests of the language folders share. Compiled for tests only.

use super::stem::stemmer_rules;
use super::{Date, find_language};

/// The words are given in the order in which the language sorts them.
pub(super) fn assert_order(code: &str, words: &str) {
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut sorted = words.clone();
    sorted.reverse();
    sorted.sort_by_key(|word| find_language(code).sort_key(word));
    assert_eq!(sorted, words, "{code}");
}

/// Pairs of a text and its slug.
pub(super) fn assert_slugs(code: &str, vectors: &[(&str, &str)]) {
    vectors.iter().for_each(|(text, slug)| assert_eq!(find_language(code).slug(text), *slug, "{code}: {text}"));
}

/// Pairs of a text and its folded form.
pub(super) fn assert_folds(code: &str, vectors: &[(&str, &str)]) {
    vectors.iter().for_each(|(text, folded)| assert_eq!(find_language(code).fold(text), *folded, "{code}: {text}"));
}

/// Pairs of an ISO date and the long date.
pub(super) fn assert_dates(code: &str, vectors: &[(&str, &str)]) {
    vectors.iter().for_each(|(iso, long)| {
        assert_eq!(find_language(code).date(Date::parse(iso).unwrap()), *long, "{code}: {iso}")
    });
}

/// Words that are names of months, and words that are not.
pub(super) fn assert_months(code: &str, months: &str, others: &str) {
    months.split(' ').for_each(|word| assert!(find_language(code).is_month(word), "{code}: {word}"));
    others.split(' ').for_each(|word| assert!(!find_language(code).is_month(word), "{code}: {word}"));
}

/// Numbers with their plural categories: `0 zero, 1 one`.
pub(super) fn assert_plurals(code: &str, vectors: &str) {
    for (n, category) in vectors.split(", ").map(|vector| vector.split_once(' ').unwrap()) {
        assert_eq!(find_language(code).plural(n.parse().unwrap()).as_str(), category, "{code}: {n}");
    }
}

/// The words have one stem.
#[track_caller]
pub(super) fn assert_same_stem(code: &str, words: &str) {
    let rules = stemmer_rules(code);
    let stems: Vec<String> = words.split(' ').map(|word| rules.stem(&rules.fold(word))).collect();
    assert!(stems.iter().all(|stem| *stem == stems[0]), "{words}: {stems:?}");
}

/// Whether each of the words is an inflection of `form`.
#[track_caller]
pub(super) fn assert_inflections(code: &str, form: &str, words: &str, expected: bool) {
    for word in words.split(' ') {
        assert_eq!(stemmer_rules(code).is_inflection_of(word, form), expected, "{code}: {form} {word}");
    }
}
