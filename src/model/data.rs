//! What the YAML data files say: situations, guide, phrases, glossary.

use super::{ActionKey, At, Str};

/// The language-neutral files: situations.yaml, guide.yaml, phrases.yaml.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Structure {
    pub phases: Vec<At<Str>>,
    pub situations: Vec<SituationPlan>,
    /// Renamed actions: old key, new key.
    pub was: Vec<(At<ActionKey>, At<ActionKey>)>,
    pub start: Option<At<Str>>,
    pub questions: Vec<Question>,
    pub phrases: Vec<PhrasePlan>,
}

impl Structure {
    pub fn phase(&self, id: &str) -> Option<usize> {
        self.phases.iter().position(|phase| &*phase.value == id)
    }

    pub fn situation(&self, id: &str) -> Option<usize> {
        self.situations.iter().position(|plan| &*plan.id.value == id)
    }
}

/// One situation of situations.yaml.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SituationPlan {
    pub id: At<Str>,
    pub severity: u8,
    pub leads_to: Vec<At<Str>>,
    /// By phase, in the order of phases; `None`: gathered from the articles.
    pub steps: Option<Vec<(usize, Vec<StepPlan>)>>,
    pub articles: Vec<At<Str>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StepPlan {
    pub action: At<ActionKey>,
    pub key: bool,
}

/// A question of the guide.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    pub id: At<Str>,
    pub answers: Vec<Answer>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    pub id: At<Str>,
    /// A question or a situation.
    pub to: At<Str>,
}

/// A client's phrase: where it is heard and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PhrasePlan {
    pub id: At<Str>,
    pub situations: Vec<At<Str>>,
    pub actions: Vec<At<ActionKey>>,
}

/// What the YAML files of one language say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LanguageTexts {
    pub title: Str,
    pub description: Str,
    /// Name of each phase of the structure.
    pub phases: Vec<Str>,
    /// What stands in the blanks of ready messages, in small letters, and the field of the reader's own case that fills
    /// it: `client`, `delivered`, `agreed` or `sum`.
    pub case: Vec<(Str, &'static str)>,
    /// Question id -> what it asks and its answers by id.
    pub questions: Vec<(At<Str>, QuestionText)>,
    pub phrases: Vec<(At<Str>, PhraseText)>,
    pub terms: Vec<(At<Str>, Term)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct QuestionText {
    pub ask: Str,
    pub answers: Vec<(At<Str>, Str)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PhraseText {
    pub says: Str,
    pub behind: Str,
    pub answer: Str,
}

/// How mentions of a term are linked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TermLink {
    #[default]
    Exact,
    Inflected,
    No,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Term {
    pub term: Str,
    pub also: Vec<Str>,
    pub definition: Str,
    pub link: TermLink,
    pub never: Vec<Str>,
}
