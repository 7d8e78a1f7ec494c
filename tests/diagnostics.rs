//! What a writer reads when something is wrong: every code, verbatim, with its place.
//!
//! Each file in `tests/diagnostics/` is a text about one mistake. Below a `## heading` stands a case: fenced blocks whose
//! info string is a path are laid over the sound site of `base.md`, lines `delete: path` take files out of it, and the
//! block `expect` holds what situ says about the result; an empty one means that it says nothing. A block with the word
//! `escaped` behind its path may hold `\t`, `\r` and bytes such as `\xff`. `UPDATE=1` writes the `expect` blocks anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;

use situ::build::{Built, Memory, Options, RenderError, build};
use situ::diag::{Code, Diagnostic, Severity, to_json, to_text};
use situ::messages::Messages;
use situ::outputs::InMemory;
use situ::tree::{TEXT_LIMIT, Tree};

/// Codes that only a real disk can bring about: their tests are below, in Rust; those of dictionaries in `desk.rs`.
const ON_DISK: [Code; 5] = [Code::Unreadable, Code::NotAFile, Code::TooLarge, Code::Spelling, Code::NoDictionary];

type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn every_mistake_reads_as_written_in_its_case() {
    let base = base();
    let update = std::env::var_os("UPDATE").is_some();
    let mut failures = String::new();
    let mut count = 0;
    let mut not_mended = Vec::new();
    for path in case_files() {
        let text = fs::read_to_string(&path).unwrap();
        let cases = cases(&path, &text);
        assert!(!cases.is_empty(), "{}: no case", path.display());
        let mut renewed = text.clone();
        // From the last to the first, so that the places of the others stay.
        for case in cases.iter().rev() {
            count += 1;
            let (said, mended) = match catch_unwind(AssertUnwindSafe(|| case.run(&base))) {
                Ok(result) => result,
                Err(panic) => {
                    let words = panic.downcast_ref::<String>().map(String::as_str);
                    let words = words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("?");
                    failures.push_str(&format!("\n== {}\npanicked: {words}\n", case.name));
                    continue;
                }
            };
            if !mended {
                not_mended.push(case.name.clone());
            }
            if said == case.expected {
                continue;
            }
            if update {
                renewed.replace_range(case.expect_block.clone(), &fenced(&said));
            } else {
                failures.push_str(&format!("\n== {}\n{}", case.name, difference(&case.expected, &said)));
            }
        }
        if renewed != text {
            fs::write(&path, renewed).unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}\n(- expected, + said; UPDATE=1 writes what is said into the cases)");
    assert_eq!(not_mended, Vec::<String>::new(), "these mends do not mend");
    assert!(count > 400, "{count} cases");
}

#[test]
fn the_base_is_sound() {
    let tree = Tree::from_pairs(base());
    assert_eq!(said(&tree, &build(&tree, &Options::default(), Memory::None, Vec::new()).diagnostics), "");
}

#[test]
fn every_code_stands_in_some_case() {
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

/// A case: files over the base, and what situ says.
struct Case {
    /// File and heading.
    name: String,
    changes: Files,
    deleted: Vec<String>,
    expected: String,
    /// The bytes of the expect block with its fences.
    expect_block: std::ops::Range<usize>,
}

impl Case {
    /// What situ says, and whether its mends mend; what holds for every message is proved by the way.
    fn run(&self, base: &Files) -> (String, bool) {
        let files = self.files(base);
        let tree = Tree::from_pairs(files.clone());
        let built = build(&tree, &Options::default(), Memory::None, Vec::new());
        assert_eq!(built.site.is_some(), !built.has_errors(), "{}: a site without errors is built", self.name);
        let json: serde_json::Value =
            serde_json::from_str(&to_json(&built.diagnostics, &tree, &Messages::for_writer("en"))).unwrap();
        assert_eq!(json.as_array().map(Vec::len), Some(built.diagnostics.len()), "{}", self.name);
        for diagnostic in &built.diagnostics {
            self.place_is_in_the_file(&tree, diagnostic);
        }
        let mended = built.diagnostics.iter().all(|diagnostic| mends(&files, &built.diagnostics, diagnostic));
        (said(&tree, &built.diagnostics), mended)
    }

    fn place_is_in_the_file(&self, tree: &Tree, diagnostic: &Diagnostic) {
        for place in std::iter::once(&diagnostic.span).chain(&diagnostic.related) {
            let about = format!("{}: [{}] {place:?}", self.name, diagnostic.code.as_str());
            let Some(text) = tree.text(&place.path) else {
                assert_eq!((place.start, place.end), (0, 0), "{about}: no such file");
                continue;
            };
            let (start, end) = (place.start as usize, place.end as usize);
            let whole = tree.size(&place.path) as usize;
            assert!(start <= end && end <= whole, "{about}: beyond the file");
            // Wrong bytes are longer when they are shown than they are in the file.
            let shown_as_is = text.len() == whole;
            assert!(
                !shown_as_is || text.is_char_boundary(start) && text.is_char_boundary(end),
                "{about}: within a character"
            );
        }
    }

    fn files(&self, base: &Files) -> Files {
        let mut files = base.clone();
        for path in &self.deleted {
            assert!(files.remove(path).is_some(), "{}: {path} is not in the base", self.name);
        }
        files.extend(self.changes.clone());
        files
    }
}

/// Whether a diagnostic's mend takes it away, and leaves no words behind that were meant for braces.
fn mends(files: &Files, before: &[Diagnostic], diagnostic: &Diagnostic) -> bool {
    let Some(fix) = &diagnostic.fix else { return true };
    let path: &str = &diagnostic.span.path;
    let mut files = files.clone();
    files.get_mut(path).unwrap().splice(fix.range.clone(), fix.replacement.bytes());
    let after = build(&Tree::from_pairs(files), &Options::default(), Memory::None, Vec::new()).diagnostics;
    let count = |all: &[Diagnostic], code: Code| all.iter().filter(|d| *d.span.path == *path && d.code == code).count();
    let rises = |code| count(&after, code) > count(before, code);
    let stays = after.iter().any(|other| (other.code, &other.span) == (diagnostic.code, &diagnostic.span));
    !stays && !rises(diagnostic.code) && !rises(Code::StrayAttribute) && !rises(Code::Yaml)
}

fn said(tree: &Tree, diagnostics: &[Diagnostic]) -> String {
    let text = to_text(diagnostics, tree, &Messages::for_writer("en"), false);
    if text.is_empty() { text } else { format!("{}\n", text.trim_end()) }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn case_files() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.filter(|path| !path.ends_with("base.md")).collect();
    paths.sort();
    paths
}

fn base() -> Files {
    let text = fs::read_to_string(folder().join("base.md")).unwrap();
    let (blocks, _) = blocks(&text);
    blocks.into_iter().map(|block| (block.path().to_owned(), block.bytes())).collect()
}

/// A fenced block: its info string, its text and its bytes in the file, fences and all.
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

/// The fenced blocks of a file, and its other lines with the byte at which each starts.
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
    assert!(open.is_none(), "a fence is open to the end: {open:?}");
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
        let mut changes = Files::new();
        let mut expect = None;
        for block in blocks.iter().filter(|block| inside(block.range.start)) {
            if block.info == "expect" {
                assert!(expect.is_none(), "{name}: two expect blocks");
                expect = Some(block);
            } else {
                assert!(
                    changes.insert(block.path().to_owned(), block.bytes()).is_none(),
                    "{name}: {} twice",
                    block.info
                );
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

/// An expect block with fences longer than any in it.
fn fenced(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    format!("{fence}expect\n{text}{fence}")
}

/// Lines that went and came, with what stayed around them.
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

// What only a disk can do.

/// The base on disk; `change` spoils it before it is read, `later` after.
fn on_disk(change: impl FnOnce(&Path), later: impl FnOnce(&Path)) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in base() {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    change(folder.path());
    let (tree, diagnostics) = Tree::from_disk(folder.path());
    later(folder.path());
    let Built { diagnostics, .. } = build(&tree, &Options::default(), Memory::None, diagnostics);
    said(&tree, &diagnostics)
}

#[track_caller]
fn assert_said(said: &str, expected: &str) {
    assert!(said == expected, "\n{}", difference(expected, said));
}

#[test]
#[cfg(unix)]
fn a_link_is_not_followed() {
    let said = on_disk(
        |root| std::os::unix::fs::symlink("calm.md", root.join("content/lv/articles/quiet.md")).unwrap(),
        |_| {},
    );
    assert_said(
        &said,
        r"error[not-a-file]: This is a link or a special file, not a regular one.
--> content/lv/articles/quiet.md
 = what to do: Put a copy of the file itself here.
",
    );
}

#[test]
#[cfg(unix)]
fn a_pipe_is_not_waited_for() {
    let said = on_disk(
        |root| {
            let path = root.join("content/lv/articles/pipe.md");
            assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        },
        |_| {},
    );
    assert_said(
        &said,
        r"error[not-a-file]: This is a link or a special file, not a regular one.
--> content/lv/articles/pipe.md
 = what to do: Put a copy of the file itself here.
",
    );
}

#[test]
fn a_text_of_many_megabytes_is_not_read() {
    let said = on_disk(
        |root| {
            let file = fs::File::create(root.join("content/lv/articles/calm.md")).unwrap();
            file.set_len(TEXT_LIMIT + 1).unwrap();
        },
        |_| {},
    );
    assert_said(
        &said,
        r"error[too-large]: This file is larger than 5 MB.
--> content/lv/articles/calm.md
 = what to do: Split the text into several articles, or make the picture smaller.
",
    );
}

#[test]
fn a_file_that_went_away_is_missed() {
    let said = on_disk(|_| {}, |root| fs::remove_file(root.join("content/lv/articles/calm.md")).unwrap());
    assert_said(
        &said,
        r"error[unreadable]: This file cannot be read: it is not there any more.
--> content/lv/articles/calm.md
 = what to do: Check that the file is still there and that you may read it; then build again.
",
    );
}

#[test]
fn a_folder_in_place_of_the_settings_is_a_missing_file() {
    let said = on_disk(
        |root| {
            fs::remove_file(root.join("content/site.yaml")).unwrap();
            fs::create_dir(root.join("content/site.yaml")).unwrap();
        },
        |_| {},
    );
    assert_said(
        &said,
        r"error[missing-file]: The file content/site.yaml is missing.
--> content/site.yaml
 = what to do: Create it, or run situ in the folder in which content/ stands; the README shows what belongs into the file.
",
    );
}

#[test]
fn another_folder_has_no_content() {
    let said = on_disk(|root| fs::remove_dir_all(root.join("content")).unwrap(), |_| {});
    assert_said(
        &said,
        r"error[unreadable]: This file cannot be read: it is not there any more.
--> content
 = what to do: Check that the file is still there and that you may read it; then build again.

error[missing-file]: The file content/site.yaml is missing.
--> content/site.yaml
 = what to do: Create it, or run situ in the folder in which content/ stands; the README shows what belongs into the file.
",
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_no_text_is_refused() {
    let said = on_disk(
        |root| {
            use std::os::unix::ffi::OsStrExt;
            let name = std::ffi::OsStr::from_bytes(b"kl\xfbda.md");
            fs::write(root.join("content/lv/articles").join(name), "").unwrap();
        },
        |_| {},
    );
    assert_said(
        &said,
        r"error[bad-id]: `content/lv/articles/kl�da.md` cannot be a name here.
--> content/lv/articles/kl�da.md
 = what to do: Use small Latin letters, digits and single hyphens, such as late-deadline; pages cannot have the names of the site's parts (guide, search, …).
",
    );
}

#[test]
fn spare_copies_and_hidden_files_are_no_mistake() {
    let said = on_disk(
        |root| {
            for name in [".DS_Store", "calm.md~", "#calm.md#", ".calm.md.swp"] {
                fs::write(root.join("content/lv/articles").join(name), "x").unwrap();
            }
        },
        |_| {},
    );
    assert_said(&said, "");
}

// What is meant to bring a program down.

#[test]
fn depth_without_end_is_refused() {
    let depth = 20_000;
    let brackets = "[".repeat(depth);
    let quotes = ">".repeat(depth);
    let list: String = (0..400).map(|n| format!("{}- x\n", "  ".repeat(n))).collect();
    let text = |body: &str| format!("---\ntitle: Jauns\nsummary: Teksts.\n---\n\n{body}\n");
    for (path, content, codes) in [
        ("content/lv/glossary.yaml", format!("a: {brackets}"), &[Code::Yaml][..]),
        ("content/lv/glossary.yaml", format!("a: {brackets}{}", "]".repeat(depth)), &[Code::Yaml]),
        ("content/lv/articles/new.md", text(&quotes), &[Code::TooDeep]),
        ("content/lv/articles/new.md", text(&list), &[Code::TooDeep]),
        ("content/lv/articles/new.md", text(&brackets), &[Code::NotALink]),
        ("content/lv/articles/new.md", text(&"[ ".repeat(depth)), &[]),
        ("content/lv/articles/new.md", text(&"] ".repeat(depth)), &[]),
        ("content/lv/articles/new.md", text(&"*a ".repeat(depth)), &[Code::NotBold]),
    ] {
        let mut files = base();
        files.insert(path.into(), content.into());
        let built = build(&Tree::from_pairs(files), &Options::default(), Memory::None, Vec::new());
        let found: Vec<Code> = built.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(found, codes, "{path}");
    }
}

// What comes out only when pages are rendered.

/// What is said of a site whose theme has this template of its own.
fn faults_of(name: &str, template: &str) -> String {
    let mut files = base();
    files.insert(
        "content/site.yaml".into(),
        b"base_url: https://example.org\nlanguages: [lv, ru]\ntheme: mine\n".into(),
    );
    files.insert(format!("themes/mine/templates/{name}"), template.into());
    let tree = Tree::from_pairs(files);
    let built = build(&tree, &Options::default(), Memory::None, Vec::new());
    assert_eq!(said(&tree, &built.diagnostics), "");
    let site = built.site.unwrap();
    let Err(RenderError::Content(mut faults)) = site.render(&tree, &InMemory::default()) else {
        panic!("it was rendered")
    };
    // The built-in templates are proved elsewhere.
    faults.retain(|fault| fault.span.path.starts_with("themes/mine/"));
    said(&tree, &faults)
}

#[test]
fn what_stands_on_all_pages_sees_none_of_them() {
    assert_said(
        &faults_of("cached/footer.html", "<p>{{ site.title }} {{ page.title }}</p>\n"),
        r"error[theme]: The theme cannot be used: nothing is called `page` here.
 --> themes/mine/templates/cached/footer.html:1:24
  |
1 | <p>{{ site.title }} {{ page.title }}</p>
  |                        ^^^^
  |
  = what to do: Names that are known here: site, ui.
",
    );
}

#[test]
fn a_template_that_fails_says_where() {
    assert_said(
        &faults_of("page.html", "<h1>{{ page.titel }}</h1>\n"),
        r"error[theme]: The theme cannot be used: there is no `titel` in this value.
 --> themes/mine/templates/page.html:1:13
  |
1 | <h1>{{ page.titel }}</h1>
  |             ^^^^^
  |
  = what to do: Did you mean `title`? It has: content, crumbs, description, head, href, id, in_menu, kind, lang, languages, missing, title.
",
    );
}
