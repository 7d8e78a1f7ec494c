//! The site's files as they stand, and whether they are still the same.
//!
//! Takes the root and what the watch has seen; gives a [`SourceTree`]. Where only known files were written, it looks at those
//! alone. A save that changes no byte changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::watch::Seen;
use crate::diagnostics::Diagnostic;
use crate::foundation::hash::ContentHash;
use crate::input::source_tree::SourceTree;

/// The files of the site at one moment.
pub struct Look {
    pub tree: Arc<SourceTree>,
    /// What the walk found wrong.
    pub diagnostics: Vec<Diagnostic>,
    stamps: BTreeMap<Arc<str>, Stamp>,
}

/// What a file is known by.
#[derive(Clone, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// Of what it holds; pictures and downloads are known by size and time alone.
    key: Option<ContentHash>,
}

impl Stamp {
    /// The stamp of a file; what did not change since `before` is not read again.
    fn of(tree: &SourceTree, path: &str, before: Option<&Stamp>) -> Option<Stamp> {
        let metadata = fs::symlink_metadata(tree.disk_path(path)?).ok().filter(fs::Metadata::is_file)?;
        let (size, modified) = (metadata.len(), metadata.modified().ok());
        if let Some(before) = before.filter(|b| b.size == size && b.modified == modified && modified.is_some()) {
            return Some(before.clone());
        }
        let key = if is_media(path) { None } else { tree.key(path).ok() };
        Some(Stamp { size, modified, key })
    }

    /// A key that is another one when the file holds something else.
    fn name(&self) -> Option<ContentHash> {
        let since = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).ok();
        self.key.or_else(|| Some(ContentHash::xxh3(&(self.size, self.modified.and_then(since)?.as_nanos() as u64))))
    }

    /// Whether the file holds the same.
    fn same(&self, other: &Stamp) -> bool {
        if self.key.is_some() { self.key == other.key } else { self == other }
    }
}

impl Look {
    /// Walks over everything.
    pub fn from_disk(root: &Path) -> Look {
        Look::after(root, &BTreeMap::new())
    }

    fn after(root: &Path, before: &BTreeMap<Arc<str>, Stamp>) -> Look {
        let (mut tree, diagnostics) = SourceTree::from_disk(root);
        let paths: Vec<Arc<str>> = tree.paths().cloned().collect();
        let stamp = |path: &Arc<str>| Some((Arc::clone(path), Stamp::of(&tree, path, before.get(path))?));
        let stamps: BTreeMap<_, _> = paths.par_iter().filter_map(stamp).collect();
        for (path, stamp) in &stamps {
            tree.set_stamp(path, stamp.name());
        }
        Look { tree: Arc::new(tree), diagnostics, stamps }
    }

    /// Looks again; whether anything is different.
    pub fn renew(&mut self, root: &Path, seen: &Seen) -> bool {
        if let Seen::Paths { paths, folders: false } = seen
            && let Some(written) = self.known(root, paths.iter().map(|path| path.as_path()))
        {
            return self.written(written);
        }
        // A file that was named may have changed within the grain of the clock.
        if let Seen::Paths { paths, .. } = seen {
            for path in paths {
                if let Some(stamp) = below(root, path).and_then(|path| self.stamps.get_mut(path.as_str())) {
                    stamp.modified = None;
                }
            }
        }
        let now = Look::after(root, &self.stamps);
        let different = now.diagnostics != self.diagnostics
            || now.stamps.len() != self.stamps.len()
            || now.stamps.iter().any(|(path, stamp)| self.stamps.get(path).is_none_or(|before| !before.same(stamp)));
        *self = now;
        different
    }

    /// The files among `paths` that the tree has, if nothing else can have happened there.
    fn known<'p>(&self, root: &Path, paths: impl Iterator<Item = &'p Path>) -> Option<Vec<Arc<str>>> {
        let mut known = Vec::new();
        for path in paths {
            let name = below(root, path)?;
            let there = fs::symlink_metadata(path).ok();
            match self.stamps.get_key_value(name.as_str()) {
                Some((path, _)) if there.as_ref().is_some_and(fs::Metadata::is_file) => known.push(Arc::clone(path)),
                // A spare copy that an editor made and took away again.
                None if there.is_none() && self.tree.below(&format!("{name}/")).next().is_none() => {}
                _ => return None,
            }
        }
        Some(known)
    }

    /// Whether one of these files holds something else than before.
    fn written(&mut self, paths: Vec<Arc<str>>) -> bool {
        let mut different = false;
        for path in paths {
            let now = Stamp::of(&self.tree, &path, None);
            let before = self.stamps.get(&path);
            different |= match (&now, before) {
                (Some(now), Some(before)) => !before.same(now),
                _ => true,
            };
            if let Some(now) = now {
                Arc::make_mut(&mut self.tree).set_stamp(&path, now.name());
                self.stamps.insert(path, now);
            }
        }
        different
    }
}

fn is_media(path: &str) -> bool {
    path.starts_with("content/media/")
}

/// The path below the root, as the tree writes it.
fn below(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn seen(paths: &[&Path]) -> Seen {
        Seen::Paths { paths: paths.iter().map(|path| path.to_path_buf()).collect::<BTreeSet<_>>(), folders: false }
    }

    #[test]
    fn only_what_changes_a_byte_is_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let (file, picture) = (root.join("content/a.md"), root.join("content/media/a.png"));
        fs::create_dir_all(picture.parent().unwrap()).unwrap();
        fs::write(&file, "a").unwrap();
        fs::write(&picture, "a").unwrap();
        let mut look = Look::from_disk(root);
        assert!(!look.renew(root, &Seen::Everything));
        fs::write(&file, "a").unwrap();
        assert!(!look.renew(root, &seen(&[&file])));
        assert!(!look.renew(root, &Seen::Everything));
        fs::write(&file, "b").unwrap();
        assert!(look.renew(root, &seen(&[&file])));
        // The same size within the grain of the clock, and an editor's spare copy that has gone again.
        fs::write(&file, "c").unwrap();
        assert!(look.renew(root, &seen(&[&file, &root.join("content/4913")])));
        assert!(!look.renew(root, &seen(&[&root.join("content/4913")])));
        fs::write(&picture, "ab").unwrap();
        assert!(look.renew(root, &seen(&[&picture])));
        let renamed = root.join("content/b.md");
        fs::rename(&file, &renamed).unwrap();
        assert!(look.renew(root, &seen(&[&file, &renamed])));
        assert!(look.tree.contains("content/b.md") && !look.tree.contains("content/a.md"));
        fs::remove_dir_all(root.join("content/media")).unwrap();
        assert!(look.renew(root, &seen(&[&root.join("content/media")])));
    }
}
