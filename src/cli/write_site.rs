//! Writes the files of a new site: all of them, or none.
//!
//! Takes a folder, and paths with texts. The folder `content` is written under another name and renamed at the end, so an
//! interrupted run leaves no half site. If anything fails, every file and folder that was made is removed. Never
//! replaces a file.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::exit::CliError;
use crate::foundation::paths::show_path;
use crate::i18n::Messages;

/// The folder that is renamed at the end.
const CONTENT: &str = "content";

/// The files and folders that were made; they are removed when this is dropped before [`Made::keep`].
#[derive(Default)]
struct Made(Vec<PathBuf>);

impl Made {
    /// Creates a folder and those above it.
    fn create_folders(&mut self, folder: &Path) -> io::Result<()> {
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let mut missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
        while let Some(folder) = missing.pop() {
            fs::create_dir(folder)?;
            self.0.push(folder.to_owned());
        }
        Ok(())
    }

    /// Creates a file and the folders above it.
    fn create_file(&mut self, path: &Path, text: &str) -> io::Result<()> {
        path.parent().map_or(Ok(()), |folder| self.create_folders(folder))?;
        let mut file = fs::File::create_new(path)?;
        self.0.push(path.to_owned());
        file.write_all(text.as_bytes())
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for path in self.0.iter().rev() {
            let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
        }
    }
}

/// The files below `content/`, relative to `root`, in order; a link or a file in place of the folder counts as one.
pub fn existing_content(root: &Path) -> Vec<String> {
    let content = root.join(CONTENT);
    let found = walkdir::WalkDir::new(&content).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = found.filter(|entry| !entry.file_type().is_dir());
    files.filter_map(|entry| entry.path().strip_prefix(root).ok().map(show_path)).collect()
}

/// Writes `files` below `root`, which may not exist yet; no folder `content/` with files may exist there. A file elsewhere
/// that exists is kept. Returns the paths of the files that were kept.
pub fn write_site(root: &Path, files: &[(String, String)], messages: &Messages) -> Result<Vec<String>, CliError> {
    let failed = |path: &Path, error: &io::Error| {
        let reason = match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "denied".to_owned(),
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "file".to_owned(),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "full".to_owned(),
            _ => error.to_string(),
        };
        let path = show_path(path);
        CliError(messages.text("cli-init-failed", &[("path", &path), ("reason", &reason)]))
    };
    if root.exists() && !root.is_dir() {
        return Err(failed(root, &ErrorKind::NotADirectory.into()));
    }
    let mut made = Made::default();
    made.create_folders(root).map_err(|error| failed(root, &error))?;
    // The preview ignores names that begin with a dot.
    let staging = Builder::new().prefix(".situ-").tempdir_in(root).map_err(|error| failed(root, &error))?;
    let mut kept = Vec::new();
    for (path, text) in files {
        if path.split('/').next() == Some(CONTENT) {
            // What is left of it is removed with the folder.
            let mut staged = Made::default();
            staged.create_file(&staging.path().join(path), text).map_err(|error| failed(&root.join(path), &error))?;
            staged.keep();
        } else if is_occupied(root, path) {
            kept.push(path.clone());
        } else {
            made.create_file(&root.join(path), text).map_err(|error| failed(&root.join(path), &error))?;
        }
    }
    let content = root.join(CONTENT);
    // An empty folder has no place for another one.
    let _ = fs::remove_dir(&content);
    fs::rename(staging.path().join(CONTENT), &content).map_err(|error| failed(&content, &error))?;
    made.keep();
    Ok(kept)
}

/// Whether there is a file at `path`, or another one that serves the same purpose: `README.rst` for `README.md`.
fn is_occupied(root: &Path, path: &str) -> bool {
    let is_readme = |name: &str| name.split('.').next().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"));
    let has_readme = || {
        let entries = fs::read_dir(root).into_iter().flatten().flatten();
        entries.into_iter().any(|entry| is_readme(&entry.file_name().to_string_lossy()))
    };
    root.join(path).symlink_metadata().is_ok() || is_readme(path) && has_readme()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name();
        let relative = |path: &Path| show_path(path.strip_prefix(folder).unwrap());
        entries.into_iter().map(|entry| relative(entry.unwrap().path())).collect()
    }

    #[test]
    fn what_was_made_is_removed_if_a_file_cannot_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let messages = Messages::for_writer("en");
        fs::write(folder.path().join(".vscode"), "a file in place of a folder").unwrap();
        let files = pairs(&[("README.md", "r"), (".vscode/settings.json", "{}"), ("content/site.yaml", "s")]);
        assert!(write_site(folder.path(), &files, &messages).is_err());
        assert_eq!(names(folder.path()), [".vscode"]);
        let new = folder.path().join("a/b");
        let files = pairs(&[("a.txt", "r"), ("a.txt/x", "x"), ("content/site.yaml", "s")]);
        assert!(write_site(&new, &files, &messages).is_err());
        assert_eq!(names(folder.path()), [".vscode"]);
    }

    #[test]
    fn files_outside_content_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let messages = Messages::for_writer("en");
        fs::write(folder.path().join("readme.rst"), "mine").unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        let files = pairs(&[("README.md", "r"), ("content/a/x.md", "x"), ("content/site.yaml", "s")]);
        let Ok(kept) = write_site(folder.path(), &files, &messages) else { panic!("not written") };
        assert_eq!(kept, ["README.md"]);
        assert_eq!(names(folder.path()), ["content", "content/a", "content/a/x.md", "content/site.yaml", "readme.rst"]);
        assert_eq!(existing_content(folder.path()), ["content/a/x.md", "content/site.yaml"]);
        assert_eq!(existing_content(&folder.path().join("none")), [""; 0]);
    }
}
