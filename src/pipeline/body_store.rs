//! Bodies between parsing and rendering: in memory as they are, packed, or to be read again.
//!
//! Takes each parsed body; gives it back when its page is made. Packing a body and back costs a few times less than
//! reading it again. Facts are never here.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use rustc_hash::FxHashMap;

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::Sources;
use crate::model::{Document, Fragment, SharedStr};
use crate::parse::document::{ParseContext, parse};

/// Bodies kept in memory, in bytes; the others are read again. What they leave behind, one by one, is about what the
/// index of the search needs at the end.
const KEPT: u64 = 136 << 20;

type Body = Arc<Fragment>;

/// A body in memory.
#[derive(Debug)]
pub enum StoredBody {
    Raw(Body),
    /// HTML as LZ4 with its length in front, and where the slots stand in it; what stands in them is in the facts.
    Compressed {
        html: Vec<u8>,
        slots: Box<[u32]>,
    },
}

impl StoredBody {
    fn pack(body: &Fragment) -> StoredBody {
        let html = lz4_flex::block::compress_prepend_size(body.html.as_bytes());
        StoredBody::Compressed { html, slots: body.slots.iter().map(|(at, _)| *at).collect() }
    }

    /// Bytes of its HTML, as it is held.
    fn size(&self) -> u64 {
        match self {
            StoredBody::Raw(body) => body.html.len() as u64,
            StoredBody::Compressed { html, .. } => html.len() as u64,
        }
    }

    /// The body of `document`; nothing if what was packed is no body of it.
    fn body(&self, document: &Document) -> Option<Body> {
        match self {
            StoredBody::Raw(body) => Some(Arc::clone(body)),
            StoredBody::Compressed { html, slots } => {
                let html = lz4_flex::block::decompress_size_prepended(html).ok()?;
                // Checked many bytes at a time; `String::from_utf8` took 2 % of a large build here.
                let html = simdutf8::basic::from_utf8(&html).ok()?.to_owned();
                let slots = slots.iter().copied().zip(document.slots.iter().cloned()).collect();
                Some(Arc::new(Fragment { html, slots }))
            }
        }
    }
}

/// How much room is taken, in bytes. Shared by threads.
pub struct MemoryBudget {
    taken: AtomicU64,
    /// Up to here bodies are kept as they are, from there on packed.
    whole: u64,
    kept: u64,
}

impl MemoryBudget {
    /// Room for the bodies of texts whose files have so many bytes together: for all as they are; if that is too much,
    /// for so many that the others find room when they are packed to half.
    pub fn new(texts: u64) -> MemoryBudget {
        // Marks are shorter than what they become.
        let bodies = texts + texts / 8;
        let whole = if bodies <= KEPT { KEPT } else { (2 * KEPT).saturating_sub(bodies) };
        MemoryBudget { taken: AtomicU64::new(0), whole, kept: KEPT }
    }

    /// The body as it is kept; nothing if there is no room for it.
    pub fn hold(&self, body: Body) -> Option<StoredBody> {
        let taken = self.taken.load(Ordering::Relaxed);
        if taken >= self.kept {
            return None;
        }
        let held = if taken < self.whole { StoredBody::Raw(body) } else { StoredBody::pack(&body) };
        self.taken.fetch_add(held.size(), Ordering::Relaxed);
        Some(held)
    }
}

/// Bodies by path of their file.
#[derive(Default)]
pub struct BodyStore {
    known: FxHashMap<SharedStr, (Mutex<Option<StoredBody>>, bool)>,
    /// What they are read with, by language.
    desks: Vec<ParseContext>,
}

impl BodyStore {
    /// Keeps what is known of a document's body; `has_text`: there is anything in it.
    pub fn hold(&mut self, document: &Document, body: Option<StoredBody>, has_text: bool) {
        self.known.insert(document.path.clone(), (Mutex::new(body), has_text));
    }

    /// `desks` are what bodies are read with that have no place in memory.
    pub fn with(self, desks: Vec<ParseContext>) -> BodyStore {
        BodyStore { desks, ..self }
    }

    pub fn has_text(&self, document: &Document) -> bool {
        self.known.get(&document.path).is_some_and(|(_, has_text)| *has_text)
    }

    /// The body of a document.
    pub fn load(&self, sources: &Sources, document: &Document) -> Result<Body, Diagnostic> {
        let known = self.kept(document).and_then(|body| body.as_ref()?.body(document));
        known.map_or_else(|| self.read(sources, document), Ok)
    }

    /// The body of a document, which then has no place in memory any more.
    pub fn take(&self, sources: &Sources, document: &Document) -> Result<Body, Diagnostic> {
        let known = self.kept(document).and_then(|mut body| body.take()).and_then(|body| body.body(document));
        known.map_or_else(|| self.read(sources, document), Ok)
    }

    fn kept(&self, document: &Document) -> Option<MutexGuard<'_, Option<StoredBody>>> {
        let (body, _) = self.known.get(&document.path)?;
        Some(body.lock().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }

    /// Reads a body again; it must be the one that the facts are of.
    fn read(&self, sources: &Sources, document: &Document) -> Result<Body, Diagnostic> {
        let text = sources.document(&document.path)?;
        let desk = &self.desks[document.lang.index()];
        let parsed = parse(&document.path, &text, document.kind, &document.id, desk);
        if parsed.document.body != document.body {
            let place = Span::file(&document.path);
            return Err(Diagnostic::new(Code::Unreadable, place).arg("reason", "changed"));
        }
        Ok(parsed.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::source_tree::SourceTree;
    use crate::model::Slot;

    #[test]
    fn what_is_whole_leaves_room_for_the_rest() {
        for texts in [0, KEPT / 2, KEPT, KEPT * 3 / 2, KEPT * 2, KEPT * 9] {
            let MemoryBudget { whole, kept, .. } = MemoryBudget::new(texts);
            let bodies = texts + texts / 8;
            let needed = whole.min(bodies) + bodies.saturating_sub(whole) / 2;
            assert!(needed <= kept || whole == 0, "{texts}: {whole} whole");
            assert!(whole > 0 || bodies >= 2 * kept, "{texts}: none whole");
        }
    }

    #[test]
    fn a_packed_body_is_the_body() {
        let text =
            "---\ntitle: T\nsummary: S\n---\n\n".to_owned() + &"Vārdi un [vēl](https://example.org).\n\n".repeat(40);
        let sources = Sources::from(SourceTree::from_pairs([("content/lv/articles/a.md", text)]));
        let path: SharedStr = "content/lv/articles/a.md".into();
        let desk = ParseContext {
            lang: crate::model::LangId(0),
            language: crate::lang::language("lv"),
            phases: crate::parse::markdown::Phases::default(),
            glossary: crate::parse::glossary::Glossary::new(crate::lang::stem::table("lv"), std::iter::empty()),
            prose_linter: None,
            case_fields: Vec::new(),
            cache_key: crate::foundation::hash::ContentHash::default(),
        };
        let parsed = parse(&path, &sources.document(&path).unwrap(), crate::model::Kind::Article, &"a".into(), &desk);
        assert!(matches!(parsed.body.slots[..], [(_, Slot::LinkOpen(0)), (_, Slot::LinkClose(0)), ..]));
        let size = parsed.body.html.len();
        let room = MemoryBudget { taken: AtomicU64::new(0), whole: 1, kept: size as u64 + 1 };
        let held = [(); 3].map(|()| room.hold(Arc::clone(&parsed.body)));
        assert!(
            matches!(held, [Some(StoredBody::Raw(_)), Some(StoredBody::Compressed { .. }), None]),
            "whole, packed, and no room"
        );
        if let Some(StoredBody::Compressed { html, .. }) = &held[1] {
            assert!(html.len() < size / 2);
        }
        let mut bodies = BodyStore::default().with(vec![desk]);
        for body in held {
            bodies.hold(&parsed.document, body, true);
            assert_eq!(bodies.load(&sources, &parsed.document).unwrap(), parsed.body);
            assert_eq!(bodies.take(&sources, &parsed.document).unwrap(), parsed.body);
        }
        bodies.hold(&parsed.document, Some(StoredBody::Compressed { html: vec![9; 40], slots: [].into() }), true);
        assert_eq!(bodies.load(&sources, &parsed.document).unwrap(), parsed.body, "what is torn is read again");
    }
}
