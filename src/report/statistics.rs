//! How many diagnostics there are of each code.

use std::collections::HashMap;

use serde::Serialize;

use super::severity_name;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::i18n::Messages;

/// The number of diagnostics of one code.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct CodeCount {
    /// Name of the code.
    pub code: &'static str,
    severity: Severity,
    /// How often it occurs.
    pub count: usize,
}

/// The number of diagnostics of each code that occurs, the most frequent first; equally frequent ones by code.
pub fn count_by_code(diagnostics: &[Diagnostic]) -> Vec<CodeCount> {
    let mut counts: HashMap<Code, usize> = HashMap::new();
    for diagnostic in diagnostics {
        *counts.entry(diagnostic.code).or_insert(0) += 1;
    }
    let count = |(code, count): (Code, usize)| CodeCount { code: code.as_str(), severity: code.severity(), count };
    let mut counts: Vec<CodeCount> = counts.into_iter().map(count).collect();
    counts.sort_by_key(|counted| (std::cmp::Reverse(counted.count), counted.code));
    counts
}

/// A table with one line per code: count, severity, code.
pub fn statistics_to_text(counts: &[CodeCount], messages: &Messages) -> String {
    let digits = counts.first().map_or(1, |most| most.count.to_string().len());
    let names = [Severity::Error, Severity::Warning].map(|severity| severity_name(severity, messages));
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let line = |CodeCount { code, severity, count }: &CodeCount| {
        format!("{count:>digits$}  {:<width$}  {code}\n", severity_name(*severity, messages))
    };
    counts.iter().map(line).collect()
}

/// A JSON array with one object per code.
pub fn statistics_to_json(counts: &[CodeCount]) -> String {
    serde_json::to_string_pretty(counts).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Span;

    #[test]
    fn codes_are_counted_and_the_most_frequent_is_first() {
        let codes = [Code::RawHtml, Code::DeadLink, Code::DeadLink, Code::AvoidWord];
        let diagnostics = codes.map(|code| Diagnostic::new(code, Span::file(&"a.md".into())));
        let counts = count_by_code(&diagnostics);
        assert_eq!(
            statistics_to_text(&counts, &Messages::for_writer("en")),
            "2  error    dead-link\n1  warning  avoid-word\n1  error    raw-html\n"
        );
    }
}
