//! Ids of languages and actions, and values with their ranges.
//!
//! Knows the form of an id, not whether it exists.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::foundation::unicode::is_mark;

/// A string that many values share.
pub type SharedStr = Arc<str>;

/// A language of the site: its index in the order of site.yaml.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LangId(pub u8);

impl LangId {
    /// The index as `usize`.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// The id of an action, the same in all languages: `<document id>.<item id>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActionId {
    /// Id of the document that contains the action.
    pub page: SharedStr,
    /// Id of the action in the document.
    pub item: SharedStr,
}

impl fmt::Display for ActionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.page, self.item)
    }
}

/// A value with its byte range in the source file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Byte range of the value in the file.
    pub range: Range<usize>,
}

/// Whether `id` has the form `[a-z0-9]+(-[a-z0-9]+)*`.
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// How the ids begin that the program, the theme and its scripts give to elements of a page.
const RESERVED_ID: &str = "ui_";

/// Whether a heading may have this id: letters and digits of any script, and `-`, `_`, `.`, `:` and the marks of letters
/// after the first character. What begins with `ui_` is refused, so no id of a writer equals one of the page around it.
pub fn is_heading_id(id: &str) -> bool {
    let is_reserved = id.get(..RESERVED_ID.len()).is_some_and(|start| start.eq_ignore_ascii_case(RESERVED_ID));
    let mut chars = id.chars();
    !is_reserved
        && chars.next().is_some_and(char::is_alphanumeric)
        && chars.all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':') || is_mark(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_id_accepts_lowercase_words_with_hyphens() {
        for (id, expected) in [
            ("late-deadline", true),
            ("a1", true),
            ("", false),
            ("-a", false),
            ("a--b", false),
            ("A", false),
            ("х", false),
        ] {
            assert_eq!(is_id(id), expected, "{id}");
        }
    }

    #[test]
    fn heading_ids_may_have_letters_of_any_script() {
        for (id, expected) in [
            ("late-deadline", true),
            ("x_1", true),
            ("Section.2", true),
            ("раздел-1", true),
            ("и\u{302}й", true),
            ("हिन्दी", true),
            ("\u{301}a", false),
            ("a--b", true),
            ("ui-x", true),
            ("ui_x", false),
            ("UI_x", false),
            ("", false),
            ("-a", false),
            ("a b", false),
            ("a\"b", false),
            ("a/b", false),
        ] {
            assert_eq!(is_heading_id(id), expected, "{id}");
        }
    }
}
