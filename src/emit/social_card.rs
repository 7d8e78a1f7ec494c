//! Pictures of situations for those who share a link: PNG, 1200 x 630, drawn while the site is built.
//!
//! Takes a font and the words of a situation; gives SVG and from it PNG. Only the font that `share_font` of site.yaml
//! names is used: a path (in the site or on the machine), or `system` for the first of a few openly licensed fonts. Its
//! bytes are part of a picture's key, so the same font gives the same picture on any machine. Without a font, or with one
//! that lacks letters of a language, that language has no pictures, and the head of its pages names none.

use std::collections::BTreeSet;
use std::sync::Arc;

use resvg::{tiny_skia, usvg};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::input::FontFile;
use crate::input::site_config;
use crate::link::Site;
use crate::model::{LangId, SharedStr};
use crate::page::SocialCards;
use crate::parse::markdown::escaped;

/// Size of a picture in pixels: what the large card of social networks takes (ogp.me; "summary_large_image").
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

/// Changes when pictures are drawn in another way.
const DRAWING: &str = "share 1";
const MARGIN: f32 = 80.0;
/// Where title and summary stand, from the top.
const TOP: f32 = 190.0;
const BOTTOM: f32 = 590.0;
const SUMMARY: f32 = 34.0;

/// What pictures are drawn with.
pub struct CardRenderer {
    bytes: Vec<u8>,
    fonts: Arc<usvg::fontdb::Database>,
    family: String,
    key: ContentHash,
    /// By language: whether the font has its letters.
    languages: Vec<bool>,
    /// The site's sign, SVG.
    icon: String,
}

/// The words of one picture.
#[derive(Clone, Copy, Debug, Hash)]
pub struct SocialCard<'a> {
    /// Code of the language.
    pub lang: &'a str,
    /// Id of the situation.
    pub id: &'a str,
    pub site: &'a str,
    pub title: &'a str,
    pub summary: &'a str,
    /// 1 to 5.
    pub severity: u8,
}

/// Reads the font that the site names; what is wrong with it is reported, and there are no pictures.
pub fn load(font: &FontFile, site: &Site, icon: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<CardRenderer> {
    let asked = site.config.share_font.as_ref()?;
    let fault = |reason: &str| {
        let place = Span::new(&SharedStr::from(site_config::PATH), asked.range.clone());
        Diagnostic::new(Code::ShareFont, place).arg("font", &*asked.value).arg("reason", reason)
    };
    let bytes = match font {
        FontFile::Bytes(bytes) => bytes,
        FontFile::NotRequested | FontFile::NoSystemFont => return None,
        FontFile::Missing => {
            diagnostics.push(fault("missing"));
            return None;
        }
    };
    if bytes.starts_with(b"wOF") {
        diagnostics.push(fault("web-font"));
        return None;
    }
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(bytes.clone());
    let family = fonts.faces().next().and_then(|face| face.families.first()).map(|(name, _)| name.clone());
    let (Some(family), Ok(face)) = (family, FontRef::new(bytes)) else {
        diagnostics.push(fault("unreadable"));
        return None;
    };
    let mut languages = Vec::new();
    for lang in site.config.lang_ids() {
        let lacking = lacking(&face, site, lang);
        languages.push(lacking.is_empty());
        if !lacking.is_empty() {
            let letters: String = lacking.into_iter().take(12).collect();
            diagnostics.push(fault("letters").arg("letters", letters).arg("lang", site.config.code(lang)));
        }
    }
    let key = ContentHash::blake3(&(DRAWING, ContentHash::blake3_bytes(bytes), icon));
    Some(CardRenderer { bytes: bytes.clone(), fonts: Arc::new(fonts), family, key, languages, icon: icon.to_owned() })
}

/// Letters of the language's cards that the font does not have.
fn lacking(face: &FontRef, site: &Site, lang: LangId) -> BTreeSet<char> {
    let letters = face.charmap();
    let cards = (0..site.structure.situations.len()).filter_map(|number| card(site, number, lang));
    let used = cards.flat_map(|card| [card.site, card.title, card.summary]).flat_map(str::chars);
    used.filter(|c| !c.is_whitespace() && *c != '\u{ad}' && letters.map(*c).is_none()).collect()
}

/// The card of situation `number` in a language that has a text of its own for it.
pub fn card(site: &Site, number: usize, lang: LangId) -> Option<SocialCard<'_>> {
    let plan = &site.structure.situations[number];
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

impl CardRenderer {
    /// Path in the output and key of a card's picture; `None` where the font lacks letters of its language.
    pub fn place(&self, card: &SocialCard, lang: LangId) -> Option<(String, ContentHash)> {
        let key = ContentHash::blake3(&(self.key, card));
        let path = format!("share/{}-{}.{}.png", card.lang, card.id, key.short(8));
        self.languages.get(lang.index()).is_some_and(|has_letters| *has_letters).then_some((path, key))
    }

    /// The path of each situation's picture in each language.
    pub fn paths(&self, site: &Site) -> SocialCards {
        let path = |number, lang| self.place(&card(site, number, lang)?, lang).map(|(path, _)| path);
        let row = |number| site.config.lang_ids().map(|lang| path(number, lang)).collect();
        SocialCards::new((0..site.structure.situations.len()).map(row).collect())
    }

    /// The picture as PNG; empty if it cannot be drawn, which no card of plain words brings about.
    pub fn draw(&self, card: &SocialCard) -> Vec<u8> {
        let options =
            usvg::Options { fontdb: Arc::clone(&self.fonts), font_family: self.family.clone(), ..Default::default() };
        let drawn = usvg::Tree::from_str(&self.svg(card), &options).ok().and_then(|tree| {
            let mut pixels = tiny_skia::Pixmap::new(WIDTH, HEIGHT)?;
            resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
            pixels.encode_png().ok()
        });
        drawn.unwrap_or_default()
    }

    fn svg(&self, card: &SocialCard) -> String {
        let room = WIDTH as f32 - 2.0 * MARGIN;
        let summary = self.lines(card.summary, SUMMARY, room);
        // The largest title that leaves room for the summary; the smallest is cut.
        let fits = |size: &f32| {
            let lines = self.lines(card.title, *size, room).len();
            lines <= 4 && TOP + lines as f32 * size * 1.2 + 20.0 + summary.len() as f32 * SUMMARY * 1.4 <= BOTTOM
        };
        let size = [78.0, 68.0, 60.0, 52.0, 44.0].into_iter().find(fits).unwrap_or(44.0);
        let colour =
            ["#7fb069", "#b9b34a", "#e0a030", "#d2691e", "#b3261e"][usize::from(card.severity.clamp(1, 5)) - 1];
        let icon = self.icon.replacen("<svg ", "<svg x=\"80\" y=\"62\" width=\"64\" height=\"64\" ", 1);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
             <rect width=\"100%\" height=\"100%\" fill=\"#fbfaf8\"/><rect width=\"24\" height=\"100%\" fill=\"{colour}\"/>{icon}"
        );
        let mut line = |text: &str, x: f32, y: f32, size: f32, colour: &str| {
            let text = escaped(text);
            svg.push_str(&format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{colour}\">{text}</text>"));
        };
        let name = self.lines(card.site, SUMMARY, room - 90.0);
        line(name.first().map_or("", String::as_str), MARGIN + 84.0, 106.0, SUMMARY, "#0a5667");
        let mut y = TOP;
        for text in self.lines(card.title, size, room).iter().take(4) {
            y += size * 1.2;
            line(text, MARGIN, y, size, "#1a2226");
        }
        y += 20.0;
        for text in &summary {
            y += SUMMARY * 1.4;
            if y < BOTTOM {
                line(text, MARGIN, y, SUMMARY, "#323d42");
            }
        }
        svg.push_str("</svg>");
        svg
    }

    /// Text in lines of at most `room` pixels; a word that is wider is broken.
    fn lines(&self, text: &str, size: f32, room: f32) -> Vec<String> {
        let Ok(face) = FontRef::new(&self.bytes) else { return vec![text.to_owned()] };
        let (letters, widths) = (face.charmap(), face.glyph_metrics(Size::new(size), LocationRef::default()));
        let width = |c: char| letters.map(c).and_then(|glyph| widths.advance_width(glyph)).unwrap_or(size);
        let blank = width(' ');
        let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
        for word in text.split_whitespace() {
            let long: f32 = word.chars().map(width).sum();
            if !line.is_empty() && used + blank + long > room {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            if !line.is_empty() {
                line.push(' ');
                used += blank;
            }
            for c in word.chars() {
                if used + width(c) > room {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push(c);
                used += width(c);
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}
