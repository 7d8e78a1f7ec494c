//! What the tests share: sites in memory, folders on disk, the `situ` program, limits of the
//! host, and random numbers from a seed.
//!
//! Holds no test and no expectation about a site.

pub mod docx;
pub mod folder;
pub mod links;
pub mod program;
pub mod random;
#[cfg(unix)]
pub mod sandbox;
pub mod site;
pub mod source_scan;

pub use program::{SITU, situ};
pub use random::Random;
pub use site::{BuiltSite, Site};

use std::path::{Path, PathBuf};

/// A picture of one pixel.
pub const PNG: &[u8] =
    b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\
    \x00\x00\x00\x0aIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82";

/// The folder of this repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file or folder below `tests/`.
pub fn tests_dir(name: &str) -> PathBuf {
    repository().join("tests").join(name)
}
