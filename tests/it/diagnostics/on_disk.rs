//! Diagnostics about files on a real disk: links, pipes, sizes, names, and files that disappear.

use std::fs;
use std::path::Path;
#[cfg(unix)]
use std::process::Command;

use situ::SourceTree;
use situ::testing::TEXT_LIMIT;
use situ::{BuildResult, CacheMode, InMemory, Options, RenderError, build};

use super::{assert_report, base, report};
#[cfg(unix)]
use crate::support::folder;

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

/// What a file or folder can be replaced by between the walk and the reading.
#[cfg(unix)]
#[derive(Clone, Copy)]
enum Swap {
    LinkToFile,
    LinkToFolder,
    Pipe,
    Socket,
}

#[cfg(unix)]
fn swap(root: &Path, path: &str, swap: Swap) {
    use std::os::unix::fs::symlink;
    let place = root.join(path);
    fs::rename(&place, root.join("moved")).unwrap();
    match swap {
        // The same bytes, so that only the link can be the reason.
        Swap::LinkToFile | Swap::LinkToFolder => symlink(root.join("moved"), &place).unwrap(),
        Swap::Pipe => assert!(Command::new("mkfifo").arg(&place).status().unwrap().success()),
        Swap::Socket => drop(std::os::unix::net::UnixListener::bind(&place).unwrap()),
    }
}

#[test]
#[cfg(unix)]
fn file_that_is_replaced_after_the_walk_is_not_read() {
    for (path, swaps) in [
        ("content/lv/articles/calm.md", &[Swap::LinkToFile, Swap::Pipe, Swap::Socket][..]),
        ("content/media/plan.png", &[Swap::LinkToFile, Swap::Pipe]),
        ("content/situations.yaml", &[Swap::LinkToFile, Swap::Pipe]),
        ("content/site.yaml", &[Swap::LinkToFile, Swap::Pipe]),
        ("content/lv/articles", &[Swap::LinkToFolder]),
        ("content/lv", &[Swap::LinkToFolder]),
        ("content", &[Swap::LinkToFolder]),
    ] {
        for kind in swaps {
            let report = on_disk(|_| {}, |root| swap(root, path, *kind));
            assert!(report.contains("error[not-a-file]"), "{path}: {report}");
            assert!(report.lines().any(|line| line.contains(&format!("--> {path}"))), "{path}: {report}");
        }
    }
}

#[test]
#[cfg(unix)]
fn theme_file_that_is_replaced_after_the_walk_is_not_read() {
    for (path, text) in [("themes/mine/assets/own.css", "a{}"), ("themes/mine/templates/page.html", "<p>")] {
        let report = on_disk(
            |root| {
                folder::write(root, path, text);
                folder::replace(root, "content/site.yaml", "languages", "theme: mine\nlanguages");
            },
            |root| swap(root, path, Swap::LinkToFile),
        );
        assert!(report.contains("error[not-a-file]") && report.contains(&format!("--> {path}")), "{report}");
    }
}

#[test]
fn file_that_grows_after_the_walk_is_not_read() {
    let report = on_disk(
        |_| {},
        |root| {
            let file = fs::File::create(root.join("content/lv/articles/calm.md")).unwrap();
            file.set_len(TEXT_LIMIT + 1).unwrap();
        },
    );
    assert!(report.contains("error[too-large]: This file is larger than 5 MB."), "{report}");
}

#[test]
fn media_that_change_between_check_and_publishing_are_not_published() {
    let root = base().on_disk();
    let (tree, walk) = SourceTree::from_disk(root.path());
    let built = build(&tree, &Options::default(), CacheMode::None, walk);
    let site = built.site.expect("the base is valid");
    fs::write(root.path().join("content/media/plan.png"), "<script>alert(1)</script>").unwrap();
    let Err(RenderError::Content(errors)) = site.render(&InMemory::default()) else { panic!("it was published") };
    assert_report(
        &report(&tree, &errors),
        r"error[unreadable]: This file cannot be read: it was changed while the site was being built.
--> content/media/plan.png
 = help: Check that the file exists and that you have permission to read it. Then build again.
",
    );
}

#[test]
#[cfg(unix)]
fn font_that_never_ends_is_not_read() {
    let pipe = |root: &Path| assert!(Command::new("mkfifo").arg(root.join("pipe.ttf")).status().unwrap().success());
    for font in ["pipe.ttf", "/dev/zero", "/proc/self/maps"] {
        let setting = format!("social_card_font: {font}\nlanguages");
        let report = on_disk(
            |root| {
                pipe(root);
                folder::replace(root, "content/site.yaml", "languages", &setting);
            },
            |_| {},
        );
        let expected = format!("warning[social-card-font]: `{font}` cannot be read as a font");
        assert!(report.contains(&expected), "{font}: {report}");
    }
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
 = help: Create it, or run situ in the folder that contains content/. To see what can be in the file, run `situ init` in an empty folder.
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
 = help: Create it, or run situ in the folder that contains content/. To see what can be in the file, run `situ init` in an empty folder.
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
