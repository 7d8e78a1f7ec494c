//! The source files: paths and bytes.
//!
//! Takes a folder on disk ([`SourceTree::from_disk`]) or pairs of path and bytes ([`SourceTree::from_pairs`]); returns
//! paths in byte order, with `/` between folders, and bytes on demand, so that a large site is never completely in
//! memory. Never follows symbolic links, never reads special files, never writes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::classify::is_host_file;
use super::file_times::FileTimes;
use super::open_file::{SourceFolder, read_host_file};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::foundation::text::{find_forbidden_char, is_forbidden_char, unify_line_ends};
use crate::model::{DOMAIN_FILE, LOOK_FOLDER, MEDIA_FOLDER, STATIC_FOLDER};

/// The largest text file that situ reads, in bytes.
pub const TEXT_LIMIT: u64 = 5 << 20;
/// The largest picture or download, in bytes. Some web hosts reject larger files, and phones cannot load them.
pub const MEDIA_LIMIT: u64 = 50 << 20;

/// Files, keyed by path below the root: `content/…` and `themes/…`. Clones share their data.
#[derive(Clone, Default)]
pub struct SourceTree {
    files: Arc<BTreeMap<Arc<str>, FileSource>>,
    /// `None` for a tree in memory.
    root: Option<Arc<SourceFolder>>,
    metadata: Arc<MetadataFingerprint>,
}

/// The OS metadata of all files, collected during the walk: path, size, times, and on Unix the inode.
#[derive(Clone, Default)]
struct MetadataFingerprint {
    bytes: Vec<u8>,
    /// The newest time of any file, in nanoseconds since 1970.
    newest: i128,
}

impl MetadataFingerprint {
    fn add(&mut self, path: &str, metadata: &fs::Metadata) {
        let FileTimes { modified, other, inode } = FileTimes::of(metadata);
        self.newest = self.newest.max(modified).max(other);
        self.bytes.extend_from_slice(path.as_bytes());
        // Paths never contain a NUL byte.
        self.bytes.push(0);
        for number in [i128::from(metadata.len()), modified, other, i128::from(inode)] {
            self.bytes.extend_from_slice(&number.to_le_bytes());
        }
    }
}

/// Where the bytes of a file are.
#[derive(Clone)]
enum FileSource {
    Memory(Arc<[u8]>),
    Disk { size: u64, fingerprint: Option<ContentHash> },
}

/// A file with its OS metadata; `Err` if it is not a valid source file.
type WalkEntry = Result<(Arc<str>, fs::Metadata), Diagnostic>;

/// The entries below a folder, sorted by name, except those that `is_hidden` hides. Symbolic links are not followed, except
/// `start` itself at depth 1: its own entry is rejected, but the entries in its target are validated too.
fn walk(start: &Path, depth: usize, is_hidden: fn(&OsStr) -> bool) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    let walk =
        WalkDir::new(start).max_depth(depth).follow_links(false).follow_root_links(depth == 1).sort_by_file_name();
    walk.into_iter().filter_entry(move |entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
}

/// Validates an entry of a walk; `None` if it is a folder.
fn validate_entry(root: &Path, entry: walkdir::Result<DirEntry>) -> Option<WalkEntry> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => {
            let path = error.path().map_or_else(String::new, |path| display_path(root, path));
            return Some(Err(unreadable_file(Span::file(&path.into()), &error)));
        }
    };
    let kind = entry.file_type();
    if kind.is_dir() {
        return None;
    }
    let path: Arc<str> = display_path(root, entry.path()).into();
    let reject = |code| Diagnostic::new(code, Span::file(&path));
    if !kind.is_file() {
        return Some(Err(reject(Code::NotAFile)));
    }
    if entry.path().to_str().is_none_or(|name| name.contains(is_forbidden_in_paths)) {
        return Some(Err(reject(Code::BadId).arg("id", path.as_ref())));
    }
    Some(match entry.metadata() {
        Ok(metadata) if metadata.len() > limit_of(&path) => Err(too_large(&path)),
        Ok(metadata) => Ok((path, metadata)),
        Err(error) => Err(unreadable_file(Span::file(&path), &error)),
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
    /// The regular files of `content/` and `themes/` below `root`. Unreadable files, symbolic links and special files
    /// are reported. Hidden files and backup files of editors are skipped; in `content/static/`, hidden files are not, nor
    /// are those in `content/` that belong there.
    pub fn from_disk(root: &Path) -> (SourceTree, Vec<Diagnostic>) {
        let mut tree = SourceTree { root: Some(Arc::new(SourceFolder::open(root))), ..SourceTree::default() };
        let mut diagnostics = Vec::new();
        for top in ["content", "themes"] {
            let start = root.join(top);
            if top == "themes" && !start.exists() {
                continue;
            }
            // The folders of the languages are walked in parallel, because reading metadata takes most of the time.
            let walk_entry = |entry: walkdir::Result<DirEntry>| match entry {
                Ok(entry) if entry.depth() == 1 && entry.file_type().is_dir() => {
                    let is_static = top == "content" && entry.file_name() == "static";
                    let is_hidden = if is_static { is_left_by_program } else { is_hidden };
                    walk(entry.path(), usize::MAX, is_hidden).filter_map(|entry| validate_entry(root, entry)).collect()
                }
                entry => validate_entry(root, entry).into_iter().collect(),
            };
            let entries: Vec<_> = walk(&start, 1, is_hidden_in_content).collect();
            let parts: Vec<Vec<WalkEntry>> = entries.into_par_iter().map(walk_entry).collect();
            for entry in parts.into_iter().flatten() {
                match entry {
                    Ok((path, metadata)) => tree.add(path, &metadata),
                    Err(diagnostic) => diagnostics.push(diagnostic),
                }
            }
        }
        (tree, diagnostics)
    }

    fn add(&mut self, path: Arc<str>, metadata: &fs::Metadata) {
        Arc::make_mut(&mut self.metadata).add(&path, metadata);
        let fingerprint = is_copied(&path).then(|| {
            let mut own = MetadataFingerprint::default();
            own.add(&path, metadata);
            ContentHash::xxh3_bytes(&own.bytes)
        });
        Arc::make_mut(&mut self.files).insert(path, FileSource::Disk { size: metadata.len(), fingerprint });
    }

    /// A tree in memory, from pairs of path and bytes.
    pub fn from_pairs<P: Into<Arc<str>>, B: Into<Vec<u8>>>(pairs: impl IntoIterator<Item = (P, B)>) -> SourceTree {
        let files =
            pairs.into_iter().map(|(path, bytes)| (path.into(), FileSource::Memory(bytes.into().into()))).collect();
        SourceTree { files: Arc::new(files), ..SourceTree::default() }
    }

    /// The tree with other contents of some of its files.
    pub fn with_contents(&self, contents: impl IntoIterator<Item = (Arc<str>, Vec<u8>)>) -> SourceTree {
        let mut tree = self.clone();
        let changed = contents.into_iter().map(|(path, bytes)| (path, FileSource::Memory(bytes.into())));
        Arc::make_mut(&mut tree.files).extend(changed);
        tree
    }

    /// A hash of the OS metadata of all files, which changes if a file changes. `None` if a file was written less than
    /// two seconds before `now`, the time at which the walk began: a later change might not change its times, because
    /// clocks of file systems are coarse.
    pub fn metadata_fingerprint(&self, now: SystemTime) -> Option<ContentHash> {
        let now = now.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_nanos() as i128;
        let is_settled = self.metadata.newest + 2_000_000_000 < now;
        (self.root.is_some() && is_settled).then(|| ContentHash::blake3_bytes(&self.metadata.bytes))
    }

    /// All paths, in byte order.
    pub fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.files.keys()
    }

    /// Paths that begin with `prefix`, in byte order.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Arc<str>> {
        self.files.range(Arc::from(prefix)..).map(|(path, _)| path).take_while(move |path| path.starts_with(prefix))
    }

    /// The total size of the text files whose paths begin with `prefix`, in bytes. Reads no file.
    pub fn total_text_bytes(&self, prefix: &str) -> u64 {
        let files = self.files.range(Arc::from(prefix)..).take_while(|(path, _)| path.starts_with(prefix));
        files.filter(|(path, _)| is_text(path)).map(|(_, source)| source.size()).sum()
    }

    /// Paths that begin with `prefix`, in byte order, each with its [`SourceTree::fingerprint`].
    pub fn with_fingerprints<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a Arc<str>, Option<ContentHash>)> {
        let fingerprint = |source: &FileSource| match source {
            FileSource::Disk { fingerprint, .. } => *fingerprint,
            FileSource::Memory(_) => None,
        };
        let files = self.files.range(Arc::from(prefix)..).map(move |(path, source)| (path, fingerprint(source)));
        files.take_while(move |(path, _)| path.starts_with(prefix))
    }

    /// Whether the tree has a file at `path`.
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The size of the file in bytes; zero if it does not exist. Does not read the file.
    pub fn size(&self, path: &str) -> u64 {
        self.files.get(path).map_or(0, FileSource::size)
    }

    /// A hash that changes if the file changes, known without reading it. Files on disk that are only copied have one of their OS metadata;
    /// `None` for other files if [`SourceTree::set_fingerprint`] was not called.
    pub fn fingerprint(&self, path: &str) -> Option<ContentHash> {
        match self.files.get(path) {
            Some(FileSource::Disk { fingerprint, .. }) => *fingerprint,
            _ => None,
        }
    }

    /// Sets the fingerprint of a file on disk.
    pub fn set_fingerprint(&mut self, path: &str, value: Option<ContentHash>) {
        if let Some(FileSource::Disk { fingerprint, .. }) = Arc::make_mut(&mut self.files).get_mut(path) {
            *fingerprint = value;
        }
    }

    /// The path of the file on disk; `None` for a tree in memory.
    pub fn disk_path(&self, path: &str) -> Option<PathBuf> {
        self.root.as_ref().map(|root| root.path().join(path))
    }

    /// The bytes of the file. Fails if it is not a regular file any more, or has become too large;
    /// [`diagnose_read_error`] explains the error.
    pub fn read(&self, path: &str) -> io::Result<Cow<'_, [u8]>> {
        match (self.files.get(path), &self.root) {
            (Some(FileSource::Memory(bytes)), _) => Ok(Cow::Borrowed(bytes)),
            (Some(FileSource::Disk { .. }), Some(root)) => root.read(path, limit_of(path)).map(Cow::Owned),
            _ => Err(io::Error::from(io::ErrorKind::NotFound)),
        }
    }

    /// The bytes of a file of the host, such as a font. A relative path starts at the root. Fails for a tree in memory,
    /// for special files and for files larger than [`MEDIA_LIMIT`].
    pub fn read_host_file(&self, path: &str) -> io::Result<Vec<u8>> {
        let root = self.root.as_ref().ok_or(io::ErrorKind::NotFound)?;
        read_host_file(&root.path().join(path), MEDIA_LIMIT)
    }

    /// The text of the file for display, with invalid bytes replaced; `None` if it cannot be read.
    pub fn text(&self, path: &str) -> Option<Cow<'_, str>> {
        let bytes = self.read(path).ok()?;
        let text = match bytes {
            Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
            Cow::Owned(bytes) => Cow::Owned(
                String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()),
            ),
        };
        Some(if text.contains('\r') { Cow::Owned(unify_line_ends(text.into_owned())) } else { text })
    }

    /// The text of the file, with the line ends of old Macs as line feeds; `Err` if it cannot be read, is not UTF-8, or contains a forbidden character.
    pub fn read_text(&self, path: &Arc<str>) -> Result<String, Diagnostic> {
        let bytes = self.read(path).map_err(|error| diagnose_read_error(path, &error))?;
        let text = match bytes {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(str::to_owned).map_err(|e| e.valid_up_to()),
            Cow::Owned(bytes) => match simdutf8::basic::from_utf8(&bytes) {
                Ok(text) => Ok(text.to_owned()),
                Err(_) => String::from_utf8(bytes).map_err(|e| e.utf8_error().valid_up_to()),
            },
        };
        let text = text.map_err(|at| Diagnostic::new(Code::NotUtf8, Span::new(path, at..at + 1)))?;
        match find_forbidden_char(&text) {
            Some((at, c)) => {
                let name = format!("U+{:04X}", c as u32);
                Err(Diagnostic::new(Code::ControlCharacter, Span::new(path, at..at + c.len_utf8()))
                    .arg("character", name))
            }
            None => Ok(unify_line_ends(text)),
        }
    }

    /// The hash of the bytes of the file.
    pub fn content_hash(&self, path: &str) -> io::Result<ContentHash> {
        self.read(path).map(|bytes| ContentHash::blake3_bytes(&bytes))
    }
}

/// The most bytes of the file at `path` that are read.
fn limit_of(path: &str) -> u64 {
    if is_text(path) { TEXT_LIMIT } else { MEDIA_LIMIT }
}

fn too_large(path: &Arc<str>) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, Span::file(path)).arg("limit", format!("{} MB", limit_of(path) >> 20))
}

/// The diagnostic for an error of [`SourceTree::read`].
pub fn diagnose_read_error(path: &Arc<str>, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::InvalidInput => Diagnostic::new(Code::NotAFile, Span::file(path)),
        io::ErrorKind::FileTooLarge => too_large(path),
        _ => Diagnostic::unreadable(Span::file(path), error),
    }
}

/// Whether the file is published with the bytes that it has.
pub fn is_copied(path: &str) -> bool {
    [MEDIA_FOLDER, STATIC_FOLDER].iter().any(|folder| path.starts_with(folder))
}

/// Whether situ reads the file as text: a document or a data file, not one that is only copied.
pub fn is_text(path: &str) -> bool {
    !is_copied(path) && !path.starts_with(LOOK_FOLDER) && (path.ends_with(".md") || path.ends_with(".yaml"))
}

/// Whether the file is one that is only copied, or a font or picture of the look, and neither a drawing (SVG) nor the file
/// with the domain, so that it has no lines to show.
pub fn is_binary(path: &str) -> bool {
    if path.strip_prefix(STATIC_FOLDER) == Some(DOMAIN_FILE) {
        return false;
    }
    let name = path.to_ascii_lowercase();
    let is_look = path.starts_with(LOOK_FOLDER) && !name.ends_with(".css");
    (is_copied(path) || is_look) && !name.ends_with(".svg")
}

/// Line breaks and tabs are allowed in texts, but not in paths.
fn is_forbidden_in_paths(c: char) -> bool {
    is_forbidden_char(c) || c.is_control()
}

/// Whether a name begins with a dot or is that of a backup file of an editor: `a~`, `#a#`.
fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") || is_left_by_program(name)
}

/// As [`is_hidden`], but not what belongs in the root of the site: its owner hears where to put it.
fn is_hidden_in_content(name: &OsStr) -> bool {
    is_hidden(name) && !name.to_str().is_some_and(is_host_file)
}

/// Whether a name is that of a backup or lock file of an editor (`a~`, `#a#`, `.#a`, `.a.swp`), or of a file that version
/// control or an operating system leaves in folders.
fn is_left_by_program(name: &OsStr) -> bool {
    const NAMES: [&str; 8] =
        [".git", ".gitkeep", ".gitignore", ".gitattributes", ".hg", ".svn", ".DS_Store", ".directory"];
    let bytes = name.as_encoded_bytes();
    let is_backup = bytes.ends_with(b"~") || (bytes.starts_with(b"#") && bytes.ends_with(b"#"));
    // The last two: metadata of macOS, and open files of vim.
    let is_metadata = bytes.starts_with(b"._") || (bytes.starts_with(b".") && bytes.ends_with(b".swp"));
    is_backup || bytes.starts_with(b".#") || is_metadata || NAMES.iter().any(|known| name == *known)
}

/// The path below the root, with `/` between folders and forbidden characters escaped.
fn display_path(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let path = parts.join("/");
    // The rest of a name after a line break would look like a separate message.
    match path.contains(is_forbidden_in_paths) {
        true => path
            .chars()
            .map(|c| if is_forbidden_in_paths(c) { c.escape_default().to_string() } else { c.into() })
            .collect(),
        false => path,
    }
}

/// The diagnostic for an error of the walk. Only a cycle of links has no I/O error, and the walk does not follow links.
fn unreadable_file(span: Span, error: &walkdir::Error) -> Diagnostic {
    match error.io_error() {
        Some(error) => Diagnostic::unreadable(span, error),
        None => Diagnostic::new(Code::Unreadable, span).arg("reason", error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_lists_paths_in_byte_order() {
        let tree = SourceTree::from_pairs([("content/b.md", "b"), ("content/a.md", "a"), ("themes/x", "x")]);
        let below: Vec<_> = tree.below("content/").map(|p| p.to_string()).collect();
        assert_eq!(below, ["content/a.md", "content/b.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links_are_reported_and_not_followed() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let files = ["content/lv/articles/a.md", "content/lv/site.yaml", "content/site.yaml", "content/.git/x.md"];
        for file in files.into_iter().chain(["secret/b.md"]) {
            fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            fs::write(root.join(file), "x").unwrap();
        }
        for link in ["content/ru", "content/lv/pages"] {
            symlink(root.join("secret"), root.join(link)).unwrap();
        }
        let (tree, diagnostics) = SourceTree::from_disk(root);
        let paths: Vec<&str> = tree.paths().map(|path| &**path).collect();
        assert_eq!(paths, ["content/lv/articles/a.md", "content/lv/site.yaml", "content/site.yaml"]);
        let reported: Vec<_> = diagnostics.iter().map(|d| (d.code, &*d.span.path)).collect();
        assert_eq!(reported, [(Code::NotAFile, "content/lv/pages"), (Code::NotAFile, "content/ru")]);
    }

    #[test]
    fn metadata_fingerprint_changes_with_files_and_needs_settled_times() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("content/a.md");
        fs::create_dir(folder.path().join("content")).unwrap();
        fs::write(&file, "a").unwrap();
        let fingerprint = |now| SourceTree::from_disk(folder.path()).0.metadata_fingerprint(now);
        let written = fs::metadata(&file).unwrap().modified().unwrap();
        let later = written + std::time::Duration::from_secs(1_000);
        let first = fingerprint(later);
        assert!(first.is_some() && first == fingerprint(later));
        assert_eq!(fingerprint(written + std::time::Duration::from_secs(1)), None);
        // On Unix, a replacement of the same size and modification time has another inode or change time.
        #[cfg(unix)]
        {
            let time = fs::metadata(&file).unwrap().modified().unwrap();
            fs::remove_file(&file).unwrap();
            fs::write(&file, "b").unwrap();
            fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
            assert_ne!(fingerprint(later), first);
        }
        let second = fingerprint(later);
        fs::rename(&file, folder.path().join("content/b.md")).unwrap();
        assert_ne!(fingerprint(later), second);
    }

    #[test]
    fn invalid_utf8_has_a_span() {
        let path: Arc<str> = "content/a.md".into();
        let tree = SourceTree::from_pairs([(Arc::clone(&path), vec![b'a', 0xff])]);
        let diagnostic = tree.read_text(&path).unwrap_err();
        assert_eq!((diagnostic.code, diagnostic.span.start), (Code::NotUtf8, 1));
    }
}
