//! Templates, interface strings and assets; rendering of one page.
//!
//! Takes the embedded default theme and the site's own folder below `themes/`, which replaces it file by file; gives
//! a [`Theme`] or what is wrong with it, with file and line. A template sees `page`, `site`, `ui`, `body`, `frame` and the
//! function `t`, and nothing else: what a page shows is in its [`Page`]. What is the same on all pages of a language
//! stands in templates `frame-<name>.html`, which see `site` and `ui` only: each is rendered once and shown as
//! `{{ frame.<name> }}`.

mod slim;
mod template_errors;
pub mod watchdog;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use include_dir::{Dir, include_dir};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use crate::diagnostics::{Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::i18n::Messages;
use crate::input::ThemeFiles;
use crate::model::{Config, LangId, SERVICE_WORKER, SharedStr, hashed_name};
use crate::page::{DescribedPage, SiteContext};

static DEFAULT: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Changes with the program's own sources, so that pages rendered by another situ are rendered anew.
pub const BUILD_FINGERPRINT: &str = env!("SITU_SOURCES");

/// A theme, ready to render.
pub struct Theme {
    tera: Tera,
    /// By language of the site.
    words: Arc<Vec<Messages>>,
    /// Strings without arguments, by language.
    ui: Vec<Value>,
    /// By name in the theme: path in the output, and bytes.
    pub assets: BTreeMap<String, Asset>,
    /// The key of everything above.
    pub key: ContentHash,
    /// The site's own files of the theme.
    files: ThemeFiles,
    /// The theme's own templates, by name.
    own: BTreeSet<String>,
    /// Names of the templates that are rendered once a language.
    frames: BTreeSet<String>,
    /// What is being rendered: by ticket, template and address.
    under_way: Mutex<HashMap<u64, (String, String)>>,
    next_ticket: AtomicU64,
}

/// A file that pages refer to.
pub struct Asset {
    pub output: String,
    pub bytes: Vec<u8>,
    pub key: ContentHash,
}

/// Where a theme's text comes from.
struct ThemeText {
    /// Path for messages.
    path: SharedStr,
    text: String,
}

/// Files of the default theme below `part/`, by their path in it.
fn embedded(part: &str) -> Vec<(String, &'static [u8])> {
    fn collect(dir: &'static Dir, found: &mut Vec<(String, &'static [u8])>) {
        for file in dir.files() {
            found.push((file.path().to_string_lossy().replace('\\', "/"), file.contents()));
        }
        dir.dirs().for_each(|dir| collect(dir, found));
    }
    let mut found = Vec::new();
    if let Some(dir) = DEFAULT.get_dir(part) {
        collect(dir, &mut found);
    }
    found.sort();
    found
}

/// Reads the site's theme.
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
    let frames = embedded.chain(own.iter().cloned()).filter(|name| frame_name(name).is_some()).collect();
    Some(Theme {
        tera: tera?,
        words,
        ui,
        assets,
        key: ContentHash::xxh3(&(BUILD_FINGERPRINT, parts)),
        files: files.clone(),
        own,
        frames,
        under_way: Mutex::default(),
        next_ticket: AtomicU64::new(0),
    })
}

/// `footer`, if the template is `frame-footer.html`.
fn frame_name(template: &str) -> Option<&str> {
    template.strip_prefix("frame-")?.strip_suffix(".html")
}

fn words(
    files: &ThemeFiles,
    config: &Config,
    parts: &mut Vec<(String, ContentHash)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Messages> {
    let embedded: HashMap<String, &'static [u8]> = embedded("strings").into_iter().collect();
    let text_of = |name: &str| embedded.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let mut words = Vec::with_capacity(config.languages.len());
    for language in &config.languages {
        let primary = language.code.split('-').next().unwrap_or_default();
        let mut texts: Vec<ThemeText> = Vec::new();
        let built_in =
            |name: String| text_of(&name).map(|text| ThemeText { path: format!("themes/default/{name}").into(), text });
        // English first, so that what a language lacks is there; the site's own strings behind the built-in ones.
        let mut codes = vec!["en"];
        codes.extend(Some(primary).filter(|primary| *primary != "en"));
        for code in codes {
            let name = format!("strings/{code}.ftl");
            texts.extend(built_in(name.clone()));
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
        let bytes = match name.rsplit_once('.') {
            Some((_, "js")) => slim::script(bytes),
            Some((_, "css")) => slim::style(bytes),
            _ => bytes,
        };
        let key = ContentHash::blake3_bytes(&bytes);
        // A service worker governs the folder that it comes from, so it stands at the site's root.
        let output = if name == "assets/sw.js" { SERVICE_WORKER.to_owned() } else { hashed_name(&name, key) };
        (name.trim_start_matches("assets/").to_owned(), Asset { output, bytes, key })
    };
    bytes.into_iter().map(named).collect()
}

fn templates(
    files: &ThemeFiles,
    words: &Arc<Vec<Messages>>,
    config: &Config,
    parts: &mut Vec<(String, ContentHash)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Tera> {
    let mut tera = Tera::new();
    let by_code: HashMap<String, usize> = config.languages.iter().map(|l| (l.code.to_string(), l.id.index())).collect();
    let words = Arc::clone(words);
    tera.register_function("t", move |kwargs: Kwargs, _: &State| translate(&kwargs, &by_code, &words));
    // Each is tried for each name that a page includes.
    let prefixes: &[&str] = if files.own("templates").next().is_some() { &["own/", "default/"] } else { &["default/"] };
    if let Err(error) = tera.set_fallback_prefixes(prefixes.iter().copied()) {
        diagnostics.extend(template_errors::faults(files, &error));
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
            diagnostics.extend(template_errors::faults(files, &error));
            None
        }
    }
}

/// `t(key="progress", lang=page.lang, n=3, …)`: a string with arguments.
fn translate(kwargs: &Kwargs, by_code: &HashMap<String, usize>, words: &[Messages]) -> TeraResult<String> {
    let key: &str = kwargs.must_get("key")?;
    let lang: &str = kwargs.must_get("lang")?;
    let messages = by_code
        .get(lang)
        .and_then(|number| words.get(*number))
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
    /// The words of each language of the site.
    pub fn words(&self) -> &[Messages] {
        &self.words
    }

    /// What only the script says, as JSON by id: the strings `script_…` of a language.
    pub fn script_words(&self, lang: LangId) -> Vec<u8> {
        let words = self.words.get(lang.index());
        let own = words.into_iter().flat_map(|words| words.ids().iter().map(move |id| (words, id)));
        let own = own.filter_map(|(words, id)| Some((id.strip_prefix("script_")?, words.is_constant(id)?)));
        let map: BTreeMap<&str, String> = own.collect();
        serde_json::json!(map).to_string().into_bytes()
    }

    /// The site's sign, SVG; empty if the theme's is no text.
    pub fn icon(&self) -> String {
        let icon = self.assets.get("icon.svg").and_then(|icon| String::from_utf8(icon.bytes.clone()).ok());
        icon.unwrap_or_default()
    }

    /// Addresses of the assets by name.
    pub fn asset_links(&self, config: &Config) -> BTreeMap<String, String> {
        self.assets.iter().map(|(name, asset)| (name.clone(), config.href(&asset.output))).collect()
    }

    /// What all pages of a language are rendered with, made once; or what the theme does wrong in it.
    pub fn desk(&self, lang: LangId, frame: &SiteContext) -> Result<LanguageContext, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("site", Value::from_serializable(frame));
        if let Some(ui) = self.ui.get(lang.index()) {
            context.insert_value("ui", ui.clone());
        }
        let mut frames: BTreeMap<String, Value> = BTreeMap::new();
        for template in &self.frames {
            let mut html = Vec::new();
            self.run(template, &frame.home, &context, &mut html)?;
            let name = frame_name(template).unwrap_or_default();
            frames.insert(name.to_owned(), Value::safe_string(&String::from_utf8_lossy(&html)));
        }
        context.insert_value("frame", Value::from(frames));
        Ok(LanguageContext { context, key: ContentHash::xxh3(&(self.key, lang, frame)) })
    }

    /// One page as HTML, which is UTF-8. `body` is its text with all holes filled.
    pub fn render(&self, desk: &LanguageContext, page: &DescribedPage, body: &str) -> Result<Vec<u8>, Diagnostic> {
        let mut context = desk.context.clone();
        context.insert_value("page", Value::from_serializable(page));
        context.insert_value("body", Value::safe_string(body));
        // What a page holds beside its body is mostly less than this.
        let mut html = Vec::with_capacity(body.len() + (16 << 10));
        self.run(&format!("{}.html", page.kind), &page.href, &context, &mut html)?;
        Ok(html)
    }

    /// Renders a template; `href` is what it is rendered for.
    fn run(&self, template: &str, href: &str, context: &Context, html: &mut Vec<u8>) -> Result<(), Diagnostic> {
        let ticket = self.next_ticket.fetch_add(1, Ordering::Relaxed);
        self.pages_under_way().insert(ticket, (template.to_owned(), href.to_owned()));
        let done = self.tera.render_to(template, context, html);
        self.pages_under_way().remove(&ticket);
        done.map_err(|error| {
            let diagnostic = template_errors::faults(&self.files, &error).swap_remove(0);
            // Some mistakes have no place for the engine; the page's own template is near it.
            let own: SharedStr = format!("{}templates/{template}", self.files.folder()).into();
            match self.files.folder().starts_with(&*diagnostic.span.path) && self.files.contains(&own) {
                true => Diagnostic { span: Span::file(&own), ..diagnostic },
                false => diagnostic,
            }
        })
    }

    fn pages_under_way(&self) -> MutexGuard<'_, HashMap<u64, (String, String)>> {
        self.under_way.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// A ticket for each page that is being rendered now.
    pub fn under_way(&self) -> Vec<u64> {
        self.pages_under_way().keys().copied().collect()
    }

    /// What to say of a page that does not come to an end; nothing if it has.
    pub fn stuck(&self, ticket: u64) -> Option<Diagnostic> {
        let (name, href) = self.pages_under_way().get(&ticket)?.clone();
        let folder = if self.own.contains(&name) { self.files.folder() } else { "themes/default/" };
        let place = Span::file(&format!("{folder}templates/{name}").into());
        Some(Diagnostic::theme(place, "endless", href, ""))
    }
}

/// The context that pages of one language share, and its key.
pub struct LanguageContext {
    context: Context,
    /// Changes whenever anything beside the page itself changes: half of a page's key.
    pub key: ContentHash,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strings_are_complete_in_all_languages() {
        let ids = |lang: &str| {
            let file =
                DEFAULT.get_file(format!("strings/{lang}.ftl")).unwrap_or_else(|| panic!("no strings for {lang}"));
            let text = file.contents_utf8().unwrap();
            let messages = Messages::new(lang, &[text]).unwrap_or_else(|faults| panic!("{lang}: {faults:?}"));
            let mut ids = messages.ids().to_vec();
            ids.sort();
            ids
        };
        let english = ids("en");
        assert!(english.len() > 30);
        for lang in ["lv", "ru", "bg"] {
            assert_eq!(ids(lang), english, "{lang}");
        }
    }
}
