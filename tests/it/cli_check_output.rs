//! `situ check`: how much it prints, and about which files.

use std::fs;

use tempfile::TempDir;

use crate::support::folder::write;
use crate::support::site::two_languages;
use crate::support::situ;

/// A site with one error in each of two articles, and two warnings in the first.
fn site_with_mistakes() -> TempDir {
    two_languages()
        .file("content/lv/articles/a.md", "---\ntitle: A\nsummary: A.\n---\n\n##Cits\n\n##Vēl\n\n[[nowhere]]\n")
        .file("content/ru/articles/b.md", "---\ntitle: B\nsummary: B.\n---\n\n[[late]] <hr>\n")
        .on_disk()
}

#[test]
fn short_format_has_one_line_per_diagnostic() {
    let folder = site_with_mistakes();
    let (code, out, error) = situ(folder.path(), &["check", "--format", "short"]);
    assert_eq!(code, Some(1));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 4, "{out}");
    assert!(lines[0].starts_with("content/lv/articles/a.md:6:1: warning[not-a-heading]: "), "{out}");
    assert!(lines[2].starts_with("content/lv/articles/a.md:10:1: error[dead-link]: "), "{out}");
    assert!(lines[3].starts_with("content/ru/articles/b.md:6:10: error[raw-html]: "), "{out}");
    assert!(error.ends_with(": 2 errors, 2 warnings\n"), "{error}");
}

#[test]
fn summary_counts_what_was_read_also_if_there_are_errors() {
    let folder = site_with_mistakes();
    let (_, out, _) = situ(folder.path(), &["check", "--quiet"]);
    assert_eq!(out, "17 pages, 0 steps, 2 links: 2 errors, 2 warnings\n");
    write(folder.path(), "content/site.yaml", "languages: []\n");
    let (code, out, error) = situ(folder.path(), &["check", "-q"]);
    assert_eq!((code, error.as_str()), (Some(1), ""));
    assert!(out.starts_with("The content was not read, because the settings have errors: "), "{out}");
}

#[test]
fn quiet_prints_only_the_summary() {
    let folder = site_with_mistakes();
    let (code, out, error) = situ(folder.path(), &["check", "--quiet"]);
    assert_eq!((code, out.lines().count(), error.as_str()), (Some(1), 1, ""));
    fs::remove_dir_all(folder.path().join("content/ru/articles")).unwrap();
    fs::remove_dir_all(folder.path().join("content/lv/articles")).unwrap();
    assert_eq!(situ(folder.path(), &["check", "--quiet", "--deny-warnings"]).0, Some(0));
}

#[test]
fn statistics_count_by_code() {
    let folder = site_with_mistakes();
    let (code, out, error) = situ(folder.path(), &["check", "--statistics"]);
    assert_eq!((code, error.as_str()), (Some(1), ""));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines[..3], ["2  warning  not-a-heading", "1  error    dead-link", "1  error    raw-html"], "{out}");
    assert!(lines[3].ends_with(": 2 errors, 2 warnings"), "{out}");
    let (_, json, _) = situ(folder.path(), &["check", "--statistics", "--format", "json"]);
    let counts: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(counts[0], serde_json::json!({"code": "not-a-heading", "severity": "warning", "count": 2}));
}

#[test]
fn max_shows_errors_first_and_counts_the_rest() {
    let folder = site_with_mistakes();
    let (code, out, error) = situ(folder.path(), &["check", "--max", "1"]);
    assert_eq!(code, Some(1));
    assert!(
        error.contains("error[dead-link]") && !error.contains("warning[") && !error.contains("raw-html"),
        "{error}"
    );
    assert!(error.contains("… and 3 more. Without --max all are shown."), "{error}");
    assert!(out.ends_with(": 2 errors, 2 warnings\n"), "{out}");
    let (_, json, _) = situ(folder.path(), &["check", "--max", "3", "--format", "json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap().as_array().unwrap().len(), 3);
    let (_, _, error) = situ(folder.path(), &["check", "--max", "4"]);
    assert!(!error.contains("more"), "{error}");
}

#[test]
fn files_limit_the_report_and_the_exit_code() {
    let folder = site_with_mistakes();
    let root = folder.path();
    let (code, out, error) = situ(root, &["check", "content/ru/articles/b.md"]);
    assert_eq!(code, Some(1));
    assert!(error.contains("raw-html") && !error.contains("dead-link"), "{error}");
    assert!(out.ends_with("Other files, not shown: 1 error, 2 warnings\n"), "{out}");
    // The whole site is read, so the link to another file is right.
    assert!(out.starts_with("17 pages"), "{out}");
    assert_eq!(situ(root, &["check", "content/lv/situations"]).0, Some(0));
    assert_eq!(situ(root, &["check", "content/lv/situations", "--deny-warnings"]).0, Some(0));
    assert_eq!(situ(root, &["check", "content/lv/"]).0, Some(1));
    // Relative to the working directory, as hooks pass them, and below the root, as diagnostics print them.
    let (parent, name) = (root.parent().unwrap(), root.file_name().unwrap().to_str().unwrap());
    for path in [format!("{name}/content/ru/articles/b.md"), "content/ru/articles/b.md".to_owned()] {
        let (code, _, error) = situ(parent, &["check", "--root", name, &path]);
        assert!(code == Some(1) && error.contains("raw-html") && !error.contains("dead-link"), "{path}: {error}");
    }
    let outside = root.join("README.md");
    fs::write(&outside, "").unwrap();
    assert_eq!(situ(root, &["check", "README.md"]).0, Some(0));
    let (code, _, error) = situ(root, &["check", "content/ru/articles/typo.md"]);
    assert_eq!(code, Some(2));
    assert!(error.starts_with("error: There is no file content/ru/articles/typo.md. Paths are relative "), "{error}");
    for (typed, near) in [("b.md", "content/ru/articles/b.md"), ("content/lv/sitte.yaml", "content/lv/site.yaml")] {
        let (code, _, error) = situ(root, &["check", typed]);
        let wanted = format!("There is no file {typed}. Did you mean {near}?");
        assert!(code == Some(2) && error.contains(&wanted), "{error}");
    }
}

#[test]
fn options_that_a_format_does_not_have_are_wrong_usage() {
    let folder = two_languages().on_disk();
    for arguments in [
        ["check", "--quiet", "--format", "json"],
        ["check", "--statistics", "--format", "sarif"],
        ["check", "--statistics", "--format", "github"],
    ] {
        let (code, _, error) = situ(folder.path(), &arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(error.contains(&format!("{} does not work with this --format.", arguments[1])), "{error}");
    }
}
