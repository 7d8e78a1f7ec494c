//! What the host says about a file and changes with its contents.
//!
//! Takes the metadata of a file; returns times and a number. Never asks the host.

use std::fs::Metadata;

/// What is likely to change when a file is written, replaced or restored.
pub(super) struct FileTimes {
    /// The modification time, in nanoseconds since 1970.
    pub modified: i128,
    /// On Unix the time of the last change to the file or its metadata, which no program can set. On Windows the time of
    /// creation: a file that replaces another one with the same size, modification time and time of creation is taken for
    /// the old one.
    pub other: i128,
    /// The inode number. Zero on Windows, where only an open file tells it, and opening all files takes too long.
    pub inode: u64,
}

#[cfg(unix)]
impl FileTimes {
    pub fn of(metadata: &Metadata) -> FileTimes {
        use std::os::unix::fs::MetadataExt;
        let time = |seconds: i64, nanoseconds: i64| i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
        FileTimes {
            modified: time(metadata.mtime(), metadata.mtime_nsec()),
            other: time(metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        }
    }
}

#[cfg(windows)]
impl FileTimes {
    pub fn of(metadata: &Metadata) -> FileTimes {
        use std::os::windows::fs::MetadataExt;
        // Windows counts tenths of microseconds from 1601.
        let time = |ticks: u64| (i128::from(ticks) - 116_444_736_000_000_000) * 100;
        FileTimes { modified: time(metadata.last_write_time()), other: time(metadata.creation_time()), inode: 0 }
    }
}
