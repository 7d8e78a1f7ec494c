//! Paths of output files that several layers name.

use crate::foundation::hash::ContentHash;

/// Path of the service worker below the base; its name has no content hash, because browsers keep its address.
pub const SERVICE_WORKER: &str = "sw.js";

/// Path below the base of the list of files that a reader's device keeps of the language `code`.
pub fn precache_list(code: &str) -> String {
    format!("{code}/offline.json")
}

/// `path` with the first eight digits of its content hash before the extension: `media/plan.0f3c9a21.png`.
pub fn hashed_name(path: &str, key: ContentHash) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let slash = if folder.is_empty() { "" } else { "/" };
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{folder}{slash}{stem}.{}.{ending}", key.short(8)),
        _ => format!("{folder}{slash}{name}.{}", key.short(8)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names_keep_folder_and_ending() {
        let key = ContentHash::blake3_bytes(b"");
        assert_eq!(hashed_name("assets/style.css", key), format!("assets/style.{}.css", key.short(8)));
        assert_eq!(hashed_name("media/noending", key), format!("media/noending.{}", key.short(8)));
    }
}
