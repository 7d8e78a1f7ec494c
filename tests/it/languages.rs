//! Plurals, dates, order and headings of languages, also of those without a folder in `src/languages/`; slugs are valid.

use situ::testing::{Date, find_language};

use crate::support::Random;

const CODES: [&str; 4] = ["lv", "ru", "bg", "en"];

/// Languages whose order is unlike that of others: contractions, other scripts, vowels before their consonants.
const MORE_CODES: [&str; 12] = ["cs", "da", "de", "el", "es", "hu", "ja", "ka", "lt", "th", "tr", "uk"];

#[test]
fn plurals_are_those_of_the_language() {
    for (code, vectors) in [
        ("lt", "0 other, 1 one, 2 few, 9 few, 10 other, 11 other, 21 one, 22 few"),
        ("uk", "1 one, 2 few, 5 many, 11 many, 21 one, 22 few"),
        ("pl", "1 one, 2 few, 5 many, 21 many, 22 few"),
        ("de", "0 other, 1 one, 2 other"),
        ("ar", "0 zero, 1 one, 2 two, 3 few, 11 many, 100 other"),
        ("sl", "1 one, 2 two, 3 few, 5 other, 101 one"),
        ("fr", "0 one, 1 one, 2 other"),
        ("pt-pt", "0 other, 1 one"),
        ("pt-br", "0 one, 1 one"),
        // These have one form for all numbers, and the English strings that they fall back to have two.
        ("ja", "0 other, 1 one, 2 other"),
        ("tlh", "0 other, 1 one, 2 other"),
    ] {
        for (n, category) in vectors.split(", ").map(|vector| vector.split_once(' ').unwrap()) {
            assert_eq!(find_language(code).plural(n.parse().unwrap()).as_str(), category, "{code}: {n}");
        }
    }
    // Every number modulo 1,000, in the languages whose rules have the most exceptions.
    for n in 0..20_000 {
        let lv = match (n % 10, n % 100) {
            (0, _) | (_, 11..=19) => "zero",
            (1, _) => "one",
            _ => "other",
        };
        let ru = match (n % 10, n % 100) {
            (_, 11..=14) => "many",
            (1, _) => "one",
            (2..=4, _) => "few",
            _ => "many",
        };
        assert_eq!(["lv", "ru"].map(|code| find_language(code).plural(n).as_str()), [lv, ru], "{n}");
    }
}

#[test]
fn dates_are_those_of_the_language() {
    for (code, long, numeric) in [
        ("lv", "2026. gada 9. novembris", "09.11.2026."),
        ("ru", "9 ноября 2026\u{A0}г.", "09.11.2026"),
        ("bg", "9 ноември 2026\u{A0}г.", "09.11.2026\u{A0}г."),
        ("en", "9 November 2026", "09/11/2026"),
        ("en-us", "November 9, 2026", "11/09/2026"),
        ("de", "9. November 2026", "09.11.2026"),
        ("lt", "2026 m. lapkričio 9 d.", "2026-11-09"),
        ("uk", "9 листопада 2026\u{A0}р.", "09.11.2026"),
        ("fr", "9 novembre 2026", "09/11/2026"),
        ("es", "9 de noviembre de 2026", "09/11/2026"),
        ("ja", "2026年11月9日", "2026/11/09"),
        ("tlh", "2026-11-09", "2026-11-09"),
        ("not a code", "2026-11-09", "2026-11-09"),
    ] {
        let (language, date) = (find_language(code), Date::new(2026, 11, 9).unwrap());
        assert_eq!([language.date(date), language.numeric_date(date)], [long, numeric], "{code}");
    }
}

#[test]
fn months_are_recognised_in_languages_without_tables() {
    for (code, months, others) in [
        ("de", "November märz MAI", "monat stunde"),
        ("uk", "листопада травня", "день клієнт"),
        ("fr", "août mai décembre", "heure"),
        ("tlh", "", "november"),
    ] {
        let language = find_language(code);
        months.split_whitespace().for_each(|word| assert!(language.is_month(word), "{code}: {word}"));
        others.split_whitespace().for_each(|word| assert!(!language.is_month(word), "{code}: {word}"));
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
    for code in CODES.into_iter().chain(MORE_CODES) {
        let language = find_language(code);
        let mut random = Random::new(7);
        let characters: Vec<char> = CHARACTERS.chars().chain("„«-—.日αßがカゃ한เก٣½ıİ".chars()).collect();
        let mut titles: Vec<String> =
            (0..10_000).map(|_| word(&[characters[random.below(characters.len())], 'a', '„'], &mut random)).collect();
        titles.sort_by_cached_key(|title| language.sort_key(title));
        let count = titles.len();
        let groups = language.group_by_letter(titles, |title| title);
        assert_eq!(groups.iter().map(|group| group.entries.len()).sum::<usize>(), count);
        let mut headings: Vec<&str> = groups.iter().map(|group| group.letter.as_str()).collect();
        assert!(headings.len() > 40, "{code}");
        headings.sort_unstable();
        let repeated: Vec<&str> = headings.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        assert_eq!(repeated, Vec::<&str>::new(), "{code}");
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
