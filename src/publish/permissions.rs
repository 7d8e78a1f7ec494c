//! Who may read and write the output: mode, owner and group, taken from the output folder and given to all it holds.
//!
//! Takes the metadata of the output folder; sets mode, owner and group of files and folders where they differ. Never
//! fails a build: what the operating system refuses once is not tried again in the same build.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::error::{PublishError, RefusedAccess, io_error};
use super::fs::{FileSystem, Stat};
use super::state_folder::TEMPORARY;
use super::{MARKER, Publication};

/// The bits of a mode that a folder passes on to the folders inside it: permissions, and that they inherit the group.
const INHERITED: u32 = 0o2777;
/// The bits of a folder that everybody may read.
const READABLE: u32 = 0o555;

impl Publication<'_> {
    /// Decides on the access of the new tree: that of the output, or what the process gives to new folders.
    ///
    /// If situ chose the mode of the output and nobody has changed it, this build may add permissions: otherwise one
    /// build under a strict umask would close the site for good.
    pub(super) fn choose_access(&self) -> Result<(), PublishError> {
        let access = match self.target.folder {
            Some(stat) if self.own_mode != Some(stat.mode) => Access::new(&stat, stat.mode),
            folder => {
                let new = self.probe_new_folder()?;
                folder.map_or(Access::new(&new, new.mode), |stat| Access::new(&stat, stat.mode | new.mode))
            }
        };
        let _ = self.access.set(access);
        Ok(())
    }

    /// The metadata that this process gives to a new folder.
    fn probe_new_folder(&self) -> Result<Stat, PublishError> {
        let probe = self.target.state.join(format!("{TEMPORARY}folder"));
        self.fs.create_dir(&probe).map_err(io_error("create the folder", &probe))?;
        let new = self.fs.metadata(&probe).map_err(io_error("inspect", &probe))?;
        self.fs.remove_dir(&probe).map_err(io_error("remove", &probe))?;
        Ok(new)
    }

    /// Whether the files of the output have another access than the new tree gets.
    pub(super) fn access_changed(&self) -> bool {
        let before = self.target.folder.map(|stat| stat.mode);
        self.access.get().is_some_and(|access| before.is_some_and(|mode| mode != access.root))
    }

    /// The mode of the output, if situ chose it.
    pub(super) fn chosen_mode(&self) -> Option<u32> {
        let is_chosen = self.target.folder.is_none_or(|stat| self.own_mode == Some(stat.mode));
        self.access.get().filter(|_| is_chosen).map(|access| access.root).or(self.own_mode)
    }

    /// Sets owner, group and mode of a file or folder of the new tree.
    pub(super) fn give_access(&self, path: &Path, stat: &Stat, mode: impl Fn(&Access) -> u32) {
        if let Some(access) = self.access.get() {
            access.apply(self.fs, path, stat, mode(access));
        }
    }

    /// Sets owner, group and mode of what the scan found with others, where nothing else changes. Stops at the first
    /// that is refused.
    pub(super) fn correct_access(&self) {
        // Only a site that a strict umask has closed is worth a probe, because an unchanged build writes nothing.
        if self.own_mode.is_some_and(|mode| mode & READABLE != READABLE) && self.access.get().is_none() {
            let _ = self.choose_access();
        }
        let Some(root) = self.target.folder else { return };
        let access = self.access.get_or_init(|| Access::new(&root, root.mode));
        let is_other = self.access_changed();
        let folders = self.folders.iter().filter(|folder| is_other || !folder.access_matches);
        let folders = folders.map(|folder| match &*folder.path {
            "" => ("", access.root),
            path => (path, access.folder_mode),
        });
        let pages = self.published.entries.iter().filter(|page| is_other || !page.access_matches);
        let pages = pages.map(|page| (self.published.path(page), access.file_mode));
        for (path, mode) in folders.chain(pages).chain([(MARKER, access.file_mode)]) {
            let file = self.target.out.join(path);
            let Ok(stat) = self.fs.metadata(&file) else { continue };
            if !access.apply(self.fs, &file, &stat, mode) {
                return;
            }
        }
    }
}

/// The mode, owner and group that every file and folder of a tree gets.
#[derive(Debug)]
pub(super) struct Access {
    /// The mode of the root of the tree.
    pub root: u32,
    /// The mode of the other folders.
    pub folder_mode: u32,
    /// The mode of the files.
    pub file_mode: u32,
    uid: u32,
    gid: u32,
    /// Whether this process may not give files to that owner, to that group, or set modes.
    refuses_uid: AtomicBool,
    refuses_gid: AtomicBool,
    refuses_mode: AtomicBool,
}

impl Access {
    /// The access of a tree whose root has the owner and the group of `stat`, and the given mode.
    ///
    /// A class of users that may enter the root may read all files; one that may write to it may write to them.
    pub fn new(stat: &Stat, root: u32) -> Access {
        let file_mode = root & 0o444 | (root & 0o111) << 2 | root & 0o222 | 0o600;
        let refuses = || AtomicBool::new(false);
        let (refuses_uid, refuses_gid, refuses_mode) = (refuses(), refuses(), refuses());
        let Stat { uid, gid, .. } = *stat;
        Access { root, folder_mode: root & INHERITED, file_mode, uid, gid, refuses_uid, refuses_gid, refuses_mode }
    }

    /// Whether a file or folder has this owner and group, and `mode`. What was refused does not count.
    pub fn matches(&self, stat: &Stat, mode: u32) -> bool {
        (stat.mode == mode || self.refuses_mode.load(Relaxed)) && self.wanted_owner(stat) == (None, None)
    }

    /// Sets owner, group and mode of a file or folder that has the metadata `stat`. Returns whether it has them now.
    pub fn apply(&self, fs: &dyn FileSystem, path: &Path, stat: &Stat, mode: u32) -> bool {
        if self.matches(stat, mode) {
            return true;
        }
        let (uid, gid) = self.wanted_owner(stat);
        let mut is_right = true;
        if (uid.is_some() || gid.is_some()) && fs.set_owner(path, uid, gid).is_err() {
            is_right = false;
            if uid.is_some() {
                self.refuses_uid.store(true, Relaxed);
            }
            // A user may give a file to a group of which it is a member, but to no other user.
            if gid.is_some() && (uid.is_none() || fs.set_owner(path, None, gid).is_err()) {
                self.refuses_gid.store(true, Relaxed);
            }
        }
        // After a change of the group the kernel may have cleared bits, so the mode is set again.
        if (stat.mode != mode || gid.is_some()) && fs.set_mode(path, mode).is_err() {
            self.refuses_mode.store(true, Relaxed);
            is_right = false;
        }
        is_right
    }

    /// What could not be given to files of the tree; `None` if nothing was refused.
    pub fn refused(&self, fs: &dyn FileSystem) -> Option<RefusedAccess> {
        let owner = self.refuses_uid.load(Relaxed).then(|| find_name(fs, USERS, self.uid));
        let group = self.refuses_gid.load(Relaxed).then(|| find_name(fs, GROUPS, self.gid));
        let mode = self.refuses_mode.load(Relaxed).then_some(self.root);
        let refused = RefusedAccess { owner, group, mode };
        (refused != RefusedAccess::default()).then_some(refused)
    }

    fn wanted_owner(&self, stat: &Stat) -> (Option<u32>, Option<u32>) {
        let uid = (stat.uid != self.uid && !self.refuses_uid.load(Relaxed)).then_some(self.uid);
        let gid = (stat.gid != self.gid && !self.refuses_gid.load(Relaxed)).then_some(self.gid);
        (uid, gid)
    }
}

/// The list of the users of this host.
pub(super) const USERS: &str = "/etc/passwd";
/// The list of the groups of this host.
const GROUPS: &str = "/etc/group";

/// The name of a user or a group, or its number where the host's list has no name for it.
pub(super) fn find_name(fs: &dyn FileSystem, list: &str, id: u32) -> String {
    let lines = fs.read(Path::new(list)).unwrap_or_default();
    let lines = String::from_utf8_lossy(&lines);
    let name = lines.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(id)).then(|| name.to_owned())
    });
    name.unwrap_or_else(|| id.to_string())
}
