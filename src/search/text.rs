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
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}');
    let joins = |c: char| matches!(c, '\'' | '’' | 'ʼ' | '`' | '´' | '\u{AD}');
    text.split(move |c: char| !letter(c) && !joins(c))
        .map(move |word| word.trim_matches(joins))
        .filter(|word| !word.is_empty())
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
    }
}
