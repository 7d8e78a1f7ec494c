//! Tags, comments and texts of HTML and MDX, with their bytes.
//!
//! Takes a piece of HTML as it is in a Markdown file; returns tokens that cover all of it. The crates for HTML build a tree
//! or decode texts, know no byte ranges of attributes, and take the braces of MDX (`x={a > b}`) for the end of a tag.

use std::ops::Range;

use crate::foundation::text::floor_boundary;

/// A start tag or an end tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The name, in the letters of the source.
    pub name: String,
    /// `</name>`.
    pub is_end: bool,
    /// `<name/>`.
    pub is_closed: bool,
    /// Names in lower case with decoded values; a value in braces only if it is a literal text.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute that is not empty.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The name in lower case; a component of MDX keeps its capitals.
    pub fn element(&self) -> String {
        if self.is_component() { self.name.clone() } else { self.name.to_ascii_lowercase() }
    }

    /// Whether it is a component of MDX: `<Tabs.Item>`, `<ChecklistItem>`.
    pub fn is_component(&self) -> bool {
        let has_small = self.name.chars().any(|c| c.is_ascii_lowercase());
        self.name.contains('.') || self.name.starts_with(|c: char| c.is_ascii_uppercase()) && has_small
    }
}

/// A part of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A tag.
    Tag(Tag),
    /// A comment, also `{/* … */}` of MDX.
    Comment,
    /// A declaration, a processing instruction or CDATA.
    Other,
    /// Everything else.
    Text,
}

/// The longest tag, in bytes.
const MAX_TAG: usize = 20_000;

/// At most `length` bytes of a text.
fn floor(text: &str, length: usize) -> &str {
    &text[..floor_boundary(text, length.min(text.len()))]
}

/// The tokens of `html`, each with its bytes.
pub fn tokens(html: &str) -> Vec<(Token, Range<usize>)> {
    let mut found = Vec::new();
    let mut text_start = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find(['<', '{']).map(|index| at + index) {
        let rest = &html[open..];
        let token = if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(html.len(), |end| open + end + 3);
            Some((Token::Comment, end))
        } else if rest.starts_with("{/*") {
            floor(rest, MAX_TAG).find("*/}").map(|end| (Token::Comment, open + end + 3))
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            let end = if rest.starts_with("<![CDATA[") { "]]>" } else { ">" };
            floor(rest, MAX_TAG).find(end).map(|index| (Token::Other, open + index + end.len()))
        } else if rest.starts_with('<') {
            read_tag(floor(html, open + MAX_TAG), open).map(|(tag, end)| (Token::Tag(tag), end))
        } else {
            None
        };
        match token {
            Some((token, end)) => {
                if text_start < open {
                    found.push((Token::Text, text_start..open));
                }
                found.push((token, open..end));
                (at, text_start) = (end, end);
            }
            None => at = open + 1,
        }
    }
    if text_start < html.len() {
        found.push((Token::Text, text_start..html.len()));
    }
    found
}

/// The tag whose `<` is at byte `open`, and the byte after it.
pub fn read_tag(html: &str, open: usize) -> Option<(Tag, usize)> {
    let mut at = open + 1;
    let is_end = html[at..].starts_with('/');
    at += usize::from(is_end);
    let name_length =
        html[at..].bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':')).count();
    let name = html[at..at + name_length].to_owned();
    if name.is_empty() && !html[at..].starts_with('>') || name.starts_with(|c: char| !c.is_ascii_alphabetic()) {
        return None;
    }
    at += name_length;
    // `<https://example.org>` and `<name@example.org>` are links.
    if name.contains(':') || html[at..].starts_with('@') {
        return None;
    }
    let mut attributes = Vec::new();
    let mut is_closed = false;
    loop {
        let rest = &html[at..];
        let c = rest.chars().next()?;
        match c {
            '>' => return Some((Tag { name, is_end, is_closed, attributes }, at + 1)),
            '/' => {
                is_closed = true;
                at += 1;
            }
            '{' => at += braces(rest)?,
            '<' => return None,
            _ if c.is_whitespace() => at += c.len_utf8(),
            _ => {
                is_closed = false;
                let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/' | '<')).unwrap_or(0);
                if length == 0 {
                    return None;
                }
                let key = rest[..length].to_ascii_lowercase();
                at += length;
                let after = html[at..].trim_start();
                let Some(value) = after.strip_prefix('=') else {
                    attributes.push((key, String::new()));
                    continue;
                };
                let value = value.trim_start();
                at = html.len() - value.len();
                let length = match value.chars().next()? {
                    quote @ ('"' | '\'') => {
                        let length = value[1..].find(quote)? + 2;
                        attributes.push((key, decode(&value[1..length - 1])));
                        length
                    }
                    '{' => {
                        let length = braces(value)?;
                        let inner = value[1..length - 1].trim();
                        let literal = ['"', '\'', '`'].iter().find_map(|quote| {
                            inner.strip_prefix(*quote)?.strip_suffix(*quote).filter(|text| !text.contains("${"))
                        });
                        attributes.push((key, literal.unwrap_or_default().to_owned()));
                        length
                    }
                    _ => {
                        let length = value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len());
                        attributes.push((key, decode(value[..length].trim_end_matches('/'))));
                        length
                    }
                };
                at += length;
            }
        }
    }
}

/// The length of an expression in braces, which may have braces inside.
fn braces(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The text with its commonest entities decoded.
pub fn decode(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&apos;", "'").replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_cover_everything() {
        let html = "a <b class='x'>c</b><br/><!-- d --><Tabs items={[1 > 2]} title=\"E &amp; F\" open>{/* g */} 1 < 2 <https://x.y>";
        let found = tokens(html);
        assert_eq!(found.iter().map(|(_, range)| &html[range.clone()]).collect::<String>(), html);
        let names: Vec<String> = found
            .iter()
            .filter_map(|(token, _)| match token {
                Token::Tag(tag) => {
                    Some(format!("{}{}{}", if tag.is_end { "/" } else { "" }, tag.name, tag.attributes.len()))
                }
                Token::Comment => Some("comment".to_owned()),
                _ => None,
            })
            .collect();
        assert_eq!(names, ["b1", "/b0", "br0", "comment", "Tabs3", "comment"]);
        let tabs = found.iter().find_map(|(token, _)| match token {
            Token::Tag(tag) if tag.is_component() => Some(tag.clone()),
            _ => None,
        });
        assert_eq!(tabs.unwrap().attribute("title"), Some("E & F"));
    }
}
