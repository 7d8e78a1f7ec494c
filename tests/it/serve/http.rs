//! Requests and responses: what is served, what is refused.

use std::fs;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

use super::{Preview, site};
use crate::support::folder::write;
use crate::support::site::two_languages;

#[test]
fn pages_are_served_from_memory_with_the_reload_script() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    let line = preview.built();
    assert!(line.ends_with(" 0 errors, 1 warning"), "{line}");
    let (status, head, body) = preview.get("/en/articles/calls/");
    assert_eq!(status, 200);
    assert!(
        head.contains("content-type: text/html; charset=utf-8") && head.contains("cache-control: no-store"),
        "{head}"
    );
    assert!(
        body.contains("Text one.")
            && body.contains("<script src=\"/_situ/reload.js\" data-at=\"en/articles/calls/index.html\"")
    );
    assert!(body.trim_end().ends_with("</html>"));
    assert!(body.contains("href=\"/en/"), "{body}");
    let style = body.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(preview.get(style).1.contains("content-type: text/css"));
    assert!(preview.get("/_situ/reload.js").1.contains("content-type: text/javascript"));
    assert!(preview.get("/en/feed.xml").1.contains("content-type: application/xml"));
    let (status, head, body) = preview.get("/en/articles/calls");
    assert_eq!((status, body.as_str()), (302, ""));
    assert!(head.contains("location: /en/articles/calls/"), "{head}");
    let (status, head, body) = preview.raw("HEAD /en/ HTTP/1.1\r\nHost: [::1]:1\r\nConnection: close\r\n\r\n");
    assert_eq!((status, body.as_str()), (200, ""));
    assert!(!head.contains("content-length: 0"));
    assert!(!folder.path().join("public").exists());
    let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["content"]);
}

#[test]
fn nasty_names_are_served_at_the_addresses_of_the_page() {
    let folder = site();
    let front = "title: X\nsummary: X.\naliases: [/vecā-lapa/, /c%23/x.htm, /100%25/y.html]\n";
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>\n";
    let text = "![a](media/a%23b%20%25%3F.svg) [b](<media/ka\u{304}rta & 'b'.txt>)";
    write(folder.path(), "content/en/articles/x.md", format!("---\n{front}---\n\n{text}\n"));
    write(folder.path(), "content/media/a#b %?.svg", drawing);
    write(folder.path(), "content/media/k\u{101}rta & 'b'.txt", "text");
    let mut preview = Preview::of(folder.path());
    preview.built();
    let page = preview.page("/en/articles/x/");
    let after = |start: &str| page.split(start).nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(preview.get(&after("<img src=\"")).2, drawing);
    assert_eq!(preview.get(&format!("/media/{}", after("<a href=\"/media/"))).2, "text");
    for address in ["/vec%C4%81-lapa/", "/c%23/x.htm", "/100%25/y.html"] {
        let (status, head, body) = preview.get(address);
        assert!(status == 200 && head.contains("content-type: text/html"), "{address}: {status} {head}");
        assert!(body.contains("url=/en/articles/x/"), "{address}: {body}");
    }
}

#[test]
fn files_for_the_root_are_served_under_their_names() {
    let folder = site();
    write(folder.path(), "content/static/CNAME", "example.org\n");
    write(folder.path(), "content/static/.well-known/security.txt", "Contact: mailto:a@example.org\n");
    write(folder.path(), "content/static/admin/index.html", "<title>Admin</title>");
    let mut preview = Preview::of(folder.path());
    preview.built();
    assert_eq!(preview.get("/CNAME").2, "example.org\n");
    assert_eq!(preview.get("/.well-known/security.txt").2, "Contact: mailto:a@example.org\n");
    assert_eq!(preview.get("/admin/").2, "<title>Admin</title>");
    let (status, head, _) = preview.get("/admin");
    assert!(status == 302 && head.contains("location: /admin/"), "{status} {head}");
    preview.write("content/static/CNAME", "example.net\n");
    assert_eq!(preview.get("/CNAME").2, "example.net\n");
}

#[test]
fn not_found_is_in_the_language_of_the_url() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    let (status, _, lv) = preview.get("/lv/nowhere/");
    assert_eq!(status, 404);
    assert!(lv.contains("<html lang=\"lv\""), "{lv}");
    let (status, _, en) = preview.get("/en/nowhere/");
    assert_eq!(status, 404);
    assert!(en.contains("<html lang=\"en\""), "{en}");
    // The page reloads as soon as it exists.
    let mut events = preview.events("/en/about/");
    preview.write("content/en/pages/about.md", "---\ntitle: About\nsummary: Who.\n---\n\nHere.\n");
    events.until_reload();
    assert!(preview.page("/en/about/").contains("Here."));
}

#[test]
fn path_traversal_and_foreign_hosts_are_refused() {
    let folder = site();
    write(folder.path(), "secret.txt", "secret");
    let mut preview = Preview::of(folder.path());
    preview.built();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/secret.txt",
        "//secret.txt",
        "/content/site.yaml",
        "/en/../../secret.txt",
        "/_situ/../secret.txt",
        "/_situ/x",
    ] {
        let (status, _, body) = preview.get(path);
        assert_eq!(status, 404, "{path}");
        assert!(!body.contains("secret\n") && body != "secret", "{path}");
    }
    for (request, wanted) in [
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
        ("GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", 421),
        ("GET / HTTP/1.1\r\nHost: 192.168.1.5\r\n\r\n", 421),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 421),
        ("GET / HTTP/1.1\r\n\r\n", 421),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\n", 405),
        ("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        ("GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        ("nonsense\r\n\r\n", 400),
    ] {
        assert_eq!(preview.raw(request).0, wanted, "{request}");
    }
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(20_000));
    assert_eq!(preview.raw(&long).0, 431);
    assert!(preview.page("/en/").contains("Helper"));
}

#[test]
fn slow_and_smuggled_requests_are_refused() {
    let dir = site();
    let mut preview = Preview::of(dir.path());
    preview.built();
    // Two lengths, a length and chunks, a body after a GET: another server could read the rest as a request of its own.
    let host = "Host: localhost";
    for head in [
        format!("GET / HTTP/1.1\r\n{host}\r\nContent-Length: 40\r\n\r\nGET /lv/ HTTP/1.1\r\n{host}\r\n\r\n"),
        format!(
            "GET / HTTP/1.1\r\n{host}\r\nContent-Length: 0\r\nContent-Length: 40\r\n\r\nGET /lv/ HTTP/1.1\r\n{host}\r\n\r\n"
        ),
        format!("GET / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}\r\nContent-Length: 0\r\nTransfer-Encoding: x\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}\r\n{host}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{host}\r\nHost: evil.example\r\n\r\n"),
        format!("GET http://evil.example/ HTTP/1.1\r\n{host}\r\n\r\n"),
        "GET / HTTP/1.1\r\n\r\n".to_owned(),
        format!("GET / HTTP/1.1\r\n{host}\r\n folded: a\r\n\r\n"),
        format!("POST / HTTP/1.1\r\n{host}\r\nContent-Length: 0\r\n\r\n"),
    ] {
        let mut answer = String::new();
        let _ = preview.send(&head).read_to_string(&mut answer);
        let status: u16 = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        assert!((400..500).contains(&status), "{head:?}: {answer}");
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{head:?}: {answer}");
    }
    // Byte by byte: other requests are answered meanwhile, and the connection is closed in the end.
    let mut slow = preview.send("GET / HTTP/1.1\r\nX: ");
    let begin = Instant::now();
    while slow.write_all(b"a").is_ok() && begin.elapsed() < Duration::from_secs(30) {
        assert_eq!(preview.get("/lv/").0, 200);
        std::thread::sleep(Duration::from_millis(250));
    }
    assert!(begin.elapsed() < Duration::from_secs(20));
}

#[test]
fn status_page_names_the_blocks_of_an_outdated_translation() {
    let head = "summary: S.\nsituations: [late]\n";
    let translation =
        format!("---\ntitle: Звонки\n{head}source: lv\nsource_hash: \"0123456789abcdef 0000\"\n---\n\nТекст.\n");
    let folder = two_languages()
        .file("content/lv/articles/calls.md", format!("---\ntitle: Zvani & raksti\n{head}---\n\nTeksts.\n"))
        .file("content/ru/articles/calls.md", translation)
        .on_disk();
    let mut preview = Preview::of(folder.path());
    preview.built();
    let status = preview.page("/_situ/status");
    let wanted = "<h2>1 translation is outdated</h2><ul><li>content/ru/articles/calls.md<pre>  \
                  content/lv/articles/calls.md:2  changed: title: Zvani &amp; raksti\n  \
                  content/lv/articles/calls.md:3  new: summary: S.\n";
    assert!(status.contains(wanted), "{status}");
}

#[test]
fn offline_copy_is_disabled_and_status_page_is_served() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    let worker = "GET /sw.js HTTP/1.1\r\nHost: localhost\r\nService-Worker: script\r\nConnection: close\r\n\r\n";
    assert_eq!(preview.raw(worker).0, 404);
    let status = preview.page("/_situ/status");
    assert!(status.contains("calls") && status.contains("cli-status-missing"), "{status}");
    assert!(preview.get("/_situ/status.css").1.contains("content-type: text/css"));
}

#[test]
fn pages_of_other_sites_may_not_ask_for_addresses_of_the_preview() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    for path in ["/_situ/status", "/_situ/events?at=&key=", "/_situ/reload.js"] {
        for header in ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: http://evil.example"] {
            let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{header}\r\nConnection: close\r\n\r\n");
            assert_eq!(preview.raw(&request).0, 403, "{path} {header}");
        }
    }
    let own =
        "GET /_situ/status HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\r\n";
    assert_eq!(preview.raw(own).0, 200);
}

#[test]
fn status_follows_the_sources() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    assert!(!preview.page("/_situ/status").contains("files"));
    preview.write("content/en/articles/files.md", "---\ntitle: Files\nsummary: F.\n---\n");
    preview.built();
    assert!(preview.page("/_situ/status").contains("files"));
    preview.write("content/en/articles/files.md", "---\ntitle: Files\n---\n");
    preview.refused();
    let (status, _, body) = preview.get("/_situ/status");
    assert!(status == 503 && body.contains("missing-key"), "{status} {body}");
}

#[test]
fn held_event_streams_leave_connections_for_pages() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    let request = "GET /_situ/events?at=&key= HTTP/1.1\r\nHost: localhost\r\n\r\n";
    // The stream of a page that has changed ends at once, so these are of a page that has not.
    let html = preview.page("/en/");
    let value = |name: &str| html.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let request = request.replace("at=&key=", &format!("at={}&key={}", value("data-at"), value("data-key")));
    let mut first = [0; 12];
    let mut held = Vec::new();
    loop {
        let mut stream = preview.send(&request);
        stream.read_exact(&mut first).unwrap();
        if &first != b"HTTP/1.1 200" {
            break;
        }
        held.push(stream);
        assert!(held.len() < 200, "there is no limit");
    }
    assert_eq!(&first, b"HTTP/1.1 503");
    assert_eq!(preview.get("/en/").0, 200);
}

#[test]
#[cfg(unix)]
fn media_that_became_links_or_pipes_are_not_served() {
    use std::os::unix::fs::symlink;
    use std::process::Command;
    let folder = site();
    let file = folder.path().join("content/media/a.txt");
    write(folder.path(), "secret.txt", "secret");
    let mut preview = Preview::of(folder.path());
    preview.built();
    preview.write("content/en/articles/files.md", "---\ntitle: Files\nsummary: F.\n---\n\n[file](media/a.txt)\n");
    preview.built();
    let page = preview.page("/en/articles/files/");
    let address = page.split("href=\"/media/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let get = |preview: &Preview| preview.get(&format!("/media/{address}"));
    assert_eq!(get(&preview).2, "first");
    // The error keeps the last good site, and with it the address.
    fs::remove_file(&file).unwrap();
    symlink(folder.path().join("secret.txt"), &file).unwrap();
    preview.refused();
    let (status, _, body) = get(&preview);
    assert!(status == 404 && !body.contains("secret"), "{status} {body}");
    fs::remove_file(&file).unwrap();
    assert!(Command::new("mkfifo").arg(&file).status().unwrap().success());
    assert_eq!(get(&preview).0, 404);
    // A folder above it that became a link.
    fs::remove_file(&file).unwrap();
    write(folder.path(), "elsewhere/a.txt", "secret");
    fs::remove_dir_all(folder.path().join("content/media")).unwrap();
    symlink(folder.path().join("elsewhere"), folder.path().join("content/media")).unwrap();
    let (status, _, body) = get(&preview);
    assert!(status == 404 && !body.contains("secret"), "{status} {body}");
}

#[test]
fn one_connection_serves_many_requests() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    let two =
        "GET /en/ HTTP/1.1\r\nHost: localhost\r\n\r\nGET /lv/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let mut text = String::new();
    preview.send(two).read_to_string(&mut text).unwrap();
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 2);
    assert!(text.contains("Helper") && text.contains("Palīgs"));
}
