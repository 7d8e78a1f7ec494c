//! The theme files of the site. Each replaces the file of the default theme at the same path.
//!
//! Takes the source tree and the name of the theme; returns paths and bytes below `themes/<name>/`, and those of the look
//! and the hooks of the site, which are added to any theme. Reads nothing else.

use std::borrow::Cow;

use super::source_tree::{SourceTree, diagnose_read_error};
use crate::diagnostics::Diagnostic;
use crate::foundation::hash::ContentHash;
use crate::model::{HOOKS, HOOKS_FOLDER, LOOK_FOLDER, SharedStr};

/// Files below `themes/<name>/`.
#[derive(Clone)]
pub struct ThemeFiles {
    tree: SourceTree,
    folder: String,
}

impl ThemeFiles {
    /// The files of the theme `name`. There are none if the folder does not exist.
    pub fn new(tree: &SourceTree, name: &str) -> ThemeFiles {
        ThemeFiles { tree: tree.clone(), folder: format!("themes/{name}/") }
    }

    /// Whether the theme has no file.
    pub fn is_empty(&self) -> bool {
        self.tree.below(&self.folder).next().is_none()
    }

    /// `themes/<name>/`.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The files in a folder of the theme, such as `templates`: path below the theme and path below the root.
    pub fn own<'s>(&'s self, part: &'s str) -> impl Iterator<Item = (&'s str, &'s SharedStr)> {
        let prefix = format!("{}{part}/", self.folder);
        let all = self.tree.below(&self.folder).filter(move |path| path.starts_with(&prefix));
        all.map(|path| (&path[self.folder.len()..], path))
    }

    /// The files of the look of the site: path below `content/` and path below the root.
    pub fn look(&self) -> impl Iterator<Item = (&str, &SharedStr)> {
        self.tree.below(LOOK_FOLDER).map(|path| (&path["content/".len()..], path))
    }

    /// The parts of templates that the site adds to any theme: name of the file and path below the root.
    pub fn hooks(&self) -> impl Iterator<Item = (&str, &SharedStr)> {
        let all = self.tree.below(HOOKS_FOLDER).map(|path| (&path[HOOKS_FOLDER.len()..], path));
        all.filter(|(name, _)| HOOKS.contains(name))
    }

    /// Whether the file exists. `path` is below the root.
    pub fn contains(&self, path: &str) -> bool {
        self.tree.contains(path)
    }

    /// The bytes of the file at `path`; `Err` if it cannot be read.
    pub fn read(&self, path: &SharedStr) -> Result<Cow<'_, [u8]>, Diagnostic> {
        self.tree.read(path).map_err(|error| diagnose_read_error(path, &error))
    }

    /// The text of the file at `path`; `Err` if it cannot be read or is not valid text.
    pub fn read_text(&self, path: &SharedStr) -> Result<String, Diagnostic> {
        self.tree.read_text(path)
    }

    /// The text of the file at `path` for display, with invalid bytes replaced; `None` if it cannot be read.
    pub fn text(&self, path: &str) -> Option<Cow<'_, str>> {
        self.tree.text(path)
    }

    /// Paths and fingerprints of all files below `themes/`, of the look of the site and of its hooks; `None` if one of them has
    /// no fingerprint.
    pub fn fingerprints(&self) -> Option<Vec<(&SharedStr, ContentHash)>> {
        let added = self.look().chain(self.hooks()).map(|(_, path)| path);
        self.tree
            .below("themes/")
            .chain(added)
            .map(|path| self.tree.fingerprint(path).map(|fingerprint| (path, fingerprint)))
            .collect()
    }
}
