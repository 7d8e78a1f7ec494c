//! `csp` in site.yaml: what a site adds to the content security policy of its pages.
//!
//! Takes the value of the key; returns a [`ContentPolicy`]. Accepts a short list of forms only, because a source with a
//! semicolon or a space would change other directives, and a misspelt one would block without a word.

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::yaml::{self, Field, FieldKind, Fields};
use crate::model::{ContentPolicy, SharedStr};

/// The directives that a site may add sources to.
pub const FIELDS: &[Field] = &[
    sources("script-src", "Scripts: https://stats.example.org, or the hash of an inline script, 'sha256-…'."),
    sources("style-src", "Style sheets: https://…, a hash, or 'unsafe-inline'."),
    sources("img-src", "Pictures: https://…, `data:` or `blob:`."),
    sources("font-src", "Fonts: https://… or `data:`."),
    sources("connect-src", "What scripts send to and read from: https://… or wss://…."),
    sources("media-src", "Sound and film: https://…, `data:` or `blob:`."),
    sources("frame-src", "Pages in frames, such as a map: https://…."),
    sources("form-action", "Where forms are sent: https://…."),
    sources("worker-src", "Workers of scripts: https://… or `blob:`."),
];

const fn sources(name: &'static str, doc: &'static str) -> Field {
    Field::optional(name, FieldKind::TextList, doc)
}

/// Reads `csp`. Reports and skips sources of other forms.
pub fn read_policy(path: &SharedStr, node: yaml::Node, diagnostics: &mut Vec<Diagnostic>) -> ContentPolicy {
    let mut fields = Fields::open(path, node, FIELDS, diagnostics);
    let nodes: Vec<_> = FIELDS.iter().filter_map(|field| Some((field.name, fields.take(field.name)?))).collect();
    let mut policy = ContentPolicy::default();
    for (directive, node) in nodes {
        let mut sources: Vec<SharedStr> = Vec::new();
        for text in yaml::parse_texts(path, scheme_as_text(node), diagnostics) {
            if is_source(directive, &text.value) {
                sources.push(text.value.into());
            } else {
                let suggestion = likely_source(&text.value).filter(|source| is_source(directive, source));
                let diagnostic = Diagnostic::new(Code::BadPolicy, Span::new(path, text.range));
                let diagnostic = diagnostic.arg("source", text.value).arg("directive", directive);
                diagnostics.push(Diagnostic { suggestion, ..diagnostic });
            }
        }
        if !sources.is_empty() {
            policy.additions.push((directive, sources));
        }
    }
    policy
}

/// The same node with `data:` as a string; YAML reads it as a key without a value.
fn scheme_as_text(node: yaml::Node) -> yaml::Node {
    match node.value {
        yaml::Value::Map(entries)
            if matches!(entries.as_slice(), [(_, yaml::Node { value: yaml::Value::Null, .. })]) =>
        {
            let text = entries.first().map_or_else(String::new, |(name, _)| format!("{}:", name.text));
            yaml::Node { value: yaml::Value::Text(text), ..node }
        }
        yaml::Value::List(items) => {
            let value = yaml::Value::List(items.into_iter().map(scheme_as_text).collect());
            yaml::Node { value, ..node }
        }
        _ => node,
    }
}

/// Whether a site may add `source` to `directive`.
fn is_source(directive: &str, source: &str) -> bool {
    let is_one_of = |directives: &[&str]| directives.contains(&directive);
    match source {
        "data:" => return is_one_of(&["img-src", "font-src", "media-src"]),
        "blob:" => return is_one_of(&["img-src", "media-src", "worker-src"]),
        "'unsafe-inline'" => return directive == "style-src",
        "'wasm-unsafe-eval'" => return directive == "script-src",
        _ => {}
    }
    if let Some(hash) = source.strip_prefix('\'').and_then(|source| source.strip_suffix('\'')) {
        let Some((name, value)) = hash.split_once('-') else { return false };
        // Base64 of 32, 48 and 64 bytes.
        let length = [("sha256", 44), ("sha384", 64), ("sha512", 88)].into_iter().find(|(known, _)| *known == name);
        let is_base64 = value.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=-_".contains(&b));
        return is_one_of(&["script-src", "style-src"]) && length.is_some_and(|(_, n)| value.len() == n) && is_base64;
    }
    let web_socket = source.strip_prefix("wss://").filter(|_| directive == "connect-src");
    web_socket.or_else(|| source.strip_prefix("https://")).is_some_and(is_host_and_path)
}

/// Whether the text is a host, or `*.` and a domain, with a port and a path or without.
fn is_host_and_path(text: &str) -> bool {
    let (origin, path) = text.split_at(text.find('/').unwrap_or(text.len()));
    let (host, port) = origin.split_once(':').map_or((origin, None), |(host, port)| (host, Some(port)));
    let domain = host.strip_prefix("*.").unwrap_or(host);
    let is_label = |label: &str| {
        let is_inner = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        !label.is_empty() && label.bytes().all(is_inner) && !label.starts_with('-') && !label.ends_with('-')
    };
    let is_domain = domain.split('.').all(is_label) && (domain.contains('.') || host == "localhost");
    let is_port =
        port.is_none_or(|port| port.bytes().all(|b| b.is_ascii_digit()) && port.parse().is_ok_and(|n: u16| n > 0));
    let is_path = path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-._~%+".contains(&b));
    is_domain && is_port && is_path
}

/// The source that was probably intended: the same with https://, or without a space or slash at the end.
fn likely_source(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_matches(['"', ';', ',']);
    let rest = typed.strip_prefix("http://").or_else(|| typed.strip_prefix("//")).unwrap_or(typed);
    match typed {
        "data" | "blob" => Some(format!("{typed}:")),
        "unsafe-inline" | "wasm-unsafe-eval" => Some(format!("'{typed}'")),
        _ if typed.starts_with("sha") => Some(format!("'{typed}'")),
        _ => Some(format!("https://{}", rest.strip_prefix("https://").unwrap_or(rest))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_of_known_forms_are_taken() {
        let hash = format!("'sha256-{}='", "a".repeat(43));
        for (directive, source) in [
            ("script-src", "https://stats.example.org"),
            ("script-src", "https://*.example.org:8443/js/a.js"),
            ("script-src", &hash),
            ("script-src", "'wasm-unsafe-eval'"),
            ("style-src", "'unsafe-inline'"),
            ("img-src", "data:"),
            ("connect-src", "wss://live.example.org"),
            ("worker-src", "blob:"),
        ] {
            assert!(is_source(directive, source), "{directive} {source}");
        }
        for (directive, source) in [
            ("script-src", "'unsafe-inline'"),
            ("script-src", "'unsafe-eval'"),
            ("script-src", "data:"),
            ("script-src", "*"),
            ("script-src", "https:"),
            ("script-src", "https://*"),
            ("script-src", "https://*.org.*"),
            ("script-src", "http://stats.example.org"),
            ("script-src", "stats.example.org"),
            ("script-src", "wss://live.example.org"),
            ("script-src", "https://a.example; default-src *"),
            ("script-src", "https://a.example https://b.example"),
            ("script-src", "https://a.example\nX-Header: 1"),
            ("script-src", "https://a.example/,b"),
            ("script-src", "https://user@a.example"),
            ("script-src", "https://a.example:0"),
            ("script-src", "https://a.example:99999"),
            ("script-src", "https://пример.рф"),
            ("script-src", "https://"),
            ("script-src", "'sha256-short='"),
            ("script-src", "'nonce-abc'"),
            ("script-src", "'self' *"),
            ("img-src", &hash),
            ("script-src", ""),
        ] {
            assert!(!is_source(directive, source), "{directive} {source}");
        }
    }
}
