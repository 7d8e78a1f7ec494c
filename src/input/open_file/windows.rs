//! Opens files on Windows.
//!
//! Takes a folder and a path below it, or the path of a file of the host; returns an open file.

use std::fs::{File, symlink_metadata};
use std::io;
use std::os::windows::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// `FILE_FLAG_BACKUP_SEMANTICS`: without it, a folder is refused as if a permission was missing.
const FOLDER_TOO: u32 = 0x0200_0000;

/// The path of a folder. A handle would forbid others to rename the folders above it.
#[derive(Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    pub fn open(path: &Path) -> io::Result<Folder> {
        symlink_metadata(path).map(|_| Folder(path.to_owned()))
    }

    /// Looks at each part of the path before it opens the file. A link that is put there between the two is followed.
    pub fn open_beneath(&self, path: &str) -> io::Result<File> {
        let mut current = self.0.clone();
        for part in path.split('/') {
            current.push(part);
            if matches!(part, "" | "." | "..") || symlink_metadata(&current)?.is_symlink() {
                return Err(super::not_regular());
            }
        }
        open_host_file(&current)
    }
}

/// Opens a file or folder that may be reached through links.
pub(super) fn open_host_file(path: &Path) -> io::Result<File> {
    File::options().read(true).custom_flags(FOLDER_TOO).open(path)
}
