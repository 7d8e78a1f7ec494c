//! Errors that end the preview.

use std::net::TcpListener;
use std::process::{Command, Stdio};

use super::{Preview, site};
use crate::support::folder::{replace, write};
use crate::support::{SITU, program};

#[test]
fn usage_errors() {
    let run = |arguments: &[&str]| {
        let (code, _, stderr) = program::run(Command::new(SITU).args(["serve", "--lang", "en"]).args(arguments));
        (code, stderr)
    };
    let folder = site();
    let root = folder.path().to_str().unwrap();
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, stderr) = run(&["--root", root, "--port", &port]);
    assert_eq!(code, Some(2));
    assert!(stderr.starts_with(&format!("error: Port {port} is already in use.")), "{stderr}");
    assert!(stderr.contains("--port "), "{stderr}");
    let empty = tempfile::tempdir().unwrap();
    let (code, stderr) = run(&["--root", empty.path().to_str().unwrap()]);
    assert_eq!(code, Some(2));
    assert!(stderr.contains("does not contain a folder content/"), "{stderr}");
}

#[test]
fn non_terminating_template_ends_the_preview_with_an_error() {
    let folder = site();
    let root = folder.path();
    replace(root, "content/site.yaml", "base_url", "theme: mine\nbase_url");
    let endless = "{% for i in range(end=100000) %}{% for j in range(end=100000) %}{% endfor %}{% endfor %}";
    write(root, "themes/mine/templates/article.html", endless);
    let mut command = Command::new(SITU);
    command.args(["serve", "--lang", "en", "--port", "0", "--root"]).arg(root);
    let output = command.stdin(Stdio::null()).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(
        stderr.contains("themes/mine/templates/article.html") && stderr.contains("too much time or memory"),
        "{stderr}"
    );
}

#[test]
fn poll_looks_for_changes_at_intervals() {
    let folder = site();
    let mut preview = Preview::with(folder.path(), &["--poll", "0.1"], None);
    assert_eq!(preview.line(), "With --poll, the preview looks for changes every 0.1 s.");
    preview.built();
    preview.replace("content/en/articles/calls.md", "Text one.", "Text number two.");
    preview.built();
    assert!(preview.page("/en/articles/calls/").contains("Text number two."));
    preview.write("content/en/articles/new.md", "---\ntitle: New\nsummary: N.\n---\n");
    preview.built();
    assert_eq!(preview.get("/en/articles/new/").0, 200);
    drop(preview);
    let mut preview = Preview::with(folder.path(), &["--poll"], None);
    assert_eq!(preview.line(), "With --poll, the preview looks for changes every 1 s.");
    drop(preview);
    let mut preview = Preview::of(folder.path());
    assert_eq!(preview.line(), "Changes are shown as soon as they are saved.");
    let mut command = Command::new(SITU);
    command.args(["serve", "--poll", "0", "--root"]).arg(folder.path());
    assert_eq!(program::run(&mut command).0, Some(2));
}
