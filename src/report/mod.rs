//! Diagnostics as text for people, as JSON, as SARIF 2.1.0 and as annotations of GitHub.
//!
//! Takes sorted diagnostics, the sources and the messages of one language; returns strings. Never prints.

mod ci_formats;
mod human;
mod json;
mod source_map;

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic};

pub use ci_formats::{to_github, to_sarif};
pub use human::to_text;
pub use json::to_json;
pub use source_map::SourceMap;

/// Diagnostics of one code in one file that are exported to programs; the others are left out.
const EXPORTED: usize = 1_000;

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
fn exported(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    cap_per_file_and_code(diagnostics, EXPORTED)
}
