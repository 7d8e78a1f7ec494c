//! The choice of language at the root of the site.

use serde::Serialize;

use super::builder::PageSpec;
use super::navigation::Translations;
use super::{Content, Page, PageBuilder};
use crate::model::{Href, LangId};

const TEMPLATE: &str = "languages";

/// Content of `languages.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct LanguagesContent {
    /// The languages of the site, in the order of site.yaml.
    pub entries: Vec<LanguageEntry>,
}

/// A language of the site.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct LanguageEntry {
    /// Code of the language.
    pub code: String,
    /// Name of the language in that language.
    pub name: String,
    /// Title of the site in that language.
    pub title: String,
    /// Description of the site in that language; may be empty.
    pub description: String,
    /// URL on the host of its home page.
    pub href: Href,
}

impl PageBuilder<'_> {
    /// The page at the root, in the first language of the site. A site in one language has no choice to offer: its root
    /// shows the home page, whose canonical URL stays that of the language.
    pub(super) fn languages_page(&self) -> Page {
        let site = self.site;
        let lang = LangId(0);
        if site.config.languages.len() == 1 {
            return Page { href: site.config.href(""), ..self.home_page(lang) };
        }
        let entry = |lang: LangId| LanguageEntry {
            code: site.config.code(lang).to_owned(),
            name: self.autonym(lang),
            title: site.texts(lang).title.to_string(),
            description: site.texts(lang).description.to_string(),
            href: site.config.href(&self.home_path(lang)),
        };
        self.complete(PageSpec {
            template: TEMPLATE,
            lang,
            path: String::new(),
            title: site.texts(lang).title.to_string(),
            description: site.texts(lang).description.to_string(),
            translations: Translations::default(),
            content: Content::Languages(LanguagesContent { entries: site.config.lang_ids().map(entry).collect() }),
        })
    }
}
