//! The preview as a writer and a browser meet it: a real process, a real folder, a real connection.
//!
//! Nothing here waits for a time to pass: each step waits for the line or event that must come.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

mod shared;
use shared::files::write;

/// Long enough for any machine; reached only when something never comes.
const PATIENCE: Duration = Duration::from_secs(60);

fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("content/site.yaml", "base_url: https://example.org/kb\nlanguages: [lv, en]\n"),
        ("content/lv/site.yaml", "title: Palīgs\nphases: {now: Tagad}\n"),
        ("content/en/site.yaml", "title: Helper\nphases: {now: Now}\n"),
        (
            "content/situations.yaml",
            "phases: [now]\nsituations:\n  - id: late\n    severity: 2\n    steps:\n      now: [calls.first!]\n",
        ),
        ("content/en/situations/late.md", "---\ntitle: Late\nsummary: Too late.\n---\n"),
        (
            "content/en/articles/calls.md",
            "---\ntitle: Calls\nsummary: On calls.\nsituations: [late]\n---\n\nText one.\n\n## Now\n\n- [ ] Call. {#first}\n- [ ] Write. {#second}\n",
        ),
        ("content/en/articles/quiet.md", "---\ntitle: Quiet\nsummary: Nobody edits this.\n---\n\nQuiet text.\n"),
        ("content/media/a.txt", "first"),
    ];
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

fn replace(root: &Path, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(path)).unwrap();
    assert!(text.contains(from), "{path} holds no {from}");
    write(root, path, &text.replace(from, to));
}

/// A running `situ serve`.
struct Preview {
    child: Child,
    lines: BufReader<ChildStdout>,
    port: u16,
    root: PathBuf,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn of(root: &Path) -> Preview {
        Preview::with(root, &[], None)
    }

    fn with(root: &Path, arguments: &[&str], editor: Option<&str>) -> Preview {
        let mut command = Command::new(env!("CARGO_BIN_EXE_situ"));
        command.args(["serve", "--lang", "en", "--port", "0", "--root"]).arg(root).args(arguments);
        command.env_remove("EDITOR_URL").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        if let Some(editor) = editor {
            command.env("EDITOR_URL", editor);
        }
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        let port =
            line.split("http://localhost:").nth(1).and_then(|rest| rest.split('/').next()).unwrap().parse().unwrap();
        Preview { child, lines, port, root: root.to_owned() }
    }

    /// The next line of the terminal.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "the preview has ended");
        line.trim_end().to_owned()
    }

    /// The line that ends a build that gave pages.
    fn built(&mut self) -> String {
        loop {
            let line = self.line();
            if line.contains(" ready in ") {
                return line;
            }
        }
    }

    /// The line that ends a build that gave none.
    fn refused(&mut self) -> String {
        loop {
            let line = self.line();
            if line.starts_with("The last good pages stay") {
                return line;
            }
        }
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.root, path, text);
    }

    fn replace(&self, path: &str, from: &str, to: &str) {
        replace(&self.root, path, from, to);
    }

    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// Status, head and body of the answer to a whole request.
    fn raw(&self, request: &str) -> (u16, String, String) {
        let mut bytes = Vec::new();
        self.send(request).read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).unwrap_or_default().parse().unwrap_or_default();
        (status, head.to_ascii_lowercase(), body.to_owned())
    }

    fn get(&self, path: &str) -> (u16, String, String) {
        self.raw(&format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port))
    }

    fn page(&self, path: &str) -> String {
        let (status, _, body) = self.get(path);
        assert_eq!(status, 200, "{path}");
        body
    }

    /// The news that the script of this page gets.
    fn news(&self, path: &str) -> News {
        let (_, _, html) = self.get(path);
        let value =
            |name: &str| html.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
        let (at, key) = (value("data-at"), value("data-key"));
        let head = "Host: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n";
        let mut lines = BufReader::new(self.send(&format!("GET /_situ/events?at={at}&key={key} HTTP/1.1\r\n{head}")));
        let mut line = String::new();
        while line.trim() != "retry: 500" {
            line.clear();
            assert_ne!(lines.read_line(&mut line).unwrap(), 0);
        }
        News { lines }
    }
}

/// The events of one page.
struct News {
    lines: BufReader<TcpStream>,
}

impl News {
    /// Name and data of the next event.
    fn next(&mut self) -> (String, String) {
        let mut name = String::new();
        loop {
            let mut line = String::new();
            assert_ne!(self.lines.read_line(&mut line).unwrap(), 0, "no more news");
            if let Some(event) = line.strip_prefix("event: ") {
                name = event.trim().to_owned();
            } else if let Some(data) = line.strip_prefix("data:") {
                return (name, data.trim().to_owned());
            }
        }
    }

    /// The data of the next event of this name; no reload may come before it.
    fn next_of(&mut self, wanted: &str) -> serde_json::Value {
        loop {
            let (name, data) = self.next();
            if name == wanted {
                return serde_json::from_str(&data).unwrap_or_default();
            }
            assert_ne!(name, "reload");
        }
    }

    fn until_reload(&mut self) {
        while self.next().0 != "reload" {}
    }
}

#[test]
fn pages_come_from_memory_with_the_script_in_them() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    let line = preview.built();
    assert!(line.ends_with(" 0 errors, 1 warnings"), "{line}");
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
    // The site stands at the root, whatever its address will be.
    assert!(body.contains("href=\"/en/") && !body.contains("\"/kb/"), "{body}");
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
    let mut there: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    there.sort();
    assert_eq!(there, ["content"]);
}

#[test]
fn what_is_not_there_is_told_in_the_language_of_the_address() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    let (status, _, lv) = preview.get("/lv/nowhere/");
    assert_eq!(status, 404);
    assert!(lv.contains("<html lang=\"lv\""), "{lv}");
    let (status, _, en) = preview.get("/en/nowhere/");
    assert_eq!(status, 404);
    assert!(en.contains("<html lang=\"en\""), "{en}");
    // As soon as there is a page, the browser goes to it.
    let mut news = preview.news("/en/about/");
    preview.write("content/en/pages/about.md", "---\ntitle: About\nsummary: Who.\n---\n\nHere.\n");
    news.until_reload();
    assert!(preview.page("/en/about/").contains("Here."));
}

#[test]
fn no_address_leads_out_of_the_site_and_no_other_name_into_it() {
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
fn a_request_that_drips_or_smuggles_another_is_refused() {
    let dir = site();
    let mut preview = Preview::of(dir.path());
    preview.built();
    // Two lengths, a length and chunks, a body behind a GET: what follows would be read as a request of its own.
    let host = "Host: localhost";
    for head in [
        format!("GET / HTTP/1.1\r\n{host}\r\nContent-Length: 40\r\n\r\nGET /lv/ HTTP/1.1\r\n{host}\r\n\r\n"),
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
    // Letter by letter: others are served meanwhile, and in the end the connection is closed.
    let mut slow = preview.send("GET / HTTP/1.1\r\nX: ");
    let begin = std::time::Instant::now();
    while slow.write_all(b"a").is_ok() && begin.elapsed() < Duration::from_secs(30) {
        assert_eq!(preview.get("/lv/").0, 200);
        std::thread::sleep(Duration::from_millis(250));
    }
    assert!(begin.elapsed() < Duration::from_secs(20));
}

#[test]
fn the_browser_keeps_no_pages_and_shows_the_state_of_the_languages() {
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

#[test]
fn a_save_reloads_the_pages_that_changed_and_no_other() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    let mut edited = preview.news("/en/articles/calls/");
    let mut other = preview.news("/en/articles/quiet/");
    other.next_of("report");
    // A save that changes nothing builds nothing: the next line is that of the next change.
    let path = "content/en/articles/calls.md";
    preview.write(path, &fs::read_to_string(folder.path().join(path)).unwrap());
    preview.replace(path, "Text one.", "Text two.");
    edited.until_reload();
    assert!(preview.page("/en/articles/calls/").contains("Text two."));
    preview.built();
    // The other page hears of a mistake elsewhere, and only of that.
    preview.write("content/en/articles/wrong.md", "---\ntitle: Wrong\n---\n");
    while other.next_of("report")["errors"] != "1 error" {}
}

#[test]
fn the_last_good_page_stays_under_what_is_wrong() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    let mut news = preview.news("/en/articles/calls/");
    let report = news.next_of("report");
    assert_eq!((&report["errors"], &report["warnings"]), (&"".into(), &"1 warning".into()));
    preview.replace("content/en/articles/calls.md", "Text one.", "Text one. <script>alert(1)</script> [[nowhere]]");
    let report = news.next_of("report");
    assert_eq!(report["errors"], "3 errors");
    assert_eq!(report["problems"][0]["severity"], "error");
    let text = report["problems"][0]["text"].as_str().unwrap();
    assert!(text.contains("content/en/articles/calls.md:7:11"), "{text}");
    assert!(text.contains("<script>"), "{text}");
    assert!(report["note"].as_str().unwrap().contains("last good pages"));
    preview.refused();
    assert!(
        preview.page("/en/articles/calls/").contains("Text one.")
            && !preview.page("/en/articles/calls/").contains("alert(1)")
    );
    preview.replace("content/en/articles/calls.md", " <script>alert(1)</script> [[nowhere]]", " Mended.");
    news.until_reload();
    assert!(preview.page("/en/articles/calls/").contains("Mended."));
}

#[test]
fn a_site_that_is_wrong_from_the_start_is_shown_once_it_is_mended() {
    let folder = site();
    replace(folder.path(), "content/site.yaml", "languages", "langauges");
    let mut preview = Preview::of(folder.path());
    preview.refused();
    let (status, _, body) = preview.get("/en/");
    assert_eq!(status, 503);
    assert!(body.contains("/_situ/reload.js"));
    let mut news = preview.news("/en/");
    let report = news.next_of("report");
    assert!(report["problems"][0]["text"].as_str().unwrap().contains("langauges"), "{report}");
    preview.replace("content/site.yaml", "langauges", "languages");
    news.until_reload();
    assert!(preview.page("/en/").contains("Helper"));
}

#[test]
fn new_renamed_and_deleted_files_are_picked_up() {
    let folder = site();
    let root = folder.path();
    let mut preview = Preview::of(root);
    preview.built();
    // A language's folder of a kind that was not there, with a file right behind it.
    preview.write("content/lv/articles/calls.md", "---\ntitle: Zvani\nsummary: Par zvaniem.\nsituations: [late]\n---\n\n## Tagad\n\n- [ ] Zvaniet. {#first}\n- [ ] Rakstiet. {#second}\n");
    preview.built();
    assert!(preview.page("/lv/articles/calls/").contains("Zvaniet."));
    fs::rename(root.join("content/en/articles/quiet.md"), root.join("content/en/articles/silent.md")).unwrap();
    preview.built();
    assert_eq!(preview.get("/en/articles/quiet/").0, 404);
    assert!(preview.page("/en/articles/silent/").contains("Quiet text."));
    // As editors save: another file takes the name.
    write(root, "content/en/articles/.silent.md.swp", "---\ntitle: Silent\nsummary: S.\n---\n\nRenamed over.\n");
    fs::rename(root.join("content/en/articles/.silent.md.swp"), root.join("content/en/articles/silent.md")).unwrap();
    preview.built();
    assert!(preview.page("/en/articles/silent/").contains("Renamed over."));
    fs::remove_file(root.join("content/en/articles/silent.md")).unwrap();
    preview.built();
    assert_eq!(preview.get("/en/articles/silent/").0, 404);
    // A folder that is moved away takes its files along.
    fs::rename(root.join("content/lv/articles"), root.join("elsewhere")).unwrap();
    preview.built();
    assert_eq!(preview.get("/lv/articles/calls/").0, 404);
    fs::rename(root.join("elsewhere"), root.join("content/lv/articles")).unwrap();
    preview.built();
    assert!(preview.page("/lv/articles/calls/").contains("Zvaniet."));
}

#[test]
fn media_data_theme_and_strings_are_picked_up() {
    let folder = site();
    let mut preview = Preview::of(folder.path());
    preview.built();
    preview.write("content/en/articles/files.md", "---\ntitle: Files\nsummary: F.\n---\n\n[file](media/a.txt)\n");
    preview.built();
    let address = |preview: &Preview| {
        let page = preview.page("/en/articles/files/");
        page.split("href=\"/media/").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let first = address(&preview);
    assert_eq!(preview.page(&format!("/media/{first}")), "first");
    preview.write("content/media/a.txt", "second");
    preview.built();
    let second = address(&preview);
    assert_ne!(first, second);
    assert_eq!(preview.page(&format!("/media/{second}")), "second");
    preview.replace("content/en/site.yaml", "Helper", "Assistant");
    preview.built();
    assert!(preview.page("/en/").contains("Assistant"));
    // A theme's folder that was not there; then its strings and a mistake in it.
    preview.write("themes/own/templates/page.html", "<p>own page</p>");
    preview.replace("content/site.yaml", "languages", "theme: own\nlanguages");
    preview.write("content/en/pages/about.md", "---\ntitle: About\nsummary: Who.\n---\n");
    while !preview.get("/en/about/").2.contains("own page") {
        preview.line();
    }
    preview.write("themes/own/templates/page.html", "<p>{{ page.titel }}</p>");
    preview.refused();
    assert!(preview.page("/en/about/").contains("own page"));
    let report = preview.news("/en/about/").next_of("report");
    let text = report["problems"][0]["text"].as_str().unwrap();
    assert!(text.contains("themes/own/templates/page.html") && text.contains("titel"), "{text}");
    preview.write("themes/own/templates/page.html", "<p>mended {{ ui.menu_articles }}</p>");
    preview.built();
    assert!(preview.page("/en/about/").contains("mended"));
    preview.write("themes/own/strings/en.ftl", "menu_articles = Own word\n");
    while !preview.page("/en/about/").contains("Own word") {
        preview.line();
    }
}

#[test]
fn a_folder_that_goes_and_comes_back_is_no_end() {
    let folder = site();
    let root = folder.path();
    let mut preview = Preview::of(root);
    preview.built();
    let mut news = preview.news("/en/articles/calls/");
    fs::rename(root.join("content"), root.join("away")).unwrap();
    while !preview.line().starts_with("The folder content/ has gone") {}
    while news.next_of("report")["note"].as_str().is_none_or(|note| !note.contains("has gone")) {}
    assert!(preview.page("/en/articles/calls/").contains("Text one."));
    replace(root, "away/en/articles/calls.md", "Text one.", "Text two.");
    fs::rename(root.join("away"), root.join("content")).unwrap();
    preview.built();
    assert!(preview.page("/en/articles/calls/").contains("Text two."));
    // What is written then is seen as well.
    preview.replace("content/en/articles/calls.md", "Text two.", "Text three.");
    while !preview.page("/en/articles/calls/").contains("Text three.") {
        preview.line();
    }
}

#[test]
fn drafts_the_editor_and_the_places_of_actions_stand_in_the_page() {
    let folder = site();
    replace(folder.path(), "content/en/articles/quiet.md", "---\n\nQuiet", "draft: true\n---\n\nQuiet");
    let mut preview = Preview::of(folder.path());
    preview.built();
    assert_eq!(preview.get("/en/articles/quiet/").0, 404);
    drop(preview);
    let mut preview = Preview::with(folder.path(), &["--drafts"], Some("editor://open?file={path}&line={line}"));
    preview.built();
    let about = preview.news("/en/articles/quiet/").next_of("about");
    assert_eq!(about["draft"], "draft");
    let file = std::path::absolute(folder.path()).unwrap().join("content/en/articles/quiet.md");
    assert_eq!(about["edit"], format!("editor://open?file={}&line=1", file.display()));
    let mut news = preview.news("/en/articles/calls/");
    let about = news.next_of("about");
    assert_eq!(about["draft"], "");
    assert_eq!(about["actions"]["calls.first"], "Late › Now: 1 of 1");
    let nowhere = about["actions"]["calls.second"].as_str().unwrap();
    assert!(nowhere.ends_with("add: - calls.second"), "{nowhere}");
    let report = news.next_of("report");
    let edit = report["problems"][0]["edit"].as_str().unwrap();
    assert!(edit.ends_with("calls.md&line=12"), "{edit}");
}

#[test]
fn wrong_use_is_told_in_clear_words() {
    let run = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_situ")).args(["serve", "--lang", "en"]).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let folder = site();
    let root = folder.path().to_str().unwrap();
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, said) = run(&["--root", root, "--port", &port]);
    assert_eq!(code, Some(2));
    assert!(said.starts_with(&format!("error: Port {port} is taken by another program.")), "{said}");
    assert!(said.contains("--port "), "{said}");
    let empty = tempfile::tempdir().unwrap();
    let (code, said) = run(&["--root", empty.path().to_str().unwrap()]);
    assert_eq!(code, Some(2));
    assert!(said.contains("holds no folder content/"), "{said}");
}

#[test]
fn a_template_without_end_ends_the_preview_with_a_word() {
    let folder = site();
    let root = folder.path();
    replace(root, "content/site.yaml", "base_url", "theme: mine\nbase_url");
    let endless = "{% for i in range(end=100000) %}{% for j in range(end=100000) %}{% endfor %}{% endfor %}";
    write(root, "themes/mine/templates/article.html", endless);
    let mut command = Command::new(env!("CARGO_BIN_EXE_situ"));
    command.args(["serve", "--lang", "en", "--port", "0", "--root"]).arg(root);
    let output = command.stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("themes/mine/templates/article.html") && said.contains("without end"), "{said}");
}
