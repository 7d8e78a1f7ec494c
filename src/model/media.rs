//! Pictures and downloads.

use super::Str;
use crate::foundation::hash::Key;

/// A picture or download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Source path below the root.
    pub source: Str,
    /// Path in the output, with the hash in its name.
    pub output: String,
    pub key: Key,
    /// Width and height in pixels, where the format is known.
    pub size: Option<(u32, u32)>,
}
