//! The form of placeholders in texts to send: words in square brackets.

/// The text before the next `[placeholder]`, the placeholder with its brackets, and the text after it.
pub fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('[')?;
    let close = open + text[open..].find(']')?;
    Some((&text[..open], &text[open..=close], &text[close + 1..]))
}

/// The words of a placeholder, as [`super::CaseTexts::blanks`] has them.
pub fn placeholder_words(placeholder: &str) -> String {
    placeholder.trim_matches(['[', ']']).trim().to_lowercase()
}
