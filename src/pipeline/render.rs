//! Rendering: a site that is ready becomes files.
//!
//! Takes a [`RenderableSite`] site; gives its files to [`Outputs`], all of them or one alone. A page whose key is published already
//! is kept and not rendered. Each page's words are counted on the way, while its body is at hand.

use std::sync::Mutex;

use rayon::prelude::*;

use super::{AT_A_TIME, RenderError, RenderableSite, Summary};
use crate::diagnostics::{Diagnostic, Span, sort};
use crate::emit::feed;
use crate::emit::pwa::{self, PrecacheEntry};
use crate::emit::search::{self, Indexer, WordCountCache};
use crate::emit::social_card;
use crate::foundation::hash::ContentHash;
use crate::input::Sources;
use crate::link::routes::Route;
use crate::model::{LangId, precache_list};
use crate::output::{Keys, Outputs};
use crate::page::{Page, PageBuilder, SiteContext, fill_slots};
use crate::theme::LanguageContext;

/// A page made alone.
pub struct RenderedPage {
    pub keys: Keys,
    /// New bytes; none if the page is as it was known.
    pub html: Option<Vec<u8>>,
}

impl RenderableSite {
    /// Makes pages of this site.
    pub fn maker(&self) -> PageBuilder<'_> {
        PageBuilder::new(&self.site, self.theme.words(), &self.cards, &self.has_body)
    }

    /// Renders everything that is not published as it stands into `outputs`.
    pub fn render<O: Outputs>(&self, outputs: &O) -> Result<Summary, RenderError<O::Error>> {
        let site = &self.site;
        let maker = self.maker();
        let desks: Result<_, _> = site.config.lang_ids().map(|lang| self.desk(&maker, lang)).collect();
        let press = RenderJob {
            ready: self,
            outputs,
            desks: desks.map_err(|fault| RenderError::Content(vec![fault]))?,
            maker,
            indexers: site.config.lang_ids().map(|lang| self.indexer(outputs, lang)).collect(),
            faults: Mutex::default(),
        };
        let routes = self.routes.all().par_iter().with_max_len(AT_A_TIME);
        let made: Result<Vec<PageOutcome>, O::Error> = routes.map(|route| press.make(route)).collect();
        let made = made.map_err(RenderError::Output)?;
        let RenderJob { indexers, faults, maker, .. } = press;
        let mut faults = faults.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        if !faults.is_empty() {
            sort(&mut faults);
            return Err(RenderError::Content(faults));
        }
        let (mut entries, mut rendered, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        let mut found: Vec<Vec<search::IndexedItem>> = site.config.lang_ids().map(|_| Vec::new()).collect();
        for one in made {
            entries.extend(one.sitemap);
            rendered.extend(one.rendered);
            kept.extend(one.kept.into_iter().map(|file| (one.lang, file)));
            found[one.lang.index()].extend(one.found);
        }
        self.put_pictures(outputs).map_err(RenderError::Output)?;
        let index = |(indexer, entries): (Indexer, Vec<search::IndexedItem>)| {
            let lang = indexer.lang();
            let put = |(path, bytes): (String, Vec<u8>)| {
                let key = outputs.put(&path, ContentHash::xxh3_bytes(&bytes), &bytes)?;
                Ok((lang, PrecacheEntry { href: site.config.href(&path), key }))
            };
            if let Some(words) = indexer.news(&entries) {
                outputs.leave(&self.known_words(lang), &words);
            }
            indexer.finish(entries).into_iter().map(put).collect::<Result<Vec<_>, O::Error>>()
        };
        let (files, indexed) = rayon::join(
            || {
                let put = self.put_files(outputs, &entries);
                // All links that were made once for the pages: on a large site a hundredth of the time.
                drop(maker);
                put
            },
            || indexers.into_par_iter().zip(found).map(index).collect::<Result<Vec<_>, O::Error>>(),
        );
        files?;
        kept.extend(indexed.map_err(RenderError::Output)?.into_iter().flatten());
        self.put_offline(outputs, &kept)?;
        rendered.sort();
        Ok(Summary { rendered, ..self.summary() })
    }

    /// What there is; nothing is rendered.
    pub fn summary(&self) -> Summary {
        let documents = &self.site.documents;
        Summary {
            pages: self.routes.all().len(),
            actions: documents.iter().map(|document| document.actions.len()).sum(),
            links: documents.iter().map(|document| document.links.len()).sum(),
            rendered: Vec::new(),
        }
    }

    /// The page at a path of the output, if a page stands there.
    pub fn route_at(&self, output: &str) -> Option<&Route> {
        self.routes.at(&self.site, output)
    }

    /// One page alone. What is `known` under the same key is not rendered again.
    pub fn single(&self, route: &Route, known: Option<Keys>) -> Result<RenderedPage, Diagnostic> {
        let maker = self.maker();
        let desk = self.desk(&maker, route.lang(&self.site))?;
        let page = maker.page(route);
        let key = ContentHash::xxh3(&(desk.key, &page));
        if let Some(keys) = known.filter(|keys| keys.page == key) {
            return Ok(RenderedPage { keys, html: None });
        }
        let body = self.body(&page)?;
        let html = self.theme.render(desk, &maker.describe(page), &body)?;
        Ok(RenderedPage { keys: Keys { page: key, content: ContentHash::xxh3_bytes(&html) }, html: Some(html) })
    }

    fn indexer<O: Outputs>(&self, outputs: &O, lang: LangId) -> Indexer<'_> {
        let left = outputs.recall(&self.known_words(lang));
        Indexer::new(&self.site, lang, left.map(|bytes| WordCountCache::read(&bytes)).unwrap_or_default())
    }

    /// Under which name the words of a language are left for the next build.
    fn known_words(&self, lang: LangId) -> String {
        format!("words-{}", self.site.config.code(lang))
    }

    /// What pages of a language are rendered with.
    fn desk(&self, maker: &PageBuilder, lang: LangId) -> Result<&LanguageContext, Diagnostic> {
        let make = || {
            let frame: SiteContext = maker.site_context(lang, &self.theme.asset_links(&self.site.config));
            self.theme.desk(lang, &frame)
        };
        self.desks[lang.index()].get_or_init(make).as_ref().map_err(Diagnostic::clone)
    }

    /// Reads documents and media of this site.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The page's body with its holes filled; empty where it has none.
    pub fn body(&self, page: &Page) -> Result<String, Diagnostic> {
        let Some(body) = page.body else { return Ok(String::new()) };
        let fragment = self.bodies.load(&self.sources, self.site.document(body.document))?;
        Ok(fill_slots(&fragment, &page.slot_values))
    }

    /// As [`RenderableSite::body`], for the last time: what is in memory makes room.
    fn last_body(&self, page: &Page) -> Result<String, Diagnostic> {
        let Some(body) = page.body else { return Ok(String::new()) };
        let fragment = self.bodies.take(&self.sources, self.site.document(body.document))?;
        Ok(fill_slots(&fragment, &page.slot_values))
    }

    /// Pictures of situations for shared links; one whose words and font are as before is kept.
    fn put_pictures<O: Outputs>(&self, outputs: &O) -> Result<(), O::Error> {
        let Some(share) = &self.share else { return Ok(()) };
        let site = &self.site;
        let numbers = 0..site.structure.situations.len();
        let all: Vec<_> = numbers.flat_map(|number| site.config.lang_ids().map(move |lang| (number, lang))).collect();
        all.par_iter().try_for_each(|(number, lang)| {
            let Some(card) = social_card::card(site, *number, *lang) else { return Ok(()) };
            let Some((path, key)) = share.place(&card, *lang) else { return Ok(()) };
            if outputs.published(&path) == Some(key) {
                return outputs.keep(&path).map(drop);
            }
            outputs.put(&path, key, &share.draw(&card)).map(drop)
        })
    }

    /// Each language's manifest, the words of its scripts, and the list of what a device keeps of it.
    fn put_offline<O: Outputs>(
        &self,
        outputs: &O,
        kept: &[(LangId, PrecacheEntry)],
    ) -> Result<(), RenderError<O::Error>> {
        let site = &self.site;
        for lang in site.config.lang_ids() {
            let code = site.config.code(lang);
            let put = |path: &str, bytes: &[u8]| {
                outputs.put(path, ContentHash::xxh3_bytes(bytes), bytes).map_err(RenderError::Output)
            };
            let files = [
                (format!("{code}/manifest.webmanifest"), pwa::manifest(site, lang, &self.theme.assets)),
                (format!("{code}/words.json"), self.theme.script_words(lang)),
            ];
            let mut shared = Vec::new();
            for (path, bytes) in files {
                shared.push(PrecacheEntry { href: site.config.href(&path), key: put(&path, &bytes)? });
            }
            if site.config.offline {
                let mut own: Vec<PrecacheEntry> =
                    kept.iter().filter(|(of, _)| *of == lang).map(|(_, file)| file.clone()).collect();
                own.extend(shared);
                put(&precache_list(code), &pwa::list(site, &own, &self.theme.assets))?;
            }
        }
        Ok(())
    }

    /// Assets, media, feeds, sitemap, robots.txt, headers.
    fn put_files<O: Outputs>(&self, outputs: &O, entries: &[feed::SitemapEntry]) -> Result<(), RenderError<O::Error>> {
        let site = &self.site;
        let put = |path: &str, bytes: &[u8]| {
            outputs.put(path, ContentHash::xxh3_bytes(bytes), bytes).map_err(RenderError::Output)
        };
        for asset in self.theme.assets.values() {
            put(&asset.output, &asset.bytes)?;
        }
        for media in site.media.values() {
            if outputs.published(&media.output) == Some(media.key) {
                outputs.keep(&media.output).map_err(RenderError::Output)?;
                continue;
            }
            let bytes = self.sources.media(media).map_err(|error| {
                RenderError::Content(vec![Diagnostic::unreadable(Span::file(&media.source), &error)])
            })?;
            put(&media.output, &bytes)?;
        }
        for lang in site.config.lang_ids() {
            put(&format!("{}/feed.xml", site.config.code(lang)), &feed::feed(site, lang))?;
        }
        for (path, bytes) in feed::sitemap(site, entries) {
            put(&path, &bytes)?;
        }
        put("robots.txt", &feed::robots(site))?;
        put("_headers", &feed::headers(site))?;
        Ok(())
    }
}

/// What the pages of one build are made with.
struct RenderJob<'r, O> {
    ready: &'r RenderableSite,
    outputs: &'r O,
    maker: PageBuilder<'r>,
    /// By language, like the indexers.
    desks: Vec<&'r LanguageContext>,
    indexers: Vec<Indexer<'r>>,
    faults: Mutex<Vec<Diagnostic>>,
}

/// What came of one route.
struct PageOutcome {
    lang: LangId,
    sitemap: Option<feed::SitemapEntry>,
    /// The path, if the page had to be rendered.
    rendered: Option<String>,
    /// What a device keeps of it.
    kept: Option<PrecacheEntry>,
    found: Option<search::IndexedItem>,
}

impl<O: Outputs> RenderJob<'_, O> {
    /// Renders a page that is not published as it stands, and counts its words for the search.
    fn make(&self, route: &Route) -> Result<PageOutcome, O::Error> {
        let site = &self.ready.site;
        let lang = route.lang(site);
        let page = self.maker.page(route);
        let path = route.output(site);
        let desk = self.desks[lang.index()];
        let key = ContentHash::xxh3(&(desk.key, &page));
        let stays = self.outputs.published(&path) == Some(key);
        // A situation that is shown in the words of another language is found in that language.
        let text = route.document().map(|id| site.document(id)).filter(|text| text.lang == lang);
        let mut made = PageOutcome {
            lang,
            sitemap: feed::sitemap_entry(site, route, &page),
            rendered: None,
            kept: None,
            found: None,
        };
        let keep = |made: &mut PageOutcome, href: String, key: ContentHash| {
            if route.is_precached() {
                made.kept = Some(PrecacheEntry { href, key });
            }
        };
        if stays && let Some(text) = text {
            made.found = self.indexers[lang.index()].known(text, key);
        }
        if stays && (text.is_none() || made.found.is_some()) {
            let content = self.outputs.keep(&path)?;
            keep(&mut made, page.href, content);
            return Ok(made);
        }
        let body = match self.ready.last_body(&page) {
            Ok(body) => body,
            Err(fault) => {
                self.fault(fault);
                return Ok(made);
            }
        };
        if let Some(text) = text {
            made.found = Some(self.indexers[lang.index()].document(text, &body, key));
        }
        if stays {
            let content = self.outputs.keep(&path)?;
            keep(&mut made, page.href, content);
            return Ok(made);
        }
        let page = self.maker.describe(page);
        match self.ready.theme.render(desk, &page, &body) {
            Ok(html) => {
                let content = self.outputs.put(&path, key, &html)?;
                keep(&mut made, page.into_page().href, content);
            }
            Err(fault) => self.fault(fault),
        }
        made.rendered = Some(path);
        Ok(made)
    }

    /// Notes a mistake, once.
    fn fault(&self, fault: Diagnostic) {
        let mut faults = self.faults.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
}
