//! Commands of templates in a text: shortcodes of Hugo, tags and variables of Liquid and Jinja, snippets, comments, imports
//! of MDX.
//!
//! Takes a body; returns it without them. Links in commands become links, figures become pictures, files that exist become
//! code blocks. Everything else is left out, and is in the report with its words. Code is never changed.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::edits::Edits;
use super::fences::Fences;
use super::plan::Document;
use super::report::FileReport;
use super::source::{SourceFolder, ending, join, parent};
use crate::parse::markdown::EXTENSIONS;

/// The beginnings and ends of commands. A longer one is before the one that begins like it.
const COMMANDS: [(&str, &str); 10] = [
    ("{/*", "*/}"),
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{{#", "}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{*", "*}"),
    ("{# ", "#}"),
    ("{{!--", "--}}"),
    ("%%", "%%"),
];

/// The longest command, in bytes; a comment may be longer.
const MAX_LENGTH: usize = 2000;

/// The bytes of code in a text.
pub fn code_ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut block: Option<usize> = None;
    for (event, range) in Parser::new_ext(text, EXTENSIONS).into_offset_iter() {
        match event {
            Event::Code(_) => found.push(range),
            Event::Start(Tag::CodeBlock(_)) => block = Some(range.start),
            Event::End(TagEnd::CodeBlock) => {
                if let Some(start) = block.take() {
                    found.push(start..range.end);
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// The body without commands.
pub fn convert(body: &str, document: &Document, folder: &SourceFolder, report: &mut FileReport) -> String {
    let body = if document.is_mdx() { without_imports(body, report) } else { body.to_owned() };
    let body = snippet_lines(&body, document, folder, report);
    if !COMMANDS.iter().any(|(open, _)| body.contains(open)) {
        return body;
    }
    let code = code_ranges(&body);
    let mut edits = Edits::default();
    // Ends that do not occur any more, so that they are looked for once.
    let mut missing: Vec<&str> = Vec::new();
    let mut at = 0;
    let mut next_code = 0;
    while at < body.len() {
        while code.get(next_code).is_some_and(|range| range.end <= at) {
            next_code += 1;
        }
        if let Some(range) = code.get(next_code).filter(|range| range.start <= at) {
            at = range.end;
            continue;
        }
        let Some(found) = body[at..].find(['{', '%']) else { break };
        let start = at + found;
        if code.get(next_code).is_some_and(|range| range.start <= start) {
            at = code[next_code].start.max(at + 1);
            while !body.is_char_boundary(at) {
                at += 1;
            }
            continue;
        }
        match read_command(&body, start, &mut missing) {
            Some((open, inner, end)) => {
                let typed = &body[start..end];
                let context = Context { body: &body, start, end, document, folder };
                edits.replace(start..end, context.replacement(open, inner, typed, report));
                at = end;
            }
            None => at = start + 1,
        }
    }
    edits.apply(&body)
}

/// The opening, the inside and the end of the command at byte `start`.
fn read_command<'b>(
    body: &'b str,
    start: usize,
    missing: &mut Vec<&'static str>,
) -> Option<(&'static str, &'b str, usize)> {
    let rest = &body[start..];
    let (open, close) = COMMANDS.iter().find(|(open, _)| rest.starts_with(open))?;
    // `100 %%` is not a comment, and `\{{` is text.
    let before = body[..start].chars().next_back();
    let follows_number = body[..start].trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit() || c == '%');
    if before == Some('\\') || *open == "%%" && follows_number {
        return None;
    }
    if missing.contains(close) {
        return None;
    }
    if rest.starts_with("{%") && is_liquid_comment(rest) {
        let end = rest.get(..rest.len().min(100_000)).unwrap_or(rest).find("endcomment")?;
        let end = end + rest[end..].find("%}")? + 2;
        return Some(("{#", &rest[2..end - 2], start + end));
    }
    let inner = &rest[open.len()..];
    let Some(length) = inner.find(close) else {
        missing.push(close);
        return None;
    };
    let is_comment = matches!(*open, "%%" | "{{!--" | "{# " | "{/*");
    if !is_comment && (length > MAX_LENGTH || inner[..length].contains("\n\n")) {
        return None;
    }
    // The id of a heading in a template: `{{#id}}` is a block of Handlebars, `{#id}` is not a command.
    Some((open, &inner[..length], start + open.len() + length + close.len()))
}

fn is_liquid_comment(rest: &str) -> bool {
    rest[2..].trim_start_matches(['-', ' ']).starts_with("comment")
}

/// Where a command is.
struct Context<'a> {
    body: &'a str,
    start: usize,
    end: usize,
    document: &'a Document,
    folder: &'a SourceFolder,
}

impl Context<'_> {
    /// What is written in place of a command.
    fn replacement(&self, open: &str, inner: &str, typed: &str, report: &mut FileReport) -> String {
        match open {
            "%%" | "{# " | "{{!--" | "{#" | "{/*" => {
                report.left_out("comment", inner.trim());
                String::new()
            }
            "{*" => self.snippet(inner, typed, report),
            "{{#" => self.mdbook(inner, typed, report),
            _ => self.command(inner, typed, report),
        }
    }

    fn command(&self, inner: &str, typed: &str, report: &mut FileReport) -> String {
        let words = split_words(inner.trim_matches(['-', ' ', '\n', '/']));
        let name = words.first().map(String::as_str).unwrap_or_default();
        let value = |key: &str| words.iter().find_map(|word| word.strip_prefix(&format!("{key}=")).map(unquoted));
        let first = words
            .iter()
            .skip(1)
            .find(|word| !word.contains('=') || word.starts_with(['"', '\'']))
            .map(|word| unquoted(word));
        let is_end = inner.trim_start().starts_with('/') || name.starts_with("end");
        match name {
            "ref" | "relref" | "link" | "post_url" if !is_end => {
                report.changed("shortcode-link", typed);
                let path = first.unwrap_or_default();
                if name == "post_url" { format!("{path}.md") } else { path }
            }
            "figure" | "img" | "image" if !is_end => {
                let source = value("src").or_else(|| value("link")).or(first).unwrap_or_default();
                let words = value("alt").or_else(|| value("caption")).or_else(|| value("title")).unwrap_or_default();
                let caption =
                    value("caption").filter(|caption| *caption != words).map(|caption| format!("\n\n{caption}\n"));
                report.changed("shortcode-picture", typed);
                format!("![{words}](<{source}>){}", caption.unwrap_or_default())
            }
            "youtube" | "vimeo" | "youtubeLite" if !is_end => {
                report.changed("shortcode-link", typed);
                let id = value("id").or(first).unwrap_or_default();
                let host = if name == "vimeo" { "https://vimeo.com/" } else { "https://www.youtube.com/watch?v=" };
                format!("[{}]({host}{id})", value("title").unwrap_or_else(|| "Video".to_owned()))
            }
            "site.baseurl" | "site.url" | "base_url" | "site.BaseURL" | "baseurl" => {
                report.changed("shortcode-link", typed);
                String::new()
            }
            // `{{ '/a/' | relative_url }}`
            _ if name.starts_with(['"', '\'']) && (inner.contains("_url") || inner.contains("url")) => {
                report.changed("shortcode-link", typed);
                unquoted(name)
            }
            _ => {
                report.left_out("shortcode", typed);
                // Its words are content if it has a title.
                match value("title").or_else(|| value("label")).filter(|_| !is_end && self.is_alone()) {
                    Some(title) => format!("**{title}**\n"),
                    None => String::new(),
                }
            }
        }
    }

    /// Whether nothing else is on the line.
    fn is_alone(&self) -> bool {
        let before = self.body[..self.start].rsplit('\n').next().unwrap_or_default();
        let after = self.body[self.end..].split('\n').next().unwrap_or_default();
        before.trim().is_empty() && after.trim().is_empty()
    }

    /// `{* ../../src/a.py hl[1] *}`, a file as code.
    fn snippet(&self, inner: &str, typed: &str, report: &mut FileReport) -> String {
        let path = inner.split_whitespace().next().unwrap_or_default();
        let indent = self.body[..self.start].rsplit('\n').next().unwrap_or_default();
        match included_text(path, self.document, self.folder).filter(|_| indent.trim().is_empty()) {
            Some(text) => {
                report.changed("snippet", typed);
                code_block(&text, &ending(path), indent)
            }
            None => {
                report.left_out("snippet", typed);
                String::new()
            }
        }
    }

    /// `{{#include a.md}}`, `{{#title x}}` of mdBook.
    fn mdbook(&self, inner: &str, typed: &str, report: &mut FileReport) -> String {
        let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let path = rest.trim().split(':').next().unwrap_or_default();
        match included_text(path, self.document, self.folder).filter(|_| name.ends_with("include")) {
            Some(text) if self.is_alone() => {
                report.changed("snippet", typed);
                if ending(path) == "md" { text } else { code_block(&text, &ending(path), "") }
            }
            _ => {
                report.left_out("shortcode", typed);
                String::new()
            }
        }
    }
}

/// The text of a file that another one includes. Paths are relative to the file, or to one of the folders above it.
fn included_text(path: &str, document: &Document, folder: &SourceFolder) -> Option<String> {
    let mut own = parent(&document.path);
    loop {
        let found = join(own, path).filter(|path| folder.has(path));
        if let Some(found) = found {
            return folder.text(&found).ok().map(|decoded| decoded.text).filter(|text| text.len() < 100_000);
        }
        if own.is_empty() {
            return None;
        }
        own = parent(own);
    }
}

fn code_block(text: &str, language: &str, indent: &str) -> String {
    let longest = text.lines().map(|line| line.trim_start().bytes().take_while(|b| *b == b'`').count()).max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    let lines: String = text.trim_end().lines().map(|line| format!("\n{indent}{line}")).collect();
    format!("{fence}{language}{lines}\n{indent}{fence}")
}

/// Lines `--8<-- "file"` of MkDocs, also in code, and of mdBook in code.
fn snippet_lines(body: &str, document: &Document, folder: &SourceFolder, report: &mut FileReport) -> String {
    if !body.contains("--8<--") && !body.contains("{{#") {
        return body.to_owned();
    }
    let mut fences = Fences::default();
    let mut out = String::with_capacity(body.len());
    for line in body.split_inclusive('\n') {
        let is_code = fences.is_code(line);
        let text = line.trim();
        let path = text.strip_prefix("--8<--").map(|path| path.trim().trim_matches(['"', '\'']));
        let path = path.or_else(|| {
            let inner = text.strip_prefix("{{#").filter(|_| is_code)?.strip_suffix("}}")?;
            inner.split_once(char::is_whitespace).map(|(_, path)| path.trim())
        });
        let Some(path) = path else {
            out.push_str(line);
            continue;
        };
        let file = path.split(':').next().unwrap_or_default();
        match included_text(file, document, folder) {
            Some(text) => {
                report.changed("snippet", path);
                let indent = &line[..line.len() - line.trim_start().len()];
                text.trim_end().lines().for_each(|line| out.push_str(&format!("{indent}{line}\n")));
            }
            None => report.left_out("snippet", text),
        }
    }
    out
}

/// MDX without its imports and exports.
fn without_imports(body: &str, report: &mut FileReport) -> String {
    let mut fences = Fences::default();
    let mut out = String::with_capacity(body.len());
    let mut in_statement = false;
    for line in body.split_inclusive('\n') {
        let is_code = fences.is_code(line);
        let is_import = line.starts_with("import ") && (line.contains(" from ") || line.contains(['"', '\'', '{']));
        let starts = is_import || line.starts_with("export ");
        if !is_code && (in_statement || starts) {
            report.left_out("import", line.trim_end());
            in_statement = !line.trim().is_empty() && !line.trim_end().ends_with([';', '"', '\'']);
            continue;
        }
        out.push_str(line);
    }
    out
}

/// The words of a command; a quoted text is one word, also after `key=`.
fn split_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for c in text.chars() {
        match quote {
            Some(open) => {
                word.push(c);
                if c == open {
                    quote = None;
                }
            }
            None if matches!(c, '"' | '\'' | '`') => {
                word.push(c);
                quote = Some(c);
            }
            None if c.is_whitespace() => words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty())),
            None => word.push(c),
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

fn unquoted(text: &str) -> String {
    text.trim_matches(['"', '\'', '`']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{ImportOptions, plan::make_plan, report::Report};

    fn converted(name: &str, body: &str) -> (String, FileReport) {
        let folder = SourceFolder::from_pairs(&[(name, body), ("src/x.py", "print(1)\n")]);
        let plan = make_plan(&folder, &ImportOptions::default(), &mut Report::default());
        let document = plan.documents.iter().find(|document| document.path == name).unwrap();
        let mut report = FileReport::default();
        (convert(body, document, &folder, &mut report), report)
    }

    #[test]
    fn commands_become_markdown_or_are_reported() {
        for (body, wanted) in [
            ("a %%secret%% b", "a  b"),
            ("a `%%code%%` b", "a `%%code%%` b"),
            ("[x]({{< ref \"b.md\" >}})", "[x](b.md)"),
            ("{{< figure src=\"a.png\" alt=\"A cat\" >}}", "![A cat](<a.png>)"),
            ("{{< youtube abc >}}", "[Video](https://www.youtube.com/watch?v=abc)"),
            ("a {{ site.name }} b", "a  b"),
            ("a {% comment %}x{% endcomment %} b", "a  b"),
            ("{{% note %}}Text{{% /note %}}", "Text"),
            ("{* src/x.py hl[1] *}", "```py\nprint(1)\n```"),
            ("## A {#id}", "## A {#id}"),
            ("100 %% and 50%%", "100 %% and 50%%"),
        ] {
            assert_eq!(converted("a.md", body).0, wanted, "{body}");
        }
    }

    #[test]
    fn imports_of_mdx_are_left_out() {
        let (text, report) = converted("a.mdx", "import X from \"x\"\n\nText\n");
        assert_eq!((text.as_str(), report.notes.len()), ("\nText\n", 1));
    }
}
