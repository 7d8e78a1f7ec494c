//! Tools that write for the author: the example site, new documents, fixes, translations, schemas for editors, and the
//! status report.
//!
//! Each takes the source tree or the site and returns texts. None writes a file or prints: the command line does.

pub mod changed_blocks;
pub mod example_site;
pub mod fix;
mod host_files;
pub mod scaffold;
pub mod schema;
pub mod situation_entry;
pub mod status;
pub mod translate;
mod untranslated_text;
