//! Which pages there are, and at which address each stands.
//!
//! Takes the [`Site`]; gives all [`Route`]s in the order of output and finds the one behind a path. Never makes a page.

use std::hash::Hasher;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHasher;

use crate::link::{DocId, Section, Site};
use crate::model::{Document, FrontMatter, Kind, LangId, SharedStr};

/// One page to be made.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The choice of language at the root, and the 404 page there.
    Languages,
    RootNotFound,
    Home(LangId),
    /// Situation by its number in the structure, shown from a document that may be of another language.
    Situation {
        number: usize,
        document: DocId,
        lang: LangId,
    },
    Article(DocId),
    Page(DocId),
    Section(Section, LangId),
    Question(usize, LangId),
    NotFound(LangId),
    Redirect {
        from: String,
        to: String,
        lang: LangId,
    },
}

/// All pages of a site, and where they stand.
pub struct Routes {
    all: Vec<Route>,
    /// A hash of each page's path in the output, and its number in `all`; sorted.
    places: Vec<(u64, u32)>,
}

impl Routes {
    /// The pages of `site`; those of the site `before` as long as all that decides on addresses is as it was there.
    pub fn new(site: &Site, before: Option<(&Site, &Arc<Routes>)>) -> Arc<Routes> {
        let same = before.filter(|(before, _)| {
            let settings = site.config == before.config && site.structure == before.structure;
            settings && site.texts == before.texts && site.since(before).is_some_and(|since| since.alike(addresses))
        });
        match same {
            Some((_, routes)) => Arc::clone(routes),
            None => Arc::new(Routes::of(site)),
        }
    }

    fn of(site: &Site) -> Routes {
        let all = routes(site);
        let place = |(number, route): (usize, &Route)| (hash(&route.output(site)), number as u32);
        let mut places: Vec<(u64, u32)> = all.par_iter().enumerate().map(place).collect();
        places.par_sort_unstable();
        Routes { all, places }
    }

    /// In the order of output.
    pub fn all(&self) -> &[Route] {
        &self.all
    }

    /// The page at a path of the output of `site`, whose pages these are.
    pub fn at(&self, site: &Site, output: &str) -> Option<&Route> {
        let hash = hash(output);
        let first = self.places.partition_point(|(other, _)| *other < hash);
        let fitting = self.places[first..].iter().take_while(|(other, _)| *other == hash);
        fitting.map(|(_, number)| &self.all[*number as usize]).find(|route| route.output(site) == output)
    }

    /// Pages that stand where another one stands, each with the last one before it that does.
    pub fn doubled(&self, site: &Site) -> Vec<(&Route, &Route)> {
        let mut doubled = Vec::new();
        for group in self.places.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            let routes: Vec<&Route> = group.iter().map(|(_, number)| &self.all[*number as usize]).collect();
            let outputs: Vec<String> = routes.iter().map(|route| route.output(site)).collect();
            for (number, route) in routes.iter().enumerate() {
                if let Some(first) = (0..number).rev().find(|first| outputs[*first] == outputs[number]) {
                    doubled.push((*route, routes[first]));
                }
            }
        }
        doubled
    }
}

fn hash(output: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(output.as_bytes());
    hasher.finish()
}

/// Whether two versions of a text stand at the same addresses.
fn addresses(a: &Document, b: &Document) -> bool {
    fn names(document: &Document) -> (Option<&SharedStr>, impl Iterator<Item = &SharedStr>) {
        let FrontMatter { slug, aliases, .. } = &document.front;
        (slug.as_ref().map(|slug| &slug.value), aliases.iter().map(|alias| &alias.value))
    }
    let ((slug, aliases), (other_slug, others)) = (names(a), names(b));
    slug == other_slug && aliases.eq(others)
}

/// All pages of the site, in the order of output.
fn routes(site: &Site) -> Vec<Route> {
    let mut routes = vec![Route::Languages, Route::RootNotFound];
    for lang in site.config.lang_ids() {
        routes.push(Route::Home(lang));
        routes.push(Route::NotFound(lang));
        routes.extend(site.sections(lang).map(|section| Route::Section(section, lang)));
        if site.structure.start.is_some() {
            routes.extend((0..site.structure.questions.len()).map(|number| Route::Question(number, lang)));
        }
    }
    for (number, plan) in site.structure.situations.iter().enumerate() {
        let entry = site.entry(&plan.id.value).filter(|entry| entry.kind == Kind::Situation);
        for lang in site.config.lang_ids() {
            if let Some(document) = entry.and_then(|entry| site.in_language(entry, lang)) {
                routes.push(Route::Situation { number, document, lang });
            }
        }
    }
    for (number, document) in site.documents.iter().enumerate() {
        match document.kind {
            Kind::Situation => {}
            Kind::Article => routes.push(Route::Article(number as DocId)),
            Kind::Page => routes.push(Route::Page(number as DocId)),
        }
    }
    for document in &site.documents {
        let code = site.config.code(document.lang);
        let to = site.path(document, document.lang);
        for alias in &document.front.aliases {
            // A bare name stood where the page stands now; with a slash in it, it is the whole path.
            let name = alias.value.trim_matches('/');
            let from = match document.kind {
                _ if alias.value.contains('/') => name.to_owned(),
                Kind::Page => format!("{code}/{name}"),
                kind => format!("{code}/{}/{name}", kind.folder()),
            };
            routes.push(Route::Redirect { from: from + "/", to: to.clone(), lang: document.lang });
        }
    }
    routes
}

/// Path below the base of a question of the guide.
pub fn question_path(site: &Site, id: &str, lang: LangId) -> String {
    [site.config.code(lang), "/guide/", id, site.config.ending()].concat()
}

impl Route {
    /// The text that the page shows.
    pub fn document(&self) -> Option<DocId> {
        match self {
            Route::Situation { document, .. } | Route::Article(document) | Route::Page(document) => Some(*document),
            _ => None,
        }
    }

    /// Whether a reader's device may keep the page.
    pub fn is_kept(&self) -> bool {
        !matches!(self, Route::Redirect { .. } | Route::Languages | Route::RootNotFound)
    }

    /// Path below the base at which the page stands.
    pub fn path(&self, site: &Site) -> String {
        let code = |lang: LangId| site.config.code(lang);
        match self {
            Route::Languages => String::new(),
            Route::RootNotFound => "404.html".to_owned(),
            Route::Home(lang) => format!("{}/", code(*lang)),
            Route::NotFound(lang) => format!("{}/404.html", code(*lang)),
            Route::Situation { document, lang, .. } => site.path(site.document(*document), *lang),
            Route::Article(document) | Route::Page(document) => {
                let text = site.document(*document);
                site.path(text, text.lang)
            }
            Route::Section(section, lang) => site.section_path(*section, *lang),
            Route::Question(number, lang) => question_path(site, &site.structure.questions[*number].id.value, *lang),
            Route::Redirect { from, .. } => from.clone(),
        }
    }

    /// Path of the file in the output.
    pub fn output(&self, site: &Site) -> String {
        let path = self.path(site);
        if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path }
    }

    /// Language of the page's frame.
    pub fn lang(&self, site: &Site) -> LangId {
        match self {
            Route::Languages | Route::RootNotFound => LangId(0),
            Route::Home(lang) | Route::NotFound(lang) | Route::Section(_, lang) | Route::Question(_, lang) => *lang,
            Route::Situation { lang, .. } | Route::Redirect { lang, .. } => *lang,
            Route::Article(document) | Route::Page(document) => site.document(*document).lang,
        }
    }
}
