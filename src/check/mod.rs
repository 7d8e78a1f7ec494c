//! What is wrong between files: links, ids, steps, guide, languages.
//!
//! Takes the [`Site`]; gives diagnostics. Every rule is a function of the site and stands in [`RULES`] with the codes
//! that it reports. A rule that looks at one text after the other passes over those in which it found nothing the last
//! time, while they and all that it holds them against are the same. Never changes anything, never reads a file.

mod data_files;
mod translations;

use std::cell::{LazyCell, OnceCell};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostics::{Code, Diagnostic, Span, Suggester, join_limited};
use crate::link::routes::{Route, Routes};
use crate::link::{Destination, DocId, Section, Site, same_anchors};
use crate::model::{Document, Kind, SharedStr, Spanned, Target};

/// A rule: what it looks for, and how.
pub struct Rule {
    pub codes: &'static [Code],
    check: Check,
}

enum Check {
    /// Looks at the whole site.
    Site(fn(&Site, &mut Vec<Diagnostic>)),
    /// Looks at the addresses of all pages.
    Pages(fn(&Site, &Routes, &mut Vec<Diagnostic>)),
    /// Looks at one text after the other.
    Texts(fn(&CheckScope, &mut Findings)),
}

/// All rules that look at more than one file.
pub const RULES: &[Rule] = &[
    Rule { codes: &[Code::DuplicateId], check: Check::Site(one_id_one_text) },
    Rule { codes: &[Code::SameAddress], check: Check::Pages(one_address_one_page) },
    Rule {
        codes: &[Code::DeadLink, Code::DeadAnchor, Code::MissingMedia, Code::LinkToDraft],
        check: Check::Texts(links),
    },
    Rule { codes: &[Code::NotALink], check: Check::Texts(single_brackets) },
    Rule { codes: &[Code::UnknownPhrase], check: Check::Texts(phrases_in_texts) },
    Rule { codes: &[Code::UnknownSituation, Code::NotLedTo], check: Check::Texts(front_matter) },
    Rule { codes: &[Code::UnknownSituation, Code::UnknownArticle], check: Check::Site(data_files::names) },
    Rule { codes: &[Code::UnknownAction, Code::RepeatedStep], check: Check::Site(data_files::steps) },
    Rule { codes: &[Code::TwoKeys, Code::LongPhase], check: Check::Site(data_files::phases) },
    Rule { codes: &[Code::IdleAction], check: Check::Site(data_files::idle_actions) },
    Rule { codes: &[Code::SituationWithoutText], check: Check::Site(data_files::texts) },
    Rule {
        codes: &[Code::UnknownQuestion, Code::GuideLoop, Code::GuideUnreached],
        check: Check::Site(data_files::guide),
    },
    Rule { codes: &[Code::MissingInLanguage, Code::Conflict], check: Check::Texts(translations::parity) },
    Rule { codes: &[Code::MissingTranslation, Code::UnusedEntry], check: Check::Site(translations::data_files) },
    Rule { codes: &[Code::AmbiguousTerm], check: Check::Site(translations::terms) },
    Rule { codes: &[Code::BadSource], check: Check::Texts(translations::sources) },
];

/// A site that was checked: what the next check of this process is held against.
pub struct CheckResult {
    pub site: Arc<Site>,
    pub routes: Arc<Routes>,
    /// In which texts something was found, and in which numbers of [`Site::entries`].
    texts: BTreeSet<DocId>,
    entries: BTreeSet<u32>,
}

/// What is looked at one after the other.
struct CheckScope<'s> {
    site: &'s Site,
    /// In order.
    texts: Vec<DocId>,
    /// Numbers of [`Site::entries`], in order.
    entries: Vec<u32>,
}

/// What rules find, and where.
#[derive(Default)]
struct Findings {
    diagnostics: Vec<Diagnostic>,
    texts: Vec<DocId>,
    entries: Vec<u32>,
}

impl<'s> CheckScope<'s> {
    /// All texts, or those that may be wrong now. Where something was wrong `before` is looked at again: a suggestion
    /// depends on all texts.
    fn new(site: &'s Site, before: Option<&CheckResult>) -> CheckScope<'s> {
        let all = CheckScope {
            site,
            texts: (0..site.documents.len() as DocId).collect(),
            entries: (0..site.entries.len() as u32).collect(),
        };
        let Some(before) = before else { return all };
        let then = &*before.site;
        let held_against = (&site.config, &site.structure, &site.texts, &site.drafts, &site.media)
            == (&then.config, &then.structure, &then.texts, &then.drafts, &then.media);
        let Some(since) = site.since(then).filter(|_| held_against) else { return all };
        let numbers = since.changed.iter().filter_map(|id| site.entry_number(&site.document(*id).id));
        // Two texts of one id but another kind are a mistake; the number leads to the first of them only.
        let whole = since.changed.iter().all(|id| {
            let document = site.document(*id);
            site.entry(&document.id).is_some_and(|entry| entry.kind == document.kind)
        });
        let entries = if whole {
            Vec::from_iter(before.entries.iter().copied().chain(numbers).collect::<BTreeSet<_>>())
        } else {
            all.entries
        };
        let texts = match since.alike(same_anchors) {
            true => Vec::from_iter(before.texts.iter().chain(&since.changed).copied().collect::<BTreeSet<_>>()),
            false => all.texts,
        };
        CheckScope { site, texts, entries }
    }

    /// Looks at each text.
    fn each_text(&self, found: &mut Findings, mut look: impl FnMut(&'s Document, &mut Vec<Diagnostic>)) {
        for id in &self.texts {
            let before = found.diagnostics.len();
            look(self.site.document(*id), &mut found.diagnostics);
            if found.diagnostics.len() > before {
                found.texts.push(*id);
            }
        }
    }
}

/// Runs all rules; `before` is the check of the build before, in the same process.
pub fn check(site: &Arc<Site>, before: Option<&CheckResult>, diagnostics: &mut Vec<Diagnostic>) -> CheckResult {
    let routes = Routes::new(site, before.map(|before| (&*before.site, &before.routes)));
    let case = CheckScope::new(site, before);
    let run = |rule: &Rule| {
        let mut found = Findings::default();
        match rule.check {
            Check::Site(check) => check(site, &mut found.diagnostics),
            Check::Pages(check) => check(site, &routes, &mut found.diagnostics),
            Check::Texts(check) => check(&case, &mut found),
        }
        found
    };
    let (mut texts, mut entries) = (BTreeSet::new(), BTreeSet::new());
    for found in RULES.par_iter().map(run).collect::<Vec<_>>() {
        diagnostics.extend(found.diagnostics);
        texts.extend(found.texts);
        entries.extend(found.entries);
    }
    CheckResult { site: Arc::clone(site), routes, texts, entries }
}

/// An id names one text, of one kind; the names of sections are taken.
fn one_id_one_text(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<&str, &Document> = HashMap::new();
    for entry in site.entries.iter() {
        let Some(first) = entry.documents.iter().flatten().next() else { continue };
        let document = site.document(*first);
        if let Some(first) = seen.insert(&entry.id, document) {
            let diagnostic = Diagnostic::new(Code::DuplicateId, Span::file(&document.path)).arg("id", &*entry.id);
            diagnostics.push(diagnostic.related(Span::file(&first.path)));
        }
    }
}

fn one_address_one_page(site: &Site, routes: &Routes, diagnostics: &mut Vec<Diagnostic>) {
    for (route, first) in routes.doubled(site) {
        // Two versions of one situation never share a folder, so one of the two is a writer's: the one that a slug or an
        // alias stands for, where only one of them does.
        let typed = |place: &Span| place.end > place.start;
        let (span, related) = match (place_of(site, route), place_of(site, first)) {
            (Some(place), Some(first)) if typed(&first) && !typed(&place) => (first, Some(place)),
            (Some(span), related) => (span, related),
            (None, Some(first)) => (first, None),
            (None, None) => continue,
        };
        let diagnostic = Diagnostic::new(Code::SameAddress, span).arg("address", format!("/{}", route.path(site)));
        diagnostics.push(Diagnostic { related, ..diagnostic });
    }
}

/// Where a writer decided on the address: the slug, the alias, or the text itself.
fn place_of(site: &Site, route: &Route) -> Option<Span> {
    match route {
        Route::Situation { document, .. } | Route::Article(document) | Route::Page(document) => {
            let document = site.document(*document);
            let range = document.front.slug.as_ref().map_or(0..0, |slug| slug.range.clone());
            Some(Span::new(&document.path, range))
        }
        Route::Redirect { from, to, .. } => alias_place(site, from, to),
        _ => None,
    }
}

/// The place of the alias that leads from `from` to the text at `to`.
fn alias_place(site: &Site, from: &str, to: &str) -> Option<Span> {
    let document = site
        .documents
        .iter()
        .find(|document| !document.front.aliases.is_empty() && site.path(document, document.lang) == to)?;
    let ends =
        |alias: &str| from.trim_matches('/').strip_suffix(alias).is_some_and(|s| s.is_empty() || s.ends_with('/'));
    // Of several that fit the longest is the whole of it.
    let fitting = document.front.aliases.iter().filter(|alias| ends(alias.value.trim_matches('/')));
    let alias = fitting.max_by_key(|alias| alias.value.trim_matches('/').len())?;
    Some(Span::new(&document.path, alias.range.clone()))
}

fn links(case: &CheckScope, found: &mut Findings) {
    let mut links = Links::new(case.site);
    case.each_text(found, |document, diagnostics| links_of(document, &mut links, diagnostics));
}

fn links_of<'s>(document: &'s Document, links: &mut Links<'s>, diagnostics: &mut Vec<Diagnostic>) {
    for link in &document.links {
        let place = Span::new(&document.path, link.range.clone());
        diagnostics.extend(match &link.target {
            Target::Page { id, anchor } => links.page(document, id, anchor.as_ref(), place),
            Target::Here(anchor) => links.anchor(document, true, true, anchor, place),
            Target::Media(path) => links.media(path, place),
            Target::Outside(_) => None,
        });
    }
    for picture in &document.pictures {
        if let Target::Media(path) = &picture.target {
            diagnostics.extend(links.media(path, Span::new(&document.path, picture.range.clone())));
        }
    }
}

/// What links are held against, each list made at its first use.
struct Links<'s> {
    site: &'s Site,
    /// By path of a text, and whether automatic ids count.
    anchors: FxHashMap<(&'s str, bool), FxHashSet<&'s str>>,
    ids: OnceCell<Suggester<'s>>,
    media: OnceCell<Suggester<'s>>,
    /// Ids by title, for all texts.
    titles: OnceCell<HashMap<String, SharedStr>>,
    /// Anchors that are still compared with a mistyped one.
    patience: usize,
}

impl<'s> Links<'s> {
    fn new(site: &'s Site) -> Links<'s> {
        let (ids, media, titles) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Links { site, anchors: FxHashMap::default(), ids, media, titles, patience: 100_000 }
    }

    /// The id of the text that has this title.
    fn titled(&self, title: &str) -> Option<String> {
        let titles = self.titles.get_or_init(|| {
            let mut titles = HashMap::new();
            for document in &self.site.documents {
                titles.entry(document.front.title.to_lowercase()).or_insert_with(|| document.id.clone());
            }
            titles
        });
        titles.get(&title.to_lowercase()).map(|id| id.to_string())
    }

    fn page(&mut self, from: &Document, id: &SharedStr, anchor: Option<&SharedStr>, place: Span) -> Option<Diagnostic> {
        let site = self.site;
        match site.destination(id, from.lang) {
            Destination::Document(to) => {
                let (document, anchor) = (site.document(to), anchor?);
                let phase = document.kind == Kind::Situation && site.structure.phase(anchor).is_some();
                if phase { None } else { self.anchor(document, false, from.path == document.path, anchor, place) }
            }
            Destination::Section(section) => {
                // The entries of these two are places; those of other sections have no ids that a writer knows.
                let texts = site.texts(from.lang);
                let known: Vec<&str> = match section {
                    Section::Glossary => texts.terms.iter().map(|(id, _)| &*id.value).collect(),
                    Section::Phrases => site.structure.phrases.iter().map(|plan| &*plan.id.value).collect(),
                    _ => return None,
                };
                let anchor = anchor.filter(|anchor| !known.contains(&&***anchor))?;
                Some(self.dead_anchor(section.name(), known, anchor, place))
            }
            Destination::Draft => Some(Diagnostic::new(Code::LinkToDraft, place).arg("target", &**id)),
            Destination::Missing => {
                let diagnostic = Diagnostic::new(Code::DeadLink, place).arg("target", &**id);
                if id.starts_with("phrase:") {
                    return Some(diagnostic.arg("kind", "phrase"));
                }
                let near = || self.ids.get_or_init(|| Suggester::new(site.ids())).to(id);
                Some(Diagnostic { suggestion: self.titled(id).or_else(near), ..diagnostic })
            }
        }
    }

    /// A mistake, if `anchor` is none of the text's; `listed` tells which ones the message may name.
    fn anchor(
        &mut self,
        document: &'s Document,
        own: bool,
        listed: bool,
        anchor: &SharedStr,
        place: Span,
    ) -> Option<Diagnostic> {
        let known = self.anchors.entry((&document.path, own)).or_insert_with(|| anchors(document, own).collect());
        if known.contains(&**anchor) {
            return None;
        }
        Some(self.dead_anchor(&document.id, anchors(document, listed).collect(), anchor, place))
    }

    fn dead_anchor(&mut self, page: &str, known: Vec<&str>, anchor: &str, place: Span) -> Diagnostic {
        let list = if known.is_empty() { "none".to_owned() } else { join_limited(known.iter().copied()) };
        let diagnostic = Diagnostic::new(Code::DeadAnchor, place);
        let diagnostic = diagnostic.arg("page", page).arg("anchor", anchor).arg("known", list);
        match self.patience.checked_sub(known.len()) {
            Some(left) => {
                self.patience = left;
                diagnostic.nearest(anchor, known)
            }
            None => diagnostic,
        }
    }

    fn media(&self, path: &SharedStr, place: Span) -> Option<Diagnostic> {
        if self.site.media.contains_key(path) {
            return None;
        }
        let diagnostic = Diagnostic::new(Code::MissingMedia, place).arg("target", format!("content/media/{path}"));
        let near = self.media.get_or_init(|| Suggester::new(self.site.media.keys().map(|known| &**known)));
        Some(Diagnostic { suggestion: near.to(path).map(|known| format!("media/{known}")), ..diagnostic })
    }
}

/// The anchors of a text: all of them for links within it, those given by hand for links from elsewhere.
fn anchors(document: &Document, own: bool) -> impl Iterator<Item = &str> {
    let headings = document.headings.iter().filter(move |heading| own || heading.explicit).map(|heading| &*heading.id);
    let actions = document.actions.iter().map(|action| &*action.item);
    headings.chain(actions).chain(document.items.iter().map(|item| &*item.value))
}

/// `[late-deadline]`, where a text of this name is there.
fn single_brackets(case: &CheckScope, found: &mut Findings) {
    let phrase = |id: &str| case.site.structure.phrases.iter().any(|plan| &*plan.id.value == id);
    case.each_text(found, |document, diagnostics| {
        for Spanned { value, range } in &document.named {
            let there = match value.strip_prefix("phrase:") {
                Some(id) => phrase(id),
                None => case.site.entry(value).is_some(),
            };
            if there {
                let place = Span::new(&document.path, range.clone());
                let diagnostic = Diagnostic::new(Code::NotALink, place).arg("kind", "single").arg("target", &**value);
                diagnostics.push(diagnostic.fix(range.clone(), format!("[[{value}]]")));
            }
        }
    });
}

fn phrases_in_texts(case: &CheckScope, found: &mut Findings) {
    let ids = || case.site.structure.phrases.iter().map(|plan| &*plan.id.value);
    let known: FxHashSet<&str> = ids().collect();
    let near = LazyCell::new(|| Suggester::new(ids()));
    case.each_text(found, |document, diagnostics| {
        for phrase in &document.phrases {
            if !known.contains(&*phrase.value) {
                let place = Span::new(&document.path, phrase.range.clone());
                let diagnostic = Diagnostic::new(Code::UnknownPhrase, place).arg("phrase", &*phrase.value);
                diagnostics.push(Diagnostic { suggestion: near.to(&phrase.value), ..diagnostic });
            }
        }
    });
}

/// What front matter names: situations of an article, conditions of a situation.
fn front_matter(case: &CheckScope, found: &mut Findings) {
    let site = case.site;
    let near = LazyCell::new(|| Suggester::new(site.structure.situations.iter().map(|plan| &*plan.id.value)));
    case.each_text(found, |document, diagnostics| {
        for situation in &document.front.situations {
            if site.situation(&situation.value).is_none() {
                let place = Span::new(&document.path, situation.range.clone());
                let diagnostic = Diagnostic::new(Code::UnknownSituation, place).arg("situation", &*situation.value);
                diagnostics.push(Diagnostic { suggestion: near.to(&situation.value), ..diagnostic });
            }
        }
        if document.kind != Kind::Situation {
            return;
        }
        let Some(number) = site.situation(&document.id) else {
            let place = Span::file(&document.path);
            let diagnostic = Diagnostic::new(Code::UnknownSituation, place).arg("situation", &*document.id);
            diagnostics.push(Diagnostic { suggestion: near.to(&document.id), ..diagnostic });
            return;
        };
        let leads_to = &site.structure.situations[number].leads_to;
        let known: FxHashSet<&SharedStr> = leads_to.iter().map(|to| &to.value).collect();
        let near = LazyCell::new(|| Suggester::new(leads_to.iter().map(|to| &*to.value)));
        for (id, _) in &document.front.worse {
            if !known.contains(&id.value) {
                let place = Span::new(&document.path, id.range.clone());
                let diagnostic =
                    Diagnostic::new(Code::NotLedTo, place).arg("situation", &*document.id).arg("to", &*id.value);
                diagnostics.push(Diagnostic { suggestion: near.to(&id.value), ..diagnostic });
            }
        }
    });
}
