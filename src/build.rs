//! The pipeline: `Tree -> parse* -> Document* -> link -> Site -> (check, routes) -> page -> render* -> outputs`.
//!
//! Takes a [`Tree`]; gives a [`Built`] site with every mistake, which [`render`] turns into files. Never reads a clock,
//! never prints.

mod bodies;
mod render;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use rayon::prelude::*;

use bodies::{Bodies, Held, Room};

use crate::article::{Desk, Parsed, parse};
use crate::check::{Checked, check};
use crate::diag::{Code, Diagnostic, Place, Severity, sort};
use crate::facts::{Fact, Facts};
use crate::glossary::Glossary;
use crate::lang::stem;
use crate::markdown::Phases;
use crate::media::active;
use crate::memo::{Key, Memo};
use crate::model::{Config, Document, Kind, LangId, LanguageTexts, Str, Structure, is_id};
use crate::page::Routes;
use crate::share::{self, Share};
use crate::site::{Media, Site, link};
use crate::theme::{self, RenderDesk, Theme, hashed_name};
use crate::tree::Tree;
use crate::{config, prose, structure};

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

pub use render::Single;

/// What did not change since the last build of this process, by value: parsed files, pictures, the theme, and the site
/// with what was found wrong in it.
#[derive(Default)]
pub struct Memos {
    parsed: Memo<Parsed>,
    media: Memo<Media>,
    theme: Memo<(Option<Arc<Theme>>, Vec<Diagnostic>)>,
    checked: Mutex<Option<Arc<Checked>>>,
}

impl Memos {
    /// Forgets what no build has asked for since the last sweep.
    pub fn sweep(&self) {
        self.parsed.sweep();
        self.media.sweep();
        self.theme.sweep();
    }

    fn checked(&self) -> MutexGuard<'_, Option<Arc<Checked>>> {
        self.checked.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// What is known from builds before, by value.
#[derive(Clone, Copy)]
pub enum Memory<'m> {
    /// Nothing.
    None,
    /// What builds of this process know; bodies stay for the next one.
    Process(&'m Memos),
    /// What a build of another process has left.
    Disk(&'m Facts),
}

impl<'m> Memory<'m> {
    fn memos(self) -> Option<&'m Memos> {
        match self {
            Memory::Process(memos) => Some(memos),
            _ => None,
        }
    }
}

/// A site read and checked; `site` is there only if nothing stands against building it.
pub struct Built {
    pub diagnostics: Vec<Diagnostic>,
    pub site: Option<Ready>,
}

/// A site that can be rendered.
pub struct Ready {
    pub site: Arc<Site>,
    pub routes: Arc<Routes>,
    pub theme: Arc<Theme>,
    share: Option<Share>,
    bodies: Bodies,
    has_body: Vec<bool>,
    /// What pages are rendered with, by language, made on first use.
    desks: Vec<OnceLock<Result<RenderDesk, Diagnostic>>>,
    /// Texts without mistakes, for [`Facts::leave`]; none unless they were asked for by [`Memory::Disk`].
    pub facts: Vec<Fact>,
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
pub fn build(tree: &Tree, options: &Options, memory: Memory, mut diagnostics: Vec<Diagnostic>) -> Built {
    let site = read(tree, options, memory, &mut diagnostics);
    sort(&mut diagnostics);
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    Built { diagnostics, site: site.filter(|_| !failed) }
}

fn read(tree: &Tree, options: &Options, memory: Memory, diagnostics: &mut Vec<Diagnostic>) -> Option<Ready> {
    let memos = memory.memos();
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
    let (documents, bodies, facts) = parse_all(tree, &files, &desks, memory, diagnostics);
    let bodies = bodies.with(desks.into_iter().map(|desk| desk.proofread(None)).collect());
    let (documents, drafts) = part_drafts(documents, options.drafts);
    let media = media(tree, memos, diagnostics);
    let theme = theme(tree, &config, memos, diagnostics);
    let before = memos.and_then(|memos| memos.checked().clone());
    let before = before.as_deref();
    let site = Arc::new(link(config, structure, texts, documents, drafts, media, before.map(|before| &*before.site)));
    let checked = Arc::new(check(&site, before, diagnostics));
    let routes = Arc::clone(&checked.routes);
    if let Some(memos) = memos {
        *memos.checked() = Some(checked);
    }
    let share = theme.as_ref().and_then(|theme| share::load(tree, &site, &theme.icon(), diagnostics));
    let share = share.filter(|_| options.pictures);
    let has_body = site.documents.iter().map(|document| bodies.has_text(document)).collect();
    let desks = site.config.lang_ids().map(|_| OnceLock::new()).collect();
    Some(Ready { site, routes, theme: theme?, share, bodies, has_body, desks, facts })
}

/// What the files of a language are read with.
fn desk(config: &Config, structure: &Structure, texts: &[LanguageTexts], lang: LangId) -> Desk {
    let own = &texts[lang.index()];
    let named = structure.phases.iter().zip(&own.phases);
    let phases = Phases::new(named.map(|(phase, name)| (phase.value.clone(), name.clone())));
    let key = Key::of(&(config.code(lang), lang, phases.all(), &own.terms, &own.case));
    let terms = own.terms.iter().map(|(id, term)| (&id.value, term));
    let glossary = Glossary::new(stem::stemmer_rules(config.code(lang)), terms);
    Desk { lang, language: config.language(lang), phases, glossary, case: own.case.clone(), prose: None, key }
}

/// A Markdown file in its place.
struct Source {
    path: Str,
    kind: Kind,
    id: Str,
    lang: LangId,
    stamp: Option<Key>,
}

/// Puts every file below `content/` in its place; what has none is reported.
fn sort_out(tree: &Tree, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<Source> {
    const ROOT_FILES: [&str; 4] = ["site.yaml", "situations.yaml", "guide.yaml", "phrases.yaml"];
    const LANGUAGE_FILES: [&str; 5] = ["site.yaml", "guide.yaml", "phrases.yaml", "glossary.yaml", prose::WORD_LIST];
    let mut sources = Vec::new();
    for (path, stamp) in tree.stamped("content/") {
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
                    sources.push(Source { path: path.clone(), kind, id: stem.into(), lang, stamp });
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

/// Texts or pages that a thread takes at a time: with more of them some threads wait at the end for the last one.
const AT_A_TIME: usize = 16;

/// A file that was read, or whose reading is known.
struct Read {
    document: Arc<Document>,
    /// In memory, as long as there is room.
    body: Option<Held>,
    has_text: bool,
    diagnostics: Vec<Diagnostic>,
    /// The key of its reading, where that is to be remembered.
    key: Option<Key>,
}

/// Parses all files side by side; a body stays in memory as long as there is room.
fn parse_all(
    tree: &Tree,
    sources: &[Source],
    desks: &[Desk],
    memory: Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Arc<Document>>, Bodies, Vec<Fact>) {
    let room = Room::new(tree.bytes_of_texts("content/"));
    let all: Vec<Result<Read, Diagnostic>> = sources
        .par_iter()
        .with_max_len(AT_A_TIME)
        .map(|source| {
            let desk = &desks[source.lang.index()];
            match memory {
                Memory::Process(memos) => parse_known(tree, source, desk, memos),
                Memory::Disk(facts) => parse_left(tree, source, desk, facts, &room),
                Memory::None => tree.read_text(&source.path).map(|text| parse_new(source, &text, desk, None, &room)),
            }
        })
        .collect();
    let mut documents = Vec::with_capacity(all.len());
    let (mut bodies, mut facts) = (Bodies::default(), Vec::new());
    for result in all {
        match result {
            Ok(Read { document, body, has_text, diagnostics: found, key }) => {
                let key = key.filter(|_| found.is_empty());
                facts.extend(key.map(|key| Fact { key, document: Arc::clone(&document), has_text }));
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
fn parse_new(source: &Source, text: &str, desk: &Desk, key: Option<Key>, room: &Room) -> Read {
    let Parsed { document, body, diagnostics } = parse(&source.path, text, source.kind, &source.id, desk);
    let has_text = !body.html.is_empty();
    Read { document, body: room.hold(body), has_text, diagnostics, key }
}

/// Parses a file unless a build of this process has done so; a file whose stamp is known is not even read.
fn parse_known(tree: &Tree, source: &Source, desk: &Desk, memos: &Memos) -> Result<Read, Diagnostic> {
    let name = |stamp: Key| Key::of(&(desk.key, &source.path, stamp));
    let known = source.stamp.and_then(|stamp| memos.parsed.find(name(stamp)));
    let parsed = match known {
        Some(parsed) => parsed,
        None => {
            let text = tree.read_text(&source.path)?;
            let make = || parse(&source.path, &text, source.kind, &source.id, desk);
            memos.parsed.get(name(Key::of_bytes(text.as_bytes())), make)
        }
    };
    let Parsed { document, body, diagnostics } = &*parsed;
    let (document, diagnostics) = (Arc::clone(document), diagnostics.clone());
    Ok(Read {
        document,
        body: Some(Held::Whole(Arc::clone(body))),
        has_text: !body.html.is_empty(),
        diagnostics,
        key: None,
    })
}

/// Parses a file unless another process has left what it says.
fn parse_left(tree: &Tree, source: &Source, desk: &Desk, facts: &Facts, room: &Room) -> Result<Read, Diagnostic> {
    let text = tree.read_text(&source.path)?;
    let key = Key::of(&(desk.key, &source.path, Key::of_output(text.as_bytes())));
    let Some(fact) = facts.find(key) else { return Ok(parse_new(source, &text, desk, Some(key), room)) };
    let (document, has_text) = (Arc::clone(&fact.document), fact.has_text);
    Ok(Read { document, body: None, has_text, diagnostics: Vec::new(), key: Some(key) })
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

/// The theme; between builds of one process it stays as long as none of its files changes.
fn theme(tree: &Tree, config: &Config, memos: Option<&Memos>, diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<Theme>> {
    let load = || {
        let mut found = Vec::new();
        (theme::load(tree, config, &mut found).map(Arc::new), found)
    };
    let stamps: Option<Vec<(&Str, Key)>> =
        tree.below("themes/").map(|path| tree.stamp(path).map(|stamp| (path, stamp))).collect();
    let loaded = match (memos, stamps) {
        (Some(memos), Some(stamps)) => memos.theme.get(Key::of(&(&config.theme, &config.languages, &stamps)), load),
        _ => Arc::new(load()),
    };
    diagnostics.extend(loaded.1.iter().cloned());
    loaded.0.clone()
}

/// Pictures and downloads with their names in the output.
fn media(tree: &Tree, memos: Option<&Memos>, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<Str, Media> {
    const FOLDER: &str = "content/media/";
    const LARGE: u64 = 8 << 20;
    let turn = Mutex::new(());
    let paths: Vec<&Str> = tree.below(FOLDER).collect();
    let read = |path: &&Str| {
        let below: Str = path[FOLDER.len()..].into();
        let name = tree.stamp(path).map(|stamp| Key::of(&(*path, stamp)));
        if let Some(media) = memos.zip(name).and_then(|(memos, name)| memos.media.find(name)) {
            return Ok((below, Media::clone(&media)));
        }
        // Large files are read one after the other, however many cores there are.
        let _turn = (tree.size(path) > LARGE).then(|| turn.lock());
        match tree.read(path) {
            Ok(bytes) => {
                if let Some((range, what)) = active(path, &bytes) {
                    return Err(Diagnostic::new(Code::ActiveFile, Place::new(path, range)).arg("what", what));
                }
                let key = Key::of_bytes(&bytes);
                let size = imagesize::blob_size(&bytes).ok();
                let size = size.map(|size| (size.width as u32, size.height as u32));
                let output = hashed_name(&format!("media/{below}"), key);
                let media = Media { source: (*path).clone(), output, key, size };
                if let (Some(memos), Some(name)) = (memos, name) {
                    memos.media.get(name, || media.clone());
                }
                Ok((below, media))
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
