//! Warnings about near-miss markup: text that an author meant as markup and that Markdown reads otherwise.
//!
//! Takes the parser's events of one body; returns diagnostics, each with a machine-applicable fix where exactly one
//! meaning is possible. Works on the source bytes of text events, so escaped characters are respected, and never looks
//! into code. Changes nothing in the output.

mod callouts;
mod code_blocks;
mod emphasis;
mod footnotes;
mod headings;
mod links;
mod lists;
mod near_phases;
mod placeholders;
mod tables;
mod tasks;

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use self::footnotes::FootnoteUse;
use super::ParseInput;
use super::footnotes::fold_label;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::text::contains_byte;
use crate::model::{SharedStr, Spanned};
use crate::parse::text_to_copy::is_text_to_copy;

pub(super) use callouts::{CALLOUTS, suggest_kind};

/// How many bytes after a bracket are searched for its partner. Without a limit, a document that consists of brackets
/// would take quadratic time.
const MAX_BRACKET_DISTANCE: usize = 300;

/// Lints a body. The bytes `message` of the file are a text to send. Returns the words in single brackets that have the form of an id: only the check of the whole site
/// knows whether such an id exists.
pub(super) fn lint_event(
    input: &ParseInput,
    file: &str,
    events: &[(Event, Range<usize>)],
    message: &Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Spanned<SharedStr>> {
    let mut linter = MarkupLinter {
        input,
        file,
        events,
        diagnostics,
        single_bracket_ids: Vec::new(),
        footnotes: FootnoteUse::default(),
        in_code: false,
        in_heading: false,
        link_depth: 0,
        task_depth: 0,
        footnote_depth: 0,
        outline: vec![1],
        table_columns: None,
        table_row: None,
        quotes: Vec::new(),
        message,
        in_letter: false,
        position: LinePosition::Inside,
        paragraph: None,
    };
    for index in 0..events.len() {
        linter.event(index);
    }
    linter.unused_footnotes();
    linter.single_bracket_ids
}

/// Walks the events once; the fields describe what encloses the current event.
struct MarkupLinter<'a, 'd> {
    input: &'a ParseInput<'a>,
    file: &'a str,
    events: &'a [(Event<'a>, Range<usize>)],
    diagnostics: &'d mut Vec<Diagnostic>,
    single_bracket_ids: Vec<Spanned<SharedStr>>,
    footnotes: FootnoteUse<'a>,
    in_code: bool,
    in_heading: bool,
    /// Number of enclosing links and pictures.
    link_depth: usize,
    /// Number of enclosing task items.
    task_depth: usize,
    /// Number of enclosing footnote definitions.
    footnote_depth: usize,
    /// Levels of the headings that enclose the current event, as typed; the first is that of the title of the page.
    outline: Vec<u8>,
    /// Number of columns of the enclosing table.
    table_columns: Option<usize>,
    /// The bytes of the last row of the enclosing table until now.
    table_row: Option<Range<usize>>,
    /// Enclosing block quotes, outermost first: whether each is a ready message.
    quotes: Vec<bool>,
    /// The bytes of the text to send, and whether the current event is in it.
    message: &'a Range<usize>,
    in_letter: bool,
    position: LinePosition,
    paragraph: Option<Paragraph>,
}

/// Position of the current parser event in its line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LinePosition {
    /// At the start of the first line of a paragraph or list item.
    ParagraphStart,
    /// At the start of a later line.
    LineStart,
    /// After other text, or where no markup of a line can begin.
    Inside,
}

/// The paragraph or list item being read.
struct Paragraph {
    range: Range<usize>,
    /// It is the first paragraph of a block quote.
    quoted: bool,
    /// Bullets and dashes at the start of its lines.
    bullets: Vec<Range<usize>>,
    /// Number of its lines that begin with `|`.
    pipe_lines: usize,
    /// Unclosed emphasis was reported in it; once is enough.
    has_unclosed_emphasis: bool,
}

impl<'a> MarkupLinter<'a, '_> {
    fn report(&mut self, code: Code, range: Range<usize>) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic::new(code, Span::new(self.input.path, range)));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// Reports a code whose message has several variants; `kind` selects one.
    fn report_kind(&mut self, code: Code, range: Range<usize>, kind: &'static str) -> &mut Diagnostic {
        let diagnostic = self.report(code, range);
        diagnostic.args.push(("kind", kind.to_owned()));
        diagnostic
    }

    fn in_message(&self) -> bool {
        self.in_letter || self.quotes.contains(&true)
    }

    fn event(&mut self, index: usize) {
        let (event, range) = &self.events[index];
        self.in_letter = self.message.contains(&range.start);
        match event {
            Event::Start(tag) => self.enter(tag, range, index),
            Event::End(tag) => self.leave(tag),
            Event::SoftBreak | Event::HardBreak => self.position = LinePosition::LineStart,
            Event::Text(_) if self.in_code => {}
            Event::Text(_) => {
                self.text(range.clone());
                self.position = LinePosition::Inside;
            }
            Event::FootnoteReference(label) => {
                self.footnotes.references.insert(fold_label(label));
                self.position = LinePosition::Inside;
            }
            _ => self.position = LinePosition::Inside,
        }
    }

    fn enter(&mut self, tag: &'a Tag, range: &Range<usize>, index: usize) {
        match tag {
            Tag::Paragraph => {
                let previous = self.events.get(index.wrapping_sub(1));
                let quoted = matches!(previous, Some((Event::Start(Tag::BlockQuote(_)), _)));
                self.open_paragraph(range.clone(), quoted);
                self.bold_phase_name(range, index);
            }
            Tag::Item => {
                self.open_paragraph(range.clone(), false);
                self.task_depth += usize::from(self.is_task(index));
            }
            Tag::Heading { level, .. } => {
                self.in_heading = true;
                self.position = LinePosition::Inside;
                let is_reported = self.heading(*level, range, index);
                self.heading_level(*level as u8, range, is_reported);
                self.box_in_text(index, "heading");
            }
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                self.code_block(kind, range);
            }
            Tag::BlockQuote(_) => {
                let content = self.events.get(index + 1).map_or(range.end, |(_, content)| content.start);
                self.quotes.push(is_text_to_copy(&self.file[content..range.end.max(content)]));
            }
            Tag::Table(columns) => self.table_columns = Some(columns.len()),
            Tag::TableRow => self.table_row(range),
            Tag::FootnoteDefinition(label) => {
                self.footnotes.definitions.entry(fold_label(label)).or_insert_with(|| (label, range.clone()));
                self.footnote_depth += 1;
            }
            Tag::Link { link_type, .. } => {
                self.link_depth += 1;
                let empty = matches!(self.events.get(index + 1), Some((Event::End(TagEnd::Link), _)));
                if empty && !matches!(link_type, LinkType::WikiLink { .. }) {
                    self.report_kind(Code::NoWords, range.clone(), "link");
                }
                self.position = LinePosition::Inside;
            }
            Tag::Image { link_type, dest_url, .. } => {
                self.link_depth += 1;
                let is_empty = matches!(self.events.get(index + 1), Some((Event::End(TagEnd::Image), _)));
                // The text of `![[media/x.png]]` is its path.
                let shows_path =
                    matches!(link_type, LinkType::WikiLink { has_pothole: false }) && dest_url.contains('.');
                if is_empty || shows_path {
                    self.report_kind(Code::NoWords, range.clone(), "picture");
                }
                self.position = LinePosition::Inside;
            }
            Tag::TableCell => {
                self.position = LinePosition::Inside;
                self.box_in_text(index, "table");
            }
            Tag::TableHead | Tag::HtmlBlock => self.position = LinePosition::Inside,
            _ => {}
        }
    }

    fn leave(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Item => {
                self.close_paragraph();
                self.task_depth = self.task_depth.saturating_sub(1);
            }
            TagEnd::Heading(_) => self.in_heading = false,
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::FootnoteDefinition => self.footnote_depth -= 1,
            TagEnd::BlockQuote(_) => drop(self.quotes.pop()),
            TagEnd::Table => self.close_table(),
            TagEnd::Link | TagEnd::Image => self.link_depth = self.link_depth.saturating_sub(1),
            _ => {}
        }
    }

    fn open_paragraph(&mut self, range: Range<usize>, quoted: bool) {
        self.position = LinePosition::ParagraphStart;
        self.paragraph =
            Some(Paragraph { range, quoted, bullets: Vec::new(), pipe_lines: 0, has_unclosed_emphasis: false });
    }

    fn close_paragraph(&mut self) {
        self.position = LinePosition::Inside;
        let Some(paragraph) = self.paragraph.take() else { return };
        self.pipe_lines(&paragraph);
        self.bullet_lines(paragraph.bullets);
    }

    fn text(&mut self, range: Range<usize>) {
        let file = self.file;
        let text = &file[range.clone()];
        if text.is_empty() {
            return;
        }
        // A backslash that escapes the first character is not part of the event's range.
        let escaped = range.start > 0 && file.as_bytes()[range.start - 1] == b'\\';
        if self.position != LinePosition::Inside && !self.in_heading && !escaped && self.table_columns.is_none() {
            self.line_start(text, range.start);
        }
        // Most text events hold none of these bytes, so one scan usually suffices.
        if !contains_byte(text, |byte| matches!(byte, b'[' | b']' | b':' | b'w' | b'*' | b'_' | b'~' | b'{')) {
            return;
        }
        if self.link_depth == 0 && contains_byte(text, |byte| matches!(byte, b'[' | b']' | b':' | b'w')) {
            self.links(text, range.start, escaped);
        }
        if contains_byte(text, |byte| matches!(byte, b'*' | b'_' | b'~')) {
            self.unclosed_emphasis(text, range.start, escaped);
        }
        if self.in_message() && text.contains(['{', '_']) {
            self.placeholders(text, range.start);
        }
    }

    /// Lints text at the start of a line; `start` is its first byte in the file.
    fn line_start(&mut self, text: &str, start: usize) {
        let first = self.position == LinePosition::ParagraphStart;
        if self.task(text, start) || self.callout(text, start, first) || self.heading_without_space(text, start, first)
        {
            return;
        }
        let Some(paragraph) = &mut self.paragraph else { return };
        paragraph.pipe_lines += usize::from(text.starts_with('|'));
        paragraph.bullets.extend(lists::find_bullet(text).map(|length| start..start + length));
    }

    /// The events of the inline block that starts at event `start`, without its start and end.
    fn content_of(&self, start: usize) -> &'a [(Event<'a>, Range<usize>)] {
        let mut depth = 0usize;
        let length = self.events[start..].iter().position(|(event, _)| {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        &self.events[start + 1..start + length.unwrap_or(1).max(1)]
    }
}

/// The start of `text`, at most [`MAX_BRACKET_DISTANCE`] bytes.
fn bounded_prefix(text: &str) -> &str {
    let mut end = text.len().min(MAX_BRACKET_DISTANCE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Index of the last `bracket` in `text`, if it is at most [`MAX_BRACKET_DISTANCE`] bytes before the end.
fn last_bracket(text: &str, bracket: u8) -> Option<usize> {
    let start = text.len().saturating_sub(MAX_BRACKET_DISTANCE);
    text.as_bytes()[start..].iter().rposition(|byte| *byte == bracket).map(|index| start + index)
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
