//! The files that diagnostics point into, each read once, with the starts of its lines.
//!
//! Takes places; gives lines, columns and the lines that a picture needs. A file with a hundred thousand mistakes would
//! otherwise be read and counted through a hundred thousand times. Never keeps more than a few files in memory.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use crate::diagnostics::Span;
use crate::foundation::text::floor_boundary;
use crate::input::source_tree::SourceTree;

/// Diagnostics come sorted by file, and each points into one other file at most.
const KEPT: usize = 4;

/// The last few files asked for.
pub struct SourceMap<'t> {
    tree: &'t SourceTree,
    known: Vec<(Arc<str>, Option<Rc<SourceText<'t>>>)>,
}

/// A file's text and where its lines begin.
pub struct SourceText<'t> {
    text: Cow<'t, str>,
    starts: Vec<usize>,
}

impl<'t> SourceMap<'t> {
    pub fn new(tree: &'t SourceTree) -> SourceMap<'t> {
        SourceMap { tree, known: Vec::new() }
    }

    /// The file that a place is in; none if it cannot be read.
    pub fn of(&mut self, place: &Span) -> Option<Rc<SourceText<'t>>> {
        if let Some((_, text)) = self.known.iter().find(|(path, _)| *path == place.path) {
            return text.clone();
        }
        let text = self.tree.text(&place.path).map(|text| Rc::new(SourceText::new(text)));
        if self.known.len() == KEPT {
            self.known.remove(0);
        }
        self.known.push((Arc::clone(&place.path), text.clone()));
        text
    }

    /// Line and column of both ends of a place, from 1; of the first character where the file cannot be read.
    pub fn lines(&mut self, place: &Span) -> ((usize, usize), (usize, usize)) {
        self.of(place).map_or(((1, 1), (1, 1)), |text| {
            (text.line_column(place.start as usize), text.line_column(place.end as usize))
        })
    }
}

impl<'t> SourceText<'t> {
    fn new(text: Cow<'t, str>) -> SourceText<'t> {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        SourceText { text, starts }
    }

    /// Line and column of a byte, both from 1; columns count characters.
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let byte = floor_boundary(&self.text, byte);
        let line = self.line(byte);
        (line + 1, self.text[self.starts[line]..byte].chars().count() + 1)
    }

    /// The number of the line, from 0, in which a byte stands.
    fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte) - 1
    }

    /// The range, cut to the text and to whole characters, and to its first line: a caret under many lines hides the
    /// message.
    pub fn within(&self, range: Range<usize>) -> Range<usize> {
        let start = floor_boundary(&self.text, range.start);
        let end = floor_boundary(&self.text, range.end).max(start);
        let end = self.text[start..end].find('\n').map_or(end, |at| start + at);
        start..end
    }

    /// The lines from that of byte `first` to that of byte `last`: their text, where it begins, and the number of the
    /// first one, from 1.
    pub fn excerpt(&self, first: usize, last: usize) -> (&str, usize, usize) {
        let line = self.line(first);
        let start = self.starts[line];
        let end = self.starts.get(self.line(last) + 1).copied().unwrap_or(self.text.len());
        (&self.text[start..end], start, line + 1)
    }
}
