//! Which links `[[id]]` of a block are part of a sentence: the titles that they show need quotation marks there.
//!
//! Takes the inline events of one block; returns the links with words beside them. A link that is alone in its block,
//! follows an arrow, or is inside quotation marks already is not one of them. Never looks at the titles, which are known
//! only when all documents are.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::literal_quotes::find_literal_quotes;
use super::writer::Writer;
use crate::linguistics::{Language, QUOTATION_MARKS, SmartQuotes};

/// A link to the next page or step follows it.
const ARROW: char = '→';

/// The inline events of a block, and those of its links `[[id]]` that are part of a sentence.
#[derive(Default)]
pub(super) struct BlockTitles {
    /// Indices of the block's events.
    events: Range<usize>,
    /// Indices of the start events of the links, in ascending order.
    in_sentence: Vec<usize>,
}

impl Writer<'_, '_> {
    /// Whether the link `[[id]]` whose start event is at `link` is part of a sentence.
    pub(super) fn is_in_sentence(&mut self, link: usize) -> bool {
        if self.context.is_step_link {
            return false;
        }
        // A block is searched once, however many links it has.
        if !self.block_titles.events.contains(&link) {
            let is_outside = |(event, _): &(Event, Range<usize>)| !is_inline(event);
            let start = self.events[..link].iter().rposition(is_outside).map_or(0, |last| last + 1);
            let end = self.events[link..].iter().position(is_outside).map_or(self.events.len(), |first| link + first);
            let found = titles_in_sentences(self.file, &self.events[start..end], self.input.language);
            let in_sentence = found.into_iter().map(|index| start + index).collect();
            self.block_titles = BlockTitles { events: start..end, in_sentence };
        }
        self.block_titles.in_sentence.binary_search(&link).is_ok()
    }
}

/// The indices of the links `[[id]]` that are part of a sentence, among the inline `events` of one block of `file`.
fn titles_in_sentences(file: &str, events: &[(Event, Range<usize>)], language: &Language) -> Vec<usize> {
    let mut quotes = SmartQuotes::new(language);
    let (mut before, mut visible_before) = ('\n', '\n');
    let mut has_words = false;
    let mut found = Vec::new();
    let mut index = 0;
    while let Some((event, range)) = events.get(index) {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole: false }, .. }) => {
                let rest = &events[index..];
                let length = rest.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Link)));
                let end = index + length.unwrap_or(0);
                let is_marked = |c: char| c == '"' || QUOTATION_MARKS.contains(&c);
                // The marks of another language are not counted as open.
                let is_quoted =
                    quotes.is_open() || is_marked(before) && next_char(&events[end..]).is_some_and(is_marked);
                if !is_quoted && visible_before != ARROW {
                    found.push(index);
                }
                quotes.skip('x');
                (before, visible_before) = ('x', 'x');
                index = end;
            }
            Event::Text(text) => {
                quotes.curl_except(text, &find_literal_quotes(file, range.clone()));
                has_words |= text.contains(char::is_alphanumeric);
                before = text.chars().next_back().unwrap_or(before);
                visible_before = text.trim_end().chars().next_back().unwrap_or(visible_before);
            }
            Event::Code(_) => {
                has_words = true;
                quotes.skip('x');
                (before, visible_before) = ('x', 'x');
            }
            Event::SoftBreak | Event::HardBreak => {
                quotes.skip(' ');
                before = ' ';
            }
            _ => {}
        }
        index += 1;
    }
    if has_words { found } else { Vec::new() }
}

/// The first character of the next text.
fn next_char(events: &[(Event, Range<usize>)]) -> Option<char> {
    events.iter().find_map(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) => text.chars().next(),
        Event::SoftBreak | Event::HardBreak => Some('\n'),
        _ => None,
    })
}

/// Whether the event is inside a block, and neither starts nor ends one.
fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(tag) => {
            matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
        }
        Event::Rule | Event::TaskListMarker(_) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Parser;

    use super::*;
    use crate::linguistics::find_language;
    use crate::parse::markdown::EXTENSIONS;

    /// The ids of the links that are part of a sentence in the first paragraph of `text`.
    fn in_sentences(code: &str, text: &str) -> String {
        let mut events: Vec<_> = Parser::new_ext(text, EXTENSIONS).into_offset_iter().collect();
        events.pop();
        let events = &events[1..];
        let found = titles_in_sentences(text, events, find_language(code));
        let id = |index: usize| match &events[index].0 {
            Event::Start(Tag::Link { dest_url, .. }) => dest_url.to_string(),
            other => format!("{other:?}"),
        };
        found.into_iter().map(id).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn links_with_words_beside_them_are_in_a_sentence() {
        for (code, text, ids) in [
            ("lv", "Lasiet [[a]].", "a"),
            ("lv", "[[a]] un [[b#c]]", "a b#c"),
            ("lv", "Soļi: [[a]],\n**[[b]]** un [[c|vārdi]].", "a b"),
            ("lv", "[[a]]", ""),
            ("lv", "*[[a]]*, [[b]].", ""),
            ("lv", "Tālāk → [[a]]", ""),
            ("lv", "Tālāk →\n[[a]] vai [[b]]", "b"),
            ("lv", "Rakstā „[[a]]” un „par [[b]] te”, bet [[c]]", "c"),
            ("lv", "Rakstā \"[[a]]\" un [[b]]", "b"),
            ("lv", "Rakstā “[[a]]” un «[[b]]» un [[c]]", "c"),
            ("ru", "Статья «[[a]]», „[[b]]“ и [[c]]", "c"),
            ("bg", "Виж „[[a]]“ и [[b]]", "b"),
            ("en", "It's in “[[a]]” or [[b]]", "b"),
            ("lv", "15\\\" ekrāns: [[a]]", "a"),
            ("lv", "`kods` [[a]]", "a"),
        ] {
            assert_eq!(in_sentences(code, text), ids, "{code}: {text}");
        }
    }
}
