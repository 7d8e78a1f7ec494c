//! The file system calls that publishing makes, as one trait, so that a test can make any one of them fail.
//!
//! Takes absolute paths; returns metadata, bytes or the error of the operating system. Never follows a symbolic link in
//! the last component of a path, never waits for a pipe or reads a device, never writes to an existing file. What differs
//! between operating systems is in `unix.rs` and `windows.rs`, which have the same functions.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod platform;

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub use platform::is_in_use;

/// The type of a directory entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A symbolic link.
    Symlink,
    /// A device, a socket or a pipe.
    Other,
}

/// The metadata of a file or a folder, without following links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// The type of the entry.
    pub file_type: FileType,
    /// The size in bytes.
    pub size: u64,
    /// The modification time in nanoseconds since 1970.
    pub mtime: i64,
    /// The inode number; unique on one device. Zero on Windows, where only an open file tells it.
    pub inode: u64,
    /// The device number of the file system. Zero on Windows, where another volume inside a folder is a link.
    pub device: u64,
    /// The permission bits. On Windows only those say anything that allow writing to a file.
    pub mode: u32,
    /// The user id of the owner. Zero on Windows.
    pub uid: u32,
    /// The group id. Zero on Windows.
    pub gid: u32,
}

impl From<fs::Metadata> for Stat {
    fn from(data: fs::Metadata) -> Stat {
        let file_type = match data.file_type() {
            t if t.is_file() => FileType::File,
            t if t.is_dir() => FileType::Directory,
            t if t.is_symlink() => FileType::Symlink,
            _ => FileType::Other,
        };
        platform::stat(file_type, &data)
    }
}

/// One entry of a folder.
#[derive(Clone, Debug)]
pub struct DirEntry {
    /// The file name, without its folder.
    pub name: OsString,
    /// The metadata of the entry.
    pub stat: Stat,
}

/// The file system calls that publishing makes. Each returns the error of the operating system unchanged.
pub trait FileSystem: Sync {
    /// Resolves links, `.` and `..`. Fails if the path does not exist.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;
    /// Returns the metadata of `path` itself; a link is not followed.
    fn metadata(&self, path: &Path) -> io::Result<Stat>;
    /// Lists a folder, sorted by name.
    fn read_dir(&self, path: &Path) -> io::Result<Vec<DirEntry>>;
    /// Reads all bytes of a regular file. Fails with `InvalidInput` if the path is anything else.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Writes a new file. Fails with `AlreadyExists` if the path exists.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Stat>;
    /// Copies the bytes and the modification time of the regular file `from` to a new file. Fails with `AlreadyExists` if
    /// `to` exists.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<Stat>;
    /// Creates a second name for the file `from`. Fails with `CrossesDevices`, `PermissionDenied`, `TooManyLinks` or
    /// `Unsupported` where a copy may succeed.
    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Whether two paths are names of one file. `inodes` are the numbers in their metadata.
    fn is_same_file(&self, a: &Path, b: &Path, inodes: (u64, u64)) -> bool;
    /// Flushes a file to the disk (`fsync`).
    fn sync_file(&self, path: &Path) -> io::Result<()>;
    /// Creates one folder. Fails with `AlreadyExists` if the path exists.
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Sets the permission bits of a file or a folder.
    fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()>;
    /// Sets the owner, or the group, or both, of a file or a folder. A link is not followed.
    fn set_owner(&self, path: &Path, uid: Option<u32>, gid: Option<u32>) -> io::Result<()>;
    /// Removes a file or a symbolic link.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;
    /// Renames a file or a folder; replaces a file or an empty folder at `to`. Fails with an error that [`is_in_use`]
    /// recognises where another program holds the folder, or a file in it, open (Windows).
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Swaps two names atomically. Fails with `Unsupported` or `InvalidInput` where the kernel or the file system
    /// cannot do that.
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()>;
    /// Takes an exclusive lock that is held while the returned file is open; `None` if another process holds it.
    fn try_lock(&self, path: &Path) -> io::Result<Option<File>>;
    /// The user that the process acts for.
    fn user(&self) -> u32;
    /// The time of day in nanoseconds since 1970, to compare with the times of folders. It never reaches a file.
    fn now(&self) -> i64;
    /// An id that changes at every boot; `None` if the system provides none.
    fn boot_id(&self) -> Option<String>;
}

/// The real file system.
#[derive(Clone, Copy, Debug)]
pub struct Disk {
    /// Whether `exchange` is supported; `false` makes it fail with `Unsupported`, for tests.
    pub exchanges: bool,
}

impl Default for Disk {
    fn default() -> Self {
        Disk { exchanges: true }
    }
}

impl FileSystem for Disk {
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        platform::canonicalize(path)
    }

    fn metadata(&self, path: &Path) -> io::Result<Stat> {
        fs::symlink_metadata(path).map(Stat::from)
    }

    fn read_dir(&self, path: &Path) -> io::Result<Vec<DirEntry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            match entry.metadata() {
                Ok(metadata) => entries.push(DirEntry { name: entry.file_name(), stat: metadata.into() }),
                // A file that another build renamed between listing and reading its metadata.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let (mut file, size) = platform::open_file(path)?;
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Stat> {
        let mut file = platform::create_new(path)?;
        file.write_all(bytes)?;
        platform::stat_new_file(file, path)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<Stat> {
        let (mut source, _) = platform::open_file(from)?;
        let mut file = platform::create_new(to)?;
        io::copy(&mut source, &mut file)?;
        file.set_modified(source.metadata()?.modified()?)?;
        platform::stat_new_file(file, to)
    }

    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        platform::hard_link(from, to)
    }

    fn is_same_file(&self, a: &Path, b: &Path, inodes: (u64, u64)) -> bool {
        platform::is_same_file(a, b, inodes)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        platform::sync_file(path)
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        platform::create_dir(path)
    }

    fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()> {
        platform::set_mode(path, mode)
    }

    fn set_owner(&self, path: &Path, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {
        platform::set_owner(path, uid, gid)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        platform::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        platform::remove_dir(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        platform::rename(from, to)
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        if !self.exchanges {
            return Err(io::ErrorKind::Unsupported.into());
        }
        platform::exchange(a, b)
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<File>> {
        let file = platform::open_lock(path)?;
        match file.try_lock() {
            // A build that failed has removed the file since it was opened, so the lock would exclude nobody.
            Ok(()) if platform::is_removed(&file)? => Ok(None),
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn user(&self) -> u32 {
        platform::user()
    }

    #[expect(clippy::disallowed_methods, reason = "only compared with the times of folders")]
    fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
    }

    fn boot_id(&self) -> Option<String> {
        platform::boot_id()
    }
}

/// The error for links, folders and special files.
fn not_regular() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")
}

/// A file that was opened, and its size; an error if it is not a regular file.
fn regular(file: File) -> io::Result<(File, u64)> {
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok((file, metadata.len())) } else { Err(not_regular()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lock_excludes_others_until_it_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let disk = Disk::default();
        let held = disk.try_lock(&path).unwrap();
        assert!(held.is_some() && disk.try_lock(&path).unwrap().is_none());
        drop(held);
        assert!(disk.try_lock(&path).unwrap().is_some());
    }

    #[test]
    fn hard_links_are_one_file_and_copies_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let (disk, [file, link, copy]) = (Disk::default(), ["a", "link", "copy"].map(|name| folder.path().join(name)));
        let written = disk.write_new(&file, b"text").unwrap();
        disk.hard_link(&file, &link).unwrap();
        let copied = disk.copy(&file, &copy).unwrap();
        assert_eq!((copied.size, copied.mtime), (written.size, written.mtime));
        assert_eq!(disk.metadata(&file).unwrap(), written);
        let listed = disk.read_dir(folder.path()).unwrap();
        assert_eq!(listed.iter().map(|entry| &*entry.name).collect::<Vec<_>>(), ["a", "copy", "link"]);
        assert!(disk.is_same_file(&file, &link, (listed[0].stat.inode, listed[2].stat.inode)));
        assert!(!disk.is_same_file(&file, &copy, (listed[0].stat.inode, listed[1].stat.inode)));
    }

    #[test]
    fn rename_replaces_an_empty_folder_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let (disk, [new, old]) = (Disk::default(), ["new", "old"].map(|name| folder.path().join(name)));
        disk.create_dir(&new).unwrap();
        disk.create_dir(&old).unwrap();
        disk.write_new(&new.join("a"), b"new").unwrap();
        disk.rename(&new, &old).unwrap();
        assert_eq!(disk.read(&old.join("a")).unwrap(), b"new");
        disk.create_dir(&new).unwrap();
        assert!(disk.rename(&new, &old).is_err());
        assert_eq!(disk.read(&old.join("a")).unwrap(), b"new");
    }

    #[test]
    fn read_only_files_are_removed_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (disk, [file, new]) = (Disk::default(), ["a", "new"].map(|name| folder.path().join(name)));
        for _ in 0..2 {
            disk.write_new(&file, b"old").unwrap();
            disk.set_mode(&file, 0o444).unwrap();
            assert_eq!(disk.metadata(&file).unwrap().mode, 0o444);
            disk.sync_file(&file).unwrap();
            disk.remove_file(&file).unwrap();
        }
        disk.write_new(&file, b"old").unwrap();
        disk.set_mode(&file, 0o444).unwrap();
        disk.write_new(&new, b"new").unwrap();
        disk.rename(&new, &file).unwrap();
        assert_eq!(disk.read(&file).unwrap(), b"new");
    }
}
