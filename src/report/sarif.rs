//! Diagnostics as a SARIF 2.1.0 log, for code hosts and editors.
//!
//! Format: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{SourceMap, exported_diagnostics, level_name, path_in_repository};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;

/// What is escaped in the path of a URI: everything but letters, digits, `-`, `.`, `_`, `~` and `/` (RFC 3986).
const URI_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A SARIF log with one run. `root` is the folder of `tree`, relative to the working directory.
pub fn to_sarif(diagnostics: &[Diagnostic], tree: &SourceTree, messages: &Messages, root: &Path) -> String {
    let mut sources = SourceMap::new(tree);
    let results: Vec<Value> = exported_diagnostics(diagnostics)
        .map(|diagnostic| format_result(diagnostic, &mut sources, messages, root))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "situ", "version": env!("CARGO_PKG_VERSION"), "rules": list_rules()}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn list_rules() -> Vec<Value> {
    let rule = |code: &Code| {
        json!({
            "id": code.as_str(),
            "shortDescription": {"text": code.reason()},
            "defaultConfiguration": {"level": level_name(code.severity())},
        })
    };
    Code::ALL.iter().map(rule).collect()
}

fn format_result(diagnostic: &Diagnostic, sources: &mut SourceMap, messages: &Messages, root: &Path) -> Value {
    let text = format!("{} {}", messages.diagnostic(diagnostic), messages.help(diagnostic));
    let mut result = json!({
        "ruleId": diagnostic.code.as_str(),
        "level": level_name(diagnostic.severity()),
        "message": {"text": text},
    });
    if !diagnostic.span.path.is_empty() {
        result["locations"] = json!([format_location(&diagnostic.span, sources, root)]);
    }
    if let Some(related) = &diagnostic.related {
        result["relatedLocations"] = json!([format_location(related, sources, root)]);
    }
    result
}

fn format_location(span: &Span, sources: &mut SourceMap, root: &Path) -> Value {
    let (start, end) = sources.line_columns(span);
    let path = path_in_repository(root, &span.path);
    json!({"physicalLocation": {
        "artifactLocation": {"uri": utf8_percent_encode(&path, URI_PATH).to_string()},
        "region": {"startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1},
    }})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uri_paths_keep_slashes_and_escape_the_rest() {
        let escaped = utf8_percent_encode("content/lv/a b-c._~%š.md", URI_PATH).to_string();
        assert_eq!(escaped, "content/lv/a%20b-c._~%25%C5%A1.md");
    }
}
