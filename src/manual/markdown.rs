//! Plain texts of the program as Markdown.
//!
//! Takes texts with `code` between backticks, and words such as `[[id]]` without; returns Markdown that shows them as they
//! are, with such words as code.

/// Characters that may begin markup. A word that has one is shown as code.
const MARKUP: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '{', '}', '#', '|', '~', '=', '/', '^', '$'];

/// Characters at the end of a word that belong to the sentence.
const PUNCTUATION: &[char] = &[',', '.', ';', ':', '?', '!'];

/// A text as Markdown. Lines below the first one are an example and become a block of code.
pub fn text(text: &str) -> String {
    match text.split_once('\n') {
        Some((first, rest)) => format!("{}\n\n```text\n{}\n```", sentence(first), rest.trim_matches('\n')),
        None => sentence(text),
    }
}

/// A text on one line as Markdown.
pub fn sentence(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // Backticks that do not come in pairs are characters.
    if parts.len().is_multiple_of(2) {
        return words(text);
    }
    let part = |(index, part): (usize, &&str)| if index % 2 == 1 { code(part) } else { words(part) };
    parts.iter().enumerate().map(part).collect()
}

/// A sentence in a cell of a table.
pub fn cell(text: &str) -> String {
    sentence(text).replace('|', "\\|")
}

/// Code in a sentence; empty if `text` is.
pub fn code(text: &str) -> String {
    match text {
        "" => String::new(),
        text if text.contains('`') => format!("`` {text} ``"),
        text => format!("`{text}`"),
    }
}

/// Code in a cell of a table.
pub fn code_cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// The id of a heading for a name: `content/<language>/site.yaml` -> `content-language-site-yaml`.
pub fn anchor(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// Whether a word may be markup, or is the hyphen of a list or a table.
fn is_markup(word: &str) -> bool {
    word.contains(MARKUP) || (!word.is_empty() && word.chars().all(|c| c == '-'))
}

/// The words of a text, those that may be markup as code. Neighbours share one piece of code.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut pending: Vec<&str> = Vec::new();
    for word in text.split_inclusive(' ') {
        if is_markup(word.trim_end()) {
            pending.push(word);
            // The end of a sentence or of its part ends the code.
            if word.trim_end().ends_with(PUNCTUATION) {
                push_code(&mut out, &mut pending);
            }
        } else {
            push_code(&mut out, &mut pending);
            out.push_str(word);
        }
    }
    push_code(&mut out, &mut pending);
    out
}

/// Moves the `pending` words to the end of `out` as code, without the punctuation and the spaces around them.
fn push_code(out: &mut String, pending: &mut Vec<&str>) {
    let all = std::mem::take(pending).concat();
    let unopened = |text: &str| text.ends_with(')') && !text.contains('(');
    let mut inner = all.trim_end();
    while inner.ends_with(PUNCTUATION) || unopened(inner) {
        inner = &inner[..inner.len() - 1];
    }
    let start = if inner.contains(')') { 0 } else { inner.len() - inner.trim_start_matches('(').len() };
    out.push_str(&all[..start]);
    out.push_str(&code(&inner[start..]));
    out.push_str(&all[inner.len()..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_like_markup_are_code() {
        for (plain, markdown) in [
            ("Use `a_b` or [[id]].", "Use `a_b` or `[[id]]`."),
            ("Write: - [ ] What to do. → [[x]]", "Write: `- [ ]` What to do. → `[[x]]`"),
            ("See [!LAW <country> <date>](https://…)", "See `[!LAW <country> <date>](https://…)`"),
            ("Known: #id (letters, - and _; not ui_) here.", "Known: `#id` (letters, `-` and `_`; not `ui_`) here."),
            ("A ` alone", "A `` ` `` alone"),
            ("Nothing (at all).", "Nothing (at all)."),
        ] {
            assert_eq!(sentence(plain), markdown);
        }
        assert_eq!(cell("`a|b` c"), "`a\\|b` c");
        assert_eq!(text("Write:\n---\na: b\n---"), "Write:\n\n```text\n---\na: b\n---\n```");
        assert_eq!(anchor("content/<language>/site.yaml"), "content-language-site-yaml");
    }
}
