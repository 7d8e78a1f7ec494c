//! Character classes that the rules of all languages share.
//!
//! Takes one character; returns its class or its lower case. Never depends on a language.

/// `char::to_lowercase` for one character, with a fast path for ASCII and the basic Cyrillic letters.
pub(super) fn lowercase_char(c: char) -> char {
    match c {
        '\0'..='\x7F' => c.to_ascii_lowercase(),
        'а'..='я' => c,
        'А'..='Я' => char::from_u32(u32::from(c) + 0x20).unwrap_or(c),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// `char::is_alphanumeric`, with a fast path for the scripts of the built-in languages.
pub(super) fn is_alphanumeric(c: char) -> bool {
    matches!(c, 'a'..='z' | 'а'..='я' | 'ø'..='ž' | '0'..='9' | 'A'..='Z') || (!c.is_ascii() && c.is_alphanumeric())
}

/// Whether the character is one of the combining diacritical marks, U+0300 to U+036F.
pub(super) fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Hyphens, dashes and the minus sign.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Characters inside a word that are not letters: apostrophes, the soft hyphen, combining marks, zero-width characters.
pub(super) fn joins_word(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}') || is_combining(c)
}
