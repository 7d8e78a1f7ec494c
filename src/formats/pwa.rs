//! The installable, offline copy of a language: web app manifest, strings of the scripts, list of files to precache.
//!
//! Takes the precached files that pages and emitters have reported; writes JSON. The list names every file with its
//! content hash, so that the theme's service worker can update its cache from one complete build to the next: it
//! fetches only files that differ and never serves a mix of two builds.

use std::collections::BTreeMap;

use serde_json::json;

use super::{EmitContext, RenderError};
use crate::foundation::hash::ContentHash;
use crate::foundation::locks::lock;
use crate::model::{
    Href, LangId, LinkTarget, Media, SERVICE_WORKER, manifest_path, precache_list, script_strings_path,
};
use crate::publish::Output;
use crate::site::Site;
use crate::site::routes::PrecachedBy;
use crate::theme::{ManifestColors, Theme};

/// The largest number of files that a phone is asked to cache. A language with more files is not available offline.
const MAX_PRECACHED_FILES: usize = 2_000;

/// Hexadecimal digits of a content hash in the list: 48 bits.
const HASH_DIGITS: usize = 12;

/// A file that a reader's device caches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrecacheEntry {
    /// URL path on the host.
    pub href: Href,
    /// Hash of the file's bytes.
    pub hash: ContentHash,
    /// Whether it is a page at a former URL, which a device can do without.
    pub is_redirect: bool,
}

/// Icons of the web app: asset name, size, media type, purpose. A launcher may crop a maskable icon to its own shape.
const ICONS: [(&str, &str, &str, &str); 3] = [
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any maskable"),
];

/// Writes each language's manifest and the strings of its scripts.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    let (site, theme) = (context.site, context.theme);
    for lang in site.config.lang_ids() {
        let code = site.config.code(lang);
        context.write_precached(lang, &manifest_path(code), &web_manifest(site, lang, theme))?;
        context.write_precached(lang, &script_strings_path(code), &theme.script_strings(lang))?;
    }
    Ok(())
}

/// Writes each language's list of files to precache, if the site is available offline. Runs after all other emitters,
/// because the list names their files.
pub(super) fn emit_precache_lists<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    let config = &context.site.config;
    if !config.offline {
        return Ok(());
    }
    let precached = lock(&context.precached);
    for lang in config.lang_ids() {
        let is_own = |by: PrecachedBy| by == PrecachedBy::All || by == PrecachedBy::Language(lang);
        let own = precached.iter().filter(|(by, _)| is_own(*by)).map(|(_, entry)| entry.clone());
        context.write(
            &precache_list(config.code(lang)),
            &precache_list_bytes(context.site, lang, own.collect(), context.theme),
        )?;
    }
    Ok(())
}

/// The list of a language: its own files, the theme's assets, and the pictures that its pages show or link to. Without
/// redirects if there are more than [`MAX_PRECACHED_FILES`], and without files if there still are.
fn precache_list_bytes(site: &Site, lang: LangId, own: Vec<PrecacheEntry>, theme: &Theme) -> Vec<u8> {
    let mut files = own;
    let shared =
        |path: &str, hash: ContentHash| PrecacheEntry { href: site.config.href(path), hash, is_redirect: false };
    let assets = theme.assets.values().filter(|asset| asset.output != SERVICE_WORKER);
    files.extend(assets.map(|asset| shared(&asset.output, asset.hash)));
    files.extend(pictures(site, lang).into_iter().map(|media| shared(&media.output, media.hash)));
    if files.len() > MAX_PRECACHED_FILES {
        files.retain(|file| !file.is_redirect);
    }
    if files.len() > MAX_PRECACHED_FILES {
        files.clear();
    }
    files.sort_by(|a, b| a.href.cmp(&b.href));
    let hashes: Vec<(&str, ContentHash)> = files.iter().map(|file| (file.href.as_str(), file.hash)).collect();
    let version = ContentHash::blake3(&hashes).short(HASH_DIGITS);
    let entries: Vec<_> = files.iter().map(|file| json!([file.href, file.hash.short(HASH_DIGITS)])).collect();
    json!({ "version": version, "files": entries }).to_string().into_bytes()
}

/// The pictures of the documents that the pages of a language show, in the order of their paths. A document that is not
/// translated is shown in another language.
fn pictures(site: &Site, lang: LangId) -> Vec<&Media> {
    let shown = site.groups.iter().filter_map(|group| group.document_or_fallback(lang));
    let paths = shown.map(|id| site.document(id)).flat_map(|document| {
        let links = document.links.iter().map(|link| (&link.target, false));
        links.chain(document.pictures.iter().map(|picture| (&picture.target, true)))
    });
    let media = paths.filter_map(|(target, is_shown)| {
        let LinkTarget::Media(path) = target else { return None };
        let (path, media) = site.media.get_key_value(path)?;
        (is_shown || is_picture(media)).then_some((path, media))
    });
    media.collect::<BTreeMap<_, _>>().into_values().collect()
}

/// Whether a file is a picture. The size of a drawing (SVG) may be unknown.
fn is_picture(media: &Media) -> bool {
    media.size.is_some() || media.output.to_ascii_lowercase().ends_with(".svg")
}

/// The web app manifest (w3.org/TR/appmanifest) of a language.
fn web_manifest(site: &Site, lang: LangId, theme: &Theme) -> Vec<u8> {
    let code = site.config.code(lang);
    let texts = site.texts(lang);
    let home = site.config.href(&format!("{code}/"));
    let icons = ICONS.iter().filter_map(|(name, sizes, media_type, purpose)| {
        let src = site.config.href(&theme.assets.get(*name)?.output);
        Some(json!({ "src": src, "sizes": sizes, "type": media_type, "purpose": purpose }))
    });
    let ManifestColors { background, theme } = &theme.palette.manifest;
    let manifest = json!({
        "id": home,
        "name": texts.title.as_ref(),
        "short_name": texts.title.as_ref(),
        "description": texts.description.as_ref(),
        "lang": code,
        "start_url": home,
        "scope": site.config.base.as_ref(),
        "display": "standalone",
        "background_color": background,
        "theme_color": theme,
        "icons": icons.collect::<Vec<_>>(),
    });
    manifest.to_string().into_bytes()
}
