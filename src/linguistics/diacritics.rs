//! Letters without their diacritics: the one table that folding, URLs, collation and the stemmers use.
//!
//! Takes a lower-case letter; returns its plain spelling. Source: Unicode decompositions (UnicodeData), for Latin-1,
//! Latin Extended-A, the Romanian letters and Cyrillic; letters without a decomposition by their usual spelling. Never
//! depends on a language.

/// A plain spelling, the letters that are folded to it everywhere, and those that search leaves alone.
struct Fold {
    plain: &'static str,
    everywhere: &'static str,
    /// Letters that the stemmer tables leave out: every search index carries its table, and no built-in language writes
    /// these letters.
    not_in_search: &'static str,
}

const fn fold(plain: &'static str, everywhere: &'static str, not_in_search: &'static str) -> Fold {
    Fold { plain, everywhere, not_in_search }
}

/// The order of the rows is the order of the table that is exported to the browser.
const FOLDS: [Fold; 30] = [
    fold("a", "áàâäãåąăā", ""),
    fold("c", "çćčĉ", "ċ"),
    fold("d", "ďđð", ""),
    fold("e", "éèêëēęěė", "ĕ"),
    fold("g", "ğģĝ", "ġ"),
    fold("h", "ħ", "ĥ"),
    fold("i", "íìîïīįı", "ĩĭ"),
    fold("ij", "", "ĳ"),
    fold("j", "", "ĵ"),
    fold("k", "ķ", ""),
    fold("l", "łļľĺ", "ŀ"),
    fold("n", "ñńņň", "ŋ"),
    fold("o", "óòôöõőøō", "ŏ"),
    fold("r", "ŕřŗ", ""),
    fold("s", "šśşș", "ŝſ"),
    fold("t", "ťţț", "ŧ"),
    fold("u", "úùûüůűūųŭ", "ũ"),
    fold("w", "", "ŵ"),
    fold("y", "ýÿ", "ŷ"),
    fold("z", "žźż", ""),
    fold("ss", "ß", ""),
    fold("ae", "æ", ""),
    fold("oe", "œ", ""),
    fold("th", "þ", ""),
    // Cyrillic letters that are sorted and compared as another one. Source: CLDR 48, root collation.
    fold("е", "ё", "ѐ"),
    fold("и", "ѝ", ""),
    fold("г", "", "ґѓ"),
    fold("і", "", "ї"),
    fold("к", "", "ќ"),
    fold("у", "", "ў"),
];

/// Plain spellings, indexed by code point; "" for letters that have none.
static PLAIN: [&str; 0x500] = index();

/// Decodes UTF-8 of two bytes by hand, because `str::chars` is not `const`. No folded letter is ASCII.
const fn index() -> [&'static str; 0x500] {
    let mut plain = [""; 0x500];
    let mut row = 0;
    while row < FOLDS.len() {
        let groups = [FOLDS[row].everywhere.as_bytes(), FOLDS[row].not_in_search.as_bytes()];
        let mut group = 0;
        while group < groups.len() {
            let mut at = 0;
            while at < groups[group].len() {
                let c = (groups[group][at] as usize & 0x1F) << 6 | groups[group][at + 1] as usize & 0x3F;
                plain[c] = FOLDS[row].plain;
                at += 2;
            }
            group += 1;
        }
        row += 1;
    }
    plain
}

/// The spelling of a lower-case letter without its diacritics: "a" for ā, "ss" for ß; `None` for all other characters.
pub(super) fn without_diacritics(letter: char) -> Option<&'static str> {
    PLAIN.get(letter as usize).copied().filter(|plain| !plain.is_empty())
}

/// The letters that search folds, each with its plain spelling, in the order of the exported table.
pub(super) fn search_folds() -> impl Iterator<Item = (char, &'static str)> {
    FOLDS.iter().flat_map(|fold| fold.everywhere.chars().map(|letter| (letter, fold.plain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_diacritics() {
        for (letter, plain) in [('ā', "a"), ('ŋ', "n"), ('ß', "ss"), ('ѐ', "е"), ('ў', "у"), ('ș', "s"), ('ſ', "s")]
        {
            assert_eq!(without_diacritics(letter), Some(plain), "{letter}");
        }
        for letter in ['a', 'й', 'і', '“', '€', '日', '\u{304}'] {
            assert_eq!(without_diacritics(letter), None, "{letter}");
        }
    }

    #[test]
    fn every_letter_is_in_one_row() {
        let mut letters: Vec<char> =
            FOLDS.iter().flat_map(|fold| [fold.everywhere, fold.not_in_search]).flat_map(str::chars).collect();
        assert_eq!(letters.len(), 105);
        assert!(letters.iter().all(|letter| letter.len_utf8() == 2 && letter.is_lowercase()), "{letters:?}");
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), 105);
    }

    #[test]
    fn search_folds_the_letters_of_the_built_in_languages() {
        assert_eq!(search_folds().count(), 82);
        let all = |letters: &str| letters.chars().all(|letter| search_folds().any(|(known, _)| known == letter));
        assert!(all("āčēģīķļņōŗšūžёѝ"));
        assert!(!all("ї"), "a letter of a language without stemmer rules");
    }
}
