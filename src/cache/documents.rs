//! What texts said when the build before read them, so that only texts that have changed are read again.
//!
//! Takes and gives bytes: for each text the key of all that its reading depends on, and its [`Document`]; bodies are not
//! kept. Texts are dealt to a fixed number of shares by their paths, so that a changed text lets one share be written
//! anew. Bytes that are torn, or of another version of the program, are no memory at all. Never does any I/O.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::foundation::BUILD_FINGERPRINT;
use crate::foundation::hash::ContentHash;
use crate::model::{Document, SharedStr};

/// How many shares there are.
const SHARES: usize = 16;

/// A text whose reading found no mistake.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CachedDocument {
    /// The key of the file's bytes and of everything else that its reading depends on.
    pub key: ContentHash,
    pub document: Arc<Document>,
    /// Whether there is anything in its body.
    pub has_text: bool,
}

/// Texts that need not be read.
#[derive(Default)]
pub struct DocumentCache {
    texts: FxHashMap<ContentHash, CachedDocument>,
    /// How many texts each share has.
    counts: [usize; SHARES],
}

impl DocumentCache {
    /// What an earlier build has left; `recall` gives what is kept under a name.
    pub fn recall(recall: impl Fn(&str) -> Option<Vec<u8>> + Sync) -> DocumentCache {
        let read = |share: usize| recall(&name(share)).and_then(|bytes| parse(&bytes)).unwrap_or_default();
        let shares: Vec<Vec<CachedDocument>> = (0..SHARES).into_par_iter().map(read).collect();
        let mut facts = DocumentCache::default();
        for (share, texts) in shares.into_iter().enumerate() {
            facts.counts[share] = texts.len();
            facts.texts.extend(texts.into_iter().map(|fact| (fact.key, fact)));
        }
        facts
    }

    /// The text with this key.
    pub fn find(&self, key: ContentHash) -> Option<&CachedDocument> {
        self.texts.get(&key)
    }

    /// Gives `leave` the names and bytes of the shares that are others than those that were recalled.
    pub fn leave(&self, now: &[CachedDocument], leave: impl Fn(&str, &[u8]) + Sync) {
        let mut shares: [Vec<&CachedDocument>; SHARES] = std::array::from_fn(|_| Vec::new());
        now.iter().for_each(|fact| shares[share_of(&fact.document.path)].push(fact));
        shares.par_iter().enumerate().for_each(|(share, texts)| {
            let known =
                texts.len() == self.counts[share] && texts.iter().all(|fact| self.texts.contains_key(&fact.key));
            // What cannot be written down is read again.
            if let Some(bytes) = (!known).then(|| bytes(texts)).flatten() {
                leave(&name(share), &bytes);
            }
        });
    }
}

fn name(share: usize) -> String {
    format!("texts-{share:02}")
}

fn share_of(path: &SharedStr) -> usize {
    usize::from(ContentHash::xxh3_bytes(path.as_bytes()).0[0]) % SHARES
}

/// Bytes of the program's name and of the sum.
const HEAD: usize = BUILD_FINGERPRINT.len() + 16;
/// Bytes that a text mostly takes less than.
const USUAL_TEXT: usize = 2 << 10;

/// The program that can read the bytes, their sum, and the texts.
fn bytes(texts: &[&CachedDocument]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(HEAD + texts.len() * USUAL_TEXT);
    bytes.extend_from_slice(BUILD_FINGERPRINT.as_bytes());
    bytes.resize(HEAD, 0);
    rmp_serde::encode::write(&mut bytes, texts).ok()?;
    let (head, body) = bytes.split_at_mut(HEAD);
    head[BUILD_FINGERPRINT.len()..].copy_from_slice(&ContentHash::xxh3_bytes(body).0);
    Some(bytes)
}

fn parse(bytes: &[u8]) -> Option<Vec<CachedDocument>> {
    let (sum, body) = bytes.strip_prefix(BUILD_FINGERPRINT.as_bytes())?.split_first_chunk::<16>()?;
    let right = ContentHash(*sum) == ContentHash::xxh3_bytes(body);
    right.then(|| rmp_serde::from_slice(body).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Date;
    use crate::model::{Fragment, FrontMatter, Kind, LangId, Link, Slot, Spanned, Target, UiString};
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    fn fact(number: u8) -> CachedDocument {
        let front =
            FrontMatter { title: "Nosaukums".into(), updated: Date::new(2026, 11, 21), ..FrontMatter::default() };
        let words = Slot::UiString(UiString::FootnoteBack);
        let target = Target::Page { id: "b".into(), anchor: Some("c".into()) };
        let link = Link {
            target,
            shows_title: true,
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
            links: vec![link],
            pictures: Vec::new(),
            phrases: Vec::new(),
            terms: Vec::new(),
            named: Vec::new(),
            intros: vec![(1, Fragment { html: "<p>ā</p>".into(), slots: vec![(3, words)] })],
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

    type Left = Mutex<BTreeMap<String, Vec<u8>>>;

    fn recall(left: &Left) -> DocumentCache {
        DocumentCache::recall(|name| left.lock().unwrap().get(name).cloned())
    }

    /// How many shares were written.
    fn leave(facts: &DocumentCache, now: &[CachedDocument], left: &Left) -> usize {
        let count = Mutex::new(0);
        facts.leave(now, |name, bytes| {
            left.lock().unwrap().insert(name.to_owned(), bytes.to_vec());
            *count.lock().unwrap() += 1;
        });
        count.into_inner().unwrap()
    }

    #[test]
    fn facts_survive_the_way_through_bytes() {
        let (left, mut now) = (Left::default(), Vec::from_iter((0..100).map(fact)));
        assert_eq!(leave(&recall(&left), &now, &left), SHARES);
        let facts = recall(&left);
        for fact in &now {
            let known = facts.find(fact.key).unwrap();
            assert_eq!((&known.document, known.has_text), (&fact.document, fact.has_text));
        }
        assert_eq!(leave(&facts, &now, &left), 0, "nothing is new");
        now[5].key = ContentHash([200; 16]);
        assert_eq!(leave(&facts, &now, &left), 1);
        let facts = recall(&left);
        assert!(facts.find(ContentHash([5; 16])).is_none() && facts.find(ContentHash([200; 16])).is_some());
        now.pop();
        assert_eq!(leave(&facts, &now, &left), 1, "a text is gone");
    }

    #[test]
    fn torn_and_foreign_bytes_are_no_memory() {
        let whole = bytes(&[&fact(1)]).unwrap();
        assert_eq!(parse(&whole).unwrap().len(), 1);
        for end in 0..whole.len() {
            assert!(parse(&whole[..end]).is_none(), "{end}");
        }
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert!(parse(&changed).is_none(), "{at}");
        }
        let foreign = [b"another program", &whole[BUILD_FINGERPRINT.len()..]].concat();
        assert!(parse(&foreign).is_none());
    }
}
