//! In-memory memo table: a value by the content hash of its input.
//!
//! Takes a key and a function; returns the value that an earlier call with the same key produced. Never stores a list
//! of dependencies: the key is a hash of everything that the value depends on.

use std::sync::{Arc, Mutex, MutexGuard};

use rustc_hash::FxHashMap;

use super::hash::ContentHash;
use super::locks::lock;

/// Values by the hash of their inputs, shared by threads. [`Memo::evict_unused`] keeps the table small.
pub struct Memo<T> {
    entries: Mutex<FxHashMap<ContentHash, MemoEntry<T>>>,
}

struct MemoEntry<T> {
    value: Arc<T>,
    /// Whether the value was requested since the last eviction.
    used: bool,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo { entries: Mutex::default() }
    }
}

impl<T> Memo<T> {
    /// The value for `key`, computed if it is not in the table. Two threads that miss at the same time both compute it.
    pub fn get_or_insert_with(&self, key: ContentHash, compute: impl FnOnce() -> T) -> Arc<T> {
        if let Some(value) = self.get(key) {
            return value;
        }
        let value = Arc::new(compute());
        self.lock().insert(key, MemoEntry { value: Arc::clone(&value), used: true });
        value
    }

    /// The value for `key`; `None` if it is not in the table.
    pub fn get(&self, key: ContentHash) -> Option<Arc<T>> {
        self.lock().get_mut(&key).map(|entry| {
            entry.used = true;
            Arc::clone(&entry.value)
        })
    }

    /// Removes the values that were not requested since the last call.
    pub fn evict_unused(&self) {
        self.lock().retain(|_, entry| std::mem::replace(&mut entry.used, false));
    }

    fn lock(&self) -> MutexGuard<'_, FxHashMap<ContentHash, MemoEntry<T>>> {
        lock(&self.entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memo_computes_once_and_evicts_unused_values() {
        let memo = Memo::default();
        let key = ContentHash::xxh3("a");
        assert_eq!(*memo.get_or_insert_with(key, || 1), 1);
        assert_eq!(*memo.get_or_insert_with(key, || 2), 1);
        memo.evict_unused();
        memo.evict_unused();
        assert_eq!(*memo.get_or_insert_with(key, || 3), 3);
    }
}
