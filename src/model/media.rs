//! Pictures and downloads.

use super::SharedStr;
use crate::foundation::hash::ContentHash;

/// A picture or download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Source path below the root.
    pub source: SharedStr,
    /// Path in the output, with the hash in its name.
    pub output: String,
    pub key: ContentHash,
    /// Width and height in pixels, where the format is known.
    pub size: Option<(u32, u32)>,
}
