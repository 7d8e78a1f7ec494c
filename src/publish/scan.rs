//! The scan of the output: which pages it holds, and which of them are unchanged since they were published.
//!
//! Takes the locked output; fills the [`PageTable`] of a [`Publication`]. Fails at the first file that situ did not
//! write. Never reads a page: sizes and times decide.

use super::error::{PublishError, io_error};
use super::fs::{FileType, Stat};
use super::manifest::{FileState, PageTable, Record};
use super::state::TreeFile;
use super::{MARKER, Publication, push_name, validate_path};
use crate::foundation::hash::ContentHash;

impl Publication<'_> {
    /// Reads the manifest that the output's marker names, and its notes. Missing or damaged files are ignored.
    pub(super) fn read_manifest(&mut self) -> Result<(), PublishError> {
        let Some(name) = self.target.marked else { return Ok(()) };
        let text = self.read_tree_file(TreeFile::Manifest, name)?;
        let text = text.filter(|text| ContentHash::blake3_bytes(text.as_bytes()) == name);
        if let Some(published) = text.and_then(|text| PageTable::parse(&text)) {
            self.published = published;
            self.manifest_name = Some(name);
            let notes = self.read_tree_file(TreeFile::Notes, name)?;
            self.notes_theme_hash = notes.and_then(|notes| self.published.apply_notes(name, &notes));
        }
        Ok(())
    }

    /// Walks the output and records the state of each page. Without a manifest, the table is built from the files.
    pub(super) fn scan_output(&mut self) -> Result<(), PublishError> {
        let mut published = std::mem::take(&mut self.published);
        self.scan_folder(&mut String::new(), &mut published)?;
        published.sort();
        self.published = published;
        Ok(())
    }

    fn scan_folder(&self, path: &mut String, published: &mut PageTable) -> Result<(), PublishError> {
        let folder = self.target.out.join(&*path);
        let display_folder = self.display_path.join(&*path);
        let length = path.len();
        for entry in self.fs.read_dir(&folder).map_err(io_error("list", &folder))? {
            let unmanaged = || PublishError::UnmanagedFile { file: display_folder.join(&entry.name) };
            push_name(path, entry.name.to_str().ok_or_else(unmanaged)?);
            match entry.stat.file_type {
                FileType::File if path == MARKER => {}
                FileType::File => self.scan_file(path, &entry.stat, published).ok_or_else(unmanaged)?,
                FileType::Directory if entry.stat.device == self.target.device => self.scan_folder(path, published)?,
                _ => return Err(unmanaged()),
            }
            path.truncate(length);
        }
        Ok(())
    }

    /// Records the state of a file; `None` if it is not in the manifest.
    fn scan_file(&self, path: &str, stat: &Stat, published: &mut PageTable) -> Option<()> {
        let entry = if self.manifest_name.is_some() {
            published.index(path).and_then(|at| published.entries.get_mut(at))?
        } else {
            validate_path(path).ok()?;
            published.push(path, Record { size: stat.size, ..Record::default() })?
        };
        entry.inode = stat.inode;
        entry.state = match entry.record {
            Record { size, .. } if size != stat.size => FileState::Damaged,
            Record { mtime, .. } if mtime == stat.mtime && self.notes_theme_hash.is_some() => FileState::Verified,
            _ => FileState::Unverified,
        };
        entry.record.mtime = stat.mtime;
        Some(())
    }
}
