//! Rules about what documents refer to: pages, anchors, media files, phrases.

use std::cell::{LazyCell, OnceCell};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Rule;
use super::changed_documents::{CheckScope, Findings};
use crate::diagnostics::{Code, Diagnostic, Fix, Span, Suggester, join_limited};
use crate::model::{Document, LangId, Link, LinkTarget, SharedStr, Spanned};
use crate::site::{AlternativeNames, Destination, Section, Site, file_name};

pub const RULES: &[Rule] = &[
    Rule::scope(
        &[Code::DeadLink, Code::DeadAnchor, Code::MissingMedia, Code::NotAPicture, Code::LinkToDraft],
        dead_links,
    ),
    Rule::site(
        &[Code::DeadLink, Code::DeadAnchor, Code::MissingMedia, Code::LinkToDraft, Code::MissingTranslation],
        check_site_scopes,
    ),
    Rule::scope(&[Code::NotALink], single_bracket_links),
    Rule::scope(&[Code::UnknownPhrase], unknown_phrases),
];

/// Mistyped anchors are compared with the valid ones for a suggestion until so many have been compared in one check.
const ANCHOR_COMPARISONS: usize = 100_000;

/// Links lead to pages and anchors that exist, images and downloads to files that exist.
fn dead_links(scope: &CheckScope, findings: &mut Findings) {
    let mut targets = LinkTargets::new(scope.site);
    scope.each_document(findings, |document, diagnostics| {
        diagnostics.extend(document.links.iter().filter_map(|link| targets.check_link(document, link)));
        for picture in &document.pictures {
            let span = Span::new(&document.path, picture.range.clone());
            diagnostics.extend(match &picture.target {
                LinkTarget::Media(path) => targets.check_media(path, span),
                LinkTarget::File(path) => Some(targets.misplaced_picture(document, path, span)),
                _ => None,
            });
        }
    });
}

/// The links of the texts that say what the site does not cover, which all languages have if one has it.
fn check_site_scopes(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut targets = LinkTargets::new(site);
    for document in site.scopes.iter().flatten().map(|scope| &scope.document) {
        diagnostics.extend(document.links.iter().filter_map(|link| targets.check_link(document, link)));
    }
    let is_missing = |lang: &LangId| site.scopes[lang.index()].is_none();
    let is_given = site.scopes.iter().any(Option::is_some);
    for lang in site.config.lang_ids().filter(|lang| is_given && is_missing(lang)) {
        let code = site.config.code(lang);
        let span = Span::file(&format!("content/{code}/site.yaml").into());
        diagnostics.push(Diagnostic::new(Code::MissingTranslation, span).arg("what", "scope").arg("lang", code));
    }
}

/// What links may lead to. Each list is built at its first use.
struct LinkTargets<'s> {
    site: &'s Site,
    /// Key: path of the document, and whether ids derived from the text of a heading are included. Value: the ids to
    /// which a link can lead.
    anchors: FxHashMap<(&'s str, bool), FxHashSet<&'s str>>,
    id_suggester: OnceCell<Suggester<'s>>,
    media_suggester: OnceCell<Suggester<'s>>,
    alternative_names: OnceCell<AlternativeNames>,
    /// How many anchors may still be compared.
    budget: usize,
}

impl<'s> LinkTargets<'s> {
    fn new(site: &'s Site) -> LinkTargets<'s> {
        LinkTargets {
            site,
            anchors: FxHashMap::default(),
            id_suggester: OnceCell::new(),
            media_suggester: OnceCell::new(),
            alternative_names: OnceCell::new(),
            budget: ANCHOR_COMPARISONS,
        }
    }

    /// The mistake in a link of `document`.
    fn check_link(&mut self, document: &'s Document, link: &Link) -> Option<Diagnostic> {
        let span = Span::new(&document.path, link.range.clone());
        match &link.target {
            LinkTarget::Page { id, anchor } => self.check_page(document, id, anchor.as_ref(), link),
            LinkTarget::File(path) => self.check_file(document, path, link),
            LinkTarget::Here(anchor) => self.check_anchor(document, true, anchor, span),
            LinkTarget::Media(path) => self.check_media(path, span),
            LinkTarget::Outside(_) => None,
        }
    }

    fn check_page(
        &mut self,
        from: &Document,
        id: &SharedStr,
        anchor: Option<&SharedStr>,
        link: &Link,
    ) -> Option<Diagnostic> {
        let site = self.site;
        let span = Span::new(&from.path, link.range.clone());
        match site.resolve(id, from.lang) {
            Destination::Document(to) => {
                let (document, anchor) = (site.document(to), anchor?);
                self.check_anchor(document, from.path == document.path, anchor, span)
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
                let kind = if known.is_empty() { "section" } else { "list" };
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
                // A name that one document has was replaced with its id, unless the link is in a data file.
                let called = self.alternative_names().documents_called(id, from.lang);
                if called.len() > 1 {
                    let known = join_limited(called.iter().map(|known| &**known));
                    return Some(diagnostic.arg("kind", "several").arg("known", known));
                }
                if let Some(known) = called.first() {
                    let fix = wiki_target(link).map(|range| Fix::new(range, &**known));
                    return Some(Diagnostic { suggestion: Some(known.to_string()), fix, ..diagnostic });
                }
                let in_other_language = || {
                    site.config
                        .lang_ids()
                        .find_map(|lang| self.alternative_names().document(id, lang))
                        .map(|id| id.to_string())
                };
                let nearest = || self.id_suggester.get_or_init(|| Suggester::new(site.ids())).nearest(id);
                Some(Diagnostic { suggestion: in_other_language().or_else(nearest), ..diagnostic })
            }
        }
    }

    fn alternative_names(&self) -> &AlternativeNames {
        self.alternative_names.get_or_init(|| AlternativeNames::new(self.site))
    }

    /// A link to a path that is neither a document by its id nor below `content/media/`. Writers also link by title, by
    /// file name, or relative to the document.
    fn check_file(&self, from: &Document, path: &Spanned<SharedStr>, link: &Link) -> Option<Diagnostic> {
        let span = Span::new(&from.path, link.range.clone());
        let fix = |replacement: String| (!path.range.is_empty()).then(|| Fix::new(path.range.clone(), replacement));
        if let Some(media) = self.alternative_names().media(&path.value) {
            let diagnostic = Diagnostic::new(Code::MissingMedia, span).arg("target", format!("media/{media}"));
            return Some(Diagnostic { fix: fix(media_destination(media)), ..diagnostic.arg("kind", "folder") });
        }
        let diagnostic = Diagnostic::new(Code::DeadLink, span).arg("target", &*link.typed);
        let known = self.alternative_names().document(&path.value, from.lang);
        let address = known.map(|id| format!("{id}.md"));
        Some(Diagnostic { suggestion: address.clone(), fix: address.and_then(fix), ..diagnostic })
    }

    /// A picture at a path that is not below `content/media/`, or a document in place of a picture.
    fn misplaced_picture(&self, from: &Document, path: &Spanned<SharedStr>, span: Span) -> Diagnostic {
        let names = self.alternative_names();
        if let Some(media) = names.media(&path.value) {
            let diagnostic = Diagnostic::new(Code::MissingMedia, span).arg("target", format!("media/{media}"));
            let fix = (!path.range.is_empty()).then(|| Fix::new(path.range.clone(), media_destination(media)));
            return Diagnostic { fix, ..diagnostic.arg("kind", "folder") };
        }
        let id = match self.site.resolve(&path.value, from.lang) {
            Destination::Missing => names.document(&path.value, from.lang),
            _ => Some(&path.value),
        };
        match id {
            Some(id) => Diagnostic::new(Code::NotAPicture, span).arg("target", &**id).arg("kind", "document"),
            None => {
                let target = format!("media/{}", file_name(&path.value));
                Diagnostic::new(Code::MissingMedia, span).arg("target", target).arg("kind", "folder")
            }
        }
    }

    /// `derived`: whether the id may be derived from the text of a heading. It changes with that text, so only the document
    /// itself may link to it.
    fn check_anchor(
        &mut self,
        document: &'s Document,
        derived: bool,
        anchor: &SharedStr,
        span: Span,
    ) -> Option<Diagnostic> {
        let site = self.site;
        let known = self.anchors.entry((&document.path, derived));
        if known.or_insert_with(|| site.anchors(document, derived).into_iter().collect()).contains(&**anchor) {
            return None;
        }
        let listed = site.anchors(document, derived);
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
        let media = self.media_suggester.get_or_init(|| Suggester::new(self.site.media.keys().map(|known| &**known)));
        Some(Diagnostic { suggestion: media.nearest(path).map(|known| format!("media/{known}")), ..diagnostic })
    }
}

/// The bytes of the id in `[[id]]`, `[[id#anchor]]` or `[[id|words]]`; `None` if the source differs from the id.
fn wiki_target(link: &Link) -> Option<Range<usize>> {
    let id = link.typed.split('#').next().unwrap_or_default().trim_end_matches('\\');
    let start = link.range.start + 2;
    (!id.is_empty() && start + id.len() + 2 <= link.range.end).then(|| start..start + id.len())
}

/// A media file as a link to it is written.
fn media_destination(path: &str) -> String {
    format!("media/{}", path.replace(' ', "%20"))
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
        for Spanned { value, range } in &document.single_bracket_ids {
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
