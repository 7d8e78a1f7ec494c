//! Homoglyphs: Cyrillic letters that look like Latin ones.
//!
//! Takes the input of an author; returns the name that was probably intended. Never changes a word that has no
//! Latin letter.

/// Cyrillic letters and, at the same positions, the Latin letters that look like them.
const HOMOGLYPHS: (&str, &str) = ("авекмнорстухіѕјАВЕКМНОРСТУХІЅЈ", "abekmhopctyxisjABEKMHOPCTYXISJ");

/// The word with each Cyrillic homoglyph replaced by its Latin letter, if the word has a Latin letter; else the word
/// unchanged.
pub fn replace_homoglyphs(word: &str) -> String {
    if !word.contains(|c: char| c.is_ascii_alphabetic()) {
        return word.to_owned();
    }
    let (cyrillic, latin) = HOMOGLYPHS;
    let replaced = |c| cyrillic.chars().zip(latin.chars()).find(|(known, _)| *known == c).map_or(c, |(_, latin)| latin);
    word.chars().map(replaced).collect()
}

#[cfg(test)]
mod tests {
    use super::{HOMOGLYPHS, replace_homoglyphs};

    #[test]
    fn homoglyphs_are_replaced_in_words_with_latin_letters() {
        for (typed, meant) in [("situаtiоn", "situation"), ("НOW", "HOW"), ("сор", "сор"), ("жid", "жid"), ("", "")]
        {
            assert_eq!(replace_homoglyphs(typed), meant);
        }
        assert_eq!(HOMOGLYPHS.0.chars().count(), HOMOGLYPHS.1.len());
    }
}
