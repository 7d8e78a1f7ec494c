//! The few calls that publishing makes to a file system, behind one trait, so that a test can stop any one of them.
//!
//! Takes whole paths; gives what the system says. Never follows a symbolic link in the last place of a path, never
//! opens a file for writing that is already there.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    File,
    Folder,
    Link,
    /// A device, a socket, a pipe.
    Other,
}

/// What the system remembers of a file or a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    pub kind: Kind,
    pub size: u64,
    /// Nanoseconds since 1970.
    pub mtime: i64,
    pub inode: u64,
    pub device: u64,
    /// The permission bits.
    pub mode: u32,
}

impl From<fs::Metadata> for Stat {
    fn from(data: fs::Metadata) -> Stat {
        let kind = match data.file_type() {
            t if t.is_file() => Kind::File,
            t if t.is_dir() => Kind::Folder,
            t if t.is_symlink() => Kind::Link,
            _ => Kind::Other,
        };
        let mtime = data.mtime().saturating_mul(1_000_000_000).saturating_add(data.mtime_nsec());
        let mode = data.mode() & 0o7777;
        Stat { kind, size: data.len(), mtime, inode: data.ino(), device: data.dev(), mode }
    }
}

/// One name in a folder.
#[derive(Clone, Debug)]
pub struct Item {
    pub name: OsString,
    pub stat: Stat,
}

/// The file system as publishing sees it.
pub trait FileSystem: Sync {
    /// The path without links, `.` and `..`; it must be there.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;
    /// What stands at `path` itself: a link is not followed.
    fn metadata(&self, path: &Path) -> io::Result<Stat>;
    /// What a folder holds, by name.
    fn read_dir(&self, path: &Path) -> io::Result<Vec<Item>>;
    /// All bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// A file that was not there before.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Stat>;
    /// A second file, not there before, with the bytes and the time of the first.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<Stat>;
    /// A second name for the file `from`.
    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Waits until the bytes of a file are on the disk.
    fn sync_file(&self, path: &Path) -> io::Result<()>;
    fn create_dir(&self, path: &Path) -> io::Result<()>;
    /// Sets the permission bits of a folder.
    fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()>;
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Two names change places in one step; `Unsupported` or `InvalidInput` where that is not known.
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()>;
    /// The lock that lasts as long as the file is open; `None` when somebody else holds it.
    fn try_lock(&self, path: &Path) -> io::Result<Option<File>>;
}

/// The real file system.
#[derive(Clone, Copy, Debug)]
pub struct Disk {
    /// Whether `exchange` is tried at all; `false` is for file systems, and tests, without it.
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

    fn read_dir(&self, path: &Path) -> io::Result<Vec<Item>> {
        let mut items = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            match entry.metadata() {
                Ok(metadata) => items.push(Item { name: entry.file_name(), stat: metadata.into() }),
                // Another build has just given it its lasting name.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        items.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(items)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Stat> {
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        file.metadata().map(Stat::from)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<Stat> {
        let mut source = File::open(from)?;
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
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<File>> {
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}
