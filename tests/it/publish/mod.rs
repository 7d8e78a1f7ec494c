//! Publishing: the output is the old site or the new one, whichever call to the file system fails and when.
//!
//! This file holds two sites and the helpers; the tests are in the files beside it.

#[cfg(unix)]
mod access;
mod concurrency;
mod faults;
mod faulty_fs;
mod foreign;
mod legacy_state;
#[cfg(unix)]
mod readers;
mod recovery;
mod refusals;
mod reuse;
mod sites;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use faulty_fs::FaultyFs;
use situ::testing::ContentHash;
use situ::testing::{Disk, FileSystem, MARKER, Publication, PublishError, PublishReport, PublishWarning, slash_path};
use tempfile::TempDir;

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

fn page_key(bytes: &str) -> ContentHash {
    ContentHash::xxh3(bytes)
}

/// Publishes a site as the pipeline does: keeps what is published with an equal hash, and puts the rest.
fn build(fs: &dyn FileSystem, out: &Path, site: &[(&str, &str)]) -> Result<PublishReport, PublishError> {
    build_warned(fs, out, site).map(|(report, _)| report)
}

/// As [`build`], with what the user is warned of.
fn build_warned(
    fs: &dyn FileSystem,
    out: &Path,
    site: &[(&str, &str)],
) -> Result<(PublishReport, Vec<PublishWarning>), PublishError> {
    let mut publication = Publication::open(fs, out, &[], ContentHash::default())?;
    publication.set_build_inputs(ContentHash::xxh3(site), "words".to_owned());
    for (path, bytes) in site {
        if publication.published_hash(path) == Some(page_key(bytes)) {
            publication.keep(path)?;
        } else {
            publication.write(path, page_key(bytes), bytes.as_bytes())?;
        }
    }
    let mut warnings = Vec::new();
    publication.finish_with(&mut |warning| warnings.push(warning)).map(|report| (report, warnings))
}

fn publish(out: &Path, site: &[(&str, &str)]) -> PublishReport {
    build(&healthy(true), out, site).unwrap()
}

fn healthy(exchanges: bool) -> FaultyFs<'static> {
    FaultyFs { disk: Disk { exchanges }, ..FaultyFs::new(|_, _, _| None) }
}

/// Everything below a folder: files, folders (with `/` at the end), and links with their targets.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = entry.path();
            let name = slash_path(path.strip_prefix(root).unwrap()).unwrap();
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

/// What the output of `site` must contain, with marker and folders, whatever was there before.
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

/// The state folder contains the lock, and the manifest and notes that the marker names; besides those at most the
/// staging tree, the hash of the inputs and the record of the site.
fn assert_tidy(out: &Path) {
    let state = state_dir(out);
    let marker = fs::read_to_string(out.join(MARKER)).unwrap();
    let key = marker.lines().nth(1).unwrap().strip_prefix("manifest ").unwrap();
    let mut names: Vec<String> = fs::read_dir(&state)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|n| !["staging", "inputs", "site", ".gitignore"].contains(&n.as_str()))
        .collect();
    names.sort();
    assert_eq!(names, ["lock".to_owned(), format!("manifest-{key}"), format!("notes-{key}")]);
    let manifest = fs::read(state.join(format!("manifest-{key}"))).unwrap();
    assert_eq!(ContentHash::blake3_bytes(&manifest).to_string(), key);
}

/// Whether a tree equals the manifest that its marker names; `None` if the marker is missing or truncated.
fn matches_marker(root: &Path) -> Option<bool> {
    let marker = fs::read_to_string(root.join(MARKER)).ok().filter(|marker| marker.ends_with('\n'))?;
    let mut text = "situ manifest 1\n".to_owned();
    for (path, bytes) in tree(root).into_iter().filter(|(path, _)| !path.ends_with('/') && path != MARKER) {
        text += &format!("{} {} {path}\n", ContentHash::xxh3_bytes(&bytes), bytes.len());
    }
    let keys = text.lines().skip(1).filter_map(|line| line.splitn(3, ' ').nth(2)).map(path_key);
    let keys: std::collections::BTreeSet<String> = keys.collect();
    let listed = marker.lines().filter(|line| line.len() == 16).map(str::to_owned).collect();
    let names_manifest = marker.contains(&format!("\nmanifest {}\n", ContentHash::blake3_bytes(text.as_bytes())));
    Some(names_manifest && keys == listed)
}

/// The line of a file in the marker.
fn path_key(path: &str) -> String {
    ContentHash::blake3_bytes(path.as_bytes()).to_string()[..16].to_owned()
}

fn state_dir(out: &Path) -> PathBuf {
    out.with_file_name(format!(".{}.situ", out.file_name().unwrap().to_str().unwrap()))
}

fn output_dir() -> (TempDir, PathBuf) {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("public");
    (dir, out)
}

/// As [`output_dir`], in memory where the host has `/dev/shm`: for tests that build thousands of times.
fn memory_output_dir() -> (TempDir, PathBuf) {
    let memory = Path::new("/dev/shm");
    let dir = TempDir::new_in(if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() }).unwrap();
    let out = dir.path().join("public");
    (dir, out)
}

/// Changes a file in place, as an editor may, and sets a modification time that no build has seen.
fn edit(file: PathBuf, text: &str) {
    fs::write(&file, text).unwrap();
    File::options().write(true).open(&file).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
}

/// Inode (zero on Windows) and modification time, which stay equal until the file is replaced or written.
fn identity(file: &Path) -> (u64, i64) {
    let stat = Disk::default().metadata(file).unwrap();
    (stat.inode, stat.mtime)
}
