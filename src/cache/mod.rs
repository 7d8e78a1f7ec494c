//! Results of earlier builds by the content hash of their input.

pub mod documents;
