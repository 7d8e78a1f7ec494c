//! The type of a language and its rules: plurals, dates, names, URLs, folding.
//!
//! Takes text, numbers and dates; returns text and categories. Plurals and dates are those of CLDR,
//! the tables are in `src/languages/`. Never reads a clock,
//! a file or the system's locale.

use std::borrow::Cow;
use std::fmt;

use super::characters::{is_alphanumeric, is_combining, joins_word, lowercase_char};
use super::diacritics::without_diacritics;
use super::locale_data::locale_data;
use super::scripts::{compose_accent, romanise};
use super::{Date, Quotes, Script, primary_subtag};

/// The rules of one language. A language's folder sets what differs from `Language::DEFAULTS`.
#[derive(Clone, Copy)]
pub struct Language {
    /// BCP 47 primary language subtag: "lv".
    pub code: &'static str,
    /// The BCP 47 code whose data of CLDR applies: "lv", "en-GB".
    pub(super) locale: &'static str,
    /// The language's name in itself, capitalised for a menu of languages: "Latviešu".
    pub own_name: &'static str,
    /// The script of its alphabet.
    pub script: Script,
    /// Pairs of country code (ISO 3166-1 in lower case, or `eu`) and name in the form of a heading, sorted by code.
    /// Source: CLDR 48.
    pub(super) countries: &'static [(&'static str, &'static str)],
    /// Pairs of language code and name in the form used inside a sentence. Source: CLDR 48.
    pub(super) names: &'static [(&'static str, &'static str)],
    /// Pairs of the code of another language and this language's name in it, for languages whose `names` lack it.
    pub(super) exonyms: &'static [(&'static str, &'static str)],
    /// Endings, without diacritics, that a month's name may have in another case. The stem is the name without the
    /// first of them that it ends in.
    pub(super) month_endings: &'static [&'static str],
    /// The date in figures, with `dd`, `mm` and `yyyy`, if it is not that of CLDR. Source: house style.
    pub(super) house_date_pattern: &'static str,
    /// How numbers are written.
    pub(super) numbers: NumberStyle,
    /// The quotation marks.
    pub(super) quotes: Quotes,
    /// The dash between spaces. Source: house style, after each language's rules of punctuation.
    pub dash: char,
    /// Whether the full stop of a sentence follows its closing quotation mark.
    pub period_after_quotes: bool,
    /// Pronouns of the second person, in lower case: those of one familiar person, and the polite ones. Forms that are
    /// words of another meaning too are left out. Empty if the language has one form of address.
    pub familiar_pronouns: &'static [&'static str],
    /// See [`Language::familiar_pronouns`].
    pub polite_pronouns: &'static [&'static str],
    /// Endings of a polite imperative; empty if a verb's mood cannot be determined from its ending.
    pub imperatives: &'static [&'static str],
    /// Words for money, in lower case, that may follow an amount.
    pub(super) currency_names: &'static [&'static str],
    /// Whether a sum without cents is written without decimals: "120 000 ₽", not "120 000,00 ₽". Source: house style.
    pub short_sums: bool,
    /// Letters whose official romanisation is the language's own; `None` for letters that follow the script's default.
    pub(super) romanise: fn(char) -> Option<&'static str>,
    /// Endings of a word with a romanisation of their own.
    pub(super) romanised_endings: &'static [(&'static str, &'static str)],
    /// Whole words with a romanisation of their own, in lower case.
    pub(super) romanised_words: &'static [(&'static str, &'static str)],
}

impl Language {
    /// The defaults: the quotation marks of CLDR's root locale, the Latin script.
    pub(super) const DEFAULTS: Language = Language {
        code: "und",
        locale: "und",
        own_name: "und",
        script: Script::Latin,
        countries: &[],
        names: &[],
        exonyms: &[],
        month_endings: &[],
        house_date_pattern: "",
        numbers: NumberStyle { decimal: ".", group: ",", least_digits: 4 },
        quotes: Quotes::ROOT,
        dash: '–',
        period_after_quotes: false,
        familiar_pronouns: &[],
        polite_pronouns: &[],
        imperatives: &[],
        currency_names: &[],
        short_sums: false,
        romanise: |_| None,
        romanised_endings: &[],
        romanised_words: &[],
    };

    /// The plural category of a whole number. Source: CLDR 48, cardinal rules.
    pub fn plural(&self, n: u64) -> Plural {
        locale_data(self.locale).plural(n)
    }

    /// The date in the form used in running text: "2026. gada 21. novembris"; ISO 8601 if CLDR has no data of the language.
    /// Source: CLDR 48, long dates, with U+00A0 where CLDR has the narrow U+202F (house style).
    pub fn date(&self, date: Date) -> String {
        match locale_data(self.locale).long_date(date) {
            Some(text) => text.replace('\u{202F}', "\u{A0}"),
            None => date.to_string(),
        }
    }

    /// A number in plain notation as the language writes it: "1200.5" is "1200,5". Source: CLDR 48, with U+00A0 where
    /// CLDR has the narrow U+202F (house style).
    pub fn number(&self, plain: &str) -> String {
        let NumberStyle { decimal, group, least_digits } = self.numbers;
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let mut number = String::with_capacity(plain.len() + whole.len() / 3 * group.len());
        for (index, digit) in whole.char_indices() {
            if index > 0 && whole.len() >= least_digits && (whole.len() - index).is_multiple_of(3) {
                number.push_str(group);
            }
            number.push(digit);
        }
        if fraction.is_empty() { number } else { number + decimal + fraction }
    }

    /// The date in figures, with `dd`, `mm` and `yyyy`; empty if the language does not define one. Source: house style,
    /// else CLDR 48, short dates.
    pub fn date_pattern(&self) -> &'static str {
        match self.house_date_pattern {
            "" => locale_data(self.locale).numeric_pattern(),
            pattern => pattern,
        }
    }

    /// The date in figures: "21.11.2026."; ISO 8601 if the language does not define a format.
    pub fn numeric_date(&self, date: Date) -> String {
        let pattern = if self.date_pattern().is_empty() { "yyyy-mm-dd" } else { self.date_pattern() };
        let figures = [("yyyy", 4, date.year), ("mm", 2, date.month.into()), ("dd", 2, date.day.into())];
        figures
            .into_iter()
            .fold(pattern.to_owned(), |text, (sign, width, n)| text.replace(sign, &format!("{n:0width$}")))
    }

    /// Whether the word is a month's name, in any case and regardless of diacritics.
    pub fn is_month(&self, word: &str) -> bool {
        let word = self.fold(word);
        locale_data(self.locale).months().iter().any(|name| {
            let name = self.fold(name);
            let stem = self.month_endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
            word.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || self.month_endings.contains(&rest))
        })
    }

    /// The name of another language in this one, in the form used inside a sentence; `code` itself if it is unknown.
    pub fn name_of<'a>(&self, code: &'a str) -> Cow<'a, str> {
        let name = find_entry(self.names, primary_subtag(code))
            .or_else(|| find_entry(super::find_language(code).exonyms, self.code));
        name.map_or(Cow::Borrowed(code), Cow::Borrowed)
    }

    /// The name of a country in the form of a heading: "Latvija"; `eu` is the European Union.
    pub fn country(&self, code: &str) -> Option<&'static str> {
        find_entry(self.countries, code)
    }

    /// The pairs of quotation marks. Source: house style.
    pub fn quotes(&self) -> Quotes {
        self.quotes
    }

    /// The text in quotation marks. Those in the text become inner ones, unless they are already.
    pub fn in_quotes(&self, text: &str) -> String {
        let Quotes { outer, inner } = self.quotes;
        let mut quoted = String::with_capacity(text.len() + 2 * outer.0.len_utf8() + 2);
        quoted.push(outer.0);
        quoted.extend(text.chars().map(|c| match c {
            _ if c == inner.0 || c == inner.1 => c,
            _ if c == outer.0 => inner.0,
            _ if c == outer.1 => inner.1,
            _ => c,
        }));
        quoted.push(outer.1);
        quoted
    }

    /// The text as part of a URL: `[a-z0-9]+(-[a-z0-9]+)*`, or "" if no letter could be romanised.
    ///
    /// Uses the language's official romanisation; other letters follow the default of their script: Cyrillic after ICAO
    /// Doc 9303, Latin without diacritics. An apostrophe joins two parts of a word, other punctuation separates words.
    pub fn slug(&self, text: &str) -> String {
        let mut slug = String::with_capacity(text.len());
        let mut word = String::new();
        for (letter, _) in letters(text) {
            if is_alphanumeric(letter) {
                word.push(letter);
            } else if !joins_word(letter) {
                self.push_word(&word, &mut slug);
                word.clear();
            }
        }
        self.push_word(&word, &mut slug);
        slug
    }

    /// Appends `word` in Latin letters to `slug`, after a hyphen if `slug` is not empty. Appends nothing if the word
    /// has no Latin form.
    fn push_word(&self, word: &str, slug: &mut String) {
        let before = slug.len();
        if before > 0 {
            slug.push('-');
        }
        let start = slug.len();
        let whole = self.romanised_words.iter().find(|(known, _)| *known == word);
        let ending = self.romanised_endings.iter().find_map(|(end, roman)| Some((word.strip_suffix(end)?, *roman)));
        let (stem, end) = match whole {
            Some((_, roman)) => ("", *roman),
            None => ending.unwrap_or((word, "")),
        };
        for letter in stem.chars() {
            if letter.is_ascii() {
                slug.push(letter);
            } else {
                slug.push_str((self.romanise)(letter).or_else(|| romanise(letter)).unwrap_or_default());
            }
        }
        slug.push_str(end);
        if slug.len() == start {
            slug.truncate(before);
        }
    }

    /// The text in the form that is compared with what people type: lower case, without diacritics, ё as е. й, ъ and ь
    /// are kept.
    pub fn fold(&self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        for (letter, _) in letters(text) {
            match without_diacritics(letter) {
                Some(plain) => folded.push_str(plain),
                None if is_combining(letter) => {}
                None => folded.push(letter),
            }
        }
        folded
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.code)
    }
}

/// How a language writes numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberStyle {
    /// What is between the whole number and the fraction.
    pub decimal: &'static str,
    /// What is between groups of three digits.
    pub group: &'static str,
    /// The least digits of a whole number that is written in groups.
    pub least_digits: usize,
}

impl NumberStyle {
    /// A decimal comma, and a no-break space between groups of digits of a number with at least `least_digits`.
    pub(crate) const fn comma(least_digits: usize) -> NumberStyle {
        NumberStyle { decimal: ",", group: "\u{a0}", least_digits }
    }
}

/// The value of a code, compared without regard to case.
fn find_entry(table: &[(&str, &'static str)], code: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, name)| *name)
}

/// The characters in lower case, each with whether it was a capital. A letter typed as base and combining mark becomes
/// one character if an alphabet has it as a letter.
pub(super) fn letters(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        let typed = chars.next()?;
        let mut letter = lowercase_char(typed);
        let capital = letter != typed;
        let mark = chars.peek().copied().filter(|next| is_combining(*next));
        if let Some(whole) = mark.and_then(|mark| compose_accent(letter, mark)) {
            letter = whole;
            chars.next();
        }
        Some((letter, capital))
    })
}

/// A plural category of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Plural {
    /// "zero": Latvian 0, 10 to 20, 30.
    Zero,
    /// "one": English 1, Russian 21.
    One,
    /// "two": Slovenian 2.
    Two,
    /// "few": Russian 2 to 4.
    Few,
    /// "many": Russian 5.
    Many,
    /// "other": the category that every language has.
    Other,
}

impl Plural {
    /// The plural category's CLDR name, which Fluent files also use.
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
