//! Finds active content in drawings (SVG): scripts, event handlers, elements of web pages, external resources.
//!
//! Takes the bytes of a drawing; returns the first active part with its byte range. Files below `media/` are
//! served from the origin of the site, so a drawing with a script can read the saved progress of readers and
//! send it anywhere. Such files are rejected, not sanitised: SVG sanitisers have a long record of bypasses (mutation
//! XSS through svg, math, animate), and authors should know what their files contain. Never changes a file.

use std::collections::HashSet;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// SVG elements that execute, embed or load something.
const ACTIVE_ELEMENTS: [&str; 14] = [
    "script",
    "foreignobject",
    "handler",
    "listener",
    "iframe",
    "frame",
    "embed",
    "object",
    "applet",
    "form",
    "link",
    "meta",
    "base",
    "portal",
];

/// The first active content of a drawing: its byte range and a short description. `None` if the drawing is inert.
/// Anything that the XML parser rejects counts as active.
pub fn find_active_content(bytes: &[u8]) -> Option<(Range<usize>, String)> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Some((error.valid_up_to()..error.valid_up_to() + 1, "UTF-8".to_owned())),
    };
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut style = StyleElement::default();
    let mut root = Root::Expected;
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event();
        let range = start..(reader.buffer_position() as usize).max(start);
        let found = match event {
            // A style element that is not closed.
            Ok(Event::Eof) => return style.close().map(|found| (style.start..start, found)),
            Ok(Event::Start(element)) => {
                style.open(&element, start);
                scan_element(&element, &mut root)
            }
            Ok(Event::Empty(element)) => scan_element(&element, &mut root),
            Ok(Event::End(_)) if style.depth == 1 => match style.close() {
                Some(found) => return Some((style.start..range.end, found)),
                None => None,
            },
            Ok(Event::End(_)) => {
                style.depth = style.depth.saturating_sub(1);
                None
            }
            Ok(Event::Text(text)) => {
                style.push(&text);
                None
            }
            Ok(Event::CData(text)) => {
                style.push(&text);
                None
            }
            // Declared entities can contain anything, and so can external style sheets.
            Ok(Event::DocType(text)) => text.contains('[').then(|| "<!DOCTYPE […]".to_owned()),
            Ok(Event::PI(_)) => Some("<?…?>".to_owned()),
            Ok(Event::GeneralRef(name)) => {
                let name = name.to_string();
                let is_standard = name.starts_with('#') || ["lt", "gt", "amp", "quot", "apos"].contains(&name.as_str());
                (!is_standard || style.depth > 0).then(|| format!("&{name};"))
            }
            Ok(Event::Decl(declaration)) => match declaration.encoding() {
                Some(Ok(name)) if !name.eq_ignore_ascii_case("utf-8") && !name.eq_ignore_ascii_case("us-ascii") => {
                    Some(format!("encoding={name}"))
                }
                _ => None,
            },
            Ok(_) => None,
            Err(error) => Some(error.to_string()),
        };
        if let Some(found) = found {
            return Some((range, found));
        }
    }
}

/// The style element that is open, and its text so far. A browser joins what comments, CDATA sections and elements
/// separate, so only the whole text shows what the style sheet does.
#[derive(Default)]
struct StyleElement {
    /// How many elements are open, from the style element on; 0 outside of one.
    depth: usize,
    /// The first byte of its start tag.
    start: usize,
    css: String,
}

impl StyleElement {
    /// Begins at a style element, whose tag begins at the byte `start`; counts the elements in one.
    fn open(&mut self, element: &BytesStart, start: usize) {
        if self.depth > 0 {
            self.depth += 1;
        } else if lowercase_name(element.local_name().as_ref()) == "style" {
            (self.depth, self.start) = (1, start);
        }
    }

    fn push(&mut self, text: &str) {
        if self.depth > 0 {
            self.css.push_str(text);
        }
    }

    /// Ends the element. Returns the active part of its text, which is dropped.
    fn close(&mut self) -> Option<String> {
        self.depth = 0;
        scan_css(&std::mem::take(&mut self.css))
    }
}

/// The namespaces whose elements a browser treats as those of a web page: `<img srcset>` or `<body background>` load
/// files of other hosts.
const PAGE_NAMESPACES: [&str; 2] = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/math/mathml"];

fn lowercase_name(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// What is known of the first element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Root {
    /// It has not been read.
    Expected,
    /// The file is a drawing.
    Drawing,
    /// The file is something else, such as a page, which is a mistake of its own.
    Other,
}

/// The active part of an element: the element itself, an event handler, a URL, or the namespace of a page in a drawing.
fn scan_element(element: &BytesStart, root: &mut Root) -> Option<String> {
    let name = lowercase_name(element.local_name().as_ref());
    if *root == Root::Expected {
        *root = if name == "svg" { Root::Drawing } else { Root::Other };
    }
    if ACTIVE_ELEMENTS.contains(&name.as_str()) {
        return Some(format!("<{name}>"));
    }
    // The parser's own search for duplicates is quadratic.
    let mut keys = HashSet::new();
    for attribute in element.html_attributes().with_checks(false) {
        let Ok(attribute) = attribute else { return Some(format!("<{name}>")) };
        if !keys.insert(attribute.key.into_inner()) {
            return Some(format!("<{name}>"));
        }
        let key = lowercase_name(attribute.key.local_name().as_ref());
        let value = match quick_xml::escape::unescape(&attribute.value) {
            Ok(value) => value.into_owned(),
            Err(_) => return Some(key),
        };
        let normalised = normalise_value(&value);
        let is_active = match key.as_str() {
            _ if key.starts_with("on") => true,
            "base" | "srcdoc" | "ping" => true,
            // An animation can set a URL or a handler that is not in the source.
            "attributename" => normalised.ends_with("href") || normalised.starts_with("on") || normalised == "style",
            "href" | "src" | "action" | "formaction" | "data" | "poster" => !is_inert_url(&name, &normalised),
            "xmlns" => false,
            "style" => scan_css(&value).is_some(),
            // Attributes of colours, filters and masks can refer to another file.
            _ => normalised.starts_with("javascript:") || normalised.contains("url(") && scan_css(&value).is_some(),
        };
        let is_declaration = attribute.key.as_ref() == "xmlns" || attribute.key.as_ref().starts_with("xmlns:");
        let is_page = is_declaration && *root == Root::Drawing && PAGE_NAMESPACES.contains(&&*normalised);
        if is_page || is_active && !is_declaration {
            return Some(format!("{key}=\"{}\"", value.chars().take(60).collect::<String>()));
        }
    }
    None
}

/// Lowercase without white space and control characters, which browsers ignore in URLs.
fn normalise_value(value: &str) -> String {
    let visible: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    visible.to_ascii_lowercase()
}

/// Whether a normalised URL loads nothing: a reference within the file, an embedded bitmap, or a link to follow.
fn is_inert_url(element: &str, url: &str) -> bool {
    let bitmaps = ["data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif", "data:image/webp"];
    let is_link =
        element == "a" && ["https://", "http://", "mailto:", "tel:"].iter().any(|prefix| url.starts_with(prefix));
    url.is_empty() || url.starts_with('#') || bitmaps.iter().any(|prefix| url.starts_with(prefix)) || is_link
}

/// The part of a style sheet that loads or executes something.
fn scan_css(css: &str) -> Option<String> {
    let normalised = normalise_value(css);
    // Backslashes are rejected, because escapes can hide the other words from a search.
    let forbidden =
        ["@import", "expression(", "javascript:", "-moz-binding", "behavior:", "image(", "image-set(", "src(", "\\"];
    if let Some(found) = forbidden.into_iter().find(|word| normalised.contains(word)) {
        return Some(found.to_owned());
    }
    let is_external = |rest: &&str| {
        let url = rest.trim_start_matches(['"', '\'']);
        !url.starts_with('#') && !is_inert_url("image", url)
    };
    let external = normalised.split("url(").skip(1).find(is_external);
    external.map(|rest| format!("url({}", rest.chars().take(60).collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find_in_svg(svg: &str) -> Option<String> {
        find_active_content(svg.as_bytes()).map(|(_, what)| what)
    }

    #[test]
    fn ordinary_svg_is_accepted() {
        for svg in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1\"/></svg>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \
             \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:xlink=\"http://www.w3.org/1999/xlink\"><use xlink:href=\"#a\"/><text>a &amp; b</text></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>.a{fill:url(#g);stroke:red}</style><a \
             href=\"https://example.org\"><rect fill=\"url(#g)\"/></a><image href=\"data:image/png;base64,AA\"/></svg>",
        ] {
            assert_eq!(find_in_svg(svg), None, "{svg}");
        }
    }

    #[test]
    fn style_element_is_reported_as_a_whole() {
        let svg = "<svg><style>a{fill:red}</style><style>@im<!-- a -->port 'x.css';</style></svg>";
        let (range, what) = find_active_content(svg.as_bytes()).unwrap();
        assert_eq!((&svg[range], &*what), ("<style>@im<!-- a -->port 'x.css';</style>", "@import"));
    }

    #[test]
    fn active_svg_is_rejected() {
        for inside in [
            "<script>x()</script>",
            "<SCRIPT/>",
            "<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>",
            "<g onload=\"x()\"/>",
            "<g\tonclick = 'x()'/>",
            "<g onload=x()/>",
            "<foreignObject><p>a</p></foreignObject>",
            "<a href=\"java&#115;cript:x()\"/>",
            "<a xlink:href=\" java\nscript:x()\"/>",
            "<a href=\"data:text/html,x\"/>",
            "<image href=\"https://e.example/t.png\"/>",
            "<use href=\"https://e.example/x.svg#a\"/>",
            "<use href=\"data:image/svg+xml;base64,AA#a\"/>",
            "<animate attributeName=\"xlink:href\" to=\"javascript:x()\"/>",
            "<set attributeName=\"onclick\" to=\"x()\"/>",
            "<style>@import 'https://e.example/a.css';</style>",
            "<style><![CDATA[a{background:url(https://e.example)}]]></style>",
            "<style>a{background:u\\72l(https://e.example)}</style>",
            "<rect style=\"fill:url(https://e.example#a)\"/>",
            "<rect filter=\"url( 'https://e.example#a' )\"/>",
            "<iframe xmlns=\"http://www.w3.org/1999/xhtml\" srcdoc=\"a\"/>",
            "<g xml:base=\"javascript:\"/>",
            "<g a=\"&lt;\" a=<",
            // The text of a style element is all of its text.
            "<style>@im<!-- a -->port 'https://e.example/a.css';</style>",
            "<style>@im<![CDATA[port 'https://e.example/a.css';]]></style>",
            "<style><g></g>@import 'https://e.example/a.css';</style>",
            "<style>a{background:ur<g/>l(https://e.example)}</style>",
            "<style>@import 'https://e.example/a.css';",
            // Elements of a web page.
            "<img xmlns=\"http://www.w3.org/1999/xhtml\" srcset=\"https://e.example/a.png 1x\"/>",
            "<g xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:body background=\"https://e.example/a.png\"/></g>",
            "<g xmlns:h=\"http://www.w3.org/1999/xhtm&#108;\"><h:td background=\"https://e.example/a.png\"/></g>",
            "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"/>",
            "<a href=\"https://e.example\" ping=\"https://e.example/log\"/>",
        ] {
            assert!(find_in_svg(&format!("<svg>{inside}</svg>")).is_some(), "{inside}");
        }
        for whole in [
            "<!DOCTYPE svg [<!ENTITY x \"<script>y()</script>\">]><svg>&x;</svg>",
            "<?xml-stylesheet href=\"https://e.example/a.xsl\"?><svg/>",
            "<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg/>",
            "<svg>&x;</svg>",
        ] {
            assert!(find_in_svg(whole).is_some(), "{whole}");
        }
        assert!(find_active_content(b"\xff\xfe<\0s\0v\0g\0").is_some());
    }
}
