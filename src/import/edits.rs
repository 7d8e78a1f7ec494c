//! Replacements of bytes in a text. What no edit covers is the same afterwards.

use std::ops::Range;

/// Edits of one text.
#[derive(Default)]
pub struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Replaces the bytes of `range`.
    pub fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    /// Deletes the bytes of `range`.
    pub fn delete(&mut self, range: Range<usize>) {
        self.replace(range, "");
    }

    /// Whether there is no edit.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text with the edits. One that begins inside an earlier one is left out.
    pub fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for (range, replacement) in self.0 {
            let (Some(before), true) = (text.get(copied..range.start), range.start >= copied) else { continue };
            if !text.is_char_boundary(range.end) || range.end < range.start {
                continue;
            }
            out.push_str(before);
            out.push_str(&replacement);
            copied = range.end;
        }
        out.push_str(&text[copied..]);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Edits;

    #[test]
    fn edits_apply_in_order_and_do_not_overlap() {
        let mut edits = Edits::default();
        edits.replace(4..5, "E");
        edits.delete(0..2);
        edits.replace(1..3, "never");
        assert_eq!(edits.apply("abcdef"), "cdEf");
    }
}
