//! What the crate promises about its own code: which files touch the outside world, and how.
//!
//! Each promise is a list of words that the sources must not contain, with the parts of the crate that may. A part that no
//! longer contains any of the words fails the test too. The scan sees code, not comments and unit tests.

use std::fs;

use crate::support::repository;
use crate::support::source_scan::{SourceFile, source_files};

/// Where each part of the crate is: files, and folders that end in `/`.
const CLI: &[&str] = &["src/cli/"];
const PREVIEW: &[&str] = &["src/serve/"];
const PUBLISH: &[&str] = &["src/publish/"];
/// The file system that publishing works on.
const PUBLISHED_FILES: &[&str] = &["src/publish/fs/"];
const SOURCE_TREE: &[&str] = &["src/input/source_tree.rs", "src/input/open_file/", "src/input/file_times.rs"];
/// Hunspell dictionaries of the host.
const DICTIONARIES: &[&str] = &["src/input/spelling_dictionary.rs"];
/// Reads the memory use of this process from `/proc`.
const WATCHDOG: &[&str] = &["src/theme/process_usage.rs"];

/// Everything else is given bytes and gives bytes back: no I/O between the source tree and publishing.
const FILES: Rule = Rule {
    words: &["std::fs", "fs::read", "fs::write", "File::open", "OpenOptions", "walkdir", "canonicalize", "read_dir"],
    allowed: &[CLI, PREVIEW, PUBLISH, SOURCE_TREE, DICTIONARIES, WATCHDOG],
};

/// The two streams of the program. One place, so that every command ends in the same way if nobody reads them.
const STREAMS: &[&str] = &["src/cli/output.rs"];

/// Only the command line writes to the terminal.
const PRINTING: Rule = Rule {
    words: &["println!", "print!", "eprintln!", "eprint!", "dbg!", "io::stdout", "io::stderr", "anstream::"],
    allowed: &[STREAMS],
};

/// Only the live preview opens connections, and only to listen.
const NETWORK: Rule = Rule { words: &["std::net", "TcpListener", "TcpStream", "UdpSocket"], allowed: &[PREVIEW] };

/// `serve --open` starts the reader's browser. Nothing else starts a program.
const PROCESSES: Rule = Rule { words: &["Command::new"], allowed: &[&["src/cli/serve.rs"]] };

/// The output depends neither on the clock nor on the environment; `DICPATH` names folders with dictionaries, and
/// publishing compares the time of day with the times of folders.
const ENVIRONMENT: Rule =
    Rule { words: &["std::env::", "env::var", "SystemTime::now"], allowed: &[CLI, DICTIONARIES, PUBLISHED_FILES] };

/// Words, and the parts that may contain them.
struct Rule {
    words: &'static [&'static str],
    allowed: &'static [&'static [&'static str]],
}

/// Whether a file is the entry, or is in the folder that the entry names.
fn is_in(path: &str, entry: &str) -> bool {
    path == entry || entry.ends_with('/') && path.starts_with(entry)
}

impl Rule {
    /// Paths of the files that contain one of the words, and the words.
    fn uses<'f>(&self, files: &'f [SourceFile]) -> Vec<(&'f str, Vec<&'static str>)> {
        let words = |file: &SourceFile| -> Vec<&'static str> {
            self.words.iter().copied().filter(|word| file.code.contains(word)).collect()
        };
        files.iter().map(|file| (file.path.as_str(), words(file))).filter(|(_, words)| !words.is_empty()).collect()
    }

    #[track_caller]
    fn assert_holds(&self) {
        let files = source_files();
        assert!(files.len() > 50, "{} files were scanned", files.len());
        let uses = self.uses(&files);
        let is_allowed = |path: &str| self.allowed.iter().copied().flatten().any(|entry| is_in(path, entry));
        let new: Vec<_> = uses.iter().filter(|(path, _)| !is_allowed(path)).collect();
        assert!(new.is_empty(), "not in the list of this rule: {new:#?}");
        let is_stale =
            |entries: &&&[&str]| !uses.iter().any(|(path, _)| entries.iter().any(|entry| is_in(path, entry)));
        let stale: Vec<_> = self.allowed.iter().filter(is_stale).collect();
        assert!(stale.is_empty(), "in the list of this rule without need: {stale:#?}");
    }
}

#[test]
fn files_are_accessed_only_by_input_output_and_commands() {
    FILES.assert_holds();
}

#[test]
fn only_the_command_line_prints() {
    PRINTING.assert_holds();
}

#[test]
fn only_the_preview_uses_the_network() {
    NETWORK.assert_holds();
}

#[test]
fn only_serve_starts_a_program() {
    PROCESSES.assert_holds();
}

#[test]
fn environment_and_clock_are_read_only_at_the_rim() {
    ENVIRONMENT.assert_holds();
}

#[test]
fn unsafe_code_is_forbidden() {
    for path in ["src/lib.rs", "src/main.rs"] {
        let text = fs::read_to_string(repository().join(path)).unwrap();
        assert!(text.lines().any(|line| line == "#![forbid(unsafe_code)]"), "{path}");
    }
}

#[test]
fn build_script_reads_only_the_package() {
    let text = fs::read_to_string(repository().join("build.rs")).unwrap();
    for word in ["std::net", "Command", "unsafe", "http"] {
        assert!(!text.contains(word), "build.rs contains {word}");
    }
}

#[test]
fn scan_sees_code_and_nothing_else() {
    let files = [SourceFile { path: "src/a.rs".to_owned(), code: "std::fs::read(path)".to_owned() }];
    assert_eq!(FILES.uses(&files), [("src/a.rs", vec!["std::fs", "fs::read"])]);
    assert!(PRINTING.uses(&files).is_empty());
    let shipped = source_files();
    assert!(shipped.iter().all(|file| !file.code.contains("#[test]")), "unit tests were scanned");
}
