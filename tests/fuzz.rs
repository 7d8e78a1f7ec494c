//! Random damage never makes the program panic, hang or write what is no page.
//!
//! Four targets, each with a corpus of its own in `tests/fuzz/`: front matter, Markdown to page, YAML data; the search's
//! query and shards are JavaScript, and `tests/browser/fuzz.test.mjs` damages them. A run is short and repeatable;
//! `SITU_FUZZ=100000 SITU_SEED=7 cargo test --test fuzz` goes on for as long as one likes. What it finds goes into
//! the corpus. A loop over stable Rust, because the well-known engines need a nightly compiler.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use scraper::Html;
use situ::build::{Memory, Options, build};
use situ::diag::{to_json, to_text};
use situ::messages::Messages;
use situ::outputs::InMemory;
use situ::tree::Tree;

mod shared;
use shared::dice::Dice;

/// What parsers stumble over.
const SHARDS: [&str; 72] = [
    "- [ ] ",
    "{#a .key}",
    "> [!SAY]\n> ",
    "> [!LAW lv 2026-11-21]\n",
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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(target);
    let mut texts: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    texts.sort();
    texts
}

/// Bytes of `text` with some of them changed, so that what is no UTF-8 comes about too.
fn damaged(text: &str, all: &[String], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + dice.roll(8) {
        let at = dice.roll(bytes.len() + 1);
        let end = (at + dice.roll(60)).min(bytes.len());
        match dice.roll(9) {
            0..=2 => drop(bytes.splice(at..at, SHARDS[dice.roll(SHARDS.len())].bytes())),
            3 => drop(bytes.drain(at..end)),
            4 => {
                let copy = bytes[at..end].repeat(1 + dice.roll(20));
                bytes.splice(at..at, copy);
            }
            5 => {
                let other = dice.pick(all).as_bytes();
                let from = dice.roll(other.len());
                bytes.splice(at..at, other[from..(from + 80).min(other.len())].iter().copied());
            }
            6 => bytes.truncate(at),
            7 => drop(bytes.splice(at..end, SHARDS[dice.roll(SHARDS.len())].bytes())),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = dice.roll(256) as u8;
                }
            }
        }
    }
    bytes.truncate(64 << 10);
    bytes
}

/// A sound site in which one file is `bytes`.
fn site(path: &str, bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let front = "---\ntitle: Viens\nsummary: Divi.\n---\n\n";
    let mut files: Vec<(&str, String)> = vec![
        ("content/site.yaml", "base_url: https://kb.example\nlanguages: [lv, ru]\n".to_owned()),
        ("content/situations.yaml", corpus_file("data/situations.yaml")),
        ("content/guide.yaml", corpus_file("data/guide.yaml")),
        ("content/phrases.yaml", "p: {situations: [one], actions: [art.call]}\n".to_owned()),
        ("content/lv/phrases.yaml", "p: {says: Dārgi, answer: Labi}\n".to_owned()),
        ("content/lv/glossary.yaml", corpus_file("data/glossary.yaml")),
        (
            "content/lv/guide.yaml",
            "q: {ask: Kas?, answers: {a: A, b: B}}\nr: {ask: Kur?, answers: {c: C}}\n".to_owned(),
        ),
        (
            "content/lv/articles/art.md",
            format!("{front}## Tagad\n\n- [ ] Zvaniet. {{#call}}\n- [ ] Rakstiet. {{#write}}\n"),
        ),
        ("content/lv/situations/one.md", format!("{front}Teksts.\n")),
        ("content/lv/situations/two.md", format!("{front}Teksts.\n")),
        ("content/media/plan.png", "x".to_owned()),
    ];
    for lang in ["lv", "ru"] {
        files.push(match lang {
            "lv" => ("content/lv/site.yaml", "title: Vietne\nphases: {now: Tagad, then: Beigās}\n".to_owned()),
            _ => ("content/ru/site.yaml", "title: Сайт\nphases: {now: Сейчас, then: Потом}\n".to_owned()),
        });
    }
    let mut files: Vec<(String, Vec<u8>)> = files
        .into_iter()
        .filter(|(known, _)| *known != path)
        .map(|(path, text)| (path.to_owned(), text.into_bytes()))
        .collect();
    files.push((path.to_owned(), bytes));
    files
}

fn corpus_file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name)).unwrap()
}

/// Builds, says what there is to say, renders; every page must be one.
fn try_site(files: Vec<(String, Vec<u8>)>) {
    let tree = Tree::from_pairs(files);
    let built = build(&tree, &Options::default(), Memory::None, Vec::new());
    let messages = Messages::for_writer("ru");
    let text = to_text(&built.diagnostics, &tree, &messages, false);
    let json: serde_json::Value = serde_json::from_str(&to_json(&built.diagnostics, &tree, &messages)).unwrap();
    assert_eq!(text.is_empty(), json.as_array().unwrap().is_empty());
    for diagnostic in &built.diagnostics {
        let length = tree.text(&diagnostic.span.path).map_or(0, |text| text.len());
        // A place may stand behind the last byte, never farther.
        assert!(diagnostic.span.start as usize <= length + 1, "{diagnostic:?}");
        assert!(diagnostic.span.start <= diagnostic.span.end, "{diagnostic:?}");
    }
    let Some(ready) = built.site else {
        assert!(!text.is_empty());
        return;
    };
    let outputs = InMemory::default();
    ready.render(&tree, &outputs).unwrap();
    for (path, (_, bytes)) in outputs.finish() {
        if path.ends_with(".html") {
            let html = String::from_utf8(bytes.to_vec()).unwrap();
            let mended = mended(&html);
            assert!(mended.is_empty(), "{path}: {mended:?}");
        }
    }
}

/// What a browser has to mend in a page: a page that is well made has nothing of the kind.
fn mended(html: &str) -> Vec<String> {
    Html::parse_document(html).errors.into_iter().map(String::from).collect()
}

#[test]
fn the_check_sees_what_a_browser_has_to_mend() {
    let page = |inside: &str| format!("<!DOCTYPE html><html><head><title>a</title></head><body>{inside}</body></html>");
    assert!(mended(&page("<p>a</p>")).is_empty());
    for wrong in ["<p>a</b></p>", "<ul><li>a</p></ul>", "<a>b<a>c</a></a>"] {
        assert!(!mended(&page(wrong)).is_empty(), "{wrong}");
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn fuzz(target: &str, rounds: usize, place: impl Fn(Vec<u8>, &mut Dice) -> Vec<(String, Vec<u8>)>) {
    let corpus = corpus(target);
    assert!(!corpus.is_empty());
    let rounds = number("SITU_FUZZ").map_or(rounds, |n| n as usize);
    let mut dice = Dice::new(number("SITU_SEED").unwrap_or(1));
    for text in &corpus {
        try_site(place(text.clone().into_bytes(), &mut dice));
    }
    for round in 0..rounds {
        let text = dice.pick(&corpus);
        let bytes = damaged(text, &corpus, &mut dice);
        let files = place(bytes.clone(), &mut dice);
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| try_site(files))) {
            let shown = String::from_utf8_lossy(&bytes);
            eprintln!("round {round}, bytes {bytes:?}\n{shown}");
            std::panic::resume_unwind(panic);
        }
    }
}

#[test]
fn front_matter() {
    fuzz("front-matter", 300, |bytes, dice| {
        let paths = ["content/lv/articles/new.md", "content/lv/situations/one.md", "content/lv/pages/new.md"];
        site(paths[dice.roll(paths.len())], [b"---\n", bytes.as_slice(), b"\n---\n\nTeksts.\n"].concat())
    });
}

#[test]
fn markdown_to_page() {
    fuzz("markdown", 300, |bytes, dice| {
        let paths = ["content/lv/articles/new.md", "content/lv/situations/two.md", "content/lv/pages/new.md"];
        site(paths[dice.roll(paths.len())], [b"---\ntitle: Viens\nsummary: Divi.\n---\n\n", bytes.as_slice()].concat())
    });
}

#[test]
fn yaml_data() {
    fuzz("data", 400, |bytes, dice| {
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
        site(paths[dice.roll(paths.len())], bytes)
    });
}
