//! Letters of one script that look like letters of another one.

/// The word with Latin letters in place of the Cyrillic ones that look like them, if it has both kinds.
pub fn without_lookalikes(word: &str) -> String {
    if !word.contains(|c: char| c.is_ascii_alphabetic()) {
        return word.to_owned();
    }
    let latin = |c| {
        let (cyrillic, latin) = ("авекмнорстухіѕјАВЕКМНОРСТУХІЅЈ", "abekmhopctyxisjABEKMHOPCTYXISJ");
        cyrillic.chars().zip(latin.chars()).find(|(known, _)| *known == c).map_or(c, |(_, latin)| latin)
    };
    word.chars().map(latin).collect()
}
