//! Drawings (SVG): the size in pixels that a page gives them, and how much a browser draws for them.
//!
//! Takes the text of a drawing that [`super::active_content`] accepts; returns a [`Drawing`]. A few lines can draw
//! thousands of millions of shapes, because `<use>` and patterns draw an element of the file once more, and that element
//! can do the same. Never draws anything, and never recurses.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::media_type::Form;

/// The size of a drawing that gives neither a size nor a proportion: the one that browsers use.
const DEFAULT_SIZE: (f64, f64) = (300.0, 150.0);
/// The units of a `viewBox` count as pixels. A drawing of fewer units than this was drawn in other units, and gets the
/// default width.
const MIN_SIDE: f64 = 16.0;
/// The most pixels of one side.
const MAX_SIDE: f64 = 65_535.0;
/// How many elements may be drawn more than once: this number, and for each element of the file this many.
const MAX_REPEATED: u64 = 100_000;
const MAX_REPEATED_PER_ELEMENT: u64 = 20;

/// What is known of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Whether it is a drawing with its end.
    pub form: Form,
    /// Whether its references draw so many elements, or refer to themselves, that browsers stop responding.
    pub is_bomb: bool,
}

/// Measures a drawing.
pub fn measure_drawing(svg: &str) -> Drawing {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = false;
    let mut elements = Elements::default();
    let (mut size, mut form) = (None, Form::Other);
    loop {
        let (element, is_open) = match reader.read_event() {
            Ok(Event::Start(element)) => (element, true),
            Ok(Event::Empty(element)) => (element, false),
            Ok(Event::End(_)) => {
                elements.open.pop();
                continue;
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => continue,
        };
        if size.is_none() {
            size = Some(svg_size(&element));
            form = if element.local_name().as_ref() == "svg" { Form::Whole } else { Form::Other };
        }
        elements.add(&element, is_open);
    }
    if form == Form::Whole && !elements.open.is_empty() {
        form = Form::Cut;
    }
    let (width, height) = size.unwrap_or(DEFAULT_SIZE);
    let pixels = |side: f64| side.round().clamp(1.0, MAX_SIDE) as u32;
    Drawing { size: (pixels(width), pixels(height)), form, is_bomb: elements.is_bomb() }
}

/// Names and values of the attributes of an element. Duplicates are kept, because looking for them is quadratic.
fn attributes<'e>(element: &'e BytesStart) -> Vec<(&'e str, String)> {
    let mut attributes = element.html_attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let value = quick_xml::escape::unescape(&attribute.value).unwrap_or_default().into_owned();
        (attribute.key.local_name().into_inner(), value)
    });
    attributes.collect()
}

/// Width and height that the root element asks for.
fn svg_size(root: &BytesStart) -> (f64, f64) {
    let (mut width, mut height, mut proportion) = (None, None, None);
    for (name, value) in attributes(root) {
        match name {
            "width" => width = length(&value),
            "height" => height = length(&value),
            "viewBox" => proportion = view_box(&value),
            _ => {}
        }
    }
    match (width, height, proportion) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some((w, h))) => {
            let side = w.max(h);
            let scale = if side < MIN_SIDE { DEFAULT_SIZE.0 / side } else { 1.0 };
            (w * scale, h * scale)
        }
        (width, height, None) => (width.unwrap_or(DEFAULT_SIZE.0), height.unwrap_or(DEFAULT_SIZE.1)),
    }
}

/// A positive length in CSS pixels; `None` for another value and for a share of the page, such as `100%`.
fn length(value: &str) -> Option<f64> {
    let value = value.trim();
    let unit_at = value.rfind(|c: char| c.is_ascii_digit() || c == '.').map_or(0, |at| at + 1);
    let pixels = match value[unit_at..].to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        "pt" => 96.0 / 72.0,
        "pc" | "em" | "rem" => 16.0,
        "ex" => 8.0,
        _ => return None,
    };
    let number: f64 = value[..unit_at].parse().ok()?;
    Some(number * pixels).filter(|length| length.is_finite() && *length > 0.0)
}

/// Width and height of a `viewBox`, if both are positive.
fn view_box(value: &str) -> Option<(f64, f64)> {
    let numbers = value.split(|c: char| c == ',' || c.is_ascii_whitespace()).filter(|part| !part.is_empty());
    let numbers: Vec<f64> = numbers.map(str::parse).collect::<Result<_, _>>().ok()?;
    let [_, _, width, height] = numbers.try_into().ok()?;
    let is_side = |side: f64| side.is_finite() && side > 0.0;
    (is_side(width) && is_side(height)).then_some((width, height))
}

/// The elements of a drawing, numbered in their order, and which of them draw which.
#[derive(Default)]
struct Elements {
    count: u32,
    /// The open elements.
    open: Vec<u32>,
    /// Elements with an id that can be drawn several times.
    by_id: HashMap<String, u32>,
    /// From an element to one that is drawn with it: its child.
    edges: Vec<(u32, u32)>,
    /// From an element to the id of another one that is drawn with it, and whether the reference is `url(#…)`.
    references: Vec<(u32, String, bool)>,
    /// Ids of patterns, masks, markers and clip paths, which `url(#…)` draws. It does not draw colour gradients.
    drawn_by_url: HashMap<String, u32>,
}

impl Elements {
    fn add(&mut self, element: &BytesStart, is_open: bool) {
        let number = self.count;
        self.count += 1;
        if let Some(parent) = self.open.last() {
            self.edges.push((*parent, number));
        }
        let name = element.local_name();
        let name = name.as_ref();
        for (key, value) in attributes(element) {
            match key {
                "id" if matches!(name, "pattern" | "mask" | "marker" | "clipPath") => {
                    self.by_id.entry(value.clone()).or_insert(number);
                    self.drawn_by_url.entry(value).or_insert(number);
                }
                "id" => drop(self.by_id.entry(value).or_insert(number)),
                "href" if matches!(name, "use" | "feImage" | "tref" | "pattern") => {
                    if let Some(id) = value.trim().strip_prefix('#') {
                        self.references.push((number, id.to_owned(), false));
                    }
                }
                _ => {
                    for rest in value.split("url(").skip(1) {
                        let id = rest.trim_start().trim_start_matches(['"', '\'']).strip_prefix('#');
                        let id = id.map(|id| id.split([')', '"', '\'']).next().unwrap_or_default().trim_end());
                        self.references.extend(id.map(|id| (number, id.to_owned(), true)));
                    }
                }
            }
        }
        if is_open {
            self.open.push(number);
        }
    }

    /// Whether too many elements are drawn more than once.
    fn is_bomb(&self) -> bool {
        let mut edges = self.edges.clone();
        let count = edges.len();
        edges.extend(self.references.iter().filter_map(|(from, id, is_url)| {
            let ids = if *is_url { &self.drawn_by_url } else { &self.by_id };
            Some((*from, *ids.get(id)?))
        }));
        if edges.len() == count {
            return false;
        }
        let own = u64::from(self.count);
        let limit = own + MAX_REPEATED + own.saturating_mul(MAX_REPEATED_PER_ELEMENT);
        count_drawn(self.count as usize, edges).is_none_or(|drawn| drawn > limit)
    }
}

/// How many elements are drawn for the first one; `None` if an element is drawn within itself.
fn count_drawn(elements: usize, mut edges: Vec<(u32, u32)>) -> Option<u64> {
    edges.sort_unstable();
    let mut first_edge = vec![edges.len(); elements + 1];
    for (at, (from, _)) in edges.iter().enumerate().rev() {
        first_edge[*from as usize] = at;
    }
    for number in (0..elements).rev() {
        first_edge[number] = first_edge[number].min(first_edge[number + 1]);
    }
    // An element is open while those that it draws are counted.
    let (mut drawn, mut is_open) = (vec![0u64; elements], vec![false; elements]);
    let mut open = vec![(0, *first_edge.first()?)];
    while let Some((number, at)) = open.pop() {
        is_open[number] = true;
        if at < first_edge[number + 1] {
            let to = edges[at].1 as usize;
            if is_open[to] {
                return None;
            }
            if drawn[to] == 0 {
                open.extend([(number, at), (to, first_edge[to])]);
            } else {
                drawn[number] = drawn[number].saturating_add(drawn[to]);
                open.push((number, at + 1));
            }
        } else {
            drawn[number] = drawn[number].saturating_add(1);
            is_open[number] = false;
        }
    }
    drawn.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(attributes: &str) -> (u32, u32) {
        measure_drawing(&format!("<?xml version=\"1.0\"?><!-- a --><svg {attributes}><svg width=\"9\"/></svg>")).size
    }

    #[test]
    fn size_is_that_of_the_attributes_or_of_the_view_box() {
        for (attributes, expected) in [
            ("width='40' height='30'", (40, 30)),
            ("width='40px' height='2in' viewBox='0 0 1 1'", (40, 192)),
            ("width='210mm' height='297mm'", (794, 1123)),
            ("width='1e2'", (100, 150)),
            ("width='600' viewBox='0 0 4 3'", (600, 450)),
            ("height='600' viewBox='0,0, 4 3'", (800, 600)),
            ("width='100%' height='100%' viewBox='0 0 800 600'", (800, 600)),
            ("viewBox='-10 -10 800.4 600'", (800, 600)),
            ("viewBox='0 0 120 80'", (120, 80)),
            ("viewBox='0 0 24 12'", (24, 12)),
            ("viewBox='0 0 1 0.5'", (300, 150)),
            ("viewBox='0 0 0 12'", (300, 150)),
            ("viewBox='0 0 nan 12' width='-1' height='auto'", (300, 150)),
            ("viewBox='0 0 1 1000000'", (1, 65_535)),
            ("width='1e999' height='0'", (300, 150)),
            ("", (300, 150)),
        ] {
            assert_eq!(size(attributes), expected, "{attributes}");
        }
    }

    /// Groups of ten elements, each of which draws the next group.
    fn nested(levels: usize, draw: impl Fn(usize) -> String, group: &str) -> String {
        let groups = (0..levels).map(|level| {
            let inner = if level + 1 == levels { "<path/>".to_owned() } else { draw(level + 1) };
            format!("<{group} id=\"l{level}\">{}</{group}>", inner.repeat(10))
        });
        format!("<svg>{}{}</svg>", groups.collect::<String>(), draw(0))
    }

    #[test]
    fn repeated_elements_are_counted_and_not_drawn() {
        let by_use = |level: usize| format!("<use xlink:href=\"#l{level}\"/>");
        let by_fill = |level: usize| format!("<rect fill=\"url( '#l{level}' )\"/>");
        let by_style = |level: usize| format!("<rect style=\"mask:url(#l{level})\"/>");
        assert!(!measure_drawing(&nested(3, by_use, "g")).is_bomb);
        assert!(measure_drawing(&nested(9, by_use, "g")).is_bomb);
        assert!(measure_drawing(&nested(9, by_use, "symbol")).is_bomb);
        assert!(measure_drawing(&nested(9, by_fill, "pattern")).is_bomb);
        assert!(measure_drawing(&nested(9, by_style, "mask")).is_bomb);
        assert!(measure_drawing(&nested(200, by_use, "g")).is_bomb);
        // A colour gradient draws nothing.
        let gradient = |_: usize| "<rect fill=\"url(#g)\"/>".to_owned();
        let many = format!("<linearGradient id=\"g\">{}</linearGradient>", "<stop/>".repeat(50_000));
        assert!(!measure_drawing(&nested(9, gradient, "g").replace("</svg>", &format!("{many}</svg>"))).is_bomb);
        let markers =
            format!("<svg><g id=\"m\">{}</g>{}</svg>", "<path/>".repeat(20), "<use href=\"#m\"/>".repeat(4000));
        assert!(!measure_drawing(&markers).is_bomb);
    }

    #[test]
    fn drawing_has_a_root_and_its_end() {
        let form = |svg: &str| measure_drawing(svg).form;
        for svg in
            ["<svg/>", "<?xml version=\"1.0\"?><!-- a --><s:svg xmlns:s=\"x\"><a/></s:svg>", "\u{feff}<svg></svg>"]
        {
            assert_eq!(form(svg), Form::Whole, "{svg}");
        }
        for svg in ["<svg><g></g>", "<svg>"] {
            assert_eq!(form(svg), Form::Cut, "{svg}");
        }
        for svg in ["<html/>", "text", "<!-- <svg/> -->", "<g><svg/></g>"] {
            assert_eq!(form(svg), Form::Other, "{svg}");
        }
    }

    #[test]
    fn element_that_draws_itself_is_a_bomb() {
        for svg in [
            "<svg id=\"a\"><use href=\"#a\"/></svg>",
            "<svg><g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g></svg>",
            "<svg><pattern id=\"a\"><rect fill=\"url(#a)\"/></pattern></svg>",
        ] {
            assert!(measure_drawing(svg).is_bomb, "{svg}");
        }
        for svg in
            ["<svg><use href=\"#none\"/></svg>", "<svg><a id=\"a\" href=\"#a\"/></svg>", "", "<svg", "</svg></svg>"]
        {
            assert!(!measure_drawing(svg).is_bomb, "{svg}");
        }
        let deep = format!("<svg><use href=\"#a\"/>{}<path id=\"a\"/></svg>", "<g>".repeat(300_000));
        assert!(!measure_drawing(&deep).is_bomb);
    }
}
