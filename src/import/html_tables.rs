//! Elements of HTML that may have blank lines inside, so that Markdown cuts them: tables, drawings, scripts, styles.
//!
//! Takes a body; returns it with tables of Markdown. A cell is one line: what is a block in it becomes words.

use super::edits::Edits;
use super::html::replacements;
use super::html_tokens::{Token, tokens};
use super::report::FileReport;
use super::shortcodes::code_ranges;

/// The most elements in a file. What is above is left to the tags.
const MAX_ELEMENTS: usize = 500;

/// The body with Markdown in place of elements that may have blank lines inside.
pub fn whole_elements(body: &str, report: &mut FileReport) -> String {
    let mut body = body.to_owned();
    let mut budget = MAX_ELEMENTS;
    for name in ["table", "svg", "style", "script"] {
        let (open, close) = (format!("<{name}"), format!("</{name}>"));
        let mut from = 0;
        while let Some(start) = body[from..].find(&open).map(|at| from + at) {
            from = start + open.len();
            let is_name = !body[from..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
            if !is_name {
                continue;
            }
            // Without an end there is none for the others either.
            let Some(end) = body[start..].find(&close).map(|end| start + end + close.len()) else { break };
            if budget == 0 {
                return body;
            }
            budget -= 1;
            if code_ranges(&body).iter().any(|code| code.start <= start && start < code.end) {
                continue;
            }
            let written = match name {
                "table" => table(&body[start..end], report),
                _ => {
                    report.left_out("html-hidden", body[start..end].to_owned());
                    String::new()
                }
            };
            from = start + written.len();
            body.replace_range(start..end, &written);
        }
    }
    body
}

/// A table of HTML as one of Markdown.
fn table(html: &str, report: &mut FileReport) -> String {
    report.changed("html", "<table>");
    let found = tokens(html);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut caption = String::new();
    // The cells are found by marks that no text has.
    let mut marks = Edits::default();
    for (token, range) in &found {
        let Token::Tag(tag) = token else { continue };
        match tag.element().as_str() {
            "tr" if !tag.is_end => marks.replace(range.clone(), "\u{1}"),
            "td" | "th" if !tag.is_end => marks.replace(range.clone(), "\u{2}"),
            "caption" => marks.replace(range.clone(), "\u{3}"),
            _ => {}
        }
    }
    let marked = marks.apply(html);
    let again = tokens(&marked);
    let mut inner = Edits::default();
    for (range, text) in replacements(&marked, &again, true, report) {
        inner.replace(range, text.replace("\n\n", " ").replace('\n', " "));
    }
    let text = inner.apply(&marked);
    if let Some(found) = text.split('\u{3}').nth(1) {
        caption = found.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    // What is before the first row, or in no cell, is a row of its own.
    let before = text.split('\u{1}').next().unwrap_or_default().split('\u{3}');
    let before: Vec<&str> = before.enumerate().filter(|(index, _)| *index != 1).map(|(_, part)| part).collect();
    let rows_of_table = std::iter::once(before.concat()).chain(text.split('\u{1}').skip(1).map(str::to_owned));
    for row in rows_of_table {
        let cells =
            row.split('\u{2}').map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|"));
        let cells: Vec<String> =
            cells.enumerate().filter(|(index, cell)| *index > 0 || !cell.is_empty()).map(|(_, cell)| cell).collect();
        if !cells.is_empty() {
            rows.push(cells);
        }
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::from("\n\n");
    if !caption.is_empty() {
        out.push_str(&format!("**{caption}**\n\n"));
    }
    for (index, mut row) in rows.into_iter().enumerate() {
        row.resize(width, String::new());
        out.push_str(&format!("| {} |\n", row.join(" | ")));
        if index == 0 {
            out.push_str(&format!("|{}\n", "---|".repeat(width)));
        }
    }
    out.push('\n');
    out
}
