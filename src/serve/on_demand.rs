//! A site whose pages are rendered when a browser asks for them.
//!
//! Takes a built site and the pages that were rendered before; returns files by their output path. A save therefore
//! costs one parse plus rendering the pages that are open, whatever the size of the site, and every page reflects the
//! current sources. Files that are built from all pages (search index, sitemap, feeds) are built together on first use.
//! Never writes to the disk.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use super::draft_marks::{DraftMarks, MarkedPage};
use crate::diagnostics::Diagnostic;
use crate::foundation::hash::ContentHash;
use crate::foundation::locks::lock;
use crate::i18n::Messages;
use crate::input::read_current_media;
use crate::input::source_tree::SourceTree;
use crate::model::HOOKS_FOLDER;
use crate::pipeline::{RenderError, RenderableSite};
use crate::publish::{FileHashes, InMemory, Output, OutputFiles};

/// A built site, and the pages of it that were rendered.
pub struct OnDemandSite {
    /// The built site.
    pub ready: RenderableSite,
    drafts: DraftMarks,
    tree: Arc<SourceTree>,
    pages: Mutex<HashMap<String, CachedPage>>,
    /// All files that are not pages, assets or media, rendered on first use.
    other_files: OnceLock<OutputFiles>,
}

/// The most recently rendered output of a page.
#[derive(Clone)]
pub struct CachedPage {
    /// The hashes of the page value and of the rendered bytes.
    hashes: FileHashes,
    /// The HTML, as the theme renders it.
    rendered: Arc<[u8]>,
    /// The HTML with the marks of drafts.
    pub bytes: Arc<[u8]>,
    /// Changes whenever `bytes` do.
    pub key: ContentHash,
    /// Whether the page was rendered from, or compared with, the current site.
    fresh: bool,
}

/// The contents of a file.
pub enum ServedFile {
    /// A page, with its key.
    Page { key: ContentHash, bytes: Arc<[u8]> },
    /// Any other file.
    Other(Arc<[u8]>),
}

impl OnDemandSite {
    /// Reuses the pages of the `previous` site, which are not rendered again if their page values are equal.
    pub fn new(
        ready: RenderableSite,
        tree: Arc<SourceTree>,
        previous: Option<&OnDemandSite>,
        messages: &Messages,
    ) -> OnDemandSite {
        let mut pages = previous.map(|previous| lock(&previous.pages).clone()).unwrap_or_default();
        pages.values_mut().for_each(|page| page.fresh = false);
        let drafts = DraftMarks::new(&ready, messages);
        OnDemandSite { ready, drafts, tree, pages: Mutex::new(pages), other_files: OnceLock::new() }
    }

    /// Returns the file at an output path; `None` if there is none. Fails with the template error of the page.
    pub fn file(&self, output: &str) -> Result<Option<ServedFile>, Diagnostic> {
        let name = output.rsplit('/').next().unwrap_or_default();
        if let Some(page) = self.page(output)? {
            return Ok(Some(ServedFile::Page { key: page.key, bytes: page.bytes }));
        }
        if let Some(file) = self.ready.site.static_files.get(output) {
            return Ok(read_current_media(&self.tree, file).map(|bytes| ServedFile::Other(bytes.as_ref().into())));
        }
        if name.ends_with(".html") {
            return Ok(None);
        }
        if let Some(asset) = self.ready.theme.assets_of_site(&self.ready.site).get(output) {
            return Ok(Some(ServedFile::Other(asset.bytes.as_slice().into())));
        }
        if let Some(media) = self.ready.site.media.values().find(|media| media.output == output) {
            return Ok(read_current_media(&self.tree, media).map(|bytes| ServedFile::Other(bytes.as_ref().into())));
        }
        if !name.contains('.') {
            return Ok(None);
        }
        let files = self.other_files.get_or_init(|| self.render_other_files());
        let marked = |bytes: &Arc<[u8]>| self.drafts.mark_search(output, bytes).map(Into::into);
        Ok(files.get(output).map(|(_, bytes)| ServedFile::Other(marked(bytes).unwrap_or_else(|| Arc::clone(bytes)))))
    }

    /// Returns the page at an output path, rendered if it is not fresh; `None` if there is none. Fails with the
    /// template error of the page.
    pub fn page(&self, output: &str) -> Result<Option<CachedPage>, Diagnostic> {
        let cached = lock(&self.pages).get(output).cloned();
        if cached.as_ref().is_some_and(|page| page.fresh) {
            return Ok(cached);
        }
        let Some(route) = self.ready.route_at(output) else { return Ok(None) };
        let rendered = self.ready.render_page(route, cached.as_ref().map(|page| page.hashes))?;
        let hashes = rendered.keys;
        let rendered: Arc<[u8]> = match (rendered.html, cached) {
            (None, Some(cached)) => cached.rendered,
            (html, _) => html.unwrap_or_default().into(),
        };
        // Whether a linked document is a draft is not part of the page value, so the marks have a hash of their own.
        let href = self.ready.site.config.href(&route.path(&self.ready.site));
        let (bytes, key) = match self.drafts.mark(&href, &rendered) {
            Some(MarkedPage { html, marks }) => (html.into(), ContentHash::xxh3(&(hashes.input, marks))),
            None => (Arc::clone(&rendered), hashes.input),
        };
        let page = CachedPage { hashes, rendered, bytes, key, fresh: true };
        lock(&self.pages).insert(output.to_owned(), page.clone());
        Ok(Some(page))
    }

    /// Returns the last rendering of the page, perhaps from an earlier site.
    pub fn last_good_page(&self, output: &str) -> Option<CachedPage> {
        lock(&self.pages).get(output).cloned()
    }

    fn render_other_files(&self) -> OutputFiles {
        let output = InMemory::default();
        let result = self.ready.render(&output);
        let mut files = if result.is_ok() { output.finish() } else { OutputFiles::new() };
        files.retain(|path, _| self.ready.route_at(path).is_none());
        files
    }

    /// Whether the site has templates of its own that differ from the theme of the `previous` site.
    pub fn needs_theme_check(&self, previous: Option<&OnDemandSite>) -> bool {
        let is_checked = previous.is_some_and(|previous| previous.ready.theme.has_same_templates(&self.ready.theme));
        !is_checked && self.tree.below("themes/").chain(self.tree.below(HOOKS_FOLDER)).next().is_some()
    }

    /// Renders all pages and returns the template errors; empty if `is_cancelled` is set meanwhile.
    pub fn template_errors(&self, is_cancelled: &AtomicBool) -> Vec<Diagnostic> {
        match self.ready.render(&NullOutput { is_cancelled }) {
            Err(RenderError::Content(errors)) => errors,
            _ => Vec::new(),
        }
    }
}

/// An output that discards all files.
struct NullOutput<'c> {
    is_cancelled: &'c AtomicBool,
}

/// The error of a [`NullOutput`] that was cancelled.
struct Cancelled;

impl Output for NullOutput<'_> {
    type Error = Cancelled;

    fn published_hash(&self, _: &str) -> Option<ContentHash> {
        None
    }

    fn keep(&self, _: &str) -> Result<ContentHash, Cancelled> {
        Ok(ContentHash::default())
    }

    fn write(&self, _: &str, _: ContentHash, _: &[u8]) -> Result<ContentHash, Cancelled> {
        if self.is_cancelled.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(ContentHash::default()) }
    }
}
