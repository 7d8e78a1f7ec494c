//! Defaults of the scripts: romanisation, letters composed of a base and a combining mark.
//!
//! Takes letters; returns their romanisation or the composed letter. A language overrides what differs in
//! its folder of `src/languages/`. Never depends on a language.

use super::diacritics::without_diacritics;

/// The script that a language is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// Latin; also the default for unknown languages.
    Latin,
    /// Cyrillic.
    Cyrillic,
}

/// The default romanisation of a lower-case letter: Cyrillic after ICAO Doc 9303, Latin without diacritics. `None` for
/// letters of other scripts.
pub(super) fn romanise(letter: char) -> Option<&'static str> {
    romanise_cyrillic(letter).or_else(|| without_diacritics(letter))
}

/// Source: ICAO Doc 9303, part 3, section 6. ъ (there IE) is left out like ь, because a URL does not name a
/// person.
fn romanise_cyrillic(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' | 'ђ' => "d",
        'е' | 'ё' | 'ѐ' | 'э' => "e",
        'є' => "ie",
        'ж' => "zh",
        'з' => "z",
        'ѕ' => "dz",
        'и' | 'й' | 'і' | 'ї' | 'ѝ' => "i",
        'ј' => "j",
        'к' => "k",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'ћ' => "c",
        'у' | 'ў' | 'ѫ' => "u",
        'ѓ' => "gj",
        'ќ' => "kj",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'џ' => "dz",
        'ш' => "sh",
        'щ' => "shch",
        'ы' | 'ѵ' => "y",
        'ъ' | 'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}

/// The letter of a base and a combining mark, if it counts as a letter of its own in some alphabet. All other marks are
/// dropped when text is compared.
pub(super) fn compose_accent(base: char, mark: char) -> Option<char> {
    Some(match (base, mark) {
        ('a', '\u{304}') => 'ā',
        ('e', '\u{304}') => 'ē',
        ('i', '\u{304}') => 'ī',
        ('o', '\u{304}') => 'ō',
        ('u', '\u{304}') => 'ū',
        ('c', '\u{30C}') => 'č',
        ('s', '\u{30C}') => 'š',
        ('z', '\u{30C}') => 'ž',
        ('g', '\u{327}') => 'ģ',
        ('k', '\u{327}') => 'ķ',
        ('l', '\u{327}') => 'ļ',
        ('n', '\u{327}') => 'ņ',
        ('r', '\u{327}') => 'ŗ',
        ('и', '\u{306}') => 'й',
        ('і', '\u{308}') => 'ї',
        ('у', '\u{306}') => 'ў',
        ('г', '\u{301}') => 'ѓ',
        ('к', '\u{301}') => 'ќ',
        _ => return None,
    })
}
