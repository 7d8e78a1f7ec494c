//! The site's sources as path -> bytes.
//!
//! Takes a folder on disk ([`SourceTree::from_disk`]) or pairs in memory ([`SourceTree::from_pairs`], tests); gives paths in
//! byte order, `/` between folders, and bytes on demand, so that a large site is never all in memory.
//! Never follows a link, never reads what is not a regular file, never writes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::foundation::text::{control_character, is_unfit};

/// The largest text file that situ reads, in bytes.
pub const TEXT_LIMIT: u64 = 5 << 20;
/// The largest picture or download, in bytes; some hosts take no larger file, and no phone wants one.
pub const MEDIA_LIMIT: u64 = 50 << 20;

/// Files by path below the site's root: `content/…` and `themes/…`. Clones share their data.
#[derive(Clone, Default)]
pub struct SourceTree {
    files: Arc<BTreeMap<Arc<str>, FileSource>>,
    root: Option<PathBuf>,
    looks: Arc<MetadataFingerprint>,
}

/// What the system says of all files, gathered on the walk: path, size, times, number.
#[derive(Clone, Default)]
struct MetadataFingerprint {
    said: Vec<u8>,
    /// The last time of any file, in nanoseconds since 1970.
    newest: i128,
}

impl MetadataFingerprint {
    fn take(&mut self, path: &str, metadata: &fs::Metadata) {
        let time = |seconds: i64, nanoseconds: i64| i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
        let modified = time(metadata.mtime(), metadata.mtime_nsec());
        let changed = time(metadata.ctime(), metadata.ctime_nsec());
        self.newest = self.newest.max(modified).max(changed);
        self.said.extend_from_slice(path.as_bytes());
        // No path holds this byte.
        self.said.push(0);
        for number in [i128::from(metadata.len()), modified, changed, i128::from(metadata.ino())] {
            self.said.extend_from_slice(&number.to_le_bytes());
        }
    }
}

#[derive(Clone)]
enum FileSource {
    Memory(Arc<[u8]>),
    Disk { size: u64, stamp: Option<ContentHash> },
}

/// A file of the site with what the system says of it, or why it is none.
type WalkEntry = Result<(Arc<str>, fs::Metadata), Diagnostic>;

/// What lies below a folder, in the order of names, at most so many folders deep. No link is followed but the first
/// folder's, which is refused all the same, with what is wrong behind it.
fn walk(start: &Path, depth: usize) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    let walk =
        WalkDir::new(start).max_depth(depth).follow_links(false).follow_root_links(depth == 1).sort_by_file_name();
    walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
}

/// Looks at what was met on a walk; nothing if it is a folder.
fn found(root: &Path, entry: walkdir::Result<DirEntry>) -> Option<WalkEntry> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => {
            let path = error.path().map_or_else(String::new, |path| display_path(root, path));
            return Some(Err(unreadable(Span::file(&path.into()), &error)));
        }
    };
    let kind = entry.file_type();
    if kind.is_dir() {
        return None;
    }
    let path: Arc<str> = display_path(root, entry.path()).into();
    let refused = |code| Diagnostic::new(code, Span::file(&path));
    if !kind.is_file() {
        return Some(Err(refused(Code::NotAFile)));
    }
    if entry.path().to_str().is_none_or(|name| name.contains(is_unnameable)) {
        return Some(Err(refused(Code::BadId).arg("id", path.as_ref())));
    }
    Some(match entry.metadata() {
        Ok(metadata) => {
            let limit = if is_text(&path) { TEXT_LIMIT } else { MEDIA_LIMIT };
            match metadata.len() > limit {
                true => Err(refused(Code::TooLarge).arg("limit", format!("{} MB", limit >> 20))),
                false => Ok((path, metadata)),
            }
        }
        Err(error) => Err(unreadable(Span::file(&path), &error)),
    })
}

impl FileSource {
    /// In bytes.
    fn size(&self) -> u64 {
        match self {
            FileSource::Memory(bytes) => bytes.len() as u64,
            FileSource::Disk { size, .. } => *size,
        }
    }
}

impl SourceTree {
    /// The regular files of `content/` and `themes/` below `root`. What cannot be read, links, and special files are
    /// reported; names that begin with a dot or end like an editor's spare copy are left out.
    pub fn from_disk(root: &Path) -> (SourceTree, Vec<Diagnostic>) {
        let mut tree = SourceTree { root: Some(root.to_owned()), ..SourceTree::default() };
        let mut diagnostics = Vec::new();
        for top in ["content", "themes"] {
            let start = root.join(top);
            if top == "themes" && !start.exists() {
                continue;
            }
            // The folders of the languages side by side: on a large site most of the time goes into asking for sizes.
            let within = |entry: walkdir::Result<DirEntry>| match entry {
                Ok(entry) if entry.depth() == 1 && entry.file_type().is_dir() => {
                    walk(entry.path(), usize::MAX).filter_map(|entry| found(root, entry)).collect()
                }
                entry => found(root, entry).into_iter().collect(),
            };
            let entries: Vec<_> = walk(&start, 1).collect();
            let parts: Vec<Vec<WalkEntry>> = entries.into_par_iter().map(within).collect();
            for found in parts.into_iter().flatten() {
                match found {
                    Ok((path, metadata)) => tree.take(path, &metadata),
                    Err(diagnostic) => diagnostics.push(diagnostic),
                }
            }
        }
        (tree, diagnostics)
    }

    fn take(&mut self, path: Arc<str>, metadata: &fs::Metadata) {
        Arc::make_mut(&mut self.looks).take(&path, metadata);
        Arc::make_mut(&mut self.files).insert(path, FileSource::Disk { size: metadata.len(), stamp: None });
    }

    /// A tree in memory.
    pub fn from_pairs<P: Into<Arc<str>>, B: Into<Vec<u8>>>(pairs: impl IntoIterator<Item = (P, B)>) -> SourceTree {
        let files =
            pairs.into_iter().map(|(path, bytes)| (path.into(), FileSource::Memory(bytes.into().into()))).collect();
        SourceTree { files: Arc::new(files), ..SourceTree::default() }
    }

    /// A key of what the system says of all files: the same key, the same files. `None` if one of them was written less
    /// than two seconds before `now`, the time when the walk began: its times might not tell of a later change, because
    /// clocks of file systems are coarse.
    pub fn look(&self, now: SystemTime) -> Option<ContentHash> {
        let now = now.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_nanos() as i128;
        let settled = self.looks.newest + 2_000_000_000 < now;
        (self.root.is_some() && settled).then(|| ContentHash::blake3_bytes(&self.looks.said))
    }

    /// All paths, in byte order.
    pub fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.files.keys()
    }

    /// Paths that begin with `prefix`, in byte order.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Arc<str>> {
        self.files.range(Arc::from(prefix)..).map(|(path, _)| path).take_while(move |path| path.starts_with(prefix))
    }

    /// The bytes of all texts whose paths begin with `prefix`, without reading them.
    pub fn bytes_of_texts(&self, prefix: &str) -> u64 {
        let files = self.files.range(Arc::from(prefix)..).take_while(|(path, _)| path.starts_with(prefix));
        files.filter(|(path, _)| is_text(path)).map(|(_, source)| source.size()).sum()
    }

    /// As [`SourceTree::below`], each with its [`SourceTree::stamp`].
    pub fn stamped<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a Arc<str>, Option<ContentHash>)> {
        let stamp = |source: &FileSource| match source {
            FileSource::Disk { stamp, .. } => *stamp,
            FileSource::Memory(_) => None,
        };
        let files = self.files.range(Arc::from(prefix)..).map(move |(path, source)| (path, stamp(source)));
        files.take_while(move |(path, _)| path.starts_with(prefix))
    }

    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Bytes of the file's size, without reading it.
    pub fn size(&self, path: &str) -> u64 {
        self.files.get(path).map_or(0, FileSource::size)
    }

    /// A key of the file that is known without reading it; it is another one when the file holds something else.
    pub fn stamp(&self, path: &str) -> Option<ContentHash> {
        match self.files.get(path) {
            Some(FileSource::Disk { stamp, .. }) => *stamp,
            _ => None,
        }
    }

    /// Notes what is known of a file on disk.
    pub fn set_stamp(&mut self, path: &str, stamp: Option<ContentHash>) {
        if let Some(FileSource::Disk { stamp: known, .. }) = Arc::make_mut(&mut self.files).get_mut(path) {
            *known = stamp;
        }
    }

    /// Where the file stands on disk, if it does.
    pub fn disk_path(&self, path: &str) -> Option<PathBuf> {
        self.root.as_ref().map(|root| root.join(path))
    }

    /// The file's bytes.
    pub fn read(&self, path: &str) -> io::Result<Cow<'_, [u8]>> {
        match (self.files.get(path), &self.root) {
            (Some(FileSource::Memory(bytes)), _) => Ok(Cow::Borrowed(bytes)),
            (Some(FileSource::Disk { .. }), Some(root)) => fs::read(root.join(path)).map(Cow::Owned),
            _ => Err(io::Error::from(io::ErrorKind::NotFound)),
        }
    }

    /// A file that is no part of the site, such as a font of the machine: its path, from the site's root if it is
    /// relative. In memory there is none.
    pub fn outside(&self, path: &str) -> io::Result<Vec<u8>> {
        let root = self.root.as_ref().ok_or(io::ErrorKind::NotFound)?;
        let path = root.join(path);
        let metadata = fs::metadata(&path)?;
        if !metadata.is_file() || metadata.len() > MEDIA_LIMIT {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        fs::read(path)
    }

    /// The file's text as a diagnostic shows it: without its byte order mark, wrong bytes replaced.
    pub fn text(&self, path: &str) -> Option<Cow<'_, str>> {
        let bytes = self.read(path).ok()?;
        Some(match bytes {
            Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
            Cow::Owned(bytes) => Cow::Owned(
                String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()),
            ),
        })
    }

    /// The file as UTF-8, or what is wrong with it.
    pub fn read_text(&self, path: &Arc<str>) -> Result<String, Diagnostic> {
        let bytes = self.read(path).map_err(|error| Diagnostic::unreadable(Span::file(path), &error))?;
        let text = match bytes {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(str::to_owned).map_err(|e| e.valid_up_to()),
            Cow::Owned(bytes) => match simdutf8::basic::from_utf8(&bytes) {
                Ok(text) => Ok(text.to_owned()),
                Err(_) => String::from_utf8(bytes).map_err(|e| e.utf8_error().valid_up_to()),
            },
        };
        let text = text.map_err(|at| {
            let start = at;
            Diagnostic::new(Code::NotUtf8, Span::new(path, start..start + 1))
        })?;
        match control_character(&text) {
            Some((at, c)) => {
                let name = format!("U+{:04X}", c as u32);
                Err(Diagnostic::new(Code::ControlCharacter, Span::new(path, at..at + c.len_utf8()))
                    .arg("character", name))
            }
            None => Ok(text),
        }
    }

    /// The key of the file's bytes.
    pub fn key(&self, path: &str) -> io::Result<ContentHash> {
        self.read(path).map(|bytes| ContentHash::blake3_bytes(&bytes))
    }
}

/// Whether situ reads the file as text (a writer's file), not as media.
pub fn is_text(path: &str) -> bool {
    !path.starts_with("content/media/") && (path.ends_with(".md") || path.ends_with(".yaml"))
}

fn is_unnameable(c: char) -> bool {
    is_unfit(c) || c.is_control()
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.ends_with(b"~") || (name.starts_with(b"#") && name.ends_with(b"#"))
}

fn display_path(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let path = parts.join("/");
    // A line break in a name would let the rest of it pass for a message of its own.
    match path.contains(is_unnameable) {
        true => {
            path.chars().map(|c| if is_unnameable(c) { c.escape_default().to_string() } else { c.into() }).collect()
        }
        false => path,
    }
}

/// The diagnostic for a walk that failed; only a cycle of links, which the walk never follows, has no I/O error.
fn unreadable(span: Span, error: &walkdir::Error) -> Diagnostic {
    match error.io_error() {
        Some(error) => Diagnostic::unreadable(span, error),
        None => Diagnostic::new(Code::Unreadable, span).arg("reason", error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_lists_below_a_folder_in_order() {
        let tree = SourceTree::from_pairs([("content/b.md", "b"), ("content/a.md", "a"), ("themes/x", "x")]);
        let below: Vec<_> = tree.below("content/").map(|p| p.to_string()).collect();
        assert_eq!(below, ["content/a.md", "content/b.md"]);
    }

    #[test]
    fn no_folder_that_is_a_link_is_entered() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let files = ["content/lv/articles/a.md", "content/lv/site.yaml", "content/site.yaml", "content/.git/x.md"];
        for file in files.into_iter().chain(["secret/b.md"]) {
            fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            fs::write(root.join(file), "x").unwrap();
        }
        for link in ["content/ru", "content/lv/pages"] {
            std::os::unix::fs::symlink(root.join("secret"), root.join(link)).unwrap();
        }
        let (tree, found) = SourceTree::from_disk(root);
        let paths: Vec<&str> = tree.paths().map(|path| &**path).collect();
        assert_eq!(paths, ["content/lv/articles/a.md", "content/lv/site.yaml", "content/site.yaml"]);
        let refused: Vec<_> = found.iter().map(|found| (found.code, &*found.span.path)).collect();
        assert_eq!(refused, [(Code::NotAFile, "content/lv/pages"), (Code::NotAFile, "content/ru")]);
    }

    #[test]
    fn a_look_tells_files_that_changed_or_may_change_unseen() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("content/a.md");
        fs::create_dir(folder.path().join("content")).unwrap();
        fs::write(&file, "a").unwrap();
        let look = |now| SourceTree::from_disk(folder.path()).0.look(now);
        let written = fs::metadata(&file).unwrap().modified().unwrap();
        let later = written + std::time::Duration::from_secs(1_000);
        let first = look(later);
        assert!(first.is_some() && first == look(later));
        assert_eq!(look(written + std::time::Duration::from_secs(1)), None);
        // The same size under the same time: the file's number or the time of its change is another.
        let time = fs::metadata(&file).unwrap().modified().unwrap();
        fs::remove_file(&file).unwrap();
        fs::write(&file, "b").unwrap();
        fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
        assert_ne!(look(later), first);
        let second = look(later);
        fs::rename(&file, folder.path().join("content/b.md")).unwrap();
        assert_ne!(look(later), second);
    }

    #[test]
    fn text_that_is_no_utf8_has_a_place() {
        let path: Arc<str> = "content/a.md".into();
        let tree = SourceTree::from_pairs([(Arc::clone(&path), vec![b'a', 0xff])]);
        let diagnostic = tree.read_text(&path).unwrap_err();
        assert_eq!((diagnostic.code, diagnostic.span.start), (Code::NotUtf8, 1));
    }
}
