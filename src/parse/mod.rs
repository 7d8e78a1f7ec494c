//! The parser: one Markdown file in, one [`crate::model::Document`], its body and diagnostics out.
//!
//! `document` drives it: `front_matter` reads the YAML, `url_aliases` former URLs in it, `plain_texts` checks its texts,
//! which `yaml_texts` lists; `markdown` reads the body, `glossary` finds terms in it, `prose` lints its wording,
//! `foreign_markup` finds markup of other programs, `typed_characters` finds misleading characters, `text_to_copy` knows
//! ready messages, `key_files` the keys of all files. Pure: nothing here reads a file or looks at another document.

pub mod document;
pub mod foreign_markup;
pub mod front_matter;
pub mod glossary;
pub mod key_files;
pub mod markdown;
pub mod plain_texts;
pub mod prose;
mod sample_text;
mod text_to_copy;
mod typed_characters;
pub mod url_aliases;
mod yaml_texts;
