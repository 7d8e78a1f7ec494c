//! Reads the site for a command and prints its diagnostics.
//!
//! Takes the source folder; returns the source tree, the settings or the checked site. Prints to standard error only.

use std::io::Write;
use std::path::Path;

use super::exit::CliError;
use super::output;
use crate::diagnostics::{Diagnostic, Severity};
use crate::foundation::paths::show_path;
use crate::i18n::Messages;
use crate::input::site_config;
use crate::input::source_tree::SourceTree;
use crate::model::{Config, LangId};
use crate::pipeline::{BuildResult, CacheMode, Options, RenderableSite, build};
use crate::report::to_text;

/// Lists the source files below `root`, with diagnostics for those that cannot be read. Fails if there is no
/// `content/`.
pub fn walk(root: &Path, messages: &Messages) -> Result<(SourceTree, Vec<Diagnostic>), CliError> {
    if !root.join("content").is_dir() {
        return Err(CliError(messages.text("cli-no-content", &[("root", &show_path(root))])));
    }
    Ok(SourceTree::from_disk(root))
}

/// Reads and checks the site without a cache. Fails if there is no `content/`.
pub fn load(root: &Path, options: &Options, messages: &Messages) -> Result<(SourceTree, BuildResult), CliError> {
    let (tree, diagnostics) = walk(root, messages)?;
    let result = build(&tree, options, CacheMode::None, diagnostics);
    Ok((tree, result))
}

/// Lists the source files and reads site.yaml. Prints its diagnostics and returns `None` if it has errors. Fails if there
/// is no `content/`.
pub fn load_config(root: &Path, messages: &Messages) -> Result<Option<(SourceTree, Config)>, CliError> {
    let (tree, _) = walk(root, messages)?;
    let mut diagnostics = Vec::new();
    let config = site_config::read(&tree, None, &mut diagnostics);
    if config.is_none() {
        print_diagnostics(&diagnostics, &tree, messages);
    }
    Ok(config.map(|config| (tree, config)))
}

/// The language of the site with the given code. Fails with a message that names `option` if there is none.
pub fn find_lang(config: &Config, option: &str, code: &str, messages: &Messages) -> Result<LangId, CliError> {
    config.lang(code).ok_or_else(|| {
        let known = config.languages.iter().map(|l| &*l.code).collect::<Vec<_>>().join(", ");
        CliError(messages.text("cli-unknown-language", &[("option", option), ("lang", code), ("known", &known)]))
    })
}

/// Prints diagnostics to standard error. They must be sorted.
pub fn print_diagnostics(diagnostics: &[Diagnostic], tree: &SourceTree, messages: &Messages) {
    write_diagnostics(&mut output::stderr(), diagnostics, tree, messages);
}

/// Writes diagnostics to `out`, which is standard error. They must be sorted. Errors are ignored, because there is nowhere
/// to report them.
pub fn write_diagnostics(out: &mut impl Write, diagnostics: &[Diagnostic], tree: &SourceTree, messages: &Messages) {
    let text = to_text(diagnostics, tree, messages, output::stderr_is_terminal());
    let _ = out.write_all(text.as_bytes());
}

/// The numbers of errors and of warnings, formatted for messages.
pub fn severity_counts(diagnostics: &[Diagnostic]) -> (String, String) {
    let errors = diagnostics.iter().filter(|d| d.severity() == Severity::Error).count();
    (errors.to_string(), (diagnostics.len() - errors).to_string())
}

/// A note about languages whose feed has no entry, because no document has a date; empty if there are none.
/// Not a diagnostic, because a site may do without a feed.
pub fn empty_feeds(site: &RenderableSite, messages: &Messages) -> String {
    let config = &site.site.config;
    let documents = || site.site.documents.iter().filter(|document| document.kind.spec().in_feed);
    let has_documents = |lang| documents().any(|document| document.lang == lang);
    let is_dated = |lang| documents().any(|document| document.lang == lang && document.front.updated.is_some());
    let empty = config.lang_ids().filter(|lang| has_documents(*lang) && !is_dated(*lang));
    let codes: Vec<&str> = empty.map(|lang| config.code(lang)).collect();
    match codes.is_empty() {
        true => String::new(),
        false => messages.text("cli-empty-feed", &[("langs", &codes.join(", "))]) + "\n",
    }
}
