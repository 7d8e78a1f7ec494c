//! The builder of pages.
//!
//! Takes the [`Site`] and the interface strings; returns the [`Page`] of a [`Route`], one at a time, so that the pages
//! of a site are never in memory together. Holds lists and links that many pages share, each built at its first use.
//! Pure: the same site produces the same page.

use std::cmp::Reverse;
use std::sync::OnceLock;

use super::guide_steps::{GuideStep, guide_steps};
use super::navigation::{NavLinks, Translations};
use super::slots::SlotResolver;
use super::{Content, DateText, Head, Page, PageWithJsonLd, SharedValue, SituationLink, json_ld};
use crate::i18n::Messages;
use crate::linguistics::Date;
use crate::model::{DocId, Document, Extra, Href, Kind, LangId, LinkPattern, LinkValues, SituationId};
use crate::site::routes::Route;
use crate::site::{Site, SourceState};

/// The most articles in the list of recent ones.
const RECENT_ARTICLES: usize = 3;

/// Paths of the social cards, indexed by situation, then by language.
#[derive(Default)]
pub struct SocialCards {
    paths: Vec<Vec<Option<String>>>,
}

impl SocialCards {
    /// `paths` has a row for each situation, and a row has a path below the base for each language, or `None`. Without
    /// social cards it is empty.
    pub fn new(paths: Vec<Vec<Option<String>>>) -> SocialCards {
        SocialCards { paths }
    }

    /// The path of a card below the base.
    pub(super) fn path(&self, situation: SituationId, lang: LangId) -> Option<&str> {
        self.paths.get(situation.index())?.get(lang.index())?.as_deref()
    }
}

/// Builds the pages of a site.
pub struct PageBuilder<'s> {
    pub(super) site: &'s Site,
    /// Interface strings, indexed by language.
    messages: &'s [Messages],
    pub(super) cards: &'s SocialCards,
    /// Indexed by document: whether its body has text.
    has_body: &'s [bool],
    /// Indexed by language.
    index: Vec<OnceLock<LanguageIndex>>,
    /// Indexed by language.
    nav_links: Vec<OnceLock<NavLinks>>,
    /// Indexed by document: the link to it for readers of its own language.
    document_links: Vec<OnceLock<SharedValue>>,
    /// Indexed by question.
    guide_steps: OnceLock<Vec<Option<GuideStep>>>,
}

/// Sorted lists of a language.
pub(super) struct LanguageIndex {
    /// In the order of situations.yaml.
    pub situations: Vec<SituationLink>,
    /// Articles, sorted by title.
    pub articles: Vec<DocId>,
    /// The articles with the latest dates, the latest one first. Of those with the same date, the ones that help in
    /// most situations come first.
    pub recent_articles: Vec<DocId>,
    /// Whether each of `recent_articles` is later than every article that is not among them.
    pub recent_are_newest: bool,
}

/// What each kind of page decides itself; [`PageBuilder::complete`] derives the rest.
pub(super) struct PageSpec {
    /// Name of the template without `.html`.
    pub template: &'static str,
    pub lang: LangId,
    /// Path below the base.
    pub path: String,
    /// Title without that of the site.
    pub title: String,
    pub description: String,
    pub translations: Translations,
    pub content: Content,
}

impl<'s> PageBuilder<'s> {
    /// `messages` are the interface strings, indexed by language; `has_body` says for each document whether its body
    /// has text.
    pub fn new(
        site: &'s Site,
        messages: &'s [Messages],
        cards: &'s SocialCards,
        has_body: &'s [bool],
    ) -> PageBuilder<'s> {
        let index = site.config.lang_ids().map(|_| OnceLock::new()).collect();
        let nav_links = site.config.lang_ids().map(|_| OnceLock::new()).collect();
        let document_links = site.documents.iter().map(|_| OnceLock::new()).collect();
        let guide_steps = OnceLock::new();
        PageBuilder { site, messages, cards, has_body, index, nav_links, document_links, guide_steps }
    }

    /// The page of a route, without JSON-LD.
    pub fn page(&self, route: &Route) -> Page {
        match route {
            Route::Languages => self.languages_page(),
            Route::RootNotFound => self.root_not_found_page(),
            Route::NotFound(lang) => self.not_found_page(*lang, route),
            Route::Offline => self.offline_page(),
            Route::Home(lang) => self.home_page(*lang),
            Route::Situation { situation, document, lang } => self.situation_page(*situation, *document, *lang),
            Route::Document(document) => self.document_page(*document),
            Route::Section(section, lang) => self.section_page(*section, *lang),
            Route::Question(question, lang) => self.question_page(*question, *lang),
            Route::Redirect { from, to, lang, .. } => self.redirect_page(from, to, *lang),
        }
    }

    /// Adds JSON-LD to a page that is about to be rendered. Pages that are not rendered do not need it.
    pub fn describe(&self, page: Page) -> PageWithJsonLd {
        let json_ld = json_ld::json_ld(&page, &self.site.config.origin);
        PageWithJsonLd(Page { head: Head { json_ld, ..page.head }, ..page })
    }

    /// A complete page without id, crumbs and body, which search engines may list.
    pub(super) fn complete(&self, spec: PageSpec) -> Page {
        let PageSpec { template, lang, path, title, description, translations, content } = spec;
        let config = &self.site.config;
        let site_title = &self.site.texts(lang).title;
        let full_title = if title.is_empty() || *title == **site_title {
            site_title.to_string()
        } else {
            format!("{title} · {site_title}")
        };
        Page {
            kind: template,
            id: String::new(),
            lang: config.code(lang).to_owned(),
            title,
            description,
            href: config.href(&path),
            head: Head {
                title: full_title,
                canonical: config.absolute(&path),
                noindex: false,
                alternates: translations.alternates,
                image: Href::default(),
                og_type: "website",
                json_ld: String::new(),
            },
            missing: translations.links.iter().any(|link| !link.exists && !link.current),
            languages: translations.links,
            for_country: false,
            in_menu: false,
            crumbs: Vec::new(),
            scripts: Vec::new(),
            edit_url: String::new(),
            report_url: String::new(),
            content,
            extra: SharedValue::from(&Extra::default()),
            slot_values: Vec::new(),
            body: None,
        }
    }

    /// Where a document is edited, and where a mistake in it is reported; empty if pages have no such links.
    pub(super) fn link_patterns(&self, document: &Document) -> (String, String) {
        let config = &self.site.config;
        let url = config.absolute(&self.site.path(document, document.lang));
        let values = LinkValues {
            path: &document.path,
            lang: config.code(document.lang),
            id: &document.id,
            title: &document.front.title,
            url: url.as_str(),
        };
        let link = |pattern: &Option<LinkPattern>| pattern.as_ref().map(|pattern| pattern.link(&values));
        (link(&config.edit_url).unwrap_or_default(), link(&config.report_url).unwrap_or_default())
    }

    /// The lists of a language.
    pub(super) fn index(&self, lang: LangId) -> &LanguageIndex {
        self.index[lang.index()].get_or_init(|| {
            let site = self.site;
            let articles = self.documents_by_title(Kind::Article, lang);
            let updated = |id: &DocId| site.document(*id).front.updated;
            let mut recent_articles = articles.clone();
            recent_articles.sort_by_key(|id| Reverse((updated(id), site.document(*id).front.situations.len())));
            let recent_are_newest = match recent_articles.get(RECENT_ARTICLES - 1..=RECENT_ARTICLES) {
                Some([last, next]) => updated(last) > updated(next),
                _ => false,
            };
            recent_articles.truncate(RECENT_ARTICLES);
            let situations = site.situation_ids().filter_map(|id| self.situation_link(id, lang)).collect();
            LanguageIndex { situations, articles, recent_articles, recent_are_newest }
        })
    }

    /// The documents of a kind that a language has, sorted by title.
    pub(super) fn documents_by_title(&self, kind: Kind, lang: LangId) -> Vec<DocId> {
        let site = self.site;
        let language = site.config.language(lang);
        let is_own = |document: &Document| document.kind == kind && document.lang == lang;
        let mut documents: Vec<DocId> = site.document_ids().filter(|id| is_own(site.document(*id))).collect();
        documents.sort_by_cached_key(|id| (language.sort_key(&site.document(*id).front.title), *id));
        documents
    }

    /// Where each question is on the way through the guide, indexed by question.
    pub(super) fn guide_steps(&self) -> &[Option<GuideStep>] {
        self.guide_steps.get_or_init(|| guide_steps(&self.site.structure))
    }

    /// The links of a language that many pages show.
    pub(super) fn nav_links(&self, lang: LangId) -> &NavLinks {
        self.nav_links[lang.index()].get_or_init(|| NavLinks::new(self, lang))
    }

    /// A link to a document for readers of `lang`.
    pub(super) fn document_link(&self, id: DocId, lang: LangId) -> SharedValue {
        let document = self.site.document(id);
        let make = || SharedValue::new(&self.link_to(document, lang));
        // Links from other languages are rare, so only those from the document's own language are shared.
        if document.lang == lang { self.document_links[id.index()].get_or_init(make).clone() } else { make() }
    }

    /// `href` with the fragment of an anchor of `document`; without it if its page does not show the anchor.
    pub(super) fn with_anchor(&self, href: Href, document: &Document, anchor: &str) -> Href {
        match self.site.has_anchor(document, anchor) {
            true => href.with_fragment(&self.site.fragment(document, anchor)),
            false => href,
        }
    }

    /// Resolves slots for readers of `lang`.
    pub(super) fn slot_resolver(&self, lang: LangId) -> SlotResolver<'_> {
        SlotResolver { site: self.site, messages: &self.messages[lang.index()], lang }
    }

    /// An interface string without arguments.
    pub(super) fn string(&self, lang: LangId, id: &str) -> String {
        self.messages[lang.index()].text(id, &[])
    }

    /// A date in both forms.
    pub(super) fn date(&self, date: Option<Date>, lang: LangId) -> Option<DateText> {
        let language = self.site.config.language(lang);
        date.map(|date| DateText { iso: date.to_string(), text: language.date(date) })
    }

    /// Whether the body of a document has text.
    pub(super) fn has_body(&self, document: DocId) -> bool {
        self.has_body.get(document.index()).copied().unwrap_or(false)
    }

    /// `stale` if the document is a translation and its source has changed since; else empty.
    pub(super) fn freshness(&self, document: &Document) -> &'static str {
        if self.site.source_state(document) == SourceState::Changed { "stale" } else { "" }
    }
}
