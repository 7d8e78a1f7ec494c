//! The sections of a site: the fixed pages that its menu leads to.
//!
//! Each section is declared by one row of the table at the end of this file; `page/` builds its page. Takes a [`Site`];
//! returns the sections that have something to show in a language. Never builds a page.

use super::Site;
use crate::model::{Kind, LangId};

/// Declares the sections in menu order. A row holds the name, which is the path segment, the template and the suffix of
/// the interface strings `menu_<name>` and `<name>_description`, and the condition under which a language has the
/// section.
macro_rules! sections {
    ($($(#[$doc:meta])* $variant:ident, $name:literal, $has_content:expr;)*) => {
        /// A fixed page of each language, such as its glossary. No document may have the name of a section as its id.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Section {
            $($(#[$doc])* $variant,)*
        }

        impl Section {
            /// All sections in menu order.
            pub const ALL: &[Section] = &[$(Section::$variant),*];

            /// The name in paths, templates and interface strings.
            pub fn name(self) -> &'static str {
                match self {
                    $(Section::$variant => $name,)*
                }
            }

            /// The id of the interface string that holds this section's title.
            pub fn title_id(self) -> &'static str {
                match self {
                    $(Section::$variant => concat!("menu_", $name),)*
                }
            }

            /// The id of the interface string that holds this section's description.
            pub fn description_id(self) -> &'static str {
                match self {
                    $(Section::$variant => concat!($name, "_description"),)*
                }
            }

            /// Whether the section has something to show in a language.
            pub fn has_content(self, site: &Site, lang: LangId) -> bool {
                let has_content: fn(&Site, LangId) -> bool = match self {
                    $(Section::$variant => $has_content,)*
                };
                has_content(site, lang)
            }
        }
    };
}

impl Section {
    /// The section with this name.
    pub fn from_name(name: &str) -> Option<Section> {
        Section::ALL.iter().copied().find(|section| section.name() == name)
    }

    /// The section that lists the documents of a kind, and whose folder has their pages.
    pub fn of_kind(kind: Kind) -> Option<Section> {
        kind.spec().section.and_then(Section::from_name)
    }
}

/// Whether a language has a document of a kind.
fn has_documents(site: &Site, kind: Kind, lang: LangId) -> bool {
    site.groups_of_kind(kind).any(|group| group.document_in(lang).is_some())
}

impl Site {
    /// The sections that have something to show in a language, in menu order.
    pub fn sections(&self, lang: LangId) -> impl Iterator<Item = Section> {
        Section::ALL.iter().copied().filter(move |section| section.has_content(self, lang))
    }

    /// The path of a section below the base.
    pub fn section_path(&self, section: Section, lang: LangId) -> String {
        [self.config.code(lang), "/", section.name(), "/"].concat()
    }
}

sections! {
    /// The list of situations.
    Situations, "situations", |site, _| !site.structure.situations.is_empty();
    /// The guide's questions, opened up on one page.
    Guide, "guide", |site, _| site.structure.start.is_some();
    /// The list of articles.
    Articles, "articles", |site, lang| has_documents(site, Kind::Article, lang);
    /// The list of documents to fill in.
    Documents, "documents", |site, lang| has_documents(site, Kind::Fillable, lang);
    /// What the other side says, with ready answers.
    Phrases, "phrases", |site, lang| !site.texts(lang).phrases.is_empty();
    /// The glossary.
    Glossary, "glossary", |site, lang| !site.texts(lang).terms.is_empty();
    /// The map of which situation leads to which.
    Map, "map", |site, _| site.structure.situations.iter().any(|plan| !plan.leads_to.is_empty());
    /// The search page, which also lists all documents, phrases and terms from A to Z.
    Search, "search", |_, _| true;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_names_are_unique() {
        for section in Section::ALL {
            assert_eq!(Section::from_name(section.name()), Some(*section));
        }
        assert_eq!(Section::from_name("glossaries"), None);
    }
}
