//! Splitting running text into words.
//!
//! Takes text; returns byte ranges. Never depends on a language.

use std::ops::Range;

use super::characters::is_combining;

/// The byte ranges of the words of a text: runs of letters and digits with their combining marks.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let is_word = |c: char| c.is_alphanumeric() || is_combining(c);
        let (start, _) = chars.find(|(_, c)| is_word(*c))?;
        let mut end = text.len();
        while let Some((at, c)) = chars.peek() {
            if !is_word(*c) {
                end = *at;
                break;
            }
            chars.next();
        }
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let text = "„Nē!” e-pasts и\u{306}од, 10 €";
        let found: Vec<&str> = words(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["Nē", "e", "pasts", "и\u{306}од", "10"]);
        assert_eq!(words(" –…").next(), None);
    }
}
