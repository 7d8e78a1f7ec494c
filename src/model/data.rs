//! What the YAML data files say: situations, guide, phrases, glossary.

use super::{ActionId, PhaseId, SharedStr, Spanned};

/// The language-neutral files: situations.yaml, guide.yaml, phrases.yaml.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Structure {
    pub phases: Vec<Spanned<SharedStr>>,
    pub situations: Vec<SituationPlan>,
    /// Renamed actions: old key, new key.
    pub renamed: Vec<(Spanned<ActionId>, Spanned<ActionId>)>,
    pub start: Option<Spanned<SharedStr>>,
    pub questions: Vec<Question>,
    pub phrases: Vec<PhrasePlan>,
}

impl Structure {
    pub fn phase(&self, id: &str) -> Option<PhaseId> {
        self.phases.iter().position(|phase| &*phase.value == id).map(PhaseId::new)
    }
}

/// One situation of situations.yaml.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SituationPlan {
    pub id: Spanned<SharedStr>,
    pub severity: u8,
    pub leads_to: Vec<Spanned<SharedStr>>,
    /// By phase, in the order of phases; `None`: gathered from the articles.
    pub steps: Option<Vec<(PhaseId, Vec<StepPlan>)>>,
    pub articles: Vec<Spanned<SharedStr>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StepPlan {
    pub action: Spanned<ActionId>,
    pub key: bool,
}

/// A question of the guide.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    pub id: Spanned<SharedStr>,
    pub answers: Vec<Answer>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    pub id: Spanned<SharedStr>,
    /// A question or a situation.
    pub to: Spanned<SharedStr>,
}

/// A client's phrase: where it is heard and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PhrasePlan {
    pub id: Spanned<SharedStr>,
    pub situations: Vec<Spanned<SharedStr>>,
    pub actions: Vec<Spanned<ActionId>>,
}

/// What the YAML files of one language say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LanguageTexts {
    pub title: SharedStr,
    pub description: SharedStr,
    /// Name of each phase of the structure.
    pub phases: Vec<SharedStr>,
    /// What stands in the blanks of ready messages, in small letters, and the field of the reader's own case that fills
    /// it: `client`, `delivered`, `agreed` or `sum`.
    pub case: Vec<(SharedStr, &'static str)>,
    /// Question id -> what it asks and its answers by id.
    pub questions: Vec<(Spanned<SharedStr>, QuestionText)>,
    pub phrases: Vec<(Spanned<SharedStr>, PhraseText)>,
    pub terms: Vec<(Spanned<SharedStr>, Term)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct QuestionText {
    pub ask: SharedStr,
    pub answers: Vec<(Spanned<SharedStr>, SharedStr)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PhraseText {
    pub says: SharedStr,
    pub meaning: SharedStr,
    pub answer: SharedStr,
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
    pub term: SharedStr,
    pub also: Vec<SharedStr>,
    pub definition: SharedStr,
    pub link: TermLink,
    pub exclude: Vec<SharedStr>,
}
