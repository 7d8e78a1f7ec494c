//! `look` in site.yaml: logo, accent colour, fonts, style sheets, icon.
//!
//! Takes the value of the key; returns a [`Look`]. Takes the files of the site; returns the pictures of the look. Reports
//! values of a wrong form and files that do not exist. The contrast of the colour is checked in `theme/`, which knows the
//! backgrounds.

use std::collections::BTreeMap;

use super::media::inspect_media;
use super::site_config;
use super::source_tree::{SourceTree, diagnose_read_error};
use super::yaml::{self, Field, FieldKind, Fields, MapKey, Node, Text, Value};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::color::Color;
use crate::foundation::hash::ContentHash;
use crate::model::{
    Accent, FontFace, FontFamily, LOOK_FOLDER, Look, LookPictures, MEDIA_FOLDER, Media, STATIC_FOLDER, SharedStr,
    Spanned, hashed_name,
};

/// The keys of `look`.
pub const FIELDS: &[Field] = &[
    Field::optional(
        "logo",
        FieldKind::Text,
        "Picture in place of the title in the header: media/logo.svg, an SVG or PNG.",
    ),
    Field::optional("favicon", FieldKind::Text, "Icon of the site: media/icon.svg, an SVG, PNG or ICO."),
    Field::optional(
        "accent",
        FieldKind::TextOrObject(ACCENT_FIELDS),
        "Colour of links and buttons as \"#0a5667\"; that for dark screens follows from it, or is given beside it.",
    ),
    Field::optional("fonts", FieldKind::Objects(FONT_FIELDS), "Fonts of your own, from files in content/look/."),
    Field::optional(
        "css",
        FieldKind::TextList,
        "Style sheets of content/look/, after those of the theme: look/own.css.",
    ),
];

const ACCENT_FIELDS: &[Field] = &[
    Field::required("light", FieldKind::Text, "The colour on a light background."),
    Field::optional("dark", FieldKind::Text, "The colour on a dark background."),
];

const FONT_FIELDS: &[Field] = &[
    Field::required("family", FieldKind::Text, "Name of the font, such as Inter."),
    Field::required(
        "files",
        FieldKind::TextMap,
        "Files by weight: `400: look/inter.woff2`, `700 italic: …`, or `100 900: …` for a variable font.",
    ),
    Field::optional("use", FieldKind::Choice(&USES), "What has the font: text (default) or headings."),
];

const USES: [&str; 2] = ["text", "headings"];

/// The endings of each kind of file.
const LOGO: &[&str] = &["svg", "png"];
const ICON: &[&str] = &["svg", "png", "ico"];
const FONT: &[&str] = &["woff2", "woff", "ttf", "otf"];
const STYLE_SHEET: &[&str] = &["css"];

/// Reads `look`. `site_file` is the text of site.yaml.
pub fn read_look(path: &SharedStr, site_file: &str, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Look {
    report_colors_as_comments(path, site_file, &node, diagnostics);
    let mut fields = Fields::open(path, node, FIELDS, diagnostics);
    let (logo, favicon) = (fields.text("logo"), fields.text("favicon"));
    let accent = fields.take("accent");
    let (fonts, css) = (fields.list("fonts"), fields.texts("css"));
    let mut file = |text: Text, endings| file(path, text, endings, diagnostics);
    Look {
        logo: logo.and_then(|logo| file(logo, LOGO)),
        favicon: favicon.and_then(|favicon| file(favicon, ICON)),
        css: css.into_iter().filter_map(|css| file(css, STYLE_SHEET)).collect(),
        accent: accent.and_then(|node| read_accent(path, node, diagnostics)),
        fonts: fonts.into_iter().filter_map(|node| read_font(path, node, diagnostics)).collect(),
    }
}

/// Reports colours without quotation marks, which are comments in YAML, so that their keys have no value.
fn report_colors_as_comments(path: &SharedStr, site_file: &str, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let Value::Map(entries) = &node.value else { return };
    for (key, node) in entries {
        let after = site_file.get(key.range.end..).unwrap_or_default().lines().next().unwrap_or_default();
        let typed = after.trim_start_matches([':', ' ']).split(' ').next().unwrap_or_default();
        if matches!(node.value, Value::Null) && Color::parse(typed).is_some() {
            let start = key.range.end + after.find('#').unwrap_or_default();
            let (range, quoted) = (start..start + typed.len(), format!("\"{typed}\""));
            let diagnostic = Diagnostic::new(Code::NeedsQuotes, Span::new(path, range.clone())).arg("sign", '#');
            diagnostics.push(diagnostic.arg("quoted", quoted.clone()).fix(range, quoted));
        }
        report_colors_as_comments(path, site_file, node, diagnostics);
    }
}

/// The error of a value of `look`; `kind` selects the message.
pub fn bad_look(span: Span, kind: &str, found: &str) -> Diagnostic {
    Diagnostic::new(Code::BadLook, span).arg("kind", kind).arg("found", found)
}

/// A file by its path below `content/`; `None` if it has another ending or is in a place where no such file is published.
fn file(
    path: &SharedStr,
    text: Text,
    endings: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Spanned<SharedStr>> {
    let span = || Span::new(path, text.range.clone());
    let ending = text.value.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if !endings.contains(&&*ending) {
        let wanted = endings.iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(", ");
        diagnostics.push(bad_look(span(), "ending", &text.value).arg("wanted", wanted));
        return None;
    }
    let is_picture = endings == LOGO || endings == ICON;
    let folders: &[&str] = if is_picture { &["look/", "media/", "static/"] } else { &["look/"] };
    if !folders.iter().any(|folder| text.value.starts_with(folder)) || text.value.split('/').any(|name| name == "..") {
        let name = text.value.rsplit('/').next().unwrap_or_default();
        let diagnostic = bad_look(span(), "folder", &text.value).arg("wanted", folders.join(", "));
        diagnostics.push(Diagnostic { suggestion: Some(format!("{}{name}", folders[0])), ..diagnostic });
        return None;
    }
    Some(Spanned { value: text.value.into(), range: text.range })
}

fn read_color(path: &SharedStr, text: Text, diagnostics: &mut Vec<Diagnostic>) -> Option<Spanned<Color>> {
    let color = Color::parse(&text.value);
    if color.is_none() {
        diagnostics.push(bad_look(Span::new(path, text.range.clone()), "color", &text.value));
    }
    Some(Spanned { value: color?, range: text.range })
}

fn read_accent(path: &SharedStr, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Accent> {
    let (light, dark) = match node.value {
        Value::Map(_) => {
            let mut fields = Fields::open(path, node, ACCENT_FIELDS, diagnostics);
            (fields.text("light")?, fields.text("dark"))
        }
        _ => (yaml::as_text(path, node, diagnostics)?, None),
    };
    let light = read_color(path, light, diagnostics);
    let dark = dark.map(|dark| read_color(path, dark, diagnostics));
    Some(Accent { light: light?, dark: dark.flatten() })
}

fn read_font(path: &SharedStr, node: Node, diagnostics: &mut Vec<Diagnostic>) -> Option<FontFamily> {
    let mut fields = Fields::open(path, node, FONT_FIELDS, diagnostics);
    let (family, files, usage) = (fields.text("family"), fields.map("files"), fields.text("use"));
    let faces: Vec<FontFace> = files.into_iter().filter_map(|face| read_face(path, face, diagnostics)).collect();
    let is_for_headings = match &usage {
        Some(usage) if !USES.contains(&&*usage.value) => {
            let diagnostic = Diagnostic::new(Code::WrongType, Span::new(path, usage.range.clone()));
            let diagnostic = diagnostic.arg("wanted", USES.join(", ")).arg("found", &*usage.value);
            diagnostics.push(diagnostic.nearest(&usage.value, USES));
            return None;
        }
        usage => usage.as_ref().is_some_and(|usage| usage.value == "headings"),
    };
    let family = family?;
    // What else CSS would have to escape is in no name of a font.
    if !family.value.chars().all(|c| c.is_alphanumeric() || " -_.+&".contains(c)) {
        diagnostics.push(bad_look(Span::new(path, family.range), "family", &family.value));
        return None;
    }
    Some(FontFamily { name: family.value.into(), is_for_headings, files: faces })
}

/// Reads an entry of `files`: weights with or without `italic`, and the path of the file.
fn read_face(path: &SharedStr, (key, node): (MapKey, Node), diagnostics: &mut Vec<Diagnostic>) -> Option<FontFace> {
    let (mut weights, mut is_italic, mut is_valid) = (Vec::new(), false, true);
    for word in key.text.split_whitespace() {
        match word.parse::<u16>() {
            Ok(weight @ 1..=1000) => weights.push(weight),
            _ if word == "italic" && !is_italic => is_italic = true,
            _ => is_valid = false,
        }
    }
    if !is_valid || !(1..=2).contains(&weights.len()) || !weights.is_sorted() {
        diagnostics.push(bad_look(Span::new(path, key.range), "weight", &key.text));
        return None;
    }
    let file = file(path, yaml::as_text(path, node, diagnostics)?, FONT, diagnostics)?;
    let weight = weights.iter().map(u16::to_string).collect::<Vec<_>>().join(" ");
    Some(FontFace { weight: weight.into(), is_italic, file })
}

/// The logo and the icon of the site. Reports each file of the look that does not exist.
pub fn find_pictures(
    tree: &SourceTree,
    look: &Look,
    media: &BTreeMap<SharedStr, Media>,
    static_files: &BTreeMap<SharedStr, Media>,
    diagnostics: &mut Vec<Diagnostic>,
) -> LookPictures {
    let site_file: SharedStr = site_config::PATH.into();
    let mut find = |picture: &Option<Spanned<SharedStr>>| {
        let Spanned { value, range } = picture.as_ref()?;
        let found = match value.split_once('/') {
            Some(("media", name)) => media.get(name).cloned(),
            Some(("static", name)) => static_files.get(name).cloned(),
            _ => read_picture(tree, value, diagnostics),
        };
        if found.is_none() && !tree.contains(&format!("content/{value}")) {
            diagnostics.push(missing_file(tree, Span::new(&site_file, range.clone()), value));
        }
        found
    };
    let pictures = LookPictures { logo: find(&look.logo), favicon: find(&look.favicon) };
    let faces = look.fonts.iter().flat_map(|font| &font.files).map(|face| &face.file);
    for Spanned { value, range } in look.css.iter().chain(faces) {
        if !tree.contains(&format!("content/{value}")) {
            diagnostics.push(missing_file(tree, Span::new(&site_file, range.clone()), value));
        }
    }
    pictures
}

/// A picture of `content/look/`. Reports one that cannot be read; the theme reports one that must not be published.
fn read_picture(tree: &SourceTree, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Media> {
    let source: SharedStr = format!("content/{name}").into();
    if !tree.contains(&source) {
        return None;
    }
    let bytes = tree.read(&source).map_err(|error| diagnostics.push(diagnose_read_error(&source, &error))).ok()?;
    let hash = ContentHash::blake3_bytes(&bytes);
    let size = inspect_media(&source, &bytes).ok()?;
    Some(Media { source, output: hashed_name(&format!("assets/{name}"), hash), hash, size })
}

/// The error for a path below `content/` that no file has.
fn missing_file(tree: &SourceTree, span: Span, name: &str) -> Diagnostic {
    let known = [LOOK_FOLDER, MEDIA_FOLDER, STATIC_FOLDER].into_iter();
    let known: Vec<&str> =
        known.flat_map(|folder| tree.below(folder).map(|path| &path["content/".len()..]).collect::<Vec<_>>()).collect();
    bad_look(span, "missing", &format!("content/{name}")).nearest(name, known)
}
