//! HTML in a text becomes Markdown; what Markdown has no form for keeps its words.
//!
//! Takes a body; returns it without tags. Links, pictures, emphasis, code, line breaks, lists, headings and tables have a
//! form of their own. Comments, scripts and styles are left out, and are in the report. A name in angle brackets that is no
//! element of HTML is a placeholder, and becomes text.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag as MarkdownTag, TagEnd};

use super::containers::WORDS;
use super::edits::Edits;
use super::html_parts::{component, line_break, raised};
use super::html_tables::whole_elements;
use super::html_tokens::{Tag, Token, decode, tokens};
use super::report::FileReport;
use crate::parse::foreign_markup::is_html_element;
use crate::parse::markdown::EXTENSIONS;

/// How often a body is read again, because text that was inside HTML can be HTML for Markdown afterwards.
const MAX_ROUNDS: usize = 5;

/// Elements that begin on a line of their own.
const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "header",
    "hgroup",
    "html",
    "legend",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "tr",
    "ul",
    "noscript",
    "picture",
    "template",
];
/// Elements whose content is not for readers.
const HIDDEN: [&str; 6] = ["script", "style", "template", "svg", "math", "head"];

/// The body without HTML.
pub fn convert(body: &str, report: &mut FileReport) -> String {
    if !body.contains('<') {
        return body.to_owned();
    }
    let mut body = whole_elements(body, report);
    for _ in 0..MAX_ROUNDS {
        match round(&body, report) {
            Some(changed) => body = changed,
            None => break,
        }
    }
    body
}

/// A piece of HTML, as the parser of Markdown sees it.
enum Piece {
    Block(Range<usize>),
    /// A tag in a paragraph, with the number of the paragraph.
    Inline(Range<usize>, usize),
}

/// The body after one reading; `None` if it has no HTML.
fn round(body: &str, report: &mut FileReport) -> Option<String> {
    let mut pieces = Vec::new();
    let mut paragraph = 0;
    let mut in_block = false;
    for (event, range) in Parser::new_ext(body, EXTENSIONS).into_offset_iter() {
        match event {
            Event::Start(MarkdownTag::HtmlBlock) => {
                pieces.push(Piece::Block(range));
                in_block = true;
            }
            Event::End(TagEnd::HtmlBlock) => in_block = false,
            Event::InlineHtml(_) if !in_block => pieces.push(Piece::Inline(range, paragraph)),
            Event::Start(
                MarkdownTag::Paragraph | MarkdownTag::Heading { .. } | MarkdownTag::TableCell | MarkdownTag::Item,
            ) => {
                paragraph += 1;
            }
            _ => {}
        }
    }
    if pieces.is_empty() {
        return None;
    }
    let mut edits = Edits::default();
    let mut inline: Vec<(Token, Range<usize>, usize)> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Block(range) => {
                let converted = block(body, range.clone(), report);
                edits.replace(range, converted);
            }
            Piece::Inline(range, paragraph) => {
                let found = tokens(&body[range.clone()]);
                let token = match found.into_iter().next() {
                    Some((token, inner)) if inner.len() == range.len() => token,
                    _ => Token::Other,
                };
                inline.push((token, range, paragraph));
            }
        }
    }
    let mut start = 0;
    while start < inline.len() {
        let paragraph = inline[start].2;
        let length = inline[start..].iter().take_while(|(_, _, other)| *other == paragraph).count();
        let of_paragraph: Vec<(Token, Range<usize>)> =
            inline[start..start + length].iter().map(|(token, range, _)| (token.clone(), range.clone())).collect();
        for (range, text) in replacements(body, &of_paragraph, false, report) {
            edits.replace(range, text);
        }
        start += length;
    }
    let changed = edits.apply(body);
    (changed != body).then_some(changed)
}

/// A block of HTML as Markdown. The lines keep what is before them, such as the sign of a quotation.
fn block(body: &str, range: Range<usize>, report: &mut FileReport) -> String {
    let line_start = body[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let prefix: String = body[line_start..range.start].chars().map(|c| if c == '>' { '>' } else { ' ' }).collect();
    let typed = &body[range.clone()];
    // The prefixes of the lines are not part of the HTML.
    let html: String = match prefix.contains('>') {
        true => typed.split_inclusive('\n').map(|line| line.trim_start_matches(['>', ' '])).collect(),
        false => typed.to_owned(),
    };
    let found = tokens(&html);
    let mut edits = Edits::default();
    for (range, text) in replacements(&html, &found, true, report) {
        edits.replace(range, text);
    }
    let text = edits.apply(&html);
    let mut out = String::new();
    let mut fences = super::fences::Fences::default();
    let mut blank = true;
    let mut held = String::new();
    for line in text.lines() {
        let is_code = fences.is_code(line);
        let line = if is_code { line } else { trimmed(line) };
        if line.trim().is_empty() && !is_code {
            if !blank {
                out.push_str(&format!("{}\n", prefix.trim_end()));
            }
            blank = true;
            continue;
        }
        // A box to tick, with its words on the next line.
        if matches!(line.trim(), "- [ ]" | "- [x]") {
            held = format!("{} ", line.trim());
            continue;
        }
        let line = format!("{}{line}", std::mem::take(&mut held));
        let before = if out.is_empty() { "" } else { &prefix };
        out.push_str(&format!("{before}{line}\n"));
        blank = false;
    }
    if out.is_empty() {
        return "\n".to_owned();
    }
    // What follows is a block of its own.
    if !blank {
        out.push_str(&format!("{}\n", prefix.trim_end()));
    }
    out
}

/// A line of HTML without its indentation; lists inside lists keep theirs.
fn trimmed(line: &str) -> &str {
    let text = line.trim_start();
    let is_item =
        text.starts_with("- ") || text.split_once(". ").is_some_and(|(n, _)| n.bytes().all(|b| b.is_ascii_digit()));
    if is_item && (line.len() - text.len()).is_multiple_of(2) { line } else { text.trim_end() }
}

/// What is written in place of each token.
pub fn replacements(
    text: &str,
    found: &[(Token, Range<usize>)],
    in_block: bool,
    report: &mut FileReport,
) -> Vec<(Range<usize>, String)> {
    let mut out: Vec<(Range<usize>, String)> = Vec::new();
    let mut lists: Vec<Option<usize>> = Vec::new();
    let mut at = 0;
    let mut closed: HashSet<usize> = HashSet::new();
    while at < found.len() {
        let (token, range) = &found[at];
        let index = at;
        at += 1;
        match token {
            Token::Text => {}
            Token::Comment => {
                report.left_out("comment", comment_words(&text[range.clone()]));
                out.push((range.clone(), String::new()));
            }
            Token::Other => {
                report.left_out("html-other", text[range.clone()].to_owned());
                out.push((range.clone(), String::new()));
            }
            Token::Tag(tag) => {
                if closed.contains(&index) {
                    continue;
                }
                let element = tag.element();
                let element = element.as_str();
                let end = (!tag.is_end && !tag.is_closed).then(|| find_end(found, index, &tag.name)).flatten();
                if HIDDEN.contains(&element) && !tag.is_end {
                    let last = end.map_or(range.end, |end| found[end].1.end);
                    report.left_out("html-hidden", text[range.start..last].to_owned());
                    out.push((range.start..last, String::new()));
                    at = end.map_or(at, |end| end + 1);
                    continue;
                }
                if element == "pre"
                    && let Some(end) = end
                {
                    let inner: String = found[index + 1..end]
                        .iter()
                        .filter(|(token, _)| *token == Token::Text)
                        .map(|(_, range)| decode(&text[range.clone()]))
                        .collect();
                    let fence = if inner.contains("```") { "````" } else { "```" };
                    let code = format!("\n\n{fence}\n{}\n{fence}\n\n", inner.trim_matches('\n'));
                    out.push((range.start..found[end].1.end, code));
                    report.changed("html", "<pre>");
                    at = end + 1;
                    continue;
                }
                if let Some(end) = end.filter(|_| !is_block(element)) {
                    let inner = range.end..found[end].1.start;
                    if let Some((open, close)) = pair(text, tag, range, &inner, &found[end].1, in_block, report) {
                        out.push(open);
                        out.push(close);
                        closed.insert(end);
                        continue;
                    }
                }
                let written = single(text, tag, range, in_block, &mut lists, report);
                out.push((range.clone(), written));
            }
        }
    }
    out
}

fn comment_words(comment: &str) -> String {
    let inner = comment.trim_start_matches("<!--").trim_end_matches("-->");
    inner.trim_start_matches("{/*").trim_end_matches("*/}").trim().to_owned()
}

fn is_block(element: &str) -> bool {
    BLOCKS.contains(&element) || matches!(element, "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "td" | "th")
}

/// How many tokens an end tag may be away.
const MAX_DISTANCE: usize = 1000;

/// The index of the end tag of the start tag at `start`.
fn find_end(found: &[(Token, Range<usize>)], start: usize, name: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (index, (token, _)) in found.iter().enumerate().skip(start + 1).take(MAX_DISTANCE) {
        let Token::Tag(tag) = token else { continue };
        if !tag.name.eq_ignore_ascii_case(name) {
            continue;
        }
        match (tag.is_end, depth) {
            (true, 0) => return Some(index),
            (true, _) => depth -= 1,
            (false, _) => depth += usize::from(!tag.is_closed),
        }
    }
    None
}

/// A replacement of bytes.
type Replacement = (Range<usize>, String);

/// What is written in place of a start tag and its end tag; `None` if the words alone are enough.
fn pair(
    text: &str,
    tag: &Tag,
    open: &Range<usize>,
    inner: &Range<usize>,
    close: &Range<usize>,
    in_block: bool,
    report: &mut FileReport,
) -> Option<(Replacement, Replacement)> {
    let words = &text[inner.clone()];
    let both = |before: String, after: String| Some(((open.clone(), before), (close.clone(), after)));
    let element = tag.element();
    let mark = match element.as_str() {
        "b" | "strong" | "mark" => "**",
        "i" | "em" | "cite" | "dfn" | "var" if tag.attribute("title").is_none() => "*",
        "s" | "del" | "strike" => "~~",
        "code" | "kbd" | "samp" | "tt" => "`",
        "q" => "\"",
        "a" => {
            let href = tag.attribute("href");
            report.changed("html", "<a>");
            let Some(href) = href else { return both(String::new(), String::new()) };
            let href = href.replace(['<', '>'], "").replace('\n', "");
            let label = if words.trim().is_empty() { href.clone() } else { String::new() };
            return both(format!("[{label}"), format!("](<{href}>)"));
        }
        "sub" | "sup" => {
            let small = raised(words.trim(), element == "sup");
            match &small {
                Some(_) => report.changed("html", format!("<{element}>")),
                None => report.look("html-small", words.trim()),
            }
            let Some(small) = small else { return both(String::new(), String::new()) };
            // The words are part of the start tag's replacement.
            return Some(((open.start..inner.end, small), (close.clone(), String::new())));
        }
        "abbr" | "acronym" | "dfn" => {
            let title = tag.attribute("title").map(|title| format!(" ({title})"));
            report.changed("html", "<abbr>");
            return both(String::new(), title.unwrap_or_default());
        }
        _ if tag.is_component() => {
            let words = WORDS.iter().find_map(|name| tag.attribute(name));
            let href = tag.attribute("href");
            let typed = text[open.clone()].trim();
            return match (href, words) {
                (Some(href), _) => {
                    report.look("component", typed);
                    both("[".to_owned(), format!("](<{}>)", href.replace(['<', '>'], "")))
                }
                (None, Some(words)) => {
                    report.look("component", typed);
                    both(format!("**{words}** "), String::new())
                }
                (None, None) => {
                    report.look("component", typed);
                    both(String::new(), String::new())
                }
            };
        }
        _ => return None,
    };
    report.changed("html", format!("<{element}>"));
    if mark == "`" {
        let is_plain = !words.contains(['`', '<', '\n']) && !words.trim().is_empty();
        let is_markup = words.contains(['*', '[', '_']) && words.contains("](");
        let decoded = decode(words.trim());
        return match is_plain && !is_markup {
            true => Some(((open.start..inner.end, format!("`{decoded}`")), (close.clone(), String::new()))),
            false => both(String::new(), String::new()),
        };
    }
    if words.trim().is_empty() || in_block && words.contains("\n\n") {
        return both(String::new(), String::new());
    }
    let (leading, trailing) = (words.len() - words.trim_start().len(), words.len() - words.trim_end().len());
    let before = text[..open.start].chars().next_back();
    let after = text[close.end..].chars().next();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let starts_with_sign = words.trim_start().starts_with(|c: char| !c.is_alphanumeric());
    let ends_with_sign = words.trim_end().ends_with(|c: char| !c.is_alphanumeric());
    let clashes = before == mark.chars().next() || after == mark.chars().next();
    if mark != "\""
        && (leading == 0 && is_word(before) && starts_with_sign
            || trailing == 0 && is_word(after) && ends_with_sign
            || clashes)
    {
        return both(String::new(), String::new());
    }
    let blank = |length: usize| if length > 0 { " " } else { "" };
    Some((
        (open.start..open.end + leading, format!("{}{mark}", blank(leading))),
        (close.start - trailing..close.end, format!("{mark}{}", blank(trailing))),
    ))
}

/// What is written in place of a tag without its partner.
fn single(
    text: &str,
    tag: &Tag,
    range: &Range<usize>,
    in_block: bool,
    lists: &mut Vec<Option<usize>>,
    report: &mut FileReport,
) -> String {
    let element = tag.element();
    let typed = text[range.clone()].trim();
    let indent = "  ".repeat(lists.len().saturating_sub(1));
    match element.as_str() {
        "br" => {
            report.changed("html", "<br>");
            line_break(text, range, in_block)
        }
        "hr" => "\n\n---\n\n".to_owned(),
        "wbr" => String::new(),
        "img" | "image" => {
            report.changed("html", "<img>");
            let source = tag.attribute("src").or_else(|| tag.attribute("data-src")).unwrap_or_default();
            let words = tag.attribute("alt").or_else(|| tag.attribute("title")).unwrap_or_default();
            let title = tag.attribute("title").filter(|title| *title != words);
            let title = title.map(|title| format!(" \"{}\"", title.replace(['"', '\n'], " "))).unwrap_or_default();
            format!("![{}](<{}>{title})", words.replace(['[', ']', '\n'], " "), source.replace(['<', '>', '\n'], ""))
        }
        "iframe" | "video" | "audio" | "source" | "embed" | "object" => {
            let source = tag.attribute("src").or_else(|| tag.attribute("data"));
            match source.filter(|_| !tag.is_end) {
                Some(source) => {
                    report.look("html-media", typed);
                    let words = tag.attribute("title").unwrap_or(source);
                    format!("[{words}](<{}>)", source.replace(['<', '>'], ""))
                }
                None => String::new(),
            }
        }
        "input" => {
            let is_checked = tag.attributes.iter().any(|(key, _)| key == "checked");
            let mark = if is_checked { "[x] " } else { "[ ] " };
            match (tag.attribute("type") == Some("checkbox"), in_block) {
                (true, true) => format!("\n\n- {mark}\n"),
                (true, false) => mark.to_owned(),
                (false, _) => String::new(),
            }
        }
        "ul" | "ol" | "menu" if in_block => {
            if tag.is_end {
                lists.pop();
                if lists.is_empty() { "\n\n".to_owned() } else { "\n".to_owned() }
            } else {
                report.changed("html", format!("<{element}>"));
                lists.push((element == "ol").then_some(0));
                if lists.len() == 1 { "\n\n".to_owned() } else { "\n".to_owned() }
            }
        }
        "li" if in_block => {
            let is_line_start = text[..range.start].trim_end_matches([' ', '\t']).ends_with('\n');
            let line_end = if is_line_start { "" } else { "\n" };
            match (tag.is_end, lists.last_mut()) {
                (true, _) => String::new(),
                (false, Some(Some(number))) => {
                    *number += 1;
                    format!("{line_end}{indent}{number}. ")
                }
                (false, _) => format!("{line_end}{indent}- "),
            }
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if in_block => {
            let level = usize::from(element.as_bytes()[1] - b'0');
            if tag.is_end { "\n\n".to_owned() } else { format!("\n\n{} ", "#".repeat(level)) }
        }
        "summary" if in_block => if tag.is_end { "**\n\n" } else { "\n\n**" }.to_owned(),
        "dt" if in_block => if tag.is_end { "**\n" } else { "\n\n**" }.to_owned(),
        _ if is_block(&element) => {
            if !tag.is_end {
                report.changed("html", format!("<{element}>"));
            }
            if in_block { "\n\n" } else { "" }.to_owned()
        }
        _ if tag.is_component() => component(tag, typed, report),
        _ if is_html_element(&element) || tag.is_end || typed.len() < 3 => {
            if !tag.is_end {
                report.changed("html", format!("<{element}>"));
            }
            String::new()
        }
        _ => {
            // `<name>`: browsers would not show it, but the author meant it to be read.
            report.look("placeholder", typed);
            format!("\\{}", &text[range.clone()])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(body: &str) -> String {
        convert(body, &mut FileReport::default())
    }

    #[test]
    fn inline_elements_become_markup() {
        for (html, wanted) in [
            ("a <b>c</b> d", "a **c** d"),
            ("a <em> c </em>d", "a  *c* d"),
            ("press <kbd>Ctrl</kbd>", "press `Ctrl`"),
            ("<a href=\"https://a.example\">w</a> x", "[w](<https://a.example>) x"),
            ("H<sub>2</sub>O", "H₂O"),
            ("a<br>b", "a\\\nb"),
            ("a<br>\nb", "a\\\nb"),
            ("<abbr title=\"Long\">L</abbr> x", "L (Long) x"),
            ("a <span class=\"x\">b</span> c", "a b c"),
            ("say <name> here", "say \\<name> here"),
            ("see <https://a.example>", "see <https://a.example>"),
            ("`<b>` stays", "`<b>` stays"),
            ("x <img src=\"a.png\" alt=\"A\" width=3> y", "x ![A](<a.png>) y"),
            ("a <!-- secret --> b", "a  b"),
        ] {
            assert_eq!(converted(html), wanted, "{html}");
        }
    }

    #[test]
    fn blocks_become_paragraphs_lists_and_tables() {
        let clean = |html: &str| converted(html).trim().replace("\n\n\n", "\n\n").replace("\n\n\n", "\n\n");
        assert_eq!(clean("<p align=\"center\">\n  <b>A</b>\n</p>\n\nB\n"), "**A**\n\nB");
        assert_eq!(clean("<ul>\n<li>a</li>\n<li>b <i>c</i></li>\n</ul>\n"), "- a\n- b *c*");
        assert_eq!(clean("<details>\n<summary>S</summary>\nT\n</details>\n"), "**S**\n\nT");
        let cells = "<table>\n<tr>\n<td>\n<a href=\"x\">\none\n</a></td>\n<td>two</td></tr></table>\n";
        assert_eq!(clean(cells), "| [ one ](<x>) | two |\n|---|---|");
        assert_eq!(clean("<table>a<tr>b<td>c</td></tr></table>"), "| a |  |\n|---|---|\n| b | c |");
        let table = "<table>\n<tr><th>a</th><th>b</th></tr>\n\n<tr><td>1|2</td><td><b>x</b></td></tr>\n</table>\n";
        assert_eq!(clean(table), "| a | b |\n|---|---|\n| 1\\|2 | **x** |");
        assert_eq!(clean("> <p>\n> a\n> </p>\n"), "> a\n>");
    }

    #[test]
    fn hidden_content_is_in_the_report() {
        let mut report = FileReport::default();
        convert("<script>\nalert(1)\n</script>\n\n<!-- c -->\n", &mut report);
        let kinds: Vec<_> = report.notes.iter().map(|note| note.kind).collect();
        assert_eq!(kinds, ["html-hidden", "comment"]);
    }
}
