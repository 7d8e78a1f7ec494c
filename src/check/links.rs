//! Rules about what documents refer to: pages, anchors, media files, phrases.

use std::cell::{LazyCell, OnceCell};
use std::collections::HashMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Rule;
use super::changed_documents::{CheckScope, Findings};
use crate::diagnostics::{Code, Diagnostic, Span, Suggester, join_limited};
use crate::model::{Document, SharedStr, Spanned, Target};
use crate::site::{Destination, Section, Site};

pub const RULES: &[Rule] = &[
    Rule::scope(&[Code::DeadLink, Code::DeadAnchor, Code::MissingMedia, Code::LinkToDraft], dead_links),
    Rule::scope(&[Code::NotALink], single_bracket_links),
    Rule::scope(&[Code::UnknownPhrase], unknown_phrases),
];

/// Mistyped anchors are compared with the valid ones for a suggestion until so many have been compared in one check.
const ANCHOR_COMPARISONS: usize = 100_000;

/// Links lead to pages and anchors that exist, images and downloads to files that exist.
fn dead_links(scope: &CheckScope, findings: &mut Findings) {
    let mut targets = LinkTargets::new(scope.site);
    scope.each_document(findings, |document, diagnostics| {
        for link in &document.links {
            let span = Span::new(&document.path, link.range.clone());
            diagnostics.extend(match &link.target {
                Target::Page { id, anchor } => targets.check_page(document, id, anchor.as_ref(), span),
                Target::Here(anchor) => targets.check_anchor(document, AnchorUse::SamePage, anchor, span),
                Target::Media(path) => targets.check_media(path, span),
                Target::Outside(_) => None,
            });
        }
        for picture in &document.pictures {
            if let Target::Media(path) = &picture.target {
                let span = Span::new(&document.path, picture.range.clone());
                diagnostics.extend(targets.check_media(path, span));
            }
        }
    });
}

/// Who links to an anchor. Ids that are derived from the text of a heading change with it, so only the document itself
/// may link to them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AnchorUse {
    /// `#anchor` in the document itself.
    SamePage,
    /// The document's own id and an anchor, in the document itself: only explicit ids are valid, but the message lists
    /// the derived ones too.
    OwnId,
    /// Another document.
    OtherPage,
}

/// What links may lead to. Each list is built at its first use.
struct LinkTargets<'s> {
    site: &'s Site,
    /// Key: path of the document, and whether ids derived from the text of a heading are included. Value: the ids to
    /// which a link can lead.
    anchors: FxHashMap<(&'s str, bool), FxHashSet<&'s str>>,
    ids: OnceCell<Suggester<'s>>,
    media: OnceCell<Suggester<'s>>,
    /// Ids of documents, keyed by lowercase title.
    ids_by_title: OnceCell<HashMap<String, SharedStr>>,
    /// How many anchors may still be compared.
    budget: usize,
}

impl<'s> LinkTargets<'s> {
    fn new(site: &'s Site) -> LinkTargets<'s> {
        LinkTargets {
            site,
            anchors: FxHashMap::default(),
            ids: OnceCell::new(),
            media: OnceCell::new(),
            ids_by_title: OnceCell::new(),
            budget: ANCHOR_COMPARISONS,
        }
    }

    fn check_page(
        &mut self,
        from: &Document,
        id: &SharedStr,
        anchor: Option<&SharedStr>,
        span: Span,
    ) -> Option<Diagnostic> {
        let site = self.site;
        match site.resolve(id, from.lang) {
            Destination::Document(to) => {
                let (document, anchor) = (site.document(to), anchor?);
                let anchor_use = if from.path == document.path { AnchorUse::OwnId } else { AnchorUse::OtherPage };
                self.check_anchor(document, anchor_use, anchor, span)
            }
            Destination::Section(section) => {
                // Writers choose the ids of these two sections' entries; other sections have no ids that they know.
                let anchor = anchor.filter(|anchor| site.section_fragment(section, from.lang, anchor).is_none())?;
                let texts = site.texts(from.lang);
                let known: Vec<&str> = match section {
                    Section::Glossary => texts.terms.iter().map(|(id, _)| &*id.value).collect(),
                    Section::Phrases => site.structure.phrases.iter().map(|plan| &*plan.id.value).collect(),
                    _ => Vec::new(),
                };
                let kind = if known.is_empty() { "section" } else { "none" };
                Some(self.dead_anchor(section.name(), known, anchor, span).arg("kind", kind))
            }
            Destination::Draft => Some(Diagnostic::new(Code::LinkToDraft, span).arg("target", &**id)),
            Destination::Missing => {
                let diagnostic = Diagnostic::new(Code::DeadLink, span).arg("target", &**id);
                if id.starts_with("phrase:") {
                    return Some(diagnostic.arg("kind", "phrase"));
                }
                if is_contents_marker(id) {
                    return Some(diagnostic.arg("kind", "contents"));
                }
                let nearest = || self.ids.get_or_init(|| Suggester::new(site.ids())).nearest(id);
                Some(Diagnostic { suggestion: self.id_of_title(id).or_else(nearest), ..diagnostic })
            }
        }
    }

    /// The id of the document with this title: some writers link by title.
    fn id_of_title(&self, title: &str) -> Option<String> {
        let ids = self.ids_by_title.get_or_init(|| {
            let mut ids = HashMap::new();
            for document in &self.site.documents {
                ids.entry(document.front.title.to_lowercase()).or_insert_with(|| document.id.clone());
            }
            ids
        });
        ids.get(&title.to_lowercase()).map(|id| id.to_string())
    }

    fn check_anchor(
        &mut self,
        document: &'s Document,
        anchor_use: AnchorUse,
        anchor: &SharedStr,
        span: Span,
    ) -> Option<Diagnostic> {
        let derived = anchor_use == AnchorUse::SamePage;
        let site = self.site;
        let known = self.anchors.entry((&document.path, derived));
        if known.or_insert_with(|| site.anchors(document, derived).into_iter().collect()).contains(&**anchor) {
            return None;
        }
        let listed = site.anchors(document, anchor_use != AnchorUse::OtherPage);
        let kind = if site.is_hidden_step(document, anchor) { "step" } else { "none" };
        Some(self.dead_anchor(&document.id, listed, anchor, span).arg("kind", kind))
    }

    fn dead_anchor(&mut self, page: &str, known: Vec<&str>, anchor: &str, span: Span) -> Diagnostic {
        let list = if known.is_empty() { "none".to_owned() } else { join_limited(known.iter().copied()) };
        let diagnostic = Diagnostic::new(Code::DeadAnchor, span);
        let diagnostic = diagnostic.arg("page", page).arg("anchor", anchor).arg("known", list);
        match self.budget.checked_sub(known.len()) {
            Some(rest) => {
                self.budget = rest;
                diagnostic.nearest(anchor, known)
            }
            None => diagnostic,
        }
    }

    fn check_media(&self, path: &SharedStr, span: Span) -> Option<Diagnostic> {
        if self.site.media.contains_key(path) {
            return None;
        }
        let diagnostic = Diagnostic::new(Code::MissingMedia, span).arg("target", format!("content/media/{path}"));
        let media = self.media.get_or_init(|| Suggester::new(self.site.media.keys().map(|known| &**known)));
        Some(Diagnostic { suggestion: media.nearest(path).map(|known| format!("media/{known}")), ..diagnostic })
    }
}

/// Whether `[[id]]` is how another program makes a table of contents: `[[toc]]`, `[[_TOC_]]`.
fn is_contents_marker(id: &str) -> bool {
    id.trim_matches('_').eq_ignore_ascii_case("toc")
}

/// `[late-deadline]` is plain text. If a document or phrase has this id, `[[late-deadline]]` was meant.
fn single_bracket_links(scope: &CheckScope, findings: &mut Findings) {
    let site = scope.site;
    let is_phrase = |id: &str| site.structure.phrases.iter().any(|plan| &*plan.id.value == id);
    scope.each_document(findings, |document, diagnostics| {
        for Spanned { value, range } in &document.bracketed_ids {
            let exists = match value.strip_prefix("phrase:") {
                Some(id) => is_phrase(id),
                None => site.group(value).is_some(),
            };
            if exists {
                let span = Span::new(&document.path, range.clone());
                let diagnostic = Diagnostic::new(Code::NotALink, span).arg("kind", "single").arg("target", &**value);
                diagnostics.push(diagnostic.fix(range.clone(), format!("[[{value}]]")));
            }
        }
    });
}

/// Phrases that a document includes are in phrases.yaml.
fn unknown_phrases(scope: &CheckScope, findings: &mut Findings) {
    let ids = || scope.site.structure.phrases.iter().map(|plan| &*plan.id.value);
    let known: FxHashSet<&str> = ids().collect();
    let suggester = LazyCell::new(|| Suggester::new(ids()));
    scope.each_document(findings, |document, diagnostics| {
        for phrase in &document.phrases {
            if !known.contains(&*phrase.value) {
                let span = Span::new(&document.path, phrase.range.clone());
                let diagnostic = Diagnostic::new(Code::UnknownPhrase, span).arg("phrase", &*phrase.value);
                diagnostics.push(Diagnostic { suggestion: suggester.nearest(&phrase.value), ..diagnostic });
            }
        }
    });
}
