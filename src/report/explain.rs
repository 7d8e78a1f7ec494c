//! What a code means, for writers who ask.
//!
//! Input: a code and the messages of one language. Output: text. Everything comes from the table of codes and from the
//! messages, so a new code needs no documentation of its own.

use super::severity_name;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::i18n::Messages;

/// What a code means, in one language.
///
/// Arguments that only an actual mistake has appear as `<name>`. Of a message with variants, the general one is used.
pub struct Explanation {
    /// Error or warning.
    pub severity: String,
    /// What is wrong.
    pub message: String,
    /// Why the rule exists.
    pub reason: String,
    /// What to do.
    pub help: String,
}

impl Explanation {
    /// The explanation of a code.
    pub fn of(code: Code, messages: &Messages) -> Explanation {
        let example = Diagnostic::new(code, Span::file(&"".into()));
        Explanation {
            severity: severity_name(code.severity(), messages),
            message: show_arguments(&messages.diagnostic(&example)),
            reason: messages.reason(code),
            help: show_arguments(&messages.help(&example)),
        }
    }
}

/// Severity, code and message in one line, what it means, and the help.
pub fn explain(code: Code, messages: &Messages) -> String {
    let Explanation { severity, message, reason, help } = Explanation::of(code, messages);
    let help_label = messages.text("help", &[]);
    format!("{severity}[{}]: {message}\n\n{reason}\n\n{help_label}: {help}\n", code.as_str())
}

/// Replaces `{$name}`, by which Fluent shows a missing argument, with `<name>`.
fn show_arguments(template: &str) -> String {
    let mut parts = template.split("{$");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('}') {
            Some((name, rest)) => out.extend(["<", name, ">", rest]),
            None => out.extend(["{$", part]),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::PACKS;

    #[test]
    fn explain_has_message_reason_and_help() {
        let text = explain(Code::UnknownSituation, &Messages::for_writer("en"));
        let lines: Vec<&str> = text.lines().collect();
        let title = "error[unknown-situation]: There is no situation `<situation>` in situations.yaml.";
        assert_eq!(lines[..2], [title, ""]);
        assert!(!lines[2].is_empty() && lines[3].is_empty(), "{text}");
        assert!(lines[4].len() > 20, "{text}");
    }

    #[test]
    fn explain_knows_every_code_in_every_language() {
        for lang in PACKS.iter().filter(|pack| pack.messages.is_some()).map(|pack| pack.code) {
            let messages = Messages::for_writer(lang);
            for code in Code::ALL {
                let text = explain(*code, &messages);
                assert!(text.split("\n\n").count() >= 3 && !text.contains("{$"), "{lang}: {text}");
            }
        }
    }
}
