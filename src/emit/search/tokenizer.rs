//! Words out of HTML.
//!
//! Takes the HTML that situ itself has written (so tags are well formed and entities few), or plain text; gives the words. Never a parser for foreign HTML.

use std::borrow::Cow;

/// The bytes of each word of the text between the tags, and whether it stands in a heading. They are whole letters, which
/// need not be proved for each of a million words.
pub fn words_of_html(html: &str, mut put: impl FnMut(&[u8], bool)) {
    let bytes = html.as_bytes();
    let (mut at, mut in_heading) = (0, false);
    while let Some(byte) = bytes.get(at) {
        let plain = match SIGNS[usize::from(*byte)] {
            ByteClass::Letter => at + first(&bytes[at..], |byte| !is_letter(byte)),
            ByteClass::Other | ByteClass::Connector => {
                at += 1;
                continue;
            }
            ByteClass::Tag => {
                match bytes[at..] {
                    [_, b'h', b'1'..=b'6', ..] => in_heading = true,
                    [_, b'/', b'h', b'1'..=b'6', ..] => in_heading = false,
                    _ => {}
                }
                at += first(&bytes[at..], |byte| byte == b'>') + 1;
                continue;
            }
            ByteClass::Rare => match letter_at(html, at) {
                Some((c, _)) if matches!(class(c), CharClass::Letter(_)) => at,
                Some((_, length)) => {
                    at += length;
                    continue;
                }
                None => return,
            },
        };
        match bytes.get(plain).map_or(ByteClass::Other, |byte| SIGNS[usize::from(*byte)]) {
            ByteClass::Other => {
                put(&bytes[at..plain], in_heading);
                at = plain + 1;
            }
            ByteClass::Tag => {
                put(&bytes[at..plain], in_heading);
                at = plain;
            }
            _ => {
                let (word, end) = odd(html, at, plain);
                put(word.as_bytes(), in_heading);
                at = end;
            }
        }
    }
}

/// The place of the first byte that is an end, or behind all. Sixteen bytes at a time, and without a branch among them, so
/// that they are looked at together.
#[inline]
fn first(bytes: &[u8], is_end: impl Fn(u8) -> bool) -> usize {
    let mut at = 0;
    while let Some(block) = bytes[at..].first_chunk::<16>() {
        let ends: [u8; 16] = std::array::from_fn(|i| if is_end(block[i]) { 0xFF } else { 0 });
        let ends = u128::from_le_bytes(ends);
        if ends != 0 {
            return at + ends.trailing_zeros() as usize / 8;
        }
        at += 16;
    }
    let rest = &bytes[at..];
    at + rest.iter().position(|byte| is_end(*byte)).unwrap_or(rest.len())
}

/// Whether a byte is [`ByteClass::Letter`]; said without a table and without a branch.
#[inline]
const fn is_letter(byte: u8) -> bool {
    let latin = (byte | 0x20).wrapping_sub(b'a') < 26;
    let digit = byte.wrapping_sub(b'0') < 10;
    let further = byte & 0xC0 == 0x80;
    latin | digit | further | (byte.wrapping_sub(0xC4) < 6) | (byte & 0xFE == 0xD0)
}

/// The word that begins at `start` and is plain up to `plain`, with what entities and rare letters add to it; and where it
/// ends.
#[cold]
fn odd(html: &str, start: usize, plain: usize) -> (Cow<'_, str>, usize) {
    let mut word = Cow::Borrowed(&html[start..plain]);
    let (mut at, mut joints) = (plain, String::new());
    while let Some((c, length)) = letter_at(html, at) {
        match class(c) {
            CharClass::Letter(_) => {
                let word = word.to_mut();
                word.push_str(&std::mem::take(&mut joints));
                word.push(c);
            }
            CharClass::Connector(_) => joints.push(c),
            CharClass::Other => break,
        }
        at += length;
    }
    (word, at)
}

/// The letter at a byte, with its entity read, and the bytes that it takes.
fn letter_at(html: &str, at: usize) -> Option<(char, usize)> {
    let rest = &html[at..];
    let c = rest.chars().next()?;
    let behind = &rest[c.len_utf8()..];
    let entity = || {
        let end = behind.find([';', '&', '<']).filter(|end| behind.as_bytes()[*end] == b';')?;
        Some((character(&behind[..end])?, end + 2))
    };
    let read = if c == '&' { entity() } else { None };
    Some(read.unwrap_or((c, c.len_utf8())))
}

fn character(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{a0}',
        "shy" => '\u{AD}',
        _ => char::from_u32(entity.strip_prefix('#')?.parse().ok()?)?,
    })
}

/// The words of a text: letters, digits and marks; an apostrophe inside joins.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while !matches!(class_at(text, at)?, CharClass::Letter(_)) {
            at += 1;
        }
        let (start, mut end) = (at, at);
        loop {
            match class_at(text, at) {
                Some(CharClass::Letter(bytes)) => {
                    at += usize::from(bytes);
                    end = at;
                }
                Some(CharClass::Connector(bytes)) => at += usize::from(bytes),
                Some(CharClass::Other) | None => return Some(&text[start..end]),
            }
        }
    })
}

/// What a letter is for words, with its bytes.
#[derive(Clone, Copy)]
enum CharClass {
    Letter(u8),
    /// Inside a word it belongs to the word.
    Connector(u8),
    /// Also all bytes of a letter but the first.
    Other,
}

/// What begins with a byte; none where all of the letter has to be looked at.
static BY_BYTE: [Option<CharClass>; 256] = {
    let mut classes = [None; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Some(CharClass::Letter(1)),
            b'\'' | b'`' => Some(CharClass::Connector(1)),
            // Latin from U+0100 to U+027F, Cyrillic from U+0400 to U+047F: letters all.
            0xC4..=0xC9 | 0xD0 | 0xD1 => Some(CharClass::Letter(2)),
            ..0xC0 => Some(CharClass::Other),
            _ => None,
        };
        byte += 1;
    }
    classes
};

/// What stands at the byte `at`; none behind the text. A build asks this of every letter of a site, so the common ones are
/// told without the tables of Unicode.
#[inline(always)]
fn class_at(text: &str, at: usize) -> Option<CharClass> {
    match BY_BYTE[usize::from(*text.as_bytes().get(at)?)] {
        None => Some(class(text[at..].chars().next()?)),
        known => known,
    }
}

#[inline(never)]
fn class(c: char) -> CharClass {
    let bytes = c.len_utf8() as u8;
    match c {
        '\'' | '`' | '’' | 'ʼ' | '´' | '\u{AD}' => CharClass::Connector(bytes),
        '\u{300}'..='\u{36F}' => CharClass::Letter(bytes),
        _ if c.is_alphanumeric() => CharClass::Letter(bytes),
        _ => CharClass::Other,
    }
}

/// What a byte of HTML is for words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ByteClass {
    /// Of a letter, be it the first of its bytes or another.
    Letter,
    Connector,
    Other,
    /// Begins a tag.
    Tag,
    /// Begins an entity, or what has to be looked at as a whole.
    Rare,
}

static SIGNS: [ByteClass; 256] = {
    let mut signs = [ByteClass::Rare; 256];
    let mut byte = 0;
    while byte < 256 {
        signs[byte] = match (byte as u8, BY_BYTE[byte]) {
            (b'<', _) => ByteClass::Tag,
            (b'&', _) | (_, None) => ByteClass::Rare,
            (0x80..=0xBF, _) | (_, Some(CharClass::Letter(_))) => ByteClass::Letter,
            (_, Some(CharClass::Connector(_))) => ByteClass::Connector,
            (_, Some(CharClass::Other)) => ByteClass::Other,
        };
        byte += 1;
    }
    signs
};

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> String {
        let mut found = String::new();
        words_of_html(html, |word, heading| {
            found.push_str(if heading { " #" } else { " " });
            found.push_str(std::str::from_utf8(word).unwrap());
        });
        found
    }

    #[test]
    fn words_are_told_from_tags_and_headings() {
        let html = "<p>One &amp;\n<em>two&nbsp;&#51;</em>.</p><h2 id=\"x\">A <code>b</code></h2>\n<ul><li>c</li></ul>d";
        assert_eq!(found(html), " One two 3 #A #b c d");
        assert_eq!(found("a<b>b</b>c<hr>d<h1>e</h1>"), " a b c d #e");
        assert_eq!(found(""), "");
        assert_eq!(found("<p>a <unfinished"), " a");
    }

    #[test]
    fn words_of_html_are_those_of_its_text() {
        let texts = [
            "L'a'cis, 'viens' e-pasts!",
            "«Ünï» – größe…",
            "''a'' ' b` ’",
            "и\u{306}о\u{301}й",
            "a\u{AD}b 4×4 x²",
            "ŠĶŪŅA",
        ];
        for text in texts {
            let plain: String = words(text).map(|word| format!(" {word}")).collect();
            assert_eq!(found(text), plain);
            assert_eq!(found(&format!("{text}<br>")), plain);
        }
    }

    #[test]
    fn entities_are_letters_joints_or_gaps() {
        assert_eq!(found("a&#39;b c&shy;d &quot;e&quot; f&amp;g"), " a'b c\u{AD}d e f g");
        assert_eq!(found("&#1103;&#1076; d&#39;&quot; &#39;x"), " яд d x");
        assert_eq!(found("a & b &c d; &e <i>;</i> &"), " a b c d e");
    }

    #[test]
    fn letters_are_told_alike_in_both_ways() {
        for byte in 0..=255_u8 {
            assert_eq!(is_letter(byte), SIGNS[usize::from(byte)] == ByteClass::Letter, "{byte:#x}");
        }
        for length in 0..70 {
            let word = "vārds".repeat(14);
            let Some(word) = word.get(..length) else { continue };
            assert_eq!(found(&format!("{word} b<i>c")), format!(" {word} b c").replace("  ", " "));
            assert_eq!(found(&format!("<{}>{word}", "x".repeat(length))), found(word));
        }
    }

    #[test]
    fn apostrophes_join() {
        assert_eq!(words("L'a'cis, 'viens' e-pasts!").collect::<Vec<_>>(), ["L'a'cis", "viens", "e", "pasts"]);
        assert_eq!(words("''a'' ' b").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(words(" '").next(), None);
    }

    #[test]
    fn letters_are_those_of_unicode() {
        for c in '\0'..='\u{FFFF}' {
            let joint = matches!(c, '\'' | '’' | 'ʼ' | '`' | '´' | '\u{AD}');
            let letter = c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}');
            let count = words(&format!("a{c}b")).count();
            assert_eq!(count, if letter || joint { 1 } else { 2 }, "{c:?}");
            assert_eq!(words(&c.to_string()).count(), usize::from(letter && !joint), "{c:?}");
        }
    }
}
