//! Names that look equal: composed letters, the other case, and characters that nobody can see.
//!
//! Takes names; returns them composed, folded for comparison, or with invisible characters as escapes. Never changes
//! what a writer typed: callers decide which form they keep.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

/// The text with composed letters (Unicode NFC): `ā` as one character. macOS writes file names decomposed.
pub fn compose(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { ComposingNormalizerBorrowed::new_nfc().normalize(text) }
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
}
