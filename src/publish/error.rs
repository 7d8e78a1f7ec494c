//! Why a site cannot be published, and the conversions from I/O errors.
//!
//! Takes I/O errors with the action and the path they belong to; returns [`PublishError`]. Never does any I/O.

use std::io;
use std::path::{Path, PathBuf};

/// Why a site cannot be published. The output is unchanged.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the message of each variant names its fields")]
pub enum PublishError {
    /// The output path is a file, a device or a socket.
    #[error("{out} is a file: choose a folder for the site, or remove the file")]
    NotADirectory { out: PathBuf },
    /// The output path itself is a symbolic link, so it cannot be swapped.
    #[error("{out} is a symbolic link: choose a real folder for the site (the folders above it may be links)")]
    SymbolicLink { out: PathBuf },
    /// The output folder is not empty and has no marker.
    #[error("{out} holds files that situ did not write: choose another folder for the site, or empty this one first")]
    UnmanagedDirectory { out: PathBuf },
    /// The output holds a file that is not in its manifest.
    #[error("{file} was not written by situ and would be lost: move it out of the site's folder and build again")]
    UnmanagedFile { file: PathBuf },
    /// The output is, contains or is inside a source folder.
    #[error("{out} cannot be the output, because {source_path} holds sources: choose a folder beside it")]
    OutputOverlapsSources { out: PathBuf, source_path: PathBuf },
    /// The output is a mount point, which cannot be renamed.
    #[error("{out} is a mount point and cannot be replaced in one step: choose a folder inside it")]
    MountPoint { out: PathBuf },
    /// The folder above the output is read-only.
    #[error("{parent} is not writable, but the new site is built there: make it writable, or choose another folder")]
    ParentNotWritable { parent: PathBuf },
    /// The name of the state folder is in use by something else.
    #[error("{state} is needed as the state folder, but situ did not create it: move it, or choose another folder")]
    UnmanagedStateFolder { state: PathBuf },
    /// Another process holds the lock.
    #[error("another situ is building into {out}: wait until it has finished")]
    Locked { out: PathBuf },
    /// A path was published twice in one build.
    #[error("two pages have the same path: {path}")]
    DuplicatePath { path: String },
    /// A path is needed both as a file and as a folder.
    #[error("{path} is a page and also a folder of pages: give one of them another address")]
    PageAndFolder { path: String },
    /// A path is empty, absolute, has an empty, `.` or `..` component, or is the marker.
    #[error("{path:?} is not a valid path for a page")]
    InvalidPath { path: String },
    /// The build asked to keep a path whose published file is missing or changed.
    #[error("{path} cannot be kept, because the published file is missing or was changed")]
    NotPublished { path: String },
    /// A page could not be written earlier in this build.
    #[error("publishing was stopped by an earlier error")]
    Stopped,
    /// A call to the file system failed.
    #[error("cannot {action} {path}: {source}")]
    Io { action: &'static str, path: PathBuf, source: io::Error },
}

/// Adds the action and the path to an I/O error.
pub(super) fn io_error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    move |source| PublishError::Io { action, path: path.to_path_buf(), source }
}

/// Turns `NotFound` into `None`.
pub(super) fn optional<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
