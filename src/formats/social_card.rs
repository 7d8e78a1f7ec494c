//! Social cards: the picture of a situation that messengers and social networks show for a shared link (Open Graph
//! image), PNG, 1200 x 630.
//!
//! Takes a font, the site's icon and the text of a situation; draws SVG and rasterises it. The only font is the one
//! that `share_font` of site.yaml names: a path, or `system` for the first installed font of a short list of openly
//! licensed ones. Its bytes are part of the cache key, so the same font produces the same picture on every host.
//! Without a font there are no cards; a language has none if the font lacks one of its letters.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use resvg::{tiny_skia, usvg};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use super::{EmitContext, RenderError};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::input::FontFile;
use crate::input::site_config;
use crate::model::{LangId, SharedStr, social_card_path};
use crate::page::SocialCards;
use crate::parse::markdown::escaped;
use crate::publish::Output;
use crate::site::Site;
use crate::theme::{CardColors, Theme};

/// Size in pixels: the one that ogp.me and the card type `summary_large_image` recommend.
const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;

/// Version of the drawing; part of the cache key.
const DRAWING: &str = "share 1";

// Lengths in pixels.
const MARGIN: f32 = 80.0;
/// Top of the title.
const TOP: f32 = 190.0;
/// Bottom of the summary.
const BOTTOM: f32 = 590.0;
/// Font sizes of the title: the first at which title and summary fit, else the last.
const TITLE_SIZES: [f32; 5] = [78.0, 68.0, 60.0, 52.0, 44.0];
const TITLE_LINE_HEIGHT: f32 = 1.2;
const MAX_TITLE_LINES: usize = 4;
/// Font size of the site's name and of the summary.
const SUMMARY_SIZE: f32 = 34.0;
const SUMMARY_LINE_HEIGHT: f32 = 1.4;
/// Space between title and summary.
const GAP: f32 = 20.0;

/// The most letters that a diagnostic lists.
const MAX_LISTED_LETTERS: usize = 12;

/// Draws social cards with one font.
pub struct CardRenderer {
    font: Vec<u8>,
    database: Arc<usvg::fontdb::Database>,
    family: String,
    /// Hash of everything that all cards have in common.
    hash: ContentHash,
    /// Indexed by language: whether the font has all its letters.
    has_letters: Vec<bool>,
    /// The site's icon, SVG.
    icon: String,
    colors: CardColors,
}

/// The text of one card.
#[derive(Clone, Copy, Debug, Hash)]
struct SocialCard<'a> {
    /// Code of the language.
    lang: &'a str,
    /// Id of the situation.
    id: &'a str,
    site: &'a str,
    title: &'a str,
    summary: &'a str,
    /// 1 to 5.
    severity: u8,
}

/// Draws the card of each situation in each language; a card whose hash is published is kept.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    let (site, output) = (context.site, context.output);
    let Some(renderer) = context.cards else { return Ok(()) };
    let situations = 0..site.structure.situations.len();
    let all: Vec<_> = situations.flat_map(|number| site.config.lang_ids().map(move |lang| (number, lang))).collect();
    all.par_iter().try_for_each(|(number, lang)| {
        let Some(card) = SocialCard::new(site, *number, *lang) else { return Ok(()) };
        let Some((path, hash)) = renderer.output_path(&card, *lang) else { return Ok(()) };
        if output.published_hash(&path) == Some(hash) {
            output.keep(&path)?;
        } else {
            output.write(&path, hash, &renderer.png(&card))?;
        }
        Ok(())
    })
}

/// Creates the renderer with the font that the site names. Returns `None` if the site names no font or the font cannot
/// be used; reports why, and the letters that the font lacks.
pub fn load(font: &FontFile, site: &Site, theme: &Theme, diagnostics: &mut Vec<Diagnostic>) -> Option<CardRenderer> {
    let requested = site.config.social_card_font.as_ref()?;
    let font_error = |reason: &str| {
        let span = Span::new(&SharedStr::from(site_config::PATH), requested.range.clone());
        Diagnostic::new(Code::SocialCardFont, span).arg("font", &*requested.value).arg("reason", reason)
    };
    let bytes = match font {
        FontFile::Bytes(bytes) => bytes,
        FontFile::NotRequested | FontFile::NoSystemFont => return None,
        FontFile::Unreadable => {
            diagnostics.push(font_error("unreadable"));
            return None;
        }
        FontFile::Missing => {
            diagnostics.push(font_error("missing"));
            return None;
        }
    };
    if bytes.starts_with(b"wOF") {
        diagnostics.push(font_error("web-font"));
        return None;
    }
    if !is_plausible_font(bytes) {
        diagnostics.push(font_error("unreadable"));
        return None;
    }
    let mut database = usvg::fontdb::Database::new();
    database.load_font_data(bytes.clone());
    let family = database.faces().next().and_then(|face| face.families.first()).map(|(name, _)| name.clone());
    let (Some(family), Ok(face)) = (family, FontRef::new(bytes)) else {
        diagnostics.push(font_error("unreadable"));
        return None;
    };
    let mut has_letters = Vec::new();
    for lang in site.config.lang_ids() {
        let missing = missing_glyphs(&face, site, lang);
        has_letters.push(missing.is_empty());
        if !missing.is_empty() {
            let letters: String = missing.into_iter().take(MAX_LISTED_LETTERS).collect();
            diagnostics.push(font_error("letters").arg("letters", letters).arg("lang", site.config.code(lang)));
        }
    }
    let (icon, colors) = (theme.icon(), theme.palette.social_card.clone());
    let hash = ContentHash::blake3(&(DRAWING, ContentHash::blake3_bytes(bytes), &icon, &colors));
    Some(CardRenderer { font: bytes.clone(), database: Arc::new(database), family, hash, has_letters, icon, colors })
}

/// Characters of the language's cards for which the font has no glyph.
fn missing_glyphs(face: &FontRef, site: &Site, lang: LangId) -> BTreeSet<char> {
    let glyphs = face.charmap();
    let cards = (0..site.structure.situations.len()).filter_map(|number| SocialCard::new(site, number, lang));
    let used = cards.flat_map(|card| [card.site, card.title, card.summary]).flat_map(str::chars);
    used.filter(|c| !c.is_whitespace() && *c != '\u{ad}' && glyphs.map(*c).is_none()).collect()
}

impl<'a> SocialCard<'a> {
    /// The card of a situation, given by its index in `situations.yaml`; `None` if it is not translated into `lang`.
    fn new(site: &'a Site, situation: usize, lang: LangId) -> Option<SocialCard<'a>> {
        let plan = &site.structure.situations[situation];
        let document = site.document(site.group(&plan.id.value)?.documents[lang.index()]?);
        Some(SocialCard {
            lang: site.config.code(lang),
            id: &plan.id.value,
            site: &site.texts(lang).title,
            title: &document.front.title,
            summary: &document.front.summary,
            severity: plan.severity,
        })
    }
}

/// Whether the bytes begin as a font does, and a collection has room for as many fonts as it claims to have, because
/// the reader of fonts looks for each of them.
fn is_plausible_font(bytes: &[u8]) -> bool {
    const MAX_FONTS: u32 = 64;
    match bytes {
        [b't', b't', b'c', b'f', _, _, _, _, a, b, c, d, rest @ ..] => {
            let fonts = u32::from_be_bytes([*a, *b, *c, *d]);
            (1..=MAX_FONTS).contains(&fonts) && rest.len() >= 4 * fonts as usize
        }
        _ => [&b"\0\x01\0\0"[..], b"OTTO", b"true"].iter().any(|beginning| bytes.starts_with(beginning)),
    }
}

impl CardRenderer {
    /// The path of each situation's card in each language.
    pub fn paths(&self, site: &Site) -> SocialCards {
        let path = |number, lang| self.output_path(&SocialCard::new(site, number, lang)?, lang).map(|(path, _)| path);
        let row = |number| site.config.lang_ids().map(|lang| path(number, lang)).collect();
        SocialCards::new((0..site.structure.situations.len()).map(row).collect())
    }

    /// Output path and cache key of a card; `None` if the font lacks letters of its language.
    fn output_path(&self, card: &SocialCard, lang: LangId) -> Option<(String, ContentHash)> {
        if !*self.has_letters.get(lang.index())? {
            return None;
        }
        let hash = ContentHash::blake3(&(self.hash, card));
        Some((social_card_path(card.lang, card.id, hash), hash))
    }

    /// The card as PNG. Empty if it cannot be drawn; no text of a writer causes that.
    fn png(&self, card: &SocialCard) -> Vec<u8> {
        let fontdb = Arc::clone(&self.database);
        let options = usvg::Options { fontdb, font_family: self.family.clone(), ..Default::default() };
        let png = usvg::Tree::from_str(&self.svg(card), &options).ok().and_then(|tree| {
            let mut pixels = tiny_skia::Pixmap::new(WIDTH, HEIGHT)?;
            resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
            pixels.encode_png().ok()
        });
        png.unwrap_or_default()
    }

    fn svg(&self, card: &SocialCard) -> String {
        let width = WIDTH as f32 - 2.0 * MARGIN;
        let summary = self.wrap(card.summary, SUMMARY_SIZE, width);
        let summary_height = summary.len() as f32 * SUMMARY_SIZE * SUMMARY_LINE_HEIGHT;
        let fits = |size: &f32| {
            let lines = self.wrap(card.title, *size, width).len();
            lines <= MAX_TITLE_LINES && TOP + lines as f32 * size * TITLE_LINE_HEIGHT + GAP + summary_height <= BOTTOM
        };
        let [.., smallest] = TITLE_SIZES;
        let title_size = TITLE_SIZES.into_iter().find(fits).unwrap_or(smallest);
        let colors = &self.colors;
        let background = &colors.background;
        let stripe = &colors.severity[usize::from(card.severity.clamp(1, 5)) - 1];
        let icon = self.icon.replacen("<svg ", "<svg x=\"80\" y=\"62\" width=\"64\" height=\"64\" ", 1);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
             <rect width=\"100%\" height=\"100%\" fill=\"{background}\"/>\
             <rect width=\"24\" height=\"100%\" fill=\"{stripe}\"/>{icon}"
        );
        let mut draw_line = |text: &str, x: f32, y: f32, size: f32, colour: &str| {
            let text = escaped(text);
            svg.push_str(&format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{colour}\">{text}</text>"));
        };
        let site_name = self.wrap(card.site, SUMMARY_SIZE, width - 90.0);
        let site_name = site_name.first().map_or("", String::as_str);
        draw_line(site_name, MARGIN + 84.0, 106.0, SUMMARY_SIZE, &colors.site);
        let mut y = TOP;
        for text in self.wrap(card.title, title_size, width).iter().take(MAX_TITLE_LINES) {
            y += title_size * TITLE_LINE_HEIGHT;
            draw_line(text, MARGIN, y, title_size, &colors.title);
        }
        y += GAP;
        for text in &summary {
            y += SUMMARY_SIZE * SUMMARY_LINE_HEIGHT;
            if y < BOTTOM {
                draw_line(text, MARGIN, y, SUMMARY_SIZE, &colors.summary);
            }
        }
        svg.push_str("</svg>");
        svg
    }

    /// Breaks text into lines of at most `width` pixels; a word that is wider is broken too.
    fn wrap(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let Ok(face) = FontRef::new(&self.font) else { return vec![text.to_owned()] };
        let (glyphs, metrics) = (face.charmap(), face.glyph_metrics(Size::new(size), LocationRef::default()));
        let advance = |c: char| glyphs.map(c).and_then(|glyph| metrics.advance_width(glyph)).unwrap_or(size);
        let space = advance(' ');
        let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
        for word in text.split_whitespace() {
            let word_width: f32 = word.chars().map(advance).sum();
            if !line.is_empty() && used + space + word_width > width {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            if !line.is_empty() {
                line.push(' ');
                used += space;
            }
            for c in word.chars() {
                if used + advance(c) > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push(c);
                used += advance(c);
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}
