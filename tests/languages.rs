//! The language tables against ICU4X, over ranges: plurals, long dates, alphabetical order.

use std::cmp::Ordering;

use icu_collator::Collator;
use icu_collator::options::CollatorOptions;
use icu_datetime::fieldsets::YMD;
use icu_datetime::{DateTimeFormatter, input};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};
use situ::lang::{Date, Language, language};

mod shared;
use shared::dice::Dice;

const CODES: [&str; 4] = ["lv", "ru", "bg", "en"];

/// Where we write dates as in Britain, ICU must be asked for Britain's.
fn locale(code: &str) -> Locale {
    let code = if code == "en" { "en-GB" } else { code };
    code.parse().expect("a locale")
}

#[test]
fn plural_categories_are_those_of_cldr() {
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
            assert_eq!(language(code).plural(n).as_str(), expected, "{code}: {n}");
        }
    }
}

#[test]
fn long_dates_are_those_of_cldr_but_for_the_width_of_a_blank() {
    for code in CODES {
        let oracle = DateTimeFormatter::try_new(locale(code).into(), YMD::long()).expect("data");
        for year in [1999, 2000, 2024, 2026] {
            for month in 1..=12 {
                for day in [1, 2, 3, 9, 10, 21, 28] {
                    let date = input::Date::try_new_iso(year, month, day).expect("a date");
                    let expected = oracle.format(&date).to_string().replace('\u{202F}', "\u{A0}");
                    let ours = Date::new(year as u16, month, day).expect("a date");
                    assert_eq!(language(code).date(ours), expected);
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

/// Every letter of the four alphabets, digits, and one accent a letter for those that are sorted as another.
const SIGNS: &str =
    "aābcčdeéēfgģhiyījkķlļmnņŋoōöpqrŗsštŧuūvwxzžþ0129 абвгдђеёєжзѕиѝіїйјкќлљмнњопрстћуўфхцчџшщъыьѣэюяѫѳѵґ";

#[test]
fn alphabetical_order_is_that_of_cldr() {
    let signs: Vec<char> = SIGNS.chars().collect();
    for code in CODES {
        let oracle = Collator::try_new(locale(code).into(), CollatorOptions::default()).expect("data");
        let ours = language(code);
        for a in &signs {
            for b in &signs {
                same_order(ours, &oracle.compare(&a.to_string(), &b.to_string()), &a.to_string(), &b.to_string());
            }
        }
        let mut dice = Dice::new(42);
        for _ in 0..40_000 {
            let few: Vec<char> = (0..4).map(|_| signs[dice.roll(signs.len())]).collect();
            let (a, b) = (word(&few, &mut dice), word(&few, &mut dice));
            same_order(ours, &oracle.compare(&a, &b), &a, &b);
        }
    }
}

fn same_order(ours: &Language, expected: &Ordering, a: &str, b: &str) {
    assert_eq!(ours.sort_key(a).cmp(&ours.sort_key(b)), *expected, "{ours:?}: {a:?} and {b:?}");
}

/// One to five of the signs, some as capitals, blanks only between words.
fn word(few: &[char], dice: &mut Dice) -> String {
    let mut word = String::new();
    for _ in 0..=dice.roll(5) {
        let sign = few[dice.roll(few.len())];
        match dice.roll(4) {
            0 => word.extend(sign.to_uppercase()),
            _ => word.push(sign),
        }
    }
    word.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn headings_of_the_a_to_z_list_never_come_twice() {
    for code in CODES {
        let ours = language(code);
        let mut dice = Dice::new(7);
        let signs: Vec<char> = SIGNS.chars().chain("„«-—.日αß".chars()).collect();
        let mut titles: Vec<String> =
            (0..20_000).map(|_| word(&[signs[dice.roll(signs.len())], 'a', '„'], &mut dice)).collect();
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
fn slugs_are_parts_of_an_address_whatever_is_typed() {
    let mut dice = Dice::new(3);
    let signs: Vec<char> =
        SIGNS.chars().chain("-–—'’\"„“«»/.?#%&\u{AD}\u{301}\u{327}½²٣日αẞİ😀 \t\n".chars()).collect();
    for code in CODES.into_iter().chain(["xx"]) {
        for _ in 0..20_000 {
            let text = word(&(0..6).map(|_| signs[dice.roll(signs.len())]).collect::<Vec<_>>(), &mut dice);
            let slug = language(code).slug(&text);
            let whole = slug
                .split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
            assert!(whole || slug.is_empty(), "{code}: {text:?} gives {slug:?}");
            assert_eq!(language(code).slug(&slug), slug, "a slug is its own slug");
        }
    }
}
