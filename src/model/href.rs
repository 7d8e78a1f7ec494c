//! URLs of the files of the site.
//!
//! Takes paths of output files, which may have any letters; returns URLs with everything escaped that has a meaning in
//! a URL. [`Config`](super::Config) makes them, and nothing else can, so that no template, feed or list contains the
//! name of a file unescaped. Never checks whether the file exists.

use std::fmt;
use std::ops::Deref;

use percent_encoding::utf8_percent_encode;
use serde::Serialize;

use super::PATH_ESCAPES;

/// A URL of a page or file of the site, escaped. Empty if there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Href(String);

impl Href {
    /// `prefix`, which is a URL already, followed by the escaped `path` of an output file.
    pub(super) fn new(prefix: &[&str], path: &str) -> Href {
        let mut url = String::with_capacity(prefix.iter().map(|part| part.len()).sum::<usize>() + path.len());
        url.extend(prefix.iter().copied());
        url.extend(utf8_percent_encode(path, PATH_ESCAPES));
        Href(url)
    }

    /// The URL of the part of the page that has the id `id`.
    pub fn with_fragment(self, id: &str) -> Href {
        let Href(mut url) = self;
        url.push('#');
        url.push_str(id);
        Href(url)
    }

    /// The URL as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Href {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Href;

    #[test]
    fn paths_are_escaped_and_prefixes_are_not() {
        for (path, expected) in [
            ("lv/articles/x/", "/kb/lv/articles/x/"),
            ("media/a#b%c?d e.png", "/kb/media/a%23b%25c%3Fd%20e.png"),
            ("media/\"'<&>+;=@:", "/kb/media/%22%27%3C%26%3E%2B%3B%3D%40%3A"),
            ("vecā-lapa/", "/kb/vec%C4%81-lapa/"),
            ("veca\u{304}/", "/kb/veca%CC%84/"),
            ("", "/kb/"),
        ] {
            assert_eq!(Href::new(&["/kb/"], path).as_str(), expected);
        }
        assert_eq!(Href::new(&["https://x.org", "/a%20b/"], "c").as_str(), "https://x.org/a%20b/c");
        assert_eq!(Href::new(&["/"], "a/").with_fragment("talak").as_str(), "/a/#talak");
    }
}
