//! The data types that the stages exchange. They have no behaviour except lookups.
//!
//! A [`Document`] is the metadata of one Markdown file; its body is stored separately. A [`Structure`] is the content
//! of the language-neutral YAML files, [`LanguageTexts`] that of the YAML files of one language, and a [`Config`] the
//! settings of the site.

mod case;
mod config;
mod content_policy;
mod data_files;
mod document;
mod extra;
mod host;
mod href;
mod html_fragment;
mod ids;
mod kind;
mod link_pattern;
mod look;
mod media;
mod paths;
mod placeholder;
mod rates;
mod relative_day;
mod typed_indices;

pub use case::{CaseField, CaseFieldText, CaseFieldType, CaseTexts, is_case_field};
pub use config::{AvoidedWord, Config, Country, ProseRules, SiteLanguage};
pub use content_policy::ContentPolicy;
pub use data_files::{
    Answer, InterfaceString, LanguageTexts, PhrasePlan, PhraseText, Question, QuestionText, SituationPlan, StepPlan,
    Structure, Term, TermLink,
};
pub use document::{
    Action, Blank, Document, Format, FrontMatter, Heading, HeadingTitle, Law, Link, LinkTarget, LinkText, MovedAnchor,
    Picture,
};
pub use extra::Extra;
pub use host::{COMPRESSIONS, Host};
pub use href::Href;
pub use html_fragment::{Fragment, Slot, TEXT_TO_COPY, UiString};
pub use ids::{ActionId, LangId, SharedStr, Spanned, is_heading_id, is_id};
pub use kind::Kind;
pub use link_pattern::{LinkPattern, LinkValues};
pub use look::{Accent, FontFace, FontFamily, Look, LookPictures};
pub use media::Media;
pub use paths::{
    DOMAIN_FILE, HEADERS, HOOKS, HOOKS_FOLDER, LETTER_EXTENSION, LOOK_FOLDER, MEDIA_FOLDER, NO_JEKYLL, PATH_ESCAPES,
    REDIRECTS, ROBOTS, SERVICE_WORKER, SITEMAP, STATIC_FOLDER, feed_path, hashed_name, is_site_file, is_written_file,
    manifest_path, precache_list, script_strings_path, social_card_path,
};
pub use placeholder::{next_placeholder, placeholder_words};
pub use rates::{
    DayCount, Holidays, InterestExample, RATE_PLACES, RateChanges, RatePeriod, RateTable, Rates, SUM_PLACES,
    end_of_half_year,
};
pub use relative_day::RelativeDay;
pub use typed_indices::{DocId, GroupId, PhaseId, QuestionId, SituationId};
