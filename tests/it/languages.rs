//! The language tables give the same results as ICU4X (CLDR): plurals, long dates, collation; and slugs are valid.

use std::cmp::Ordering;

use icu_collator::Collator;
use icu_collator::options::CollatorOptions;
use icu_datetime::fieldsets::YMD;
use icu_datetime::{DateTimeFormatter, input};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};
use situ::testing::{Date, Language, find_language};

use crate::support::Random;

const CODES: [&str; 4] = ["lv", "ru", "bg", "en"];

/// English dates are written as in Britain.
fn locale(code: &str) -> Locale {
    let code = if code == "en" { "en-GB" } else { code };
    code.parse().expect("a locale")
}

#[test]
fn plurals_match_cldr() {
    for code in CODES {
        let oracle = PluralRules::try_new(locale(code).into(), PluralRulesOptions::default()).expect("data");
        for n in (0..20_000).chain([100_000, 1_000_000, 1_000_011, 1_000_021, u64::MAX]) {
            let expected = match oracle.category_for(n) {
                PluralCategory::Zero => "zero",
                PluralCategory::One => "one",
                PluralCategory::Two => "two",
                PluralCategory::Few => "few",
                PluralCategory::Many => "many",
                PluralCategory::Other => "other",
            };
            assert_eq!(find_language(code).plural(n).as_str(), expected, "{code}: {n}");
        }
    }
}

#[test]
fn long_dates_match_cldr_except_for_the_width_of_a_space() {
    for code in CODES {
        let oracle = DateTimeFormatter::try_new(locale(code).into(), YMD::long()).expect("data");
        for year in [1999, 2000, 2024, 2026] {
            for month in 1..=12 {
                for day in [1, 2, 3, 9, 10, 21, 28] {
                    let date = input::Date::try_new_iso(year, month, day).expect("a date");
                    let expected = oracle.format(&date).to_string().replace('\u{202F}', "\u{A0}");
                    let ours = Date::new(year as u16, month, day).expect("a date");
                    assert_eq!(find_language(code).date(ours), expected);
                }
            }
        }
    }
}

#[test]
fn every_day_of_the_calendar_is_a_date() {
    let mut date = Date { year: 1995, month: 12, day: 31 };
    for _ in 1..40_000 {
        let Date { year, month, day } = date;
        let next = Date::new(year, month, day + 1).or_else(|| Date::new(year, month + 1, 1));
        date = next.or_else(|| Date::new(year + 1, 1, 1)).expect("the next day");
    }
    assert_eq!(date.to_string(), "2105-07-06");
}

/// All letters of the four alphabets, digits, and an accented variant of each letter that is sorted as another one.
const CHARACTERS: &str =
    "aābcčdeéēfgģhiyījkķlļmnņŋoōöpqrŗsštŧuūvwxzžþ0129 абвгдђеёєжзѕиѝіїйјкќлљмнњопрстћуўфхцчџшщъыьѣэюяѫѳѵґ";

#[test]
fn collation_matches_cldr() {
    let characters: Vec<char> = CHARACTERS.chars().collect();
    for code in CODES {
        let oracle = Collator::try_new(locale(code).into(), CollatorOptions::default()).expect("data");
        let ours = find_language(code);
        for a in &characters {
            for b in &characters {
                same_order(ours, &oracle.compare(&a.to_string(), &b.to_string()), &a.to_string(), &b.to_string());
            }
        }
        let mut random = Random::new(42);
        for _ in 0..40_000 {
            let few: Vec<char> = (0..4).map(|_| characters[random.below(characters.len())]).collect();
            let (a, b) = (word(&few, &mut random), word(&few, &mut random));
            same_order(ours, &oracle.compare(&a, &b), &a, &b);
        }
    }
}

fn same_order(ours: &Language, expected: &Ordering, a: &str, b: &str) {
    assert_eq!(ours.sort_key(a).cmp(&ours.sort_key(b)), *expected, "{ours:?}: {a:?} and {b:?}");
}

/// One to six of the characters, some in upper case, with spaces only between words.
fn word(few: &[char], random: &mut Random) -> String {
    let mut word = String::new();
    for _ in 0..=random.below(5) {
        let character = few[random.below(few.len())];
        match random.below(4) {
            0 => word.extend(character.to_uppercase()),
            _ => word.push(character),
        }
    }
    word.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn index_headings_are_unique() {
    for code in CODES {
        let ours = find_language(code);
        let mut random = Random::new(7);
        let characters: Vec<char> = CHARACTERS.chars().chain("„«-—.日αß".chars()).collect();
        let mut titles: Vec<String> =
            (0..20_000).map(|_| word(&[characters[random.below(characters.len())], 'a', '„'], &mut random)).collect();
        titles.sort_by_cached_key(|title| ours.sort_key(title));
        let mut headings: Vec<String> = titles.iter().map(|title| ours.first_letter(title)).collect();
        headings.dedup();
        let run = headings.len();
        headings.sort();
        headings.dedup();
        assert_eq!(headings.len(), run, "{code}");
    }
}

#[test]
fn slugs_are_valid_url_segments() {
    let mut random = Random::new(3);
    let characters: Vec<char> =
        CHARACTERS.chars().chain("-–—'’\"„“«»/.?#%&\u{AD}\u{301}\u{327}½²٣日αẞİ😀 \t\n".chars()).collect();
    for code in CODES.into_iter().chain(["xx"]) {
        for _ in 0..20_000 {
            let text =
                word(&(0..6).map(|_| characters[random.below(characters.len())]).collect::<Vec<_>>(), &mut random);
            let slug = find_language(code).slug(&text);
            let is_valid = slug
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
            assert!(is_valid || slug.is_empty(), "{code}: {text:?} gives {slug:?}");
            assert_eq!(find_language(code).slug(&slug), slug, "a slug of a slug is itself");
        }
    }
}
