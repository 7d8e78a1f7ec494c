//! The data that the stages pass on: nouns only, no behaviour beyond looking things up.
//!
//! A [`Document`] is what one Markdown file says (its body travels apart), a [`Structure`] what the language-neutral YAML
//! files say, a [`LanguageTexts`] what the YAML files of one language say, a [`Config`] the settings of the site.

mod config;
mod data;
mod document;
mod fragment;
mod ids;
mod media;
mod paths;

pub use config::{AvoidedWord, Config, ProseRules, SiteLanguage};
pub use data::{
    Answer, LanguageTexts, PhrasePlan, PhraseText, Question, QuestionText, SituationPlan, StepPlan, Structure, Term,
    TermLink,
};
pub use document::{Action, Document, FrontMatter, Heading, Link, Picture, Target};
pub use fragment::{Fragment, Slot, Words};
pub use ids::{ActionKey, At, Kind, LangId, Str, is_id};
pub use media::Media;
pub use paths::{SERVICE_WORKER, hashed_name, precache_list};
