//! Pictures and downloads.
//!
//! Describes a file; never holds its bytes.

use super::SharedStr;
use crate::foundation::hash::ContentHash;

/// A picture or download.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Media {
    /// Source path below the root.
    pub source: SharedStr,
    /// Path in the output, with the hash in its name.
    pub output: String,
    /// Hash of the bytes.
    pub hash: ContentHash,
    /// Width and height in pixels; `None` if the format is unknown.
    pub size: Option<(u32, u32)>,
}
