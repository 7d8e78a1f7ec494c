//! Status of the content: the state of each document in each language, unused actions, law statements that need a
//! review or a source, rates that need a review.
//!
//! Takes the [`Site`] with its drafts; returns a [`Status`] and its form as a table, as JSON or as HTML. The age of a
//! law statement is counted from the newest date that a document names or from a given date, because the result
//! must not depend on a clock. Never prints.

mod html;
mod rates;
mod text;

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use crate::authoring::changed_blocks::{StaleTranslation, stale_translations};
use crate::foundation::text::line_column;
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;
use crate::linguistics::Date;
use crate::model::{ActionId, Document, Law};
use crate::site::{Site, SourceState};

pub use html::{errors_to_html, to_html};
pub use text::to_text;

/// The state of a document in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TranslationState {
    /// Written in this language.
    Original,
    /// Translated from the current version of the source.
    Fresh,
    /// The source has changed since the translation, or does not exist.
    Stale,
    /// Not published yet.
    Draft,
    /// Not available in this language, and not needed: the document is for one country only.
    Exempt,
    /// Not available in this language.
    Missing,
}

impl TranslationState {
    /// All states, in the order of the totals.
    pub const ALL: [TranslationState; 6] = [
        TranslationState::Original,
        TranslationState::Fresh,
        TranslationState::Stale,
        TranslationState::Draft,
        TranslationState::Exempt,
        TranslationState::Missing,
    ];

    /// The id of the name among the messages; also the CSS class of a table cell.
    fn message_id(self) -> &'static str {
        match self {
            TranslationState::Original => "cli-status-original",
            TranslationState::Fresh => "cli-status-fresh",
            TranslationState::Stale => "cli-status-stale",
            TranslationState::Draft => "cli-status-draft",
            TranslationState::Exempt => "cli-status-exempt",
            TranslationState::Missing => "cli-status-missing",
        }
    }
}

/// The status of the whole content.
#[derive(Debug, Serialize)]
pub struct Status {
    /// Codes in the order of site.yaml.
    pub languages: Vec<String>,
    /// Documents in the order of kind and id.
    #[serde(rename = "texts")]
    pub documents: Vec<DocumentStatus>,
    /// Keyed by language code: the number of documents in each state.
    pub totals: BTreeMap<String, BTreeMap<TranslationState, usize>>,
    /// Translations whose source has changed, with what has changed in it.
    pub stale: Vec<StaleTranslation>,
    /// Actions that no checklist contains.
    #[serde(rename = "idle_actions")]
    pub unused_actions: Vec<Location>,
    /// Law statements that were checked more than a year before `today`, the oldest first.
    pub old_laws: Vec<Location>,
    /// Rates of late interest that end before `today`, or were read more than a year before it; `None` without rates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_rates: Option<Vec<Location>>,
    /// Law statements without a source or its address.
    pub laws_without_source: Vec<Location>,
    /// The date from which age is counted; `None` if no document has a date.
    pub today: Option<String>,
}

/// A document in all languages.
#[derive(Debug, Serialize)]
pub struct DocumentStatus {
    /// `situation`, `article`, `fillable` or `page`.
    pub kind: &'static str,
    /// Id of the document in all languages.
    pub id: String,
    /// Keyed by language code.
    pub states: BTreeMap<String, TranslationState>,
}

/// A line of a file, with what is on it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Location {
    /// Id of an action, country, date and source of a law statement, or country, kind and last day of rates.
    pub what: String,
    /// Path below the root.
    pub path: String,
    /// Line number from 1.
    pub line: usize,
}

/// Computes the status. The site must contain its drafts. `today` replaces the newest date that a document names.
pub fn status(site: &Site, tree: &SourceTree, today: Option<Date>) -> Status {
    let languages: Vec<String> = site.config.languages.iter().map(|language| language.code.to_string()).collect();
    let mut totals: BTreeMap<String, BTreeMap<TranslationState, usize>> = languages
        .iter()
        .map(|code| (code.clone(), TranslationState::ALL.into_iter().map(|state| (state, 0)).collect()))
        .collect();
    let mut documents = Vec::new();
    for group in site.groups.iter() {
        let mut states = BTreeMap::new();
        let without = if site.needs_translation(group) { TranslationState::Missing } else { TranslationState::Exempt };
        for (code, document) in languages.iter().zip(&group.documents) {
            let state = document.map_or(without, |id| translation_state(site, site.document(id)));
            states.insert(code.clone(), state);
            if let Some(count) = totals.get_mut(code).and_then(|by_state| by_state.get_mut(&state)) {
                *count += 1;
            }
        }
        documents.push(DocumentStatus { kind: group.kind.as_str(), id: group.id.to_string(), states });
    }
    // It is later than every day that a document names. Without any, there is no law statement either, since each has its
    // date.
    let named = |document: &Document| {
        let checked_laws = document.laws.iter().map(|law| law.checked);
        [document.front.updated, document.front.checked].into_iter().flatten().chain(checked_laws).max()
    };
    let today = today.or_else(|| site.documents.iter().filter_map(|document| named(document)).max());
    let without_source = locate_laws(site, tree, |law| law.source.is_empty() || law.link.is_none());
    Status {
        languages,
        documents,
        totals,
        stale: stale_translations(site, tree),
        unused_actions: unused_actions(site, tree),
        old_laws: today.map(|today| old_laws(site, tree, today)).unwrap_or_default(),
        old_rates: rates::old_rates(site, tree, today),
        laws_without_source: without_source.into_iter().map(|(_, location)| location).collect(),
        today: today.map(|today| today.to_string()),
    }
}

/// The state of a document that exists.
fn translation_state(site: &Site, document: &Document) -> TranslationState {
    if document.front.draft {
        return TranslationState::Draft;
    }
    match site.source_state(document) {
        SourceState::Original => TranslationState::Original,
        SourceState::Unchanged => TranslationState::Fresh,
        SourceState::Changed | SourceState::Missing => TranslationState::Stale,
    }
}

/// Each unused action once, with its location in the first language that has it.
fn unused_actions(site: &Site, tree: &SourceTree) -> Vec<Location> {
    let used = site.used_actions();
    let mut reported = HashSet::new();
    let mut locations = Vec::new();
    let documents = site.groups.iter().flat_map(|group| group.documents.iter().flatten());
    for document in documents.map(|id| site.document(*id)) {
        for action in &document.actions {
            let id = ActionId { page: document.id.clone(), item: action.item.clone() };
            if used.contains(&id) || !reported.insert(id.to_string()) {
                continue;
            }
            let text = tree.text(&document.path).unwrap_or_default();
            let (line, _) = line_column(&text, action.range.start);
            locations.push(Location { what: id.to_string(), path: document.path.to_string(), line });
        }
    }
    locations
}

/// Law statements whose review date is more than a year before `today`, the oldest first.
fn old_laws(site: &Site, tree: &SourceTree, today: Date) -> Vec<Location> {
    let mut old = locate_laws(site, tree, |law| law.checked.plus_years(1) < today);
    // Equal dates stay in the order of the site.
    old.sort_by_key(|(checked, _)| *checked);
    old.into_iter().map(|(_, location)| location).collect()
}

/// The law statements for which `is_listed` returns true, with their dates.
fn locate_laws(site: &Site, tree: &SourceTree, is_listed: impl Fn(&Law) -> bool) -> Vec<(Date, Location)> {
    let mut located = Vec::new();
    for document in &site.documents {
        let listed: Vec<&Law> = document.laws.iter().filter(|law| is_listed(law)).collect();
        let Some(text) = (!listed.is_empty()).then(|| tree.text(&document.path).unwrap_or_default()) else { continue };
        for law in listed {
            let (line, _) = line_column(&text, law.range.start);
            let what = format!("{} {} {}", law.country, law.checked, law.source).trim_end().to_owned();
            located.push((law.checked, Location { what, path: document.path.to_string(), line }));
        }
    }
    located
}

impl Status {
    /// The heading of the old law statements.
    fn laws_title(&self, messages: &Messages) -> String {
        match &self.today {
            Some(today) => messages.count("cli-status-laws", self.old_laws.len() as u64, &[("today", today)]),
            None => messages.text("cli-status-no-laws", &[]),
        }
    }

    /// The heading of the old rates.
    fn rates_title(&self, messages: &Messages) -> String {
        let count = self.old_rates.as_ref().map_or(0, Vec::len) as u64;
        messages.count("cli-status-rates", count, &[("today", self.today.as_deref().unwrap_or_default())])
    }

    /// The heading of the law statements without a source.
    fn sources_title(&self, messages: &Messages) -> String {
        messages.count("cli-status-sources", self.laws_without_source.len() as u64, &[])
    }

    /// The heading of the translations whose source has changed.
    fn stale_title(&self, messages: &Messages) -> String {
        messages.count("cli-status-stale-list", self.stale.len() as u64, &[])
    }

    /// The heading of the unused actions.
    fn unused_actions_title(&self, messages: &Messages) -> String {
        messages.count("cli-status-idle", self.unused_actions.len() as u64, &[])
    }
}

/// The path of a translation whose source has changed, and a remark if it is not known what has.
fn stale_line(stale: &StaleTranslation, messages: &Messages) -> String {
    match stale.blocks.is_empty() {
        true => format!("{} ({})", stale.path, messages.text("cli-block-unknown", &[])),
        false => stale.path.clone(),
    }
}

/// The status as JSON.
pub fn to_json(status: &Status) -> String {
    serde_json::to_string_pretty(status).unwrap_or_default()
}
