//! Random damage to the sources never causes a panic, a hang or an invalid page.
//!
//! Three targets with a corpus each in `tests/fuzz/`: front matter, Markdown to page, YAML data. (The query and index of the
//! search are damaged by `tests/browser/fuzz.test.mjs`.) A run is short and repeatable; `SITU_FUZZ=100000 SITU_SEED=7
//! cargo test --test it fuzz::` runs longer. An input that fails is added to the corpus. This is a loop in stable Rust,
//! because the known fuzzing engines need a nightly compiler.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use scraper::Html;
use situ::Messages;
use situ::{to_json, to_text};

use crate::support::{PNG, Random, Site, tests_dir};

/// Fragments that parsers stumble over.
const FRAGMENTS: [&str; 75] = [
    "- [ ] ",
    "{#a .key}",
    "> [!SAY]\n> ",
    "> [!TEXT]\n> ",
    "> [!LAW lv 2026-11-21]\n",
    "> [!LAW lv 2026-11-21 a](https://a.example)\n",
    " {country=lv}",
    "[[",
    "]]",
    "[[phrase:p]]",
    "{#",
    "}",
    "`",
    "```\n",
    "\n\n",
    "    ",
    "*",
    "**",
    "_",
    "~~",
    "[^1]",
    "\n[^1]: ",
    "![",
    "](",
    ")",
    "|",
    "\n|---|\n",
    "# ",
    "## Tagad\n",
    "---\n",
    "<b>",
    "<!--",
    "&amp;",
    "&#0;",
    "&#x10FFFF;",
    "\\",
    "\"",
    "'",
    "„",
    "é\u{301}",
    "→ ",
    "\t",
    "\r\n",
    "\r",
    "1) ",
    ": ",
    "- ",
    "? ",
    "[",
    "]",
    "{",
    ",",
    "&a ",
    "*a",
    "!!str ",
    "!x ",
    "|\n ",
    ">-\n ",
    "<<: ",
    "#",
    " #",
    "%YAML 1.2\n",
    "---",
    "...",
    "2026-02-30",
    "0x1F",
    "~",
    "null",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "\u{0}",
    "\u{7f}",
    "ａ",
    "🙂",
];

fn corpus(target: &str) -> Vec<String> {
    let folder = tests_dir("fuzz").join(target);
    let mut texts: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    texts.sort();
    texts
}

/// `text` with some bytes changed, inserted or deleted; the result need not be UTF-8.
fn damaged(text: &str, all: &[String], random: &mut Random) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + random.below(8) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(60)).min(bytes.len());
        match random.below(9) {
            0..=2 => drop(bytes.splice(at..at, FRAGMENTS[random.below(FRAGMENTS.len())].bytes())),
            3 => drop(bytes.drain(at..end)),
            4 => {
                let copy = bytes[at..end].repeat(1 + random.below(20));
                bytes.splice(at..at, copy);
            }
            5 => {
                let other = random.pick(all).as_bytes();
                let from = random.below(other.len());
                bytes.splice(at..at, other[from..(from + 80).min(other.len())].iter().copied());
            }
            6 => bytes.truncate(at),
            7 => drop(bytes.splice(at..end, FRAGMENTS[random.below(FRAGMENTS.len())].bytes())),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.below(256) as u8;
                }
            }
        }
    }
    bytes.truncate(64 << 10);
    bytes
}

/// A valid site in which the file `path` is `bytes`.
fn site(path: &str, bytes: Vec<u8>) -> Site {
    let front = "---\ntitle: One\nsummary: Two.\n---\n\n";
    Site::new()
        .file("content/site.yaml", "base_url: https://kb.example\nlanguages: [lv, ru]\n")
        .file("content/lv/site.yaml", "title: Vietne\nphases: {now: Tagad, then: Beigās}\n")
        .file("content/ru/site.yaml", "title: Сайт\nphases: {now: Сейчас, then: Потом}\n")
        .file("content/situations.yaml", corpus_file("data/situations.yaml"))
        .file("content/guide.yaml", corpus_file("data/guide.yaml"))
        .file("content/phrases.yaml", "p: {situations: [one], actions: [art.call]}\n")
        .file("content/lv/phrases.yaml", "p: {says: Dārgi, answer: Labi}\n")
        .file("content/lv/glossary.yaml", corpus_file("data/glossary.yaml"))
        .file("content/lv/guide.yaml", "q: {ask: Kas?, answers: {a: A, b: B}}\nr: {ask: Kur?, answers: {c: C}}\n")
        .file(
            "content/lv/articles/art.md",
            format!("{front}## Tagad\n\n- [ ] Zvaniet. {{#call}}\n- [ ] Rakstiet. {{#write}}\n"),
        )
        .file("content/lv/situations/one.md", format!("{front}Text.\n"))
        .file("content/lv/situations/two.md", format!("{front}Text.\n"))
        .file("content/media/plan.png", PNG)
        .file(path, bytes)
}

fn corpus_file(name: &str) -> String {
    fs::read_to_string(tests_dir("fuzz").join(name)).unwrap()
}

/// Builds, reports and renders; spans must be in their files, and pages must be well-formed HTML.
fn check(site: &Site) {
    let site = site.build();
    let messages = Messages::for_writer("ru");
    let text = to_text(site.diagnostics(), &site.tree, &messages, false);
    let json: serde_json::Value = serde_json::from_str(&to_json(site.diagnostics(), &site.tree, &messages)).unwrap();
    assert_eq!(text.is_empty(), json.as_array().unwrap().is_empty());
    for diagnostic in site.diagnostics() {
        let length = site.tree.text(&diagnostic.span.path).map_or(0, |text| text.len());
        // A span may start one byte after the end of the file.
        assert!(diagnostic.span.start as usize <= length + 1, "{diagnostic:?}");
        assert!(diagnostic.span.start <= diagnostic.span.end, "{diagnostic:?}");
    }
    if !site.is_valid() {
        assert!(!text.is_empty());
        return;
    }
    for (path, (_, bytes)) in site.outputs().iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        let errors = parse_errors(html);
        assert!(errors.is_empty(), "{path}: {errors:?}");
    }
}

/// Parse errors that a browser has to repair; a well-formed page has none.
fn parse_errors(html: &str) -> Vec<String> {
    Html::parse_document(html).errors.into_iter().map(String::from).collect()
}

#[test]
fn malformed_html_is_detected() {
    let page = |inside: &str| format!("<!DOCTYPE html><html><head><title>a</title></head><body>{inside}</body></html>");
    assert!(parse_errors(&page("<p>a</p>")).is_empty());
    for wrong in ["<p>a</b></p>", "<ul><li>a</p></ul>", "<a>b<a>c</a></a>"] {
        assert!(!parse_errors(&page(wrong)).is_empty(), "{wrong}");
    }
}

/// The number in an environment variable.
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Checks the corpus of `target`, then `rounds` damaged copies of its files, each put into a site by `site`.
fn fuzz(target: &str, rounds: usize, site: impl Fn(Vec<u8>, &mut Random) -> Site) {
    let corpus = corpus(target);
    assert!(!corpus.is_empty());
    let rounds = number("SITU_FUZZ").map_or(rounds, |n| n as usize);
    let mut random = Random::new(number("SITU_SEED").unwrap_or(1));
    for text in &corpus {
        check(&site(text.clone().into_bytes(), &mut random));
    }
    for round in 0..rounds {
        let text = random.pick(&corpus);
        let bytes = damaged(text, &corpus, &mut random);
        let site = site(bytes.clone(), &mut random);
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| check(&site))) {
            let shown = String::from_utf8_lossy(&bytes);
            eprintln!("round {round}, bytes {bytes:?}\n{shown}");
            std::panic::resume_unwind(panic);
        }
    }
}

#[test]
fn damaged_front_matter_does_not_panic() {
    fuzz("front-matter", 300, |bytes, random| {
        let paths = [
            "content/lv/articles/new.md",
            "content/lv/situations/one.md",
            "content/lv/documents/new.md",
            "content/lv/pages/new.md",
        ];
        let body = b"\n---\n\n---\n\nTeksts [a].\n\n---\n";
        site(paths[random.below(paths.len())], [b"---\n", bytes.as_slice(), body].concat())
    });
}

#[test]
fn damaged_markdown_does_not_panic() {
    fuzz("markdown", 300, |bytes, random| {
        let paths = [
            "content/lv/articles/new.md",
            "content/lv/situations/two.md",
            "content/lv/documents/new.md",
            "content/lv/pages/new.md",
        ];
        let path = paths[random.below(paths.len())];
        let line: &[u8] = if path.contains("/documents/") { b"\n\n---\n\n" } else { b"" };
        let front: &[u8] = b"---\ntitle: Viens\nsummary: Divi.\n---\n\n";
        site(path, [front, line, bytes.as_slice(), line].concat())
    });
}

#[test]
fn damaged_yaml_data_does_not_panic() {
    fuzz("data", 400, |bytes, random| {
        let paths = [
            "content/site.yaml",
            "content/situations.yaml",
            "content/guide.yaml",
            "content/phrases.yaml",
            "content/lv/site.yaml",
            "content/lv/guide.yaml",
            "content/lv/phrases.yaml",
            "content/lv/glossary.yaml",
        ];
        site(paths[random.below(paths.len())], bytes)
    });
}
