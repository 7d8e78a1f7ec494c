//! Publishing: replaces the output folder with the pages of one build, atomically, at a cost that grows with the
//! change.
//!
//! Takes pages as path and bytes, one at a time, from any number of threads; returns a [`PublishReport`]. Never writes
//! into the output in place, never keeps all pages in memory, never follows a symbolic link, never writes the time of
//! day, never prints.
//!
//! Next to the output `public/` is the state folder `.public.situ/`. It holds `lock`, `staging/` (a second tree),
//! `manifest-<hash>`, `notes-<hash>`, `inputs` (what the output was built from: if that is unchanged, there is
//! nothing to do), `site` (where the site's folder is, and which mode situ chose for the output), the caches of other
//! stages (`documents-<number>`, `words-<language>`) and a `.gitignore`. All of it may be lost, as in a clone: the
//! marker `.situ` in the output lists the files of situ too, and names the site.
//!
//! One build has eight steps:
//!
//! 1. Take the lock, recover from an interrupted build, scan the output and compare it with its manifest, or without
//!    one with its marker. A file that is in neither stops the build before it changes anything.
//! 2. The first page with new bytes opens the staging tree. Its marker is removed, and then every file that is not a
//!    hard link (same inode) to an unchanged file of the output. So the earlier contents of the staging tree do not
//!    matter.
//! 3. Each page with new bytes is written to the staging tree as a new file. An unchanged page costs nothing yet.
//! 4. At the end of the build, unchanged pages are hard-linked into the staging tree (or copied, where links are
//!    impossible), and the files of removed pages are deleted from it.
//! 5. The manifest is written and synced, then the notes, then the marker `.situ` in the staging tree, which names the
//!    manifest and is synced too. Only now is the staging tree complete.
//! 6. The output and the staging tree are swapped in one system call. Where the kernel or the file system does not
//!    support that, and on Windows, three renames by way of `previous/` do it: the site is missing for an instant, and
//!    the next build recovers from an interruption in between. Where the output cannot be renamed, because it is in a
//!    lower layer of an overlay file system, it is removed file by file and the staging tree moved to its place.
//! 7. What somebody else added to the old output since step 1 is moved to the new one, or to `kept/` in the state
//!    folder if its place is taken. If the build is killed before that, the next build does it in step 2.
//! 8. The manifest and the notes of the old output are removed. The old output is the staging tree of the next build.
//!
//! If nothing changed, there is no swap and no file of the output is touched, except that modes are set right. If the
//! build stops before step 6, the output is unchanged, and the staging tree is removed, so that a full disk has again
//! the room that it had.
//!
//! A file counts as unchanged if its size and its time are those in the notes. A file with another time is read and
//! compared. Files of the staging tree are not synced one by one: after a power failure, the site may hold empty
//! files, files of zeros, or lack some. So the first build after a start of the host reads every file and compares its
//! hash, and writes again what is damaged.
//!
//! Every file and folder of a tree gets the owner and the group of the output folder, and a mode that follows from its
//! mode (`permissions.rs`).
//!
//! A server must look up the path of the site for each request. A folder that is held open (as the working directory of
//! a process, or by a bind mount) stays with the old tree. Mount or enter the parent folder instead.

mod changes;
mod cleanup;
mod error;
mod foreign_files;
mod fs;
mod manifest;
mod marker_file;
mod output;
mod output_folder;
mod permissions;
mod scan;
mod site_identity;
mod staging;
mod state_folder;
mod swap;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, OnceLock};

use crate::foundation::hash::ContentHash;
use crate::foundation::locks::lock;
use cleanup::explain_permission;
use error::io_error;
use manifest::{FileRecord, FileState, NotesHead, PageEntry, PageTable, Visit};
use output_folder::PublishTarget;
use permissions::Access;
use scan::ScannedFolder;
use site_identity::SiteIdentity;
use staging::Staging;
use state_folder::{BUILD_INPUTS, STAGING, TreeFile};

pub use changes::{changes_between, read_manifest};
pub use error::{PublishError, PublishWarning};
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
    pub written_files: usize,
    /// Files whose bytes were published before.
    pub kept_files: usize,
    /// Files that are no longer part of the site.
    pub removed_files: usize,
    /// Whether the output was replaced by another tree.
    pub swapped: bool,
}

/// Pages whose record differs from the one in the table, keyed by path.
type ChangedRecords = BTreeMap<Box<str>, FileRecord>;

/// The publishing of one build, shared by threads. Dropping it before [`Publication::finish`] leaves the output
/// unchanged.
pub struct Publication<'f> {
    fs: &'f dyn FileSystem,
    /// The output as the user named it, for messages.
    display_path: PathBuf,
    /// The resolved output and its state folder, with the lock.
    target: PublishTarget,
    /// The root of the staging tree.
    staging_root: PathBuf,
    /// Hash of the program and the theme. Input hashes of the notes count only if theirs is the same.
    theme_hash: ContentHash,
    /// The pages of the output when the build began.
    published: PageTable,
    /// Hash of the output's manifest; `None` if that is missing or damaged.
    manifest_name: Option<ContentHash>,
    /// The head of the notes on `published`; `None` if these are missing or damaged.
    notes: Option<NotesHead>,
    /// Hash of the id that the host has until its next boot; all zeros if the system provides none.
    boot: ContentHash,
    /// The folders of the output when the build began.
    folders: Vec<ScannedFolder>,
    /// When the build began, in nanoseconds since 1970.
    opened_at: i64,
    /// Mode, owner and group of the new tree; set when the staging tree is opened.
    access: OnceLock<Access>,
    /// The permission bits that an earlier build chose for the output; `None` if none did.
    own_mode: Option<u32>,
    /// What identifies the site being published; `None` until [`Publication::set_site`].
    site: Option<SiteIdentity>,
    /// The pages of this build that are new, or whose record has changed.
    changed: Mutex<ChangedRecords>,
    /// What this build has done to the staging tree.
    staging: Mutex<Staging>,
    /// Number of files with new bytes.
    written_files: AtomicUsize,
    /// Whether a page could not be written.
    has_failed: AtomicBool,
    /// Whether nothing is left to do or to undo.
    is_finished: bool,
    /// What [`Publication::finish_with`] tells the user.
    warnings: Mutex<Vec<PublishWarning>>,
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
        Self::open_target(fs, out, sources, theme_hash).map_err(|error| explain_permission(fs, out, error))
    }

    fn open_target(
        fs: &'f dyn FileSystem,
        out: &Path,
        sources: &[&Path],
        theme_hash: ContentHash,
    ) -> Result<Self, PublishError> {
        let opened_at = fs.now();
        let target = PublishTarget::acquire(fs, out, sources)?;
        let mut publication = Publication {
            fs,
            display_path: out.to_path_buf(),
            staging_root: target.state.join(STAGING),
            target,
            theme_hash,
            published: PageTable::default(),
            manifest_name: None,
            notes: None,
            boot: fs.boot_id().map(|boot| ContentHash::xxh3(&boot)).unwrap_or_default(),
            folders: Vec::new(),
            opened_at,
            access: OnceLock::new(),
            own_mode: None,
            site: None,
            changed: Mutex::default(),
            staging: Mutex::default(),
            written_files: AtomicUsize::new(0),
            has_failed: AtomicBool::new(false),
            is_finished: false,
            warnings: Mutex::default(),
            build_inputs: None,
        };
        publication.read_own_mode();
        if publication.target.marker.is_some() {
            publication.read_manifest()?;
            publication.scan_output()?;
        }
        publication.clean_state()?;
        Ok(publication)
    }

    /// Hash of the manifest named in the output's marker file.
    fn marked(&self) -> Option<ContentHash> {
        self.target.marker.as_ref().and_then(|marker| marker.manifest)
    }

    /// Whether the marker of the output is what this build would write for the same pages.
    fn is_marker_current(&self) -> bool {
        self.target.marker.as_ref().is_some_and(|marker| marker.is_intact && marker.site == self.site_key())
    }

    /// Returns the summary of the last build if it had the same `inputs` and the output is intact, so that nothing has
    /// to be built. As in any build, the size and time of each file are checked.
    pub fn unchanged_since(
        fs: &'f dyn FileSystem,
        out: &Path,
        sources: &[&Path],
        inputs: ContentHash,
    ) -> Result<Option<String>, PublishError> {
        let Some(path) = output_folder::state_folder(out).map(|state| state.join(BUILD_INPUTS)) else {
            return Ok(None);
        };
        let text = fs.read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let recorded = text.as_deref().and_then(|text| manifest::parse_inputs(text, inputs));
        let Some((name, summary)) = recorded else { return Ok(None) };
        let publication = Publication::open(fs, out, sources, ContentHash::default())?;
        let is_intact = publication.manifest_name == Some(name)
            && publication.target.marker.as_ref().is_some_and(|marker| marker.is_intact)
            && publication.notes.is_some()
            && publication.published.entries.iter().all(|entry| entry.state == FileState::Verified);
        if is_intact {
            publication.correct_access();
            publication.write_site_record();
            if let Some(head) = publication.notes.filter(|head| head.boot != publication.boot) {
                // The files were read just now, and need not be read again.
                let (head, changed) = (NotesHead { boot: publication.boot, ..head }, ChangedRecords::new());
                publication.published.entries.iter().for_each(|entry| entry.visit.store(Visit::Kept));
                let notes = manifest::format_notes(name, head, &all_pages(&publication.published, &changed));
                let _ = publication.write_tree_file(TreeFile::Notes, name, &notes);
            }
        }
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
        let is_current =
            entry.state == FileState::Verified && self.notes.is_some_and(|head| head.theme_hash == self.theme_hash);
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
        self.stage(path, input, content, bytes).map_err(|error| {
            self.has_failed.store(true, Relaxed);
            explain_permission(self.fs, &self.display_path, error)
        })
    }

    /// Completes the staging tree and swaps it with the output, if anything changed.
    pub fn finish(self) -> Result<PublishReport, PublishError> {
        self.finish_with(&mut |_| {})
    }

    /// Like [`Publication::finish`], and passes on what the user should know.
    pub fn finish_with(mut self, warn: &mut dyn FnMut(PublishWarning)) -> Result<PublishReport, PublishError> {
        if self.has_failed.load(Relaxed) {
            return Err(PublishError::Stopped);
        }
        let report = self.complete().map_err(|error| {
            self.has_failed.store(true, Relaxed);
            explain_permission(self.fs, &self.display_path, error)
        });
        let refused = self.access.get().and_then(|access| access.refused(self.fs));
        let mut warnings = std::mem::take(&mut *lock(&self.warnings));
        if report.is_ok() {
            let out = self.display_path.clone();
            warnings.extend(refused.map(|refused| PublishWarning::AccessRefused { out, refused }));
        }
        warnings.into_iter().for_each(warn);
        report
    }

    fn complete(&mut self) -> Result<PublishReport, PublishError> {
        let mut changed = std::mem::take(&mut *lock(&self.changed));
        let written_files = self.written_files.load(Relaxed);
        let count = |visit| self.published.entries.iter().filter(|entry| entry.visit.load() == visit).count();
        let (kept_files, removed_files) = (count(Visit::Kept), count(Visit::Unvisited));
        if written_files + removed_files == 0 && self.is_up_to_date(&changed)? {
            self.is_finished = true;
            self.correct_access();
            self.marked().into_iter().for_each(|name| self.write_build_inputs(name));
            self.write_site_record();
            return Ok(PublishReport { written_files, kept_files, removed_files, swapped: false });
        }
        self.finalise_staging(&mut changed)?;
        let pages = all_pages(&self.published, &changed);
        let text = manifest::format_manifest(&pages);
        let name = ContentHash::blake3_bytes(text.as_bytes());
        self.write_tree_file(TreeFile::Manifest, name, &text)?;
        self.write_tree_file(TreeFile::Notes, name, &manifest::format_notes(name, self.notes_head(), &pages))?;
        self.write_marker(name, &pages)?;
        self.swap()?;
        self.is_finished = true;
        self.return_late_files();
        self.write_build_inputs(name);
        self.write_site_record();
        // The new site is in place. The next build removes what cannot be removed now.
        if let Some(old) = self.manifest_name.filter(|old| *old != name) {
            for file in TreeFile::ALL {
                let _ = self.fs.remove_file(&self.target.state.join(file.name(old)));
            }
        }
        Ok(PublishReport { written_files, kept_files, removed_files, swapped: true })
    }

    fn notes_head(&self) -> NotesHead {
        NotesHead { theme_hash: self.theme_hash, boot: self.boot }
    }

    /// Called when no page changed. Returns whether the output is complete, and updates the manifest and the notes for
    /// the next build.
    fn is_up_to_date(&self, changed: &ChangedRecords) -> Result<bool, PublishError> {
        let Some(marked) = self.marked().filter(|_| self.is_marker_current()) else { return Ok(false) };
        if self.manifest_name.is_some() && changed.is_empty() && self.notes == Some(self.notes_head()) {
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
        self.write_tree_file(TreeFile::Notes, marked, &manifest::format_notes(marked, self.notes_head(), &pages))?;
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
            None if lock(&self.changed).insert(path.into(), FileRecord::default()).is_some() => {
                return Err(PublishError::DuplicatePath { path: path.to_owned() });
            }
            None => {}
        }
        let mut record = FileRecord { input, content, size: bytes.len() as u64, mtime: 0 };
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
        self.written_files.fetch_add(1, Relaxed);
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
fn all_pages<'p>(published: &'p PageTable, changed: &'p ChangedRecords) -> Vec<(&'p str, &'p FileRecord)> {
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

/// Fails unless `path` is a relative path without empty, `.` or `..` components, outside the marker. `\` and `:` have a
/// meaning on Windows.
fn validate_path(path: &str) -> Result<(), PublishError> {
    let mut names = path.split('/');
    let is_relative = names.all(|name| !matches!(name, "" | "." | "..")) && !path.contains(['\0', '\n', '\\', ':']);
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
