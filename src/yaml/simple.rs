//! Front matter in the forms that nearly everybody writes, read without the YAML parser: it is a twentieth of the work.
//!
//! Takes the text between the two `---` lines; gives the same [`Node`] that the parser gives, or nothing: then the parser
//! reads it. Understands `key: words`, `key: "words"`, `key: 2026-11-21`, and lists of ids, indented by two blanks or in
//! brackets. Whatever could mean anything else is the parser's. A test holds the two equal.

use std::ops::Range;

use super::{Name, Node, Value};

/// Words that are no text to YAML, in some version or spelling of it.
const RESERVED: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// The whole text; `base` is where it begins in its file.
pub(super) fn read(text: &str, base: usize) -> Option<Node> {
    let mut entries: Vec<(Name, Node)> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let start = base + text.len() - rest.len();
        let (line, behind) = rest.split_once('\n')?;
        rest = behind;
        let (key, value) = line.split_once(':')?;
        if !is_key(key) || entries.iter().any(|(name, _)| name.text == key) {
            return None;
        }
        let name = Name { text: key.to_owned(), range: start..start + key.len() };
        let at = start + key.len() + 2;
        let value = match value.strip_prefix(' ') {
            Some(value) => scalar(value, at).or_else(|| in_brackets(value, at))?,
            None if value.is_empty() => list(&mut rest, text, base)?,
            None => return None,
        };
        entries.push((name, value));
    }
    let (start, end) = (entries.first()?.0.range.start, entries.last()?.1.range.end);
    Some(Node { value: Value::Map(entries), range: start..end })
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') && !RESERVED.contains(&key)
}

fn text(words: &str, range: Range<usize>) -> Node {
    Node { value: Value::Text(words.to_owned()), range }
}

/// Words on one line; `at` is where they begin.
fn scalar(value: &str, at: usize) -> Option<Node> {
    let range = at..at + value.len();
    if let Some(inside) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        let plain = |c: char| !matches!(c, '"' | '\\' | '\u{2028}' | '\u{2029}' | '\u{feff}') && !c.is_control();
        return inside.chars().all(plain).then(|| text(inside, range));
    }
    let plain = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                ' ' | ',' | '.' | '-' | '–' | '—' | '?' | '!' | '(' | ')' | ';' | '„' | '“' | '”' | '«' | '»'
            )
    };
    let words = value.starts_with(char::is_alphabetic)
        && !value.ends_with(' ')
        && value.chars().all(plain)
        && !RESERVED.iter().any(|word| word.eq_ignore_ascii_case(value));
    (words || is_day(value)).then(|| text(value, range))
}

/// `2026-11-21`, which is a text to YAML.
fn is_day(value: &str) -> bool {
    value.len() == 10
        && value.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

fn is_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !RESERVED.contains(&word)
}

/// `[one, two]`
fn in_brackets(value: &str, at: usize) -> Option<Node> {
    let inside = value.strip_prefix('[')?.strip_suffix(']')?;
    let mut items = Vec::new();
    let mut start = at + 1;
    for word in inside.split(", ") {
        is_word(word).then(|| items.push(text(word, start..start + word.len())))?;
        start += word.len() + 2;
    }
    Some(Node { value: Value::List(items), range: at..at + value.len() })
}

/// Lines `  - word`, taken off `rest`.
fn list(rest: &mut &str, whole: &str, base: usize) -> Option<Node> {
    let mut items: Vec<Node> = Vec::new();
    while let Some(item) = rest.strip_prefix("  - ") {
        let (word, behind) = item.split_once('\n')?;
        let start = base + whole.len() - item.len();
        is_word(word).then(|| items.push(text(word, start..start + word.len())))?;
        *rest = behind;
    }
    let (start, end) = (items.first()?.range.start - "- ".len(), items.last()?.range.end);
    Some(Node { value: Value::List(items), range: start..end })
}

#[cfg(test)]
mod tests {
    use super::super::parsed;
    use super::*;

    /// How a text is read here, after it was held against the parser.
    fn simple(text: &str) -> bool {
        let file = format!("---\n{text}---\n");
        let range = 4..4 + text.len();
        let Some(node) = read(text, 4) else { return false };
        let slow = parsed(&"a.md".into(), &file, range).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        assert_eq!(format!("{node:?}"), format!("{slow:?}"), "{text}");
        true
    }

    #[test]
    fn what_is_read_here_is_what_the_parser_reads() {
        for text in [
            "title: Vispirms piezvaniet\n",
            "title: Что делать, если клиент – молчит (2)?\nsummary: a\n",
            "title: \"a: b # c, 'd' – „e”  f \"\nsummary: \"\"\n",
            "updated: 2026-11-21\ntitle: N 1e5.\n",
            "situations: [late-deadline, x2]\ntitle: a\n",
            "situations:\n  - late-deadline\n  - no-2\nupdated: 2026-11-21\n",
            "title: a\nsituations:\n  - late\n",
            "author: A. B.\nsource_hash: \"00ff\"\n",
            "title: nothing\nsummary: none\nwhen: Infinity\nslug: e10\nauthor: x.y\n",
            "title: a  b\n",
            "title: a -\nsummary: b - c\n",
            "title: a?\nsummary: b; c – „d” «e» “f”!\n",
        ] {
            assert!(simple(text), "{text}");
        }
    }

    #[test]
    fn whatever_could_mean_something_else_is_the_parsers() {
        for text in [
            "",
            "title: a: b\n",
            "title: yes\n",
            "title: True\n",
            "draft: false\n",
            "title: a #b\n",
            "title: 12\n",
            "title:\n",
            "title: \n",
            "title: a \n",
            "title: a\n  b\n",
            "title: 'a'\n",
            "title: \"a\\n\"\n",
            "title: \"a\" b\"\n",
            "title: a\ntitle: b\n",
            "title: |\n  a\n",
            "title: &a b\n",
            "title: a\r\n",
            "# a\ntitle: b\n",
            "title: a\n\n",
            "situations: []\n",
            "situations: [a,b]\n",
            "situations: [a, true]\n",
            "situations:\n- a\n",
            "situations:\n  - a b\n",
            "situations:\n  - a\n    - b\n",
            "title: \u{feff}a\n",
            "no: a\n",
            "title: a",
        ] {
            assert!(read(text, 0).is_none(), "{text}");
        }
    }

    #[test]
    fn the_texts_of_this_site_are_read_alike() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
        let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).map(|entry| entry.into_path());
        let mut count = [0, 0];
        for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "md")) {
            let text = std::fs::read_to_string(path).unwrap();
            let front = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap().0;
            count[usize::from(simple(&format!("{front}\n")))] += 1;
        }
        assert!(count[1] > 20, "{count:?}");
    }
}
