//! Tiny sites as text: what comes out, and what an edit makes anew.
//!
//! `tests/sites/<case>.txt` is a site, its expected output and edits, in sections that begin with a line `-- name --`:
//! `content/…` and `themes/…` are sources; `expect <path>` is an output file, and all outputs must be there and no
//! other; `edit <n> <path>` replaces a source (`DELETE` takes it out); `rendered <n>` lists the pages that edit `n` makes
//! anew. After each edit the incremental output must equal a full build byte for byte. `tests/sites/theme.txt` holds
//! the small theme that the cases use. UPDATE=1 rewrites what is expected.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use situ::build::{Memory, Memos, Options, Summary, build};
use situ::diag::to_text;
use situ::facts::{Fact, Facts};
use situ::messages::Messages;
use situ::outputs::{InMemory, OutputFiles as Files};
use situ::tree::Tree;

mod shared;
use shared::dice::Dice;

type Sources = BTreeMap<String, String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites")
}

/// Sections of a file, in order: name and text.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let name = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
        match (name, sections.last_mut()) {
            (Some(name), _) => sections.push((name.to_owned(), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => {}
        }
    }
    sections
}

fn theme() -> Sources {
    sections(&fs::read_to_string(folder().join("theme.txt")).unwrap()).into_iter().collect()
}

fn tree(sources: &Sources) -> Tree {
    Tree::from_pairs(sources.iter().map(|(path, text)| (path.as_str(), text.clone())))
}

/// Builds after `before`; panics with the diagnostics if there are any.
fn built(sources: &Sources, memory: Memory, before: Files) -> (Files, Summary) {
    let (files, summary, _) = built_and_known(sources, memory, before);
    (files, summary)
}

/// As [`built`], and what a later build need not read again.
fn built_and_known(sources: &Sources, memory: Memory, before: Files) -> (Files, Summary, Vec<Fact>) {
    let tree = tree(sources);
    let built = build(&tree, &Options::default(), memory, Vec::new());
    let messages = Messages::for_writer("en");
    let Some(ready) = built.site else {
        panic!("{}", to_text(&built.diagnostics, &tree, &messages, false));
    };
    let outputs = InMemory::after(before);
    let summary = match ready.render(&tree, &outputs) {
        Ok(summary) => summary,
        Err(situ::build::RenderError::Content(found)) => panic!("{}", to_text(&found, &tree, &messages, false)),
        Err(situ::build::RenderError::Output(never)) => match never {},
    };
    (outputs.finish(), summary, ready.facts)
}

/// What the cases show: all but the search index, which ships the languages' tables and has tests of its own, and the
/// words of the built-in script. Of the lists for devices, a line for each other file.
fn shown(files: &Files) -> BTreeMap<String, String> {
    let is_index = |path: &str| path.ends_with("/words.json") || (path.ends_with(".json") && path.contains("/search/"));
    let lines = |text: &str| -> String {
        let list: serde_json::Value = serde_json::from_str(text).unwrap();
        let entries: Vec<(String, String)> = serde_json::from_value(list["files"].clone()).unwrap();
        let own = entries.iter().filter(|(href, _)| !is_index(href));
        own.map(|(href, key)| format!("{key} {href}\n")).collect()
    };
    let shown = texts(files).into_iter().filter(|(path, _)| !is_index(path));
    shown
        .map(|(path, text)| if path.ends_with("/offline.json") { (path, lines(&text)) } else { (path, text) })
        .collect()
}

fn texts(files: &Files) -> BTreeMap<String, String> {
    files.iter().map(|(path, (_, bytes))| (path.clone(), String::from_utf8_lossy(bytes).into_owned())).collect()
}

/// Missing, surplus and different files, in words.
fn differences(expected: &BTreeMap<String, String>, found: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    for (path, wanted) in expected {
        match found.get(path) {
            None => writeln!(text, "missing: {path}").unwrap(),
            Some(got) if got.trim() != wanted.trim() => {
                writeln!(text, "different: {path}\n--- expected\n{}\n--- found\n{}", wanted.trim(), got.trim())
                    .unwrap();
            }
            Some(_) => {}
        }
    }
    for path in found.keys().filter(|path| !expected.contains_key(*path)) {
        writeln!(text, "surplus: {path}").unwrap();
    }
    text
}

/// The case after what was found has taken the place of what was expected.
fn rewritten(
    all: &[(String, String)],
    found: &BTreeMap<String, String>,
    rendered: &BTreeMap<String, String>,
) -> String {
    let mut text = String::new();
    for (name, body) in all.iter().filter(|(name, _)| !name.starts_with("expect ") && !name.starts_with("rendered ")) {
        write!(text, "-- {name} --\n{body}").unwrap();
    }
    for (name, body) in rendered {
        write!(text, "-- {name} --\n{body}").unwrap();
    }
    for (path, body) in found {
        writeln!(text, "-- expect {path} --\n{}", body.trim()).unwrap();
    }
    text
}

fn check(case: &str) {
    let file = folder().join(format!("{case}.txt"));
    let all = sections(&fs::read_to_string(&file).unwrap());
    let mut sources = theme();
    let mut expected = BTreeMap::new();
    let mut edits: BTreeMap<usize, Vec<(String, String)>> = BTreeMap::new();
    let mut rendered = BTreeMap::new();
    for (name, text) in &all {
        let words: Vec<&str> = name.splitn(3, ' ').collect();
        match words.as_slice() {
            ["expect", path] => drop(expected.insert((*path).to_owned(), text.clone())),
            ["edit", n, path] => edits.entry(n.parse().unwrap()).or_default().push(((*path).to_owned(), text.clone())),
            ["rendered", _] => drop(rendered.insert(name.clone(), text.clone())),
            _ => drop(sources.insert(name.clone(), text.clone())),
        }
    }
    let memo = Memos::default();
    let (mut files, _) = built(&sources, Memory::Process(&memo), Files::new());
    let first = shown(&files);
    let mut found_rendered = BTreeMap::new();
    for (n, changes) in edits {
        for (path, text) in changes {
            if text.trim() == "DELETE" {
                assert!(sources.remove(&path).is_some(), "{case}: edit {n} deletes what is not there: {path}");
            } else {
                sources.insert(path, text);
            }
        }
        let (incremental, summary) = built(&sources, Memory::Process(&memo), files);
        let (full, _) = built(&sources, Memory::None, Files::new());
        let difference = differences(&texts(&full), &texts(&incremental));
        assert!(difference.is_empty(), "{case}: edit {n}: incremental output is not the full one\n{difference}");
        let list: String = summary.rendered.iter().map(|path| format!("{path}\n")).collect();
        found_rendered.insert(format!("rendered {n}"), list);
        files = incremental;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, rewritten(&all, &first, &found_rendered)).unwrap();
        return;
    }
    let difference = differences(&expected, &first);
    assert!(difference.is_empty(), "{case}:\n{difference}");
    assert_eq!(rendered, found_rendered, "{case}: pages made anew");
}

macro_rules! cases {
    ($($name:ident),+ $(,)?) => {
        $(#[test] fn $name() { check(stringify!($name)); })+

        #[test]
        fn every_case_is_run() {
            let mut files: Vec<String> = fs::read_dir(folder())
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .filter(|name| name != "theme.txt")
                .collect();
            files.sort();
            let mut listed = vec![$(concat!(stringify!($name), ".txt")),+];
            listed.sort_unstable();
            assert_eq!(files, listed);
        }
    };
}

cases!(checklists, links, languages, guide, flat);

/// One random change to a site, as a writer might make it.
fn edit(sources: &mut Sources, dice: &mut Dice, spare: &mut Vec<(String, String)>) {
    let texts: Vec<String> = sources.keys().filter(|path| path.starts_with("content/")).cloned().collect();
    let path = texts[dice.roll(texts.len())].clone();
    let text = sources[&path].clone();
    let word = ["avanss", "срок", "[[late]]", "**x**", "дом"][dice.roll(5)];
    match dice.roll(7) {
        0 if path.ends_with(".md") => drop(sources.insert(path, format!("{text}\nText {} {word}.\n", dice.roll(100)))),
        1 => {
            let number = dice.roll(100);
            let changed = text.replacen("title: ", &format!("title: T{number} "), 1);
            sources.insert(path, changed);
        }
        2 if path.ends_with(".md") => {
            let kept = sources.remove(&path).unwrap_or_default();
            spare.push((path, kept));
        }
        3 => {
            if let Some((path, text)) = spare.pop() {
                sources.insert(path, text);
            }
        }
        4 if path.contains("/articles/") => {
            sources.insert(format!("content/lv/articles/new-{}.md", dice.roll(3)), text);
        }
        5 if path.ends_with("glossary.yaml") || path.ends_with("phrases.yaml") => {
            sources.insert(path, text.replacen(": ", &format!(": {word} "), 3).replace("[[late]]", "x"));
        }
        _ => drop(sources.insert(path, text.replacen("severity: 3", "severity: 4", 1).replacen("draft: true", "", 1))),
    }
}

#[test]
fn random_edits_give_what_a_full_build_gives() {
    let (mut rounds, mut known) = (0, 0);
    for seed in 1..=6u64 {
        let mut dice = Dice::new(seed);
        for case in ["checklists", "links", "languages", "guide"] {
            let all = sections(&fs::read_to_string(folder().join(format!("{case}.txt"))).unwrap());
            let mut sources = theme();
            sources.extend(all.into_iter().filter(|(name, _)| name.starts_with("content/")));
            let (memo, mut spare) = (Memos::default(), Vec::new());
            let (mut files, _) = built(&sources, Memory::Process(&memo), Files::new());
            let left: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::default();
            for step in 0..25 {
                edit(&mut sources, &mut dice, &mut spare);
                let tree = tree(&sources);
                if build(&tree, &Options::default(), Memory::None, Vec::new()).site.is_none() {
                    // An edit that breaks the site: the former output stays, the next edit may mend it.
                    continue;
                }
                rounds += 1;
                let (incremental, _) = built(&sources, Memory::Process(&memo), files);
                let (full, _) = built(&sources, Memory::None, Files::new());
                let difference = differences(&texts(&full), &texts(&incremental));
                assert!(difference.is_empty(), "seed {seed}, {case}, step {step}:\n{difference}");
                files = incremental;
                let facts = Facts::recall(|name| left.lock().unwrap().get(name).cloned());
                let (upon_facts, _, now) = built_and_known(&sources, Memory::Disk(&facts), Files::new());
                let difference = differences(&texts(&full), &texts(&upon_facts));
                assert!(difference.is_empty(), "seed {seed}, {case}, step {step}, upon facts:\n{difference}");
                known += now.iter().filter(|fact| facts.find(fact.key).is_some()).count();
                facts.leave(&now, |name, bytes| drop(left.lock().unwrap().insert(name.to_owned(), bytes.to_vec())));
            }
        }
    }
    assert!(rounds > 150, "only {rounds} edits gave a site: the test proves too little");
    assert!(known > 2 * rounds, "only {known} texts were known in {rounds} builds: the test proves too little");
}
