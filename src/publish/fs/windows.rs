//! The file system of Windows.
//!
//! Takes absolute paths; returns metadata, open files or the error of the operating system. A program that has a file
//! open can forbid others to remove, rename or read it, and virus scanners and search indexers open each new file for a
//! moment, so such calls are repeated for a while. Windows has no call that swaps two folders, and no owners or
//! permissions that a site needs: of the permissions, only the attribute "read-only" of files is kept.

use std::fs::{self, File, Metadata};
use std::io;
use std::os::windows::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use winapi_util::file::information;

use super::{FileType, Stat, not_regular, regular};

/// 1970 in the unit of Windows, which counts tenths of microseconds from 1601.
const YEAR_1970: i64 = 116_444_736_000_000_000;
/// The permissions that a folder and a file are reported to have, and those of a file that is read-only.
const FOLDER: u32 = 0o755;
const FILE: u32 = 0o644;
const READ_ONLY: u32 = 0o444;
/// The permission to write.
const WRITABLE: u32 = 0o200;
/// To open a folder (`FILE_FLAG_BACKUP_SEMANTICS`), and a link itself (`FILE_FLAG_OPEN_REPARSE_POINT`).
const ANY_ENTRY: u32 = 0x0200_0000 | 0x0020_0000;
/// Errors of a file that another program has open: access denied, sharing violation, lock violation.
const IN_USE: [i32; 3] = [5, 32, 33];
/// The error of a folder whose files are being removed by programs that had them open.
const NOT_EMPTY: i32 = 145;
/// The error of a call whose answer is too long for its caller.
const MORE_DATA: i32 = 234;
/// How often a call is repeated. The pause is one millisecond at first, and each is longer than the one before: about two
/// seconds in all.
const ATTEMPTS: u32 = 64;

pub(super) fn stat(file_type: FileType, data: &Metadata) -> Stat {
    let written = i64::try_from(data.last_write_time()).unwrap_or(i64::MAX);
    let mtime = written.saturating_sub(YEAR_1970).saturating_mul(100);
    let mode = match file_type {
        FileType::File if data.permissions().readonly() => READ_ONLY,
        FileType::File => FILE,
        _ => FOLDER,
    };
    Stat { file_type, size: data.len(), mtime, inode: 0, device: 0, mode, uid: 0, gid: 0 }
}

/// Wine cannot resolve links in a path of more than some 260 characters, so the folder above is asked.
pub(super) fn canonicalize(path: &Path) -> io::Result<PathBuf> {
    match (fs::canonicalize(path), path.parent(), path.file_name()) {
        (Err(error), Some(parent), Some(name))
            if error.raw_os_error() == Some(MORE_DATA) && !fs::symlink_metadata(path)?.is_symlink() =>
        {
            canonicalize(parent).map(|parent| parent.join(name))
        }
        (result, ..) => result,
    }
}

/// The metadata of a file that was just written. Windows sets the final time when the file is closed.
pub(super) fn stat_new_file(file: File, path: &Path) -> io::Result<Stat> {
    drop(file);
    fs::symlink_metadata(path).map(Stat::from)
}

/// Opens a regular file for reading and returns its size. A link that takes its place between the two calls is followed.
pub(super) fn open_file(path: &Path) -> io::Result<(File, u64)> {
    refuse_special(&fs::symlink_metadata(path)?)?;
    patiently(|| File::open(path)).and_then(regular)
}

/// Opens the lock file, and creates it if it does not exist.
pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    if let Ok(metadata) = fs::symlink_metadata(path) {
        refuse_special(&metadata)?;
    }
    let open = || File::options().write(true).create(true).truncate(false).open(path);
    patiently(open).and_then(regular).map(|(file, _)| file)
}

fn refuse_special(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_file() { Ok(()) } else { Err(not_regular()) }
}

/// Whether an open file has no name any more.
pub(super) fn is_removed(file: &File) -> io::Result<bool> {
    Ok(information(file)?.number_of_links() == 0)
}

/// Waits for a file of the same name that was removed while another program had it open.
pub(super) fn create_new(path: &Path) -> io::Result<File> {
    patiently(|| File::create_new(path))
}

/// As [`create_new`].
pub(super) fn create_dir(path: &Path) -> io::Result<()> {
    patiently(|| fs::create_dir(path))
}

/// A file that is opened for reading cannot be flushed.
pub(super) fn sync_file(path: &Path) -> io::Result<()> {
    match File::options().write(true).open(path) {
        // A file without permission to write holds nothing of this build that is not on the disk.
        Err(error) if is_read_only(path) && error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        opened => opened?.sync_all(),
    }
}

/// File systems without hard links, such as FAT, report it by different errors.
pub(super) fn hard_link(from: &Path, to: &Path) -> io::Result<()> {
    use io::ErrorKind::{AlreadyExists, CrossesDevices, NotFound, PermissionDenied, StorageFull, TooManyLinks};
    fs::hard_link(from, to).map_err(|error| match error.kind() {
        AlreadyExists | CrossesDevices | NotFound | PermissionDenied | StorageFull | TooManyLinks => error,
        _ => io::Error::new(io::ErrorKind::Unsupported, error),
    })
}

/// Opens both files, because a folder does not list what identifies its files.
pub(super) fn is_same_file(a: &Path, b: &Path, _: (u64, u64)) -> bool {
    let identity = |path: &Path| {
        let file = File::options().access_mode(0).custom_flags(ANY_ENTRY).open(path)?;
        information(&file).map(|information| (information.volume_serial_number(), information.file_index()))
    };
    matches!((identity(a), identity(b)), (Ok(a), Ok(b)) if a == b)
}

/// Sets whether a file is read-only. Folders have no such permission: theirs never differs.
pub(super) fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    let mut permissions = fs::symlink_metadata(path)?.permissions();
    permissions.set_readonly(mode & WRITABLE == 0);
    fs::set_permissions(path, permissions)
}

/// Never called, because all files are reported to have one owner.
pub(super) fn set_owner(_: &Path, _: Option<u32>, _: Option<u32>) -> io::Result<()> {
    Ok(())
}

pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    patiently(|| match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied && is_read_only(path) => {
            set_mode(path, WRITABLE)?;
            fs::remove_file(path)
        }
        // A link to a folder.
        Err(error) => match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_symlink() => fs::remove_dir(path),
            _ => Err(error),
        },
        removed => removed,
    })
}

pub(super) fn remove_dir(path: &Path) -> io::Result<()> {
    repeat(|error| is_in_use(error) || error.raw_os_error() == Some(NOT_EMPTY), || fs::remove_dir(path))
}

/// Replaces a read-only file or an empty folder too, in two steps.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    patiently(|| match fs::rename(from, to) {
        Err(error) => match fs::symlink_metadata(to) {
            Ok(target) if target.is_dir() && fs::symlink_metadata(from)?.is_dir() => {
                fs::remove_dir(to)?;
                fs::rename(from, to)
            }
            Ok(target) if target.is_file() && target.permissions().readonly() => {
                set_mode(to, WRITABLE)?;
                fs::rename(from, to)
            }
            _ => Err(error),
        },
        renamed => renamed,
    })
}

pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether an error says that another program has the file, or a file in the folder, open. Windows reports a missing
/// permission in the same way.
pub fn is_in_use(error: &io::Error) -> bool {
    error.raw_os_error().is_some_and(|code| IN_USE.contains(&code))
}

pub(super) fn user() -> u32 {
    0
}

/// Windows has no such id that a program can read without unsafe code.
pub(super) fn boot_id() -> Option<String> {
    None
}

fn is_read_only(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.permissions().readonly())
}

/// Repeats a call for a while if another program has the file open.
fn patiently<T>(call: impl Fn() -> io::Result<T>) -> io::Result<T> {
    repeat(is_in_use, call)
}

/// Repeats a call for a while if it fails with an error that may pass.
fn repeat<T>(may_pass: impl Fn(&io::Error) -> bool, call: impl Fn() -> io::Result<T>) -> io::Result<T> {
    for attempt in 1..ATTEMPTS {
        match call() {
            Err(error) if may_pass(&error) => sleep(Duration::from_millis(u64::from(attempt))),
            result => return result,
        }
    }
    call()
}
