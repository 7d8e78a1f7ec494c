//! The list of files that a reader's device keeps, of a language with more files than it is asked to keep.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::support::folder::{read, write};
use crate::support::situ;

/// The most files in a list.
const MAX_FILES: usize = 2_000;
const ARTICLES: usize = 2_005;
const LINE: &str = "articles, pages and pictures are missing";

fn site(root: &Path) {
    let head = |title: &str, more: &str| format!("---\ntitle: {title}\nsummary: {title}.\n{more}---\n\nText.\n");
    write(root, "content/site.yaml", "base_url: https://example.org\nlanguages: [lv, ru]\n");
    write(root, "content/situations.yaml", "phases: [now]\nsituations:\n  - id: quiet\n    severity: 2\n");
    for lang in ["lv", "ru"] {
        write(root, &format!("content/{lang}/site.yaml"), "title: Site\nphases: {now: Now}\n");
        write(root, &format!("content/{lang}/situations/quiet.md"), head("Quiet", "aliases: [still]\n"));
    }
    for n in 0..ARTICLES {
        write(root, &format!("content/lv/articles/a{n}.md"), head(&format!("Article {n}"), ""));
    }
}

/// The addresses in the list of a language.
fn listed(root: &Path, lang: &str) -> BTreeSet<String> {
    let list: Value = serde_json::from_str(&read(root, &format!("public/{lang}/offline.json"))).unwrap();
    list["files"].as_array().unwrap().iter().map(|file| file[0].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_language_with_too_many_files_keeps_the_most_important_and_the_build_says_so() {
    let root = tempfile::tempdir().unwrap();
    site(root.path());
    let (code, _, stderr) = situ(root.path(), &["build"]);
    assert_eq!(code, Some(0), "{stderr}");
    let lv = listed(root.path(), "lv");
    assert_eq!(lv.len(), MAX_FILES);
    for core in
        ["/lv/", "/lv/situations/quiet/", "/lv/search/", "/lv/search/index.json", "/lv/words.json", "/offline.html"]
    {
        assert!(lv.contains(core), "{core} is not kept");
    }
    assert!(!lv.contains("/lv/situations/still/"), "a former address is kept in place of an article");
    let articles = lv.iter().filter(|href| href.starts_with("/lv/articles/a")).count();
    assert!(articles > 1_900, "{articles} articles are kept");
    // The number is that of the articles that are left out.
    let line = stderr.lines().find(|line| line.contains(LINE)).expect("the build says nothing");
    assert!(line.contains(&format!("network, {} articles", ARTICLES - articles)), "{line}");
    assert!(line.starts_with("lv "), "{line}");
    assert_eq!(stderr.matches(LINE).count(), 1, "Russian is complete: {stderr}");
    assert!(listed(root.path(), "ru").contains("/ru/situations/still/"));
    // A build that changes nothing says it again.
    let (_, _, stderr) = situ(root.path(), &["build"]);
    assert_eq!(stderr.matches(LINE).count(), 1, "{stderr}");
}
