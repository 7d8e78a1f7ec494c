//! The report that a writer reads: every code, verbatim, with its place.
//!
//! Each file of `tests/diagnostics/` is about one mistake. Each `## heading` in it is a case: fenced blocks whose info string
//! is a path replace files of the valid site of `base.md`, a line `delete: path` deletes one, and the block `expect` is the
//! report; it is empty if nothing is reported. A block with the word `escaped` after its path may contain `\t`, `\r` and
//! bytes such as `\xff`. `UPDATE=1` rewrites the `expect` blocks. Cases that need a disk or rendering are in the files
//! beside this one.

mod on_disk;
mod rendering;

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use situ::Messages;
use situ::SourceTree;
use situ::{Code, Diagnostic, Severity};
use situ::{to_json, to_text};

use crate::support::{Site, tests_dir};

/// Codes that need a real disk, or a day for the age of law: their tests are in `on_disk.rs`, those of dictionaries in
/// `cli_check.rs`, those of law in `law.rs`, and that of the program's version in `required_version.rs`.
const ON_DISK: [Code; 8] = [
    Code::Unreadable,
    Code::NotAFile,
    Code::TooLarge,
    Code::Spelling,
    Code::NoDictionary,
    Code::LawDate,
    Code::StaleTranslation,
    Code::SituVersion,
];

#[test]
fn every_case_gives_its_report() {
    let base = base();
    let update = std::env::var_os("UPDATE").is_some();
    let mut failures = String::new();
    let mut count = 0;
    let mut broken_fixes = Vec::new();
    for path in case_files() {
        let text = fs::read_to_string(&path).unwrap();
        let cases = cases(&path, &text);
        assert!(!cases.is_empty(), "{}: no case", path.display());
        let mut renewed = text.clone();
        // From the last to the first, because a rewritten block moves everything after it.
        for case in cases.iter().rev() {
            count += 1;
            let (report, fixed) = match catch_unwind(AssertUnwindSafe(|| case.run(&base))) {
                Ok(result) => result,
                Err(panic) => {
                    let message = panic.downcast_ref::<String>().map(String::as_str);
                    let message = message.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("?");
                    failures.push_str(&format!("\n== {}\npanicked: {message}\n", case.name));
                    continue;
                }
            };
            if !fixed {
                broken_fixes.push(case.name.clone());
            }
            if report == case.expected {
                continue;
            }
            if update {
                renewed.replace_range(case.expect_block.clone(), &fenced(&report));
            } else {
                failures.push_str(&format!("\n== {}\n{}", case.name, difference(&case.expected, &report)));
            }
        }
        if renewed != text {
            fs::write(&path, renewed).unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}\n(- expected, + reported; UPDATE=1 rewrites the cases)");
    assert_eq!(broken_fixes, Vec::<String>::new(), "these fixes do not fix");
    assert!(count > 400, "{count} cases");
}

#[test]
fn base_has_no_diagnostics() {
    assert_eq!(base().build().report(), "");
}

#[test]
fn every_code_has_a_case() {
    let mut shown = BTreeSet::new();
    for path in case_files() {
        let text = fs::read_to_string(&path).unwrap();
        for case in cases(&path, &text) {
            for code in Code::ALL {
                let level = if code.severity() == Severity::Error { "error" } else { "warning" };
                if case.expected.contains(&format!("{level}[{}]: ", code.as_str())) {
                    shown.insert(*code);
                }
            }
        }
    }
    shown.extend(ON_DISK);
    let lacking: Vec<_> = Code::ALL.iter().filter(|code| !shown.contains(code)).map(|code| code.as_str()).collect();
    assert!(lacking.is_empty(), "no case shows {}", lacking.join(", "));
}

/// A case: changes of the base, and the expected report.
struct Case {
    /// File and heading.
    name: String,
    changes: Vec<(String, Vec<u8>)>,
    deleted: Vec<String>,
    expected: String,
    /// The bytes of the expect block with its fences.
    expect_block: std::ops::Range<usize>,
}

impl Case {
    /// The report, and whether all its fixes work. Asserts the properties that every diagnostic has.
    fn run(&self, base: &Site) -> (String, bool) {
        let site = self.site(base);
        let built = site.build();
        let found = built.diagnostics();
        assert_eq!(
            built.is_valid(),
            !built.built.has_errors(),
            "{}: built if and only if there are no errors",
            self.name
        );
        let json: serde_json::Value =
            serde_json::from_str(&to_json(found, &built.tree, &Messages::for_writer("en"))).unwrap();
        assert_eq!(json.as_array().map(Vec::len), Some(found.len()), "{}", self.name);
        for diagnostic in found {
            self.assert_span_is_in_the_file(&built.tree, diagnostic);
        }
        let fixed = found.iter().all(|diagnostic| fix_works(&site, found, diagnostic));
        (report(&built.tree, found), fixed)
    }

    fn assert_span_is_in_the_file(&self, tree: &SourceTree, diagnostic: &Diagnostic) {
        for place in std::iter::once(&diagnostic.span).chain(&diagnostic.related) {
            let about = format!("{}: [{}] {place:?}", self.name, diagnostic.code.as_str());
            let Some(text) = tree.text(&place.path) else {
                assert_eq!((place.start, place.end), (0, 0), "{about}: no such file");
                continue;
            };
            let (start, end) = (place.start as usize, place.end as usize);
            let whole = tree.size(&place.path) as usize;
            assert!(start <= end && end <= whole, "{about}: beyond the file");
            // Bytes that are not UTF-8 are longer in the text than in the file.
            let is_utf8 = text.len() == whole;
            assert!(
                !is_utf8 || text.is_char_boundary(start) && text.is_char_boundary(end),
                "{about}: within a character"
            );
        }
    }

    /// The base with the changes of this case.
    fn site(&self, base: &Site) -> Site {
        let mut site = base.clone();
        for path in &self.deleted {
            assert!(site.remove(path).is_some(), "{}: {path} is not in the base", self.name);
        }
        site.files(self.changes.clone())
    }
}

/// Whether the fix of a diagnostic removes it, without causing an attribute or YAML error in its place.
fn fix_works(site: &Site, before: &[Diagnostic], diagnostic: &Diagnostic) -> bool {
    let Some(fix) = &diagnostic.fix else { return true };
    let path: &str = &diagnostic.span.path;
    let mut site = site.clone();
    let mut bytes = site.remove(path).unwrap();
    bytes.splice(fix.range.clone(), fix.replacement.bytes());
    let built = site.file(path, bytes).build();
    let after = built.diagnostics();
    let count = |all: &[Diagnostic], code: Code| all.iter().filter(|d| *d.span.path == *path && d.code == code).count();
    let increases = |code| count(after, code) > count(before, code);
    let remains = after.iter().any(|other| (other.code, &other.span) == (diagnostic.code, &diagnostic.span));
    !remains && !increases(diagnostic.code) && !increases(Code::StrayAttribute) && !increases(Code::Yaml)
}

/// The report in English, without blank lines at its end.
fn report(tree: &SourceTree, diagnostics: &[Diagnostic]) -> String {
    let text = to_text(diagnostics, tree, &Messages::for_writer("en"), false);
    if text.is_empty() { text } else { format!("{}\n", text.trim_end()) }
}

fn folder() -> PathBuf {
    tests_dir("diagnostics")
}

fn case_files() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.filter(|path| !path.ends_with("base.md")).collect();
    paths.sort();
    paths
}

/// The valid site that the cases change.
fn base() -> Site {
    let text = fs::read_to_string(folder().join("base.md")).unwrap();
    let (blocks, _) = blocks(&text);
    Site::new().files(blocks.into_iter().map(|block| (block.path().to_owned(), block.bytes())))
}

/// A fenced block: its info string, its text, and its range in the file with the fences.
struct Block<'a> {
    info: &'a str,
    text: &'a str,
    range: std::ops::Range<usize>,
}

impl Block<'_> {
    fn path(&self) -> &str {
        self.info.strip_suffix(" escaped").unwrap_or(self.info)
    }

    fn bytes(&self) -> Vec<u8> {
        if !self.info.ends_with(" escaped") {
            return self.text.as_bytes().to_owned();
        }
        let mut bytes = Vec::new();
        let mut rest = self.text;
        while let Some((before, escape)) = rest.split_once('\\') {
            bytes.extend_from_slice(before.as_bytes());
            let (byte, length) = match escape.as_bytes() {
                [b't', ..] => (b'\t', 1),
                [b'r', ..] => (b'\r', 1),
                [b'x', ..] => (u8::from_str_radix(&escape[1..3], 16).unwrap(), 3),
                _ => panic!("unknown escape: \\{escape}"),
            };
            bytes.push(byte);
            rest = &escape[length..];
        }
        bytes.extend_from_slice(rest.as_bytes());
        bytes
    }
}

/// The fenced blocks of a file, and its other lines with their offsets.
fn blocks(text: &str) -> (Vec<Block<'_>>, Vec<(usize, &str)>) {
    let (mut blocks, mut lines) = (Vec::new(), Vec::new());
    let mut open: Option<(usize, usize, &str, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let ticks = bare.bytes().take_while(|byte| *byte == b'`').count();
        match open {
            Some((fence, start, info, inside)) if ticks == fence && bare.len() == fence => {
                blocks.push(Block { info, text: &text[inside..at], range: start..at + bare.len() });
                open = None;
            }
            Some(_) => {}
            None if ticks >= 3 => open = Some((ticks, at, bare[ticks..].trim(), at + line.len())),
            None => lines.push((at, bare)),
        }
        at += line.len();
    }
    assert!(open.is_none(), "a fence is not closed: {open:?}");
    (blocks, lines)
}

fn cases(path: &Path, text: &str) -> Vec<Case> {
    let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (blocks, lines) = blocks(text);
    let heads: Vec<_> = lines.iter().filter_map(|(at, line)| Some((*at, line.strip_prefix("## ")?))).collect();
    let mut cases = Vec::new();
    for (number, (start, title)) in heads.iter().enumerate() {
        let name = format!("{file}: {title}");
        let end = heads.get(number + 1).map_or(text.len(), |(next, _)| *next);
        let inside = |at: usize| (*start..end).contains(&at);
        let mut changes: Vec<(String, Vec<u8>)> = Vec::new();
        let mut expect = None;
        for block in blocks.iter().filter(|block| inside(block.range.start)) {
            if block.info == "expect" {
                assert!(expect.is_none(), "{name}: two expect blocks");
                expect = Some(block);
            } else {
                assert!(changes.iter().all(|(path, _)| path != block.path()), "{name}: {} twice", block.info);
                changes.push((block.path().to_owned(), block.bytes()));
            }
        }
        let expect = expect.unwrap_or_else(|| panic!("{name}: no expect block"));
        let deleted = lines.iter().filter(|(at, _)| inside(*at)).filter_map(|(_, line)| line.strip_prefix("delete: "));
        let deleted: Vec<String> = deleted.map(str::to_owned).collect();
        assert!(!changes.is_empty() || !deleted.is_empty(), "{name}: changes nothing");
        let expected = expect.text.to_owned();
        cases.push(Case { name, changes, deleted, expected, expect_block: expect.range.clone() });
    }
    cases
}

/// An `expect` block whose fences are longer than any run of backticks in it.
fn fenced(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    format!("{fence}expect\n{text}{fence}")
}

/// A line diff: removed, added and unchanged lines (longest common subsequence).
fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let mut common = vec![vec![0usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let same = old[i] == new[j];
            common[i][j] = if same { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            out.push_str(&format!("  {}\n", old[i]));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            out.push_str(&format!("- {}\n", old[i]));
            i += 1;
        } else {
            out.push_str(&format!("+ {}\n", new[j]));
            j += 1;
        }
    }
    out
}

#[track_caller]
fn assert_report(report: &str, expected: &str) {
    assert!(report == expected, "\n{}", difference(expected, report));
}

#[test]
fn excessive_depth_is_refused() {
    let depth = 20_000;
    let brackets = "[".repeat(depth);
    let quotes = ">".repeat(depth);
    let list: String = (0..400).map(|n| format!("{}- x\n", "  ".repeat(n))).collect();
    let text = |body: &str| format!("---\ntitle: New\nsummary: Text.\n---\n\n{body}\n");
    for (path, content, codes) in [
        ("content/lv/glossary.yaml", format!("a: {brackets}"), &[Code::Yaml][..]),
        ("content/lv/glossary.yaml", format!("a: {brackets}{}", "]".repeat(depth)), &[Code::Yaml]),
        ("content/lv/articles/new.md", text(&quotes), &[Code::TooDeep]),
        ("content/lv/articles/new.md", text(&list), &[Code::TooDeep]),
        ("content/lv/articles/new.md", text(&brackets), &[Code::NotALink]),
        ("content/lv/articles/new.md", text(&"[ ".repeat(depth)), &[]),
        ("content/lv/articles/new.md", text(&"] ".repeat(depth)), &[]),
        ("content/lv/articles/new.md", text(&"*a ".repeat(depth)), &[Code::UnclosedEmphasis]),
    ] {
        assert_eq!(base().file(path, content).build().codes(), codes, "{path}");
    }
}
