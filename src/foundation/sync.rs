//! Locking that survives a panic in another thread.

use std::sync::{Mutex, MutexGuard};

/// Locks `mutex`, also after a panic of another holder: every value behind a lock here is valid between statements.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
