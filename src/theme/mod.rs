//! Templates, interface strings, assets and colours; rendering of one page.
//!
//! Takes the embedded default theme, the site's own folder below `themes/`, which replaces it file by file, and the
//! interface strings of the site; returns a [`Theme`], or its errors with file and line. A template sees `page`, `site`, `ui`, `body`, `cached` and the
//! function
//! `t`, and nothing else: everything that a page shows is in its [`PageWithJsonLd`]. Templates in `cached/` see `site`
//! and `ui` only: each is rendered once per language, and its result is `{{ cached.<name> }}` in all other templates.
//! What a site adds to any theme is in `look.rs` (`look` in site.yaml) and in templates that the default theme has empty
//! (`content/hooks/`).
//! Assets are published unchanged, except that style sheets name other assets as they are published; those of features
//! that a site does not use are not published. Those of the default theme are built from `themes/default/src/` beforehand.

mod blocked_by_policy;
mod css_urls;
mod load;
mod look;
mod palette;
mod process_usage;
pub mod render_limits;
mod site_strings;
mod strings;
mod style_sheets;
mod template_errors;
mod theme_file;
mod unused_files;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use tera::{Context, Tera, Value};

use crate::diagnostics::{Code, Diagnostic, Span, nearest_name};
use crate::foundation::hash::ContentHash;
use crate::foundation::locks::lock;
use crate::i18n::Messages;
use crate::input::ThemeFiles;
use crate::model::{Href, LangId, LookPictures, Media, SharedStr};
use crate::page::{LetterParts, LookContext, PageWithJsonLd, SiteContext};
use crate::site::{Feature, Site};

pub use load::load;
use look::SiteLook;
pub use palette::{CardColors, ManifestColors, Palette};
pub use theme_file::FIELDS as THEME_FIELDS;

/// A theme, ready to render.
pub struct Theme {
    tera: Tera,
    /// Interface strings, indexed by language of the site.
    strings: Arc<Vec<Messages>>,
    /// Strings without arguments, indexed by language of the site: `ui` in a template.
    ui: Vec<Value>,
    /// Keyed by name in the theme.
    assets: BTreeMap<String, Asset>,
    pub palette: Palette,
    /// What the site adds.
    look: SiteLook,
    /// Hash of templates, strings and the version of situ. The assets that a page can refer to are in its [`SiteContext`].
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
    pub hash: ContentHash,
    /// Only languages that use one of them need the asset; all languages do if there are none.
    features: Vec<Feature>,
}

impl Theme {
    /// The interface strings of each language of the site.
    pub fn strings(&self) -> &[Messages] {
        &self.strings
    }

    /// The strings that only scripts use (`script_<id>`), keyed by id.
    pub fn script_strings(&self, lang: LangId) -> BTreeMap<&str, String> {
        let strings = self.strings.get(lang.index());
        let all = strings.into_iter().flat_map(|strings| strings.message_ids().iter().map(move |id| (strings, id)));
        all.filter_map(|(strings, id)| Some((id.strip_prefix("script_")?, strings.constant_text(id)?))).collect()
    }

    /// The theme's icon as SVG; empty if its file is not UTF-8.
    pub fn icon(&self) -> String {
        let icon = self.assets.get("icon.svg").and_then(|icon| String::from_utf8(icon.bytes.clone()).ok());
        icon.unwrap_or_default()
    }

    /// Whether the site has templates or hooks of its own.
    pub fn has_own_templates(&self) -> bool {
        !self.own.is_empty() || self.files.hooks().next().is_some()
    }

    /// What the site adds to the theme, for templates; `None` if it adds nothing.
    pub fn look_context(&self, site: &Site) -> Option<LookContext> {
        self.look.context(site, |name| self.assets.get(name).map(|asset| asset.output.clone()))
    }

    /// The pictures that the site adds to every page.
    pub fn look_pictures(&self) -> impl Iterator<Item = &Media> {
        let LookPictures { logo, favicon } = &self.look.pictures;
        logo.iter().chain(favicon)
    }

    /// The assets that pages of a language can refer to, with their names.
    pub fn assets_of_language<'t>(&'t self, site: &Site, lang: LangId) -> impl Iterator<Item = (&'t str, &'t Asset)> {
        let is_needed =
            move |asset: &Asset| asset.features.is_empty() || asset.features.iter().any(|one| site.uses(*one, lang));
        self.assets.iter().filter(move |(_, asset)| is_needed(asset)).map(|(name, asset)| (name.as_str(), asset))
    }

    /// The assets of all languages of a site, keyed by output path.
    pub fn assets_of_site(&self, site: &Site) -> BTreeMap<&str, &Asset> {
        let languages = site.config.lang_ids();
        let assets = languages.flat_map(|lang| self.assets_of_language(site, lang));
        assets.map(|(_, asset)| (asset.output.as_str(), asset)).collect()
    }

    /// URL paths of the assets that pages of a language can refer to, keyed by name.
    pub fn asset_links(&self, site: &Site, lang: LangId) -> BTreeMap<String, Href> {
        let assets = self.assets_of_language(site, lang);
        assets.map(|(name, asset)| (name.to_owned(), site.config.href(&asset.output))).collect()
    }

    /// Whether another theme has the same templates and strings, and assets with the same names.
    pub fn has_same_templates(&self, other: &Theme) -> bool {
        self.key == other.key && self.assets.keys().eq(other.assets.keys())
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
            let name = load::cached_template_name(template).unwrap_or_default();
            cached.insert(name.to_owned(), Value::safe_string(&String::from_utf8_lossy(&html)));
        }
        context.insert_value("cached", Value::from(cached));
        Ok(LanguageContext { context, key: ContentHash::xxh3(&(self.key, lang, site)) })
    }

    /// Renders a page to HTML, which is UTF-8. `body` is its body with all slots filled.
    pub fn render(&self, language: &LanguageContext, page: &PageWithJsonLd, body: &str) -> Result<Vec<u8>, Diagnostic> {
        let mut context = language.context.clone();
        context.insert_value("page", Value::from_serializable(page));
        context.insert_value("body", Value::safe_string(body));
        if let Some(LetterParts { before, text, after }) = page.letter_parts(body) {
            let parts = [("before", before), ("text", text), ("after", after)];
            let parts: BTreeMap<&str, Value> =
                parts.into_iter().map(|(name, html)| (name, Value::safe_string(html))).collect();
            context.insert_value("letter", Value::from(parts));
        }
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
            let diagnostic = self.explain_missing_extra(self.explain_missing_asset(diagnostic), href);
            // Tera reports no span for some errors; the page's own template is the closest file.
            let own: SharedStr = format!("{}templates/{template}", self.files.folder()).into();
            if self.files.folder().starts_with(&*diagnostic.span.path) && self.files.contains(&own) {
                Diagnostic { span: Span::file(&own), ..diagnostic }
            } else {
                diagnostic
            }
        })
    }

    /// The error for the place of `error`, if that is an asset which `site.assets` does not have; else `error` itself.
    fn explain_missing_asset(&self, error: Diagnostic) -> Diagnostic {
        let template = self.files.text(&error.span.path).unwrap_or_default();
        let expression = template.get(error.span.range()).unwrap_or_default();
        // The range that Tera reports ends before the bracket.
        let index = expression.strip_prefix("site.assets[").map(|rest| rest.trim_end_matches(']'));
        let quoted = index.and_then(|index| {
            ['"', '\''].into_iter().find_map(|quote| index.trim().strip_prefix(quote)?.strip_suffix(quote))
        });
        let Some(name) = quoted else { return error };
        let Some(asset) = self.assets.get(name) else {
            let suggestion = nearest_name(name, self.assets.keys().map(String::as_str));
            let diagnostic = Diagnostic::theme(error.span, "asset", format!("assets/{name}"), "");
            return Diagnostic { suggestion, ..diagnostic };
        };
        let features = asset.features.iter().map(|feature| feature.name()).collect::<Vec<_>>().join(", ");
        let diagnostic = Diagnostic::new(Code::Theme, error.span).arg("at", "").arg("kind", "feature-asset");
        diagnostic.arg("name", name).arg("known", features).arg("reason", "")
    }

    /// The error for the place of `error`, if that is a value of one's own which the page at `href` does not have; else
    /// `error` itself.
    fn explain_missing_extra(&self, error: Diagnostic, href: &str) -> Diagnostic {
        const EXTRA: &str = "page.extra.";
        let template = self.files.text(&error.span.path).unwrap_or_default();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        // Tera may report the whole value or only its last name.
        let end = error.span.end as usize;
        let before = template.get(..end).unwrap_or_default();
        let start = before.rfind(|c: char| !is_part(c)).map_or(0, |at| at + 1);
        let value = template.get(start..).unwrap_or_default();
        let value = &value[..value.find(|c: char| !is_part(c)).unwrap_or(value.len())];
        if !matches!(error.arg_value("kind"), "field" | "variable" | "other") || !value.starts_with(EXTRA) {
            return error;
        }
        Diagnostic::theme(error.span, "extra", value, "").arg("page", href)
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
