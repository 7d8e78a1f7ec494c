//! Code blocks that were not meant, or that are not closed.
//!
//! Takes the bytes of a code block; reports its first line. Never looks into the code.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use super::{MarkupLinter, first_line};
use crate::diagnostics::Code;

impl MarkupLinter<'_, '_> {
    /// Reports a code block created by indentation, and a fence without an end.
    pub(super) fn code_block(&mut self, kind: &CodeBlockKind, range: &Range<usize>) {
        let source = self.file[range.clone()].trim_end();
        let first = range.start..range.start + first_line(source).len();
        if matches!(kind, CodeBlockKind::Indented) {
            self.report(Code::IndentedCode, first);
            return;
        }
        let fence = source.chars().next().unwrap_or('`');
        let last = source.lines().skip(1).last().unwrap_or_default().trim_start_matches([' ', '>', '\t']);
        if last.len() < 3 || last.chars().any(|c| c != fence) {
            self.report(Code::UnclosedCodeBlock, first);
        }
    }
}
