//! Where a site may be published: resolves the output's path, refuses what must be refused, takes the lock.
//!
//! Takes the output's path and the sources; gives a [`Place`] that this build alone may write to. Never changes
//! anything before all refusals that can be told without the lock; never touches what is not ours.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::fs::{FileSystem, Kind, Stat};
use super::manifest::read_marker;
use super::spare::remove_tree;
use super::{MARKER, PublishError, absent, io_error};
use crate::foundation::hash::ContentHash;

/// A marker is two lines; what is longer is something else.
const MARKER_LIMIT: u64 = 4096;

/// The output and its state folder, locked.
#[derive(Debug)]
pub(super) struct Place {
    /// The output, with all links in the folders above resolved.
    pub out: PathBuf,
    /// The folder of spare, lock and manifests.
    pub state: PathBuf,
    pub device: u64,
    /// The output's own folder: none, an empty one, or one with our marker.
    pub folder: Option<Stat>,
    pub ours: bool,
    /// The manifest that the marker names.
    pub marked: Option<ContentHash>,
    _lock: File,
}

/// What stands at the output's path: nothing, an empty folder, or a folder of ours.
struct Standing {
    folder: Option<Stat>,
    ours: bool,
    marked: Option<ContentHash>,
}

impl Place {
    pub fn claim(fs: &dyn FileSystem, shown: &Path, sources: &[&Path]) -> Result<Place, PublishError> {
        let find = |path: &Path| resolve(fs, path).map_err(io_error("find", path));
        let mut out = std::path::absolute(shown).map_err(io_error("find", shown))?;
        if out.file_name().is_none() {
            out = find(&out)?;
        }
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(PublishError::MountPoint { out });
        };
        let parent = find(parent)?;
        let out = parent.join(name);
        let state = parent.join(state_name(name));
        for source in sources {
            let real = find(source)?;
            let named = std::path::absolute(source).map_err(io_error("find", source))?;
            let named = match (named.parent(), named.file_name()) {
                (Some(above), Some(name)) => find(above)?.join(name),
                _ => real.clone(),
            };
            if [real, named].iter().any(|s| out.starts_with(s) || s.starts_with(&out) || s.starts_with(&state)) {
                return Err(PublishError::Sources { out: shown.to_path_buf(), source_path: source.to_path_buf() });
            }
        }
        look(fs, shown, &out)?;
        make_folders(fs, &parent)?;
        make_state(fs, &parent, &state)?;
        let lock = state.join("lock");
        let lock = fs.try_lock(&lock).map_err(io_error("lock", &lock))?;
        let lock = lock.ok_or_else(|| PublishError::Busy { out: shown.to_path_buf() })?;
        recover(fs, shown, &out, &state)?;
        let Standing { folder, ours, marked } = look(fs, shown, &out)?;
        let device = fs.metadata(&state).map_err(io_error("inspect", &state))?.device;
        Ok(Place { out, state, device, folder, ours, marked, _lock: lock })
    }
}

/// The state folder of an output, before anything is known about the two.
pub(super) fn state_of(out: &Path) -> Option<PathBuf> {
    let out = std::path::absolute(out).ok()?;
    Some(out.parent()?.join(state_name(out.file_name()?)))
}

fn state_name(name: &std::ffi::OsStr) -> OsString {
    let mut state = OsString::from(".");
    state.push(name);
    state.push(".situ");
    state
}

/// The real path of `path`, of which the last folders may be missing.
fn resolve(fs: &dyn FileSystem, path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    for above in path.ancestors() {
        if let Some(real) = absent(fs.canonicalize(above))? {
            let rest = path.strip_prefix(above).unwrap_or(Path::new(""));
            if rest.components().any(|part| !matches!(part, std::path::Component::Normal(_))) {
                break;
            }
            return Ok(rest.components().fold(real, |real, part| real.join(part)));
        }
    }
    Err(io::ErrorKind::NotFound.into())
}

fn look(fs: &dyn FileSystem, shown: &Path, out: &Path) -> Result<Standing, PublishError> {
    let refused = shown.to_path_buf();
    let Some(stat) = absent(fs.metadata(out)).map_err(io_error("inspect", out))? else {
        return Ok(Standing { folder: None, ours: false, marked: None });
    };
    match stat.kind {
        Kind::Folder => {}
        Kind::Link => return Err(PublishError::Link { out: refused }),
        Kind::File | Kind::Other => return Err(PublishError::NotAFolder { out: refused }),
    }
    if let Some(parent) = out.parent()
        && fs.metadata(parent).map_err(io_error("inspect", parent))?.device != stat.device
    {
        return Err(PublishError::MountPoint { out: refused });
    }
    let folder = Some(stat);
    let items = fs.read_dir(out).map_err(io_error("list", out))?;
    if items.is_empty() {
        return Ok(Standing { folder, ours: false, marked: None });
    }
    let mut markers = items.iter().filter(|item| item.name == MARKER);
    if markers.any(|item| item.stat.kind == Kind::File && item.stat.size <= MARKER_LIMIT) {
        let marker = out.join(MARKER);
        let text = fs.read(&marker).map_err(io_error("read", &marker))?;
        if let Some(marked) = read_marker(&text) {
            return Ok(Standing { folder, ours: true, marked });
        }
    }
    Err(PublishError::NotOurs { out: refused })
}

/// Makes the missing folders above the output.
fn make_folders(fs: &dyn FileSystem, folder: &Path) -> Result<(), PublishError> {
    if absent(fs.metadata(folder)).map_err(io_error("inspect", folder))?.is_some() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folders(fs, parent)?;
        make_folder(fs, parent, folder)?;
    }
    Ok(())
}

fn make_folder(fs: &dyn FileSystem, parent: &Path, folder: &Path) -> Result<(), PublishError> {
    use io::ErrorKind::{AlreadyExists, PermissionDenied, ReadOnlyFilesystem};
    match fs.create_dir(folder) {
        Err(error) if error.kind() == AlreadyExists => Ok(()),
        Err(error) if matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem) => {
            Err(PublishError::Parent { parent: parent.to_path_buf() })
        }
        made => made.map_err(io_error("make the folder", folder)),
    }
}

/// Makes the state folder, or makes sure that the one there is ours: it is empty or holds a lock.
fn make_state(fs: &dyn FileSystem, parent: &Path, state: &Path) -> Result<(), PublishError> {
    let ours = match absent(fs.metadata(state)).map_err(io_error("inspect", state))? {
        None => return make_folder(fs, parent, state),
        Some(stat) if stat.kind == Kind::Folder => {
            let items = fs.read_dir(state).map_err(io_error("list", state))?;
            items.is_empty() || items.iter().any(|item| item.name == "lock" && item.stat.kind == Kind::File)
        }
        Some(_) => false,
    };
    if ours { Ok(()) } else { Err(PublishError::State { state: state.to_path_buf() }) }
}

/// Puts right an exchange by renames that was cut short: the former tree goes back where the output is missing, and
/// becomes the spare where the new one has arrived.
fn recover(fs: &dyn FileSystem, shown: &Path, out: &Path, state: &Path) -> Result<(), PublishError> {
    let (former, spare) = (state.join("former"), state.join("spare"));
    let Some(stat) = absent(fs.metadata(&former)).map_err(io_error("inspect", &former))? else { return Ok(()) };
    if !look(fs, shown, out)?.ours {
        return fs.rename(&former, out).map_err(io_error("put back", out));
    }
    match absent(fs.metadata(&spare)).map_err(io_error("inspect", &spare))? {
        None => fs.rename(&former, &spare).map_err(io_error("rename", &former)),
        Some(_) => remove_tree(fs, &former, &stat, stat.device),
    }
}
