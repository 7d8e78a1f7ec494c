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
    /// The output holds files that are neither in its manifest nor in its marker.
    #[error("{}", describe_unmanaged(files))]
    UnmanagedFiles { files: Vec<PathBuf> },
    /// The marker is that of an earlier version or damaged, and there is no manifest.
    #[error(
        "{out} was written by situ, but the list of its files is lost, so files of somebody else could be lost too: \
         move {out} away and build again"
    )]
    UnknownFiles { out: PathBuf },
    /// The output holds another site.
    #[error(
        "{out} holds another site{}: choose another folder for this one, or remove {out} first",
        describe_root(root)
    )]
    OtherSite { out: PathBuf, root: Option<PathBuf> },
    /// The output is inside the output of another build.
    #[error("{out} is inside {outer}, which situ wrote and replaces as a whole: choose a folder beside it")]
    InsideOutput { out: PathBuf, outer: PathBuf },
    /// The output is a state folder, or inside one.
    #[error("{out} is a place where situ keeps its own files: choose another folder for the site")]
    InsideStateFolder { out: PathBuf },
    /// The state folder is a mount point.
    #[error(
        "{state} is on another file system than the folder that holds it, so no site can be moved from there: \
         unmount it, or choose another folder for the site"
    )]
    StateFolderMounted { state: PathBuf },
    /// A file or folder belongs to another user, and this one may not change it.
    #[error(
        "{path} belongs to the user {owner}, and this user may not change it: build as {owner}, or let {owner} hand \
         both folders over (chown -R USER {out} {state})"
    )]
    OwnedByOther { path: PathBuf, owner: String, out: PathBuf, state: PathBuf },
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

/// How many files a message names.
const MAX_NAMED: usize = 10;

/// What was found beside the files of a site, in words for a message.
fn describe_unmanaged(files: &[PathBuf]) -> String {
    if let [file] = files {
        let file = file.display();
        return format!(
            "{file} was not written by situ and would be lost: move it out of the site's folder and build again"
        );
    }
    let mut text = format!(
        "{} files were not written by situ and would be lost: move them out of the site's folder and build again",
        files.len()
    );
    text.extend(files.iter().take(MAX_NAMED).map(|file| format!("\n  {}", file.display())));
    match files.len().saturating_sub(MAX_NAMED) {
        0 => text,
        more => text + &format!("\n  and {more} more"),
    }
}

fn describe_root(root: &Option<PathBuf>) -> String {
    root.as_ref().map(|root| format!(", that of {}", root.display())).unwrap_or_default()
}

/// Something that the user should know about a build that succeeded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the message of each variant names its fields")]
pub enum PublishWarning {
    /// A file that situ did not write appeared in the output during the build. It was moved back to its path in the output.
    #[error(
        "{file} arrived while the site was being built. It is still there, but situ did not write it: move it out of \
         the site's folder, or the next build refuses to go on"
    )]
    LateFile { file: PathBuf },
    /// A file that situ did not write was found in the staging tree, or its path in the output was taken. It was moved to
    /// the state folder.
    #[error("a file that situ did not write was moved to {file}: move it where it belongs")]
    MovedFile { file: PathBuf },
    /// The new files could not get the owner, the group or the permissions of the output.
    #[error("new files of {out} could not be given its {refused}: set them by hand, or build as their owner")]
    AccessRefused { out: PathBuf, refused: String },
}

/// Adds the action and the path to an I/O error.
pub(super) fn io_error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    move |source| PublishError::Io { action, path: path.to_path_buf(), source }
}

/// Turns `NotFound` into `None`.
pub(super) fn none_if_not_found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
