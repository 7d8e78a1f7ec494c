//! What servers should know about the files of a site: redirects, headers, types, and how long a file may be kept.
//!
//! Takes the [`Site`] and its [`Routes`]; returns values that the formats of the hosts write, each in its own way.
//! Never writes a file.

use super::Site;
use super::routes::{Route, Routes};
use crate::model::{Config, Host, Href, feed_path, manifest_path};

/// The value of `Cache-Control` for files whose names contain a content hash.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// The value of `Cache-Control` for all other files: browsers keep them, and ask each time whether they have changed.
pub const REVALIDATE: &str = "no-cache";

/// The folders of which every file has a name with a content hash.
pub const HASHED_FOLDERS: [&str; 3] = ["assets/", "media/", "share/"];

/// How Cloudflare limits `_redirects` and `_headers`: the number of redirects, the number of rules with headers, and the
/// number of characters of one line with a header.
const CLOUDFLARE: (usize, usize, usize) = (2000, 100, 2000);

/// The headers of the files that match a pattern.
pub struct HeaderRule {
    /// A path below the base; `*` at its end matches any ending.
    pub pattern: String,
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
}

/// A limit of a host, and a number of the site that exceeds it.
pub struct ExceededLimit {
    /// The variant of the message: `redirects`, `headers` or `line`.
    pub kind: &'static str,
    /// The number of the site.
    pub count: usize,
    /// The largest number that the host accepts.
    pub limit: usize,
}

/// How long browsers may keep the file at an output path.
pub fn cache_control(path: &str) -> &'static str {
    if HASHED_FOLDERS.iter().any(|folder| path.starts_with(folder)) { IMMUTABLE } else { REVALIDATE }
}

/// The headers that protect readers, for every file.
pub fn security_headers(config: &Config) -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", config.csp.for_header()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
    ]
}

/// The output paths of files whose type does not follow from their names, with the type.
pub fn special_types(config: &Config) -> impl Iterator<Item = (String, &'static str)> {
    config.languages.iter().flat_map(|language| {
        let feed = (feed_path(&language.code), "application/atom+xml");
        [feed, (manifest_path(&language.code), "application/manifest+json")]
    })
}

/// The rules of the file `_headers`. A site that names no hosts has the first two only.
pub fn header_rules(config: &Config) -> Vec<HeaderRule> {
    let rule = |pattern: String, headers| HeaderRule { pattern, headers };
    let keep = |folder: &str| rule(format!("{folder}*"), vec![("Cache-Control", IMMUTABLE.to_owned())]);
    let mut rules = vec![rule("*".to_owned(), security_headers(config)), keep(HASHED_FOLDERS[0])];
    if config.hosts.is_some() {
        rules.extend(HASHED_FOLDERS[1..].iter().map(|folder| keep(folder)));
        rules.extend(special_types(config).map(|(path, kind)| {
            let charset = if path.ends_with(".xml") { "; charset=utf-8" } else { "" };
            rule(path, vec![("Content-Type", format!("{kind}{charset}"))])
        }));
    }
    rules
}

impl Routes {
    /// The former paths of the site's documents, below the base, and the URLs on the host of their pages.
    pub fn redirects<'r>(&'r self, site: &'r Site) -> impl Iterator<Item = (&'r str, Href)> {
        self.all().iter().filter_map(|route| match route {
            Route::Redirect { from, to, .. } => Some((from.as_str(), site.config.href(to))),
            _ => None,
        })
    }

    /// The limits of a host that the files of this site for it exceed.
    pub fn exceeded_limits(&self, site: &Site, host: Host) -> Vec<ExceededLimit> {
        if host != Host::Cloudflare {
            return Vec::new();
        }
        let rules = header_rules(&site.config);
        let lines = rules.iter().flat_map(|rule| &rule.headers).map(|(name, value)| name.len() + value.len() + 4);
        let (redirects, headers, line) = CLOUDFLARE;
        let counts = [
            ("redirects", self.redirects(site).count(), redirects),
            ("headers", rules.len(), headers),
            ("line", lines.max().unwrap_or_default(), line),
        ];
        let exceeded = counts.into_iter().filter(|(_, count, limit)| count > limit);
        exceeded.map(|(kind, count, limit)| ExceededLimit { kind, count, limit }).collect()
    }
}
