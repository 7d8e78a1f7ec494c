//! The phases of a situation, as a language names them.
//!
//! Takes the ids and names of a language; finds a phase by either. Built once per language, because every heading of
//! every document is looked up, and once more for each situation with phases or names of its own.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::foundation::hash::ContentHash;
use crate::model::{PhaseId, SharedStr};

/// The phases of a language, in the order of situations.yaml.
#[derive(Clone, Debug, Default)]
pub struct Phases {
    all: Vec<NamedPhase>,
    /// Keyed by name in lower case; the first of several phases with the same name.
    by_name: FxHashMap<String, PhaseId>,
    /// The first letters of these names. Most headings name no phase, and this check rejects them without allocating.
    first_letters: FxHashSet<char>,
    by_id: FxHashMap<SharedStr, PhaseId>,
}

/// A phase with its name in one language, which is empty if the language has none.
#[derive(Clone, Debug, Hash)]
struct NamedPhase {
    phase: PhaseId,
    id: SharedStr,
    name: SharedStr,
}

impl Phases {
    /// `phases` are pairs of id and name: the phases of the site, in their order. An empty name cannot be found.
    pub fn new(phases: impl IntoIterator<Item = (SharedStr, SharedStr)>) -> Phases {
        let phases = phases.into_iter().enumerate();
        Phases::index(phases.map(|(n, (id, name))| NamedPhase { phase: PhaseId::new(n), id, name }).collect())
    }

    fn index(all: Vec<NamedPhase>) -> Phases {
        let names = all.iter().rev().map(|one| (one.name.to_lowercase(), one.phase));
        let by_name: FxHashMap<String, PhaseId> = names.filter(|(name, _)| !name.is_empty()).collect();
        let first_letters = by_name.keys().filter_map(|name| name.chars().next()).collect();
        let by_id = all.iter().rev().map(|one| (one.id.clone(), one.phase)).collect();
        Phases { all, by_name, first_letters, by_id }
    }

    /// These phases and those that a situation has of its `own`, with the `names` of its document.
    pub fn with_own<'n>(
        &self,
        own: &[(PhaseId, SharedStr)],
        names: impl Iterator<Item = (&'n str, &'n SharedStr)>,
    ) -> Phases {
        let own =
            own.iter().map(|(phase, id)| NamedPhase { phase: *phase, id: id.clone(), name: SharedStr::default() });
        let mut all: Vec<NamedPhase> = self.all.iter().cloned().chain(own).collect();
        for (id, name) in names {
            all.iter_mut().filter(|one| &*one.id == id).for_each(|one| one.name = name.clone());
        }
        Phases::index(all)
    }

    /// Hash of all phases and names.
    pub fn content_hash(&self) -> ContentHash {
        ContentHash::xxh3(&self.all)
    }

    /// The ids of all phases.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.all.iter().map(|one| &*one.id)
    }

    /// The ids of all phases with their names.
    pub fn named(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all.iter().map(|one| (&*one.id, &*one.name))
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

    /// The id of a phase; empty if it is none of these.
    pub fn id(&self, phase: PhaseId) -> SharedStr {
        self.find(phase).map(|one| one.id.clone()).unwrap_or_default()
    }

    /// The name of a phase; empty if it is none of these.
    pub fn name(&self, phase: PhaseId) -> SharedStr {
        self.find(phase).map(|one| one.name.clone()).unwrap_or_default()
    }

    fn find(&self, phase: PhaseId) -> Option<&NamedPhase> {
        self.all.iter().find(|one| one.phase == phase)
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

    #[test]
    fn situation_adds_phases_and_names() {
        let site = Phases::new([("now".into(), "Tagad".into()), ("then".into(), "Tad".into())]);
        let names = [("fire".into(), "Ugunī".into()), ("then".into(), "Vēlāk".into())];
        let own = site
            .with_own(&[(PhaseId(7), "fire".into())], names.iter().map(|(id, name): &(SharedStr, _)| (&**id, name)));
        assert_eq!(
            ["ugunī", "vēlāk", "tagad", "tad"].map(|name| own.find_by_name(name)),
            [Some(PhaseId(7)), Some(PhaseId(1)), Some(PhaseId(0)), None]
        );
        assert_eq!((&*own.id(PhaseId(7)), &*own.name(PhaseId(7)), &*own.id(PhaseId(5))), ("fire", "Ugunī", ""));
    }
}
