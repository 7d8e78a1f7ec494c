//! Why a URL of the preview has no page: a draft, an error, another language, a typing mistake.
//!
//! Takes the path that a browser asked for, and what the preview knows; returns a [`Note`] with links to what the
//! writer may have meant. Never reads a file.

use std::collections::BTreeMap;

use super::PreviewSnapshot;
use super::on_demand::OnDemandSite;
use super::page_notes::{Note, NoteLink};
use crate::authoring::translate::document_path;
use crate::diagnostics::{Severity, Suggester};
use crate::i18n::Messages;
use crate::model::{DocId, Kind, LangId};
use crate::site::routes::Route;
use crate::site::{Section, Site};

/// The parts of a path that the site would understand: `lv/articles/late/` is language, section and name.
struct Address<'p> {
    /// The language of the site that the path begins with.
    lang: Option<LangId>,
    /// The first part, if it is not a language of the site.
    unknown_lang: Option<&'p str>,
    /// The kind of document that the path would have; `None` if no kind has such a path.
    kind: Option<Kind>,
    /// The last part, without `.html`; may be empty.
    name: &'p str,
}

/// The reason why `path` has no page in `site`, the last one that was built without errors.
pub fn explain_missing_page(path: &str, site: &OnDemandSite, snapshot: &PreviewSnapshot, messages: &Messages) -> Note {
    let lang = messages.code();
    let note = |text: String, links: Vec<NoteLink>| Note { class: "situ-missing", lang, text, links };
    let site = &site.ready.site;
    let address = Address::parse(path, site);
    let name = address.name;
    let source = address.source(site).filter(|path| snapshot.tree.contains(path));
    let has_errors = snapshot.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    if let Some(path) = source.as_deref().filter(|_| has_errors) {
        return note(messages.text("cli-missing-error", &[("path", path)]), Vec::new());
    }
    if site.drafts.contains_key(name) || (source.is_some() && address.document(site).is_none()) {
        return note(messages.text("cli-missing-draft", &[("id", name)]), Vec::new());
    }
    if let Some(id) = address.document(site) {
        let links = vec![document_link(site, id)];
        return note(messages.text("cli-missing-moved", &[("path", &site.document(id).path)]), links);
    }
    if let Some(lang) = address.lang
        && let Some(group) = site.group(name)
    {
        let links: Vec<NoteLink> = group.documents.iter().flatten().map(|id| document_link(site, *id)).collect();
        let from = links.first().map_or("", |link| &link.lang).to_owned();
        let arguments = [("id", name), ("lang", site.config.code(lang)), ("from", &from)];
        return note(messages.text("cli-missing-language", &arguments), links);
    }
    let near = nearest_page(&address, site);
    if let Some(code) = address.unknown_lang {
        let known = site.config.languages.iter().map(|language| &*language.code).collect::<Vec<_>>().join(", ");
        let text = messages.text("cli-missing-no-language", &[("lang", code), ("known", &known)]);
        return note(text, near.into_iter().collect());
    }
    match near {
        Some(link) => note(messages.text("cli-missing-near", &[]), vec![link]),
        None => note(messages.text("cli-missing-unknown", &[]), Vec::new()),
    }
}

/// The note on a URL that is not below the base path of the site, with a link to the same page below it, or to the start
/// of the site.
pub fn explain_outside(url: &str, site: &OnDemandSite, messages: &Messages) -> Note {
    let path = url.trim_start_matches('/');
    let index = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
    let site_path = if site.ready.route_at(&format!("{path}{index}")).is_some() { path } else { "" };
    let config = &site.ready.site.config;
    let href = config.href(site_path).to_string();
    let text = messages.text("cli-missing-outside", &[("base", &config.base)]);
    let link = NoteLink { title: href.clone(), href, lang: messages.code().to_owned() };
    Note { class: "situ-missing", lang: messages.code(), text, links: vec![link] }
}

impl<'p> Address<'p> {
    fn parse(path: &'p str, site: &Site) -> Address<'p> {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let lang = parts.first().and_then(|code| site.config.lang(code));
        let unknown_lang = parts.first().copied().filter(|_| lang.is_none());
        if lang.is_some() || parts.len() > 1 {
            parts.remove(0);
        }
        let name = parts.last().map_or("", |name| name.strip_suffix(".html").unwrap_or(name));
        let kind = match parts.as_slice() {
            [_] => Some(Kind::Page),
            [section, _] => Kind::ALL
                .into_iter()
                .find(|kind| Section::of_kind(*kind).is_some_and(|of_kind| of_kind.name() == *section)),
            _ => None,
        };
        Address { lang, unknown_lang, kind, name }
    }

    /// The path of the source file that would have this URL.
    fn source(&self, site: &Site) -> Option<String> {
        Some(document_path(&site.config, self.lang?, self.kind?, self.name))
    }

    /// The document with this id in this language, whose page has another URL.
    fn document(&self, site: &Site) -> Option<DocId> {
        site.group(self.name)?.document_in(self.lang?)
    }
}

/// A link to the page of a document.
fn document_link(site: &Site, id: DocId) -> NoteLink {
    let document = site.document(id);
    NoteLink {
        href: site.config.href(&site.path(document, document.lang)).to_string(),
        title: document.front.title.to_string(),
        lang: site.config.code(document.lang).to_owned(),
    }
}

/// The page whose name is closest to that of the URL: a document or a section of the language, or of all languages
/// if the URL has none.
fn nearest_page(address: &Address, site: &Site) -> Option<NoteLink> {
    let mut pages: BTreeMap<String, NoteLink> = BTreeMap::new();
    let in_language = |lang: LangId| address.lang.is_none_or(|wanted| wanted == lang);
    for id in site.document_ids().filter(|id| in_language(site.document(*id).lang)) {
        let document = site.document(id);
        let slug = document.front.slug.as_ref().map(|slug| slug.value.to_string());
        for name in [Some(document.id.to_string()), slug].into_iter().flatten() {
            pages.entry(name).or_insert_with(|| document_link(site, id));
        }
    }
    for lang in site.config.lang_ids().filter(|lang| in_language(*lang)) {
        for section in site.sections(lang) {
            let path = Route::Section(section, lang).path(site);
            let (href, code) = (site.config.href(&path), site.config.code(lang).to_owned());
            pages.entry(section.name().to_owned()).or_insert(NoteLink {
                title: href.to_string(),
                href: href.to_string(),
                lang: code,
            });
        }
    }
    let name = Suggester::new(pages.keys().map(String::as_str)).nearest(address.name)?;
    pages.remove(&name)
}
