//! Placeholders of ready messages in a form other than square brackets.
//!
//! Takes a text event inside a ready message; reports each placeholder, with a fix if it has words.

use super::MarkupLinter;
use crate::diagnostics::{Code, Fix};

impl MarkupLinter<'_, '_> {
    /// Reports `{date}` and `___` in a ready message.
    pub(super) fn placeholders(&mut self, text: &str, start: usize) {
        let mut from = 0;
        while let Some(open) = text[from..].find('{').map(|index| from + index) {
            let Some(close) = text[open..].find('}').map(|index| open + index) else { break };
            let words = &text[open + 1..close];
            if words.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')) && !words.trim().is_empty() {
                let range = start + open..start + close + 1;
                let diagnostic = self.report(Code::NotAPlaceholder, range.clone());
                diagnostic.args.push(("typed", text[open..=close].to_owned()));
                diagnostic.fix = Some(Fix::new(range, format!("[{}]", words.trim())));
            }
            from = close + 1;
        }
        if let Some(open) = text.find("___") {
            let length = text[open..].bytes().take_while(|byte| *byte == b'_').count();
            let raw = text[open..open + length].to_owned();
            self.report(Code::NotAPlaceholder, start + open..start + open + length).args.push(("typed", raw));
        }
    }
}
