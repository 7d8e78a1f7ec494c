//! The status as text for a terminal.
//!
//! Takes a [`Status`] and the messages of a language; returns text with ANSI colours, which the caller may strip.

use std::fmt::Write;

use super::{Location, Status, TranslationState, stale_line};
use crate::authoring::changed_blocks::blocks_to_text;
use crate::i18n::Messages;

const BOLD: &str = "\x1b[1m";
const RESET: &str = "\x1b[0m";

/// The table of documents, the totals, the stale translations, the unused actions, and the law statements that are old or without a source.
pub fn to_text(status: &Status, messages: &Messages) -> String {
    let state_name = |state: TranslationState| messages.text(state.message_id(), &[]);
    let heading = |kind: &str| messages.text(&format!("cli-status-{kind}s"), &[]);
    let state_widths = TranslationState::ALL.into_iter().map(|state| display_width(&state_name(state)));
    let kinds = status.documents.chunk_by(|a, b| a.kind == b.kind).map(|documents| documents[0].kind);
    let heading_widths = kinds.map(|kind| display_width(&heading(kind)));
    let id_widths = status.documents.iter().map(|document| display_width(&document.id));
    let first_column = id_widths.chain(heading_widths).chain(state_widths.clone()).max().unwrap_or(0);
    let column = state_widths.chain(status.languages.iter().map(|code| display_width(code))).max().unwrap_or(0);
    let mut out = String::new();
    let cell = |out: &mut String, text: &str, size: usize, colour: &str| {
        let _ = write!(
            out,
            "  {colour}{text}{}{}",
            if colour.is_empty() { "" } else { RESET },
            " ".repeat(size.saturating_sub(display_width(text)))
        );
    };
    let end_line = |out: &mut String| {
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    };
    let mut kind = "";
    for document in &status.documents {
        if document.kind != kind {
            kind = document.kind;
            if !out.is_empty() {
                out.push('\n');
            }
            cell(&mut out, &heading(kind), first_column, BOLD);
            status.languages.iter().for_each(|code| cell(&mut out, code, column, BOLD));
            end_line(&mut out);
        }
        cell(&mut out, &document.id, first_column, "");
        for code in &status.languages {
            let state = document.states[code];
            cell(&mut out, &state_name(state), column, state_colour(state));
        }
        end_line(&mut out);
    }
    out.push('\n');
    for state in TranslationState::ALL {
        cell(&mut out, &state_name(state), first_column, state_colour(state));
        for code in &status.languages {
            cell(&mut out, &status.totals[code][&state].to_string(), column, "");
        }
        end_line(&mut out);
    }
    if !status.stale.is_empty() {
        let _ = writeln!(out, "\n{BOLD}{}{RESET}", status.stale_title(messages));
        for stale in &status.stale {
            let _ = writeln!(out, "  {}", stale_line(stale, messages));
            blocks_to_text(stale, messages).lines().for_each(|line| {
                let _ = writeln!(out, "  {line}");
            });
        }
    }
    let mut list = |title: String, locations: &[Location]| {
        let _ = writeln!(out, "\n{BOLD}{title}{RESET}");
        for location in locations {
            let _ = writeln!(out, "  {}:{}  {}", location.path, location.line, location.what);
        }
    };
    list(status.unused_actions_title(messages), &status.unused_actions);
    list(status.laws_title(messages), &status.old_laws);
    if let Some(old_rates) = &status.old_rates {
        list(status.rates_title(messages), old_rates);
    }
    if !status.laws_without_source.is_empty() {
        list(status.sources_title(messages), &status.laws_without_source);
    }
    out
}

/// The ANSI sequence that starts the colour of a state.
fn state_colour(state: TranslationState) -> &'static str {
    match state {
        TranslationState::Original | TranslationState::Exempt => "",
        TranslationState::Fresh => "\x1b[32m",
        TranslationState::Stale => "\x1b[33m",
        TranslationState::Draft => "\x1b[36m",
        TranslationState::Missing => "\x1b[31m",
    }
}

/// Width in terminal columns. The letters of the supported languages are one column wide.
fn display_width(text: &str) -> usize {
    text.chars().count()
}
