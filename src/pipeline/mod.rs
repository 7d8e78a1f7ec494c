//! The pipeline: source tree -> inputs -> documents -> site -> (check, routes, theme) -> pages and other files.
//!
//! Takes a [`SourceTree`]; [`build`] returns every diagnostic and, without errors, a [`RenderableSite`], whose methods
//! render pages and write files. Never reads a clock, never prints.

mod body_store;
mod parse_documents;
mod render;
mod summary;
mod template_errors;

use std::sync::{Arc, OnceLock};

use crate::check::{check, check_law_dates};
use crate::diagnostics::{Diagnostic, Severity, sort};
use crate::formats::social_card;
use crate::foundation::hash::ContentHash;
use crate::input::source_tree::SourceTree;
use crate::input::{self, Inputs, ThemeFiles};
use crate::linguistics::{Date, FALLBACK};
use crate::model::{Config, LanguageTexts, LookPictures};
use crate::parse::key_files::add_key_places;
use crate::site::link_documents;
use crate::theme::{self, Theme};

use parse_documents::{ParsedDocuments, parse_all, parse_contexts, parse_scopes, split_drafts};

pub use crate::cache::{CacheMode, MediaCache, SessionCache};
pub use crate::formats::RenderError;
pub use render::RenderableSite;
pub use summary::Summary;

/// Options of a build that are not in site.yaml.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Publish drafts too.
    pub drafts: bool,
    /// Draw social cards, if site.yaml names a font.
    pub social_cards: bool,
    /// Takes precedence over the one in site.yaml.
    pub base_url: Option<String>,
    /// The day from which the age of statements on law is counted; it is not checked if this is `None`.
    pub today: Option<Date>,
}

/// What [`build`] returns: the diagnostics, and the site if none of them is an error.
pub struct BuildResult {
    /// Sorted by file and position.
    pub diagnostics: Vec<Diagnostic>,
    /// `None` if a diagnostic is an error.
    pub site: Option<RenderableSite>,
    /// The counts of what was read, also if there are errors; `None` if the settings cannot be used.
    pub summary: Option<Summary>,
}

impl BuildResult {
    /// Whether a diagnostic is an error.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
}

/// Reads, links and checks the whole site, and reports the errors of all files in one run. `diagnostics` are those of
/// reading the source tree.
pub fn build(tree: &SourceTree, options: &Options, cache: CacheMode, mut diagnostics: Vec<Diagnostic>) -> BuildResult {
    let loaded = load_site(tree, options, cache, &mut diagnostics);
    add_key_places(&mut diagnostics, first_language(tree).unwrap_or(FALLBACK));
    sort(&mut diagnostics);
    let (summary, site) = loaded.map_or((None, None), |(summary, site)| (Some(summary), site));
    let site = site.filter(|_| !has_errors(&diagnostics));
    BuildResult { diagnostics, site, summary }
}

/// The code of the first language with a site.yaml of its own.
fn first_language(tree: &SourceTree) -> Option<&str> {
    let mut codes = tree.below("content/").filter_map(|path| path.strip_prefix("content/")?.strip_suffix("/site.yaml"));
    codes.find(|code| !code.contains('/'))
}

/// Runs all stages before rendering. Returns `None` if the settings cannot be used, and no site if the theme cannot.
fn load_site(
    tree: &SourceTree,
    options: &Options,
    cache: CacheMode,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Summary, Option<RenderableSite>)> {
    let session = cache.session();
    let inputs = input::load(tree, options.base_url.as_deref(), cache.media(), diagnostics)?;
    let Inputs { config, structure, texts, document_files, media, static_files, look_pictures, .. } = inputs;
    let (theme, prose, font, sources) = (inputs.theme, inputs.prose, inputs.font, inputs.sources);
    let contexts = parse_contexts(&config, &structure, &texts, prose, diagnostics);
    let scopes = parse_scopes(&config, &texts, &contexts, diagnostics);
    let parsed = parse_all(&sources, &document_files, contexts, cache, diagnostics);
    let ParsedDocuments { documents, bodies, to_cache } = parsed;
    let (documents, drafts) = split_drafts(documents, options.drafts);
    let theme = load_theme(&theme, (&config, &texts), &look_pictures, session, diagnostics);

    let previous = session.and_then(SessionCache::last_check);
    let previous = previous.as_deref();
    let previous_site = previous.map(|checked| &*checked.site);
    let site = link_documents(config, structure, texts, documents, drafts, media, previous_site);
    let site = Arc::new(site.with_scopes(scopes).with_static_files(static_files));
    let checked = Arc::new(check(&site, previous, diagnostics));
    if let Some(today) = options.today {
        check_law_dates(&site, today, diagnostics);
    }
    let routes = Arc::clone(&checked.routes);
    session.inspect(|session| session.set_last_check(checked));

    let cards = theme.as_ref().and_then(|theme| social_card::load(&font, &site, theme, diagnostics));
    let cards = cards.filter(|_| options.social_cards);
    let card_paths = cards.as_ref().map(|cards| cards.paths(&site)).unwrap_or_default();
    let has_body = site.documents.iter().map(|document| bodies.has_text(document)).collect();
    let contexts = site.config.lang_ids().map(|_| OnceLock::new()).collect();
    let summary = Summary::new(&site, &routes);
    let renderable = |theme| RenderableSite {
        site,
        routes,
        theme,
        to_cache,
        cards,
        card_paths,
        sources,
        bodies,
        has_body,
        contexts,
    };
    Some((summary, theme.map(renderable)))
}

/// Loads the theme; reuses the one of the last build in this process if no file of it and no string of the site has
/// changed.
fn load_theme(
    files: &ThemeFiles,
    (config, texts): (&Config, &[LanguageTexts]),
    pictures: &LookPictures,
    session: Option<&SessionCache>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Arc<Theme>> {
    let load = || {
        let mut reported = Vec::new();
        (theme::load(files, (config, texts), pictures, &mut reported).map(Arc::new), reported)
    };
    // The places of the languages in site.yaml, which diagnostics name.
    let ranges: Vec<_> = config.languages.iter().map(|language| &language.range).collect();
    let strings: Vec<_> = texts.iter().map(|texts| &texts.strings).collect();
    let loaded = match (session, files.fingerprints()) {
        (Some(session), Some(fingerprints)) => {
            let settings = (&config.theme, &config.languages, ranges, &config.base, &config.csp);
            let own = (&config.look, pictures, strings);
            session.theme.get_or_insert_with(ContentHash::xxh3(&(settings, own, &fingerprints)), load)
        }
        _ => Arc::new(load()),
    };
    let (theme, reported) = &*loaded;
    diagnostics.extend(reported.iter().cloned());
    theme.clone()
}
