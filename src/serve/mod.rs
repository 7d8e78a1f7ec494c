//! The live preview: `watch -> snapshot -> build -> replace the state -> notify browsers`. Pages are rendered on
//! demand.
//!
//! Takes a folder and a port; serves the site from memory, below its base path. Each page gets a small script that
//! shows diagnostics and reloads the page when it has changed. Everything that browsers see is one value,
//! [`PreviewSnapshot`], which is replaced as a whole; after a build with errors, it keeps the last good site. A page
//! reloads when its hash differs from the one it was served with, so there are no version numbers, and a browser that
//! was suspended catches up by itself. Never writes a file, never prints: the command line gets a [`PreviewEvent`] and prints it.

mod draft_marks;
mod error_overlay;
mod http;
mod missing_page;
mod network_file_system;
mod on_demand;
mod page_notes;
mod session;
mod snapshot;
mod watch;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::diagnostics::{Diagnostic, sort};
use crate::foundation::locks::lock;
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;
use crate::pipeline::Summary;

use error_overlay::OverlayBuilder;
pub use error_overlay::content_missing_text;
use http::request::AllowedHosts;
use on_demand::OnDemandSite;
use session::PreviewSession;
use snapshot::SourceSnapshot;
use watch::{Changes, SourceWatcher};
pub use watch::{PollReason, WatchMode};

/// How often to look for a `content/` folder that was removed.
const MISSING_POLL: Duration = Duration::from_millis(250);
/// When to scan again after a folder was created: the watcher can miss a file that is written right after its folder.
const RESCAN_DELAYS: [Duration; 2] = [Duration::from_millis(60), Duration::from_millis(400)];
/// How often to ask whether a theme check has finished.
const THEME_CHECK_POLL: Duration = Duration::from_millis(200);
/// How many of the ports after a taken one are tried, to suggest a free one.
const PORTS_TO_TRY: u16 = 50;

/// The options of a preview.
pub struct PreviewOptions {
    /// The root of the site.
    pub root: PathBuf,
    /// The port to listen on; 0 for any free one.
    pub port: u16,
    /// The base path of the site when the preview starts, with a leading and a trailing slash.
    pub base: String,
    /// Whether to listen on all interfaces, for other hosts of the network.
    pub lan: bool,
    /// Names of this host that requests may have besides `localhost`.
    pub hosts: Vec<String>,
    /// How often to look for changes, instead of waiting for the operating system to report them.
    pub poll: Option<Duration>,
    /// Whether to include drafts.
    pub drafts: bool,
    /// The URL that opens a file in the user's editor, with `{path}` and `{line}` as placeholders.
    pub editor: Option<String>,
    /// Whether pages get the script that reloads them and shows diagnostics, and the notes for writers.
    pub for_writers: bool,
}

/// Why a preview could not start.
pub enum ServeError {
    /// Another program listens on the port; `free` is the next free port, if there is one.
    PortTaken { port: u16, free: Option<u16> },
    /// A call to the network or the file system failed.
    Io(io::Error),
}

/// What the command line prints while a preview runs.
pub enum PreviewEvent<'e> {
    /// How changes are found from now on.
    Watching(WatchMode),
    /// A build has finished. Without a summary it failed, and the last good site stays, if `has_site` is set.
    Built {
        diagnostics: &'e [Diagnostic],
        tree: &'e SourceTree,
        summary: Option<&'e Summary>,
        took: Duration,
        has_site: bool,
    },
    /// The folder `content/` was removed. The last good site stays, if `has_site` is set.
    ContentMissing { has_site: bool },
}

/// What browsers see at one moment.
#[derive(Clone, Default)]
struct PreviewSnapshot {
    /// The last good site; `None` before the first one.
    site: Option<Arc<OnDemandSite>>,
    /// The diagnostics of the last build.
    diagnostics: Vec<Diagnostic>,
    /// The sources that `diagnostics` refer to.
    tree: Arc<SourceTree>,
    /// Those of the diagnostics that the walk over the folders has found.
    walk_diagnostics: Vec<Diagnostic>,
    /// The diagnostics as JSON for browsers on this host.
    report: Arc<str>,
    /// The same for other hosts, without links to the user's files.
    remote_report: Arc<str>,
}

/// The current [`PreviewSnapshot`], and a condition variable that is notified when it is replaced.
struct PreviewState {
    snapshot: Mutex<Arc<PreviewSnapshot>>,
    replaced: Condvar,
}

impl PreviewState {
    fn snapshot(&self) -> Arc<PreviewSnapshot> {
        Arc::clone(&lock(&self.snapshot))
    }

    fn replace(&self, snapshot: PreviewSnapshot) {
        *lock(&self.snapshot) = Arc::new(snapshot);
        self.replaced.notify_all();
    }

    /// Adds template errors of a page of `site`, unless they are known or another site is shown by now.
    fn add_template_errors(&self, site: &Arc<OnDemandSite>, errors: Vec<Diagnostic>, overlay: &OverlayBuilder) {
        let mut current = lock(&self.snapshot);
        let is_shown = current.site.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, site));
        let new: Vec<Diagnostic> = errors.into_iter().filter(|error| !current.diagnostics.contains(error)).collect();
        if !is_shown || new.is_empty() {
            return;
        }
        let mut snapshot = PreviewSnapshot::clone(&current);
        snapshot.diagnostics.extend(new);
        sort(&mut snapshot.diagnostics);
        (snapshot.report, snapshot.remote_report) = overlay.reports(&snapshot.diagnostics, &snapshot.tree, true);
        *current = Arc::new(snapshot);
        self.replaced.notify_all();
    }

    /// Waits until the snapshot is no longer `known`, for at most `timeout`. Returns the current snapshot.
    fn wait_for_change(&self, known: &Arc<PreviewSnapshot>, timeout: Duration) -> Arc<PreviewSnapshot> {
        let is_known = |current: &mut Arc<PreviewSnapshot>| Arc::ptr_eq(current, known);
        let waited = self.replaced.wait_timeout_while(lock(&self.snapshot), timeout, is_known);
        let (current, _) = waited.unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&current)
    }
}

/// A preview that listens on its port and answers requests.
pub struct Preview {
    options: PreviewOptions,
    address: SocketAddr,
    state: Arc<PreviewState>,
    messages: Arc<Messages>,
}

impl Preview {
    /// Binds the port and starts the server. Requests wait until the first build has finished.
    pub fn open(options: PreviewOptions, messages: Arc<Messages>) -> Result<Preview, ServeError> {
        let host = if options.lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
        let listener = TcpListener::bind((host, options.port)).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => {
                let next = options.port.saturating_add(1)..=options.port.saturating_add(PORTS_TO_TRY);
                let free = next.into_iter().find(|port| TcpListener::bind((host, *port)).is_ok());
                ServeError::PortTaken { port: options.port, free }
            }
            _ => ServeError::Io(error),
        })?;
        let address = listener.local_addr().map_err(ServeError::Io)?;
        let state = Arc::new(PreviewState { snapshot: Mutex::default(), replaced: Condvar::new() });
        let root = std::path::absolute(&options.root).map_err(ServeError::Io)?;
        let hosts = AllowedHosts { addresses: options.lan, names: options.hosts.clone() };
        let editor = options.editor.clone();
        let for_writers = options.for_writers;
        let server =
            http::ServerState::new(Arc::clone(&state), hosts, editor, root, Arc::clone(&messages), for_writers);
        http::serve(listener, server).map_err(ServeError::Io)?;
        Ok(Preview { options, address, state, messages })
    }

    /// The URL of the preview on this host.
    pub fn url(&self) -> String {
        format!("{}{}", self.origin(), self.options.base)
    }

    fn origin(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// The URL of the preview for other hosts of the network; `None` unless it was opened for them.
    pub fn lan_url(&self) -> Option<String> {
        if !self.options.lan {
            return None;
        }
        let ip = lan_ip()?;
        Some(format!("http://{ip}:{}{}", self.address.port(), self.options.base))
    }

    /// Builds a site that never changes and serves it until the process ends.
    pub fn run_fixed(
        self,
        tree: SourceTree,
        on_hang: impl Fn(&Diagnostic, &SourceTree) + Send + Sync + 'static,
        mut emit: impl FnMut(PreviewEvent),
    ) -> ! {
        let origin = self.origin();
        let overlay = OverlayBuilder::new(self.messages, self.options.root, self.options.editor);
        let mut session = PreviewSession::new(self.options.drafts, origin, overlay, self.state, Arc::new(on_hang));
        session.build(&SourceSnapshot::fixed(tree), &mut emit);
        loop {
            thread::park();
        }
    }

    /// Builds, watches and builds again until the process ends. A non-terminating template cannot be cancelled and
    /// blocks everything else, so `on_hang` is called and must exit the process.
    pub fn run(
        self,
        on_hang: impl Fn(&Diagnostic, &SourceTree) + Send + Sync + 'static,
        mut emit: impl FnMut(PreviewEvent),
    ) -> io::Result<()> {
        let root = std::path::absolute(&self.options.root)?;
        let origin = self.origin();
        let overlay = OverlayBuilder::new(self.messages, root.clone(), self.options.editor);
        let mut session = PreviewSession::new(self.options.drafts, origin, overlay, self.state, Arc::new(on_hang));
        let mut watcher = SourceWatcher::open(&root, self.options.poll);
        let mut mode = watcher.mode();
        emit(PreviewEvent::Watching(mode));
        let mut snapshot = SourceSnapshot::from_disk(&root);
        let mut is_missing = false;
        let mut rescans = RESCAN_DELAYS.iter();
        session.build(&snapshot, &mut emit);
        loop {
            if mode != watcher.mode() {
                mode = watcher.mode();
                emit(PreviewEvent::Watching(mode));
            }
            let next_look = rescans.clone().next().copied().or(session.is_checking().then_some(THEME_CHECK_POLL));
            let changes = watcher.wait(if is_missing { Some(MISSING_POLL) } else { next_look });
            session.finish_theme_check(&snapshot, &mut emit);
            match &changes {
                Changes::None => drop(rescans.next()),
                // Polling searches all folders again anyway.
                Changes::Unknown if mode != WatchMode::Events => {}
                Changes::Paths { folders: true, .. } | Changes::Unknown => rescans = RESCAN_DELAYS.iter(),
                Changes::Paths { .. } => {}
            }
            if !root.join("content").is_dir() {
                if !is_missing {
                    is_missing = true;
                    session.show_content_missing();
                    emit(PreviewEvent::ContentMissing { has_site: session.has_site() });
                }
                continue;
            }
            watcher.update();
            let changes = if is_missing { Changes::Unknown } else { changes };
            if snapshot.update(&root, &changes) || is_missing {
                is_missing = false;
                session.build(&snapshot, &mut emit);
            }
        }
    }
}

/// The address of this host in its network: the one that a packet to the network would be sent from. Sends nothing.
fn lan_ip() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // 192.0.2.0/24 is reserved for documentation (RFC 5737).
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_unspecified() && !ip.is_loopback()).then_some(ip)
}
