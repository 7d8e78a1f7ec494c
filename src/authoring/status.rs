//! How far the languages are: every text in every language, actions that stand nowhere, statements on law grown old.
//!
//! Takes the [`Site`] with its drafts; gives a [`Status`], and that as a table, as JSON or as HTML. "Old" is reckoned from
//! the newest `updated` day of the texts, or from the day that is given: there is no clock here. Never prints.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write;

use serde::Serialize;

use crate::foundation::text::line_column;
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;
use crate::lang::Date;
use crate::link::Site;
use crate::model::{ActionId, Document, Fragment, Kind, Slot};
use crate::parse::markdown::escape;

/// How a text stands in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TranslationState {
    /// Written in this language.
    Original,
    /// Made from another language's text as that is now.
    Fresh,
    /// The text that it was made from has changed since.
    Stale,
    /// Not published yet.
    Draft,
    Missing,
}

impl TranslationState {
    pub const ALL: [TranslationState; 5] = [
        TranslationState::Original,
        TranslationState::Fresh,
        TranslationState::Stale,
        TranslationState::Draft,
        TranslationState::Missing,
    ];

    /// The words' id in the messages.
    fn words(self) -> &'static str {
        match self {
            TranslationState::Original => "cli-status-original",
            TranslationState::Fresh => "cli-status-fresh",
            TranslationState::Stale => "cli-status-stale",
            TranslationState::Draft => "cli-status-draft",
            TranslationState::Missing => "cli-status-missing",
        }
    }

    fn colour(self) -> &'static str {
        match self {
            TranslationState::Original => "",
            TranslationState::Fresh => "\x1b[32m",
            TranslationState::Stale => "\x1b[33m",
            TranslationState::Draft => "\x1b[36m",
            TranslationState::Missing => "\x1b[31m",
        }
    }
}

/// The state of the whole content.
#[derive(Debug, Serialize)]
pub struct Status {
    /// Codes in site order.
    pub languages: Vec<String>,
    pub texts: Vec<TextStatus>,
    /// By language: how many texts are in each state.
    pub totals: BTreeMap<String, BTreeMap<TranslationState, usize>>,
    /// Actions that stand in no checklist.
    pub idle_actions: Vec<Location>,
    /// Statements on law that were checked more than a year before `today`.
    pub old_laws: Vec<Location>,
    /// The day that "old" is reckoned from, if there is any.
    pub today: Option<String>,
}

/// A text in all languages.
#[derive(Debug, Serialize)]
pub struct TextStatus {
    pub kind: &'static str,
    pub id: String,
    /// By language.
    pub states: BTreeMap<String, TranslationState>,
}

/// Something at a line of a file.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Location {
    pub what: String,
    pub path: String,
    pub line: usize,
}

/// Looks the site over. It must hold the drafts too.
pub fn status(site: &Site, tree: &SourceTree, today: Option<Date>) -> Status {
    let languages: Vec<String> = site.config.languages.iter().map(|language| language.code.to_string()).collect();
    let mut totals: BTreeMap<String, BTreeMap<TranslationState, usize>> = languages
        .iter()
        .map(|code| (code.clone(), TranslationState::ALL.into_iter().map(|state| (state, 0)).collect()))
        .collect();
    let mut texts = Vec::new();
    for entry in site.groups.iter() {
        let mut states = BTreeMap::new();
        for (code, document) in languages.iter().zip(&entry.documents) {
            let state = document.map_or(TranslationState::Missing, |id| state(site, site.document(id)));
            states.insert(code.clone(), state);
            if let Some(count) = totals.get_mut(code).and_then(|by_state| by_state.get_mut(&state)) {
                *count += 1;
            }
        }
        texts.push(TextStatus { kind: entry.kind.as_str(), id: entry.id.to_string(), states });
    }
    let newest = site.documents.iter().filter_map(|document| document.front.updated).max();
    let today = today.or(newest);
    Status {
        languages,
        texts,
        totals,
        idle_actions: idle_actions(site, tree),
        old_laws: today.map(|today| old_laws(site, tree, today)).unwrap_or_default(),
        today: today.map(|today| today.to_string()),
    }
}

fn state(site: &Site, document: &Document) -> TranslationState {
    let front = &document.front;
    if front.draft {
        return TranslationState::Draft;
    }
    let Some(source) = front.source.as_ref().and_then(|code| site.config.lang(&code.value)) else {
        return TranslationState::Original;
    };
    let source = site.group(&document.id).and_then(|entry| entry.documents[source.index()]);
    let hash = front.source_hash.as_ref().map(|hash| &hash.value);
    match source.map(|id| &site.document(id).content_hash) {
        Some(now) if hash == Some(now) => TranslationState::Fresh,
        _ => TranslationState::Stale,
    }
}

/// Each action once, at its place in the first language that has it.
fn idle_actions(site: &Site, tree: &SourceTree) -> Vec<Location> {
    let lists = site.checklists.iter().flat_map(|list| &list.phases);
    let standing: HashSet<&ActionId> = lists.flat_map(|phase| &phase.items).map(|item| &item.id).collect();
    let mut told = HashSet::new();
    let mut spots = Vec::new();
    for document in site.groups.iter().flat_map(|entry| entry.documents.iter().flatten()).map(|id| site.document(*id)) {
        for action in &document.actions {
            let key = ActionId { page: document.id.clone(), item: action.item.clone() };
            if standing.contains(&key) || !told.insert(key.to_string()) {
                continue;
            }
            let text = tree.text(&document.path).unwrap_or_default();
            let (line, _) = line_column(&text, action.range.start);
            spots.push(Location { what: key.to_string(), path: document.path.to_string(), line });
        }
    }
    spots
}

fn old_laws(site: &Site, tree: &SourceTree, today: Date) -> Vec<Location> {
    let mut spots = Vec::new();
    for document in &site.documents {
        let old = laws(document).into_iter().filter(|(_, checked)| checked.plus_years(1) < today);
        let old: HashSet<(String, String)> = old.map(|(country, checked)| (country, checked.to_string())).collect();
        if old.is_empty() {
            continue;
        }
        let text = tree.text(&document.path).unwrap_or_default();
        for (number, line) in text.lines().enumerate() {
            let Some((_, typed)) = line.split_once("[!") else { continue };
            let mut words = typed.split(']').next().unwrap_or_default().split_whitespace();
            let law = words.next().is_some_and(|word| word.eq_ignore_ascii_case("law"));
            let named = (words.next().unwrap_or_default().to_lowercase(), words.next().unwrap_or_default().to_owned());
            if law && old.contains(&named) {
                let what = format!("{} {}", named.0, named.1);
                spots.push(Location { what, path: document.path.to_string(), line: number + 1 });
            }
        }
    }
    spots
}

/// Country and day of the statements on law of a text, wherever they stand in it.
fn laws(document: &Document) -> BTreeSet<(String, Date)> {
    let of = |fragment: &Fragment| fragment.slots.iter().map(|(_, slot)| slot.clone()).collect::<Vec<_>>();
    let steps = document.actions.iter().flat_map(|action| [&action.note, &action.message]).flat_map(of);
    let intros = document.intros.iter().flat_map(|(_, intro)| of(intro));
    let law = |slot| match slot {
        Slot::Law { country, checked } => Some((country.to_lowercase(), checked)),
        _ => None,
    };
    document.slots.iter().cloned().chain(steps).chain(intros).filter_map(law).collect()
}

/// The table, totals and lists for a terminal, with its colours.
pub fn to_text(status: &Status, messages: &Messages) -> String {
    let word = |state: TranslationState| messages.text(state.words(), &[]);
    let heading = |kind: &str| messages.text(&format!("cli-status-{kind}s"), &[]);
    let words = TranslationState::ALL.into_iter().map(|state| width(&word(state)));
    let headings = Kind::ALL.into_iter().map(|kind| width(&heading(kind.as_str())));
    let first = status.texts.iter().map(|text| width(&text.id)).chain(headings).chain(words.clone()).max().unwrap_or(0);
    let column = words.chain(status.languages.iter().map(|code| width(code))).max().unwrap_or(0);
    let mut out = String::new();
    let cell = |out: &mut String, text: &str, size: usize, colour: &str| {
        let _ = write!(
            out,
            "  {colour}{text}{}{}",
            if colour.is_empty() { "" } else { RESET },
            " ".repeat(size.saturating_sub(width(text)))
        );
    };
    let line_end = |out: &mut String| {
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    };
    let mut kind = "";
    for text in &status.texts {
        if text.kind != kind {
            kind = text.kind;
            if !out.is_empty() {
                out.push('\n');
            }
            cell(&mut out, &heading(kind), first, BOLD);
            status.languages.iter().for_each(|code| cell(&mut out, code, column, BOLD));
            line_end(&mut out);
        }
        cell(&mut out, &text.id, first, "");
        for code in &status.languages {
            let state = text.states[code];
            cell(&mut out, &word(state), column, state.colour());
        }
        line_end(&mut out);
    }
    out.push('\n');
    for state in TranslationState::ALL {
        cell(&mut out, &word(state), first, state.colour());
        for code in &status.languages {
            cell(&mut out, &status.totals[code][&state].to_string(), column, "");
        }
        line_end(&mut out);
    }
    let mut list = |id: &str, spots: &[Location]| {
        let _ = writeln!(
            out,
            "\n{BOLD}{}{RESET}",
            messages.count(id, spots.len() as u64, &[("today", status.today.as_deref().unwrap_or("-"))])
        );
        for spot in spots {
            let _ = writeln!(out, "  {}:{}  {}", spot.path, spot.line, spot.what);
        }
    };
    list("cli-status-idle", &status.idle_actions);
    list("cli-status-laws", &status.old_laws);
    out
}

const BOLD: &str = "\x1b[1m";
const RESET: &str = "\x1b[0m";

/// Columns in a terminal: the letters of the site's languages take one each.
fn width(text: &str) -> usize {
    text.chars().count()
}

/// The same for scripts.
pub fn to_json(status: &Status) -> String {
    serde_json::to_string_pretty(status).unwrap_or_default()
}

/// What stands above the table and above what is wrong.
fn head(messages: &Messages) -> String {
    let mut title = String::new();
    escape(&messages.text("cli-status-title", &[]), &mut title);
    let mut back = String::new();
    escape(&messages.text("cli-status-back", &[]), &mut back);
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <link rel=\"stylesheet\" href=\"/_situ/status.css\"><title>{title}</title></head><body>\
         <p><a href=\"/\">{back}</a></p><h1>{title}</h1>",
        messages.code()
    )
}

/// The page of the preview while the content has errors: what is wrong, as the terminal says it.
pub fn wrong_to_html(said: &str, messages: &Messages) -> String {
    let mut out = head(messages);
    out.push_str("<p class=\"wrong\">");
    escape(&messages.text("cli-status-wrong", &[]), &mut out);
    out.push_str("</p><pre>");
    escape(said, &mut out);
    out.push_str("</pre></body></html>");
    out
}

/// The same as a page of the preview.
pub fn to_html(status: &Status, messages: &Messages) -> String {
    let mut out = head(messages);
    let row = |out: &mut String, mark: &str, first: &str, cells: &mut dyn Iterator<Item = (String, &'static str)>| {
        out.push_str("<tr><th scope=\"row\">");
        escape(first, out);
        out.push_str("</th>");
        for (text, class) in cells {
            let _ = write!(out, "<{mark} class=\"{class}\">");
            escape(&text, out);
            let _ = write!(out, "</{mark}>");
        }
        out.push_str("</tr>");
    };
    out.push_str("<table>");
    let mut kind = "";
    for text in &status.texts {
        if text.kind != kind {
            kind = text.kind;
            let heading = messages.text(&format!("cli-status-{kind}s"), &[]);
            row(&mut out, "th", &heading, &mut status.languages.iter().map(|code| (code.clone(), "")));
        }
        let cells = &mut status.languages.iter().map(|code| {
            let state = text.states[code];
            (messages.text(state.words(), &[]), state.words())
        });
        row(&mut out, "td", &text.id, cells);
    }
    out.push_str("</table><table>");
    for state in TranslationState::ALL {
        let cells = &mut status.languages.iter().map(|code| (status.totals[code][&state].to_string(), ""));
        row(&mut out, "td", &messages.text(state.words(), &[]), cells);
    }
    out.push_str("</table>");
    for (id, spots) in [("cli-status-idle", &status.idle_actions), ("cli-status-laws", &status.old_laws)] {
        out.push_str("<h2>");
        let today = status.today.as_deref().unwrap_or("-");
        escape(&messages.count(id, spots.len() as u64, &[("today", today)]), &mut out);
        out.push_str("</h2><ul>");
        for spot in spots {
            out.push_str("<li>");
            escape(&format!("{} — {}:{}", spot.what, spot.path, spot.line), &mut out);
            out.push_str("</li>");
        }
        out.push_str("</ul>");
    }
    out.push_str("</body></html>");
    out
}
