//! Where rendered pages go: the disk (`publish/`), or memory (tests, preview).
//!
//! Takes path, key and bytes from many threads; tells under which key a path stands already, so that an unchanged page
//! is not rendered at all.

pub mod publish;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::foundation::hash::ContentHash;
use crate::output::publish::{Publication, PublishError};

/// Where rendered pages go. Called from many threads.
pub trait Outputs: Sync {
    type Error: Send;
    /// The key under which `path` is published as it stands.
    fn published(&self, path: &str) -> Option<ContentHash>;
    /// `path` stays as it is; gives the key of its bytes.
    fn keep(&self, path: &str) -> Result<ContentHash, Self::Error>;
    /// New bytes for `path`, made from what has the key `page`; gives the key of the bytes.
    fn put(&self, path: &str, page: ContentHash, bytes: &[u8]) -> Result<ContentHash, Self::Error>;
    /// What an earlier build has left under `name`, which may be of any age.
    fn recall(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }
    /// Leaves `bytes` for a later build, which only takes longer if they are lost. A name is that of a file.
    fn leave(&self, _name: &str, _bytes: &[u8]) {}
}

/// What names a file: what it was made from, and what it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// Key of the page that it was made from.
    pub page: ContentHash,
    /// Key of its bytes.
    pub content: ContentHash,
}

/// The files of a site by path.
pub type Files = BTreeMap<String, (Keys, Arc<[u8]>)>;

/// Outputs in memory: begins with the files of the build before, gives the files of this one.
#[derive(Default)]
pub struct InMemory {
    before: Files,
    now: Mutex<Files>,
}

impl InMemory {
    /// A build after one that gave `before`.
    pub fn after(before: Files) -> InMemory {
        InMemory { before, now: Mutex::default() }
    }

    /// What this build gave; what it neither kept nor put is gone.
    pub fn finish(self) -> Files {
        self.now.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn now(&self) -> MutexGuard<'_, Files> {
        self.now.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Outputs for InMemory {
    type Error = Infallible;

    fn published(&self, path: &str) -> Option<ContentHash> {
        self.before.get(path).map(|(keys, _)| keys.page)
    }

    fn keep(&self, path: &str) -> Result<ContentHash, Infallible> {
        let Some(file) = self.before.get(path) else { return Ok(ContentHash::default()) };
        self.now().insert(path.to_owned(), file.clone());
        Ok(file.0.content)
    }

    fn put(&self, path: &str, page: ContentHash, bytes: &[u8]) -> Result<ContentHash, Infallible> {
        let content = ContentHash::xxh3_bytes(bytes);
        self.now().insert(path.to_owned(), (Keys { page, content }, bytes.into()));
        Ok(content)
    }
}

impl Outputs for Publication<'_> {
    type Error = PublishError;

    fn published(&self, path: &str) -> Option<ContentHash> {
        Publication::published(self, path)
    }

    fn keep(&self, path: &str) -> Result<ContentHash, PublishError> {
        Publication::keep(self, path)
    }

    fn put(&self, path: &str, page: ContentHash, bytes: &[u8]) -> Result<ContentHash, PublishError> {
        let content = ContentHash::xxh3_bytes(bytes);
        self.put_known(path, page, content, bytes).map(|_| content)
    }

    fn recall(&self, name: &str) -> Option<Vec<u8>> {
        Publication::recall_aside(self, name)
    }

    fn leave(&self, name: &str, bytes: &[u8]) {
        self.leave_aside(name, bytes);
    }
}
