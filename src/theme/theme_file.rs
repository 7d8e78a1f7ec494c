//! theme.yaml: the contract version of a theme, its colours outside its style sheet, and which sites need which of its assets.
//!
//! Takes the theme.yaml of the default theme and that of the site's own theme, which sets single values again; returns a
//! [`ThemeFile`]. Reports unknown keys, assets and features.

use std::collections::BTreeMap;
use std::ops::Range;

use super::palette::{COLORS, Palette};
use crate::diagnostics::{Code, Diagnostic, Span, nearest_name};
use crate::input::ThemeFiles;
use crate::input::yaml::{self, Field, FieldKind, Fields, Node, Text};
use crate::model::SharedStr;
use crate::site::Feature;

/// The default theme's file.
const DEFAULT: &str = include_str!("../../themes/default/theme.yaml");

/// The version of the contract between situ and themes: what templates get (`page/`), which templates and assets there are,
/// and the keys of theme.yaml. It grows when a theme has to be changed.
pub const CONTRACT_VERSION: u64 = 1;

/// The keys of theme.yaml.
pub const FIELDS: &[Field] = &[
    Field::optional("situ", FieldKind::Integer(1, 1000), "Version of the theme contract that the theme was made for."),
    Field::optional("name", FieldKind::Text, "Name of the theme."),
    Field::optional("description", FieldKind::Text, "The theme in one sentence."),
    Field::optional(
        "assets",
        FieldKind::IdListMap,
        "Assets that not every site needs: the features of the sites that do, or `always`.",
    ),
    Field::optional("colors", FieldKind::Object(COLORS), "Colours outside the style sheet, as \"#rrggbb\"."),
];

/// In place of a feature: every site needs the asset.
const ALWAYS: &str = "always";

/// What theme.yaml says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeFile {
    pub palette: Palette,
    /// Keyed by asset, such as `map.js`: the features of the sites that need it. Every site needs an asset without features,
    /// and one that is not listed.
    pub features: BTreeMap<String, Vec<Feature>>,
    /// The contract version that the site's own theme states, and its place.
    version: Option<(u64, Range<usize>)>,
}

/// Reads theme.yaml. `assets` are the names of the theme's assets.
pub(super) fn read_theme_file(files: &ThemeFiles, assets: &[&str], diagnostics: &mut Vec<Diagnostic>) -> ThemeFile {
    let mut file = ThemeFile::default();
    // The default theme's file has no errors: the unit test asserts it.
    file.overlay(&"themes/default/theme.yaml".into(), DEFAULT, assets, &mut Vec::new());
    file.version = None;
    let path = own_path(files);
    if files.contains(&path) {
        match files.read_text(&path) {
            Ok(text) => file.overlay(&path, &text, assets, diagnostics),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    file
}

/// The path of the theme.yaml of the site's own theme.
fn own_path(files: &ThemeFiles) -> SharedStr {
    format!("{}theme.yaml", files.folder()).into()
}

impl ThemeFile {
    /// The warning for a theme of the site that states no version of the contract, or another one.
    pub fn check_version(&self, files: &ThemeFiles) -> Option<Diagnostic> {
        let path = own_path(files);
        let (span, found) = match &self.version {
            Some((CONTRACT_VERSION, _)) => return None,
            None if files.is_empty() => return None,
            None => (Span::file(&path), None),
            Some((version, range)) => (Span::new(&path, range.clone()), Some(version.to_string())),
        };
        let diagnostic =
            Diagnostic::new(Code::ThemeVersion, span).arg("kind", if found.is_some() { "other" } else { "none" });
        Some(diagnostic.arg("found", found.unwrap_or_default()).arg("version", CONTRACT_VERSION.to_string()))
    }

    /// Sets the values that the theme.yaml `text` contains.
    fn overlay(&mut self, path: &SharedStr, text: &str, assets: &[&str], diagnostics: &mut Vec<Diagnostic>) {
        let node = match yaml::parse(path, text, 0..text.len()) {
            Ok(node) => node,
            Err(diagnostic) => return diagnostics.push(diagnostic),
        };
        let mut fields = Fields::open(path, node, FIELDS, diagnostics);
        self.version = fields.number("situ");
        let (listed, colors) = (fields.take("assets"), fields.take("colors"));
        if let Some(node) = listed {
            self.overlay_features(path, node, assets, diagnostics);
        }
        if let Some(node) = colors {
            self.palette.overlay(path, node, diagnostics);
        }
    }

    /// Sets the features of the assets that the value of `assets` lists.
    fn overlay_features(&mut self, path: &SharedStr, node: Node, assets: &[&str], diagnostics: &mut Vec<Diagnostic>) {
        for (name, node) in yaml::parse_entries(path, node, diagnostics) {
            if !assets.contains(&&*name.text) {
                let suggestion = nearest_name(&name.text, assets.iter().copied());
                let span = Span::new(path, name.range);
                let diagnostic = Diagnostic::theme(span, "asset", format!("assets/{}", name.text), "");
                diagnostics.push(Diagnostic { suggestion, ..diagnostic });
                continue;
            }
            let names = yaml::parse_names(path, node, diagnostics);
            // A key that an editor left empty.
            if names.is_empty() {
                continue;
            }
            let mut features = Vec::new();
            for feature in names.iter().filter(|feature| feature.value != ALWAYS) {
                match Feature::from_name(&feature.value) {
                    Some(feature) => features.push(feature),
                    None => diagnostics.push(unknown_feature(path, feature)),
                }
            }
            if names.iter().any(|feature| feature.value == ALWAYS) {
                features.clear();
            }
            self.features.insert(name.text, features);
        }
    }
}

/// The error for a name that no feature has.
fn unknown_feature(path: &SharedStr, name: &Text) -> Diagnostic {
    let known = || Feature::all().map(|(_, name)| name).chain([ALWAYS]);
    let diagnostic = Diagnostic::new(Code::Theme, Span::new(path, name.range.clone())).arg("at", "");
    let diagnostic = diagnostic.arg("kind", "feature").arg("name", &*name.value);
    let diagnostic = diagnostic.arg("known", known().collect::<Vec<_>>().join(", ")).arg("reason", "");
    diagnostic.nearest(&name.value, known())
}

#[cfg(test)]
pub(super) mod testing {
    //! Reads the theme.yaml of a site in memory.

    use super::*;
    use crate::input::source_tree::SourceTree;

    /// What the theme.yaml `text` of a site says, whose own theme adds `assets` to those of the default theme.
    pub fn read_own(text: &str, assets: &[&str]) -> (ThemeFile, Vec<Diagnostic>) {
        let tree = SourceTree::from_pairs([("themes/own/theme.yaml", text)]);
        let embedded = super::super::load::embedded_files("assets");
        let embedded = embedded.iter().map(|(name, _)| name.trim_start_matches("assets/"));
        let assets: Vec<&str> = embedded.chain(assets.iter().copied()).collect();
        let mut diagnostics = Vec::new();
        (read_theme_file(&ThemeFiles::new(&tree, "own"), &assets, &mut diagnostics), diagnostics)
    }
}

#[cfg(test)]
mod tests {
    use super::testing::read_own;
    use super::*;
    use crate::site::Section;

    #[test]
    fn file_of_the_default_theme_has_no_errors() {
        let (file, diagnostics) = read_own(DEFAULT, &[]);
        assert_eq!(diagnostics, []);
        assert_eq!(file.version.as_ref().map(|(version, _)| *version), Some(CONTRACT_VERSION));
        assert_eq!(ThemeFile { version: None, ..file.clone() }, read_own("", &[]).0);
        assert_eq!(file.features["map.js"], [Feature::Section(Section::Map)]);
    }

    #[test]
    fn own_file_sets_the_features_of_single_assets() {
        let text = "assets:\n  map.js: always\n  own.css: [case, dates]\n  dates.js:\n";
        let (file, diagnostics) = read_own(text, &["own.css"]);
        assert_eq!(diagnostics, []);
        assert_eq!(file.features["map.js"], []);
        assert_eq!(file.features["own.css"], [Feature::Case, Feature::Dates]);
        assert_eq!(file.features["dates.js"], [Feature::Dates]);
        assert_eq!(file.features["phrases.js"], [Feature::Section(Section::Phrases)]);
    }
}
