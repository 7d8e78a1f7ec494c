//! Locks a mutex even if another thread panicked while it held the lock.

use std::sync::{Mutex, MutexGuard};

/// Locks `mutex` and ignores poisoning, because every value that situ protects with a mutex is valid after each
/// statement.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
