//! What a reader's device needs to keep one language whole: the list of its files, and the web app's manifest.
//!
//! Takes the addresses of the rendered files and the keys of their bytes; gives JSON. The list names every file with its
//! key, so that the service worker of the theme can bring a cache from one whole build to the next, fetch only what
//! differs and never show a mix of two.

use std::collections::BTreeMap;

use serde_json::json;

use crate::foundation::hash::ContentHash;
use crate::link::Site;
use crate::model::{LangId, SERVICE_WORKER};
use crate::theme::Asset;

/// More files than this are not kept on a telephone.
const LIMIT: usize = 2_000;

/// A file of the site, and the key of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrecacheEntry {
    /// Address on the host.
    pub href: String,
    pub key: ContentHash,
}

/// The list of a language: pages, search index, assets and pictures; an empty one where there are too many.
pub fn list(site: &Site, own: &[PrecacheEntry], assets: &BTreeMap<String, Asset>) -> Vec<u8> {
    let mut files: Vec<PrecacheEntry> = own.to_vec();
    let asset = |(path, key): (&str, ContentHash)| PrecacheEntry { href: site.config.href(path), key };
    let served = assets.values().filter(|file| file.output != SERVICE_WORKER);
    files.extend(served.map(|file| asset((&file.output, file.key))));
    files.extend(site.media.values().filter(|media| media.size.is_some()).map(|file| asset((&file.output, file.key))));
    if files.len() > LIMIT {
        files.clear();
    }
    files.sort_by(|a, b| a.href.cmp(&b.href));
    let keys: Vec<(&str, ContentHash)> = files.iter().map(|file| (file.href.as_str(), file.key)).collect();
    let entries: Vec<_> = files.iter().map(|file| json!([file.href, file.key.short(12)])).collect();
    let list = json!({ "version": ContentHash::blake3(&keys).short(12), "files": entries });
    list.to_string().into_bytes()
}

/// Icons of the web app: file of the theme, size, purpose. A launcher may cut the large one to its own shape.
const ICONS: [(&str, &str, &str, &str); 3] = [
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any maskable"),
];

/// The web app's manifest of a language.
pub fn manifest(site: &Site, lang: LangId, assets: &BTreeMap<String, Asset>) -> Vec<u8> {
    let code = site.config.code(lang);
    let texts = site.texts(lang);
    let home = site.config.href(&format!("{code}/"));
    let icons = ICONS.iter().filter_map(|(name, sizes, kind, purpose)| {
        let src = site.config.href(&assets.get(*name)?.output);
        Some(json!({ "src": src, "sizes": sizes, "type": kind, "purpose": purpose }))
    });
    let manifest = json!({
        "id": home,
        "name": texts.title.as_ref(),
        "short_name": texts.title.as_ref(),
        "description": texts.description.as_ref(),
        "lang": code,
        "start_url": home,
        "scope": site.config.base.as_ref(),
        "display": "standalone",
        "background_color": "#fbfaf8",
        "theme_color": "#fbfaf8",
        "icons": icons.collect::<Vec<_>>(),
    });
    manifest.to_string().into_bytes()
}
