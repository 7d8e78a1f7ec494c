//! Plain texts: front matter and data files, in which no markup has a meaning.
//!
//! Takes YAML and its file; reports Markdown, HTML, markup of other programs (`foreign_markup`) and misleading characters
//! (`typed_characters`) in each text that readers see, because they would see it as typed. Single characters that also
//! occur in ordinary text are not reported, nor are placeholders such as `<name>`. Never changes a text.

use std::ops::Range;

use super::foreign_markup;
use super::typed_characters::check_yaml_texts;
use super::yaml_texts::{YamlText, data_file_texts, front_matter_texts};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::text::floor_boundary;
use crate::input::yaml::{self, Node};
use crate::linguistics::Language;
use crate::model::SharedStr;

/// Characters that delimit emphasis and code, longest first.
const DELIMITERS: [&str; 6] = ["**", "__", "~~", "*", "_", "`"];

/// How a line of Markdown may begin.
const LINE_STARTS: [&str; 8] = ["- [ ] ", "- [x] ", "[ ] ", "[x] ", "# ", "## ", "### ", "> "];

/// How many bytes after its start markup may end. Without a limit, a text of brackets would take quadratic time.
const MAX_MARKUP: usize = 300;

/// Checks the texts in the front matter of a document.
pub fn check_front_matter(
    path: &SharedStr,
    file: &str,
    node: &Node,
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) {
    check_texts(path, file, &front_matter_texts(file, node), language, diagnostics);
}

/// Checks the texts in a data file of a language. A file that is not YAML is reported by its reader.
pub fn check_data_file(path: &SharedStr, file: &str, language: &Language, diagnostics: &mut Vec<Diagnostic>) {
    if let Ok(node) = yaml::parse(path, file, 0..file.len()) {
        check_texts(path, file, &data_file_texts(path, file, &node), language, diagnostics);
    }
}

fn check_texts(
    path: &SharedStr,
    file: &str,
    texts: &[YamlText],
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) {
    check_yaml_texts(path, file, texts, language, diagnostics);
    // The name of a placeholder may have the brackets of a placeholder, and a pattern those of Fluent. The parser of
    // Markdown checks its own texts.
    for text in texts.iter().filter(|text| !text.is_placeholder && !text.is_markdown && !text.is_pattern) {
        let foreign = foreign_markup::check_text(path, file, text, diagnostics);
        let is_foreign =
            |found: &Range<usize>| foreign.iter().any(|one| one.start < found.end && found.start < one.end);
        for found in find_markup(&file[text.range.clone()]) {
            let range = text.range.start + found.start..text.range.start + found.end;
            if !is_foreign(&range) {
                let typed = &file[range.clone()];
                diagnostics.push(Diagnostic::new(Code::MarkupInText, Span::new(path, range)).arg("typed", typed));
            }
        }
    }
}

/// The bytes of all Markdown in a text.
fn find_markup(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    if let Some(start) = LINE_STARTS.iter().find(|start| text.starts_with(**start)) {
        at = start.trim_end().len();
        found.push(0..at);
    }
    let has_markup = |byte: u8| matches!(byte, b'[' | b']' | b'*' | b'_' | b'~' | b'`' | b'{' | b'&' | b'<');
    while let Some(index) = text.as_bytes()[at..].iter().position(|byte| has_markup(*byte)) {
        at += index;
        let near = &text[..floor_boundary(text, at + MAX_MARKUP)];
        let length = link(near, at).or_else(|| emphasis(near, at)).or_else(|| entity(&near[at..]));
        if let Some(length) = length {
            found.push(at..at + length);
            at += length;
            continue;
        }
        // A run of one character begins or ends one thing.
        let byte = text.as_bytes()[at];
        at += text.as_bytes()[at..].iter().take_while(|other| **other == byte).count();
    }
    found
}

/// The length of `[[id]]`, `[words](url)`, `<url>`, `[^1]` or `{#id}` at byte `at`.
fn link(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if rest.starts_with("[[") {
        return rest.find("]]").map(|end| end + 2);
    }
    if rest.starts_with("[^") {
        return rest.find(']').map(|end| end + 1);
    }
    if rest.starts_with("{#") {
        return rest.find('}').map(|end| end + 1);
    }
    if ["<http://", "<https://", "<mailto:"].iter().any(|open| rest.starts_with(open)) {
        return rest.find('>').map(|end| end + 1);
    }
    if rest.starts_with('[') {
        let close = rest.find(']')?;
        return rest[close..].starts_with("](").then(|| rest[close..].find(')').map(|end| close + end + 1)).flatten();
    }
    None
}

/// The length of emphasis or code that begins at byte `at`: delimiters that touch the words between them, and no letter
/// outside.
fn emphasis(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let delimiter = DELIMITERS.into_iter().find(|delimiter| rest.starts_with(delimiter))?;
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let inner = &rest[delimiter.len()..];
    if is_word(text[..at].chars().next_back())
        || !inner.starts_with(|c: char| c.is_alphanumeric() || "«„“\"(".contains(c))
    {
        return None;
    }
    let end = inner.find(delimiter)?;
    let is_closed =
        inner[..end].ends_with(|c: char| !c.is_whitespace()) && !is_word(inner[end + delimiter.len()..].chars().next());
    is_closed.then_some(end + 2 * delimiter.len())
}

/// The length of an HTML entity at the start of `text`.
fn entity(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('&')?;
    let end = inside.find(';').filter(|end| (2..=8).contains(end))?;
    let is_entity = inside[..end].trim_start_matches('#').chars().all(|c| c.is_ascii_alphanumeric());
    is_entity.then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_found_and_ordinary_text_is_not() {
        for (text, expected) in [
            ("Daļa, sk. [[calm]].", "[[calm]]"),
            ("Sk. [te](calm.md).", "[te](calm.md)"),
            ("Ļoti **svarīgi**.", "**svarīgi**"),
            ("Ļoti *svarīgi*.", "*svarīgi*"),
            ("Ļoti _svarīgi_", "_svarīgi_"),
            ("Rakstiet `git push`.", "`git push`"),
            ("Ne ~~tā~~.", "~~tā~~"),
            ("Vārds[^1]", "[^1]"),
            ("Vārds {#id}", "{#id}"),
            ("A&nbsp;B", "&nbsp;"),
            ("- [ ] Zvaniet", "- [ ]"),
            ("# Virsraksts", "#"),
            ("![x](media/x.png)", "[x](media/x.png)"),
            ("Sk. <https://example.org>.", "<https://example.org>"),
        ] {
            let found: Vec<&str> = find_markup(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, [expected], "{text}");
        }
        assert_eq!(find_markup("- [ ] **a** un [[b]] un *c*.").len(), 4);
        for text in [
            "Rakstiet līdz [datums], summa [summa] (ar PVN).",
            "5 * 3 * 2 = 30",
            "Cena* un vēl* kas",
            "mans_fails_jauns.pdf",
            "AT&T; a < b > c",
            "A<br>B",
            "C# un #1",
            "1. solis – 2 ~ 3",
            "{a, b} [x] ]",
            "snake_case un _viens",
        ] {
            assert_eq!(find_markup(text), Vec::<Range<usize>>::new(), "{text}");
        }
    }
}
