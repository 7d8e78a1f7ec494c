//! Results of earlier builds, keyed by the content hash of their input: on disk for the next process
//! ([`DocumentCache`]), in memory for the next build in this process ([`SessionCache`], [`MediaCache`]).

pub mod documents;
mod in_memory;

pub use documents::{CachedDocument, DocumentCache};
pub use in_memory::{MediaCache, SessionCache};

/// The results of earlier builds that a build can reuse.
#[derive(Clone, Copy)]
pub enum CacheMode<'m> {
    /// None.
    None,
    /// Results of earlier builds in this process. Bodies stay in memory for the next build.
    Process(&'m SessionCache),
    /// Pictures and downloads that earlier builds in this process have checked.
    Media(&'m MediaCache),
    /// Documents that another process has parsed. Bodies are parsed again when their page is rendered.
    Disk(&'m DocumentCache),
}

impl<'m> CacheMode<'m> {
    /// The session cache, if the build uses one.
    pub fn session(self) -> Option<&'m SessionCache> {
        match self {
            CacheMode::Process(session) => Some(session),
            CacheMode::None | CacheMode::Media(_) | CacheMode::Disk(_) => None,
        }
    }

    /// The cache of pictures and downloads, if the build uses one.
    pub(crate) fn media(self) -> Option<&'m MediaCache> {
        match self {
            CacheMode::Process(session) => Some(&session.media),
            CacheMode::Media(media) => Some(media),
            CacheMode::None | CacheMode::Disk(_) => None,
        }
    }
}
