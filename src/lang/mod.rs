//! What is particular to a language: plurals, dates, quotation marks, alphabetical order, romanisation, names.
//!
//! Takes text and a language code; gives text, sort keys and categories. Tables stand in one file per language
//! (`lv.rs`, `ru.rs`, `bg.rs`, `en.rs`), what interprets them here, in `order.rs` and `quotes.rs`. A fifth language is
//! one file and one row in [`LANGUAGES`]; a language that is not there gets [`NEUTRAL`]. Never reads a clock, a file or
//! the system's locale.

mod bg;
mod date;
mod diacritics;
mod en;
mod homoglyphs;
mod literals;
mod lv;
mod order;
mod quotes;
mod ru;
pub mod stem;
mod words;

pub use date::Date;
pub use homoglyphs::replace_homoglyphs;
pub use literals::find_literal_date_or_amount;
pub use quotes::{Quoter, Quotes, typography};
pub use words::words;

use std::borrow::Cow;
use std::fmt;

use order::Order;

/// What situ knows about one language.
pub struct Language {
    /// BCP 47 code: "lv".
    pub code: &'static str,
    /// The language's name in itself, with a capital, as it stands in a menu of languages: "Latviešu".
    pub own_name: &'static str,
    /// Names of countries by ISO 3166-1 code in lower case (and `eu`), as they fit a heading. Source: CLDR 48.
    pub countries: &'static [(&'static str, &'static str)],
    /// Names of languages by code, as they stand inside a sentence.
    names: &'static [(&'static str, &'static str)],
    months: [&'static str; 12],
    /// Endings, without accents, that a month's name may have in another case; the stem is the name without the first of
    /// them that it ends in.
    month_endings: &'static [&'static str],
    long_date: fn(Date, &str) -> String,
    plural: fn(u64) -> Plural,
    quotes: Quotes,
    /// The dash between blanks. Source: house style, after each language's rules of punctuation.
    pub dash: char,
    /// Endings of a verb that asks politely; empty where a verb cannot be told by its ending.
    pub imperatives: &'static [&'static str],
    order: &'static Order,
    /// Letters whose official romanisation is the language's own; all others follow their script's default table.
    romanise: fn(char) -> Option<&'static str>,
    /// Endings of a word with a romanisation of their own.
    endings: &'static [(&'static str, &'static str)],
    /// Whole words with a romanisation of their own, in lower case.
    words: &'static [(&'static str, &'static str)],
}

/// The languages with tables of their own, in the order of the files.
pub static LANGUAGES: [&Language; 4] = [&lv::LANGUAGE, &ru::LANGUAGE, &bg::LANGUAGE, &en::LANGUAGE];

/// The defaults for a language without tables: one plural form, ISO dates, the quotation marks of CLDR's root,
/// countries in English.
pub static NEUTRAL: Language = Language {
    code: "und",
    own_name: "und",
    countries: &en::COUNTRIES,
    names: &[],
    months: [""; 12],
    month_endings: &[],
    long_date: |date, _| date.to_string(),
    plural: |_| Plural::Other,
    quotes: en::QUOTES,
    dash: '–',
    imperatives: &[],
    order: &en::ORDER,
    romanise: |_| None,
    endings: &[],
    words: &[],
};

/// The language of a BCP 47 code; a region or script is passed over ("en-GB" is `en`), an unknown code is [`NEUTRAL`].
pub fn language(code: &str) -> &'static Language {
    let primary = primary(code);
    LANGUAGES.into_iter().find(|known| known.code.eq_ignore_ascii_case(primary)).unwrap_or(&NEUTRAL)
}

/// Whether the language has tables of its own.
pub fn is_known(code: &str) -> bool {
    language(code).code != NEUTRAL.code
}

fn primary(code: &str) -> &str {
    code.split('-').next().unwrap_or(code)
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.code)
    }
}

impl Language {
    /// The plural category of a whole number. Source: CLDR 48, cardinal rules.
    pub fn plural(&self, n: u64) -> Plural {
        (self.plural)(n)
    }

    /// The date as it stands in running text: "2026. gada 21. novembris". Source: CLDR 48, long dates, with U+00A0
    /// where CLDR has the narrow U+202F (house style).
    pub fn date(&self, date: Date) -> String {
        match self.months.get(usize::from(date.month).wrapping_sub(1)) {
            Some(month) => (self.long_date)(date, month),
            None => date.to_string(),
        }
    }

    /// Whether the word is a month's name, in any case and without regard to accents.
    pub fn is_month(&self, word: &str) -> bool {
        let word = self.fold(word);
        self.months.iter().filter(|name| !name.is_empty()).any(|name| {
            let name = self.fold(name);
            let stem = self.month_endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
            word.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || self.month_endings.contains(&rest))
        })
    }

    /// The name of another language in this one, as it stands inside a sentence; the code itself where it is unknown.
    pub fn name_of<'a>(&self, code: &'a str) -> Cow<'a, str> {
        let primary = primary(code);
        match self.names.iter().find(|(known, _)| known.eq_ignore_ascii_case(primary)) {
            Some((_, name)) => Cow::Borrowed(name),
            None => Cow::Borrowed(code),
        }
    }

    /// The name of a country as it fits a heading: "Latvija"; `eu` is the European Union.
    pub fn country(&self, code: &str) -> Option<&'static str> {
        self.countries.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, name)| *name)
    }

    /// The pairs of quotation marks. Source: house style.
    pub fn quotes(&self) -> Quotes {
        self.quotes
    }

    /// The text as part of an address: `[a-z0-9]+(-[a-z0-9]+)*`, or nothing where no letter could be romanised.
    ///
    /// The language's official romanisation; letters that are not its own follow the default of their script: Cyrillic
    /// ICAO Doc 9303, Latin without accents. An apostrophe joins, every other sign parts words.
    pub fn slug(&self, text: &str) -> String {
        let mut slug = String::with_capacity(text.len());
        let mut word = String::new();
        for (letter, _) in letters(text) {
            if is_of_word(letter) {
                word.push(letter);
            } else if !joins_word(letter) {
                self.push_word(&word, &mut slug);
                word.clear();
            }
        }
        self.push_word(&word, &mut slug);
        slug
    }

    fn push_word(&self, word: &str, slug: &mut String) {
        let before = slug.len();
        if before > 0 {
            slug.push('-');
        }
        let start = slug.len();
        let whole = self.words.iter().find(|(known, _)| *known == word);
        let ending = self.endings.iter().find_map(|(end, roman)| Some((word.strip_suffix(end)?, *roman)));
        let (stem, end) = match whole {
            Some((_, roman)) => ("", *roman),
            None => ending.unwrap_or((word, "")),
        };
        for letter in stem.chars() {
            if letter.is_ascii() {
                slug.push(letter);
            } else {
                let roman = (self.romanise)(letter)
                    .or_else(|| ru::romanise(letter))
                    .or_else(|| diacritics::without_diacritics(letter));
                slug.push_str(roman.unwrap_or_default());
            }
        }
        slug.push_str(end);
        if slug.len() == start {
            slug.truncate(before);
        }
    }

    /// The text as it is compared with what people type: lower case, without accents, ё as е; й, ъ and ь stay.
    pub fn fold(&self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        for (letter, _) in letters(text) {
            match plain_spelling(letter) {
                Some(plain) => folded.push_str(plain),
                None if is_combining(letter) => {}
                None => folded.push(letter),
            }
        }
        folded
    }
}

fn plain_spelling(letter: char) -> Option<&'static str> {
    diacritics::without_diacritics(letter)
}

/// The characters in lower case, each with whether it was a capital; a letter typed as base and combining mark is one
/// where an alphabet has it as a letter.
fn letters(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        let typed = chars.next()?;
        let mut letter = lower(typed);
        let capital = letter != typed;
        let mark = chars.peek().copied().filter(|next| is_combining(*next));
        if let Some(whole) = mark.and_then(|mark| lv::compose(letter, mark).or_else(|| ru::compose(letter, mark))) {
            letter = whole;
            chars.next();
        }
        Some((letter, capital))
    })
}

/// `char::to_lowercase` for one character, quick on the scripts that we know.
fn lower(c: char) -> char {
    match c {
        '\0'..='\x7F' => c.to_ascii_lowercase(),
        'а'..='я' => c,
        'А'..='Я' => char::from_u32(u32::from(c) + 0x20).unwrap_or(c),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// `char::is_alphanumeric`, quick on the scripts that we know.
fn is_of_word(c: char) -> bool {
    matches!(c, 'a'..='z' | 'а'..='я' | 'ø'..='ž' | '0'..='9' | 'A'..='Z') || (!c.is_ascii() && c.is_alphanumeric())
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Apostrophes, the soft hyphen, combining marks and what has no width.
fn joins_word(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}') || is_combining(c)
}

/// A plural category of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Plural {
    /// The category's name in CLDR and in string files.
    pub fn as_str(self) -> &'static str {
        match self {
            Plural::Zero => "zero",
            Plural::One => "one",
            Plural::Two => "two",
            Plural::Few => "few",
            Plural::Many => "many",
            Plural::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words stand in the order in which they are given.
    pub(super) fn assert_order(code: &str, words: &str) {
        let words: Vec<&str> = words.split_whitespace().collect();
        let mut sorted = words.clone();
        sorted.reverse();
        sorted.sort_by_key(|word| language(code).sort_key(word));
        assert_eq!(sorted, words, "{code}");
    }

    pub(super) fn assert_slugs(code: &str, vectors: &[(&str, &str)]) {
        vectors.iter().for_each(|(text, slug)| assert_eq!(language(code).slug(text), *slug, "{code}: {text}"));
    }

    pub(super) fn assert_folds(code: &str, vectors: &[(&str, &str)]) {
        vectors.iter().for_each(|(text, folded)| assert_eq!(language(code).fold(text), *folded, "{code}: {text}"));
    }

    pub(super) fn assert_dates(code: &str, vectors: &[(&str, &str)]) {
        vectors
            .iter()
            .for_each(|(iso, long)| assert_eq!(language(code).date(Date::parse(iso).unwrap()), *long, "{code}: {iso}"));
    }

    pub(super) fn assert_months(code: &str, months: &str, others: &str) {
        months.split(' ').for_each(|word| assert!(language(code).is_month(word), "{code}: {word}"));
        others.split(' ').for_each(|word| assert!(!language(code).is_month(word), "{code}: {word}"));
    }

    /// `0 zero, 1 one`.
    pub(super) fn assert_plurals(code: &str, vectors: &str) {
        for (n, category) in vectors.split(", ").map(|vector| vector.split_once(' ').unwrap()) {
            assert_eq!(language(code).plural(n.parse().unwrap()).as_str(), category, "{code}: {n}");
        }
    }

    #[test]
    fn a_language_is_found_by_its_code_and_an_unknown_one_is_neutral() {
        for (code, found) in [("lv", "lv"), ("LV", "lv"), ("en-GB", "en"), ("bg-BG", "bg"), ("lvx", "und"), ("", "und")]
        {
            assert_eq!(language(code).code, found);
            assert_eq!(is_known(code), found != "und", "{code}");
        }
        assert_eq!(NEUTRAL.date(Date { year: 2026, month: 0, day: 0 }), "2026-00-00");
        assert_eq!(NEUTRAL.plural(1), Plural::Other);
        assert!(!NEUTRAL.is_month(""));
    }

    #[test]
    fn languages_name_each_other_and_countries() {
        for (code, names, country) in [
            ("lv", "latviešu krievu bulgāru angļu", "Latvija"),
            ("ru", "латышский русский болгарский английский", "Латвия"),
            ("bg", "латвийски руски български английски", "Латвия"),
            ("en", "Latvian Russian Bulgarian English", "Latvia"),
        ] {
            let own = language(code);
            assert_eq!(["lv", "ru", "bg", "en"].map(|other| own.name_of(other)).join(" "), names);
            assert_eq!(own.name_of("tlh"), "tlh");
            assert_eq!(own.country("lv"), Some(country));
            assert_eq!(own.country("LV"), Some(country));
            assert_eq!(own.country("zz"), None);
            let codes = |language: &Language| language.countries.iter().map(|(code, _)| *code).collect::<Vec<_>>();
            assert_eq!(codes(own), codes(&lv::LANGUAGE), "the same countries in every language");
            assert!(codes(own).is_sorted());
            let known = |language: &Language| language.names.iter().map(|(code, _)| *code).collect::<Vec<_>>();
            assert_eq!(known(own), known(&lv::LANGUAGE), "the same languages in every language");
        }
        assert_eq!(language("lv").country("eu"), Some("Eiropas Savienība"));
    }
}
