//! In-memory memo table: a value by the content hash of its input.
//!
//! Takes a [`ContentHash`] and a function; returns the value that an earlier call with the same key produced. Shared by threads.
//! Never stores a list of dependencies: everything that a value depends on is part of its key.

use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use super::hash::ContentHash;
use super::sync::lock;

/// Outputs by the key of their input, shared by threads. A value that no build has asked for since the last
/// [`Memo::sweep`] is forgotten there.
pub struct Memo<T> {
    seen: Mutex<FxHashMap<ContentHash, (Arc<T>, bool)>>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo { seen: Mutex::default() }
    }
}

impl<T> Memo<T> {
    /// The output for `key`, made by `make` if it is not known yet.
    pub fn get(&self, key: ContentHash, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some(value) = self.find(key) {
            return value;
        }
        let value = Arc::new(make());
        self.lock().insert(key, (Arc::clone(&value), true));
        value
    }

    /// The output for `key`, if it is known.
    pub fn find(&self, key: ContentHash) -> Option<Arc<T>> {
        self.lock().get_mut(&key).map(|(value, used)| {
            *used = true;
            Arc::clone(value)
        })
    }

    /// Forgets what nobody has asked for since the last sweep.
    pub fn sweep(&self) {
        self.lock().retain(|_, (_, used)| std::mem::replace(used, false));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, FxHashMap<ContentHash, (Arc<T>, bool)>> {
        lock(&self.seen)
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memo_makes_once_and_sweeps_what_is_not_used() {
        let memo = Memo::default();
        let key = ContentHash::xxh3("a");
        assert_eq!(*memo.get(key, || 1), 1);
        assert_eq!(*memo.get(key, || 2), 1);
        memo.sweep();
        memo.sweep();
        assert_eq!(*memo.get(key, || 3), 3);
    }
}
