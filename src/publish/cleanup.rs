//! Cleans up after a build that failed: removes what it wrote, and explains a missing permission.
//!
//! Takes a [`Publication`] that was not finished, or an error; removes the staging tree, or returns a better error.
//! Never removes what an interrupted swap needs, nor a file that situ did not write.

use std::io;
use std::path::Path;
use std::sync::atomic::Ordering::Relaxed;

use super::error::{PublishError, none_if_not_found};
use super::fs::{FileSystem, FileType};
use super::permissions::{USERS, find_name};
use super::staging::remove_tree;
use super::state_folder::{PRUNING, REMOVING, STAGING};
use super::{MARKER, Publication, output_folder};
use crate::foundation::locks::lock;

impl Drop for Publication<'_> {
    fn drop(&mut self) {
        let has_failed = self.has_failed.load(Relaxed);
        if !self.is_finished && (has_failed || lock(&self.staging).is_open()) {
            // What cannot be removed now is removed by the next build.
            let _ = self.remove_partial_output(has_failed);
        }
    }
}

impl Publication<'_> {
    /// Removes what this build wrote, and the earlier contents of the staging tree with it. If there is no site yet
    /// and writing has failed, removes the state folder too.
    fn remove_partial_output(&self, has_failed: bool) -> Result<(), PublishError> {
        let state = &self.target.state;
        let exists =
            |path: &Path| !matches!(self.fs.metadata(path), Err(error) if error.kind() == io::ErrorKind::NotFound);
        if exists(&state.join(REMOVING)) || exists(&state.join(PRUNING)) {
            return Ok(());
        }
        if lock(&self.staging).is_open() {
            let root = state.join(STAGING);
            let ignore = |_| PublishError::Stopped;
            none_if_not_found(self.fs.remove_file(&root.join(MARKER))).map_err(ignore)?;
            if let Some(stat) = none_if_not_found(self.fs.metadata(&root)).map_err(ignore)? {
                remove_tree(self.fs, &root, &stat, self.target.device)?;
            }
        }
        self.clean_state()?;
        if has_failed && self.target.marker.is_none() {
            for entry in self.fs.read_dir(state).unwrap_or_default() {
                if entry.stat.file_type == FileType::File {
                    let _ = self.fs.remove_file(&state.join(entry.name));
                }
            }
            let _ = self.fs.remove_dir(state);
        }
        Ok(())
    }
}

/// Replaces an error about a missing permission by one that names whose file or folder it is, where that is the reason.
pub(super) fn explain_permission(fs: &dyn FileSystem, out: &Path, error: PublishError) -> PublishError {
    let path = match &error {
        PublishError::Io { path, source, .. } if is_permission(source) => path.clone(),
        PublishError::ParentNotWritable { parent } => parent.clone(),
        _ => return error,
    };
    let Some(state) = output_folder::state_folder(out) else { return error };
    let belongs_to_other = |path: &Path| fs.metadata(path).ok().map(|stat| stat.uid).filter(|uid| *uid != fs.user());
    // A folder can be renamed only by who may write to it, and a file in it only be created by them.
    let suspects = [&*path, out, &*state].into_iter().chain(path.parent());
    let found = suspects.filter_map(|path| Some((path.to_path_buf(), belongs_to_other(path)?))).next();
    match found {
        Some((path, uid)) => {
            let owner = find_name(fs, USERS, uid);
            PublishError::OwnedByOther { path, owner, out: out.to_path_buf(), state }
        }
        None => error,
    }
}

fn is_permission(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::PermissionDenied
}
