//! `requires` in site.yaml: a program that does not fit says so, and nothing else.

use tempfile::TempDir;

use crate::support::folder::write;
use crate::support::{repository, situ};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A site with this requirement, with a key that the program does not know.
fn site(requires: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(situ(folder.path(), &["init"]).0, Some(0));
    let settings = format!("{requires}\nnew_key: 1\nbase_url: https://example.org\nlanguages: [en]\n");
    write(folder.path(), "content/site.yaml", settings);
    folder
}

/// The only diagnostic, which every command prints.
fn report(requires: &str) -> String {
    let folder = site(requires);
    let reports = [&["check"][..], &["build"], &["status"], &["new", "article", "x"]].map(|command| {
        let (code, _, error) = situ(folder.path(), command);
        assert_eq!(code, Some(1), "{command:?}: {error}");
        assert_eq!(error.matches("error[").count(), 1, "{command:?}: {error}");
        assert!(error.starts_with("error[situ-version]: "), "{command:?}: {error}");
        error
    });
    assert!(!folder.path().join("public").exists());
    reports.into_iter().next().unwrap()
}

#[test]
fn older_program_names_both_versions_and_the_way_to_upgrade() {
    let error = report("requires: situ >= 99.1");
    let expected = format!("error[situ-version]: This site requires situ >= 99.1, but this is situ {VERSION}.\n");
    assert!(error.starts_with(&expected), "{error}");
    assert!(error.contains(" --> content/site.yaml:1:11\n"), "{error}");
    assert!(error.contains("help: Install a newer situ in the same way as this one."), "{error}");
    // The name of the program may be left out.
    assert!(report("requires: \">= 99.1\"").starts_with(&expected));
}

#[test]
fn program_that_is_too_new_is_refused_too() {
    let error = report("requires: situ < 0.0.1");
    assert!(error.starts_with("error[situ-version]: This site requires situ < 0.0.1, but"), "{error}");
    assert!(error.contains("help: Install a version that fits."), "{error}");
}

#[test]
fn version_that_fits_is_followed_by_the_other_checks() {
    let folder = site(&format!("requires: situ >= {VERSION}"));
    let (_, _, error) = situ(folder.path(), &["check"]);
    assert!(error.contains("error[unknown-key]") && !error.contains("situ-version"), "{error}");
}

/// The message sends readers to a chapter by its title.
#[test]
fn help_names_the_chapter_on_upgrading() {
    for lang in ["en", "lv", "ru", "bg"] {
        let read = |path: String| std::fs::read_to_string(repository().join(path)).unwrap();
        let chapter = read(format!("src/manual/content/{lang}/articles/upgrading.md"));
        let title = chapter.lines().find_map(|line| line.strip_prefix("title: ")).unwrap();
        let messages = read(format!("src/languages/{lang}/messages.ftl"));
        let help = messages.split("\nsitu-version = ").nth(1).unwrap().lines().nth(2).unwrap();
        assert!(help.contains("[older]") && help.contains(title), "{lang}: {help}");
    }
}
