//! The pipeline: source tree -> inputs -> documents -> site -> (check, routes, theme) -> pages and other files.
//!
//! Takes a [`SourceTree`]; [`build`] returns every diagnostic and, without errors, a [`RenderableSite`], whose methods
//! render pages and write files. Never reads a clock, never prints.

mod body_store;
mod documents;
mod render;
mod summary;

use std::sync::{Arc, OnceLock};

use crate::check::check;
use crate::diagnostics::{Diagnostic, Severity, sort};
use crate::emit::social_card;
use crate::foundation::hash::ContentHash;
use crate::input::source_tree::SourceTree;
use crate::input::{self, Inputs, ThemeFiles};
use crate::link::link;
use crate::model::Config;
use crate::theme::{self, Theme};

use documents::{ParsedDocuments, parse_all, parse_contexts, split_drafts};

pub use crate::cache::{CacheMode, SessionCache};
pub use crate::emit::RenderError;
pub use render::{RenderableSite, RenderedPage};
pub use summary::Summary;

/// Options of a build that are not in site.yaml.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Publish drafts too.
    pub drafts: bool,
    /// Draw social cards, if site.yaml names a font.
    pub pictures: bool,
    /// Takes precedence over the one in site.yaml.
    pub base_url: Option<String>,
}

/// What [`build`] returns: the diagnostics, and the site if none of them is an error.
pub struct BuildResult {
    /// Sorted by file and position.
    pub diagnostics: Vec<Diagnostic>,
    pub site: Option<RenderableSite>,
}

impl BuildResult {
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
    let site = load_site(tree, options, cache, &mut diagnostics);
    sort(&mut diagnostics);
    let site = site.filter(|_| !has_errors(&diagnostics));
    BuildResult { diagnostics, site }
}

/// Runs all stages before rendering. Returns `None` if the settings or the theme cannot be used.
fn load_site(
    tree: &SourceTree,
    options: &Options,
    cache: CacheMode,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<RenderableSite> {
    let session = cache.session();
    let inputs = input::load(tree, options.base_url.as_deref(), session.map(|session| &session.media), diagnostics)?;
    let Inputs { config, structure, texts, documents, media, theme, prose, font, sources } = inputs;
    let proofread = |(lang, files): (LangId, ProseFiles)| {
        let data_files = files.data_files.clone();
        let prose = prose::linter(&config, lang, &texts[lang.index()], files);
        prose.iter().for_each(|prose| prose.data_files(&data_files, diagnostics));
        desk(&config, &structure, &texts, lang).with_prose_linter(prose)
    };
    let desks: Vec<ParseContext> = config.lang_ids().zip(prose).map(proofread).collect();
    let (documents, bodies, facts) = parse_all(&sources, &documents, &desks, memory, diagnostics);
    let bodies = bodies.with(desks.into_iter().map(|desk| desk.with_prose_linter(None)).collect());
    let (documents, drafts) = part_drafts(documents, options.drafts);
    let theme = load_theme(&theme, &config, memos, diagnostics);
    let before = memos.and_then(|memos| memos.checked().clone());
    let before = before.as_deref();
    let site = Arc::new(link(config, structure, texts, documents, drafts, media, before.map(|before| &*before.site)));
    let checked = Arc::new(check(&site, before, diagnostics));
    let routes = Arc::clone(&checked.routes);
    session.inspect(|session| session.set_last_check(checked));

    let cards = theme.as_ref().and_then(|theme| social_card::load(&font, &site, &theme.icon(), diagnostics));
    let cards = cards.filter(|_| options.pictures);
    let card_paths = cards.as_ref().map(|cards| cards.paths(&site)).unwrap_or_default();
    let has_body = site.documents.iter().map(|document| bodies.has_text(document)).collect();
    let contexts = site.config.lang_ids().map(|_| OnceLock::new()).collect();
    let theme = theme?;
    Some(RenderableSite { site, routes, theme, cacheable, cards, card_paths, sources, bodies, has_body, contexts })
}

/// What the files of a language are read with.
fn desk(config: &Config, structure: &Structure, texts: &[LanguageTexts], lang: LangId) -> ParseContext {
    let own = &texts[lang.index()];
    let named = structure.phases.iter().zip(&own.phases);
    let phases = Phases::new(named.map(|(phase, name)| (phase.value.clone(), name.clone())));
    let key = ContentHash::of(&(config.code(lang), lang, phases.all(), &own.terms, &own.case));
    let terms = own.terms.iter().map(|(id, term)| (&id.value, term));
    let glossary = Glossary::new(stem::table(config.code(lang)), terms);
    ParseContext {
        lang,
        language: config.language(lang),
        phases,
        glossary,
        prose_linter: None,
        case_fields: own.case.clone(),
        cache_key: key,
    }
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
    let name = |stamp: ContentHash| ContentHash::of(&(desk.cache_key, &source.path, stamp));
    let known = source.stamp.and_then(|stamp| memos.parsed.find(name(stamp)));
    let parsed = match known {
        Some(parsed) => parsed,
        None => {
            let text = sources.document(&source.path)?;
            let make = || parse(&source.path, &text, source.kind, &source.id, desk);
            memos.parsed.get(name(ContentHash::of_bytes(text.as_bytes())), make)
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
    let key = ContentHash::of(&(desk.cache_key, &source.path, ContentHash::of_output(text.as_bytes())));
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
    session: Option<&SessionCache>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Arc<Theme>> {
    let load = || {
        let mut reported = Vec::new();
        (theme::load(files, config, &mut reported).map(Arc::new), reported)
    };
    let loaded = match (session, files.fingerprints()) {
        (Some(session), Some(fingerprints)) => {
            session.theme.get(ContentHash::xxh3(&(&config.theme, &config.languages, &fingerprints)), load)
        }
        _ => Arc::new(load()),
    };
    let (theme, reported) = &*loaded;
    diagnostics.extend(reported.iter().cloned());
    theme.clone()
}
