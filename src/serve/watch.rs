//! What happens in the folders of the site.
//!
//! Takes the root; gives, after a few quiet milliseconds, the paths that something happened to. Follows `content/` and
//! `themes/` with all that is below, and the root itself, so that the two are noticed when they come and go. Where the
//! system cannot watch, it answers "look everywhere" at intervals. Never reads a file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RemoveKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// Events that follow one another closer than this belong to one save.
const QUIET: Duration = Duration::from_millis(3);
/// However long a burst lasts, it is looked at after this.
const BURST: Duration = Duration::from_millis(60);
/// A file that is being written is waited for this long.
const WRITING: Duration = Duration::from_millis(40);
/// How often to look where nothing tells of changes.
const POLL: Duration = Duration::from_millis(500);

/// What was seen.
pub enum Seen {
    /// The time that was given is over.
    Nothing,
    /// Something happened to these; `folders`: a folder came or went.
    Paths { paths: BTreeSet<PathBuf>, folders: bool },
    /// Something happened, nobody knows where.
    Everything,
}

/// The folders that are watched.
pub struct Watch {
    root: PathBuf,
    watcher: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
    /// `content` and `themes`: whether each is watched.
    below: [(&'static str, bool); 2],
}

impl Watch {
    /// Begins to watch; whatever happens from here on is seen.
    pub fn open(root: &Path) -> Watch {
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(move |event| drop(sender.send(event))).ok();
        if let Some(notifier) = &mut watcher
            && notifier.watch(root, RecursiveMode::NonRecursive).is_err()
        {
            watcher = None;
        }
        let mut watch =
            Watch { root: root.to_owned(), watcher, events, below: [("content", false), ("themes", false)] };
        watch.renew();
        watch
    }

    /// Watches the folders that have come since; forgets those that have gone.
    pub fn renew(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        for (name, watched) in &mut self.below {
            let folder = self.root.join(*name);
            match (folder.is_dir(), *watched) {
                (true, false) => match watcher.watch(&folder, RecursiveMode::Recursive) {
                    Ok(()) => *watched = true,
                    // Too many folders for the system: from now on they are looked at at intervals.
                    Err(_) => {
                        self.watcher = None;
                        return;
                    }
                },
                (false, true) => {
                    let _ = watcher.unwatch(&folder);
                    *watched = false;
                }
                _ => {}
            }
        }
    }

    /// The next thing that happens, or nothing after `patience`.
    pub fn wait(&mut self, patience: Option<Duration>) -> Seen {
        if self.watcher.is_none() {
            std::thread::sleep(patience.unwrap_or(POLL).min(POLL));
            return Seen::Everything;
        }
        let deadline = patience.map(|patience| Instant::now() + patience);
        let mut gathered = Gathered::default();
        let mut first: Option<Instant> = None;
        loop {
            let left = match (first, deadline) {
                (Some(first), _) => {
                    let quiet = if gathered.open.is_empty() { QUIET } else { WRITING };
                    quiet.min(BURST.saturating_sub(first.elapsed()))
                }
                (None, Some(deadline)) => deadline.saturating_duration_since(Instant::now()),
                (None, None) => Duration::from_secs(3600),
            };
            match self.events.recv_timeout(left) {
                Ok(event) => {
                    if gathered.take(event, &self.root) {
                        first.get_or_insert_with(Instant::now);
                    }
                }
                Err(RecvTimeoutError::Timeout) if first.is_some() => break,
                Err(RecvTimeoutError::Timeout) if deadline.is_some() => return Seen::Nothing,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    self.watcher = None;
                    return Seen::Everything;
                }
            }
        }
        for (name, watched) in &mut self.below {
            // What came again under its old name is another folder.
            *watched &= !gathered.paths.contains(&self.root.join(*name));
        }
        let Gathered { paths, folders, everything, .. } = gathered;
        if everything { Seen::Everything } else { Seen::Paths { paths, folders } }
    }
}

#[derive(Default)]
struct Gathered {
    paths: BTreeSet<PathBuf>,
    folders: bool,
    everything: bool,
    /// Files that somebody is writing: half a text would look full of mistakes.
    open: BTreeSet<PathBuf>,
}

impl Gathered {
    /// Whether the event may have changed the site.
    fn take(&mut self, event: notify::Result<Event>, root: &Path) -> bool {
        let Ok(event) = event else {
            self.everything = true;
            return true;
        };
        if event.need_rescan() {
            self.everything = true;
            return true;
        }
        match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => {
                self.open.retain(|path| !event.paths.contains(path));
            }
            EventKind::Access(_) => return false,
            EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => self.folders = true,
            // Only Linux tells when a file is closed.
            EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_))
                if cfg!(target_os = "linux") =>
            {
                self.open.extend(event.paths.iter().filter(|path| path.is_file()).cloned());
            }
            EventKind::Remove(_) => self.open.retain(|path| !event.paths.contains(path)),
            EventKind::Modify(ModifyKind::Name(_)) => {
                // A folder that was moved brings files of which nothing else tells.
                self.folders |= event.paths.iter().any(|path| path.is_dir());
                self.open.retain(|path| !event.paths.contains(path));
            }
            _ => {}
        }
        let concerns = |path: &PathBuf| {
            let top = path.strip_prefix(root).ok().and_then(|below| below.components().next());
            top.is_none_or(|top| ["content", "themes"].iter().any(|name| top.as_os_str() == *name))
        };
        let before = self.paths.len();
        let mut any = self.folders;
        for path in event.paths.into_iter().filter(concerns) {
            any = true;
            self.paths.insert(path);
        }
        any || self.paths.len() > before
    }
}
