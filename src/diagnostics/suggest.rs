//! "Did you mean": finds the valid name that is closest to a mistyped one.
//!
//! Input: the valid names and what was typed. Output: a name or nothing. Never compares more than a fixed number of
//! names, so that a file with very many mistakes cannot slow the build.

use std::cell::Cell;

/// The valid name that is closest to `name`, as [`Suggester::nearest`] finds it. For short lists: of a long one only the
/// beginning counts, because each mistake compares all of it.
pub fn nearest_name<'a>(name: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<String> {
    const MAX_VALID: usize = 50;
    Suggester::new(valid.into_iter().take(MAX_VALID)).nearest(name)
}

/// Valid names, prepared for many comparisons.
pub struct Suggester<'a> {
    valid: Vec<Candidate<'a>>,
    /// How many comparisons are left.
    budget: Cell<usize>,
}

struct Candidate<'a> {
    lowercase: String,
    /// Length of `lowercase` in characters.
    length: usize,
    name: &'a str,
}

impl<'a> Suggester<'a> {
    /// The most comparisons one suggester makes; after that, no suggestions.
    const COMPARISONS: usize = 300_000;

    /// A suggester for the names in `valid`.
    pub fn new(valid: impl IntoIterator<Item = &'a str>) -> Suggester<'a> {
        let valid = valid.into_iter().map(|name| {
            let lowercase = name.to_lowercase();
            let length = lowercase.chars().count();
            Candidate { lowercase, length, name }
        });
        Suggester { valid: valid.collect(), budget: Cell::new(Suggester::COMPARISONS) }
    }

    /// The valid name that is closest to `name`, ignoring case; of two equally close ones the first in the alphabet.
    ///
    /// `None` if the Damerau-Levenshtein distance of all is more than a third of the length of `name`, or more than
    /// four.
    pub fn nearest(&self, name: &str) -> Option<String> {
        let rest = self.budget.get().checked_sub(self.valid.len())?;
        self.budget.set(rest);
        let lowercase = name.to_lowercase();
        let length = lowercase.chars().count();
        let limit = (length / 3).clamp(1, 4);
        self.valid
            .iter()
            // The distance is at least the difference of the lengths.
            .filter(|valid| valid.length.abs_diff(length) <= limit)
            .map(|valid| (strsim::damerau_levenshtein(&lowercase, &valid.lowercase), valid.name))
            .filter(|(distance, _)| *distance <= limit)
            .min()
            .map(|(_, name)| name.to_owned())
    }
}

/// Joins `names` with commas for a message; after the first 40, `…` replaces the rest.
pub fn join_limited<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const MAX_NAMES: usize = 40;
    let mut names = names.into_iter();
    let mut list = names.by_ref().take(MAX_NAMES).collect::<Vec<_>>().join(", ");
    if names.next().is_some() {
        list.push_str(", …");
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_needs_most_letters_in_common() {
        let valid = ["title", "summary", "situations"];
        assert_eq!(nearest_name("titel", valid).as_deref(), Some("title"));
        assert_eq!(nearest_name("sumary", valid).as_deref(), Some("summary"));
        assert_eq!(nearest_name("colour", valid), None);
        assert_eq!(nearest_name("titel", std::iter::repeat_n("a", 10_000).chain(valid)), None);
    }

    #[test]
    fn join_limited_shortens_long_lists() {
        assert_eq!(join_limited(["a", "b"]), "a, b");
        let many = vec!["a"; 41];
        assert!(join_limited(many).ends_with("a, …"));
    }
}
