//! Names and numbers: languages, kinds of documents, actions, spans of values.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Text shared by many values.
pub type SharedStr = Arc<str>;

/// A language of the site: its place in the order of site.yaml.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LangId(pub u8);

impl LangId {
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// What a Markdown file is, by the folder in which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    Situation,
    Article,
    Page,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Situation, Kind::Article, Kind::Page];

    /// The folder of sources, and of addresses where there is one.
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Situation => "situations",
            Kind::Article => "articles",
            Kind::Page => "pages",
        }
    }

    /// The name in the theme's contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Situation => "situation",
            Kind::Article => "article",
            Kind::Page => "page",
        }
    }
}

/// An action: the page in whose text it stands, and its id there; the same in all languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActionId {
    pub page: SharedStr,
    pub item: SharedStr,
}

impl fmt::Display for ActionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.page, self.item)
    }
}

/// A value and its bytes in the file that it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spanned<T> {
    pub value: T,
    pub range: Range<usize>,
}

/// Whether `id` has the form `[a-z0-9]+(-[a-z0-9]+)*`.
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_with_hyphens() {
        for (id, right) in [
            ("late-deadline", true),
            ("a1", true),
            ("", false),
            ("-a", false),
            ("a--b", false),
            ("A", false),
            ("х", false),
        ] {
            assert_eq!(is_id(id), right, "{id}");
        }
    }
}
