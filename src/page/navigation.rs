//! Links between pages: breadcrumbs, the language switch, links to documents, situations and sections.

use super::{Alternate, LanguageLink, PageBuilder, PageLink, SharedValue, SituationLink};
use crate::model::{Document, Kind, LangId, SituationId};
use crate::site::Section;

/// Links of a language that many pages show.
pub(super) struct NavLinks {
    home: PageLink,
    /// In the order of [`Section::ALL`].
    sections: Vec<PageLink>,
    /// Indexed by situation; `None` if no language has a document for it.
    pub situations: Vec<Option<SharedValue>>,
}

impl NavLinks {
    pub fn new(builder: &PageBuilder, lang: LangId) -> NavLinks {
        let link = |string: &str, path: &str| PageLink {
            title: builder.string(lang, string),
            href: builder.site.config.href(path),
            ..PageLink::default()
        };
        let section = |section: &Section| link(section.title_id(), &builder.site.section_path(*section, lang));
        let situation = |id| builder.situation_link(id, lang).map(|link| SharedValue::new(&link));
        NavLinks {
            home: link("home", &builder.home_path(lang)),
            sections: Section::ALL.iter().map(section).collect(),
            situations: builder.site.situation_ids().map(situation).collect(),
        }
    }
}

/// The versions of a page in the languages of the site.
#[derive(Default)]
pub(super) struct Translations {
    /// The language switch: all languages of the site.
    pub links: Vec<LanguageLink>,
    /// Languages that have the page, then `x-default`.
    pub alternates: Vec<Alternate>,
}

impl PageBuilder<'_> {
    /// The versions of a page that is shown in `lang`. `path` returns its path below the base in a language, or `None`
    /// if the language lacks it; `fallback` returns the path to which the language switch leads then.
    pub(super) fn translations(
        &self,
        lang: LangId,
        path: impl Fn(LangId) -> Option<String>,
        fallback: impl Fn(LangId) -> String,
    ) -> Translations {
        let config = &self.site.config;
        let mut translations = Translations::default();
        for other in config.lang_ids() {
            let own_path = path(other);
            let code = config.code(other).to_owned();
            if let Some(path) = &own_path {
                translations.alternates.push(Alternate { lang: code.clone(), url: config.absolute(path) });
            }
            translations.links.push(LanguageLink {
                name: self.autonym(other),
                current: other == lang,
                exists: own_path.is_some(),
                href: config.href(&own_path.unwrap_or_else(|| fallback(other))),
                code,
            });
        }
        if let Some(first) = translations.alternates.first() {
            let url = first.url.clone();
            translations.alternates.push(Alternate { lang: "x-default".to_owned(), url });
        }
        translations
    }

    /// The path of a section if the language has it, else that of the home page.
    pub(super) fn section_or_home_path(&self, section: Section, lang: LangId) -> String {
        if section.has_content(self.site, lang) { self.site.section_path(section, lang) } else { self.home_path(lang) }
    }

    /// The path of a home page, below the base.
    pub(super) fn home_path(&self, lang: LangId) -> String {
        [self.site.config.code(lang), "/"].concat()
    }

    /// The name of a language in that language, or its code if the program does not know the language.
    pub(super) fn autonym(&self, lang: LangId) -> String {
        let code = self.site.config.code(lang);
        let name = if crate::linguistics::is_known(code) { self.site.config.language(lang).own_name } else { code };
        name.to_owned()
    }

    /// The crumbs of a page below a section, or below the home page.
    pub(super) fn crumbs(&self, section: Option<Section>, lang: LangId) -> Vec<PageLink> {
        let links = self.nav_links(lang);
        let section = section.and_then(|section| links.sections.get(section as usize));
        [Some(&links.home), section].into_iter().flatten().cloned().collect()
    }

    /// A link to a document for readers of `lang`.
    pub(super) fn link_to(&self, document: &Document, lang: LangId) -> PageLink {
        // Every language has a page for every situation; other documents have a page in their own language only.
        let page_lang = if document.kind == Kind::Situation { lang } else { document.lang };
        PageLink {
            title: document.front.title.to_string(),
            summary: document.front.summary.to_string(),
            href: self.site.config.href(&self.site.path(document, page_lang)),
            lang: self.lang_if_foreign(document.lang, lang),
        }
    }

    /// A link to a situation, with its severity and number of steps; `None` if no language has a document for it.
    pub(super) fn situation_link(&self, id: SituationId, lang: LangId) -> Option<SituationLink> {
        let plan = self.site.situation(id);
        let document = self.site.situation_group(id)?.document_or_fallback(lang)?;
        Some(SituationLink {
            id: plan.id.value.to_string(),
            link: self.link_to(self.site.document(document), lang),
            severity: plan.severity,
            steps: self.site.checklist(id).step_count(),
        })
    }

    /// The code of `lang` if it differs from the language of the reader or of the surrounding text; else empty.
    pub(super) fn lang_if_foreign(&self, lang: LangId, surrounding: LangId) -> String {
        if lang == surrounding { String::new() } else { self.site.config.code(lang).to_owned() }
    }
}
