//! Tools that write for the author.

pub mod fix;
pub mod scaffold;
pub mod schema;
pub mod status;
pub mod translate;
