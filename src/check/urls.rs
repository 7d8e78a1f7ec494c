//! Rules about the URLs of pages.

use super::Rule;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::file_names::{NameProblem, find_path_problem};
use crate::foundation::hash::ContentHash;
use crate::foundation::unicode::fold_path;
use crate::input::data::GUIDE;
use crate::model::social_card_path;
use crate::site::routes::{Route, Routes};
use crate::site::{Collision, CollisionWith, Site, StaticCollision, WrittenFile};

pub const RULES: &[Rule] = &[
    Rule::routes(&[Code::DuplicateUrl], duplicate_urls),
    Rule::routes(&[Code::BadId, Code::BadSlug], unstorable_paths),
    Rule::routes(&[Code::StaticCollision], static_collisions),
];

/// No two pages have the same URL, and none has that of another file of the site.
fn duplicate_urls(site: &Site, routes: &Routes, diagnostics: &mut Vec<Diagnostic>) {
    for Collision { route, with } in routes.collisions(site) {
        let new = |span| Diagnostic::new(Code::DuplicateUrl, span).arg("address", format!("/{}", route.path(site)));
        let (first, kind) = match with {
            CollisionWith::Page(first) => (first, "same"),
            CollisionWith::SimilarPage(first) => (first, "similar"),
            CollisionWith::File(first) => (first, "folder"),
            CollisionWith::SimilarFolder(first) => (first, "similar-folder"),
            CollisionWith::SiteFile => {
                diagnostics.extend(span_of(site, route).map(|span| new(span).arg("kind", "file")));
                continue;
            }
        };
        // Two versions of one situation never share a folder, so a writer chose at least one of the two URLs. If only
        // one of them comes from a slug or an alias, that one is reported.
        let is_written = |span: &Span| span.end > span.start;
        let (span, related) = match (span_of(site, route), span_of(site, first)) {
            (Some(span), Some(first)) if is_written(&first) && !is_written(&span) => (first, Some(span)),
            (Some(span), first) => (span, first),
            (None, Some(first)) => (first, None),
            (None, None) => continue,
        };
        let diagnostic = match kind {
            "same" => new(span),
            kind => new(span).arg("kind", kind).arg("other", format!("/{}", first.path(site))),
        };
        diagnostics.push(Diagnostic { related, ..diagnostic });
    }
}

/// Every host can store the file of every page, and the card of every situation.
fn unstorable_paths(site: &Site, routes: &Routes, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(routes.unstorable().filter_map(|(route, problem)| diagnostic(site, route, problem)));
    if site.config.social_card_font.is_none() {
        return;
    }
    for route in routes.all() {
        let Route::Situation { document, lang, .. } = route else { continue };
        let id = &site.document(*document).id;
        let card = social_card_path(site.config.code(*lang), id, ContentHash::default());
        if find_path_problem(&card) == Some(NameProblem::TooLong) {
            diagnostics.push(bad_id(Span::file(&site.document(*document).path), id, NameProblem::TooLong));
        }
    }
}

/// No file for the root of the site has the path of a file that situ writes.
fn static_collisions(site: &Site, routes: &Routes, diagnostics: &mut Vec<Diagnostic>) {
    for StaticCollision { file, with } in routes.static_collisions(site) {
        let (kind, route) = match with {
            WrittenFile::Page(route) => ("same", Some(route)),
            WrittenFile::Other => ("same", None),
            WrittenFile::FolderOf(route) => ("folder", Some(route)),
            WrittenFile::SimilarFolder(route) => ("similar-folder", Some(route)),
        };
        let other = route.map_or_else(|| fold_path(&file.output).into_owned(), |route| route.output(site));
        let diagnostic = Diagnostic::new(Code::StaticCollision, Span::file(&file.source)).arg("kind", kind);
        let diagnostic = diagnostic.arg("path", file.output.as_str()).arg("other", other);
        diagnostics.push(Diagnostic { related: route.and_then(|route| span_of(site, route)), ..diagnostic });
    }
}

/// The diagnostic about a page that some host cannot store, at the value that decides on its path.
fn diagnostic(site: &Site, route: &Route, problem: NameProblem) -> Option<Diagnostic> {
    let bad_slug = |span, slug: &str| {
        Diagnostic::new(Code::BadSlug, span).arg("slug", slug).arg("suggested", "blank").arg("kind", problem.form())
    };
    let span = span_of(site, route)?;
    Some(match route {
        Route::Redirect { document, alias, .. } => {
            bad_slug(span, &site.document(*document).front.aliases.get(*alias)?.value)
        }
        Route::Question(question, _) => bad_id(span, &site.structure.questions[question.index()].id.value, problem),
        _ => {
            let document = site.document(route.document()?);
            match &document.front.slug {
                Some(slug) => bad_slug(span, &slug.value),
                None => bad_id(span, &document.id, problem),
            }
        }
    })
}

fn bad_id(span: Span, id: &str, problem: NameProblem) -> Diagnostic {
    Diagnostic::new(Code::BadId, span).arg("id", id).arg("form", problem.form())
}

/// The value that decides on the URL: the slug, the alias, the id of the question, or else the start of the document.
/// `None` if no writer decides on it.
fn span_of(site: &Site, route: &Route) -> Option<Span> {
    match route {
        Route::Situation { document, .. } | Route::Document(document) => {
            let document = site.document(*document);
            let range = document.front.slug.as_ref().map_or(0..0, |slug| slug.range.clone());
            Some(Span::new(&document.path, range))
        }
        Route::Redirect { document, alias, .. } => {
            let document = site.document(*document);
            Some(Span::new(&document.path, document.front.aliases.get(*alias)?.range.clone()))
        }
        Route::Question(question, _) => {
            let id = &site.structure.questions[question.index()].id;
            Some(Span::new(&GUIDE.into(), id.range.clone()))
        }
        _ => None,
    }
}
