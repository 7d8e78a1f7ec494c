//! Tags of Obsidian in a text: `#advice`.
//!
//! Takes a body; returns it without lines of nothing but tags, and without the `#` of tags in a sentence. Code, headings
//! and addresses are never changed.

use super::edits::Edits;
use super::report::FileReport;
use super::shortcodes::code_ranges;

/// The body without tags.
pub fn convert(body: &str, report: &mut FileReport) -> String {
    if !body.contains('#') {
        return body.to_owned();
    }
    let code = code_ranges(body);
    let mut edits = Edits::default();
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let tags: Vec<usize> =
            tag_positions(line).filter(|at| !code.iter().any(|c| c.contains(&(start + at)))).collect();
        let words = line.split_whitespace().count();
        if !tags.is_empty() && tags.len() == words {
            report.left_out("tag", line.trim());
            edits.delete(start..start + line.len());
        } else {
            for at in tags {
                let word = line[at..].split_whitespace().next().unwrap_or_default();
                report.changed("tag-in-text", word);
                edits.delete(start + at..start + at + 1);
            }
        }
        start += line.len();
    }
    edits.apply(body)
}

/// The positions of the `#` of the tags in a line. A tag has a letter, and a blank or the start of the line before it.
fn tag_positions(line: &str) -> impl Iterator<Item = usize> + '_ {
    line.match_indices('#').map(|(at, _)| at).filter(|at| {
        let is_begin = line[..*at].chars().next_back().is_none_or(char::is_whitespace);
        let word = line[at + 1..].split_whitespace().next().unwrap_or_default();
        let is_name =
            |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | ',' | ';' | ':' | '!' | '?' | ')');
        is_begin
            && !line[at + 1..].starts_with([' ', '\t'])
            && word.chars().all(is_name)
            && word.contains(char::is_alphabetic)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_left_out() {
        let body = "#advice #first-hour/talk\n\n# Heading\n\nCall #boss, not #42 or a#b or [x](y#z).\n\n```\n#code\n```\n\n`#c` ##x\n";
        let wanted = "\n# Heading\n\nCall boss, not #42 or a#b or [x](y#z).\n\n```\n#code\n```\n\n`#c` ##x\n";
        let mut report = FileReport::default();
        assert_eq!(convert(body, &mut report), wanted);
        assert_eq!(convert(wanted, &mut report), wanted);
    }
}
