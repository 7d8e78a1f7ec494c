//! A build costs what changed: equal files are kept, unchanged inputs are recognised, nothing else is written.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use situ::testing::ContentHash;
use situ::testing::{MARKER, Publication, PublishError, PublishReport, WriteOutcome};

use super::faulty_fs::FaultyFs;
use super::{NEW, OLD, build, expected, healthy, identity, output_dir, page_key, publish, state_dir, tree};

#[test]
fn unchanged_site_touches_nothing() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let files: Vec<PathBuf> = tree(&out).into_keys().map(|path| out.join(path)).chain([out.clone()]).collect();
    let before: Vec<_> = files.iter().map(|file| identity(file)).collect();
    let writes = |call: &str, path: &Path, _: usize| {
        let reads = ["canonicalize", "metadata", "read_dir", "read", "try_lock"].contains(&call);
        if reads { None } else { panic!("{call} {}", path.display()) }
    };
    let report = build(&FaultyFs::new(writes), &out, OLD).unwrap();
    assert_eq!(report, PublishReport { written_files: 0, kept_files: OLD.len(), removed_files: 0, swapped: false });
    assert_eq!(files.iter().map(|file| identity(file)).collect::<Vec<_>>(), before);
}

#[test]
fn inputs_hash_short_circuits_until_output_changes() {
    let (_dir, out) = output_dir();
    let disk = healthy(true);
    let standing =
        |site: &[(&str, &str)]| Publication::unchanged_since(&disk, &out, &[], ContentHash::xxh3(site)).unwrap();
    assert_eq!(standing(OLD), None);
    publish(&out, OLD);
    assert_eq!(standing(OLD).as_deref(), Some("words"));
    assert_eq!(standing(NEW), None);
    // A file that is damaged, deleted, or has another modification time.
    let file = out.join("index.html");
    for damage in [|file: &Path| fs::write(file, "other size").unwrap(), |file: &Path| fs::remove_file(file).unwrap()] {
        damage(&file);
        assert_eq!(standing(OLD), None);
        publish(&out, OLD);
        assert_eq!(standing(OLD).as_deref(), Some("words"));
    }
    fs::File::options().write(true).open(&file).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
    assert_eq!(standing(OLD), None);
    publish(&out, OLD);
    // A build of other inputs, a build without an inputs hash, a truncated file.
    publish(&out, NEW);
    assert_eq!((standing(OLD), standing(NEW).as_deref()), (None, Some("words")));
    let publication = Publication::open(&disk, &out, &[], ContentHash::default()).unwrap();
    publication.write("index.html", ContentHash::default(), b"of nothing known").unwrap();
    publication.finish().unwrap();
    assert_eq!(standing(NEW), None);
    publish(&out, OLD);
    let note = out.parent().unwrap().join(".public.situ/inputs");
    fs::write(&note, &fs::read(&note).unwrap()[..60]).unwrap();
    assert_eq!(standing(OLD), None);
    // A file that situ did not write is still refused.
    publish(&out, OLD);
    fs::write(out.join("mine.txt"), "mine").unwrap();
    assert!(matches!(
        Publication::unchanged_since(&disk, &out, &[], ContentHash::xxh3(OLD)),
        Err(PublishError::UnmanagedFiles { .. })
    ));
}

#[test]
fn same_bytes_are_not_written_and_new_hash_is_kept() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let before = (identity(&out), identity(&out.join("index.html")));
    let (disk, other) = (healthy(true), ContentHash::xxh3("another page"));
    let publication = Publication::open(&disk, &out, &[], ContentHash::default()).unwrap();
    for (path, bytes) in OLD {
        assert_eq!(publication.write(path, other, bytes.as_bytes()).unwrap(), WriteOutcome::Unchanged);
    }
    assert_eq!(
        publication.finish().unwrap(),
        PublishReport { written_files: 0, kept_files: OLD.len(), removed_files: 0, swapped: false }
    );
    assert_eq!((identity(&out), identity(&out.join("index.html"))), before);
    let publication = Publication::open(&disk, &out, &[], ContentHash::default()).unwrap();
    assert!(OLD.iter().all(|(path, _)| publication.published_hash(path) == Some(other)));
}

#[test]
fn one_changed_file_is_written_and_the_others_are_hard_links() {
    let (_dir, out) = output_dir();
    let mut site = OLD.to_vec();
    for round in ["one", "two", "three"] {
        publish(&out, &site);
        let before: Vec<_> = site.iter().map(|(path, _)| identity(&out.join(path))).collect();
        site[6].1 = round;
        let written = AtomicUsize::new(0);
        let count = |call: &str, path: &Path, _: usize| {
            if call == "write_new" && path.components().any(|c| c.as_os_str() == "staging") && !path.ends_with(MARKER) {
                written.fetch_add(1, SeqCst);
            }
            None
        };
        let report = build(&FaultyFs::new(count), &out, &site).unwrap();
        assert_eq!(
            report,
            PublishReport { written_files: 1, kept_files: OLD.len() - 1, removed_files: 0, swapped: true }
        );
        assert_eq!(written.load(SeqCst), 1);
        for ((path, _), before) in site.iter().zip(before) {
            assert_eq!(identity(&out.join(path)) != before, *path == "index.html", "{path}");
        }
    }
}

#[test]
fn calls_for_one_change_do_not_grow_with_the_site() {
    let calls = |pages: usize| {
        let (_dir, out) = output_dir();
        let paths: Vec<String> = (0..pages).map(|n| format!("p/{n}.html")).collect();
        let mut site: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "same")).collect();
        publish(&out, &site);
        site[0].1 = "one";
        publish(&out, &site);
        site[1].1 = "two";
        let faulty = FaultyFs::new(|_, _, _| None);
        assert_eq!(build(&faulty, &out, &site).unwrap().written_files, 1);
        faulty.calls.load(SeqCst)
    };
    assert_eq!(calls(10), calls(500));
}

#[test]
fn cache_entries_are_read_while_the_output_exists() {
    let (_place, out) = output_dir();
    let disk = healthy(true);
    let recalled = || {
        let publication = Publication::open(&disk, &out, &[], ContentHash::default()).unwrap();
        (Publication::peek_state(&disk, &out, "words"), publication.read_state("words"))
    };
    Publication::open(&disk, &out, &[], ContentHash::default()).unwrap().write_state("words", b"darbs");
    assert_eq!(recalled(), (None, None), "nothing is published yet");
    publish(&out, &[("a.html", "a")]);
    let left = Some(b"darbs".to_vec());
    assert_eq!(recalled(), (left.clone(), left));
    fs::remove_dir_all(&out).unwrap();
    assert_eq!(recalled(), (None, None), "a new output starts without cache entries");
}

#[test]
fn removed_pages_and_empty_folders_are_deleted() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let report = publish(&out, &OLD[5..]);
    assert_eq!(report, PublishReport { written_files: 0, kept_files: 4, removed_files: 5, swapped: true });
    assert_eq!(tree(&out), expected(&OLD[5..]));
    publish(&out, OLD);
    assert_eq!(tree(&out), expected(OLD));
    publish(&out, &[]);
    assert_eq!(tree(&out), expected(&[]));
}

#[test]
fn other_theme_hash_invalidates_page_hashes_but_not_files() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let disk = healthy(true);
    let publication = Publication::open(&disk, &out, &[], ContentHash::xxh3("another theme")).unwrap();
    for (path, bytes) in OLD {
        assert_eq!(publication.published_hash(path), None);
        assert_eq!(publication.write(path, page_key(bytes), bytes.as_bytes()).unwrap(), WriteOutcome::Unchanged);
    }
    assert!(!publication.finish().unwrap().swapped);
    let publication = Publication::open(&disk, &out, &[], ContentHash::xxh3("another theme")).unwrap();
    assert!(publication.published_hash("index.html").is_some());
}

#[test]
fn manifest_does_not_depend_on_order_or_history() {
    let manifest = |out: &Path| {
        let state = state_dir(out);
        let name = tree(&state).into_keys().find(|name| name.starts_with("manifest-")).unwrap();
        (name.clone(), fs::read_to_string(state.join(name)).unwrap())
    };
    let (_first, out) = output_dir();
    publish(&out, NEW);
    let (_second, other) = output_dir();
    let backwards: Vec<_> = NEW.iter().rev().copied().collect();
    publish(&other, OLD);
    publish(&other, &backwards);
    assert_eq!(manifest(&out), manifest(&other));
    publish(&out, &[("index.html", "index")]);
    assert_eq!(manifest(&out).1, format!("situ manifest 1\n{} 5 index.html\n", ContentHash::xxh3_bytes(b"index")));
}

#[cfg(unix)]
#[test]
fn permissions_of_the_output_are_kept() {
    use std::os::unix::fs::PermissionsExt;

    let (_dir, out) = output_dir();
    publish(&out, OLD);
    for (mode, site) in [(0o750, NEW), (0o711, OLD), (0o711, NEW)] {
        fs::set_permissions(&out, fs::Permissions::from_mode(mode)).unwrap();
        publish(&out, site);
        assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, mode);
    }
}
