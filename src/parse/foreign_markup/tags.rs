//! Tags: HTML where text is plain, and components of MDX.
//!
//! Takes a block and the byte of a `<`; returns where the tag ends. Placeholders such as `<name>` and comparisons are no
//! tags.

use super::block::Block;
use super::finders::{Found, MAX_LENGTH, find_pair};

/// The elements of HTML, sorted.
#[rustfmt::skip]
const HTML_ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi", "bdo",
    "big", "blink", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup",
    "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset",
    "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main",
    "map", "mark", "marquee", "math", "menu", "meta", "meter", "nav", "nobr", "noframes", "noscript", "object", "ol",
    "optgroup", "option", "output", "p", "param", "picture", "plaintext", "pre", "progress", "q", "rp", "rt", "ruby", "s",
    "samp", "script", "search", "section", "select", "slot", "small", "source", "span", "strike", "strong", "style", "sub",
    "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr",
    "track", "tt", "u", "ul", "var", "video", "wbr", "xmp",
];

/// `<Tabs.Item>`, `<Note {...props}>`, `<Video id="x">`, `<br-line/>`, `</note>`, but not the placeholder `<name>`. In a
/// body, elements with a plain name are HTML for the parser.
pub(super) fn find_jsx_element(block: &Block, at: usize) -> Option<Found> {
    let (inner, _) = block.text_after(at + 1, MAX_LENGTH).split_once('>')?;
    let (name, rest) = tag_name(inner.strip_prefix('/').unwrap_or(inner));
    let is_component = name.contains('.') || rest.contains('{');
    let is_element = inner.starts_with('/') && rest.trim().is_empty() || rest.ends_with('/') || has_attribute(rest);
    let starts = inner.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
    (starts && (is_component || is_element) && !is_html_element(name) && !inner.contains('<'))
        .then(|| Found::new(at, at + inner.len() + 2))
        .flatten()
}

/// `<b>`, `</p>`, `<br/>` and, if `is_comment`, `<!-- … -->`. Only elements of HTML: `<name>` is a placeholder.
pub(super) fn find_html(block: &Block, at: usize, is_comment: bool) -> Option<Found> {
    if is_comment {
        return find_pair(block, at, "<!--", "-->");
    }
    let (inner, _) = block.text_after(at + 1, MAX_LENGTH).split_once('>')?;
    let (name, rest) = tag_name(inner.strip_prefix('/').unwrap_or(inner));
    // `a <b and c> d` compares.
    let ends = rest.is_empty() || rest.trim_start().starts_with('/') || has_attribute(rest);
    (is_html_element(name) && ends && !inner.contains('<')).then(|| Found::new(at, at + inner.len() + 2)).flatten()
}

/// The name at the start of a tag without its brackets, and the rest of the tag.
fn tag_name(tag: &str) -> (&str, &str) {
    tag.split_at(tag.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')).count())
}

/// Whether white space and an attribute follow: `name=value`, or a name that stands alone.
fn has_attribute(rest: &str) -> bool {
    const ALONE: [&str; 12] = [
        "async", "autoplay", "checked", "compact", "controls", "defer", "disabled", "hidden", "loop", "muted", "open",
        "reversed",
    ];
    let word = rest.split_whitespace().next().unwrap_or_default();
    let name = word.split('=').next().unwrap_or_default();
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:@.".contains(&byte));
    let is_pair = word.len() > name.len() && !name.is_empty() && is_name;
    rest.starts_with([' ', '\n']) && (is_pair || ALONE.contains(&word.trim_end_matches('/')))
}

/// Whether HTML has an element of this name. Source: HTML Living Standard, index of elements and obsolete features.
pub fn is_html_element(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    HTML_ELEMENTS.binary_search(&name.as_str()).is_ok()
}

/// What a writer can write in place of HTML: a variant of the message `raw-html`.
pub fn html_advice(source: &str) -> &'static str {
    let inner = source.trim_start().trim_start_matches('<').trim_start_matches('/');
    let (name, _) = tag_name(inner);
    match name.to_ascii_lowercase().as_str() {
        "" if inner.starts_with("!--") => "comment",
        "details" | "summary" => "fold",
        "br" | "kbd" | "mark" | "sub" | "sup" => "element",
        "b" | "strong" | "i" | "em" | "u" | "s" | "del" | "strike" | "ins" | "big" | "small" | "font" | "center" => {
            "emphasis"
        }
        "img" | "picture" | "figure" | "figcaption" | "svg" => "picture",
        "iframe" | "video" | "audio" | "embed" | "object" | "source" => "film",
        "a" => "link",
        "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" => "table",
        "ul" | "ol" | "li" => "list",
        "dl" | "dt" | "dd" => "definition",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "code" | "pre" | "samp" | "tt" => "code",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_elements_differ_from_placeholders_and_comparisons() {
        assert!(HTML_ELEMENTS.is_sorted());
        let found = |text: &str| -> Option<String> {
            let block = Block::of_value(text, 0..text.len());
            let at = text.find('<').unwrap();
            let found = find_html(&block, at, false).or_else(|| find_jsx_element(&block, at))?;
            Some(text[found.start..found.end].to_owned())
        };
        for text in
            ["<b>", "</b>", "<BR/>", "<br />", "<a href=\"x\">", "<details open>", "</note>", "<Foo/>", "<x y=1>"]
        {
            assert_eq!(found(text).as_deref(), Some(text));
        }
        for text in ["<name>", "<Klienta vārds>", "<client-name>", "a < b > c", "a<b un c>d", "<3", "<vārds>", "<>"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
