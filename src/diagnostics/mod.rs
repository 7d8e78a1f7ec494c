//! Diagnostics as data: code, span, arguments, suggestion, fix.
//!
//! Every stage returns these; `report/` turns them into text, JSON, SARIF or annotations. Never renders and never prints.

mod codes;
mod suggest;
mod suppress;

use std::cmp::Ordering;
use std::io;
use std::ops::Range;
use std::sync::Arc;

pub use codes::{Code, Severity};
pub use suggest::{Suggester, join_limited, nearest};

/// A stretch of a file, in bytes from its start. An empty path stands for the whole site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Path below the site's root, `/` between folders.
    pub path: Arc<str>,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(path: &Arc<str>, range: Range<usize>) -> Span {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { path: Arc::clone(path), start: clamp(range.start), end: clamp(range.end) }
    }

    /// The file as a whole: its first character.
    pub fn file(path: &Arc<str>) -> Span {
        Span::new(path, 0..0)
    }

    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// An edit that corrects a mistake with certainty. `check --fix` applies it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fix {
    /// The bytes to replace; empty to insert.
    pub range: Range<usize>,
    /// The text that replaces them; empty to delete.
    pub replacement: String,
}

impl Fix {
    /// Replaces the bytes of `range` with `replacement`.
    pub fn new(range: Range<usize>, replacement: impl Into<String>) -> Fix {
        Fix { range, replacement: replacement.into() }
    }
}

/// A mistake in a source file, with its span and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    pub code: Code,
    /// Where the mistake is.
    pub span: Span,
    /// What the words are filled with, by name.
    pub args: Vec<(&'static str, String)>,
    /// The nearest valid name, where there is one.
    pub suggestion: Option<String>,
    /// The edit of `span.path` that corrects the mistake, if it is certain.
    pub fix: Option<Fix>,
    /// The other side of a contradiction, such as the first of two equal ids.
    pub related: Option<Span>,
}

impl Diagnostic {
    pub fn new(code: Code, span: Span) -> Diagnostic {
        Diagnostic { code, span, args: Vec::new(), suggestion: None, fix: None, related: None }
    }

    /// An error of the theme at `span`; `kind` selects the message, `name` is its subject, `reason` the detail.
    pub fn theme(span: Span, kind: &'static str, name: impl Into<String>, reason: impl Into<String>) -> Diagnostic {
        let diagnostic = Diagnostic::new(Code::Theme, span).arg("at", "").arg("kind", kind);
        diagnostic.arg("name", name).arg("known", "none").arg("reason", reason)
    }

    /// A file or folder that cannot be read. The messages know the commonest reasons by a key; of others the host's
    /// English text is shown, without its error number.
    pub fn unreadable(span: Span, error: &io::Error) -> Diagnostic {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "gone".to_owned(),
            io::ErrorKind::PermissionDenied => "denied".to_owned(),
            io::ErrorKind::IsADirectory => "folder".to_owned(),
            _ => {
                let mut text = error.to_string();
                text.truncate(text.find(" (os error").unwrap_or(text.len()));
                text
            }
        };
        Diagnostic::new(Code::Unreadable, span).arg("reason", reason)
    }

    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> Diagnostic {
        self.args.push((name, value.into()));
        self
    }

    /// Adds "did you mean" with the name nearest to `name`, if one is near enough.
    pub fn nearest<'a>(mut self, name: &str, valid: impl IntoIterator<Item = &'a str>) -> Diagnostic {
        self.suggestion = nearest(name, valid);
        self
    }

    pub fn fix(mut self, range: Range<usize>, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix::new(range, replacement));
        self
    }

    pub fn related(mut self, span: Span) -> Diagnostic {
        self.related = Some(span);
        self
    }

    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Compares by path, then span, then code: the order in which a writer reads through a file.
    pub fn order(&self, other: &Diagnostic) -> Ordering {
        (&self.span, self.code, &self.args).cmp(&(&other.span, other.code, &other.args))
    }
}

/// Sorts, and drops what was reported twice by two stages or only follows from a file that could not be read.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    suppress::drop_from(diagnostics);
    diagnostics.sort_by(Diagnostic::order);
    diagnostics.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique() {
        let mut names: Vec<_> = Code::ALL.iter().map(|c| c.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
