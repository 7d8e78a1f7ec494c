//! HTTP requests: reads and validates the head of one.
//!
//! Takes a connection; returns a [`RequestHead`]. Rejects every request with a body or with an unexpected `Host`, so
//! that nothing after the head can be taken for a second request, and no website that lets its own name point here (DNS
//! rebinding) can read a page. Never looks anything up in the DNS, never reads more than [`MAX_HEAD`] bytes.

use std::io::{self, Read};
use std::net::{IpAddr, TcpStream};
use std::time::{Duration, Instant};

use percent_encoding::percent_decode_str;

/// The longest head of a request in bytes.
const MAX_HEAD: usize = 16 << 10;
/// The largest number of header fields of a request.
const MAX_HEADERS: usize = 64;
/// The longest time from the first byte of a head to the last. Browsers send it at once.
const HEAD_TIMEOUT: Duration = Duration::from_secs(8);

/// The parts of a request's head that affect the response.
pub struct Request {
    /// Whether only the head of the response is wanted (`HEAD`).
    pub head_only: bool,
    /// The decoded path, without the query. Starts with `/`.
    pub path: String,
    /// The query, still encoded.
    pub query: String,
    /// Whether the connection stays open for further requests.
    pub keep_alive: bool,
    /// Whether the browser asks for the script of a service worker.
    pub is_service_worker: bool,
    /// Whether a page of another site has caused the request.
    pub is_cross_site: bool,
}

impl Request {
    /// Returns a decoded value of the query; empty if it is missing or invalid.
    pub fn query_value(&self, name: &str) -> String {
        let value = self.query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        percent_decode(value.unwrap_or_default()).unwrap_or_default()
    }
}

/// The result of reading the head of a request.
pub enum RequestHead {
    /// A valid request.
    Complete(Request),
    /// The browser has closed the connection.
    Closed,
    /// A request that is rejected with this status and text.
    Invalid(u16, &'static str),
}

/// The names of this host that a request may have besides `localhost` and the loopback addresses.
#[derive(Clone, Debug, Default)]
pub struct AllowedHosts {
    /// Any IP address.
    pub addresses: bool,
    /// These names, without a port.
    pub names: Vec<String>,
}

/// Reads the head of one request, which names this host by one of `hosts`. Bytes after it stay in `buffer`.
pub fn read_head(stream: &mut TcpStream, buffer: &mut Vec<u8>, hosts: &AllowedHosts) -> io::Result<RequestHead> {
    let mut first_byte: Option<Instant> = None;
    loop {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        match request.parse(buffer) {
            Ok(httparse::Status::Complete(length)) => {
                let head = validate_request(&request, hosts);
                buffer.drain(..length);
                return Ok(head);
            }
            Ok(httparse::Status::Partial) if buffer.len() < MAX_HEAD => {}
            Ok(httparse::Status::Partial) => return Ok(RequestHead::Invalid(431, "The request is too long.")),
            Err(_) => return Ok(RequestHead::Invalid(400, "The request is malformed.")),
        }
        let mut chunk = [0; 4096];
        let length = stream.read(&mut chunk)?;
        if length == 0 {
            return Ok(RequestHead::Closed);
        }
        buffer.extend_from_slice(&chunk[..length]);
        if first_byte.get_or_insert_with(Instant::now).elapsed() > HEAD_TIMEOUT {
            return Ok(RequestHead::Invalid(408, "The request took too long."));
        }
    }
}

fn validate_request(request: &httparse::Request, allowed: &AllowedHosts) -> RequestHead {
    let values = |name: &'static str| {
        let named = request.headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name));
        named.map(|header| String::from_utf8_lossy(header.value).trim().to_owned())
    };
    let hosts: Vec<String> = values("host").collect();
    let host = match &hosts[..] {
        [host] if allowed.contain(host) => host,
        _ => {
            return RequestHead::Invalid(
                421,
                "Only URLs such as http://localhost:… are served. Another name of this host is allowed with --host NAME.",
            );
        }
    };
    let head_only = match request.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return RequestHead::Invalid(405, "Only GET and HEAD are allowed."),
    };
    // Of two lengths, another program may believe the other one.
    let has_body = values("content-length").any(|length| length != "0") || values("transfer-encoding").next().is_some();
    let target = request.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let Some(path) = percent_decode(path).filter(|path| path.starts_with('/') && !has_body) else {
        return RequestHead::Invalid(400, "The URL is invalid, or the request has a body.");
    };
    let is_closing = values("connection").any(|value| value.to_ascii_lowercase().contains("close"));
    RequestHead::Complete(Request {
        head_only,
        path,
        query: query.to_owned(),
        keep_alive: request.version == Some(1) && !is_closing,
        is_service_worker: values("service-worker").next().is_some(),
        is_cross_site: is_cross_site(values("sec-fetch-site"), values("origin"), host),
    })
}

/// Whether the headers say that a page of another site has caused the request. A request that the user has typed, or a
/// program other than a browser has made, has neither header.
fn is_cross_site(
    mut fetch_sites: impl Iterator<Item = String>,
    mut origins: impl Iterator<Item = String>,
    host: &str,
) -> bool {
    let is_own = |origin: &str| origin.strip_prefix("http://").is_some_and(|name| name.eq_ignore_ascii_case(host));
    fetch_sites.any(|site| !["same-origin", "none"].contains(&site.as_str())) || origins.any(|origin| !is_own(&origin))
}

impl AllowedHosts {
    /// Whether the value of a `Host` header names this host.
    fn contain(&self, host: &str) -> bool {
        let is_port = |port: &str| port.bytes().all(|b| b.is_ascii_digit());
        let name = match host.rsplit_once(':') {
            Some((name, port)) if is_port(port) && (!name.contains(':') || name.ends_with(']')) => name,
            _ => host,
        };
        let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        match address.parse::<IpAddr>() {
            Ok(ip) => self.addresses || ip.is_loopback(),
            Err(_) => {
                let names = self.names.iter().map(String::as_str);
                names.chain(["localhost"]).any(|known| name.eq_ignore_ascii_case(known))
            }
        }
    }
}

/// Decodes `%XX`; `None` if an escape is incomplete or the result is not UTF-8. The crate alone would keep an
/// incomplete escape as text.
fn percent_decode(text: &str) -> Option<String> {
    let is_escape = |rest: &str| rest.as_bytes().get(..2).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
    if !text.split('%').skip(1).all(is_escape) {
        return None;
    }
    percent_decode_str(text).decode_utf8().ok().map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_must_name_this_host() {
        let allowed = |host: &str, addresses: bool, names: &[&str]| {
            AllowedHosts { addresses, names: names.iter().map(|name| (*name).to_owned()).collect() }.contain(host)
        };
        for host in ["localhost", "localhost:4100", "LOCALHOST:1", "127.0.0.1:80", "127.0.0.1", "[::1]:4100", "[::1]"] {
            assert!(allowed(host, false, &[]), "{host}");
        }
        for host in
            ["", "example.org", "localhost.example.org:4100", "127.0.0.1.example.org", "192.168.1.5:4100", "a:b:c"]
        {
            assert!(!allowed(host, false, &["dev.example.org"]), "{host}");
        }
        assert!(allowed("192.168.1.5:4100", true, &[]));
        assert!(!allowed("example.org:4100", true, &[]));
        for host in ["dev.example.org", "DEV.example.org:4100", "container"] {
            assert!(allowed(host, false, &["container", "dev.example.org"]), "{host}");
        }
        for host in ["x.dev.example.org", "dev.example.org.evil.example", "192.168.1.5"] {
            assert!(!allowed(host, false, &["dev.example.org"]), "{host}");
        }
    }

    #[test]
    fn pages_of_other_sites_are_recognised() {
        let is_cross = |site: &str, origin: &str| {
            let header = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
            is_cross_site(header(site).into_iter(), header(origin).into_iter(), "localhost:4100")
        };
        for (site, origin) in [
            ("", ""),
            ("none", ""),
            ("same-origin", ""),
            ("same-origin", "http://localhost:4100"),
            ("", "http://LOCALHOST:4100"),
        ] {
            assert!(!is_cross(site, origin), "{site} {origin}");
        }
        for (site, origin) in [
            ("cross-site", ""),
            ("same-site", ""),
            ("nonsense", ""),
            ("", "null"),
            ("", "https://localhost:4100"),
            ("", "http://localhost:3000"),
            ("same-origin", "http://evil.example"),
        ] {
            assert!(is_cross(site, origin), "{site} {origin}");
        }
        let origins = ["http://localhost:4100", "http://evil.example"].map(str::to_owned);
        assert!(is_cross_site(std::iter::empty(), origins.into_iter(), "localhost:4100"));
    }

    #[test]
    fn percent_decode_rejects_incomplete_escapes_and_invalid_utf8() {
        assert_eq!(percent_decode("/lv/%C4%81").as_deref(), Some("/lv/ā"));
        assert_eq!(percent_decode("/%25").as_deref(), Some("/%"));
        for invalid in ["/%", "/%4", "/%zz", "/%ff", "/%25%", "/%+1", "/%ā"] {
            assert_eq!(percent_decode(invalid), None, "{invalid}");
        }
    }
}
