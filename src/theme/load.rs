//! Loads a theme from its files.
//!
//! Takes the files of the embedded default theme, those of the site's own, which replace them one by one, and the
//! interface strings of the site; returns a [`Theme`], or its errors. Never reads a file outside `themes/`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};

use include_dir::{Dir, include_dir};
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::blocked_by_policy::find_blocked;
use super::look::SiteLook;
use super::palette::Palette;
use super::strings::{load_strings, report_missing_strings, translate};
use super::style_sheets::{AssetSource, rewrite_style_sheets};
use super::theme_file::{ThemeFile, read_theme_file};
use super::unused_files::find_unused_files;
use super::{Asset, Theme, template_errors};
use crate::diagnostics::{Code, Diagnostic, Severity, Span};
use crate::foundation::BUILD_FINGERPRINT;
use crate::foundation::file_names::find_path_problem;
use crate::foundation::hash::ContentHash;
use crate::foundation::paths::show_path;
use crate::i18n::Messages;
use crate::input::{ThemeFiles, inspect_media};
use crate::model::{Config, LOOK_FOLDER, LanguageTexts, LookPictures, SERVICE_WORKER, hashed_name};
use crate::site::Feature;

/// The embedded folders of the default theme. Its sources and documentation are not embedded.
static DEFAULT: [(&str, Dir); 2] = [
    ("assets", include_dir!("$CARGO_MANIFEST_DIR/themes/default/assets")),
    ("templates", include_dir!("$CARGO_MANIFEST_DIR/themes/default/templates")),
];

/// Before the name of a hook of the site: the name of its template in Tera.
pub(super) const OWN_HOOKS: &str = "own/hooks/";

/// Files of the default theme below `part/`, by their path in it.
pub(super) fn embedded_files(part: &str) -> Vec<(String, &'static [u8])> {
    fn collect(part: &str, dir: &'static Dir, found: &mut Vec<(String, &'static [u8])>) {
        for file in dir.files() {
            let path = show_path(file.path());
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

/// Loads the theme of the site. Reports its errors and missing strings; returns `None` if there are errors.
/// `texts` are indexed by language.
pub fn load(
    files: &ThemeFiles,
    (config, texts): (&Config, &[LanguageTexts]),
    pictures: &LookPictures,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Theme> {
    let before = diagnostics.len();
    let mut parts: Vec<(String, ContentHash)> = Vec::new();
    let strings = Arc::new(load_strings(files, (config, texts), &mut parts, diagnostics));
    let Assets { assets, palette, look, version_problem, named } = load_assets(files, config, pictures, diagnostics);
    let tera = load_templates(files, &strings, config, &mut parts, diagnostics);
    diagnostics.extend(find_unused_files(files, config, &named));
    if diagnostics[before..].iter().any(|found| found.severity() == Severity::Error) {
        return None;
    }
    let constant = |messages: &Messages| -> Value {
        let map: BTreeMap<String, String> = messages
            .message_ids()
            .iter()
            .filter_map(|id| messages.constant_text(id).map(|text| (id.clone(), text)))
            .collect();
        Value::from_serializable(&map)
    };
    report_missing_strings(files, (config, texts), diagnostics);
    diagnostics.extend(version_problem);
    let ui = strings.iter().map(constant).collect();
    let own: BTreeSet<String> = files.own("templates").map(|(name, _)| name.replacen("templates/", "", 1)).collect();
    let embedded = embedded_files("templates").into_iter().map(|(name, _)| name.replacen("templates/", "", 1));
    let cached = embedded.chain(own.iter().cloned()).filter(|name| cached_template_name(name).is_some()).collect();
    Some(Theme {
        tera: tera?,
        strings,
        ui,
        assets,
        palette,
        look,
        key: ContentHash::xxh3(&(BUILD_FINGERPRINT, parts)),
        files: files.clone(),
        own,
        cached,
        in_flight: Mutex::default(),
        next_id: AtomicU64::new(0),
    })
}

/// `footer` for the template `cached/footer.html`; `None` for a template outside `cached/`.
pub(super) fn cached_template_name(template: &str) -> Option<&str> {
    template.strip_prefix("cached/")?.strip_suffix(".html")
}

/// What a theme has besides templates and strings.
struct Assets {
    /// Keyed by name.
    assets: BTreeMap<String, Asset>,
    palette: Palette,
    look: SiteLook,
    /// The warning for another contract version.
    version_problem: Option<Diagnostic>,
    /// The file of each style sheet with that of each asset that it names.
    named: BTreeSet<(String, String)>,
}

/// The assets, the colours of theme.yaml and the look of the site; a file of the site replaces that of the default theme.
/// Style sheets name other assets as they are published.
fn load_assets(
    files: &ThemeFiles,
    config: &Config,
    pictures: &LookPictures,
    diagnostics: &mut Vec<Diagnostic>,
) -> Assets {
    let mut sources: BTreeMap<String, AssetSource> =
        embedded_files("assets").into_iter().map(|(name, bytes)| (name, (bytes.to_vec(), None))).collect();
    let look = files.look().map(|(name, path)| (Cow::Owned(format!("assets/{name}")), path));
    for (name, path) in files.own("assets").map(|(name, path)| (Cow::Borrowed(name), path)).chain(look) {
        let name = &*name;
        let read = match name.ends_with(".css") {
            true => files.read_text(path).map(String::into_bytes),
            false => files.read(path).map(Cow::into_owned),
        };
        match read {
            Ok(own) => {
                if path.starts_with(LOOK_FOLDER) && !name.ends_with(".css") {
                    diagnostics.extend(inspect_media(path, &own).err());
                }
                let output = hashed_name(name, ContentHash::default());
                if let Some(problem) = find_path_problem(&output).or_else(|| find_path_problem(name)) {
                    let diagnostic = Diagnostic::new(Code::BadId, Span::file(path));
                    diagnostics.push(diagnostic.arg("id", name).arg("form", problem.form()));
                }
                sources.insert(name.to_owned(), (own, Some(path.clone())));
            }
            Err(error) => diagnostics.push(error),
        }
    }
    let names: Vec<&str> = sources.keys().map(|name| short_name(name)).collect();
    let theme_file = read_theme_file(files, &names, diagnostics);
    let version_problem = theme_file.check_version(files);
    let ThemeFile { mut palette, mut features, .. } = theme_file;
    let look = SiteLook::new(&config.look, pictures, &mut sources, &mut palette, diagnostics);
    let named = rewrite_style_sheets(&mut sources, config, diagnostics);
    let asset = |(name, (bytes, _)): (String, AssetSource)| {
        let hash = ContentHash::blake3_bytes(&bytes);
        // The scope of a service worker is its folder, so it is published at the root of the site.
        let output = if name == "assets/sw.js" { SERVICE_WORKER.to_owned() } else { hashed_name(&name, hash) };
        let features = features.remove(short_name(&name)).unwrap_or_default();
        (short_name(&name).to_owned(), Asset { output, bytes, hash, features })
    };
    let mut assets: BTreeMap<String, Asset> = sources.into_iter().map(asset).collect();
    share_features(&mut assets, &named);
    Assets { assets, palette, look, version_problem, named }
}

/// `style.css` for the file `assets/style.css`.
fn short_name(name: &str) -> &str {
    name.trim_start_matches("assets/")
}

/// Lets every site that needs a style sheet need the assets that it names, too. `named` has the file of each style sheet
/// with that of an asset.
fn share_features(assets: &mut BTreeMap<String, Asset>, named: &BTreeSet<(String, String)>) {
    let mut has_changed = true;
    while has_changed {
        has_changed = false;
        for (sheet, target) in named {
            let wanted = assets.get(short_name(sheet)).map(|sheet| sheet.features.clone()).unwrap_or_default();
            let Some(target) = assets.get_mut(short_name(target)) else { continue };
            let before = target.features.len();
            if wanted.is_empty() {
                target.features.clear();
            } else if before > 0 {
                let missing: Vec<Feature> = wanted.into_iter().filter(|one| !target.features.contains(one)).collect();
                target.features.extend(missing);
            }
            has_changed |= target.features.len() != before;
        }
    }
}

/// The templates, with the functions `t` and `lang`. Adds their hashes to `parts`.
fn load_templates(
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
    let languages = config.clone();
    tera.register_function("lang", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(Value::safe_string(&languages.lang_attributes(kwargs.must_get("code")?)))
    });
    // Without own templates there is one prefix only, because Tera tries every prefix for every name that a page
    // includes.
    let has_own = files.own("templates").chain(files.hooks()).next().is_some();
    let prefixes: &[&str] = if has_own { &["own/", "default/"] } else { &["default/"] };
    if let Err(error) = tera.set_fallback_prefixes(prefixes.iter().copied()) {
        diagnostics.extend(template_errors::template_diagnostics(files, &error));
        return None;
    }
    let mut texts: Vec<(String, String)> = Vec::new();
    for (name, bytes) in embedded_files("templates") {
        texts.push((name.replacen("templates/", "default/", 1), String::from_utf8_lossy(bytes).into_owned()));
    }
    let own = files.own("templates").map(|(name, path)| (name.replacen("templates/", "own/", 1), path));
    for (name, path) in own.chain(files.hooks().map(|(name, path)| (format!("{OWN_HOOKS}{name}"), path))) {
        match files.read_text(path) {
            Ok(text) => {
                diagnostics.extend(find_blocked(path, &text, &config.csp));
                texts.push((name, text));
            }
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
