//! The look that a site gives to its theme: a style sheet with colours, fonts and the size of the logo.
//!
//! Takes `look` of the settings and the colours of the theme; returns the text of the style sheet and the colours of the
//! web app and of social cards that follow. Reports a colour that is hard to read, with the nearest one that is not.
//! Never reads a file.

use std::collections::BTreeMap;

use super::palette::Palette;
use super::style_sheets::AssetSource;
use crate::diagnostics::{Diagnostic, Span};
use crate::foundation::color::Color;
use crate::input::look::bad_look;
use crate::input::site_config;
use crate::model::{FontFace, FontFamily, Look, LookPictures, Media, SharedStr, Spanned};
use crate::page::{LookContext, LookPicture, PreloadedFont};
use crate::site::Site;

/// The name of the style sheet among the assets.
pub const STYLE_SHEET: &str = "site-look.css";

/// The least contrast of links with their background, and of the text of a button (WCAG 2.2, 1.4.3).
const LEAST: f64 = 4.5;
/// The contrast of a colour for dark screens that follows from that for light ones.
const COMFORTABLE: f64 = 7.0;
/// The most hundredths of the colour in the background of what is chosen or pointed at.
const MAX_TINT: u32 = 12;

/// The most pixels of a logo. Its height is that of the header without its edges.
const LOGO_SIZE: (f64, f64) = (240.0, 40.0);

/// The look of a site, as its pages need it.
#[derive(Clone, Debug, Default)]
pub struct SiteLook {
    /// The names of the site's style sheets among the assets, in order.
    styles: Vec<String>,
    /// The name among the assets and the media type of the only font, which pages load at once.
    font: Option<(String, &'static str)>,
    pub pictures: LookPictures,
}

/// The colours that follow from the accent.
struct Accents {
    accent: Color,
    /// The background of what is chosen or pointed at.
    tint: Color,
    /// The background of the header, with white text.
    band: Color,
}

impl SiteLook {
    /// Adds the style sheet of the look to the `assets`, changes the `palette`, and reports mistakes. Files that do not
    /// exist have been reported.
    pub fn new(
        look: &Look,
        pictures: &LookPictures,
        assets: &mut BTreeMap<String, AssetSource>,
        palette: &mut Palette,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> SiteLook {
        let exists = |file: &Spanned<SharedStr>| assets.contains_key(&asset_name(file));
        let mut css = colors(look, palette, diagnostics);
        let faces = || look.fonts.iter().flat_map(|font| font.files.iter().map(move |face| (font, face)));
        for (font, face) in faces().filter(|(_, face)| exists(&face.file)) {
            css.push_str(&font_face(font, face));
        }
        for font in &look.fonts {
            let selector = if font.is_for_headings { "h1,h2,h3,h4" } else { "html" };
            css.push_str(&format!("{selector}{{font-family:\"{}\",system-ui,sans-serif}}\n", font.name));
        }
        if pictures.logo.is_some() {
            css.push_str(".brand::before{content:none}\n.brand img{min-width:0;max-width:100%;height:auto}\n");
        }
        let own = look.css.iter().filter(|file| exists(file)).map(|file| file.value.to_string());
        let mut styles: Vec<String> = own.collect();
        let mut faces = faces();
        let font = match (faces.next(), faces.next()) {
            (Some((_, face)), None) if exists(&face.file) => {
                Some((face.file.value.to_string(), media_type(&face.file)))
            }
            _ => None,
        };
        if !css.is_empty() {
            styles.insert(0, STYLE_SHEET.to_owned());
            let origin: SharedStr = site_config::PATH.into();
            assets.insert(format!("assets/{STYLE_SHEET}"), (css.into_bytes(), Some(origin)));
        }
        SiteLook { styles, font, pictures: pictures.clone() }
    }

    /// The value `site.look` of templates; `None` if there is no style sheet, logo or favicon.
    pub fn context(&self, site: &Site, output: impl Fn(&str) -> Option<String>) -> Option<LookContext> {
        let LookPictures { logo, favicon } = &self.pictures;
        if self.styles.is_empty() && logo.is_none() && favicon.is_none() {
            return None;
        }
        let href = |path: &str| site.config.href(path);
        Some(LookContext {
            styles: self.styles.iter().filter_map(|name| output(name)).map(|path| href(&path)).collect(),
            font: self
                .font
                .as_ref()
                .and_then(|(name, media_type)| Some(PreloadedFont { href: href(&output(name)?), media_type })),
            logo: logo.as_ref().map(|logo| {
                let (width, height) = logo_size(logo);
                LookPicture { href: href(&logo.output), media_type: media_type_of(&logo.output), width, height }
            }),
            favicon: favicon.as_ref().map(|icon| {
                let (width, height) = icon.size.unwrap_or_default();
                LookPicture { href: href(&icon.output), media_type: media_type_of(&icon.output), width, height }
            }),
        })
    }
}

/// `assets/look/own.css` for the path `look/own.css`.
fn asset_name(file: &Spanned<SharedStr>) -> String {
    format!("assets/{}", file.value)
}

/// The size of the logo in the header: the largest one that has the proportions of the picture.
fn logo_size(logo: &Media) -> (u32, u32) {
    let (width, height) = logo.size.unwrap_or((1, 1));
    let (width, height) = (f64::from(width), f64::from(height));
    let scale = (LOGO_SIZE.0 / width).min(LOGO_SIZE.1 / height);
    let pixels = |side: f64| (side * scale).round().max(1.0) as u32;
    (pixels(width), pixels(height))
}

fn media_type(file: &Spanned<SharedStr>) -> &'static str {
    media_type_of(&file.value)
}

/// The media type of a font or of a picture in a header.
fn media_type_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase().as_str() {
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "otf" => "font/otf",
        "ttf" => "font/ttf",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "image/x-icon",
    }
}

fn font_face(font: &FontFamily, face: &FontFace) -> String {
    let style = if face.is_italic { "font-style:italic;" } else { "" };
    let url = face.file.value.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "@font-face{{font-family:\"{}\";src:url(\"{url}\");font-weight:{};{style}font-display:swap}}\n",
        font.name, face.weight
    )
}

/// The rules of the colours, empty without an accent. Paper keeps the colours of the theme.
fn colors(look: &Look, palette: &mut Palette, diagnostics: &mut Vec<Diagnostic>) -> String {
    let Some(accent) = &look.accent else { return String::new() };
    let surfaces = |list: &[String]| list.iter().filter_map(|color| Color::parse(color)).collect::<Vec<_>>();
    let (light, dark) = (surfaces(&palette.surfaces.light), surfaces(&palette.surfaces.dark));
    let chosen = accent.light.value;
    let before = diagnostics.len();
    diagnostics.extend(low_contrast(&accent.light, &light, Color::BLACK, "light"));
    let on_dark = match &accent.dark {
        Some(color) => {
            diagnostics.extend(low_contrast(color, &dark, Color::WHITE, "dark"));
            color.value
        }
        None => towards(chosen, Color::WHITE, &dark, COMFORTABLE),
    };
    if diagnostics.len() > before {
        return String::new();
    }
    let band = towards(chosen, Color::BLACK, &[Color::WHITE], COMFORTABLE);
    let light = Accents { accent: chosen, tint: tint(chosen, &light), band };
    let dark = Accents { accent: on_dark, tint: tint(on_dark, &dark), band: band.mix(Color::BLACK, 30) };
    palette.manifest.theme = light.band.to_string();
    palette.social_card.site = light.accent.to_string();
    let rule = |name: &str, light: Color, dark: Color| format!("--{name}:var(--light,{light}) var(--dark,{dark})");
    format!(
        "@media screen{{:root{{{};{};{}}}}}\n",
        rule("accent", light.accent, dark.accent),
        rule("tint", light.tint, dark.tint),
        rule("band", light.band, dark.band)
    )
}

/// The least contrast of a colour with one of the surfaces, and that surface.
fn least_contrast(color: Color, surfaces: &[Color]) -> Option<(f64, Color)> {
    let all = surfaces.iter().map(|surface| (color.contrast(*surface), *surface));
    all.min_by(|a, b| a.0.total_cmp(&b.0))
}

/// The colour with as little of `end` as gives it a contrast of `least` with all surfaces.
fn towards(color: Color, end: Color, surfaces: &[Color], least: f64) -> Color {
    let mixtures = (0..=100).map(|hundredths| color.mix(end, hundredths));
    let mut legible =
        mixtures.filter(|color| least_contrast(*color, surfaces).is_none_or(|(contrast, _)| contrast >= least));
    legible.next().unwrap_or(end)
}

/// The first surface with as much of the colour as leaves the colour legible on it.
fn tint(color: Color, surfaces: &[Color]) -> Color {
    let background = surfaces.first().copied().unwrap_or(Color::WHITE);
    let tints = (0..=MAX_TINT).rev().map(|hundredths| background.mix(color, hundredths));
    let mut legible = tints.filter(|tint| color.contrast(*tint) >= LEAST);
    legible.next().unwrap_or(background)
}

/// The error for a colour with less contrast than [`LEAST`].
fn low_contrast(color: &Spanned<Color>, surfaces: &[Color], end: Color, scheme: &str) -> Option<Diagnostic> {
    let (contrast, surface) = least_contrast(color.value, surfaces)?;
    if contrast >= LEAST {
        return None;
    }
    let span = Span::new(&site_config::PATH.into(), color.range.clone());
    let diagnostic = bad_look(span, "contrast", &color.value.to_string()).arg("scheme", scheme);
    // Rounded down, so that a contrast that is too low is never shown as the least one.
    let ratio = format!("{:.2}", (contrast * 100.0).floor() / 100.0);
    let nearest = towards(color.value, end, surfaces, LEAST);
    Some(diagnostic.arg("ratio", ratio).arg("surface", surface.to_string()).arg("nearest", nearest.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Accent;
    use crate::theme::theme_file::testing::read_own;

    fn surfaces() -> (Vec<Color>, Vec<Color>) {
        let palette = read_own("", &[]).0.palette;
        let parse = |list: &[String]| list.iter().map(|color| Color::parse(color).unwrap()).collect();
        (parse(&palette.surfaces.light), parse(&palette.surfaces.dark))
    }

    /// Every accent gives colours that can be read, or an error with the nearest one that does.
    #[test]
    fn colors_that_follow_are_legible_on_every_surface() {
        let (light, dark) = surfaces();
        for digits in (0..4096).step_by(7) {
            let color = Color::parse(&format!("#{digits:03x}")).unwrap();
            let nearest = towards(color, Color::BLACK, &light, LEAST);
            assert!(least_contrast(nearest, &light).unwrap().0 >= LEAST, "{color}");
            assert!(nearest.contrast(tint(nearest, &light)) >= LEAST, "{color}");
            let on_dark = towards(nearest, Color::WHITE, &dark, COMFORTABLE);
            assert!(least_contrast(on_dark, &dark).unwrap().0 >= COMFORTABLE, "{color}");
            assert!(on_dark.contrast(tint(on_dark, &dark)) >= LEAST, "{color}");
            let band = towards(nearest, Color::BLACK, &[Color::WHITE], COMFORTABLE);
            assert!(band.contrast(Color::WHITE) >= COMFORTABLE, "{color}");
        }
    }

    #[test]
    fn legible_color_is_not_changed() {
        let (light, dark) = surfaces();
        let (teal, pale) = (Color::parse("#0a5667").unwrap(), Color::parse("#8ed3e0").unwrap());
        assert_eq!(towards(teal, Color::BLACK, &light, LEAST), teal);
        assert_eq!(towards(pale, Color::WHITE, &dark, COMFORTABLE), pale);
    }

    #[test]
    fn colors_outside_the_style_sheet_follow_the_accent() {
        let mut palette = read_own("", &[]).0.palette;
        let light = Spanned { value: Color::parse("#1d6b3a").unwrap(), range: 0..0 };
        let look = Look { accent: Some(Accent { light, dark: None }), ..Look::default() };
        let mut diagnostics = Vec::new();
        let css = colors(&look, &mut palette, &mut diagnostics);
        assert_eq!(diagnostics, []);
        assert_eq!(palette.social_card.site, "#1d6b3a");
        assert!(css.contains(&format!("--band:var(--light,{})", palette.manifest.theme)), "{css}");
    }

    #[test]
    fn logo_keeps_its_proportions_in_the_header() {
        let logo = |width, height| {
            let size = Some((width, height));
            let (source, output, hash) = ("a".into(), String::new(), Default::default());
            logo_size(&Media { source, output, hash, size })
        };
        assert_eq!(logo(1200, 400), (120, 40));
        assert_eq!(logo(4000, 100), (240, 6));
        assert_eq!(logo(16, 16), (40, 40));
    }

    /// The colours in theme.yaml are those of the style sheet.
    #[test]
    fn surfaces_of_the_default_theme_are_those_of_its_style_sheet() {
        let css = include_str!("../../themes/default/src/style/palette.css");
        let value = |name: &str, scheme: &str| {
            let rule = css.lines().find(|line| line.trim_start().starts_with(&format!("--{name}: var(")));
            let start = format!("var(--{scheme}, ");
            let value = rule.and_then(|rule| rule.split_once(&start)).and_then(|(_, rest)| rest.split_once(')'));
            Color::parse(value.unwrap().0).unwrap()
        };
        let names = ["bg", "card", "glow", "blush"];
        let (light, dark) = surfaces();
        assert_eq!(light, names.map(|name| value(name, "light")));
        assert_eq!(dark, names.map(|name| value(name, "dark")));
    }
}
