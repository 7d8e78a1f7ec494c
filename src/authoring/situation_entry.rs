//! Adds a situation to situations.yaml.
//!
//! Takes the text of the file and an id; returns the new text. Only lines are added, so comments and layout are kept.
//! Returns nothing if the list is written in a way that this cannot extend. Never writes: the command line does.

use crate::input::data::read;
use crate::input::source_tree::SourceTree;

/// The path of situations.yaml below the root.
pub const SITUATIONS_PATH: &str = "content/situations.yaml";

/// The severity of a new situation, in the middle of the scale.
const SEVERITY: u8 = 3;

/// The lines of a new situation, indented by `indent`.
pub fn entry_lines(id: &str, indent: &str, line_end: &str) -> String {
    format!("{indent}- id: {id}{line_end}{indent}  severity: {SEVERITY}{line_end}")
}

/// The text of situations.yaml with a situation at the end of its list; `None` if the list cannot be extended line by
/// line, for example because it is empty or written in brackets.
pub fn add_situation(text: &str, id: &str) -> Option<String> {
    let situations = read_situations(text);
    let last = situations.iter().max_by_key(|(_, at)| *at)?.1;
    let line_start = text.get(..last)?.rfind('\n').map_or(0, |at| at + 1);
    let (indent, key) = text[line_start..last].split_once("- ")?;
    if !indent.chars().all(|c| c == ' ') || key.trim() != "id:" {
        return None;
    }
    let mut end = line_start;
    let mut at = line_start;
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
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let missing_end = if text[..end].ends_with('\n') { "" } else { line_end };
    let added = [&text[..end], missing_end, &entry_lines(id, indent, line_end), &text[end..]].concat();
    let expected = situations.iter().map(|(id, _)| id.as_str()).chain([id]);
    read_situations(&added).iter().map(|(id, _)| id.as_str()).eq(expected).then_some(added)
}

/// The id of each situation, and the offset of its id.
fn read_situations(text: &str) -> Vec<(String, usize)> {
    let tree = SourceTree::from_pairs([(SITUATIONS_PATH, text.as_bytes().to_vec())]);
    let structure = read(&tree, &mut Vec::new());
    structure.situations.iter().map(|plan| (plan.id.value.to_string(), plan.id.range.start)).collect()
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
        ] {
            assert_eq!(add_situation(before, "b").as_deref(), Some(&*format!("{before}{after}")));
        }
        let text = "phases: [now]\nsituations:\n  - id: a\n    severity: 2\n    steps:\n      now: [x.y]\n\n# old ids\nrenamed:\n  x.z: x.y\n";
        let added = text.replace("\n\n# old", "\n  - id: b\n    severity: 3\n\n# old");
        assert_eq!(add_situation(text, "b"), Some(added));
    }

    #[test]
    fn lists_that_are_not_lines_are_left_alone() {
        for text in [
            "",
            "phases: [now]\nsituations: []\n",
            "phases: [now]\nsituations: [{id: a, severity: 2}]\n",
            "phases: [now]\nsituations:\n  - {id: a, severity: 2}\n",
            "phases: [now]\nsituations:\n  - severity: 2\n    id: a\n",
        ] {
            assert_eq!(add_situation(text, "b"), None, "{text}");
        }
    }
}
