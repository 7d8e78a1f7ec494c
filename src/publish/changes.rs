//! What has changed between two published trees, for hosts to which files are uploaded one by one.
//!
//! Takes two manifests; returns the files to upload and the paths to delete. Reads the manifest of an output; never
//! writes.

use std::path::Path;

use super::fs::FileSystem;
use super::manifest::PageTable;
use super::marker_file::Marker;
use super::state_folder::TreeFile;
use super::{MARKER, output_folder};

/// The files to upload and to delete, each list sorted by path.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PublishedChanges {
    /// Path and size of each file that is new or has other bytes.
    pub upload: Vec<(String, u64)>,
    /// The paths of the files that are gone.
    pub delete: Vec<String>,
}

/// The manifest of the published output `out`: path, hash and size of each of its files. `None` if it is missing.
pub fn read_manifest(fs: &dyn FileSystem, out: &Path) -> Option<String> {
    let name = Marker::parse(&fs.read(&out.join(MARKER)).ok()?)?.manifest?;
    let path = output_folder::state_folder(out)?.join(TreeFile::Manifest.name(name));
    String::from_utf8(fs.read(&path).ok()?).ok()
}

/// What has to be done at a place that has the files of the manifest `old`, so that it has those of `new`. `None` if one
/// of them is not a manifest.
pub fn changes_between(old: Option<&str>, new: &str) -> Option<PublishedChanges> {
    let new = PageTable::parse(new)?;
    let old = old.map_or_else(|| Some(PageTable::default()), PageTable::parse)?;
    let mut changes = PublishedChanges::default();
    for entry in &new.entries {
        let path = new.path(entry);
        if old.find(path).is_none_or(|old| old.record.content != entry.record.content) {
            changes.upload.push((path.to_owned(), entry.record.size));
        }
    }
    let gone = old.entries.iter().map(|entry| old.path(entry)).filter(|path| new.find(path).is_none());
    changes.delete = gone.map(str::to_owned).collect();
    Some(changes)
}

#[cfg(test)]
mod tests {
    use super::super::manifest::{FileRecord, format_manifest};
    use super::*;
    use crate::foundation::hash::ContentHash;

    #[test]
    fn changes_are_new_other_and_gone_files() {
        let record = |n: u8| FileRecord { content: ContentHash([n; 16]), size: u64::from(n), ..FileRecord::default() };
        let old = format_manifest(&[("a", &record(1)), ("b", &record(2)), ("gone", &record(3))]);
        let new = format_manifest(&[("a", &record(1)), ("b", &record(4)), ("c", &record(5))]);
        let upload = vec![("b".to_owned(), 4), ("c".to_owned(), 5)];
        let expected = PublishedChanges { upload, delete: vec!["gone".to_owned()] };
        assert_eq!(changes_between(Some(&old), &new), Some(expected));
        assert_eq!(changes_between(Some(&new), &new), Some(PublishedChanges::default()));
        assert_eq!(changes_between(None, &new).unwrap().upload.len(), 3);
        assert_eq!(changes_between(Some("x"), &new), None);
    }
}
