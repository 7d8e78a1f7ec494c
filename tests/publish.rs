//! Publishing: the output is the old site or the new one, whatever call to the file system fails and when.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

use situ::foundation::hash::ContentHash as Key;
use situ::output::publish::{
    DirEntry, Disk, FileSystem, MARKER, Publication, PublishError, PublishReport, Stat, WriteOutcome,
};
use tempfile::TempDir;

// ---- A file system that fails on order ----------------------------------------------------------------------------

type Fault<'f> = Box<dyn Fn(&str, &Path, usize) -> Option<io::Error> + Sync + 'f>;

/// The disk, but `fault` is asked before each call: what it is, on which path, and how many calls came before.
struct Faulty<'f> {
    disk: Disk,
    calls: AtomicUsize,
    fault: Fault<'f>,
    /// The path that seems to be on another device.
    elsewhere: Option<PathBuf>,
}

impl<'f> Faulty<'f> {
    fn new(fault: impl Fn(&str, &Path, usize) -> Option<io::Error> + Sync + 'f) -> Self {
        Faulty { disk: Disk::default(), calls: AtomicUsize::new(0), fault: Box::new(fault), elsewhere: None }
    }

    /// Fails at the call with the number `n` as a full disk does; if it `dies`, at all later calls too.
    fn at(n: usize, dies: bool, exchanges: bool) -> Self {
        let full = move |_: &str, _: &Path, call| (call == n || dies && call > n).then(full_disk);
        Faulty { disk: Disk { exchanges }, ..Faulty::new(full) }
    }

    fn ask(&self, call: &str, path: &Path) -> io::Result<()> {
        (self.fault)(call, path, self.calls.fetch_add(1, SeqCst)).map_or(Ok(()), Err)
    }
}

fn full_disk() -> io::Error {
    io::Error::from_raw_os_error(rustix::io::Errno::NOSPC.raw_os_error())
}

impl FileSystem for Faulty<'_> {
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.ask("canonicalize", path)?;
        self.disk.canonicalize(path)
    }
    fn metadata(&self, path: &Path) -> io::Result<Stat> {
        self.ask("metadata", path)?;
        let mut stat = self.disk.metadata(path)?;
        stat.device += u64::from(self.elsewhere.as_deref() == Some(path));
        Ok(stat)
    }
    fn read_dir(&self, path: &Path) -> io::Result<Vec<DirEntry>> {
        self.ask("read_dir", path)?;
        self.disk.read_dir(path)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.ask("read", path)?;
        self.disk.read(path)
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<Stat> {
        // A full disk leaves half a file.
        self.ask("write_new", path).inspect_err(|_| drop(fs::write(path, &bytes[..bytes.len() / 2])))?;
        self.disk.write_new(path, bytes)
    }
    fn copy(&self, from: &Path, to: &Path) -> io::Result<Stat> {
        self.ask("copy", to)?;
        self.disk.copy(from, to)
    }
    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask("hard_link", to)?;
        self.disk.hard_link(from, to)
    }
    /// No test pulls the plug, so none waits for the disk.
    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.ask("sync_file", path)
    }
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.ask("create_dir", path)?;
        self.disk.create_dir(path)
    }
    fn set_mode(&self, path: &Path, mode: u32) -> io::Result<()> {
        self.ask("set_mode", path)?;
        self.disk.set_mode(path, mode)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.ask("remove_file", path)?;
        self.disk.remove_file(path)
    }
    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.ask("remove_dir", path)?;
        self.disk.remove_dir(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask("rename", to)?;
        self.disk.rename(from, to)
    }
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        self.ask("exchange", a)?;
        self.disk.exchange(a, b)
    }
    fn try_lock(&self, path: &Path) -> io::Result<Option<File>> {
        self.ask("try_lock", path)?;
        self.disk.try_lock(path)
    }
}

// ---- Sites and trees ----------------------------------------------------------------------------------------------

type Site = &'static [(&'static str, &'static str)];

const OLD: Site = &[
    ("a", "a page that becomes a folder"),
    ("changed.html", "before"),
    ("deep/er/kept.html", "kept"),
    ("deep/removed/r.html", "removed"),
    ("folder/x.html", "in a folder that becomes a page"),
    ("folder/y/z.html", "and deeper"),
    ("index.html", "index"),
    ("lv/ziņa.html", "ē"),
    ("+before-the-marker.html", "old"),
];
const NEW: Site = &[
    ("a/index.html", "a page in a folder that was a page"),
    ("added/new.html", "new"),
    ("changed.html", "after."),
    ("deep/er/kept.html", "kept"),
    ("folder", "a page that was a folder"),
    ("index.html", "index"),
    ("lv/ziņa.html", "ē"),
    ("+before-the-marker.html", "new"),
];

fn page_key(bytes: &str) -> Key {
    Key::of(bytes)
}

/// One build as the pipeline does it: what is published under its key is kept, the rest is put.
fn build(fs: &dyn FileSystem, out: &Path, site: &[(&str, &str)]) -> Result<PublishReport, PublishError> {
    let mut publication = Publication::open(fs, out, &[], Key::default())?;
    publication.set_build_inputs(Key::of(site), "words".to_owned());
    for (path, bytes) in site {
        if publication.published_hash(path) == Some(page_key(bytes)) {
            publication.keep(path)?;
        } else {
            publication.write(path, page_key(bytes), bytes.as_bytes())?;
        }
    }
    publication.finish()
}

fn publish(out: &Path, site: &[(&str, &str)]) -> PublishReport {
    build(&healthy(true), out, site).unwrap()
}

fn healthy(exchanges: bool) -> Faulty<'static> {
    Faulty { disk: Disk { exchanges }, ..Faulty::new(|_, _, _| None) }
}

/// All that a folder holds, folders too; a link shows as its target.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = entry.path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                found.insert(format!("{name}/"), Vec::new());
                walk(root, &path, found);
            } else if kind.is_symlink() {
                found.insert(name, fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes());
            } else {
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(root, root, &mut found);
    found
}

/// What the output must hold, marker and folders too, whoever builds it and after what.
fn expected(site: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("public");
    publish(&out, site);
    let mut pages = tree(&out);
    assert!(pages.remove(MARKER).is_some());
    let mut wanted = BTreeMap::new();
    for (path, bytes) in site {
        wanted.insert((*path).to_owned(), bytes.as_bytes().to_vec());
        wanted.extend(path.match_indices('/').map(|(at, _)| (path[..=at].to_owned(), Vec::new())));
    }
    assert_eq!(pages, wanted);
    tree(&out)
}

/// The files of the state folder besides the staging tree and the record of the inputs, which may be missing: lock, and the
/// manifest and notes that the output's marker names.
fn assert_no_garbage(out: &Path) {
    let state = state_of(out);
    let marker = fs::read_to_string(out.join(MARKER)).unwrap();
    let key = marker.lines().nth(1).unwrap().strip_prefix("manifest ").unwrap();
    let mut names: Vec<String> = fs::read_dir(&state)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|n| n != "staging" && n != "inputs")
        .collect();
    names.sort();
    assert_eq!(names, ["lock".to_owned(), format!("manifest-{key}"), format!("notes-{key}")]);
    let manifest = fs::read(state.join(format!("manifest-{key}"))).unwrap();
    assert_eq!(Key::of_bytes(&manifest).to_string(), key);
}

/// Whether a tree is what its marker says; `None` if the marker says nothing: it is missing or torn.
fn is_whole(root: &Path) -> Option<bool> {
    let marker = fs::read_to_string(root.join(MARKER)).ok().filter(|marker| marker.ends_with('\n'))?;
    let mut text = "situ manifest 1\n".to_owned();
    for (path, bytes) in tree(root).into_iter().filter(|(path, _)| !path.ends_with('/') && path != MARKER) {
        text += &format!("{} {} {path}\n", Key::of_output(&bytes), bytes.len());
    }
    Some(marker.ends_with(&format!("\nmanifest {}\n", Key::of_bytes(text.as_bytes()))))
}

fn state_of(out: &Path) -> PathBuf {
    out.with_file_name(format!(".{}.situ", out.file_name().unwrap().to_str().unwrap()))
}

fn place() -> (TempDir, PathBuf) {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("public");
    (dir, out)
}

/// A place in memory if there is one: for tests that build thousands of times.
fn quick_place() -> (TempDir, PathBuf) {
    let memory = Path::new("/dev/shm");
    let dir = TempDir::new_in(if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() }).unwrap();
    let out = dir.path().join("public");
    (dir, out)
}

/// Changes a file in place, as an editor may, at another time than the build did.
fn edit(file: PathBuf, text: &str) {
    fs::write(&file, text).unwrap();
    File::open(&file).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
}

/// Inode and time: the same as long as nobody has written the file anew.
fn identity(file: &Path) -> (u64, i64, i64) {
    let stat = fs::symlink_metadata(file).unwrap();
    (stat.ino(), stat.mtime(), stat.mtime_nsec())
}

// ---- Old or new, never between ------------------------------------------------------------------------------------

/// Fails (or dies) at the first, second, … call of the build of `NEW` over what `prepare` leaves, until a build passes.
fn stop_everywhere(what: &str, prepare: impl Fn(&Path)) {
    let new = expected(NEW);
    let mut calls = 0;
    for (dies, exchanges) in [(false, true), (true, true), (false, false), (true, false)] {
        // Without exchange only the last calls differ.
        let first = if exchanges { 0 } else { calls - 15 };
        for n in first.. {
            assert!(n < 2000, "{what}: the build does not end");
            let context = format!("{what}: call {n}, dies: {dies}, exchanges: {exchanges}");
            let (_dir, out) = quick_place();
            prepare(&out);
            let old = out.exists().then(|| tree(&out));
            let staging = state_of(&out).join("staging");
            // Where files were changed by hand, a marker was untrue before this build.
            let untrue = [&out, &staging].iter().any(|root| is_whole(root) == Some(false));
            let faulty = Faulty::at(n, dies, exchanges);
            let result = build(&faulty, &out, NEW);
            let found = out.exists().then(|| tree(&out));
            let came_new = found.as_ref() == Some(&new);
            let cut_short = dies && !exchanges && found.is_none() && state_of(&out).join("previous").exists();
            assert!(came_new || found == old || cut_short, "{context}: neither old nor new: {found:#?}");
            assert!(result.is_err() || came_new, "{context}: said to be done, but the site is old");
            if result.is_err() && !dies && old.as_ref() != Some(&new) {
                assert!(!came_new, "{context}: said to have failed, but the site is new");
            }
            assert!(untrue || is_whole(&staging) != Some(false), "{context}: an incomplete staging tree has a marker");
            // Whoever opens the output next finds a site again, even if nothing comes of that build.
            if let Ok(publication) = Publication::open(&healthy(exchanges), &out, &[], Key::default()) {
                drop(publication);
            }
            let found = out.exists().then(|| tree(&out));
            assert!(found.as_ref() == Some(&new) || found == old, "{context}: not put right");
            build(&healthy(exchanges), &out, NEW)
                .unwrap_or_else(|error| panic!("{context}: no build after it: {error}"));
            assert_eq!(tree(&out), new, "{context}: the next build");
            assert_no_garbage(&out);
            assert_eq!(
                publish(&out, NEW),
                PublishReport { written: 0, kept: NEW.len(), removed: 0, swapped: false },
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
fn the_first_build_gives_all_or_nothing() {
    stop_everywhere("no folder", |_| {});
    stop_everywhere("an empty folder", |out| fs::create_dir(out).unwrap());
}

#[test]
fn a_build_gives_the_old_site_or_the_new() {
    stop_everywhere("no staging tree yet", |out| assert!(publish(out, OLD).swapped));
    stop_everywhere("a staging tree", |out| {
        publish(out, NEW);
        publish(out, OLD);
    });
}

#[test]
fn a_repair_gives_the_old_site_or_the_new() {
    stop_everywhere("files changed by hand", |out| {
        publish(out, OLD);
        publish(out, NEW);
        edit(out.join("index.html"), "INDEX");
        edit(out.join("folder"), "changed by hand");
        fs::remove_file(out.join("added/new.html")).unwrap();
    });
    stop_everywhere("no manifest", |out| {
        publish(out, OLD);
        fs::remove_dir_all(state_of(out)).unwrap();
    });
    stop_everywhere("only the notes lost", |out| {
        publish(out, NEW);
        for entry in fs::read_dir(state_of(out)).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().unwrap().to_str().unwrap().starts_with("notes-") {
                fs::remove_file(path).unwrap();
            }
        }
    });
}

#[test]
fn a_build_over_what_a_killed_build_left_can_be_killed_too() {
    stop_everywhere("killed at every place before", |out| {
        publish(out, OLD);
        for n in [30, 40, 50, 60] {
            let _ = build(&Faulty::at(n, true, true), out, &[("index.html", "other"), ("folder", "x"), ("b/c", "d")]);
        }
        publish(out, OLD);
    });
}

/// Renames the files of the state folder to the names that earlier versions gave them.
fn to_legacy_state(out: &Path) {
    let state = state_of(out);
    for (name, legacy) in [("staging", "spare"), ("previous", "former")] {
        if state.join(name).exists() {
            fs::rename(state.join(name), state.join(legacy)).unwrap();
        }
    }
    fs::write(state.join("texts-00"), "cached documents").unwrap();
}

#[test]
fn state_of_earlier_versions_is_adopted() {
    let (_dir, out) = place();
    publish(&out, OLD);
    publish(&out, NEW);
    to_legacy_state(&out);
    let index = identity(&state_of(&out).join("spare/index.html"));
    assert_eq!(index, identity(&out.join("index.html")));
    assert!(!publish(&out, NEW).swapped);
    assert_eq!(identity(&state_of(&out).join("staging/index.html")), index);
    assert_no_garbage(&out);
    // A tree under each name: the older one is removed.
    fs::create_dir_all(state_of(&out).join("spare/a/b")).unwrap();
    publish(&out, OLD);
    assert_eq!(tree(&out), expected(OLD));
    assert_no_garbage(&out);
}

#[test]
fn state_of_earlier_versions_with_the_only_site_is_recovered() {
    for (arrived, site) in [(false, OLD), (true, NEW)] {
        let (_dir, out) = place();
        publish(&out, NEW);
        publish(&out, OLD);
        // An earlier version was killed between its renames.
        fs::rename(&out, state_of(&out).join("previous")).unwrap();
        if arrived {
            fs::rename(state_of(&out).join("staging"), &out).unwrap();
        }
        to_legacy_state(&out);
        drop(Publication::open(&healthy(false), &out, &[], Key::default()).unwrap());
        assert_eq!(tree(&out), expected(site));
        publish(&out, NEW);
        assert_eq!(tree(&out), expected(NEW));
        assert_no_garbage(&out);
    }
}

#[test]
fn state_of_earlier_versions_can_be_adopted_by_a_build_that_is_killed() {
    stop_everywhere("state of an earlier version", |out| {
        publish(out, NEW);
        publish(out, OLD);
        to_legacy_state(out);
        fs::create_dir_all(state_of(out).join("former/a")).unwrap();
    });
}

#[test]
fn a_dropped_publication_changes_nothing() {
    let (_dir, out) = place();
    publish(&out, OLD);
    let before = tree(&out);
    let disk = Disk::default();
    let publication = Publication::open(&disk, &out, &[], Key::default()).unwrap();
    for (path, bytes) in NEW {
        publication.write(path, page_key(bytes), bytes.as_bytes()).unwrap();
    }
    drop(publication);
    assert_eq!(tree(&out), before);
}

#[test]
fn nothing_is_exchanged_after_a_put_that_failed() {
    let (_dir, out) = place();
    publish(&out, OLD);
    let before = tree(&out);
    let faulty = Faulty::new(|call, path, _| (call == "write_new" && path.ends_with("folder")).then(full_disk));
    let publication = Publication::open(&faulty, &out, &[], Key::default()).unwrap();
    let said = publication.write("folder", Key::default(), b"x").unwrap_err().to_string();
    assert_eq!(
        said,
        format!(
            "cannot write {}: No space left on device (os error 28)",
            state_of(&out).join("staging/folder").display()
        )
    );
    publication.write("b", Key::default(), b"x").unwrap();
    assert_eq!(publication.finish().unwrap_err().to_string(), "publishing was stopped by an earlier error");
    assert_eq!(tree(&out), before);
}

#[test]
fn readers_never_miss_or_tear_a_file_and_see_one_version_in_one_tree() {
    let (_dir, out) = place();
    let page = |version: usize| format!("{version:06}").repeat(500);
    let paths: Vec<String> =
        (0..198).map(|n| format!("d{}/{n}.html", n % 7)).chain(["a.html".into(), "index.html".into()]).collect();
    let build_version = |version: usize| {
        let text = page(version);
        // Every third file changes with each version, the others never.
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
        assert_eq!(text, page(version), "torn");
        version
    };
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut reads, mut last) = (0, 0);
            while !done.load(SeqCst) {
                let index = version(&fs::read_to_string(out.join("index.html")).expect("missing"));
                let a = version(&fs::read_to_string(out.join("a.html")).expect("missing"));
                assert!(last <= index && index <= a, "back in time");
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
                // The tree that was opened may be the staging tree by now; if it is not, it is one version.
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

// ---- At the price of what changed ---------------------------------------------------------------------------------

#[test]
fn nothing_changed_touches_nothing() {
    let (_dir, out) = place();
    publish(&out, OLD);
    let files: Vec<PathBuf> = tree(&out).into_keys().map(|path| out.join(path)).chain([out.clone()]).collect();
    let before: Vec<_> = files.iter().map(|file| identity(file)).collect();
    let writes = |call: &str, path: &Path, _: usize| {
        let reads = ["canonicalize", "metadata", "read_dir", "read", "try_lock"].contains(&call);
        if reads { None } else { panic!("{call} {}", path.display()) }
    };
    let report = build(&Faulty::new(writes), &out, OLD).unwrap();
    assert_eq!(report, PublishReport { written: 0, kept: OLD.len(), removed: 0, swapped: false });
    assert_eq!(files.iter().map(|file| identity(file)).collect::<Vec<_>>(), before);
}

#[test]
fn what_was_made_from_the_same_is_known_as_long_as_it_stands() {
    let (_dir, out) = place();
    let disk = Disk::default();
    let standing = |site: &[(&str, &str)]| Publication::unchanged_since(&disk, &out, &[], Key::of(site)).unwrap();
    assert_eq!(standing(OLD), None);
    publish(&out, OLD);
    assert_eq!(standing(OLD).as_deref(), Some("words"));
    assert_eq!(standing(NEW), None);
    // A file that is damaged, away, or of another time.
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
    // A build of other inputs, one that remembers nothing, a torn note.
    publish(&out, NEW);
    assert_eq!((standing(OLD), standing(NEW).as_deref()), (None, Some("words")));
    let publication = Publication::open(&disk, &out, &[], Key::default()).unwrap();
    publication.write("index.html", Key::default(), b"of nothing known").unwrap();
    publication.finish().unwrap();
    assert_eq!(standing(NEW), None);
    publish(&out, OLD);
    let note = out.parent().unwrap().join(".public.situ/inputs");
    fs::write(&note, &fs::read(&note).unwrap()[..60]).unwrap();
    assert_eq!(standing(OLD), None);
    // What is not ours is refused as ever.
    publish(&out, OLD);
    fs::write(out.join("mine.txt"), "mine").unwrap();
    assert!(matches!(
        Publication::unchanged_since(&disk, &out, &[], Key::of(OLD)),
        Err(PublishError::UnmanagedFile { .. })
    ));
}

#[test]
fn a_page_made_anew_with_the_same_bytes_is_not_written_and_its_key_is_remembered() {
    let (_dir, out) = place();
    publish(&out, OLD);
    let before = (identity(&out), identity(&out.join("index.html")));
    let (disk, other) = (Disk::default(), Key::of("another page"));
    let publication = Publication::open(&disk, &out, &[], Key::default()).unwrap();
    for (path, bytes) in OLD {
        assert_eq!(publication.write(path, other, bytes.as_bytes()).unwrap(), WriteOutcome::Unchanged);
    }
    assert_eq!(
        publication.finish().unwrap(),
        PublishReport { written: 0, kept: OLD.len(), removed: 0, swapped: false }
    );
    assert_eq!((identity(&out), identity(&out.join("index.html"))), before);
    let publication = Publication::open(&disk, &out, &[], Key::default()).unwrap();
    assert!(OLD.iter().all(|(path, _)| publication.published_hash(path) == Some(other)));
}

#[test]
fn one_changed_file_is_one_new_file_and_the_others_are_links() {
    let (_dir, out) = place();
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
        let report = build(&Faulty::new(count), &out, &site).unwrap();
        assert_eq!(report, PublishReport { written: 1, kept: OLD.len() - 1, removed: 0, swapped: true });
        assert_eq!(written.load(SeqCst), 1);
        for ((path, _), before) in site.iter().zip(before) {
            assert_eq!(identity(&out.join(path)) != before, *path == "index.html", "{path}");
        }
    }
}

#[test]
fn the_price_of_one_change_does_not_grow_with_the_site() {
    let calls = |pages: usize| {
        let (_dir, out) = place();
        let paths: Vec<String> = (0..pages).map(|n| format!("p/{n}.html")).collect();
        let mut site: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "same")).collect();
        publish(&out, &site);
        site[0].1 = "one";
        publish(&out, &site);
        site[1].1 = "two";
        let faulty = Faulty::new(|_, _, _| None);
        assert_eq!(build(&faulty, &out, &site).unwrap().written, 1);
        faulty.calls.load(SeqCst)
    };
    assert_eq!(calls(10), calls(500));
}

#[test]
fn what_was_left_beside_the_output_is_recalled_as_long_as_that_stands() {
    let (_place, out) = place();
    let disk = healthy(true);
    let recalled = || {
        let publication = Publication::open(&disk, &out, &[], Key::default()).unwrap();
        (Publication::peek_state(&disk, &out, "words"), publication.read_state("words"))
    };
    Publication::open(&disk, &out, &[], Key::default()).unwrap().write_state("words", b"darbs");
    assert_eq!(recalled(), (None, None), "nothing is published yet");
    publish(&out, &[("a.html", "a")]);
    let left = Some(b"darbs".to_vec());
    assert_eq!(recalled(), (left.clone(), left));
    fs::remove_dir_all(&out).unwrap();
    assert_eq!(recalled(), (None, None), "all is made anew");
}

#[test]
fn removed_pages_and_their_folders_vanish() {
    let (_dir, out) = place();
    publish(&out, OLD);
    let report = publish(&out, &OLD[5..]);
    assert_eq!(report, PublishReport { written: 0, kept: 4, removed: 5, swapped: true });
    assert_eq!(tree(&out), expected(&OLD[5..]));
    publish(&out, OLD);
    assert_eq!(tree(&out), expected(OLD));
    publish(&out, &[]);
    assert_eq!(tree(&out), expected(&[]));
}

#[test]
fn what_was_changed_by_hand_is_repaired_in_both_trees() {
    let (_dir, out) = place();
    publish(&out, OLD);
    publish(&out, NEW);
    let name = "deep/er/kept.html";
    // Written in place, so that the hard link in the staging tree shows it too; the size stays.
    edit(out.join(name), "KEPT");
    let disk = Disk::default();
    let publication = Publication::open(&disk, &out, &[], Key::default()).unwrap();
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
fn a_file_that_was_only_touched_is_read_and_stays() {
    let (_dir, out) = place();
    publish(&out, OLD);
    let file = out.join("index.html");
    File::open(&file).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
    let before = identity(&file);
    assert!(!publish(&out, OLD).swapped);
    assert_eq!(identity(&file), before);
    let disk = Disk::default();
    assert_eq!(
        Publication::open(&disk, &out, &[], Key::default()).unwrap().published_hash("index.html"),
        Some(page_key("index"))
    );
}

#[test]
fn a_lost_state_folder_costs_reading_but_no_writing() {
    let (_dir, out) = place();
    publish(&out, OLD);
    fs::remove_dir_all(state_of(&out)).unwrap();
    let before = identity(&out);
    assert_eq!(publish(&out, OLD), PublishReport { written: 0, kept: OLD.len(), removed: 0, swapped: false });
    assert_eq!(identity(&out), before);
    assert_no_garbage(&out);
}

#[test]
fn a_marker_that_names_another_manifest_is_put_right() {
    let (_dir, out) = place();
    publish(&out, OLD);
    let marker = fs::read_to_string(out.join(MARKER)).unwrap();
    for wrong in
        [marker.replace("manifest ", "manifest x"), marker[..marker.len() - 33].to_owned() + &"0".repeat(32) + "\n"]
    {
        edit(out.join(MARKER), &wrong);
        let report = publish(&out, OLD);
        assert_eq!(report, PublishReport { written: 0, kept: OLD.len(), removed: 0, swapped: true });
        assert_eq!(tree(&out), expected(OLD));
        assert_no_garbage(&out);
    }
}

#[test]
fn another_salt_forgets_page_keys_but_not_the_files() {
    let (_dir, out) = place();
    publish(&out, OLD);
    let disk = Disk::default();
    let publication = Publication::open(&disk, &out, &[], Key::of("another theme")).unwrap();
    for (path, bytes) in OLD {
        assert_eq!(publication.published_hash(path), None);
        assert_eq!(publication.write(path, page_key(bytes), bytes.as_bytes()).unwrap(), WriteOutcome::Unchanged);
    }
    assert!(!publication.finish().unwrap().swapped);
    let publication = Publication::open(&disk, &out, &[], Key::of("another theme")).unwrap();
    assert!(publication.published_hash("index.html").is_some());
}

#[test]
fn where_links_are_impossible_files_are_copied_with_their_times() {
    let (_dir, out) = place();
    publish(&out, OLD);
    let time = |path: &str| fs::metadata(out.join(path)).unwrap().modified().unwrap();
    let before = time("index.html");
    let no_links = Faulty::new(|call, _, _| (call == "hard_link").then(|| io::ErrorKind::Unsupported.into()));
    build(&no_links, &out, NEW).unwrap();
    assert_eq!(tree(&out), expected(NEW));
    assert_eq!(time("index.html"), before);
    assert_eq!(publish(&out, NEW).written, 0);
}

#[test]
fn pages_come_from_many_threads() {
    let (_dir, out) = place();
    let paths: Vec<String> = (0..400).map(|n| format!("{}/{}/{n}.html", n % 3, n % 11)).collect();
    for round in ["one", "two"] {
        let disk = Disk::default();
        let publication = Publication::open(&disk, &out, &[], Key::default()).unwrap();
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    while let Some(path) = paths.get(next.fetch_add(1, SeqCst)) {
                        publication.write(path, Key::of(round), format!("{path} {round}").as_bytes()).unwrap();
                    }
                });
            }
        });
        assert_eq!(publication.finish().unwrap(), PublishReport { written: 400, kept: 0, removed: 0, swapped: true });
        let texts: Vec<String> = paths.iter().map(|path| format!("{path} {round}")).collect();
        let site: Vec<(&str, &str)> =
            paths.iter().zip(&texts).map(|(path, text)| (path.as_str(), text.as_str())).collect();
        assert_eq!(tree(&out), expected(&site));
    }
}

#[test]
fn the_manifest_is_the_same_whatever_the_order_and_the_past() {
    let manifest = |out: &Path| {
        let state = state_of(out);
        let name = tree(&state).into_keys().find(|name| name.starts_with("manifest-")).unwrap();
        (name.clone(), fs::read_to_string(state.join(name)).unwrap())
    };
    let (_first, out) = place();
    publish(&out, NEW);
    let (_second, other) = place();
    let backwards: Vec<_> = NEW.iter().rev().copied().collect();
    publish(&other, OLD);
    publish(&other, &backwards);
    assert_eq!(manifest(&out), manifest(&other));
    publish(&out, &[("index.html", "index")]);
    assert_eq!(manifest(&out).1, format!("situ manifest 1\n{} 5 index.html\n", Key::of_output(b"index")));
}

#[test]
fn the_permissions_of_the_output_stay() {
    let (_dir, out) = place();
    publish(&out, OLD);
    for (mode, site) in [(0o750, NEW), (0o711, OLD), (0o711, NEW)] {
        fs::set_permissions(&out, fs::Permissions::from_mode(mode)).unwrap();
        publish(&out, site);
        assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, mode);
    }
}

#[test]
fn a_staging_tree_spoiled_by_hand_does_no_harm() {
    let (dir, out) = place();
    publish(&out, OLD);
    publish(&out, NEW);
    let staging = state_of(&out).join("staging");
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

// ---- Refusals -----------------------------------------------------------------------------------------------------

/// Opens `out` below a folder that `prepare` has filled; the refusal, with `DIR` for the folder. Nothing may change.
fn refusal(out: &str, sources: &[&str], prepare: impl Fn(&Path)) -> String {
    let dir = TempDir::new().unwrap();
    prepare(dir.path());
    let before = tree(dir.path());
    let sources: Vec<PathBuf> = sources.iter().map(|source| dir.path().join(source)).collect();
    let sources: Vec<&Path> = sources.iter().map(PathBuf::as_path).collect();
    let error = Publication::open(&Disk::default(), &dir.path().join(out), &sources, Key::default())
        .err()
        .expect("not refused");
    assert_eq!(tree(dir.path()), before);
    error.to_string().replace(dir.path().to_str().unwrap(), "DIR")
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
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
fn a_foreign_file_in_the_output_is_refused_and_not_touched() {
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
            fs::write(out.join("zzz"), "mine").unwrap();
        }),
        sentence(".git/HEAD")
    );
    assert_eq!(
        refused(|out| {
            fs::remove_file(out.join("index.html")).unwrap();
            std::os::unix::fs::symlink("/etc/passwd", out.join("index.html")).unwrap();
        }),
        sentence("index.html")
    );
    assert_eq!(refused(|out| std::os::unix::fs::symlink("/", out.join("lv/root")).unwrap()), sentence("lv/root"));
}

#[test]
fn sources_their_parents_and_children_are_refused() {
    let make = |dir: &Path| {
        for folder in ["site/content/lv", "site/themes", "elsewhere"] {
            fs::create_dir_all(dir.join(folder)).unwrap();
        }
        fs::write(dir.join("site/content/lv/a.md"), "mine").unwrap();
        std::os::unix::fs::symlink(dir.join("site/content"), dir.join("elsewhere/link")).unwrap();
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
        ("elsewhere/link/public", "site/content"),
        ("elsewhere/../site/themes/x", "site/themes"),
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
        Publication::open(&Disk::default(), &dir.path().join(out), &sources, Key::default()).unwrap();
    }
}

#[test]
fn a_link_above_the_output_is_followed() {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("real")).unwrap();
    std::os::unix::fs::symlink("real", dir.path().join("link")).unwrap();
    publish(&dir.path().join("link/public"), OLD);
    publish(&dir.path().join("real/public"), NEW);
    assert_eq!(tree(&dir.path().join("link/public")), expected(NEW));
    assert!(dir.path().join("real/.public.situ/staging").is_dir());
}

#[test]
fn two_builds_at_once_are_one_build() {
    let (_dir, out) = place();
    let disk = Disk::default();
    let first = Publication::open(&disk, &out, &[], Key::default()).unwrap();
    let second = Publication::open(&disk, &out, &[], Key::default()).err().unwrap();
    assert_eq!(
        second.to_string(),
        format!("another situ is building into {}: wait until it has finished", out.display())
    );
    first.write("index.html", Key::default(), b"x").unwrap();
    first.finish().unwrap();
    Publication::open(&disk, &out, &[], Key::default()).unwrap();
}

#[test]
fn a_parent_that_cannot_be_written_is_refused() {
    let (dir, out) = place();
    let sentence = format!(
        "{} is not writable, but the new site is built there: make it writable, or choose another folder",
        dir.path().display()
    );
    for kind in [io::ErrorKind::PermissionDenied, io::ErrorKind::ReadOnlyFilesystem] {
        let denied = Faulty::new(move |call, _, _| (call == "create_dir").then(|| kind.into()));
        assert_eq!(build(&denied, &out, OLD).unwrap_err().to_string(), sentence);
    }
    publish(&out, OLD);
    let denied = Faulty::new(|call, _, _| (call == "exchange").then(|| io::ErrorKind::PermissionDenied.into()));
    assert_eq!(build(&denied, &out, NEW).unwrap_err().to_string(), sentence);
    assert_eq!(tree(&out), expected(OLD));
}

#[test]
fn a_mount_point_is_refused() {
    let (_dir, out) = place();
    let sentence =
        format!("{} is a mount point and cannot be replaced in one step: choose a folder inside it", out.display());
    fs::create_dir(&out).unwrap();
    let mounted = Faulty { elsewhere: Some(out.clone()), ..Faulty::new(|_, _, _| None) };
    assert_eq!(build(&mounted, &out, OLD).unwrap_err().to_string(), sentence);
    // A bind mount of the same device shows only when it is moved.
    publish(&out, OLD);
    let busy = Faulty::new(|call, _, _| (call == "exchange").then(|| io::ErrorKind::ResourceBusy.into()));
    assert_eq!(build(&busy, &out, NEW).unwrap_err().to_string(), sentence);
    assert_eq!(tree(&out), expected(OLD));
    assert_eq!(
        Publication::open(&Disk::default(), Path::new("/"), &[], Key::default()).err().unwrap().to_string(),
        sentence.replace(out.to_str().unwrap(), "/")
    );
}

#[test]
fn a_page_has_one_proper_address() {
    let (_dir, out) = place();
    let disk = Disk::default();
    for path in ["", "/", "/etc/passwd", "a//b", "a/", "./a", "a/../b", "..", "a\0b", "a\nb", ".situ", ".situ/a"] {
        let publication = Publication::open(&disk, &out, &[], Key::default()).unwrap();
        let error = publication.write(path, Key::default(), b"x").unwrap_err().to_string();
        assert_eq!(error, format!("{path:?} is not a valid path for a page"));
    }
    for (first, second, sentence) in [
        ("a.html", "a.html", "two pages have the same path: a.html"),
        ("a", "a/b", "a is a page and also a folder of pages: give one of them another address"),
        ("a/b", "a", "a is a page and also a folder of pages: give one of them another address"),
    ] {
        let publication = Publication::open(&disk, &out, &[], Key::default()).unwrap();
        publication.write(first, Key::default(), b"x").unwrap();
        assert_eq!(publication.write(second, Key::default(), b"x").unwrap_err().to_string(), sentence);
    }
    assert!(!out.exists());
    publish(&out, &[("a", "x"), ("b/c", "x")]);
    for (first, second, sentence) in [
        ("a", "a", "two pages have the same path: a"),
        ("a", "a/b", "a is a page and also a folder of pages: give one of them another address"),
        ("b/c", "b", "b is a page and also a folder of pages: give one of them another address"),
    ] {
        for keep_first in [true, false] {
            let publication = Publication::open(&disk, &out, &[], Key::default()).unwrap();
            let kept = || publication.keep(first).map(|_| ());
            let put = || publication.write(second, Key::default(), b"y").map(|_| ());
            let said = if keep_first { kept().and_then(|()| put()) } else { put().and_then(|()| kept()) };
            let said = said.and_then(|()| publication.finish().map(|_| ()));
            assert_eq!(said.unwrap_err().to_string(), sentence, "{first} {second} {keep_first}");
        }
    }
}
