//! Names that look equal: composed letters, the other case, and characters that nobody can see.
//!
//! Takes names; returns them composed, folded for comparison, or with invisible characters as escapes. Never changes
//! what a writer typed: callers decide which form they keep.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

/// The text with composed letters (Unicode NFC): `ā` as one character. macOS writes file names decomposed.
pub fn compose(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { ComposingNormalizerBorrowed::new_nfc().normalize(text) }
}

/// Whether the character is a mark of the letter before it, such as an accent or a virama.
pub fn is_mark(c: char) -> bool {
    !c.is_ascii() && CanonicalCombiningClassMapBorrowed::new().get_u8(c) != 0
}

/// A key that is equal for two paths that one file system takes for the same: those of macOS and Windows ignore case,
/// and that of macOS ignores how letters are composed.
pub fn fold_path(path: &str) -> Cow<'_, str> {
    if path.is_ascii() && !path.bytes().any(|b| b.is_ascii_uppercase()) {
        return Cow::Borrowed(path);
    }
    // Upper case first, because `ß` equals `ss`, and both forms of sigma are equal.
    let folded: String = path.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect();
    Cow::Owned(compose(&folded).into_owned())
}

/// Whether the character cannot be seen in a name: zero-width characters, soft hyphens, controls of the writing
/// direction, and spaces other than U+0020.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{1680}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180e}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether the character is an unusual space, in place of which a space or nothing may have been meant.
fn is_unusual_space(c: char) -> bool {
    is_invisible(c) && c.is_whitespace()
}

/// The invisible characters of a name with their byte offsets. The zero-width joiner and non-joiner count only after a
/// letter of a script that does not use them: Persian and Hindi words need them.
fn invisible_chars(name: &str) -> impl Iterator<Item = (usize, char)> {
    let mut previous = ' ';
    name.char_indices().filter(move |(_, c)| {
        let before = std::mem::replace(&mut previous, *c);
        let joins_letters = matches!(c, '\u{200c}' | '\u{200d}') && before >= '\u{590}' && !is_invisible(before);
        is_invisible(*c) && !joins_letters
    })
}

/// Whether the name has an invisible character.
pub fn has_invisible(name: &str) -> bool {
    !name.is_ascii() && invisible_chars(name).next().is_some()
}

/// The name with each invisible character as an escape: `a\u{200b}b`.
pub fn show_invisible(name: &str) -> Cow<'_, str> {
    replace_invisible(name, |c| Some(c.escape_unicode().to_string()))
}

/// The name that was probably meant, without invisible characters. `None` if it has an unusual space, because a space
/// or nothing may have been meant.
pub fn without_invisible(name: &str) -> Option<String> {
    let is_clear = !invisible_chars(name).any(|(_, c)| is_unusual_space(c));
    is_clear.then(|| replace_invisible(name, |_| None).into_owned())
}

/// Invisible characters that running text may need: Persian and Hindi words and emoji need joiners, Thai and Khmer
/// words a zero-width space, and text with words from the right marks of the writing direction. `before` is the
/// character before it.
fn is_needed_in_text(c: char, before: char, has_right_to_left: bool) -> bool {
    match c {
        '\u{200b}'..='\u{200d}' | '\u{2060}' => uses_joiners(before),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}' => has_right_to_left,
        // The flags of England, Scotland and Wales.
        '\u{e0020}'..='\u{e007f}' => before >= '\u{1f3f4}',
        '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' => uses_joiners(before),
        _ => false,
    }
}

/// Whether zero-width characters may follow: in the scripts of Asia and Africa, and between emoji.
fn uses_joiners(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{1dbf}' | '\u{2190}'..='\u{2bff}' | '\u{2e80}'..='\u{a63f}' | '\u{a700}'..='\u{fdff}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{fe70}'..='\u{fefc}' | '\u{10000}'..)
}

/// Whether the text has a letter that is written from the right: Hebrew, Arabic and others.
pub fn has_right_to_left(text: &str) -> bool {
    let is_letter = |c| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
            || matches!(c, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    text.chars().any(is_letter)
}

/// The invisible characters of running text with their byte offsets, without those that it may need. Unusual spaces
/// count only if they break lines, because no-break and thin spaces are typography.
pub fn invisible_in_text(text: &str, has_right_to_left: bool) -> impl Iterator<Item = (usize, char)> {
    let mut previous = ' ';
    text.char_indices().filter(move |(_, c)| {
        let before = std::mem::replace(&mut previous, *c);
        let is_typography = c.is_whitespace() && !matches!(c, '\u{2028}' | '\u{2029}');
        is_invisible(*c) && !is_typography && !is_needed_in_text(*c, before, has_right_to_left)
    })
}

fn replace_invisible(name: &str, replacement: impl Fn(char) -> Option<String>) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    let mut replaced = String::with_capacity(name.len());
    let mut copied = 0;
    for (at, c) in invisible_chars(name) {
        replaced.push_str(&name[copied..at]);
        replaced.extend(replacement(c));
        copied = at + c.len_utf8();
    }
    if copied == 0 {
        return Cow::Borrowed(name);
    }
    replaced.push_str(&name[copied..]);
    Cow::Owned(replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compose_joins_letters_and_their_marks() {
        assert_eq!(compose("ska\u{326}n\u{327}a и\u{306}"), "ska\u{326}ņa й");
        assert_eq!(compose("a b"), "a b");
    }

    #[test]
    fn fold_path_is_equal_where_a_file_system_cannot_distinguish() {
        for (a, b) in [("LV/X.html", "lv/x.html"), ("ДЕНЬГИ", "деньги"), ("a\u{304}", "Ā"), ("Straße", "STRASSE")]
        {
            assert_eq!(fold_path(a), fold_path(b));
        }
        assert_ne!(fold_path("ā"), fold_path("a"));
    }

    #[test]
    fn invisible_characters_are_escaped_in_names() {
        for (name, shown) in [
            ("a\u{200b}b", "a\\u{200b}b"),
            ("\u{feff}a\u{ad}\u{202a}", "\\u{feff}a\\u{ad}\\u{202a}"),
            ("10.00\u{202f}AM", "10.00\\u{202f}AM"),
            ("a\u{200d}b", "a\\u{200d}b"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("ā š", "ā š"),
        ] {
            assert_eq!(show_invisible(name), shown);
        }
        assert_eq!(without_invisible("ca\u{200b}lm").as_deref(), Some("calm"));
        assert_eq!(without_invisible("a\u{a0}b"), None);
    }

    #[test]
    fn text_keeps_the_invisible_characters_that_it_needs() {
        let found =
            |text: &str| invisible_in_text(text, has_right_to_left(text)).map(|(at, _)| at).collect::<Vec<usize>>();
        for text in [
            "10\u{a0}€, 10\u{202f}000, a\u{2009}b",
            "می\u{200c}خواهم \u{200e}(1)",
            "क्\u{200d}ष",
            "👩\u{200d}💻 ❤\u{fe0f}\u{200d}🔥",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "ไทย\u{200b}ไทย",
            "\u{2067}שלום\u{2069}",
        ] {
            assert_eq!(found(text), Vec::<usize>::new(), "{text:?}");
        }
        for (text, at) in [
            ("va\u{ad}rds", 2),
            ("до\u{200b}говор", 4),
            ("a\u{200d}b", 1),
            ("\u{feff}a", 0),
            ("a \u{200e}b", 2),
            ("a\u{2028}b", 1),
            ("ā —\u{2060}b", 6),
        ] {
            assert_eq!(found(text), [at], "{text:?}");
        }
    }
}
