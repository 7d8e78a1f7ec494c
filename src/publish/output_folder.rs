//! The output folder: resolves its path, refuses unsafe ones, takes the lock.
//!
//! Takes the output's path and the sources; returns a [`PublishTarget`] that only this process may write to. Runs every
//! check that does not need the lock before it changes anything; never touches files that situ did not create.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::MARKER;
use super::error::{PublishError, io_error, none_if_not_found};
use super::fs::{FileSystem, FileType, Stat};
use super::marker_file::Marker;
use super::staging::remove_tree;
use super::state_folder::{GITIGNORE, LEGACY_PREVIOUS, LEGACY_STAGING, LOCK, PREVIOUS, STAGING};
use super::swap::complete_removal;

/// The largest marker in bytes. A marker has a short line for each file, so a larger file is something else.
const MAX_MARKER_SIZE: u64 = 256 << 20;

/// The output and its state folder. The lock is held until this is dropped.
#[derive(Debug)]
pub(super) struct PublishTarget {
    /// The output, with all links in the folders above it resolved.
    pub out: PathBuf,
    /// The state folder.
    pub state: PathBuf,
    /// The device of the state folder; the output must be on the same one.
    pub device: u64,
    /// The metadata of the output folder; `None` if it does not exist.
    pub folder: Option<Stat>,
    /// The marker of the output. `None` if the output is empty or does not exist.
    pub marker: Option<Marker>,
    _lock: File,
}

/// What is at the output's path: nothing, an empty folder, or a folder with a marker.
struct TargetState {
    folder: Option<Stat>,
    marker: Option<Marker>,
}

impl PublishTarget {
    /// Validates the output, creates the state folder, takes the lock and recovers from an interrupted swap.
    ///
    /// `display_path` is the output as the user named it. Fails if the output overlaps one of the `sources`, is not a
    /// folder of situ, or is being built by another process.
    pub fn acquire(fs: &dyn FileSystem, display_path: &Path, sources: &[&Path]) -> Result<PublishTarget, PublishError> {
        let find = |path: &Path| resolve_links(fs, path).map_err(io_error("find", path));
        let mut out = std::path::absolute(display_path).map_err(io_error("find", display_path))?;
        if out.file_name().is_none() {
            out = find(&out)?;
        }
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(PublishError::MountPoint { out });
        };
        let parent = find(parent)?;
        let out = parent.join(name);
        let state = parent.join(state_folder_name(name));
        for source in sources {
            let real = find(source)?;
            let named = std::path::absolute(source).map_err(io_error("find", source))?;
            let named = match (named.parent(), named.file_name()) {
                (Some(parent), Some(name)) => find(parent)?.join(name),
                _ => real.clone(),
            };
            if [real, named].iter().any(|s| out.starts_with(s) || s.starts_with(&out) || s.starts_with(&state)) {
                return Err(PublishError::OutputOverlapsSources {
                    out: display_path.to_path_buf(),
                    source_path: source.to_path_buf(),
                });
            }
        }
        refuse_folders_of_situ(fs, display_path, &out)?;
        inspect_target(fs, display_path, &out)?;
        create_folders(fs, &parent)?;
        let is_new = create_state_folder(fs, &parent, &state)?;
        let result = PublishTarget::lock(fs, display_path, &parent, out, &state);
        if is_new && result.is_err() {
            // Nothing else is in it, and it would only be in the way.
            let _ = fs.remove_file(&state.join(GITIGNORE));
            let _ = fs.remove_file(&state.join(LOCK));
            let _ = fs.remove_dir(&state);
        }
        result
    }

    /// The part of [`PublishTarget::acquire`] that needs the lock.
    fn lock(
        fs: &dyn FileSystem,
        display_path: &Path,
        parent: &Path,
        out: PathBuf,
        state: &Path,
    ) -> Result<PublishTarget, PublishError> {
        let lock = state.join(LOCK);
        let lock = fs.try_lock(&lock).map_err(io_error("lock", &lock))?;
        let lock = lock.ok_or_else(|| PublishError::Locked { out: display_path.to_path_buf() })?;
        let device = |path: &Path| fs.metadata(path).map(|stat| stat.device).map_err(io_error("inspect", path));
        let state_device = device(state)?;
        if state_device != device(parent)? {
            return Err(PublishError::StateFolderMounted { state: state.to_path_buf() });
        }
        let gitignore = state.join(GITIGNORE);
        if none_if_not_found(fs.metadata(&gitignore)).map_err(io_error("inspect", &gitignore))?.is_none() {
            // A missing one is only a nuisance.
            let _ = fs.write_new(&gitignore, b"*\n");
        }
        recover_interrupted_swap(fs, display_path, &out, state)?;
        let TargetState { folder, marker } = inspect_target(fs, display_path, &out)?;
        Ok(PublishTarget { out, state: state.to_path_buf(), device: state_device, folder, marker, _lock: lock })
    }
}

/// Fails if the output is a state folder, or inside one, or inside another output.
fn refuse_folders_of_situ(fs: &dyn FileSystem, display_path: &Path, out: &Path) -> Result<(), PublishError> {
    let refused = display_path.to_path_buf();
    let is_state = |name: &OsStr| {
        let name = name.as_encoded_bytes();
        name.len() > ".x.situ".len() - 1 && name.starts_with(b".") && name.ends_with(b".situ")
    };
    if out.iter().any(is_state) {
        return Err(PublishError::InsideStateFolder { out: refused });
    }
    for outer in out.ancestors().skip(1) {
        let marker = outer.join(MARKER);
        let is_marker = |stat: Stat| stat.file_type == FileType::File && stat.size <= MAX_MARKER_SIZE;
        if fs.metadata(&marker).is_ok_and(is_marker)
            && fs.read(&marker).is_ok_and(|text| Marker::parse(&text).is_some())
        {
            return Err(PublishError::InsideOutput { out: refused, outer: outer.to_path_buf() });
        }
    }
    Ok(())
}

/// The state folder of an output, computed from the path alone. `None` for a root folder.
pub(super) fn state_folder(out: &Path) -> Option<PathBuf> {
    let out = std::path::absolute(out).ok()?;
    Some(out.parent()?.join(state_folder_name(out.file_name()?)))
}

fn state_folder_name(name: &OsStr) -> OsString {
    let mut state = OsString::from(".");
    state.push(name);
    state.push(".situ");
    state
}

/// Resolves symbolic links in a path whose last folders may not exist yet.
fn resolve_links(fs: &dyn FileSystem, path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    for ancestor in path.ancestors() {
        if let Some(real) = none_if_not_found(fs.canonicalize(ancestor))? {
            let rest = path.strip_prefix(ancestor).unwrap_or(Path::new(""));
            if rest.components().any(|part| !matches!(part, Component::Normal(_))) {
                break;
            }
            return Ok(rest.components().fold(real, |real, part| real.join(part)));
        }
    }
    Err(io::ErrorKind::NotFound.into())
}

/// Returns what is at the output's path. Fails if that may not be replaced.
fn inspect_target(fs: &dyn FileSystem, display_path: &Path, out: &Path) -> Result<TargetState, PublishError> {
    let refused = display_path.to_path_buf();
    let Some(stat) = none_if_not_found(fs.metadata(out)).map_err(io_error("inspect", out))? else {
        return Ok(TargetState { folder: None, marker: None });
    };
    match stat.file_type {
        FileType::Directory => {}
        FileType::Symlink => return Err(PublishError::SymbolicLink { out: refused }),
        FileType::File | FileType::Other => return Err(PublishError::NotADirectory { out: refused }),
    }
    if let Some(parent) = out.parent()
        && fs.metadata(parent).map_err(io_error("inspect", parent))?.device != stat.device
    {
        return Err(PublishError::MountPoint { out: refused });
    }
    let folder = Some(stat);
    let entries = fs.read_dir(out).map_err(io_error("list", out))?;
    if entries.is_empty() {
        return Ok(TargetState { folder, marker: None });
    }
    let mut markers = entries.iter().filter(|entry| entry.name == MARKER);
    if markers.any(|entry| entry.stat.file_type == FileType::File && entry.stat.size <= MAX_MARKER_SIZE) {
        let marker = out.join(MARKER);
        let text = fs.read(&marker).map_err(io_error("read", &marker))?;
        if let Some(marker) = Marker::parse(&text) {
            return Ok(TargetState { folder, marker: Some(marker) });
        }
    }
    Err(PublishError::UnmanagedDirectory { out: refused })
}

/// Creates a folder and the missing folders above it.
fn create_folders(fs: &dyn FileSystem, folder: &Path) -> Result<(), PublishError> {
    if none_if_not_found(fs.metadata(folder)).map_err(io_error("inspect", folder))?.is_some() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        create_folders(fs, parent)?;
        create_folder(fs, parent, folder)?;
    }
    Ok(())
}

fn create_folder(fs: &dyn FileSystem, parent: &Path, folder: &Path) -> Result<(), PublishError> {
    use io::ErrorKind::{AlreadyExists, PermissionDenied, ReadOnlyFilesystem};
    match fs.create_dir(folder) {
        Err(error) if error.kind() == AlreadyExists => Ok(()),
        Err(error) if matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem) => {
            Err(PublishError::ParentNotWritable { parent: parent.to_path_buf() })
        }
        result => result.map_err(io_error("create the folder", folder)),
    }
}

/// Creates the state folder; returns whether it did. An existing one belongs to situ if it is empty or holds a lock
/// file; else this fails.
fn create_state_folder(fs: &dyn FileSystem, parent: &Path, state: &Path) -> Result<bool, PublishError> {
    let is_managed = match none_if_not_found(fs.metadata(state)).map_err(io_error("inspect", state))? {
        None => return create_folder(fs, parent, state).map(|()| true),
        Some(stat) if stat.file_type == FileType::Directory => {
            let entries = fs.read_dir(state).map_err(io_error("list", state))?;
            let is_lock = |entry: &super::DirEntry| entry.name == LOCK && entry.stat.file_type == FileType::File;
            entries.is_empty() || entries.iter().any(is_lock)
        }
        Some(_) => false,
    };
    if is_managed { Ok(false) } else { Err(PublishError::UnmanagedStateFolder { state: state.to_path_buf() }) }
}

/// Completes or reverts an interrupted swap, which was done by renames, and takes over trees left by earlier versions of
/// situ.
///
/// Where the output is missing, the previous tree goes back. Where the new tree has arrived, the previous one becomes
/// the staging tree.
fn recover_interrupted_swap(
    fs: &dyn FileSystem,
    display_path: &Path,
    out: &Path,
    state: &Path,
) -> Result<(), PublishError> {
    complete_removal(fs, out, state)?;
    for name in [PREVIOUS, LEGACY_PREVIOUS] {
        let previous = state.join(name);
        let Some(stat) = none_if_not_found(fs.metadata(&previous)).map_err(io_error("inspect", &previous))? else {
            continue;
        };
        if inspect_target(fs, display_path, out)?.marker.is_some() {
            become_staging(fs, &previous, &stat, state)?;
        } else {
            fs.rename(&previous, out).map_err(io_error("restore", out))?;
        }
    }
    let staging = state.join(LEGACY_STAGING);
    match none_if_not_found(fs.metadata(&staging)).map_err(io_error("inspect", &staging))? {
        Some(stat) => become_staging(fs, &staging, &stat, state),
        None => Ok(()),
    }
}

/// Makes `tree` the staging tree, or removes it if there is one already.
fn become_staging(fs: &dyn FileSystem, tree: &Path, stat: &Stat, state: &Path) -> Result<(), PublishError> {
    let staging = state.join(STAGING);
    match none_if_not_found(fs.metadata(&staging)).map_err(io_error("inspect", &staging))? {
        None => fs.rename(tree, &staging).map_err(io_error("rename", tree)),
        Some(_) => remove_tree(fs, tree, stat, stat.device),
    }
}
