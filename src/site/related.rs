//! Related articles: those that name the same situations.
//!
//! Takes all documents; returns a list for each article. An article with many shared situations comes before one with
//! few, one with rare situations before one with common ones; the order of the site decides between equal ones.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::model::{DocId, Document, Kind, LangId};

/// The most related articles of an article; a page shows all of them.
const MAX_RELATED: usize = 6;
/// The most situations of an article that are compared: its rarest ones. An article has 2^6 - 1 subsets of them at
/// most.
const MAX_SITUATIONS: usize = 6;

/// A set of situations by their ranks, in ascending order. Unused elements at the end are `u32::MAX`.
type SituationSet = [u32; MAX_SITUATIONS];

/// Related articles in the same language, indexed by document; empty for non-articles.
///
/// A map takes each set of situations to the first few articles in all of them. An article looks up every subset of its
/// own situations, so its cost depends on the number of subsets, not on the number of articles of a situation.
pub(super) fn find_related(documents: &[Arc<Document>], languages: usize) -> Vec<Vec<DocId>> {
    let articles = || documents.iter().enumerate().filter(|(_, document)| document.kind == Kind::Article);
    let ranks = rank_titles(articles().map(|(_, document)| &**document), languages);
    let rarest = |document: &Document| -> Vec<u32> {
        let ranks = &ranks[document.lang.index()];
        let mut rarest: Vec<u32> =
            document.front.situations.iter().filter_map(|situation| ranks.get(&*situation.value)).copied().collect();
        rarest.sort_unstable();
        rarest.dedup();
        rarest.truncate(MAX_SITUATIONS);
        rarest
    };
    let mut articles_by_set: FxHashMap<(LangId, SituationSet), Vec<DocId>> = FxHashMap::default();
    for (index, document) in articles() {
        for subset in situation_subsets(&rarest(document)) {
            let list = articles_by_set.entry((document.lang, subset)).or_default();
            if list.len() <= 2 * MAX_RELATED {
                list.push(DocId::new(index));
            }
        }
    }
    documents
        .par_iter()
        .enumerate()
        .map(|(index, document)| {
            if document.kind != Kind::Article {
                return Vec::new();
            }
            let mut related: Vec<DocId> = Vec::with_capacity(MAX_RELATED);
            for subset in situation_subsets(&rarest(document)) {
                for other in articles_by_set.get(&(document.lang, subset)).into_iter().flatten() {
                    if related.len() == MAX_RELATED {
                        return related;
                    }
                    if *other != DocId::new(index) && !related.contains(other) {
                        related.push(*other);
                    }
                }
            }
            related
        })
        .collect()
}

/// Indexed by language, then keyed by situation: its rank by the number of articles that name it. The rarest one has
/// rank 0.
fn rank_titles<'d>(articles: impl Iterator<Item = &'d Document>, languages: usize) -> Vec<HashMap<&'d str, u32>> {
    let mut counts: Vec<HashMap<&str, u32>> = vec![HashMap::new(); languages];
    for article in articles {
        for situation in &article.front.situations {
            *counts[article.lang.index()].entry(&situation.value).or_insert(0) += 1;
        }
    }
    let rank = |counts: HashMap<&'d str, u32>| {
        let mut order: Vec<(u32, &str)> = counts.into_iter().map(|(id, count)| (count, id)).collect();
        order.sort_unstable();
        (0..).zip(order).map(|(rank, (_, id))| (id, rank)).collect()
    };
    counts.into_iter().map(rank).collect()
}

/// All non-empty subsets of `ranks`: larger ones first, and of the same size those with rarer situations first.
fn situation_subsets(ranks: &[u32]) -> Vec<SituationSet> {
    let mut all: Vec<(usize, SituationSet)> = (1u32..1 << ranks.len())
        .map(|mask| {
            let mut subset = [u32::MAX; MAX_SITUATIONS];
            let members = (0..ranks.len()).filter(|bit| mask & (1 << bit) != 0);
            let count = members.zip(&mut subset).map(|(bit, element)| *element = ranks[bit]).count();
            (count, subset)
        })
        .collect();
    all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    all.into_iter().map(|(_, subset)| subset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subsets_are_ordered_by_size_and_rarity() {
        let set = |members: &[u32]| std::array::from_fn(|i| members.get(i).copied().unwrap_or(u32::MAX));
        assert_eq!(situation_subsets(&[1, 5]), [set(&[1, 5]), set(&[1]), set(&[5])]);
        assert!(situation_subsets(&[]).is_empty());
    }
}
