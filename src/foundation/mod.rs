//! Building blocks without knowledge of sites, languages or diagnostics. Imports nothing of the crate.

pub mod hash;
pub mod memo;
pub mod sync;
pub mod text;

/// Hash of the program's own sources: output and caches of another version of situ are never reused.
pub const BUILD_FINGERPRINT: &str = env!("SITU_SOURCES");
