//! A file system that fails when a test wants it to, on top of the real one.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use situ::testing::{DirEntry, Disk, FileSystem, Stat};

/// Takes the name of a call, its path, and the number of calls before it; gives the error to fail with.
pub type Fault<'f> = Box<dyn Fn(&str, &Path, usize) -> Option<io::Error> + Sync + 'f>;

/// The real file system, with `fault` deciding before each call whether it fails.
pub struct FaultyFs<'f> {
    pub disk: Disk,
    /// Calls so far.
    pub calls: AtomicUsize,
    pub fault: Fault<'f>,
    /// The path that is reported as being on another device.
    pub other_device: Option<PathBuf>,
    /// The start of the host that is reported in place of the real one.
    pub boot: Option<&'static str>,
    /// The owner and group that the output is reported to have; giving a file to them is refused.
    pub owner: Option<(u32, u32)>,
    /// How often that was refused.
    pub refusals: AtomicUsize,
    /// The user that is reported in place of the real one.
    pub user: Option<u32>,
}

impl<'f> FaultyFs<'f> {
    pub fn new(fault: impl Fn(&str, &Path, usize) -> Option<io::Error> + Sync + 'f) -> Self {
        let (disk, fault) = (Disk::default(), Box::new(fault));
        let (calls, refusals) = (AtomicUsize::new(0), AtomicUsize::new(0));
        FaultyFs { disk, calls, fault, other_device: None, boot: None, owner: None, refusals, user: None }
    }

    /// Fails at call `n` with `ENOSPC`; if `dies`, at all later calls too, as if the process was killed.
    pub fn at(n: usize, dies: bool, exchanges: bool) -> Self {
        let full = move |_: &str, _: &Path, call| (call == n || dies && call > n).then(full_disk);
        FaultyFs { disk: Disk { exchanges }, ..FaultyFs::new(full) }
    }

    fn ask(&self, call: &str, path: &Path) -> io::Result<()> {
        (self.fault)(call, path, self.calls.fetch_add(1, SeqCst)).map_or(Ok(()), Err)
    }
}

/// `ENOSPC`, or `ERROR_DISK_FULL` on Windows.
pub fn full_disk() -> io::Error {
    #[cfg(unix)]
    let code = rustix::io::Errno::NOSPC.raw_os_error();
    #[cfg(windows)]
    let code = 112;
    io::Error::from_raw_os_error(code)
}

impl FileSystem for FaultyFs<'_> {
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.ask("canonicalize", path)?;
        self.disk.canonicalize(path)
    }
    fn metadata(&self, path: &Path) -> io::Result<Stat> {
        self.ask("metadata", path)?;
        let mut stat = self.disk.metadata(path)?;
        stat.device += u64::from(self.other_device.as_deref() == Some(path));
        if let Some((uid, gid)) = self.owner.filter(|_| path.ends_with("public")) {
            (stat.uid, stat.gid) = (uid, gid);
        }
        Ok(stat)
    }
    fn read_dir(&self, path: &Path) -> io::Result<Vec<DirEntry>> {
        self.ask("read_dir", path)?;
        self.disk.read_dir(path)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.ask("read", path)?;
        self.disk.read(path)
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Stat> {
        // A full disk leaves a truncated file.
        self.ask("write_new", path).inspect_err(|_| drop(fs::write(path, &bytes[..bytes.len() / 2])))?;
        self.disk.write_new(path, bytes)
    }
    fn copy(&self, from: &Path, to: &Path) -> io::Result<Stat> {
        self.ask("copy", to)?;
        self.disk.copy(from, to)
    }
    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask("hard_link", to)?;
        self.disk.hard_link(from, to)
    }
    fn is_same_file(&self, a: &Path, b: &Path, inodes: (u64, u64)) -> bool {
        self.disk.is_same_file(a, b, inodes)
    }
    /// Does not wait for the disk, because no test cuts the power.
    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.ask("sync_file", path)
    }
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.ask("create_dir", path)?;
        self.disk.create_dir(path)
    }
    fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()> {
        self.ask("set_mode", path)?;
        self.disk.set_mode(path, mode)
    }
    fn set_owner(&self, path: &Path, uid: Option<u32>, gid: Option<u32>) -> io::Result<()> {
        self.ask("set_owner", path)?;
        if self.owner.is_some() {
            self.refusals.fetch_add(1, SeqCst);
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.disk.set_owner(path, uid, gid)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.ask("remove_file", path)?;
        self.disk.remove_file(path)
    }
    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.ask("remove_dir", path)?;
        self.disk.remove_dir(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask("rename", to)?;
        self.disk.rename(from, to)
    }
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        self.ask("exchange", a)?;
        self.disk.exchange(a, b)
    }
    fn try_lock(&self, path: &Path) -> io::Result<Option<File>> {
        self.ask("try_lock", path)?;
        // A program that another test is starting holds a copy of this process's open locks until it has replaced itself.
        for _ in 0..200 {
            if let Some(lock) = self.disk.try_lock(path)? {
                return Ok(Some(lock));
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(None)
    }
    fn user(&self) -> u32 {
        self.user.unwrap_or_else(|| self.disk.user())
    }
    fn now(&self) -> i64 {
        self.disk.now()
    }
    fn boot_id(&self) -> Option<String> {
        self.boot.map_or_else(|| self.disk.boot_id(), |boot| Some(boot.to_owned()))
    }
}
