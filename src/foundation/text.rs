//! Scanners over bytes and characters of UTF-8 text.
//!
//! Takes strings; returns offsets, lines, columns and yes or no. Never allocates on its hot paths.

/// The first character that has no place in a text, and where it stands.
pub fn control_character(text: &str) -> Option<(usize, char)> {
    let mut start = 0;
    for block in text.as_bytes().chunks(64) {
        if any(block, begins_unfit) {
            for (at, byte) in block.iter().enumerate().map(|(at, byte)| (start + at, *byte)) {
                let found = begins_unfit(byte).then(|| text[at..].chars().next()).flatten().filter(|c| is_unfit(*c));
                if let Some(c) = found {
                    return Some((at, c));
                }
            }
        }
        start += block.len();
    }
    None
}

/// Whether a character that has no place in a text may begin with this byte: those beyond ASCII begin with 0xC2, 0xE2 or
/// 0xEF.
fn begins_unfit(byte: u8) -> bool {
    (byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t')) || matches!(byte, 0x7F | 0xC2 | 0xE2 | 0xEF)
}

/// Whether a text may hold a character that has no place in it, or a carriage return.
pub fn may_be_unfit(text: &str) -> bool {
    has(text, |byte| begins_unfit(byte) || byte == b'\r')
}

/// Whether a byte of the text is `wanted`.
#[inline]
pub fn has(text: &str, wanted: impl Fn(u8) -> bool + Copy) -> bool {
    text.as_bytes().chunks(64).any(|block| any(block, wanted))
}

/// All of a block is looked at without stopping, because that takes one step for many bytes.
#[inline]
fn any(block: &[u8], wanted: impl Fn(u8) -> bool) -> bool {
    block.iter().fold(false, |any, byte| any | wanted(*byte))
}

/// Characters that have no place in a text: control characters, those that XML forbids, and those that turn the
/// direction of all that follows.
pub fn is_unfit(c: char) -> bool {
    let override_of_direction = matches!(c, '\u{202d}' | '\u{202e}');
    let forbidden_in_xml = matches!(c, '\u{fffe}' | '\u{ffff}');
    c.is_control() && !matches!(c, '\n' | '\r' | '\t') || override_of_direction || forbidden_in_xml
}

/// Line and column of a byte, both from 1; columns count characters.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let byte = floor_boundary(text, byte);
    let before = &text[..byte];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (line, before[start..].chars().count() + 1)
}

/// The nearest character boundary at or before `byte`.
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
    fn columns_count_characters_not_bytes() {
        let text = "один\nдва три";
        assert_eq!(line_column(text, text.find("три").unwrap()), (2, 5));
        assert_eq!(line_column(text, 1), (1, 1));
        assert_eq!(line_column(text, 999), (2, 8));
    }

    #[test]
    fn control_characters_are_found_wherever_they_stand() {
        let filling = "ā b\n".repeat(40);
        for c in ('\0'..='\u{A0}').filter(|c| c.is_control()) {
            for at in [0, 5, 80, filling.len()] {
                let text = format!("{}{c}{}", &filling[..at], &filling[at..]);
                let blank = matches!(c, '\n' | '\r' | '\t');
                assert_eq!(control_character(&text), (!blank).then_some((at, c)), "{c:?} at {at}");
            }
        }
        assert_eq!(control_character("\u{A0}§ā – „a” \u{FEFF}"), None);
        assert_eq!(control_character("ā\u{202E}"), Some((2, '\u{202E}')));
        assert_eq!(control_character("ā\u{FFFF}"), Some((2, '\u{FFFF}')));
    }
}
