//! The blocks of a text as WordprocessingML.
//!
//! Takes HTML of the Markdown parser; returns the XML of paragraphs and tables. List numbers are written as text,
//! because a word processor renumbers lists when they are copied or cut. Content for some countries is enclosed in a
//! bookmark, numbered in document order, so that a script can remove it. Never writes styles other than those of
//! `mod.rs`.

use super::tokens::{Token, attribute, tokens};

/// The width of the text on the sheet, in twentieths of a point.
const TEXT_WIDTH: usize = 11906 - 1417 - 1134;
/// The indentation of each level of lists and quotations.
const INDENT: usize = 360;

/// The paragraphs and tables of `html`.
pub(super) fn write_blocks(html: &str) -> String {
    let mut writer = BlockWriter::default();
    tokens(html).for_each(|token| writer.token(token));
    writer.end_paragraph(true);
    writer.xml
}

/// `text` as XML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// How many elements of each kind enclose the text.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Emphasis {
    bold: usize,
    italic: usize,
    deleted: usize,
    /// The names of countries before a line that holds in them only.
    country: usize,
}

/// A part of a paragraph.
enum Piece {
    /// Text with the same emphasis. A blank has a run of its own.
    Text {
        text: String,
        emphasis: Emphasis,
        is_blank: bool,
    },
    LineBreak,
}

/// A cell of a table.
struct Cell {
    is_head: bool,
    alignment: &'static str,
    xml: String,
}

/// A row of a table.
struct Row {
    cells: Vec<Cell>,
    /// Its bookmark, if it holds in some countries only.
    bookmark: Option<usize>,
}

/// What is before the items of a list.
enum Marker {
    /// The number of the next item.
    Number(u64),
    Bullet,
    /// Nothing: each item begins with its box.
    Box,
}

/// Collects the pieces of one paragraph at a time.
#[derive(Default)]
struct BlockWriter {
    /// The finished paragraphs and tables.
    xml: String,
    pieces: Vec<Piece>,
    emphasis: Emphasis,
    /// The open `span`s: whether each is a blank.
    spans: Vec<bool>,
    /// The open lists: what is before their items.
    lists: Vec<Marker>,
    /// The figure or bullet before the next paragraph.
    marker: Option<String>,
    quotes: usize,
    heading: Option<usize>,
    /// Whether line breaks of the source are shown.
    is_preformatted: bool,
    /// Number of open elements that are left out.
    skipped: usize,
    /// The rows of the open table.
    table: Option<Vec<Row>>,
    /// The open paragraphs, items and rows: the bookmark of each that holds in some countries only.
    lines: Vec<Option<usize>>,
    /// The number of bookmarks.
    bookmarks: usize,
}

impl BlockWriter {
    fn token(&mut self, token: Token) {
        match token {
            // A reference to a footnote, which is not in the text.
            Token::Open { name: "sup", .. } => self.skipped += 1,
            Token::Close("sup") => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Token::Open { name, attributes } => self.open(name, attributes),
            Token::Close(name) => self.close(name),
            Token::Text(text) if self.is_preformatted => {
                for (number, line) in text.trim_end_matches('\n').split('\n').enumerate() {
                    if number > 0 {
                        self.pieces.push(Piece::LineBreak);
                    }
                    self.push(line);
                }
            }
            Token::Text(text) => self.text(&text),
        }
    }

    fn open(&mut self, name: &str, attributes: &str) {
        let bookmark = attribute(attributes, "data-country").map(|_| self.bookmarks);
        self.bookmarks += usize::from(bookmark.is_some());
        match name {
            "b" => self.emphasis.country += 1,
            "strong" => self.emphasis.bold += 1,
            "em" => self.emphasis.italic += 1,
            "del" => self.emphasis.deleted += 1,
            "span" => self.spans.push(attribute(attributes, "class") == Some("blank")),
            "br" => self.pieces.push(Piece::LineBreak),
            "a" | "code" | "img" | "input" | "label" => {}
            "ul" | "ol" => {
                self.end_paragraph(true);
                let start = attribute(attributes, "start").and_then(|start| start.parse().ok());
                self.lists.push(match (name, attribute(attributes, "class")) {
                    (_, Some("tasks")) => Marker::Box,
                    ("ol", _) => Marker::Number(start.unwrap_or(1)),
                    _ => Marker::Bullet,
                });
            }
            "li" => {
                self.end_paragraph(true);
                self.open_line(bookmark);
                self.marker = match self.lists.last_mut() {
                    Some(Marker::Number(number)) => {
                        *number += 1;
                        Some(format!("{}.", *number - 1))
                    }
                    Some(Marker::Box) => None,
                    Some(Marker::Bullet) | None => Some("•".to_owned()),
                };
            }
            "table" => {
                self.end_paragraph(true);
                self.table = Some(Vec::new());
            }
            "tr" => self.table.iter_mut().for_each(|rows| rows.push(Row { cells: Vec::new(), bookmark })),
            "td" | "th" => self.open_cell(name == "th", attribute(attributes, "class").unwrap_or_default()),
            _ => {
                self.end_paragraph(false);
                match name {
                    "p" => self.open_line(bookmark),
                    "blockquote" => self.quotes += 1,
                    "pre" => self.is_preformatted = true,
                    "h1" | "h2" => self.heading = Some(1),
                    "h3" | "h4" | "h5" | "h6" => self.heading = Some(2),
                    _ => {}
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "strong" => self.emphasis.bold -= 1,
            "em" => self.emphasis.italic -= 1,
            "del" => self.emphasis.deleted -= 1,
            "b" => {
                // The space between the names and the line belongs to the names.
                self.push(" ");
                self.emphasis.country -= 1;
            }
            "span" => drop(self.spans.pop()),
            "a" | "code" | "label" => {}
            "ul" | "ol" => {
                self.end_paragraph(true);
                self.lists.pop();
            }
            "li" => {
                self.end_paragraph(true);
                self.close_line();
            }
            "td" => self.end_paragraph(true),
            "th" => {
                self.end_paragraph(true);
                self.emphasis.bold -= 1;
            }
            "table" => self.close_table(),
            _ => {
                self.end_paragraph(false);
                match name {
                    "p" => self.close_line(),
                    "blockquote" => self.quotes -= 1,
                    "pre" => self.is_preformatted = false,
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
                    _ => {}
                }
            }
        }
    }

    fn open_cell(&mut self, is_head: bool, class: &str) {
        let alignment = match class {
            "right" => "right",
            "center" => "center",
            _ => "",
        };
        self.emphasis.bold += usize::from(is_head);
        let row = self.table.as_mut().and_then(|rows| rows.last_mut());
        row.into_iter().for_each(|row| row.cells.push(Cell { is_head, alignment, xml: String::new() }));
    }

    /// The cell that is being written.
    fn cell(&mut self) -> Option<&mut Cell> {
        self.table.as_mut()?.last_mut()?.cells.last_mut()
    }

    /// Starts a paragraph or an item, once what is before it has been written.
    fn open_line(&mut self, bookmark: Option<usize>) {
        bookmark.into_iter().for_each(|number| self.xml.push_str(&bookmark_start(number)));
        self.lines.push(bookmark);
    }

    /// Ends a paragraph or an item that has been written.
    fn close_line(&mut self) {
        let bookmark = self.lines.pop().flatten();
        bookmark.into_iter().for_each(|number| self.xml.push_str(&bookmark_end(number)));
    }

    /// Adds text; white space in it is one space, and none at the start of a line.
    fn text(&mut self, text: &str) {
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            match matches!(c, ' ' | '\n' | '\t') {
                true if shown.ends_with(' ') => {}
                true => shown.push(' '),
                false => shown.push(c),
            }
        }
        let at_start = match self.pieces.last() {
            None | Some(Piece::LineBreak) => true,
            Some(Piece::Text { text, .. }) => text.ends_with(' '),
        };
        self.push(if at_start { shown.trim_start_matches(' ') } else { &shown });
    }

    fn push(&mut self, shown: &str) {
        let (emphasis, is_blank) = (self.emphasis, self.spans.contains(&true));
        if shown.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(Piece::Text { text, emphasis: last, is_blank: false }) if *last == emphasis && !is_blank => {
                text.push_str(shown);
            }
            _ => self.pieces.push(Piece::Text { text: shown.to_owned(), emphasis, is_blank }),
        }
    }

    /// Writes the paragraph that has been collected. `ends_item` writes the marker of a list item without text too.
    fn end_paragraph(&mut self, ends_item: bool) {
        let mut pieces = std::mem::take(&mut self.pieces);
        if let Some(Piece::Text { text, is_blank: false, .. }) = pieces.last_mut() {
            text.truncate(text.trim_end_matches(' ').len());
        }
        let is_empty = |piece: &Piece| matches!(piece, Piece::Text { text, .. } if text.is_empty());
        pieces.retain(|piece| !is_empty(piece));
        if pieces.is_empty() && !(ends_item && self.marker.is_some()) {
            return;
        }
        let alignment = self.cell().map_or("", |cell| cell.alignment);
        let marker = self.marker.take();
        let mut xml = "<w:p>".to_owned();
        xml.push_str(&self.properties(marker.is_some(), alignment));
        if let Some(marker) = marker {
            xml.push_str(&format!("<w:r><w:t>{marker}</w:t><w:tab/></w:r>"));
        }
        pieces.iter().for_each(|piece| xml.push_str(&run(piece)));
        xml.push_str("</w:p>");
        match self.cell() {
            Some(cell) => cell.xml.push_str(&xml),
            None => self.xml.push_str(&xml),
        }
    }

    /// The properties of a paragraph, in the order of the standard.
    fn properties(&self, has_marker: bool, alignment: &str) -> String {
        let mut xml = String::new();
        if let Some(heading) = self.heading {
            xml.push_str(&format!("<w:pStyle w:val=\"Heading{heading}\"/>"));
        }
        if self.table.is_some() {
            xml.push_str("<w:spacing w:after=\"0\"/>");
        }
        let levels = self.lists.len() + self.quotes;
        if levels > 0 {
            let hanging = if has_marker { format!(" w:hanging=\"{INDENT}\"") } else { String::new() };
            xml.push_str(&format!("<w:ind w:left=\"{}\"{hanging}/>", levels * INDENT));
        }
        if !alignment.is_empty() {
            xml.push_str(&format!("<w:jc w:val=\"{alignment}\"/>"));
        }
        if xml.is_empty() { xml } else { format!("<w:pPr>{xml}</w:pPr>") }
    }

    fn close_table(&mut self) {
        self.end_paragraph(true);
        let rows = self.table.take().unwrap_or_default();
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        let width = TEXT_WIDTH / columns;
        let border = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
        let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
        self.xml.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>\
             <w:tblGrid>{}</w:tblGrid>",
            format!("<w:gridCol w:w=\"{width}\"/>").repeat(columns)
        ));
        for Row { cells, bookmark } in rows {
            let is_head = cells.iter().any(|cell| cell.is_head);
            bookmark.into_iter().for_each(|number| self.xml.push_str(&bookmark_start(number)));
            self.xml.push_str(if is_head { "<w:tr><w:trPr><w:tblHeader/></w:trPr>" } else { "<w:tr>" });
            for Cell { xml, .. } in cells {
                let content = if xml.is_empty() { "<w:p/>" } else { &xml };
                self.xml.push_str(&format!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{content}</w:tc>"
                ));
            }
            self.xml.push_str("</w:tr>");
            bookmark.into_iter().for_each(|number| self.xml.push_str(&bookmark_end(number)));
        }
        // Word joins two tables that no paragraph separates.
        self.xml.push_str("</w:tbl><w:p/>");
    }
}

/// The start of the bookmark with this number.
fn bookmark_start(number: usize) -> String {
    format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"country{number}\"/>")
}

/// The end of the bookmark with this number.
fn bookmark_end(number: usize) -> String {
    format!("<w:bookmarkEnd w:id=\"{number}\"/>")
}

/// A run of text, or a line break.
fn run(piece: &Piece) -> String {
    let Piece::Text { text, emphasis, .. } = piece else { return "<w:r><w:br/></w:r>".to_owned() };
    let mut properties = String::new();
    for (count, xml) in [
        (emphasis.country, "<w:rStyle w:val=\"Country\"/>"),
        (emphasis.bold, "<w:b/><w:bCs/>"),
        (emphasis.italic, "<w:i/><w:iCs/>"),
        (emphasis.deleted, "<w:strike/>"),
    ] {
        properties.push_str(if count > 0 { xml } else { "" });
    }
    let properties = if properties.is_empty() { properties } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

#[cfg(test)]
mod tests {
    use super::write_blocks;

    #[test]
    fn blocks_become_paragraphs() {
        for (html, expected) in [
            (
                "<p>a\n<strong>b &lt;</strong> <span class=\"blank\">[c d]</span>.</p>\n",
                "<w:p><w:r><w:t xml:space=\"preserve\">a </w:t></w:r>\
                 <w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">b &lt;</w:t></w:r>\
                 <w:r><w:t xml:space=\"preserve\"> </w:t></w:r>\
                 <w:r><w:t xml:space=\"preserve\">[c d]</w:t></w:r>\
                 <w:r><w:t xml:space=\"preserve\">.</w:t></w:r></w:p>",
            ),
            (
                "<ol start=\"4\">\n<li>a</li>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ol>\n",
                "<w:p><w:pPr><w:ind w:left=\"360\" w:hanging=\"360\"/></w:pPr><w:r><w:t>4.</w:t><w:tab/></w:r>\
                 <w:r><w:t xml:space=\"preserve\">a</w:t></w:r></w:p>\
                 <w:p><w:pPr><w:ind w:left=\"360\" w:hanging=\"360\"/></w:pPr><w:r><w:t>5.</w:t><w:tab/></w:r>\
                 <w:r><w:t xml:space=\"preserve\">b</w:t></w:r></w:p>\
                 <w:p><w:pPr><w:ind w:left=\"360\"/></w:pPr><w:r><w:t xml:space=\"preserve\">c</w:t></w:r></w:p>",
            ),
            (
                "<h2>a</h2>\n",
                "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t xml:space=\"preserve\">a</w:t></w:r></w:p>",
            ),
            (
                "<p>a<br>\nb<sup class=\"footnote\"><a href=\"#x\">1</a></sup></p>",
                "<w:p><w:r><w:t xml:space=\"preserve\">a</w:t></w:r><w:r><w:br/></w:r>\
                 <w:r><w:t xml:space=\"preserve\">b</w:t></w:r></w:p>",
            ),
            (
                "<p data-country=\"lv eu\"><b class=\"country\">A, B:</b> <span class=\"blank\">[c]</span></p>\n\
                 <ul>\n<li data-country=\"bg\"><b class=\"country\">C:</b> d</li>\n</ul>\n",
                "<w:bookmarkStart w:id=\"0\" w:name=\"country0\"/><w:p>\
                 <w:r><w:rPr><w:rStyle w:val=\"Country\"/></w:rPr><w:t xml:space=\"preserve\">A, B: </w:t></w:r>\
                 <w:r><w:t xml:space=\"preserve\">[c]</w:t></w:r></w:p><w:bookmarkEnd w:id=\"0\"/>\
                 <w:bookmarkStart w:id=\"1\" w:name=\"country1\"/>\
                 <w:p><w:pPr><w:ind w:left=\"360\" w:hanging=\"360\"/></w:pPr><w:r><w:t>•</w:t><w:tab/></w:r>\
                 <w:r><w:rPr><w:rStyle w:val=\"Country\"/></w:rPr><w:t xml:space=\"preserve\">C: </w:t></w:r>\
                 <w:r><w:t xml:space=\"preserve\">d</w:t></w:r></w:p><w:bookmarkEnd w:id=\"1\"/>",
            ),
            ("<p></p>", ""),
        ] {
            assert_eq!(write_blocks(html), expected, "{html}");
        }
    }

    #[test]
    fn every_cell_of_a_table_has_a_paragraph() {
        let xml = write_blocks(
            "<div class=\"table\"><table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr></thead>\n\
             <tbody>\n<tr><td><span class=\"blank\">[c]</span></td><td class=\"right\"></td></tr>\n</tbody></table></div>\n",
        );
        assert_eq!(xml.matches("<w:tc>").count(), 4);
        assert_eq!(xml.matches("<w:p>").count() + xml.matches("<w:p/>").count(), 5, "{xml}");
        assert!(xml.contains("<w:t xml:space=\"preserve\">[c]</w:t>"));
        assert!(xml.contains("<w:jc w:val=\"right\"/>"));
        assert!(xml.ends_with("</w:tbl><w:p/>"));
    }

    #[test]
    fn row_of_a_country_is_between_marks() {
        let xml = write_blocks(
            "<table>\n<tbody>\n<tr data-country=\"lv\"><td><b class=\"country\">A:</b> b</td></tr>\n\
             <tr><td>c</td></tr>\n</tbody></table>\n",
        );
        let (_, rows) = xml.split_once("</w:tblGrid>").unwrap();
        assert!(rows.starts_with("<w:bookmarkStart w:id=\"0\" w:name=\"country0\"/><w:tr>"), "{rows}");
        assert!(rows.contains("</w:tr><w:bookmarkEnd w:id=\"0\"/><w:tr>"), "{rows}");
        assert!(rows.contains(">A: </w:t>") && rows.contains(">b</w:t>"), "{rows}");
    }
}
