//! The live preview: `watch -> look -> build -> swap in memory -> tell the browsers`; pages are rendered on demand.
//!
//! Takes a folder and a port; serves the site from memory, each page with a small script that shows what is wrong and
//! reloads the page when it has changed. What the browsers see is one value, [`Shown`], swapped as a whole: on errors the
//! last good pages stay in it. A page reloads when its key differs from the one it was served with, so nothing is counted
//! and a browser that was asleep catches up by itself. Never writes a file, never prints: [`News`] go to the command
//! line.

mod http;
mod live;
mod look;
mod report;
mod watch;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::diagnostics::{Diagnostic, sort};
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;
use crate::pipeline::{CacheMode, Options, SessionCache, Summary, build};
use crate::theme::watchdog::with_watchdog;

use live::Live;
use look::Look;
use report::Reporter;
use watch::{Seen, Watch};

/// How often a folder that has gone is looked for.
const MISSING: Duration = Duration::from_millis(250);
/// A file written right behind its new folder can escape the watch: when to look again.
const SETTLE: [Duration; 2] = [Duration::from_millis(60), Duration::from_millis(400)];

/// How often to ask whether all pages have been tried with a new theme.
const PROVING: Duration = Duration::from_millis(200);

/// What a preview is asked for.
pub struct Request {
    pub root: PathBuf,
    pub port: u16,
    /// For other machines of the network too.
    pub lan: bool,
    pub drafts: bool,
    /// Address that opens a file in the writer's editor, with `{path}` and `{line}` in it.
    pub editor: Option<String>,
}

/// Why a preview could not begin.
pub enum ServeError {
    /// Another program listens at the port; the next one that is free, if there is one.
    PortTaken {
        port: u16,
        free: Option<u16>,
    },
    Io(io::Error),
}

/// What the command line is told while a preview runs.
pub enum News<'n> {
    /// A build has ended; without a summary the last good pages stay.
    BuildResult { diagnostics: &'n [Diagnostic], tree: &'n SourceTree, summary: Option<&'n Summary>, took: Duration },
    /// `content/` is not there any more.
    Gone,
}

/// What the browsers are shown.
#[derive(Clone, Default)]
struct Shown {
    /// The last good site.
    live: Option<Arc<Live>>,
    /// What is wrong with the present one, and the texts that this is said of.
    diagnostics: Vec<Diagnostic>,
    tree: Arc<SourceTree>,
    /// The same as JSON for the script: for this machine, and without the writer's paths for others.
    report: Arc<str>,
    report_elsewhere: Arc<str>,
}

/// [`Shown`] and the bell that rings when it is swapped.
struct Board {
    shown: Mutex<Arc<Shown>>,
    changed: Condvar,
}

impl Board {
    fn lock(&self) -> MutexGuard<'_, Arc<Shown>> {
        self.shown.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.lock())
    }

    fn swap(&self, shown: Shown) {
        *self.lock() = Arc::new(shown);
        self.changed.notify_all();
    }

    /// Notes what the theme does wrong on a page of `live`, once.
    fn add(&self, live: &Arc<Live>, faults: Vec<Diagnostic>, reporter: &Reporter) {
        let mut now = self.lock();
        let same = now.live.as_ref().is_some_and(|now| Arc::ptr_eq(now, live));
        let new: Vec<Diagnostic> = faults.into_iter().filter(|fault| !now.diagnostics.contains(fault)).collect();
        if !same || new.is_empty() {
            return;
        }
        let mut shown = Shown::clone(&now);
        shown.diagnostics.extend(new);
        sort(&mut shown.diagnostics);
        (shown.report, shown.report_elsewhere) = reporter.report(&shown.diagnostics, &shown.tree);
        *now = Arc::new(shown);
        self.changed.notify_all();
    }

    /// What is shown once it is another than `known`, or after `patience`.
    fn wait(&self, known: &Arc<Shown>, patience: Duration) -> Arc<Shown> {
        let waited = self.changed.wait_timeout_while(self.lock(), patience, |now| Arc::ptr_eq(now, known));
        let (now, _) = waited.unwrap_or_else(|poisoned| poisoned.into_inner());
        Arc::clone(&now)
    }
}

/// A preview whose port is taken and whose server answers.
pub struct Preview {
    request: Request,
    address: SocketAddr,
    board: Arc<Board>,
    messages: Arc<Messages>,
}

impl Preview {
    /// Takes the port. Until the first build is done, browsers wait.
    pub fn open(request: Request, messages: Arc<Messages>) -> Result<Preview, ServeError> {
        let host = if request.lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
        let listener = TcpListener::bind((host, request.port)).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => {
                let next = request.port.saturating_add(1)..=request.port.saturating_add(50);
                let free = next.into_iter().find(|port| TcpListener::bind((host, *port)).is_ok());
                ServeError::PortTaken { port: request.port, free }
            }
            _ => ServeError::Io(error),
        })?;
        let address = listener.local_addr().map_err(ServeError::Io)?;
        let board = Arc::new(Board { shown: Mutex::default(), changed: Condvar::new() });
        let root = std::path::absolute(&request.root).map_err(ServeError::Io)?;
        let desk = http::Desk {
            board: Arc::clone(&board),
            lan: request.lan,
            editor: request.editor.clone(),
            root,
            messages: Arc::clone(&messages),
        };
        http::answer(listener, desk);
        Ok(Preview { request, address, board, messages })
    }

    /// Address on this machine.
    pub fn url(&self) -> String {
        format!("http://localhost:{}/", self.address.port())
    }

    /// Address for the other machines of the network.
    pub fn lan_url(&self) -> Option<String> {
        if !self.request.lan {
            return None;
        }
        let ip = lan_ip()?;
        Some(format!("http://{ip}:{}/", self.address.port()))
    }

    /// Builds, watches and builds again until the process ends. A template that does not come to an end cannot be stopped
    /// any more and keeps all else from going on: `stuck` is told of it and is to end the process.
    pub fn run(
        self,
        stuck: impl Fn(&Diagnostic, &SourceTree) + Send + Sync + 'static,
        mut tell: impl FnMut(News),
    ) -> io::Result<()> {
        let root = std::path::absolute(&self.request.root)?;
        let mut desk = Desk {
            options: Options { drafts: self.request.drafts, base_url: Some(self.url()), ..Options::default() },
            memos: SessionCache::default(),
            reporter: Arc::new(Reporter::new(Arc::clone(&self.messages), root.clone(), self.request.editor.clone())),
            board: self.board,
            proof: None,
            stuck: Arc::new(stuck),
        };
        let mut watch = Watch::open(&root);
        let mut look = Look::from_disk(&root);
        let mut gone = false;
        let mut settle = SETTLE.iter();
        desk.build(&look, &mut tell);
        loop {
            let pending = settle.clone().next().copied().or(desk.proof.as_ref().map(|_| PROVING));
            let seen = watch.wait(if gone { Some(MISSING) } else { pending });
            desk.tell_faults(&look, &mut tell);
            match &seen {
                Seen::Nothing => drop(settle.next()),
                Seen::Paths { folders: true, .. } | Seen::Everything => settle = SETTLE.iter(),
                Seen::Paths { .. } => {}
            }
            if !root.join("content").is_dir() {
                if !gone {
                    gone = true;
                    desk.show_gone();
                    tell(News::Gone);
                }
                continue;
            }
            watch.renew();
            let seen = if gone { Seen::Everything } else { seen };
            if look.renew(&root, &seen) || gone {
                gone = false;
                desk.build(&look, &mut tell);
            }
        }
    }
}

/// What to do about a template without end.
type Stuck = dyn Fn(&Diagnostic, &SourceTree) + Send + Sync;

/// What stays between builds.
struct Desk {
    options: Options,
    memos: SessionCache,
    reporter: Arc<Reporter>,
    board: Arc<Board>,
    proof: Option<Proof>,
    stuck: Arc<Stuck>,
}

/// All pages being tried with a new theme.
struct Proof {
    /// Set once the pages are no longer shown.
    outdated: Arc<AtomicBool>,
    faults: JoinHandle<Vec<Diagnostic>>,
    /// What the build has said, to be told together with the faults.
    told: Told,
}

/// What a build says.
struct Told {
    diagnostics: Vec<Diagnostic>,
    summary: Option<Summary>,
    took: Duration,
}

impl Told {
    fn tell(&self, tree: &SourceTree, tell: &mut impl FnMut(News)) {
        let Told { diagnostics, summary, took } = self;
        tell(News::BuildResult { diagnostics, tree, summary: summary.as_ref(), took: *took });
    }
}

impl Desk {
    fn build(&mut self, look: &Look, tell: &mut impl FnMut(News)) {
        let start = Instant::now();
        if let Some(proof) = self.proof.take() {
            proof.outdated.store(true, Ordering::Relaxed);
        }
        let built = build(&look.tree, &self.options, CacheMode::Process(&self.memos), look.diagnostics.clone());
        let before = self.board.shown();
        let (report, report_elsewhere) = self.reporter.report(&built.diagnostics, &look.tree);
        let tree = Arc::clone(&look.tree);
        let new = built.site.map(|ready| Arc::new(Live::new(ready, Arc::clone(&tree), before.live.as_deref())));
        let diagnostics = built.diagnostics.clone();
        let live = new.clone().or_else(|| before.live.clone());
        self.board.swap(Shown { live, diagnostics, tree, report, report_elsewhere });
        let took = start.elapsed();
        let summary = new.as_ref().map(|live| live.ready.summary());
        self.memos.sweep();
        let told = Told { diagnostics: built.diagnostics, summary, took };
        match new.filter(|live| live.needs_proof(before.live.as_deref())) {
            Some(live) => self.prove(live, &look.tree, told),
            None => told.tell(&look.tree, tell),
        }
    }

    /// Renders all pages for what a new theme of the writer's own may do wrong on any of them; no page waits for it.
    fn prove(&mut self, live: Arc<Live>, tree: &Arc<SourceTree>, told: Told) {
        let outdated: Arc<AtomicBool> = Arc::default();
        let given_up = Arc::clone(&outdated);
        let (board, reporter) = (Arc::clone(&self.board), Arc::clone(&self.reporter));
        let (stuck, tree) = (Arc::clone(&self.stuck), Arc::clone(tree));
        let prove = move || {
            let stuck = |diagnostic| stuck(&diagnostic, &tree);
            let faults = with_watchdog(&live.ready.theme, stuck, || live.faults(&given_up));
            board.add(&live, faults.clone(), &reporter);
            faults
        };
        self.proof = Some(Proof { outdated, faults: std::thread::spawn(prove), told });
    }

    /// Tells what came of the proof, once.
    fn tell_faults(&mut self, look: &Look, tell: &mut impl FnMut(News)) {
        let Some(proof) = self.proof.take_if(|proof| proof.faults.is_finished()) else { return };
        let mut told = proof.told;
        let faults = proof.faults.join().unwrap_or_default();
        if !faults.is_empty() {
            told.summary = None;
            told.diagnostics.extend(faults);
            sort(&mut told.diagnostics);
        }
        told.tell(&look.tree, tell);
    }

    fn show_gone(&self) {
        let report = self.reporter.gone();
        let shown = Shown::clone(&self.board.shown());
        self.board.swap(Shown { report: Arc::clone(&report), report_elsewhere: report, ..shown });
    }
}

/// The address of this machine in its network: the one from which it would send; nothing is sent.
fn lan_ip() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // 192.0.2.0/24 is kept for documentation.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_unspecified() && !ip.is_loopback()).then_some(ip)
}
