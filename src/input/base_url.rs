//! Addresses on the web: that of the site (`base_url` in site.yaml, or the option `--base-url`), and those of links.
//!
//! Takes what a writer typed; returns origin and base path as browsers write them, with a domain in Punycode and other
//! letters of the path escaped, or whether a browser can open it. Never looks a domain up.

use std::sync::Arc;

use percent_encoding::percent_decode_str;
use url::{Host, Url};

use crate::foundation::unicode::has_invisible;

/// The longest domain and the longest part of one in bytes (RFC 1035).
const MAX_DOMAIN: usize = 253;
const MAX_LABEL: usize = 63;

/// Origin and base path of an http or https URL. The path begins and ends with a slash. `None` for any other URL, and
/// for one with user, query or fragment, or whose host cannot exist.
pub fn split_base_url(typed: &str) -> Option<(Arc<str>, Arc<str>)> {
    let (scheme, rest) = typed.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    // The parser of the standard forgives these.
    let is_forgiven =
        rest.starts_with('/') || typed.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\');
    if !is_web || is_forgiven || typed.contains(['?', '#', '@']) || has_invisible(typed) {
        return None;
    }
    let typed_path = rest.split_once('/').map_or("", |(_, path)| path.trim_end_matches('/'));
    let is_dots = |name: &str| matches!(&*percent_decode_str(name).decode_utf8_lossy(), "." | "..");
    if typed_path.starts_with('/') || typed_path.contains("//") || typed_path.split('/').any(is_dots) {
        return None;
    }
    let url = Url::parse(typed).ok()?;
    let path = url.path().trim_matches('/');
    if !has_host(&url) || url.port() == Some(0) || !is_escaped_path(path) {
        return None;
    }
    let base = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
    Some((url.origin().ascii_serialization().into(), base.into()))
}

/// Whether a browser can look up the host of a link to the web.
pub fn is_web_url(typed: &str) -> bool {
    Url::parse(typed).is_ok_and(|url| has_host(&url))
}

fn has_host(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(domain)) => is_domain(domain),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
        None => false,
    }
}

/// Whether a domain in Punycode consists of labels that a domain may have.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        let has_letters = label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        has_letters && (1..=MAX_LABEL).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    // A full stop at the end names the root of all domains.
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    domain.len() <= MAX_DOMAIN && domain.split('.').all(is_label)
}

/// Whether a path has unreserved characters, slashes, and escapes of whole letters only. Others have a meaning in the
/// files that hosts read, such as `_headers`.
fn is_escaped_path(path: &str) -> bool {
    let is_escape = |rest: &str| rest.as_bytes().get(..2).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
    let decoded = percent_decode_str(path).decode_utf8();
    path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-._~%".contains(&b))
        && path.split('%').skip(1).all(is_escape)
        && decoded.is_ok_and(|decoded| decoded.matches('/').count() == path.matches('/').count())
}

#[cfg(test)]
mod tests {
    use super::{is_web_url, split_base_url};

    #[test]
    fn base_url_has_origin_and_path() {
        for (typed, expected) in [
            ("https://kb.example.org", "https://kb.example.org /"),
            ("http://localhost:8080/kb/x/", "http://localhost:8080 /kb/x/"),
            ("HTTPS://Example.ORG/Kb", "https://example.org /Kb/"),
            ("https://example.org:443", "https://example.org /"),
            ("https://пример.рф", "https://xn--e1afmkfd.xn--p1ai /"),
            ("https://piemērs.lv/ceļš", "https://xn--piemrs-s3a.lv /ce%C4%BC%C5%A1/"),
            ("https://xn--e1afmkfd.xn--p1ai", "https://xn--e1afmkfd.xn--p1ai /"),
            ("http://[::1]:4100", "http://[::1]:4100 /"),
            ("http://127.0.0.1/kb", "http://127.0.0.1 /kb/"),
        ] {
            let split = split_base_url(typed).map(|(origin, base)| format!("{origin} {base}"));
            assert_eq!(split.as_deref(), Some(expected), "{typed}");
        }
    }

    #[test]
    fn base_url_is_refused_if_no_browser_could_open_it() {
        for typed in [
            "",
            "example.org",
            "ftp://x",
            "https://",
            "https:///x",
            "https:/x",
            "https://x/../y",
            "https://x/%2e%2e/y",
            "https://x/a b",
            " https://x",
            "https://x//y",
            "https://a]b[/",
            "https://.../",
            "https://a..b",
            "https://-a.b",
            "https://x:99999999",
            "https://x:0",
            "https://x:y",
            "https://user@x",
            "https://x/?a",
            "https://x/#a",
            "https://x/100%/",
            "https://x/%ff/",
            "https://x/a%2Fb/",
            "https://x/a*b/",
            "https://x\\y",
            "https://exa\u{200b}mple.org",
            "https://xn--a.lv",
            "javascript:alert(1)",
        ] {
            assert_eq!(split_base_url(typed), None, "{typed}");
        }
        assert_eq!(split_base_url(&format!("https://{}.lv", "a".repeat(64))), None);
    }

    #[test]
    fn web_url_has_a_host_that_can_exist() {
        for typed in [
            "https://пример.рф/путь?a=ā#b",
            "HTTP://a.b:80/",
            "https://u:p@a.b/{x}",
            "http://[::1]/",
            "https://a_b.lv.",
        ] {
            assert!(is_web_url(typed), "{typed}");
        }
        for typed in
            ["https://", "https://a]b[/", "https://.../", "https://…", "https://a:99999999", "http://a%20b/", "https:"]
        {
            assert!(!is_web_url(typed), "{typed}");
        }
    }
}
