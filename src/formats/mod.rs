//! Output formats: everything that a build writes except the pages.
//!
//! Takes the linked site, the theme and what rendering the pages has collected ([`EmitContext`]); writes files to
//! [`Output`]. Each format is one file with a function `emit` and one row in [`EmitContext::EMITTERS`]; only the files of
//! `docx` are written with their pages, while the body of the document is in memory. Never renders a
//! page and never reads a clock.

mod assets;
pub mod caddy;
pub mod content_type;
pub mod docx;
mod feed;
mod host_headers;
mod host_redirects;
mod media;
pub mod nginx;
mod no_jekyll;
pub mod precompressed;
mod pwa;
mod robots;
pub mod search;
mod sitemap;
pub mod social_card;
mod static_files;
mod xml;

use std::sync::Mutex;

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::foundation::hash::ContentHash;
use crate::foundation::locks::lock;
use crate::input::Sources;
use crate::model::LangId;
use crate::publish::Output;
use crate::site::Site;
use crate::site::routes::{PrecachedBy, Routes};
use crate::theme::Theme;

pub use pwa::{PrecacheEntry, PrecacheOverflow, PrecachePriority};
pub use sitemap::SitemapEntry;

use search::{IndexedItem, Indexer};
use social_card::CardRenderer;

/// Why rendering stopped.
#[derive(Debug)]
pub enum RenderError<E> {
    /// The theme or the content has errors.
    Content(Vec<Diagnostic>),
    /// The output cannot be written.
    Output(E),
}

impl<E> From<E> for RenderError<E> {
    fn from(error: E) -> RenderError<E> {
        RenderError::Output(error)
    }
}

/// What emitters read, and where they write. Shared by threads.
pub struct EmitContext<'r, O: Output> {
    pub site: &'r Site,
    pub routes: &'r Routes,
    pub theme: &'r Theme,
    pub sources: &'r Sources,
    pub output: &'r O,
    /// Draws the social cards; `None` if the site has none.
    pub cards: Option<&'r CardRenderer>,
    /// In the order of the routes.
    pub sitemap: Vec<SitemapEntry>,
    /// Each language's indexer and the documents that it has indexed, in the order of the routes. The search emitter
    /// takes them, so that the memory of a language is freed as soon as its index is written.
    pub search: Mutex<Vec<(Indexer<'r>, Vec<IndexedItem>)>>,
    /// The files that readers' devices keep, in any order.
    pub precached: Mutex<Vec<(PrecachedBy, PrecacheEntry)>>,
}

/// Writes the files of one output format.
type Emitter<O> = fn(&EmitContext<O>) -> Result<(), RenderError<<O as Output>::Error>>;

impl<O: Output> EmitContext<'_, O> {
    /// One row per output format. They run in parallel, in no particular order.
    const EMITTERS: [Emitter<O>; 12] = [
        search::emit,
        social_card::emit,
        assets::emit,
        media::emit,
        static_files::emit,
        feed::emit,
        sitemap::emit,
        robots::emit,
        host_headers::emit,
        host_redirects::emit,
        no_jekyll::emit,
        pwa::emit,
    ];

    /// Writes the files of every output format. Returns what devices do not cache. Of several errors, returns that of the
    /// first row.
    pub fn emit_all(&self) -> Result<Vec<PrecacheOverflow>, RenderError<O::Error>> {
        let results: Vec<_> = Self::EMITTERS.par_iter().with_max_len(1).map(|emit| emit(self)).collect();
        results.into_iter().collect::<Result<(), _>>()?;
        pwa::emit_precache_lists(self)
    }

    /// Writes a file whose cache key is the hash of its own bytes. Returns that hash.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<ContentHash, O::Error> {
        self.output.write(path, ContentHash::xxh3_bytes(bytes), bytes)
    }

    /// Writes a file and adds it to the precache list of `lang`.
    fn write_precached(&self, lang: LangId, path: &str, bytes: &[u8]) -> Result<(), O::Error> {
        let hash = self.write(path, bytes)?;
        let entry = PrecacheEntry { href: self.site.config.href(path), hash, priority: PrecachePriority::Core };
        lock(&self.precached).push((PrecachedBy::Language(lang), entry));
        Ok(())
    }
}
