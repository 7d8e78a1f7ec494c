//! Words and sentences out of HTML.
//!
//! Takes the HTML that situ itself has written (so tags are well formed and entities few); gives plain lines under
//! their headings. Never a parser for foreign HTML.

/// Lines under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Id of the heading, or empty.
    pub anchor: String,
    pub heading: String,
    pub lines: Vec<String>,
}

impl Section {
    /// What stands before the text.
    pub fn lead(line: &str) -> Section {
        let lines = if line.is_empty() { Vec::new() } else { vec![line.to_owned()] };
        Section { lines, ..Section::default() }
    }
}

/// Tags that do not part words; all others end a line.
const INLINE: [&str; 16] =
    ["a", "abbr", "b", "code", "del", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "input"];

/// The plain lines of a body, cut at its headings.
pub fn sections(html: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut line = String::new();
    let mut in_heading = false;
    let mut rest = html;
    while !rest.is_empty() {
        let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        push_text(&mut line, text);
        let (tag, after) = after.split_at(after.find('>').map_or(after.len(), |end| end + 1));
        rest = after;
        let inside = tag.trim_start_matches('<').trim_end_matches('>');
        let closes = inside.starts_with('/');
        let name = inside.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if name.is_empty() || INLINE.contains(&name) {
            continue;
        }
        let heading = matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
        let Some(section) = sections.last_mut() else { break };
        let ended = std::mem::take(&mut line);
        let ended = ended.trim();
        if in_heading {
            section.heading.push_str(ended);
        } else if !ended.is_empty() {
            section.lines.push(ended.to_owned());
        }
        if heading && !closes {
            sections.push(Section { anchor: attribute(inside, "id").to_owned(), ..Section::default() });
        }
        in_heading = (in_heading || heading) && !(heading && closes);
    }
    let ended = line.trim();
    if let (false, Some(section)) = (ended.is_empty(), sections.last_mut()) {
        section.lines.push(ended.to_owned());
    }
    sections.retain(|section| !section.lines.is_empty() || !section.heading.is_empty());
    sections
}

fn attribute<'t>(tag: &'t str, name: &str) -> &'t str {
    let found = tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
    found.map_or("", |(value, _)| value)
}

/// Text with its entities read and its blanks made one.
fn push_text(line: &mut String, text: &str) {
    line.reserve(text.len());
    let mut rest = text;
    loop {
        // Blanks, entities and soft hyphens begin with one of these bytes; all others are taken in stretches, and with
        // them each blank that is the only one.
        let mut blank = line.is_empty() || line.ends_with(' ');
        let special = |byte: &u8| {
            let second = *byte == b' ' && blank;
            blank = *byte == b' ';
            second || matches!(byte, b'\t'..=b'\r' | b'&' | 0xC2 | 0xE1..=0xE3)
        };
        let Some(at) = rest.as_bytes().iter().position(special) else { break };
        line.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(first) = rest.chars().next() else { break };
        let entity = rest.strip_prefix('&').and_then(|after| after.split_once(';'));
        let known = entity.and_then(|(name, after)| Some((character(name)?, after)));
        let (c, after) = known.unwrap_or((first, &rest[first.len_utf8()..]));
        rest = after;
        match c {
            '\u{AD}' => {}
            c if c.is_whitespace() => {
                if !line.is_empty() && !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            c => line.push(c),
        }
    }
    line.push_str(rest);
}

fn character(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => ' ',
        "shy" => '\u{AD}',
        _ => char::from_u32(entity.strip_prefix('#')?.parse().ok()?)?,
    })
}

/// The words of a text: letters, digits and marks; an apostrophe inside joins.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let joins = |c: char| matches!(c, '\'' | '’' | 'ʼ' | '`' | '´' | '\u{AD}');
    let of_word = move |c: char| is_letter(c) || joins(c);
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(is_letter)?;
        rest = &rest[start..];
        let end = rest.find(|c: char| !of_word(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word.trim_end_matches(joins))
    })
}

/// Letters, digits and marks. The letters of most texts are known without the tables of Unicode, which take longer.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        '\u{C0}'..='\u{24F}' => c != '×' && c != '÷',
        '\u{300}'..='\u{36F}' | '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' => true,
        _ => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_under_their_headings() {
        let html = "<p>One &amp;\n<em>two</em>.</p><h2 id=\"x\">A <code>b</code></h2>\n<ul><li>c</li><li>d</li></ul>";
        let section = |anchor: &str, heading: &str, lines: &[&str]| Section {
            anchor: anchor.into(),
            heading: heading.into(),
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        };
        assert_eq!(sections(html), [section("", "", &["One & two."]), section("x", "A b", &["c", "d"])]);
        assert!(sections("").is_empty());
    }

    #[test]
    fn apostrophes_join() {
        assert_eq!(words("L'a'cis, 'viens' e-pasts!").collect::<Vec<_>>(), ["L'a'cis", "viens", "e", "pasts"]);
    }
    #[test]
    fn letters_known_without_tables_are_those_of_unicode() {
        for c in ('\0'..='\u{FFFF}').filter(|c| !matches!(c, '\u{300}'..='\u{36F}')) {
            assert_eq!(is_letter(c), c.is_alphanumeric(), "{c:?}");
        }
    }
}
