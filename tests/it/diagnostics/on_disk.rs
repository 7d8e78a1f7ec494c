//! Diagnostics about files on a real disk: links, pipes, sizes, names, and files that disappear.

use std::fs;
use std::path::Path;
use std::process::Command;

use situ::SourceTree;
use situ::testing::TEXT_LIMIT;
use situ::{BuildResult, CacheMode, Options, build};

use super::{assert_report, base, report};

/// The report on the base on disk. `before` changes the folder before it is read, `after` between reading and building.
fn on_disk(before: impl FnOnce(&Path), after: impl FnOnce(&Path)) -> String {
    let folder = base().on_disk();
    before(folder.path());
    let (tree, diagnostics) = SourceTree::from_disk(folder.path());
    after(folder.path());
    let BuildResult { diagnostics, .. } = build(&tree, &Options::default(), CacheMode::None, diagnostics);
    report(&tree, &diagnostics)
}

#[test]
#[cfg(unix)]
fn symbolic_link_is_not_followed() {
    let report = on_disk(
        |root| std::os::unix::fs::symlink("calm.md", root.join("content/lv/articles/quiet.md")).unwrap(),
        |_| {},
    );
    assert_report(
        &report,
        r"error[not-a-file]: This is a link or a special file, not a regular one.
--> content/lv/articles/quiet.md
 = help: Put a copy of the file itself here.
",
    );
}

#[test]
#[cfg(unix)]
fn named_pipe_is_not_read() {
    let report = on_disk(
        |root| {
            let path = root.join("content/lv/articles/pipe.md");
            assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        },
        |_| {},
    );
    assert_report(
        &report,
        r"error[not-a-file]: This is a link or a special file, not a regular one.
--> content/lv/articles/pipe.md
 = help: Put a copy of the file itself here.
",
    );
}

#[test]
fn too_large_document_is_not_read() {
    let report = on_disk(
        |root| {
            let file = fs::File::create(root.join("content/lv/articles/calm.md")).unwrap();
            file.set_len(TEXT_LIMIT + 1).unwrap();
        },
        |_| {},
    );
    assert_report(
        &report,
        r"error[too-large]: This file is larger than 5 MB.
--> content/lv/articles/calm.md
 = help: Split the document into several articles, or make the picture smaller.
",
    );
}

#[test]
fn deleted_file_is_reported() {
    let report = on_disk(|_| {}, |root| fs::remove_file(root.join("content/lv/articles/calm.md")).unwrap());
    assert_report(
        &report,
        r"error[unreadable]: This file cannot be read: it no longer exists.
--> content/lv/articles/calm.md
 = help: Check that the file exists and that you have permission to read it. Then build again.
",
    );
}

#[test]
fn folder_in_place_of_the_settings_is_a_missing_file() {
    let report = on_disk(
        |root| {
            fs::remove_file(root.join("content/site.yaml")).unwrap();
            fs::create_dir(root.join("content/site.yaml")).unwrap();
        },
        |_| {},
    );
    assert_report(
        &report,
        r"error[missing-file]: The file content/site.yaml is missing.
--> content/site.yaml
 = help: Create it, or run situ in the folder that contains content/. The README shows what to write in the file.
",
    );
}

#[test]
fn folder_without_content_is_reported() {
    let report = on_disk(|root| fs::remove_dir_all(root.join("content")).unwrap(), |_| {});
    assert_report(
        &report,
        r"error[unreadable]: This file cannot be read: it no longer exists.
--> content
 = help: Check that the file exists and that you have permission to read it. Then build again.

error[missing-file]: The file content/site.yaml is missing.
--> content/site.yaml
 = help: Create it, or run situ in the folder that contains content/. The README shows what to write in the file.
",
    );
}

#[test]
#[cfg(target_os = "linux")]
fn file_name_that_is_not_utf8_is_refused() {
    let report = on_disk(
        |root| {
            use std::os::unix::ffi::OsStrExt;
            let name = std::ffi::OsStr::from_bytes(b"kl\xfbda.md");
            fs::write(root.join("content/lv/articles").join(name), "").unwrap();
        },
        |_| {},
    );
    assert_report(
        &report,
        r"error[bad-id]: `content/lv/articles/kl�da.md` is not a valid name here.
--> content/lv/articles/kl�da.md
 = help: Use lowercase Latin letters, digits and single hyphens, such as late-deadline. The names of the site's sections (guide, search, …) are reserved.
",
    );
}

#[test]
fn backup_and_hidden_files_are_ignored() {
    let report = on_disk(
        |root| {
            for name in [".DS_Store", "calm.md~", "#calm.md#", ".calm.md.swp"] {
                fs::write(root.join("content/lv/articles").join(name), "x").unwrap();
            }
        },
        |_| {},
    );
    assert_report(&report, "");
}
