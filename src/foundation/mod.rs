//! Building blocks that know nothing of sites, languages or diagnostics. Imports no other module of the crate.

pub mod color;
pub mod decimal;
pub mod file_names;
pub mod hash;
pub mod locks;
pub mod memo;
pub mod paths;
pub mod text;
pub mod unicode;

/// Hash of the sources of situ itself. It is part of every cache key, so that the output and the caches of another
/// version are never reused.
pub const BUILD_FINGERPRINT: &str = env!("SITU_SOURCES");
