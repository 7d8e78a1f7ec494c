//! Threads of one build, and two builds at the same time.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use situ::testing::ContentHash;
use situ::testing::{Disk, Publication, PublishReport, show_path};

use super::{expected, healthy, output_dir, tree};

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
