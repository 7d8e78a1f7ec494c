//! Diagnostics for machines that check on each change: SARIF 2.1.0 and GitHub's annotations.

use std::fmt::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::{SourceMap, exported};
use crate::diagnostics::{Code, Diagnostic, Severity, Span};
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;

/// One SARIF log with one run.
pub fn to_sarif(diagnostics: &[Diagnostic], tree: &SourceTree, messages: &Messages, root: &Path) -> String {
    let rules: Vec<Value> = Code::ALL
        .iter()
        .map(|code| {
            let level = level(code.severity());
            json!({"id": code.as_str(), "shortDescription": {"text": code.reason().trim()}, "defaultConfiguration": {"level": level}})
        })
        .collect();
    let mut texts = SourceMap::new(tree);
    let mut location = |place: &Span| {
        let (start, end) = texts.lines(place);
        json!({"physicalLocation": {
            "artifactLocation": {"uri": uri(&below(root, &place.path))},
            "region": {"startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1},
        }})
    };
    let results: Vec<Value> = exported(diagnostics)
        .map(|diagnostic| {
            let text = format!("{} {}", messages.diagnostic(diagnostic), messages.help(diagnostic));
            let mut result = json!({
                "ruleId": diagnostic.code.as_str(),
                "level": level(diagnostic.severity()),
                "message": {"text": text},
            });
            if !diagnostic.span.path.is_empty() {
                result["locations"] = json!([location(&diagnostic.span)]);
            }
            if let Some(related) = &diagnostic.related {
                result["relatedLocations"] = json!([location(related)]);
            }
            result
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "situ", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

/// One workflow command a diagnostic.
pub fn to_github(diagnostics: &[Diagnostic], tree: &SourceTree, messages: &Messages, root: &Path) -> String {
    let mut out = String::new();
    let mut texts = SourceMap::new(tree);
    for diagnostic in exported(diagnostics) {
        let _ = write!(out, "::{} ", level(diagnostic.severity()));
        if !diagnostic.span.path.is_empty() {
            let (start, end) = texts.lines(&diagnostic.span);
            let file = property(&below(root, &diagnostic.span.path));
            let _ = write!(out, "file={file},line={},endLine={},col={},endColumn={},", start.0, end.0, start.1, end.1);
        }
        let text = format!("{}\n{}", messages.diagnostic(diagnostic), messages.help(diagnostic));
        let _ = writeln!(out, "title={}::{}", diagnostic.code.as_str(), data(&text));
    }
    out
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The path as the code host knows it: below the folder in which the program runs.
fn below(root: &Path, path: &str) -> String {
    let before =
        root.to_str().filter(|_| root.is_relative()).unwrap_or_default().trim_start_matches("./").trim_matches('/');
    if before.is_empty() || before == "." { path.to_owned() } else { format!("{before}/{path}") }
}

fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
