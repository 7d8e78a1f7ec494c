//! Rules about the URLs of pages.

use super::Rule;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::site::Site;
use crate::site::routes::{Route, Routes};

pub const RULES: &[Rule] = &[Rule::routes(&[Code::DuplicateUrl], duplicate_urls)];

/// No two pages have the same URL.
fn duplicate_urls(site: &Site, routes: &Routes, diagnostics: &mut Vec<Diagnostic>) {
    for (route, first) in routes.collisions(site) {
        // Two versions of one situation never share a folder, so a writer chose at least one of the two URLs. If only
        // one of them comes from a slug or an alias, that one is reported.
        let is_written = |span: &Span| span.end > span.start;
        let (span, related) = match (span_of(site, route), span_of(site, first)) {
            (Some(span), Some(first)) if is_written(&first) && !is_written(&span) => (first, Some(span)),
            (Some(span), first) => (span, first),
            (None, Some(first)) => (first, None),
            (None, None) => continue,
        };
        let diagnostic = Diagnostic::new(Code::DuplicateUrl, span).arg("address", format!("/{}", route.path(site)));
        diagnostics.push(Diagnostic { related, ..diagnostic });
    }
}

/// The value that decides on the URL: the slug, the alias, or else the start of the document. `None` if no document
/// decides on it.
fn span_of(site: &Site, route: &Route) -> Option<Span> {
    match route {
        Route::Situation { document, .. } | Route::Article(document) | Route::Page(document) => {
            let document = site.document(*document);
            let range = document.front.slug.as_ref().map_or(0..0, |slug| slug.range.clone());
            Some(Span::new(&document.path, range))
        }
        Route::Redirect { from, to, .. } => alias_span(site, from, to),
        _ => None,
    }
}

/// The alias that redirects from the path `from` to the document with the path `to`.
fn alias_span(site: &Site, from: &str, to: &str) -> Option<Span> {
    let document = site
        .documents
        .iter()
        .find(|document| !document.front.aliases.is_empty() && site.path(document, document.lang) == to)?;
    let is_end_of_path = |alias: &str| {
        let before = from.trim_matches('/').strip_suffix(alias);
        before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
    };
    // The alias `b` is also an end of the path of the alias `a/b`, so the longest one is meant.
    let aliases = document.front.aliases.iter().filter(|alias| is_end_of_path(alias.value.trim_matches('/')));
    let alias = aliases.max_by_key(|alias| alias.value.trim_matches('/').len())?;
    Some(Span::new(&document.path, alias.range.clone()))
}
