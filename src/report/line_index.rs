//! The source files that diagnostics point into, each with the offsets of its lines.
//!
//! Input: spans. Output: lines, columns and excerpts. A file is read and split into lines once, because it may have a
//! hundred thousand diagnostics. Never keeps more than a few files in memory.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use crate::diagnostics::Span;
use crate::foundation::text::floor_boundary;
use crate::input::source_tree::{SourceTree, is_binary};

/// How many files are kept: diagnostics are sorted by file, and each points into one other file at most.
const CAPACITY: usize = 4;

/// Line and column, both starting at 1; columns count characters.
pub type LineColumn = (usize, usize);

/// The sources of the diagnostics that are being rendered.
pub struct SourceMap<'t> {
    tree: &'t SourceTree,
    /// The files that were asked for last, the oldest first; `None` for a file that cannot be read.
    files: Vec<(Arc<str>, Option<Rc<SourceText<'t>>>)>,
}

/// The text of a file, and where its lines begin.
pub struct SourceText<'t> {
    text: Cow<'t, str>,
    /// Offset of the first byte of each line.
    line_starts: Vec<usize>,
}

/// Consecutive lines of a file.
pub struct Excerpt<'t> {
    /// The lines with their line breaks.
    pub text: &'t str,
    /// Offset of `text` in the file, in bytes.
    pub start: usize,
    /// Number of the first line, starting at 1.
    pub line: usize,
}

impl<'t> SourceMap<'t> {
    /// A map of the files in `tree`, none of which is read yet.
    pub fn new(tree: &'t SourceTree) -> SourceMap<'t> {
        SourceMap { tree, files: Vec::new() }
    }

    /// The file that `span` is in; `None` if it cannot be read or has no lines to show.
    pub fn get(&mut self, span: &Span) -> Option<Rc<SourceText<'t>>> {
        if let Some((_, text)) = self.files.iter().find(|(path, _)| *path == span.path) {
            return text.clone();
        }
        let text = if is_binary(&span.path) { None } else { self.tree.text(&span.path) };
        let text = text.map(|text| Rc::new(SourceText::new(text)));
        if self.files.len() == CAPACITY {
            self.files.remove(0);
        }
        self.files.push((Arc::clone(&span.path), text.clone()));
        text
    }

    /// The positions of both ends of `span`; the first character if the file cannot be read.
    pub fn line_columns(&mut self, span: &Span) -> (LineColumn, LineColumn) {
        self.get(span).map_or(((1, 1), (1, 1)), |text| {
            (text.line_column(span.start as usize), text.line_column(span.end as usize))
        })
    }
}

impl<'t> SourceText<'t> {
    fn new(text: Cow<'t, str>) -> SourceText<'t> {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        SourceText { text, line_starts }
    }

    /// The position of the character at `byte`; the end of the text if it is shorter.
    pub fn line_column(&self, byte: usize) -> LineColumn {
        let byte = floor_boundary(&self.text, byte);
        let line = self.line_index(byte);
        (line + 1, self.text[self.line_starts[line]..byte].chars().count() + 1)
    }

    /// Index of the line that contains `byte`.
    fn line_index(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte) - 1
    }

    /// `range` clamped to whole characters of the text and to its first line, because carets below several lines hide
    /// the message.
    pub fn clamp_to_line(&self, range: Range<usize>) -> Range<usize> {
        let start = floor_boundary(&self.text, range.start);
        let end = floor_boundary(&self.text, range.end).max(start);
        let end = self.text[start..end].find('\n').map_or(end, |at| start + at);
        start..end
    }

    /// The lines from the one that contains the byte `first` to the one that contains the byte `last`.
    pub fn excerpt(&self, first: usize, last: usize) -> Excerpt<'_> {
        let line = self.line_index(first);
        let start = self.line_starts[line];
        let end = self.line_starts.get(self.line_index(last) + 1).copied().unwrap_or(self.text.len());
        Excerpt { text: &self.text[start..end], start, line: line + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_columns_count_characters() {
        let text = SourceText::new("первый\nвторой\n".into());
        assert_eq!(text.line_column(0), (1, 1));
        assert_eq!(text.line_column("первый\nв".len()), (2, 2));
        assert_eq!(text.line_column(999), (3, 1));
    }

    #[test]
    fn excerpts_are_whole_lines() {
        let text = SourceText::new("one\ntwo\nthree".into());
        let excerpt = text.excerpt(5, 9);
        assert_eq!((excerpt.text, excerpt.start, excerpt.line), ("two\nthree", 4, 2));
        assert_eq!(text.clamp_to_line(5..99), 5..7);
    }
}
