//! Paragraphs, list items and table rows that hold in some countries only: `{country=lv,bg}` at their end.
//!
//! Takes the events of a block; removes the braces from its text and records the codes. The HTML gets slots, because the
//! names of countries are in another file. Whether a code is declared is checked by `check/`.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::writer::Writer;
use crate::diagnostics::Code;
use crate::model::{SharedStr, Slot, Spanned, is_id};

/// What the braces begin with.
pub(super) const OPEN: &str = "{country=";

impl Writer<'_, '_> {
    /// Writes ` data-country="…"` into the tag of an element, and returns the index of its countries for
    /// [`Writer::country_names`]. `end` is the index of the event that ends the element's text.
    pub(super) fn country_attribute(&mut self, end: usize) -> Option<u32> {
        let codes = self.take_countries(end)?;
        let index = self.output.countries.len() as u32;
        self.output.countries.push(codes);
        self.slot(Slot::CountryAttribute(index));
        Some(index)
    }

    /// Writes the names of the countries of an element, at the start of its text.
    pub(super) fn country_names(&mut self, index: Option<u32>) {
        if let Some(index) = index {
            self.slot(Slot::CountryNames(index));
        }
    }

    /// The end of the first text of the list item at event `item`: of its first paragraph, or of its inline events.
    pub(super) fn item_text_end(&self, item: usize) -> usize {
        match self.events[item + 1].0 {
            Event::Start(Tag::Paragraph) => self.end_of(item + 1),
            _ => self.first_line_events(item).end,
        }
    }

    /// Removes the braces from the last text event before `end`; returns the codes. Reports braces without a code.
    fn take_countries(&mut self, end: usize) -> Option<Vec<Spanned<SharedStr>>> {
        let (Event::Text(text), range) = self.events.get(end.checked_sub(1)?)? else { return None };
        let trimmed = text.trim_end();
        let open = trimmed.ends_with('}').then(|| trimmed.rfind(OPEN)).flatten()?;
        // Text and source may differ in length. Braces that are escaped, or written as entities, are text.
        let source = self.file[range.clone()].trim_end();
        let before = source.strip_suffix(&trimmed[open..]).filter(|before| !before.ends_with('\\'))?;
        let start = range.start + before.len();
        let content = trimmed[open + OPEN.len()..trimmed.len() - 1].to_owned();
        let rest = trimmed[..open].trim_end().to_owned();
        self.events[end - 1].0 = Event::Text(rest.into());
        let codes = split_codes(&content, start + OPEN.len());
        if codes.iter().all(|code| is_id(&code.value)) {
            return Some(codes);
        }
        let diagnostic = self.report(Code::BadAttribute, start + 1..start + OPEN.len() + content.len());
        diagnostic.args.extend([("kind", "country".to_owned()), ("word", format!("country={content}"))]);
        None
    }
}

/// The codes in `content`, which begins at byte `start` of the file, in lowercase.
fn split_codes(content: &str, start: usize) -> Vec<Spanned<SharedStr>> {
    let mut offset = start;
    let code = |part: &str| {
        let code = part.trim();
        let at = offset + part.find(code).unwrap_or_default();
        offset += part.len() + 1;
        let range: Range<usize> = at..at + code.len();
        Spanned { value: code.to_lowercase().into(), range }
    };
    content.split(',').map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_their_bytes() {
        let codes = split_codes("lv, BG", 10);
        let found: Vec<_> = codes.iter().map(|code| (&*code.value, code.range.clone())).collect();
        assert_eq!(found, [("lv", 10..12), ("bg", 14..16)]);
        assert_eq!(split_codes("", 3).len(), 1);
    }
}
