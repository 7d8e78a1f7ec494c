//! Tables that Markdown does not recognise, rows whose cells do not match the columns, and rows that cannot be added.
//!
//! Takes the bytes of a paragraph or row; reports the first line or the row. Cells are counted in the source, because
//! the parser makes the number of cells equal to that of the columns.

use std::ops::Range;

use super::{MarkupLinter, Paragraph, first_line};
use crate::diagnostics::Code;
use crate::model::{next_placeholder, placeholder_words};

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
        self.table_row = Some(range.clone());
        let Some(columns) = self.table_columns else { return };
        let source = self.file[range.clone()].trim_end();
        let inner = without_outer_bars(source);
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

    /// Reports the last row of a table in a text to send if each cell is one placeholder and the case fills some of them,
    /// but not all. Such a row looks as if readers could add it again. A row that the case fills completely is meant.
    pub(super) fn close_table(&mut self) {
        self.table_columns = None;
        let Some(row) = self.table_row.take().filter(|_| self.in_letter) else { return };
        let source = &self.file[row.clone()];
        let blank = |cell: &'_ str| match next_placeholder(cell.trim()) {
            Some(("", placeholder, "")) => Some(placeholder_words(placeholder)),
            _ => None,
        };
        let Some(blanks) = without_outer_bars(source.trim_end()).split('|').map(blank).collect::<Option<Vec<_>>>()
        else {
            return;
        };
        let mut of_fields = blanks.iter().filter(|blank| self.input.case_blanks.contains_key(blank.as_str()));
        if let Some(first) = of_fields.next().cloned()
            && of_fields.count() + 1 < blanks.len()
        {
            let end = row.start + source.trim_end().len();
            self.report(Code::FixedRow, row.start..end).args.push(("blank", first));
        }
    }
}

/// A row without the vertical bars at its two ends.
fn without_outer_bars(source: &str) -> &str {
    let inner = source.trim_start().strip_prefix('|').unwrap_or(source.trim_start());
    inner.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(inner)
}
