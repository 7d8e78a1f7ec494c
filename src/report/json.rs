//! Diagnostics as one JSON array, for editors and scripts.

use serde::Serialize;

use super::{SourceMap, exported};
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

/// Diagnostics as one JSON array, for editors and scripts.
pub fn to_json(diagnostics: &[Diagnostic], tree: &SourceTree, messages: &Messages) -> String {
    let mut texts = SourceMap::new(tree);
    let records: Vec<Record> = exported(diagnostics)
        .map(|d| {
            let ((line, column), (end_line, end_column)) = texts.lines(&d.span);
            Record {
                code: d.code.as_str(),
                severity: d.severity(),
                path: &d.span.path,
                line,
                column,
                end_line,
                end_column,
                message: messages.diagnostic(d),
                help: messages.help(d),
                suggestion: d.suggestion.as_deref(),
                related: d.related.as_ref().map(|related| {
                    let ((line, column), _) = texts.lines(related);
                    Related { path: &related.path, line, column }
                }),
            }
        })
        .collect();
    serde_json::to_string_pretty(&records).unwrap_or_default()
}
