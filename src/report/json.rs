//! Diagnostics as one JSON array, for editors and scripts.

use serde::Serialize;

use super::{SourceMap, exported_diagnostics};
use crate::diagnostics::{Diagnostic, Severity};
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;

#[derive(Serialize)]
struct Record<'a> {
    code: &'static str,
    severity: Severity,
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: String,
    help: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    #[serde(rename = "other", skip_serializing_if = "Option::is_none")]
    related: Option<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    line: usize,
    column: usize,
}

/// A JSON array with one object per diagnostic. Lines and columns start at 1, and columns count characters.
pub fn to_json(diagnostics: &[Diagnostic], tree: &SourceTree, messages: &Messages) -> String {
    let mut sources = SourceMap::new(tree);
    let mut record = |diagnostic| {
        let Diagnostic { code, span, suggestion, related, .. }: &Diagnostic = diagnostic;
        let ((line, column), (end_line, end_column)) = sources.line_columns(span);
        Record {
            code: code.as_str(),
            severity: code.severity(),
            path: &span.path,
            line,
            column,
            end_line,
            end_column,
            message: messages.diagnostic(diagnostic),
            help: messages.help(diagnostic),
            suggestion: suggestion.as_deref(),
            related: related.as_ref().map(|related| {
                let ((line, column), _) = sources.line_columns(related);
                Related { path: &related.path, line, column }
            }),
        }
    };
    let records: Vec<Record> = exported_diagnostics(diagnostics).map(&mut record).collect();
    serde_json::to_string_pretty(&records).unwrap_or_default()
}
