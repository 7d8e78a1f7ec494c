//! What is particular to a language: plurals, dates, quotation marks, collation, romanisation, names, stemming.
//!
//! Takes text and a language code; returns text, sort keys and categories. The interpreters are here, the tables are in
//! `src/languages/`; order, plurals and dates of all languages are those of CLDR, by ICU4X. Never reads a clock, a file or the system's locale, and uses no module above it.
//!
//! Names of languages and countries are tables, because the crate of ICU4X that has them is experimental: every release of
//! it may change its whole interface.
//!
//! # Adding a language
//!
//! Make a folder `src/languages/<code>/`, named by the primary language subtag of BCP 47 ("et", "fil"). `build.rs`
//! finds it; no other file changes. Each file is optional:
//!
//! | file | contents | without it |
//! |---|---|---|
//! | `mod.rs` | `pub(super) static LANGUAGE: Language`: script, quotation marks, romanisation, names; what it does not set is taken from `Language::DEFAULTS` | [`NEUTRAL`] |
//! | `stem.txt` | rules of the search stemmer, see [`stem`] | words are folded, not stemmed |
//! | `messages.ftl` | messages of the program | English |
//! | `strings.ftl` | interface strings of the default theme | English |
//! | `scaffold.ftl` | placeholder sentences of `situ new` | English |
//!
//! Copy the folder of a language with the same script and edit it. Set `exonyms` to the name of the new language in the
//! built-in languages that do not list it in `names`. A `mod.rs` imports from `crate::linguistics` only, never from
//! another language's folder. The tests compare the files of all folders: ids of messages and strings, codes of
//! countries and languages, directives of stemmer rules.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use crate::foundation::locks::lock;

mod characters;
mod collation;
mod date;
mod diacritics;
mod direction;
mod find_dates_and_amounts;
mod homoglyphs;
mod language;
mod language_registry;
mod locale_data;
mod scripts;
mod smart_quotes;
pub mod stem;
#[cfg(test)]
mod testing;
mod words;

pub use collation::LetterGroup;
pub use date::{Date, is_leap_year};
pub use direction::is_right_to_left;
pub use find_dates_and_amounts::find_literal_date_or_amount;
pub use homoglyphs::{examine_word, replace_homoglyphs, words_of_two_alphabets};
pub(crate) use language::NumberStyle;
pub use language::{Language, Plural};
pub use language_registry::{FALLBACK, LanguagePack, PACKS, find_pack, languages, texts_with_fallback};
pub use scripts::Script;
pub use smart_quotes::{QUOTATION_MARKS, Quotes, SmartQuotes, apply_typography};
pub use words::words;

/// The rules of a language without a `mod.rs` of its own: `Language::DEFAULTS`, with the names of countries in English, in
/// which its strings are.
pub static NEUTRAL: Language = Language { countries: language_registry::ENGLISH.countries, ..Language::DEFAULTS };

/// The rules for a BCP 47 code: the tables of its language, or [`NEUTRAL`], with the order, plurals and dates that CLDR has
/// for the whole code ("en-US", "de").
pub fn find_language(code: &str) -> &'static Language {
    let primary = primary_subtag(code);
    let tables = languages().find(|known| known.code.eq_ignore_ascii_case(primary)).unwrap_or(&NEUTRAL);
    if code.eq_ignore_ascii_case(tables.code) { tables } else { localised(tables, code) }
}

/// The most codes besides those of built-in languages that have rules of their own. A site has far fewer.
const MAX_LOCALISED: usize = 1000;

/// Tables with the data of another code; `tables` itself if `code` is not a valid language code. The result is made once
/// and kept.
fn localised(tables: &'static Language, code: &str) -> &'static Language {
    static MADE: LazyLock<Mutex<HashMap<String, &'static Language>>> = LazyLock::new(Mutex::default);
    let Ok(locale) = code.parse::<icu_locale_core::LanguageIdentifier>() else { return tables };
    let locale = locale.to_string();
    let mut made = lock(&MADE);
    if let Some(known) = made.get(&locale) {
        return known;
    }
    if made.len() >= MAX_LOCALISED {
        return tables;
    }
    let language: &'static Language = Box::leak(Box::new(Language { locale: locale.clone().leak(), ..*tables }));
    made.insert(locale, language);
    language
}

/// Whether the language has rules of its own.
pub fn is_known(code: &str) -> bool {
    find_language(code).code != NEUTRAL.code
}

/// The primary subtag of a BCP 47 code.
fn primary_subtag(code: &str) -> &str {
    code.split('-').next().unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_find_their_language_and_unknown_codes_are_neutral() {
        for (code, found) in [("lv", "lv"), ("LV", "lv"), ("en-GB", "en"), ("bg-BG", "bg"), ("lvx", "und"), ("", "und")]
        {
            assert_eq!(find_language(code).code, found);
            assert_eq!(is_known(code), found != "und", "{code}");
        }
        assert_eq!(NEUTRAL.date(Date { year: 2026, month: 0, day: 0 }), "2026-00-00");
        assert_eq!([0, 1, 2].map(|n| NEUTRAL.plural(n)), [Plural::Other, Plural::One, Plural::Other]);
        assert!(!NEUTRAL.is_month(""));
        assert_eq!(NEUTRAL.country("lv"), Some("Latvia"));
    }

    #[test]
    fn languages_name_each_other_and_countries() {
        for (code, names, country) in [
            ("lv", "latviešu krievu bulgāru angļu", "Latvija"),
            ("ru", "латышский русский болгарский английский", "Латвия"),
            ("bg", "латвийски руски български английски", "Латвия"),
            ("en", "Latvian Russian Bulgarian English", "Latvia"),
        ] {
            let own = find_language(code);
            assert_eq!(["lv", "ru", "bg", "en"].map(|other| own.name_of(other)).join(" "), names);
            assert_eq!(own.name_of("tlh"), "tlh");
            assert_eq!(own.country("lv"), Some(country));
            assert_eq!(own.country("LV"), Some(country));
            assert_eq!(own.country("zz"), None);
        }
        assert_eq!(find_language("lv").country("eu"), Some("Eiropas Savienība"));
        let codes = |table: &[(&'static str, &str)]| table.iter().map(|(code, _)| *code).collect::<Vec<_>>();
        for own in languages() {
            assert_eq!(codes(own.countries), codes(language_registry::ENGLISH.countries), "countries of {}", own.code);
            assert!(codes(own.countries).is_sorted(), "{}", own.code);
            assert_eq!(codes(own.names), codes(language_registry::ENGLISH.names), "names of languages in {}", own.code);
        }
    }
}
