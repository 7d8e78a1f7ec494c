//! Tables that Markdown does not recognise, and rows whose cells do not match the columns.
//!
//! Takes the bytes of a paragraph or row; reports the first line or the row. Cells are counted in the source, because
//! the parser makes the number of cells equal to that of the columns.

use std::ops::Range;

use super::{MarkupLinter, Paragraph, first_line};
use crate::diagnostics::Code;

impl MarkupLinter<'_, '_> {
    /// Reports a paragraph of which several lines begin with `|`.
    pub(super) fn pipe_lines(&mut self, paragraph: &Paragraph) {
        if paragraph.pipe_lines > 1 {
            let start = paragraph.range.start;
            let end = start + first_line(&self.file[paragraph.range.clone()]).len();
            self.report(Code::NotATable, start..end);
        }
    }

    /// Reports a row with more or fewer cells than the table has columns: the parser adds empty cells and drops surplus
    /// ones.
    pub(super) fn table_row(&mut self, range: &Range<usize>) {
        let Some(columns) = self.table_columns else { return };
        let source = self.file[range.clone()].trim_end();
        let inner = source.trim_start().strip_prefix('|').unwrap_or(source.trim_start());
        let closed = inner.strip_suffix('|').filter(|rest| !rest.ends_with('\\'));
        let inner = closed.unwrap_or(inner);
        let bytes = inner.as_bytes();
        let is_separator = |index: &usize| bytes[*index] == b'|' && (*index == 0 || bytes[*index - 1] != b'\\');
        let cells = (0..bytes.len()).filter(is_separator).count() + 1;
        if cells != columns {
            // A surplus cell often comes from the unescaped `|` of `[[id|words]]`.
            let kind = if inner.contains("[[") && cells > columns { "link" } else { "none" };
            let diagnostic = self.report_kind(Code::UnevenRow, range.start..range.start + source.len(), kind);
            diagnostic.args.push(("count", cells.to_string()));
            diagnostic.args.push(("columns", columns.to_string()));
        }
    }
}
