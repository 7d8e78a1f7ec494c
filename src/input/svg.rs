//! Drawings (SVG): the size in pixels that a page gives them, and how much a browser draws for them.
//!
//! Takes the text of a drawing that [`super::active_content`] accepts; returns a [`Drawing`]. Never draws anything, and
//! never recurses.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::drawn_elements::DrawnElements;
use super::media_type::Form;

/// The size of a drawing that gives neither a size nor a proportion: the one that browsers use.
const DEFAULT_SIZE: (f64, f64) = (300.0, 150.0);
/// The units of a `viewBox` count as pixels. A drawing of fewer units than this was drawn in other units, and gets the
/// default width.
const MIN_SIDE: f64 = 16.0;
/// The most pixels of one side.
const MAX_SIDE: f64 = 65_535.0;
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
    let mut elements = DrawnElements::new(&style_sheet(svg));
    let (mut size, mut form) = (None, Form::Other);
    loop {
        let (element, is_open) = match reader.read_event() {
            Ok(Event::Start(element)) => (element, true),
            Ok(Event::Empty(element)) => (element, false),
            Ok(Event::End(_)) => {
                elements.close();
                continue;
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => continue,
        };
        if size.is_none() {
            size = Some(svg_size(&element));
            form = if element.local_name().as_ref() == "svg" { Form::Whole } else { Form::Other };
        }
        elements.add(element.local_name().as_ref(), attributes(&element), is_open);
    }
    if form == Form::Whole && elements.has_open() {
        form = Form::Cut;
    }
    let (width, height) = size.unwrap_or(DEFAULT_SIZE);
    let pixels = |side: f64| side.round().clamp(1.0, MAX_SIDE) as u32;
    Drawing { size: (pixels(width), pixels(height)), form, is_bomb: elements.is_bomb() }
}

/// The text of all style elements. One can be anywhere in the file, and applies to the elements before it too.
fn style_sheet(svg: &str) -> String {
    let mut css = String::new();
    if !svg.contains("style") {
        return css;
    }
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = false;
    let mut depth = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if depth > 0 || element.local_name().as_ref() == "style" => depth += 1,
            Ok(Event::End(_)) if depth > 0 => {
                depth -= 1;
                css.push('\n');
            }
            Ok(Event::Text(text)) if depth > 0 => css.push_str(&text),
            Ok(Event::CData(text)) if depth > 0 => css.push_str(&text),
            Ok(Event::Eof) | Err(_) => return css,
            Ok(_) => {}
        }
    }
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
}
