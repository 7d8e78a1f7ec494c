//! The pipeline: `SourceTree -> parse* -> Document* -> link -> Site -> (check, routes) -> page -> render* -> outputs`.
//!
//! Takes a [`SourceTree`]; gives a [`BuildResult`] site with every mistake, which [`render`] turns into files. Never reads a clock,
//! never prints.

mod body_store;
mod render;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use rayon::prelude::*;

use body_store::{BodyStore, MemoryBudget, StoredBody};

use crate::cache::documents::{CachedDocument, DocumentCache};
use crate::check::{CheckResult, check};
use crate::diagnostics::{Diagnostic, Severity, sort};
use crate::emit::social_card::{self, CardRenderer};
use crate::foundation::hash::ContentHash;
use crate::foundation::memo::Memo;
use crate::input::source_tree::SourceTree;
use crate::input::{self, Inputs, ProseFiles, SourceFile, Sources, ThemeFiles};
use crate::lang::stem;
use crate::link::routes::Routes;
use crate::link::{Site, link};
use crate::model::{Config, Document, LangId, LanguageTexts, Media, SharedStr, Structure};
use crate::page::SocialCards;
use crate::parse::document::{ParseContext, Parsed, parse};
use crate::parse::glossary::Glossary;
use crate::parse::markdown::Phases;
use crate::parse::prose;
use crate::theme::{self, LanguageContext, Theme};

/// What a build is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Publish drafts too.
    pub drafts: bool,
    /// Draw the pictures for shared links, where site.yaml names a font.
    pub pictures: bool,
    /// Wins over site.yaml's.
    pub base_url: Option<String>,
}

pub use render::RenderedPage;

/// What did not change since the last build of this process, by value: parsed files, pictures, the theme, and the site
/// with what was found wrong in it.
#[derive(Default)]
pub struct SessionCache {
    parsed: Memo<Parsed>,
    media: Memo<Media>,
    theme: Memo<(Option<Arc<Theme>>, Vec<Diagnostic>)>,
    checked: Mutex<Option<Arc<CheckResult>>>,
}

impl SessionCache {
    /// Forgets what no build has asked for since the last sweep.
    pub fn sweep(&self) {
        self.parsed.sweep();
        self.media.sweep();
        self.theme.sweep();
    }

    fn checked(&self) -> MutexGuard<'_, Option<Arc<CheckResult>>> {
        self.checked.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// What is known from builds before, by value.
#[derive(Clone, Copy)]
pub enum CacheMode<'m> {
    /// Nothing.
    None,
    /// What builds of this process know; bodies stay for the next one.
    Process(&'m SessionCache),
    /// What a build of another process has left.
    Disk(&'m DocumentCache),
}

impl<'m> CacheMode<'m> {
    fn memos(self) -> Option<&'m SessionCache> {
        match self {
            CacheMode::Process(memos) => Some(memos),
            _ => None,
        }
    }
}

/// A site read and checked; `site` is there only if nothing stands against building it.
pub struct BuildResult {
    pub diagnostics: Vec<Diagnostic>,
    pub site: Option<RenderableSite>,
}

/// A site that can be rendered.
pub struct RenderableSite {
    pub site: Arc<Site>,
    pub routes: Arc<Routes>,
    pub theme: Arc<Theme>,
    share: Option<CardRenderer>,
    cards: SocialCards,
    sources: Sources,
    bodies: BodyStore,
    has_body: Vec<bool>,
    /// What pages are rendered with, by language, made on first use.
    desks: Vec<OnceLock<Result<LanguageContext, Diagnostic>>>,
    /// Texts without mistakes, for [`DocumentCache::leave`]; none unless they were asked for by [`CacheMode::Disk`].
    pub facts: Vec<CachedDocument>,
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

impl BuildResult {
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }
}

/// Reads, links and checks the whole site: every mistake of every file in one run.
pub fn build(tree: &SourceTree, options: &Options, memory: CacheMode, mut diagnostics: Vec<Diagnostic>) -> BuildResult {
    let site = read(tree, options, memory, &mut diagnostics);
    sort(&mut diagnostics);
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    BuildResult { diagnostics, site: site.filter(|_| !failed) }
}

fn read(
    tree: &SourceTree,
    options: &Options,
    memory: CacheMode,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<RenderableSite> {
    let memos = memory.memos();
    let inputs = input::load(tree, options.base_url.as_deref(), memos.map(|memos| &memos.media), diagnostics)?;
    let Inputs { config, structure, texts, documents, media, theme, prose, font, sources } = inputs;
    let proofread = |(lang, files): (LangId, ProseFiles)| {
        let data_files = files.data_files.clone();
        let prose = prose::linter(&config, lang, &texts[lang.index()], files);
        prose.iter().for_each(|prose| prose.data_files(&data_files, diagnostics));
        desk(&config, &structure, &texts, lang).proofread(prose)
    };
    let desks: Vec<ParseContext> = config.lang_ids().zip(prose).map(proofread).collect();
    let (documents, bodies, facts) = parse_all(&sources, &documents, &desks, memory, diagnostics);
    let bodies = bodies.with(desks.into_iter().map(|desk| desk.proofread(None)).collect());
    let (documents, drafts) = part_drafts(documents, options.drafts);
    let theme = load_theme(&theme, &config, memos, diagnostics);
    let before = memos.and_then(|memos| memos.checked().clone());
    let before = before.as_deref();
    let site = Arc::new(link(config, structure, texts, documents, drafts, media, before.map(|before| &*before.site)));
    let checked = Arc::new(check(&site, before, diagnostics));
    let routes = Arc::clone(&checked.routes);
    if let Some(memos) = memos {
        *memos.checked() = Some(checked);
    }
    let share = theme.as_ref().and_then(|theme| social_card::load(&font, &site, &theme.icon(), diagnostics));
    let share = share.filter(|_| options.pictures);
    let cards = share.as_ref().map(|share| share.paths(&site)).unwrap_or_default();
    let has_body = site.documents.iter().map(|document| bodies.has_text(document)).collect();
    let desks = site.config.lang_ids().map(|_| OnceLock::new()).collect();
    Some(RenderableSite { site, routes, theme: theme?, share, cards, sources, bodies, has_body, desks, facts })
}

/// What the files of a language are read with.
fn desk(config: &Config, structure: &Structure, texts: &[LanguageTexts], lang: LangId) -> ParseContext {
    let own = &texts[lang.index()];
    let named = structure.phases.iter().zip(&own.phases);
    let phases = Phases::new(named.map(|(phase, name)| (phase.value.clone(), name.clone())));
    let key = ContentHash::xxh3(&(config.code(lang), lang, phases.all(), &own.terms, &own.case));
    let terms = own.terms.iter().map(|(id, term)| (&id.value, term));
    let glossary = Glossary::new(stem::table(config.code(lang)), terms);
    ParseContext { lang, language: config.language(lang), phases, glossary, case: own.case.clone(), prose: None, key }
}

/// Texts or pages that a thread takes at a time: with more of them some threads wait at the end for the last one.
const AT_A_TIME: usize = 16;

/// A file that was read, or whose reading is known.
struct LoadedDocument {
    document: Arc<Document>,
    /// In memory, as long as there is room.
    body: Option<StoredBody>,
    has_text: bool,
    diagnostics: Vec<Diagnostic>,
    /// The key of its reading, where that is to be remembered.
    key: Option<ContentHash>,
}

/// Parses all files side by side; a body stays in memory as long as there is room.
fn parse_all(
    sources: &Sources,
    files: &[SourceFile],
    desks: &[ParseContext],
    memory: CacheMode,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Arc<Document>>, BodyStore, Vec<CachedDocument>) {
    let room = MemoryBudget::new(sources.total_text_bytes());
    let all: Vec<Result<LoadedDocument, Diagnostic>> = files
        .par_iter()
        .with_max_len(AT_A_TIME)
        .map(|source| {
            let desk = &desks[source.lang.index()];
            match memory {
                CacheMode::Process(memos) => parse_known(sources, source, desk, memos),
                CacheMode::Disk(facts) => parse_left(sources, source, desk, facts, &room),
                CacheMode::None => {
                    sources.document(&source.path).map(|text| parse_new(source, &text, desk, None, &room))
                }
            }
        })
        .collect();
    let mut documents = Vec::with_capacity(all.len());
    let (mut bodies, mut facts) = (BodyStore::default(), Vec::new());
    for result in all {
        match result {
            Ok(LoadedDocument { document, body, has_text, diagnostics: found, key }) => {
                let key = key.filter(|_| found.is_empty());
                facts.extend(key.map(|key| CachedDocument { key, document: Arc::clone(&document), has_text }));
                diagnostics.extend(found);
                bodies.hold(&document, body, has_text);
                documents.push(document);
            }
            Err(found) => diagnostics.push(found),
        }
    }
    (documents, bodies, facts)
}

/// Parses a file that no build before has read.
fn parse_new(
    source: &SourceFile,
    text: &str,
    desk: &ParseContext,
    key: Option<ContentHash>,
    room: &MemoryBudget,
) -> LoadedDocument {
    let Parsed { document, body, diagnostics } = parse(&source.path, text, source.kind, &source.id, desk);
    let has_text = !body.html.is_empty();
    LoadedDocument { document, body: room.hold(body), has_text, diagnostics, key }
}

/// Parses a file unless a build of this process has done so; a file whose stamp is known is not even read.
fn parse_known(
    sources: &Sources,
    source: &SourceFile,
    desk: &ParseContext,
    memos: &SessionCache,
) -> Result<LoadedDocument, Diagnostic> {
    let name = |stamp: ContentHash| ContentHash::xxh3(&(desk.key, &source.path, stamp));
    let known = source.stamp.and_then(|stamp| memos.parsed.find(name(stamp)));
    let parsed = match known {
        Some(parsed) => parsed,
        None => {
            let text = sources.document(&source.path)?;
            let make = || parse(&source.path, &text, source.kind, &source.id, desk);
            memos.parsed.get(name(ContentHash::blake3_bytes(text.as_bytes())), make)
        }
    };
    let Parsed { document, body, diagnostics } = &*parsed;
    let (document, diagnostics) = (Arc::clone(document), diagnostics.clone());
    Ok(LoadedDocument {
        document,
        body: Some(StoredBody::Raw(Arc::clone(body))),
        has_text: !body.html.is_empty(),
        diagnostics,
        key: None,
    })
}

/// Parses a file unless another process has left what it says.
fn parse_left(
    sources: &Sources,
    source: &SourceFile,
    desk: &ParseContext,
    facts: &DocumentCache,
    room: &MemoryBudget,
) -> Result<LoadedDocument, Diagnostic> {
    let text = sources.document(&source.path)?;
    let key = ContentHash::xxh3(&(desk.key, &source.path, ContentHash::xxh3_bytes(text.as_bytes())));
    let Some(fact) = facts.find(key) else { return Ok(parse_new(source, &text, desk, Some(key), room)) };
    let (document, has_text) = (Arc::clone(&fact.document), fact.has_text);
    Ok(LoadedDocument { document, body: None, has_text, diagnostics: Vec::new(), key: Some(key) })
}

/// Published documents, and the ids and titles of drafts.
fn part_drafts(documents: Vec<Arc<Document>>, show: bool) -> (Vec<Arc<Document>>, BTreeMap<SharedStr, SharedStr>) {
    let (drafts, mut published): (Vec<_>, Vec<_>) =
        documents.into_iter().partition(|document| document.front.draft && !show);
    let mut titles: BTreeMap<SharedStr, SharedStr> =
        drafts.iter().map(|document| (document.id.clone(), document.front.title.clone())).collect();
    published.retain(|document| !document.front.draft || show);
    for document in &published {
        titles.remove(&document.id);
    }
    (published, titles)
}

/// Loads the theme, or takes it from the cache of this process while no file of it changes.
fn load_theme(
    files: &ThemeFiles,
    config: &Config,
    memos: Option<&SessionCache>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Arc<Theme>> {
    let load = || {
        let mut found = Vec::new();
        (theme::load(files, config, &mut found).map(Arc::new), found)
    };
    let loaded = match (memos, files.fingerprints()) {
        (Some(memos), Some(prints)) => {
            memos.theme.get(ContentHash::xxh3(&(&config.theme, &config.languages, &prints)), load)
        }
        _ => Arc::new(load()),
    };
    diagnostics.extend(loaded.1.iter().cloned());
    loaded.0.clone()
}
