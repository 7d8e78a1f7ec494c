//! The colours of a theme outside its style sheet: `colors` in theme.yaml.
//!
//! Takes the value of `colors`; changes a [`Palette`]. A colour that it does not set stays as it is. Reports unknown keys
//! and values that are not `#rrggbb`.

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::yaml::{self, Field, FieldKind, Fields, Node};
use crate::model::SharedStr;

/// The keys of `colors`.
pub(super) const COLORS: &[Field] = &[
    Field::optional("manifest", FieldKind::Object(MANIFEST_COLORS), "Colours of the web app's manifest."),
    Field::optional("social_card", FieldKind::Object(CARD_COLORS), "Colours of social cards."),
    Field::optional(
        "surfaces",
        FieldKind::Object(SURFACES),
        "The backgrounds of links and buttons, the page first, with which the colour of a site is compared.",
    ),
];
const SURFACES: &[Field] = &[
    Field::optional("light", FieldKind::TextList, "On light screens."),
    Field::optional("dark", FieldKind::TextList, "On dark screens."),
];
const MANIFEST_COLORS: &[Field] = &[
    Field::optional("background", FieldKind::Text, "The screen while the web app starts."),
    Field::optional("theme", FieldKind::Text, "The bars of the browser and of the operating system."),
];
const CARD_COLORS: &[Field] = &[
    Field::optional("background", FieldKind::Text, "The background."),
    Field::optional("site", FieldKind::Text, "The name of the site."),
    Field::optional("title", FieldKind::Text, "The title of the situation."),
    Field::optional("summary", FieldKind::Text, "The summary of the situation."),
    Field::optional("severity", FieldKind::TextList, "The stripe at the edge, for severity 1 to 5."),
];

/// Colours as `#rrggbb`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    pub manifest: ManifestColors,
    pub social_card: CardColors,
    pub surfaces: Surfaces,
}

/// The backgrounds of links and buttons, the page first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surfaces {
    pub light: Vec<String>,
    pub dark: Vec<String>,
}

/// Colours of the web app manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManifestColors {
    /// `background_color`
    pub background: String,
    /// `theme_color`
    pub theme: String,
}

/// Colours of social cards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CardColors {
    pub background: String,
    pub site: String,
    pub title: String,
    pub summary: String,
    /// The stripe at the edge, from severity 1 to 5.
    pub severity: [String; 5],
}

impl Palette {
    /// Sets the colours that the value of `colors` contains.
    pub(super) fn overlay(&mut self, path: &SharedStr, colors: Node, diagnostics: &mut Vec<Diagnostic>) {
        let mut colors = Fields::open(path, colors, COLORS, diagnostics);
        let (manifest, card) = (colors.take("manifest"), colors.take("social_card"));
        let surfaces = colors.take("surfaces");
        if let Some(node) = manifest {
            let Palette { manifest: ManifestColors { background, theme }, .. } = self;
            set_colors(path, node, MANIFEST_COLORS, &mut [("background", background), ("theme", theme)], diagnostics);
        }
        if let Some(node) = card {
            let CardColors { background, site, title, summary, severity } = &mut self.social_card;
            let mut colors = [("background", background), ("site", site), ("title", title), ("summary", summary)];
            if let Some(list) = set_colors(path, node, CARD_COLORS, &mut colors, diagnostics) {
                set_severity(path, list, severity, diagnostics);
            }
        }
        if let Some(node) = surfaces {
            let mut fields = Fields::open(path, node, SURFACES, diagnostics);
            let lists =
                [(fields.list("light"), &mut self.surfaces.light), (fields.list("dark"), &mut self.surfaces.dark)];
            for (items, surfaces) in lists {
                let colors: Vec<String> =
                    items.into_iter().filter_map(|item| read_color(path, item, diagnostics)).collect();
                if !colors.is_empty() {
                    *surfaces = colors;
                }
            }
        }
    }
}

/// Sets the colours of one mapping by name. Returns the value of `severity`, which is a list.
fn set_colors(
    path: &SharedStr,
    node: Node,
    known: &'static [Field],
    colors: &mut [(&'static str, &mut String)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let mut fields = Fields::open(path, node, known, diagnostics);
    let severity = fields.take("severity");
    let values: Vec<_> = colors.iter().map(|(name, _)| fields.take(name)).collect();
    for ((_, color), value) in colors.iter_mut().zip(values) {
        if let Some(value) = value.and_then(|value| read_color(path, value, diagnostics)) {
            **color = value;
        }
    }
    severity
}

/// Sets the colours of the five severities.
fn set_severity(path: &SharedStr, node: Node, severity: &mut [String; 5], diagnostics: &mut Vec<Diagnostic>) {
    let span = Span::new(path, node.range.clone());
    let items = yaml::parse_items(path, node, diagnostics);
    if items.len() != severity.len() {
        diagnostics.push(wrong_value(span, &items.len().to_string(), "5"));
        return;
    }
    for (color, item) in severity.iter_mut().zip(items) {
        if let Some(value) = read_color(path, item, diagnostics) {
            *color = value;
        }
    }
}

/// Reads a colour; reports a value that is not `#rrggbb`.
fn read_color(path: &SharedStr, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let text = yaml::as_text(path, node, diagnostics)?;
    let digits = text.value.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(text.value);
    }
    diagnostics.push(wrong_value(Span::new(path, text.range), &text.value, "#rrggbb"));
    None
}

/// The error for `found` where `wanted` is expected.
fn wrong_value(span: Span, found: &str, wanted: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::Theme, span).arg("at", "").arg("kind", "expected");
    diagnostic.arg("name", found).arg("known", wanted).arg("reason", "")
}

#[cfg(test)]
mod tests {
    use super::super::theme_file::testing::read_own;
    use super::*;

    /// The palette of a site whose theme.yaml is `text`, and each diagnostic with the text of its span.
    fn palette(text: &str) -> (Palette, Vec<(Code, String)>) {
        let (file, diagnostics) = read_own(text, &[]);
        let found = diagnostics.into_iter().map(|d| (d.code, text[d.span.range()].to_owned())).collect();
        (file.palette, found)
    }

    #[test]
    fn palette_of_the_default_theme_is_complete() {
        let (palette, _) = palette("");
        let ManifestColors { background, theme } = &palette.manifest;
        let card = &palette.social_card;
        let colors = [background, theme, &card.background, &card.site, &card.title, &card.summary];
        assert!(colors.into_iter().chain(&card.severity).all(|color| color.len() == 7), "{palette:?}");
    }

    #[test]
    fn palette_of_the_site_overrides_single_colours() {
        let (default, _) = palette("name: own\n");
        let text = "colors:\n  manifest:\n    theme: \"#012345\"\n  social_card:\n    severity: [\"#AABBCC\", \"#111111\", \
                    \"#222222\", \"#333333\", \"#444444\"]\n";
        let (own, diagnostics) = palette(text);
        assert_eq!(diagnostics, []);
        assert_eq!(own.manifest.theme, "#012345");
        assert_eq!(own.manifest.background, default.manifest.background);
        assert_eq!(own.social_card.severity[0], "#AABBCC");
        assert_eq!(own.social_card.title, default.social_card.title);
    }

    #[test]
    fn palette_reports_bad_values_and_unknown_keys() {
        let text = "colors:\n  manifest:\n    theme: red\n  social_card:\n    site: \"#12345\"\n    severity: [\"#111111\"]\n\
                    \x20 cards: {}\n";
        let (own, diagnostics) = palette(text);
        let expected = [
            (Code::UnknownKey, "cards"),
            (Code::Theme, "red"),
            (Code::Theme, "\"#12345\""),
            (Code::Theme, "[\"#111111\"]"),
        ];
        assert_eq!(diagnostics, expected.map(|(code, text)| (code, text.to_owned())));
        assert_eq!(own, palette("").0);
    }
}
