//! The content of the YAML data files: situations, guide, phrases, glossary.
//!
//! Built by the readers in `input/data/`. Ids are syntactically valid, but may name things that do not exist.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{ActionId, Blank, CaseTexts, Holidays, PhaseId, Rates, SharedStr, Spanned};

/// The language-neutral files: situations.yaml, guide.yaml, phrases.yaml, rates.yaml and holidays.yaml.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Structure {
    /// Ids of the phases: those of the site, in the order in which pages show them, then those of single situations. A
    /// [`PhaseId`] is an index in this list.
    pub phases: Vec<Spanned<SharedStr>>,
    /// How many of the phases are those of the site.
    pub site_phase_count: usize,
    /// The phase of prevention, which is shown last in a situation above severity 1; `None` if there is none.
    pub prevention: Option<PhaseId>,
    /// In the order of the file.
    pub situations: Vec<SituationPlan>,
    /// Renamed actions: old id and new id.
    pub renamed: Vec<(Spanned<ActionId>, Spanned<ActionId>)>,
    /// Id of the first question of the guide.
    pub start: Option<Spanned<SharedStr>>,
    /// The questions of the guide, in the order of the file.
    pub questions: Vec<Question>,
    /// Phrases of the other side, in the order of the file.
    pub phrases: Vec<PhrasePlan>,
    /// The rates of late interest.
    pub rates: Rates,
    /// The public holidays of each country, in the order of the file.
    pub holidays: Vec<Holidays>,
}

impl Structure {
    /// The ids of the phases of the site, without those of single situations.
    pub fn site_phases(&self) -> &[Spanned<SharedStr>] {
        &self.phases[..self.site_phase_count]
    }

    /// The phase of the site with this id.
    pub fn site_phase(&self, id: &str) -> Option<PhaseId> {
        self.site_phases().iter().position(|phase| &*phase.value == id).map(PhaseId::new)
    }

    /// The id of a phase.
    pub fn phase_id(&self, phase: PhaseId) -> &Spanned<SharedStr> {
        &self.phases[phase.index()]
    }

    /// Whether a phase belongs to a single situation.
    pub fn is_own_phase(&self, phase: PhaseId) -> bool {
        phase.index() >= self.site_phase_count
    }

    /// The phases that a situation with these `phases` of [`SituationPlan`] can have, in the order in which its page
    /// shows them: those that it lists, then the others of the site.
    pub fn phase_order(&self, phases: &[PhaseId]) -> impl Iterator<Item = PhaseId> + Clone {
        let others = PhaseId::all(self.site_phase_count).filter(|phase| !phases.contains(phase));
        phases.iter().copied().chain(others)
    }

    /// Keyed by situation: the phases that it alone has, with their ids, in ascending order.
    pub fn own_phases_by_situation(&self) -> BTreeMap<SharedStr, Vec<(PhaseId, SharedStr)>> {
        let own = |plan: &SituationPlan| {
            let own = plan.phases.iter().filter(|phase| self.is_own_phase(**phase));
            let mut own: Vec<_> = own.map(|phase| (*phase, self.phase_id(*phase).value.clone())).collect();
            own.sort_unstable_by_key(|(phase, _)| *phase);
            (!own.is_empty()).then(|| (plan.id.value.clone(), own))
        };
        self.situations.iter().filter_map(own).collect()
    }

    /// The situation with this id.
    pub fn situation(&self, id: &str) -> Option<&SituationPlan> {
        self.situations.iter().find(|plan| &*plan.id.value == id)
    }
}

/// A situation in situations.yaml.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SituationPlan {
    /// Id of the situation and of its document.
    pub id: Spanned<SharedStr>,
    /// 1 (calm) to 5 (last resort).
    pub severity: u8,
    /// Ids of situations that this one can turn into.
    pub leads_to: Vec<Spanned<SharedStr>>,
    /// The phases that the situation lists, in the order in which its page shows them; the others of the site follow.
    /// Empty in a situation with the phases of the site in their order.
    pub phases: Vec<PhaseId>,
    /// Steps grouped by phase, in the order of the phases; `None` if the steps are collected from the articles.
    pub steps: Option<Vec<(PhaseId, Vec<StepPlan>)>>,
    /// Ids of articles, the most relevant first.
    pub article_ids: Vec<Spanned<SharedStr>>,
}

/// A step of a situation in situations.yaml: one action, or a choice between several.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StepPlan {
    /// The action to take. Several if one of them is enough; then the step counts once.
    pub actions: Vec<Spanned<ActionId>>,
    /// Whether it is the key step of its phase.
    pub key: bool,
    /// The bytes of the step in the file.
    pub range: Range<usize>,
}

/// A question of the guide.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    /// Id of the question.
    pub id: Spanned<SharedStr>,
    /// In the order of the file.
    pub answers: Vec<Answer>,
}

/// An answer to a question of the guide.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    /// Id of the answer, unique within the question.
    pub id: Spanned<SharedStr>,
    /// Id of the next question, or of a situation.
    pub to: Spanned<SharedStr>,
    /// The step of the situation's checklist that the answer opens.
    pub step: Option<Spanned<ActionId>>,
}

/// A phrase of the other side in phrases.yaml.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PhrasePlan {
    /// Id of the phrase, the same in all languages.
    pub id: Spanned<SharedStr>,
    /// Ids of situations in which it is heard.
    pub situations: Vec<Spanned<SharedStr>>,
    /// Actions that answer it.
    pub actions: Vec<Spanned<ActionId>>,
}

/// The content of the YAML files of one language. Texts have the typography of the language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LanguageTexts {
    /// Name of the site.
    pub title: SharedStr,
    /// One sentence about the site; may be empty.
    pub description: SharedStr,
    /// What the site does not cover and whom to ask, in inline Markdown. If the value is as long as its range, offsets in
    /// the value are offsets in the file.
    pub scope: Option<Spanned<SharedStr>>,
    /// Name of each phase, by its index in the structure. A phase without a name has its id.
    pub phases: Vec<SharedStr>,
    /// Name of each country of the settings, by its index there, as it is before a sentence: "In Latvia".
    pub countries: Vec<SharedStr>,
    /// The country of readers who have not chosen one, as an index in the settings.
    pub country: Option<usize>,
    /// The reader's case.
    pub case: CaseTexts,
    /// Interface strings in place of those of the program and the theme.
    pub strings: Vec<InterfaceString>,
    /// Texts of questions, each with its id.
    pub questions: Vec<(Spanned<SharedStr>, QuestionText)>,
    /// Texts of phrases, each with its id.
    pub phrases: Vec<(Spanned<SharedStr>, PhraseText)>,
    /// Glossary terms, each with its id, in the order of the file.
    pub terms: Vec<(Spanned<SharedStr>, Term)>,
    /// Groups of single words that mean the same; a word is in one group only.
    pub synonyms: Vec<Vec<SharedStr>>,
}

/// An interface string of the site, unchecked: only the theme knows which strings exist.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InterfaceString {
    /// The id.
    pub id: Spanned<SharedStr>,
    /// The pattern, in the notation of Fluent, without the notation of YAML.
    pub pattern: Spanned<SharedStr>,
    /// The bytes of the pattern's range in the file.
    pub source: SharedStr,
}

/// A question of the guide in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct QuestionText {
    /// The question.
    pub ask: SharedStr,
    /// Texts of the answers, each with its id.
    pub answers: Vec<(Spanned<SharedStr>, SharedStr)>,
}

/// A phrase of the other side in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PhraseText {
    /// Its words.
    pub says: SharedStr,
    /// The likely reason for them; may be empty.
    pub meaning: SharedStr,
    /// A possible answer, with placeholders in brackets.
    pub answer: SharedStr,
    /// The placeholders of the answer.
    pub blanks: Vec<Blank>,
    /// What people type when they look for it; never shown.
    pub words: Vec<SharedStr>,
}

/// How mentions of a term are linked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TermLink {
    /// The term and the forms in `also`.
    #[default]
    Exact,
    /// All inflected forms of a noun with its adjectives.
    Inflected,
    /// No mention is linked.
    No,
}

/// A term of the glossary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Term {
    /// The basic form.
    pub term: SharedStr,
    /// Other forms to be linked.
    pub also: Vec<SharedStr>,
    /// The meaning in one sentence.
    pub definition: SharedStr,
    /// How mentions of the term are linked.
    pub link: TermLink,
    /// Phrases in which the term is not linked.
    pub exclude: Vec<SharedStr>,
}
