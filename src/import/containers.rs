//! Elements and components that enclose Markdown: an opening tag and a closing tag, each alone on its lines.
//!
//! Takes a body; returns it with the content in place of the element, without its indentation. Components that say what
//! they are keep it: an alert becomes a callout, a section a heading, an item of a checklist a box to tick. All other tags
//! are left to `html`.

use super::boxes::{callout_kind, dedent, write_callout};
use super::fences::Fences;
use super::html_tokens::{Tag, read_tag};
use super::report::FileReport;

/// Elements whose content is no Markdown, or that `html` writes in a form of its own.
const NOT_UNWRAPPED: [&str; 24] = [
    "pre", "script", "style", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "ul", "ol",
    "li", "svg", "iframe", "video", "audio", "p", "picture", "dl", "math", "a",
];
/// Attributes with words for readers, the best first.
pub const WORDS: [&str; 9] = ["title", "label", "question", "heading", "summary", "caption", "name", "alt", "text"];

/// The most elements inside one another.
const MAX_DEPTH: usize = 24;
/// The most lines that are read in a file to find closing tags, so that many tags without one cost no more.
const MAX_LINES: usize = 500_000;

/// The body without elements that enclose Markdown.
pub fn unwrap(body: &str, report: &mut FileReport) -> String {
    if !body.contains('<') {
        return body.to_owned();
    }
    let lines: Vec<&str> = body.split_inclusive('\n').collect();
    let mut out = String::with_capacity(body.len());
    let mut budget = MAX_LINES;
    unwrap_lines(&lines, &mut out, report, 0, &mut budget);
    out
}

/// An opening tag that is alone on its lines.
struct Opening {
    tag: Tag,
    /// The index of the line after it.
    next: usize,
}

fn unwrap_lines(lines: &[&str], out: &mut String, report: &mut FileReport, depth: usize, budget: &mut usize) {
    let mut fences = Fences::default();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if fences.is_code(line) {
            out.push_str(line);
            at += 1;
            continue;
        }
        let Some(opening) = read_opening(lines, at).filter(|_| depth < MAX_DEPTH) else {
            out.push_str(line);
            at += 1;
            continue;
        };
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        let element = opening.tag.element();
        if opening.tag.is_closed {
            match opening.tag.is_component() {
                true => {
                    let typed = lines[at..opening.next].concat();
                    write_component(indent, &opening.tag, &typed, "", out, report);
                }
                false => lines[at..opening.next].iter().for_each(|line| out.push_str(line)),
            }
            at = opening.next;
            continue;
        }
        let end = find_end(lines, opening.next, &opening.tag.name, budget);
        let Some(end) = end else {
            out.push_str(line);
            at += 1;
            continue;
        };
        if NOT_UNWRAPPED.contains(&element.as_str()) {
            lines[at..=end].iter().for_each(|line| out.push_str(line));
            at = end + 1;
            continue;
        }
        let dedented = dedent(&lines[opening.next..end]);
        let parts: Vec<&str> = dedented.split_inclusive('\n').collect();
        let mut content = String::new();
        unwrap_lines(&parts, &mut content, report, depth + 1, budget);
        let typed = lines[at..opening.next].concat();
        write_component(indent, &opening.tag, &typed, &content, out, report);
        at = end + 1;
    }
}

/// The opening tag that begins on line `at` and is alone on its lines.
fn read_opening(lines: &[&str], at: usize) -> Option<Opening> {
    let first = lines[at].trim_start();
    if !first.starts_with('<') || !first[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    // A tag can have many attributes, but a page of them is none.
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate().skip(at).take(40) {
        text.push_str(if index == at { first } else { line });
        if let Some((tag, end)) = read_tag(&text, 0) {
            let is_alone = text[end..].trim().is_empty();
            return is_alone.then_some(Opening { tag, next: index + 1 });
        }
    }
    None
}

/// The line with the closing tag, which is alone on it.
fn find_end(lines: &[&str], from: usize, name: &str, budget: &mut usize) -> Option<usize> {
    let mut fences = Fences::default();
    let mut depth = 0usize;
    let (open, close) = (format!("<{name}"), format!("</{name}"));
    let is_name_end = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '.'));
    for (index, line) in lines.iter().enumerate().skip(from) {
        *budget = budget.checked_sub(1)?;
        if fences.is_code(line) {
            continue;
        }
        let mut rest = line.trim();
        let is_alone = rest.strip_prefix(&close).is_some_and(|rest| rest.trim() == ">");
        if is_alone && depth == 0 {
            return Some(index);
        }
        while let Some(found) = rest.find('<') {
            rest = &rest[found..];
            if rest.strip_prefix(&close).is_some_and(is_name_end) {
                depth = depth.checked_sub(1)?;
            } else if rest.strip_prefix(&open).is_some_and(is_name_end) {
                let is_closed = rest.split('>').next().is_some_and(|tag| tag.ends_with('/'));
                let goes_on = !rest.contains('>')
                    && lines[index + 1..].iter().take(40).any(|line| line.contains("/>"))
                    && !lines[index + 1..].iter().take(40).any(|line| line.trim() == ">");
                depth += usize::from(!is_closed && !goes_on);
            }
            rest = &rest[1..];
        }
    }
    None
}

/// Writes the content of an element in the form that says what the element is. `typed` is the opening tag.
fn write_component(indent: &str, tag: &Tag, typed: &str, content: &str, out: &mut String, report: &mut FileReport) {
    let element = tag.element();
    let words = WORDS.iter().find_map(|name| tag.attribute(name));
    let content = content.trim_matches('\n');
    let mut block = String::new();
    match element.as_str() {
        "ChecklistItem" | "InlineChecklistItem" => {
            let words = words.map(|words| words.to_owned()).unwrap_or_else(|| match tag.attribute("slug") {
                Some(slug) => format!("[[{slug}]]"),
                None => String::new(),
            });
            let (words, content) = match words.is_empty() {
                true => split_first_line(content),
                false => (words, content.to_owned()),
            };
            let id = tag.attribute("slug").or_else(|| tag.attribute("id")).filter(|id| crate::model::is_id(id));
            let id = id.map(|id| format!(" {{#{id}}}")).unwrap_or_default();
            block.push_str(&format!("- [ ] {words}{id}\n"));
            if !content.trim().is_empty() {
                block.push('\n');
                for line in content.trim_matches('\n').lines() {
                    block.push_str(&if line.trim().is_empty() { "\n".to_owned() } else { format!("  {line}\n") });
                }
            }
            report.changed("checklist-item", words);
        }
        "Section" if words.is_some() => {
            let id = tag.attribute("slug").or_else(|| tag.attribute("id"));
            let id =
                id.filter(|id| crate::model::is_heading_id(id)).map(|id| format!(" {{#{id}}}")).unwrap_or_default();
            block.push_str(&format!("## {}{id}\n\n{content}\n", words.unwrap_or_default()));
            report.changed("section", words.unwrap_or_default());
        }
        "details" => {
            match content.trim_start().strip_prefix("<summary>").and_then(|rest| rest.split_once("</summary>")) {
                Some((summary, rest)) => {
                    block.push_str(&format!("**{}**\n\n{}\n", summary.trim(), dedent_text(rest.trim_matches('\n'))));
                    report.changed("html-details", "");
                }
                None => block.push_str(&format!("{content}\n")),
            }
        }
        "blockquote" => {
            for line in content.lines() {
                block.push_str(&if line.trim().is_empty() { ">\n".to_owned() } else { format!("> {line}\n") });
            }
            report.changed("html", "<blockquote>");
        }
        _ if tag.is_component() && callout_kind(&element).is_some() || is_callout(tag) => {
            let kind = [tag.attribute("type"), tag.attribute("variant"), tag.attribute("class")];
            let kind = kind.into_iter().flatten().find(|kind| callout_kind(kind).is_some());
            write_callout("", kind.unwrap_or(&element), ("", words.unwrap_or_default()), content, &mut block);
            report.changed("box", typed.trim());
        }
        _ => {
            let href = tag.attribute("href").or_else(|| tag.attribute("src")).or_else(|| tag.attribute("url"));
            match (words, href) {
                (words, Some(href)) if content.is_empty() => {
                    let words = words.map(str::to_owned).unwrap_or_else(|| href.to_owned());
                    let is_picture = ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif"]
                        .iter()
                        .any(|ending| href.to_ascii_lowercase().ends_with(&format!(".{ending}")));
                    let mark = if is_picture { "!" } else { "" };
                    block.push_str(&format!("{mark}[{words}](<{}>)\n", href.replace(['<', '>'], "")));
                }
                (Some(words), _) if tag.is_component() => block.push_str(&format!("**{words}**\n\n{content}\n")),
                _ => block.push_str(&format!("{content}\n")),
            }
            match tag.is_component() {
                true if content.is_empty() && words.is_none() && href.is_none() => {
                    report.left_out("component", typed.trim());
                }
                true => report.look("component", typed.trim()),
                false => report.changed("html", typed.trim()),
            }
        }
    }
    separate(out);
    for line in block.trim_end_matches('\n').lines() {
        out.push_str(&if line.trim().is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") });
    }
    out.push('\n');
}

/// Ends the paragraph that `out` ends with.
fn separate(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
    }
}

fn is_callout(tag: &Tag) -> bool {
    let class = tag.attribute("class").or_else(|| tag.attribute("classname")).unwrap_or_default();
    matches!(tag.element().as_str(), "div" | "aside")
        && class.split_whitespace().any(|name| matches!(name, "alert" | "admonition" | "callout" | "warning" | "tip"))
        && callout_kind(class).is_some()
}

/// The first line of a text, and the rest.
fn split_first_line(text: &str) -> (String, String) {
    let text = text.trim_start();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    (first.trim().trim_start_matches(['#', '-', '*']).trim().to_owned(), rest.to_owned())
}

fn dedent_text(text: &str) -> String {
    dedent(&text.split_inclusive('\n').collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unwrapped(body: &str) -> String {
        unwrap(body, &mut FileReport::default()).replace("\n\n\n", "\n\n")
    }

    #[test]
    fn content_comes_out_without_indentation() {
        let body = "a\n\n<div\n  class=\"x\">\n    <section>\n\n      b\n\n      * c\n    </section>\n</div>\n\nd\n";
        assert_eq!(unwrapped(body), "a\n\nb\n\n* c\n\nd\n");
        let details = "<details>\n<summary>More</summary>\n\nText\n\n</details>\n";
        assert_eq!(unwrapped(details).trim_end(), "**More**\n\nText");
        let table = "<table>\n<tr>\n  <td>\n    a\n  </td>\n</tr>\n</table>\n";
        assert_eq!(unwrapped(table), table);
        let code = "```\n<div>\n</div>\n```\n";
        assert_eq!(unwrapped(code), code);
        assert_eq!(unwrapped("<div>\na\n"), "<div>\na\n");
    }

    #[test]
    fn components_say_what_they_are() {
        let body = "<Section title=\"Phone\" slug=\"phone\">\n  <ChecklistItem title=\"Switch it off\" slug=\"off\">\n    Why.\n  \
                    </ChecklistItem>\n\n  <Alert type=\"warning\">\n    Careful.\n  </Alert>\n</Section>\n";
        let wanted = "## Phone {#phone}\n\n- [ ] Switch it off {#off}\n\n  Why.\n\n> [!WARNING]\n> Careful.\n";
        assert_eq!(unwrapped(body).trim_end(), wanted.trim_end());
        let button = "<Button\n  title=\"Copy\"\n  href=\"https://a.example/x\"\n/>\n";
        assert_eq!(unwrapped(button).trim_end(), "[Copy](<https://a.example/x>)");
    }
}
