//! The reference of diagnostic codes, as `situ explain` says them, in one language.

use super::markdown::{sentence, text};
use crate::diagnostics::{Code, Severity};
use crate::i18n::Messages;
use crate::report::Explanation;

/// One section for errors and one for warnings, each with its codes sorted.
pub fn section(lang: &str) -> String {
    let messages = Messages::for_writer(lang);
    let mut out = String::new();
    for (severity, anchor) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
        let mut codes: Vec<Code> = Code::ALL.iter().copied().filter(|code| code.severity() == severity).collect();
        codes.sort_by_key(|code| code.as_str());
        out.push_str(&format!("## {} {{#{anchor}-list}}\n\n", capitalised(&messages.text(anchor, &[]))));
        for code in codes {
            let Explanation { message, reason, help, .. } = Explanation::of(code, &messages);
            let (name, label) = (code.as_str(), messages.text("help", &[]));
            // The message may say the reason already.
            let reason = if reason == message { String::new() } else { format!(" {}", sentence(&reason)) };
            let (message, help) = (sentence(&message), text(&help));
            out.push_str(&format!("### {name} {{#{name}}}\n\n**{message}**{reason}\n\n*{label}:* {help}\n\n"));
        }
    }
    out.trim_end().to_owned() + "\n"
}

/// A word with a capital letter.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
