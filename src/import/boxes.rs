//! Boxes of four dialects become callouts: `> [!info] Title` of Obsidian, `!!! tip` and `/// tip` of MkDocs, `:::tip` of
//! Docusaurus. Tabs of MkDocs, `=== "Title"`, become a bold line with their text below.
//!
//! Takes a body; returns it with `> [!NOTE]`, `[!TIP]`, `[!IMPORTANT]` or `[!WARNING]`, which keep a title of their own and
//! the sign of what folds.

use super::fences::Fences;
use super::report::FileReport;

/// The kinds of other programs, each with the one of situ.
const KINDS: [(&str, &[&str]); 4] = [
    (
        "NOTE",
        &[
            "note",
            "info",
            "abstract",
            "summary",
            "tldr",
            "todo",
            "example",
            "quote",
            "cite",
            "question",
            "help",
            "faq",
            "success",
            "check",
            "done",
            "seealso",
            "see-also",
            "details",
            "bug",
            "details-block",
            "card",
            "aside",
            "admonition",
            "callout",
            "faqitem",
            "collapsible",
        ],
    ),
    ("TIP", &["tip", "hint"]),
    ("IMPORTANT", &["important", "key"]),
    (
        "WARNING",
        &[
            "warning",
            "caution",
            "attention",
            "danger",
            "error",
            "failure",
            "fail",
            "missing",
            "alert",
            "risk",
            "deprecated",
        ],
    ),
];

/// The most lines that are read in a file to find the ends of boxes, so that many boxes without one cost no more.
const MAX_LINES: usize = 500_000;

/// The callout for a kind of another program; `None` if it is not one that programs have.
pub fn callout_kind(kind: &str) -> Option<&'static str> {
    let kind = kind.to_lowercase();
    KINDS.iter().find(|(_, names)| names.contains(&kind.as_str())).map(|(callout, _)| *callout)
}

/// The first line of a box.
struct Opening<'l> {
    indent: &'l str,
    /// The fence of `///` and `:::`; `!!!` ends where the indentation ends.
    fence: Option<&'l str>,
    kind: &'l str,
    /// `-` if the box is folded at first, `+` if it can be folded.
    fold: &'static str,
    title: String,
}

/// The body with callouts.
pub fn convert(body: &str, report: &mut FileReport) -> String {
    if !["[!", "!!!", "???", ":::", "///", "=== "].iter().any(|marker| body.contains(marker)) {
        return body.to_owned();
    }
    let lines: Vec<&str> = body.split_inclusive('\n').collect();
    let mut out = String::with_capacity(body.len());
    let mut budget = MAX_LINES;
    convert_lines(&lines, &mut out, report, 0, &mut budget);
    out
}

fn convert_lines(lines: &[&str], out: &mut String, report: &mut FileReport, depth: usize, budget: &mut usize) {
    let mut fences = Fences::default();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if fences.is_code(line) {
            out.push_str(line);
            at += 1;
            continue;
        }
        if let Some(marker) = read_quote_marker(line) {
            quote_marker(line, &marker, out, report);
            at += 1;
            continue;
        }
        if let Some(next) = reference_command(lines, at) {
            report.left_out("shortcode", lines[at..next].concat().trim());
            at = next;
            continue;
        }
        if let Some((indent, title)) = read_tab(line).filter(|_| depth < 16) {
            let (inner, next) = indented_content(lines, at, indent.len());
            let mut content = String::new();
            let dedented = dedent(&inner);
            let parts: Vec<&str> = dedented.split_inclusive('\n').collect();
            convert_lines(&parts, &mut content, report, depth + 1, budget);
            write_tab(indent, title, &content, out);
            report.changed("tab", title);
            at = next;
            continue;
        }
        let Some(opening) = read_opening(line).filter(|_| depth < 16) else {
            out.push_str(line);
            at += 1;
            continue;
        };
        let (inner, next) = match opening.fence {
            Some(fence) => fenced_content(lines, at, opening.indent, fence, budget),
            None => indented_content(lines, at, opening.indent.len()),
        };
        if inner.is_empty() && opening.fence.is_some() && next == at + 1 {
            // No end: not a box.
            out.push_str(line);
            at += 1;
            continue;
        }
        let mut content = String::new();
        let dedented = dedent(&inner);
        let parts: Vec<&str> = dedented.split_inclusive('\n').collect();
        convert_lines(&parts, &mut content, report, depth + 1, budget);
        write_callout(opening.indent, opening.kind, (opening.fold, &opening.title), &content, out);
        report.changed("box", format!("{} {}", opening.kind, opening.title).trim().to_owned());
        if callout_kind(opening.kind).is_none() {
            report.look("box-kind", opening.kind);
        }
        at = next;
    }
}

/// Writes a callout with all its lines. Before the title is the sign of what folds.
pub fn write_callout(indent: &str, kind: &str, (fold, title): (&str, &str), content: &str, out: &mut String) {
    let is_separate = out.is_empty() || out.ends_with("\n\n") || out.ends_with(">\n");
    if !is_separate {
        out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
    }
    let space = if title.is_empty() { "" } else { " " };
    out.push_str(&format!("{indent}> [!{}]{fold}{space}{title}\n", callout_kind(kind).unwrap_or("NOTE")));
    for line in content.trim_matches('\n').lines() {
        match line.trim().is_empty() {
            true => out.push_str(&format!("{indent}>\n")),
            false => out.push_str(&format!("{indent}> {line}\n")),
        }
    }
    out.push('\n');
}

/// The indentation and the title of a tab of MkDocs: `=== "Title"`, `===! "Title"` or `===+ "Title"`.
fn read_tab(line: &str) -> Option<(&str, &str)> {
    let text = line.trim_end();
    let rest = text.trim_start_matches([' ', '\t']);
    let words = rest.strip_prefix("===")?.trim_start_matches(['!', '+']).strip_prefix(' ')?.trim_start();
    let title = words.strip_prefix('"')?.strip_suffix('"')?.trim();
    Some((&text[..text.len() - rest.len()], title)).filter(|_| !title.is_empty())
}

/// Writes a tab as a bold line with its text below.
fn write_tab(indent: &str, title: &str, content: &str, out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
    }
    out.push_str(&format!("{indent}**{title}**\n\n"));
    let mut fences = Fences::default();
    for line in content.trim_matches('\n').lines() {
        let _ = fences.is_code(line);
        match line.trim().is_empty() {
            true => out.push('\n'),
            false => out.push_str(&format!("{indent}{line}\n")),
        }
    }
    // The end of a tab also ended its code.
    if let Some(line) = fences.closing_line() {
        out.push_str(&format!("{indent}{line}\n"));
    }
    out.push('\n');
}

/// The lines without the indentation that all of them have.
pub fn dedent(lines: &[&str]) -> String {
    let indent = |line: &&&str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let least = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(&line)).min().unwrap_or(0);
    lines
        .iter()
        .map(|line| line.get(least.min(line.len())..).filter(|_| !line.trim().is_empty()).unwrap_or("\n"))
        .collect()
}

/// `::: package.name` with indented options, the place of documentation that a program inserts. Returns the index of the
/// line after it.
fn reference_command(lines: &[&str], at: usize) -> Option<usize> {
    let name = lines[at].trim().strip_prefix("::: ")?;
    let is_name = name.contains('.') && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_'));
    let options = lines[at + 1..].iter().take_while(|line| line.starts_with("    ")).count();
    is_name.then_some(at + 1 + options)
}

/// `!!! tip "Title"`, `??? note`, `/// tip | Title`, `:::tip[Title]`, `::: tip Title`.
fn read_opening(line: &str) -> Option<Opening<'_>> {
    let text = line.trim_end();
    let rest = text.trim_start_matches([' ', '\t']);
    let indent = &text[..text.len() - rest.len()];
    let (fence, fold, rest) = if let Some(rest) = rest.strip_prefix("!!!") {
        (None, "", rest.trim_start_matches('+'))
    } else if let Some(rest) = rest.strip_prefix("???") {
        rest.strip_prefix('+').map_or((None, "-", rest), |rest| (None, "+", rest))
    } else {
        let c = rest.chars().next().filter(|c| matches!(c, '/' | ':'))?;
        let length = rest.chars().take_while(|other| *other == c).count();
        if length < 3 {
            return None;
        }
        (Some(&rest[..length]), "", &rest[length..])
    };
    let rest = rest.trim_start();
    let length = rest.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
    let (kind, rest) = rest.split_at(length);
    if kind.is_empty() || !kind.starts_with(char::is_alphabetic) {
        return None;
    }
    let title = rest.trim();
    // `!!! note inline end "Title"`
    let title = if fence.is_none() { title.find('"').map_or("", |quote| &title[quote..]) } else { title };
    let title = title.trim_start_matches('|').trim();
    let title = title.strip_prefix('[').and_then(|title| title.strip_suffix(']')).unwrap_or(title);
    let title = title.trim_matches('"').trim();
    // `:::tip{title="x"}` and `/// details {open}`
    let title = match title.split_once('{') {
        Some((before, attributes)) => {
            match attributes.split_once("title=\"").and_then(|(_, rest)| rest.split_once('"')) {
                Some((title, _)) => title.trim(),
                None => before.trim(),
            }
        }
        None => title,
    };
    Some(Opening { indent, fence, kind, fold, title: title.to_owned() })
}

/// The lines between an opening and its end, and the index of the line after that. Boxes with the same fence may be
/// inside one another.
fn fenced_content<'l>(
    lines: &[&'l str],
    at: usize,
    indent: &str,
    fence: &str,
    budget: &mut usize,
) -> (Vec<&'l str>, usize) {
    let mut fences = Fences::default();
    let mut depth = 0usize;
    for (index, line) in lines.iter().enumerate().skip(at + 1) {
        let Some(rest) = budget.checked_sub(1) else { break };
        *budget = rest;
        if fences.is_code(line) {
            continue;
        }
        let text = line.trim();
        let is_fence = text.starts_with(fence) && text.chars().all(|c| fence.starts_with(c));
        if is_fence && depth == 0 && line.len() - line.trim_start().len() <= indent.len() + 3 {
            return (lines[at + 1..index].to_vec(), index + 1);
        }
        if is_fence {
            depth = depth.saturating_sub(1);
        } else if read_opening(line).is_some_and(|opening| opening.fence == Some(fence)) {
            depth += 1;
        }
    }
    (Vec::new(), at + 1)
}

/// The lines that are indented more than the opening, and the index of the line after them.
fn indented_content<'l>(lines: &[&'l str], at: usize, indent: usize) -> (Vec<&'l str>, usize) {
    let mut end = at + 1;
    for (index, line) in lines.iter().enumerate().skip(at + 1) {
        if line.trim().is_empty() {
            continue;
        }
        if line.len() - line.trim_start_matches([' ', '\t']).len() <= indent {
            break;
        }
        end = index + 1;
    }
    (lines[at + 1..end].to_vec(), end)
}

/// `> [!info]- Title`, with what is before it on the line.
struct QuoteMarker<'l> {
    prefix: &'l str,
    kind: &'l str,
    title: &'l str,
    fold: &'l str,
}

fn read_quote_marker(line: &str) -> Option<QuoteMarker<'_>> {
    let text = line.trim_end();
    let open = text.find("[!")?;
    let prefix = &text[..open];
    if !prefix.contains('>') || !prefix.chars().all(|c| matches!(c, ' ' | '\t' | '>' | '-' | '*')) {
        return None;
    }
    let (inner, rest) = text[open + 2..].split_once(']')?;
    let kind = inner.split('|').next().unwrap_or_default().trim();
    let is_kind = !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    if !is_kind || rest.starts_with('(') {
        return None;
    }
    let title = rest.trim_start_matches(['+', '-']);
    let fold = rest.get(..1).filter(|_| title.len() < rest.len()).unwrap_or_default();
    Some(QuoteMarker { prefix, kind, title: title.trim(), fold })
}

/// Writes the marker of a callout in a quotation.
fn quote_marker(line: &str, marker: &QuoteMarker, out: &mut String, report: &mut FileReport) {
    let QuoteMarker { prefix, kind, title, fold } = marker;
    let callout = match *kind {
        "NOTE" | "TIP" | "IMPORTANT" | "WARNING" => *kind,
        other => callout_kind(other).unwrap_or("NOTE"),
    };
    let space = if title.is_empty() { "" } else { " " };
    let marked = format!("{prefix}[!{callout}]{fold}{space}{title}\n");
    if marked.trim_end() == line.trim_end() {
        return out.push_str(line);
    }
    report.changed("box", format!("{kind} {title}").trim().to_owned());
    if callout_kind(kind).is_none() {
        report.look("box-kind", *kind);
    }
    out.push_str(&marked);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(body: &str) -> String {
        convert(body, &mut FileReport::default())
    }

    #[test]
    fn tabs_become_bold_lines() {
        let body = "- Install it:\n\n    === \"Linux\"\n\n        ``` sh\n        a\n\n        b\n        ```\n\n    === \"Windows\"\n\n        \
                    !!! tip\n            Text\n\n- Next\n";
        let wanted = "- Install it:\n\n    **Linux**\n\n    ``` sh\n    a\n\n    b\n    ```\n\n    **Windows**\n\n    > [!TIP]\n    > Text\n\n- Next\n";
        assert_eq!(converted(body).replace("\n\n\n", "\n\n"), wanted);
        assert_eq!(converted("=== \"A\"\n    ```\n    x\n\nB\n"), "**A**\n\n```\nx\n```\n\n\nB\n");
        for body in ["Title\n===\n", "a\n=== \"\"\n", "```\n=== \"Linux\"\n```\n"] {
            assert_eq!(converted(body), body);
        }
    }

    #[test]
    fn four_dialects_become_one() {
        let wanted = "Before\n\n> [!TIP] Own title\n> Text\n>\n> more\n\nAfter\n";
        for body in [
            "Before\n\n!!! tip \"Own title\"\n    Text\n\n    more\n\nAfter\n",
            "Before\n\n/// tip | Own title\n\nText\n\nmore\n\n///\n\nAfter\n",
            "Before\n\n:::tip[Own title]\n\nText\n\nmore\n\n:::\n\nAfter\n",
            "Before\n\n::: tip Own title\nText\n\nmore\n:::\n\nAfter\n",
        ] {
            assert_eq!(converted(body).replace("\n\n\n", "\n\n"), wanted, "{body}");
        }
        let folded = wanted.replace("[!TIP]", "[!TIP]-");
        for body in [
            "Before\n\n> [!tip]- Own title\n> Text\n>\n> more\n\nAfter\n",
            "Before\n\n??? tip \"Own title\"\n\n    Text\n\n    more\n\nAfter\n",
        ] {
            assert_eq!(converted(body).replace("\n\n\n", "\n\n"), folded, "{body}");
        }
        assert_eq!(converted("???+ tip\n    Text\n"), "> [!TIP]+\n> Text\n\n");
    }

    #[test]
    fn boxes_of_situ_and_code_are_left_alone() {
        for body in [
            "> [!NOTE]\n> Text\n",
            "```\n!!! tip\n    x\n```\n",
            "a /// b\n",
            "::: x\n",
            "> [!LAW lv 2026-01-01 S](https://a.b)\n",
        ] {
            assert_eq!(converted(body), body);
        }
    }

    #[test]
    fn boxes_inside_boxes_and_lists() {
        let body = "- a\n\n  /// warning\n\n  b\n\n  /// note\n\n  c\n\n  ///\n\n  ///\n";
        assert_eq!(converted(body).trim_end(), "- a\n\n  > [!WARNING]\n  > b\n  >\n  > > [!NOTE]\n  > > c");
    }
}
