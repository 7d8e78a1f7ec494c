//! Homoglyphs: letters of two alphabets that look the same.
//!
//! Takes a name or a word that an author typed; returns the name that was probably intended, or which letters of the
//! word belong to another alphabet. Never changes a word of one alphabet.

use super::Script;
use super::characters::is_combining;

/// Cyrillic letters and, at the same positions, the Latin letters of the same shape.
const SAME_SHAPE: (&str, &str) = ("аеорсухёАВЕКМНОРСТУХЁ", "aeopcyxëABEKMHOPCTYXË");

/// The same for letters that the alphabets of Russian and Bulgarian lack.
const RARE_SAME_SHAPE: (&str, &str) = ("ѕіјһԁԛԝЅІЈ", "sijhdqwSIJ");

/// The same for letters that are alike only as capitals. They count in names, which are typed in any case.
const SIMILAR: (&str, &str) = ("вкмнт", "bkmht");

/// Greek letters and, at the same positions, the Latin letters of the same shape.
const GREEK: (&str, &str) = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo");

/// The word with each Cyrillic homoglyph replaced by its Latin letter, if the word has a Latin letter; else the word
/// unchanged.
pub fn replace_homoglyphs(word: &str) -> String {
    if !word.contains(|c: char| c.is_ascii_alphabetic()) {
        return word.to_owned();
    }
    let replaced = |c| [SAME_SHAPE, RARE_SAME_SHAPE, SIMILAR].into_iter().find_map(|table| counterpart(table, c));
    word.chars().map(|c| replaced(c).filter(char::is_ascii).unwrap_or(c)).collect()
}

/// The character of the second string at the position that `c` has in the first.
fn counterpart((from, to): (&str, &str), c: char) -> Option<char> {
    from.chars().zip(to.chars()).find(|(known, _)| *known == c).map(|(_, other)| other)
}

/// An alphabet that has homoglyphs in another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Latin.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Greek.
    Greek,
}

impl Alphabet {
    /// All alphabets.
    const ALL: [Alphabet; 3] = [Alphabet::Latin, Alphabet::Cyrillic, Alphabet::Greek];

    /// The alphabet of a letter. `None` for other characters, and for signs such as `ª`, `µ` and `Ω` (ohm).
    fn of(c: char) -> Option<Alphabet> {
        match c {
            'a'..='z' | 'A'..='Z' => Some(Alphabet::Latin),
            '\u{400}'..='\u{52f}' => Some(Alphabet::Cyrillic),
            '\u{d7}' | '\u{f7}' => None,
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(Alphabet::Latin),
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' if c.is_alphabetic() => Some(Alphabet::Greek),
            _ => None,
        }
    }

    /// The name, which selects the variant of a message.
    pub fn name(self) -> &'static str {
        match self {
            Alphabet::Latin => "latin",
            Alphabet::Cyrillic => "cyrillic",
            Alphabet::Greek => "greek",
        }
    }
}

/// A word with letters of two alphabets that look the same.
#[derive(Debug, PartialEq, Eq)]
pub struct MixedWord {
    /// The first letter of the other alphabet.
    pub letter: char,
    /// Its position in the word, from 1.
    pub position: usize,
    /// Its alphabet.
    pub alphabet: Alphabet,
    /// The word in one alphabet; `None` if it is not certain which one was meant.
    pub corrected: Option<String>,
}

/// The words of a text that [`examine_word`] may report: byte ranges of runs of letters, digits and combining marks.
pub fn words_of_two_alphabets(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut chars = text.char_indices().chain([(text.len(), ' ')]);
    let mut start = None;
    let mut alphabets = 0u8;
    std::iter::from_fn(move || {
        for (at, c) in chars.by_ref() {
            if c.is_alphanumeric() || is_combining(c) {
                start.get_or_insert(at);
                alphabets |= Alphabet::of(c).map_or(0, |alphabet| 1 << alphabet as u8);
                continue;
            }
            let found = start.take().map(|start| start..at);
            if std::mem::take(&mut alphabets).count_ones() > 1 {
                return found;
            }
        }
        None
    })
}

/// The letters of a word that belong to another alphabet, although they look as if they did not. `script` is that of
/// the page.
///
/// `None` for a word that mixes alphabets visibly, such as an abbreviation with an ending (`PDFы`) or a unit (`kΩ`).
pub fn examine_word(word: &str, script: Script) -> Option<MixedWord> {
    let letters = || word.chars().filter_map(|c| Some((c, Alphabet::of(c)?)));
    let count = |alphabet| letters().filter(|(_, own)| *own == alphabet).count();
    let counts = Alphabet::ALL.map(|alphabet| (alphabet, count(alphabet)));
    let mut present = counts.into_iter().filter(|(_, count)| *count > 0).map(|(alphabet, _)| alphabet);
    let (Some(first), Some(second), None) = (present.next(), present.next(), present.next()) else { return None };
    let convert = |from, to| -> Option<String> {
        let converted = word.chars().map(|c| match Alphabet::of(c) {
            Some(alphabet) if alphabet == from => same_shape(c, to, script),
            _ => Some(c),
        });
        converted.collect()
    };
    if second == Alphabet::Greek {
        // Only a few Greek letters in another word are a mistake: `MΩ` and `xΔt` are not.
        let corrected = convert(Alphabet::Greek, first).filter(|_| count(Alphabet::Greek) < count(first))?;
        return found(word, Alphabet::Greek, Some(corrected));
    }
    let mut runs: Vec<Alphabet> = letters().map(|(_, alphabet)| alphabet).collect();
    runs.dedup();
    let to_latin = convert(Alphabet::Cyrillic, Alphabet::Latin);
    let to_cyrillic = convert(Alphabet::Latin, Alphabet::Cyrillic);
    if runs == [Alphabet::Latin, Alphabet::Cyrillic] {
        let is_lowercase = letters().filter(|(_, own)| *own == Alphabet::Cyrillic).all(|(c, _)| c.is_lowercase());
        let is_abbreviation = count(Alphabet::Latin) > 1
            && letters().filter(|(_, own)| *own == Alphabet::Latin).all(|(c, _)| c.is_uppercase());
        // A Cyrillic ending, which is legible as such only after capitals.
        if is_lowercase && is_abbreviation {
            return None;
        }
        if is_lowercase && to_cyrillic.is_none() && to_latin.is_some() && script == Script::Cyrillic {
            return found(word, Alphabet::Cyrillic, None);
        }
    }
    match (to_latin, to_cyrillic) {
        (Some(latin), None) => found(word, Alphabet::Cyrillic, Some(latin)),
        (None, Some(cyrillic)) => found(word, Alphabet::Latin, Some(cyrillic)),
        // Letters of the other alphabet in the middle of a word are a slip, even if they look different.
        (None, None) if runs.len() < 3 => None,
        _ => found(word, rarer(count(Alphabet::Latin), count(Alphabet::Cyrillic), script), None),
    }
}

/// The alphabet that has fewer letters in a word; if both have as many, the one that is not that of the page.
fn rarer(latin: usize, cyrillic: usize, script: Script) -> Alphabet {
    let is_latin = latin < cyrillic || latin == cyrillic && script == Script::Cyrillic;
    if is_latin { Alphabet::Latin } else { Alphabet::Cyrillic }
}

fn found(word: &str, alphabet: Alphabet, corrected: Option<String>) -> Option<MixedWord> {
    let (index, letter) = word.chars().enumerate().find(|(_, c)| Alphabet::of(*c) == Some(alphabet))?;
    Some(MixedWord { letter, position: index + 1, alphabet, corrected })
}

/// The letter of the alphabet `to` that has the shape of `c`. Pages in Russian and Bulgarian have no rare letters.
fn same_shape(c: char, to: Alphabet, script: Script) -> Option<char> {
    let latin = counterpart(GREEK, c).unwrap_or(c);
    let swap = |(cyrillic, latin)| (latin, cyrillic);
    match to {
        Alphabet::Latin if latin != c => Some(latin),
        Alphabet::Latin => counterpart(SAME_SHAPE, c).or_else(|| counterpart(RARE_SAME_SHAPE, c)),
        Alphabet::Cyrillic => counterpart(swap(SAME_SHAPE), latin)
            .or_else(|| counterpart(swap(RARE_SAME_SHAPE), latin).filter(|_| script != Script::Cyrillic)),
        Alphabet::Greek => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homoglyphs_are_replaced_in_words_with_latin_letters() {
        for (typed, meant) in [("situаtiоn", "situation"), ("НOW", "HOW"), ("сор", "сор"), ("жid", "жid"), ("", "")]
        {
            assert_eq!(replace_homoglyphs(typed), meant);
        }
    }

    #[test]
    fn tables_pair_letters_of_two_alphabets() {
        for (table, own) in [
            (SAME_SHAPE, Alphabet::Cyrillic),
            (RARE_SAME_SHAPE, Alphabet::Cyrillic),
            (SIMILAR, Alphabet::Cyrillic),
            (GREEK, Alphabet::Greek),
        ] {
            assert_eq!(table.0.chars().count(), table.1.chars().count());
            assert!(table.0.chars().all(|c| Alphabet::of(c) == Some(own)));
            assert!(table.1.chars().all(|c| Alphabet::of(c) == Some(Alphabet::Latin)));
        }
    }

    /// The position of the first letter of another alphabet, and the corrected word.
    fn examined(word: &str, script: Script) -> Option<(usize, Option<String>)> {
        let in_text = words_of_two_alphabets(word).next()?;
        assert_eq!(&word[in_text], word);
        examine_word(word, script).map(|found| (found.position, found.corrected))
    }

    #[test]
    fn letters_of_another_alphabet_are_found_and_corrected() {
        let cyrillic = [
            ("срoк", 3, Some("срок")),
            ("Cрок", 1, Some("Срок")),
            ("договоpа", 7, Some("договора")),
            ("ещë", 3, Some("ещё")),
            ("ХХI", 1, Some("XXI")),
            ("СRM", 1, Some("CRM")),
            ("еmail", 1, Some("email")),
            ("домο", 4, Some("домо")),
            ("сop", 1, None),
            // An ending without a hyphen, or a slip: nobody but the writer knows.
            ("Telegramе", 9, None),
            ("безnалога", 4, None),
        ];
        for (word, position, corrected) in cyrillic {
            assert_eq!(examined(word, Script::Cyrillic), Some((position, corrected.map(str::to_owned))), "{word}");
        }
        for (word, position, corrected) in
            [("nоs", 2, Some("nos")), ("ļоti", 2, Some("ļoti")), ("Αvanss", 1, Some("Avanss")), ("мiй", 2, Some("мій"))]
        {
            assert_eq!(examined(word, Script::Latin), Some((position, corrected.map(str::to_owned))), "{word}");
        }
    }

    #[test]
    fn visible_mixtures_are_words() {
        let words =
            ["PDFы", "SMSка", "PDFа", "MP3плеер", "kΩ", "MΩ", "xΔt", "µF", "m²", "кВт", "googlить", "ЛитRes", "А4"];
        for word in words {
            assert_eq!(examined(word, Script::Cyrillic), None, "{word}");
            assert_eq!(examined(word, Script::Latin), None, "{word}");
        }
        for text in ["SMS-ка, PDF-файл, Wi-Fi-то", "e-mail: а_b c.д", "ΑΤΟΜΟ", "до\u{301}ма"] {
            assert_eq!(words_of_two_alphabets(text).next(), None, "{text}");
        }
    }
}
