//! Diagnostics as people read them: one block each, with the source line and a caret.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::SourceMap;
use super::cap_per_file_and_code;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;

/// Diagnostics of one code in one file that are printed for people; the others are counted.
const PRINTED: usize = 100;

/// Diagnostics as people read them: one block each, with the line and a caret under the place.
pub fn to_text(diagnostics: &[Diagnostic], tree: &SourceTree, messages: &Messages, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut texts = SourceMap::new(tree);
    let mut out = String::new();
    for diagnostic in cap_per_file_and_code(diagnostics, PRINTED) {
        out.push_str(&render_snippet(diagnostic, &mut texts, messages, &renderer));
        out.push_str("\n\n");
    }
    let mut counts: BTreeMap<(&str, Code), usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry((&diagnostic.span.path, diagnostic.code)).or_insert(0) += 1;
    }
    for ((path, code), count) in counts.into_iter().filter(|(_, count)| *count > PRINTED) {
        let n = (count - PRINTED).to_string();
        out.push_str(&messages.text("cli-more", &[("path", path), ("code", code.as_str()), ("n", &n)]));
        out.push_str("\n\n");
    }
    out
}

/// Renders one diagnostic with the source lines of its spans.
fn render_snippet(diagnostic: &Diagnostic, texts: &mut SourceMap, messages: &Messages, renderer: &Renderer) -> String {
    let title = messages.diagnostic(diagnostic);
    let help = messages.help(diagnostic);
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR.with_name(messages.text("error", &[])),
        Severity::Warning => Level::WARNING.with_name(messages.text("warning", &[])),
    };
    let mut group = Group::with_title(level.primary_title(&title).id(diagnostic.code.as_str()));
    let span = &diagnostic.span;
    let (beside, apart) = match &diagnostic.related {
        Some(related) if related.path == span.path => (Some(related), None),
        related => (None, related.as_ref()),
    };
    let text = texts.of(span);
    let other_text = apart.and_then(|apart| texts.of(apart));
    if let Some(text) = &text {
        let primary = text.within(span.range());
        let context = beside.map(|related| text.within(related.range()));
        let first = context.iter().fold(primary.start, |first, range| first.min(range.start));
        let last = context.iter().fold(primary.end, |last, range| last.max(range.end));
        let (lines, start, number) = text.excerpt(first, last);
        let shifted = |range: Range<usize>| range.start - start..range.end - start;
        let mut snippet = Snippet::source(lines)
            .line_start(number)
            .path(&*span.path)
            .annotation(AnnotationKind::Primary.span(shifted(primary)));
        if let Some(context) = context {
            snippet = snippet.annotation(AnnotationKind::Context.span(shifted(context)));
        }
        group = group.element(snippet);
    } else if !span.path.is_empty() {
        group = group.element(annotate_snippets::Origin::path(&*span.path));
    }
    if let (Some(place), Some(text)) = (apart, &other_text) {
        let range = text.within(place.range());
        let (lines, start, number) = text.excerpt(range.start, range.end);
        let snippet = Snippet::source(lines).line_start(number).path(&*place.path);
        group = group.element(snippet.annotation(AnnotationKind::Context.span(range.start - start..range.end - start)));
    }
    let level = Level::HELP.with_name(messages.text("help", &[]));
    renderer.render(&[group.element(level.message(&help))])
}
