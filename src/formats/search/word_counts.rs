//! The cached word counts of the previous build, so that only changed documents are counted again.
//!
//! Encodes to bytes and decodes them: the stems, then for each document its key and its stems with their weights.
//! That key is the hash of everything that the counts depend on. Bytes that are truncated or in another
//! format decode to an empty cache. Never touches the disk.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{IndexedItem, StemWeight};
use crate::foundation::hash::ContentHash;

/// Names the format; the checksum of all following bytes comes next.
const MAGIC: &[u8] = b"situ words 1\n";
const CHECKSUM_LEN: usize = 16;

/// Word counts, keyed by what they were counted from.
#[derive(Default)]
pub(super) struct WordCountCache {
    /// Indexed by number.
    pub(super) stems: Vec<Box<str>>,
    /// The stems of all documents.
    weights: Vec<StemWeight>,
    /// The range of each page in `weights`.
    pages: FxHashMap<ContentHash, Range<usize>>,
    checksum: ContentHash,
}

impl WordCountCache {
    /// Reads what [`encode`] has written. Empty if the bytes are corrupt.
    pub(super) fn decode(bytes: &[u8]) -> WordCountCache {
        let parts = bytes.strip_prefix(MAGIC).and_then(|rest| rest.split_first_chunk::<CHECKSUM_LEN>());
        let valid = parts.filter(|(checksum, body)| ContentHash(**checksum) == ContentHash::xxh3_bytes(body));
        let cache = valid.and_then(|(checksum, body)| {
            Some(WordCountCache { checksum: ContentHash(*checksum), ..WordCountCache::decode_body(body)? })
        });
        cache.unwrap_or_default()
    }

    fn decode_body(mut rest: &[u8]) -> Option<WordCountCache> {
        let mut cache = WordCountCache::default();
        for _ in 0..take_varint(&mut rest)? {
            let length = take_varint(&mut rest)? as usize;
            let (stem, after) = rest.split_at_checked(length)?;
            cache.stems.push(std::str::from_utf8(stem).ok()?.into());
            rest = after;
        }
        while let Some((key, after)) = rest.split_first_chunk::<16>() {
            rest = after;
            let start = cache.weights.len();
            for _ in 0..take_varint(&mut rest)? {
                let stem = take_varint(&mut rest)?;
                let ([weight, block], after) = rest.split_first_chunk::<2>()?;
                cache.weights.push(StemWeight { stem, weight: *weight, block: *block });
                rest = after;
            }
            cache.pages.insert(ContentHash(*key), start..cache.weights.len());
        }
        let all_stems_exist = cache.weights.iter().all(|weight| (weight.stem as usize) < cache.stems.len());
        all_stems_exist.then_some(cache)
    }

    /// Whether this cache was decoded from `bytes`.
    pub(super) fn is_decoded_from(&self, bytes: &[u8]) -> bool {
        bytes.get(MAGIC.len()..).is_some_and(|rest| rest.starts_with(&self.checksum.0))
    }

    /// The stems of the document whose counts have this key.
    pub(super) fn get(&self, counts_key: ContentHash) -> Option<Vec<StemWeight>> {
        self.pages.get(&counts_key).map(|range| self.weights[range.clone()].to_vec())
    }
}

/// Encodes the items that have a page of their own, with those of `stems` that they use.
pub(super) fn encode(items: &[IndexedItem], stems: &[Box<str>]) -> Vec<u8> {
    let pages = || items.iter().filter_map(|item| item.counts_key.map(|key| (key, &item.stems)));
    let mut numbers: Vec<Option<u32>> = vec![None; stems.len()];
    let mut used: Vec<&str> = Vec::new();
    for weight in pages().flat_map(|(_, weights)| weights) {
        numbers[weight.stem as usize].get_or_insert_with(|| {
            used.push(&stems[weight.stem as usize]);
            used.len() as u32 - 1
        });
    }
    let capacity =
        MAGIC.len() + 24 + pages().map(|(_, weights)| 24 + weights.len() * 5).sum::<usize>() + used.len() * 16;
    let mut bytes = Vec::with_capacity(capacity);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&[0; CHECKSUM_LEN]);
    push_varint(&mut bytes, used.len() as u32);
    for stem in used {
        push_varint(&mut bytes, stem.len() as u32);
        bytes.extend_from_slice(stem.as_bytes());
    }
    for (key, weights) in pages() {
        bytes.extend_from_slice(&key.0);
        push_varint(&mut bytes, weights.len() as u32);
        for StemWeight { stem, weight, block } in weights {
            match numbers[*stem as usize].unwrap_or_default() {
                // Most numbers take two bytes; appending all four at once is faster.
                number @ 128..16_384 => {
                    bytes.extend_from_slice(&[number as u8 | 128, (number >> 7) as u8, *weight, *block]);
                }
                number => {
                    push_varint(&mut bytes, number);
                    bytes.extend_from_slice(&[*weight, *block]);
                }
            }
        }
    }
    // Write the checksum into the reserved header bytes instead of moving the large body.
    let (head, body) = bytes.split_at_mut(MAGIC.len() + CHECKSUM_LEN);
    head[MAGIC.len()..].copy_from_slice(&ContentHash::xxh3_bytes(body).0);
    bytes
}

/// Appends a LEB128 number: seven bits a byte, the lowest first.
fn push_varint(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 128 {
        bytes.push(number as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Removes a LEB128 number from the front of `rest`; `None` if it is truncated or too long.
fn take_varint(rest: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        number |= u32::from(byte & 127) << shift;
        if *byte < 128 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::HitKind;
    use super::*;

    fn item(counts_key: Option<ContentHash>, stems: &[(u32, u8)]) -> IndexedItem {
        let stems = stems.iter().map(|(stem, block)| StemWeight { stem: *stem, weight: 7, block: *block }).collect();
        IndexedItem {
            kind: HitKind::Article,
            path: crate::model::Href::default(),
            title: String::new(),
            excerpt: String::new(),
            stems,
            hidden: false,
            counts_key,
        }
    }

    #[test]
    fn word_counts_round_trip() {
        let stems: Vec<Box<str>> = ["never", "work", "client"].map(Box::from).into();
        let items = [
            item(Some(ContentHash([1; 16])), &[(2, 0), (1, 3)]),
            item(None, &[(0, 1)]),
            item(Some(ContentHash([2; 16])), &[]),
        ];
        let bytes = encode(&items, &stems);
        let cache = WordCountCache::decode(&bytes);
        let decoded = |key: ContentHash| {
            let weights = cache.get(key)?;
            let named = weights.iter().map(|w| (&*cache.stems[w.stem as usize], w.weight, w.block));
            Some(named.collect::<Vec<_>>())
        };
        assert_eq!(decoded(ContentHash([1; 16])).unwrap(), [("client", 7, 0), ("work", 7, 3)]);
        assert_eq!(decoded(ContentHash([2; 16])).unwrap(), []);
        assert_eq!(decoded(ContentHash([3; 16])), None);
        assert_eq!(cache.stems.len(), 2, "stems without a page are not encoded");
        assert!(cache.is_decoded_from(&bytes) && !cache.is_decoded_from(&encode(&[], &stems)));
    }

    #[test]
    fn word_counts_reject_corrupt_bytes() {
        let stems: Vec<Box<str>> = vec!["work".into()];
        let bytes = encode(&[item(Some(ContentHash([1; 16])), &[(0, 0)])], &stems);
        for end in 0..bytes.len() {
            assert!(WordCountCache::decode(&bytes[..end]).get(ContentHash([1; 16])).is_none(), "{end}");
        }
        let mut changed = bytes.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert!(WordCountCache::decode(&changed).stems.is_empty());
        // A valid checksum does not make the body valid: stem 9 does not exist.
        let mut body = bytes[MAGIC.len() + CHECKSUM_LEN..].to_vec();
        let stem = body.len() - 3;
        body[stem] = 9;
        assert!(WordCountCache::decode(&[MAGIC, &ContentHash::xxh3_bytes(&body).0, &body].concat()).stems.is_empty());
    }
}
