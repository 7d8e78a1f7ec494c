//! A site below a folder of its host is previewed below the same folder. Which names of this host are served.

use super::{Preview, site};
use crate::support::folder::replace;

#[test]
fn site_is_shown_below_its_base_path() {
    let folder = site();
    replace(folder.path(), "content/site.yaml", "https://example.org", "https://example.org/my%20kb");
    let mut preview = Preview::of(folder.path());
    preview.built();
    for url in ["/", "/my%20kb"] {
        let (status, head, _) = preview.get(url);
        assert!(status == 302 && head.lines().any(|line| line == "location: /my%20kb/"), "{url}: {status} {head}");
    }
    let (status, _, body) = preview.get("/my%20kb/en/articles/calls/");
    assert_eq!(status, 200);
    assert!(body.contains("href=\"/my%20kb/en/") && !body.contains("href=\"/en/"), "{body}");
    assert!(body.contains("data-at=\"en/articles/calls/index.html\""), "{body}");
    let style = body.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(style.starts_with("/my%20kb/assets/"), "{style}");
    assert_eq!(preview.get(style).0, 200);
    let (status, head, _) = preview.get("/my%20kb/en/articles/calls");
    assert!(status == 302 && head.contains("location: /my%20kb/en/articles/calls/"), "{status} {head}");
    let (status, _, lv) = preview.get("/my%20kb/lv/nowhere/");
    assert!(status == 404 && lv.contains("<html lang=\"lv\""), "{status} {lv}");
    // A link that works here works on the host, and no other does.
    let (status, _, outside) = preview.get("/en/articles/calls/");
    assert_eq!(status, 404);
    assert!(outside.contains("The site is below /my%20kb/"), "{outside}");
    assert!(outside.contains("href=\"/my%20kb/en/articles/calls/\""), "{outside}");
    assert!(preview.get("/nowhere").2.contains("<a href=\"/my%20kb/\""));
    // The page reloads after a save as anywhere.
    let mut events = preview.events("/my%20kb/en/articles/calls/");
    preview.replace("content/en/articles/calls.md", "Text one.", "Text number two.");
    events.until_reload();
}

#[test]
fn base_path_follows_the_settings() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    assert_eq!(preview.get("/en/articles/calls/").0, 200);
    preview.replace("content/site.yaml", "https://example.org", "https://example.org/kb");
    preview.built();
    assert_eq!(preview.get("/en/articles/calls/").0, 404);
    assert!(preview.page("/kb/en/articles/calls/").contains("href=\"/kb/en/"));
    preview.replace("content/site.yaml", "https://example.org/kb", "nonsense");
    preview.refused();
    assert_eq!(preview.get("/kb/en/articles/calls/").0, 200);
}

#[test]
fn other_names_of_this_host_are_served_if_they_are_allowed() {
    let folder = site();
    let mut preview = Preview::with(folder.path(), &["--host", "dev.example.org", "--host", "box"], None);
    preview.built();
    let status = |host: &str| preview.raw(&format!("GET /en/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).0;
    for host in ["dev.example.org", "DEV.example.org:4100", "box:80", "localhost", "127.0.0.1"] {
        assert_eq!(status(host), 200, "{host}");
    }
    for host in ["evil.example", "x.dev.example.org", "192.168.1.5"] {
        assert_eq!(status(host), 421, "{host}");
    }
}
