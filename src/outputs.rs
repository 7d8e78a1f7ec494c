//! Where rendered pages go: the disk (`publish/`), or memory (tests, preview).
//!
//! Takes path, key and bytes from many threads; tells under which key a path stands already, so that an unchanged page
//! is not rendered at all.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::memo::Key;
use crate::publish::{Publication, PublishError};

/// Where rendered pages go. Called from many threads.
pub trait Outputs: Sync {
    type Error: Send;
    /// The key under which `path` is published as it stands.
    fn published(&self, path: &str) -> Option<Key>;
    /// `path` stays as it is.
    fn keep(&self, path: &str) -> Result<(), Self::Error>;
    /// New bytes for `path`.
    fn put(&self, path: &str, key: Key, bytes: &[u8]) -> Result<(), Self::Error>;
}

/// The files of a site by path, each with its key.
pub type Files = BTreeMap<String, (Key, Arc<[u8]>)>;

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

    fn published(&self, path: &str) -> Option<Key> {
        self.before.get(path).map(|(key, _)| *key)
    }

    fn keep(&self, path: &str) -> Result<(), Infallible> {
        if let Some(file) = self.before.get(path) {
            self.now().insert(path.to_owned(), file.clone());
        }
        Ok(())
    }

    fn put(&self, path: &str, key: Key, bytes: &[u8]) -> Result<(), Infallible> {
        self.now().insert(path.to_owned(), (key, bytes.into()));
        Ok(())
    }
}

impl Outputs for Publication<'_> {
    type Error = PublishError;

    fn published(&self, path: &str) -> Option<Key> {
        Publication::published(self, path)
    }

    fn keep(&self, path: &str) -> Result<(), PublishError> {
        Publication::keep(self, path)
    }

    fn put(&self, path: &str, key: Key, bytes: &[u8]) -> Result<(), PublishError> {
        Publication::put(self, path, key, bytes).map(|_| ())
    }
}
