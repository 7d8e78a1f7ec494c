//! The errors of the YAML parser as variants of the message `yaml`, so that no text of the parser is ever shown.
//!
//! Takes an error of the parser; returns a [`ParserError`]. Never looks at the text: `syntax_errors.rs` does.

use serde_yaml::Error;
use serde_yaml::budget::BudgetBreach;

/// The most values of one YAML file: keys, texts, numbers, lists and mappings. Files are limited to
/// [`crate::input::source_tree::TEXT_LIMIT`] bytes, so only a file of one-letter values has more. The limit bounds the
/// memory that a file takes.
pub const MAX_VALUES: usize = 1_000_000;
/// How deeply lists and mappings may be nested, because each level takes stack. No file of situ needs more than six.
pub const MAX_DEPTH: usize = 24;
/// The maximum number of values that aliases (`*name`) may expand to. The limit is needed because a few lines of aliases
/// can expand to millions of values.
pub const MAX_REPEATED: usize = 1_000_000;

/// A variant of the message `yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParserError {
    /// The text is not YAML; `syntax_errors.rs` looks for the reason.
    Syntax,
    /// A limit, with its name and its value.
    Limit(&'static str, usize),
    /// The text is YAML that no file may contain: the variant of the message.
    NotAllowed(&'static str),
}

impl ParserError {
    /// The variant of the message.
    pub fn reason(self) -> &'static str {
        match self {
            ParserError::Syntax => "syntax",
            ParserError::Limit(reason, _) | ParserError::NotAllowed(reason) => reason,
        }
    }
}

/// The variant for an error of the parser. Errors that this program cannot cause, because it does not use that part of
/// the parser, count as syntax errors. So do those of a future version.
pub fn classify(error: &Error) -> ParserError {
    match error {
        Error::WithSnippet { error, .. } => classify(error),
        Error::AliasError { error, .. } => classify(error),
        Error::Budget { breach, .. } => classify_limit(breach),
        Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => ParserError::Limit("repeated", MAX_REPEATED),
        Error::MultipleDocuments { .. } => ParserError::NotAllowed("documents"),
        Error::UnknownAnchor { .. } | Error::RecursiveReferencesRequireWeakTypes { .. } => {
            ParserError::NotAllowed("alias")
        }
        Error::InvalidBinaryBase64 { .. }
        | Error::BinaryNotUtf8 { .. }
        | Error::TaggedScalarCannotDeserializeIntoString { .. }
        | Error::BytesNotSupportedMissingBinaryTag { .. }
        | Error::TaggedEnumMismatch { .. }
        | Error::UnsupportedTag { .. }
        | Error::TaggedStructFieldName { .. }
        | Error::UnsupportedIncludeForm { .. } => ParserError::NotAllowed("tag"),
        // The only type that is asked for is text, for the name of a key.
        Error::Unexpected { .. }
        | Error::NullIntoString { .. }
        | Error::SerdeInvalidType { .. }
        | Error::SerdeInvalidValue { .. }
        | Error::UnexpectedContainerEndWhileReadingKeyNode { .. }
        | Error::MergeKeyNotAllowed { .. }
        | Error::MergeValueNotMapOrSeqOfMaps { .. } => ParserError::NotAllowed("key"),
        Error::NonFiniteFloat { .. } | Error::InvalidScalar { .. } | Error::InvalidBooleanStrict { .. } => {
            ParserError::NotAllowed("scalar")
        }
        _ => ParserError::Syntax,
    }
}

fn classify_limit(breach: &BudgetBreach) -> ParserError {
    match breach {
        BudgetBreach::Depth { .. } => ParserError::Limit("depth", MAX_DEPTH),
        BudgetBreach::Aliases { .. }
        | BudgetBreach::Anchors { .. }
        | BudgetBreach::AliasAnchorRatio { .. }
        | BudgetBreach::RecordedAnchorEvents { .. }
        | BudgetBreach::RecordedAnchorBytes { .. } => ParserError::Limit("repeated", MAX_REPEATED),
        BudgetBreach::Documents { .. } => ParserError::NotAllowed("documents"),
        BudgetBreach::SequenceUnbalanced => ParserError::Syntax,
        // All others count values or the bytes of values.
        _ => ParserError::Limit("values", MAX_VALUES),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_yaml::{Error, Location};

    use super::*;
    use crate::diagnostics::{Code, Diagnostic, Span};
    use crate::i18n::Messages;
    use crate::input::yaml::parse;

    /// The reason for which a text is refused; "" if it is read.
    fn reason(text: &str) -> String {
        let refused = parse(&Arc::from("a.yaml"), text, 0..text.len()).err();
        refused.map_or_else(String::new, |diagnostic| match diagnostic.code {
            Code::Yaml => diagnostic.arg_value("reason").to_owned(),
            code => code.as_str().to_owned(),
        })
    }

    #[test]
    fn parser_errors_have_a_variant() {
        let deep = format!("a: {}{}", "[".repeat(70), "]".repeat(70));
        let deep_block: String = (0..70).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        let bomb = format!(
            "a: &a [{}]\n{}",
            "x, ".repeat(99),
            (b'b'..=b'g')
                .map(|name| format!("{0}: &{0} [{1}]\n", name as char, format!("*{}, ", (name - 1) as char).repeat(99)))
                .collect::<String>()
        );
        for (text, expected) in [
            (deep.as_str(), "depth"),
            (&deep_block, "depth"),
            (&bomb, "repeated"),
            ("a: 1\n---\nb: 2\n", "documents"),
            ("a: b\n...\nc: d\n", "documents"),
            ("[a, b]: c\n", "key"),
            ("? [a]\n: b\n", "key"),
            ("{a: b}: c\n", "key"),
            ("a: *b\n", "needs-quotes"),
            ("a: [*b]\n", "alias"),
            ("a: !!binary x\n", "needs-quotes"),
            ("a: [!!binary x]\n", "tag"),
            ("a: .inf\n", ""),
            ("a: .nan\nb: -.inf\n", ""),
            ("a: 1e999\n", ""),
            ("a: b\n  c: d\n", "indent"),
            ("a: [b\n", "bracket"),
            ("a: b\n}\n", "bracket"),
            ("%YAML 9.0\n---\na: b\n", "syntax"),
        ] {
            let shown: String = text.chars().take(40).collect();
            assert_eq!(reason(text), expected, "{shown}");
        }
    }

    #[test]
    fn large_files_are_read() {
        let questions: String =
            (0..5_000).map(|i| format!("  - {{id: q{i}, answers: [{{id: a, to: b}}, {{id: c, to: d}}]}}\n")).collect();
        assert_eq!(reason(&format!("start: q0\nquestions:\n{questions}")), "");
    }

    #[test]
    fn every_error_is_shown_in_the_language_of_the_writer() {
        let location = Location::UNKNOWN;
        let errors = [
            Error::Message { msg: "raw english".to_owned(), location },
            Error::Eof { location },
            Error::MultipleDocuments { hint: "raw english", location },
            Error::Unexpected { expected: "raw english", location },
            Error::UnknownAnchor { location },
            Error::NullIntoString { location },
            Error::InvalidScalar { ty: "raw english", location },
            Error::TaggedScalarCannotDeserializeIntoString { location },
            Error::AliasReplayLimitExceeded { total_replayed_events: 1, max_total_replayed_events: 1, location },
            Error::InvalidUtf8Input,
            Error::Budget { breach: BudgetBreach::Depth { depth: 65 }, location },
            Error::Budget { breach: BudgetBreach::Nodes { nodes: 1 }, location },
            Error::Budget { breach: BudgetBreach::Events { events: 1 }, location },
            Error::Budget { breach: BudgetBreach::Aliases { aliases: 1 }, location },
            Error::Budget { breach: BudgetBreach::Anchors { anchors: 1 }, location },
            Error::Budget { breach: BudgetBreach::Documents { documents: 1 }, location },
            Error::Budget { breach: BudgetBreach::ScalarBytes { total_scalar_bytes: 1 }, location },
            Error::Budget { breach: BudgetBreach::SequenceUnbalanced, location },
        ];
        let mut shown = std::collections::HashSet::new();
        for code in ["en", "lv", "ru", "bg"] {
            let messages = Messages::for_writer(code);
            for error in &errors {
                let reason = classify(error).reason();
                let diagnostic = Diagnostic::new(Code::Yaml, Span::file(&Arc::from("a.yaml")));
                let diagnostic = diagnostic.arg("reason", reason).arg("limit", "7");
                let text = format!("{} {}", messages.diagnostic(&diagnostic), messages.help(&diagnostic));
                assert!(!text.contains("raw english") && !text.contains("odes"), "{code}: {text}");
                shown.insert((code, reason, text));
            }
        }
        // One text for each reason and language.
        let reasons: std::collections::HashSet<&str> = shown.iter().map(|(_, reason, _)| *reason).collect();
        assert_eq!(shown.len(), 4 * reasons.len());
        let texts: std::collections::HashSet<&String> = shown.iter().map(|(_, _, text)| text).collect();
        assert_eq!(texts.len(), shown.len());
    }
}
