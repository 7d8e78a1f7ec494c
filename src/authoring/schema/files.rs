//! Which keys each kind of file has.
//!
//! Takes a [`Schema`]; returns the files that it describes with the declarations of their keys, from which the JSON Schemas
//! and the manual are made. Never reads a file.

use super::Schema;
use crate::input::data;
use crate::input::site_config;
use crate::input::yaml::Field;
use crate::model::Kind;
use crate::parse::front_matter::fields_of;

/// One kind of file: where it is and what it holds.
pub struct DataFile {
    /// The path, or the kind of document whose front matter it is.
    pub title: &'static str,
    /// What it holds.
    pub shape: FileShape,
}

/// What a file holds.
#[derive(Clone, Copy)]
pub enum FileShape {
    /// A mapping with these keys.
    Keys(&'static [Field]),
    /// A mapping from ids to mappings with these keys.
    KeysById(&'static [Field]),
    /// A mapping from country codes to lists of dates.
    DatesByCountry,
    /// A list of groups of words.
    WordGroups,
}

/// The files that a schema describes; none for the configuration of an editor.
pub fn files_of(schema: Schema) -> Vec<DataFile> {
    let keys = |title, fields| DataFile { title, shape: FileShape::Keys(fields) };
    let by_id = |title, fields| DataFile { title, shape: FileShape::KeysById(fields) };
    match schema {
        Schema::FrontMatter => Kind::ALL.map(|kind| keys(kind.as_str(), fields_of(kind))).into(),
        Schema::Site => vec![
            keys("content/site.yaml", site_config::FIELDS),
            keys("content/<language>/site.yaml", data::LANGUAGE_SITE_FIELDS),
        ],
        Schema::Situations => vec![keys("content/situations.yaml", data::SITUATIONS_FIELDS)],
        Schema::Guide => vec![
            keys("content/guide.yaml", data::GUIDE_FIELDS),
            by_id("content/<language>/guide.yaml", data::QUESTION_TEXT_FIELDS),
        ],
        Schema::Phrases => vec![
            by_id("content/phrases.yaml", data::PHRASE_FIELDS),
            by_id("content/<language>/phrases.yaml", data::PHRASE_TEXT_FIELDS),
        ],
        Schema::Glossary => vec![by_id("content/<language>/glossary.yaml", data::TERM_FIELDS)],
        Schema::Rates => vec![keys("content/rates.yaml", data::RATES_FIELDS)],
        Schema::Holidays => vec![DataFile { title: "content/holidays.yaml", shape: FileShape::DatesByCountry }],
        Schema::Synonyms => vec![DataFile { title: "content/<language>/synonyms.yaml", shape: FileShape::WordGroups }],
        Schema::Decap | Schema::Sveltia => Vec::new(),
    }
}
