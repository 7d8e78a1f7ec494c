//! The site's own theme files, which replace those of the default theme one by one.
//!
//! Takes the source tree and the name of the theme; returns paths and bytes below `themes/<name>/` and nothing else.

use std::borrow::Cow;
use std::io;

use super::source_tree::SourceTree;
use crate::diagnostics::Diagnostic;
use crate::foundation::hash::ContentHash;
use crate::model::SharedStr;

/// Files below `themes/<name>/`.
#[derive(Clone)]
pub struct ThemeFiles {
    tree: SourceTree,
    folder: String,
}

impl ThemeFiles {
    /// The files of the theme `name`; none if the folder does not exist.
    pub fn new(tree: &SourceTree, name: &str) -> ThemeFiles {
        ThemeFiles { tree: tree.clone(), folder: format!("themes/{name}/") }
    }

    /// `themes/<name>/`.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// Files below `part/`: their path in the theme and their path below the site's root.
    pub fn own<'s>(&'s self, part: &'s str) -> impl Iterator<Item = (&'s str, &'s SharedStr)> {
        let prefix = format!("{}{part}/", self.folder);
        let all = self.tree.below(&self.folder).filter(move |path| path.starts_with(&prefix));
        all.map(|path| (&path[self.folder.len()..], path))
    }

    /// Whether there is a file at `path`, which begins at the site's root.
    pub fn contains(&self, path: &str) -> bool {
        self.tree.contains(path)
    }

    /// The bytes of the file at `path`.
    pub fn read(&self, path: &str) -> io::Result<Cow<'_, [u8]>> {
        self.tree.read(path)
    }

    /// The text of the file at `path`, or why it is not text.
    pub fn read_text(&self, path: &SharedStr) -> Result<String, Diagnostic> {
        self.tree.read_text(path)
    }

    /// The text of the file at `path` as a diagnostic shows it.
    pub fn text(&self, path: &str) -> Option<Cow<'_, str>> {
        self.tree.text(path)
    }

    /// Paths and fingerprints of all files below `themes/`; `None` if one of them has no fingerprint.
    pub fn fingerprints(&self) -> Option<Vec<(&SharedStr, ContentHash)>> {
        self.tree.below("themes/").map(|path| self.tree.stamp(path).map(|stamp| (path, stamp))).collect()
    }
}
