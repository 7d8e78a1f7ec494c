//! The kinds of documents. Each is declared by one row of [`Kind::spec`].
//!
//! What a kind only has another value for is in its [`KindSpec`]; the keys of its front matter are in
//! `parse/front_matter.rs`. Knows no document.
//!
//! # Adding a kind
//!
//! 1. The variant and its row here.
//! 2. The keys of its front matter, in `parse/front_matter.rs`.
//! 3. Its section, one row in `site/sections.rs`, if it has one.
//! 4. Its page, if it shows more than an article: one file in `page/` and a variant of `Content`.
//! 5. Its template, and that of its section.
//! 6. Its place in the search index, `HitKind` in `formats/search/`, and its weight in `search/ranking.js` of the theme.
//! 7. The names of kind and section in the `strings.ftl` and `messages.ftl` of each language.

use serde::{Deserialize, Serialize};

/// The kind of a document, which depends on its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// The page of a situation in situations.yaml.
    Situation,
    /// An article.
    Article,
    /// A document with a text to send, whose blanks the reader fills in: a letter, a message, a list.
    Fillable,
    /// Any other page, such as the introduction.
    Page,
}

/// What is different for each kind of document.
#[derive(Clone, Copy, Debug)]
pub struct KindSpec {
    /// The name that the theme gets, which is also that of the template and of `situ new`, and the end of the names of
    /// interface strings: `kind_<name>`.
    pub name: &'static str,
    /// The folder of the sources.
    pub folder: &'static str,
    /// The name of the section that lists the documents. It is a part of their URLs. `None`: their pages are directly
    /// below the home page.
    pub section: Option<&'static str>,
    /// Whether the feed names the documents that have a date.
    pub in_feed: bool,
    /// Whether a new file begins with a step.
    pub has_steps: bool,
    /// Whether the body has a text to send, between two thematic breaks.
    pub has_letter: bool,
}

impl Kind {
    /// All kinds, in the order of documents in a site.
    pub const ALL: [Kind; 4] = [Kind::Situation, Kind::Article, Kind::Fillable, Kind::Page];

    /// What is different for this kind.
    pub const fn spec(self) -> KindSpec {
        const BASE: KindSpec =
            KindSpec { name: "", folder: "", section: None, in_feed: true, has_steps: true, has_letter: false };
        match self {
            Kind::Situation => {
                KindSpec { name: "situation", folder: "situations", section: Some("situations"), ..BASE }
            }
            Kind::Article => KindSpec { name: "article", folder: "articles", section: Some("articles"), ..BASE },
            Kind::Fillable => KindSpec {
                name: "fillable",
                folder: "documents",
                section: Some("documents"),
                has_steps: false,
                has_letter: true,
                ..BASE
            },
            Kind::Page => KindSpec { name: "page", folder: "pages", in_feed: false, has_steps: false, ..BASE },
        }
    }

    /// The folder of the sources.
    pub fn folder(self) -> &'static str {
        self.spec().folder
    }

    /// The name that the theme gets.
    pub fn as_str(self) -> &'static str {
        self.spec().name
    }

    /// The kind with this folder.
    pub fn of_folder(folder: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.folder() == folder)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Kind;

    #[test]
    fn names_and_folders_are_unique() {
        let unique = |of: fn(Kind) -> &'static str| Kind::ALL.into_iter().map(of).collect::<BTreeSet<_>>().len();
        assert_eq!(unique(Kind::as_str), Kind::ALL.len());
        assert_eq!(unique(Kind::folder), Kind::ALL.len());
        assert!(Kind::ALL.is_sorted(), "documents are sorted by kind");
    }
}
