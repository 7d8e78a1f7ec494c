//! Words that a hyphen joins: "e-pasts" is also found as "epasts".
//!
//! Takes the places of the words of a text, one after another; returns the places of the compounds. Never decides what a
//! word is.

use std::ops::Range;

/// Longer chains, such as names of files, are no words.
const MAX_PARTS: usize = 4;

/// A word, and the words that hyphens have joined to it so far.
#[derive(Default)]
pub(super) struct Compound {
    range: Range<usize>,
    parts: usize,
    /// Whether it began in a heading.
    in_heading: bool,
}

impl Compound {
    /// Adds the word at `range` of `text`. Returns the compound that it does not continue, if there is one.
    #[inline]
    pub fn push(&mut self, text: &[u8], range: Range<usize>, in_heading: bool) -> Option<Compound> {
        if self.parts > 0 && is_hyphen(&text[self.range.end..range.start]) {
            self.range.end = range.end;
            self.parts += 1;
            return None;
        }
        std::mem::replace(self, Compound { range, parts: 1, in_heading }).finish()
    }

    /// The compound; `None` if it is a single word or a chain.
    pub fn finish(self) -> Option<Compound> {
        (2..=MAX_PARTS).contains(&self.parts).then_some(self)
    }

    pub fn in_heading(&self) -> bool {
        self.in_heading
    }

    /// The compound without hyphens; `None` if it has no letter, as a date has none.
    pub fn joined(&self, text: &str) -> Option<String> {
        let joined: String = text.get(self.range.clone())?.chars().filter(|c| !HYPHENS.contains(c)).collect();
        joined.contains(char::is_alphabetic).then_some(joined)
    }
}

/// The hyphens that join words: the one on the keyboard, the typographic one, and the one at which no line breaks.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

#[inline]
fn is_hyphen(between: &[u8]) -> bool {
    matches!(between, b"-" | [0xE2, 0x80, 0x90 | 0x91])
}
