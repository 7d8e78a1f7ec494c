//! Bodies between parsing and rendering: in memory as they are, packed, or to be read again.
//!
//! Takes each parsed body; gives it back when its page is made. Packing a body and back costs a few times less than
//! reading it again. Facts are never here.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use rustc_hash::FxHashMap;

use crate::article::{Desk, parse};
use crate::diag::{Code, Diagnostic, Place};
use crate::model::{Document, Fragment, Str};
use crate::tree::Tree;

/// Bodies kept in memory, in bytes; the others are read again. What they leave behind, one by one, is about what the
/// index of the search needs at the end.
const KEPT: u64 = 136 << 20;

type Body = Arc<Fragment>;

/// A body in memory.
#[derive(Debug)]
pub enum Held {
    Whole(Body),
    /// HTML as LZ4 with its length in front, and where the slots stand in it; what stands in them is in the facts.
    Packed {
        html: Vec<u8>,
        slots: Box<[u32]>,
    },
}

impl Held {
    fn pack(body: &Fragment) -> Held {
        let html = lz4_flex::block::compress_prepend_size(body.html.as_bytes());
        Held::Packed { html, slots: body.slots.iter().map(|(at, _)| *at).collect() }
    }

    /// Bytes of its HTML, as it is held.
    fn size(&self) -> u64 {
        match self {
            Held::Whole(body) => body.html.len() as u64,
            Held::Packed { html, .. } => html.len() as u64,
        }
    }

    /// The body of `document`; nothing if what was packed is no body of it.
    fn body(&self, document: &Document) -> Option<Body> {
        match self {
            Held::Whole(body) => Some(Arc::clone(body)),
            Held::Packed { html, slots } => {
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
pub struct Room {
    taken: AtomicU64,
    /// Up to here bodies are kept as they are, from there on packed.
    whole: u64,
    kept: u64,
}

impl Room {
    /// Room for the bodies of texts whose files have so many bytes together: for all as they are; if that is too much,
    /// for so many that the others find room when they are packed to half.
    pub fn new(texts: u64) -> Room {
        // Marks are shorter than what they become.
        let bodies = texts + texts / 8;
        let whole = if bodies <= KEPT { KEPT } else { (2 * KEPT).saturating_sub(bodies) };
        Room { taken: AtomicU64::new(0), whole, kept: KEPT }
    }

    /// The body as it is kept; nothing if there is no room for it.
    pub fn hold(&self, body: Body) -> Option<Held> {
        let taken = self.taken.load(Ordering::Relaxed);
        if taken >= self.kept {
            return None;
        }
        let held = if taken < self.whole { Held::Whole(body) } else { Held::pack(&body) };
        self.taken.fetch_add(held.size(), Ordering::Relaxed);
        Some(held)
    }
}

/// Bodies by path of their file.
#[derive(Default)]
pub struct Bodies {
    known: FxHashMap<Str, (Mutex<Option<Held>>, bool)>,
    /// What they are read with, by language.
    desks: Vec<Desk>,
}

impl Bodies {
    /// Keeps what is known of a document's body; `has_text`: there is anything in it.
    pub fn hold(&mut self, document: &Document, body: Option<Held>, has_text: bool) {
        self.known.insert(document.path.clone(), (Mutex::new(body), has_text));
    }

    /// `desks` are what bodies are read with that have no place in memory.
    pub fn with(self, desks: Vec<Desk>) -> Bodies {
        Bodies { desks, ..self }
    }

    pub fn has_text(&self, document: &Document) -> bool {
        self.known.get(&document.path).is_some_and(|(_, has_text)| *has_text)
    }

    /// The body of a document.
    pub fn load(&self, tree: &Tree, document: &Document) -> Result<Body, Diagnostic> {
        let known = self.kept(document).and_then(|body| body.as_ref()?.body(document));
        known.map_or_else(|| self.read(tree, document), Ok)
    }

    /// The body of a document, which then has no place in memory any more.
    pub fn take(&self, tree: &Tree, document: &Document) -> Result<Body, Diagnostic> {
        let known = self.kept(document).and_then(|mut body| body.take()).and_then(|body| body.body(document));
        known.map_or_else(|| self.read(tree, document), Ok)
    }

    fn kept(&self, document: &Document) -> Option<MutexGuard<'_, Option<Held>>> {
        let (body, _) = self.known.get(&document.path)?;
        Some(body.lock().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }

    /// Reads a body again; it must be the one that the facts are of.
    fn read(&self, tree: &Tree, document: &Document) -> Result<Body, Diagnostic> {
        let text = tree.read_text(&document.path)?;
        let desk = &self.desks[document.lang.index()];
        let parsed = parse(&document.path, &text, document.kind, &document.id, desk);
        if parsed.document.body != document.body {
            let place = Place::file(&document.path);
            return Err(Diagnostic::new(Code::Unreadable, place).arg("reason", "changed"));
        }
        Ok(parsed.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Slot;

    #[test]
    fn what_is_whole_leaves_room_for_the_rest() {
        for texts in [0, KEPT / 2, KEPT, KEPT * 3 / 2, KEPT * 2, KEPT * 9] {
            let Room { whole, kept, .. } = Room::new(texts);
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
        let tree = Tree::from_pairs([("content/lv/articles/a.md", text)]);
        let path: Str = "content/lv/articles/a.md".into();
        let desk = Desk {
            lang: crate::model::LangId(0),
            language: crate::lang::language("lv"),
            phases: crate::markdown::Phases::default(),
            glossary: crate::glossary::Glossary::new(crate::lang::stem::stemmer_rules("lv"), std::iter::empty()),
            prose: None,
            case: Vec::new(),
            key: crate::memo::Key::default(),
        };
        let parsed = parse(&path, &tree.read_text(&path).unwrap(), crate::model::Kind::Article, &"a".into(), &desk);
        assert!(matches!(parsed.body.slots[..], [(_, Slot::LinkOpen(0)), (_, Slot::LinkClose(0)), ..]));
        let size = parsed.body.html.len();
        let room = Room { taken: AtomicU64::new(0), whole: 1, kept: size as u64 + 1 };
        let held = [(); 3].map(|()| room.hold(Arc::clone(&parsed.body)));
        assert!(matches!(held, [Some(Held::Whole(_)), Some(Held::Packed { .. }), None]), "whole, packed, and no room");
        if let Some(Held::Packed { html, .. }) = &held[1] {
            assert!(html.len() < size / 2);
        }
        let mut bodies = Bodies::default().with(vec![desk]);
        for body in held {
            bodies.hold(&parsed.document, body, true);
            assert_eq!(bodies.load(&tree, &parsed.document).unwrap(), parsed.body);
            assert_eq!(bodies.take(&tree, &parsed.document).unwrap(), parsed.body);
        }
        bodies.hold(&parsed.document, Some(Held::Packed { html: vec![9; 40], slots: [].into() }), true);
        assert_eq!(bodies.load(&tree, &parsed.document).unwrap(), parsed.body, "what is torn is read again");
    }
}
