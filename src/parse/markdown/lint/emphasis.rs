//! Emphasis that is opened and not closed.
//!
//! Takes a text event; reports one diagnostic. There is no fix, because only the author knows where the emphasis ends.

use super::MarkupLinter;
use crate::diagnostics::Code;

impl MarkupLinter<'_, '_> {
    /// Reports the first delimiter run of `text` that looks like emphasis and that the parser has left as text, once
    /// per paragraph.
    pub(super) fn unclosed_emphasis(&mut self, text: &str, start: usize, escaped: bool) {
        if self.paragraph.as_ref().is_some_and(|paragraph| paragraph.has_unclosed_emphasis) {
            return;
        }
        let bytes = text.as_bytes();
        let mut from = 0;
        while let Some(found) = text[from..].find(['*', '_', '~']).map(|index| from + index) {
            let length = bytes[found..].iter().take_while(|byte| **byte == bytes[found]).count();
            from = found + length;
            let before = text[..found].chars().next_back();
            let after = text[from..].chars().next();
            let is_escaped = before == Some('\\') || (found == 0 && escaped);
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let is_space = |c: Option<char>| c == Some(' ');
            let looks_open = match (bytes[found], length) {
                (b'*', 2 | 3) | (b'~', 2) => is_word(before) || is_word(after) || is_space(before) || is_space(after),
                // `_` within a name, and `*` after a word or between spaces, are ordinary text.
                (b'*', 1) => !is_word(before) && is_word(after) && before != Some('/'),
                (b'_', 2) => !is_word(before) && is_word(after),
                _ => false,
            };
            if looks_open && !is_escaped {
                let delimiter = text[found..from].to_owned();
                self.report(Code::UnclosedEmphasis, start + found..start + from).args.push(("mark", delimiter));
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.has_unclosed_emphasis = true;
                }
                return;
            }
        }
    }
}
