//! Scanners over bytes and characters of UTF-8 text.
//!
//! Takes strings; returns offsets, lines, columns and yes or no. Never allocates on its hot paths.

/// Whether a reader sees anything of the text: a character that is not white space, a control or format character, a
/// filler or a variation selector. Source: Unicode 17, `Default_Ignorable_Code_Point`, with the empty Braille pattern.
pub fn has_visible_char(text: &str) -> bool {
    let is_invisible = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{2800}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}')
            || matches!(c, '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}')
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
            || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}')
            || matches!(c, '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
    };
    !text.chars().all(is_invisible)
}

/// The text with each carriage return that no line feed follows as a line feed, as old Macs end their lines. Bytes keep
/// their offsets.
pub fn unify_line_ends(text: String) -> String {
    let bytes = text.as_bytes();
    let is_lone = |at: &usize| bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    if !contains_byte(&text, |byte| byte == b'\r') || !(0..bytes.len()).any(|at| is_lone(&at)) {
        return text;
    }
    let mut unified = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        unified.push(if c == '\r' && chars.peek() != Some(&'\n') { '\n' } else { c });
    }
    unified
}

/// The first forbidden character of a text (see [`is_forbidden_char`]), with its byte offset.
pub fn find_forbidden_char(text: &str) -> Option<(usize, char)> {
    let mut start = 0;
    for block in text.as_bytes().chunks(64) {
        if any_byte(block, may_start_forbidden) {
            for (offset, byte) in block.iter().enumerate().map(|(index, byte)| (start + index, *byte)) {
                let c = may_start_forbidden(byte).then(|| text[offset..].chars().next()).flatten();
                if let Some(c) = c.filter(|c| is_forbidden_char(*c)) {
                    return Some((offset, c));
                }
            }
        }
        start += block.len();
    }
    None
}

/// Whether this byte can be the first of a forbidden character. In UTF-8, forbidden characters beyond ASCII start with
/// 0xC2, 0xE2 or 0xEF.
fn may_start_forbidden(byte: u8) -> bool {
    (byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t')) || matches!(byte, 0x7F | 0xC2 | 0xE2 | 0xEF)
}

/// A fast test for forbidden characters and carriage returns: may return `true` for a text without any, never `false`
/// for a text with one.
pub fn may_contain_forbidden(text: &str) -> bool {
    contains_byte(text, |byte| may_start_forbidden(byte) || byte == b'\r')
}

/// Whether `predicate` holds for at least one byte of the text.
#[inline]
pub fn contains_byte(text: &str, predicate: impl Fn(u8) -> bool + Copy) -> bool {
    text.as_bytes().chunks(64).any(|block| any_byte(block, predicate))
}

/// Whether `predicate` holds for at least one byte of the block. Does not stop early, so that the loop vectorises.
#[inline]
fn any_byte(block: &[u8], predicate: impl Fn(u8) -> bool) -> bool {
    block.iter().fold(false, |any, byte| any | predicate(*byte))
}

/// Whether a character is forbidden in source text: control characters except line break and tab, noncharacters that
/// XML forbids, and overrides of the writing direction, which can disguise the text after them.
pub fn is_forbidden_char(c: char) -> bool {
    let is_direction_override = matches!(c, '\u{202d}' | '\u{202e}');
    let is_noncharacter = matches!(c, '\u{fffe}' | '\u{ffff}');
    c.is_control() && !matches!(c, '\n' | '\r' | '\t') || is_direction_override || is_noncharacter
}

/// Line and column of a byte offset, both from 1. Columns count characters.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let byte = floor_boundary(text, byte);
    let before = &text[..byte];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (line, before[start..].chars().count() + 1)
}

/// The last character boundary at or before `byte`.
pub fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_column_counts_characters() {
        let text = "один\nдва три";
        assert_eq!(line_column(text, text.find("три").unwrap()), (2, 5));
        assert_eq!(line_column(text, 1), (1, 1));
        assert_eq!(line_column(text, 999), (2, 8));
    }

    #[test]
    fn invisible_texts_have_no_visible_character() {
        for text in ["", " ", "\u{200B}", "\u{AD}\u{FEFF}", "\u{3164}", "\u{2800}\n", "\u{E0041}"] {
            assert!(!has_visible_char(text), "{text:?}");
        }
        for text in ["a", "\u{200B}a", "—", "№", "ā", "🙂"] {
            assert!(has_visible_char(text), "{text:?}");
        }
    }

    #[test]
    fn line_ends_of_old_macs_become_line_feeds() {
        for (typed, unified) in [("a\rb\r", "a\nb\n"), ("a\r\nb", "a\r\nb"), ("a\r\r\nb\rc", "a\n\r\nb\nc"), ("ā", "ā")]
        {
            assert_eq!(unify_line_ends(typed.to_owned()), unified);
            assert_eq!(unified.len(), typed.len());
        }
    }

    #[test]
    fn forbidden_characters_are_found_at_any_offset() {
        let padding = "ā b\n".repeat(40);
        for c in ('\0'..='\u{A0}').filter(|c| c.is_control()) {
            for offset in [0, 5, 80, padding.len()] {
                let text = format!("{}{c}{}", &padding[..offset], &padding[offset..]);
                let is_allowed = matches!(c, '\n' | '\r' | '\t');
                assert_eq!(find_forbidden_char(&text), (!is_allowed).then_some((offset, c)), "{c:?} at {offset}");
            }
        }
        assert_eq!(find_forbidden_char("\u{A0}§ā – „a” \u{FEFF}"), None);
        assert_eq!(find_forbidden_char("ā\u{202E}"), Some((2, '\u{202E}')));
        assert_eq!(find_forbidden_char("ā\u{FFFF}"), Some((2, '\u{FFFF}')));
    }
}
