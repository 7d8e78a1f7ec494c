//! The HTTP server of the preview: HTTP/1.1, read-only, one thread for each connection.
//!
//! Takes a listener and the [`PreviewState`]; responds with what that holds at the moment. A URL path is looked up as
//! a key in a map and never as a path on the disk, so no URL leads outside the site. A request must name this host as
//! `localhost` or by an IP address (see [`request`]). Browsers may not store a response. Never writes to the disk,
//! never delays a build.
//!
//! It is written on `std::net` and `httparse` rather than on hyper, because hyper would replace little of it. hyper
//! 1.12 with hyper-util and tokio adds 12 crates to the 138 of the program. On x86-64 Linux they add 27 s of CPU time
//! to a clean release build (12 s in the dev profile), and a minimal server on them is 477 kB larger, stripped. They
//! would replace about 115 of the 600 lines here: reading and writing heads, keep-alive, and closing after an error.
//! What remains is not in hyper: the check of `Host`, the rejection of bodies and invalid URLs, the limit on
//! connections, the write timeout, the lookup and the events. Rendering a page and waiting for a change block, so
//! each connection would need a thread of tokio's blocking pool.

mod events;
mod mime;
mod request;
mod response;

use std::io::{self, Read};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::error_overlay::OverlayBuilder;
use super::on_demand::ServedFile;
use super::{PreviewSnapshot, PreviewState};
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;
use crate::pipeline::{CacheMode, Options, build};
use crate::report::to_text;
use events::KEEP_ALIVE;
use mime::content_type;
use request::{Request, RequestHead, read_head};
use response::Response;

pub use response::PATH_ESCAPES;

/// The largest number of open connections. A browser opens up to six.
const MAX_CONNECTIONS: usize = 256;
/// How long an idle connection is kept open.
const IDLE_TIMEOUT: Duration = Duration::from_secs(60);
/// How long a browser may take to accept a response.
const WRITE_TIMEOUT: Duration = Duration::from_secs(20);
/// How long to wait before accepting connections again after a failure.
const ACCEPT_RETRY: Duration = Duration::from_millis(20);
/// How long to read from a connection that is being closed.
const LINGER_TIMEOUT: Duration = Duration::from_secs(1);
/// How many chunks to read from a connection that is being closed.
const MAX_LINGER_READS: usize = 64;
/// The stack size of a connection's thread in bytes.
const STACK_SIZE: usize = 512 << 10;

const SCRIPT: &str = include_str!("../reload.js");
const STYLE: &str = include_str!("../reload.css");
const STATUS_STYLE: &str = include_str!("../status.css");

/// A page that is served when there is none to show. The script on it shows why.
const PLACEHOLDER: &[u8] = b"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>situ</title><body></body></html>";

/// Everything that responses are built from.
pub struct ServerState {
    /// What browsers see.
    pub preview: Arc<PreviewState>,
    /// Whether other hosts may connect.
    pub lan: bool,
    /// The URL template of the user's editor.
    pub editor: Option<String>,
    /// The absolute path of the site.
    pub root: PathBuf,
    /// The messages in the user's language.
    pub messages: Arc<Messages>,
}

/// Accepts connections on a new thread until the process ends. Fails if the host allows no more threads.
pub fn serve(listener: TcpListener, state: ServerState) -> io::Result<()> {
    let state = Arc::new(state);
    let connections = Arc::new(AtomicUsize::new(0));
    let accept = move || {
        for stream in listener.incoming() {
            let Ok(stream) = stream else {
                // Most likely the process has run out of file descriptors, and a connection will free one.
                thread::sleep(ACCEPT_RETRY);
                continue;
            };
            if connections.fetch_add(1, Ordering::Relaxed) >= MAX_CONNECTIONS {
                connections.fetch_sub(1, Ordering::Relaxed);
                continue;
            }
            let (state, count) = (Arc::clone(&state), Arc::clone(&connections));
            let spawned = thread::Builder::new().stack_size(STACK_SIZE).spawn(move || {
                // An error means that the browser has closed the connection, which is not worth a report.
                let _ = state.serve_connection(stream);
                count.fetch_sub(1, Ordering::Relaxed);
            });
            if spawned.is_err() {
                connections.fetch_sub(1, Ordering::Relaxed);
            }
        }
    };
    let explain = |error: io::Error| {
        let reason = format!("the preview cannot start a thread ({error}): raise the limit on processes of this user");
        io::Error::new(error.kind(), reason)
    };
    thread::Builder::new().spawn(accept).map(drop).map_err(explain)
}

impl ServerState {
    fn serve_connection(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(IDLE_TIMEOUT))?;
        stream.set_write_timeout(Some(WRITE_TIMEOUT))?;
        let is_local = stream.peer_addr()?.ip().is_loopback();
        let mut buffer = Vec::with_capacity(2048);
        loop {
            let request = match read_head(&mut stream, &mut buffer, self.lan)? {
                RequestHead::Complete(request) => request,
                RequestHead::Closed => return Ok(()),
                RequestHead::Invalid(status, text) => {
                    Response::text(status, text).write(&mut stream, false, false)?;
                    return close_after_reading(stream);
                }
            };
            match self.respond(&request) {
                Response::Events { at, key } => return self.send_events(stream, &at, &key, is_local),
                response => response.write(&mut stream, request.head_only, request.keep_alive)?,
            }
            if !request.keep_alive {
                return Ok(());
            }
        }
    }

    fn respond(&self, request: &Request) -> Response {
        if request.is_service_worker {
            // A service worker would serve old pages from its cache.
            return Response::text(404, "The preview has no service worker.");
        }
        match request.path.as_str() {
            "/_situ/reload.js" => Response::body(200, "text/javascript; charset=utf-8", SCRIPT.as_bytes()),
            "/_situ/reload.css" => Response::body(200, "text/css; charset=utf-8", STYLE.as_bytes()),
            "/_situ/events" => Response::Events { at: request.query_value("at"), key: request.query_value("key") },
            "/_situ/status" => self.translation_status(),
            "/_situ/status.css" => Response::body(200, "text/css; charset=utf-8", STATUS_STYLE.as_bytes()),
            path if path.starts_with("/_situ/") => Response::text(404, "Not found."),
            path => self.site_file(path.trim_start_matches('/')),
        }
    }

    /// Responds with the file of the site at a URL path without its leading `/`.
    fn site_file(&self, path: &str) -> Response {
        let snapshot = self.first_snapshot();
        let Some(site) = &snapshot.site else {
            // There has been no good build yet. The script shows why, and reloads after the first one.
            return Response::page(503, PLACEHOLDER, "", None);
        };
        let output = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        match site.file(&output) {
            Ok(Some(ServedFile::Page { input, bytes })) => return Response::page(200, &bytes, &output, Some(input)),
            Ok(Some(ServedFile::Other(bytes))) => {
                return Response::Body { status: 200, content_type: content_type(&output), bytes };
            }
            Ok(None) => {}
            Err(error) => {
                self.preview.add_template_errors(site, vec![error], &self.overlay());
                return match site.last_good_page(&output) {
                    Some(page) => Response::page(200, &page.bytes, &output, Some(page.hashes.input)),
                    None => Response::page(503, PLACEHOLDER, &output, None),
                };
            }
        }
        if site.ready.route_at(&format!("{output}/index.html")).is_some() {
            return Response::redirect(&format!("/{path}/"));
        }
        let first = path.split('/').next().unwrap_or_default();
        let is_language = site.ready.site.config.languages.iter().any(|language| &*language.code == first);
        let not_found = if is_language { format!("{first}/404.html") } else { "404.html".to_owned() };
        match site.page(&not_found) {
            Ok(Some(page)) => Response::page(404, &page.bytes, &output, None),
            _ => Response::text(404, "Not found."),
        }
    }

    /// Responds with the state of each translation, drafts included.
    fn translation_status(&self) -> Response {
        let (tree, diagnostics) = SourceTree::from_disk(&self.root);
        let options = Options { drafts: true, base_url: Some("http://localhost".to_owned()), ..Options::default() };
        let built = build(&tree, &options, CacheMode::None, diagnostics);
        match built.site {
            Some(ready) => {
                let status = crate::authoring::status::status(&ready.site, &tree, None);
                Response::html(200, &crate::authoring::status::to_html(&status, &self.messages))
            }
            None => {
                let errors = to_text(&built.diagnostics, &tree, &self.messages, false);
                Response::html(503, &crate::authoring::status::errors_to_html(&errors, &self.messages))
            }
        }
    }

    fn overlay(&self) -> OverlayBuilder {
        OverlayBuilder::new(Arc::clone(&self.messages), self.root.clone(), self.editor.clone())
    }

    /// Waits for the first build and returns the current snapshot.
    fn first_snapshot(&self) -> Arc<PreviewSnapshot> {
        let mut snapshot = self.preview.snapshot();
        while snapshot.report.is_empty() {
            snapshot = self.preview.wait_for_change(&snapshot, KEEP_ALIVE);
        }
        snapshot
    }
}

/// Drains unread request data, then closes the connection. Closing with unread data makes the kernel send a reset, and
/// the browser may lose the response.
fn close_after_reading(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(LINGER_TIMEOUT))?;
    let mut chunk = [0; 4096];
    let start = Instant::now();
    for _ in 0..MAX_LINGER_READS {
        if stream.read(&mut chunk)? == 0 || start.elapsed() > LINGER_TIMEOUT {
            break;
        }
    }
    Ok(())
}
