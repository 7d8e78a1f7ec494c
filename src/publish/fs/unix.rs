//! The file system of Linux, macOS and other Unix systems.
//!
//! Takes absolute paths; returns metadata, open files or the error of the operating system.

use std::fs::{self, File, Metadata, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use super::{FileType, Stat, not_regular, regular};

pub(super) fn stat(file_type: FileType, data: &Metadata) -> Stat {
    let mtime = data.mtime().saturating_mul(1_000_000_000).saturating_add(data.mtime_nsec());
    let mode = data.mode() & 0o7777;
    let (uid, gid) = (data.uid(), data.gid());
    Stat { file_type, size: data.len(), mtime, inode: data.ino(), device: data.dev(), mode, uid, gid }
}

pub(super) fn canonicalize(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// The metadata of a file that was just written.
pub(super) fn stat_new_file(file: File, _: &Path) -> io::Result<Stat> {
    file.metadata().map(Stat::from)
}

/// Opens a regular file for reading and returns its size.
pub(super) fn open_file(path: &Path) -> io::Result<(File, u64)> {
    open_regular(path, OFlags::RDONLY)
}

/// Opens the lock file, and creates it if it does not exist.
pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    open_regular(path, OFlags::WRONLY.union(OFlags::CREATE)).map(|(file, _)| file)
}

/// Opens a regular file and returns its size. Anything else could be a pipe that nobody writes to, or a device without an
/// end: the state folder may come from anywhere.
fn open_regular(path: &Path, flags: OFlags) -> io::Result<(File, u64)> {
    let flags = flags.union(OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY);
    match rustix::fs::open(path, flags, Mode::from_raw_mode(0o666)) {
        Ok(file) => regular(File::from(file)),
        // A link, and a pipe or a socket that is opened for writing.
        Err(Errno::LOOP | Errno::NXIO) => Err(not_regular()),
        Err(error) => Err(error.into()),
    }
}

/// Whether an open file has no name any more.
pub(super) fn is_removed(file: &File) -> io::Result<bool> {
    Ok(file.metadata()?.nlink() == 0)
}

pub(super) fn create_new(path: &Path) -> io::Result<File> {
    File::create_new(path)
}

pub(super) fn create_dir(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

pub(super) fn sync_file(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

pub(super) fn hard_link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to)
}

pub(super) fn is_same_file(_: &Path, _: &Path, inodes: (u64, u64)) -> bool {
    inodes.0 == inodes.1
}

pub(super) fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, Permissions::from_mode(mode))
}

pub(super) fn set_owner(path: &Path, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {
    std::os::unix::fs::lchown(path, uid, gid)
}

pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

pub(super) fn remove_dir(path: &Path) -> io::Result<()> {
    fs::remove_dir(path)
}

pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether an error says that another program has the file open: never here, where that prevents nothing.
pub fn is_in_use(_: &io::Error) -> bool {
    false
}

pub(super) fn user() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Linux only.
pub(super) fn boot_id() -> Option<String> {
    fs::read_to_string("/proc/sys/kernel/random/boot_id").ok().map(|id| id.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::super::{Disk, FileSystem};
    use super::*;

    #[test]
    fn only_regular_files_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let (disk, at) = (Disk::default(), folder.path());
        fs::write(path("file"), "text").unwrap();
        symlink("file", path("link")).unwrap();
        symlink("/dev/zero", path("zero")).unwrap();
        symlink("none", path("dangling")).unwrap();
        assert!(Command::new("mkfifo").arg(path("pipe")).status().unwrap().success());
        let _socket = UnixListener::bind(path("socket")).unwrap();
        assert_eq!(disk.read(&path("file")).unwrap(), b"text");
        assert_eq!(disk.read(&path("none")).unwrap_err().kind(), io::ErrorKind::NotFound);
        for special in [at, &path("link"), &path("zero"), &path("dangling"), &path("pipe"), &path("socket")] {
            let shown = special.display();
            assert_eq!(disk.read(special).unwrap_err().kind(), io::ErrorKind::InvalidInput, "{shown}");
            assert!(disk.copy(special, &path("copy")).is_err(), "{shown}");
            assert!(!path("copy").exists() && !path("none").exists());
            assert!(disk.try_lock(special).is_err(), "{shown}");
        }
    }

    /// On Windows, nobody else can open a file that was removed while it was open.
    #[test]
    fn lock_of_a_removed_file_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let (disk, file) = (Disk::default(), File::create(&path).unwrap());
        assert!(!is_removed(&file).unwrap());
        let held = disk.try_lock(&path).unwrap();
        assert!(held.is_some() && disk.try_lock(&path).unwrap().is_none());
        fs::remove_file(&path).unwrap();
        assert!(is_removed(&file).unwrap());
        assert!(disk.try_lock(&path).unwrap().is_some(), "a new file is another lock");
    }
}
