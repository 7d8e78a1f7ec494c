//! Renders diagnostics: as text for people, as lines, as JSON, as SARIF 2.1.0, as GitHub annotations, and as counts.
//!
//! Input: sorted diagnostics, the sources, and the messages of one language. Output: strings. Never prints.

mod explain;
mod github;
mod human;
mod json;
mod line_index;
mod sarif;
mod short;
mod statistics;

use std::collections::HashMap;
use std::path::Path;

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::i18n::Messages;
use line_index::SourceMap;

pub use explain::{Explanation, explain};
pub use github::to_github;
pub use human::to_text;
pub use json::to_json;
pub use sarif::to_sarif;
pub use short::to_short;
pub use statistics::{count_by_code, statistics_to_json, statistics_to_text};

/// Diagnostics of one code in one file that are exported to programs; the others are left out.
const MAX_EXPORTED: usize = 1_000;

/// The first `limit` diagnostics of each code in each file.
fn cap_per_file_and_code(diagnostics: &[Diagnostic], limit: usize) -> impl Iterator<Item = &Diagnostic> {
    let mut counts: HashMap<(&str, Code), usize> = HashMap::new();
    diagnostics.iter().filter(move |diagnostic| {
        let count = counts.entry((&diagnostic.span.path, diagnostic.code)).or_insert(0);
        *count += 1;
        *count <= limit
    })
}

/// The diagnostics for machine-readable output, capped per file and code.
fn exported_diagnostics(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    cap_per_file_and_code(diagnostics, MAX_EXPORTED)
}

/// The name of a severity in the language of the messages.
fn severity_name(severity: Severity, messages: &Messages) -> String {
    messages.text(level_name(severity), &[])
}

/// The name of a severity in SARIF, in GitHub's workflow commands, and as the id of its message.
fn level_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The path of a source file below the working directory, which continuous integration runs in the root of the
/// repository. `path` is below `root`; an absolute `root` leaves it unchanged.
fn path_in_repository(root: &Path, path: &str) -> String {
    let folder =
        root.to_str().filter(|_| root.is_relative()).unwrap_or_default().trim_start_matches("./").trim_matches('/');
    if folder.is_empty() || folder == "." { path.to_owned() } else { format!("{folder}/{path}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_in_repository_begins_with_a_relative_root() {
        for (root, path) in [(".", "a.md"), ("./site/", "site/a.md"), ("/home/site", "a.md")] {
            assert_eq!(path_in_repository(Path::new(root), "a.md"), path);
        }
    }
}
