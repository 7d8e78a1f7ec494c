//! The pages for unknown URLs, and the page that a device without a connection shows in place of one that it does not
//! keep.

use serde::Serialize;

use super::builder::PageSpec;
use super::context::MenuItem;
use super::navigation::Translations;
use super::{Content, Head, Page, PageBuilder, QuestionContent, SituationLink};
use crate::model::{Href, LangId, precache_list};
use crate::site::Section;
use crate::site::routes::Route;

const TEMPLATE: &str = "not-found";
const TEMPLATE_OF_ROOT: &str = "not-found-all";
const TEMPLATE_OFFLINE: &str = "offline";

/// Content of `not-found.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct NotFoundContent {
    /// The first question of the guide, with the next questions inside; `None` without a guide.
    pub guide: Option<QuestionContent>,
    /// The situations that no answer in `guide` leads to, in the order of situations.yaml; all of them without a guide.
    pub situations: Vec<SituationLink>,
}

/// Content of `not-found-all.html` and `offline.html`, which say the same in every language, because one file answers
/// for URLs in all of them.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct ByLanguageContent {
    /// The languages of the site, in the order of site.yaml.
    pub entries: Vec<ByLanguageEntry>,
}

/// What such a page needs of a language.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct ByLanguageEntry {
    /// Code of the language.
    pub code: String,
    /// Name of the language in that language.
    pub name: String,
    /// Title of the site in that language.
    pub title: String,
    /// URL on the host of its home page.
    pub href: Href,
    /// URL on the host of its search page.
    pub search: Href,
    /// URL on the host of its precache list.
    pub offline: Href,
    /// Its sections.
    pub menu: Vec<MenuItem>,
    /// The first question of the guide, with the next questions inside; `None` without a guide, and on the page without
    /// a connection, which cannot tell which situations the device keeps.
    pub guide: Option<QuestionContent>,
    /// The situations that no answer in `guide` leads to, in the order of situations.yaml: all of them without a guide.
    /// Empty on the page without a connection.
    pub situations: Vec<SituationLink>,
}

impl PageBuilder<'_> {
    /// The page for unknown URLs of a language, at the path of `route`. Its language switch leads to home pages.
    pub(super) fn not_found_page(&self, lang: LangId, route: &Route) -> Page {
        let (guide, situations) = self.start(lang);
        let page = self.complete(PageSpec {
            template: TEMPLATE,
            lang,
            path: route.path(self.site),
            title: self.string(lang, "not_found_title"),
            description: String::new(),
            translations: Translations { alternates: Vec::new(), ..self.home_translations(lang) },
            content: Content::NotFound(NotFoundContent { guide, situations }),
        });
        unlisted(page)
    }

    /// The page for unknown URLs at the root: most hosts know one for all languages.
    pub(super) fn root_not_found_page(&self) -> Page {
        if self.site.config.languages.len() == 1 {
            return self.not_found_page(LangId(0), &Route::RootNotFound);
        }
        self.by_language_page(TEMPLATE_OF_ROOT, "not_found_title", &Route::RootNotFound)
    }

    /// What a device without a connection shows in place of a page that it does not keep.
    pub(super) fn offline_page(&self) -> Page {
        self.by_language_page(TEMPLATE_OFFLINE, "offline_title", &Route::Offline)
    }

    fn by_language_page(&self, template: &'static str, title: &str, route: &Route) -> Page {
        let site = self.site;
        let lang = LangId(0);
        let start = |lang| match route {
            Route::Offline => (None, Vec::new()),
            _ => self.start(lang),
        };
        let entry = |lang: LangId, (guide, situations)| ByLanguageEntry {
            code: site.config.code(lang).to_owned(),
            name: self.autonym(lang),
            title: site.texts(lang).title.to_string(),
            href: site.config.href(&self.home_path(lang)),
            search: site.config.href(&site.section_path(Section::Search, lang)),
            offline: site.config.href(&precache_list(site.config.code(lang))),
            menu: self.menu(lang),
            guide,
            situations,
        };
        let entries = site.config.lang_ids().map(|lang| entry(lang, start(lang))).collect();
        unlisted(self.complete(PageSpec {
            template,
            lang,
            path: route.path(site),
            title: self.string(lang, title),
            description: String::new(),
            translations: Translations::default(),
            content: Content::ByLanguage(ByLanguageContent { entries }),
        }))
    }
}

/// The page with the request to search engines not to list it.
fn unlisted(page: Page) -> Page {
    Page { head: Head { noindex: true, canonical: Href::default(), ..page.head }, ..page }
}
