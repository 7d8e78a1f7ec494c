//! Files of a theme and of the look of a site that nothing uses, because of a misspelt name or a missing setting.
//!
//! Takes the files, the settings and what style sheets name; returns warnings. A template that another one includes, and
//! a style sheet that a template or another style sheet names, are used. Never changes a file.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::load::embedded_files;
use crate::diagnostics::{Code, Diagnostic, Span, nearest_name};
use crate::input::ThemeFiles;
use crate::model::{Config, HOOKS};

/// The warnings. `named` has the file of each style sheet with that of an asset that it names.
pub fn find_unused_files(files: &ThemeFiles, config: &Config, named: &BTreeSet<(String, String)>) -> Vec<Diagnostic> {
    let templates = LazyCell::new(|| {
        let paths = files.own("templates").chain(files.hooks()).map(|(_, path)| path);
        paths.filter_map(|path| files.text(path)).collect::<Vec<_>>()
    });
    let is_in_template = |name: &str| templates.iter().any(|text| text.contains(name));
    let mut found = Vec::new();
    let hooks = HOOKS.map(|name| format!("hook-{name}"));
    let embedded: BTreeSet<String> = embedded_files("templates").into_iter().map(|(name, _)| name).collect();
    for (name, path) in files.own("templates").filter(|(name, _)| !embedded.contains(*name)) {
        let short = name.trim_start_matches("templates/");
        let nearest = nearest_name(short, hooks.iter().map(String::as_str));
        if (nearest.is_some() || short.starts_with("hook-")) && !is_in_template(short) {
            let diagnostic = Diagnostic::new(Code::IgnoredFile, Span::file(path)).arg("kind", "theme-hook");
            let diagnostic = diagnostic.arg("known", hooks.join(", "));
            found.push(Diagnostic { suggestion: nearest, ..diagnostic });
        }
    }
    let is_named = |name: &str| {
        let file = format!("assets/{name}");
        config.look.css.iter().any(|css| &*css.value == name) || named.iter().any(|(_, target)| *target == file)
    };
    for (name, path) in files.look().filter(|(name, _)| name.ends_with(".css")) {
        if !is_named(name) && !is_in_template(name) {
            let diagnostic = Diagnostic::new(Code::IgnoredFile, Span::file(path)).arg("kind", "style");
            found.push(diagnostic.arg("file", name));
        }
    }
    found
}
