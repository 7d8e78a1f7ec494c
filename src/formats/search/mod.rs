//! The search index: static JSON files per language, read by the theme's `search.js`.
//!
//! Takes the linked [`Site`], a language, and the HTML of each document while its page is rendered; writes files below
//! `<lang>/search/`:
//!
//! | file | contents |
//! |---|---|
//! | `index.json` | the stemmer's table, the kind of each item, the sorted stems, the names of the other files; in a small index also all titles and URLs |
//! | `w-<hash>.json` | a shard: the postings (item, weight, position) of a range of stems |
//! | `t-<hash>.json` | in a large index: URL and title of a range of items |
//! | `e-<hash>.json` | the excerpts of a range of items, of all items in a small index |
//!
//! A query loads the first file once, then the shards of its words, and the titles and excerpts of the results that it
//! shows. Output depends on the content only, never on the order of threads, and the
//! cost is linear in the number of words. Never renders a page and never reports a diagnostic.

mod compounds;
mod index_files;
mod indexer;
mod postings;
mod synonyms;
mod tokenizer;
mod word_counts;

use rayon::prelude::*;

use super::{EmitContext, RenderError};
use crate::foundation::hash::ContentHash;
use crate::foundation::locks::lock;
use crate::model::{Href, LangId};
use crate::publish::Output;
use crate::site::Site;

pub use indexer::Indexer;
pub use tokenizer::words;

use word_counts::WordCountCache;

/// The kind of a search result. `search.js` lists the kinds in the same order.
#[derive(Clone, Copy)]
enum HitKind {
    Situation,
    Phrase,
    Article,
    Page,
    Term,
    Fillable,
}

/// A document, phrase or glossary term in the index.
pub struct IndexedItem {
    kind: HitKind,
    /// URL relative to the base, with the fragment if there is one.
    path: Href,
    title: String,
    /// What a result shows below its title: the answer to a phrase, the definition of a term, the summary of a document.
    excerpt: String,
    stems: Vec<StemWeight>,
    /// Whether the index leaves out the item. Its word counts are cached all the same.
    hidden: bool,
    /// Key of the cached counts, if the item has a page of its own.
    counts_key: Option<ContentHash>,
}

/// Path and title of an item. The path is relative to the folder of its kind, if the index has one.
type Row<'i> = (&'i str, &'i str);

/// A question of the guide: its text, its path relative to the base, and the numbers of the situations that its answers
/// lead to. The search offers it to a reader whose query fits several of them.
type GuideQuestion = (String, Href, Vec<usize>);

/// A stem of an item.
#[derive(Clone, Copy)]
struct StemWeight {
    /// Number of the stem in the indexer.
    stem: u32,
    /// Its weight in the item, from 0 to [`postings::WEIGHT_STEPS`].
    weight: u8,
    /// The block of words in which it first occurs, from 0 to [`postings::MAX_BLOCK`].
    block: u8,
}

/// Creates the indexer of a language with the word counts that the previous build has cached.
pub fn new_indexer<'s, O: Output>(site: &'s Site, lang: LangId, output: &O) -> Indexer<'s> {
    let cached = output.read_cache(&cache_name(site, lang));
    Indexer::new(site, lang, cached.map(|bytes| WordCountCache::decode(&bytes)).unwrap_or_default())
}

/// Writes the index of each language, and caches its word counts for the next build.
pub(super) fn emit<O: Output>(context: &EmitContext<O>) -> Result<(), RenderError<O::Error>> {
    let languages = std::mem::take(&mut *lock(&context.search));
    languages.into_par_iter().try_for_each(|(indexer, items)| {
        let lang = indexer.lang();
        if let Some(bytes) = indexer.changed_word_counts(&items) {
            context.output.write_cache(&cache_name(context.site, lang), &bytes);
        }
        for (path, bytes) in indexer.finish(items) {
            context.write_precached(lang, &path, &bytes)?;
        }
        Ok(())
    })
}

/// Name of the cache entry that holds the word counts of a language.
fn cache_name(site: &Site, lang: LangId) -> String {
    format!("words-{}", site.config.code(lang))
}
