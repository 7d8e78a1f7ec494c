//! Style sheets of a theme: their URLs of other assets get the names with which these are published.
//!
//! Takes the assets by name; changes the bytes of style sheets, and returns which assets they name. The names of assets contain a hash of their bytes, so a
//! file that a style sheet names must be finished before it. Reports files that do not exist, and URLs of other
//! sites that the content security policy blocks. Never reads a file.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{percent_decode_str, utf8_percent_encode};

use super::blocked_by_policy::blocked_resource;
use super::css_urls::{CssUse, find_css_urls};
use crate::diagnostics::{Diagnostic, Span, Suggester};
use crate::foundation::hash::ContentHash;
use crate::model::{Config, LOOK_FOLDER, PATH_ESCAPES, SharedStr, hashed_name};

/// The bytes of an asset, and its path below the root if it is the site's own.
pub type AssetSource = (Vec<u8>, Option<SharedStr>);

/// The state of the work on all style sheets.
struct StyleSheets<'s> {
    assets: &'s mut BTreeMap<String, AssetSource>,
    config: &'s Config,
    /// Names of the style sheets that are finished.
    finished: BTreeSet<String>,
    /// The published names of the assets that a style sheet has named.
    published: BTreeMap<String, String>,
    /// Each style sheet with each asset that it names.
    named: BTreeSet<(String, String)>,
    diagnostics: &'s mut Vec<Diagnostic>,
}

/// Replaces the URLs in all style sheets. Returns each style sheet with each asset that it names. The keys of `assets` are
/// names such as `assets/style.css`.
pub fn rewrite_style_sheets(
    assets: &mut BTreeMap<String, AssetSource>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeSet<(String, String)> {
    let names: Vec<String> = assets.keys().filter(|name| is_style_sheet(name)).cloned().collect();
    let known: Vec<String> = assets.keys().cloned().collect();
    let suggester = Suggester::new(known.iter().map(String::as_str));
    let mut sheets = StyleSheets {
        assets,
        config,
        finished: BTreeSet::new(),
        published: BTreeMap::new(),
        named: BTreeSet::new(),
        diagnostics,
    };
    for name in names {
        sheets.finish(&name, &mut Vec::new(), &suggester);
    }
    sheets.named
}

fn is_style_sheet(name: &str) -> bool {
    name.ends_with(".css")
}

impl StyleSheets<'_> {
    /// Finishes a style sheet and those that it imports. `importers` are the style sheets that wait for it.
    fn finish(&mut self, name: &str, importers: &mut Vec<String>, suggester: &Suggester) {
        /// Browsers load one after the other, so a longer chain is a mistake.
        const MAX_IMPORTERS: usize = 32;
        let Some((bytes, path)) = self.assets.get(name) else { return };
        let Ok(css) = String::from_utf8(bytes.clone()) else { return };
        if self.finished.contains(name) {
            return;
        }
        let path = path.clone().unwrap_or_else(|| format!("themes/default/{name}").into());
        importers.push(name.to_owned());
        let mut rewritten = String::with_capacity(css.len());
        let mut copied = 0;
        for url in find_css_urls(&css) {
            let span = Span::new(&path, url.range.clone());
            let Some(address) = self.local_url(&url.value, url.purpose, &span) else { continue };
            let (file, suffix) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
            let target = resolve(name, file, &self.config.base).filter(|target| self.assets.contains_key(target));
            let Some(target) = target else {
                let target_name = resolve(name, file, &self.config.base).unwrap_or_else(|| file.to_owned());
                let wanted = match path.starts_with(LOOK_FOLDER) {
                    true => target_name.replacen("assets/look/", LOOK_FOLDER, 1),
                    false => target_name.clone(),
                };
                let nearest = suggester.nearest(&target_name).filter(|nearest| nearest != name);
                let suggestion = nearest.map(|found| relative(name, &found));
                let diagnostic = Diagnostic::theme(span, "asset", wanted, "");
                self.diagnostics.push(Diagnostic { suggestion, ..diagnostic });
                continue;
            };
            if is_style_sheet(&target) {
                if importers.contains(&target) || importers.len() > MAX_IMPORTERS {
                    self.diagnostics.push(Diagnostic::theme(span, "import-loop", target, ""));
                    continue;
                }
                self.finish(&target, importers, suggester);
            }
            self.named.insert((name.to_owned(), target.clone()));
            let assets = &self.assets;
            let published = self.published.entry(target).or_insert_with_key(|target| {
                hashed_name(target, ContentHash::blake3_bytes(assets.get(target).map_or(&[], |(bytes, _)| bytes)))
            });
            let published = relative(name, published);
            rewritten.push_str(&css[copied..url.range.start]);
            // Every character that CSS or a URL could take for another is escaped.
            rewritten.extend(utf8_percent_encode(&published, PATH_ESCAPES));
            rewritten.push_str(suffix);
            copied = url.range.end;
        }
        importers.pop();
        self.finished.insert(name.to_owned());
        if copied > 0 {
            rewritten.push_str(&css[copied..]);
            self.assets.entry(name.to_owned()).and_modify(|(bytes, _)| *bytes = rewritten.into_bytes());
        }
    }

    /// The URL of a file of the theme; `None` for a place in the page and for other sites, which are reported if the
    /// policy blocks them.
    fn local_url(&mut self, value: &str, purpose: CssUse, span: &Span) -> Option<String> {
        let url = value.trim();
        if url.is_empty() || url.starts_with('#') {
            return None;
        }
        if is_absolute(url) {
            let directive = match purpose {
                CssUse::StyleSheet => "style-src",
                CssUse::Font => "font-src",
                CssUse::Picture => "img-src",
            };
            if !self.config.csp.allows(directive, url) {
                self.diagnostics.push(blocked_resource(span.clone(), directive, url));
            }
            return None;
        }
        Some(url.to_owned())
    }
}

/// Whether a URL has a scheme or a host.
pub fn is_absolute(url: &str) -> bool {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b))
    };
    url.starts_with("//") || url.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme))
}

/// The name of the asset at a URL in the style sheet `sheet`; `None` if it leads out of the assets.
fn resolve(sheet: &str, url: &str, base: &str) -> Option<String> {
    let decoded = percent_decode_str(url).decode_utf8().ok()?;
    let mut parts: Vec<&str> = match decoded.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => sheet.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    let path = decoded.strip_prefix(base).or_else(|| decoded.strip_prefix('/')).unwrap_or(&decoded);
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    (parts.len() > 1 && parts.first() == Some(&"assets")).then(|| parts.join("/"))
}

/// The path of `target` relative to the folder of `sheet`.
fn relative(sheet: &str, target: &str) -> String {
    let (sheet, target): (Vec<&str>, Vec<&str>) = (sheet.split('/').collect(), target.split('/').collect());
    let folders = sheet.len() - 1;
    let common = sheet[..folders].iter().zip(&target[..target.len() - 1]).take_while(|(a, b)| a == b).count();
    "../".repeat(folders - common) + &target[common..].join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn url_is_relative_to_its_style_sheet() {
        let resolve = |url: &str| resolve("assets/css/a.css", url, "/kb/");
        for (address, expected) in [
            ("b.png", Some("assets/css/b.png")),
            ("./x/../b.png", Some("assets/css/b.png")),
            ("../fonts/f.woff2", Some("assets/fonts/f.woff2")),
            ("/kb/assets/f.woff2", Some("assets/f.woff2")),
            ("/assets/f.woff2", Some("assets/f.woff2")),
            ("fonts%20a/f.woff2", Some("assets/css/fonts a/f.woff2")),
            ("../../media/a.png", None),
            ("../../../a.png", None),
            ("/media/a.png", None),
        ] {
            assert_eq!(resolve(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn path_is_relative_to_the_folder_of_the_style_sheet() {
        assert_eq!(relative("assets/a.css", "assets/f/b.woff2"), "f/b.woff2");
        assert_eq!(relative("assets/c/a.css", "assets/f/b.woff2"), "../f/b.woff2");
        assert_eq!(relative("assets/c/a.css", "assets/c/b.css"), "b.css");
    }

    #[test]
    fn scheme_or_host_makes_a_url_absolute() {
        for address in ["https://a", "//a", "data:x", "blob:x", "HTTP://a"] {
            assert!(is_absolute(address), "{address}");
        }
        for address in ["a", "a/b:c", "1:a", ":a", "/a", "?a:b", "#a"] {
            assert!(!is_absolute(address), "{address}");
        }
    }
}
