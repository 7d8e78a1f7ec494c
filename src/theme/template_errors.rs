//! Maps Tera's errors to diagnostics.
//!
//! Takes one error, which can contain several reports; returns diagnostics, each with its span in the template. Common
//! errors have messages in every language; the rest keep Tera's English text as `reason`.

use std::ops::Range;

use tera::ErrorKind;

use super::load::OWN_HOOKS;
use crate::diagnostics::{Code, Diagnostic, Span, nearest_name};
use crate::input::ThemeFiles;
use crate::model::{HOOKS_FOLDER, SharedStr};

/// Prefixes of Tera's messages, each up to the quoted name, and the message variant (`kind`) that each one maps to.
const PREFIXES: [(&str, &str); 8] = [
    ("Unknown filter `", "filter"),
    ("Unknown test `", "test"),
    ("Unknown function `", "function"),
    ("Unknown component `", "component"),
    ("Unknown template `", "template"),
    ("Variable `", "variable"),
    ("Field `", "field"),
    ("t: no string `", "string"),
];

/// The diagnostics of an error: at least one.
pub(super) fn template_diagnostics(files: &ThemeFiles, error: &tera::Error) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            vec![in_template(files, report.filename(), span.range.clone(), span.start_line, report.message())]
        }
        ErrorKind::MissingParent { current, parent } => {
            let path = template_path(files, current);
            let at = files.text(&path).and_then(|text| text.find(parent.as_str())).unwrap_or(0);
            vec![in_template(files, current, at..at + parent.len(), 1, &format!("Unknown template `{parent}`"))]
        }
        ErrorKind::Msg(text) => {
            let diagnostics = parse_reports(files, text);
            if diagnostics.is_empty() { vec![without_span(files, text)] } else { diagnostics }
        }
        _ => vec![without_span(files, &error.to_string())],
    }
}

/// The reports in a message: each is `error: …`, then `--> file:line:column`.
fn parse_reports(files: &ThemeFiles, text: &str) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut message = None;
    for line in text.lines() {
        if let Some(text) = line.trim_start().strip_prefix("error: ") {
            message = Some(text);
        } else if let Some((text, location)) = message.zip(line.trim_start().strip_prefix("--> ")) {
            let mut parts = location.trim_end().rsplitn(3, ':');
            let (column, line, name) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
            let number = |part: Option<&str>| part.and_then(|part| part.parse::<usize>().ok()).unwrap_or(1);
            let (line, column) = (number(line), number(column));
            let range = files.text(&template_path(files, name)).map_or(0..0, |source| {
                let start = byte_offset(&source, line, column);
                start..start + quoted_name(text).map_or(1, str::len)
            });
            diagnostics.push(in_template(files, name, range, line, text));
            message = None;
        }
    }
    diagnostics
}

/// The byte offset of a line and column, both from 1; columns count characters.
fn byte_offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let line = text[start..].lines().next().unwrap_or_default();
    start + line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(at, _)| at)
}

/// The text between the first two backquotes.
fn quoted_name(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}

/// The path of a template by its name in Tera.
fn template_path(files: &ThemeFiles, name: &str) -> SharedStr {
    let hook = name.strip_prefix(OWN_HOOKS).map(|hook| format!("{HOOKS_FOLDER}{hook}"));
    if let Some(hook) = hook.filter(|hook| files.contains(hook)) {
        return hook.into();
    }
    match name.strip_prefix("own/") {
        Some(own) => format!("{}templates/{own}", files.folder()).into(),
        None => format!("themes/default/templates/{}", name.trim_start_matches("default/")).into(),
    }
}

/// The diagnostic for a message without a span, such as that of templates which include each other. The first own
/// template that the message names is the file.
fn without_span(files: &ThemeFiles, message: &str) -> Diagnostic {
    let folder = format!("{}templates/", files.folder());
    let own = message.split(['\'', '"', ' ', ',']).find_map(|word| word.strip_prefix("own/"));
    let path = own.map(|name| format!("{folder}{name}")).filter(|path| files.contains(path));
    let path = path.unwrap_or_else(|| files.folder().trim_end_matches('/').to_owned());
    let message = message.replace("own/", &folder).replace("'default/", "'themes/default/templates/");
    theme_diagnostic(Span::file(&path.into()), String::new(), &message)
}

fn in_template(files: &ThemeFiles, name: &str, range: Range<usize>, line: usize, message: &str) -> Diagnostic {
    let path = template_path(files, name);
    // The embedded theme is not in the source tree, so the message itself names the file and line.
    let location = if files.contains(&path) { String::new() } else { format!("{path}:{line}: ") };
    theme_diagnostic(Span::new(&path, range), location, message)
}

/// Selects the message variant for Tera's `message`, and suggests the most similar known name.
fn theme_diagnostic(span: Span, location: String, message: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::Theme, span).arg("at", location);
    let variant = PREFIXES.into_iter().find(|(prefix, _)| message.starts_with(prefix));
    let (kind, name, known) = if let Some((_, kind)) = variant {
        let known = message.split_once("Available ").and_then(|(_, list)| list.split_once(": "));
        (kind, quoted_name(message).unwrap_or_default(), known.map_or("", |(_, list)| list.trim_end_matches('.')))
    } else if let Some((found, expected)) =
        message.strip_prefix("Found ").and_then(|rest| rest.split_once(" but expected "))
    {
        ("expected", found.trim_matches('`'), expected.trim_end_matches('.').trim_matches('`'))
    } else if message.starts_with("Unexpected end of input") {
        ("end", "", "")
    } else {
        ("other", "", "")
    };
    let suggestion = variant.and_then(|_| nearest_name(name, known.split(", ").filter(|known| !known.is_empty())));
    let known = if known.is_empty() { "none" } else { known };
    let diagnostic = diagnostic.arg("kind", kind).arg("name", name).arg("known", known).arg("reason", message);
    Diagnostic { suggestion, ..diagnostic }
}
