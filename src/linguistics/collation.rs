//! Alphabetical order.
//!
//! Takes texts; returns keys whose bytes compare as the language sorts, and the headings of its A-to-Z list. Source of
//! the order: CLDR 48. Never needs more than the language's alphabet, because diacritics, case and punctuation are
//! handled alike in all languages.

use super::Language;
use super::characters::{is_alphanumeric, is_dash};
use super::diacritics::without_diacritics;
use super::language::letters;

impl Language {
    /// Bytes that compare in the alphabetical order of the language.
    ///
    /// Letters first, then diacritics, then case (lower first), then the text itself, so that only equal texts have
    /// equal keys. Spaces and dashes separate words and come before everything, digits before letters, the language's
    /// own script before others. All other punctuation counts only between texts that are otherwise equal, so that a
    /// title in quotation marks is sorted by its first letter. CLDR itself sorts by punctuation first.
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(2 * text.len() + 8);
        let (mut diacritics, mut cases) = (Level::default(), Level::default());
        let mut separated = false;
        for (letter, capital) in letters(text) {
            if !is_alphanumeric(letter) {
                separated |= separates_words(letter);
                continue;
            }
            if separated && !key.is_empty() {
                key.push(SPACE);
            }
            separated = false;
            match self.sorted_as(letter) {
                Some(plain) => {
                    plain.chars().for_each(|c| self.collation.push_weight(c, &mut key));
                    let [.., high, low] = u32::from(letter).to_be_bytes();
                    diacritics.push(&[2, high, low]);
                }
                None => {
                    self.collation.push_weight(letter, &mut key);
                    diacritics.skip();
                }
            }
            if capital { cases.push(&[2]) } else { cases.skip() }
        }
        for level in [&diacritics.bytes, &cases.bytes, text.as_bytes()] {
            key.push(END);
            key.extend_from_slice(level);
        }
        key
    }

    /// The heading of a text in an A-to-Z list. Agrees with [`Language::sort_key`]: texts with one heading are
    /// neighbours. Digits are under "0–9", a text without letters and digits under "#".
    pub fn first_letter(&self, text: &str) -> String {
        match letters(text).map(|(letter, _)| letter).find(|letter| is_alphanumeric(*letter)) {
            None => "#".to_owned(),
            Some('0'..='9') => "0–9".to_owned(),
            Some(letter) => {
                let plain = self.sorted_as(letter).and_then(|plain| plain.chars().next());
                plain.unwrap_or(letter).to_uppercase().collect()
            }
        }
    }

    /// The spelling that a letter outside the language's alphabet is sorted as: é as e, but Latvian ē as itself.
    fn sorted_as(&self, letter: char) -> Option<&'static str> {
        if self.collation.rank(letter) == 0 { without_diacritics(letter) } else { None }
    }
}

fn separates_words(c: char) -> bool {
    c.is_whitespace() || c == '/' || c == '_' || is_dash(c)
}

/// A level of a sort key. Letters without a weight on this level are written only if one with a weight follows, so that
/// most keys stay short.
#[derive(Default)]
struct Level {
    bytes: Vec<u8>,
    skipped: usize,
}

impl Level {
    fn skip(&mut self) {
        self.skipped += 1;
    }

    fn push(&mut self, weight: &[u8]) {
        self.bytes.resize(self.bytes.len() + self.skipped, 1);
        self.bytes.extend_from_slice(weight);
        self.skipped = 0;
    }
}

const END: u8 = 0;
const SPACE: u8 = 1;
const FIRST_DIGIT: u8 = 2;
const FIRST_LETTER: u8 = 12;
const OTHER_SCRIPT: u8 = 0xFF;

/// The ranks of letters in an alphabet, from 1; 0 for characters outside it. Covers Latin up to Extended-B and
/// Cyrillic.
pub(super) struct CollationTable([u8; 0x500]);

impl CollationTable {
    /// The letters of the language's own script in order, then those of the other script.
    pub(super) const fn new(own: &str, other: &str) -> CollationTable {
        let mut table = CollationTable([0; 0x500]);
        let last = table.fill(own.as_bytes(), 0);
        table.fill(other.as_bytes(), last);
        table
    }

    /// Decodes UTF-8 of one and two bytes by hand, because `str::chars` is not `const`.
    const fn fill(&mut self, letters: &[u8], mut rank: u8) -> u8 {
        let mut i = 0;
        while i < letters.len() {
            let mut c = letters[i] as usize;
            if c >= 0x80 {
                i += 1;
                c = (c & 0x1F) << 6 | letters[i] as usize & 0x3F;
            }
            i += 1;
            rank += 1;
            self.0[c] = rank;
        }
        rank
    }

    fn rank(&self, letter: char) -> u8 {
        self.0.get(letter as usize).copied().unwrap_or_default()
    }

    /// Appends the primary weight of a letter or digit.
    fn push_weight(&self, letter: char, key: &mut Vec<u8>) {
        match (letter, self.rank(letter)) {
            ('0'..='9', _) => key.push(FIRST_DIGIT + (letter as u8 - b'0')),
            (_, 0) => {
                let [_, code @ ..] = u32::from(letter).to_be_bytes();
                key.push(OTHER_SCRIPT);
                key.extend_from_slice(&code);
            }
            (_, rank) => key.push(FIRST_LETTER + rank),
        }
    }
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
            ("lv", "étude", "E"),
            ("en", "Ābols", "A"),
            ("en", "ßa", "S"),
            ("ru", "«Ёлка»", "Е"),
            ("ru", "йод", "Й"),
            ("bg", "ѝ", "И"),
            ("ru", "ąžuolas", "A"),
            ("lv", "10 soļi", "0–9"),
            ("lv", "—", "#"),
            ("lv", "日本", "日"),
        ] {
            assert_eq!(find_language(code).first_letter(text), heading, "{code}: {text}");
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
