//! `hosts` and `precompress` in site.yaml, and the file that names the domain of a site on GitHub Pages.
//!
//! Takes the value of a key; returns the words of its list that are known. Reports any other word, a word that occurs
//! twice, and a `CNAME` that names another domain than the address of the site.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::source_tree::SourceTree;
use crate::input::yaml;
use crate::model::{CNAME, Config, Host, Media, SharedStr, Spanned};

/// Reads `hosts`.
pub fn read_hosts(path: &SharedStr, node: yaml::Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Spanned<Host>> {
    let chosen = read_choices(path, node, &Host::NAMES, diagnostics).into_iter();
    chosen.filter_map(|name| Some(Spanned { value: Host::from_name(name.value)?, range: name.range })).collect()
}

/// Reads a list of which each item is one of `words`.
pub fn read_choices(
    path: &SharedStr,
    node: yaml::Node,
    words: &'static [&'static str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Spanned<&'static str>> {
    let mut chosen: Vec<Spanned<&'static str>> = Vec::new();
    for text in yaml::parse_names(path, node, diagnostics) {
        let span = Span::new(path, text.range.clone());
        let Some(word) = words.iter().find(|word| **word == text.value) else {
            let diagnostic = Diagnostic::new(Code::WrongType, span).arg("wanted", words.join(", "));
            diagnostics.push(diagnostic.arg("found", &*text.value).nearest(&text.value, words.iter().copied()));
            continue;
        };
        match chosen.iter().find(|earlier| earlier.value == *word) {
            Some(earlier) => {
                let first = Span::new(path, earlier.range.clone());
                diagnostics.push(Diagnostic::new(Code::DuplicateId, span).arg("id", text.value).related(first));
            }
            None => chosen.push(Spanned { value: word, range: text.range }),
        }
    }
    chosen
}

/// Reports a `CNAME` of the site that is not the domain of `base_url`, if the site is published on GitHub Pages.
pub fn check_cname(
    tree: &SourceTree,
    config: &Config,
    static_files: &BTreeMap<SharedStr, Media>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(file) = static_files.get(CNAME).filter(|_| config.names_host(Host::GithubPages)) else { return };
    // A file that cannot be read is reported by the reader of files for the root.
    let Ok(text) = tree.read_text(&file.source) else { return };
    let domain = config.origin.split_once("://").map_or("", |(_, domain)| domain);
    let named = text.trim();
    if !named.eq_ignore_ascii_case(domain) {
        let start = text.len() - text.trim_start().len();
        let span = Span::new(&file.source, start..start + named.len());
        diagnostics.push(Diagnostic::new(Code::OtherDomain, span).arg("found", named).arg("domain", domain));
    }
}
