//! The file `CNAME` for the root of the site, from which a host learns the domain of the site.
//!
//! Takes the source tree and the settings; reports a file that does not hold the host of `base_url`, and nothing else.
//! Other hosts read other files, which are not checked. Never looks a domain up.

use std::ops::Range;

use url::Url;

use super::source_tree::SourceTree;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::{Config, DOMAIN_FILE, STATIC_FOLDER, SharedStr};

/// Reports what is wrong with the file. `has_other_base_url` is whether `base_url` is not that of site.yaml, as in a
/// preview under another address: then the domain is not compared with it.
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
    let lines: Vec<Range<usize>> = lines(&text).collect();
    let kind = |range: &Range<usize>| match &text[range.clone()] {
        typed if typed.contains(['/', ':', '?', '#']) => Some("address"),
        typed if !has_other_base_url && host_of(&format!("https://{typed}")).as_deref() != Some(&*host) => Some("host"),
        _ => None,
    };
    let found = match lines.as_slice() {
        [] => Some((0..0, "empty")),
        [line] => kind(line).map(|kind| (line.clone(), kind)),
        [_, second, ..] => Some((second.clone(), "lines")),
    };
    if let Some((range, kind)) = found {
        let typed = text[range.clone()].to_owned();
        let diagnostic = Diagnostic::new(Code::BadDomain, Span::new(&path, range)).arg("kind", kind);
        diagnostics.push(diagnostic.arg("typed", typed).arg("host", host));
    }
}

/// The host of a URL as browsers write it.
fn host_of(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
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
