//! Reads the crate's own sources, for tests of what they must not contain.

use std::fs;
use std::path::Path;

use super::repository;

/// A Rust file of `src/`: its path below the repository, and its code.
pub struct SourceFile {
    pub path: String,
    /// The text without comments and without the unit tests at its end.
    pub code: String,
}

/// All Rust files of `src/`, sorted by path.
pub fn source_files() -> Vec<SourceFile> {
    let mut paths = Vec::new();
    let mut pending = vec![repository().join("src")];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().map(|path| SourceFile { path: below(path), code: code(&fs::read_to_string(path).unwrap()) }).collect()
}

fn below(path: &Path) -> String {
    path.strip_prefix(repository()).unwrap().to_str().unwrap().to_owned()
}

/// Drops lines that are comments, and everything after `#[cfg(test)]` before the unit tests, which end a file.
fn code(text: &str) -> String {
    let shipped = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or(text);
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    shipped.lines().filter(is_code).map(|line| format!("{line}\n")).collect()
}
