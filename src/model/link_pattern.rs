//! Links at the end of a text: to edit it, and to report a mistake in it.
//!
//! Built by the reader of site.yaml; returns the link for one document.

use percent_encoding::utf8_percent_encode;

use super::{PATH_ESCAPES, SharedStr};

/// The address of such a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkPattern {
    /// A URL with placeholders.
    Url(SharedStr),
    /// A mail address.
    Mail(SharedStr),
}

/// What a link says of a document.
#[derive(Clone, Copy, Debug)]
pub struct LinkValues<'d> {
    /// Path of the source below the root.
    pub path: &'d str,
    /// Code of the language.
    pub lang: &'d str,
    pub id: &'d str,
    pub title: &'d str,
    /// URL of the page.
    pub url: &'d str,
}

impl LinkPattern {
    /// The placeholders of a URL.
    pub const PLACEHOLDERS: [&str; 3] = ["{path}", "{lang}", "{id}"];

    /// The link for a document. A mail has its title as the subject, and begins with its URL.
    pub fn link(&self, document: &LinkValues) -> String {
        let escaped = |text: &str| utf8_percent_encode(text, PATH_ESCAPES).to_string();
        match self {
            LinkPattern::Url(url) => {
                let values = [document.path, document.lang, document.id];
                let all = LinkPattern::PLACEHOLDERS.into_iter().zip(values);
                all.fold(url.to_string(), |url, (name, value)| url.replace(name, &escaped(value)))
            }
            LinkPattern::Mail(address) => {
                let (subject, body) = (escaped(document.title), escaped(document.url));
                format!("mailto:{address}?subject={subject}&body={body}%0A%0A")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn link_has_the_values_of_the_document() {
        let document = LinkValues {
            path: "content/lv/articles/a.md",
            lang: "lv",
            id: "a",
            title: "Ja klients & tu",
            url: "https://example.org/lv/articles/a/",
        };
        let url = LinkPattern::Url("https://g.example/{lang}/{id}?file={path}#{id}".into());
        assert_eq!(url.link(&document), "https://g.example/lv/a?file=content/lv/articles/a.md#a");
        let mail = LinkPattern::Mail("a@example.org".into());
        assert_eq!(
            mail.link(&document),
            "mailto:a@example.org?subject=Ja%20klients%20%26%20tu&body=https%3A//example.org/lv/articles/a/%0A%0A"
        );
    }
}
