//! Maps from the ids of situations, questions, phrases and actions to their indices.
//!
//! Takes data files and documents; returns indices. Without these maps every page would search the lists from the
//! start, and a build would cost the square of the number of pages.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::{DocId, Document, LanguageTexts, QuestionId, SharedStr, SituationId, Spanned, Structure};

/// Documents with more actions than this have a map of their own; the actions of others are searched one by one.
const MAX_SEARCHED_ACTIONS: usize = 24;

/// Indices, keyed by id. Of several elements with the same id, the map has the first one.
#[derive(Default)]
pub struct IdIndex {
    pub situations: FxHashMap<SharedStr, SituationId>,
    pub questions: FxHashMap<SharedStr, QuestionId>,
    /// Keyed by the id of a question or situation: the first question with an answer that leads to it.
    pub parent_questions: FxHashMap<SharedStr, QuestionId>,
    /// Keyed by the id of a situation: indices of the phrases that are heard in it, in ascending order.
    pub phrases_of: FxHashMap<SharedStr, Vec<usize>>,
    /// Indexed by language, then keyed by id: indices in [`LanguageTexts::phrases`].
    pub phrase_texts: Vec<FxHashMap<SharedStr, usize>>,
    /// Indexed by language, then keyed by id: indices in [`LanguageTexts::questions`].
    pub question_texts: Vec<FxHashMap<SharedStr, usize>>,
    /// Indices in [`Document::actions`] for documents with many actions.
    actions: FxHashMap<DocId, FxHashMap<SharedStr, usize>>,
}

impl IdIndex {
    pub fn new(structure: &Structure, texts: &[LanguageTexts], documents: &[Arc<Document>]) -> IdIndex {
        let mut phrases_of: FxHashMap<SharedStr, Vec<usize>> = FxHashMap::default();
        for (index, plan) in structure.phrases.iter().enumerate() {
            for situation in &plan.situations {
                let phrases = phrases_of.entry(situation.value.clone()).or_default();
                if phrases.last() != Some(&index) {
                    phrases.push(index);
                }
            }
        }
        let mut parent_questions = FxHashMap::default();
        for (index, question) in structure.questions.iter().enumerate() {
            for answer in &question.answers {
                parent_questions.entry(answer.to.value.clone()).or_insert(QuestionId::new(index));
            }
        }
        let long = documents.iter().enumerate().filter(|(_, document)| document.actions.len() > MAX_SEARCHED_ACTIONS);
        let actions = long.map(|(index, document)| {
            let items = document.actions.iter().map(|action| &action.item);
            (DocId::new(index), index_by_id(items, |index| index))
        });
        let situations = structure.situations.iter().map(|plan| &plan.id.value);
        let questions = structure.questions.iter().map(|question| &question.id.value);
        IdIndex {
            situations: index_by_id(situations, SituationId::new),
            questions: index_by_id(questions, QuestionId::new),
            parent_questions,
            phrases_of,
            phrase_texts: texts.iter().map(|texts| index_entries(&texts.phrases)).collect(),
            question_texts: texts.iter().map(|texts| index_entries(&texts.questions)).collect(),
            actions: actions.collect(),
        }
    }

    /// The index of an action in [`Document::actions`] of `document`, which has the index `id`.
    pub fn action_index(&self, id: DocId, document: &Document, item: &SharedStr) -> Option<usize> {
        match self.actions.get(&id) {
            Some(actions) => actions.get(item).copied(),
            None => document.actions.iter().position(|action| action.item == *item),
        }
    }
}

fn index_entries<T>(entries: &[(Spanned<SharedStr>, T)]) -> FxHashMap<SharedStr, usize> {
    index_by_id(entries.iter().map(|(id, _)| &id.value), |index| index)
}

fn index_by_id<'a, T>(ids: impl Iterator<Item = &'a SharedStr>, make: impl Fn(usize) -> T) -> FxHashMap<SharedStr, T> {
    let mut by_id = FxHashMap::default();
    for (index, id) in ids.enumerate() {
        by_id.entry(id.clone()).or_insert_with(|| make(index));
    }
    by_id
}
