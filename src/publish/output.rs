//! Where rendered files go: the trait, and its implementation in memory for tests and the preview.
//!
//! Takes paths, hashes and bytes from any number of threads; returns the input hash under which a file was last
//! written, so that an unchanged page is not rendered at all. The implementation that writes to the disk is in
//! the other files of this folder. Never does any I/O itself.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use crate::foundation::hash::ContentHash;
use crate::foundation::locks::lock;

/// A place for rendered files. Called from many threads.
pub trait Output: Sync {
    /// Why a file could not be kept or written.
    type Error: Send;
    /// The input hash under which the file at `path` was last written; `None` if it is missing or was changed since.
    fn published_hash(&self, path: &str) -> Option<ContentHash>;
    /// Keeps the file at `path` unchanged and returns the hash of its bytes.
    fn keep(&self, path: &str) -> Result<ContentHash, Self::Error>;
    /// Writes the file at `path`, built from a value with the hash `input`, and returns the hash of its bytes.
    fn write(&self, path: &str, input: ContentHash, bytes: &[u8]) -> Result<ContentHash, Self::Error>;
    /// Reads the cache entry `name` from a previous build; it may be stale. `None` if there is none.
    fn read_cache(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }
    /// Writes the cache entry `name` (a valid file name). Losing it only slows the next build.
    fn write_cache(&self, _name: &str, _bytes: &[u8]) {}
}

/// The two hashes of a file: of what it was built from, and of its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileHashes {
    /// The hash of the value that the file was built from, such as a page: the cache key of its rendering.
    pub input: ContentHash,
    /// The hash of the bytes.
    pub content: ContentHash,
}

/// The files of a site, keyed by path.
pub type OutputFiles = BTreeMap<String, (FileHashes, Arc<[u8]>)>;

/// An output in memory. Starts with the files of the previous build, ends with the files of this one.
#[derive(Default)]
pub struct InMemory {
    previous: OutputFiles,
    current: Mutex<OutputFiles>,
}

impl InMemory {
    /// The output of a build whose previous build wrote the files `previous`.
    pub fn after(previous: OutputFiles) -> InMemory {
        InMemory { previous, current: Mutex::default() }
    }

    /// The files of this build. Files that were neither kept nor written are dropped.
    pub fn finish(self) -> OutputFiles {
        std::mem::take(&mut *lock(&self.current))
    }
}

impl Output for InMemory {
    type Error = Infallible;

    fn published_hash(&self, path: &str) -> Option<ContentHash> {
        self.previous.get(path).map(|(hashes, _)| hashes.input)
    }

    fn keep(&self, path: &str) -> Result<ContentHash, Infallible> {
        let Some(file) = self.previous.get(path) else { return Ok(ContentHash::default()) };
        lock(&self.current).insert(path.to_owned(), file.clone());
        Ok(file.0.content)
    }

    fn write(&self, path: &str, input: ContentHash, bytes: &[u8]) -> Result<ContentHash, Infallible> {
        let content = ContentHash::xxh3_bytes(bytes);
        lock(&self.current).insert(path.to_owned(), (FileHashes { input, content }, bytes.into()));
        Ok(content)
    }
}
