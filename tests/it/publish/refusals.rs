//! Outputs that situ refuses, with the message and without touching anything.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use situ::testing::ContentHash;
use situ::testing::{Disk, Publication, show_path};
use tempfile::TempDir;

use super::faulty_fs::FaultyFs;
use super::{NEW, OLD, build, expected, healthy, output_dir, publish, tree};

/// Opens `out` below a folder that `prepare` has filled. Gives the error, with `DIR` for the folder; nothing may change.
fn refusal(out: &str, sources: &[&str], prepare: impl Fn(&Path)) -> String {
    let dir = TempDir::new().unwrap();
    prepare(dir.path());
    let before = tree(dir.path());
    let sources: Vec<PathBuf> = sources.iter().map(|source| dir.path().join(source)).collect();
    let sources: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
    let error = Publication::open(&Disk::default(), &dir.path().join(out), &sources, ContentHash::default())
        .err()
        .expect("not refused");
    assert_eq!(tree(dir.path()), before);
    error.to_string().replace(&show_path(dir.path()), "DIR")
}

#[test]
fn unmanaged_directory_is_refused() {
    assert_eq!(
        refusal("public", &[], |dir| {
            fs::create_dir(dir.join("public")).unwrap();
            fs::write(dir.join("public/thesis.txt"), "mine").unwrap();
        }),
        "DIR/public holds files that situ did not write: choose another folder for the site, or empty this one first"
    );
    assert_eq!(
        refusal("public", &[], |dir| {
            fs::create_dir(dir.join("public")).unwrap();
            fs::write(dir.join("public/.situ"), "my notes on situations\n").unwrap();
        }),
        "DIR/public holds files that situ did not write: choose another folder for the site, or empty this one first"
    );
    assert_eq!(
        refusal("public", &[], |dir| fs::write(dir.join("public"), "a file").unwrap()),
        "DIR/public is a file: choose a folder for the site, or remove the file"
    );
    #[cfg(unix)]
    assert_eq!(
        refusal("public", &[], |dir| {
            fs::create_dir(dir.join("real")).unwrap();
            std::os::unix::fs::symlink(dir.join("real"), dir.join("public")).unwrap();
        }),
        "DIR/public is a symbolic link: choose a real folder for the site (the folders above it may be links)"
    );
    assert_eq!(
        refusal("public", &[], |dir| {
            fs::create_dir(dir.join(".public.situ")).unwrap();
            fs::write(dir.join(".public.situ/manifest-mine"), "mine").unwrap();
        }),
        "DIR/.public.situ is needed as the state folder, but situ did not create it: move it, or choose another folder"
    );
}

#[test]
fn unmanaged_file_in_the_output_is_refused_and_not_touched() {
    let refused = |spoil: fn(&Path)| {
        refusal("public", &[], |dir| {
            publish(&dir.join("public"), OLD);
            spoil(&dir.join("public"));
        })
    };
    let sentence = |file: &str| {
        format!(
            "DIR/public/{file} was not written by situ and would be lost: move it out of the site's folder and build again"
        )
    };
    assert_eq!(refused(|out| fs::write(out.join("deep/er/own.txt"), "mine").unwrap()), sentence("deep/er/own.txt"));
    assert_eq!(
        refused(|out| {
            fs::create_dir(out.join(".git")).unwrap();
            fs::write(out.join(".git/HEAD"), "mine").unwrap();
            fs::write(out.join(".git/config"), "mine").unwrap();
            fs::write(out.join("zzz"), "mine").unwrap();
        }),
        "2 files were not written by situ and would be lost: move them out of the site's folder and build again\n  \
         DIR/public/.git\n  DIR/public/zzz"
    );
    #[cfg(unix)]
    assert_eq!(
        refused(|out| {
            fs::remove_file(out.join("index.html")).unwrap();
            std::os::unix::fs::symlink("/etc/passwd", out.join("index.html")).unwrap();
        }),
        sentence("index.html")
    );
    #[cfg(unix)]
    assert_eq!(refused(|out| std::os::unix::fs::symlink("/", out.join("lv/root")).unwrap()), sentence("lv/root"));
}

#[test]
fn output_that_overlaps_sources_is_refused() {
    let make = |dir: &Path| {
        for folder in ["site/content/lv", "site/themes", "other_device"] {
            fs::create_dir_all(dir.join(folder)).unwrap();
        }
        fs::write(dir.join("site/content/lv/a.md"), "mine").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(dir.join("site/content"), dir.join("other_device/link")).unwrap();
    };
    let sources = ["site/content", "site/themes", "site/strings"];
    for (out, source) in [
        ("site/content", "site/content"),
        ("site/content/lv/public", "site/content"),
        ("site/content/no/such/folder", "site/content"),
        ("site", "site/content"),
        ("site/content/..", "site/content"),
        ("site/.", "site/content"),
        ("", "site/content"),
        #[cfg(unix)]
        ("other_device/link/public", "site/content"),
        ("other_device/../site/themes/x", "site/themes"),
        ("site/strings/public", "site/strings"),
    ] {
        assert_eq!(
            refusal(out, &sources, make),
            format!("DIR/{out} cannot be the output, because DIR/{source} holds sources: choose a folder beside it")
        );
    }
    let dir = TempDir::new().unwrap();
    make(dir.path());
    for out in ["site/public", "site/content-public", "site/no/such/folder", "public"] {
        let sources: Vec<PathBuf> = sources.iter().map(|source| dir.path().join(source)).collect();
        let sources: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
        Publication::open(&Disk::default(), &dir.path().join(out), &sources, ContentHash::default()).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn symbolic_link_above_the_output_is_followed() {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("real")).unwrap();
    std::os::unix::fs::symlink("real", dir.path().join("link")).unwrap();
    publish(&dir.path().join("link/public"), OLD);
    publish(&dir.path().join("real/public"), NEW);
    assert_eq!(tree(&dir.path().join("link/public")), expected(NEW));
    assert!(dir.path().join("real/.public.situ/staging").is_dir());
}

#[test]
fn unwritable_parent_is_refused() {
    let (dir, out) = output_dir();
    let sentence = format!(
        "{} is not writable, but the new site is built there: make it writable, or choose another folder",
        show_path(dir.path())
    );
    for kind in [io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem] {
        let denied = FaultyFs::new(move |call, _, _| (call == "create_dir").then(|| kind.into()));
        assert_eq!(build(&denied, &out, OLD).unwrap_err().to_string(), sentence);
    }
    publish(&out, OLD);
    let denied = FaultyFs::new(|call, _, _| (call == "exchange").then(|| io::ErrorKind::PermissionDenied.into()));
    assert_eq!(build(&denied, &out, NEW).unwrap_err().to_string(), sentence);
    assert_eq!(tree(&out), expected(OLD));
}

/// On Windows a mount point is a link.
#[cfg(unix)]
#[test]
fn mount_point_is_refused() {
    let (_dir, out) = output_dir();
    let sentence =
        format!("{} is a mount point and cannot be replaced in one step: choose a folder inside it", show_path(&out));
    fs::create_dir(&out).unwrap();
    let mounted = FaultyFs { other_device: Some(out.clone()), ..FaultyFs::new(|_, _, _| None) };
    assert_eq!(build(&mounted, &out, OLD).unwrap_err().to_string(), sentence);
    // A bind mount of the same device is noticed only when it is moved.
    publish(&out, OLD);
    let busy = FaultyFs::new(|call, _, _| (call == "exchange").then(|| io::ErrorKind::ResourceBusy.into()));
    assert_eq!(build(&busy, &out, NEW).unwrap_err().to_string(), sentence);
    assert_eq!(tree(&out), expected(OLD));
    assert_eq!(
        Publication::open(&Disk::default(), Path::new("/"), &[], ContentHash::default()).err().unwrap().to_string(),
        sentence.replace(out.to_str().unwrap(), "/")
    );
}

#[test]
fn output_paths_are_valid_and_unique() {
    let (_dir, out) = output_dir();
    let disk = healthy(true);
    for path in
        ["", "/", "/etc/passwd", "a//b", "a/", "./a", "a/../b", "..", "a\0b", "a\nb", "a\\b", "c:a", ".situ", ".situ/a"]
    {
        let publication = Publication::open(&disk, &out, &[], ContentHash::default()).unwrap();
        let error = publication.write(path, ContentHash::default(), b"x").unwrap_err().to_string();
        assert_eq!(error, format!("{path:?} is not a valid path for a page"));
    }
    for (first, second, sentence) in [
        ("a.html", "a.html", "two pages have the same path: a.html"),
        ("a", "a/b", "a is a page and also a folder of pages: give one of them another address"),
        ("a/b", "a", "a is a page and also a folder of pages: give one of them another address"),
    ] {
        let publication = Publication::open(&disk, &out, &[], ContentHash::default()).unwrap();
        publication.write(first, ContentHash::default(), b"x").unwrap();
        assert_eq!(publication.write(second, ContentHash::default(), b"x").unwrap_err().to_string(), sentence);
    }
    assert!(!out.exists());
    publish(&out, &[("a", "x"), ("b/c", "x")]);
    for (first, second, sentence) in [
        ("a", "a", "two pages have the same path: a"),
        ("a", "a/b", "a is a page and also a folder of pages: give one of them another address"),
        ("b/c", "b", "b is a page and also a folder of pages: give one of them another address"),
    ] {
        for keep_first in [true, false] {
            let publication = Publication::open(&disk, &out, &[], ContentHash::default()).unwrap();
            let kept = || publication.keep(first).map(|_| ());
            let put = || publication.write(second, ContentHash::default(), b"y").map(|_| ());
            let said = if keep_first { kept().and_then(|()| put()) } else { put().and_then(|()| kept()) };
            let said = said.and_then(|()| publication.finish().map(|_| ()));
            assert_eq!(said.unwrap_err().to_string(), sentence, "{first} {second} {keep_first}");
        }
    }
}
