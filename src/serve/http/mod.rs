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
mod limits;
pub mod request;
mod response;
mod status;

use std::io::{self, Read};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use percent_encoding::percent_decode_str;

use super::error_overlay::OverlayBuilder;
use super::missing_page::{explain_missing_page, explain_outside};
use super::on_demand::{OnDemandSite, ServedFile};
use super::page_notes::{Note, insert_in_main, link_style_sheet};
use super::{PreviewSnapshot, PreviewState};
use crate::formats::content_type::content_type;
use crate::foundation::hash::ContentHash;
use crate::i18n::Messages;
use events::KEEP_ALIVE;
use limits::Slots;
use request::{AllowedHosts, Request, RequestHead, read_head};
use response::Response;
use status::LastResult;

/// The largest number of open connections, and how many of them are for this host only. A browser opens up to six.
const MAX_CONNECTIONS: (usize, usize) = (256, 64);
/// The same for event streams, of which each page holds one. Fewer than connections, so that pages are served however
/// many streams are held.
const MAX_EVENT_STREAMS: (usize, usize) = (128, 64);
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
const PAGE_STYLE: &str = include_str!("../page_notes.css");
const STATUS_STYLE: &str = include_str!("../status.css");

/// A page that is served when there is none to show: a note, and the script that shows the diagnostics.
const PLACEHOLDER: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>situ</title></head><body><main></main></body></html>";

/// Everything that responses are built from.
pub struct ServerState {
    /// What browsers see.
    preview: Arc<PreviewState>,
    /// The names of this host that a request may have.
    hosts: AllowedHosts,
    /// The URL template of the user's editor.
    editor: Option<String>,
    /// The absolute path of the site.
    root: PathBuf,
    /// The messages in the user's language.
    messages: Arc<Messages>,
    /// Whether pages get the script and the notes of the preview.
    for_writers: bool,
    /// The last page with the state of translations: its status and its HTML.
    status: LastResult<(u16, String)>,
    /// The open event streams.
    event_streams: Arc<Slots>,
}

/// Accepts connections on a new thread until the process ends. Fails if the host allows no more threads.
pub fn serve(listener: TcpListener, state: ServerState) -> io::Result<()> {
    let state = Arc::new(state);
    let (all, reserved) = MAX_CONNECTIONS;
    let connections = Slots::new(all, reserved);
    let accept = move || {
        for stream in listener.incoming() {
            let Ok(stream) = stream else {
                // Most likely the process has run out of file descriptors, and a connection will free one.
                thread::sleep(ACCEPT_RETRY);
                continue;
            };
            let Some(slot) = connections.take(is_local(&stream)) else { continue };
            let state = Arc::clone(&state);
            // If there is no thread left, the connection is closed and its slot is free again.
            let _ = thread::Builder::new().stack_size(STACK_SIZE).spawn(move || {
                // An error means that the browser has closed the connection, which is not worth a report.
                let _ = state.serve_connection(stream);
                drop(slot);
            });
        }
    };
    let explain = |error: io::Error| {
        let reason = format!("the preview cannot start a thread ({error}): raise the limit on processes of this user");
        io::Error::new(error.kind(), reason)
    };
    thread::Builder::new().spawn(accept).map(drop).map_err(explain)
}

/// Whether the client is on this host.
fn is_local(stream: &TcpStream) -> bool {
    stream.peer_addr().is_ok_and(|peer| peer.ip().is_loopback())
}

impl ServerState {
    /// The state of a server that serves `preview`. `root` is the absolute path of the site, `editor` the URL template of
    /// the user's editor; `hosts` are the names of this host, and `for_writers` adds the script and the notes to pages.
    pub fn new(
        preview: Arc<PreviewState>,
        hosts: AllowedHosts,
        editor: Option<String>,
        root: PathBuf,
        messages: Arc<Messages>,
        for_writers: bool,
    ) -> ServerState {
        let (all, reserved) = MAX_EVENT_STREAMS;
        let event_streams = Slots::new(all, reserved);
        ServerState {
            preview,
            hosts,
            editor,
            root,
            messages,
            for_writers,
            status: LastResult::default(),
            event_streams,
        }
    }

    fn serve_connection(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(IDLE_TIMEOUT))?;
        stream.set_write_timeout(Some(WRITE_TIMEOUT))?;
        let is_local = is_local(&stream);
        let mut buffer = Vec::with_capacity(2048);
        loop {
            let request = match read_head(&mut stream, &mut buffer, &self.hosts)? {
                RequestHead::Complete(request) => request,
                RequestHead::Closed => return Ok(()),
                RequestHead::Invalid(status, text) => {
                    Response::text(status, text).write(&mut stream, false, false)?;
                    return close_after_reading(stream);
                }
            };
            match self.respond(&request) {
                Response::Events { at, key } => match self.event_streams.take(is_local) {
                    Some(_slot) => return self.send_events(stream, &at, &key, is_local),
                    None => {
                        let response = Response::text(503, "Too many pages are open.");
                        response.write(&mut stream, request.head_only, request.keep_alive)?;
                    }
                },
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
        if request.path.starts_with("/_situ/") && request.is_cross_site {
            return Response::text(403, "Only pages of the preview may ask for this.");
        }
        if request.path.starts_with("/_situ/") && !self.for_writers {
            return Response::text(404, "Not found.");
        }
        match request.path.as_str() {
            "/_situ/reload.js" => Response::body(200, "text/javascript; charset=utf-8", SCRIPT.as_bytes()),
            "/_situ/reload.css" => Response::body(200, "text/css; charset=utf-8", STYLE.as_bytes()),
            "/_situ/events" => Response::Events { at: request.query_value("at"), key: request.query_value("key") },
            "/_situ/status" => self.translation_status(),
            "/_situ/status.css" => Response::body(200, "text/css; charset=utf-8", STATUS_STYLE.as_bytes()),
            "/_situ/page.css" => Response::body(200, "text/css; charset=utf-8", PAGE_STYLE.as_bytes()),
            path if path.starts_with("/_situ/") => Response::text(404, "Not found."),
            path => self.site_url(path),
        }
    }

    /// Responds with the file of the site at a URL path. The site is below its base path, as on its host; the root leads
    /// there.
    fn site_url(&self, url: &str) -> Response {
        let snapshot = self.first_snapshot();
        let Some(site) = &snapshot.site else {
            // There has been no good build yet. The page reloads after the first one.
            return self.placeholder("");
        };
        let base = percent_decode_str(&site.ready.site.config.base).decode_utf8_lossy();
        match url.strip_prefix(&*base) {
            Some(path) => self.site_file(&base, path.trim_start_matches('/'), &snapshot, site),
            None if url == "/" || base.strip_suffix('/') == Some(url) => Response::redirect(&base),
            None => {
                let note = explain_outside(url, site, &self.messages);
                self.not_found(url.trim_start_matches('/'), url.trim_start_matches('/'), site, || note)
            }
        }
    }

    /// Responds with the file of the site at a path below the base.
    fn site_file(&self, base: &str, path: &str, snapshot: &PreviewSnapshot, site: &Arc<OnDemandSite>) -> Response {
        let output = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        match site.file(&output) {
            Ok(Some(ServedFile::Page { key, bytes })) => return self.page(200, &bytes, &output, Some(key)),
            Ok(Some(ServedFile::Other(bytes))) => {
                return Response::Body { status: 200, content_type: content_type(&output), bytes };
            }
            Ok(None) => {}
            Err(error) => {
                self.preview.add_template_errors(site, vec![error], &self.overlay());
                return match site.last_good_page(&output) {
                    Some(page) => self.page(200, &page.bytes, &output, Some(page.key)),
                    None => self.placeholder(&output),
                };
            }
        }
        let index = format!("{output}/index.html");
        if site.ready.route_at(&index).is_some() || site.ready.site.static_files.contains_key(index.as_str()) {
            return Response::redirect(&format!("{base}{path}/"));
        }
        self.not_found(path, &output, site, || explain_missing_page(path, site, snapshot, &self.messages))
    }

    /// The page of the site for unknown URLs, in the language that `path` begins with, with a note for writers. It
    /// reloads as soon as there is a page at `output`.
    fn not_found(
        &self,
        path: &str,
        output: &str,
        site: &Arc<OnDemandSite>,
        explain: impl FnOnce() -> Note,
    ) -> Response {
        let first = path.split('/').next().unwrap_or_default();
        let is_language = site.ready.site.config.languages.iter().any(|language| &*language.code == first);
        let not_found = if is_language { format!("{first}/404.html") } else { "404.html".to_owned() };
        match site.page(&not_found) {
            Ok(Some(page)) if !self.for_writers => self.page(404, &page.bytes, output, None),
            Ok(Some(page)) => {
                let note = explain().to_html();
                let html = link_style_sheet(&insert_in_main(&String::from_utf8_lossy(&page.bytes), &note));
                Response::page(404, html.as_bytes(), output, None)
            }
            _ => Response::text(404, "Not found."),
        }
    }

    /// A page of the site, with the script of the preview if it is for writers.
    fn page(&self, status: u16, html: &[u8], output: &str, key: Option<ContentHash>) -> Response {
        match self.for_writers {
            true => Response::page(status, html, output, key),
            false => Response::body(status, "text/html; charset=utf-8", html),
        }
    }

    /// A page that says why there is nothing to show at an output path, and reloads once there is.
    fn placeholder(&self, output: &str) -> Response {
        let text = self.messages.text("cli-serve-nothing-yet", &[]);
        let note = Note { class: "situ-missing", lang: self.messages.code(), text, links: Vec::new() }.to_html();
        let html = link_style_sheet(&insert_in_main(PLACEHOLDER, &note));
        Response::page(503, html.as_bytes(), output, None)
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
