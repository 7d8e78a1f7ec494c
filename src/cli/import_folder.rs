//! The folder that `situ import` reads: walked once, read file by file.
//!
//! Takes a folder; returns a [`SourceFolder`]. Follows no symbolic link, so a loop of links ends the walk nowhere; opens no
//! special file; never writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::foundation::paths::show_path;
use crate::import::source::SourceFolder;

/// Folders that no text is in, and that can be large.
const SKIPPED: [&str; 3] = ["node_modules", "__pycache__", "venv"];

/// Lists the files below `root`.
pub fn open_folder(root: &Path) -> SourceFolder {
    let mut files = BTreeMap::new();
    let mut problems = Vec::new();
    let mut hidden = Vec::new();
    let relative = |path: &Path| show_path(path.strip_prefix(root).unwrap_or(path));
    let is_walked = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        let is_folder = entry.file_type().is_dir();
        entry.depth() == 0 || !(is_folder && (name.starts_with('.') || SKIPPED.contains(&&*name)))
    };
    for name in fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.file_name()) {
        hidden.extend(name.to_str().filter(|name| name.starts_with('.')).map(str::to_owned));
    }
    hidden.sort();
    for entry in WalkDir::new(root).follow_links(false).sort_by_file_name().into_iter().filter_entry(is_walked) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map(&relative).unwrap_or_default();
                problems.push((path, error.io_error().map_or_else(|| "loop".to_owned(), ToString::to_string)));
                continue;
            }
        };
        let path = relative(entry.path());
        let kind = entry.file_type();
        match () {
            () if kind.is_dir() => {}
            () if kind.is_symlink() => problems.push((path, "link".to_owned())),
            () if !kind.is_file() => problems.push((path, "special".to_owned())),
            () if entry.path().to_str().is_none() => problems.push((path, "name".to_owned())),
            () => match entry.metadata() {
                Ok(metadata) => drop(files.insert(path, metadata.len())),
                Err(error) => problems.push((path, error.to_string())),
            },
        }
    }
    let name = root.file_name().map_or_else(|| "site".to_owned(), |name| name.to_string_lossy().into_owned());
    let root = root.to_owned();
    let read = move |path: &str| fs::read(root.join(path)).map_err(|error| error.to_string());
    SourceFolder { name, files, problems, hidden, read: Box::new(read) }
}
