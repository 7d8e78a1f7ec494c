//! The swap of the staging tree with the output, in as few steps as the file system allows.
//!
//! Takes a complete staging tree; puts it in the output's place. Whatever is interrupted, one of the two trees is
//! complete, and the next build completes or reverts the swap. Never removes a file of somebody else.

use std::io;
use std::path::{Path, PathBuf};

use super::error::{PublishError, PublishWarning, io_error, none_if_not_found};
use super::foreign_files::move_aside;
use super::fs::{FileSystem, FileType, is_in_use};
use super::manifest::FileRecord;
use super::marker_file::{FileList, Marker, format_marker};
use super::state_folder::{PREVIOUS, REMOVING, STAGING};
use super::{MARKER, Publication, push_name};
use crate::foundation::hash::ContentHash;
use crate::foundation::locks::lock;

impl Publication<'_> {
    /// Writes the marker that declares the staging tree complete.
    pub(super) fn write_marker(&self, name: ContentHash, pages: &[(&str, &FileRecord)]) -> Result<(), PublishError> {
        let file = self.staging_root.join(MARKER);
        let text = format_marker(name, self.site_key(), pages);
        let stat = self.fs.write_new(&file, text.as_bytes()).map_err(io_error("write", &file))?;
        self.give_access(&file, &stat, |access| access.file_mode);
        self.fs.sync_file(&file).map_err(io_error("sync", &file))
    }

    /// Swaps the staging tree with the output. If the output has no marker, it is at most an empty folder, and the
    /// staging tree replaces it.
    pub(super) fn swap(&self) -> Result<(), PublishError> {
        let (out, staging) = (&self.target.out, &self.staging_root);
        let stat = self.fs.metadata(staging).map_err(io_error("inspect", staging))?;
        self.give_access(staging, &stat, |access| access.root);
        let result = if self.target.marker.is_some() {
            match self.fs.exchange(out, staging) {
                Err(error) if is_unsupported(&error) => match self.swap_by_renames() {
                    // A layer of an overlay file system that cannot be written to: a folder of it cannot be renamed.
                    Err(error) if error.kind() == io::ErrorKind::CrossesDevices => self.swap_by_removal(),
                    result => result,
                },
                result => result,
            }
        } else {
            self.fs.rename(staging, out)
        };
        result.map_err(|error| match (error.kind(), out.parent()) {
            _ if is_in_use(&error) => PublishError::InUse { out: self.display_path.clone() },
            (io::ErrorKind::ResourceBusy, _) => PublishError::MountPoint { out: self.display_path.clone() },
            (io::ErrorKind::PermissionDenied, Some(parent)) => {
                PublishError::ParentNotWritable { parent: parent.to_path_buf() }
            }
            (io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists, _) => {
                PublishError::UnmanagedDirectory { out: self.display_path.clone() }
            }
            _ => io_error("replace", out)(error),
        })
    }

    fn swap_by_renames(&self) -> io::Result<()> {
        let (out, staging, previous) = (&self.target.out, &self.staging_root, self.target.state.join(PREVIOUS));
        self.fs.rename(out, &previous)?;
        if let Err(error) = self.fs.rename(staging, out) {
            // If this fails too, the next build does it.
            let _ = self.fs.rename(&previous, out);
            return Err(error);
        }
        // The new site is in place. If this fails, the next build does it.
        let _ = self.fs.rename(&previous, staging);
        Ok(())
    }

    /// Removes the output file by file, and then moves the staging tree into its place. The note that it has begun is
    /// removed last, so that the next build completes what was interrupted.
    fn swap_by_removal(&self) -> io::Result<()> {
        let note = self.target.state.join(REMOVING);
        self.fs.write_new(&note, b"")?;
        self.fs.sync_file(&note)?;
        let mut removal = Removal { is_known: |path: &str| self.published.find(path).is_some(), moved: Vec::new() };
        let result = removal.replace(self.fs, &self.target.out, &self.target.state);
        for path in removal.moved {
            lock(&self.warnings).push(PublishWarning::LateFile { file: self.display_path.join(path) });
        }
        result
    }
}

/// Completes a swap by removal that was interrupted. Does nothing if there was none.
pub(super) fn complete_removal(fs: &dyn FileSystem, out: &Path, state: &Path) -> Result<(), PublishError> {
    let note = state.join(REMOVING);
    if none_if_not_found(fs.metadata(&note)).map_err(io_error("inspect", &note))?.is_none() {
        return Ok(());
    }
    let staging = state.join(STAGING);
    if none_if_not_found(fs.metadata(&staging.join(MARKER))).map_err(io_error("inspect", &staging))?.is_none() {
        // The staging tree has arrived.
        return fs.remove_file(&note).map_err(io_error("remove", &note));
    }
    let text = none_if_not_found(fs.read(&out.join(MARKER))).map_err(io_error("read", out))?;
    let files = text.and_then(|text| Marker::parse(&text)).and_then(|marker| marker.files);
    let is_known = |path: &str| files.as_ref().is_some_and(|files: &FileList| files.contains(path));
    Removal { is_known, moved: Vec::new() }.replace(fs, out, state).map_err(io_error("replace", out))
}

/// The removal of an output whose files are known.
struct Removal<K> {
    /// Whether situ wrote the file at a path.
    is_known: K,
    /// The files of somebody else, which were moved to the new tree.
    moved: Vec<PathBuf>,
}

impl<K: Fn(&str) -> bool> Removal<K> {
    fn replace(&mut self, fs: &dyn FileSystem, out: &Path, state: &Path) -> io::Result<()> {
        if none_if_not_found(fs.metadata(out))?.is_some() {
            self.remove_folder(fs, out, &mut String::new(), state)?;
        }
        fs.rename(&state.join(STAGING), out)?;
        // If this fails, the next build does it.
        let _ = fs.remove_file(&state.join(REMOVING));
        Ok(())
    }

    /// Removes the known files of a folder, moves the others to the new tree, and removes the folder. The marker, which
    /// says what is known, goes last.
    fn remove_folder(&mut self, fs: &dyn FileSystem, root: &Path, path: &mut String, state: &Path) -> io::Result<()> {
        let folder = root.join(&*path);
        let length = path.len();
        for entry in fs.read_dir(&folder)? {
            let file = folder.join(&entry.name);
            let name = entry.name.to_str();
            push_name(path, name.unwrap_or_default());
            if name.is_some() && path == MARKER {
                // Removed below.
            } else if name.is_some() && entry.stat.file_type == FileType::Directory {
                self.remove_folder(fs, root, path, state)?;
            } else if name.is_some() && entry.stat.file_type == FileType::File && (self.is_known)(path) {
                fs.remove_file(&file)?;
            } else {
                let relative = file.strip_prefix(root).unwrap_or(&file).to_path_buf();
                move_aside(fs, root, &relative, &state.join(STAGING), state)?;
                self.moved.push(relative);
            }
            path.truncate(length);
        }
        if length == 0 {
            none_if_not_found(fs.remove_file(&root.join(MARKER)))?;
        }
        fs.remove_dir(&folder)
    }
}

/// Whether the kernel or the file system cannot swap two names atomically.
fn is_unsupported(error: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, InvalidInput, Unsupported};
    matches!(error.kind(), Unsupported | InvalidInput | CrossesDevices)
}
