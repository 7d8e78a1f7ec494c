//! The URLs in a style sheet: `url(…)`, `@import` and `image-set(…)`.
//!
//! Takes the text of a style sheet; returns the byte range and the value of each URL that a browser loads. It splits
//! the text into comments, strings, brackets and words as CSS does and understands no more of it, so that new properties
//! need no change here. Never fails: a browser ignores what it cannot read, too.

use std::ops::Range;

/// What a URL is loaded as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CssUse {
    /// `@import`.
    StyleSheet,
    /// A URL in `@font-face`.
    Font,
    /// Any other.
    Picture,
}

/// A URL in a style sheet.
#[derive(Debug, PartialEq, Eq)]
pub struct CssUrl {
    /// Where it is, without quotation marks and brackets.
    pub range: Range<usize>,
    /// The URL without escapes.
    pub value: String,
    /// What it is loaded as.
    pub purpose: CssUse,
}

/// The rule that the scanner is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AtRule {
    None,
    Import,
    Namespace,
    FontFace,
}

struct Scanner<'c> {
    css: &'c str,
    at: usize,
    rule: AtRule,
    is_in_font_face: bool,
    /// For each open bracket, whether it is that of `image-set(`.
    brackets: Vec<bool>,
    urls: Vec<CssUrl>,
}

/// All URLs in the order of the text.
pub fn find_css_urls(css: &str) -> Vec<CssUrl> {
    let mut scanner =
        Scanner { css, at: 0, rule: AtRule::None, is_in_font_face: false, brackets: Vec::new(), urls: Vec::new() };
    while scanner.at < css.len() {
        scanner.step();
    }
    scanner.urls
}

impl Scanner<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.css.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// Reads one token.
    fn step(&mut self) {
        match self.byte(self.at) {
            b'/' if self.byte(self.at + 1) == b'*' => {
                let end = self.css[self.at + 2..].find("*/").map(|end| self.at + 2 + end + 2);
                self.at = end.unwrap_or(self.css.len());
            }
            quote @ (b'"' | b'\'') => {
                let range = self.string(quote);
                let is_address = self.rule == AtRule::Import || self.brackets.last() == Some(&true);
                if is_address {
                    self.add(range);
                    self.end_import();
                }
            }
            b'@' => {
                self.at += 1;
                let name = self.word();
                self.rule = match name.as_str() {
                    "import" => AtRule::Import,
                    "namespace" => AtRule::Namespace,
                    "font-face" => AtRule::FontFace,
                    _ => AtRule::None,
                };
            }
            b'{' => {
                self.is_in_font_face = self.rule == AtRule::FontFace;
                self.rule = AtRule::None;
                self.at += 1;
            }
            b'}' => {
                self.is_in_font_face = false;
                self.rule = AtRule::None;
                self.brackets.clear();
                self.at += 1;
            }
            b';' => {
                self.rule = AtRule::None;
                self.at += 1;
            }
            b'(' => {
                self.brackets.push(false);
                self.at += 1;
            }
            b')' => {
                self.brackets.pop();
                self.at += 1;
            }
            byte if is_word_byte(byte) => {
                let name = self.word();
                if self.byte(self.at) != b'(' {
                    return;
                }
                self.at += 1;
                match name.as_str() {
                    "url" => self.url(),
                    name => self.brackets.push(name.ends_with("image-set")),
                }
            }
            _ => self.at += 1,
        }
    }

    /// Reads a name, in lowercase. An escaped character is part of it.
    fn word(&mut self) -> String {
        let start = self.at;
        while is_word_byte(self.byte(self.at)) {
            self.at += if self.byte(self.at) == b'\\' { 2 } else { 1 };
        }
        self.at = ceil_boundary(self.css, self.at);
        unescape(&self.css[start..self.at]).to_ascii_lowercase()
    }

    /// Reads a string; the range between its quotation marks. A line break ends a string that is not closed.
    fn string(&mut self, quote: u8) -> Range<usize> {
        let start = self.at + 1;
        self.at = start;
        while self.at < self.css.len() {
            match self.byte(self.at) {
                b'\\' => self.at += 2,
                b'\n' => break,
                byte if byte == quote => {
                    self.at += 1;
                    return start..self.at - 1;
                }
                _ => self.at += 1,
            }
        }
        self.at = ceil_boundary(self.css, self.at);
        start..self.at
    }

    /// Reads the rest of `url(`.
    fn url(&mut self) {
        while self.byte(self.at).is_ascii_whitespace() {
            self.at += 1;
        }
        let quote = self.byte(self.at);
        let range = if matches!(quote, b'"' | b'\'') {
            let range = self.string(quote);
            let close = self.css[self.at..].find(')').map_or(self.css.len(), |close| self.at + close + 1);
            self.at = close;
            range
        } else {
            let start = self.at;
            while self.at < self.css.len() && self.byte(self.at) != b')' {
                self.at += if self.byte(self.at) == b'\\' { 2 } else { 1 };
            }
            self.at = ceil_boundary(self.css, self.at);
            let end = start + self.css[start..self.at].trim_end().len();
            self.at = (self.at + 1).min(self.css.len());
            start..end
        };
        self.add(range);
        self.end_import();
    }

    fn add(&mut self, range: Range<usize>) {
        let purpose = match self.rule {
            // The URL of a namespace is a name, and nothing is loaded from it.
            AtRule::Namespace => return,
            AtRule::Import => CssUse::StyleSheet,
            _ if self.is_in_font_face => CssUse::Font,
            _ => CssUse::Picture,
        };
        let value = unescape(&self.css[range.clone()]);
        self.urls.push(CssUrl { range, value, purpose });
    }

    /// Only the first URL of `@import` is loaded.
    fn end_import(&mut self) {
        if self.rule == AtRule::Import {
            self.rule = AtRule::None;
        }
    }
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'\\') || byte >= 0x80
}

/// The next boundary of a character, at most the length of the text.
fn ceil_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// The text with its escapes resolved: up to six hexadecimal digits and one space, or the character itself.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escaped)) = rest.split_once('\\') {
        out.push_str(before);
        let digits = escaped.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        if digits > 0 {
            let code = u32::from_str_radix(&escaped[..digits], 16).unwrap_or(0);
            out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            rest = &escaped[digits..];
            rest = rest.strip_prefix([' ', '\n', '\t']).unwrap_or(rest);
        } else {
            let mut chars = escaped.chars();
            // An escaped line break joins two lines.
            out.extend(chars.next().filter(|c| *c != '\n'));
            rest = chars.as_str();
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(css: &str) -> Vec<(String, CssUse)> {
        let found = find_css_urls(css);
        for url in &found {
            assert!(css.get(url.range.clone()).is_some(), "{css}");
        }
        found.into_iter().map(|url| (url.value, url.purpose)).collect()
    }

    #[test]
    fn urls_are_found_with_their_purpose() {
        for (css, expected) in [
            (
                "a{background:url(a.png) no-repeat,URL( 'b c.png' )}",
                &[("a.png", CssUse::Picture), ("b c.png", CssUse::Picture)][..],
            ),
            (
                "@font-face{src:local('x'),url(\"f.woff2\")format(\"woff2\")}b{c:url(d)}",
                &[("f.woff2", CssUse::Font), ("d", CssUse::Picture)],
            ),
            (
                "@import 'a.css' screen;@import url(b.css);@IMPORT url(\"c.css\") layer(x);",
                &[("a.css", CssUse::StyleSheet), ("b.css", CssUse::StyleSheet), ("c.css", CssUse::StyleSheet)],
            ),
            (
                "@media print{a{background:image-set('a.png' 1x,url(b.png) 2x, 'c.avif' type('image/avif'))}}",
                &[("a.png", CssUse::Picture), ("b.png", CssUse::Picture), ("c.avif", CssUse::Picture)],
            ),
            ("a{b:u\\72l(a\\.png)}c{d:url(e\\29 .png)}", &[("a.png", CssUse::Picture), ("e).png", CssUse::Picture)]),
            (
                "a{mask:url(#x);cursor:url(data:image/svg+xml;utf8,<svg></svg>)}",
                &[("#x", CssUse::Picture), ("data:image/svg+xml;utf8,<svg></svg>", CssUse::Picture)],
            ),
            ("a{b:url(", &[("", CssUse::Picture)]),
            ("a{b:url('c", &[("c", CssUse::Picture)]),
        ] {
            let expected: Vec<_> = expected.iter().map(|(value, purpose)| ((*value).to_owned(), *purpose)).collect();
            assert_eq!(urls(css), expected, "{css}");
        }
    }

    #[test]
    fn comments_strings_and_names_are_not_urls() {
        for css in [
            "/* url(a.png) @import 'b.css' */",
            "a::after{content:\"url(a.png) \\\" url(b)\"}",
            "@namespace svg url(http://www.w3.org/2000/svg);",
            "@charset \"utf-8\";a{content:'@import \\'x\\''}",
            ".url{color:red}.curl(a){b:my-url(c)}",
            "a[href='b.png']{c:d}",
            "/* open",
            "a{content:'\\",
            "\\",
        ] {
            assert_eq!(urls(css), [], "{css}");
        }
    }

    #[test]
    fn any_text_is_scanned_to_its_end() {
        let pieces = ["url(", "'", "\"", "\\", "é", "/*", "*/", "@import", "{", "}", "(", ")", "\n", "image-set("];
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    urls(&format!("{first}{second}{third}é"));
                }
            }
        }
    }
}
