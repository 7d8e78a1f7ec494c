//! On-disk cache of parsed documents, so that only changed documents are parsed again.
//!
//! Encodes to bytes and decodes them: for each document the hash of everything that its parse depends on, and its
//! [`Document`]; bodies are not cached. Entries are sharded by path hash, so one changed document rewrites one shard. A
//! shard that is truncated or written by another version is ignored. The caller reads and writes the bytes; never
//! touches the disk.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::foundation::BUILD_FINGERPRINT;
use crate::foundation::hash::ContentHash;
use crate::model::{Document, SharedStr};

/// Number of shards.
const SHARDS: usize = 16;

/// A document whose parse reported no diagnostic.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CachedDocument {
    /// Hash of the file's bytes and of everything else that its parse depends on.
    pub key: ContentHash,
    pub document: Arc<Document>,
    /// Whether its body is not empty.
    pub has_text: bool,
}

/// The documents of the previous build.
#[derive(Default)]
pub struct DocumentCache {
    documents: FxHashMap<ContentHash, CachedDocument>,
    /// Number of documents in each shard.
    shard_lengths: [usize; SHARDS],
}

impl DocumentCache {
    /// Loads the cache; `read` returns the bytes of the cache entry with a name. Called in parallel.
    pub fn load(read: impl Fn(&str) -> Option<Vec<u8>> + Sync) -> DocumentCache {
        let load_shard =
            |shard: usize| read(&shard_name(shard)).and_then(|bytes| decode_documents(&bytes)).unwrap_or_default();
        let shards: Vec<Vec<CachedDocument>> = (0..SHARDS).into_par_iter().map(load_shard).collect();
        let mut cache = DocumentCache::default();
        for (shard, documents) in shards.into_iter().enumerate() {
            cache.shard_lengths[shard] = documents.len();
            cache.documents.extend(documents.into_iter().map(|cached| (cached.key, cached)));
        }
        cache
    }

    /// The document with this key.
    pub fn get(&self, key: ContentHash) -> Option<&CachedDocument> {
        self.documents.get(&key)
    }

    /// Saves `documents`: calls `write` with name and bytes of each shard that differs from the loaded one. Called in
    /// parallel.
    pub fn save(&self, documents: &[CachedDocument], write: impl Fn(&str, &[u8]) + Sync) {
        let mut shards: [Vec<&CachedDocument>; SHARDS] = std::array::from_fn(|_| Vec::new());
        documents.iter().for_each(|cached| shards[shard_of(&cached.document.path)].push(cached));
        shards.par_iter().enumerate().for_each(|(shard, documents)| {
            let unchanged = documents.len() == self.shard_lengths[shard]
                && documents.iter().all(|cached| self.documents.contains_key(&cached.key));
            if unchanged {
                return;
            }
            // A shard that cannot be encoded is not cached: its documents are parsed again.
            if let Some(bytes) = encode_documents(documents) {
                write(&shard_name(shard), &bytes);
            }
        });
    }
}

/// Name of the cache entry of a shard.
fn shard_name(shard: usize) -> String {
    format!("documents-{shard:02}")
}

fn shard_of(path: &SharedStr) -> usize {
    usize::from(ContentHash::xxh3_bytes(path.as_bytes()).0[0]) % SHARDS
}

const CHECKSUM_LEN: usize = 16;
const HEADER_LEN: usize = BUILD_FINGERPRINT.len() + CHECKSUM_LEN;
/// Bytes reserved for each document; most take less.
const RESERVED_PER_DOCUMENT: usize = 2 << 10;

/// Encodes a shard: the build fingerprint, the checksum of the rest, and the documents as MessagePack.
fn encode_documents(documents: &[&CachedDocument]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(HEADER_LEN + documents.len() * RESERVED_PER_DOCUMENT);
    bytes.extend_from_slice(BUILD_FINGERPRINT.as_bytes());
    bytes.resize(HEADER_LEN, 0);
    rmp_serde::encode::write(&mut bytes, documents).ok()?;
    let (header, body) = bytes.split_at_mut(HEADER_LEN);
    header[BUILD_FINGERPRINT.len()..].copy_from_slice(&ContentHash::xxh3_bytes(body).0);
    Some(bytes)
}

/// Decodes a shard; `None` if the bytes are corrupt or from another version.
fn decode_documents(bytes: &[u8]) -> Option<Vec<CachedDocument>> {
    let (checksum, body) = bytes.strip_prefix(BUILD_FINGERPRINT.as_bytes())?.split_first_chunk::<CHECKSUM_LEN>()?;
    let is_valid = ContentHash(*checksum) == ContentHash::xxh3_bytes(body);
    is_valid.then(|| rmp_serde::from_slice(body).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::Date;
    use crate::model::{
        Fragment, FrontMatter, Kind, LangId, Link, LinkTarget, LinkText, MovedAnchor, PhaseId, Slot, Spanned, UiString,
    };
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    fn cached(number: u8) -> CachedDocument {
        let front = FrontMatter { title: "Title".into(), updated: Date::new(2026, 11, 21), ..FrontMatter::default() };
        let string = Slot::UiString(UiString::FootnoteBack);
        let target = LinkTarget::Page { id: "b".into(), anchor: Some("c".into()) };
        let link = Link {
            target,
            text: LinkText::QuotedTitle,
            title: "".into(),
            typed: "[[b#c]]".into(),
            range: 3..u32::MAX as usize + 9,
        };
        let document = Document {
            kind: Kind::Article,
            id: "a".into(),
            lang: LangId(1),
            path: format!("content/lv/articles/a{number}.md").into(),
            front,
            headings: Vec::new(),
            actions: Vec::new(),
            items: vec![Spanned { value: "x".into(), range: 0..1 }],
            relative_days: Vec::new(),
            interest: Vec::new(),
            has_boxes: true,
            moved_anchors: vec![("x".into(), MovedAnchor::InAction("y".into()))],
            footnotes: vec![(1, Fragment::default())],
            links: vec![link],
            pictures: Vec::new(),
            laws: Vec::new(),
            countries: Vec::new(),
            phrases: Vec::new(),
            terms: Vec::new(),
            single_bracket_ids: Vec::new(),
            case_fields: Vec::new(),
            blanks: Vec::new(),
            phase_intros: vec![(PhaseId(1), Fragment { html: "<p>ā</p>".into(), slots: vec![(3, string)] })],
            lead: Fragment { html: "<em>ā</em>".into(), slots: vec![(0, Slot::LinkOpen(0))] },
            urgent: vec![Fragment::default()],
            send: Fragment::default(),
            slots: vec![Slot::LinkOpen(0)],
            body: ContentHash([7; 16]),
            content_hash: "0123".into(),
        };
        CachedDocument {
            key: ContentHash([number; 16]),
            document: Arc::new(document),
            has_text: number.is_multiple_of(2),
        }
    }

    type Entries = Mutex<BTreeMap<String, Vec<u8>>>;

    fn load(entries: &Entries) -> DocumentCache {
        DocumentCache::load(|name| entries.lock().unwrap().get(name).cloned())
    }

    /// Returns the number of shards that were written.
    fn save(cache: &DocumentCache, documents: &[CachedDocument], entries: &Entries) -> usize {
        let count = Mutex::new(0);
        cache.save(documents, |name, bytes| {
            entries.lock().unwrap().insert(name.to_owned(), bytes.to_vec());
            *count.lock().unwrap() += 1;
        });
        count.into_inner().unwrap()
    }

    #[test]
    fn document_cache_round_trips_and_rewrites_changed_shards() {
        let (entries, mut documents) = (Entries::default(), Vec::from_iter((0..100).map(cached)));
        assert_eq!(save(&load(&entries), &documents, &entries), SHARDS);
        let cache = load(&entries);
        for expected in &documents {
            let found = cache.get(expected.key).unwrap();
            assert_eq!((&found.document, found.has_text), (&expected.document, expected.has_text));
        }
        assert_eq!(save(&cache, &documents, &entries), 0, "no document has changed");
        documents[5].key = ContentHash([200; 16]);
        assert_eq!(save(&cache, &documents, &entries), 1, "one document has changed");
        let cache = load(&entries);
        assert!(cache.get(ContentHash([5; 16])).is_none() && cache.get(ContentHash([200; 16])).is_some());
        documents.pop();
        assert_eq!(save(&cache, &documents, &entries), 1, "one document was removed");
    }

    #[test]
    fn document_cache_rejects_corrupt_and_foreign_shards() {
        let bytes = encode_documents(&[&cached(1)]).unwrap();
        assert_eq!(decode_documents(&bytes).unwrap().len(), 1);
        for end in 0..bytes.len() {
            assert!(decode_documents(&bytes[..end]).is_none(), "{end}");
        }
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(decode_documents(&changed).is_none(), "{at}");
        }
        let foreign = [b"another program", &bytes[BUILD_FINGERPRINT.len()..]].concat();
        assert!(decode_documents(&foreign).is_none());
    }
}
