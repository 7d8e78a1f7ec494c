//! One line per diagnostic, as compilers print them, for editors and other line-based tools.

use super::{SourceMap, level_name};
use crate::diagnostics::Diagnostic;
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;

/// `path:line:column: severity[code]: message` for each diagnostic. Line and column start at 1; columns count characters.
/// The severity is in English, so that tools need no translation.
pub fn to_short(diagnostics: &[Diagnostic], tree: &SourceTree, messages: &Messages) -> String {
    let mut sources = SourceMap::new(tree);
    let mut out = String::new();
    for diagnostic in diagnostics {
        if !diagnostic.span.path.is_empty() {
            let ((line, column), _) = sources.line_columns(&diagnostic.span);
            out.push_str(&format!("{}:{line}:{column}: ", diagnostic.span.path));
        }
        let message = messages.diagnostic(diagnostic);
        let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push_str(&format!("{}[{}]: {message}\n", level_name(diagnostic.severity()), diagnostic.code.as_str()));
    }
    out
}
