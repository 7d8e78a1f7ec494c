//! Results of earlier builds by the content hash of their input: on disk for the next process ([`DocumentCache`]), in
//! memory for the next build of this process ([`SessionCache`]).

pub mod documents;
mod process_cache;

pub use documents::{CachedDocument, DocumentCache};
pub use process_cache::SessionCache;

/// The results of earlier builds that a build can reuse.
#[derive(Clone, Copy)]
pub enum CacheMode<'m> {
    /// None.
    None,
    /// Results of earlier builds of this process. Bodies stay in memory for the next build.
    Process(&'m SessionCache),
    /// Documents that another process has parsed. Bodies are parsed again when their page is rendered.
    Disk(&'m DocumentCache),
}

impl<'m> CacheMode<'m> {
    /// The cache of this process, if the build uses it.
    pub fn session(self) -> Option<&'m SessionCache> {
        match self {
            CacheMode::Process(session) => Some(session),
            CacheMode::None | CacheMode::Disk(_) => None,
        }
    }
}
