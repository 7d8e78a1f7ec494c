//! Human-readable diagnostics: one block each, with the source lines and a caret below the span.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{SourceMap, cap_per_file_and_code, severity_name};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;

/// Diagnostics of one code in one file that are printed for people; the others are counted.
const PRINTED: usize = 100;

/// One block per diagnostic, with an empty line after each. `colour` adds ANSI escape codes.
pub fn to_text(diagnostics: &[Diagnostic], tree: &SourceTree, messages: &Messages, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut sources = SourceMap::new(tree);
    let mut out = String::new();
    for diagnostic in cap_per_file_and_code(diagnostics, PRINTED) {
        out.push_str(&render_snippet(diagnostic, &mut sources, messages, &renderer));
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

/// Renders one diagnostic with the source lines of its spans. A related span in the same file is in the same excerpt;
/// one in another file gets an excerpt of its own.
fn render_snippet(
    diagnostic: &Diagnostic,
    sources: &mut SourceMap,
    messages: &Messages,
    renderer: &Renderer,
) -> String {
    let title = messages.diagnostic(diagnostic);
    let help = messages.help(diagnostic);
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(severity_name(diagnostic.severity(), messages));
    let mut group = Group::with_title(level.primary_title(&title).id(diagnostic.code.as_str()));
    let span = &diagnostic.span;
    let (in_same_file, in_other_file) = match &diagnostic.related {
        Some(related) if related.path == span.path => (Some(related), None),
        related => (None, related.as_ref()),
    };
    let source = sources.get(span);
    let other_source = in_other_file.and_then(|span| sources.get(span));
    if let Some(source) = &source {
        let primary = source.clamp_to_line(span.range());
        let context = in_same_file.map(|related| source.clamp_to_line(related.range()));
        let first = context.iter().fold(primary.start, |first, range| first.min(range.start));
        let last = context.iter().fold(primary.end, |last, range| last.max(range.end));
        let excerpt = source.excerpt(first, last);
        let in_excerpt = |range: Range<usize>| range.start - excerpt.start..range.end - excerpt.start;
        let mut snippet = Snippet::source(excerpt.text)
            .line_start(excerpt.line)
            .path(&*span.path)
            .annotation(AnnotationKind::Primary.span(in_excerpt(primary)));
        if let Some(context) = context {
            snippet = snippet.annotation(AnnotationKind::Context.span(in_excerpt(context)));
        }
        group = group.element(snippet);
    } else if !span.path.is_empty() {
        group = group.element(Origin::path(&*span.path));
    }
    if let (Some(span), Some(source)) = (in_other_file, &other_source) {
        let range = source.clamp_to_line(span.range());
        let excerpt = source.excerpt(range.start, range.end);
        let annotation = AnnotationKind::Context.span(range.start - excerpt.start..range.end - excerpt.start);
        let snippet = Snippet::source(excerpt.text).line_start(excerpt.line).path(&*span.path);
        group = group.element(snippet.annotation(annotation));
    }
    let level = Level::HELP.with_name(messages.text("help", &[]));
    renderer.render(&[group.element(level.message(&help))])
}
