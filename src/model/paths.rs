//! Paths of output files that several layers use. All are below the base.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

use crate::foundation::hash::ContentHash;

/// The characters that are escaped in a URL path: all but the unreserved ones of RFC 3986 and `/`.
pub const PATH_ESCAPES: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Path of the service worker. It has no content hash, because browsers look for updates at the registered URL.
pub const SERVICE_WORKER: &str = "sw.js";

/// Files at the root of the site that are not pages. A large site has `sitemap-<number>.xml` too.
pub const ROBOTS: &str = "robots.txt";
/// The sitemap, or the index of its parts.
pub const SITEMAP: &str = "sitemap.xml";
/// Response headers for some hosts.
pub const HEADERS: &str = "_headers";

/// Path of the list of files that the service worker caches for the language `code`.
pub fn precache_list(code: &str) -> String {
    language_file(code, "offline.json")
}

/// Path of the feed of the language `code`.
pub fn feed_path(code: &str) -> String {
    language_file(code, "feed.xml")
}

/// Path of the web app manifest of the language `code`.
pub fn manifest_path(code: &str) -> String {
    language_file(code, "manifest.json")
}

/// Path of the strings of scripts of the language `code`.
pub fn script_strings_path(code: &str) -> String {
    language_file(code, "words.json")
}

fn language_file(code: &str, name: &str) -> String {
    [code, "/", name].concat()
}

/// How the name of a file with a text to send ends.
pub const LETTER_EXTENSION: &str = ".docx";

/// Path of the social card of a situation.
pub fn social_card_path(code: &str, id: &str, hash: ContentHash) -> String {
    format!("share/{code}-{id}.{}.png", hash.short(8))
}

/// Whether a path belongs to the files of the site that are not pages, or to those that web servers read: no page
/// that a writer adds may be there. `path` is folded, and so are the `codes` of the languages.
pub fn is_site_file<'c>(path: &str, mut codes: impl Iterator<Item = &'c str>) -> bool {
    let mut names = path.split('/');
    let (first, second) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
    let is_sitemap = first.starts_with("sitemap") && first.ends_with(".xml");
    let is_at_root = matches!(first, "assets" | "media" | "share" | SERVICE_WORKER | ROBOTS) || first.starts_with('_');
    let is_letter = names.next().is_some_and(|name| name.ends_with(LETTER_EXTENSION));
    let is_of_language =
        || matches!(second, "search" | "feed.xml" | "manifest.json" | "words.json" | "offline.json") || is_letter;
    is_at_root || is_sitemap || (codes.any(|code| code == first) && is_of_language())
}

/// `path` with the first eight digits of the content hash before the extension: `media/plan.0f3c9a21.png`.
pub fn hashed_name(path: &str, hash: ContentHash) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let slash = if folder.is_empty() { "" } else { "/" };
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => format!("{folder}{slash}{stem}.{}.{extension}", hash.short(8)),
        _ => format!("{folder}{slash}{name}.{}", hash.short(8)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_name_keeps_folder_and_extension() {
        let hash = ContentHash::blake3_bytes(b"");
        assert_eq!(hashed_name("assets/style.css", hash), format!("assets/style.{}.css", hash.short(8)));
        assert_eq!(hashed_name("media/plan", hash), format!("media/plan.{}", hash.short(8)));
    }
}
