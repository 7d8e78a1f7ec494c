//! Output, staging tree and state folder are repaired after edits by hand and losses.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;

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
        "deep/er/kept.html cannot be kept, because the published file is missing or was changed"
    );
    drop(publication);
    assert_eq!(publish(&out, NEW).written, 1);
    assert_eq!(tree(&out), expected(NEW));
    publish(&out, OLD);
    assert_eq!(tree(&out), expected(OLD));
}

#[test]
fn touched_file_is_read_and_not_written() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let file = out.join("index.html");
    File::open(&file).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
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
    assert_eq!(publish(&out, OLD), PublishReport { written: 0, kept: OLD.len(), removed: 0, swapped: false });
    assert_eq!(identity(&out), before);
    assert_tidy(&out);
}

#[test]
fn marker_of_another_manifest_is_restored() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let marker = fs::read_to_string(out.join(MARKER)).unwrap();
    for wrong in
        [marker.replace("manifest ", "manifest x"), marker[..marker.len() - 33].to_owned() + &"0".repeat(32) + "\n"]
    {
        edit(out.join(MARKER), &wrong);
        let report = publish(&out, OLD);
        assert_eq!(report, PublishReport { written: 0, kept: OLD.len(), removed: 0, swapped: true });
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
    assert_eq!(publish(&out, NEW).written, 0);
}

#[test]
fn damaged_staging_tree_is_repaired_without_following_links() {
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
    assert_eq!(tree(&precious), BTreeMap::from([("file".to_owned(), b"mine".to_vec())]));
    fs::remove_dir_all(&staging).unwrap();
    std::os::unix::fs::symlink(&precious, &staging).unwrap();
    publish(&out, OLD);
    assert_eq!(tree(&out), expected(OLD));
    assert_eq!(tree(&precious).len(), 1);
}
