//! The marker: the file at the root of a tree that says that situ wrote it, and which files of it.
//!
//! Takes the bytes of a marker, or what a tree holds; returns a [`Marker`] or text. The list of files is a list of
//! hashes of their paths, because servers publish the marker with the site, and it should tell nobody what they do not
//! know. Everything in it depends on the site alone. Never does any I/O.

use std::fmt::Write;

use super::manifest::FileRecord;
use crate::foundation::hash::ContentHash;

/// The first line of a marker. Every version must recognise the line of every earlier one, so it never changes.
const FIRST_LINE: &str =
    "This folder is written by situ. Do not edit it: the next build undoes what is changed by hand.";
/// The number of hexadecimal digits that identify a path.
const DIGITS: usize = 16;

/// What a marker says about its tree.
#[derive(Debug, Default)]
pub(super) struct Marker {
    /// The name of the manifest; `None` if it cannot be read.
    pub manifest: Option<ContentHash>,
    /// The identity of the site; `None` in a marker of an earlier version.
    pub site: Option<ContentHash>,
    /// The files of the tree; `None` in a marker of an earlier version.
    pub files: Option<FileList>,
    /// Whether the marker is exactly what [`format_marker`] writes.
    pub is_intact: bool,
}

/// The files that situ wrote into a tree.
#[derive(Debug)]
pub(super) struct FileList(Vec<u64>);

impl FileList {
    /// Whether situ wrote the file at `path`.
    pub fn contains(&self, path: &str) -> bool {
        self.0.binary_search(&path_key(path)).is_ok()
    }
}

/// The text of the marker of a complete tree. `pages` may be in any order.
pub(super) fn format_marker(name: ContentHash, site: Option<ContentHash>, pages: &[(&str, &FileRecord)]) -> String {
    let mut keys: Vec<u64> = pages.iter().map(|(path, _)| path_key(path)).collect();
    keys.sort_unstable();
    let mut list = String::with_capacity(keys.len() * (DIGITS + 1));
    for key in keys {
        let _ = writeln!(list, "{key:0DIGITS$x}");
    }
    let mut text = format!("{FIRST_LINE}\nmanifest {name}\n");
    if let Some(site) = site {
        let _ = writeln!(text, "site {site}");
    }
    let checksum = ContentHash::xxh3(&(name, site, list.as_bytes()));
    let _ = write!(text, "files {checksum}\n{list}");
    text
}

impl Marker {
    /// Parses a marker. `None` if the text is not a marker of situ. Of a damaged one, such as one in which Git left two
    /// versions, it takes what can be read.
    pub fn parse(text: &[u8]) -> Option<Marker> {
        let rest = text.strip_prefix(FIRST_LINE.as_bytes())?;
        let Ok(rest) = std::str::from_utf8(rest) else { return Some(Marker::default()) };
        let value = |key: &str| {
            let mut values = rest.lines().take(8).filter_map(|line| line.strip_prefix(key));
            values.next().and_then(ContentHash::parse)
        };
        let (manifest, site, checksum) = (value("manifest "), value("site "), value("files "));
        let mut marker = Marker { manifest, site, ..Marker::default() };
        if let Some(at) = rest.find("\nfiles ") {
            let list = rest.get(at + 1..).and_then(|files| files.split_once('\n')).map_or("", |(_, list)| list);
            let is_key = |line: &&str| line.len() == DIGITS;
            let mut keys: Vec<u64> =
                list.lines().filter(is_key).filter_map(|line| u64::from_str_radix(line, 16).ok()).collect();
            keys.sort_unstable();
            marker.files = Some(FileList(keys));
            marker.is_intact =
                manifest.is_some_and(|name| checksum == Some(ContentHash::xxh3(&(name, site, list.as_bytes()))));
        }
        Some(marker)
    }
}

/// The key of a path: the first 64 bits of a cryptographic hash, so that nobody can name a page in such a way that a
/// file of somebody else is taken for it.
fn path_key(path: &str) -> u64 {
    let ContentHash([a, b, c, d, e, f, g, h, ..]) = ContentHash::blake3_bytes(path.as_bytes());
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marker_round_trips() {
        let (name, site) = (ContentHash([1; 16]), ContentHash([2; 16]));
        let record = FileRecord::default();
        for pages in [&[][..], &[("a/index.html", &record), ("b", &record)]] {
            for site in [None, Some(site)] {
                let marker = Marker::parse(format_marker(name, site, pages).as_bytes()).unwrap();
                assert_eq!((marker.manifest, marker.site, marker.is_intact), (Some(name), site, true));
                let files = marker.files.unwrap();
                assert!(pages.iter().all(|(path, _)| files.contains(path)));
                assert!(!files.contains("CNAME"));
            }
        }
        let (one, two) = ([("a", &record), ("b", &record)], [("b", &record), ("a", &record)]);
        assert_eq!(format_marker(name, None, &one), format_marker(name, None, &two));
    }

    #[test]
    fn damaged_marker_keeps_what_can_be_read() {
        let (name, record) = (ContentHash([1; 16]), FileRecord::default());
        let text = format_marker(name, None, &[("a", &record), ("b", &record)]);
        let truncated = Marker::parse(&text.as_bytes()[..text.len() - 3]).unwrap();
        assert!(!truncated.is_intact);
        let known = ["a", "b"].map(|path| truncated.files.as_ref().unwrap().contains(path));
        assert_eq!(known.iter().filter(|known| **known).count(), 1);
        // Two versions in one file, as Git leaves them.
        let other = format_marker(ContentHash([3; 16]), None, &[("c", &record)]);
        let lines = |text: &str| text.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>();
        let both = format!("{FIRST_LINE}\n<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n", lines(&text), lines(&other));
        let marker = Marker::parse(both.as_bytes()).unwrap();
        assert!(!marker.is_intact);
        assert!(["a", "b", "c"].iter().all(|path| marker.files.as_ref().unwrap().contains(path)));
        // A marker of an earlier version, and what is not a marker.
        let old = Marker::parse(format!("{FIRST_LINE}\nmanifest {name}\n").as_bytes()).unwrap();
        assert!(old.manifest == Some(name) && old.files.is_none() && !old.is_intact);
        assert!(Marker::parse(b"mine\n").is_none());
        assert!(Marker::parse(format!("{FIRST_LINE}\nmani").as_bytes()).unwrap().manifest.is_none());
    }
}
