//! The status as a page of the preview.
//!
//! Takes a [`Status`], or the errors that prevent one, and the messages of a language; returns HTML. All text is
//! escaped.

use std::fmt::Write;

use super::{Status, TranslationState, stale_line};
use crate::authoring::changed_blocks::blocks_to_text;
use crate::i18n::Messages;
use crate::parse::markdown::escape;

/// The page with the table of documents, the totals, the unused actions, and the law statements that are old or without a source.
pub fn to_html(status: &Status, messages: &Messages) -> String {
    let mut out = page_start(messages);
    let row = |out: &mut String, tag: &str, heading: &str, cells: &mut dyn Iterator<Item = (String, &'static str)>| {
        out.push_str("<tr><th scope=\"row\">");
        escape(heading, out);
        out.push_str("</th>");
        for (text, class) in cells {
            let _ = write!(out, "<{tag} class=\"{class}\">");
            escape(&text, out);
            let _ = write!(out, "</{tag}>");
        }
        out.push_str("</tr>");
    };
    out.push_str("<table>");
    let mut kind = "";
    for document in &status.documents {
        if document.kind != kind {
            kind = document.kind;
            let heading = messages.text(&format!("cli-status-{kind}s"), &[]);
            row(&mut out, "th", &heading, &mut status.languages.iter().map(|code| (code.clone(), "")));
        }
        let cells = &mut status.languages.iter().map(|code| {
            let state = document.states[code];
            (messages.text(state.message_id(), &[]), state.message_id())
        });
        row(&mut out, "td", &document.id, cells);
    }
    out.push_str("</table><table>");
    for state in TranslationState::ALL {
        let cells = &mut status.languages.iter().map(|code| (status.totals[code][&state].to_string(), ""));
        row(&mut out, "td", &messages.text(state.message_id(), &[]), cells);
    }
    out.push_str("</table>");
    if !status.stale.is_empty() {
        out.push_str("<h2>");
        escape(&status.stale_title(messages), &mut out);
        out.push_str("</h2><ul>");
        for stale in &status.stale {
            out.push_str("<li>");
            escape(&stale_line(stale, messages), &mut out);
            if !stale.blocks.is_empty() {
                out.push_str("<pre>");
                escape(&blocks_to_text(stale, messages), &mut out);
                out.push_str("</pre>");
            }
            out.push_str("</li>");
        }
        out.push_str("</ul>");
    }
    let lists = [
        Some((status.unused_actions_title(messages), &status.unused_actions)),
        Some((status.laws_title(messages), &status.old_laws)),
        Some((status.sources_title(messages), &status.laws_without_source)),
        status.old_rates.as_ref().map(|old_rates| (status.rates_title(messages), old_rates)),
    ];
    for (title, locations) in lists.into_iter().flatten() {
        out.push_str("<h2>");
        escape(&title, &mut out);
        out.push_str("</h2><ul>");
        for location in locations {
            out.push_str("<li>");
            escape(&format!("{} — {}:{}", location.what, location.path, location.line), &mut out);
            out.push_str("</li>");
        }
        out.push_str("</ul>");
    }
    out.push_str("</body></html>");
    out
}

/// The page while the content has errors: the diagnostics as the terminal shows them.
pub fn errors_to_html(diagnostics: &str, messages: &Messages) -> String {
    let mut out = page_start(messages);
    out.push_str("<p class=\"wrong\">");
    escape(&messages.text("cli-status-wrong", &[]), &mut out);
    out.push_str("</p><pre>");
    escape(diagnostics, &mut out);
    out.push_str("</pre></body></html>");
    out
}

/// The start of both pages: head, link to the preview, heading.
fn page_start(messages: &Messages) -> String {
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
