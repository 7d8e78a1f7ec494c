//! Pages of sections: what they have in common. Their contents are in files of their own.

use super::builder::PageSpec;
use super::{Content, Page, PageBuilder};
use crate::model::LangId;
use crate::site::Section;

impl PageBuilder<'_> {
    /// The page of a section. Template, title and description have the names that the section defines.
    pub(super) fn section_page(&self, section: Section, lang: LangId) -> Page {
        let path = |other| section.has_content(self.site, other).then(|| self.site.section_path(section, other));
        let page = self.complete(PageSpec {
            template: section.name(),
            lang,
            path: self.site.section_path(section, lang),
            title: self.string(lang, section.title_id()),
            description: self.string(lang, section.description_id()),
            translations: self.translations(lang, path, |other| self.home_path(other)),
            content: Content::of_section(section, self, lang),
        });
        Page { in_menu: true, crumbs: self.crumbs(None, lang), ..page }
    }
}
