//! "Did you mean": finds the valid name that is closest to what was typed.

use std::cell::Cell;

/// The valid name nearest to what was typed: at most a third of its letters may differ (Damerau-Levenshtein).
pub fn nearest<'a>(name: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<String> {
    Suggester::new(valid).to(name)
}

/// Valid names to which what was typed is compared, many times over.
pub struct Suggester<'a> {
    /// Lower-cased, its characters, and as it is.
    valid: Vec<(String, usize, &'a str)>,
    /// Comparisons that are still made: a file with very many wrong names gets no suggestion for the last of them.
    left: Cell<usize>,
}

impl<'a> Suggester<'a> {
    const COMPARISONS: usize = 300_000;

    pub fn new(valid: impl IntoIterator<Item = &'a str>) -> Suggester<'a> {
        let valid = valid.into_iter().map(|name| {
            let lower = name.to_lowercase();
            let length = lower.chars().count();
            (lower, length, name)
        });
        Suggester { valid: valid.collect(), left: Cell::new(Suggester::COMPARISONS) }
    }

    /// The one nearest to `name`, of two as near the first in the alphabet.
    pub fn to(&self, name: &str) -> Option<String> {
        let left = self.left.get().checked_sub(self.valid.len())?;
        self.left.set(left);
        let typed = name.to_lowercase();
        let length = typed.chars().count();
        let limit = (length / 3).clamp(1, 4);
        self.valid
            .iter()
            .filter(|(_, valid, _)| valid.abs_diff(length) <= limit)
            .map(|(lower, _, valid)| (strsim::damerau_levenshtein(&typed, lower), *valid))
            .filter(|(distance, _)| *distance <= limit)
            .min()
            .map(|(_, valid)| valid.to_owned())
    }
}

/// Joins `names` with commas for a message; after the first 40, `…` replaces the rest.
pub fn join_limited<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const LIMIT: usize = 40;
    let mut names = names.into_iter();
    let mut list = names.by_ref().take(LIMIT).collect::<Vec<_>>().join(", ");
    if names.next().is_some() {
        list.push_str(", …");
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        let valid = ["title", "summary", "situations"];
        assert_eq!(nearest("titel", valid).as_deref(), Some("title"));
        assert_eq!(nearest("sumary", valid).as_deref(), Some("summary"));
        assert_eq!(nearest("colour", valid), None);
    }
}
