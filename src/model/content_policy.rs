//! The content security policy of all pages: what browsers load and run besides the site's own files.
//!
//! Built by the reader of site.yaml; returns the text of the policy for pages and for HTTP headers, and whether it allows
//! a URL. Sources are valid when they get here, so they contain neither quotation marks nor separators.

use super::SharedStr;

/// What a site adds to the policy that allows its own files only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ContentPolicy {
    /// Directives such as `script-src`, each with the sources that it allows besides the site itself.
    pub additions: Vec<(&'static str, Vec<SharedStr>)>,
}

impl ContentPolicy {
    /// The policy for the `<meta>` element of a page.
    pub fn for_page(&self) -> String {
        let mut policy = "default-src 'self'; base-uri 'none'; form-action 'self'".to_owned();
        let add = |policy: &mut String, sources: &[SharedStr]| {
            for source in sources {
                policy.push(' ');
                policy.push_str(source);
            }
        };
        add(&mut policy, self.sources("form-action"));
        policy.push_str("; object-src 'none'");
        for (directive, sources) in self.additions.iter().filter(|(directive, _)| *directive != "form-action") {
            policy.push_str(&format!("; {directive} 'self'"));
            add(&mut policy, sources);
        }
        policy
    }

    /// The policy for an HTTP header, with the directive that a `<meta>` element cannot set.
    pub fn for_header(&self) -> String {
        format!("{}; frame-ancestors 'none'", self.for_page())
    }

    /// The sources that are added to a directive.
    fn sources(&self, directive: &str) -> &[SharedStr] {
        self.additions.iter().find(|(name, _)| *name == directive).map_or(&[], |(_, sources)| sources)
    }

    /// Whether a page may load the absolute `url` for the purpose of `directive`.
    pub fn allows(&self, directive: &str, url: &str) -> bool {
        self.sources(directive).iter().any(|source| matches_source(source, url))
    }

    /// Whether scripts or styles that are written in a page may run: all of them, or those with a known hash.
    pub fn allows_inline(&self, directive: &str) -> bool {
        self.sources(directive).iter().any(|source| source.starts_with("'sha") || &**source == "'unsafe-inline'")
    }
}

/// Whether a source of the policy covers an absolute URL.
fn matches_source(source: &str, url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    let url = if url.starts_with("//") { format!("https:{url}") } else { url };
    if source.ends_with(':') {
        return url.starts_with(source);
    }
    let source = source.to_ascii_lowercase();
    let (Some((scheme, source)), Some((url_scheme, url))) = (source.split_once("://"), url.split_once("://")) else {
        return false;
    };
    let split = |text: &str| -> (String, String) {
        let end = text.find(['/', '?', '#']).unwrap_or(text.len());
        (text[..end].to_owned(), text[end..].to_owned())
    };
    let ((host, path), (url_host, url_path)) = (split(source), split(url));
    let same_host = match host.strip_prefix('*') {
        Some(domain) => url_host.len() > domain.len() && url_host.ends_with(domain),
        None => host == url_host,
    };
    // A path that ends with a slash covers everything below it.
    let file = url_path.split(['?', '#']).next().unwrap_or_default();
    let same_path = path.is_empty() || if path.ends_with('/') { file.starts_with(&path) } else { file == path };
    scheme == url_scheme && same_host && same_path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(additions: &[(&'static str, &[&str])]) -> ContentPolicy {
        let additions = additions.iter().map(|(name, sources)| (*name, sources.iter().map(|s| (*s).into()).collect()));
        ContentPolicy { additions: additions.collect() }
    }

    #[test]
    fn policy_without_additions_allows_own_files_only() {
        let none = ContentPolicy::default();
        assert_eq!(none.for_page(), "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'");
        assert_eq!(none.for_header(), format!("{}; frame-ancestors 'none'", none.for_page()));
        assert!(!none.allows("script-src", "https://stats.example.org/a.js") && !none.allows_inline("style-src"));
    }

    #[test]
    fn additions_are_added_to_their_directives() {
        let some =
            policy(&[("form-action", &["https://f.example"]), ("script-src", &["https://s.example", "'sha256-a='"])]);
        assert_eq!(
            some.for_page(),
            "default-src 'self'; base-uri 'none'; form-action 'self' https://f.example; object-src 'none'; \
             script-src 'self' https://s.example 'sha256-a='"
        );
        assert!(some.allows_inline("script-src") && !some.allows_inline("style-src"));
    }

    #[test]
    fn source_covers_scheme_host_port_and_path() {
        let some = policy(&[("img-src", &["data:", "https://*.cdn.example", "https://p.example:8443/a/"])]);
        for url in [
            "data:image/png;base64,AA",
            "https://a.cdn.example/x.png?y",
            "//A.cdn.example",
            "https://p.example:8443/a/b.png#c",
        ] {
            assert!(some.allows("img-src", url), "{url}");
        }
        for url in [
            "https://cdn.example/x.png",
            "http://a.cdn.example/x",
            "https://a.cdn.example.evil/x",
            "https://p.example/a/b.png",
            "https://p.example:8443/b.png",
            "blob:x",
        ] {
            assert!(!some.allows("img-src", url), "{url}");
        }
        assert!(!some.allows("script-src", "https://a.cdn.example/x.js"));
    }
}
