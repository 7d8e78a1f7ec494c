//! Document bodies between parsing and rendering.
//!
//! Takes each parsed body; returns it when its page is rendered, then frees it. Bodies are kept uncompressed up to one
//! memory limit, LZ4-compressed up to a second, and parsed again beyond it. Compressing and decompressing a body is a
//! few times faster than parsing it again. Document metadata is stored elsewhere.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use rustc_hash::FxHashMap;

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::locks;
use crate::input::Sources;
use crate::model::{Document, Fragment, SharedStr};
use crate::parse::document::{ParseContext, parse_document};

/// Bytes of bodies kept in memory. Freeing bodies one by one during rendering roughly pays for the search index built
/// at the end.
const MAX_BYTES: u64 = 136 << 20;

type Body = Arc<Fragment>;

/// A body in memory.
#[derive(Debug)]
pub(super) enum StoredBody {
    Raw(Body),
    /// The HTML as LZ4 with its length prepended, and the byte offsets of the slots; the slots themselves are in the
    /// [`Document`].
    Compressed {
        html: Vec<u8>,
        slots: Box<[u32]>,
    },
}

impl StoredBody {
    fn compress(body: &Fragment) -> StoredBody {
        let html = lz4_flex::block::compress_prepend_size(body.html.as_bytes());
        StoredBody::Compressed { html, slots: body.slots.iter().map(|(at, _)| *at).collect() }
    }

    /// Bytes of the HTML in memory.
    fn size(&self) -> u64 {
        match self {
            StoredBody::Raw(body) => body.html.len() as u64,
            StoredBody::Compressed { html, .. } => html.len() as u64,
        }
    }

    /// The body of `document`, decompressed; `None` if the stored bytes are corrupt.
    fn body(&self, document: &Document) -> Option<Body> {
        match self {
            StoredBody::Raw(body) => Some(Arc::clone(body)),
            StoredBody::Compressed { html, slots } => {
                let html = lz4_flex::block::decompress_size_prepended(html).ok()?;
                // simdutf8 because `String::from_utf8` took 2 % of the time of a large build.
                let html = simdutf8::basic::from_utf8(&html).ok()?.to_owned();
                let slots = slots.iter().copied().zip(document.slots.iter().cloned()).collect();
                Some(Arc::new(Fragment { html, slots }))
            }
        }
    }
}

/// Decides how each body is stored, by the memory that is already taken. Shared by threads.
pub(super) struct MemoryBudget {
    /// Bytes that are taken.
    taken: AtomicU64,
    /// Up to here bodies are stored uncompressed, beyond it compressed.
    max_raw: u64,
    /// Beyond this limit bodies are not stored.
    max_total: u64,
}

impl MemoryBudget {
    /// Sizes the budget from the total size of the sources, in bytes: keeps everything uncompressed if it fits, else
    /// keeps only as many uncompressed as lets the rest fit at 2:1 compression.
    pub(super) fn new(source_bytes: u64) -> MemoryBudget {
        // HTML is longer than the Markdown it came from.
        let bodies = source_bytes + source_bytes / 8;
        let max_raw = if bodies <= MAX_BYTES { MAX_BYTES } else { (2 * MAX_BYTES).saturating_sub(bodies) };
        MemoryBudget { taken: AtomicU64::new(0), max_raw, max_total: MAX_BYTES }
    }

    /// Stores a body; `None` if the budget is spent.
    pub(super) fn store(&self, body: Body) -> Option<StoredBody> {
        let taken = self.taken.load(Ordering::Relaxed);
        if taken >= self.max_total {
            return None;
        }
        let stored = if taken < self.max_raw { StoredBody::Raw(body) } else { StoredBody::compress(&body) };
        self.taken.fetch_add(stored.size(), Ordering::Relaxed);
        Some(stored)
    }
}

/// A document's body, if it is in memory.
struct BodyEntry {
    body: Mutex<Option<StoredBody>>,
    has_text: bool,
}

/// Bodies, keyed by the path of their document.
#[derive(Default)]
pub(super) struct BodyStore {
    entries: FxHashMap<SharedStr, BodyEntry>,
    /// What bodies are parsed again with, indexed by language.
    contexts: Vec<ParseContext>,
}

impl BodyStore {
    /// Stores the body of a document; `None` if it is to be parsed again. `has_text` is false for an empty body.
    pub(super) fn store(&mut self, document: &Document, body: Option<StoredBody>, has_text: bool) {
        self.entries.insert(document.path.clone(), BodyEntry { body: Mutex::new(body), has_text });
    }

    /// Sets the contexts that bodies are parsed again with, indexed by language.
    pub(super) fn with_contexts(self, contexts: Vec<ParseContext>) -> BodyStore {
        BodyStore { contexts, ..self }
    }

    pub(super) fn has_text(&self, document: &Document) -> bool {
        self.entries.get(&document.path).is_some_and(|entry| entry.has_text)
    }

    /// The body of a document. Fails if the file has changed since it was parsed or can no longer be read.
    pub(super) fn get(&self, sources: &Sources, document: &Document) -> Result<Body, Diagnostic> {
        let body = self.lock(document).and_then(|stored| stored.as_ref()?.body(document));
        body.map_or_else(|| self.parse_again(sources, document), Ok)
    }

    /// As [`BodyStore::get`], and frees the stored body.
    pub(super) fn remove(&self, sources: &Sources, document: &Document) -> Result<Body, Diagnostic> {
        let body = self.lock(document).and_then(|mut stored| stored.take()).and_then(|stored| stored.body(document));
        body.map_or_else(|| self.parse_again(sources, document), Ok)
    }

    fn lock(&self, document: &Document) -> Option<MutexGuard<'_, Option<StoredBody>>> {
        self.entries.get(&document.path).map(|entry| locks::lock(&entry.body))
    }

    /// Parses the document again; the body must be equal to that of the first parse.
    fn parse_again(&self, sources: &Sources, document: &Document) -> Result<Body, Diagnostic> {
        let text = sources.document(&document.path)?;
        let context = &self.contexts[document.lang.index()];
        let parsed = parse_document(&document.path, &text, document.kind, &document.id, context);
        if parsed.document.body != document.body {
            let span = Span::file(&document.path);
            return Err(Diagnostic::new(Code::Unreadable, span).arg("reason", "changed"));
        }
        Ok(parsed.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::hash::ContentHash;
    use crate::input::source_tree::SourceTree;
    use crate::linguistics::{find_language, stem};
    use crate::model::{Kind, LangId, Slot};
    use crate::parse::glossary::Glossary;
    use crate::parse::markdown::Phases;

    #[test]
    fn memory_budget_leaves_room_for_compressed_bodies() {
        for source_bytes in [0, MAX_BYTES / 2, MAX_BYTES, MAX_BYTES * 3 / 2, MAX_BYTES * 2, MAX_BYTES * 9] {
            let MemoryBudget { max_raw, max_total, .. } = MemoryBudget::new(source_bytes);
            let bodies = source_bytes + source_bytes / 8;
            let needed = max_raw.min(bodies) + bodies.saturating_sub(max_raw) / 2;
            assert!(needed <= max_total || max_raw == 0, "{source_bytes}: {max_raw} uncompressed");
            assert!(max_raw > 0 || bodies >= 2 * max_total, "{source_bytes}: none uncompressed");
        }
    }

    #[test]
    fn body_store_returns_the_parsed_body_in_every_state() {
        let text =
            "---\ntitle: T\nsummary: S\n---\n\n".to_owned() + &"Words and [more](https://example.org).\n\n".repeat(40);
        let sources = Sources::from(SourceTree::from_pairs([("content/lv/articles/a.md", text)]));
        let path: SharedStr = "content/lv/articles/a.md".into();
        let context = ParseContext {
            lang: LangId(0),
            language: find_language("lv"),
            phases: Phases::default(),
            own_phases: Default::default(),
            glossary: Glossary::new(stem::stemmer_rules("lv"), std::iter::empty()),
            prose_linter: None,
            case_blanks: Default::default(),
            cache_key: ContentHash::default(),
        };
        let parsed = parse_document(&path, &sources.document(&path).unwrap(), Kind::Article, &"a".into(), &context);
        assert!(matches!(parsed.body.slots[..], [(_, Slot::LinkOpen(0)), (_, Slot::LinkClose(0)), ..]));
        let size = parsed.body.html.len();
        let budget = MemoryBudget { taken: AtomicU64::new(0), max_raw: 1, max_total: size as u64 + 1 };
        let stored = [(); 3].map(|()| budget.store(Arc::clone(&parsed.body)));
        assert!(
            matches!(stored, [Some(StoredBody::Raw(_)), Some(StoredBody::Compressed { .. }), None]),
            "uncompressed, compressed, not stored"
        );
        if let Some(StoredBody::Compressed { html, .. }) = &stored[1] {
            assert!(html.len() < size / 2);
        }
        let mut bodies = BodyStore::default().with_contexts(vec![context]);
        for body in stored {
            bodies.store(&parsed.document, body, true);
            assert_eq!(bodies.get(&sources, &parsed.document).unwrap(), parsed.body);
            assert_eq!(bodies.remove(&sources, &parsed.document).unwrap(), parsed.body);
        }
        bodies.store(&parsed.document, Some(StoredBody::Compressed { html: vec![9; 40], slots: [].into() }), true);
        assert_eq!(bodies.get(&sources, &parsed.document).unwrap(), parsed.body, "corrupt bytes are parsed again");
    }
}
