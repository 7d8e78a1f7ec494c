//! Parses all documents in parallel, and reuses parses of earlier builds.
//!
//! Takes the classified files and each language's [`ParseContext`]; returns documents, bodies and diagnostics in the
//! order of the files. A cached parse is found by the hash of everything that it depends on: the context, the path and
//! the bytes of the file.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::body_store::{BodyStore, MemoryBudget, StoredBody};
use crate::cache::{CacheMode, CachedDocument, DocumentCache, SessionCache};
use crate::diagnostics::Diagnostic;
use crate::foundation::hash::ContentHash;
use crate::input::{ProseFiles, SourceFile, Sources};
use crate::linguistics::stem;
use crate::model::{Config, Document, LangId, LanguageTexts, SharedStr, Structure};
use crate::parse::document::{ParseContext, Parsed, parse_document, parse_scope};
use crate::parse::glossary::Glossary;
use crate::parse::markdown::Phases;
use crate::parse::plain_texts;
use crate::parse::prose;
use crate::site::Scope;

/// Documents or pages that a thread takes at a time. With more, some threads are idle at the end while the last one
/// works.
pub(super) const PAR_CHUNK: usize = 16;

/// All documents of the site.
pub(super) struct ParsedDocuments {
    pub(super) documents: Vec<Arc<Document>>,
    pub(super) bodies: BodyStore,
    /// The documents without diagnostics, for [`DocumentCache::save`]; empty unless the cache is [`CacheMode::Disk`].
    pub(super) to_cache: Vec<CachedDocument>,
}

/// One document, parsed or from a cache.
struct LoadedDocument {
    document: Arc<Document>,
    /// The body, if it stays in memory.
    body: Option<StoredBody>,
    has_text: bool,
    diagnostics: Vec<Diagnostic>,
    /// The key under which [`DocumentCache`] keeps it.
    key: Option<ContentHash>,
}

/// What the documents of each language are parsed with. Reports errors in the rules for prose.
pub(super) fn parse_contexts(
    config: &Config,
    structure: &Structure,
    texts: &[LanguageTexts],
    prose: Vec<ProseFiles>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ParseContext> {
    let context = |(lang, files): (LangId, ProseFiles)| {
        let data_files = files.data_files.clone();
        let linter = prose::build_linter(config, lang, &texts[lang.index()], files);
        linter.iter().for_each(|linter| linter.data_files(&data_files, diagnostics));
        for (path, text) in &data_files {
            plain_texts::check_data_file(path, text, config.language(lang), diagnostics);
        }
        parse_context(config, structure, texts, lang).with_prose_linter(linter)
    };
    config.lang_ids().zip(prose).map(context).collect()
}

fn parse_context(config: &Config, structure: &Structure, texts: &[LanguageTexts], lang: LangId) -> ParseContext {
    let texts = &texts[lang.index()];
    let phases = structure.site_phases().iter().zip(&texts.phases);
    let phases = Phases::new(phases.map(|(phase, name)| (phase.value.clone(), name.clone())));
    let own_phases = structure.own_phases_by_situation();
    let cache_key = (config.code(lang), lang, phases.content_hash(), &own_phases, &texts.terms, &texts.case.blanks);
    let cache_key = ContentHash::xxh3(&cache_key);
    let terms = texts.terms.iter().map(|(id, term)| (&id.value, term));
    let glossary = Glossary::new(stem::stemmer_rules(config.code(lang)), terms);
    ParseContext {
        lang,
        language: config.language(lang),
        phases,
        own_phases,
        glossary,
        prose_linter: None,
        case_blanks: texts.case.blanks.clone(),
        cache_key,
    }
}

/// What the site does not cover, in each language.
pub(super) fn parse_scopes(
    config: &Config,
    texts: &[LanguageTexts],
    contexts: &[ParseContext],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<Scope>> {
    let scope = |(texts, context): (&LanguageTexts, &ParseContext)| {
        let path = format!("content/{}/site.yaml", config.code(context.lang)).into();
        let (document, html) = parse_scope(&path, texts.scope.as_ref()?, context, diagnostics);
        Some(Scope { document, html })
    };
    texts.iter().zip(contexts).map(scope).collect()
}

/// Parses all files in parallel. `contexts` are indexed by language.
pub(super) fn parse_all(
    sources: &Sources,
    files: &[SourceFile],
    contexts: Vec<ParseContext>,
    cache: CacheMode,
    diagnostics: &mut Vec<Diagnostic>,
) -> ParsedDocuments {
    let budget = MemoryBudget::new(sources.total_text_bytes());
    let loaded: Vec<Result<LoadedDocument, Diagnostic>> = files
        .par_iter()
        .with_max_len(PAR_CHUNK)
        .map(|file| {
            let context = &contexts[file.lang.index()];
            match cache {
                CacheMode::None | CacheMode::Media(_) => parse_uncached(sources, file, context, &budget),
                CacheMode::Process(session) => parse_with_session_cache(sources, file, context, session),
                CacheMode::Disk(cache) => parse_with_disk_cache(sources, file, context, cache, &budget),
            }
        })
        .collect();
    let mut documents = Vec::with_capacity(loaded.len());
    let (mut bodies, mut to_cache) = (BodyStore::default(), Vec::new());
    for result in loaded {
        match result {
            Ok(LoadedDocument { document, body, has_text, diagnostics: reported, key }) => {
                let key = key.filter(|_| reported.is_empty());
                to_cache.extend(key.map(|key| CachedDocument { key, document: Arc::clone(&document), has_text }));
                diagnostics.extend(reported);
                bodies.store(&document, body, has_text);
                documents.push(document);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    // A body that is parsed again has been linted already.
    let contexts = contexts.into_iter().map(|context| context.with_prose_linter(None)).collect();
    ParsedDocuments { documents, bodies: bodies.with_contexts(contexts), to_cache }
}

fn parse_uncached(
    sources: &Sources,
    file: &SourceFile,
    context: &ParseContext,
    budget: &MemoryBudget,
) -> Result<LoadedDocument, Diagnostic> {
    let text = sources.document(&file.path)?;
    Ok(parse_text(file, &text, context, None, budget))
}

/// Reuses the result of an earlier parse in this process. A file with a known hash is not even read.
fn parse_with_session_cache(
    sources: &Sources,
    file: &SourceFile,
    context: &ParseContext,
    session: &SessionCache,
) -> Result<LoadedDocument, Diagnostic> {
    let key = |hash: ContentHash| ContentHash::xxh3(&(context.cache_key, &file.path, hash));
    let cached = file.fingerprint.and_then(|hash| session.documents.get(key(hash)));
    let parsed = match cached {
        Some(parsed) => parsed,
        None => {
            let text = sources.document(&file.path)?;
            let parse = || parse_document(&file.path, &text, file.kind, &file.id, context);
            session.documents.get_or_insert_with(key(ContentHash::blake3_bytes(text.as_bytes())), parse)
        }
    };
    let Parsed { document, body, diagnostics } = &*parsed;
    Ok(LoadedDocument {
        document: Arc::clone(document),
        body: Some(StoredBody::Raw(Arc::clone(body))),
        has_text: !body.html.is_empty(),
        diagnostics: diagnostics.clone(),
        key: None,
    })
}

/// Reuses a parse of another process, which has no body.
fn parse_with_disk_cache(
    sources: &Sources,
    file: &SourceFile,
    context: &ParseContext,
    cache: &DocumentCache,
    budget: &MemoryBudget,
) -> Result<LoadedDocument, Diagnostic> {
    let text = sources.document(&file.path)?;
    let key = ContentHash::xxh3(&(context.cache_key, &file.path, ContentHash::xxh3_bytes(text.as_bytes())));
    let Some(cached) = cache.get(key) else { return Ok(parse_text(file, &text, context, Some(key), budget)) };
    let (document, has_text) = (Arc::clone(&cached.document), cached.has_text);
    Ok(LoadedDocument { document, body: None, has_text, diagnostics: Vec::new(), key: Some(key) })
}

fn parse_text(
    file: &SourceFile,
    text: &str,
    context: &ParseContext,
    key: Option<ContentHash>,
    budget: &MemoryBudget,
) -> LoadedDocument {
    let Parsed { document, body, diagnostics } = parse_document(&file.path, text, file.kind, &file.id, context);
    let has_text = !body.html.is_empty();
    LoadedDocument { document, body: budget.store(body), has_text, diagnostics, key }
}

/// Splits off the drafts: the documents to publish, and the ids and titles of the drafts that are not published in any
/// language. With `publish_drafts` all documents are published.
pub(super) fn split_drafts(
    documents: Vec<Arc<Document>>,
    publish_drafts: bool,
) -> (Vec<Arc<Document>>, BTreeMap<SharedStr, SharedStr>) {
    let (drafts, published): (Vec<_>, Vec<_>) =
        documents.into_iter().partition(|document| document.front.draft && !publish_drafts);
    let mut titles: BTreeMap<SharedStr, SharedStr> =
        drafts.iter().map(|document| (document.id.clone(), document.front.title.clone())).collect();
    for document in &published {
        titles.remove(&document.id);
    }
    (published, titles)
}
