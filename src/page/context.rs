//! The site context: what all pages of a language share.

use std::collections::BTreeMap;

use serde::Serialize;

use super::slots::Place;
use super::{PageBuilder, PageLink};
use crate::model::{Href, Kind, LangId, feed_path, manifest_path, precache_list};
use crate::site::{Scope, Section};

/// What all pages of a language share: `site` in a template.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SiteContext {
    /// Title of the site in the language.
    pub title: String,
    /// Description of the site in the language; may be empty.
    pub description: String,
    /// What the site does not cover and whom to ask then, inline HTML; empty if the site does not say it. If only another
    /// language does, it is in an element with the attributes of that language.
    pub scope: String,
    /// BCP 47 code of the language.
    pub lang: String,
    /// The content security policy of all pages, with what `csp` in site.yaml adds. It needs no escapes in an attribute
    /// with double quotation marks: `content="{{ site.csp | safe }}"`.
    pub csp: String,
    /// Path of the site on its host, with a slash at both ends.
    pub base: String,
    /// URL on the host of the home page.
    pub home: Href,
    /// URL on the host of the feed.
    pub feed: Href,
    /// URL on the host of the web app manifest.
    pub manifest: Href,
    /// URL on the host of the precache list for the service worker; empty if the site does not work offline.
    pub offline: Href,
    /// The sections that have content, in menu order. Their names are the strings `ui.menu_<id>`.
    pub menu: Vec<MenuItem>,
    /// Documents of kind `page` (such as "About"), sorted by title.
    pub pages: Vec<PageLink>,
    /// URL of each asset, with its content hash, keyed by the name in the theme: `site.assets["style.css"]`. Assets of
    /// features that the language does not use are not among them.
    pub assets: BTreeMap<String, Href>,
    /// What the site adds to the look of the theme; `None` if it adds nothing.
    pub look: Option<LookContext>,
}

/// What a site adds to the look of its theme: `site.look`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct LookContext {
    /// URLs on the host of the style sheets after those of the theme.
    pub styles: Vec<Href>,
    /// The font that pages load at once; only a site with one font file has it.
    pub font: Option<PreloadedFont>,
    /// The picture in place of the title in the header, with the size that it has there.
    pub logo: Option<LookPicture>,
    /// The icon of the site, with its size in pixels; 0 if it is unknown.
    pub favicon: Option<LookPicture>,
}

/// A font that pages load at once.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PreloadedFont {
    /// URL on the host.
    pub href: Href,
    /// `font/woff2`
    pub media_type: &'static str,
}

/// A picture of the look.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct LookPicture {
    /// URL on the host.
    pub href: Href,
    /// `image/svg+xml`
    pub media_type: &'static str,
    pub width: u32,
    pub height: u32,
}

/// An entry of the menu.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct MenuItem {
    /// Name of the section.
    pub id: &'static str,
    /// URL on the host.
    pub href: Href,
}

impl PageBuilder<'_> {
    /// The context of a language. `assets` are the URLs of assets by their name in the theme.
    pub fn site_context(
        &self,
        lang: LangId,
        assets: &BTreeMap<String, Href>,
        look: Option<LookContext>,
    ) -> SiteContext {
        let config = &self.site.config;
        let texts = self.site.texts(lang);
        let code = config.code(lang);
        let own = self.site.groups_of_kind(Kind::Page).filter_map(|group| group.document_in(lang));
        let mut pages: Vec<_> = own.map(|id| self.site.document(id)).collect();
        pages.sort_by_cached_key(|document| config.language(lang).sort_key(&document.front.title));
        SiteContext {
            title: texts.title.to_string(),
            description: texts.description.to_string(),
            scope: self.scope(lang),
            lang: code.to_owned(),
            csp: config.csp.for_page(),
            base: config.base.to_string(),
            home: config.href(&self.home_path(lang)),
            feed: config.href(&feed_path(code)),
            manifest: config.href(&manifest_path(code)),
            offline: if config.offline { config.href(&precache_list(code)) } else { Href::default() },
            menu: self.menu(lang),
            pages: pages.into_iter().map(|document| self.link_to(document, lang)).collect(),
            assets: assets.clone(),
            look,
        }
    }

    /// What the site does not cover, inline HTML.
    pub(super) fn scope(&self, lang: LangId) -> String {
        let Some(Scope { document, html }) = self.site.scope(lang) else { return String::new() };
        let html = self.slot_resolver(lang).fill(document, html, Place::Body);
        if document.lang == lang || html.is_empty() {
            return html;
        }
        let config = &self.site.config;
        format!("<span{}>{html}</span>", config.lang_attributes(config.code(document.lang)))
    }

    /// The menu of a language.
    pub(super) fn menu(&self, lang: LangId) -> Vec<MenuItem> {
        let menu_item = |section: Section| MenuItem {
            id: section.name(),
            href: self.site.config.href(&self.site.section_path(section, lang)),
        };
        self.site.sections(lang).map(menu_item).collect()
    }
}
