//! The phases of a situation, as a language names them.
//!
//! Takes the ids and names of a language; finds a phase by either. Built once per language, because every heading of
//! every document is looked up.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{PhaseId, SharedStr};

/// The phases of a language, in the order of situations.yaml.
#[derive(Debug, Default)]
pub struct Phases {
    /// The id and name of each phase.
    all: Vec<(SharedStr, SharedStr)>,
    /// Keyed by name in lower case; the first of several phases with the same name.
    by_name: FxHashMap<String, PhaseId>,
    /// The first letters of these names. Most headings name no phase, and this check rejects them without allocating.
    first_letters: FxHashSet<char>,
    by_id: FxHashMap<SharedStr, PhaseId>,
}

impl Phases {
    /// `phases` are pairs of id and name. An empty name cannot be found.
    pub fn new(phases: impl IntoIterator<Item = (SharedStr, SharedStr)>) -> Phases {
        let all: Vec<(SharedStr, SharedStr)> = phases.into_iter().collect();
        let names = PhaseId::all(all.len()).zip(&all).rev().map(|(id, (_, name))| (name.to_lowercase(), id));
        let by_name: FxHashMap<String, PhaseId> = names.filter(|(name, _)| !name.is_empty()).collect();
        let first_letters = by_name.keys().filter_map(|name| name.chars().next()).collect();
        let by_id = PhaseId::all(all.len()).zip(&all).rev().map(|(id, (name, _))| (name.clone(), id)).collect();
        Phases { all, by_name, first_letters, by_id }
    }

    /// The id and name of each phase.
    pub fn all(&self) -> &[(SharedStr, SharedStr)] {
        &self.all
    }

    /// The ids of all phases.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.all.iter().map(|(id, _)| &**id)
    }

    /// The phase with this id.
    pub fn find_by_id(&self, id: &str) -> Option<PhaseId> {
        self.by_id.get(id).copied()
    }

    /// Finds a phase by name, ignoring case and surrounding whitespace.
    pub fn find_by_name(&self, name: &str) -> Option<PhaseId> {
        let name = name.trim();
        let first = name.chars().next()?.to_lowercase().next()?;
        let found = self.first_letters.contains(&first).then(|| self.by_name.get(&name.to_lowercase()));
        found.flatten().copied()
    }

    /// The id of a phase.
    pub fn id(&self, phase: PhaseId) -> &SharedStr {
        &self.all[phase.index()].0
    }

    /// The name of a phase.
    pub fn name(&self, phase: PhaseId) -> &SharedStr {
        &self.all[phase.index()].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_are_found_by_id_and_by_name() {
        let pairs = [("now", "Tagad"), ("then", "ŠODIEN"), ("late", "šodien"), ("none", "")];
        let phases = Phases::new(pairs.map(|(id, name)| (id.into(), name.into())));
        assert_eq!(
            [phases.find_by_name(" tagad "), phases.find_by_name("Šodien"), phases.find_by_name("")],
            [Some(PhaseId(0)), Some(PhaseId(1)), None]
        );
        assert_eq!([phases.find_by_id("late"), phases.find_by_id("Tagad")], [Some(PhaseId(2)), None]);
    }
}
