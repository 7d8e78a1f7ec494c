//! Output, staging tree and state folder are repaired after edits by hand and losses.

use std::fs::{self, File};
use std::io;

use situ::testing::ContentHash;
use situ::testing::{MARKER, Publication, PublishReport};

use super::faulty_fs::FaultyFs;
use super::{
    NEW, OLD, assert_tidy, build, edit, expected, healthy, identity, output_dir, page_key, publish, state_dir, tree,
};

#[test]
fn files_edited_by_hand_are_restored_in_both_trees() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    publish(&out, NEW);
    let name = "deep/er/kept.html";
    // Written in place, so that the hard link in the staging tree changes too; the size stays equal.
    edit(out.join(name), "KEPT");
    let disk = healthy(true);
    let publication = Publication::open(&disk, &out, &[], ContentHash::default()).unwrap();
    assert_eq!(publication.published_hash(name), None);
    assert_eq!(
        publication.keep(name).unwrap_err().to_string(),
        "deep/er/kept.html cannot be kept, because the published file is missing or was changed: build again"
    );
    drop(publication);
    assert_eq!(publish(&out, NEW).written_files, 1);
    assert_eq!(tree(&out), expected(NEW));
    publish(&out, OLD);
    assert_eq!(tree(&out), expected(OLD));
}

/// The state folder may come out of a repository or an archive.
#[cfg(unix)]
#[test]
fn pipes_and_links_in_the_state_folder_are_not_read() {
    for name in ["site", "inputs", "manifest", "notes", "documents"] {
        for link in [None, Some("/dev/zero"), Some("/dev/stdin"), Some("../public/index.html")] {
            let (_dir, out) = output_dir();
            publish(&out, OLD);
            let state = state_dir(&out);
            let names: Vec<_> = fs::read_dir(&state).unwrap().map(|entry| entry.unwrap().path()).collect();
            let file = names.into_iter().find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(name));
            let file = file.unwrap_or_else(|| state.join(name));
            let _ = fs::remove_file(&file);
            match link {
                Some(target) => std::os::unix::fs::symlink(target, &file).unwrap(),
                None => assert!(std::process::Command::new("mkfifo").arg(&file).status().unwrap().success()),
            }
            assert_eq!(
                Publication::peek_state(&healthy(true), &out, file.file_name().unwrap().to_str().unwrap()),
                None
            );
            let inputs = ContentHash::xxh3(OLD);
            let found = Publication::unchanged_since(&healthy(true), &out, &[], inputs).unwrap();
            assert_eq!(found.is_some(), ["site", "documents"].contains(&name), "{name} {link:?}");
            publish(&out, OLD);
            assert_eq!(tree(&out), expected(OLD), "{name} {link:?}");
            publish(&out, NEW);
            assert_eq!(tree(&out), expected(NEW), "{name} {link:?}");
        }
    }
}

#[test]
fn touched_file_is_read_and_not_written() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let file = out.join("index.html");
    File::options().write(true).open(&file).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
    let before = identity(&file);
    assert!(!publish(&out, OLD).swapped);
    assert_eq!(identity(&file), before);
    let disk = healthy(true);
    assert_eq!(
        Publication::open(&disk, &out, &[], ContentHash::default()).unwrap().published_hash("index.html"),
        Some(page_key("index"))
    );
}

#[test]
fn lost_state_folder_costs_reading_but_no_writing() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    fs::remove_dir_all(state_dir(&out)).unwrap();
    let before = identity(&out);
    assert_eq!(
        publish(&out, OLD),
        PublishReport { written_files: 0, kept_files: OLD.len(), removed_files: 0, swapped: false }
    );
    assert_eq!(identity(&out), before);
    assert_tidy(&out);
}

#[test]
fn marker_of_another_manifest_is_restored() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let marker = fs::read_to_string(out.join(MARKER)).unwrap();
    let name = marker.lines().nth(1).unwrap();
    for wrong in [
        marker.replace("manifest ", "manifest x"),
        marker.replace(name, &format!("manifest {}", "0".repeat(32))),
        // Git has left two versions, one of which is truncated.
        format!("{marker}<<<<<<< ours\n{}\n", &marker[..100]),
    ] {
        edit(out.join(MARKER), &wrong);
        let report = publish(&out, OLD);
        assert_eq!(report, PublishReport { written_files: 0, kept_files: OLD.len(), removed_files: 0, swapped: true });
        assert_eq!(tree(&out), expected(OLD));
        assert_tidy(&out);
    }
}

#[test]
fn files_are_copied_with_their_times_where_links_are_unsupported() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let time = |path: &str| fs::metadata(out.join(path)).unwrap().modified().unwrap();
    let before = time("index.html");
    let no_links = FaultyFs::new(|call, _, _| (call == "hard_link").then(|| io::ErrorKind::Unsupported.into()));
    build(&no_links, &out, NEW).unwrap();
    assert_eq!(tree(&out), expected(NEW));
    assert_eq!(time("index.html"), before);
    assert_eq!(publish(&out, NEW).written_files, 0);
}

#[cfg(unix)]
#[test]
fn damaged_staging_tree_is_repaired_without_following_links() {
    use std::os::unix::ffi::OsStrExt;

    let (dir, out) = output_dir();
    publish(&out, OLD);
    publish(&out, NEW);
    let staging = state_dir(&out).join("staging");
    let precious = dir.path().join("precious");
    fs::create_dir(&precious).unwrap();
    fs::write(precious.join("file"), "mine").unwrap();
    fs::remove_dir_all(staging.join("deep")).unwrap();
    std::os::unix::fs::symlink(&precious, staging.join("deep")).unwrap();
    std::os::unix::fs::symlink(precious.join("file"), staging.join("changed.html.new")).unwrap();
    fs::remove_file(staging.join("index.html")).unwrap();
    fs::write(staging.join("index.html"), "other").unwrap();
    fs::create_dir_all(staging.join("added/new.html/empty")).unwrap();
    fs::write(staging.join(std::ffi::OsStr::from_bytes(b"\xff")), "x").unwrap();
    let site: Vec<_> =
        NEW.iter().map(|(path, bytes)| (*path, if *path == "changed.html" { "again" } else { *bytes })).collect();
    publish(&out, &site);
    assert_eq!(tree(&out), expected(&site));
    assert_eq!(tree(&precious), std::collections::BTreeMap::from([("file".to_owned(), b"mine".to_vec())]));
    fs::remove_dir_all(&staging).unwrap();
    std::os::unix::fs::symlink(&precious, &staging).unwrap();
    publish(&out, OLD);
    assert_eq!(tree(&out), expected(OLD));
    assert_eq!(tree(&precious).len(), 1);
}

/// `EXDEV` for each attempt to rename the output, as if it was in a lower layer of an overlay file system.
fn lower_layer<'f>(out: &'f std::path::Path, also: impl Fn(usize) -> bool + Sync + 'f) -> FaultyFs<'f> {
    FaultyFs::new(move |call, path, calls| match call {
        _ if also(calls) => Some(super::faulty_fs::full_disk()),
        "exchange" if path == out => Some(io::ErrorKind::CrossesDevices.into()),
        "rename" if path.ends_with("previous") => Some(io::ErrorKind::CrossesDevices.into()),
        _ => None,
    })
}

#[test]
fn output_that_cannot_be_renamed_is_replaced() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    assert!(build(&lower_layer(&out, |_| false), &out, NEW).unwrap().swapped);
    assert_eq!(tree(&out), expected(NEW));
    assert_tidy(&out);
    publish(&out, OLD);
    assert_eq!(tree(&out), expected(OLD));
}

#[test]
fn replacement_without_renames_can_be_killed_at_any_call() {
    for n in 0.. {
        let (_dir, out) = super::memory_output_dir();
        publish(&out, NEW);
        publish(&out, OLD);
        let is_late = std::sync::atomic::AtomicBool::new(false);
        let (at, arrived) = (out.clone(), &is_late);
        let mut faulty = lower_layer(&out, |calls| calls >= n);
        let lower = std::mem::replace(&mut faulty.fault, Box::new(|_, _, _| None));
        faulty.fault = Box::new(move |call, path, calls| {
            if call == "exchange" && !arrived.swap(true, std::sync::atomic::Ordering::SeqCst) {
                fs::write(at.join("deep/late.txt"), "mine").unwrap();
            }
            lower(call, path, calls)
        });
        let result = build(&faulty, &out, NEW);
        let calls = faulty.calls.load(std::sync::atomic::Ordering::SeqCst);
        drop(faulty);
        // Opening the output completes the swap or leaves the old site, whether or not the late file is refused then.
        let _ = Publication::open(&healthy(true), &out, &[], ContentHash::default());
        let is_kept = tree(out.parent().unwrap()).values().any(|bytes| bytes == b"mine");
        assert_eq!(is_kept, is_late.load(std::sync::atomic::Ordering::SeqCst), "call {n}: the late file");
        let mut found = tree(&out);
        let late = found.remove("deep/late.txt");
        found.retain(|path, _| path != "deep/" || late.is_none());
        let site = |site| {
            let mut site = expected(site);
            site.retain(|path, _| path != "deep/" || late.is_none());
            site
        };
        assert!(found == site(OLD) || found == site(NEW), "call {n}, {result:?}: {found:#?}");
        if let Some(late) = late {
            assert_eq!(late, b"mine");
            fs::remove_file(out.join("deep/late.txt")).unwrap();
        }
        publish(&out, NEW);
        assert_eq!(tree(&out), expected(NEW), "call {n}");
        assert_tidy(&out);
        if calls <= n {
            assert!(result.is_ok());
            break;
        }
    }
}

#[test]
fn zeros_after_a_power_failure_are_found() {
    let (_dir, out) = output_dir();
    let disk_of = |boot| FaultyFs { boot: Some(boot), ..healthy(true) };
    build(&disk_of("one"), &out, OLD).unwrap();
    let file = out.join("deep/er/kept.html");
    let time = fs::metadata(&file).unwrap().modified().unwrap();
    let zero = || {
        fs::write(&file, [0; 4]).unwrap();
        File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
    };
    zero();
    // As long as the host runs, size and time decide.
    assert_eq!(build(&disk_of("one"), &out, OLD).unwrap().written_files, 0);
    let inputs = ContentHash::xxh3(OLD);
    assert_eq!(Publication::unchanged_since(&disk_of("two"), &out, &[], inputs).unwrap(), None);
    assert_eq!(build(&disk_of("two"), &out, OLD).unwrap().written_files, 1);
    assert_eq!(tree(&out), expected(OLD));
    // The files are read once after each start.
    for boot in ["three", "three"] {
        assert!(Publication::unchanged_since(&disk_of(boot), &out, &[], inputs).unwrap().is_some());
    }
    let no_reads = FaultyFs::new(|call, path, _| {
        assert!(call != "read" || !path.ends_with("index.html"), "read again");
        None
    });
    assert_eq!(build(&FaultyFs { boot: Some("three"), ..no_reads }, &out, OLD).unwrap().kept_files, OLD.len());
}
