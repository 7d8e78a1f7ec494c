//! Which pictures and downloads a browser would run.
//!
//! Takes a file's path and bytes; gives where it begins to act, and what does. A file below `media/` has an address of
//! its own on the site: opened there, a page or a drawing with scripts acts in the site's name, reads what readers have
//! ticked and fetches what it likes. Such files are refused and not cleaned: cleaning drawings has been got wrong again
//! and again (mutation of svg, math, animate), and a writer should know what stands in a file. Never changes a file.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Endings of files that browsers or servers run.
const RUN: [&str; 24] = [
    "html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "hta", "xml", "xsl", "xslt", "rdf", "js", "mjs", "cjs",
    "wasm", "swf", "svgz", "php", "phtml", "asp", "aspx", "jsp", "cgi",
];
/// Endings that every server and browser knows as something inert, so that nothing is guessed from the bytes.
const INERT: [&str; 34] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp", "tif", "tiff", "pdf", "txt", "csv", "css", "json",
    "zip", "gz", "7z", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "epub", "mp3", "mp4",
    "webm", "ogg", "woff2",
];
/// Elements of a drawing that run, or hold what runs.
const ACTIVE: [&str; 14] = [
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

/// Where a file would act in a reader's browser, and by what.
pub fn active(path: &str, bytes: &[u8]) -> Option<(Range<usize>, String)> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if RUN.contains(&ending.as_str()) {
        return Some((0..0, format!(".{ending}")));
    }
    if ending == "svg" {
        return drawing(bytes);
    }
    // Where the ending says nothing, a browser looks at the first bytes.
    let start = bytes.iter().position(|byte| !b" \t\r\n\x0c\xef\xbb\xbf".contains(byte)).unwrap_or(bytes.len());
    let looks = bytes.get(start) == Some(&b'<') && !INERT.contains(&ending.as_str());
    looks.then(|| (start..start + 1, "<".to_owned()))
}

fn drawing(bytes: &[u8]) -> Option<(Range<usize>, String)> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Some((error.valid_up_to()..error.valid_up_to() + 1, "UTF-8".to_owned())),
    };
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut style = false;
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event();
        let place = start..(reader.buffer_position() as usize).max(start);
        let found = match event {
            Ok(Event::Eof) => return None,
            Ok(Event::Start(element)) => {
                style = local(element.local_name().as_ref()) == "style";
                in_element(&element)
            }
            Ok(Event::Empty(element)) => in_element(&element),
            Ok(Event::End(_)) => {
                style = false;
                None
            }
            Ok(Event::Text(words)) if style => in_style(&words),
            Ok(Event::CData(words)) if style => in_style(&words),
            // Entities of a drawing's own can hold anything, and so can a style sheet from elsewhere.
            Ok(Event::DocType(words)) => words.contains('[').then(|| "<!DOCTYPE […]".to_owned()),
            Ok(Event::PI(_)) => Some("<?…?>".to_owned()),
            Ok(Event::GeneralRef(name)) => {
                let name = name.to_string();
                let known = name.starts_with('#') || ["lt", "gt", "amp", "quot", "apos"].contains(&name.as_str());
                (!known || style).then(|| format!("&{name};"))
            }
            Ok(Event::Decl(words)) => match words.encoding() {
                Some(Ok(name)) if !name.eq_ignore_ascii_case("utf-8") && !name.eq_ignore_ascii_case("us-ascii") => {
                    Some(format!("encoding={}", name))
                }
                _ => None,
            },
            Ok(_) => None,
            Err(error) => Some(error.to_string()),
        };
        if let Some(found) = found {
            return Some((place, found));
        }
    }
}

fn local(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// What acts in an element: itself, a handler, or an address.
fn in_element(element: &BytesStart) -> Option<String> {
    let name = local(element.local_name().as_ref());
    if ACTIVE.contains(&name.as_str()) {
        return Some(format!("<{name}>"));
    }
    for attribute in element.html_attributes() {
        let Ok(attribute) = attribute else { return Some(format!("<{name}>")) };
        let key = local(attribute.key.local_name().as_ref());
        let value = match quick_xml::escape::unescape(&attribute.value) {
            Ok(value) => value.into_owned(),
            Err(_) => return Some(key),
        };
        let bare: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
        let bare = bare.to_ascii_lowercase();
        let acts = match key.as_str() {
            _ if key.starts_with("on") => true,
            "base" | "srcdoc" => true,
            // An animation may put an address or a handler where none was.
            "attributename" => bare.ends_with("href") || bare.starts_with("on") || bare == "style",
            "href" | "src" | "action" | "formaction" | "data" | "poster" => !is_inert_address(&name, &bare),
            "xmlns" => false,
            "style" => in_style(&value).is_some(),
            // Colours, filters and masks may name another file.
            _ => bare.starts_with("javascript:") || bare.contains("url(") && in_style(&value).is_some(),
        };
        if acts && !attribute.key.as_ref().starts_with("xmlns") {
            return Some(format!("{key}=\"{}\"", value.chars().take(60).collect::<String>()));
        }
    }
    None
}

/// Addresses within the drawing, pictures held in it, and links that a reader follows.
fn is_inert_address(element: &str, bare: &str) -> bool {
    let picture = ["data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif", "data:image/webp"];
    let followed =
        element == "a" && ["https://", "http://", "mailto:", "tel:"].iter().any(|start| bare.starts_with(start));
    bare.is_empty() || bare.starts_with('#') || picture.iter().any(|start| bare.starts_with(start)) || followed
}

/// What a style sheet would fetch or run.
fn in_style(sheet: &str) -> Option<String> {
    let bare: String = sheet.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let bare = bare.to_ascii_lowercase();
    // Escapes spell forbidden words in a way that no search finds.
    let acts =
        ["@import", "expression(", "javascript:", "-moz-binding", "behavior:", "image(", "image-set(", "src(", "\\"];
    if let Some(found) = acts.into_iter().find(|word| bare.contains(word)) {
        return Some(found.to_owned());
    }
    let outside = |rest: &&str| {
        let address = rest.trim_start_matches(['"', '\'']);
        !address.starts_with('#') && !is_inert_address("image", address)
    };
    bare.split("url(").skip(1).find(outside).map(|rest| format!("url({}", rest.chars().take(60).collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(svg: &str) -> Option<String> {
        active("a.svg", svg.as_bytes()).map(|(_, what)| what)
    }

    #[test]
    fn drawings_of_every_day_are_taken() {
        for svg in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1\"/></svg>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \
             \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:xlink=\"http://www.w3.org/1999/xlink\"><use xlink:href=\"#a\"/><text>a &amp; b</text></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>.a{fill:url(#g);stroke:red}</style><a \
             href=\"https://example.org\"><rect fill=\"url(#g)\"/></a><image href=\"data:image/png;base64,AA\"/></svg>",
        ] {
            assert_eq!(found(svg), None, "{svg}");
        }
    }

    #[test]
    fn drawings_that_act_are_refused() {
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
        ] {
            assert!(found(&format!("<svg>{inside}</svg>")).is_some(), "{inside}");
        }
        for whole in [
            "<!DOCTYPE svg [<!ENTITY x \"<script>y()</script>\">]><svg>&x;</svg>",
            "<?xml-stylesheet href=\"https://e.example/a.xsl\"?><svg/>",
            "<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg/>",
            "<svg>&x;</svg>",
        ] {
            assert!(found(whole).is_some(), "{whole}");
        }
        assert!(active("a.svg", b"\xff\xfe<\0s\0v\0g\0").is_some());
    }

    #[test]
    fn pages_and_scripts_are_refused_by_ending_and_by_looks() {
        for (path, bytes) in [("a.html", "x"), ("A.HTM", ""), ("a.js", ""), ("a", "\n <html>"), ("a.xyz", "<!-- -->")] {
            assert!(active(path, bytes.as_bytes()).is_some(), "{path}");
        }
        for (path, bytes) in [("a.txt", "<b>"), ("a.png", "\u{89}PNG"), ("a.xyz", "PK"), ("a", "")] {
            assert!(active(path, bytes.as_bytes()).is_none(), "{path}");
        }
    }
}
