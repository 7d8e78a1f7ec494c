//! The staging tree: updated file by file, marked as complete, swapped with the output.
//!
//! Takes the visit of each page and new bytes; returns a tree that holds exactly the pages of this build. Never writes
//! to an existing file, because that may be a hard link to a file of the output. Never crosses into another file
//! system.

use std::collections::HashSet;
use std::io;
use std::path::Path;
use std::sync::MutexGuard;
use std::sync::atomic::Ordering::Relaxed;

use super::error::{PublishError, io_error, none_if_not_found};
use super::fs::{FileSystem, FileType, Stat};
use super::manifest::{FileState, PageEntry, Visit};
use super::marker_file::{FileList, Marker};
use super::state_folder::PRUNING;
use super::{ChangedRecords, MARKER, Publication, all_pages, push_name};
use crate::foundation::locks::lock;

/// The state of the staging tree in this build.
#[derive(Debug, Default)]
pub(super) struct Staging {
    /// Whether it has been pruned. From then on it holds only unchanged files of the output and new ones of this build.
    is_open: bool,
    /// The paths of all its folders.
    folders: HashSet<Box<str>>,
}

impl Staging {
    /// Whether it has been pruned, so that everything in it is situ's.
    pub fn is_open(&self) -> bool {
        self.is_open
    }
}

impl Publication<'_> {
    /// Writes a new file to the staging tree. `old` is the published page at the same path.
    pub(super) fn write_file(&self, path: &str, old: Option<&PageEntry>, bytes: &[u8]) -> Result<Stat, PublishError> {
        self.clear_path(&mut *self.open_staging()?, path)?;
        if let Some(entry) = old {
            self.unlink(path, entry)?;
        }
        let file = self.staging_root.join(path);
        let stat = self.fs.write_new(&file, bytes).map_err(|error| match error.kind() {
            // The file system does not distinguish two paths of the site, such as `A.html` and `a.html`.
            io::ErrorKind::AlreadyExists => PublishError::DuplicatePath { path: path.to_owned() },
            _ => io_error("write", &file)(error),
        })?;
        self.give_access(&file, &stat, |access| access.file_mode);
        Ok(stat)
    }

    /// Hard-links unchanged files into the staging tree and deletes stale ones, so that it holds exactly the pages of
    /// this build. Where a file had to be copied, its new time is recorded.
    pub(super) fn finalise_staging(&mut self, changed: &mut ChangedRecords) -> Result<(), PublishError> {
        let mut staging = self.open_staging()?;
        let pages = all_pages(&self.published, changed);
        let mut wanted = HashSet::new();
        for (path, _) in &pages {
            let mut folder = *path;
            while let Some((parent, _)) = folder.rsplit_once('/')
                && wanted.insert(parent)
            {
                folder = parent;
            }
        }
        if let Some((path, _)) = pages.iter().find(|(path, _)| wanted.contains(path)) {
            return Err(PublishError::PageAndFolder { path: (*path).to_owned() });
        }
        let mut copied = Vec::new();
        let access_changed = self.access_changed();
        for (at, entry) in self.published.entries.iter().enumerate() {
            let path = self.published.path(entry);
            match entry.visit.load() {
                Visit::Unvisited => self.unlink(path, entry)?,
                Visit::Kept => {
                    if !entry.hard_linked.load(Relaxed) {
                        self.clear_path(&mut staging, path)?;
                        if let Some(copy) = self.link_or_copy(path)? {
                            copied.push((at, copy.mtime));
                        }
                    }
                    if access_changed || !entry.access_matches {
                        let file = self.staging_root.join(path);
                        let stat = self.fs.metadata(&file).map_err(io_error("inspect", &file))?;
                        self.give_access(&file, &stat, |access| access.file_mode);
                    }
                }
                Visit::Written => {}
            }
        }
        let mut empty: Vec<&str> = staging.folders.iter().map(|f| &**f).filter(|f| !wanted.contains(f)).collect();
        self.remove_folders(&mut empty)?;
        drop(staging);
        for (at, mtime) in copied {
            let Some(path) = self.published.entries.get(at).map(|entry| self.published.path(entry)) else { continue };
            if let Some(record) = changed.get_mut(path) {
                record.mtime = mtime;
            }
            if let Some(entry) = self.published.entries.get_mut(at) {
                entry.record.mtime = mtime;
            }
        }
        Ok(())
    }

    /// Locks the staging tree. On the first call, creates it, or removes its marker and prunes it.
    fn open_staging(&self) -> Result<MutexGuard<'_, Staging>, PublishError> {
        let mut staging = lock(&self.staging);
        if !staging.is_open {
            self.choose_access()?;
            let root = &self.staging_root;
            match none_if_not_found(self.fs.metadata(root)).map_err(io_error("inspect", root))? {
                Some(stat) if stat.file_type == FileType::Directory => self.prune_all(&mut staging)?,
                Some(_) => {
                    self.fs.remove_file(root).map_err(io_error("remove", root))?;
                    self.fs.create_dir(root).map_err(io_error("create the folder", root))?;
                }
                None => {
                    let list = self.target.state.join(PRUNING);
                    none_if_not_found(self.fs.remove_file(&list)).map_err(io_error("remove", &list))?;
                    self.fs.create_dir(root).map_err(io_error("create the folder", root))?;
                }
            }
            staging.is_open = true;
        }
        Ok(staging)
    }

    /// Prunes the staging tree and removes its marker. The marker is first moved out of the tree, which is no longer
    /// complete; if the build is interrupted, the next one finds there which files are those of situ.
    fn prune_all(&self, staging: &mut Staging) -> Result<(), PublishError> {
        let (marker, list) = (self.staging_root.join(MARKER), self.target.state.join(PRUNING));
        none_if_not_found(self.fs.rename(&marker, &list)).map_err(io_error("remove", &marker))?;
        let text = none_if_not_found(self.fs.read(&list)).map_err(io_error("read", &list))?;
        // A marker that was written only in part belongs to a tree that was not complete.
        let marker = text.and_then(|text| Marker::parse(&text)).filter(|marker| marker.is_intact);
        let files = marker.and_then(|marker| marker.files);
        self.prune(&mut String::new(), files.as_ref(), &mut staging.folders)?;
        none_if_not_found(self.fs.remove_file(&list)).map(drop).map_err(io_error("remove", &list))
    }

    /// Removes every file that is not a hard link to an unchanged file of the output, and the folders that get empty.
    /// If the tree was complete, `files` lists what situ wrote, and anything else is moved to the state folder. Adds
    /// the other folders to `folders`; returns whether any file is left below `path`.
    fn prune(
        &self,
        path: &mut String,
        files: Option<&FileList>,
        folders: &mut HashSet<Box<str>>,
    ) -> Result<bool, PublishError> {
        let folder = self.staging_root.join(&*path);
        let length = path.len();
        let mut any_left = false;
        for entry in self.fs.read_dir(&folder).map_err(io_error("list", &folder))? {
            let file = folder.join(&entry.name);
            let keep = || {
                let path = file.strip_prefix(&self.staging_root).unwrap_or(&file);
                self.keep_foreign_file(path).map_err(io_error("move", &file))
            };
            let Some(name) = entry.name.to_str() else {
                match files {
                    Some(_) => keep()?,
                    None => remove_tree(self.fs, &file, &entry.stat, self.target.device)?,
                }
                continue;
            };
            push_name(path, name);
            let is_foreign = |files: &FileList| entry.stat.file_type != FileType::File || !files.contains(path);
            if entry.stat.file_type == FileType::Directory {
                check_device(&file, &entry.stat, self.target.device)?;
                if self.prune(path, files, folders)? {
                    self.give_access(&file, &entry.stat, |access| access.folder_mode);
                    folders.insert(path.as_str().into());
                    any_left = true;
                } else {
                    self.fs.remove_dir(&file).map_err(io_error("remove", &file))?;
                }
            } else if let Some(page) = self.published.find(path).filter(|page| self.is_linked(page, &file, &entry.stat))
            {
                page.hard_linked.store(true, Relaxed);
                any_left = true;
            } else if files.is_some_and(is_foreign) {
                keep()?;
            } else {
                self.fs.remove_file(&file).map_err(io_error("remove", &file))?;
            }
            path.truncate(length);
        }
        Ok(any_left)
    }

    /// Makes room for a file at `path`: removes a folder of stale pages there, and creates the parent folders.
    fn clear_path(&self, staging: &mut Staging, path: &str) -> Result<(), PublishError> {
        if staging.folders.contains(path) {
            let prefix = format!("{path}/");
            let mut pages = self.published.inside(path);
            if pages.any(|page| page.visit.load() != Visit::Unvisited) || has_prefix(&lock(&self.changed), &prefix) {
                return Err(PublishError::PageAndFolder { path: path.to_owned() });
            }
            for page in self.published.inside(path) {
                self.unlink(self.published.path(page), page)?;
            }
            let mut folders =
                staging.folders.iter().map(|f| &**f).filter(|f| *f == path || f.starts_with(&prefix)).collect();
            self.remove_folders(&mut folders)?;
            staging.folders.retain(|folder| **folder != *path && !folder.starts_with(&prefix));
        }
        match path.rsplit_once('/') {
            Some((folder, _)) => self.create_folder(staging, folder),
            None => Ok(()),
        }
    }

    fn create_folder(&self, staging: &mut Staging, folder: &str) -> Result<(), PublishError> {
        if staging.folders.contains(folder) {
            return Ok(());
        }
        if let Some((parent, _)) = folder.rsplit_once('/') {
            self.create_folder(staging, parent)?;
        }
        let page = self.published.find(folder);
        if page.is_some_and(|page| page.visit.load() != Visit::Unvisited) || lock(&self.changed).contains_key(folder) {
            return Err(PublishError::PageAndFolder { path: folder.to_owned() });
        }
        if let Some(page) = page {
            self.unlink(folder, page)?;
        }
        let path = self.staging_root.join(folder);
        self.fs.create_dir(&path).map_err(io_error("create the folder", &path))?;
        let stat = self.fs.metadata(&path).map_err(io_error("inspect", &path))?;
        self.give_access(&path, &stat, |access| access.folder_mode);
        staging.folders.insert(folder.into());
        Ok(())
    }

    /// Brings a page of the output into the staging tree. Returns the metadata of the copy; `None` for a hard link.
    fn link_or_copy(&self, path: &str) -> Result<Option<Stat>, PublishError> {
        use io::ErrorKind::{CrossesDevices, PermissionDenied, TooManyLinks, Unsupported};
        let (from, to) = (self.target.out.join(path), self.staging_root.join(path));
        match self.fs.hard_link(&from, &to) {
            Err(error) if matches!(error.kind(), CrossesDevices | PermissionDenied | TooManyLinks | Unsupported) => {
                self.fs.copy(&from, &to).map(Some).map_err(io_error("write", &to))
            }
            linked => linked.map(|()| None).map_err(io_error("link", &to)),
        }
    }

    /// Whether `file` of the staging tree, which has the metadata `stat`, is the unchanged file of `page` itself.
    fn is_linked(&self, page: &PageEntry, file: &Path, stat: &Stat) -> bool {
        let is_equal = stat.size == page.record.size && stat.mtime == page.record.mtime;
        let is_candidate = page.state != FileState::Damaged && stat.file_type == FileType::File && is_equal;
        let published = || self.target.out.join(self.published.path(page));
        is_candidate && self.fs.is_same_file(&published(), file, (page.inode, stat.inode))
    }

    /// Removes the hard link to a page of the output, if there is one.
    fn unlink(&self, path: &str, entry: &PageEntry) -> Result<(), PublishError> {
        if entry.hard_linked.swap(false, Relaxed) {
            let file = self.staging_root.join(path);
            self.fs.remove_file(&file).map_err(io_error("remove", &file))?;
        }
        Ok(())
    }

    /// Removes those folders that contain no files, deepest first.
    fn remove_folders(&self, folders: &mut Vec<&str>) -> Result<(), PublishError> {
        folders.sort_unstable_by(|a, b| b.cmp(a));
        folders.iter().try_for_each(|folder| {
            let path = self.staging_root.join(folder);
            self.fs.remove_dir(&path).map_err(io_error("remove", &path))
        })
    }
}

/// Removes a file or a folder with its contents. Never follows a link, never leaves the file system.
pub(super) fn remove_tree(fs: &dyn FileSystem, path: &Path, stat: &Stat, device: u64) -> Result<(), PublishError> {
    if stat.file_type != FileType::Directory {
        return fs.remove_file(path).map_err(io_error("remove", path));
    }
    check_device(path, stat, device)?;
    for entry in fs.read_dir(path).map_err(io_error("list", path))? {
        remove_tree(fs, &path.join(&entry.name), &entry.stat, device)?;
    }
    fs.remove_dir(path).map_err(io_error("remove", path))
}

/// Fails if the entry is on another device, because situ did not mount anything there.
fn check_device(path: &Path, stat: &Stat, device: u64) -> Result<(), PublishError> {
    if stat.device == device { Ok(()) } else { Err(PublishError::UnmanagedFiles { files: vec![path.to_path_buf()] }) }
}

/// Whether a changed page has a path that starts with `prefix`.
fn has_prefix(changed: &ChangedRecords, prefix: &str) -> bool {
    use std::ops::Bound::{Excluded, Unbounded};
    changed.range::<str, _>((Excluded(prefix), Unbounded)).next().is_some_and(|(path, _)| path.starts_with(prefix))
}
