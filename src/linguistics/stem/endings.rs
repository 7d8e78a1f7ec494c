//! Endings of words, and the passes that strip them.
//!
//! Takes folded words; returns the endings that they have, the longest first. Never looks at prefixes or irregular
//! forms.

use rustc_hash::FxHashMap as HashMap;

/// Endings of words, each with a value.
#[derive(Debug)]
pub(super) struct Endings<T> {
    values: HashMap<String, T>,
    /// Indexed by the last byte of a word: a bit for each length in bytes that such an ending has. Most words need no
    /// look-up.
    lengths: [u64; 256],
}

impl<T> Default for Endings<T> {
    fn default() -> Endings<T> {
        Endings { values: HashMap::default(), lengths: [0; 256] }
    }
}

impl<T> Endings<T> {
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Adds an ending of at most 62 bytes, or replaces its value.
    pub(super) fn add(&mut self, ending: &str, value: T) {
        if let Some(last) = ending.bytes().last() {
            self.lengths[usize::from(last)] |= 1 << ending.len().min(63);
        }
        self.values.insert(ending.to_owned(), value);
    }

    /// All endings with their values, in no particular order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &T)> {
        self.values.iter()
    }

    /// The endings of a word, the longest first, each with the byte at which it begins. Never the whole word.
    pub(super) fn of(&self, word: &str) -> impl Iterator<Item = (usize, &T)> {
        let lengths = word.bytes().last().map_or(0, |last| self.lengths[usize::from(last)]);
        let mut left = lengths & ((1 << word.len().min(63)) - 1);
        std::iter::from_fn(move || {
            while left > 0 {
                let length = 63 - left.leading_zeros() as usize;
                left &= !(1 << length);
                let at = word.len() - length;
                if let Some(value) = word.get(at..).and_then(|ending| self.values.get(ending)) {
                    return Some((at, value));
                }
            }
            None
        })
    }
}

/// A pass: strips one ending of a word.
#[derive(Debug, Default)]
pub(super) struct Pass {
    pub(super) name: String,
    /// Letters of the shortest stem, for endings without a number of their own.
    pub(super) min_letters: usize,
    /// The pass that follows if an ending was stripped; "" for the next one in the file.
    pub(super) next: String,
    pub(super) endings: Endings<Ending>,
}

/// What a pass does with an ending.
#[derive(Debug)]
pub(super) struct Ending {
    pub(super) replacement: String,
    /// Letters of the shortest stem.
    pub(super) min_letters: usize,
}

impl Pass {
    /// Adds an ending in the form `ending>replacement:MIN`; `Err` with the reason if the form is wrong.
    pub(super) fn add(&mut self, rule: &str) -> Result<(), String> {
        let (rest, min) = match rule.rsplit_once(':') {
            Some((rest, min)) => (rest, min.parse().map_err(|_| format!("`{min}` is not a number of letters"))?),
            None => (rule, self.min_letters),
        };
        let (ending, replacement) = rest.split_once('>').unwrap_or((rest, ""));
        if ending.is_empty() || ending.len() > 62 {
            return Err(format!("`{rule}` is not an ending"));
        }
        self.endings.add(ending, Ending { replacement: replacement.to_owned(), min_letters: min });
        Ok(())
    }

    /// Replaces the longest ending that leaves a stem with enough letters and a vowel; returns whether there was one.
    pub(super) fn strip(&self, word: &mut String, vowels: &str) -> bool {
        let is_stem = |stem: &str, ending: &Ending| {
            stem.chars().nth(ending.min_letters.max(1) - 1).is_some() && stem.chars().any(|c| vowels.contains(c))
        };
        let found = self.endings.of(word).find(|(at, ending)| is_stem(&word[..*at], ending));
        if let Some((at, ending)) = found {
            word.truncate(at);
            word.push_str(&ending.replacement);
            return true;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ending_with_a_stem_is_stripped() {
        let mut pass = Pass { min_letters: 2, ..Pass::default() };
        for rule in ["s", "as>a", "ies:4"] {
            pass.add(rule).unwrap();
        }
        let strip = |word: &str| {
            let mut word = word.to_owned();
            let stripped = pass.strip(&mut word, "aei");
            (word, stripped)
        };
        assert_eq!(strip("kasas"), ("kasa".to_owned(), true));
        assert_eq!(strip("melies"), ("melie".to_owned(), true));
        assert_eq!(strip("kls"), ("kls".to_owned(), false));
        assert_eq!(strip("as"), ("as".to_owned(), false));
        assert!(pass.add("as:x").is_err() && pass.add(">a").is_err());
    }
}
