//! The words of texts as the build before has counted them, so that only what has changed is counted again.
//!
//! Takes and gives bytes: stems, then for each text the key of its page and its words. A page's key names all that its
//! words come from. Bytes that are torn or foreign are no memory at all. Never does any I/O.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{IndexedItem, Word};
use crate::foundation::hash::ContentHash;

const HEAD: &[u8] = b"situ words 1\n";

/// Texts whose words need not be counted.
#[derive(Default)]
pub struct WordCountCache {
    /// By the numbers that the words have.
    pub(super) stems: Vec<Box<str>>,
    words: Vec<Word>,
    texts: FxHashMap<ContentHash, Range<usize>>,
    /// Names the bytes.
    sum: ContentHash,
}

impl WordCountCache {
    /// What [`bytes`] has written; nothing if these are other bytes.
    pub fn read(bytes: &[u8]) -> WordCountCache {
        let whole = bytes.strip_prefix(HEAD).and_then(|rest| rest.split_first_chunk::<16>());
        let whole = whole.filter(|(sum, rest)| ContentHash(**sum) == ContentHash::xxh3_bytes(rest));
        let known = whole
            .and_then(|(sum, rest)| Some(WordCountCache { sum: ContentHash(*sum), ..WordCountCache::parse(rest)? }));
        known.unwrap_or_default()
    }

    fn parse(mut rest: &[u8]) -> Option<WordCountCache> {
        let mut known = WordCountCache::default();
        for _ in 0..number(&mut rest)? {
            let length = number(&mut rest)? as usize;
            let (stem, after) = rest.split_at_checked(length)?;
            known.stems.push(std::str::from_utf8(stem).ok()?.into());
            rest = after;
        }
        while let Some((key, after)) = rest.split_first_chunk::<16>() {
            rest = after;
            let start = known.words.len();
            for _ in 0..number(&mut rest)? {
                let stem = number(&mut rest)?;
                let ([weight, block], after) = rest.split_first_chunk::<2>()?;
                known.words.push(Word { stem, weight: *weight, block: *block });
                rest = after;
            }
            known.texts.insert(ContentHash(*key), start..known.words.len());
        }
        let right = known.words.iter().all(|word| (word.stem as usize) < known.stems.len());
        right.then_some(known)
    }

    /// Whether these bytes were read.
    pub(super) fn is_of(&self, bytes: &[u8]) -> bool {
        bytes.get(HEAD.len()..).is_some_and(|rest| rest.starts_with(&self.sum.0))
    }

    /// The words of the text on the page with this key.
    pub(super) fn words(&self, page: ContentHash) -> Option<Vec<Word>> {
        self.texts.get(&page).map(|range| self.words[range.clone()].to_vec())
    }
}

/// The words of `entries` that stand on a page, with those of `stems` that they name.
pub(super) fn bytes(entries: &[IndexedItem], stems: &[Box<str>]) -> Vec<u8> {
    let texts = || entries.iter().filter_map(|entry| entry.page.map(|page| (page, &entry.words)));
    let mut numbers: Vec<Option<u32>> = vec![None; stems.len()];
    let mut named: Vec<&str> = Vec::new();
    for word in texts().flat_map(|(_, words)| words) {
        numbers[word.stem as usize].get_or_insert_with(|| {
            named.push(&stems[word.stem as usize]);
            named.len() as u32 - 1
        });
    }
    let most = HEAD.len() + 24 + texts().map(|(_, words)| 24 + words.len() * 5).sum::<usize>() + named.len() * 16;
    let mut bytes = Vec::with_capacity(most);
    bytes.extend_from_slice(HEAD);
    bytes.extend_from_slice(&ContentHash::default().0);
    put(&mut bytes, named.len() as u32);
    for stem in named {
        put(&mut bytes, stem.len() as u32);
        bytes.extend_from_slice(stem.as_bytes());
    }
    for (page, words) in texts() {
        bytes.extend_from_slice(&page.0);
        put(&mut bytes, words.len() as u32);
        for word in words {
            match numbers[word.stem as usize].unwrap_or_default() {
                // Most stems are of this kind, and bytes that are put at once cost less.
                number @ 128..16_384 => {
                    bytes.extend_from_slice(&[number as u8 | 128, (number >> 7) as u8, word.weight, word.block]);
                }
                number => {
                    put(&mut bytes, number);
                    bytes.extend_from_slice(&[word.weight, word.block]);
                }
            }
        }
    }
    // They are many, so their sum is put in its place and not all of them behind it.
    let (head, rest) = bytes.split_at_mut(HEAD.len() + 16);
    head[HEAD.len()..].copy_from_slice(&ContentHash::xxh3_bytes(rest).0);
    bytes
}

/// Seven bits a byte, the lowest first.
fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 128 {
        bytes.push(number as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn number(rest: &mut &[u8]) -> Option<u32> {
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

    fn entry(page: Option<ContentHash>, words: &[(u32, u8)]) -> IndexedItem {
        let words = words.iter().map(|(stem, block)| Word { stem: *stem, weight: 7, block: *block }).collect();
        IndexedItem {
            sort: HitKind::Article,
            path: String::new(),
            title: String::new(),
            answer: String::new(),
            words,
            page,
        }
    }

    #[test]
    fn words_survive_the_way_through_bytes() {
        let stems: Vec<Box<str>> = ["nieko", "darb", "klient"].map(Box::from).into();
        let entries = [
            entry(Some(ContentHash([1; 16])), &[(2, 0), (1, 3)]),
            entry(None, &[(0, 1)]),
            entry(Some(ContentHash([2; 16])), &[]),
        ];
        let whole = bytes(&entries, &stems);
        let known = WordCountCache::read(&whole);
        let told = |page: ContentHash| {
            let words = known.words(page)?;
            Some(
                words
                    .iter()
                    .map(|word| (&*known.stems[word.stem as usize], word.weight, word.block))
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(told(ContentHash([1; 16])).unwrap(), [("klient", 7, 0), ("darb", 7, 3)]);
        assert_eq!(told(ContentHash([2; 16])).unwrap(), []);
        assert_eq!(told(ContentHash([3; 16])), None);
        assert_eq!(known.stems.len(), 2, "stems that no page has are not kept");
        assert!(known.is_of(&whole) && !known.is_of(&bytes(&[], &stems)));
    }

    #[test]
    fn torn_bytes_are_no_memory() {
        let stems: Vec<Box<str>> = vec!["darb".into()];
        let whole = bytes(&[entry(Some(ContentHash([1; 16])), &[(0, 0)])], &stems);
        for end in 0..whole.len() {
            assert!(WordCountCache::read(&whole[..end]).words(ContentHash([1; 16])).is_none(), "{end}");
        }
        let mut changed = whole.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert!(WordCountCache::read(&changed).stems.is_empty());
        // A sum is no proof against a stranger: what it is right about is still looked at.
        let mut body = whole[HEAD.len() + 16..].to_vec();
        let stem = body.len() - 3;
        body[stem] = 9;
        assert!(WordCountCache::read(&[HEAD, &ContentHash::xxh3_bytes(&body).0, &body].concat()).stems.is_empty());
    }
}
