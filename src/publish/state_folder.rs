//! The files of the state folder: manifest, notes, build inputs, and cache entries of other stages.
//!
//! Takes names and bytes; returns what an earlier build wrote. A file is written under a temporary name and renamed, so
//! its own name never holds half of it. Never touches the output or the staging tree.

use std::io;
use std::path::Path;

use super::error::{PublishError, io_error, none_if_not_found};
use super::fs::FileSystem;
use super::staging::remove_tree;
use super::{MARKER, Publication, manifest, output_folder};
use crate::foundation::hash::ContentHash;

/// The file that is locked during a build. Its presence shows that the folder belongs to situ.
pub(super) const LOCK: &str = "lock";
/// The tree in which the next site is built.
pub(super) const STAGING: &str = "staging";
/// The previous site, during a swap by renames.
pub(super) const PREVIOUS: &str = "previous";
/// The file that records what the output was built from.
pub(super) const BUILD_INPUTS: &str = "inputs";
/// The file that keeps the state folder out of a Git repository.
pub(super) const GITIGNORE: &str = ".gitignore";
/// The marker of the staging tree while that is pruned.
pub(super) const PRUNING: &str = "pruning";
/// The note that the output is being removed, because it cannot be renamed.
pub(super) const REMOVING: &str = "removing";
/// The folder of files that situ did not write and whose place was taken.
pub(super) const KEPT: &str = "kept";
/// The prefix of a file that is being written.
pub(super) const TEMPORARY: &str = "new-";

/// The name of [`STAGING`] in earlier versions.
pub(super) const LEGACY_STAGING: &str = "spare";
/// The name of [`PREVIOUS`] in earlier versions.
pub(super) const LEGACY_PREVIOUS: &str = "former";
/// The prefix of the cached documents of earlier versions. They are no longer read; `clean_state` deletes them.
const LEGACY_DOCUMENTS: &str = "texts-";

/// The two state files that describe a published tree. Their names end in the hash of its manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TreeFile {
    Manifest,
    Notes,
}

impl TreeFile {
    pub const ALL: [TreeFile; 2] = [TreeFile::Manifest, TreeFile::Notes];

    fn prefix(self) -> &'static str {
        match self {
            TreeFile::Manifest => "manifest",
            TreeFile::Notes => "notes",
        }
    }

    pub fn name(self, manifest: ContentHash) -> String {
        format!("{}-{manifest}", self.prefix())
    }
}

impl Publication<'_> {
    /// Reads a cache file from the state folder. `None` if there is no output yet, because a full build gains nothing
    /// from the cache.
    pub fn read_state(&self, name: &str) -> Option<Vec<u8>> {
        self.target.marker.is_some().then(|| self.fs.read(&self.target.state.join(name)).ok()).flatten()
    }

    /// As [`Publication::read_state`], but without opening the output `out` and without its lock.
    pub fn peek_state(fs: &dyn FileSystem, out: &Path, name: &str) -> Option<Vec<u8>> {
        fs.metadata(&out.join(MARKER)).ok()?;
        fs.read(&output_folder::state_folder(out)?.join(name)).ok()
    }

    /// Writes a cache file to the state folder at once, whether or not this build succeeds. Errors are ignored, because
    /// a lost cache file only slows the next build. `name` must be a valid file name.
    pub fn write_state(&self, name: &str, bytes: &[u8]) {
        let (path, new) = (self.target.state.join(name), self.target.state.join(format!("{TEMPORARY}{name}")));
        if self.fs.write_new(&new, bytes).and_then(|_| self.fs.rename(&new, &path)).is_err() {
            // On a full disk, half of the file is in the way of everything else.
            let _ = self.fs.remove_file(&new);
        }
    }

    /// Records what the tree whose manifest has the hash `name` was built from. Errors are ignored, because a missing record only
    /// slows the next build.
    pub(super) fn write_build_inputs(&self, name: ContentHash) {
        let Some((inputs, summary)) = &self.build_inputs else { return };
        let text = manifest::format_inputs(name, *inputs, summary);
        let is_current = self.fs.read(&self.target.state.join(BUILD_INPUTS)).is_ok_and(|old| old == text.as_bytes());
        if !is_current {
            self.write_state(BUILD_INPUTS, text.as_bytes());
        }
    }

    /// Writes a file of the state folder for the tree whose manifest has the hash `name`. Manifests are fsynced; the other
    /// files may be lost in a power failure.
    pub(super) fn write_tree_file(&self, file: TreeFile, name: ContentHash, text: &str) -> Result<(), PublishError> {
        let path = self.target.state.join(file.name(name));
        let new = self.target.state.join(format!("{TEMPORARY}{}", file.prefix()));
        self.fs.write_new(&new, text.as_bytes()).map_err(io_error("write", &new))?;
        if file == TreeFile::Manifest {
            self.fs.sync_file(&new).map_err(io_error("sync", &new))?;
        }
        self.fs.rename(&new, &path).map_err(io_error("write", &path))
    }

    /// Reads a file of the state folder for the tree whose manifest has the hash `name`; `None` if it is missing, not a
    /// regular file, or not UTF-8.
    pub(super) fn read_tree_file(&self, file: TreeFile, name: ContentHash) -> Result<Option<String>, PublishError> {
        let path = self.target.state.join(file.name(name));
        match self.fs.read(&path) {
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(None),
            read => none_if_not_found(read)
                .map(|bytes| bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
                .map_err(io_error("read", &path)),
        }
    }

    /// Removes the files of the state folder that interrupted builds and earlier versions left.
    pub(super) fn clean_state(&self) -> Result<(), PublishError> {
        let state = &self.target.state;
        for entry in self.fs.read_dir(state).map_err(io_error("list", state))? {
            let Some(name) = entry.name.to_str() else { continue };
            let is_current =
                self.manifest_name.is_some_and(|current| TreeFile::ALL.iter().any(|file| name == file.name(current)));
            let is_stale = |prefix: &&str| name.starts_with(*prefix);
            if !is_current && ["manifest-", "notes-", TEMPORARY, LEGACY_DOCUMENTS].iter().any(is_stale) {
                remove_tree(self.fs, &state.join(name), &entry.stat, self.target.device)?;
            }
        }
        Ok(())
    }
}
