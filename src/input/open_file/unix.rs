//! Opens files on Linux, macOS and other Unix systems.
//!
//! Takes a folder and a path below it, or the path of a file of the host; returns an open file, of any kind.

use std::fs::File;
use std::io;
use std::path::Path;

use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{CWD, Mode, OFlags, open, openat};
use rustix::io::Errno;

/// A pipe without a writer and some devices would block. A terminal must not become that of this process.
const READ: OFlags = OFlags::RDONLY.union(OFlags::CLOEXEC).union(OFlags::NONBLOCK).union(OFlags::NOCTTY);
const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::CLOEXEC).union(OFlags::DIRECTORY);

/// An open folder.
#[derive(Debug)]
pub(super) struct Folder(OwnedFd);

impl Folder {
    pub fn open(path: &Path) -> io::Result<Folder> {
        Ok(Folder(open(path, FOLDER, Mode::empty())?))
    }

    /// Opens a file below the folder without following a link.
    pub fn open_beneath(&self, path: &str) -> io::Result<File> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{ResolveFlags, openat2};
            let resolve = ResolveFlags::BENEATH.union(ResolveFlags::NO_SYMLINKS);
            match openat2(&self.0, path, READ, Mode::empty(), resolve) {
                // Kernels before 5.6 lack the call, and some sandboxes forbid it.
                Err(Errno::NOSYS | Errno::PERM | Errno::AGAIN) => {}
                result => return result.map(File::from).map_err(explain),
            }
        }
        open_by_parts(self.0.as_fd(), path).map(File::from).map_err(explain)
    }
}

/// Opens a file that may be reached through links.
pub(super) fn open_host_file(path: &Path) -> io::Result<File> {
    openat(CWD, path, READ, Mode::empty()).map(File::from).map_err(explain)
}

/// Opens one part of the path after the other, each without following a link.
fn open_by_parts(folder: BorrowedFd, path: &str) -> Result<OwnedFd, Errno> {
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

/// The error of a link, a path out of the folder, or a socket is that of a special file. A link in place of a folder is
/// reported as "not a folder".
fn explain(error: Errno) -> io::Error {
    match error {
        Errno::LOOP | Errno::XDEV | Errno::NXIO | Errno::NODEV | Errno::NOTDIR => super::not_regular(),
        error => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::super::{SourceFolder, read_host_file, read_regular};
    use super::*;

    fn kind(result: io::Result<Vec<u8>>) -> Option<io::ErrorKind> {
        result.err().map(|error| error.kind())
    }

    #[test]
    fn links_and_special_files_below_the_folder_are_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::write(root.join("a/b/c"), "text").unwrap();
        fs::write(folder.path().join("secret"), "secret").unwrap();
        symlink("c", root.join("a/b/link")).unwrap();
        symlink("b", root.join("a/linked")).unwrap();
        symlink("/etc/passwd", root.join("a/passwd")).unwrap();
        assert!(Command::new("mkfifo").arg(root.join("a/pipe")).status().unwrap().success());
        let _socket = UnixListener::bind(root.join("a/socket")).unwrap();
        let source = SourceFolder::open(&root);
        assert_eq!(source.read("a/b/c", 9).unwrap(), b"text");
        let by_parts = |path: &str| open_by_parts(open(&root, FOLDER, Mode::empty()).unwrap().as_fd(), path);
        assert!(by_parts("a/b/c").is_ok());
        for path in ["a/b/link", "a/linked/c", "a/passwd", "a/pipe", "a/socket", "../secret", "a/b/c/d"] {
            assert_eq!(kind(source.read(path, 9)), Some(io::ErrorKind::InvalidInput), "{path}");
            let opened = by_parts(path).map(|fd| read_regular(File::from(fd), 9).is_ok());
            assert_ne!(opened, Ok(true), "{path}");
        }
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
