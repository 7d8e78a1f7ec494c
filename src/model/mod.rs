//! The data that the stages pass on: nouns only, no behaviour beyond looking things up.
//!
//! A [`Document`] is what one Markdown file says (its body travels apart), a [`Structure`] what the language-neutral YAML
//! files say, a [`LanguageTexts`] what the YAML files of one language say, a [`Config`] the settings of the site.

mod config;
mod data;
mod document;
mod fragment;
mod ids;
mod indices;
mod media;
mod paths;

pub use config::{AvoidedWord, Config, ProseRules, SiteLanguage};
pub use data::{
    Answer, LanguageTexts, PhrasePlan, PhraseText, Question, QuestionText, SituationPlan, StepPlan, Structure, Term,
    TermLink,
};
pub use document::{Action, Document, FrontMatter, Heading, Link, Picture, Target};
pub use fragment::{Fragment, Slot, UiString};
pub use ids::{ActionId, Kind, LangId, SharedStr, Spanned, is_id};
pub use indices::{DocId, GroupId, PhaseId, QuestionId, SituationId};
pub use media::Media;
pub use paths::{SERVICE_WORKER, hashed_name, precache_list};
