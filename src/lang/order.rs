//! Alphabetical order.
//!
//! Takes texts; gives keys whose bytes compare as the language sorts, and the headings of its A-to-Z list. Source of the
//! order: CLDR 48. Never asks for more than the language's alphabet: accents, case and signs are the same everywhere.

use super::{Language, is_dash, is_of_word, letters, plain_spelling};

impl Language {
    /// Bytes whose plain comparison gives the alphabetical order of the language.
    ///
    /// Letters first, then accents, then case (lower first), then the text itself, so that only equal texts have equal
    /// keys. Blanks and dashes part words and come before everything, digits before letters, the language's own script
    /// before others; all other signs count only between texts that are otherwise equal, so that a title in quotation
    /// marks stands at its first letter. CLDR itself sorts by signs first.
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(2 * text.len() + 8);
        let (mut accents, mut cases) = (Level::default(), Level::default());
        let mut parted = false;
        for (letter, capital) in letters(text) {
            if !is_of_word(letter) {
                parted |= parts_words(letter);
                continue;
            }
            if parted && !key.is_empty() {
                key.push(BLANK);
            }
            parted = false;
            match self.plain_spelling(letter) {
                Some(plain) => {
                    plain.chars().for_each(|c| self.order.weigh(c, &mut key));
                    let [.., high, low] = u32::from(letter).to_be_bytes();
                    accents.mark(&[2, high, low]);
                }
                None => {
                    self.order.weigh(letter, &mut key);
                    accents.leave();
                }
            }
            if capital { cases.mark(&[2]) } else { cases.leave() }
        }
        for level in [&accents.bytes, &cases.bytes, text.as_bytes()] {
            key.push(END);
            key.extend_from_slice(level);
        }
        key
    }

    /// The heading under which a text stands in an A-to-Z list; agrees with [`Language::sort_key`]: texts with one
    /// heading are neighbours. Digits stand under "0–9", a text with neither letter nor digit under "#".
    pub fn first_letter(&self, text: &str) -> String {
        match letters(text).map(|(letter, _)| letter).find(|letter| is_of_word(*letter)) {
            None => "#".to_owned(),
            Some('0'..='9') => "0–9".to_owned(),
            Some(letter) => {
                let plain = self.plain_spelling(letter).and_then(|plain| plain.chars().next());
                plain.unwrap_or(letter).to_uppercase().collect()
            }
        }
    }

    /// How a letter that is none of the alphabet's own is sorted: é as e, but Latvian ē as itself.
    fn plain_spelling(&self, letter: char) -> Option<&'static str> {
        if self.order.rank(letter) == 0 { plain_spelling(letter) } else { None }
    }
}

fn parts_words(c: char) -> bool {
    c.is_whitespace() || c == '/' || c == '_' || is_dash(c)
}

/// A level of a sort key: nothing for letters that are not marked, so that most keys stay short.
#[derive(Default)]
struct Level {
    bytes: Vec<u8>,
    left: usize,
}

impl Level {
    fn leave(&mut self) {
        self.left += 1;
    }

    fn mark(&mut self, mark: &[u8]) {
        self.bytes.resize(self.bytes.len() + self.left, 1);
        self.bytes.extend_from_slice(mark);
        self.left = 0;
    }
}

const END: u8 = 0;
const BLANK: u8 = 1;
const FIRST_DIGIT: u8 = 2;
const FIRST_LETTER: u8 = 12;
const OTHER_SCRIPT: u8 = 0xFF;

/// The places of letters in an alphabet, 0 for what is not in it; covers Latin up to Extended-B and Cyrillic.
pub(super) struct Order([u8; 0x500]);

impl Order {
    /// The letters of the language's own script in order, then those of the other script.
    pub(super) const fn new(own: &str, other: &str) -> Order {
        let mut order = Order([0; 0x500]);
        let last = order.fill(own.as_bytes(), 0);
        order.fill(other.as_bytes(), last);
        order
    }

    /// Decodes UTF-8 of one and two bytes by hand: `str::chars` is not const.
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

    fn weigh(&self, letter: char, key: &mut Vec<u8>) {
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
    use super::super::language;

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
            assert_eq!(language(code).first_letter(text), heading, "{code}: {text}");
        }
    }

    #[test]
    fn signs_count_only_between_equal_letters() {
        let key = |text: &str| language("lv").sort_key(text);
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
