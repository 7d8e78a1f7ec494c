//! Names the program's own sources, so that what an older situ rendered is never taken for what this one would render,
//! and rebuilds when a file joins the embedded theme. Reads only this package, reaches out to nothing.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

fn main() {
    let mut hasher = DefaultHasher::new();
    for part in ["src", "themes/default", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={part}");
        feed(Path::new(part), &mut hasher);
    }
    println!("cargo::rustc-env=SITU_SOURCES={:016x}", hasher.finish());
}

/// Feeds names and bytes of all files below `path`, in the order of their names.
fn feed(path: &Path, hasher: &mut DefaultHasher) {
    if path.is_dir() {
        let mut below: Vec<_> = fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        below.sort();
        below.iter().for_each(|path| feed(path, hasher));
    } else if let Ok(bytes) = fs::read(path) {
        path.hash(hasher);
        bytes.hash(hasher);
    }
}
