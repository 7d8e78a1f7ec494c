//! The file system calls that publishing makes, as one trait, so that a test can make any one of them fail.
//!
//! Takes absolute paths; returns metadata, bytes or the error of the operating system. Never follows a symbolic link in
//! the last component of a path, never waits for a pipe or reads a device, never opens an existing file for writing
//! (except the lock file, which stays empty).

use std::ffi::OsString;
use std::fs::{self, File, Permissions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustix::fs::{CWD, Mode, OFlags, RenameFlags, renameat_with};
use rustix::io::Errno;

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
    /// The inode number; unique on one device.
    pub inode: u64,
    /// The device number of the file system.
    pub device: u64,
    /// The permission bits.
    pub mode: u32,
    /// The user id of the owner.
    pub uid: u32,
    /// The group id.
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
        let mtime = data.mtime().saturating_mul(1_000_000_000).saturating_add(data.mtime_nsec());
        let mode = data.mode() & 0o7777;
        let (uid, gid) = (data.uid(), data.gid());
        Stat { file_type, size: data.len(), mtime, inode: data.ino(), device: data.dev(), mode, uid, gid }
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
    /// Creates a second name for the file `from`.
    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()>;
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
    /// Renames a file or a folder; replaces a file or an empty folder at `to`.
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
        fs::canonicalize(path)
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
        let (mut file, size) = open_regular(path, OFlags::RDONLY)?;
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Stat> {
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        file.metadata().map(Stat::from)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<Stat> {
        let (mut source, _) = open_regular(from, OFlags::RDONLY)?;
        let mut file = File::create_new(to)?;
        io::copy(&mut source, &mut file)?;
        file.set_modified(source.metadata()?.modified()?)?;
        file.metadata().map(Stat::from)
    }

    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()> {
        fs::set_permissions(path, Permissions::from_mode(mode))
    }

    fn set_owner(&self, path: &Path, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {
        std::os::unix::fs::lchown(path, uid, gid)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        if !self.exchanges {
            return Err(io::ErrorKind::Unsupported.into());
        }
        Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<File>> {
        let (file, _) = open_regular(path, OFlags::WRONLY.union(OFlags::CREATE))?;
        match file.try_lock() {
            // A build that failed has removed the file since it was opened, so the lock would exclude nobody.
            Ok(()) if is_removed(&file)? => Ok(None),
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn user(&self) -> u32 {
        rustix::process::geteuid().as_raw()
    }

    #[expect(clippy::disallowed_methods, reason = "only compared with the times of folders")]
    fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
    }

    fn boot_id(&self) -> Option<String> {
        fs::read_to_string("/proc/sys/kernel/random/boot_id").ok().map(|id| id.trim().to_owned())
    }
}

/// Opens a regular file and returns its size. Anything else could be a pipe that nobody writes to, or a device without an
/// end: the state folder may come from anywhere.
fn open_regular(path: &Path, flags: OFlags) -> io::Result<(File, u64)> {
    let flags = flags.union(OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY);
    let not_regular = || io::Error::new(io::ErrorKind::InvalidInput, "not a regular file");
    let file = match rustix::fs::open(path, flags, Mode::from_raw_mode(0o666)) {
        Ok(file) => File::from(file),
        // A link, and a pipe or a socket that is opened for writing.
        Err(Errno::LOOP | Errno::NXIO) => return Err(not_regular()),
        Err(error) => return Err(error.into()),
    };
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok((file, metadata.len())) } else { Err(not_regular()) }
}

/// Whether an open file has no name any more.
fn is_removed(file: &File) -> io::Result<bool> {
    Ok(file.metadata()?.nlink() == 0)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::process::Command;

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
        let _socket = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
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
