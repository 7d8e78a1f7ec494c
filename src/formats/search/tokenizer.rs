//! The tokenizer of the search index.
//!
//! Takes HTML that situ has written (well-formed tags, few entities) or plain text; returns its words. Never parses
//! HTML from elsewhere.

use std::borrow::Cow;

use super::compounds::Compound;

/// Calls `emit` with the bytes of each word between the tags and in the descriptions of pictures, of each compound that
/// hyphens join, and with whether the word is in a heading. The bytes are valid UTF-8; they are not a `str`, because
/// checking the boundaries of every word takes time.
pub(super) fn html_words(html: &str, mut emit: impl FnMut(&[u8], bool)) {
    let bytes = html.as_bytes();
    let (mut at, mut in_heading) = (0, false);
    let mut compound = Compound::default();
    let emit_compound = |compound: Option<Compound>, emit: &mut dyn FnMut(&[u8], bool)| {
        let Some(compound) = compound else { return };
        let Some(joined) = compound.joined(html) else { return };
        let (word, _) = slow_word(&joined, 0, 0);
        emit(word.as_bytes(), compound.in_heading());
    };
    while let Some(byte) = bytes.get(at) {
        let plain_end = match BYTE_CLASSES[usize::from(*byte)] {
            ByteClass::Letter => at + find_byte(&bytes[at..], |byte| !is_letter(byte)),
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
                let end = at + find_byte(&bytes[at..], |byte| byte == b'>');
                if bytes[at..end].starts_with(b"<img ") {
                    plain_words(&description(&html[at..end]), |word| emit(word.as_bytes(), in_heading));
                }
                at = end + 1;
                continue;
            }
            ByteClass::Rare => match decoded_char_at(html, at) {
                Some((c, _)) if matches!(char_class(c), CharClass::Letter(_)) => at,
                Some((_, length)) => {
                    at += length;
                    continue;
                }
                None => break,
            },
        };
        let start = at;
        let end = match bytes.get(plain_end).map_or(ByteClass::Other, |byte| BYTE_CLASSES[usize::from(*byte)]) {
            ByteClass::Other => {
                emit(&bytes[at..plain_end], in_heading);
                at = plain_end + 1;
                plain_end
            }
            ByteClass::Tag => {
                emit(&bytes[at..plain_end], in_heading);
                at = plain_end;
                plain_end
            }
            _ => {
                let (word, end) = slow_word(html, at, plain_end);
                emit(word.as_bytes(), in_heading);
                at = end;
                end
            }
        };
        emit_compound(compound.push(bytes, start..end, in_heading), &mut emit);
    }
    emit_compound(compound.finish(), &mut emit);
}

/// Calls `emit` with each word of plain text, and with each compound that hyphens join.
pub(super) fn plain_words(text: &str, mut emit: impl FnMut(&str)) {
    let mut compound = Compound::default();
    let mut rest = 0;
    let emit_compound = |compound: Option<Compound>, emit: &mut dyn FnMut(&str)| {
        if let Some(joined) = compound.and_then(|compound| compound.joined(text)) {
            emit(&joined);
        }
    };
    for word in words(text) {
        emit(word);
        let start = rest + text[rest..].find(word).unwrap_or_default();
        rest = start + word.len();
        emit_compound(compound.push(text.as_bytes(), start..rest, false), &mut emit);
    }
    emit_compound(compound.finish(), &mut emit);
}

/// The description (`alt`) of a picture, with its entities decoded.
fn description(tag: &str) -> String {
    let Some((_, rest)) = tag.split_once(" alt=\"") else { return String::new() };
    let value = rest.split('"').next().unwrap_or_default();
    let mut at = 0;
    std::iter::from_fn(|| {
        let (c, length) = decoded_char_at(value, at)?;
        at += length;
        Some(c)
    })
    .collect()
}

/// Index of the first byte for which `is_end` holds, else `bytes.len()`. Branch-free over 16-byte blocks so that it
/// vectorises.
#[inline]
fn find_byte(bytes: &[u8], is_end: impl Fn(u8) -> bool) -> usize {
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

/// Whether a byte is [`ByteClass::Letter`], computed without a table and without a branch so that it vectorises.
#[inline]
const fn is_letter(byte: u8) -> bool {
    let latin = (byte | 0x20).wrapping_sub(b'a') < 26;
    let digit = byte.wrapping_sub(b'0') < 10;
    let continuation = byte & 0xC0 == 0x80;
    latin | digit | continuation | (byte.wrapping_sub(0xC4) < 6) | (byte & 0xFE == 0xD0)
}

/// The word that begins at `start`, and its end. Up to `plain_end` it has only letters with a byte class of their own;
/// after that it contains an entity, a connector or a rare letter.
#[cold]
fn slow_word(html: &str, start: usize, plain_end: usize) -> (Cow<'_, str>, usize) {
    let mut word = Cow::Borrowed(&html[start..plain_end]);
    let (mut at, mut connectors) = (plain_end, String::new());
    while let Some((c, length)) = decoded_char_at(html, at) {
        match char_class(c) {
            CharClass::Letter(_) => {
                let word = word.to_mut();
                word.push_str(&std::mem::take(&mut connectors));
                word.push(c);
            }
            CharClass::Connector(_) => connectors.push(c),
            CharClass::Other => break,
        }
        at += length;
    }
    (word, at)
}

/// The character at byte `at`, with an entity decoded, and its length in the HTML.
fn decoded_char_at(html: &str, at: usize) -> Option<(char, usize)> {
    let rest = &html[at..];
    let c = rest.chars().next()?;
    let after = &rest[c.len_utf8()..];
    let entity = || {
        let end = after.find([';', '&', '<']).filter(|end| after.as_bytes()[*end] == b';')?;
        Some((decode_entity(&after[..end])?, end + 2))
    };
    let decoded = if c == '&' { entity() } else { None };
    Some(decoded.unwrap_or((c, c.len_utf8())))
}

fn decode_entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{a0}',
        "shy" => '\u{AD}',
        _ => char::from_u32(name.strip_prefix('#')?.parse().ok()?)?,
    })
}

/// The words of plain text: letters, digits and combining marks. An apostrophe between letters belongs to the word.
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

/// The role of a character in words. The `u8` is the character's length in bytes.
#[derive(Clone, Copy)]
enum CharClass {
    Letter(u8),
    /// Part of a word only between letters (such as an apostrophe).
    Connector(u8),
    /// Separates words. Also the class of continuation bytes.
    Other,
}

/// Character classes, indexed by first byte; `None` if the class depends on the whole character.
static FIRST_BYTE_CLASSES: [Option<CharClass>; 256] = {
    let mut classes = [None; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Some(CharClass::Letter(1)),
            b'\'' | b'`' => Some(CharClass::Connector(1)),
            // Latin from U+0100 to U+027F, Cyrillic from U+0400 to U+047F: all are letters.
            0xC4..=0xC9 | 0xD0 | 0xD1 => Some(CharClass::Letter(2)),
            ..0xC0 => Some(CharClass::Other),
            _ => None,
        };
        byte += 1;
    }
    classes
};

/// Character class at byte `at`; `None` past the end. Hot path: common scripts use a byte table instead of Unicode
/// properties.
#[inline(always)]
fn class_at(text: &str, at: usize) -> Option<CharClass> {
    match FIRST_BYTE_CLASSES[usize::from(*text.as_bytes().get(at)?)] {
        None => Some(char_class(text[at..].chars().next()?)),
        class => class,
    }
}

#[inline(never)]
fn char_class(c: char) -> CharClass {
    let bytes = c.len_utf8() as u8;
    match c {
        '\'' | '`' | '’' | 'ʼ' | '´' | '\u{AD}' => CharClass::Connector(bytes),
        '\u{300}'..='\u{36F}' => CharClass::Letter(bytes),
        _ if c.is_alphanumeric() => CharClass::Letter(bytes),
        _ => CharClass::Other,
    }
}

/// What a byte of HTML means for splitting words: part of a word, separator, or start of a tag or entity.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ByteClass {
    /// The first or a later byte of a letter.
    Letter,
    Connector,
    Other,
    /// Begins a tag.
    Tag,
    /// Begins an entity, or a character whose class depends on all its bytes.
    Rare,
}

static BYTE_CLASSES: [ByteClass; 256] = {
    let mut classes = [ByteClass::Rare; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match (byte as u8, FIRST_BYTE_CLASSES[byte]) {
            (b'<', _) => ByteClass::Tag,
            (b'&', _) | (_, None) => ByteClass::Rare,
            (0x80..=0xBF, _) | (_, Some(CharClass::Letter(_))) => ByteClass::Letter,
            (_, Some(CharClass::Connector(_))) => ByteClass::Connector,
            (_, Some(CharClass::Other)) => ByteClass::Other,
        };
        byte += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of `html`, each after a space; words of headings have a `#`.
    fn spaced(html: &str) -> String {
        let mut found = String::new();
        html_words(html, |word, heading| {
            found.push_str(if heading { " #" } else { " " });
            found.push_str(std::str::from_utf8(word).unwrap());
        });
        found
    }

    #[test]
    fn html_words_skips_tags_and_recognises_headings() {
        let html = "<p>One &amp;\n<em>two&nbsp;&#51;</em>.</p><h2 id=\"x\">A <code>b</code></h2>\n<ul><li>c</li></ul>d";
        assert_eq!(spaced(html), " One two 3 #A #b c d");
        assert_eq!(spaced("a<b>b</b>c<hr>d<h1>e</h1>"), " a b c d #e");
        assert_eq!(spaced(""), "");
        assert_eq!(spaced("<p>a <unfinished"), " a");
    }

    #[test]
    fn html_words_equals_words_of_the_text() {
        let texts = [
            "L'a'cis, 'viens' e-pasts!",
            "«Ünï» – größe…",
            "web-lapa: e-pasts-x, a\u{2011}b\u{2010}c; 2026-11-29 -a- b--c d – e a-b-c-d-e L'a-cis",
            "''a'' ' b` ’",
            "и\u{306}о\u{301}й",
            "a\u{AD}b 4×4 x²",
            "ŠĶŪŅA",
        ];
        for text in texts {
            let mut plain = String::new();
            plain_words(text, |word| plain.push_str(&format!(" {word}")));
            assert_eq!(spaced(text), plain);
            assert_eq!(spaced(&format!("{text}<br>")), plain);
        }
    }

    #[test]
    fn html_words_joins_compounds() {
        assert_eq!(spaced("<p>Web-lapa un e-pasts.</p>"), " Web lapa un Weblapa e pasts epasts");
        assert_eq!(spaced("<h2>Счет-фактура</h2> a"), " #Счет #фактура a #Счетфактура");
        assert_eq!(spaced("2026-11-29 covid-19"), " 2026 11 29 covid 19 covid19");
        assert_eq!(spaced("a-<b>b</b> c - d e--f"), " a b c d e f");
        assert_eq!(spaced("a-b-c-d a-b-c-d-e"), " a b c d a abcd b c d e");
        assert_eq!(spaced("x&#39;y-z"), " x'y z x'yz");
    }

    #[test]
    fn html_words_reads_descriptions_of_pictures() {
        let picture = "<p>a <img src=\"x-y.png\" alt=\"Plāns &amp; e-pasts &quot;b&quot;\" title=\"c\"> d</p>";
        assert_eq!(spaced(picture), " a Plāns e pasts b epasts d");
        assert_eq!(spaced("<img alt=\"\"><image alt=\"x\"><img src=\"a\">"), "");
    }

    #[test]
    fn html_words_decodes_entities() {
        assert_eq!(spaced("a&#39;b c&shy;d &quot;e&quot; f&amp;g"), " a'b c\u{AD}d e f g");
        assert_eq!(spaced("&#1103;&#1076; d&#39;&quot; &#39;x"), " яд d x");
        assert_eq!(spaced("a & b &c d; &e <i>;</i> &"), " a b c d e");
    }

    #[test]
    fn is_letter_agrees_with_the_byte_classes() {
        for byte in 0..=255_u8 {
            assert_eq!(is_letter(byte), BYTE_CLASSES[usize::from(byte)] == ByteClass::Letter, "{byte:#x}");
        }
        for length in 0..70 {
            let word = "vārds".repeat(14);
            let Some(word) = word.get(..length) else { continue };
            assert_eq!(spaced(&format!("{word} b<i>c")), format!(" {word} b c").replace("  ", " "));
            assert_eq!(spaced(&format!("<{}>{word}", "x".repeat(length))), spaced(word));
        }
    }

    #[test]
    fn words_include_inner_apostrophes() {
        assert_eq!(words("L'a'cis, 'viens' e-pasts!").collect::<Vec<_>>(), ["L'a'cis", "viens", "e", "pasts"]);
        assert_eq!(words("''a'' ' b").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(words(" '").next(), None);
    }

    #[test]
    fn words_use_unicode_letters() {
        for c in '\0'..='\u{FFFF}' {
            let connector = matches!(c, '\'' | '’' | 'ʼ' | '`' | '´' | '\u{AD}');
            let letter = c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}');
            let count = words(&format!("a{c}b")).count();
            assert_eq!(count, if letter || connector { 1 } else { 2 }, "{c:?}");
            assert_eq!(words(&c.to_string()).count(), usize::from(letter && !connector), "{c:?}");
        }
    }
}
