//! Rendering: a checked site becomes files.
//!
//! Takes a [`RenderableSite`]; writes all its files to [`Output`], or returns one page. A page whose cache key is
//! published is not rendered again. The words of each page are counted for the search index while its body is in
//! memory.

use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use super::body_store::BodyStore;
use super::parse_documents::PAR_CHUNK;
use super::template_errors::TemplateErrors;
use super::{RenderError, Summary};
use crate::cache::CachedDocument;
use crate::diagnostics::Diagnostic;
use crate::formats::docx::letter_file;
use crate::formats::search::{self, IndexedItem, Indexer};
use crate::formats::social_card::CardRenderer;
use crate::formats::{EmitContext, PrecacheEntry, PrecachePriority, SitemapEntry};
use crate::foundation::BUILD_FINGERPRINT;
use crate::foundation::hash::ContentHash;
use crate::input::Sources;
use crate::model::{Href, LangId};
use crate::page::{Page, PageBuilder, SocialCards, fill_slots};
use crate::publish::{FileHashes, Output};
use crate::site::Site;
use crate::site::routes::{PrecachedBy, Route, Routes};
use crate::theme::{LanguageContext, Theme};

/// A site without errors, ready to be rendered.
pub struct RenderableSite {
    /// All documents, linked.
    pub site: Arc<Site>,
    /// The pages of the site.
    pub routes: Arc<Routes>,
    /// Templates, assets and strings.
    pub theme: Arc<Theme>,
    /// The documents without diagnostics, for [`crate::cache::DocumentCache::save`]; empty unless the build used
    /// [`super::CacheMode::Disk`].
    pub to_cache: Vec<CachedDocument>,
    pub(super) cards: Option<CardRenderer>,
    pub(super) card_paths: SocialCards,
    pub(super) sources: Sources,
    pub(super) bodies: BodyStore,
    /// Indexed by document: whether its body is not empty.
    pub(super) has_body: Vec<bool>,
    /// Indexed by language; built on first use.
    pub(super) contexts: Vec<OnceLock<Result<LanguageContext, Diagnostic>>>,
}

/// One page, rendered on demand.
pub struct RenderedPage {
    pub keys: FileHashes,
    /// `None` if the caller already has the page.
    pub html: Option<Vec<u8>>,
}

impl RenderableSite {
    /// Creates the builder of this site's pages.
    pub fn page_builder(&self) -> PageBuilder<'_> {
        PageBuilder::new(&self.site, self.theme.strings(), &self.card_paths, &self.has_body)
    }

    /// Writes all files of the site to `output`. Frees the stored bodies.
    pub fn render<O: Output>(&self, output: &O) -> Result<Summary, RenderError<O::Error>> {
        let job = RenderJob::new(self, output)?;
        let outcomes = job.render_pages()?;
        let RenderJob { builder, indexers, .. } = job;
        let mut rendered = Vec::new();
        let (mut sitemap, mut precached) = (Vec::new(), Vec::new());
        let mut items: Vec<Vec<IndexedItem>> = indexers.iter().map(|_| Vec::new()).collect();
        for outcome in outcomes {
            sitemap.extend(outcome.sitemap);
            rendered.extend(outcome.rendered);
            precached.extend(outcome.precached.into_iter().chain(outcome.precached_letter));
            items[outcome.lang.index()].extend(outcome.item);
        }
        rendered.sort();
        let context = EmitContext {
            site: &self.site,
            routes: &self.routes,
            theme: &self.theme,
            sources: &self.sources,
            output,
            cards: self.cards.as_ref(),
            sitemap,
            search: Mutex::new(indexers.into_iter().zip(items).collect()),
            precached: Mutex::new(precached),
        };
        // The builder holds the links of all pages. Freeing them takes a hundredth of the time of a large build, so it
        // runs in parallel.
        let ((), emitted) = rayon::join(|| drop(builder), || context.emit_all());
        let not_precached = emitted?;
        Ok(Summary { rendered, not_precached, ..self.summary() })
    }

    /// The page at an output path.
    pub fn route_at(&self, output: &str) -> Option<&Route> {
        self.routes.at(&self.site, output)
    }

    /// Renders one page, unless `known` has the same cache key.
    pub fn render_page(&self, route: &Route, known: Option<FileHashes>) -> Result<RenderedPage, Diagnostic> {
        let builder = self.page_builder();
        let context = self.language_context(&builder, route.lang(&self.site))?;
        let page = builder.page(route);
        let key = ContentHash::xxh3(&(context.key, &page));
        if let Some(keys) = known.filter(|keys| keys.input == key) {
            return Ok(RenderedPage { keys, html: None });
        }
        let body = self.body(&page)?;
        let html = self.theme.render(context, &builder.describe(page), &body)?;
        Ok(RenderedPage { keys: FileHashes { input: key, content: ContentHash::xxh3_bytes(&html) }, html: Some(html) })
    }

    /// The errors of the site's own templates and hooks, which only rendering finds. Renders every page, because a value may be
    /// missing on one of them; renders none if the site has only templates of the default theme.
    pub fn check_templates(&self) -> Vec<Diagnostic> {
        if !self.theme.has_own_templates() {
            return Vec::new();
        }
        let builder = self.page_builder();
        let render = |route: &Route| {
            let context = self.language_context(&builder, route.lang(&self.site))?;
            let page = builder.page(route);
            let body = self.body(&page)?;
            self.theme.render(context, &builder.describe(page), &body)
        };
        let routes = self.routes.all().par_iter().with_max_len(PAR_CHUNK);
        let errors = TemplateErrors::default();
        routes.filter_map(|route| render(route).err()).for_each(|error| errors.add(error));
        errors.take()
    }

    /// The template context of a language, built on first use.
    fn language_context(&self, builder: &PageBuilder, lang: LangId) -> Result<&LanguageContext, Diagnostic> {
        let make = || {
            let look = self.theme.look_context(&self.site);
            let site_context = builder.site_context(lang, &self.theme.asset_links(&self.site, lang), look);
            self.theme.language_context(lang, &site_context)
        };
        self.contexts[lang.index()].get_or_init(make).as_ref().map_err(Diagnostic::clone)
    }

    /// Reads documents and media of this site.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The page's body with its slots filled; empty if the page has none.
    pub fn body(&self, page: &Page) -> Result<String, Diagnostic> {
        let Some(body) = page.body else { return Ok(String::new()) };
        let fragment = self.bodies.get(&self.sources, self.site.document(body.document))?;
        Ok(fill_slots(&fragment, &page.slot_values))
    }

    /// As [`RenderableSite::body`], and frees the stored body.
    fn take_body(&self, page: &Page) -> Result<String, Diagnostic> {
        let Some(body) = page.body else { return Ok(String::new()) };
        let fragment = self.bodies.remove(&self.sources, self.site.document(body.document))?;
        Ok(fill_slots(&fragment, &page.slot_values))
    }
}

/// The state of rendering all pages. Shared by threads.
struct RenderJob<'r, O> {
    renderable: &'r RenderableSite,
    output: &'r O,
    builder: PageBuilder<'r>,
    /// Indexed by language.
    contexts: Vec<&'r LanguageContext>,
    /// Indexed by language.
    indexers: Vec<Indexer<'r>>,
    errors: TemplateErrors,
}

/// The file with the text to send of a document.
struct LetterFile {
    /// The output path.
    path: String,
    /// Hash of everything that the file depends on.
    key: ContentHash,
}

impl LetterFile {
    /// The file of a page; `None` if the page shows no document to fill in.
    fn new(site: &Site, route: &Route, page: &Page) -> Option<LetterFile> {
        let document = site.document(route.document()?);
        let body = page.body.filter(|_| document.kind.spec().has_letter)?;
        let key = (BUILD_FINGERPRINT, &page.title, &page.lang, body.hash, &page.slot_values);
        Some(LetterFile { path: site.letter_path(document), key: ContentHash::xxh3(&key) })
    }
}

/// What one page adds to the other files of the site.
struct PageOutcome {
    lang: LangId,
    sitemap: Option<SitemapEntry>,
    /// The output path, if the page was rendered.
    rendered: Option<String>,
    /// The page and the devices that keep it.
    precached: Option<(PrecachedBy, PrecacheEntry)>,
    /// The same for the file with the text to send.
    precached_letter: Option<(PrecachedBy, PrecacheEntry)>,
    /// The page's document in the search index.
    item: Option<IndexedItem>,
}

impl<'r, O: Output> RenderJob<'r, O> {
    fn new(renderable: &'r RenderableSite, output: &'r O) -> Result<RenderJob<'r, O>, RenderError<O::Error>> {
        let builder = renderable.page_builder();
        let languages = || renderable.site.config.lang_ids();
        let contexts: Result<_, _> = languages().map(|lang| renderable.language_context(&builder, lang)).collect();
        Ok(RenderJob {
            renderable,
            output,
            contexts: contexts.map_err(|error| RenderError::Content(vec![error]))?,
            builder,
            indexers: languages().map(|lang| search::new_indexer(&renderable.site, lang, output)).collect(),
            errors: TemplateErrors::default(),
        })
    }

    /// Renders all pages in parallel. Returns their outcomes in the order of the routes, or all errors in content and
    /// theme.
    fn render_pages(&self) -> Result<Vec<PageOutcome>, RenderError<O::Error>> {
        let routes = self.renderable.routes.all().par_iter().with_max_len(PAR_CHUNK);
        let outcomes: Result<Vec<PageOutcome>, O::Error> = routes.map(|route| self.render_page(route)).collect();
        let outcomes = outcomes?;
        let errors = self.errors.take();
        if errors.is_empty() { Ok(outcomes) } else { Err(RenderError::Content(errors)) }
    }

    /// Renders a page unless its cache key is published, and indexes its document unless the word counts are cached.
    fn render_page(&self, route: &Route) -> Result<PageOutcome, O::Error> {
        let site = &self.renderable.site;
        let lang = route.lang(site);
        let page = self.builder.page(route);
        let path = route.output(site);
        let context = self.contexts[lang.index()];
        let key = ContentHash::xxh3(&(context.key, &page));
        let is_unchanged = self.output.published_hash(&path) == Some(key);
        // A page that shows a document of another language as a fallback is not indexed: the document is in the index
        // of its own language.
        let document = route.document().map(|id| site.document(id)).filter(|document| document.lang == lang);
        let mut outcome = PageOutcome {
            lang,
            sitemap: SitemapEntry::new(site, route, &page),
            rendered: None,
            precached: None,
            precached_letter: None,
            item: None,
        };
        let precache = |outcome: &mut PageOutcome, href: Href, hash: ContentHash| {
            let priority = match route {
                Route::Document(_) => PrecachePriority::Document,
                Route::Redirect { .. } => PrecachePriority::Redirect,
                _ => PrecachePriority::Core,
            };
            outcome.precached = Some((route.precached_by(site), PrecacheEntry { href, hash, priority }));
        };
        let letter = LetterFile::new(site, route, &page);
        let has_letter = |letter: &LetterFile| self.output.published_hash(&letter.path) == Some(letter.key);
        let is_letter_unchanged = letter.as_ref().is_none_or(has_letter);
        let precache_letter = |outcome: &mut PageOutcome, path: &str, hash: ContentHash| {
            let entry = PrecacheEntry { href: site.config.href(path), hash, priority: PrecachePriority::Document };
            outcome.precached_letter = Some((route.precached_by(site), entry));
        };
        if let Some(LetterFile { path, .. }) = letter.as_ref().filter(|_| is_letter_unchanged) {
            let hash = self.output.keep(path)?;
            precache_letter(&mut outcome, path, hash);
        }
        if is_unchanged && let Some(document) = document {
            outcome.item = self.indexers[lang.index()].cached(document, key);
        }
        if is_unchanged && is_letter_unchanged && (document.is_none() || outcome.item.is_some()) {
            let hash = self.output.keep(&path)?;
            precache(&mut outcome, page.href, hash);
            return Ok(outcome);
        }
        let body = match self.renderable.take_body(&page) {
            Ok(body) => body,
            Err(error) => {
                self.errors.add(error);
                return Ok(outcome);
            }
        };
        if let Some(document) = document.filter(|_| outcome.item.is_none()) {
            outcome.item = Some(self.indexers[lang.index()].index(document, &body, key));
        }
        if let Some(LetterFile { path, key }) = letter.filter(|_| !is_letter_unchanged) {
            let text = page.letter_parts(&body).map_or("", |parts| parts.text);
            let hash = self.output.write(&path, key, &letter_file(text, &page.title, &page.lang))?;
            precache_letter(&mut outcome, &path, hash);
        }
        if is_unchanged {
            let hash = self.output.keep(&path)?;
            precache(&mut outcome, page.href, hash);
            return Ok(outcome);
        }
        let page = self.builder.describe(page);
        match self.renderable.theme.render(context, &page, &body) {
            Ok(html) => {
                let hash = self.output.write(&path, key, &html)?;
                precache(&mut outcome, page.into_page().href, hash);
            }
            Err(error) => self.errors.add(error),
        }
        outcome.rendered = Some(path);
        Ok(outcome)
    }
}
