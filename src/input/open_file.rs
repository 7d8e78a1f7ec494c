//! Opens files for reading without following links and without waiting: the part of reading that depends on the
//! operating system.
//!
//! Takes a folder and a path below it, or the path of a file of the host; returns the bytes of a regular file. A file
//! can be replaced by a link or a pipe at any moment, so the kind of a file is asked of the open file and never of its
//! path, and opening never blocks. Never reads more than a limit, never writes.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A folder whose files are read without following links below it.
#[derive(Debug)]
pub struct SourceFolder {
    path: PathBuf,
    /// The open folder; `None` if it cannot be opened.
    #[cfg(unix)]
    handle: Option<rustix::fd::OwnedFd>,
}

impl SourceFolder {
    /// The folder at `path`, which may be reached through links.
    pub fn open(path: &Path) -> SourceFolder {
        SourceFolder {
            path: path.to_owned(),
            #[cfg(unix)]
            handle: unix::open_folder(path).ok(),
        }
    }

    /// The path of the folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The bytes of a regular file below the folder; `path` has `/` between its parts. Fails with
    /// [`io::ErrorKind::InvalidInput`] if a part is a link or the file is a special file, and with
    /// [`io::ErrorKind::FileTooLarge`] if the file has more than `limit` bytes.
    pub fn read(&self, path: &str, limit: u64) -> io::Result<Vec<u8>> {
        #[cfg(unix)]
        let file = unix::open_beneath(self.handle.as_ref().ok_or(io::ErrorKind::NotFound)?, path)?;
        #[cfg(not(unix))]
        let file = portable::open_beneath(&self.path, path)?;
        read_regular(file, limit)
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
    #[cfg(unix)]
    let file = unix::open_host_file(path)?;
    #[cfg(not(unix))]
    let file = File::open(path)?;
    read_regular(file, limit)
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

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
    use rustix::fs::{CWD, Mode, OFlags, open, openat};
    use rustix::io::Errno;

    /// A pipe without a writer and some devices would block. A terminal must not become that of this process.
    const READ: OFlags = OFlags::RDONLY.union(OFlags::CLOEXEC).union(OFlags::NONBLOCK).union(OFlags::NOCTTY);
    const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::CLOEXEC).union(OFlags::DIRECTORY);

    pub fn open_folder(path: &Path) -> io::Result<OwnedFd> {
        Ok(open(path, FOLDER, Mode::empty())?)
    }

    pub fn open_host_file(path: &Path) -> io::Result<File> {
        openat(CWD, path, READ, Mode::empty()).map(File::from).map_err(explain)
    }

    pub fn open_beneath(folder: &OwnedFd, path: &str) -> io::Result<File> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{ResolveFlags, openat2};
            let resolve = ResolveFlags::BENEATH.union(ResolveFlags::NO_SYMLINKS);
            match openat2(folder, path, READ, Mode::empty(), resolve) {
                // Kernels before 5.6 lack the call, and some sandboxes forbid it.
                Err(Errno::NOSYS | Errno::PERM | Errno::AGAIN) => {}
                result => return result.map(File::from).map_err(explain),
            }
        }
        open_by_parts(folder.as_fd(), path).map(File::from).map_err(explain)
    }

    /// Opens one part of the path after the other, each without following a link.
    pub fn open_by_parts(folder: BorrowedFd, path: &str) -> Result<OwnedFd, Errno> {
        let open_part = |folder: BorrowedFd, part: &str, flags: OFlags| match part {
            "" | "." | ".." => Err(Errno::LOOP),
            part => openat(folder, part, flags.union(OFlags::NOFOLLOW), Mode::empty()),
        };
        let (parents, name) = path.rsplit_once('/').map_or((None, path), |(parents, name)| (Some(parents), name));
        let mut opened: Option<OwnedFd> = None;
        for part in parents.into_iter().flat_map(|parents| parents.split('/')) {
            opened = Some(open_part(opened.as_ref().map_or(folder, AsFd::as_fd), part, FOLDER)?);
        }
        open_part(opened.as_ref().map_or(folder, AsFd::as_fd), name, READ)
    }

    /// The error of a link, a path out of the folder, or a socket is that of a special file. A link in place of a folder
    /// is reported as "not a folder".
    fn explain(error: Errno) -> io::Error {
        match error {
            Errno::LOOP | Errno::XDEV | Errno::NXIO | Errno::NODEV | Errno::NOTDIR => super::not_regular(),
            error => error.into(),
        }
    }
}

#[cfg(not(unix))]
mod portable {
    use std::fs::{File, symlink_metadata};
    use std::io;
    use std::path::Path;

    /// Looks at each part of the path before it opens the file. A link that is put there between the two is followed.
    pub fn open_beneath(folder: &Path, path: &str) -> io::Result<File> {
        let mut current = folder.to_owned();
        for part in path.split('/') {
            current.push(part);
            if matches!(part, "" | "." | "..") || symlink_metadata(&current)?.is_symlink() {
                return Err(super::not_regular());
            }
        }
        File::open(current)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use rustix::fd::AsFd;

    use super::*;

    fn kind(result: io::Result<Vec<u8>>) -> Option<io::ErrorKind> {
        result.err().map(|error| error.kind())
    }

    #[test]
    fn only_regular_files_below_the_folder_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::write(root.join("a/b/c"), "text").unwrap();
        fs::write(folder.path().join("secret"), "secret").unwrap();
        symlink("c", root.join("a/b/link")).unwrap();
        symlink("b", root.join("a/linked")).unwrap();
        symlink("/etc/passwd", root.join("a/passwd")).unwrap();
        assert!(Command::new("mkfifo").arg(root.join("a/pipe")).status().unwrap().success());
        let _socket = std::os::unix::net::UnixListener::bind(root.join("a/socket")).unwrap();
        let source = SourceFolder::open(&root);
        assert_eq!(source.read("a/b/c", 9).unwrap(), b"text");
        let by_parts = |path: &str| unix::open_by_parts(unix::open_folder(&root).unwrap().as_fd(), path);
        assert!(by_parts("a/b/c").is_ok());
        for path in ["a/b/link", "a/linked/c", "a/passwd", "a/pipe", "a/socket", "../secret", "a/b/c/d"] {
            assert_eq!(kind(source.read(path, 9)), Some(io::ErrorKind::InvalidInput), "{path}");
            let opened = by_parts(path).map(|fd| read_regular(File::from(fd), 9).is_ok());
            assert_ne!(opened, Ok(true), "{path}");
        }
        assert_eq!(kind(source.read("a", 9)), Some(io::ErrorKind::IsADirectory));
        assert_eq!(kind(source.read("a/none", 9)), Some(io::ErrorKind::NotFound));
        assert_eq!(kind(SourceFolder::open(&root.join("none")).read("c", 9)), Some(io::ErrorKind::NotFound));
    }

    #[test]
    fn folder_may_be_reached_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        fs::write(folder.path().join("site/a"), "text").unwrap();
        symlink("site", folder.path().join("link")).unwrap();
        assert_eq!(SourceFolder::open(&folder.path().join("link")).read("a", 4).unwrap(), b"text");
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

    #[test]
    fn special_files_of_the_host_are_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for path in [&*pipe, Path::new("/dev/zero"), Path::new("/proc/self/maps"), Path::new("/dev/tty")] {
            assert!(read_host_file(path, 1000).is_err(), "{}", path.display());
        }
        let (file, link) = (folder.path().join("a"), folder.path().join("link"));
        fs::write(&file, "font").unwrap();
        symlink(&file, &link).unwrap();
        assert_eq!(read_host_file(&link, 4).unwrap(), b"font");
        assert_eq!(kind(read_host_file(&link, 3)), Some(io::ErrorKind::FileTooLarge));
    }
}
