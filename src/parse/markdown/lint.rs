//! What a writer meant as markup and Markdown reads as something else, or not at all.
//!
//! Takes the events of one body with their bytes; gives diagnostics, each with the certain mend where there is one. Looks
//! at the text as it is typed, so what is escaped is left alone, and never into code. Changes nothing of what is written.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::{ParseInput, plain};
use crate::diagnostics::{Code, Diagnostic, Fix, Span};
use crate::foundation::text::has;
use crate::model::{SharedStr, Spanned, is_id};

/// The boxes that a quotation can be.
pub(super) const BOXES: [&str; 6] = ["SAY", "LAW", "NOTE", "TIP", "IMPORTANT", "WARNING"];

/// What is written for a box to tick that is none, and the box that is meant.
const TICKS: [(&str, &str); 18] = [
    ("[]", "[ ]"),
    ("[ ]", "[ ]"),
    ("[  ]", "[ ]"),
    ("[_]", "[ ]"),
    ("( )", "[ ]"),
    ("☐", "[ ]"),
    ("□", "[ ]"),
    ("[x]", "[x]"),
    ("[X]", "[x]"),
    ("[х]", "[x]"),
    ("[Х]", "[x]"),
    ("[v]", "[x]"),
    ("[V]", "[x]"),
    ("[✓]", "[x]"),
    ("[✔]", "[x]"),
    ("(x)", "[x]"),
    ("☑", "[x]"),
    ("☒", "[x]"),
];
/// Signs that stand for an item in a word processor and for nothing in Markdown.
const BULLETS: [char; 9] = ['•', '●', '▪', '■', '‣', '►', '·', '◦', '○'];

/// Looks through a body. Gives the words in single brackets that have the form of an id: whether they are one, only the
/// whole site knows.
pub(super) fn find(
    reading: &ParseInput,
    file: &str,
    events: &[(Event, Range<usize>)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Spanned<SharedStr>> {
    let mut finder = MarkupLinter {
        reading,
        file,
        events,
        diagnostics,
        named: Vec::new(),
        notes: FootnoteUse::default(),
        code: false,
        link: 0,
        heading: false,
        table: None,
        tasks: 0,
        quotes: Vec::new(),
        line: Line::Inside,
        paragraph: None,
    };
    for number in 0..events.len() {
        finder.event(number);
    }
    finder.notes();
    finder.named
}

struct MarkupLinter<'a, 'd> {
    reading: &'a ParseInput<'a>,
    file: &'a str,
    events: &'a [(Event<'a>, Range<usize>)],
    diagnostics: &'d mut Vec<Diagnostic>,
    named: Vec<Spanned<SharedStr>>,
    notes: FootnoteUse<'a>,
    code: bool,
    /// Links and pictures around the place.
    link: usize,
    heading: bool,
    /// Columns of the table around the place.
    table: Option<usize>,
    /// Items to tick around the place.
    tasks: usize,
    /// For each quotation around the place: whether it is a message.
    quotes: Vec<bool>,
    line: Line,
    paragraph: Option<Paragraph>,
}

/// What stands before the place on its line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Nothing, and nothing in the paragraph.
    First,
    /// Nothing.
    Start,
    Inside,
}

/// What was seen in a paragraph.
struct Paragraph {
    range: Range<usize>,
    /// First in a quotation.
    quoted: bool,
    dashes: Vec<Range<usize>>,
    pipes: usize,
    /// It was said that a mark of emphasis stays open: once is enough.
    open_mark: bool,
}

#[derive(Default)]
struct FootnoteUse<'a> {
    asked: HashSet<&'a str>,
    there: HashMap<&'a str, Range<usize>>,
}

impl<'a> MarkupLinter<'a, '_> {
    fn report(&mut self, code: Code, range: Range<usize>) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic::new(code, Span::new(self.reading.path, range)));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    fn kind(&mut self, code: Code, range: Range<usize>, kind: &'static str) -> &mut Diagnostic {
        let diagnostic = self.report(code, range);
        diagnostic.args.push(("kind", kind.to_owned()));
        diagnostic
    }

    fn message(&self) -> bool {
        self.quotes.contains(&true)
    }

    fn event(&mut self, number: usize) {
        let (event, range) = &self.events[number];
        match event {
            Event::Start(tag) => self.start(tag, range, number),
            Event::End(tag) => self.end(tag),
            Event::SoftBreak | Event::HardBreak => self.line = Line::Start,
            Event::Text(_) if self.code => {}
            Event::Text(_) => {
                self.text(range.clone());
                self.line = Line::Inside;
            }
            Event::FootnoteReference(label) => {
                self.notes.asked.insert(label);
                self.line = Line::Inside;
            }
            // The words behind it begin the line.
            Event::TaskListMarker(_) => self.line = Line::Inside,
            _ => self.line = Line::Inside,
        }
    }

    fn start(&mut self, tag: &'a Tag, range: &Range<usize>, number: usize) {
        match tag {
            Tag::Paragraph => {
                let quoted =
                    matches!(self.events.get(number.wrapping_sub(1)), Some((Event::Start(Tag::BlockQuote(_)), _)));
                self.open_paragraph(range.clone(), quoted);
                self.named_in_bold(range, number);
            }
            Tag::Item => {
                self.open_paragraph(range.clone(), false);
                self.tasks += usize::from(self.is_task(number));
            }
            Tag::Heading { level, .. } => {
                self.heading = true;
                self.line = Line::Inside;
                self.heading(*level, range, number);
            }
            Tag::CodeBlock(kind) => {
                self.code = true;
                self.code_block(kind, range);
            }
            Tag::BlockQuote(_) => {
                let first = self.events.get(number + 1).map_or(range.end, |(_, inside)| inside.start);
                self.quotes.push(self.file[first..range.end.max(first)].starts_with("[!SAY"));
            }
            Tag::Table(columns) => self.table = Some(columns.len()),
            Tag::TableRow => self.row(range),
            Tag::FootnoteDefinition(label) => {
                self.notes.there.entry(label).or_insert_with(|| range.clone());
            }
            Tag::Link { link_type, .. } => {
                self.link += 1;
                let empty = matches!(self.events.get(number + 1), Some((Event::End(TagEnd::Link), _)));
                if empty && !matches!(link_type, LinkType::WikiLink { .. }) {
                    self.kind(Code::NoWords, range.clone(), "link");
                }
                self.line = Line::Inside;
            }
            Tag::Image { .. } => {
                self.link += 1;
                if matches!(self.events.get(number + 1), Some((Event::End(TagEnd::Image), _))) {
                    self.kind(Code::NoWords, range.clone(), "picture");
                }
                self.line = Line::Inside;
            }
            Tag::TableHead | Tag::TableCell | Tag::HtmlBlock => self.line = Line::Inside,
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Item => {
                self.close_paragraph();
                self.tasks = self.tasks.saturating_sub(1);
            }
            TagEnd::Heading(_) => self.heading = false,
            TagEnd::CodeBlock => self.code = false,
            TagEnd::BlockQuote(_) => drop(self.quotes.pop()),
            TagEnd::Table => self.table = None,
            TagEnd::Link | TagEnd::Image => self.link = self.link.saturating_sub(1),
            _ => {}
        }
    }

    fn is_task(&self, item: usize) -> bool {
        self.events[item + 1..].iter().take(2).any(|(event, _)| matches!(event, Event::TaskListMarker(_)))
    }

    fn open_paragraph(&mut self, range: Range<usize>, quoted: bool) {
        self.line = Line::First;
        self.paragraph = Some(Paragraph { range, quoted, dashes: Vec::new(), pipes: 0, open_mark: false });
    }

    fn close_paragraph(&mut self) {
        self.line = Line::Inside;
        let Some(paragraph) = self.paragraph.take() else { return };
        if paragraph.pipes > 1 {
            let end = paragraph.range.start + first_line(&self.file[paragraph.range.clone()]).len();
            self.report(Code::NotATable, paragraph.range.start..end);
        }
        // One dash may begin a speech; two lines that begin with one were meant as a list.
        let listed = |range: &Range<usize>| self.file[range.clone()].starts_with(BULLETS);
        if paragraph.dashes.len() > 1 || paragraph.dashes.iter().any(listed) {
            let ranges = paragraph.dashes;
            let first = ranges[0].clone();
            let typed = self.file[first.clone()].to_owned();
            self.report(Code::NotAList, first).args.push(("typed", typed));
        }
    }

    fn text(&mut self, range: Range<usize>) {
        let file = self.file;
        let text = &file[range.clone()];
        if text.is_empty() {
            return;
        }
        // `\` escapes the first sign too; it stands before the text and not in it.
        let escaped = range.start > 0 && file.as_bytes()[range.start - 1] == b'\\';
        if self.line != Line::Inside && !self.heading && !escaped && self.table.is_none() {
            self.line_start(text, range.start);
        }
        // Most texts hold no sign at all: one look tells.
        if !has(text, |byte| matches!(byte, b'[' | b']' | b':' | b'w' | b'*' | b'_' | b'~' | b'{')) {
            return;
        }
        if self.link == 0 && has(text, |byte| matches!(byte, b'[' | b']' | b':' | b'w')) {
            self.links(text, range.start, escaped);
        }
        if has(text, |byte| matches!(byte, b'*' | b'_' | b'~')) {
            self.open_mark(text, range.start, escaped);
        }
        if self.message() && text.contains(['{', '_']) {
            self.blank(text, range.start);
        }
    }

    /// Text at the start of a line.
    fn line_start(&mut self, text: &str, at: usize) {
        let first = self.line == Line::First;
        if self.task(text, at) || self.boxed(text, at, first) {
            return;
        }
        let marks = text.bytes().take_while(|byte| *byte == b'#').count();
        let wanted = if first { 1..=6 } else { 2..=6 };
        if wanted.contains(&marks) && text[marks..].starts_with(char::is_alphabetic) {
            let marked = "#".repeat(marks);
            let diagnostic = self.report(Code::NotAHeading, at..at + marks);
            diagnostic.args.push(("marks", marked));
            // In the middle of a paragraph an empty line may be wanted as well.
            diagnostic.fix = first.then(|| Fix::new(at + marks..at + marks, " "));
            return;
        }
        let Some(paragraph) = &mut self.paragraph else { return };
        paragraph.pipes += usize::from(text.starts_with('|'));
        let mark = text.chars().next().filter(|c| BULLETS.contains(c) || matches!(c, '–' | '—'));
        if let Some(mark) = mark.filter(|mark| text[mark.len_utf8()..].starts_with([' ', '\u{a0}', '\t'])) {
            paragraph.dashes.push(at..at + mark.len_utf8());
        }
    }

    /// `– [ ] x`, `- []`, `-[ ]`, `☐ x`: it looks like a box to tick.
    fn task(&mut self, text: &str, at: usize) -> bool {
        let hyphens = ['-', '–', '—', '*', '+'];
        let marked = text.strip_prefix(hyphens).or_else(|| text.strip_prefix(BULLETS));
        let rest = marked.unwrap_or(text);
        let body = rest.trim_start_matches([' ', '\u{a0}', '\t']);
        let Some((form, meant)) = TICKS.iter().find(|(form, _)| body.starts_with(form)) else { return false };
        let behind = &body[form.len()..];
        // `(x)` and `( )` in running text are no boxes; `[x][y]` and `[x](y)` were links.
        let paragraph = self.line == Line::First && self.paragraph.as_ref().is_some_and(|p| p.range.start == at);
        if behind.starts_with(['[', '(', ':']) || form.starts_with('(') && marked.is_none() && paragraph {
            return false;
        }
        let lead = text.len() - body.len();
        let end = at + lead + form.len();
        // An item has its hyphen already.
        let item = !paragraph && marked.is_none();
        let blank = if behind.starts_with(' ') || behind.is_empty() { "" } else { " " };
        let new = format!("{}{meant}{blank}", if item { "" } else { "- " });
        let typed = format!("{}{form}", &text[..lead]);
        let certain = !behind.trim().is_empty();
        let diagnostic = self.report(Code::NotATask, at..end);
        diagnostic.args.push(("typed", typed));
        diagnostic.fix = certain.then(|| Fix::new(at..end, new));
        true
    }

    /// `[NOTE]`, `[! SAY]`, `[!NOTE] words` in a quotation, `[!SAY]` outside of one, and boxes of other programs.
    fn boxed(&mut self, text: &str, at: usize, first: bool) -> bool {
        let line = first_line(&self.file[at..]).trim_end();
        let whole = at..at + line.len();
        let foreign = [":::", "!!! ", "??? "].into_iter().find_map(|sign| line.strip_prefix(sign));
        if foreign.is_some_and(|words| words.trim_start().starts_with(char::is_alphabetic)) {
            self.kind(Code::NotABox, whole, "other");
            return true;
        }
        let Some(inside) = text.strip_prefix('[') else {
            return false;
        };
        let quoted = first && self.paragraph.as_ref().is_some_and(|paragraph| paragraph.quoted);
        let close = line.find(']');
        let words = &inside[..close.map_or(inside.len(), |close| (close - 1).min(inside.len()))];
        let name = words.trim_start_matches(['!', ' ']);
        let name = name.split([' ', ']']).next().unwrap_or_default();
        let known = BOXES.into_iter().find(|kind| kind.eq_ignore_ascii_case(name));
        let Some(known) = known else { return false };
        if inside.starts_with('!') && !quoted {
            // Further down in a quotation it may be quoted on purpose.
            if first && self.quotes.is_empty() {
                self.kind(Code::NotABox, whole, "quote").args.push(("name", known.to_owned()));
                return true;
            }
            return false;
        }
        let Some(close) = close else {
            if quoted && inside.starts_with('!') {
                self.kind(Code::NotABox, whole, "open").args.push(("name", known.to_owned()));
            }
            return quoted;
        };
        let rest = line[close + 1..].trim();
        let marker = at..at + close + 1;
        let typed_words = words.trim_start_matches(['!', ' ']).to_owned();
        let right = format!("[!{}{}]", known, &typed_words[known.len()..]);
        if quoted && rest.is_empty() && !words.starts_with(&format!("!{name}")) {
            // `[NOTE]` and `[! NOTE]`. In small letters it may be a blank to fill in: `[note]`.
            if !words.starts_with('!') && name != known {
                return false;
            }
            let diagnostic = self.kind(Code::NotABox, marker.clone(), "bang");
            diagnostic.args.push(("name", known.to_owned()));
            diagnostic.fix = Some(Fix::new(marker, right));
            return true;
        }
        if quoted && !rest.is_empty() && words.starts_with('!') {
            self.kind(Code::NotABox, whole, "line").args.push(("name", known.to_owned()));
            return true;
        }
        false
    }

    /// `{datums}` and `___` in a message: only square brackets are a blank to fill in.
    fn blank(&mut self, text: &str, at: usize) {
        let mut from = 0;
        while let Some(open) = text[from..].find('{').map(|found| from + found) {
            let Some(close) = text[open..].find('}').map(|found| open + found) else { break };
            let words = &text[open + 1..close];
            if words.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')) && !words.trim().is_empty() {
                let (range, typed) = (at + open..at + close + 1, text[open..=close].to_owned());
                let new = format!("[{}]", words.trim());
                let diagnostic = self.report(Code::NotABlank, range.clone());
                diagnostic.args.push(("typed", typed));
                diagnostic.fix = Some(Fix::new(range, new));
            }
            from = close + 1;
        }
        if let Some(open) = text.find("___") {
            let length = text[open..].bytes().take_while(|byte| *byte == b'_').count();
            let typed = text[open..open + length].to_owned();
            self.report(Code::NotABlank, at + open..at + open + length).args.push(("typed", typed));
        }
    }

    /// A mark of emphasis that opens nothing, or does not close.
    fn open_mark(&mut self, text: &str, at: usize, escaped: bool) {
        if self.paragraph.as_ref().is_some_and(|paragraph| paragraph.open_mark) {
            return;
        }
        let bytes = text.as_bytes();
        let mut from = 0;
        while let Some(found) = text[from..].find(['*', '_', '~']).map(|found| from + found) {
            let length = bytes[found..].iter().take_while(|byte| **byte == bytes[found]).count();
            from = found + length;
            let before = text[..found].chars().next_back();
            let after = text[from..].chars().next();
            let skipped = before == Some('\\') || (found == 0 && escaped);
            let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let open = match (bytes[found], length) {
                (b'*', 2 | 3) | (b'~', 2) => word(before) || word(after) || before == Some(' ') || after == Some(' '),
                // `_` within a name and `*` behind a word or between blanks are what they are.
                (b'*', 1) => !word(before) && word(after) && before != Some('/'),
                (b'_', 2) => !word(before) && word(after),
                _ => false,
            };
            if open && !skipped {
                let mark = text[found..from].to_owned();
                self.report(Code::NotBold, at + found..at + from).args.push(("mark", mark));
                if let Some(paragraph) = &mut self.paragraph {
                    paragraph.open_mark = true;
                }
                return;
            }
        }
    }

    /// Links that are none.
    fn links(&mut self, text: &str, at: usize, escaped: bool) {
        self.addresses(text, at);
        let mut from = 0;
        while let Some(found) = text[from..].find(['[', ']']).map(|found| from + found) {
            from = found + 1;
            let before = text[..found].chars().next_back();
            if before == Some('\\') || (found == 0 && escaped) {
                continue;
            }
            let rest = &text[found..];
            if let Some(note) = near(rest).strip_prefix("[^").and_then(|note| note.split_once(']')) {
                let label = note.0.to_owned();
                if !label.is_empty() && !label.contains([' ', '[']) {
                    let range = at + found..at + found + label.len() + 3;
                    let kind = if note.1.starts_with(':') || self.line == Line::Inside { "none" } else { "colon" };
                    self.kind(Code::MissingNote, range, kind).args.push(("label", label));
                    from = found + note.0.len() + 3;
                }
                continue;
            }
            if rest.starts_with("[[") || rest.starts_with("]]") {
                self.kind(Code::NotALink, at + found..at + found + 2, "open");
                return;
            }
            if let Some(behind) = rest.strip_prefix(']') {
                if self.address_behind(text, at, found, behind) {
                    return;
                }
                if before != Some(')') && self.words_behind(text, at, found) {
                    return;
                }
            } else if !self.message()
                && let Some((id, behind)) = near(&rest[1..]).split_once(']')
                && (id.contains('-') && is_id(id) || id.strip_prefix("phrase:").is_some_and(is_id))
                && !behind.starts_with(['(', '['])
            {
                let range = at + found..at + found + id.len() + 2;
                self.named.push(Spanned { value: id.into(), range });
            }
        }
    }

    /// `](late deadline.md)` and `] (late-deadline.md)`; `close` is the bracket, `behind` what follows it.
    fn address_behind(&mut self, text: &str, at: usize, close: usize, behind: &str) -> bool {
        let gap = behind.len() - behind.trim_start_matches(' ').len();
        let Some(inside) = behind[gap..].strip_prefix('(') else { return false };
        let Some(end) = near(inside).find(')') else {
            if gap == 0 && !inside.is_empty() {
                self.kind(Code::NotALink, at + close..at + close + 2, "bracket");
            }
            return gap == 0;
        };
        let address = &inside[..end];
        let open = last_open(&text[..close]).unwrap_or(close);
        let whole = at + open..at + close + 1 + gap + 2 + end;
        let start = at + close + 1;
        if gap > 0 && is_address(address) {
            let diagnostic = self.kind(Code::NotALink, whole, "gap");
            diagnostic.fix = Some(Fix::new(start..start + gap, ""));
            return true;
        }
        if gap == 0 && address.trim().contains(' ') && !address.contains('"') {
            let new = address.trim().replace(' ', "%20");
            let diagnostic = self.kind(Code::NotALink, whole, "blank");
            diagnostic.fix = Some(Fix::new(start + 1..start + 1 + end, new));
            return true;
        }
        false
    }

    /// `(late-deadline.md)[words]`: `close` is the bracket behind the words.
    fn words_behind(&mut self, text: &str, at: usize, close: usize) -> bool {
        let Some(open) = last_open(&text[..close]) else { return false };
        let Some(before) = text[..open].strip_suffix(')') else { return false };
        let far = before.len().saturating_sub(FAR);
        let start = before.as_bytes()[far..].iter().rposition(|byte| *byte == b'(').map(|found| far + found);
        let Some(start) = start.filter(|start| is_address(&before[start + 1..])) else { return false };
        let new = format!("[{}]({})", &text[open + 1..close], &before[start + 1..]);
        let range = at + start..at + close + 1;
        let diagnostic = self.kind(Code::NotALink, range.clone(), "reversed");
        diagnostic.fix = Some(Fix::new(range, new));
        true
    }

    /// Addresses of the web that stand there bare. In a message they are sent as they are.
    fn addresses(&mut self, text: &str, at: usize) {
        if self.message() || !text.contains("://") && !text.contains("www.") {
            return;
        }
        let mut from = 0;
        while let Some(found) = ["http://", "https://", "www."].into_iter().filter_map(|s| text[from..].find(s)).min() {
            let start = from + found;
            let before = text[..start].chars().next_back();
            let length =
                text[start..].find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ')' | '”' | '»' | '“'));
            let address = text[start..length.map_or(text.len(), |length| start + length)]
                .trim_end_matches(['.', ',', ';', ':', '!', '?']);
            from = start + address.len().max(4);
            let inside = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '/' | '.'));
            if inside || !address[4..].contains('.') || address.ends_with('/') && address.len() < 9 {
                continue;
            }
            let range = at + start..at + start + address.len();
            let fix = (address.starts_with("http") && self.tasks == 0).then(|| format!("<{address}>"));
            let diagnostic = self.kind(Code::NotALink, range.clone(), "bare");
            diagnostic.fix = fix.map(|new| Fix::new(range, new));
        }
    }

    /// Headings that say something else than the writer meant.
    fn heading(&mut self, level: HeadingLevel, range: &Range<usize>, number: usize) {
        let source = self.file[range.clone()].trim_end();
        let text = plain(self.inside(number));
        if !source.trim_start_matches(' ').starts_with('#') {
            let words = source.rfind('\n').map_or(source, |end| source[..end].trim_end());
            if words.contains('\n') || words.ends_with(['.', '!', '?', '…', ':', ';', ',']) {
                let line = range.start + source.rfind('\n').map_or(0, |end| end + 1);
                self.report(Code::LineBelow, line..range.start + source.len());
            } else if level == HeadingLevel::H1 {
                self.report(Code::SecondTitle, range.start..range.start + first_line(source).len());
            }
            return;
        }
        if text.trim().is_empty() {
            self.kind(Code::NoWords, range.start..range.start + source.len(), "heading");
            return;
        }
        let marks = range.start..range.start + source.bytes().take_while(|byte| *byte == b'#').count();
        let (words, braces) = text.split_once('{').unwrap_or((&text, ""));
        let phase = self.phase(words.trim_end().trim_end_matches(':')).filter(|_| !braces.contains("phase"));
        if let Some(name) = phase {
            if level != HeadingLevel::H2 {
                self.kind(Code::NotAPhase, marks, "level").args.push(("name", name));
                return;
            }
            if words.trim_end().ends_with(':') {
                let colon = source.rfind(':').map_or(range.start, |colon| range.start + colon);
                let diagnostic = self.kind(Code::NotAPhase, colon..colon + 1, "colon");
                diagnostic.args.push(("name", name));
                diagnostic.fix = Some(Fix::new(colon..colon + 1, ""));
                return;
            }
        }
        if level == HeadingLevel::H1 {
            self.report(Code::SecondTitle, marks);
        }
    }

    /// The name of a phase alone in a paragraph, in bold: it was meant as its heading.
    fn named_in_bold(&mut self, range: &Range<usize>, number: usize) {
        if !matches!(self.events.get(number + 1), Some((Event::Start(Tag::Strong), _))) {
            return;
        }
        let inside = self.inside(number);
        if !matches!(inside.last(), Some((Event::End(TagEnd::Strong), _))) {
            return;
        }
        if let Some(name) = self.phase(plain(inside).trim().trim_end_matches(':')) {
            let end = range.start + self.file[range.clone()].trim_end().len();
            self.kind(Code::NotAPhase, range.start..end, "bold").args.push(("name", name));
        }
    }

    fn phase(&self, words: &str) -> Option<String> {
        self.reading.phases.named(words).map(|number| self.reading.phases.name(number).to_string())
    }

    /// The events of an inline block.
    fn inside(&self, start: usize) -> &'a [(Event<'a>, Range<usize>)] {
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

    fn code_block(&mut self, kind: &CodeBlockKind, range: &Range<usize>) {
        let source = self.file[range.clone()].trim_end();
        let end = range.start + first_line(source).len();
        if matches!(kind, CodeBlockKind::Indented) {
            self.report(Code::IndentedCode, range.start..end);
            return;
        }
        let fence = source.chars().next().unwrap_or('`');
        let last = source.lines().skip(1).last().unwrap_or_default().trim_start_matches([' ', '>', '\t']);
        if last.len() < 3 || last.chars().any(|c| c != fence) {
            self.report(Code::OpenCode, range.start..end);
        }
    }

    /// A row with more or fewer cells than the table has columns: the missing are empty, the surplus is lost.
    fn row(&mut self, range: &Range<usize>) {
        let Some(columns) = self.table else { return };
        let source = self.file[range.clone()].trim_end();
        let inner = source.trim_start().strip_prefix('|').unwrap_or(source.trim_start());
        let closed = inner.strip_suffix('|').filter(|rest| !rest.ends_with('\\'));
        let inner = closed.unwrap_or(inner);
        let bytes = inner.as_bytes();
        let parts = (0..bytes.len()).filter(|at| bytes[*at] == b'|' && (*at == 0 || bytes[at - 1] != b'\\')).count();
        if parts + 1 != columns {
            let kind = if inner.contains("[[") && parts + 1 > columns { "link" } else { "none" };
            let place = range.start..range.start + source.len();
            let diagnostic = self.kind(Code::UnevenRow, place, kind);
            diagnostic.args.push(("count", (parts + 1).to_string()));
            diagnostic.args.push(("columns", columns.to_string()));
        }
    }

    /// Notes that nothing asks for; that one is asked for and not there was said where it is asked for.
    fn notes(&mut self) {
        let mut unused: Vec<_> =
            self.notes.there.iter().filter(|(label, _)| !self.notes.asked.contains(*label)).collect();
        unused.sort_by_key(|(_, range)| range.start);
        let unused: Vec<(String, usize)> =
            unused.iter().map(|(label, range)| ((**label).to_owned(), range.start)).collect();
        for (label, start) in unused {
            self.report(Code::UnusedNote, start..start + label.len() + 3).args.push(("label", label));
        }
    }
}

/// Bytes within which a bracket's partner is looked for: a text that is all brackets must not take for ever.
const FAR: usize = 300;

/// The start of a text.
fn near(text: &str) -> &str {
    let mut end = text.len().min(FAR);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The last opening bracket, if it is near the end.
fn last_open(text: &str) -> Option<usize> {
    let far = text.len().saturating_sub(FAR);
    text.as_bytes()[far..].iter().rposition(|byte| *byte == b'[').map(|found| far + found)
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Whether the words in brackets were meant as an address.
fn is_address(words: &str) -> bool {
    let words = words.trim();
    let starts = ["http://", "https://", "www.", "mailto:", "tel:", "media/", "../", "#"];
    let text = words.split('#').next().unwrap_or_default();
    !words.contains(' ')
        && (starts.iter().any(|start| words.starts_with(start)) && words.len() > 2 || text.ends_with(".md"))
}
