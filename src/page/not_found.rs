//! The page for unknown URLs.

use serde::Serialize;

use super::builder::PageSpec;
use super::navigation::Translations;
use super::{Content, Head, Page, PageBuilder, SituationLink};
use crate::model::Href;
use crate::site::routes::Route;

const TEMPLATE: &str = "not-found";

/// Content of `not-found.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct NotFoundContent {
    /// All situations, in the order of situations.yaml.
    pub situations: Vec<SituationLink>,
}

impl PageBuilder<'_> {
    /// The page for unknown URLs, at the root or in the folder of a language. Its language switch leads to home pages.
    pub(super) fn not_found_page(&self, route: &Route) -> Page {
        let lang = route.lang(self.site);
        let page = self.complete(PageSpec {
            template: TEMPLATE,
            lang,
            path: route.path(self.site),
            title: self.string(lang, "not_found_title"),
            description: String::new(),
            translations: Translations { alternates: Vec::new(), ..self.home_translations(lang) },
            content: Content::NotFound(NotFoundContent { situations: self.index(lang).situations.clone() }),
        });
        Page { head: Head { noindex: true, canonical: Href::default(), ..page.head }, ..page }
    }
}
