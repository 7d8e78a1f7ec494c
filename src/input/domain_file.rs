//! The file `CNAME` for the root of the site, from which a host learns the domain of the site.
//!
//! Takes the source tree and the settings; reports a file that does not contain the host of this build, and an address
//! with a folder, because such a host publishes the site at the root of the domain. Other hosts read other files, which
//! are not checked. Never looks a domain up.

use std::ops::Range;

use url::{Host, Url};

use super::source_tree::SourceTree;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::{Config, DOMAIN_FILE, STATIC_FOLDER, SharedStr};

/// Reports what is wrong with the file. `has_other_base_url` is whether `--base-url` or a preview replaces `base_url` of
/// site.yaml: then the domain is compared with that address, unless the address has no domain, as in a preview.
pub(super) fn check_domain_file(
    tree: &SourceTree,
    config: &Config,
    has_other_base_url: bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let path: SharedStr = format!("{STATIC_FOLDER}{DOMAIN_FILE}").into();
    // A file that cannot be read has been reported.
    let Some(text) = tree.text(&path) else { return };
    let host = host_of(&config.origin).unwrap_or_default();
    let folder = config.base.trim_end_matches('/');
    let in_folder = !folder.is_empty();
    let is_compared = !has_other_base_url || has_domain(&config.origin);
    let lines: Vec<Range<usize>> = lines(&text).collect();
    let kind = |range: &Range<usize>| {
        let typed = &text[range.clone()];
        let is_address = typed.contains(['/', ':', '?', '#']);
        let url = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
        let is_host = host_of(&url).as_deref() == Some(&*host);
        // A host that reads a domain from this file publishes the site at the root of the domain.
        match (is_address, is_host) {
            (true, _) if has_other_base_url => Some("address"),
            (false, true) if !in_folder => None,
            (false, _) if !is_compared => None,
            (false, _) if has_other_base_url => Some("option"),
            (_, true) if in_folder => Some("folder"),
            (true, _) => Some("address"),
            (false, false) if in_folder => Some("host-folder"),
            (false, _) => Some("host"),
        }
    };
    let found = match lines.as_slice() {
        [] => Some((0..0, "empty")),
        [line] => kind(line).map(|kind| (line.clone(), kind)),
        [_, second, ..] => Some((second.clone(), "lines")),
    };
    if let Some((range, kind)) = found {
        let typed = text[range.clone()].to_owned();
        let root = if kind == "host-folder" { format!("https://{typed}") } else { config.origin.to_string() };
        let url = format!("{}{folder}", config.origin);
        let diagnostic = Diagnostic::new(Code::BadDomain, Span::new(&path, range)).arg("kind", kind).arg("url", url);
        diagnostics.push(diagnostic.arg("typed", typed).arg("host", host).arg("folder", folder).arg("root", root));
    }
}

/// The host of a URL as browsers write it.
fn host_of(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}

/// Whether the host of a URL is a domain that a CNAME can name: neither `localhost` nor an IP address.
fn has_domain(url: &str) -> bool {
    let url = Url::parse(url).ok();
    url.is_some_and(|url| matches!(url.host(), Some(Host::Domain(domain)) if domain != "localhost"))
}

/// The bytes of each line with text, without the spaces around it.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_inclusive('\n')
        .scan(0, |at, line| {
            let start = *at + line.len() - line.trim_start().len();
            *at += line.len();
            Some(start..start + line.trim().len())
        })
        .filter(|range| !range.is_empty())
}
