//! Diagnostics as workflow commands, which GitHub shows as annotations of a pull request.
//!
//! Format: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use std::fmt::Write;
use std::path::Path;

use super::{SourceMap, exported_diagnostics, level_name, path_in_repository};
use crate::diagnostics::Diagnostic;
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;

/// One workflow command per diagnostic, each on a line. `root` is the folder of `tree`, relative to the working
/// directory.
pub fn to_github(diagnostics: &[Diagnostic], tree: &SourceTree, messages: &Messages, root: &Path) -> String {
    let mut out = String::new();
    let mut sources = SourceMap::new(tree);
    for diagnostic in exported_diagnostics(diagnostics) {
        let _ = write!(out, "::{} ", level_name(diagnostic.severity()));
        if !diagnostic.span.path.is_empty() {
            let (start, end) = sources.line_columns(&diagnostic.span);
            let file = escape_property(&path_in_repository(root, &diagnostic.span.path));
            let _ = write!(out, "file={file},line={},endLine={},col={},endColumn={},", start.0, end.0, start.1, end.1);
        }
        let text = format!("{}\n{}", messages.diagnostic(diagnostic), messages.help(diagnostic));
        let _ = writeln!(out, "title={}::{}", diagnostic.code.as_str(), escape_message(&text));
    }
    out
}

/// Escapes what ends a workflow command.
fn escape_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes what ends a workflow command or one of its properties.
fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}
