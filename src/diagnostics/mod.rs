//! Diagnostics as data: code, span, arguments, suggestion, fix.
//!
//! Input: mistakes that any stage finds. Output: a sorted, deduplicated list, without follow-on errors caused by
//! unreadable files. Never renders and never prints: `i18n` has the messages, and `report/` turns diagnostics into
//! text, JSON, SARIF or annotations.

mod codes;
mod suggest;
mod suppress;

use std::cmp::Ordering;
use std::io;
use std::ops::Range;
use std::sync::Arc;

pub use codes::{Code, Severity};
pub use suggest::{Suggester, join_limited, nearest_name};

/// A range of bytes in a source file. An empty path means the whole site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Path below the site's root, with `/` between folders.
    pub path: Arc<str>,
    /// First byte.
    pub start: u32,
    /// Byte after the last one.
    pub end: u32,
}

impl Span {
    /// The bytes `range` of the file at `path`.
    pub fn new(path: &Arc<str>, range: Range<usize>) -> Span {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { path: Arc::clone(path), start: clamp(range.start), end: clamp(range.end) }
    }

    /// The file as a whole, which is shown as its first character.
    pub fn file(path: &Arc<str>) -> Span {
        Span::new(path, 0..0)
    }

    /// The range of bytes, for slicing the file's text.
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
    /// The rule that the source violates; also the id of the message.
    pub code: Code,
    /// Where the mistake is.
    pub span: Span,
    /// Arguments of the message, each with the name that `messages.ftl` uses.
    pub args: Vec<(&'static str, String)>,
    /// The nearest valid name, if one is close enough.
    pub suggestion: Option<String>,
    /// The edit of `span.path` that corrects the mistake; `None` unless it is always safe.
    pub fix: Option<Fix>,
    /// The other side of a contradiction, such as the first of two equal ids.
    pub related: Option<Span>,
}

impl Diagnostic {
    /// A diagnostic without arguments.
    pub fn new(code: Code, span: Span) -> Diagnostic {
        Diagnostic { code, span, args: Vec::new(), suggestion: None, fix: None, related: None }
    }

    /// An error of the theme at `span`; `kind` selects the message, `name` is its subject, `reason` the detail.
    pub fn theme(span: Span, kind: &'static str, name: impl Into<String>, reason: impl Into<String>) -> Diagnostic {
        let diagnostic = Diagnostic::new(Code::Theme, span).arg("at", "").arg("kind", kind);
        diagnostic.arg("name", name).arg("known", "none").arg("reason", reason)
    }

    /// A file or folder that cannot be read. The commonest reasons have translated messages, which are selected by a
    /// key; for others the host's English text is shown, without its error number.
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

    /// Adds an argument of the message.
    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> Diagnostic {
        self.args.push((name, value.into()));
        self
    }

    /// Adds "did you mean" with the name nearest to `name`, if one is close enough.
    pub fn nearest<'a>(mut self, name: &str, valid: impl IntoIterator<Item = &'a str>) -> Diagnostic {
        self.suggestion = nearest_name(name, valid);
        self
    }

    /// Adds the edit that corrects the mistake.
    pub fn fix(mut self, range: Range<usize>, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix::new(range, replacement));
        self
    }

    /// Adds the other side of a contradiction.
    pub fn related(mut self, span: Span) -> Diagnostic {
        self.related = Some(span);
        self
    }

    /// The value of the message's argument `name`; empty if there is none.
    ///
    /// Meant for code about diagnostics, such as the suppression of consequences. A stage that needs data from another
    /// stage takes it from that stage's result.
    pub fn arg_value(&self, name: &str) -> &str {
        self.args.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    /// The severity of the code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Compares by path, then span, then code: the order in which a writer reads through a file.
    pub fn order(&self, other: &Diagnostic) -> Ordering {
        (&self.span, self.code, &self.args).cmp(&(&other.span, other.code, &other.args))
    }
}

/// Sorts by [`Diagnostic::order`], and drops what two stages reported and what only follows from an unreadable file.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    suppress::drop_follow_on_diagnostics(diagnostics);
    diagnostics.sort_by(Diagnostic::order);
    diagnostics.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unreadable_has_a_key_or_the_hosts_text() {
        let path = "content/site.yaml".into();
        let reason =
            |error: io::Error| Diagnostic::unreadable(Span::file(&path), &error).arg_value("reason").to_owned();
        assert_eq!(reason(io::Error::from_raw_os_error(2)), "gone");
        assert_eq!(reason(io::ErrorKind::PermissionDenied.into()), "denied");
        assert_eq!(reason(io::ErrorKind::IsADirectory.into()), "folder");
        assert_eq!(reason(io::Error::other("Input/output error (os error 5)")), "Input/output error");
    }

    #[test]
    fn arg_value_is_empty_without_the_argument() {
        let diagnostic = Diagnostic::new(Code::DeadLink, Span::file(&"a.md".into())).arg("target", "b");
        assert_eq!((diagnostic.arg_value("target"), diagnostic.arg_value("page")), ("b", ""));
    }
}
