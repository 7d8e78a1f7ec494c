//! Templates, interface strings and assets; rendering of one page.
//!
//! Takes the embedded default theme and the site's own folder below `themes/`, which replaces it file by file; returns
//! a [`Theme`], or its errors with file and line. A template sees `page`, `site`, `ui`, `body`, `cached` and the function
//! `t`, and nothing else: everything that a page shows is in its [`DescribedPage`]. Templates in `cached/` see `site` and `ui` only:
//! each is rendered once per language, and its result is `{{ cached.<name> }}` in all other templates. Assets are
//! published unchanged: those of the default theme are built from `themes/default/src/` beforehand.

mod palette;
mod template_errors;
pub mod watchdog;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use include_dir::{Dir, include_dir};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use crate::diagnostics::{Diagnostic, Span};
use crate::foundation::BUILD_FINGERPRINT;
use crate::foundation::hash::ContentHash;
use crate::foundation::sync::lock;
use crate::i18n::Messages;
use crate::input::ThemeFiles;
use crate::lang::{FALLBACK, pack};
use crate::model::{Config, LangId, SERVICE_WORKER, SharedStr, hashed_name};
use crate::page::{DescribedPage, SiteContext};

pub use palette::{PALETTE, Palette};

/// The folders of the default theme that are part of the program; its sources are not.
static DEFAULT: [(&str, Dir); 2] = [
    ("assets", include_dir!("$CARGO_MANIFEST_DIR/themes/default/assets")),
    ("templates", include_dir!("$CARGO_MANIFEST_DIR/themes/default/templates")),
];

/// A theme, ready to render.
pub struct Theme {
    tera: Tera,
    /// Interface strings, by language of the site.
    strings: Arc<Vec<Messages>>,
    /// Strings without arguments, by language of the site: `ui` in a template.
    ui: Vec<Value>,
    /// By name in the theme.
    pub assets: BTreeMap<String, Asset>,
    /// Hash of templates, strings, assets and the version of situ.
    pub key: ContentHash,
    /// The site's own files of the theme.
    files: ThemeFiles,
    /// Names of the site's own templates.
    own: BTreeSet<String>,
    /// Names of the templates that are rendered once per language.
    cached: BTreeSet<String>,
    in_flight: Mutex<HashMap<RenderId, Render>>,
    next_id: AtomicU64,
}

/// Identifies one rendering of a template.
pub type RenderId = u64;

/// A template that is being rendered.
#[derive(Clone)]
struct Render {
    template: String,
    /// URL path of the page that it is rendered for.
    href: String,
}

/// A style, script, font or icon of the theme.
pub struct Asset {
    /// Output path.
    pub output: String,
    pub bytes: Vec<u8>,
    /// Hash of the bytes.
    pub key: ContentHash,
}

/// A text file of the theme.
struct ThemeText {
    /// Path for diagnostics.
    path: SharedStr,
    text: String,
}

/// Files of the default theme below `part/`, by their path in it.
fn embedded(part: &str) -> Vec<(String, &'static [u8])> {
    fn collect(part: &str, dir: &'static Dir, found: &mut Vec<(String, &'static [u8])>) {
        for file in dir.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            found.push((format!("{part}/{path}"), file.contents()));
        }
        dir.dirs().for_each(|dir| collect(part, dir, found));
    }
    let mut found = Vec::new();
    for (name, dir) in DEFAULT.iter().filter(|(name, _)| *name == part) {
        collect(name, dir, &mut found);
    }
    found.sort();
    found
}

/// Loads the theme of the site. Reports its errors; returns `None` if there are any.
pub fn load(files: &ThemeFiles, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Option<Theme> {
    let before = diagnostics.len();
    let mut parts: Vec<(String, ContentHash)> = Vec::new();
    let words = words(files, config, &mut parts, diagnostics);
    let assets = assets(files, diagnostics);
    parts.extend(assets.iter().map(|(name, asset)| (name.clone(), asset.key)));
    let words = Arc::new(words);
    let tera = templates(files, &words, config, &mut parts, diagnostics);
    if diagnostics.len() > before {
        return None;
    }
    let constant = |messages: &Messages| -> Value {
        let map: BTreeMap<String, String> =
            messages.ids().iter().filter_map(|id| messages.is_constant(id).map(|text| (id.clone(), text))).collect();
        Value::from_serializable(&map)
    };
    let ui = words.iter().map(constant).collect();
    let own: BTreeSet<String> = files.own("templates").map(|(name, _)| name.replacen("templates/", "", 1)).collect();
    let embedded = embedded("templates").into_iter().map(|(name, _)| name.replacen("templates/", "", 1));
    let cached = embedded.chain(own.iter().cloned()).filter(|name| cached_name(name).is_some()).collect();
    Some(Theme {
        tera: tera?,
        strings: words,
        ui,
        assets,
        key: ContentHash::xxh3(&(BUILD_FINGERPRINT, parts)),
        files: files.clone(),
        own,
        cached,
        in_flight: Mutex::default(),
        next_id: AtomicU64::new(0),
    })
}

/// `footer` for the template `cached/footer.html`; `None` for a template outside `cached/`.
fn cached_name(template: &str) -> Option<&str> {
    template.strip_prefix("cached/")?.strip_suffix(".html")
}

fn words(
    files: &ThemeFiles,
    config: &Config,
    parts: &mut Vec<(String, ContentHash)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Messages> {
    let mut words = Vec::with_capacity(config.languages.len());
    for language in &config.languages {
        let primary = language.code.split('-').next().unwrap_or_default();
        let mut texts: Vec<ThemeText> = Vec::new();
        // English first, so that what a language lacks is there; the site's own strings behind the built-in ones.
        let mut codes = vec![FALLBACK];
        codes.extend(Some(primary).filter(|primary| *primary != FALLBACK));
        for code in codes {
            let name = format!("strings/{code}.ftl");
            texts.extend(built_in_strings(code));
            let path: SharedStr = format!("{}{name}", files.folder()).into();
            if files.contains(&path) {
                match files.read_text(&path) {
                    Ok(text) => texts.push(ThemeText { path, text }),
                    Err(diagnostic) => diagnostics.push(diagnostic),
                }
            }
        }
        for text in &texts {
            parts.push((text.path.to_string(), ContentHash::blake3_bytes(text.text.as_bytes())));
            if let Err(faults) = Messages::new(&language.code, &[&text.text]) {
                for fault in faults {
                    let place = Span::new(&text.path, fault.byte..fault.byte + 1);
                    diagnostics.push(Diagnostic::theme(place, "strings", "", fault.reason));
                }
            }
        }
        let all: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
        if let Ok(messages) = Messages::new(&language.code, &all) {
            for id in messages.endless() {
                let found = texts.iter().rev().find_map(|text| Some((text, entry_of(&text.text, id)?)));
                let Some((text, at)) = found else { continue };
                let place = Span::new(&text.path, at..at + id.len());
                diagnostics.push(Diagnostic::theme(place, "circle", id, ""));
            }
            words.push(messages);
        }
    }
    words
}

/// The default theme's strings in a language, by the path of their file in situ's sources; `None` if it has none.
fn built_in_strings(code: &str) -> Option<ThemeText> {
    let text = pack(code)?.strings?.to_owned();
    Some(ThemeText { path: format!("src/languages/{code}/strings.ftl").into(), text })
}

/// Where the entry `id` begins in a Fluent text.
fn entry_of(text: &str, id: &str) -> Option<usize> {
    let begins = |rest: &str| rest.strip_prefix(id).is_some_and(|rest| rest.trim_start_matches(' ').starts_with('='));
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    starts.into_iter().find(|at| begins(&text[*at..]))
}

fn assets(files: &ThemeFiles, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, Asset> {
    let mut bytes: BTreeMap<String, Vec<u8>> =
        embedded("assets").into_iter().map(|(name, bytes)| (name, bytes.to_vec())).collect();
    for (name, path) in files.own("assets") {
        match files.read(path) {
            Ok(own) => {
                bytes.insert(name.to_owned(), own.into_owned());
            }
            Err(error) => diagnostics.push(Diagnostic::unreadable(Span::file(path), &error)),
        }
    }
    let named = |(name, bytes): (String, Vec<u8>)| {
        let key = ContentHash::blake3_bytes(&bytes);
        // A service worker governs the folder that it comes from, so it stands at the site's root.
        let output = if name == "assets/sw.js" { SERVICE_WORKER.to_owned() } else { hashed_name(&name, key) };
        (name.trim_start_matches("assets/").to_owned(), Asset { output, bytes, key })
    };
    bytes.into_iter().map(named).collect()
}

fn templates(
    files: &ThemeFiles,
    strings: &Arc<Vec<Messages>>,
    config: &Config,
    parts: &mut Vec<(String, ContentHash)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Tera> {
    let mut tera = Tera::new();
    let by_code: HashMap<String, usize> = config.languages.iter().map(|l| (l.code.to_string(), l.id.index())).collect();
    let strings = Arc::clone(strings);
    tera.register_function("t", move |kwargs: Kwargs, _: &State| translate(&kwargs, &by_code, &strings));
    // Without own templates there is one prefix only, because Tera tries every prefix for every name that a page includes.
    let prefixes: &[&str] = if files.own("templates").next().is_some() { &["own/", "default/"] } else { &["default/"] };
    if let Err(error) = tera.set_fallback_prefixes(prefixes.iter().copied()) {
        diagnostics.extend(template_errors::template_diagnostics(files, &error));
        return None;
    }
    let mut texts: Vec<(String, String)> = Vec::new();
    for (name, bytes) in embedded("templates") {
        texts.push((name.replacen("templates/", "default/", 1), String::from_utf8_lossy(bytes).into_owned()));
    }
    for (name, path) in files.own("templates") {
        match files.read_text(path) {
            Ok(text) => texts.push((name.replacen("templates/", "own/", 1), text)),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    parts.extend(texts.iter().map(|(name, text)| (name.clone(), ContentHash::blake3_bytes(text.as_bytes()))));
    match tera.add_raw_templates(texts) {
        Ok(()) => Some(tera),
        Err(error) => {
            diagnostics.extend(template_errors::template_diagnostics(files, &error));
            None
        }
    }
}

/// The template function `t(key="progress", lang=page.lang, n=3, …)`: an interface string with arguments. `n` selects the
/// plural form.
fn translate(kwargs: &Kwargs, by_code: &HashMap<String, usize>, strings: &[Messages]) -> TeraResult<String> {
    let key: &str = kwargs.must_get("key")?;
    let lang: &str = kwargs.must_get("lang")?;
    let messages = by_code
        .get(lang)
        .and_then(|number| strings.get(*number))
        .ok_or_else(|| tera::Error::message(format!("t: `{lang}` is no language of the site")))?;
    if !messages.ids().iter().any(|id| id == key) {
        return Err(tera::Error::message(format!("t: no string `{key}` in strings/{lang}.ftl")));
    }
    let mut number = None;
    let mut args: Vec<(String, String)> = Vec::new();
    for (name, value) in kwargs.iter() {
        let name = name.to_string();
        match name.as_str() {
            "key" | "lang" => {}
            "n" => number = value.as_u64(),
            _ => args.push((name, value.to_string())),
        }
    }
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Ok(match number {
        Some(n) => messages.count(key, n, &args),
        None => messages.text(key, &args),
    })
}

impl Theme {
    /// The interface strings of each language of the site.
    pub fn strings(&self) -> &[Messages] {
        &self.strings
    }

    /// The strings that only scripts use (`script_<id>`) as a JSON object by id.
    pub fn script_strings(&self, lang: LangId) -> Vec<u8> {
        let strings = self.strings.get(lang.index());
        let all = strings.into_iter().flat_map(|strings| strings.ids().iter().map(move |id| (strings, id)));
        let own = all.filter_map(|(strings, id)| Some((id.strip_prefix("script_")?, strings.is_constant(id)?)));
        let map: BTreeMap<&str, String> = own.collect();
        serde_json::json!(map).to_string().into_bytes()
    }

    /// The site's icon as SVG; empty if the theme's file is not UTF-8.
    pub fn icon(&self) -> String {
        let icon = self.assets.get("icon.svg").and_then(|icon| String::from_utf8(icon.bytes.clone()).ok());
        icon.unwrap_or_default()
    }

    /// URL paths of the assets by name.
    pub fn asset_links(&self, config: &Config) -> BTreeMap<String, String> {
        self.assets.iter().map(|(name, asset)| (name.clone(), config.href(&asset.output))).collect()
    }

    /// The context that all pages of a language share, or the error of a template that is rendered once per language.
    pub fn language_context(&self, lang: LangId, site: &SiteContext) -> Result<LanguageContext, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("site", Value::from_serializable(site));
        if let Some(ui) = self.ui.get(lang.index()) {
            context.insert_value("ui", ui.clone());
        }
        let mut cached: BTreeMap<String, Value> = BTreeMap::new();
        for template in &self.cached {
            let mut html = Vec::new();
            self.render_template(template, &site.home, &context, &mut html)?;
            let name = cached_name(template).unwrap_or_default();
            cached.insert(name.to_owned(), Value::safe_string(&String::from_utf8_lossy(&html)));
        }
        context.insert_value("cached", Value::from(cached));
        Ok(LanguageContext { context, key: ContentHash::xxh3(&(self.key, lang, site)) })
    }

    /// Renders a page to HTML, which is UTF-8. `body` is its body with all slots filled.
    pub fn render(&self, language: &LanguageContext, page: &DescribedPage, body: &str) -> Result<Vec<u8>, Diagnostic> {
        let mut context = language.context.clone();
        context.insert_value("page", Value::from_serializable(page));
        context.insert_value("body", Value::safe_string(body));
        // Most pages have less than this besides their body.
        let mut html = Vec::with_capacity(body.len() + (16 << 10));
        self.render_template(&format!("{}.html", page.kind), &page.href, &context, &mut html)?;
        Ok(html)
    }

    /// Renders a template for the page at `href`, and registers it for the watchdog while it runs.
    fn render_template(
        &self,
        template: &str,
        href: &str,
        context: &Context,
        html: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let id = self.next_id.fetch_add(1, Ordering::Relaxed);
        lock(&self.in_flight).insert(id, Render { template: template.to_owned(), href: href.to_owned() });
        let result = self.tera.render_to(template, context, html);
        lock(&self.in_flight).remove(&id);
        result.map_err(|error| {
            let diagnostic = template_errors::template_diagnostics(&self.files, &error).swap_remove(0);
            // Tera reports no span for some errors; the page's own template is the closest file.
            let own: SharedStr = format!("{}templates/{template}", self.files.folder()).into();
            if self.files.folder().starts_with(&*diagnostic.span.path) && self.files.contains(&own) {
                Diagnostic { span: Span::file(&own), ..diagnostic }
            } else {
                diagnostic
            }
        })
    }

    /// The renderings that run now.
    pub fn in_flight(&self) -> Vec<RenderId> {
        lock(&self.in_flight).keys().copied().collect()
    }

    /// The error for a rendering that does not terminate; `None` if it has terminated meanwhile.
    pub fn hung_render_diagnostic(&self, id: RenderId) -> Option<Diagnostic> {
        let Render { template, href } = lock(&self.in_flight).get(&id)?.clone();
        let folder = if self.own.contains(&template) { self.files.folder() } else { "themes/default/" };
        let span = Span::file(&format!("{folder}templates/{template}").into());
        Some(Diagnostic::theme(span, "endless", href, ""))
    }
}

/// The template context that all pages of a language share.
pub struct LanguageContext {
    context: Context,
    /// Hash of the theme, the language and its [`SiteContext`]: with a page, the cache key of its HTML.
    pub key: ContentHash,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strings_are_complete_in_all_languages() {
        let ids = |lang: &str, text: &str| {
            let messages = Messages::new(lang, &[text]).unwrap_or_else(|faults| panic!("{lang}: {faults:?}"));
            let mut ids = messages.ids().to_vec();
            ids.sort();
            ids
        };
        let english = ids(FALLBACK, pack(FALLBACK).and_then(|pack| pack.strings).unwrap());
        assert!(english.len() > 30);
        for (lang, text) in crate::lang::PACKS.iter().filter_map(|pack| Some((pack.code, pack.strings?))) {
            assert_eq!(ids(lang, text), english, "{lang}");
        }
    }
}
