//! The moments of a situation, as headings of a language name them.
//!
//! Takes ids and names; finds a phase by either. Made once for a language: headings ask for names by the thousand.

use rustc_hash::FxHashMap;

use crate::model::SharedStr;

/// The phases of a language in order of time.
#[derive(Debug, Default)]
pub struct Phases {
    /// Ids with their names.
    all: Vec<(SharedStr, SharedStr)>,
    /// By name in small letters; of two with one name the first.
    by_name: FxHashMap<String, usize>,
    /// First letters of these names: most headings name no phase, and that is soon told.
    first_letters: String,
}

impl Phases {
    /// `phases` are ids with their names.
    pub fn new(phases: impl IntoIterator<Item = (SharedStr, SharedStr)>) -> Phases {
        let all: Vec<(SharedStr, SharedStr)> = phases.into_iter().collect();
        let names = all.iter().enumerate().rev().map(|(number, (_, name))| (name.to_lowercase(), number));
        let by_name: FxHashMap<String, usize> = names.filter(|(name, _)| !name.is_empty()).collect();
        let first_letters = by_name.keys().filter_map(|name| name.chars().next()).collect();
        Phases { all, by_name, first_letters }
    }

    /// Ids with their names.
    pub fn all(&self) -> &[(SharedStr, SharedStr)] {
        &self.all
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.all.iter().map(|(id, _)| &**id)
    }

    /// The number of the phase with this id.
    pub fn numbered(&self, id: &str) -> Option<usize> {
        self.ids().position(|known| known == id)
    }

    /// The number of the phase with this name, in small or capital letters.
    pub fn named(&self, words: &str) -> Option<usize> {
        let words = words.trim();
        let first = words.chars().next()?.to_lowercase().next()?;
        let named = self.first_letters.contains(first).then(|| self.by_name.get(&words.to_lowercase()));
        named.flatten().copied()
    }

    pub fn id(&self, number: usize) -> &SharedStr {
        &self.all[number].0
    }

    pub fn name(&self, number: usize) -> &SharedStr {
        &self.all[number].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_is_found_by_id_and_by_name() {
        let pairs = [("now", "Tagad"), ("then", "ŠODIEN"), ("late", "šodien"), ("none", "")];
        let phases = Phases::new(pairs.map(|(id, name)| (id.into(), name.into())));
        assert_eq!([phases.named(" tagad "), phases.named("Šodien"), phases.named("")], [Some(0), Some(1), None]);
        assert_eq!([phases.numbered("late"), phases.numbered("Tagad")], [Some(2), None]);
    }
}
