//! The pipeline: `Tree -> parse* -> Document* -> link -> Site -> (check, routes) -> page -> render* -> outputs`.
//!
//! Takes a [`Tree`]; gives a [`Built`] site with every mistake, then renders it page by page into [`Outputs`]. A page
//! whose key is published already is kept and not rendered. Never reads a clock, never prints.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use crate::article::{Desk, Parsed, parse};
use crate::check::check;
use crate::diag::{Code, Diagnostic, Place, Severity, sort};
use crate::feeds;
use crate::glossary::Glossary;
use crate::lang::stem;
use crate::memo::{Key, Memo};
use crate::model::{Config, Document, Fragment, Kind, LangId, LanguageTexts, Str, Structure, is_id};
use crate::offline::{self, KeptFile};
use crate::outputs::Outputs;
use crate::page::{Frame, Maker, Page, Route, interleave, routes};
use crate::site::{Media, Site, link};
use crate::theme::{self, RenderDesk, Theme, hashed_name};
use crate::tree::Tree;
use crate::{config, prose, search, structure};

/// Bodies kept in memory between parsing and rendering, in bytes; the others are read again.
const BODIES_KEPT: usize = 48 << 20;

/// Texts of a language up to which their running text is searched too.
const SEARCHED_WHOLE: usize = 2_000;

/// What a build is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Publish drafts too.
    pub drafts: bool,
    /// Wins over site.yaml's.
    pub base_url: Option<String>,
}

/// Parsed files that did not change since the last build of this process.
pub type ParseMemo = Memo<Parsed>;

/// A site read and checked; `site` is there only if nothing stands against building it.
pub struct Built {
    pub diagnostics: Vec<Diagnostic>,
    pub site: Option<Ready>,
}

/// A site that can be rendered.
pub struct Ready {
    pub site: Site,
    pub theme: Theme,
    bodies: Bodies,
    has_body: Vec<bool>,
}

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub pages: usize,
    pub actions: usize,
    pub links: usize,
    /// Paths of the pages that were rendered, sorted.
    pub rendered: Vec<String>,
}

/// Why rendering stopped.
#[derive(Debug)]
pub enum RenderError<E> {
    /// The theme or the content is wrong.
    Content(Vec<Diagnostic>),
    /// The output could not be written.
    Output(E),
}

impl Built {
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }
}

/// Reads, links and checks the whole site: every mistake of every file in one run.
pub fn build(tree: &Tree, options: &Options, memo: Option<&ParseMemo>, mut diagnostics: Vec<Diagnostic>) -> Built {
    let site = read(tree, options, memo, &mut diagnostics);
    sort(&mut diagnostics);
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    Built { diagnostics, site: site.filter(|_| !failed) }
}

fn read(tree: &Tree, options: &Options, memo: Option<&ParseMemo>, diagnostics: &mut Vec<Diagnostic>) -> Option<Ready> {
    let config = config::read(tree, options.base_url.as_deref(), diagnostics)?;
    let structure = structure::read(tree, diagnostics);
    let texts: Vec<LanguageTexts> = config
        .languages
        .iter()
        .map(|l| structure::read_language(tree, &l.code, l.language, &structure, diagnostics))
        .collect();
    let proofread = |lang: LangId| {
        let prose = prose::open(&config, lang, &texts[lang.index()], tree, diagnostics);
        prose.iter().for_each(|prose| prose.data(tree, config.code(lang), diagnostics));
        desk(&config, &structure, &texts, lang).proofread(prose)
    };
    let desks: Vec<Desk> = config.lang_ids().map(proofread).collect();
    let files = sort_out(tree, &config, diagnostics);
    let (documents, bodies) = parse_all(tree, &files, &desks, memo, diagnostics);
    let (documents, drafts) = part_drafts(documents, options.drafts);
    let media = media(tree, diagnostics);
    let theme = theme::load(tree, &config, diagnostics);
    let site = link(config, structure, texts, documents, drafts, media);
    diagnostics.extend(check(&site));
    let has_body = site.documents.iter().map(|document| bodies.has_text(document)).collect();
    Some(Ready { site, theme: theme?, bodies, has_body })
}

/// What the files of a language are read with.
fn desk(config: &Config, structure: &Structure, texts: &[LanguageTexts], lang: LangId) -> Desk {
    let own = &texts[lang.index()];
    let phases: Vec<(Str, Str)> =
        structure.phases.iter().zip(&own.phases).map(|(phase, name)| (phase.value.clone(), name.clone())).collect();
    let key = Key::of(&(config.code(lang), lang, &phases, &own.terms, &own.case));
    let terms = own.terms.iter().map(|(id, term)| (&id.value, term));
    let glossary = Glossary::new(stem::table(config.code(lang)), terms);
    Desk { lang, language: config.language(lang), phases, glossary, case: own.case.clone(), prose: None, key }
}

/// A Markdown file in its place.
struct Source {
    path: Str,
    kind: Kind,
    id: Str,
    lang: LangId,
}

/// Puts every file below `content/` in its place; what has none is reported.
fn sort_out(tree: &Tree, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<Source> {
    const ROOT_FILES: [&str; 4] = ["site.yaml", "situations.yaml", "guide.yaml", "phrases.yaml"];
    const LANGUAGE_FILES: [&str; 5] = ["site.yaml", "guide.yaml", "phrases.yaml", "glossary.yaml", prose::WORD_LIST];
    let mut sources = Vec::new();
    for path in tree.below("content/") {
        let parts: Vec<&str> = path["content/".len()..].split('/').collect();
        let lang = config.lang(parts[0]);
        let kind = parts.get(1).and_then(|folder| Kind::ALL.into_iter().find(|kind| kind.folder() == *folder));
        match (parts.as_slice(), lang, kind) {
            (["media", _, ..], _, _) => {}
            ([name], _, _) if ROOT_FILES.contains(name) => {}
            ([_, name], Some(_), _) if LANGUAGE_FILES.contains(name) => {}
            ([_, _, name], Some(lang), Some(kind)) if name.ends_with(".md") => {
                let stem = &name[..name.len() - 3];
                if is_id(stem) && !(kind == Kind::Page && crate::site::PARTS.contains(&stem)) {
                    sources.push(Source { path: path.clone(), kind, id: stem.into(), lang });
                } else {
                    let language = config.language(lang);
                    let diagnostic = Diagnostic::new(Code::BadId, Place::file(path)).arg("id", stem);
                    let suggested = Some(language.slug(stem)).filter(|slug| is_id(slug) && slug != stem);
                    diagnostics.push(Diagnostic { suggestion: suggested, ..diagnostic });
                }
            }
            ([folder, _, ..], None, _) if !folder.contains('.') => {
                let known = config.languages.iter().map(|l| &*l.code).chain(["media"]);
                let diagnostic = Diagnostic::new(Code::StrayFile, Place::file(path));
                diagnostics.push(diagnostic.nearest(folder, known));
            }
            _ => {
                // A folder in its right place needs no suggestion.
                let near = if kind.is_some() { "" } else { parts.get(1).copied().unwrap_or_default() };
                let folders = Kind::ALL.into_iter().map(Kind::folder);
                let names = ROOT_FILES.into_iter().chain(["glossary.yaml"]);
                diagnostics
                    .push(Diagnostic::new(Code::StrayFile, Place::file(path)).nearest(near, folders.chain(names)));
            }
        }
    }
    sources
}

/// Parses all files side by side; a body stays in memory as long as there is room.
fn parse_all(
    tree: &Tree,
    sources: &[Source],
    desks: &[Desk],
    memo: Option<&ParseMemo>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Arc<Document>>, Bodies) {
    let used = AtomicUsize::new(0);
    let read = |source: &Source| {
        let desk = &desks[source.lang.index()];
        let text = tree.read_text(&source.path).map_err(|diagnostic| vec![diagnostic])?;
        let make = || parse(&source.path, &text, source.kind, &source.id, desk);
        let parsed = match memo {
            Some(memo) => memo.get(Key::of(&(desk.key, &source.path, &text)), make),
            None => Arc::new(make()),
        };
        let size = parsed.body.html.len();
        let kept = memo.is_some() || used.fetch_add(size, Ordering::Relaxed) < BODIES_KEPT;
        let body = kept.then(|| Arc::clone(&parsed.body));
        Ok((Arc::clone(&parsed.document), body, size > 0, parsed.diagnostics.clone()))
    };
    type Read = Result<(Arc<Document>, Option<Arc<Fragment>>, bool, Vec<Diagnostic>), Vec<Diagnostic>>;
    let all: Vec<Read> = sources.par_iter().map(read).collect();
    let mut documents = Vec::with_capacity(all.len());
    let mut bodies = Bodies::default();
    for result in all {
        match result {
            Ok((document, body, has_text, found)) => {
                diagnostics.extend(found);
                bodies.known.insert(document.path.clone(), (body, has_text));
                documents.push(document);
            }
            Err(found) => diagnostics.extend(found),
        }
    }
    (documents, bodies)
}

/// Bodies by path of their file: in memory, or to be read again.
#[derive(Default)]
struct Bodies {
    known: HashMap<Str, (Option<Arc<Fragment>>, bool)>,
}

impl Bodies {
    fn has_text(&self, document: &Document) -> bool {
        self.known.get(&document.path).is_some_and(|(_, has_text)| *has_text)
    }

    /// The body of a document; read again, it must be the one that the facts are of.
    fn load(&self, tree: &Tree, site: &Site, document: &Document) -> Result<Arc<Fragment>, Diagnostic> {
        if let Some((Some(body), _)) = self.known.get(&document.path) {
            return Ok(Arc::clone(body));
        }
        let text = tree.read_text(&document.path)?;
        let desk = desk(&site.config, &site.structure, &site.texts, document.lang);
        let parsed = parse(&document.path, &text, document.kind, &document.id, &desk);
        if parsed.document.body != document.body {
            let place = Place::file(&document.path);
            return Err(Diagnostic::new(Code::Unreadable, place).arg("reason", "changed"));
        }
        Ok(parsed.body)
    }
}

/// Published documents, and the ids and titles of drafts.
fn part_drafts(documents: Vec<Arc<Document>>, show: bool) -> (Vec<Arc<Document>>, BTreeMap<Str, Str>) {
    let (drafts, mut published): (Vec<_>, Vec<_>) =
        documents.into_iter().partition(|document| document.front.draft && !show);
    let mut titles: BTreeMap<Str, Str> =
        drafts.iter().map(|document| (document.id.clone(), document.front.title.clone())).collect();
    published.retain(|document| !document.front.draft || show);
    for document in &published {
        titles.remove(&document.id);
    }
    (published, titles)
}

/// Pictures and downloads with their names in the output.
fn media(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<Str, Media> {
    const FOLDER: &str = "content/media/";
    let paths: Vec<&Str> = tree.below(FOLDER).collect();
    let read = |path: &&Str| {
        let below: Str = path[FOLDER.len()..].into();
        match tree.read(path) {
            Ok(bytes) => {
                let key = Key::of_bytes(&bytes);
                let size = imagesize::blob_size(&bytes).ok();
                let size = size.map(|size| (size.width as u32, size.height as u32));
                let output = hashed_name(&format!("media/{below}"), key);
                Ok((below, Media { source: (*path).clone(), output, key, size }))
            }
            Err(error) => Err(Diagnostic::new(Code::Unreadable, Place::file(path)).arg("reason", error.to_string())),
        }
    };
    let mut found = BTreeMap::new();
    for result in paths.par_iter().map(read).collect::<Vec<_>>() {
        match result {
            Ok((path, media)) => {
                found.insert(path, media);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    found
}

impl Ready {
    /// Makes pages of this site.
    pub fn maker(&self) -> Maker<'_> {
        Maker::new(&self.site, self.theme.words(), self.has_body.clone())
    }

    /// Renders everything that is not published as it stands into `outputs`.
    pub fn render<O: Outputs>(&self, tree: &Tree, outputs: &O) -> Result<Summary, RenderError<O::Error>> {
        let site = &self.site;
        let maker = self.maker();
        let assets = self.theme.asset_links(&site.config);
        let frames: Vec<Frame> = site.config.lang_ids().map(|lang| maker.frame(lang, &assets)).collect();
        let desks: Vec<RenderDesk> =
            site.config.lang_ids().map(|lang| self.theme.desk(lang, &frames[lang.index()])).collect();
        let routes = routes(site);
        let faults = Mutex::new(Vec::new());
        let one = |route: &Route| {
            let page = maker.page(route);
            let path = route.output(site);
            let desk = &desks[route.lang(site).index()];
            let key = Key::of(&(desk.key, &page));
            let (rendered, content) = self.render_page(tree, outputs, desk, &page, (&path, key), &faults)?;
            let entry = feeds::sitemap_entry(site, route, &page);
            let kept = (route.lang(site), KeptFile { href: page.href.clone(), key: content });
            let keeps = !matches!(route, Route::Redirect { .. } | Route::Languages | Route::RootNotFound);
            Ok((entry, rendered.then_some(path), keeps.then_some(kept)))
        };
        let made: Vec<_> = routes.par_iter().map(one).collect::<Result<_, O::Error>>().map_err(RenderError::Output)?;
        let mut faults = faults.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        if !faults.is_empty() {
            sort(&mut faults);
            return Err(RenderError::Content(faults));
        }
        let (mut entries, mut rendered, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        for (entry, path, file) in made {
            entries.extend(entry);
            rendered.extend(path);
            kept.extend(file);
        }
        kept.extend(self.put_files(tree, outputs, &entries)?);
        self.put_offline(outputs, &kept)?;
        rendered.sort();
        Ok(Summary {
            pages: routes.len(),
            actions: site.documents.iter().map(|document| document.actions.len()).sum(),
            links: site.documents.iter().map(|document| document.links.len()).sum(),
            rendered,
        })
    }

    /// Whether the page had to be rendered, and the key of its bytes; a theme's mistake goes into `faults`, once.
    fn render_page<O: Outputs>(
        &self,
        tree: &Tree,
        outputs: &O,
        desk: &RenderDesk,
        page: &Page,
        (path, key): (&str, Key),
        faults: &Mutex<Vec<Diagnostic>>,
    ) -> Result<(bool, Key), O::Error> {
        if outputs.published(path) == Some(key) {
            return Ok((false, outputs.keep(path)?));
        }
        let body = self.body(tree, page);
        let html = body.and_then(|body| self.theme.render(desk, page, &body, tree, &self.site.config));
        match html {
            Ok(html) => return Ok((true, outputs.put(path, key, html.as_bytes())?)),
            Err(fault) => {
                let mut faults = faults.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                if !faults.contains(&fault) {
                    faults.push(fault);
                }
            }
        }
        Ok((true, Key::default()))
    }

    /// The page's body with its holes filled; empty where it has none.
    pub fn body(&self, tree: &Tree, page: &Page) -> Result<String, Diagnostic> {
        let Some(body) = page.body else { return Ok(String::new()) };
        let document = self.site.document(body.document);
        let fragment = self.bodies.load(tree, &self.site, document)?;
        Ok(interleave(&fragment, &page.fills))
    }

    /// Each language's manifest, the words of its scripts, and the list of what a device keeps of it.
    fn put_offline<O: Outputs>(&self, outputs: &O, kept: &[(LangId, KeptFile)]) -> Result<(), RenderError<O::Error>> {
        let site = &self.site;
        let icon = self.theme.assets.get("icon.svg").map(|icon| site.config.href(&icon.output));
        for lang in site.config.lang_ids() {
            let code = site.config.code(lang);
            let put =
                |path: &str, bytes: &[u8]| outputs.put(path, Key::of_bytes(bytes), bytes).map_err(RenderError::Output);
            let files = [
                (format!("{code}/manifest.webmanifest"), offline::manifest(site, lang, icon.as_deref())),
                (format!("{code}/words.json"), self.theme.script_words(lang)),
            ];
            let mut shared = Vec::new();
            for (path, bytes) in files {
                shared.push(KeptFile { href: site.config.href(&path), key: put(&path, &bytes)? });
            }
            if site.config.offline {
                let mut own: Vec<KeptFile> =
                    kept.iter().filter(|(of, _)| *of == lang).map(|(_, file)| file.clone()).collect();
                own.extend(shared);
                put(&offline::path(code), &offline::list(site, &own, &self.theme.assets))?;
            }
        }
        Ok(())
    }

    /// The search index of every language. Where a language has very many texts, their titles, headings and steps are
    /// found, but not their running text: the index of whole texts is made anew at each build and held in memory.
    fn search_index(&self, tree: &Tree) -> Vec<(String, Vec<u8>)> {
        let site = &self.site;
        let maker = self.maker();
        let of_language = |lang: LangId| {
            let texts = site.documents.iter().filter(|document| document.lang == lang).count();
            let body = |id| {
                let document = site.document(id);
                if texts > SEARCHED_WHOLE {
                    return String::new();
                }
                // A body that cannot be read again has stopped the rendering already.
                let body = self.bodies.load(tree, site, document);
                body.map_or_else(|_| String::new(), |body| maker.filler(lang).filled(document, &body))
            };
            search::index(site, lang, body)
        };
        let languages: Vec<LangId> = site.config.lang_ids().collect();
        languages.into_par_iter().flat_map_iter(of_language).collect()
    }

    /// Assets, media, feeds, the search index, sitemap, robots.txt; gives what a device keeps of it for each language.
    fn put_files<O: Outputs>(
        &self,
        tree: &Tree,
        outputs: &O,
        entries: &[feeds::SitemapEntry],
    ) -> Result<Vec<(LangId, KeptFile)>, RenderError<O::Error>> {
        let site = &self.site;
        let put =
            |path: &str, bytes: &[u8]| outputs.put(path, Key::of_bytes(bytes), bytes).map_err(RenderError::Output);
        for asset in self.theme.assets.values() {
            put(&asset.output, &asset.bytes)?;
        }
        for media in site.media.values() {
            if outputs.published(&media.output) == Some(media.key) {
                outputs.keep(&media.output).map_err(RenderError::Output)?;
                continue;
            }
            let bytes = tree.read(&media.source).map_err(|error| {
                let place = Place::file(&media.source);
                RenderError::Content(vec![Diagnostic::new(Code::Unreadable, place).arg("reason", error.to_string())])
            })?;
            put(&media.output, &bytes)?;
        }
        for lang in site.config.lang_ids() {
            put(&format!("{}/feed.xml", site.config.code(lang)), &feeds::feed(site, lang))?;
        }
        let mut kept = Vec::new();
        for (path, bytes) in self.search_index(tree) {
            let key = put(&path, &bytes)?;
            let lang = path.split('/').next().and_then(|code| site.config.lang(code));
            kept.extend(lang.map(|lang| (lang, KeptFile { href: site.config.href(&path), key })));
        }
        for (path, bytes) in feeds::sitemap(site, entries) {
            put(&path, &bytes)?;
        }
        put("robots.txt", &feeds::robots(site))?;
        Ok(kept)
    }
}
