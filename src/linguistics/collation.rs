//! Alphabetical order.
//!
//! Takes texts; returns keys whose bytes compare as the language sorts, and the headings of its A-to-Z list. The order
//! is that of CLDR, by ICU4X; only punctuation is handled differently.

use super::characters::{is_alphanumeric, is_dash};
use super::diacritics::without_diacritics;
use super::locale_data::{LocaleData, locale_data};
use super::{Language, primary_subtag};
use crate::foundation::unicode::{compose, is_mark};

/// Texts under one heading of an A-to-Z list.
#[derive(Debug)]
pub struct LetterGroup<T> {
    /// The heading: "Ā", "0–9", or "#" for texts without letters and digits.
    pub letter: String,
    /// The texts, in order.
    pub entries: Vec<T>,
}

/// A heading of an A-to-Z list.
#[derive(Debug)]
struct Heading {
    label: String,
    /// Equal for headings of one group.
    key: Vec<u8>,
}

impl Language {
    /// Bytes that compare in the alphabetical order of the language.
    ///
    /// Letters first, then diacritics, then case (lower first), then the text itself, so that only equal texts have
    /// equal keys. Spaces and dashes separate words and come before everything, digits before letters, the language's
    /// own script before others. All other punctuation counts only between texts that are otherwise equal, so that a
    /// title in quotation marks is sorted by its first letter. CLDR itself sorts by punctuation first.
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(3 * text.len() + 16);
        locale_data(self.locale).push_sort_key(&without_punctuation(text), &mut key);
        key.push(0);
        key.extend_from_slice(text.as_bytes());
        key
    }

    /// The texts under the headings of an A-to-Z list. `sorted` is in the order of [`Language::sort_key`]; `text` returns
    /// what is sorted.
    pub fn group_by_letter<T>(&self, sorted: Vec<T>, text: impl Fn(&T) -> &str) -> Vec<LetterGroup<T>> {
        let data = locale_data(self.locale);
        let mut groups: Vec<LetterGroup<T>> = Vec::new();
        let mut last_key = None;
        for entry in sorted {
            let Heading { label, key } = self.heading(text(&entry), data);
            if last_key.as_ref() != Some(&key) {
                groups.push(LetterGroup { letter: label, entries: Vec::new() });
                last_key = Some(key);
            }
            if let Some(group) = groups.last_mut() {
                group.entries.push(entry);
            }
        }
        groups
    }

    /// The heading of a text: its first letter, which is "Ch" in Czech and "E" for "étude" in most languages.
    fn heading(&self, text: &str, data: &LocaleData) -> Heading {
        let text = without_punctuation(text);
        let composed = compose(&text);
        let mut letters = composed.chars().skip_while(|c| !is_alphanumeric(*c));
        let Some(first) = letters.next() else { return Heading { label: "#".to_owned(), key: Vec::new() } };
        let key_of = |letter: char| data.primary_key(letter.encode_utf8(&mut [0; 4]));
        let key = key_of(first);
        if key < key_of('9') || key.starts_with(&key_of('9')) {
            return Heading { label: "0–9".to_owned(), key: key_of('0') };
        }
        if let Some(next) = letters.find(|c| !is_mark(*c)).filter(|c| c.is_alphabetic()) {
            let both = data.primary_key(&String::from_iter([first, next]));
            let next_key = key_of(next);
            // Thai writes some vowels before their consonant, and sorts them after it.
            if !both.starts_with(&key) && both.starts_with(&next_key) && next_key != key {
                return Heading { label: self.capital(next, data), key: next_key };
            }
            if !both.starts_with(&key) {
                let label = self.capital(first, data) + &next.to_lowercase().to_string();
                return Heading { label, key: both };
            }
        }
        let base =
            base_letters(first).find_map(|base| Some((base, key_of(base))).filter(|(_, own)| key.starts_with(own)));
        let (base, key) = base.unwrap_or((first, key));
        Heading { label: self.capital(base, data), key }
    }

    /// The letter as a heading shows it.
    fn capital(&self, letter: char, data: &LocaleData) -> String {
        match (letter, primary_subtag(self.locale)) {
            ('i', "tr" | "az") => return "İ".to_owned(),
            // Georgian capitals are for texts in capitals only.
            ('ა'..='ჿ', _) => return letter.to_string(),
            _ => {}
        }
        // The capital of ı is that of another letter in most languages.
        let capital: String = letter.to_uppercase().collect();
        let is_same = data.primary_key(&capital) == data.primary_key(letter.encode_utf8(&mut [0; 4]));
        if is_same { capital } else { letter.to_string() }
    }
}

/// Letters that a letter may be sorted as: hiragana for katakana, the letter without diacritics or ligature.
fn base_letters(letter: char) -> impl Iterator<Item = char> {
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    let plain = without_diacritics(lower).and_then(|plain| plain.chars().next());
    let hiragana = matches!(letter, 'ァ'..='ヶ').then(|| char::from_u32(u32::from(letter) - 0x60)).flatten();
    let decomposed = icu_normalizer::DecomposingNormalizerBorrowed::new_nfkd()
        .normalize(lower.encode_utf8(&mut [0; 4]))
        .chars()
        .find(|c| is_alphanumeric(*c));
    [hiragana, plain, decomposed].into_iter().flatten()
}

/// The text in words: letters, digits and their marks, with one space in place of what separates words.
fn without_punctuation(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    let mut is_separated = false;
    for c in text.chars() {
        if is_alphanumeric(c) || is_mark(c) {
            if is_separated && !letters.is_empty() {
                letters.push(' ');
            }
            is_separated = false;
            letters.push(c);
        } else {
            is_separated |= separates_words(c);
        }
    }
    letters
}

fn separates_words(c: char) -> bool {
    c.is_whitespace() || c == '/' || c == '_' || is_dash(c)
}

#[cfg(test)]
mod tests {
    use crate::linguistics::find_language;

    #[test]
    fn headings_of_the_a_to_z_list() {
        for (code, text, heading) in [
            ("lv", "„Ābols”", "Ā"),
            ("lv", "A\u{304}bols", "Ā"),
            ("lv", "ķīla", "Ķ"),
            ("lv", "yoga", "Y"),
            ("lv", "étude", "E"),
            ("en", "Ābols", "A"),
            ("en", "ßa", "S"),
            ("ru", "«Ёлка»", "Е"),
            ("ru", "йод", "Й"),
            ("bg", "ѝ", "И"),
            ("ru", "ąžuolas", "A"),
            ("lv", "10 soļi", "0–9"),
            ("en", "½ cup", "0–9"),
            ("ar", "٣ أيام", "0–9"),
            ("lv", "—", "#"),
            ("lv", "日本", "日"),
            ("cs", "chata", "Ch"),
            ("cs", "cena", "C"),
            ("hu", "csap", "Cs"),
            ("de", "Österreich", "O"),
            ("sv", "Österreich", "Ö"),
            ("lt", "žala", "Ž"),
            ("uk", "їжа", "Ї"),
            ("tr", "ışık", "I"),
            ("tr", "iş", "İ"),
            ("ja", "カメラ", "か"),
            ("th", "เกาะ", "ก"),
            ("ka", "ბინა", "ბ"),
            ("el", "ύδωρ", "Υ"),
        ] {
            let groups = find_language(code).group_by_letter(vec![text], |text| text);
            assert_eq!(groups[0].letter, heading, "{code}: {text}");
        }
    }

    #[test]
    fn texts_of_one_letter_are_in_one_group() {
        for (code, texts, letters) in [
            ("lv", "zars Étude Ēna ekrāns eksports ābols 2 10 „ada” Ada", "0–9 A Ā E Ē Z"),
            ("da", "zebra Aabenraa årsag å aften", "A Z Å"),
            ("cs", "chata cena hrad cizí dům čas", "C Č D H Ch"),
            ("ja", "カメラ かさ カード きって", "か き"),
            ("th", "เกาะ กา เขา แกะ", "ก ข"),
            ("fr", "œuvre oeil ouate ozone", "O"),
        ] {
            let language = find_language(code);
            let mut texts: Vec<&str> = texts.split(' ').collect();
            texts.sort_by_cached_key(|text| language.sort_key(text));
            let groups = language.group_by_letter(texts, |text| text);
            let found: Vec<&str> = groups.iter().map(|group| group.letter.as_str()).collect();
            assert_eq!(found.join(" "), letters, "{code}");
        }
    }

    #[test]
    fn every_language_has_its_own_order() {
        for (code, sorted) in [
            ("de", "Apfel Äpfel Apfelbaum Ärger Öl ost Straße Strasse2 Zebra"),
            ("sv", "Apfel ost zebra ål ärta öl"),
            ("lt", "diena ypač įranga iš jonas šuo"),
            ("uk", "гай ґанок дім єва жар їжа йод"),
            ("es", "nube ñandú obra"),
            ("pl", "cena ćma dom"),
            ("tr", "ılık iz jale"),
            ("cs", "cena hrad chata idea"),
        ] {
            let mut texts: Vec<&str> = sorted.split(' ').collect();
            texts.reverse();
            texts.sort_by_cached_key(|text| find_language(code).sort_key(text));
            assert_eq!(texts.join(" "), sorted, "{code}");
        }
    }

    #[test]
    fn punctuation_counts_only_between_equal_letters() {
        let key = |text: &str| find_language("lv").sort_key(text);
        for [first, second] in [
            ["Nevar", "„Nē” klientam"],
            ["Nav", "„Nē”"],
            ["darba laiks", "darbadiena"],
            ["darba–laiks", "darbadiena"],
            ["darbs", "Darbs"],
            ["darbs", "„darbs”"],
            ["", "a"],
            ["—", "1"],
            ["1", "a"],
            [" – a", "b"],
            ["étude", "etudes"],
            ["etude", "étude"],
        ] {
            assert!(key(first) < key(second), "{first:?} < {second:?}");
        }
    }
}
