//! The preview's server: HTTP/1.1, reading only, one thread a connection.
//!
//! Takes a listener and the [`Board`](super::Board); answers with what is shown there at the moment. An address is a key
//! of a map and never a path on the disk, so no address leads out of the site. A request must name this machine by
//! `localhost` or by number: a page of another site that has its own name point here (DNS rebinding) reads nothing.
//! Nothing is kept by browsers. Never writes, never blocks a build.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Shutdown, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::report::Reporter;
use super::{Board, Shown};
use crate::build::{Memory, Options, build};
use crate::diag::to_text;
use crate::memo::Key;
use crate::messages::Messages;
use crate::tree::Tree;

/// The longest head of a request, in bytes.
const HEAD: usize = 16 << 10;
/// Connections at one time; browsers open six each.
const CONNECTIONS: usize = 256;
/// How long an idle connection is kept.
const IDLE: Duration = Duration::from_secs(60);
/// How long a browser may take from the first byte of a request's head to the last; they send it at once.
const SLOWEST: Duration = Duration::from_secs(8);
/// How long a browser may take to accept an answer.
const STUCK: Duration = Duration::from_secs(20);
/// A sign of life for connections that wait for news, so that closed ones are noticed.
const PULSE: Duration = Duration::from_secs(10);

const SCRIPT: &str = include_str!("reload.js");
const STYLE: &str = include_str!("reload.css");
const STATUS_STYLE: &str = include_str!("status.css");

/// A page with nothing in it but the script.
const EMPTY: &[u8] = b"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>situ</title><body></body></html>";

/// What answers are made from.
pub struct Desk {
    pub board: Arc<Board>,
    pub lan: bool,
    pub editor: Option<String>,
    pub root: PathBuf,
    pub messages: Arc<Messages>,
}

/// Answers on threads of its own until the process ends.
pub fn answer(listener: TcpListener, desk: Desk) {
    let desk = Arc::new(desk);
    let open = Arc::new(AtomicUsize::new(0));
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(stream) = stream else {
                // Out of descriptors, most likely: some are freed in a moment.
                thread::sleep(Duration::from_millis(20));
                continue;
            };
            if open.fetch_add(1, Ordering::Relaxed) >= CONNECTIONS {
                open.fetch_sub(1, Ordering::Relaxed);
                continue;
            }
            let (desk, count) = (Arc::clone(&desk), Arc::clone(&open));
            let spawned = thread::Builder::new().stack_size(512 << 10).spawn(move || {
                // A browser that goes away in the middle is no mistake.
                let _ = desk.serve(stream);
                count.fetch_sub(1, Ordering::Relaxed);
            });
            if spawned.is_err() {
                open.fetch_sub(1, Ordering::Relaxed);
            }
        }
    });
}

/// A request's head, as far as it matters.
struct Asked {
    head_only: bool,
    /// Path without the question mark and what follows it, decoded.
    path: String,
    query: String,
    keep: bool,
    /// The browser asks for a script that would keep pages for later.
    worker: bool,
}

/// An answer.
enum Reply {
    /// Bytes with their type.
    Body { status: u16, content_type: &'static str, bytes: Arc<[u8]> },
    /// Go to this address.
    Elsewhere(String),
    /// News of the page `at`, as long as the browser listens.
    Events { at: String, key: String },
}

impl Desk {
    fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(IDLE))?;
        stream.set_write_timeout(Some(STUCK))?;
        let here = stream.peer_addr()?.ip().is_loopback();
        let mut buffer = Vec::with_capacity(2048);
        loop {
            let asked = match read_head(&mut stream, &mut buffer, self.lan)? {
                Head::Asked(asked) => asked,
                Head::End => return Ok(()),
                Head::Wrong(status, text) => {
                    let reply = text_reply(status, text);
                    write_reply(&mut stream, &reply, false, false)?;
                    return linger(stream);
                }
            };
            match self.reply(&asked) {
                Reply::Events { at, key } => return self.tell_news(stream, &at, &key, here),
                reply => write_reply(&mut stream, &reply, asked.head_only, asked.keep)?,
            }
            if !asked.keep {
                return Ok(());
            }
        }
    }

    fn reply(&self, asked: &Asked) -> Reply {
        if asked.worker {
            // Pages kept by the browser would be shown in place of what was just saved.
            return text_reply(404, "A preview is not kept.");
        }
        match asked.path.as_str() {
            "/_situ/reload.js" => return body(200, "text/javascript; charset=utf-8", SCRIPT.as_bytes()),
            "/_situ/reload.css" => return body(200, "text/css; charset=utf-8", STYLE.as_bytes()),
            "/_situ/events" => {
                let value = |name: &str| {
                    let found = asked.query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
                    decoded(found.unwrap_or_default()).unwrap_or_default()
                };
                return Reply::Events { at: value("at"), key: value("key") };
            }
            "/_situ/status" => return self.status(),
            "/_situ/status.css" => return body(200, "text/css; charset=utf-8", STATUS_STYLE.as_bytes()),
            path if path.starts_with("/_situ/") => return text_reply(404, "There is nothing here."),
            _ => {}
        }
        let shown = self.first_shown();
        let Some(live) = &shown.live else {
            // Nothing was ever built: the script says why, and reloads once it is.
            return page(503, EMPTY, "", None);
        };
        let path = asked.path.trim_start_matches('/');
        let output = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        match live.file(&output) {
            Ok(Some((Some(key), bytes))) => return page(200, &bytes, &output, Some(key)),
            Ok(Some((None, bytes))) => return Reply::Body { status: 200, content_type: content_type(&output), bytes },
            Ok(None) => {}
            Err(fault) => {
                self.board.add(live, vec![fault], &self.reporter());
                return match live.last_good(&output) {
                    Some(last) => page(200, &last.bytes, &output, Some(last.keys.input)),
                    None => page(503, EMPTY, &output, None),
                };
            }
        }
        if live.ready.route_at(&format!("{output}/index.html")).is_some() {
            return Reply::Elsewhere(format!("/{}/", encoded(path)));
        }
        let first = path.split('/').next().unwrap_or_default();
        let known = live.ready.site.config.languages.iter().any(|language| &*language.code == first);
        let not_found = if known { format!("{first}/404.html") } else { "404.html".to_owned() };
        match live.page(&not_found) {
            Ok(Some(found)) => page(404, &found.bytes, &output, None),
            _ => text_reply(404, "There is nothing here."),
        }
    }

    /// How far the languages are, drafts included.
    fn status(&self) -> Reply {
        let (tree, diagnostics) = Tree::from_disk(&self.root);
        let options = Options { drafts: true, base_url: Some("http://localhost".to_owned()), ..Options::default() };
        let built = build(&tree, &options, Memory::None, diagnostics);
        match built.site {
            Some(ready) => {
                let status = crate::status::status(&ready.site, &tree, None);
                let html = crate::status::to_html(&status, &self.messages);
                body(200, "text/html; charset=utf-8", html.as_bytes())
            }
            None => {
                let said = to_text(&built.diagnostics, &tree, &self.messages, false);
                let html = crate::status::wrong_to_html(&said, &self.messages);
                body(503, "text/html; charset=utf-8", html.as_bytes())
            }
        }
    }

    fn reporter(&self) -> Reporter {
        Reporter::new(Arc::clone(&self.messages), self.root.clone(), self.editor.clone())
    }

    /// What is shown, once the first build has ended.
    fn first_shown(&self) -> Arc<Shown> {
        let mut shown = self.board.shown();
        while shown.report.is_empty() {
            shown = self.board.wait(&shown, PULSE);
        }
        shown
    }

    /// Sends what is wrong whenever that changes, and `reload` once the page is another than the one with `key`.
    fn tell_news(&self, mut stream: TcpStream, at: &str, key: &str, here: bool) -> io::Result<()> {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\n\
                    x-content-type-options: nosniff\r\ncross-origin-resource-policy: same-origin\r\nconnection: close\r\n\r\n\
                    retry: 500\n\n";
        stream.write_all(head.as_bytes())?;
        let reporter = self.reporter();
        let mut told: Arc<str> = "".into();
        let mut told_about = String::new();
        let mut shown = self.first_shown();
        loop {
            // On a page that the theme cannot render any more, the last good one stays.
            let page = match shown.live.as_ref().map(|live| (live, live.page(at))) {
                None => None,
                Some((_, Ok(page))) => page,
                Some((live, Err(fault))) => {
                    self.board.add(live, vec![fault], &reporter);
                    live.last_good(at)
                }
            };
            let now = page.as_ref().map_or_else(String::new, |page| page.keys.input.to_string());
            // The page that waits for a first build takes whatever there is then.
            if now != key || (at.is_empty() && shown.live.is_some()) {
                stream.write_all(b"event: reload\ndata:\n\n")?;
                return Ok(());
            }
            if let (Some(live), Some(page)) = (&shown.live, page) {
                let about = reporter.about(&live.ready, at, &String::from_utf8_lossy(&page.bytes), here);
                let about = serde_json::to_string(&about).unwrap_or_default();
                if about != told_about {
                    write!(stream, "event: about\ndata: {about}\n\n")?;
                    told_about = about;
                }
            }
            let report = if here { &shown.report } else { &shown.report_elsewhere };
            if *report != told {
                write!(stream, "event: report\ndata: {report}\n\n")?;
                told = Arc::clone(report);
            }
            let next = self.board.wait(&shown, PULSE);
            if Arc::ptr_eq(&next, &shown) {
                stream.write_all(b":\n\n")?;
            }
            shown = next;
        }
    }
}

/// Takes in what is still on its way: closing at once would make the browser lose the answer.
fn linger(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    let mut rest = [0; 4096];
    let begin = Instant::now();
    for _ in 0..64 {
        if stream.read(&mut rest)? == 0 || begin.elapsed() > Duration::from_secs(1) {
            break;
        }
    }
    Ok(())
}

enum Head {
    Asked(Asked),
    /// The browser has closed the connection.
    End,
    Wrong(u16, &'static str),
}

/// Reads one request; what follows it stays in the buffer.
fn read_head(stream: &mut TcpStream, buffer: &mut Vec<u8>, lan: bool) -> io::Result<Head> {
    let mut begun: Option<Instant> = None;
    loop {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(buffer) {
            Ok(httparse::Status::Complete(length)) => {
                let head = asked(&request, lan);
                buffer.drain(..length);
                return Ok(head);
            }
            Ok(httparse::Status::Partial) if buffer.len() < HEAD => {}
            Ok(httparse::Status::Partial) => return Ok(Head::Wrong(431, "The request is too long.")),
            Err(_) => return Ok(Head::Wrong(400, "This is no request.")),
        }
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk)?;
        if read == 0 {
            return Ok(Head::End);
        }
        buffer.extend_from_slice(&chunk[..read]);
        if begun.get_or_insert_with(Instant::now).elapsed() > SLOWEST {
            return Ok(Head::Wrong(408, "The request does not end."));
        }
    }
}

fn asked(request: &httparse::Request, lan: bool) -> Head {
    let header = |name: &str| {
        let found = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        found.map(|header| String::from_utf8_lossy(header.value).trim().to_owned())
    };
    let hosts = request.headers.iter().filter(|header| header.name.eq_ignore_ascii_case("host")).count();
    if hosts != 1 || !header("host").is_some_and(|host| is_this_machine(&host, lan)) {
        return Head::Wrong(421, "Only addresses such as http://localhost:… lead here.");
    }
    let head_only = match request.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Head::Wrong(405, "Pages can only be read here."),
    };
    let has_body =
        header("content-length").is_some_and(|length| length != "0") || header("transfer-encoding").is_some();
    let target = request.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let Some(path) = decoded(path).filter(|path| path.starts_with('/') && !has_body) else {
        return Head::Wrong(400, "This is no address.");
    };
    let connection = header("connection").unwrap_or_default().to_ascii_lowercase();
    let keep = request.version == Some(1) && !connection.contains("close");
    Head::Asked(Asked { head_only, path, query: query.to_owned(), keep, worker: header("service-worker").is_some() })
}

/// Whether the `Host` header names this machine without asking the name service.
fn is_this_machine(host: &str, lan: bool) -> bool {
    let is_port = |port: &str| port.bytes().all(|b| b.is_ascii_digit());
    let name = match host.rsplit_once(':') {
        Some((name, port)) if is_port(port) && (!name.contains(':') || name.ends_with(']')) => name,
        _ => host,
    };
    let number = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    match number.parse::<IpAddr>() {
        Ok(ip) => lan || ip.is_loopback(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    }
}

fn body(status: u16, content_type: &'static str, bytes: &[u8]) -> Reply {
    Reply::Body { status, content_type, bytes: bytes.into() }
}

fn text_reply(status: u16, text: &str) -> Reply {
    body(status, "text/plain; charset=utf-8", format!("{text}\n").as_bytes())
}

/// A page with the script that keeps it fresh; without a key it reloads as soon as there is a page at its address.
fn page(status: u16, html: &[u8], output: &str, key: Option<Key>) -> Reply {
    let mut at = String::new();
    crate::markdown::escape(output, &mut at);
    let key = key.map_or_else(String::new, |key| key.to_string());
    let tag = format!("<script src=\"/_situ/reload.js\" data-at=\"{at}\" data-key=\"{key}\"></script>");
    const END: &[u8] = b"</body>";
    let end = html.windows(END.len()).rposition(|part| part.eq_ignore_ascii_case(END)).unwrap_or(html.len());
    body(status, "text/html; charset=utf-8", &[&html[..end], tag.as_bytes(), &html[end..]].concat())
}

fn write_reply(stream: &mut TcpStream, reply: &Reply, head_only: bool, keep: bool) -> io::Result<()> {
    let (status, content_type, bytes, location): (u16, &str, &[u8], &str) = match reply {
        Reply::Body { status, content_type, bytes } => (*status, content_type, bytes, ""),
        Reply::Elsewhere(location) => (302, "text/plain; charset=utf-8", b"", location),
        Reply::Events { .. } => return Ok(()),
    };
    let reason = match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        _ => "Service Unavailable",
    };
    let mut answer = format!(
        "HTTP/1.1 {status} {reason}\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\ncache-control: no-store\r\n\
         x-content-type-options: nosniff\r\ncross-origin-resource-policy: same-origin\r\nconnection: {}\r\n",
        bytes.len(),
        if keep { "keep-alive" } else { "close" },
    )
    .into_bytes();
    if !location.is_empty() {
        answer.extend_from_slice(format!("location: {location}\r\n").as_bytes());
    }
    if status == 405 {
        answer.extend_from_slice(b"allow: GET, HEAD\r\n");
    }
    answer.extend_from_slice(b"\r\n");
    // One write for head and body: one packet for most pages.
    if !head_only {
        answer.extend_from_slice(bytes);
    }
    stream.write_all(&answer)
}

/// The text behind `%XX`; none if it is no UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
        match (first, tail) {
            (b'%', [high, low, tail @ ..]) => {
                bytes.push(hex(*high)? << 4 | hex(*low)?);
                rest = tail;
            }
            (b'%', _) => return None,
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn content_type(path: &str) -> &'static str {
    let ending = path.rsplit('/').next().unwrap_or(path).rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "md" | "csv" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "wasm" => "application/wasm",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "ogg" | "oga" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "zip" => "application/zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_lead_here() {
        for host in ["localhost", "localhost:4100", "LOCALHOST:1", "127.0.0.1:80", "127.0.0.1", "[::1]:4100", "[::1]"] {
            assert!(is_this_machine(host, false), "{host}");
        }
        for host in
            ["", "example.org", "localhost.example.org:4100", "127.0.0.1.example.org", "192.168.1.5:4100", "a:b:c"]
        {
            assert!(!is_this_machine(host, false), "{host}");
        }
        assert!(is_this_machine("192.168.1.5:4100", true));
        assert!(!is_this_machine("example.org:4100", true));
    }

    #[test]
    fn addresses_are_decoded_or_refused() {
        assert_eq!(decoded("/lv/%C4%81").as_deref(), Some("/lv/ā"));
        for bad in ["/%", "/%4", "/%zz", "/%ff"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
        assert_eq!(encoded("lv/ā b"), "lv/%C4%81%20b");
    }
}
