//! The second tree: brought up to date file by file, marked whole, put in the output's place.
//!
//! Takes what this build has said of each page; gives a tree that holds exactly these pages. Never writes into a file
//! that is already there: it may be the output's own under a second name. Never crosses into another file system.

use std::collections::HashSet;
use std::io;
use std::path::Path;
use std::sync::MutexGuard;
use std::sync::atomic::Ordering::Relaxed;

use super::fs::{FileSystem, Kind, Stat};
use super::manifest::{Entry, Found, KEPT, UNSEEN, marker};
use super::{Fresh, MARKER, Publication, PublishError, io_error, pages, push_name};
use crate::foundation::hash::ContentHash;

/// What is known of the spare in this build.
#[derive(Debug, Default)]
pub(super) struct Spare {
    /// Whether it has been opened: since then it holds the output's unchanged files and this build's new ones only.
    open: bool,
    /// All its folders.
    folders: HashSet<Box<str>>,
}

impl Publication<'_> {
    /// Writes a new file into the spare.
    pub(super) fn write(&self, path: &str, old: Option<&Entry>, bytes: &[u8]) -> Result<Stat, PublishError> {
        self.make_room(&mut *self.opened()?, path)?;
        if let Some(entry) = old {
            self.unlink(path, entry)?;
        }
        let file = self.spare_root.join(path);
        self.fs.write_new(&file, bytes).map_err(|error| match error.kind() {
            // Two names that this file system takes for one, such as `A.html` and `a.html`.
            io::ErrorKind::AlreadyExists => PublishError::Twice { path: path.to_owned() },
            _ => io_error("write", &file)(error),
        })
    }

    /// Brings into the spare what stays, and removes from it what does not.
    pub(super) fn complete(&mut self, fresh: &mut Fresh) -> Result<(), PublishError> {
        let mut spare = self.opened()?;
        let pages = pages(&self.base, fresh);
        let mut wanted = HashSet::new();
        for (path, _) in &pages {
            let mut folder = *path;
            while let Some((above, _)) = folder.rsplit_once('/')
                && wanted.insert(above)
            {
                folder = above;
            }
        }
        if let Some((path, _)) = pages.iter().find(|(path, _)| wanted.contains(path)) {
            return Err(PublishError::PageAndFolder { path: (*path).to_owned() });
        }
        let mut copied = Vec::new();
        for (at, entry) in self.base.entries.iter().enumerate() {
            let path = self.base.path(entry);
            match entry.visit.load(Relaxed) {
                UNSEEN => self.unlink(path, entry)?,
                KEPT if !entry.linked.load(Relaxed) => {
                    self.make_room(&mut spare, path)?;
                    if let Some(copy) = self.link(path)? {
                        copied.push((at, copy.mtime));
                    }
                }
                _ => {}
            }
        }
        let mut empty: Vec<&str> = spare.folders.iter().map(|f| &**f).filter(|f| !wanted.contains(f)).collect();
        self.remove_folders(&mut empty)?;
        drop(spare);
        for (at, mtime) in copied {
            let Some(path) = self.base.entries.get(at).map(|entry| self.base.path(entry)) else { continue };
            if let Some(record) = fresh.get_mut(path) {
                record.mtime = mtime;
            }
            if let Some(entry) = self.base.entries.get_mut(at) {
                entry.record.mtime = mtime;
            }
        }
        Ok(())
    }

    /// Marks the spare as whole.
    pub(super) fn mark(&self, name: ContentHash) -> Result<(), PublishError> {
        let file = self.spare_root.join(MARKER);
        self.fs.write_new(&file, marker(name).as_bytes()).map(|_| ()).map_err(io_error("write", &file))
    }

    /// Puts the spare in the output's place, and the output in the spare's.
    pub(super) fn take_place(&self) -> Result<(), PublishError> {
        let (out, spare) = (&self.place.out, &self.spare_root);
        if let Some(folder) = self.place.folder
            && self.fs.metadata(spare).map_err(io_error("inspect", spare))?.mode != folder.mode
        {
            self.fs.set_mode(spare, folder.mode).map_err(io_error("set the permissions of", spare))?;
        }
        let done = match self.place.ours {
            true => match self.fs.exchange(out, spare) {
                Err(error) if is_unsupported(&error) => self.take_place_by_renames(),
                done => done,
            },
            false => self.fs.rename(spare, out),
        };
        done.map_err(|error| match (error.kind(), out.parent()) {
            (io::ErrorKind::ResourceBusy, _) => PublishError::MountPoint { out: self.shown.clone() },
            (io::ErrorKind::PermissionDenied, Some(parent)) => PublishError::Parent { parent: parent.to_path_buf() },
            _ => io_error("replace", out)(error),
        })
    }

    fn take_place_by_renames(&self) -> io::Result<()> {
        let (out, spare, former) = (&self.place.out, &self.spare_root, self.place.state.join("former"));
        self.fs.rename(out, &former)?;
        if let Err(error) = self.fs.rename(spare, out) {
            // If this fails too, the next build does it.
            let _ = self.fs.rename(&former, out);
            return Err(error);
        }
        // The new site stands; the next build does this if it cannot be done now.
        let _ = self.fs.rename(&former, spare);
        Ok(())
    }

    /// The spare, opened: without its marker and without any file that is not an unchanged one of the output.
    fn opened(&self) -> Result<MutexGuard<'_, Spare>, PublishError> {
        let mut spare = self.spare.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if !spare.open {
            let root = &self.spare_root;
            match super::absent(self.fs.metadata(root)).map_err(io_error("inspect", root))? {
                Some(stat) if stat.kind == Kind::Folder => {
                    let file = root.join(MARKER);
                    super::absent(self.fs.remove_file(&file)).map_err(io_error("remove", &file))?;
                    self.sweep(&mut String::new(), &mut spare.folders)?;
                }
                Some(_) => {
                    self.fs.remove_file(root).map_err(io_error("remove", root))?;
                    self.fs.create_dir(root).map_err(io_error("make the folder", root))?;
                }
                None => self.fs.create_dir(root).map_err(io_error("make the folder", root))?,
            }
            spare.open = true;
        }
        Ok(spare)
    }

    /// Removes all but unchanged files of the output and the folders that hold them; whether any is left.
    fn sweep(&self, path: &mut String, folders: &mut HashSet<Box<str>>) -> Result<bool, PublishError> {
        let folder = self.spare_root.join(&*path);
        let length = path.len();
        let mut left = false;
        for item in self.fs.read_dir(&folder).map_err(io_error("list", &folder))? {
            let file = folder.join(&item.name);
            let Some(name) = item.name.to_str() else {
                remove_tree(self.fs, &file, &item.stat, self.place.device)?;
                continue;
            };
            push_name(path, name);
            if item.stat.kind == Kind::Folder {
                same_device(&file, &item.stat, self.place.device)?;
                if self.sweep(path, folders)? {
                    folders.insert(path.as_str().into());
                    left = true;
                } else {
                    self.fs.remove_dir(&file).map_err(io_error("remove", &file))?;
                }
            } else if let Some(entry) = self.base.find(path).filter(|entry| is_one_file(entry, &item.stat)) {
                entry.linked.store(true, Relaxed);
                left = true;
            } else {
                self.fs.remove_file(&file).map_err(io_error("remove", &file))?;
            }
            path.truncate(length);
        }
        Ok(left)
    }

    /// Makes the folders above `path`, and removes what former pages have left in its way.
    fn make_room(&self, spare: &mut Spare, path: &str) -> Result<(), PublishError> {
        if spare.folders.contains(path) {
            let inside = format!("{path}/");
            let mut pages = self.base.below(path);
            if pages.any(|entry| entry.visit.load(Relaxed) != UNSEEN) || has_below(&self.fresh(), &inside) {
                return Err(PublishError::PageAndFolder { path: path.to_owned() });
            }
            for entry in self.base.below(path) {
                self.unlink(self.base.path(entry), entry)?;
            }
            let mut folders =
                spare.folders.iter().map(|f| &**f).filter(|f| *f == path || f.starts_with(&inside)).collect();
            self.remove_folders(&mut folders)?;
            spare.folders.retain(|folder| **folder != *path && !folder.starts_with(&inside));
        }
        match path.rsplit_once('/') {
            Some((folder, _)) => self.make_folder(spare, folder),
            None => Ok(()),
        }
    }

    fn make_folder(&self, spare: &mut Spare, folder: &str) -> Result<(), PublishError> {
        if spare.folders.contains(folder) {
            return Ok(());
        }
        if let Some((above, _)) = folder.rsplit_once('/') {
            self.make_folder(spare, above)?;
        }
        let page = self.base.find(folder);
        if page.is_some_and(|page| page.visit.load(Relaxed) != UNSEEN) || self.fresh().contains_key(folder) {
            return Err(PublishError::PageAndFolder { path: folder.to_owned() });
        }
        if let Some(page) = page {
            self.unlink(folder, page)?;
        }
        let path = self.spare_root.join(folder);
        self.fs.create_dir(&path).map_err(io_error("make the folder", &path))?;
        spare.folders.insert(folder.into());
        Ok(())
    }

    /// Brings a page of the output into the spare: as a link, or else as a copy.
    fn link(&self, path: &str) -> Result<Option<Stat>, PublishError> {
        use io::ErrorKind::{CrossesDevices, PermissionDenied, TooManyLinks, Unsupported};
        let (from, to) = (self.place.out.join(path), self.spare_root.join(path));
        match self.fs.hard_link(&from, &to) {
            Err(error) if matches!(error.kind(), CrossesDevices | PermissionDenied | TooManyLinks | Unsupported) => {
                self.fs.copy(&from, &to).map(Some).map_err(io_error("write", &to))
            }
            linked => linked.map(|()| None).map_err(io_error("link", &to)),
        }
    }

    /// Removes the spare's second name of a page, if it has one.
    fn unlink(&self, path: &str, entry: &Entry) -> Result<(), PublishError> {
        if entry.linked.swap(false, Relaxed) {
            let file = self.spare_root.join(path);
            self.fs.remove_file(&file).map_err(io_error("remove", &file))?;
        }
        Ok(())
    }

    /// Removes folders that hold at most each other.
    fn remove_folders(&self, folders: &mut Vec<&str>) -> Result<(), PublishError> {
        folders.sort_unstable_by(|a, b| b.cmp(a));
        folders.iter().try_for_each(|folder| {
            let path = self.spare_root.join(folder);
            self.fs.remove_dir(&path).map_err(io_error("remove", &path))
        })
    }
}

/// Removes a tree of ours. Never follows a link, never leaves the file system.
pub(super) fn remove_tree(fs: &dyn FileSystem, path: &Path, stat: &Stat, device: u64) -> Result<(), PublishError> {
    if stat.kind != Kind::Folder {
        return fs.remove_file(path).map_err(io_error("remove", path));
    }
    same_device(path, stat, device)?;
    for item in fs.read_dir(path).map_err(io_error("list", path))? {
        remove_tree(fs, &path.join(&item.name), &item.stat, device)?;
    }
    fs.remove_dir(path).map_err(io_error("remove", path))
}

fn same_device(path: &Path, stat: &Stat, device: u64) -> Result<(), PublishError> {
    if stat.device == device { Ok(()) } else { Err(PublishError::Foreign { file: path.to_path_buf() }) }
}

/// Whether `stat` is that of the very file which the output holds, unchanged.
fn is_one_file(entry: &Entry, stat: &Stat) -> bool {
    let same = stat.inode == entry.inode && stat.size == entry.record.size && stat.mtime == entry.record.mtime;
    entry.found != Found::Damaged && stat.kind == Kind::File && same
}

fn has_below(fresh: &Fresh, inside: &str) -> bool {
    use std::ops::Bound::{Excluded, Unbounded};
    fresh.range::<str, _>((Excluded(inside), Unbounded)).next().is_some_and(|(path, _)| path.starts_with(inside))
}

/// Whether an exchange in one step is unknown to the kernel or to the file system.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}
