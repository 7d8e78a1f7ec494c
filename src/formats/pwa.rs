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
use crate::page::LookContext;
use crate::publish::Output;
use crate::site::Site;
use crate::site::routes::PrecachedBy;
use crate::theme::{ManifestColors, Theme};

/// The largest number of files that a phone is asked to cache. Of a language with more, it caches the most important.
const MAX_PRECACHED_FILES: usize = 2_000;

/// Hexadecimal digits of a content hash in the list: 48 bits.
const HASH_DIGITS: usize = 12;

/// What a device caches first if a language has more than [`MAX_PRECACHED_FILES`] files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PrecachePriority {
    /// Situations, sections, search, scripts and styles.
    Core,
    /// Articles and pages.
    Document,
    /// Pictures of documents.
    Picture,
    /// Pages at former URLs, which a device can do without.
    Redirect,
}

/// A file that a reader's device caches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrecacheEntry {
    /// URL path on the host.
    pub href: Href,
    /// Hash of the file's bytes.
    pub hash: ContentHash,
    /// Its place among the files of the language.
    pub priority: PrecachePriority,
}

/// How many articles, pages and pictures of a language a device does not cache, because the language has too many files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrecacheOverflow {
    /// Code of the language.
    pub lang: String,
    /// Number of files, without those at former URLs.
    pub files: usize,
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
        let names = site.config.countries.iter().zip(&site.texts(lang).countries);
        let countries = names.filter(|(country, _)| !country.is_union()).map(|(country, name)| (&*country.id, &**name));
        let assets = theme.asset_links(site, lang);
        let look = theme.look_context(site);
        let manifest = web_manifest(site, lang, &theme.palette.manifest, &assets, look.as_ref());
        context.write_precached(lang, &manifest_path(code), &manifest)?;
        let words = words(site, lang, theme.script_strings(lang), &assets, countries);
        context.write_precached(lang, &script_strings_path(code), &words)?;
    }
    Ok(())
}

/// What scripts show and know in a language: the interface strings that only they use, the countries that readers can
/// choose as `country_<code>`, the script of the record, and, if the site has a case, its fields, the script that reads and
/// writes their values, and how the language writes dates and sums.
fn words<'s>(
    site: &'s Site,
    lang: LangId,
    strings: BTreeMap<&str, String>,
    assets: &BTreeMap<String, Href>,
    countries: impl Iterator<Item = (&'s str, &'s str)>,
) -> Vec<u8> {
    let mut words = json!(strings);
    for (code, name) in countries {
        words[format!("country_{code}")] = name.into();
    }
    let config = &site.config;
    if let Some(script) = assets.get("record.js") {
        words["record_script"] = json!(script);
    }
    if !config.case.is_empty() {
        let texts = &site.texts(lang).case;
        let fields = config.case.iter().map(|field| (&*field.id.value, field.type_name()));
        let fields = fields.map(|(id, kind)| json!({"id": id, "type": kind, "label": texts.label(id)}));
        words["case"] = json!({
            "script": assets.get("case_values.js"),
            "fields": fields.collect::<Vec<_>>(),
            "currency": &*texts.currency,
            "date": config.language(lang).date_pattern(),
            "short_sums": config.language(lang).short_sums,
        });
    }
    words.to_string().into_bytes()
}

/// Writes each language's list of files to precache, if the site is available offline. Returns what the lists leave out.
/// Runs after all other emitters, because the list names their files.
pub(super) fn emit_precache_lists<O: Output>(
    context: &EmitContext<O>,
) -> Result<Vec<PrecacheOverflow>, RenderError<O::Error>> {
    let config = &context.site.config;
    let mut overflows = Vec::new();
    if !config.offline {
        return Ok(overflows);
    }
    let precached = lock(&context.precached);
    for lang in config.lang_ids() {
        let is_own = |by: PrecachedBy| by == PrecachedBy::All || by == PrecachedBy::Language(lang);
        let own = precached.iter().filter(|(by, _)| is_own(*by)).map(|(_, entry)| entry.clone());
        let mut files = own.collect();
        add_shared_files(context.site, lang, context.theme, &mut files);
        let left_out = limit_files(&mut files);
        if left_out > 0 {
            overflows.push(PrecacheOverflow { lang: config.code(lang).to_owned(), files: left_out });
        }
        context.write(&precache_list(config.code(lang)), &precache_list_bytes(&mut files))?;
    }
    Ok(overflows)
}

/// Adds the theme's assets of a language and the pictures that the pages of a language show or link to.
fn add_shared_files(site: &Site, lang: LangId, theme: &Theme, files: &mut Vec<PrecacheEntry>) {
    let entry = |path: &str, hash: ContentHash, priority: PrecachePriority| PrecacheEntry {
        href: site.config.href(path),
        hash,
        priority,
    };
    let assets = theme.assets_of_language(site, lang).map(|(_, asset)| asset);
    let assets = assets.filter(|asset| asset.output != SERVICE_WORKER);
    files.extend(assets.map(|asset| entry(&asset.output, asset.hash, PrecachePriority::Core)));
    // Those in the folder of the look are assets.
    let look = theme.look_pictures().filter(|picture| !picture.output.starts_with("assets/"));
    files.extend(look.map(|picture| entry(&picture.output, picture.hash, PrecachePriority::Core)));
    let media = pictures(site, lang).into_iter();
    files.extend(media.map(|media| entry(&media.output, media.hash, PrecachePriority::Picture)));
}

/// Removes the least important files if there are more than [`MAX_PRECACHED_FILES`]. Returns how many that are, without
/// redirects.
fn limit_files(files: &mut Vec<PrecacheEntry>) -> usize {
    if files.len() <= MAX_PRECACHED_FILES {
        return 0;
    }
    files.sort_by(|a, b| (a.priority, &a.href).cmp(&(b.priority, &b.href)));
    let left_out = files.split_off(MAX_PRECACHED_FILES);
    left_out.iter().filter(|file| file.priority != PrecachePriority::Redirect).count()
}

/// The list: a version and each file with its hash.
fn precache_list_bytes(files: &mut [PrecacheEntry]) -> Vec<u8> {
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
fn web_manifest(
    site: &Site,
    lang: LangId,
    colors: &ManifestColors,
    assets: &BTreeMap<String, Href>,
    look: Option<&LookContext>,
) -> Vec<u8> {
    let code = site.config.code(lang);
    let texts = site.texts(lang);
    let home = site.config.href(&format!("{code}/"));
    let own = look.and_then(|look| look.favicon.as_ref()).map(|icon| {
        let sizes =
            if icon.media_type == "image/png" { format!("{}x{}", icon.width, icon.height) } else { "any".to_owned() };
        json!({ "src": icon.href, "sizes": sizes, "type": icon.media_type, "purpose": "any" })
    });
    // An icon of the site is never beside those of the theme.
    let icons = ICONS.iter().filter(|_| own.is_none()).filter_map(|(name, sizes, media_type, purpose)| {
        let src = assets.get(*name)?;
        Some(json!({ "src": src, "sizes": sizes, "type": media_type, "purpose": purpose }))
    });
    let icons = icons.chain(own.clone());
    let ManifestColors { background, theme } = colors;
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
