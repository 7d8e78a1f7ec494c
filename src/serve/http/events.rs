//! Server-sent events: tells the script of one page about new diagnostics and about a change of the page.
//!
//! Takes a connection and the page that it belongs to; writes events until the page has changed or the connection is
//! closed. Never renders a page twice for the same site.

use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use super::ServerState;
use super::response::COMMON_HEADERS;

/// How often a comment is sent to an idle connection, so that a closed one is noticed.
pub const KEEP_ALIVE: Duration = Duration::from_secs(10);

/// How long a browser waits before it connects again, in milliseconds.
const RETRY_MS: u32 = 500;

impl ServerState {
    /// Sends `report` when the diagnostics change, `about` when the page's own information changes, and `reload`, after
    /// which it returns, when the hash of the page at the output path `at` is no longer `key`.
    pub(super) fn send_events(&self, mut stream: TcpStream, at: &str, key: &str, is_local: bool) -> io::Result<()> {
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n";
        write!(stream, "{head}{COMMON_HEADERS}connection: close\r\n\r\nretry: {RETRY_MS}\n\n")?;
        let overlay = self.overlay();
        let mut sent_report: Arc<str> = "".into();
        let mut sent_info = String::new();
        let mut snapshot = self.first_snapshot();
        loop {
            // A page whose template has an error does not reload, but keeps its last good rendering.
            let page = match snapshot.site.as_ref().map(|site| (site, site.page(at))) {
                None => None,
                Some((_, Ok(page))) => page,
                Some((site, Err(error))) => {
                    self.preview.add_template_errors(site, vec![error], &overlay);
                    site.last_good_page(at)
                }
            };
            let current = page.as_ref().map_or_else(String::new, |page| page.key.to_string());
            // The placeholder that is served before the first good build has no path and reloads after it.
            if current != key || (at.is_empty() && snapshot.site.is_some()) {
                stream.write_all(b"event: reload\ndata:\n\n")?;
                return Ok(());
            }
            if let (Some(site), Some(page)) = (&snapshot.site, page) {
                let info = overlay.page_info(&site.ready, at, &String::from_utf8_lossy(&page.bytes), is_local);
                let info = serde_json::to_string(&info).unwrap_or_default();
                if info != sent_info {
                    write!(stream, "event: about\ndata: {info}\n\n")?;
                    sent_info = info;
                }
            }
            let report = if is_local { &snapshot.report } else { &snapshot.remote_report };
            if *report != sent_report {
                write!(stream, "event: report\ndata: {report}\n\n")?;
                sent_report = Arc::clone(report);
            }
            let next = self.preview.wait_for_change(&snapshot, KEEP_ALIVE);
            if Arc::ptr_eq(&next, &snapshot) {
                stream.write_all(b":\n\n")?;
            }
            snapshot = next;
        }
    }
}
