//! List markers that are not: dates, ordinal numbers and signs at the start of a line.
//!
//! Takes the parser's events of one body; returns the bytes of each marker that Markdown takes for that of a list item,
//! and that the author means as text: `2026. gada 5. maijā`, `15. jūlijā`, `- 5 °C`. The parser is run again without
//! them ([`mask`]), because a list would show other numbers, or none. Never touches a list of several items that is
//! numbered in order.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::linguistics::Language;

/// Hides the last character of a marker from the parser. No file can contain it.
pub(super) const MASK: char = '\u{1}';

/// Numbers from this one are years: no list has so many items.
const FIRST_YEAR: u64 = 1000;

/// A list and the items directly in it.
struct List<'f> {
    /// First byte of the list.
    start: usize,
    items: Vec<Item<'f>>,
}

/// An item: its marker and the rest of its first line.
struct Item<'f> {
    /// Its bytes in the file, without white space.
    marker: Range<usize>,
    /// `None` for a bullet.
    number: Option<u64>,
    text: &'f str,
}

/// The markers of `events` that are text, in the order of the file.
pub(super) fn find_false_markers(
    events: &[(Event, Range<usize>)],
    file: &str,
    language: &Language,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Vec<List> = Vec::new();
    // The last number of the list before this one in the same section: a list may continue after a picture.
    let mut last_number = None;
    for (event, range) in events {
        match event {
            Event::Start(Tag::List(_)) => open.push(List { start: range.start, items: Vec::new() }),
            Event::Start(Tag::Item) => {
                if let Some(list) = open.last_mut() {
                    list.items.extend(read_item(file, range.start));
                }
            }
            Event::End(TagEnd::List(_)) => {
                if let Some(list) = open.pop() {
                    list.push_false_markers(file, language, last_number, &mut found);
                    last_number = list.items.last().and_then(|item| item.number);
                }
            }
            Event::Start(Tag::Heading { .. }) => last_number = None,
            _ => {}
        }
    }
    found.sort_unstable_by_key(|marker| marker.start);
    found
}

/// The item whose marker is the first thing after byte `start`.
fn read_item(file: &str, start: usize) -> Option<Item<'_>> {
    let line = file[start..].lines().next().unwrap_or_default();
    let marker = line.trim_start_matches([' ', '\t']);
    let at = start + line.len() - marker.len();
    let digits = marker.bytes().take_while(u8::is_ascii_digit).count();
    let length = digits + marker[digits..].chars().next().filter(char::is_ascii)?.len_utf8();
    Some(Item {
        marker: at..at + length,
        number: marker[..digits].parse().ok(),
        text: marker[length..].trim_matches([' ', '\t', '\u{a0}', '\r']),
    })
}

impl List<'_> {
    fn push_false_markers(
        &self,
        file: &str,
        language: &Language,
        last_number: Option<u64>,
        found: &mut Vec<Range<usize>>,
    ) {
        let whole_list = self.is_sentence(file, last_number) || self.is_signed_number(file);
        let months = self.items.iter().filter(|item| item.is_day(language)).count();
        // „1. janvāris, 2. februāris, 3. marts” is a list of months.
        let is_list_of_months = months > 2 && self.counts_from_one();
        for item in &self.items {
            let is_year = item.number.is_some_and(|number| number >= FIRST_YEAR);
            if whole_list || is_year || !is_list_of_months && item.is_day(language) {
                found.push(item.marker.clone());
            }
        }
    }

    fn counts_from_one(&self) -> bool {
        self.items.iter().zip(1..).all(|(item, index)| item.number == Some(index))
    }

    /// Whether the numbers are part of sentences: ordinal numbers before a word in lower case, or an enumeration within
    /// one line.
    fn is_sentence(&self, file: &str, last_number: Option<u64>) -> bool {
        let Some((first, others)) = self.items.split_first() else { return false };
        let Some(number) = first.number else { return false };
        let continues = last_number.is_some_and(|last| number == last + 1);
        let are_ordinals = self.items.iter().all(Item::begins_in_lower_case);
        if !others.is_empty() {
            // A list would show other numbers.
            let is_in_order = self.items.iter().zip(number..).all(|(item, expected)| item.number == Some(expected))
                || others.iter().all(|item| item.number == Some(number));
            return number != 1 && !continues && are_ordinals && !is_in_order;
        }
        let delimiter = &file[first.marker.end - 1..first.marker.end];
        let enumerates = first.text.contains(&format!(" {}{delimiter} ", number + 1));
        enumerates || !continues && are_ordinals && (number != 1 || self.interrupts_sentence(file))
    }

    /// Whether the only item is a number with its sign: `- 5 °C`, `+ 371 2612 3456`.
    fn is_signed_number(&self, file: &str) -> bool {
        let [item] = self.items.as_slice() else { return false };
        if item.number.is_some() || !item.text.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let unit =
            item.text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}'));
        match &file[item.marker.clone()] {
            "+" => true,
            "-" => unit.starts_with(['°', '℃']) || self.interrupts_sentence(file),
            _ => false,
        }
    }

    /// Whether the line above the list is text that neither ends a sentence nor introduces a list.
    fn interrupts_sentence(&self, file: &str) -> bool {
        let line_start = file[..self.start].rfind('\n').map_or(0, |at| at + 1);
        let above = file[..line_start].trim_end_matches(['\n', '\r']);
        let is_adjacent = file[above.len()..line_start].matches('\n').count() == 1;
        let above = above.rsplit('\n').next().unwrap_or_default().trim_end();
        let is_text = above.trim_start_matches(['>', ' ', '\t']).starts_with(|c: char| c.is_alphanumeric() || c == '(');
        is_adjacent && is_text && above.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '–' | '—' | '-'))
    }
}

impl Item<'_> {
    /// Whether the item is a day: a number up to 31 and the name of a month.
    fn is_day(&self, language: &Language) -> bool {
        let end = self.text.find(|c: char| !c.is_alphabetic()).unwrap_or(self.text.len());
        self.number.is_some_and(|number| (1..=31).contains(&number)) && end > 0 && language.is_month(&self.text[..end])
    }

    fn begins_in_lower_case(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }
}

/// The text with the last character of each marker masked, so that the parser reads the line as text.
pub(super) fn mask(text: &str, markers: &[Range<usize>]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut copied = 0;
    for marker in markers {
        masked.push_str(&text[copied..marker.end - 1]);
        masked.push(MASK);
        copied = marker.end;
    }
    masked.push_str(&text[copied..]);
    masked
}

/// The event with the masked characters of its bytes `range` as they are in `file`.
pub(super) fn unmask<'a>(event: Event<'a>, file: &str, markers: &[Range<usize>], range: &Range<usize>) -> Event<'a> {
    let Event::Text(text) = &event else { return event };
    if !text.contains(MASK) {
        return event;
    }
    let first = markers.partition_point(|marker| marker.end <= range.start);
    let mut hidden = markers[first..].iter().map(|marker| char::from(file.as_bytes()[marker.end - 1]));
    let restored = |c: char| if c == MASK { hidden.next().unwrap_or(char::REPLACEMENT_CHARACTER) } else { c };
    Event::Text(CowStr::from(text.chars().map(restored).collect::<String>()))
}
