//! Paths of output files that several layers use. All are below the base.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

use crate::foundation::hash::ContentHash;

/// The characters that are escaped in a URL path: all but the unreserved ones of RFC 3986 and `/`.
pub const PATH_ESCAPES: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Pictures and downloads, in the sources.
pub const MEDIA_FOLDER: &str = "content/media/";
/// Style sheets, fonts and pictures of the look of the site, in the sources.
pub const LOOK_FOLDER: &str = "content/look/";
/// Parts of templates that the site adds to any theme, in the sources.
pub const HOOKS_FOLDER: &str = "content/hooks/";
/// The names of the files in [`HOOKS_FOLDER`].
pub const HOOKS: [&str; 3] = ["after-content.html", "footer.html", "head.html"];
/// Files for the root of the output, in the sources.
pub const STATIC_FOLDER: &str = "content/static/";

/// The file of [`STATIC_FOLDER`] from which GitHub Pages and others learn the domain of the site.
pub const DOMAIN_FILE: &str = "CNAME";

/// Path of the service worker. It has no content hash, because browsers look for updates at the registered URL.
pub const SERVICE_WORKER: &str = "sw.js";

/// Files at the root of the site that are not pages. A large site has `sitemap-<number>.xml` too.
pub const ROBOTS: &str = "robots.txt";
/// The sitemap, or the index of its parts.
pub const SITEMAP: &str = "sitemap.xml";
/// Response headers for some hosts.
pub const HEADERS: &str = "_headers";
/// Redirects for some hosts.
pub const REDIRECTS: &str = "_redirects";
/// Tells GitHub Pages to publish the site unchanged.
pub const NO_JEKYLL: &str = ".nojekyll";

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
pub fn is_site_file<'c>(path: &str, codes: impl Iterator<Item = &'c str>) -> bool {
    let is_letter = path.split('/').nth(2).is_some_and(|name| name.ends_with(LETTER_EXTENSION));
    let codes: Vec<&str> = codes.collect();
    let is_of_language = path.split_once('/').is_some_and(|(first, _)| codes.contains(&first));
    path.starts_with('_') || is_letter && is_of_language || is_written_file(path, codes.into_iter())
}

/// Whether situ writes a file other than a page or a document to fill in at a path, or files below it. `path` and `codes`
/// as for [`is_site_file`].
pub fn is_written_file<'c>(path: &str, mut codes: impl Iterator<Item = &'c str>) -> bool {
    let mut names = path.split('/');
    let (first, second) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
    let is_sitemap = first.starts_with("sitemap") && first.ends_with(".xml");
    let is_at_root =
        matches!(first, "assets" | "media" | "share" | ".situ" | SERVICE_WORKER | ROBOTS | HEADERS | NO_JEKYLL);
    let is_of_language = matches!(second, "search" | "feed.xml" | "manifest.json" | "words.json" | "offline.json");
    is_at_root || is_sitemap || is_of_language && codes.any(|code| code == first)
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
