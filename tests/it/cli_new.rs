//! `situ new`: what it writes, and what it says.

use std::fs;

use crate::support::folder::{read, write};
use crate::support::site::two_languages;
use crate::support::{Site, situ};

#[test]
fn new_says_where_the_preview_shows_the_document_and_what_is_next() {
    let folder = two_languages().on_disk();
    write(folder.path(), "content/site.yaml", "base_url: https://x.example/kb\nlanguages: [en]\nurl_style: file\n");
    write(folder.path(), "content/en/site.yaml", "title: Helper\nphases: {now: Now}\n");
    for language in ["lv", "ru"] {
        fs::remove_dir_all(folder.path().join("content").join(language)).unwrap();
    }
    write(folder.path(), "content/en/situations/late.md", "---\ntitle: Late\nsummary: L.\n---\n");
    let (code, out, _) = situ(folder.path(), &["new", "article", "call-first"]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(code, Some(0));
    assert_eq!(
        lines,
        [
            "Created content/en/articles/call-first.md. You can fill it in now.",
            "`situ serve` shows it at http://localhost:4100/kb/en/articles/call-first.html, marked as a draft.",
            "When it is ready, delete the line `draft: true`. Until then no build publishes it.",
        ]
    );
}

#[test]
fn new_situation_is_added_to_situations_yaml_once() {
    let folder = two_languages().on_disk();
    let new = |lang: &str| {
        let mut command = std::process::Command::new(crate::support::SITU);
        command.args(["--lang", lang, "new", "situation", "flood"]).current_dir(folder.path());
        crate::support::program::run(&mut command)
    };
    assert_eq!(new("lv").0, Some(0));
    let text = fs::read_to_string(folder.path().join("content/situations.yaml")).unwrap();
    assert_eq!(text, "phases: [now]\nsituations:\n  - id: late\n    severity: 2\n  - id: flood\n    severity: 3\n");
    assert_eq!(new("ru").0, Some(0));
    assert_eq!(fs::read_to_string(folder.path().join("content/situations.yaml")).unwrap(), text);
    assert_eq!(situ(folder.path(), &["check", "--drafts"]).0, Some(0));
}

#[test]
fn lines_of_a_new_situation_are_printed_if_the_list_cannot_be_extended() {
    let yaml = "phases: [now]\nsituations: {late: {severity: 2}}\n";
    let folder = two_languages()
        .file("content/situations.yaml", yaml)
        .file("content/en/site.yaml", "title: H\nphases: {now: N}\n");
    let folder = folder.file("content/site.yaml", "base_url: https://x.example\nlanguages: [lv, ru, en]\n").on_disk();
    let (code, out, error) = situ(folder.path(), &["new", "situation", "flood"]);
    assert_eq!(code, Some(0), "{error}");
    let wanted =
        "Add these lines to the list `situations` in content/situations.yaml:\n\n  - id: flood\n    severity: 3\n";
    assert!(out.contains(wanted), "{out}");
    assert_eq!(fs::read_to_string(folder.path().join("content/situations.yaml")).unwrap(), yaml);
}

#[test]
fn title_in_place_of_an_id_is_romanised() {
    let site: Site = two_languages();
    let folder = site.file("content/site.yaml", "base_url: https://x.example\nlanguages: [lv, ru, en]\n").on_disk();
    let (code, out, error) = situ(folder.path(), &["new", "article", "Залог и опись", "--lang", "ru"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(out.contains("zalog-i-opis"), "{out}");
    let text = read(folder.path(), "content/ru/articles/zalog-i-opis.md");
    assert!(text.contains("title: Залог и опись\n"), "{text}");
    // A path and a title without letters are refused.
    for id in ["articles/zalog", "…"] {
        assert_eq!(situ(folder.path(), &["new", "article", id, "--lang", "ru"]).0, Some(2), "{id}");
    }
}
