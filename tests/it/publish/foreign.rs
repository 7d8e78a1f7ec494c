//! Files that situ did not write are never removed or hidden: without the state folder, and during a build.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use situ::testing::{ContentHash, MARKER, Publication, PublishReport, PublishWarning, show_path};

use super::faulty_fs::FaultyFs;
use super::{
    NEW, OLD, Site, build, build_warned, expected, healthy, matches_marker, output_dir, publish, state_dir, tree,
};

/// Removes what a clone of a repository does not have, and gives every file another time.
fn clone_output(out: &Path) {
    fs::remove_dir_all(state_dir(out)).unwrap();
    for path in tree(out).into_keys().filter(|path| !path.ends_with('/')) {
        let bytes = fs::read(out.join(&path)).unwrap();
        fs::remove_file(out.join(&path)).unwrap();
        fs::write(out.join(&path), bytes).unwrap();
    }
}

#[test]
fn foreign_files_are_refused_without_the_state_folder() {
    let (_dir, out) = output_dir();
    for site in [OLD, NEW] {
        publish(&out, OLD);
        clone_output(&out);
        fs::write(out.join("CNAME"), "kb.example").unwrap();
        fs::create_dir(out.join(".well-known")).unwrap();
        fs::write(out.join(".well-known/security.txt"), "mine").unwrap();
        fs::create_dir(out.join("uploads")).unwrap();
        let before = tree(&out);
        let said = build(&healthy(true), &out, site).unwrap_err().to_string();
        // A folder of others is named, and not the files in it.
        let named = [".well-known", "CNAME", "uploads"].map(|file| format!("\n  {}", show_path(&out.join(file))));
        assert_eq!(
            said,
            "3 files were not written by situ and would be lost: move them out of the site's folder and build again"
                .to_owned()
                + &named.concat()
        );
        assert_eq!(tree(&out), before);
        for file in ["CNAME", ".well-known/security.txt"] {
            fs::remove_file(out.join(file)).unwrap();
        }
        for folder in [".well-known", "uploads"] {
            fs::remove_dir(out.join(folder)).unwrap();
        }
        publish(&out, site);
        assert_eq!(tree(&out), expected(site));
    }
}

#[test]
fn renamed_output_is_known_by_its_marker() {
    let (dir, out) = output_dir();
    publish(&out, OLD);
    let www = dir.path().join("www");
    fs::rename(&out, &www).unwrap();
    fs::write(www.join("CNAME"), "kb.example").unwrap();
    let said = build(&healthy(true), &www, NEW).unwrap_err().to_string();
    assert!(said.contains("www/CNAME was not written by situ"), "{said}");
    fs::remove_file(www.join("CNAME")).unwrap();
    publish(&www, NEW);
    assert_eq!(tree(&www), expected(NEW));
}

#[test]
fn many_foreign_files_are_counted() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    (10..40).for_each(|n| fs::write(out.join(format!("n{n}")), "mine").unwrap());
    let said = build(&healthy(true), &out, NEW).unwrap_err().to_string();
    assert_eq!(said.lines().count(), 12, "{said}");
    assert!(said.starts_with("30 files") && said.ends_with("n19\n  and 20 more"), "{said}");
}

#[test]
fn marker_without_a_list_is_refused_unless_the_manifest_exists() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let marker = fs::read_to_string(out.join(MARKER)).unwrap();
    let earlier: String = marker.lines().take(2).map(|line| format!("{line}\n")).collect();
    let to_earlier = || {
        fs::remove_file(out.join(MARKER)).unwrap();
        fs::write(out.join(MARKER), &earlier).unwrap();
    };
    // With the state folder, the next build writes the list, even if nothing else changes.
    to_earlier();
    let inputs = ContentHash::xxh3(OLD);
    assert_eq!(Publication::unchanged_since(&healthy(true), &out, &[], inputs).unwrap(), None);
    assert_eq!(
        publish(&out, OLD),
        PublishReport { written_files: 0, kept_files: OLD.len(), removed_files: 0, swapped: true }
    );
    assert_eq!(fs::read_to_string(out.join(MARKER)).unwrap(), marker);
    to_earlier();
    fs::remove_dir_all(state_dir(&out)).unwrap();
    let before = tree(&out);
    let said = build(&healthy(true), &out, NEW).unwrap_err().to_string();
    assert!(said.contains("the list of its files is lost") && said.ends_with("away and build again"), "{said}");
    assert_eq!(tree(&out), before);
}

#[test]
fn truncated_list_never_makes_a_file_unknown_that_is_removed() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let marker = fs::read(out.join(MARKER)).unwrap();
    for length in (0..marker.len()).step_by(7) {
        let _ = fs::remove_dir_all(state_dir(&out));
        fs::write(out.join(MARKER), &marker[..length]).unwrap();
        let before = tree(&out);
        assert!(build(&healthy(true), &out, NEW).is_err(), "{length}");
        assert_eq!(tree(&out), before, "{length}");
    }
}

#[test]
fn marker_tells_no_path_and_depends_on_the_site_alone() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    let marker = fs::read_to_string(out.join(MARKER)).unwrap();
    assert!(OLD.iter().all(|(path, _)| path.len() < 4 || !marker.contains(path)), "{marker}");
    assert_eq!(matches_marker(&out), Some(true));
    let (_dir, other) = output_dir();
    publish(&other, NEW);
    let backwards: Vec<_> = OLD.iter().rev().copied().collect();
    publish(&other, &backwards);
    assert_eq!(fs::read_to_string(other.join(MARKER)).unwrap(), marker);
}

/// What somebody else does to the output while it is built.
fn arrive(out: &Path) {
    fs::create_dir_all(out.join(".well-known/acme")).unwrap();
    fs::write(out.join(".well-known/acme/token"), "mine").unwrap();
    fs::write(out.join("deep/er/late.txt"), "mine").unwrap();
    fs::write(out.join("deep/removed/late.txt"), "mine").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/nowhere", out.join("lv/link")).unwrap();
    #[cfg(windows)]
    fs::write(out.join("lv/link"), "mine").unwrap();
    // The new site has a page here.
    fs::create_dir(out.join("added")).unwrap();
    fs::write(out.join("added/new.html"), "mine").unwrap();
    fs::write(out.join("added/other.html"), "mine").unwrap();
}

/// Every copy of a foreign file below the folder of the output.
fn foreign(out: &Path) -> Vec<String> {
    let all = tree(out.parent().unwrap());
    let mine = all.into_iter().filter(|(path, bytes)| bytes == b"mine" || path.ends_with("lv/link"));
    mine.map(|(path, _)| path).collect()
}

/// A build of `NEW` during which files arrive: at the first call of `moment` for which `when` is true.
fn build_with_arrivals(out: &Path, exchanges: bool, moment: &'static str) -> Vec<PublishWarning> {
    let done = AtomicBool::new(false);
    let at = out.to_path_buf();
    let mut fs = FaultyFs::new(move |call, path, _| {
        // The program gives Windows the long form of a path.
        let is_output = path.file_name() == at.file_name();
        let is_moment = call == moment && (path.ends_with("staging/.situ") || is_output || call == "create_dir");
        if is_moment && !done.swap(true, SeqCst) {
            arrive(&at);
        }
        None
    });
    fs.disk.exchanges = exchanges;
    build_warned(&fs, out, NEW).unwrap().1
}

#[test]
fn files_that_arrive_during_a_build_are_put_back() {
    let twice: [Site; 2] = [NEW, OLD];
    for (exchanges, moment) in
        [(true, "create_dir"), (true, "write_new"), (true, "exchange"), (false, "create_dir"), (false, "exchange")]
    {
        for has_staging in [false, true] {
            let (_dir, out) = output_dir();
            for site in &twice[usize::from(!has_staging)..] {
                publish(&out, site);
            }
            let warnings = build_with_arrivals(&out, exchanges, moment);
            let context = format!("{exchanges} {moment} {has_staging}: {warnings:#?}");
            for (path, bytes) in expected(NEW) {
                assert!(path.ends_with('/') || fs::read(out.join(&path)).unwrap() == bytes, "{path}, {context}");
            }
            assert_eq!(
                foreign(&out),
                [
                    ".public.situ/kept/1/new.html",
                    "public/.well-known/acme/token",
                    "public/added/other.html",
                    "public/deep/er/late.txt",
                    "public/deep/removed/late.txt",
                    "public/lv/link",
                ],
                "{context}"
            );
            let state = fs::canonicalize(state_dir(&out)).unwrap();
            let late = |path: &str| PublishWarning::LateFile { file: out.join(path) };
            let moved = PublishWarning::MovedFile { file: state.join("kept/1/new.html") };
            for warning in [late(".well-known"), late("deep/er/late.txt"), late("lv/link"), moved] {
                assert!(warnings.contains(&warning), "{warning:?}, {context}");
            }
            // The next build refuses them, and still nothing is lost.
            assert!(build(&healthy(true), &out, OLD).is_err(), "{context}");
            assert_eq!(foreign(&out).len(), 6, "{context}");
        }
    }
}

#[test]
fn folder_that_was_missing_and_arrives_is_put_back() {
    let (_dir, out) = output_dir();
    publish(&out, OLD);
    // Pages of the folder are in the manifest, but it held none when the build began.
    fs::remove_dir_all(out.join("folder")).unwrap();
    let at = out.clone();
    let late = FaultyFs::new(move |call, path, _| {
        if call == "write_new" && path.ends_with("staging/.situ") {
            fs::create_dir_all(at.join("folder/y")).unwrap();
            fs::write(at.join("folder/y/note.txt"), "mine").unwrap();
        }
        None
    });
    let (_, warnings) = build_warned(&late, &out, OLD).unwrap();
    assert_eq!(foreign(&out), ["public/folder/y/note.txt"]);
    assert_eq!(warnings, [PublishWarning::LateFile { file: out.join("folder/y/note.txt") }]);
}

#[test]
fn files_that_arrive_in_an_empty_output_stop_the_first_build() {
    let (_dir, out) = output_dir();
    fs::create_dir(&out).unwrap();
    let at = out.clone();
    let late = FaultyFs::new(move |call, path, _| {
        if call == "write_new" && path.ends_with("staging/.situ") {
            fs::write(at.join("CNAME"), "mine").unwrap();
        }
        None
    });
    let said = build(&late, &out, NEW).unwrap_err().to_string();
    assert!(said.contains("holds files that situ did not write"), "{said}");
    assert_eq!(foreign(&out), ["public/CNAME"]);
}

#[test]
fn files_that_arrive_are_kept_when_the_build_is_killed_at_any_call() {
    for exchanges in [true, false] {
        for n in 0.. {
            let (_dir, out) = super::memory_output_dir();
            publish(&out, NEW);
            publish(&out, OLD);
            let arrived = AtomicBool::new(false);
            let at = out.clone();
            let mut faulty = FaultyFs::new(|call, path, calls| {
                if call == "exchange" && path == at && !arrived.swap(true, SeqCst) {
                    arrive(&at);
                }
                (calls >= n).then(super::faulty_fs::full_disk)
            });
            faulty.disk.exchanges = exchanges;
            let result = build(&faulty, &out, NEW);
            let calls = faulty.calls.load(SeqCst);
            drop(faulty);
            if arrived.load(SeqCst) {
                assert_eq!(foreign(&out).len(), 6, "call {n}, {result:?}");
                // Whatever the next two builds do, they lose nothing.
                for site in [OLD, NEW] {
                    let _ = build(&healthy(exchanges), &out, site);
                    assert_eq!(foreign(&out).len(), 6, "call {n}, {result:?}");
                }
            }
            if calls <= n {
                break;
            }
        }
    }
}
