//! Publishing: the pages of one build become the output, whole or not at all, at the price of what changed.
//!
//! Takes pages as path and bytes, one by one and from many threads; gives a [`Report`]. Never writes into the output
//! in place, never keeps all pages in memory, never follows a link, never writes a clock, never prints.
//!
//! Beside the output `public/` lies the folder `.public.situ/`: `lock`, `spare/` (a second tree), `manifest-<key>`,
//! `notes-<key>`, `inputs` (what the last build was made from: if that is still the same, there is nothing to do) and
//! what stages leave for the next build (`texts-<number>`, `words-<language>`). One build goes like this:
//!
//! 1. The lock is taken, what a killed build left is put right, the output is walked and compared with its manifest.
//! 2. The first page with new bytes opens the spare: its marker is removed, then every file that is not the very same
//!    file (inode) as an unchanged one of the output. So it does not matter in which state the spare was left.
//! 3. A page with new bytes is written into the spare as a new file. A page that stays costs nothing yet.
//! 4. At the end pages that stay are linked into the spare (copied where links are impossible), the others are removed.
//! 5. The manifest is written and synced, then the notes, then the marker `.situ` in the spare, which names the
//!    manifest. Only now is the spare whole.
//! 6. Output and spare change places in one step. Where the system cannot do that, by three renames over `former/`;
//!    readers may then miss the site for an instant, and the next build takes back what was cut short in between.
//! 7. The manifest and notes of the former output are removed. It is the next build's spare.
//!
//! Nothing changed: no exchange, no file of the output touched. Stopped before step 6: the output is as it was.
//!
//! What is known of a file is its size and time; a file of another time is read and compared. Files of the spare are not
//! synced one by one: after a power loss the site may hold files that are empty or missing; the next build sees that by
//! their sizes and writes them anew. A file put into the output by hand stops the next build before it changes anything;
//! but when the state folder is lost, all that the marked output holds is taken as ours, and so is what arrives there
//! while a build runs.
//!
//! A program that serves the site must look up its path for each request: a folder held open (a process that stands in
//! it, a bind mount of it) stays with the former tree. Mount or enter the folder above.

mod fs;
mod manifest;
mod place;
mod spare;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard};

use crate::foundation::hash::ContentHash;
use manifest::{Entry, Found, KEPT, Record, Table, UNSEEN, WRITTEN};
use place::Place;
use spare::Spare;

pub use fs::{Disk, FileSystem, Item, Kind, Stat};

/// The file at the root of a tree that says who wrote it, and which manifest it fulfils.
pub const MARKER: &str = ".situ";

/// The file of the state folder that says what the output was made from.
const INPUTS: &str = "inputs";

/// Why a site cannot be published. The output is as it was.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("{out} is a file: choose a folder for the site, or remove the file")]
    NotAFolder { out: PathBuf },
    #[error("{out} is a symbolic link: choose a real folder for the site (the folders above it may be links)")]
    Link { out: PathBuf },
    #[error("{out} holds files that situ did not write: choose another folder for the site, or empty this one first")]
    NotOurs { out: PathBuf },
    #[error("{file} was not written by situ and would be lost: move it out of the site's folder and build again")]
    Foreign { file: PathBuf },
    #[error("{out} is no place for the site, because {source_path} holds sources: choose a folder beside them")]
    Sources { out: PathBuf, source_path: PathBuf },
    #[error("{out} is a mount point, and no new site can take its place in one step: choose a folder inside it")]
    MountPoint { out: PathBuf },
    #[error("{parent} cannot be written, and the new site is made there: make it writable, or choose another folder")]
    Parent { parent: PathBuf },
    #[error("{state} is needed for the spare site, but situ did not make it: move it, or choose another folder")]
    State { state: PathBuf },
    #[error("another situ is building into {out}: wait until it has finished")]
    Busy { out: PathBuf },
    #[error("two pages at one address: {path}")]
    Twice { path: String },
    #[error("{path} is a page and also a folder of pages: give one of them another address")]
    PageAndFolder { path: String },
    #[error("{path:?} cannot be the address of a page")]
    Address { path: String },
    #[error("{path} cannot be kept, because it is not published as remembered")]
    NotPublished { path: String },
    #[error("an earlier error has stopped publishing")]
    Stopped,
    #[error("cannot {action} {path}: {source}")]
    Io { action: &'static str, path: PathBuf, source: io::Error },
}

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// The bytes are new and stand in the spare.
    Written,
    /// The same bytes are published already.
    Same,
}

/// What a build has done to the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub written: usize,
    pub kept: usize,
    pub removed: usize,
    /// Whether another tree stands in the output's place now.
    pub exchanged: bool,
}

/// Pages whose record differs from that in the table, by path.
type Fresh = BTreeMap<Box<str>, Record>;

/// The publishing of one build. Shared by threads; dropped before [`Publication::finish`], it leaves the output as it was.
pub struct Publication<'f> {
    fs: &'f dyn FileSystem,
    /// The output as the user named it, for messages.
    shown: PathBuf,
    place: Place,
    /// The root of the spare tree.
    spare_root: PathBuf,
    salt: ContentHash,
    /// What the output holds, and the name of its manifest if the manifest is there and true.
    base: Table,
    name: Option<ContentHash>,
    /// The salt under which the page keys of `base` were made.
    base_salt: Option<ContentHash>,
    fresh: Mutex<Fresh>,
    spare: Mutex<Spare>,
    written: AtomicUsize,
    stopped: AtomicBool,
    /// What this build is made from, and its words.
    inputs: Option<(ContentHash, String)>,
}

impl<'f> Publication<'f> {
    /// Takes the lock, refuses what must be refused, puts right what a killed build left and looks at the output.
    ///
    /// `sources` are the folders and files that the site is made from (`content/`, `themes/`, `site.yaml`): the output
    /// may not be, hold or lie in any of them. Page keys made under another `salt` (another version of the program or
    /// the theme) are forgotten.
    pub fn open(
        fs: &'f dyn FileSystem,
        out: &Path,
        sources: &[&Path],
        salt: ContentHash,
    ) -> Result<Self, PublishError> {
        let place = Place::claim(fs, out, sources)?;
        let mut this = Publication {
            fs,
            shown: out.to_path_buf(),
            spare_root: place.state.join("spare"),
            place,
            salt,
            base: Table::default(),
            name: None,
            base_salt: None,
            fresh: Mutex::default(),
            spare: Mutex::default(),
            written: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
            inputs: None,
        };
        if this.place.ours {
            this.recall()?;
            this.survey()?;
        }
        this.clear_state()?;
        Ok(this)
    }

    /// The words of the build that made the output from the same `inputs`, if the output still stands as it left it: then
    /// nothing has to be built. Size and time of each file are looked at, as in any build.
    pub fn standing(
        fs: &'f dyn FileSystem,
        out: &Path,
        sources: &[&Path],
        inputs: ContentHash,
    ) -> Result<Option<String>, PublishError> {
        let Some(path) = place::state_of(out).map(|state| state.join(INPUTS)) else { return Ok(None) };
        let text = fs.read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let said = text.as_deref().and_then(|text| manifest::read_inputs(text, inputs));
        let Some((name, words)) = said else { return Ok(None) };
        let this = Publication::open(fs, out, sources, ContentHash::default())?;
        let known = this.name == Some(name) && this.place.marked == Some(name) && this.base_salt.is_some();
        let whole = known && this.base.entries.iter().all(|entry| entry.found == Found::Sure);
        Ok(whole.then(|| words.to_owned()))
    }

    /// Notes for the next build what this one is made from and what it says. `inputs` must be another key whenever
    /// anything that decides on a byte of the output is different.
    pub fn remember(&mut self, inputs: ContentHash, words: String) {
        self.inputs = Some((inputs, words));
    }

    /// The key under which the page at `path` was last published, if its file stands there with the size and time that
    /// it had then.
    pub fn published(&self, path: &str) -> Option<ContentHash> {
        let entry = self.base.find(path)?;
        (entry.found == Found::Sure && self.base_salt == Some(self.salt)).then_some(entry.record.page)
    }

    /// Keeps the page at `path` as it is published; gives the key of its bytes.
    pub fn keep(&self, path: &str) -> Result<ContentHash, PublishError> {
        match self.base.find(path) {
            Some(entry) if entry.found == Found::Sure => visit(entry, path, KEPT).map(|()| entry.record.content),
            _ => Err(PublishError::NotPublished { path: path.to_owned() }),
        }
    }

    /// Publishes `bytes`, made from the page with the key `page`, at `path`: a relative path with `/` between its names.
    /// Nothing is written if the same bytes are published there already.
    pub fn put(&self, path: &str, page: ContentHash, bytes: &[u8]) -> Result<Put, PublishError> {
        self.put_known(path, page, ContentHash::xxh3_bytes(bytes), bytes)
    }

    /// As [`Publication::put`], where the key of the bytes is known already.
    pub fn put_known(
        &self,
        path: &str,
        page: ContentHash,
        content: ContentHash,
        bytes: &[u8],
    ) -> Result<Put, PublishError> {
        self.place(path, page, content, bytes).inspect_err(|_| self.stopped.store(true, Relaxed))
    }

    /// Makes the spare whole and lets it take the output's place, if anything differs.
    pub fn finish(mut self) -> Result<Report, PublishError> {
        if self.stopped.load(Relaxed) {
            return Err(PublishError::Stopped);
        }
        let mut fresh = std::mem::take(&mut *self.fresh());
        let written = self.written.load(Relaxed);
        let count = |visit| self.base.entries.iter().filter(|entry| entry.visit.load(Relaxed) == visit).count();
        let (kept, removed) = (count(KEPT), count(UNSEEN));
        if written + removed == 0 && self.stays(&fresh)? {
            self.place.marked.into_iter().for_each(|name| self.write_inputs(name));
            return Ok(Report { written, kept, removed, exchanged: false });
        }
        self.complete(&mut fresh)?;
        let pages = pages(&self.base, &fresh);
        let text = manifest::manifest(&pages);
        let name = ContentHash::blake3_bytes(text.as_bytes());
        self.write_state("manifest", name, &text)?;
        self.write_state("notes", name, &manifest::notes(name, self.salt, &pages))?;
        self.mark(name)?;
        self.take_place()?;
        self.write_inputs(name);
        // The new site stands: what cannot be removed now is removed by the next build.
        if let Some(former) = self.name.filter(|former| *former != name) {
            for kind in ["manifest", "notes"] {
                let _ = self.fs.remove_file(&self.place.state.join(file_of(kind, former)));
            }
        }
        Ok(Report { written, kept, removed, exchanged: true })
    }

    /// What cannot be remembered only makes the next build slower.
    fn write_inputs(&self, name: ContentHash) {
        let Some((inputs, words)) = &self.inputs else { return };
        let (path, new) = (self.place.state.join(INPUTS), self.place.state.join("new-inputs"));
        let text = manifest::inputs(name, *inputs, words);
        let same = self.fs.read(&path).is_ok_and(|old| old == text.as_bytes());
        if !same && self.fs.write_new(&new, text.as_bytes()).is_ok() {
            let _ = self.fs.rename(&new, &path);
        }
    }

    /// What an earlier build has left beside the output under `name`. Nothing where there is no output: then all is made
    /// anew, and to remember only takes time.
    pub fn recall_aside(&self, name: &str) -> Option<Vec<u8>> {
        self.place.ours.then(|| self.fs.read(&self.place.state.join(name)).ok()).flatten()
    }

    /// As [`Publication::recall_aside`], before anything is known about `out`, and without its lock.
    pub fn left_aside(fs: &dyn FileSystem, out: &Path, name: &str) -> Option<Vec<u8>> {
        fs.metadata(&out.join(MARKER)).ok()?;
        fs.read(&place::state_of(out)?.join(name)).ok()
    }

    /// Leaves bytes beside the output, at once and whatever becomes of this build. What cannot be left only makes the next
    /// build slower.
    pub fn leave_aside(&self, name: &str, bytes: &[u8]) {
        let (path, new) = (self.place.state.join(name), self.place.state.join(format!("new-{name}")));
        if self.fs.write_new(&new, bytes).is_ok() {
            let _ = self.fs.rename(&new, &path);
        }
    }

    /// Whether the output, of which no page has changed, is whole as it stands; what the next build should know of it is
    /// brought up to date.
    fn stays(&self, fresh: &Fresh) -> Result<bool, PublishError> {
        let Some(marked) = self.place.marked else { return Ok(false) };
        if self.name.is_some() && fresh.is_empty() && self.base_salt == Some(self.salt) {
            return Ok(true);
        }
        let pages = pages(&self.base, fresh);
        if self.name.is_none() {
            let text = manifest::manifest(&pages);
            if ContentHash::blake3_bytes(text.as_bytes()) != marked {
                return Ok(false);
            }
            self.write_state("manifest", marked, &text)?;
        }
        self.write_state("notes", marked, &manifest::notes(marked, self.salt, &pages))?;
        Ok(true)
    }

    /// Reads the manifest that the output's marker names, and the notes on it. What is missing or untrue is not believed.
    fn recall(&mut self) -> Result<(), PublishError> {
        let Some(name) = self.place.marked else { return Ok(()) };
        let text = self.read_state("manifest", name)?.filter(|text| ContentHash::blake3_bytes(text.as_bytes()) == name);
        if let Some(base) = text.and_then(|text| Table::parse(&text)) {
            self.base = base;
            self.name = Some(name);
            self.base_salt = self.read_state("notes", name)?.and_then(|notes| self.base.annotate(name, &notes));
        }
        Ok(())
    }

    /// Walks the output and notes how each page was found. Without a manifest, what is there becomes the table.
    fn survey(&mut self) -> Result<(), PublishError> {
        let mut base = std::mem::take(&mut self.base);
        self.survey_folder(&mut String::new(), &mut base)?;
        base.sort();
        self.base = base;
        Ok(())
    }

    fn survey_folder(&self, path: &mut String, base: &mut Table) -> Result<(), PublishError> {
        let folder = self.place.out.join(&*path);
        let shown = self.shown.join(&*path);
        let length = path.len();
        for item in self.fs.read_dir(&folder).map_err(io_error("list", &folder))? {
            let foreign = || PublishError::Foreign { file: shown.join(&item.name) };
            push_name(path, item.name.to_str().ok_or_else(foreign)?);
            match item.stat.kind {
                Kind::File if path == MARKER => {}
                Kind::File => self.survey_file(path, &item.stat, base).ok_or_else(foreign)?,
                Kind::Folder if item.stat.device == self.place.device => self.survey_folder(path, base)?,
                _ => return Err(foreign()),
            }
            path.truncate(length);
        }
        Ok(())
    }

    /// Notes how a file was found; `None` when it is not ours.
    fn survey_file(&self, path: &str, stat: &Stat, base: &mut Table) -> Option<()> {
        let entry = if self.name.is_some() {
            base.index(path).and_then(|at| base.entries.get_mut(at))?
        } else {
            address(path).ok()?;
            base.push(path, Record { size: stat.size, ..Record::default() })?
        };
        entry.inode = stat.inode;
        entry.found = match entry.record {
            Record { size, .. } if size != stat.size => Found::Damaged,
            Record { mtime, .. } if mtime == stat.mtime && self.base_salt.is_some() => Found::Sure,
            _ => Found::Unsure,
        };
        entry.record.mtime = stat.mtime;
        Some(())
    }

    /// Removes what killed builds left in the state folder.
    fn clear_state(&self) -> Result<(), PublishError> {
        let state = &self.place.state;
        for item in self.fs.read_dir(state).map_err(io_error("list", state))? {
            let Some(name) = item.name.to_str() else { continue };
            let current =
                self.name.is_some_and(|key| name == file_of("manifest", key) || name == file_of("notes", key));
            if !current && ["manifest-", "notes-", "new-"].iter().any(|start| name.starts_with(start)) {
                let path = state.join(name);
                self.fs.remove_file(&path).map_err(io_error("remove", &path))?;
            }
        }
        Ok(())
    }

    fn place(&self, path: &str, page: ContentHash, content: ContentHash, bytes: &[u8]) -> Result<Put, PublishError> {
        address(path)?;
        let old = self.base.find(path);
        match old {
            Some(entry) => visit(entry, path, WRITTEN)?,
            None if self.fresh().insert(path.into(), Record::default()).is_some() => {
                return Err(PublishError::Twice { path: path.to_owned() });
            }
            None => {}
        }
        let mut record = Record { page, content, size: bytes.len() as u64, mtime: 0 };
        if let Some(entry) = old
            && self.is_same(entry, path, record.content, bytes)?
        {
            entry.visit.store(KEPT, Relaxed);
            record.mtime = entry.record.mtime;
            if entry.found != Found::Sure || entry.record != record {
                self.fresh().insert(path.into(), record);
            }
            return Ok(Put::Same);
        }
        record.mtime = self.write(path, old, bytes)?.mtime;
        self.fresh().insert(path.into(), record);
        self.written.fetch_add(1, Relaxed);
        Ok(Put::Written)
    }

    /// Whether the file of `entry` holds `bytes`: by its key when the file is as remembered, else by reading it.
    fn is_same(&self, entry: &Entry, path: &str, content: ContentHash, bytes: &[u8]) -> Result<bool, PublishError> {
        match entry.found {
            Found::Sure => Ok(entry.record.content == content),
            Found::Unsure if entry.record.size == bytes.len() as u64 => {
                let file = self.place.out.join(path);
                self.fs.read(&file).map(|old| old == bytes).map_err(io_error("read", &file))
            }
            _ => Ok(false),
        }
    }

    /// Writes a file of the state folder under another name first, so that its own name never stands for half of it.
    fn write_state(&self, kind: &str, key: ContentHash, text: &str) -> Result<(), PublishError> {
        let path = self.place.state.join(file_of(kind, key));
        let new = self.place.state.join(format!("new-{kind}"));
        self.fs.write_new(&new, text.as_bytes()).map_err(io_error("write", &new))?;
        if kind == "manifest" {
            self.fs.sync_file(&new).map_err(io_error("sync", &new))?;
        }
        self.fs.rename(&new, &path).map_err(io_error("write", &path))
    }

    fn read_state(&self, kind: &str, key: ContentHash) -> Result<Option<String>, PublishError> {
        let path = self.place.state.join(file_of(kind, key));
        let bytes = absent(self.fs.read(&path)).map_err(io_error("read", &path))?;
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    fn fresh(&self) -> MutexGuard<'_, Fresh> {
        self.fresh.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// All pages of this build, by path.
fn pages<'p>(base: &'p Table, fresh: &'p Fresh) -> Vec<(&'p str, &'p Record)> {
    let visited = base.entries.iter().filter(|entry| entry.visit.load(Relaxed) != UNSEEN);
    let old = visited.map(|entry| (base.path(entry), &entry.record)).filter(|(path, _)| !fresh.contains_key(*path));
    let mut pages: Vec<_> = old.chain(fresh.iter().map(|(path, record)| (&**path, record))).collect();
    pages.sort_unstable_by_key(|(path, _)| *path);
    pages
}

/// Says what becomes of a published page: once in a build.
fn visit(entry: &Entry, path: &str, state: u8) -> Result<(), PublishError> {
    match entry.visit.compare_exchange(UNSEEN, state, Relaxed, Relaxed) {
        Ok(_) => Ok(()),
        Err(_) => Err(PublishError::Twice { path: path.to_owned() }),
    }
}

/// Whether `path` can be a page's path below the root of a tree.
fn address(path: &str) -> Result<(), PublishError> {
    let mut names = path.split('/');
    let named = names.all(|name| !matches!(name, "" | "." | "..")) && !path.contains(['\0', '\n']);
    if named && path.split('/').next() != Some(MARKER) {
        Ok(())
    } else {
        Err(PublishError::Address { path: path.to_owned() })
    }
}

fn push_name(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(name);
}

/// The name of a file about the manifest with this key.
fn file_of(kind: &str, key: ContentHash) -> String {
    format!("{kind}-{key}")
}

fn io_error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    move |source| PublishError::Io { action, path: path.to_path_buf(), source }
}

/// `None` for what is not there.
fn absent<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
