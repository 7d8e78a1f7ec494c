//! HTTP responses: builds and writes them.
//!
//! Takes a status, a type and bytes; returns a [`Response`] and writes it to a connection. Every response forbids
//! browsers to store it and other sites to embed it. Never reads a file.

use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::Arc;

use percent_encoding::utf8_percent_encode;

use crate::foundation::hash::ContentHash;
use crate::model::PATH_ESCAPES;

/// The headers of every response, after the content type.
pub const COMMON_HEADERS: &str = "cache-control: no-store\r\nx-content-type-options: nosniff\r\n\
    cross-origin-resource-policy: same-origin\r\n";

/// A response to a request.
pub enum Response {
    /// Bytes with a status and a MIME type.
    Body { status: u16, content_type: &'static str, bytes: Arc<[u8]> },
    /// A redirect to this URL path.
    Redirect(String),
    /// The events of the page at the output path `at`, which was served with the hash `key`.
    Events { at: String, key: String },
}

impl Response {
    /// Bytes with a status and a MIME type.
    pub fn body(status: u16, content_type: &'static str, bytes: &[u8]) -> Response {
        Response::Body { status, content_type, bytes: bytes.into() }
    }

    /// Plain text.
    pub fn text(status: u16, text: &str) -> Response {
        Response::body(status, "text/plain; charset=utf-8", format!("{text}\n").as_bytes())
    }

    /// HTML that gets no script.
    pub fn html(status: u16, html: &str) -> Response {
        Response::body(status, "text/html; charset=utf-8", html.as_bytes())
    }

    /// A redirect to a path that is not escaped yet.
    pub fn redirect(path: &str) -> Response {
        Response::Redirect(utf8_percent_encode(path, PATH_ESCAPES).to_string())
    }

    /// A page with the script of the preview before `</body>`. Without a `key`, the browser reloads it as soon as there
    /// is a page at the output path.
    pub fn page(status: u16, html: &[u8], output: &str, key: Option<ContentHash>) -> Response {
        let mut at = String::new();
        crate::parse::markdown::escape(output, &mut at);
        let key = key.map_or_else(String::new, |key| key.to_string());
        let tag = format!("<script src=\"/_situ/reload.js\" data-at=\"{at}\" data-key=\"{key}\"></script>");
        const END: &[u8] = b"</body>";
        let end = html.windows(END.len()).rposition(|part| part.eq_ignore_ascii_case(END)).unwrap_or(html.len());
        Response::body(status, "text/html; charset=utf-8", &[&html[..end], tag.as_bytes(), &html[end..]].concat())
    }

    /// Writes the response, or only its head. Writes nothing for events.
    pub fn write(&self, stream: &mut TcpStream, head_only: bool, keep_alive: bool) -> io::Result<()> {
        let (status, content_type, bytes, location): (u16, &str, &[u8], Option<&str>) = match self {
            Response::Body { status, content_type, bytes } => (*status, content_type, bytes, None),
            Response::Redirect(location) => (302, "text/plain; charset=utf-8", b"", Some(location)),
            Response::Events { .. } => return Ok(()),
        };
        let reason = reason_phrase(status);
        let connection = if keep_alive { "keep-alive" } else { "close" };
        let mut response = format!(
            "HTTP/1.1 {status} {reason}\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\n\
             {COMMON_HEADERS}connection: {connection}\r\n",
            bytes.len(),
        )
        .into_bytes();
        if let Some(location) = location {
            response.extend_from_slice(format!("location: {location}\r\n").as_bytes());
        }
        if status == 405 {
            response.extend_from_slice(b"allow: GET, HEAD\r\n");
        }
        response.extend_from_slice(b"\r\n");
        // Head and body are one write, because most pages then need one packet.
        if !head_only {
            response.extend_from_slice(bytes);
        }
        stream.write_all(&response)
    }
}

/// The reason phrase of a status that the preview sends.
fn reason_phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        _ => "Service Unavailable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirect_escapes_the_path() {
        assert!(matches!(Response::redirect("/lv/ā b/"), Response::Redirect(to) if to == "/lv/%C4%81%20b/"));
    }

    #[test]
    fn page_has_the_script_at_the_end_of_its_body() {
        let text = |html: &str| match Response::page(200, html.as_bytes(), "a\"b.html", None) {
            Response::Body { bytes, .. } => String::from_utf8(bytes.to_vec()).unwrap(),
            _ => String::new(),
        };
        let tag = "<script src=\"/_situ/reload.js\" data-at=\"a&quot;b.html\" data-key=\"\"></script>";
        assert_eq!(text("<p></BODY></html>"), format!("<p>{tag}</BODY></html>"));
        assert_eq!(text("<p>"), format!("<p>{tag}"));
    }
}
