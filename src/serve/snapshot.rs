//! A snapshot of the source files, and whether they have changed since.
//!
//! Takes the root and the changes that the watcher reported; returns a [`SourceTree`]. If only known files were
//! written, only these are read again. A save that changes no byte counts as no change. Never writes to the disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::watch::Changes;
use crate::diagnostics::Diagnostic;
use crate::foundation::hash::ContentHash;
use crate::foundation::paths::slash_path;
use crate::input::source_tree::{SourceTree, is_copied};

/// The files of the site at one moment.
pub struct SourceSnapshot {
    /// The files.
    pub tree: Arc<SourceTree>,
    /// The diagnostics of the walk over the folders.
    pub diagnostics: Vec<Diagnostic>,
    fingerprints: BTreeMap<Arc<str>, FileFingerprint>,
}

/// What identifies the contents of a file.
#[derive(Clone, PartialEq, Eq)]
struct FileFingerprint {
    /// The size in bytes.
    size: u64,
    modified: Option<SystemTime>,
    /// The content hash; `None` for files that are only copied, which are identified by size and time because they can be large.
    content: Option<ContentHash>,
}

impl FileFingerprint {
    /// The fingerprint of a file; `None` if it is not a readable file. A file with the size and time of `previous` is
    /// not read again.
    fn of(tree: &SourceTree, path: &str, previous: Option<&FileFingerprint>) -> Option<FileFingerprint> {
        let metadata = fs::symlink_metadata(tree.disk_path(path)?).ok().filter(fs::Metadata::is_file)?;
        let (size, modified) = (metadata.len(), metadata.modified().ok());
        if let Some(previous) = previous.filter(|p| p.size == size && p.modified == modified && modified.is_some()) {
            return Some(previous.clone());
        }
        let content = if is_copied(path) { None } else { tree.content_hash(path).ok() };
        Some(FileFingerprint { size, modified, content })
    }

    /// A hash that changes whenever the file's contents change.
    fn hash(&self) -> Option<ContentHash> {
        let since = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).ok();
        self.content.or_else(|| Some(ContentHash::xxh3(&(self.size, self.modified.and_then(since)?.as_nanos() as u64))))
    }

    /// Whether the contents are equal.
    fn same_content(&self, other: &FileFingerprint) -> bool {
        if self.content.is_some() { self.content == other.content } else { self == other }
    }
}

impl SourceSnapshot {
    /// Files that never change.
    pub fn fixed(tree: SourceTree) -> SourceSnapshot {
        SourceSnapshot { tree: Arc::new(tree), diagnostics: Vec::new(), fingerprints: BTreeMap::new() }
    }

    /// Walks all source folders.
    pub fn from_disk(root: &Path) -> SourceSnapshot {
        SourceSnapshot::after(root, &BTreeMap::new())
    }

    fn after(root: &Path, previous: &BTreeMap<Arc<str>, FileFingerprint>) -> SourceSnapshot {
        let (mut tree, diagnostics) = SourceTree::from_disk(root);
        let paths: Vec<Arc<str>> = tree.paths().cloned().collect();
        let fingerprint =
            |path: &Arc<str>| Some((Arc::clone(path), FileFingerprint::of(&tree, path, previous.get(path))?));
        let fingerprints: BTreeMap<_, _> = paths.par_iter().filter_map(fingerprint).collect();
        for (path, fingerprint) in &fingerprints {
            tree.set_fingerprint(path, fingerprint.hash());
        }
        SourceSnapshot { tree: Arc::new(tree), diagnostics, fingerprints }
    }

    /// Updates the snapshot from the disk; returns whether anything has changed.
    pub fn update(&mut self, root: &Path, changes: &Changes) -> bool {
        if let Changes::Paths { paths, folders: false } = changes
            && let Some(written) = self.known_files(root, paths.iter().map(|path| path.as_path()))
        {
            return self.update_files(written);
        }
        // A reported file may have changed within the resolution of its time, so its time does not count.
        if let Changes::Paths { paths, .. } = changes {
            for path in paths {
                let path = relative_path(root, path);
                if let Some(fingerprint) = path.and_then(|path| self.fingerprints.get_mut(path.as_str())) {
                    fingerprint.modified = None;
                }
            }
        }
        let current = SourceSnapshot::after(root, &self.fingerprints);
        let is_known = |(path, fingerprint): (&Arc<str>, &FileFingerprint)| {
            self.fingerprints.get(path).is_some_and(|previous| previous.same_content(fingerprint))
        };
        let has_changed = current.diagnostics != self.diagnostics
            || current.fingerprints.len() != self.fingerprints.len()
            || !current.fingerprints.iter().all(is_known);
        *self = current;
        has_changed
    }

    /// The files of the snapshot among `paths`; `None` if a path may be anything but a known file.
    fn known_files<'p>(&self, root: &Path, paths: impl Iterator<Item = &'p Path>) -> Option<Vec<Arc<str>>> {
        let mut known = Vec::new();
        for path in paths {
            let name = relative_path(root, path)?;
            let metadata = fs::symlink_metadata(path).ok();
            match self.fingerprints.get_key_value(name.as_str()) {
                Some((path, _)) if metadata.as_ref().is_some_and(fs::Metadata::is_file) => known.push(Arc::clone(path)),
                // A backup copy that an editor created and removed.
                None if metadata.is_none() && self.tree.below(&format!("{name}/")).next().is_none() => {}
                _ => return None,
            }
        }
        Some(known)
    }

    /// Reads the files again; returns whether the contents of any of them have changed.
    fn update_files(&mut self, paths: Vec<Arc<str>>) -> bool {
        let mut has_changed = false;
        for path in paths {
            let current = FileFingerprint::of(&self.tree, &path, None);
            let previous = self.fingerprints.get(&path);
            has_changed |= match (&current, previous) {
                (Some(current), Some(previous)) => !previous.same_content(current),
                _ => true,
            };
            if let Some(current) = current {
                Arc::make_mut(&mut self.tree).set_fingerprint(&path, current.hash());
                self.fingerprints.insert(path, current);
            }
        }
        has_changed
    }
}

/// The path relative to the root with `/` as separator, as in the tree; `None` if it is outside or not UTF-8.
fn relative_path(root: &Path, path: &Path) -> Option<String> {
    slash_path(path.strip_prefix(root).ok()?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn written(paths: &[&Path]) -> Changes {
        Changes::Paths { paths: paths.iter().map(|path| path.to_path_buf()).collect::<BTreeSet<_>>(), folders: false }
    }

    #[test]
    fn snapshot_changes_only_with_contents() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let (file, picture) = (root.join("content/a.md"), root.join("content/media/a.png"));
        fs::create_dir_all(picture.parent().unwrap()).unwrap();
        fs::write(&file, "a").unwrap();
        fs::write(&picture, "a").unwrap();
        let mut snapshot = SourceSnapshot::from_disk(root);
        assert!(!snapshot.update(root, &Changes::Unknown));
        fs::write(&file, "a").unwrap();
        assert!(!snapshot.update(root, &written(&[&file])));
        assert!(!snapshot.update(root, &Changes::Unknown));
        fs::write(&file, "b").unwrap();
        assert!(snapshot.update(root, &written(&[&file])));
        // The same size within the resolution of the time, and a backup copy that an editor has removed again.
        fs::write(&file, "c").unwrap();
        assert!(snapshot.update(root, &written(&[&file, &root.join("content/4913")])));
        assert!(!snapshot.update(root, &written(&[&root.join("content/4913")])));
        fs::write(&picture, "ab").unwrap();
        assert!(snapshot.update(root, &written(&[&picture])));
        let renamed = root.join("content/b.md");
        fs::rename(&file, &renamed).unwrap();
        assert!(snapshot.update(root, &written(&[&file, &renamed])));
        assert!(snapshot.tree.contains("content/b.md") && !snapshot.tree.contains("content/a.md"));
        fs::remove_dir_all(root.join("content/media")).unwrap();
        assert!(snapshot.update(root, &written(&[&root.join("content/media")])));
    }
}
