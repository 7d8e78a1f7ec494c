//! Commands end quietly if nobody reads their output any more, as in `situ check | head -1`.

use std::io::pipe;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::site::two_languages;
use crate::support::{SITU, situ};

/// The exit code of a program that the signal SIGPIPE ended, as a shell reports it.
const CLOSED: Option<i32> = Some(141);

/// A stream whose reader has ended.
fn closed() -> Stdio {
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    writer.into()
}

/// Runs `situ` in `root` with closed standard output; returns the exit code and standard error.
fn without_output(root: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(SITU);
    command.args(["--lang", "en"]).args(arguments).current_dir(root).stdin(Stdio::null());
    let output = command.stdout(closed()).stderr(Stdio::piped()).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn every_command_that_prints_ends_quietly() {
    // Without a date in each language, a note about empty feeds is printed to standard error.
    let article = "---\ntitle: A\nsummary: A.\nupdated: 2026-11-21\n---\n";
    let dated = ["lv", "ru"].map(|lang| (format!("content/{lang}/articles/a.md"), article));
    let folder = two_languages().files(dated).on_disk();
    let root = folder.path();
    std::fs::create_dir(root.join("notes")).unwrap();
    std::fs::write(root.join("notes/a.md"), "# A\n\nText.\n").unwrap();
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["help", "check"],
        &["check"],
        &["check", "--quiet"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--statistics", "--format", "json"],
        &["check", "--terms", "--format", "json"],
        &["explain"],
        &["explain", "dead-link"],
        &["inspect", "late"],
        &["status"],
        &["status", "--format", "json"],
        &["schema", "site"],
        &["schema", "decap"],
        &["hosts", "nginx"],
        &["hosts", "caddy"],
        &["completions", "bash"],
        &["man"],
        &["man", "build"],
        &["new", "article", "fresh", "--lang", "lv"],
        &["translate", "fresh", "--to", "ru", "--from", "lv"],
        &["import", "notes", "--to", "imported", "--lang", "en"],
        &["init", "site", "--lang", "en"],
        &["build"],
        &["manual", "--out", "manual"],
    ] {
        assert_eq!(without_output(root, arguments), (CLOSED, String::new()), "{arguments:?}");
    }
    // What the commands write is written.
    for path in ["content/lv/articles/fresh.md", "site/content/site.yaml", "public/lv/index.html", "manual/index.html"]
    {
        assert!(root.join(path).exists(), "{path}");
    }
}

#[test]
fn closed_standard_error_ends_a_command_too() {
    let folder = two_languages().file("content/lv/articles/a.md", "no front matter\n").on_disk();
    for arguments in [&["check"][..], &["build"], &["explain", "no-such-code"], &["--no-such-option"]] {
        let mut command = Command::new(SITU);
        command.args(arguments).current_dir(folder.path()).stdin(Stdio::null()).stdout(Stdio::null());
        assert_eq!(command.stderr(closed()).status().unwrap().code(), CLOSED, "{arguments:?}");
    }
}

#[test]
fn output_that_is_read_has_the_usual_codes() {
    let folder = two_languages().on_disk();
    for (arguments, code) in [(&["--help"][..], 0), (&["check"], 0), (&["--no-such-option"], 2), (&[], 2)] {
        assert_eq!(situ(folder.path(), arguments).0, Some(code), "{arguments:?}");
    }
}
