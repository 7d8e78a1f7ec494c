//! The pages of a published tree: as a table in memory, and as the text files of the state folder.
//!
//! Takes text or page records; returns a [`PageTable`] or text. The manifest (path, content hash, size) describes a
//! whole tree, and the hash of its text is its name. The notes (input hash, time) only make the next build fast:
//! without them, files are read and compared instead. Never does any I/O.

use std::fmt::Write;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering::Relaxed};

use crate::foundation::hash::ContentHash;

const MANIFEST: &str = "situ manifest 1";
const NOTES: &str = "situ notes 2 ";
const INPUTS: &str = "situ inputs 1 ";

/// One published page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FileRecord {
    /// The hash of the page value that the bytes were rendered from.
    pub input: ContentHash,
    /// The hash of the bytes.
    pub content: ContentHash,
    /// The size in bytes.
    pub size: u64,
    /// The modification time in nanoseconds since 1970.
    pub mtime: i64,
}

/// How the file of a manifest entry was found in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileState {
    /// Missing, or of a different size.
    Damaged,
    /// Of the right size, but of a different or unknown time: only reading shows whether the bytes are right.
    Unverified,
    /// Of the size and time in the notes.
    Verified,
}

/// What this build has decided about a published page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Visit {
    /// Nothing yet; at the end of the build, the page is removed.
    Unvisited,
    /// The published bytes stay.
    Kept,
    /// New bytes were written, or are being written.
    Written,
}

/// A [`Visit`] that is shared by threads.
#[derive(Debug)]
pub(super) struct AtomicVisit(AtomicU8);

impl AtomicVisit {
    pub fn new() -> AtomicVisit {
        AtomicVisit(AtomicU8::new(Visit::Unvisited as u8))
    }

    pub fn load(&self) -> Visit {
        match self.0.load(Relaxed) {
            visit if visit == Visit::Kept as u8 => Visit::Kept,
            visit if visit == Visit::Written as u8 => Visit::Written,
            _ => Visit::Unvisited,
        }
    }

    pub fn store(&self, visit: Visit) {
        self.0.store(visit as u8, Relaxed);
    }

    /// Sets the first visit of a build; returns `false`, and changes nothing, if there was one already.
    pub fn set_first(&self, visit: Visit) -> bool {
        self.0.compare_exchange(Visit::Unvisited as u8, visit as u8, Relaxed, Relaxed).is_ok()
    }
}

/// A page of the output, and what this build knows about it.
#[derive(Debug)]
pub(super) struct PageEntry {
    /// The first byte of the path in the paths of the table.
    start: u32,
    /// The length of the path in bytes.
    len: u32,
    pub record: FileRecord,
    pub inode: u64,
    pub state: FileState,
    /// Whether its mode, owner and group are those of the output.
    pub access_matches: bool,
    /// Whether the staging tree has a hard link to the file.
    pub hard_linked: AtomicBool,
    pub visit: AtomicVisit,
}

impl PageEntry {
    /// The entry's path, as a slice of `paths`, the string that holds all paths of the table.
    pub fn path_in<'p>(&self, paths: &'p str) -> &'p str {
        let start = self.start as usize;
        paths.get(start..start + self.len as usize).unwrap_or_default()
    }
}

/// The pages of the output, sorted by path: one string for all paths, and about 75 bytes for each page.
#[derive(Debug, Default)]
pub(super) struct PageTable {
    pub paths: String,
    pub entries: Vec<PageEntry>,
}

impl PageTable {
    /// Adds a page; `None` if the table is full (4 GiB of paths).
    pub fn push(&mut self, path: &str, record: FileRecord) -> Option<&mut PageEntry> {
        let start = u32::try_from(self.paths.len()).ok()?;
        let len = u32::try_from(path.len()).ok()?;
        self.paths.push_str(path);
        self.entries.push(PageEntry {
            start,
            len,
            record,
            inode: 0,
            state: FileState::Damaged,
            access_matches: true,
            hard_linked: AtomicBool::new(false),
            visit: AtomicVisit::new(),
        });
        self.entries.last_mut()
    }

    /// Sorts the pages by path, as `find` and `inside` require.
    pub fn sort(&mut self) {
        let PageTable { paths, entries } = self;
        entries.sort_unstable_by(|a, b| a.path_in(paths).cmp(b.path_in(paths)));
    }

    pub fn path(&self, entry: &PageEntry) -> &str {
        entry.path_in(&self.paths)
    }

    pub fn index(&self, path: &str) -> Option<usize> {
        self.entries.binary_search_by(|entry| self.path(entry).cmp(path)).ok()
    }

    pub fn find(&self, path: &str) -> Option<&PageEntry> {
        self.index(path).and_then(|at| self.entries.get(at))
    }

    /// The pages inside a folder, at any depth.
    pub fn inside(&self, folder: &str) -> impl Iterator<Item = &PageEntry> {
        let prefix = format!("{folder}/");
        let first = self.entries.partition_point(|entry| self.path(entry) < prefix.as_str());
        self.entries.iter().skip(first).take_while(move |entry| self.path(entry).starts_with(&prefix))
    }

    /// Parses a manifest; `None` unless it is exactly what [`format_manifest`] writes.
    pub fn parse(text: &str) -> Option<PageTable> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        if lines.next()? != MANIFEST {
            return None;
        }
        let mut table = PageTable::default();
        for line in lines {
            let (content, rest) = line.split_once(' ')?;
            let (size, path) = rest.split_once(' ')?;
            let record =
                FileRecord { content: ContentHash::parse(content)?, size: size.parse().ok()?, ..FileRecord::default() };
            table.push(path, record)?;
        }
        table.entries.is_sorted_by(|a, b| table.path(a) < table.path(b)).then_some(table)
    }

    /// Adds the input hashes and times of the notes on the manifest `name`. Returns the head of the notes; `None`, with
    /// nothing added, if the notes are truncated or belong to another manifest.
    pub fn apply_notes(&mut self, name: ContentHash, notes: &str) -> Option<NotesHead> {
        let (checksum, body) = notes.strip_prefix(NOTES)?.split_once('\n')?;
        let (head, lines) = body.split_once('\n')?;
        let mut hashes = head.split(' ').map(ContentHash::parse);
        let (manifest, theme_hash, boot) = (hashes.next()??, hashes.next()??, hashes.next()??);
        if ContentHash::parse(checksum)? != ContentHash::blake3_bytes(body.as_bytes()) || manifest != name {
            return None;
        }
        for (entry, line) in self.entries.iter_mut().zip(lines.lines()) {
            let (input, mtime) = line.split_once(' ')?;
            entry.record.input = ContentHash::parse(input)?;
            entry.record.mtime = mtime.parse().ok()?;
        }
        Some(NotesHead { theme_hash, boot })
    }
}

/// What the notes say about the whole tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotesHead {
    /// The theme hash with which the input hashes were computed.
    pub theme_hash: ContentHash,
    /// The hash of the host's boot id when the files were last written or read.
    pub boot: ContentHash,
}

/// The text of a manifest. `pages` are sorted by path; the text depends on nothing else.
pub(super) fn format_manifest(pages: &[(&str, &FileRecord)]) -> String {
    let mut text = format!("{MANIFEST}\n");
    for (path, record) in pages {
        push_line(&mut text, format_args!("{} {} {path}\n", record.content, record.size));
    }
    text
}

/// The text of the notes on the manifest `name`.
pub(super) fn format_notes(name: ContentHash, head: NotesHead, pages: &[(&str, &FileRecord)]) -> String {
    let mut body = format!("{name} {} {}\n", head.theme_hash, head.boot);
    for (_, record) in pages {
        push_line(&mut body, format_args!("{} {}\n", record.input, record.mtime));
    }
    format!("{NOTES}{}\n{body}", ContentHash::blake3_bytes(body.as_bytes()))
}

/// Formats a build record: the hash of the manifest, the hash of the `inputs` that its tree was built from, and the
/// summary of that build.
pub(super) fn format_inputs(name: ContentHash, inputs: ContentHash, summary: &str) -> String {
    let body = format!("{name} {inputs}\n{summary}");
    format!("{INPUTS}{}\n{body}", ContentHash::blake3_bytes(body.as_bytes()))
}

/// The manifest and the summary of [`format_inputs`]; `None` if the text is truncated or belongs to other inputs.
pub(super) fn parse_inputs(text: &str, inputs: ContentHash) -> Option<(ContentHash, &str)> {
    let (checksum, body) = text.strip_prefix(INPUTS)?.split_once('\n')?;
    let (head, summary) = body.split_once('\n')?;
    let (name, recorded) = head.split_once(' ')?;
    let matches = ContentHash::parse(checksum)? == ContentHash::blake3_bytes(body.as_bytes())
        && ContentHash::parse(recorded)? == inputs;
    ContentHash::parse(name).filter(|_| matches).map(|name| (name, summary))
}

/// Appends formatted text. Writing to a string cannot fail.
fn push_line(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(arguments);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(n: u8) -> FileRecord {
        FileRecord {
            input: ContentHash([n; 16]),
            content: ContentHash([n + 1; 16]),
            size: u64::from(n),
            mtime: -i64::from(n),
        }
    }

    #[test]
    fn manifest_and_notes_round_trip() {
        let pages = [("a b/é.html", &record(1)), ("a-b", &record(2)), ("a/b", &record(3))];
        let text = format_manifest(&pages);
        let name = ContentHash::blake3_bytes(text.as_bytes());
        let mut table = PageTable::parse(&text).unwrap();
        let head = NotesHead { theme_hash: ContentHash([9; 16]), boot: ContentHash([8; 16]) };
        assert_eq!(table.apply_notes(name, &format_notes(name, head, &pages)), Some(head));
        let read: Vec<_> = table.entries.iter().map(|entry| (table.path(entry), &entry.record)).collect();
        assert_eq!(read, pages);
    }

    #[test]
    fn parsers_reject_truncated_unsorted_and_unrelated_text() {
        let pages = [("a", &record(1)), ("b", &record(2))];
        let text = format_manifest(&pages);
        assert!(PageTable::parse(text.trim_end()).is_none());
        assert!(PageTable::parse(&format_manifest(&[pages[1], pages[0]])).is_none());
        assert!(PageTable::parse(&format_manifest(&[pages[0], pages[0]])).is_none());
        let name = ContentHash::blake3_bytes(text.as_bytes());
        let mut table = PageTable::parse(&text).unwrap();
        let head = NotesHead { theme_hash: ContentHash::default(), boot: ContentHash::default() };
        let notes = format_notes(name, head, &pages);
        assert_eq!(table.apply_notes(name, &notes[..notes.len() - 3]), None);
        assert_eq!(table.apply_notes(ContentHash::default(), &notes), None);
        let inputs = format_inputs(name, ContentHash([5; 16]), "a\nb");
        assert_eq!(parse_inputs(&inputs, ContentHash([5; 16])), Some((name, "a\nb")));
        assert_eq!(parse_inputs(&inputs, ContentHash([6; 16])), None);
        assert_eq!(parse_inputs(&inputs[..inputs.len() - 1], ContentHash([5; 16])), None);
    }

    #[test]
    fn visit_is_set_once() {
        let visit = AtomicVisit::new();
        assert_eq!(visit.load(), Visit::Unvisited);
        assert!(visit.set_first(Visit::Written));
        assert!(!visit.set_first(Visit::Kept));
        assert_eq!(visit.load(), Visit::Written);
        visit.store(Visit::Kept);
        assert_eq!(visit.load(), Visit::Kept);
    }

    #[test]
    fn page_entry_stays_small() {
        assert!(size_of::<PageEntry>() <= 80);
    }
}
