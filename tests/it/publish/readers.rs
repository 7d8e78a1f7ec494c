//! Readers during a build see whole files, of one version. Not on Windows, where the output is missing for an instant and
//! folders that are open cannot be renamed.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use rustix::fs::{Mode, OFlags, open, openat};

use super::{output_dir, publish};

#[test]
fn readers_see_whole_files_of_one_version() {
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
