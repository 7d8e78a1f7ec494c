//! Routes: which pages the site has, and the path of each.
//!
//! Takes the [`Site`]; returns all [`Route`]s in output order and finds the route of a path. Never builds a page.

use std::hash::Hasher;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::{Section, Site};
use crate::foundation::file_names::{NameProblem, find_path_problem};
use crate::foundation::unicode::fold_path;
use crate::model::{Config, DocId, Document, FrontMatter, Kind, LangId, QuestionId, SharedStr, SituationId};

/// A page to build.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The choice of language at the root of the site.
    Languages,
    /// The page for unknown URLs at the root of the site.
    RootNotFound,
    /// What a device without a connection shows in place of a page that it does not keep.
    Offline,
    /// The home page of a language.
    Home(LangId),
    /// A situation in a language, shown from `document`. On a fallback page the document is in another language.
    Situation { situation: SituationId, document: DocId, lang: LangId },
    /// Any other document, in its own language.
    Document(DocId),
    /// A section of a language.
    Section(Section, LangId),
    /// A question of the guide in a language.
    Question(QuestionId, LangId),
    /// The page for unknown URLs of a language.
    NotFound(LangId),
    /// A former path of a document: the one of its alias with this index. Both paths are below the base.
    Redirect { document: DocId, alias: usize, from: String, to: String, lang: LangId },
}

/// Which devices keep a page for use without a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrecachedBy {
    /// No device.
    None,
    /// Those that keep the language.
    Language(LangId),
    /// Those that keep any language.
    All,
}

/// All routes of a site.
pub struct Routes {
    pub(super) all: Vec<Route>,
    /// The hash of each route's folded output path, and its index in `all`; sorted.
    pub(super) by_path_hash: Vec<(u64, u32)>,
    /// Routes whose output path some host cannot store, by their index in `all`, in ascending order.
    unstorable: Vec<(u32, NameProblem)>,
}

impl Routes {
    /// The routes of `site`. Reuses those of the `previous` site if nothing that paths depend on has changed.
    pub fn new(site: &Site, previous: Option<(&Site, &Arc<Routes>)>) -> Arc<Routes> {
        let reusable = previous.filter(|(previous, _)| {
            let same_data =
                site.config == previous.config && site.structure == previous.structure && site.texts == previous.texts;
            same_data && site.diff(previous).is_some_and(|diff| diff.unchanged_by(same_paths))
        });
        match reusable {
            Some((_, routes)) => Arc::clone(routes),
            None => Arc::new(Routes::of(site)),
        }
    }

    fn of(site: &Site) -> Routes {
        let all = all_routes(site);
        let inspect = |(index, route): (usize, &Route)| {
            let output = route.output(site);
            ((hash_path(&output), index as u32), find_path_problem(&output).map(|problem| (index as u32, problem)))
        };
        let (mut by_path_hash, unstorable): (Vec<_>, Vec<_>) = all.par_iter().enumerate().map(inspect).unzip();
        by_path_hash.par_sort_unstable();
        Routes { all, by_path_hash, unstorable: unstorable.into_iter().flatten().collect() }
    }

    /// All routes, in output order.
    pub fn all(&self) -> &[Route] {
        &self.all
    }

    /// The route with this output path. `site` is the site that the routes were built from.
    pub fn at(&self, site: &Site, output: &str) -> Option<&Route> {
        self.with_hash(hash_path(output)).find(|route| route.output(site) == output)
    }

    /// The routes whose folded output paths have this hash.
    pub(super) fn with_hash(&self, hash: u64) -> impl Iterator<Item = &Route> {
        let start = self.by_path_hash.partition_point(|(other, _)| *other < hash);
        let candidates = self.by_path_hash[start..].iter().take_while(move |(other, _)| *other == hash);
        candidates.map(|(_, index)| &self.all[*index as usize])
    }

    /// Routes with an output path that some host cannot store.
    pub fn unstorable(&self) -> impl Iterator<Item = (&Route, NameProblem)> {
        self.unstorable.iter().map(|(index, problem)| (&self.all[*index as usize], *problem))
    }
}

/// The hash under which [`Routes::with_hash`] finds a path.
pub(super) fn hash_path(output: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(fold_path(output).as_bytes());
    hasher.finish()
}

/// Whether two versions of a document have the same path and the same redirects to it.
fn same_paths(a: &Document, b: &Document) -> bool {
    fn names(document: &Document) -> (Option<&SharedStr>, impl Iterator<Item = &SharedStr>) {
        let FrontMatter { slug, aliases, .. } = &document.front;
        (slug.as_ref().map(|slug| &slug.value), aliases.iter().map(|alias| &alias.value))
    }
    let ((slug_a, aliases_a), (slug_b, aliases_b)) = (names(a), names(b));
    slug_a == slug_b && aliases_a.eq(aliases_b)
}

/// All routes of the site, in output order.
fn all_routes(site: &Site) -> Vec<Route> {
    let mut routes = vec![Route::Languages, Route::RootNotFound];
    routes.extend(site.config.offline.then_some(Route::Offline));
    for lang in site.config.lang_ids() {
        routes.push(Route::Home(lang));
        routes.push(Route::NotFound(lang));
        routes.extend(site.sections(lang).map(|section| Route::Section(section, lang)));
        if site.structure.start.is_some() {
            let questions = QuestionId::all(site.structure.questions.len());
            routes.extend(questions.map(|question| Route::Question(question, lang)));
        }
    }
    for situation in site.situation_ids() {
        let group = site.situation_group(situation);
        for lang in site.config.lang_ids() {
            if let Some(document) = group.and_then(|group| group.document_or_fallback(lang)) {
                routes.push(Route::Situation { situation, document, lang });
            }
        }
    }
    for id in site.document_ids() {
        if site.document(id).kind != Kind::Situation {
            routes.push(Route::Document(id));
        }
    }
    routes.extend(site.document_ids().flat_map(|id| redirect_routes(site, id)));
    routes
}

/// One redirect for each alias of a document. An alias without a slash is a former slug; one with a slash is a former
/// path, with or without the base. It is a file if it ends in `.html` or `.htm`, else the page of a folder.
fn redirect_routes(site: &Site, id: DocId) -> impl Iterator<Item = Route> {
    let document = site.document(id);
    let code = site.config.code(document.lang);
    document.front.aliases.iter().enumerate().map(move |(index, alias)| {
        let path = below_base(&site.config, &alias.value);
        let name = path.trim_matches('/');
        let mut from = match Section::of_kind(document.kind) {
            _ if alias.value.contains('/') => name.to_owned(),
            Some(section) => format!("{code}/{}/{name}", section.name()),
            None => format!("{code}/{name}"),
        };
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let is_file = matches!(ending.as_str(), "html" | "htm") && !path.ends_with('/');
        if !is_file && !from.is_empty() {
            from.push('/');
        }
        let to = site.path(document, document.lang);
        Route::Redirect { document: id, alias: index, from, to, lang: document.lang }
    })
}

/// An alias without the base, which writers copy from the address bar. If the base begins with the code of a language,
/// it may be that folder of the site, and the alias is unchanged.
fn below_base<'a>(config: &Config, alias: &'a str) -> &'a str {
    let base = percent_decode_str(&config.base).decode_utf8_lossy();
    let is_language = base.split('/').nth(1).is_some_and(|name| config.lang(name).is_some());
    let is_base = base.strip_suffix('/') == Some(alias);
    match alias.strip_prefix(&*base) {
        Some(below) if !is_language => below,
        _ if is_base && !is_language => "",
        _ => alias,
    }
}

/// The path of a question of the guide, below the base.
pub fn question_path(site: &Site, id: &str, lang: LangId) -> String {
    [site.config.code(lang), "/", Section::Guide.name(), "/", id, site.config.ending()].concat()
}

impl Route {
    /// The document that the page shows.
    pub fn document(&self) -> Option<DocId> {
        match self {
            Route::Situation { document, .. } | Route::Document(document) => Some(*document),
            _ => None,
        }
    }

    /// Which devices keep the page for use without a connection.
    pub fn precached_by(&self, site: &Site) -> PrecachedBy {
        match self {
            // A device without a connection shows `Route::Offline`.
            Route::RootNotFound => PrecachedBy::None,
            Route::Languages | Route::Offline => PrecachedBy::All,
            _ => PrecachedBy::Language(self.lang(site)),
        }
    }

    /// The path of the page below the base, which ends with a slash if the page is the index of a folder.
    pub fn path(&self, site: &Site) -> String {
        let code = |lang: LangId| site.config.code(lang);
        match self {
            Route::Languages => String::new(),
            Route::RootNotFound => "404.html".to_owned(),
            Route::Offline => "offline.html".to_owned(),
            Route::Home(lang) => format!("{}/", code(*lang)),
            Route::NotFound(lang) => format!("{}/404.html", code(*lang)),
            Route::Situation { document, lang, .. } => site.path(site.document(*document), *lang),
            Route::Document(document) => {
                let document = site.document(*document);
                site.path(document, document.lang)
            }
            Route::Section(section, lang) => site.section_path(*section, *lang),
            Route::Question(question, lang) => {
                question_path(site, &site.structure.questions[question.index()].id.value, *lang)
            }
            Route::Redirect { from, .. } => from.clone(),
        }
    }

    /// The path of the page's file in the output folder.
    pub fn output(&self, site: &Site) -> String {
        let path = self.path(site);
        if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path }
    }

    /// The language of the interface.
    pub fn lang(&self, site: &Site) -> LangId {
        match self {
            Route::Languages | Route::RootNotFound | Route::Offline => LangId(0),
            Route::Home(lang) | Route::NotFound(lang) | Route::Section(_, lang) | Route::Question(_, lang) => *lang,
            Route::Situation { lang, .. } | Route::Redirect { lang, .. } => *lang,
            Route::Document(document) => site.document(*document).lang,
        }
    }
}
