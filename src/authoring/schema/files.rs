//! The kinds of files that each schema describes.
//!
//! Takes a [`Schema`]; returns the files that it describes with the declarations of their keys, from which the JSON Schemas
//! and the manual are made. Never reads a file.

use clap::ValueEnum;

use super::Schema;
use crate::parse::key_files::{KeyFile, key_files};

/// The files that a schema describes; none for the configuration of an editor.
pub fn files_of(schema: Schema) -> Vec<KeyFile> {
    let name = schema.to_possible_value();
    let is_described = |file: &KeyFile| name.as_ref().is_some_and(|name| name.get_name() == file.schema);
    key_files().into_iter().filter(is_described).collect()
}
