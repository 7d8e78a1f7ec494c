//! The site as browsers are shown it: a page is made when somebody asks for it.
//!
//! Takes a site that is ready and the pages that were shown before; gives files by their path in the output. So a save
//! costs the reading of one text and the pages that are open, however many there are, and every page is right: what is
//! shown of it is made from the site as it stands now. What is made from all pages (search, sitemap, feeds) is made
//! together on first use. Never writes.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use crate::diagnostics::Diagnostic;
use crate::foundation::hash::ContentHash;
use crate::input::source_tree::SourceTree;
use crate::output::{Files, InMemory, Keys, Outputs};
use crate::pipeline::{RenderError, RenderableSite};

/// A site whose files are made on demand.
pub struct Live {
    pub ready: RenderableSite,
    tree: Arc<SourceTree>,
    pages: Mutex<HashMap<String, Rendered>>,
    /// All that is no page, once it was needed.
    others: OnceLock<Files>,
}

/// A page as it was last made.
#[derive(Clone)]
pub struct Rendered {
    pub keys: Keys,
    pub bytes: Arc<[u8]>,
    /// Made from this very site, or found to be the same.
    now: bool,
}

/// A file, and the key of the page if it is one.
pub type Found = (Option<ContentHash>, Arc<[u8]>);

impl Live {
    /// `before`: what was shown until now; its pages need not be made again where nothing in them has changed.
    pub fn new(ready: RenderableSite, tree: Arc<SourceTree>, before: Option<&Live>) -> Live {
        let mut pages = before.map(|before| before.pages().clone()).unwrap_or_default();
        pages.values_mut().for_each(|page| page.now = false);
        Live { ready, tree, pages: Mutex::new(pages), others: OnceLock::new() }
    }

    fn pages(&self) -> MutexGuard<'_, HashMap<String, Rendered>> {
        self.pages.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// The file at a path of the output, or what the theme does wrong there.
    pub fn file(&self, output: &str) -> Result<Option<Found>, Diagnostic> {
        let name = output.rsplit('/').next().unwrap_or_default();
        if name.ends_with(".html") {
            return Ok(self.page(output)?.map(|page| (Some(page.keys.page), page.bytes)));
        }
        if let Some(asset) = self.ready.theme.assets.values().find(|asset| asset.output == output) {
            return Ok(Some((None, asset.bytes.as_slice().into())));
        }
        if let Some(media) = self.ready.site.media.values().find(|media| media.output == output) {
            return Ok(self.tree.read(&media.source).ok().map(|bytes| (None, bytes.as_ref().into())));
        }
        let others = || name.contains('.').then(|| self.others.get_or_init(|| self.all_but_pages()));
        Ok(others().and_then(|others| others.get(output)).map(|(_, bytes)| (None, Arc::clone(bytes))))
    }

    /// The page at a path of the output.
    pub fn page(&self, output: &str) -> Result<Option<Rendered>, Diagnostic> {
        let known = self.pages().get(output).cloned();
        if known.as_ref().is_some_and(|page| page.now) {
            return Ok(known);
        }
        let Some(route) = self.ready.route_at(output) else { return Ok(None) };
        let single = self.ready.render_page(route, known.as_ref().map(|page| page.keys))?;
        let bytes = match (single.html, known) {
            (None, Some(known)) => known.bytes,
            (html, _) => html.unwrap_or_default().into(),
        };
        let page = Rendered { keys: single.keys, bytes, now: true };
        self.pages().insert(output.to_owned(), page.clone());
        Ok(Some(page))
    }

    /// The page as it was last made, perhaps from an older site.
    pub fn last_good(&self, output: &str) -> Option<Rendered> {
        self.pages().get(output).cloned()
    }

    fn all_but_pages(&self) -> Files {
        let outputs = InMemory::default();
        let done = self.ready.render(&outputs);
        let mut files = if done.is_ok() { outputs.finish() } else { Files::new() };
        files.retain(|path, _| !path.ends_with(".html"));
        files
    }

    /// Whether the site has templates, strings or assets of its own that were not proved `before`.
    pub fn needs_proof(&self, before: Option<&Live>) -> bool {
        let proved = before.is_some_and(|before| before.ready.theme.key == self.ready.theme.key);
        !proved && self.tree.below("themes/").next().is_some()
    }

    /// What the theme does wrong on any page; nothing if `given_up` was set in between.
    pub fn faults(&self, given_up: &AtomicBool) -> Vec<Diagnostic> {
        match self.ready.render(&Nowhere(given_up)) {
            Err(RenderError::Content(faults)) => faults,
            _ => Vec::new(),
        }
    }
}

/// Outputs that keep nothing.
struct Nowhere<'g>(&'g AtomicBool);

/// Nobody waits for the rest.
struct GivenUp;

impl Outputs for Nowhere<'_> {
    type Error = GivenUp;

    fn published(&self, _: &str) -> Option<ContentHash> {
        None
    }

    fn keep(&self, _: &str) -> Result<ContentHash, GivenUp> {
        Ok(ContentHash::default())
    }

    fn put(&self, _: &str, _: ContentHash, _: &[u8]) -> Result<ContentHash, GivenUp> {
        if self.0.load(Ordering::Relaxed) { Err(GivenUp) } else { Ok(ContentHash::default()) }
    }
}
