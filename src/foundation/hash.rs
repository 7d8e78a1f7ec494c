//! 128-bit content hashes.
//!
//! Takes any `Hash` value or bytes; returns a [`ContentHash`], which is the same for equal values on every host and in
//! every thread. Never stores the value.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_128;

/// A 128-bit content hash.
///
/// Two algorithms, both stable across releases and hosts. BLAKE3, cut to 128 bits, names files
/// ([`ContentHash::blake3`], [`ContentHash::blake3_bytes`]). XXH3-128 detects changes ([`ContentHash::xxh3`],
/// [`ContentHash::xxh3_bytes`]) because it is ten times faster; collision attacks do not matter there, since authors
/// could only deceive themselves.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct ContentHash(pub [u8; 16]);

impl ContentHash {
    /// XXH3-128 of a hashable value: cache keys.
    pub fn xxh3<T: Hash + ?Sized>(value: &T) -> ContentHash {
        ContentHash(XxHash3_128::oneshot(&hash_input(value)).to_le_bytes())
    }

    /// XXH3-128 of raw bytes: change detection between two versions of a file.
    pub fn xxh3_bytes(bytes: &[u8]) -> ContentHash {
        ContentHash(XxHash3_128::oneshot(bytes).to_le_bytes())
    }

    /// The BLAKE3 hash of a value. Used where file names depend on the hash.
    pub fn blake3<T: Hash + ?Sized>(value: &T) -> ContentHash {
        ContentHash::blake3_bytes(&hash_input(value))
    }

    /// The BLAKE3 hash of raw bytes. Used where file names depend on a file's contents.
    pub fn blake3_bytes(bytes: &[u8]) -> ContentHash {
        let hash = blake3::hash(bytes);
        ContentHash(std::array::from_fn(|i| hash.as_bytes()[i]))
    }

    /// The first `digits` hexadecimal digits, at most 32. Used in file names and attributes.
    pub fn short(&self, digits: usize) -> String {
        self.digits().take(digits).collect()
    }

    /// The 32 hexadecimal digits, in lower case.
    fn digits(&self) -> impl Iterator<Item = char> {
        let halves = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        halves.map(|half| char::from(if half < 10 { b'0' + half } else { b'a' + half - 10 }))
    }

    /// Parses the 32 hexadecimal digits that `Display` writes. `None` if `hex` is anything else.
    pub fn parse(hex: &str) -> Option<ContentHash> {
        if hex.len() != 32 || !hex.is_ascii() {
            return None;
        }
        let mut hash = ContentHash::default();
        for (byte, pair) in hash.0.iter_mut().zip(hex.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(hash)
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Formatting each byte with `{:02x}` is ten times slower, and a build writes one or two hashes for each page.
        f.write_str(&self.short(32))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

/// The bytes that `value` feeds to a hasher.
fn hash_input<T: Hash + ?Sized>(value: &T) -> Vec<u8> {
    let mut hasher = HashInput(Vec::with_capacity(8 << 10));
    value.hash(&mut hasher);
    hasher.0
}

/// Collects the bytes that `Hash` implementations write, because hashing them at once is much faster than a few at a
/// time. Integers are widened to 64 bits in little-endian order, so that a hash does not depend on the word size or
/// byte order of the host.
struct HashInput(Vec<u8>);

impl Hasher for HashInput {
    fn finish(&self) -> u64 {
        let hash = ContentHash::blake3_bytes(&self.0);
        u64::from_le_bytes(std::array::from_fn(|i| hash.0[i]))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hash_depends_on_field_boundaries() {
        assert_eq!(ContentHash::xxh3(&("ab", "c")), ContentHash::xxh3(&("ab", "c")));
        assert_ne!(ContentHash::xxh3(&("ab", "c")), ContentHash::xxh3(&("a", "bc")));
        assert_ne!(ContentHash::xxh3(&vec!["a"]), ContentHash::xxh3(&vec!["a", ""]));
    }

    #[test]
    fn hash_round_trips_through_text() {
        let hash = ContentHash::blake3_bytes(b"situ");
        assert_eq!(ContentHash::parse(&hash.to_string()), Some(hash));
        assert_eq!(ContentHash::parse("not a hash"), None);
    }
}
