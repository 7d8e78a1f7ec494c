//! 128-bit keys of values, and the memo that turns a key into an output made before.
//!
//! Takes any `Hash` value; gives a [`Key`] that is the same for the same value on any machine and in any thread.
//! Never holds a dependency list: what a stage depends on is what was hashed.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_128;

/// The 128-bit name of a value.
///
/// What names a file is the first half of a BLAKE3 hash ([`Key::of_bytes`], [`Key::lasting`]). What only tells whether
/// something is as it was is XXH3, the same for all time too, which takes a tenth of the time ([`Key::of`],
/// [`Key::of_output`]): nobody gains by making two versions of an own text look alike.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Key(pub [u8; 16]);

impl Key {
    /// The key of any hashable value, for memory and for notes on the last build.
    pub fn of<T: Hash + ?Sized>(value: &T) -> Key {
        Key(XxHash3_128::oneshot(&fed(value)).to_le_bytes())
    }

    /// The key of bytes that are compared with bytes of another time: a file of the output, what a translation was made from.
    pub fn of_output(bytes: &[u8]) -> Key {
        Key(XxHash3_128::oneshot(bytes).to_le_bytes())
    }

    /// The key of any hashable value, the same for all time: for names.
    pub fn lasting<T: Hash + ?Sized>(value: &T) -> Key {
        Key::of_bytes(&fed(value))
    }

    /// The key of raw bytes: what a file holds.
    pub fn of_bytes(bytes: &[u8]) -> Key {
        let hash = blake3::hash(bytes);
        Key(std::array::from_fn(|i| hash.as_bytes()[i]))
    }

    /// The first `digits` hexadecimal digits, for names of files and attributes (at most 32).
    pub fn short(&self, digits: usize) -> String {
        self.digits().take(digits).collect()
    }

    /// The 32 hexadecimal digits.
    fn digits(&self) -> impl Iterator<Item = char> {
        let halves = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        halves.map(|half| char::from(if half < 10 { b'0' + half } else { b'a' + half - 10 }))
    }

    /// Reads the 32 hexadecimal digits that `Display` writes.
    pub fn parse(hex: &str) -> Option<Key> {
        if hex.len() != 32 || !hex.is_ascii() {
            return None;
        }
        let mut key = Key::default();
        for (byte, pair) in key.0.iter_mut().zip(hex.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Asking `fmt` for each byte takes ten times as long, and builds write a key or two for each page.
        f.write_str(&self.short(32))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({self})")
    }
}

/// All that the value feeds.
fn fed<T: Hash + ?Sized>(value: &T) -> Vec<u8> {
    let mut hasher = KeyHasher(Vec::with_capacity(8 << 10));
    value.hash(&mut hasher);
    hasher.0
}

/// Gathers what `Hash` implementations feed: many bytes at once are hashed much faster than few at a time. Integers are
/// widened to 64 bits, little endian, so that a key does not depend on the machine's word or byte order.
struct KeyHasher(Vec<u8>);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        let key = Key::of_bytes(&self.0);
        u64::from_le_bytes(std::array::from_fn(|i| key.0[i]))
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
    fn write_u8(&mut self, n: u8) {
        self.0.push(n);
    }
    fn write_u32(&mut self, n: u32) {
        self.write_u64(n.into());
    }
    fn write_u64(&mut self, n: u64) {
        self.0.extend_from_slice(&n.to_le_bytes());
    }
    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
    fn write_isize(&mut self, n: isize) {
        self.write_u64(n as u64);
    }
}

/// Outputs by the key of their input, shared by threads. A value that no build has asked for since the last
/// [`Memo::sweep`] is forgotten there.
pub struct Memo<T> {
    seen: Mutex<FxHashMap<Key, (Arc<T>, bool)>>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo { seen: Mutex::default() }
    }
}

impl<T> Memo<T> {
    /// The output for `key`, made by `make` if it is not known yet.
    pub fn get(&self, key: Key, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some(value) = self.find(key) {
            return value;
        }
        let value = Arc::new(make());
        self.lock().insert(key, (Arc::clone(&value), true));
        value
    }

    /// The output for `key`, if it is known.
    pub fn find(&self, key: Key) -> Option<Arc<T>> {
        self.lock().get_mut(&key).map(|(value, used)| {
            *used = true;
            Arc::clone(value)
        })
    }

    /// Forgets what nobody has asked for since the last sweep.
    pub fn sweep(&self) {
        self.lock().retain(|_, (_, used)| std::mem::replace(used, false));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, FxHashMap<Key, (Arc<T>, bool)>> {
        self.seen.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_the_value_and_its_bounds() {
        assert_eq!(Key::of(&("ab", "c")), Key::of(&("ab", "c")));
        assert_ne!(Key::of(&("ab", "c")), Key::of(&("a", "bc")));
        assert_ne!(Key::of(&vec!["a"]), Key::of(&vec!["a", ""]));
    }

    #[test]
    fn a_key_survives_its_text_form() {
        let key = Key::of_bytes(b"situ");
        assert_eq!(Key::parse(&key.to_string()), Some(key));
        assert_eq!(Key::parse("not a key"), None);
    }

    #[test]
    fn a_memo_makes_once_and_sweeps_what_is_not_used() {
        let memo = Memo::default();
        let key = Key::of("a");
        assert_eq!(*memo.get(key, || 1), 1);
        assert_eq!(*memo.get(key, || 2), 1);
        memo.sweep();
        memo.sweep();
        assert_eq!(*memo.get(key, || 3), 3);
    }
}
