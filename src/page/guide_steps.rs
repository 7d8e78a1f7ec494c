//! How far a reader is on the way through the guide: "question 1 of 2".
//!
//! Takes the questions of guide.yaml; returns a number for each question that has the same number on every way from the
//! first question, and the total if all ways to a situation have the same length. Never returns a total that is true on
//! some ways only, because it would promise too much.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::model::Structure;

/// Where a question is on the way from the first question to a situation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Hash)]
pub struct GuideStep {
    /// Number of the question on the way; the first one has 1.
    pub number: usize,
    /// Number of questions on the way, at least 2; 0 if the ways from here have different lengths.
    pub of: usize,
}

/// The least and the greatest length of the ways to or from a question, in questions.
#[derive(Clone, Copy)]
struct Lengths {
    least: usize,
    greatest: usize,
}

impl Lengths {
    /// No way.
    const NONE: Lengths = Lengths { least: usize::MAX, greatest: 0 };
    const ONE: Lengths = Lengths { least: 1, greatest: 1 };

    /// Adds the ways that are longer than `other` by one question.
    fn add_longer(&mut self, other: Lengths) {
        self.least = self.least.min(other.least.saturating_add(1));
        self.greatest = self.greatest.max(other.greatest.saturating_add(1));
    }

    /// The length, if all ways have the same one.
    fn only(self) -> Option<usize> {
        (self.least == self.greatest).then_some(self.least)
    }
}

/// The step of each question, indexed by question. `None` if ways of different lengths lead to the question, if no way
/// leads to it or from it to a situation, or if it is the only question of its way.
pub(super) fn guide_steps(structure: &Structure) -> Vec<Option<GuideStep>> {
    let questions = &structure.questions;
    let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
    for (index, question) in questions.iter().enumerate() {
        by_id.entry(&*question.id.value).or_insert(index);
    }
    // Indexed by question, then by answer; `None` is a situation.
    let next: Vec<Vec<Option<usize>>> = questions
        .iter()
        .map(|question| question.answers.iter().map(|answer| by_id.get(&*answer.to.value).copied()).collect())
        .collect();
    let start = structure.start.as_ref().and_then(|start| by_id.get(&*start.value).copied());
    let order = topological_order(&next, start);
    let mut to_question = vec![Lengths::NONE; questions.len()];
    if let Some(start) = start {
        to_question[start] = Lengths::ONE;
    }
    for &question in &order {
        for &following in next[question].iter().flatten() {
            let lengths = to_question[question];
            to_question[following].add_longer(lengths);
        }
    }
    // Of the ways to a situation, including the question itself.
    let mut to_end = vec![Lengths::NONE; questions.len()];
    for &question in order.iter().rev() {
        let mut lengths = Lengths::NONE;
        for answer in &next[question] {
            match answer {
                Some(following) => lengths.add_longer(to_end[*following]),
                None => lengths.add_longer(Lengths { least: 0, greatest: 0 }),
            }
        }
        to_end[question] = lengths;
    }
    let step = |(to_question, to_end): (&Lengths, &Lengths)| {
        let number = to_question.only()?;
        if to_end.least == usize::MAX {
            return None;
        }
        let of = to_end.only().map_or(0, |remaining| number + remaining - 1);
        (of != 1).then_some(GuideStep { number, of })
    };
    to_question.iter().zip(&to_end).map(step).collect()
}

/// The questions that `start` leads to, each after all questions that lead to it. Questions of a loop, which is an
/// error of guide.yaml, are left out.
fn topological_order(next: &[Vec<Option<usize>>], start: Option<usize>) -> Vec<usize> {
    let mut waiting_for = vec![0; next.len()];
    let mut reached = vec![false; next.len()];
    let mut stack: Vec<usize> = start.into_iter().collect();
    while let Some(question) = stack.pop() {
        if std::mem::replace(&mut reached[question], true) {
            continue;
        }
        for &following in next[question].iter().flatten() {
            waiting_for[following] += 1;
            stack.push(following);
        }
    }
    let mut order: Vec<usize> = start.into_iter().filter(|start| waiting_for[*start] == 0).collect();
    let mut done = 0;
    while let Some(&question) = order.get(done) {
        done += 1;
        for &following in next[question].iter().flatten() {
            waiting_for[following] -= 1;
            if waiting_for[following] == 0 {
                order.push(following);
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Answer, Question, SharedStr, Spanned};

    fn spanned(text: &str) -> Spanned<SharedStr> {
        Spanned { value: text.into(), range: 0..0 }
    }

    /// The steps of a guide, `id: answer answer`, a question a line, as `id number/of`. Lowercase ids are questions,
    /// others situations.
    fn steps(guide: &str) -> Vec<String> {
        let question = |line: &str| {
            let (id, answers) = line.split_once(": ").unwrap();
            let answer = |to: &str| Answer { id: spanned(to), to: spanned(to), step: None };
            Question { id: spanned(id), answers: answers.split(' ').map(answer).collect() }
        };
        let questions: Vec<Question> = guide.lines().map(question).collect();
        let structure = Structure { start: Some(spanned("a")), questions, ..Structure::default() };
        let ids = structure.questions.iter().map(|question| &question.id.value);
        let step = |(id, step): (&SharedStr, Option<GuideStep>)| {
            step.map_or(format!("{id} -"), |step| format!("{id} {}/{}", step.number, step.of))
        };
        ids.zip(guide_steps(&structure)).map(step).collect()
    }

    #[test]
    fn number_and_total_are_true_on_every_way() {
        for (guide, expected) in [
            ("a: b c\nb: X Y\nc: Y Z", "a 1/2, b 2/2, c 2/2"),
            ("a: X Y", "a -"),
            // One answer of the first question leads to a situation, the other one to a question.
            ("a: b X\nb: Y", "a 1/0, b 2/2"),
            // Two ways to `c`.
            ("a: b c\nb: c\nc: X", "a 1/0, b 2/3, c -"),
            // Two ways of the same length.
            ("a: b c\nb: d\nc: d\nd: X", "a 1/3, b 2/3, c 2/3, d 3/3"),
            // Nothing leads to `c`; a loop is an error of the file.
            ("a: b\nb: X\nc: b", "a 1/2, b 2/2, c -"),
            ("a: b\nb: a X", "a -, b -"),
            ("a: b\nb: c X\nc: b", "a -, b -, c -"),
        ] {
            assert_eq!(steps(guide).join(", "), expected, "{guide}");
        }
    }
}
