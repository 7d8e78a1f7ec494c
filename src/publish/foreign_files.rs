//! Files that situ did not write and that appear in a tree while situ works on it: they are moved, never removed.
//!
//! Takes the tree that was the output until the swap; moves what situ did not write back into the output, or to the
//! state folder where its place is taken. Never reads the files, never follows a link.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{PublishWarning, none_if_not_found};
use super::fs::{DirEntry, FileSystem, FileType, Stat};
use super::state_folder::KEPT;
use super::{MARKER, Publication};
use crate::foundation::locks::lock;
use crate::foundation::paths::slash_path;

/// Nanoseconds before the scan: a folder that was changed later is listed again, because two changes that follow each
/// other at once may leave the same time.
const GRANULARITY: i64 = 2_000_000_000;

impl Publication<'_> {
    /// Called after the swap, when the old output is the staging tree. Moves what has arrived in it since the scan to
    /// the output. What cannot be moved now is found when the next build prunes the staging tree.
    pub(super) fn return_late_files(&self) {
        let recent = self.opened_at.saturating_sub(GRANULARITY);
        let scanned: HashSet<&str> = self.folders.iter().map(|folder| &*folder.path).collect();
        for folder in &self.folders {
            let old = self.staging_root.join(&*folder.path);
            let is_unchanged = |mtime: i64| mtime == folder.mtime && mtime < recent;
            if self
                .fs
                .metadata(&old)
                .is_ok_and(|stat| stat.file_type != FileType::Directory || is_unchanged(stat.mtime))
            {
                continue;
            }
            for entry in self.fs.read_dir(&old).unwrap_or_default() {
                let relative = Path::new(&*folder.path).join(&entry.name);
                if !self.was_scanned(&relative, &entry, &scanned) {
                    self.return_late_file(&relative, &entry);
                }
            }
        }
    }

    /// Moves a file or folder that situ did not write from staging back to the output; merges a folder that already
    /// exists there.
    fn return_late_file(&self, relative: &Path, entry: &DirEntry) {
        let (old, new) = (self.staging_root.join(relative), self.target.out.join(relative));
        let is_folder = |stat: Stat| stat.file_type == FileType::Directory;
        if is_folder(entry.stat) && self.fs.metadata(&new).is_ok_and(is_folder) {
            for entry in self.fs.read_dir(&old).unwrap_or_default() {
                self.return_late_file(&relative.join(&entry.name), &entry);
            }
        } else if let Ok(to) = move_aside(self.fs, &self.staging_root, relative, &self.target.out, &self.target.state) {
            lock(&self.warnings).push(match to == new {
                true => PublishWarning::LateFile { file: self.display_path.join(relative) },
                false => PublishWarning::MovedFile { file: to },
            });
        }
    }

    /// Whether an entry of the old output is a page, or a folder that the scan found. A folder of pages that was missing
    /// then can hold only files of somebody else.
    fn was_scanned(&self, path: &Path, entry: &DirEntry, folders: &HashSet<&str>) -> bool {
        let Some(path) = slash_path(path) else { return false };
        match entry.stat.file_type {
            FileType::File => path == MARKER || self.published.find(&path).is_some(),
            FileType::Directory => folders.contains(&*path),
            FileType::Symlink | FileType::Other => false,
        }
    }

    /// Moves a file that situ did not write out of the staging tree, where the next site is about to be built.
    pub(super) fn keep_foreign_file(&self, path: &Path) -> io::Result<()> {
        let kept = self.target.state.join(KEPT);
        let to = move_aside(self.fs, &self.staging_root, path, &kept, &self.target.state)?;
        lock(&self.warnings).push(PublishWarning::MovedFile { file: to });
        Ok(())
    }
}

/// Moves `path` of one tree to the same path of another, or to a free name in the state folder if that is taken.
/// Returns where it is now.
pub(super) fn move_aside(
    fs: &dyn FileSystem,
    from: &Path,
    path: &Path,
    to: &Path,
    state: &Path,
) -> io::Result<PathBuf> {
    let source = from.join(path);
    let wanted = to.join(path);
    if wanted.parent().is_some_and(|parent| create_folders(fs, parent).is_ok()) && is_free(fs, &wanted)? {
        fs.rename(&source, &wanted)?;
        return Ok(wanted);
    }
    let name = path.file_name().unwrap_or_default();
    for number in 1.. {
        let folder = state.join(KEPT).join(number.to_string());
        create_folders(fs, &folder)?;
        let free = folder.join(name);
        if is_free(fs, &free)? {
            fs.rename(&source, &free)?;
            return Ok(free);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn is_free(fs: &dyn FileSystem, path: &Path) -> io::Result<bool> {
    none_if_not_found(fs.metadata(path)).map(|stat| stat.is_none())
}

/// Creates a folder and the missing folders above it. Fails if one of them is something else.
fn create_folders(fs: &dyn FileSystem, folder: &Path) -> io::Result<()> {
    match none_if_not_found(fs.metadata(folder))? {
        Some(stat) if stat.file_type == FileType::Directory => Ok(()),
        Some(_) => Err(io::ErrorKind::AlreadyExists.into()),
        None => {
            folder.parent().map_or(Ok(()), |parent| create_folders(fs, parent))?;
            fs.create_dir(folder)
        }
    }
}
