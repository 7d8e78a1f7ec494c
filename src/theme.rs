//! Templates, interface strings and assets; rendering of one page.
//!
//! Takes the embedded default theme and the site's own folder below `themes/`, which replaces it file by file; gives
//! a [`Theme`] or what is wrong with it, with file and line. A template sees `page`, `site`, `ui`, `body`, `cached` and the
//! function `t`, and nothing else: what a page shows is in its [`Page`]. Templates in `cached/` see `site` and `ui` only:
//! each is rendered once per language, and its result is `{{ cached.<name> }}` in all other templates. Assets are
//! published unchanged: those of the default theme are built from `themes/default/src/` beforehand.

mod faults;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use include_dir::{Dir, include_dir};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use crate::diag::{Code, Diagnostic, Place};
use crate::memo::Key;
use crate::messages::Messages;
use crate::model::{Config, LangId, Str};
use crate::offline::WORKER;
use crate::page::{Frame, Page};
use crate::tree::Tree;

/// The folders of the default theme that are part of the program; its sources are not.
static DEFAULT: [(&str, Dir); 3] = [
    ("assets", include_dir!("$CARGO_MANIFEST_DIR/themes/default/assets")),
    ("strings", include_dir!("$CARGO_MANIFEST_DIR/themes/default/strings")),
    ("templates", include_dir!("$CARGO_MANIFEST_DIR/themes/default/templates")),
];

/// Changes with the program's own sources, so that pages rendered by another situ are rendered anew.
pub const PROGRAM: &str = env!("SITU_SOURCES");

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
    pub key: Key,
    /// Folder of the site's own files of the theme.
    folder: String,
    /// The theme's own templates, by name.
    own: BTreeSet<String>,
    /// Names of the templates that are rendered once per language.
    cached: BTreeSet<String>,
    /// What is being rendered: by ticket, template and address.
    under_way: Mutex<HashMap<u64, (String, String)>>,
    next_ticket: AtomicU64,
}

/// A file that pages refer to.
pub struct Asset {
    pub output: String,
    pub bytes: Vec<u8>,
    pub key: Key,
}

/// Files of a theme by their path in it; the site's own in front of the embedded ones.
struct Files<'a> {
    tree: &'a Tree,
    folder: String,
}

/// Where a theme's text comes from.
struct ThemeText {
    /// Path for messages.
    path: Str,
    text: String,
}

impl Files<'_> {
    /// Own files below `part/`, by path in the theme.
    fn own<'s>(&'s self, part: &'s str) -> impl Iterator<Item = (&'s str, &'s Str)> {
        let prefix = format!("{}{part}/", self.folder);
        let all = self.tree.below(&self.folder).filter(move |path| path.starts_with(&prefix));
        all.map(|path| (&path[self.folder.len()..], path))
    }

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
}

/// A theme that is named but has no folder.
pub fn missing_folder(place: Place, name: &str) -> Diagnostic {
    faults::told(place, "folder", format!("themes/{name}"), "")
}

/// Reads the site's theme.
pub fn load(tree: &Tree, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Option<Theme> {
    let files = Files { tree, folder: format!("themes/{}/", config.theme) };
    let exists = &*config.theme == "default" || tree.below(&files.folder).next().is_some();
    if !exists {
        let place = Place::file(&Str::from(crate::config::PATH));
        diagnostics.push(missing_folder(place, &config.theme));
        return None;
    }
    let before = diagnostics.len();
    let mut parts: Vec<(String, Key)> = Vec::new();
    let words = words(&files, config, &mut parts, diagnostics);
    let assets = assets(&files, diagnostics);
    parts.extend(assets.iter().map(|(name, asset)| (name.clone(), asset.key)));
    let words = Arc::new(words);
    let tera = templates(&files, &words, config, &mut parts, diagnostics);
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
    let embedded = Files::embedded("templates").into_iter().map(|(name, _)| name.replacen("templates/", "", 1));
    let cached = embedded.chain(own.iter().cloned()).filter(|name| cached_name(name).is_some()).collect();
    Some(Theme {
        tera: tera?,
        words,
        ui,
        assets,
        key: Key::of(&(PROGRAM, parts)),
        folder: files.folder.clone(),
        own,
        cached,
        under_way: Mutex::default(),
        next_ticket: AtomicU64::new(0),
    })
}

/// `footer` for the template `cached/footer.html`; `None` for a template outside `cached/`.
fn cached_name(template: &str) -> Option<&str> {
    template.strip_prefix("cached/")?.strip_suffix(".html")
}

fn words(
    files: &Files,
    config: &Config,
    parts: &mut Vec<(String, Key)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Messages> {
    let embedded: HashMap<String, &'static [u8]> = Files::embedded("strings").into_iter().collect();
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
            let path: Str = format!("{}{name}", files.folder).into();
            if files.tree.contains(&path) {
                match files.tree.read_text(&path) {
                    Ok(text) => texts.push(ThemeText { path, text }),
                    Err(diagnostic) => diagnostics.push(diagnostic),
                }
            }
        }
        for text in &texts {
            parts.push((text.path.to_string(), Key::of_bytes(text.text.as_bytes())));
            if let Err(faults) = Messages::new(&language.code, &[&text.text]) {
                for fault in faults {
                    let place = Place::new(&text.path, fault.byte..fault.byte + 1);
                    diagnostics.push(faults::told(place, "strings", "", fault.reason));
                }
            }
        }
        let all: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
        if let Ok(messages) = Messages::new(&language.code, &all) {
            for id in messages.endless() {
                let found = texts.iter().rev().find_map(|text| Some((text, entry_of(&text.text, id)?)));
                let Some((text, at)) = found else { continue };
                let place = Place::new(&text.path, at..at + id.len());
                diagnostics.push(faults::told(place, "circle", id, ""));
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

fn assets(files: &Files, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, Asset> {
    let mut bytes: BTreeMap<String, Vec<u8>> =
        Files::embedded("assets").into_iter().map(|(name, bytes)| (name, bytes.to_vec())).collect();
    for (name, path) in files.own("assets") {
        match files.tree.read(path) {
            Ok(own) => {
                bytes.insert(name.to_owned(), own.into_owned());
            }
            Err(error) => {
                let place = Place::file(path);
                diagnostics.push(Diagnostic::new(Code::Unreadable, place).arg("reason", error.to_string()));
            }
        }
    }
    let named = |(name, bytes): (String, Vec<u8>)| {
        let key = Key::of_bytes(&bytes);
        // A service worker governs the folder that it comes from, so it stands at the site's root.
        let output = if name == "assets/sw.js" { WORKER.to_owned() } else { hashed_name(&name, key) };
        (name.trim_start_matches("assets/").to_owned(), Asset { output, bytes, key })
    };
    bytes.into_iter().map(named).collect()
}

/// A file's path with the first digits of its key before the ending.
pub fn hashed_name(path: &str, key: Key) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let slash = if folder.is_empty() { "" } else { "/" };
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{folder}{slash}{stem}.{}.{ending}", key.short(8)),
        _ => format!("{folder}{slash}{name}.{}", key.short(8)),
    }
}

fn templates(
    files: &Files,
    words: &Arc<Vec<Messages>>,
    config: &Config,
    parts: &mut Vec<(String, Key)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Tera> {
    let mut tera = Tera::new();
    let by_code: HashMap<String, usize> = config.languages.iter().map(|l| (l.code.to_string(), l.id.index())).collect();
    let words = Arc::clone(words);
    tera.register_function("t", move |kwargs: Kwargs, _: &State| translate(&kwargs, &by_code, &words));
    // Each is tried for each name that a page includes.
    let prefixes: &[&str] = if files.own("templates").next().is_some() { &["own/", "default/"] } else { &["default/"] };
    if let Err(error) = tera.set_fallback_prefixes(prefixes.iter().copied()) {
        diagnostics.extend(faults::faults(files, &error));
        return None;
    }
    let mut texts: Vec<(String, String)> = Vec::new();
    for (name, bytes) in Files::embedded("templates") {
        texts.push((name.replacen("templates/", "default/", 1), String::from_utf8_lossy(bytes).into_owned()));
    }
    for (name, path) in files.own("templates") {
        match files.tree.read_text(path) {
            Ok(text) => texts.push((name.replacen("templates/", "own/", 1), text)),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    parts.extend(texts.iter().map(|(name, text)| (name.clone(), Key::of_bytes(text.as_bytes()))));
    match tera.add_raw_templates(texts) {
        Ok(()) => Some(tera),
        Err(error) => {
            diagnostics.extend(faults::faults(files, &error));
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
    pub fn desk(&self, lang: LangId, frame: &Frame, tree: &Tree) -> Result<RenderDesk, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("site", Value::from_serializable(frame));
        if let Some(ui) = self.ui.get(lang.index()) {
            context.insert_value("ui", ui.clone());
        }
        let mut cached: BTreeMap<String, Value> = BTreeMap::new();
        for template in &self.cached {
            let mut html = Vec::new();
            self.run(template, &frame.home, &context, &mut html, tree)?;
            let name = cached_name(template).unwrap_or_default();
            cached.insert(name.to_owned(), Value::safe_string(&String::from_utf8_lossy(&html)));
        }
        context.insert_value("cached", Value::from(cached));
        Ok(RenderDesk { context, key: Key::of(&(self.key, lang, frame)) })
    }

    /// One page as HTML, which is UTF-8. `body` is its text with all holes filled.
    pub fn render(&self, desk: &RenderDesk, page: &Page, body: &str, tree: &Tree) -> Result<Vec<u8>, Diagnostic> {
        let mut context = desk.context.clone();
        context.insert_value("page", Value::from_serializable(page));
        context.insert_value("body", Value::safe_string(body));
        // What a page holds beside its body is mostly less than this.
        let mut html = Vec::with_capacity(body.len() + (16 << 10));
        self.run(&format!("{}.html", page.kind), &page.href, &context, &mut html, tree)?;
        Ok(html)
    }

    /// Renders a template; `href` is what it is rendered for.
    fn run(
        &self,
        template: &str,
        href: &str,
        context: &Context,
        html: &mut Vec<u8>,
        tree: &Tree,
    ) -> Result<(), Diagnostic> {
        let ticket = self.next_ticket.fetch_add(1, Ordering::Relaxed);
        self.pages_under_way().insert(ticket, (template.to_owned(), href.to_owned()));
        let done = self.tera.render_to(template, context, html);
        self.pages_under_way().remove(&ticket);
        done.map_err(|error| {
            let files = Files { tree, folder: self.folder.clone() };
            let diagnostic = faults::faults(&files, &error).swap_remove(0);
            // Some mistakes have no place for the engine; the page's own template is near it.
            let own: Str = format!("{}templates/{template}", files.folder).into();
            match files.folder.starts_with(&*diagnostic.place.path) && files.tree.contains(&own) {
                true => Diagnostic { place: Place::file(&own), ..diagnostic },
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
        let folder = if self.own.contains(&name) { &self.folder } else { "themes/default/" };
        let place = Place::file(&format!("{folder}templates/{name}").into());
        Some(faults::told(place, "endless", href, ""))
    }
}

/// The context that pages of one language share, and its key.
pub struct RenderDesk {
    context: Context,
    /// Changes whenever anything beside the page itself changes: half of a page's key.
    pub key: Key,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strings_are_complete_in_all_languages() {
        let ids = |lang: &str| {
            let (_, strings) = &DEFAULT[1];
            let file = strings.get_file(format!("{lang}.ftl")).unwrap_or_else(|| panic!("no strings for {lang}"));
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

    #[test]
    fn hashed_names_keep_folder_and_ending() {
        let key = Key::of_bytes(b"");
        assert_eq!(hashed_name("assets/style.css", key), format!("assets/style.{}.css", key.short(8)));
        assert_eq!(hashed_name("media/noending", key), format!("media/noending.{}", key.short(8)));
    }
}
