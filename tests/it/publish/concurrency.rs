//! Readers during a build, threads of one build, and two builds at the same time.

use std::fs::{self, File};
use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

use situ::testing::ContentHash;
use situ::testing::{Disk, Publication, PublishReport, show_path};

use super::{expected, healthy, output_dir, publish, tree};

/// On Windows the output is missing for an instant, and folders that are open cannot be renamed.
#[cfg(unix)]
#[test]
fn readers_see_whole_files_of_one_version() {
    use std::os::unix::fs::MetadataExt;

    let (_dir, out) = output_dir();
    let page = |version: usize| format!("{version:06}").repeat(500);
    let paths: Vec<String> =
        (0..198).map(|n| format!("d{}/{n}.html", n % 7)).chain(["a.html".into(), "index.html".into()]).collect();
    let build_version = |version: usize| {
        let text = page(version);
        // Every third file changes with each version.
        let site: Vec<(&str, &str)> = paths
            .iter()
            .enumerate()
            .map(|(n, path)| (path.as_str(), if n % 3 == 0 || n > 197 { text.as_str() } else { "stays" }))
            .collect();
        publish(&out, &site)
    };
    build_version(0);
    let done = AtomicBool::new(false);
    let version = |text: &str| -> usize {
        let version = text[..6].parse().unwrap();
        assert_eq!(text, page(version), "not one version");
        version
    };
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut reads, mut last) = (0, 0);
            while !done.load(SeqCst) {
                let index = version(&fs::read_to_string(out.join("index.html")).expect("missing"));
                let a = version(&fs::read_to_string(out.join("a.html")).expect("missing"));
                assert!(last <= index && index <= a, "an older version after a newer one");
                assert_eq!(fs::read_to_string(out.join("d1/1.html")).expect("missing"), "stays");
                last = a;
                reads += 1;
            }
            reads
        });
        let walker = scope.spawn(|| {
            use rustix::fs::{Mode, OFlags, open, openat};
            let mut whole = 0;
            while !done.load(SeqCst) {
                let folder = open(&out, OFlags::DIRECTORY, Mode::empty()).unwrap();
                let read = |name: &str| {
                    let file = openat(&folder, name, OFlags::RDONLY, Mode::empty()).ok()?;
                    io::read_to_string(File::from(file)).ok()
                };
                let seen = [read("index.html"), read("a.html"), read("d0/0.html"), read("index.html")];
                // The opened tree may have become the staging tree by now; if not, it must hold one version.
                let same = fs::metadata(&out).unwrap().ino() == rustix::fs::fstat(&folder).unwrap().st_ino;
                if same && seen[0] == seen[3] {
                    assert!(seen.iter().all(|text| *text == seen[0]), "two versions in one tree");
                    version(seen[0].as_deref().expect("missing"));
                    whole += 1;
                }
            }
            whole
        });
        for n in 1..=50 {
            assert!(build_version(n).swapped);
        }
        done.store(true, SeqCst);
        assert!(reader.join().unwrap() > 50);
        assert!(walker.join().unwrap() > 50);
    });
}

#[test]
fn pages_are_put_from_many_threads() {
    let (_dir, out) = output_dir();
    let paths: Vec<String> = (0..400).map(|n| format!("{}/{}/{n}.html", n % 3, n % 11)).collect();
    for round in ["one", "two"] {
        let disk = healthy(true);
        let publication = Publication::open(&disk, &out, &[], ContentHash::default()).unwrap();
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    while let Some(path) = paths.get(next.fetch_add(1, SeqCst)) {
                        publication
                            .write(path, ContentHash::xxh3(round), format!("{path} {round}").as_bytes())
                            .unwrap();
                    }
                });
            }
        });
        assert_eq!(
            publication.finish().unwrap(),
            PublishReport { written_files: 400, kept_files: 0, removed_files: 0, swapped: true }
        );
        let texts: Vec<String> = paths.iter().map(|path| format!("{path} {round}")).collect();
        let site: Vec<(&str, &str)> =
            paths.iter().zip(&texts).map(|(path, text)| (path.as_str(), text.as_str())).collect();
        assert_eq!(tree(&out), expected(&site));
    }
}

#[test]
fn second_build_at_the_same_time_is_refused() {
    let (_dir, out) = output_dir();
    let disk = healthy(true);
    let first = Publication::open(&disk, &out, &[], ContentHash::default()).unwrap();
    let second = Publication::open(&Disk::default(), &out, &[], ContentHash::default()).err().unwrap();
    assert_eq!(
        second.to_string(),
        format!("another situ is building into {}: wait until it has finished", show_path(&out))
    );
    first.write("index.html", ContentHash::default(), b"x").unwrap();
    first.finish().unwrap();
    Publication::open(&disk, &out, &[], ContentHash::default()).unwrap();
}
