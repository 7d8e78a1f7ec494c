//! Parts of the conversion of HTML that look at one tag: line breaks, small letters, components without content.

use std::ops::Range;

use super::containers::WORDS;
use super::html_tokens::Tag;
use super::report::FileReport;

/// A component without content.
pub fn component(tag: &Tag, typed: &str, report: &mut FileReport) -> String {
    if tag.is_end {
        return String::new();
    }
    let words = WORDS.iter().find_map(|name| tag.attribute(name));
    let href = ["href", "src", "url"].iter().find_map(|name| tag.attribute(name));
    match (words, href) {
        (None, None) => {
            match tag.attributes.is_empty() {
                true => report.look("component", typed),
                false => report.left_out("component", typed),
            }
            String::new()
        }
        (words, Some(href)) => {
            report.look("component", typed);
            format!("[{}](<{}>)", words.unwrap_or(href), href.replace(['<', '>'], ""))
        }
        (Some(words), None) => {
            report.look("component", typed);
            format!("**{words}**")
        }
    }
}

/// A line break: none at the end of a paragraph, in a heading or in a cell.
pub fn line_break(text: &str, range: &Range<usize>, in_block: bool) -> String {
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let before = &text[line_start..range.start];
    let after = &text[range.end..];
    let is_in_row = line.trim_start().starts_with('#') || line.matches('|').count() >= 2;
    if is_in_row {
        return " ".to_owned();
    }
    if in_block {
        return "\n\n".to_owned();
    }
    let rest_of_line = after.split('\n').next().unwrap_or_default();
    let next_line = after.split('\n').nth(1).unwrap_or_default().trim_start_matches([' ', '>']).trim_end();
    match rest_of_line.trim().is_empty() {
        true if next_line.is_empty() || before.trim_matches([' ', '>']).is_empty() => String::new(),
        true => "\\".to_owned(),
        false if before.trim_matches([' ', '>']).is_empty() => String::new(),
        false => {
            let prefix: String = before.chars().take_while(|c| matches!(c, ' ' | '>')).collect();
            let list = before.trim_start_matches([' ', '>']);
            let item = if list.starts_with("- ") || list.starts_with("* ") { "  " } else { "" };
            format!("\\\n{prefix}{item}")
        }
    }
}

/// Letters and digits above or below the line; `None` if there is no character for one of them.
pub fn raised(text: &str, is_above: bool) -> Option<String> {
    const ABOVE: &str = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻=⁼(⁽)⁾nⁿiⁱ";
    const BELOW: &str = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋=₌(₍)₎";
    let table: Vec<char> = if is_above { ABOVE } else { BELOW }.chars().collect();
    let one = |c: char| table.chunks(2).find(|pair| pair[0] == c).map(|pair| pair[1]);
    if text.is_empty() { None } else { text.chars().map(one).collect() }
}
