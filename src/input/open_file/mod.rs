//! Opens files for reading without following links and without waiting.
//!
//! Takes a folder and a path below it, or the path of a file of the host; returns the bytes of a regular file. A file
//! can be replaced by a link or a pipe at any moment, so the kind of a file is asked of the open file and never of its
//! path, and opening never blocks. Never reads more than a limit, never writes. What differs between operating systems is
//! in `unix.rs` and `windows.rs`, which have the same functions.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod platform;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A folder whose files are read without following links below it.
#[derive(Debug)]
pub struct SourceFolder {
    path: PathBuf,
    /// The open folder; `None` if it cannot be opened.
    folder: Option<platform::Folder>,
}

impl SourceFolder {
    /// The folder at `path`, which may be reached through links.
    pub fn open(path: &Path) -> SourceFolder {
        SourceFolder { path: path.to_owned(), folder: platform::Folder::open(path).ok() }
    }

    /// The path of the folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The bytes of a regular file below the folder; `path` has `/` between its parts. Fails with
    /// [`io::ErrorKind::InvalidInput`] if a part is a link or the file is a special file, and with
    /// [`io::ErrorKind::FileTooLarge`] if the file has more than `limit` bytes.
    pub fn read(&self, path: &str, limit: u64) -> io::Result<Vec<u8>> {
        let folder = self.folder.as_ref().ok_or(io::ErrorKind::NotFound)?;
        read_regular(folder.open_beneath(path)?, limit)
    }
}

/// The bytes of a file of the host, which may be reached through links. Fails as [`SourceFolder::read`] does, and for an
/// empty file: the files below `/proc` have a size of zero, and reading some of them never ends.
pub fn read_host_file(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    // Opening some devices has an effect, so the kind is asked before and after opening.
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() || metadata.len() == 0 {
        return Err(not_regular());
    }
    read_regular(platform::open_host_file(path)?, limit)
}

/// The error for links and special files.
fn not_regular() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")
}

/// Reads an open file to its end, if it is a regular file of at most `limit` bytes.
fn read_regular(file: File, limit: u64) -> io::Result<Vec<u8>> {
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Err(not_regular());
    }
    if metadata.len() > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    read_limited(file, metadata.len(), limit)
}

/// Reads to the end. The file can grow meanwhile, so `size` is only a hint.
fn read_limited(file: impl Read, size: u64, limit: u64) -> io::Result<Vec<u8>> {
    // One byte more than the size, because the end is found by a read that returns nothing.
    let mut bytes = Vec::with_capacity(size.min(limit) as usize + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > limit {
        true => Err(io::ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn kind(result: io::Result<Vec<u8>>) -> Option<io::ErrorKind> {
        result.err().map(|error| error.kind())
    }

    #[test]
    fn only_files_below_the_folder_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::write(root.join("a/b/c"), "text").unwrap();
        fs::write(folder.path().join("secret"), "secret").unwrap();
        let source = SourceFolder::open(&root);
        assert_eq!(source.read("a/b/c", 9).unwrap(), b"text");
        assert_eq!(kind(source.read("../secret", 9)), Some(io::ErrorKind::InvalidInput));
        assert_eq!(kind(source.read("a", 9)), Some(io::ErrorKind::IsADirectory));
        assert_eq!(kind(source.read("a/none", 9)), Some(io::ErrorKind::NotFound));
        assert_eq!(kind(SourceFolder::open(&root.join("none")).read("c", 9)), Some(io::ErrorKind::NotFound));
    }

    #[test]
    fn limit_counts_what_is_read_and_not_what_the_host_says() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "12345").unwrap();
        let source = SourceFolder::open(folder.path());
        assert_eq!(source.read("a", 5).unwrap(), b"12345");
        assert_eq!(kind(source.read("a", 4)), Some(io::ErrorKind::FileTooLarge));
        // A file that grows while it is read.
        assert_eq!(kind(read_limited(io::repeat(0), 1, 1000)), Some(io::ErrorKind::FileTooLarge));
    }
}
