//! Words that mean the same: a document with one word of a group is found by all of them.
//!
//! Takes the groups of a language as numbers of stems; adds stems to items. The browser knows nothing of it: each word of
//! a group has a posting list of its own, with the documents of the others. Never renumbers a stem.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::StemWeight;

/// What a word counts where another one of its group stands.
const SYNONYM_WEIGHT: f32 = 0.8;

/// The groups of a language.
#[derive(Default)]
pub(super) struct SynonymGroups {
    groups: Vec<Vec<u32>>,
    /// Index of each stem's group.
    of_stem: FxHashMap<u32, usize>,
}

impl SynonymGroups {
    /// Groups of stems, each given by its number. A stem belongs to the first group that has it.
    pub fn new(groups: impl IntoIterator<Item = Vec<u32>>) -> SynonymGroups {
        let mut known = SynonymGroups::default();
        for stems in groups {
            let index = known.groups.len();
            let is_first = |stem: &u32| *known.of_stem.entry(*stem).or_insert(index) == index;
            let mut own: Vec<u32> = stems.into_iter().filter(is_first).collect();
            own.dedup();
            known.groups.push(own);
        }
        known
    }

    /// Adds the other stems of each group of which `stems` has one.
    pub fn expand(&self, stems: &mut Vec<StemWeight>) {
        let mut found: BTreeMap<usize, StemWeight> = BTreeMap::new();
        let mut places: FxHashMap<u32, usize> = FxHashMap::default();
        for (place, stem) in stems.iter().enumerate() {
            let Some(group) = self.of_stem.get(&stem.stem) else { continue };
            places.insert(stem.stem, place);
            let best = found.entry(*group).or_insert(*stem);
            best.weight = best.weight.max(stem.weight);
            best.block = best.block.min(stem.block);
        }
        for (group, best) in found {
            let weight = (f32::from(best.weight) * SYNONYM_WEIGHT).round() as u8;
            for other in &self.groups[group] {
                match places.get(other) {
                    Some(place) => stems[*place].weight = stems[*place].weight.max(weight),
                    None => stems.push(StemWeight { stem: *other, weight, block: best.block }),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_gets_the_other_words_of_its_groups() {
        let groups = SynonymGroups::new([vec![1, 2, 2, 3], vec![3, 4]]);
        let expanded = |stems: &[(u32, u8, u8)]| {
            let mut stems: Vec<StemWeight> = stems
                .iter()
                .map(|(stem, weight, block)| StemWeight { stem: *stem, weight: *weight, block: *block })
                .collect();
            groups.expand(&mut stems);
            stems.iter().map(|stem| (stem.stem, stem.weight, stem.block)).collect::<Vec<_>>()
        };
        assert_eq!(expanded(&[(0, 10, 4), (1, 10, 4)]), [(0, 10, 4), (1, 10, 4), (2, 8, 4), (3, 8, 4)]);
        assert_eq!(expanded(&[(1, 20, 9), (2, 5, 1)]), [(1, 20, 9), (2, 16, 1), (3, 16, 1)]);
        assert_eq!(expanded(&[(4, 10, 0)]), [(4, 10, 0)]);
        assert_eq!(expanded(&[(0, 10, 0)]), [(0, 10, 0)]);
    }
}
