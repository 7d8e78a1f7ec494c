//! Publishing: replaces the output folder with the pages of one build, atomically, at a cost that grows with the
//! change.
//!
//! Takes pages as path and bytes, one at a time, from any number of threads; returns a [`PublishReport`]. Never writes
//! into the output in place, never keeps all pages in memory, never follows a symbolic link, never writes the time of
//! day, never prints.
//!
//! Next to the output `public/` is the state folder `.public.situ/`. It holds `lock`, `staging/` (a second tree),
//! `manifest-<hash>`, `notes-<hash>`, `inputs` (what the output was built from: if that is unchanged, there is
//! nothing to do) and the caches of other stages (`documents-<number>`, `words-<language>`).
//!
//! One build has seven steps:
//!
//! 1. Take the lock, recover from an interrupted build, scan the output and compare it with its manifest.
//! 2. The first page with new bytes opens the staging tree. Its marker is removed, and then every file that is not a
//!    hard link (same inode) to an unchanged file of the output. So the earlier contents of the staging tree do not
//!    matter.
//! 3. Each page with new bytes is written to the staging tree as a new file. An unchanged page costs nothing yet.
//! 4. At the end of the build, unchanged pages are hard-linked into the staging tree (or copied, where links are
//!    impossible), and the files of removed pages are deleted from it.
//! 5. The manifest is written and synced, then the notes, then the marker `.situ` in the staging tree, which names the
//!    manifest. Only now is the staging tree complete.
//! 6. The output and the staging tree are swapped in one system call. Where the kernel or the file system does not
//!    support that, three renames by way of `previous/` do it. The site may then be missing for an instant, and the
//!    next build recovers from an interruption in between.
//! 7. The manifest and the notes of the old output are removed. The old output is the staging tree of the next build.
//!
//! If nothing changed, there is no swap and no file of the output is touched. If the build stops before step 6, the
//! output is unchanged.
//!
//! A file counts as unchanged if its size and its time are those in the notes. A file with another time is read and
//! compared. Files of the staging tree are not synced one by one: after a power failure, the site may hold empty
//! files or lack some. The next build detects that by their sizes and writes them again. A file that was added to the
//! output by hand stops the next build before it changes anything. There are two exceptions: if the state folder is
//! lost, every file in an output with a marker is taken for a page, and so is a file that is added while a build
//! runs.
//!
//! A server must look up the path of the site for each request. A folder that is held open (as the working directory of
//! a process, or by a bind mount) stays with the old tree. Mount or enter the parent folder instead.

mod error;
mod fs;
mod manifest;
mod output;
mod scan;
mod staging;
mod state;
mod target;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use crate::foundation::hash::ContentHash;
use crate::foundation::sync::lock;
use error::io_error;
use manifest::{FileState, PageEntry, PageTable, Record, Visit};
use staging::Staging;
use state::{BUILD_INPUTS, STAGING, TreeFile};
use target::PublishTarget;

pub use error::PublishError;
pub use fs::{DirEntry, Disk, FileSystem, Stat};
pub use output::{FileHashes, InMemory, Output, OutputFiles};

/// The file at the root of a tree that identifies it as written by situ and names its manifest.
pub const MARKER: &str = ".situ";

/// The result of publishing one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    /// The bytes are new and were written to the staging tree.
    Written,
    /// The same bytes are already published.
    Unchanged,
}

/// What a build did to the output. Counts are numbers of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PublishReport {
    /// Files with new bytes.
    pub written: usize,
    /// Files whose bytes were published before.
    pub kept: usize,
    /// Files that are no longer part of the site.
    pub removed: usize,
    /// Whether the output was replaced by another tree.
    pub swapped: bool,
}

/// Pages whose record differs from the one in the table, keyed by path.
type ChangedRecords = BTreeMap<Box<str>, Record>;

/// The publishing of one build, shared by threads. Dropping it before [`Publication::finish`] leaves the output
/// unchanged.
pub struct Publication<'f> {
    fs: &'f dyn FileSystem,
    /// The output as the user named it, for messages.
    display_path: PathBuf,
    target: PublishTarget,
    /// The root of the staging tree.
    staging_root: PathBuf,
    theme_hash: ContentHash,
    /// The pages of the output when the build began.
    published: PageTable,
    /// The name of the output's manifest, if that exists and is valid.
    manifest_name: Option<ContentHash>,
    /// The theme hash with which the input hashes of `published` were computed.
    notes_theme_hash: Option<ContentHash>,
    changed: Mutex<ChangedRecords>,
    staging: Mutex<Staging>,
    /// The number of files with new bytes.
    written: AtomicUsize,
    /// Whether a page could not be written.
    has_failed: AtomicBool,
    /// Hash of the build's inputs, and the build summary; `None` until they are recorded.
    build_inputs: Option<(ContentHash, String)>,
}

impl<'f> Publication<'f> {
    /// Acquires the lock, validates the output path, recovers from an interrupted build, and scans the output.
    ///
    /// `sources` are the files and folders that the site is built from (`content/`, `themes/`, `site.yaml`). The output
    /// may not be, contain or be inside any of them. Input hashes that were computed with a different `theme_hash`
    /// (another version of the program or of the theme) are ignored.
    pub fn open(
        fs: &'f dyn FileSystem,
        out: &Path,
        sources: &[&Path],
        theme_hash: ContentHash,
    ) -> Result<Self, PublishError> {
        let target = PublishTarget::acquire(fs, out, sources)?;
        let mut publication = Publication {
            fs,
            display_path: out.to_path_buf(),
            staging_root: target.state.join(STAGING),
            target,
            theme_hash,
            published: PageTable::default(),
            manifest_name: None,
            notes_theme_hash: None,
            changed: Mutex::default(),
            staging: Mutex::default(),
            written: AtomicUsize::new(0),
            has_failed: AtomicBool::new(false),
            build_inputs: None,
        };
        if publication.target.is_managed {
            publication.read_manifest()?;
            publication.scan_output()?;
        }
        publication.clean_state()?;
        Ok(publication)
    }

    /// Returns the summary of the last build if it had the same `inputs` and the output is intact, so that nothing has
    /// to be built. As in any build, the size and time of each file are checked.
    pub fn unchanged_since(
        fs: &'f dyn FileSystem,
        out: &Path,
        sources: &[&Path],
        inputs: ContentHash,
    ) -> Result<Option<String>, PublishError> {
        let Some(path) = target::state_folder(out).map(|state| state.join(BUILD_INPUTS)) else { return Ok(None) };
        let text = fs.read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let recorded = text.as_deref().and_then(|text| manifest::parse_inputs(text, inputs));
        let Some((name, summary)) = recorded else { return Ok(None) };
        let publication = Publication::open(fs, out, sources, ContentHash::default())?;
        let is_intact = publication.manifest_name == Some(name)
            && publication.target.marked == Some(name)
            && publication.notes_theme_hash.is_some()
            && publication.published.entries.iter().all(|entry| entry.state == FileState::Verified);
        Ok(is_intact.then(|| summary.to_owned()))
    }

    /// Records the hash of the build's inputs, and the build summary, for [`Publication::unchanged_since`]. `inputs`
    /// must change whenever anything changes that affects a byte of the output.
    pub fn set_build_inputs(&mut self, inputs: ContentHash, summary: String) {
        self.build_inputs = Some((inputs, summary));
    }

    /// The input hash under which the page at `path` was last published; `None` unless its file still has the size and
    /// time that it had then.
    pub fn published_hash(&self, path: &str) -> Option<ContentHash> {
        let entry = self.published.find(path)?;
        let is_current = entry.state == FileState::Verified && self.notes_theme_hash == Some(self.theme_hash);
        is_current.then_some(entry.record.input)
    }

    /// Keeps the published page at `path` and returns the hash of its bytes.
    pub fn keep(&self, path: &str) -> Result<ContentHash, PublishError> {
        match self.published.find(path) {
            Some(entry) if entry.state == FileState::Verified => {
                mark_visited(entry, path, Visit::Kept).map(|()| entry.record.content)
            }
            _ => Err(PublishError::NotPublished { path: path.to_owned() }),
        }
    }

    /// Publishes `bytes`, rendered from the page value with the hash `input`, at `path`: a relative path with `/`
    /// between its names. Writes nothing if the same bytes are already published there.
    pub fn write(&self, path: &str, input: ContentHash, bytes: &[u8]) -> Result<WriteOutcome, PublishError> {
        self.write_hashed(path, input, ContentHash::xxh3_bytes(bytes), bytes)
    }

    /// Like [`Publication::write`], but takes the precomputed hash of the bytes.
    pub fn write_hashed(
        &self,
        path: &str,
        input: ContentHash,
        content: ContentHash,
        bytes: &[u8],
    ) -> Result<WriteOutcome, PublishError> {
        self.stage(path, input, content, bytes).inspect_err(|_| self.has_failed.store(true, Relaxed))
    }

    /// Completes the staging tree and swaps it with the output, if anything changed.
    pub fn finish(mut self) -> Result<PublishReport, PublishError> {
        if self.has_failed.load(Relaxed) {
            return Err(PublishError::Stopped);
        }
        let mut changed = std::mem::take(&mut *lock(&self.changed));
        let written = self.written.load(Relaxed);
        let count = |visit| self.published.entries.iter().filter(|entry| entry.visit.load() == visit).count();
        let (kept, removed) = (count(Visit::Kept), count(Visit::Unvisited));
        if written + removed == 0 && self.is_up_to_date(&changed)? {
            self.target.marked.into_iter().for_each(|name| self.write_build_inputs(name));
            return Ok(PublishReport { written, kept, removed, swapped: false });
        }
        self.finalise_staging(&mut changed)?;
        let pages = all_pages(&self.published, &changed);
        let text = manifest::format_manifest(&pages);
        let name = ContentHash::blake3_bytes(text.as_bytes());
        self.write_tree_file(TreeFile::Manifest, name, &text)?;
        self.write_tree_file(TreeFile::Notes, name, &manifest::format_notes(name, self.theme_hash, &pages))?;
        self.write_marker(name)?;
        self.swap()?;
        self.write_build_inputs(name);
        // The new site is in place. The next build removes what cannot be removed now.
        if let Some(old) = self.manifest_name.filter(|old| *old != name) {
            for file in TreeFile::ALL {
                let _ = self.fs.remove_file(&self.target.state.join(file.name(old)));
            }
        }
        Ok(PublishReport { written, kept, removed, swapped: true })
    }

    /// Called when no page changed. Returns whether the output is complete, and updates the manifest and the notes for
    /// the next build.
    fn is_up_to_date(&self, changed: &ChangedRecords) -> Result<bool, PublishError> {
        let Some(marked) = self.target.marked else { return Ok(false) };
        if self.manifest_name.is_some() && changed.is_empty() && self.notes_theme_hash == Some(self.theme_hash) {
            return Ok(true);
        }
        let pages = all_pages(&self.published, changed);
        if self.manifest_name.is_none() {
            let text = manifest::format_manifest(&pages);
            if ContentHash::blake3_bytes(text.as_bytes()) != marked {
                return Ok(false);
            }
            self.write_tree_file(TreeFile::Manifest, marked, &text)?;
        }
        self.write_tree_file(TreeFile::Notes, marked, &manifest::format_notes(marked, self.theme_hash, &pages))?;
        Ok(true)
    }

    /// Records a page, and writes its bytes to the staging tree unless the output has them.
    fn stage(
        &self,
        path: &str,
        input: ContentHash,
        content: ContentHash,
        bytes: &[u8],
    ) -> Result<WriteOutcome, PublishError> {
        validate_path(path)?;
        let old = self.published.find(path);
        match old {
            Some(entry) => mark_visited(entry, path, Visit::Written)?,
            None if lock(&self.changed).insert(path.into(), Record::default()).is_some() => {
                return Err(PublishError::DuplicatePath { path: path.to_owned() });
            }
            None => {}
        }
        let mut record = Record { input, content, size: bytes.len() as u64, mtime: 0 };
        if let Some(entry) = old
            && self.has_bytes(entry, path, content, bytes)?
        {
            entry.visit.store(Visit::Kept);
            record.mtime = entry.record.mtime;
            if entry.state != FileState::Verified || entry.record != record {
                lock(&self.changed).insert(path.into(), record);
            }
            return Ok(WriteOutcome::Unchanged);
        }
        record.mtime = self.write_file(path, old, bytes)?.mtime;
        lock(&self.changed).insert(path.into(), record);
        self.written.fetch_add(1, Relaxed);
        Ok(WriteOutcome::Written)
    }

    /// Whether the published file of `entry` holds `bytes`. Compares hashes if the file is verified, else reads it.
    fn has_bytes(
        &self,
        entry: &PageEntry,
        path: &str,
        content: ContentHash,
        bytes: &[u8],
    ) -> Result<bool, PublishError> {
        match entry.state {
            FileState::Verified => Ok(entry.record.content == content),
            FileState::Unverified if entry.record.size == bytes.len() as u64 => {
                let file = self.target.out.join(path);
                self.fs.read(&file).map(|old| old == bytes).map_err(io_error("read", &file))
            }
            _ => Ok(false),
        }
    }
}

impl Output for Publication<'_> {
    type Error = PublishError;

    fn published_hash(&self, path: &str) -> Option<ContentHash> {
        Publication::published_hash(self, path)
    }

    fn keep(&self, path: &str) -> Result<ContentHash, PublishError> {
        Publication::keep(self, path)
    }

    fn write(&self, path: &str, input: ContentHash, bytes: &[u8]) -> Result<ContentHash, PublishError> {
        let content = ContentHash::xxh3_bytes(bytes);
        self.write_hashed(path, input, content, bytes).map(|_| content)
    }

    fn read_cache(&self, name: &str) -> Option<Vec<u8>> {
        self.read_state(name)
    }

    fn write_cache(&self, name: &str, bytes: &[u8]) {
        self.write_state(name, bytes);
    }
}

/// All pages of this build, sorted by path.
fn all_pages<'p>(published: &'p PageTable, changed: &'p ChangedRecords) -> Vec<(&'p str, &'p Record)> {
    let visited = published.entries.iter().filter(|entry| entry.visit.load() != Visit::Unvisited);
    let old = visited.map(|entry| (published.path(entry), &entry.record));
    let unchanged = old.filter(|(path, _)| !changed.contains_key(*path));
    let mut pages: Vec<_> = unchanged.chain(changed.iter().map(|(path, record)| (&**path, record))).collect();
    pages.sort_unstable_by_key(|(path, _)| *path);
    pages
}

/// Sets what becomes of a published page. Fails if this build has already set it.
fn mark_visited(entry: &PageEntry, path: &str, visit: Visit) -> Result<(), PublishError> {
    if entry.visit.set_first(visit) { Ok(()) } else { Err(PublishError::DuplicatePath { path: path.to_owned() }) }
}

/// Fails unless `path` is a relative path without empty, `.` or `..` components, outside the marker.
fn validate_path(path: &str) -> Result<(), PublishError> {
    let mut names = path.split('/');
    let is_relative = names.all(|name| !matches!(name, "" | "." | "..")) && !path.contains(['\0', '\n']);
    if is_relative && path.split('/').next() != Some(MARKER) {
        Ok(())
    } else {
        Err(PublishError::InvalidPath { path: path.to_owned() })
    }
}

/// Appends a name to a path with `/` as separator.
fn push_name(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(name);
}
