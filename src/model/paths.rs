//! Paths of output files that several layers use. All are below the base.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

use crate::foundation::hash::ContentHash;

/// The characters that are escaped in a URL path: all but the unreserved ones of RFC 3986 and `/`.
pub const PATH_ESCAPES: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Path of the service worker. It has no content hash, because browsers look for updates at the registered URL.
pub const SERVICE_WORKER: &str = "sw.js";

/// Path of the list of files that the service worker caches for the language `code`.
pub fn precache_list(code: &str) -> String {
    format!("{code}/offline.json")
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
