//! What is wrong with templates, in a writer's words.
//!
//! Takes the template engine's error, one or a report of several; gives diagnostics, each with its place in the template
//! and, for what goes wrong most, words that can be said in every language. What has none is told as the engine tells it.

use std::ops::Range;

use tera::ErrorKind;

use crate::diagnostics::{Code, Diagnostic, Span, nearest};
use crate::input::ThemeFiles;
use crate::model::SharedStr;

/// What the engine says between its first word and the name, and what that is.
const NAMED: [(&str, &str); 8] = [
    ("Unknown filter `", "filter"),
    ("Unknown test `", "test"),
    ("Unknown function `", "function"),
    ("Unknown component `", "component"),
    ("Unknown template `", "template"),
    ("Variable `", "variable"),
    ("Field `", "field"),
    ("t: no string `", "string"),
];

/// The mistakes that an error tells of: at least one.
pub fn faults(files: &ThemeFiles, error: &tera::Error) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![fault(
                files,
                report.filename(),
                report.span().range.clone(),
                report.span().start_line,
                report.message(),
            )]
        }
        ErrorKind::MissingParent { current, parent } => {
            let path = path_of(files, current);
            let at = files.text(&path).and_then(|text| text.find(parent.as_str())).unwrap_or(0);
            vec![fault(files, current, at..at + parent.len(), 1, &format!("Unknown template `{parent}`"))]
        }
        ErrorKind::Msg(text) => {
            let found = reports(files, text);
            if found.is_empty() { vec![whole(files, text)] } else { found }
        }
        _ => vec![whole(files, &error.to_string())],
    }
}

/// The reports that the engine has put into one text: `error: …`, then `--> file:line:column`.
fn reports(files: &ThemeFiles, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut message = None;
    for line in text.lines() {
        if let Some(said) = line.trim_start().strip_prefix("error: ") {
            message = Some(said);
        } else if let Some((said, place)) = message.zip(line.trim_start().strip_prefix("--> ")) {
            let mut parts = place.trim_end().rsplitn(3, ':');
            let (column, line, name) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
            let number = |part: Option<&str>| part.and_then(|part| part.parse::<usize>().ok()).unwrap_or(1);
            let (line, column) = (number(line), number(column));
            let range = files.text(&path_of(files, name)).map_or(0..0, |text| {
                let start = byte_at(&text, line, column);
                start..start + quoted(said).map_or(1, str::len)
            });
            found.push(fault(files, name, range, line, said));
            message = None;
        }
    }
    found
}

fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let line = text[start..].lines().next().unwrap_or_default();
    start + line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(at, _)| at)
}

fn quoted(said: &str) -> Option<&str> {
    said.split('`').nth(1)
}

/// The file of a template by its name in the engine.
fn path_of(files: &ThemeFiles, name: &str) -> SharedStr {
    match name.strip_prefix("own/") {
        Some(own) => format!("{}templates/{own}", files.folder()).into(),
        None => format!("themes/default/templates/{}", name.trim_start_matches("default/")).into(),
    }
}

/// A circle of templates, for one, has no place for the engine: the words begin with the template that is to blame.
fn whole(files: &ThemeFiles, said: &str) -> Diagnostic {
    let folder = format!("{}templates/", files.folder());
    let own = said.split(['\'', '"', ' ', ',']).find_map(|word| word.strip_prefix("own/"));
    let path = own.map(|name| format!("{folder}{name}")).filter(|path| files.contains(path));
    let path = path.unwrap_or_else(|| files.folder().trim_end_matches('/').to_owned());
    let said = said.replace("own/", &folder).replace("'default/", "'themes/default/templates/");
    explained(Span::file(&path.into()), String::new(), &said)
}

fn fault(files: &ThemeFiles, name: &str, range: Range<usize>, line: usize, said: &str) -> Diagnostic {
    let path = path_of(files, name);
    // The embedded theme is not in the site's tree, so its line stands in the words.
    let at = if files.contains(&path) { String::new() } else { format!("{path}:{line}: ") };
    explained(Span::new(&path, range), at, said)
}

fn explained(place: Span, at: String, said: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::Theme, place).arg("at", at);
    let named = NAMED.into_iter().find(|(start, _)| said.starts_with(start));
    let (kind, name, known) = if let Some((_, kind)) = named {
        let known = said.split_once("Available ").and_then(|(_, list)| list.split_once(": "));
        (kind, quoted(said).unwrap_or_default(), known.map_or("", |(_, list)| list.trim_end_matches('.')))
    } else if let Some((found, wanted)) = said.strip_prefix("Found ").and_then(|rest| rest.split_once(" but expected "))
    {
        ("expected", found.trim_matches('`'), wanted.trim_end_matches('.').trim_matches('`'))
    } else if said.starts_with("Unexpected end of input") {
        ("end", "", "")
    } else {
        ("other", "", "")
    };
    let suggestion = named.and_then(|_| nearest(name, known.split(", ").filter(|known| !known.is_empty())));
    let list = if known.is_empty() { "none" } else { known };
    let diagnostic = diagnostic.arg("kind", kind).arg("name", name).arg("known", list).arg("reason", said);
    Diagnostic { suggestion, ..diagnostic }
}
