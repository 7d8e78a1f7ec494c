//! Classifies the files below `content/` by their paths.
//!
//! Takes the source tree and the settings; returns the Markdown documents with kind, id and language. Never opens a
//! file.

use super::proofreading_files::WORD_LIST;
use super::source_tree::SourceTree;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::model::{Config, HOOKS, Kind, LangId, STATIC_FOLDER, SharedStr, is_id};

/// A Markdown document of the site.
pub struct SourceFile {
    /// Path below the root.
    pub path: SharedStr,
    /// From the folder.
    pub kind: Kind,
    /// From the file name.
    pub id: SharedStr,
    /// From the folder.
    pub lang: LangId,
    /// Fingerprint of the file; only the preview has one.
    pub fingerprint: Option<ContentHash>,
}

/// Whether a file or folder of this name is one that hosts, browsers or search engines look for in the root of a site.
pub(super) fn is_host_file(name: &str) -> bool {
    const NAMES: [&str; 7] = [".domains", ".htaccess", ".well-known", "CNAME", "_redirects", "ads.txt", "favicon.ico"];
    NAMES.contains(&name)
}

/// The documents below `content/`, in byte order of their paths. Reports files in unknown locations.
pub fn classify_sources(tree: &SourceTree, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<SourceFile> {
    const ROOT_FILES: [&str; 6] =
        ["site.yaml", "situations.yaml", "guide.yaml", "phrases.yaml", "rates.yaml", "holidays.yaml"];
    const LANGUAGE_FILES: [&str; 6] =
        ["site.yaml", "guide.yaml", "phrases.yaml", "glossary.yaml", "synonyms.yaml", WORD_LIST];
    let mut sources = Vec::new();
    for (path, fingerprint) in tree.with_fingerprints("content/") {
        let parts: Vec<&str> = path["content/".len()..].split('/').collect();
        let lang = config.lang(parts[0]);
        let kind = parts.get(1).and_then(|folder| Kind::of_folder(folder));
        match (parts.as_slice(), lang, kind) {
            (["media" | "static" | "look", _, ..], _, _) => {}
            (["hooks", name], _, _) if HOOKS.contains(name) => {}
            (["hooks", name, ..], _, _) => {
                let diagnostic = Diagnostic::new(Code::IgnoredFile, Span::file(path)).arg("kind", "hook");
                diagnostics.push(diagnostic.arg("known", HOOKS.join(", ")).nearest(name, HOOKS));
            }
            ([name, ..], _, _) if is_host_file(name) => {
                let place = format!("{STATIC_FOLDER}{}", parts.join("/"));
                let diagnostic = Diagnostic::new(Code::IgnoredFile, Span::file(path)).arg("kind", "host");
                diagnostics.push(diagnostic.arg("place", place));
            }
            ([name], _, _) if ROOT_FILES.contains(name) => {}
            ([_, name], Some(_), _) if LANGUAGE_FILES.contains(name) => {}
            ([_, _, name], Some(lang), Some(kind)) if name.ends_with(".md") => {
                let stem = &name[..name.len() - 3];
                if is_id(stem) && !(kind == Kind::Page && crate::site::Section::from_name(stem).is_some()) {
                    sources.push(SourceFile { path: path.clone(), kind, id: stem.into(), lang, fingerprint });
                } else {
                    let language = config.language(lang);
                    let diagnostic = Diagnostic::new(Code::BadId, Span::file(path)).arg("id", stem);
                    let suggested = Some(language.slug(stem)).filter(|slug| is_id(slug) && slug != stem);
                    diagnostics.push(Diagnostic { suggestion: suggested, ..diagnostic });
                }
            }
            ([folder, _, ..], None, _) if !folder.contains('.') => {
                let known = config.languages.iter().map(|l| &*l.code).chain(["media", "static", "look", "hooks"]);
                let diagnostic = Diagnostic::new(Code::IgnoredFile, Span::file(path));
                diagnostics.push(diagnostic.nearest(folder, known));
            }
            _ => {
                // A folder with a known name needs no suggestion.
                let typed_folder = if kind.is_some() { "" } else { parts.get(1).copied().unwrap_or_default() };
                let folders = Kind::ALL.into_iter().map(Kind::folder);
                let names = ROOT_FILES.into_iter().chain(["glossary.yaml", "synonyms.yaml"]);
                diagnostics.push(
                    Diagnostic::new(Code::IgnoredFile, Span::file(path)).nearest(typed_folder, folders.chain(names)),
                );
            }
        }
    }
    sources
}
