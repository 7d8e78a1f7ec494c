//! The watcher of the source folders.
//!
//! Takes the root; returns the changed paths, after a few milliseconds without a further event. Watches `content/` and
//! `themes/` recursively, and the root itself, so that it notices when the two are created or removed. Where the
//! operating system does not report all changes, it returns [`Changes::Unknown`] at intervals. Never reads a file.
//!
//! It batches events itself, because the debouncers of `notify` wait ten times longer than a save takes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::network_file_system::is_shared;
use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RemoveKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// A batch ends when no event has arrived for this time. Events of one save follow each other more closely.
const QUIET_PERIOD: Duration = Duration::from_millis(3);
/// A batch ends after this time even if events keep arriving.
const MAX_BATCH: Duration = Duration::from_millis(60);
/// How long to wait for further changes while a file is open for writing.
const OPEN_FILE_PERIOD: Duration = Duration::from_millis(40);
/// How often to look for changes where the operating system does not report them.
const POLL: Duration = Duration::from_millis(500);
/// How often to look for changes in a shared folder, where each look is a request to another host.
const SHARED_POLL: Duration = Duration::from_secs(1);
/// How long to wait for events without a timeout. Its length does not matter.
const NO_TIMEOUT: Duration = Duration::from_secs(3600);

/// The changes of one batch of events.
pub enum Changes {
    /// None until the timeout.
    None,
    /// These paths changed; `folders` is set if one of them is a folder that was created, removed or moved.
    Paths { paths: BTreeSet<PathBuf>, folders: bool },
    /// Anything may have changed.
    Unknown,
}

/// How changes are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchMode {
    /// The operating system reports them.
    Events,
    /// All folders are searched at intervals.
    Polling { interval: Duration, reason: PollReason },
}

/// Why folders are searched at intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollReason {
    /// The user wants it.
    Asked,
    /// Another host may change the files, and this one reports only its own changes.
    SharedFolder,
    /// The operating system does not report changes, or not of so many folders.
    NoEvents,
}

/// Watches the source folders for changes.
pub struct SourceWatcher {
    root: PathBuf,
    /// `None` while polling.
    watcher: Option<RecommendedWatcher>,
    /// The interval and the reason of polling; it takes effect when there is no watcher.
    polling: (Duration, PollReason),
    events: Receiver<notify::Result<Event>>,
    /// The source folders, and whether each is watched.
    folders: [(&'static str, bool); 2],
}

impl SourceWatcher {
    /// Starts to watch. Every change after this call is reported. Polls at the interval `poll` if it is given.
    pub fn open(root: &Path, poll: Option<Duration>) -> SourceWatcher {
        let (sender, events) = channel();
        let is_shared = ["", "content", "themes"].iter().any(|folder| is_shared(&root.join(folder)));
        let polling = match poll {
            Some(interval) => (interval, PollReason::Asked),
            None if is_shared => (SHARED_POLL, PollReason::SharedFolder),
            None => (POLL, PollReason::NoEvents),
        };
        let mut watcher = match polling {
            (_, PollReason::NoEvents) => notify::recommended_watcher(move |event| drop(sender.send(event))).ok(),
            _ => None,
        };
        if let Some(notifier) = &mut watcher
            && notifier.watch(root, RecursiveMode::NonRecursive).is_err()
        {
            watcher = None;
        }
        let folders = [("content", false), ("themes", false)];
        let mut source_watcher = SourceWatcher { root: root.to_owned(), watcher, polling, events, folders };
        source_watcher.update();
        source_watcher
    }

    /// How changes are found at present.
    pub fn mode(&self) -> WatchMode {
        let (interval, reason) = self.polling;
        if self.watcher.is_some() { WatchMode::Events } else { WatchMode::Polling { interval, reason } }
    }

    /// Watches source folders that were created, and stops watching removed ones.
    pub fn update(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        for (name, watched) in &mut self.folders {
            let folder = self.root.join(*name);
            match (folder.is_dir(), *watched) {
                (true, false) => match watcher.watch(&folder, RecursiveMode::Recursive) {
                    Ok(()) => *watched = true,
                    // More folders than the operating system can watch, so poll from now on.
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

    /// Waits for the next batch of events, for at most `timeout`.
    pub fn wait(&mut self, timeout: Option<Duration>) -> Changes {
        if self.watcher.is_none() {
            let (interval, _) = self.polling;
            std::thread::sleep(timeout.unwrap_or(interval).min(interval));
            return Changes::Unknown;
        }
        let deadline = timeout.map(|timeout| Instant::now() + timeout);
        let mut batch = EventBatch::default();
        let mut first: Option<Instant> = None;
        loop {
            let time_left = match (first, deadline) {
                (Some(first), _) => {
                    let quiet = if batch.open_files.is_empty() { QUIET_PERIOD } else { OPEN_FILE_PERIOD };
                    quiet.min(MAX_BATCH.saturating_sub(first.elapsed()))
                }
                (None, Some(deadline)) => deadline.saturating_duration_since(Instant::now()),
                (None, None) => NO_TIMEOUT,
            };
            match self.events.recv_timeout(time_left) {
                Ok(event) => {
                    if batch.add(event, &self.root) {
                        first.get_or_insert_with(Instant::now);
                    }
                }
                Err(RecvTimeoutError::Timeout) if first.is_some() => break,
                Err(RecvTimeoutError::Timeout) if deadline.is_some() => return Changes::None,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    self.watcher = None;
                    return Changes::Unknown;
                }
            }
        }
        for (name, watched) in &mut self.folders {
            // A folder that was removed and created again has to be watched again.
            *watched &= !batch.paths.contains(&self.root.join(*name));
        }
        let EventBatch { paths, folders, unknown, .. } = batch;
        if unknown { Changes::Unknown } else { Changes::Paths { paths, folders } }
    }
}

/// The events that have arrived since the last [`Changes`].
#[derive(Default)]
struct EventBatch {
    paths: BTreeSet<PathBuf>,
    folders: bool,
    unknown: bool,
    /// Files that are open for writing. Building from half a file would report errors that do not exist.
    open_files: BTreeSet<PathBuf>,
}

impl EventBatch {
    /// Adds an event; returns whether it may change the site.
    fn add(&mut self, event: notify::Result<Event>, root: &Path) -> bool {
        let Ok(event) = event else {
            self.unknown = true;
            return true;
        };
        if event.need_rescan() {
            self.unknown = true;
            return true;
        }
        match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => {
                self.open_files.retain(|path| !event.paths.contains(path));
            }
            EventKind::Access(_) => return false,
            EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => self.folders = true,
            // Only Linux reports when a file is closed.
            EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_))
                if cfg!(target_os = "linux") =>
            {
                self.open_files.extend(event.paths.iter().filter(|path| path.is_file()).cloned());
            }
            EventKind::Remove(_) => self.open_files.retain(|path| !event.paths.contains(path)),
            EventKind::Modify(ModifyKind::Name(_)) => {
                // No other event reports the files in a folder that was moved.
                self.folders |= event.paths.iter().any(|path| path.is_dir());
                self.open_files.retain(|path| !event.paths.contains(path));
            }
            _ => {}
        }
        let is_source = |path: &PathBuf| {
            let top = path.strip_prefix(root).ok().and_then(|path| path.components().next());
            top.is_none_or(|top| ["content", "themes"].iter().any(|name| top.as_os_str() == *name))
        };
        let mut is_relevant = self.folders;
        for path in event.paths.into_iter().filter(is_source) {
            is_relevant = true;
            self.paths.insert(path);
        }
        is_relevant
    }
}
