//! What a published tree holds, as text on the disk and as a table in memory.
//!
//! The manifest (path, content hash, size) says what a whole tree is, and its own hash is its name. The notes (page key,
//! time) only make the next build quick: when they are lost, files are read and compared instead. Never does any I/O.

use std::fmt::Write;
use std::sync::atomic::{AtomicBool, AtomicU8};

use crate::foundation::hash::ContentHash;

const MANIFEST: &str = "situ manifest 1";
const NOTES: &str = "situ notes 1 ";
const INPUTS: &str = "situ inputs 1 ";
const MARKER: &str = "This folder is written by situ. Do not edit it: the next build undoes what is changed by hand.";

/// One page as it was published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// The key of the page from which the bytes were made.
    pub page: ContentHash,
    /// The key of the bytes.
    pub content: ContentHash,
    pub size: u64,
    pub mtime: i64,
}

/// How a file of the manifest was found in the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Missing, or of another size.
    Damaged,
    /// Of the right size, but whether its bytes are right only reading can tell.
    Unsure,
    /// Size and time as remembered.
    Sure,
}

/// What this build has said about a published page: one of the constants below.
pub(super) const UNSEEN: u8 = 0;
pub(super) const KEPT: u8 = 1;
pub(super) const WRITTEN: u8 = 2;

/// A page of the output, and what this build has found out about it.
#[derive(Debug)]
pub(super) struct Entry {
    start: u32,
    len: u32,
    pub record: Record,
    pub inode: u64,
    pub found: Found,
    /// Whether the spare holds the very same file.
    pub linked: AtomicBool,
    pub visit: AtomicU8,
}

/// The pages of the output by path: one string for all paths, about 75 bytes besides for each.
#[derive(Debug, Default)]
pub(super) struct Table {
    paths: String,
    pub entries: Vec<Entry>,
}

impl Table {
    /// Adds a page; `None` when the table is full (4 GiB of paths).
    pub fn push(&mut self, path: &str, record: Record) -> Option<&mut Entry> {
        let start = u32::try_from(self.paths.len()).ok()?;
        let len = u32::try_from(path.len()).ok()?;
        self.paths.push_str(path);
        self.entries.push(Entry {
            start,
            len,
            record,
            inode: 0,
            found: Found::Damaged,
            linked: AtomicBool::new(false),
            visit: AtomicU8::new(UNSEEN),
        });
        self.entries.last_mut()
    }

    /// Puts the pages in the order of their paths, which `find` and `below` rely on.
    pub fn sort(&mut self) {
        let Table { paths, entries } = self;
        entries.sort_unstable_by(|a, b| text(paths, a).cmp(text(paths, b)));
    }

    pub fn path(&self, entry: &Entry) -> &str {
        text(&self.paths, entry)
    }

    pub fn index(&self, path: &str) -> Option<usize> {
        self.entries.binary_search_by(|entry| self.path(entry).cmp(path)).ok()
    }

    pub fn find(&self, path: &str) -> Option<&Entry> {
        self.index(path).and_then(|at| self.entries.get(at))
    }

    /// The pages inside a folder.
    pub fn below(&self, folder: &str) -> impl Iterator<Item = &Entry> {
        let prefix = format!("{folder}/");
        let first = self.entries.partition_point(|entry| self.path(entry) < prefix.as_str());
        self.entries.iter().skip(first).take_while(move |entry| self.path(entry).starts_with(&prefix))
    }

    /// Reads a manifest; `None` when it is not exactly what `manifest` writes.
    pub fn parse(text: &str) -> Option<Table> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        if lines.next()? != MANIFEST {
            return None;
        }
        let mut table = Table::default();
        for line in lines {
            let (content, rest) = line.split_once(' ')?;
            let (size, path) = rest.split_once(' ')?;
            let record =
                Record { content: ContentHash::parse(content)?, size: size.parse().ok()?, ..Record::default() };
            table.push(path, record)?;
        }
        table.entries.is_sorted_by(|a, b| table.path(a) < table.path(b)).then_some(table)
    }

    /// Adds page keys and times from the notes on the manifest `name`, and gives the salt under which they were made;
    /// `None`, and nothing added, when the notes are torn or speak of something else.
    pub fn annotate(&mut self, name: ContentHash, notes: &str) -> Option<ContentHash> {
        let (sum, body) = notes.strip_prefix(NOTES)?.split_once('\n')?;
        let (head, lines) = body.split_once('\n')?;
        let (of, salt) = head.split_once(' ')?;
        let salt = ContentHash::parse(salt)?;
        if ContentHash::parse(sum)? != ContentHash::blake3_bytes(body.as_bytes()) || ContentHash::parse(of)? != name {
            return None;
        }
        for (entry, line) in self.entries.iter_mut().zip(lines.lines()) {
            let (page, mtime) = line.split_once(' ')?;
            entry.record.page = ContentHash::parse(page)?;
            entry.record.mtime = mtime.parse().ok()?;
        }
        Some(salt)
    }
}

fn text<'p>(paths: &'p str, entry: &Entry) -> &'p str {
    let start = entry.start as usize;
    paths.get(start..start + entry.len as usize).unwrap_or_default()
}

/// The text of a manifest: the same for the same pages, sorted by path, whatever made them and when.
pub(super) fn manifest(pages: &[(&str, &Record)]) -> String {
    let mut text = format!("{MANIFEST}\n");
    for (path, record) in pages {
        line(&mut text, format_args!("{} {} {path}\n", record.content, record.size));
    }
    text
}

/// The text of the notes on the manifest `name`.
pub(super) fn notes(name: ContentHash, salt: ContentHash, pages: &[(&str, &Record)]) -> String {
    let mut body = format!("{name} {salt}\n");
    for (_, record) in pages {
        line(&mut body, format_args!("{} {}\n", record.page, record.mtime));
    }
    format!("{NOTES}{}\n{body}", ContentHash::blake3_bytes(body.as_bytes()))
}

/// The text that says from which `inputs` the tree of the manifest `name` was made, and with what words.
pub(super) fn inputs(name: ContentHash, inputs: ContentHash, words: &str) -> String {
    let body = format!("{name} {inputs}\n{words}");
    format!("{INPUTS}{}\n{body}", ContentHash::blake3_bytes(body.as_bytes()))
}

/// The manifest and the words that [`inputs`] has written for the same inputs; `None` when the text is torn or speaks of
/// others.
pub(super) fn read_inputs(text: &str, inputs: ContentHash) -> Option<(ContentHash, &str)> {
    let (sum, body) = text.strip_prefix(INPUTS)?.split_once('\n')?;
    let (head, words) = body.split_once('\n')?;
    let (name, of) = head.split_once(' ')?;
    let right =
        ContentHash::parse(sum)? == ContentHash::blake3_bytes(body.as_bytes()) && ContentHash::parse(of)? == inputs;
    ContentHash::parse(name).filter(|_| right).map(|name| (name, words))
}

/// Writing to a string cannot fail.
fn line(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(arguments);
}

/// The text of the marker of a whole tree.
pub(super) fn marker(name: ContentHash) -> String {
    format!("{MARKER}\nmanifest {name}\n")
}

/// Whether a marker is ours, and the name of the manifest if it can be read.
pub(super) fn read_marker(text: &[u8]) -> Option<Option<ContentHash>> {
    let rest = text.strip_prefix(MARKER.as_bytes())?;
    let name = std::str::from_utf8(rest).ok().and_then(|rest| rest.strip_prefix("\nmanifest ")?.strip_suffix('\n'));
    Some(name.and_then(ContentHash::parse))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(n: u8) -> Record {
        Record {
            page: ContentHash([n; 16]),
            content: ContentHash([n + 1; 16]),
            size: u64::from(n),
            mtime: -i64::from(n),
        }
    }

    #[test]
    fn manifest_and_notes_survive_their_text_form() {
        let pages = [("a b/é.html", &record(1)), ("a-b", &record(2)), ("a/b", &record(3))];
        let text = manifest(&pages);
        let name = ContentHash::blake3_bytes(text.as_bytes());
        let mut table = Table::parse(&text).unwrap();
        assert_eq!(table.annotate(name, &notes(name, ContentHash([9; 16]), &pages)), Some(ContentHash([9; 16])));
        let read: Vec<_> = table.entries.iter().map(|entry| (table.path(entry), &entry.record)).collect();
        assert_eq!(read, pages);
        assert_eq!(read_marker(marker(name).as_bytes()), Some(Some(name)));
    }

    #[test]
    fn what_is_torn_or_out_of_order_is_not_believed() {
        let pages = [("a", &record(1)), ("b", &record(2))];
        let text = manifest(&pages);
        assert!(Table::parse(text.trim_end()).is_none());
        assert!(Table::parse(&manifest(&[pages[1], pages[0]])).is_none());
        assert!(Table::parse(&manifest(&[pages[0], pages[0]])).is_none());
        let name = ContentHash::blake3_bytes(text.as_bytes());
        let mut table = Table::parse(&text).unwrap();
        let whole = notes(name, ContentHash::default(), &pages);
        assert_eq!(table.annotate(name, &whole[..whole.len() - 3]), None);
        assert_eq!(table.annotate(ContentHash::default(), &whole), None);
        let words = inputs(name, ContentHash([5; 16]), "a\nb");
        assert_eq!(read_inputs(&words, ContentHash([5; 16])), Some((name, "a\nb")));
        assert_eq!(read_inputs(&words, ContentHash([6; 16])), None);
        assert_eq!(read_inputs(&words[..words.len() - 1], ContentHash([5; 16])), None);
        assert_eq!(read_marker(b"mine\n"), None);
        assert_eq!(read_marker(&marker(name).as_bytes()[..MARKER.len() + 5]), Some(None));
    }

    #[test]
    fn an_entry_is_small() {
        assert!(size_of::<Entry>() <= 80);
    }
}
