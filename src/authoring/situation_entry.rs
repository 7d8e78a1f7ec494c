//! Adds a situation to situations.yaml.
//!
//! Takes the text of the file and an id; returns the new text, in which comments and layout are kept. Returns nothing if
//! the file is not one that this can extend. Never writes: the command line does.

use crate::input::data::read;
use crate::input::source_tree::SourceTree;
use crate::input::yaml::{self, Node, Value};

/// The path of situations.yaml below the root.
pub const SITUATIONS_PATH: &str = "content/situations.yaml";

/// The key of the list.
const LIST_KEY: &str = "situations";

/// The indentation of a list that has no item yet.
const INDENT: &str = "  ";

/// The severity of a new situation, in the middle of the scale.
const SEVERITY: u8 = 3;

/// The lines of a new situation, indented by `indent`.
pub fn entry_lines(id: &str, indent: &str, line_end: &str) -> String {
    format!("{indent}- id: {id}{line_end}{indent}  severity: {SEVERITY}{line_end}")
}

/// The text of situations.yaml with a situation at the end of its list, in the style of the list; `None` if the file cannot
/// be parsed, or if the value of `situations` is not a list.
pub fn add_situation(text: &str, id: &str) -> Option<String> {
    let file = yaml::parse(&SITUATIONS_PATH.into(), text, 0..text.len()).ok()?;
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let entries = match file.value {
        Value::Map(entries) => entries,
        Value::Null => Vec::new(),
        _ => return None,
    };
    let added = match entries.iter().find(|(key, _)| key.text == LIST_KEY) {
        None => {
            insert(text, text.len(), &format!("{LIST_KEY}:{line_end}{}", entry_lines(id, INDENT, line_end)), line_end)
        }
        Some((key, Node { value: Value::Null, .. })) => {
            let end = end_of_line(text, key.range.end);
            insert(text, end, &entry_lines(id, INDENT, line_end), line_end)
        }
        Some((_, list)) => extend_list(text, list, id, line_end)?,
    };
    let before = read_situations(text);
    let expected = before.iter().map(String::as_str).chain([id]);
    read_situations(&added).iter().map(String::as_str).eq(expected).then_some(added)
}

/// The text with a situation after the last one of a list.
fn extend_list(text: &str, list: &Node, id: &str, line_end: &str) -> Option<String> {
    let Value::List(items) = &list.value else { return None };
    let in_braces = format!("{{id: {id}, severity: {SEVERITY}}}");
    if text[list.range.clone()].starts_with('[') {
        let Some(last) = items.last() else {
            // The brackets of an empty list give way to lines.
            let lines = format!("{line_end}{}", entry_lines(id, INDENT, line_end).trim_end());
            return Some([text[..list.range.start].trim_end(), &lines, &text[list.range.end..]].concat());
        };
        let comma = if text[last.range.end..list.range.end].contains(',') { " " } else { ", " };
        let end = list.range.start + text[list.range.start..list.range.end].strip_suffix(']')?.trim_end().len();
        return Some([&text[..end], comma, &in_braces, &text[end..]].concat());
    }
    let last = items.last()?.range.clone();
    let line_start = text[..last.start].rfind('\n').map_or(0, |at| at + 1);
    let (indent, rest) = text[line_start..last.start].split_once("- ")?;
    if !indent.chars().all(|c| c == ' ') || !rest.trim().is_empty() {
        return None;
    }
    // The last item ends where less indented text begins; comments and empty lines before that belong to what follows.
    let (mut end, mut at) = (line_start, line_start);
    for line in text[line_start..].split_inclusive('\n') {
        at += line.len();
        let content = line.trim_start_matches(' ');
        let is_blank = content.trim().is_empty();
        if end > line_start && !is_blank && line.len() - content.len() <= indent.len() {
            break;
        }
        if !is_blank {
            end = at;
        }
    }
    let is_in_braces = text[last].starts_with('{');
    let entry =
        if is_in_braces { format!("{indent}- {in_braces}{line_end}") } else { entry_lines(id, indent, line_end) };
    Some(insert(text, end, &entry, line_end))
}

/// The text with `lines` at a byte, which is the start of a line or the end of the text.
fn insert(text: &str, at: usize, lines: &str, line_end: &str) -> String {
    let (before, after) = text.split_at(at);
    let missing_end = if before.is_empty() || before.ends_with('\n') { "" } else { line_end };
    [before, missing_end, lines, after].concat()
}

/// The byte after the line that `at` is in.
fn end_of_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

/// The id of each situation.
fn read_situations(text: &str) -> Vec<String> {
    let tree = SourceTree::from_pairs([(SITUATIONS_PATH, text.as_bytes().to_vec())]);
    let structure = read(&tree, &mut Vec::new());
    structure.situations.iter().map(|plan| plan.id.value.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn situation_is_added_at_the_end_of_the_list() {
        for (before, after) in [
            ("phases: [now]\nsituations:\n  - id: a\n    severity: 2\n", "  - id: b\n    severity: 3\n"),
            ("phases: [now]\nsituations:\n- id: a\n  severity: 2", "\n- id: b\n  severity: 3\n"),
            ("phases: [now]\r\nsituations:\r\n  - id: a\r\n    severity: 2\r\n", "  - id: b\r\n    severity: 3\r\n"),
            ("phases: [now]\nsituations:\n  - severity: 2\n    id: a\n", "  - id: b\n    severity: 3\n"),
            ("phases: [now]\nsituations:\n  - {id: a, severity: 2}\n", "  - {id: b, severity: 3}\n"),
            ("phases: [now]\n", "situations:\n  - id: b\n    severity: 3\n"),
            ("phases: [now]\nsituations:\n", "  - id: b\n    severity: 3\n"),
            ("# Nothing yet.\n", "situations:\n  - id: b\n    severity: 3\n"),
            ("", "situations:\n  - id: b\n    severity: 3\n"),
        ] {
            assert_eq!(add_situation(before, "b").as_deref(), Some(&*format!("{before}{after}")));
        }
        let text = "phases: [now]\nsituations:\n  - id: a\n    severity: 2\n    steps:\n      now: [x.y]\n\n# old ids\nrenamed:\n  x.z: x.y\n";
        let added = text.replace("\n\n# old", "\n  - id: b\n    severity: 3\n\n# old");
        assert_eq!(add_situation(text, "b"), Some(added));
    }

    #[test]
    fn lists_in_brackets_keep_their_style() {
        for (before, after) in [
            (
                "phases: [now]\nsituations: [{id: a, severity: 2}]  # all\n",
                "[{id: a, severity: 2}, {id: b, severity: 3}]  # all\n",
            ),
            ("situations: [\n  {id: a, severity: 2},\n]\n", "[\n  {id: a, severity: 2}, {id: b, severity: 3}\n]\n"),
            ("situations: []\nphases: [now]\n", "situations:\n  - id: b\n    severity: 3\nphases: [now]\n"),
        ] {
            let added = add_situation(before, "b").unwrap_or_default();
            assert!(added.ends_with(after), "{before}: {added}");
        }
    }

    #[test]
    fn files_that_are_no_list_of_situations_are_left_alone() {
        for text in [
            "situations: x\n",
            "situations: {a: b}\n",
            "- a\n",
            "situations: [\n",
            "situations:\n  - id: b\n    severity: 2\n",
        ] {
            assert_eq!(add_situation(text, "b"), None, "{text}");
        }
    }
}
