//! Words out of HTML.
//!
//! Takes the HTML that situ itself has written (so tags are well formed and entities few); gives its stretches of text
//! and their words. Never a parser for foreign HTML.

use std::borrow::Cow;

/// The stretches of text between the tags, and whether each stands in a heading.
pub fn stretches(html: &str, mut put: impl FnMut(&str, bool)) {
    let mut in_heading = false;
    let mut rest = html;
    while !rest.is_empty() {
        let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if !text.trim_ascii().is_empty() {
            put(&read(text), in_heading);
        }
        let (tag, after) = after.split_at(after.find('>').map_or(after.len(), |end| end + 1));
        rest = after;
        match tag.as_bytes() {
            [b'<', b'h', b'1'..=b'6', ..] => in_heading = true,
            [b'<', b'/', b'h', b'1'..=b'6', ..] => in_heading = false,
            _ => {}
        }
    }
}

/// Text with its entities read.
fn read(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split('&');
    plain.extend(parts.next());
    for part in parts {
        let entity = part.split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        let (c, after) = entity.unwrap_or(('&', part));
        plain.push(c);
        plain.push_str(after);
    }
    Cow::Owned(plain)
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
        while !matches!(class_at(text, at)?, Class::Letter(_)) {
            at += 1;
        }
        let (start, mut end) = (at, at);
        loop {
            match class_at(text, at) {
                Some(Class::Letter(bytes)) => {
                    at += usize::from(bytes);
                    end = at;
                }
                Some(Class::Joint(bytes)) => at += usize::from(bytes),
                Some(Class::Other) | None => return Some(&text[start..end]),
            }
        }
    })
}

/// What a letter is for words, with its bytes.
#[derive(Clone, Copy)]
enum Class {
    Letter(u8),
    /// Inside a word it belongs to the word.
    Joint(u8),
    /// Also all bytes of a letter but the first.
    Other,
}

/// What begins with a byte; none where all of the letter has to be looked at.
static BY_BYTE: [Option<Class>; 256] = {
    let mut classes = [None; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Some(Class::Letter(1)),
            b'\'' | b'`' => Some(Class::Joint(1)),
            // Latin from U+0100 to U+027F, Cyrillic from U+0400 to U+047F: letters all.
            0xC4..=0xC9 | 0xD0 | 0xD1 => Some(Class::Letter(2)),
            ..0xC0 => Some(Class::Other),
            _ => None,
        };
        byte += 1;
    }
    classes
};

/// What stands at the byte `at`; none behind the text. A build asks this of every letter of a site, so the common ones are
/// told without the tables of Unicode.
#[inline(always)]
fn class_at(text: &str, at: usize) -> Option<Class> {
    match BY_BYTE[usize::from(*text.as_bytes().get(at)?)] {
        None => rare(text, at),
        known => known,
    }
}

#[inline(never)]
fn rare(text: &str, at: usize) -> Option<Class> {
    let c = text[at..].chars().next()?;
    let bytes = c.len_utf8() as u8;
    Some(match c {
        '’' | 'ʼ' | '´' | '\u{AD}' => Class::Joint(bytes),
        '\u{300}'..='\u{36F}' => Class::Letter(bytes),
        _ if c.is_alphanumeric() => Class::Letter(bytes),
        _ => Class::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_from_tags_and_headings() {
        let html = "<p>One &amp;\n<em>two&nbsp;&#51;</em>.</p><h2 id=\"x\">A <code>b</code></h2>\n<ul><li>c</li></ul>";
        let mut found = Vec::new();
        stretches(html, |text, heading| found.push((text.to_owned(), heading)));
        let expected =
            [("One &\n", false), ("two\u{a0}3", false), (".", false), ("A ", true), ("b", true), ("c", false)];
        assert_eq!(found, expected.map(|(text, heading)| (text.to_owned(), heading)));
        stretches("", |_, _| panic!("there is no text"));
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
