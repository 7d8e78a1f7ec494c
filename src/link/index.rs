//! Finding situations, phrases, questions and actions by their ids.
//!
//! Takes the structure, the texts and the documents; gives numbers. A list that is walked for every page grows with the
//! square of the site.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::{Document, LanguageTexts, SharedStr, Spanned, Structure};

/// Documents with more actions than this have a table of their own; the others are walked.
const FEW: usize = 24;

/// Numbers by id.
#[derive(Default)]
pub struct IdIndex {
    pub situations: FxHashMap<SharedStr, usize>,
    pub questions: FxHashMap<SharedStr, usize>,
    /// By what an answer leads to: the first question that leads there.
    pub leading_to: FxHashMap<SharedStr, usize>,
    /// By situation: numbers of the phrases heard in it, in the order of phrases.yaml.
    pub phrases_of: FxHashMap<SharedStr, Vec<usize>>,
    /// By language.
    pub phrase_texts: Vec<FxHashMap<SharedStr, usize>>,
    /// By language.
    pub question_texts: Vec<FxHashMap<SharedStr, usize>>,
    /// By number of the document, where it has many actions.
    actions: FxHashMap<u32, FxHashMap<SharedStr, usize>>,
}

impl IdIndex {
    pub fn new(structure: &Structure, texts: &[LanguageTexts], documents: &[Arc<Document>]) -> IdIndex {
        let mut phrases_of: FxHashMap<SharedStr, Vec<usize>> = FxHashMap::default();
        for (number, plan) in structure.phrases.iter().enumerate() {
            for situation in &plan.situations {
                let numbers = phrases_of.entry(situation.value.clone()).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        let mut leading_to = FxHashMap::default();
        for (number, question) in structure.questions.iter().enumerate() {
            for answer in &question.answers {
                leading_to.entry(answer.to.value.clone()).or_insert(number);
            }
        }
        let many = documents.iter().enumerate().filter(|(_, document)| document.actions.len() > FEW);
        let actions =
            many.map(|(number, document)| (number as u32, firsts(document.actions.iter().map(|action| &action.item))));
        IdIndex {
            situations: ids(structure.situations.iter().map(|plan| &plan.id)),
            questions: ids(structure.questions.iter().map(|question| &question.id)),
            leading_to,
            phrases_of,
            phrase_texts: texts.iter().map(|texts| ids(texts.phrases.iter().map(|(id, _)| id))).collect(),
            question_texts: texts.iter().map(|texts| ids(texts.questions.iter().map(|(id, _)| id))).collect(),
            actions: actions.collect(),
        }
    }

    /// The number of an action among those of the document with the number `of`.
    pub fn action(&self, of: u32, document: &Document, item: &SharedStr) -> Option<usize> {
        match self.actions.get(&of) {
            Some(numbers) => numbers.get(item).copied(),
            None => document.actions.iter().position(|action| action.item == *item),
        }
    }
}

fn ids<'a>(ids: impl Iterator<Item = &'a Spanned<SharedStr>>) -> FxHashMap<SharedStr, usize> {
    firsts(ids.map(|id| &id.value))
}

/// Of equal names the first counts.
fn firsts<'a>(names: impl Iterator<Item = &'a SharedStr>) -> FxHashMap<SharedStr, usize> {
    let mut numbers = FxHashMap::default();
    for (number, name) in names.enumerate() {
        numbers.entry(name.clone()).or_insert(number);
    }
    numbers
}
