//! Small sites as text: their whole output, and the pages that an edit renders again.
//!
//! `tests/golden/<case>.txt` is a site, its expected output, and edits, in sections that begin with a line `-- name --`:
//! `content/…` and `themes/…` are sources; `expect <path>` is an output file, and there must be no other; `edit <n> <path>`
//! replaces a source (`DELETE` deletes it); `rendered <n>` lists the pages that edit `n` renders again. After each edit the
//! incremental output must equal a full build byte for byte. `tests/golden/theme.txt` is the small theme of all cases.
//! `UPDATE=1` rewrites what is expected.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::sync::Mutex;

use situ::OutputFiles;
use situ::testing::DocumentCache;
use situ::{CacheMode, Options, SessionCache};

use crate::support::{Random, Site, docx, tests_dir};

/// Output files as text, by path.
type Texts = BTreeMap<String, String>;

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

fn read_case(case: &str) -> Vec<(String, String)> {
    sections(&fs::read_to_string(tests_dir("golden").join(format!("{case}.txt"))).unwrap())
}

/// A site without content, with the small theme.
fn theme() -> Site {
    Site::new().files(read_case("theme"))
}

/// The output of a full build.
fn full_output(sources: &Site) -> Texts {
    texts(sources.build().outputs())
}

/// What the cases show: everything except the search index and the strings of its script, which have tests of their own. The
/// precache list is shown as one line a file, without those files; of a file for Word, the runs of each paragraph.
fn shown(files: &OutputFiles) -> Texts {
    let is_index = |path: &str| path.ends_with("/words.json") || (path.ends_with(".json") && path.contains("/search/"));
    let lines = |text: &str| -> String {
        let list: serde_json::Value = serde_json::from_str(text).unwrap();
        let entries: Vec<(String, String)> = serde_json::from_value(list["files"].clone()).unwrap();
        let own = entries.iter().filter(|(href, _)| !is_index(href));
        own.map(|(href, key)| format!("{key} {href}\n")).collect()
    };
    let words = |(path, text): (String, String)| match files.get(&path).filter(|_| path.ends_with(".docx")) {
        Some((_, bytes)) => {
            let lines = docx::paragraphs(bytes).into_iter().map(|runs| format!("{}\n", runs.join("|")));
            (path, lines.collect())
        }
        None => (path, text),
    };
    let shown = texts(files).into_iter().filter(|(path, _)| !is_index(path)).map(words);
    shown
        .map(|(path, text)| if path.ends_with("/offline.json") { (path, lines(&text)) } else { (path, text) })
        .collect()
}

fn texts(files: &OutputFiles) -> Texts {
    files.iter().map(|(path, (_, bytes))| (path.clone(), String::from_utf8_lossy(bytes).into_owned())).collect()
}

/// Missing, surplus and different files.
fn differences(expected: &Texts, found: &Texts) -> String {
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

/// The file of a case, with what was found in place of what was expected.
fn rewritten(all: &[(String, String)], found: &Texts, rendered: &Texts) -> String {
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
    let all = read_case(case);
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
            _ => sources.insert(name.clone(), text.clone()),
        }
    }
    let memos = SessionCache::default();
    let incremental = |sources: &Site, previous: OutputFiles| {
        sources.build_with(&Options::default(), CacheMode::Process(&memos)).render_after(previous)
    };
    let (mut files, _) = incremental(&sources, OutputFiles::new());
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
        let (output, summary) = incremental(&sources, files);
        let difference = differences(&full_output(&sources), &texts(&output));
        assert!(difference.is_empty(), "{case}: edit {n}: incremental and full output differ\n{difference}");
        let list: String = summary.rendered.iter().map(|path| format!("{path}\n")).collect();
        found_rendered.insert(format!("rendered {n}"), list);
        files = output;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(tests_dir("golden").join(format!("{case}.txt")), rewritten(&all, &first, &found_rendered)).unwrap();
        return;
    }
    let difference = differences(&expected, &first);
    assert!(difference.is_empty(), "{case}:\n{difference}");
    assert_eq!(rendered, found_rendered, "{case}: rendered pages");
}

macro_rules! cases {
    ($($name:ident),+ $(,)?) => {
        $(#[test] fn $name() { check(stringify!($name)); })+

        #[test]
        fn every_case_is_listed() {
            let mut files: Vec<String> = fs::read_dir(tests_dir("golden"))
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

cases!(checklists, fillable, links, languages, guide, file_urls, inline_texts, own_phases);

/// One random change to a site, as a writer might make it.
fn edit(sources: &mut Site, random: &mut Random, deleted: &mut Vec<(String, String)>) {
    let texts: Vec<String> = sources.paths().filter(|path| path.starts_with("content/")).map(str::to_owned).collect();
    let path = texts[random.below(texts.len())].clone();
    let text = sources.text(&path).into_owned();
    let word = ["avanss", "срок", "[[late]]", "**x**", "дом"][random.below(5)];
    match random.below(7) {
        0 if path.ends_with(".md") => sources.insert(path, format!("{text}\nText {} {word}.\n", random.below(100))),
        1 => {
            let number = random.below(100);
            let changed = text.replacen("title: ", &format!("title: T{number} "), 1);
            sources.insert(path, changed);
        }
        2 if path.ends_with(".md") => {
            sources.remove(&path);
            deleted.push((path, text));
        }
        3 => {
            if let Some((path, text)) = deleted.pop() {
                sources.insert(path, text);
            }
        }
        4 if path.contains("/articles/") => {
            sources.insert(format!("content/lv/articles/new-{}.md", random.below(3)), text);
        }
        5 if path.ends_with("glossary.yaml") || path.ends_with("phrases.yaml") => {
            sources.insert(path, text.replacen(": ", &format!(": {word} "), 3).replace("[[late]]", "x"));
        }
        _ => sources.insert(path, text.replacen("severity: 3", "severity: 4", 1).replacen("draft: true", "", 1)),
    }
}

#[test]
fn random_edits_equal_a_full_build() {
    let (mut rounds, mut known) = (0, 0);
    for seed in 1..=6u64 {
        let mut random = Random::new(seed);
        for case in ["checklists", "fillable", "links", "languages", "guide", "inline_texts", "own_phases"] {
            let all = read_case(case);
            let mut sources = theme();
            sources.extend(all.into_iter().filter(|(name, _)| name.starts_with("content/")));
            let (memos, mut deleted) = (SessionCache::default(), Vec::new());
            let incremental = |sources: &Site, previous: OutputFiles| {
                sources.build_with(&Options::default(), CacheMode::Process(&memos)).render_after(previous).0
            };
            let mut files = incremental(&sources, OutputFiles::new());
            // What a build leaves on disk for the next process.
            let on_disk: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::default();
            for step in 0..25 {
                edit(&mut sources, &mut random, &mut deleted);
                let full = sources.build();
                if !full.is_valid() {
                    // An edit that breaks the site: the old output stays, and a later edit may fix it.
                    continue;
                }
                rounds += 1;
                let full = texts(full.outputs());
                files = incremental(&sources, files);
                let difference = differences(&full, &texts(&files));
                assert!(difference.is_empty(), "seed {seed}, {case}, step {step}:\n{difference}");
                let facts = DocumentCache::load(|name| on_disk.lock().unwrap().get(name).cloned());
                let cached = sources.build_with(&Options::default(), CacheMode::Disk(&facts));
                let difference = differences(&full, &texts(cached.outputs()));
                assert!(difference.is_empty(), "seed {seed}, {case}, step {step}, from disk:\n{difference}");
                let now = &cached.ready().to_cache;
                known += now.iter().filter(|fact| facts.get(fact.key).is_some()).count();
                facts.save(now, |name, bytes| drop(on_disk.lock().unwrap().insert(name.to_owned(), bytes.to_vec())));
            }
        }
    }
    assert!(rounds > 150, "only {rounds} edits gave a valid site");
    assert!(known > 2 * rounds, "only {known} documents came from the cache in {rounds} builds");
}
