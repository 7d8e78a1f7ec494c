//! `situ serve` with a real process, folder and connection.
//!
//! No test sleeps for a fixed time to let something happen: each step waits for a line of the terminal or an event. This file
//! is the client; the tests are in the files beside it.

mod base_path;
mod drafts;
mod http;
mod missing;
mod reload;
mod start;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::support::folder::{replace, write};
use crate::support::{SITU, Site};

/// How long a read may take. Reached only when something never arrives.
const READ_TIMEOUT: Duration = Duration::from_secs(60);

/// A site in two languages with two English articles, on disk.
fn site() -> TempDir {
    Site::new().files([
        ("content/site.yaml", "base_url: https://example.org\nlanguages: [lv, en]\n"),
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
    ]).on_disk()
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
        let mut command = Command::new(SITU);
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

    /// The next line that the program prints.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "the preview has exited");
        line.trim_end().to_owned()
    }

    /// Waits for the end of a successful build; its line.
    fn built(&mut self) -> String {
        loop {
            let line = self.line();
            if line.contains(" ready in ") {
                return line;
            }
        }
    }

    /// Waits for the end of a failed build; its line.
    fn refused(&mut self) -> String {
        loop {
            let line = self.line();
            if line.starts_with("Showing the last successful build") {
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
        stream.set_read_timeout(Some(READ_TIMEOUT)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// Sends a whole request. Gives status, head in lower case, and body of the response.
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

    /// Subscribes to the events of a page.
    fn events(&self, path: &str) -> Events {
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
        Events { lines }
    }
}

/// The events of one page.
struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// Name and data of the next event.
    fn next(&mut self) -> (String, String) {
        let mut name = String::new();
        loop {
            let mut line = String::new();
            assert_ne!(self.lines.read_line(&mut line).unwrap(), 0, "no more events");
            if let Some(event) = line.strip_prefix("event: ") {
                name = event.trim().to_owned();
            } else if let Some(data) = line.strip_prefix("data:") {
                return (name, data.trim().to_owned());
            }
        }
    }

    /// The data of the next event with this name. A reload before it fails the test.
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
