//! Parts of templates that the content security policy of the site blocks.
//!
//! Takes the text of a template of the site; returns warnings. Without them only the console of a browser says why a
//! script of another site does not run. It sees what is written in the template: a URL that a script or a value
//! makes is not known here. Never changes a template.

use std::ops::Range;

use super::style_sheets::is_absolute;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::{ContentPolicy, LOOK_FOLDER, SharedStr};

/// Elements and attributes with a URL that is loaded, and the directive that allows it.
const LOADED: &[(&str, &str, &str)] = &[
    ("script", "src", "script-src"),
    ("img", "src", "img-src"),
    ("img", "srcset", "img-src"),
    ("source", "srcset", "img-src"),
    ("source", "src", "media-src"),
    ("video", "src", "media-src"),
    ("video", "poster", "img-src"),
    ("audio", "src", "media-src"),
    ("track", "src", "media-src"),
    ("iframe", "src", "frame-src"),
    ("form", "action", "form-action"),
    ("button", "formaction", "form-action"),
];

/// Types of `<script>` that browsers run.
const SCRIPT_TYPES: [&str; 5] = ["", "module", "text/javascript", "application/javascript", "importmap"];

/// The warning for a URL that the policy blocks.
pub fn blocked_resource(span: Span, directive: &str, url: &str) -> Diagnostic {
    let scheme_end = url.find(':').map_or(0, |at| at + 1);
    let is_web = url[scheme_end..].starts_with("//");
    // The CSP source expression that the author would have to allow: scheme and host, or only the scheme.
    let host_end = url[scheme_end..].trim_start_matches('/').find(['/', '?', '#', '{']);
    let skipped = url.len() - url[scheme_end..].trim_start_matches('/').len();
    let source = match is_web {
        true => format!("https://{}", &url[skipped..host_end.map_or(url.len(), |end| skipped + end)]),
        false => format!("\"{}\"", &url[..scheme_end]),
    };
    let shown: String = url.chars().take(80).collect();
    let path = if is_web { url.split(['?', '#']).next().unwrap_or_default() } else { "" };
    let name = path.rsplit('/').next().filter(|name| name.contains('.') && url[scheme_end..].matches('/').count() > 2);
    let name = name.unwrap_or("name");
    blocked(span, "resource", directive).arg("url", shown).arg("source", source).arg("name", name)
}

fn blocked(span: Span, kind: &str, directive: &str) -> Diagnostic {
    let place = place_of_copy(&span.path, directive);
    let diagnostic = Diagnostic::new(Code::BlockedResource, span).arg("kind", kind).arg("directive", directive);
    diagnostic.arg("place", place)
}

/// Where a copy of a file belongs that the file at `path` loads: `theme`, `look`, `static`, or `none` if no copy helps. A
/// hook names a file of `content/static/` by its address, and a style sheet one of `content/look/` by its name.
fn place_of_copy(path: &str, directive: &str) -> &'static str {
    match directive {
        "form-action" | "frame-src" => "none",
        _ if path.starts_with("themes/") => "theme",
        "style-src" | "font-src" => "look",
        _ if path.starts_with(LOOK_FOLDER) => "look",
        _ => "static",
    }
}

/// Everything in the template at `path` that browsers will block.
pub fn find_blocked(path: &SharedStr, text: &str, policy: &ContentPolicy) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for tag in tags(text) {
        tag.check(path, policy, &mut found);
    }
    found
}

/// A start tag.
#[derive(Debug, Default)]
struct Tag {
    /// In lowercase.
    name: String,
    range: Range<usize>,
    /// Names in lowercase, with the values and their ranges.
    attributes: Vec<(String, String, Range<usize>)>,
}

impl Tag {
    fn value(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _, _)| key == name).map_or("", |(_, value, _)| value)
    }

    fn check(&self, path: &SharedStr, policy: &ContentPolicy, found: &mut Vec<Diagnostic>) {
        let report = |range: &Range<usize>, kind, directive| blocked(Span::new(path, range.clone()), kind, directive);
        for (key, value, range) in &self.attributes {
            let directive = match key.as_str() {
                "href" if self.name == "link" => self.link_directive(),
                key => {
                    LOADED.iter().find(|(name, attribute, _)| *name == self.name && *attribute == key).map(|row| row.2)
                }
            };
            if let Some(directive) = directive {
                let urls = value.split(',').filter(|_| key == "srcset");
                let first = Some(value.as_str()).filter(|_| key != "srcset");
                for url in urls.chain(first) {
                    let url = url.split_whitespace().next().unwrap_or_default();
                    if is_absolute(url) && !url.starts_with('{') && !policy.allows(directive, url) {
                        found.push(blocked_resource(Span::new(path, range.clone()), directive, url));
                    }
                }
            } else if key.starts_with("on") && key.len() > 2 {
                found.push(report(range, "handler", "script-src"));
            } else if key == "style" && !policy.allows_inline("style-src") {
                found.push(report(range, "inline-style", "style-src"));
            }
        }
        let is_script = self.name == "script" && !self.attributes.iter().any(|(key, ..)| key == "src");
        let script_type = self.value("type").trim().to_ascii_lowercase();
        if is_script && SCRIPT_TYPES.contains(&script_type.as_str()) && !policy.allows_inline("script-src") {
            found.push(report(&self.range, "inline-script", "script-src"));
        }
        if self.name == "style" && !policy.allows_inline("style-src") {
            found.push(report(&self.range, "inline-style", "style-src"));
        }
        let is_policy = self.name == "meta" && self.value("http-equiv").eq_ignore_ascii_case("content-security-policy");
        if is_policy && !self.value("content").contains("site.csp") {
            found.push(report(&self.range, "own-policy", ""));
        }
    }

    /// The directive for the URL of a `<link>`; `None` if nothing is loaded from it.
    fn link_directive(&self) -> Option<&'static str> {
        let relation = self.value("rel").to_ascii_lowercase();
        let has = |name: &str| relation.split_whitespace().any(|word| word == name);
        match self.value("as").to_ascii_lowercase().as_str() {
            _ if has("stylesheet") => Some("style-src"),
            _ if has("icon") || has("apple-touch-icon") => Some("img-src"),
            _ if has("modulepreload") => Some("script-src"),
            _ if !has("preload") => None,
            "script" => Some("script-src"),
            "style" => Some("style-src"),
            "font" => Some("font-src"),
            "image" => Some("img-src"),
            _ => None,
        }
    }
}

/// The start tags of a template, without those in comments and in scripts. Tags of the template language count as text.
fn tags(text: &str) -> Vec<Tag> {
    let bytes = text.as_bytes();
    let skip_to = |at: usize, end: &str| text[at..].find(end).map_or(text.len(), |found| at + found + end.len());
    let (mut tags, mut at) = (Vec::new(), 0);
    while let Some(found) = text[at..].find(['<', '{']) {
        let start = at + found;
        let rest = &text[start..];
        if rest.starts_with("{#") {
            at = skip_to(start + 2, "#}");
        } else if rest.starts_with("<!--") {
            at = skip_to(start + 4, "-->");
        } else if bytes.get(start + 1).is_some_and(u8::is_ascii_alphabetic) && rest.starts_with('<') {
            let tag = read_tag(text, start);
            at = tag.range.end;
            if tag.name == "script" || tag.name == "style" {
                let close = format!("</{}", tag.name);
                // Names of elements are rarely in capital letters; what follows is scanned as text then.
                at = text[at..].find(&close).map_or(at, |found| at + found);
            }
            tags.push(tag);
        } else {
            at = start + 1;
        }
    }
    tags
}

/// Reads the tag at `start`.
fn read_tag(text: &str, start: usize) -> Tag {
    let bytes = text.as_bytes();
    let is_name_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'=' | b'"' | b'\'');
    let until = |at: usize, is_end: &dyn Fn(&u8) -> bool| {
        bytes[at..].iter().position(is_end).map_or(text.len(), |found| at + found)
    };
    let mut at = until(start + 1, &is_name_end);
    let mut tag = Tag { name: text[start + 1..at].to_ascii_lowercase(), ..Tag::default() };
    while at < text.len() && bytes[at] != b'>' {
        // `{% if … %}` and `{{ … }}` between attributes.
        let close = match &bytes[at..(at + 2).min(text.len())] {
            b"{%" => Some("%}"),
            b"{{" => Some("}}"),
            b"{#" => Some("#}"),
            _ => None,
        };
        if let Some(close) = close {
            at = text[at..].find(close).map_or(text.len(), |found| at + found + 2);
            continue;
        }
        if is_name_end(&bytes[at]) {
            at += 1;
            continue;
        }
        let name_start = at;
        at = until(at + 1, &|byte| is_name_end(byte) || *byte == b'{');
        let name = text[name_start..at].to_ascii_lowercase();
        let spaces = until(at, &|byte| !byte.is_ascii_whitespace());
        if bytes.get(spaces) != Some(&b'=') {
            tag.attributes.push((name, String::new(), name_start..at));
            continue;
        }
        let value = until(spaces + 1, &|byte| !byte.is_ascii_whitespace());
        let (range, end) = match bytes.get(value) {
            Some(quote @ (b'"' | b'\'')) => {
                let end = until(value + 1, &|byte| byte == quote);
                (value + 1..end, (end + 1).min(text.len()))
            }
            _ => {
                let end = until(value, &|byte| byte.is_ascii_whitespace() || *byte == b'>');
                (value..end, end)
            }
        };
        tag.attributes.push((name, text[range.clone()].to_owned(), range));
        at = end;
    }
    tag.range = start..(at + 1).min(text.len());
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kinds, or directives and sources, of what is blocked.
    fn found(html: &str, policy: &ContentPolicy) -> Vec<String> {
        let found = find_blocked(&"a.html".into(), html, policy);
        let show = |found: &Diagnostic| match found.arg_value("kind") {
            "resource" => format!("{} {}", found.arg_value("directive"), found.arg_value("source")),
            kind => kind.to_owned(),
        };
        found.iter().map(show).collect()
    }

    #[test]
    fn resources_of_other_sites_and_inline_scripts_are_found() {
        for (html, expected) in [
            ("<script async src=\"https://s.example/a.js\"></script>", &["script-src https://s.example"][..]),
            ("<SCRIPT SRC=//s.example/a.js></SCRIPT>", &["script-src https://s.example"]),
            ("<link rel=\"preload stylesheet\" href='https://f.example?x'>", &["style-src https://f.example"]),
            ("<link rel=preload as=font href=https://f.example/a.woff2>", &["font-src https://f.example"]),
            ("<link href=\"https://i.example/a.ico\" rel=\"shortcut icon\">", &["img-src https://i.example"]),
            (
                "<img srcset=\"/a.png 1x, https://i.example/b.png 2x\" src=\"data:image/png;base64,A\">",
                &["img-src https://i.example", "img-src \"data:\""],
            ),
            (
                "<iframe {% if page.x %}title=\"a\"{% endif %} src=\"https://m.example/{{ page.id }}\"></iframe>",
                &["frame-src https://m.example"],
            ),
            (
                "<form action=\"https://f.example/send\"><button formaction=\"https://g.example\">",
                &["form-action https://f.example", "form-action https://g.example"],
            ),
            (
                "<video src=\"https://v.example/a\" poster=\"https://p.example/a\">",
                &["media-src https://v.example", "img-src https://p.example"],
            ),
            (
                "<script>a()</script><style>b{}</style><p style=\"c:d\" onclick=\"e()\">",
                &["inline-script", "inline-style", "inline-style", "handler"],
            ),
            ("<script type=\"module\">a()</script>", &["inline-script"]),
            ("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src *\">", &["own-policy"]),
        ] {
            assert_eq!(found(html, &ContentPolicy::default()), expected, "{html}");
        }
    }

    #[test]
    fn what_browsers_load_or_ignore_is_not_found() {
        for html in [
            "<script src=\"{{ site.assets['site.js'] }}\" defer></script>",
            "<script type=\"application/ld+json\">{{ page.head.json_ld }}</script>",
            "<script type=\"text/template\"><img src=\"https://i.example\"></script>",
            "<link rel=\"canonical\" href=\"https://a.example\"><link rel=preconnect href=https://a.example>",
            "<a href=\"https://a.example\">a</a>",
            "<!-- <script src=\"https://s.example\"></script> -->{# <script>a()</script> #}",
            "<img src=\"{{ page.picture }}\"><img src=\"{{ a }}:b.png\">",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{{ site.csp | safe }}\">",
            "<p>1 < 2 {{ a }} {% if b < c %}x{% endif %}",
            "<",
            "<p",
            "<p a=\"",
        ] {
            assert_eq!(found(html, &ContentPolicy::default()), [""; 0], "{html}");
        }
    }

    #[test]
    fn policy_allows_what_it_names() {
        let additions = [("script-src", "https://s.example"), ("style-src", "'unsafe-inline'"), ("img-src", "data:")];
        let additions = additions.iter().map(|(name, source)| (*name, vec![(*source).into()])).collect();
        let policy = ContentPolicy { additions };
        let html = "<script src=https://s.example/a.js></script><style></style><img src=data:a style=b>\
            <link rel=stylesheet href=https://s.example/a.css>";
        assert_eq!(found(html, &policy), ["style-src https://s.example"]);
    }
}
