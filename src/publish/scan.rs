//! The scan of the output: which pages it holds, and which of them are unchanged since they were published.
//!
//! Takes the locked output; fills the [`PageTable`] of a [`Publication`]. Fails if there are files that situ did not
//! write, and names them. Reads pages only after the host was started again: otherwise sizes and times decide.

use std::path::PathBuf;

use rayon::prelude::*;

use super::error::{PublishError, io_error};
use super::fs::{FileType, Stat};
use super::manifest::{FileRecord, FileState, NotesHead, PageTable};
use super::permissions::Access;
use super::state_folder::TreeFile;
use super::{MARKER, Publication, push_name, validate_path};
use crate::foundation::hash::ContentHash;

/// A folder of the output, as the scan found it.
#[derive(Debug)]
pub(super) struct ScannedFolder {
    /// Path relative to the output folder; empty for that folder itself.
    pub path: Box<str>,
    /// Its modification time, read before its contents.
    pub mtime: i64,
    /// Whether its mode, owner and group are those of the output.
    pub access_matches: bool,
}

/// What the scan of an output collects.
struct Scan<'a> {
    access: &'a Access,
    published: PageTable,
    folders: Vec<ScannedFolder>,
    unmanaged: Vec<PathBuf>,
    /// How many files of situ were found.
    managed_files: usize,
}

impl Publication<'_> {
    /// Reads the manifest that the output's marker names, and its notes. Missing or damaged files are ignored.
    pub(super) fn read_manifest(&mut self) -> Result<(), PublishError> {
        let Some(name) = self.marked() else { return Ok(()) };
        let text = self.read_tree_file(TreeFile::Manifest, name)?;
        let text = text.filter(|text| ContentHash::blake3_bytes(text.as_bytes()) == name);
        if let Some(published) = text.and_then(|text| PageTable::parse(&text)) {
            self.published = published;
            self.manifest_name = Some(name);
            let notes = self.read_tree_file(TreeFile::Notes, name)?;
            self.notes = notes.and_then(|notes| self.published.apply_notes(name, &notes));
        }
        Ok(())
    }

    /// Walks the output and records the state of each page. Without a manifest, the table is built from those files
    /// that the marker lists.
    pub(super) fn scan_output(&mut self) -> Result<(), PublishError> {
        let Some(root) = self.target.folder else { return Ok(()) };
        let files = self.target.marker.as_ref().and_then(|marker| marker.files.as_ref());
        if self.manifest_name.is_none() && files.is_none() {
            return Err(PublishError::UnknownFiles { out: self.display_path.clone() });
        }
        let access = Access::new(&root, root.mode);
        let published = std::mem::take(&mut self.published);
        let mut scan =
            Scan { access: &access, published, folders: Vec::new(), unmanaged: Vec::new(), managed_files: 0 };
        self.scan_folder(&mut String::new(), &root, &mut scan)?;
        let Scan { mut published, folders, unmanaged, .. } = scan;
        if !unmanaged.is_empty() {
            return Err(PublishError::UnmanagedFiles { files: unmanaged });
        }
        published.sort();
        self.published = published;
        self.folders = folders;
        self.verify_after_restart();
        Ok(())
    }

    fn scan_folder(&self, path: &mut String, stat: &Stat, scan: &mut Scan<'_>) -> Result<(), PublishError> {
        let folder = self.target.out.join(&*path);
        let display_folder = self.display_path.join(&*path);
        let length = path.len();
        let entries = self.fs.read_dir(&folder).map_err(io_error("list", &folder))?;
        if entries.is_empty() && scan.published.inside(path).next().is_none() {
            // Somebody made room for files of their own.
            scan.unmanaged.push(display_folder);
            return Ok(());
        }
        let access_matches = scan.access.matches(stat, if length == 0 { stat.mode } else { scan.access.folder_mode });
        scan.folders.push(ScannedFolder { path: path.as_str().into(), mtime: stat.mtime, access_matches });
        for entry in entries {
            let name = entry.name.to_str();
            push_name(path, name.unwrap_or_default());
            let is_managed = match entry.stat.file_type {
                _ if name.is_none() => false,
                FileType::File if path == MARKER => true,
                FileType::File => self.scan_file(path, &entry.stat, scan).is_some(),
                FileType::Directory if entry.stat.device == self.target.device => {
                    let (managed, unmanaged) = (scan.managed_files, scan.unmanaged.len());
                    self.scan_folder(path, &entry.stat, scan)?;
                    let is_foreign = scan.managed_files == managed && scan.published.inside(path).next().is_none();
                    if is_foreign {
                        // The folder is named, and not each of the many files that a `.git` has.
                        scan.unmanaged.truncate(unmanaged);
                    }
                    !is_foreign
                }
                _ => false,
            };
            if !is_managed {
                scan.unmanaged.push(display_folder.join(&entry.name));
            }
            path.truncate(length);
        }
        Ok(())
    }

    /// Records the state of a file; `None` if situ did not write it.
    fn scan_file(&self, path: &str, stat: &Stat, scan: &mut Scan<'_>) -> Option<()> {
        let published = &mut scan.published;
        let entry = if self.manifest_name.is_some() {
            published.index(path).and_then(|at| published.entries.get_mut(at))?
        } else {
            let files = self.target.marker.as_ref()?.files.as_ref()?;
            validate_path(path).ok().filter(|()| files.contains(path))?;
            published.push(path, FileRecord { size: stat.size, ..FileRecord::default() })?
        };
        entry.inode = stat.inode;
        entry.access_matches = scan.access.matches(stat, scan.access.file_mode);
        entry.state = match entry.record {
            FileRecord { size, .. } if size != stat.size => FileState::Damaged,
            FileRecord { mtime, .. } if mtime == stat.mtime && self.notes.is_some() => FileState::Verified,
            _ => FileState::Unverified,
        };
        entry.record.mtime = stat.mtime;
        scan.managed_files += 1;
        Some(())
    }

    /// Reads every page if the host was started again since the notes were written: if the power failed, a file may
    /// have its size and time, but not its bytes.
    fn verify_after_restart(&mut self) {
        let Some(NotesHead { boot, .. }) = self.notes else { return };
        if boot == self.boot {
            return;
        }
        let (fs, out, table) = (self.fs, &self.target.out, &mut self.published);
        let PageTable { paths, entries } = table;
        entries.par_iter_mut().filter(|entry| entry.state == FileState::Verified).for_each(|entry| {
            let bytes = fs.read(&out.join(entry.path_in(paths)));
            if !bytes.is_ok_and(|bytes| ContentHash::xxh3_bytes(&bytes) == entry.record.content) {
                entry.state = FileState::Damaged;
            }
        });
    }
}
