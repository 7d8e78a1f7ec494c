//! Every call to the file system fails once, for good or as if the process was killed: the output is old or new.

use std::fs;
use std::path::Path;
use std::sync::atomic::Ordering::SeqCst;

use situ::testing::ContentHash;
use situ::testing::{Publication, PublishReport, show_path};

use super::faulty_fs::{FaultyFs, full_disk};
use super::{
    NEW, OLD, assert_tidy, build, edit, expected, healthy, matches_marker, memory_output_dir, output_dir, page_key,
    publish, state_dir, tree,
};

/// Publishes `NEW` over what `prepare` leaves, and fails at the first call, then at the second, until a build passes.
pub fn fail_at_every_call(what: &str, prepare: impl Fn(&Path)) {
    let new = expected(NEW);
    let mut calls = 0;
    for (dies, exchanges) in [(false, true), (true, true), (false, false), (true, false)] {
        // Without the exchange of two folders only the last calls differ.
        let first = if exchanges { 0 } else { calls - 15 };
        for n in first.. {
            assert!(n < 2000, "{what}: the build does not terminate");
            let context = format!("{what}: call {n}, dies: {dies}, exchanges: {exchanges}");
            let (_dir, out) = memory_output_dir();
            prepare(&out);
            let old = out.exists().then(|| tree(&out));
            let staging = state_dir(&out).join("staging");
            // After edits by hand the marker was wrong before this build.
            let was_wrong = [&out, &staging].iter().any(|root| matches_marker(root) == Some(false));
            let faulty = FaultyFs::at(n, dies, exchanges);
            let result = build(&faulty, &out, NEW);
            let found = out.exists().then(|| tree(&out));
            let is_new = found.as_ref() == Some(&new);
            let swaps = exchanges && cfg!(unix);
            let between_renames = dies && !swaps && found.is_none() && state_dir(&out).join("previous").exists();
            assert!(
                is_new || found == old || between_renames,
                "{context}: neither the old site nor the new one: {found:#?}"
            );
            assert!(result.is_err() || is_new, "{context}: reported success, but the site is old");
            if result.is_err() && !dies && old.as_ref() != Some(&new) {
                assert!(!is_new, "{context}: reported failure, but the site is new");
            }
            assert!(
                was_wrong || matches_marker(&staging) != Some(false),
                "{context}: an incomplete staging tree has a valid marker"
            );
            // Opening the output again restores a site, even if that build publishes nothing.
            if let Ok(publication) = Publication::open(&healthy(exchanges), &out, &[], ContentHash::default()) {
                drop(publication);
            }
            let found = out.exists().then(|| tree(&out));
            assert!(found.as_ref() == Some(&new) || found == old, "{context}: not restored");
            build(&healthy(exchanges), &out, NEW)
                .unwrap_or_else(|error| panic!("{context}: no build after it: {error}"));
            assert_eq!(tree(&out), new, "{context}: the next build");
            assert_tidy(&out);
            assert_eq!(
                publish(&out, NEW),
                PublishReport { written_files: 0, kept_files: NEW.len(), removed_files: 0, swapped: false },
                "{context}"
            );
            if faulty.calls.load(SeqCst) <= n {
                assert!(result.is_ok(), "{context}: {result:?}");
                calls = n;
                break;
            }
        }
    }
}

#[test]
fn first_build_gives_all_or_nothing() {
    fail_at_every_call("no folder", |_| {});
    fail_at_every_call("an empty folder", |out| fs::create_dir(out).unwrap());
}

#[test]
fn build_gives_old_or_new_site() {
    fail_at_every_call("no staging tree", |out| assert!(publish(out, OLD).swapped));
    fail_at_every_call("a staging tree", |out| {
        publish(out, NEW);
        publish(out, OLD);
    });
}

#[test]
fn repair_gives_old_or_new_site() {
    fail_at_every_call("files changed by hand", |out| {
        publish(out, OLD);
        publish(out, NEW);
        edit(out.join("index.html"), "INDEX");
        edit(out.join("folder"), "changed by hand");
        fs::remove_file(out.join("added/new.html")).unwrap();
    });
    fail_at_every_call("no manifest", |out| {
        publish(out, OLD);
        fs::remove_dir_all(state_dir(out)).unwrap();
    });
    fail_at_every_call("only the notes lost", |out| {
        publish(out, NEW);
        for entry in fs::read_dir(state_dir(out)).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().unwrap().to_str().unwrap().starts_with("notes-") {
                fs::remove_file(path).unwrap();
            }
        }
    });
}

#[test]
fn build_after_a_killed_build_can_be_killed_too() {
    fail_at_every_call("killed builds before", |out| {
        publish(out, OLD);
        for n in [30, 40, 50, 60] {
            let _ = build(&FaultyFs::at(n, true, true), out, &[("index.html", "other"), ("folder", "x"), ("b/c", "d")]);
        }
        publish(out, OLD);
    });
}

#[test]
fn dropped_publication_changes_nothing() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let before = tree(&out);
    let disk = healthy(true);
    let publication = Publication::open(&disk, &out, &[], ContentHash::default()).unwrap();
    for (path, bytes) in NEW {
        publication.write(path, page_key(bytes), bytes.as_bytes()).unwrap();
    }
    drop(publication);
    assert_eq!(tree(&out), before);
}

#[test]
fn failed_put_prevents_the_swap() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let before = tree(&out);
    let faulty = FaultyFs::new(|call, path, _| (call == "write_new" && path.ends_with("folder")).then(full_disk));
    let publication = Publication::open(&faulty, &out, &[], ContentHash::default()).unwrap();
    let said = publication.write("folder", ContentHash::default(), b"x").unwrap_err().to_string();
    assert_eq!(said, format!("cannot write {}: the disk is full", show_path(&state_dir(&out).join("staging/folder"))));
    publication.write("b", ContentHash::default(), b"x").unwrap();
    assert_eq!(publication.finish().unwrap_err().to_string(), "publishing was stopped by an earlier error");
    assert_eq!(tree(&out), before);
}
