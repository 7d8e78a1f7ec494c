//! JSON Schemas of front matter and data files, for completion and validation in editors. `decap.rs` generates the
//! configuration of two editors in the browser.
//!
//! Takes the [`Field`] declarations that also drive the readers; returns JSON. Never reads a file.

mod decap;
mod files;

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::i18n::read_patterns;
use crate::input::yaml::{Field, FieldKind};
use crate::linguistics::{FALLBACK, find_pack};
use crate::parse::key_files::{FileShape, KeyFile};

pub use decap::{CmsEditor, cms_config};
pub use files::files_of;

/// The kinds of files that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Schema {
    /// The front matter of a document
    FrontMatter,
    /// site.yaml, of the site or of a language
    Site,
    /// situations.yaml
    Situations,
    /// guide.yaml, of the site or of a language
    Guide,
    /// phrases.yaml, of the site or of a language
    Phrases,
    /// glossary.yaml
    Glossary,
    /// rates.yaml
    Rates,
    /// holidays.yaml
    Holidays,
    /// synonyms.yaml
    Synonyms,
    /// No schema: the configuration of Decap CMS for this site
    Decap,
    /// No schema: the configuration of Sveltia CMS for this site
    Sveltia,
}

/// The form of an id, as a regular expression.
const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// The form of the id of a case field, as a regular expression.
const FIELD_ID: &str = "^[a-z][a-z0-9_]*$";

impl Schema {
    /// The editor whose configuration this is; `None` for a schema.
    pub fn editor(self) -> Option<CmsEditor> {
        match self {
            Schema::Decap => Some(CmsEditor::Decap),
            Schema::Sveltia => Some(CmsEditor::Sveltia),
            _ => None,
        }
    }
}

/// The JSON Schema (draft 2020-12) of a kind of file; `None` for the configuration of an editor.
pub fn json_schema(kind: Schema) -> Option<String> {
    let files = files_of(kind);
    let titled = |file: &KeyFile| with_title(file.title, shape_schema(file.shape));
    let body = match files.as_slice() {
        [] => return None,
        [file] => shape_schema(file.shape),
        several => json!({"anyOf": several.iter().map(titled).collect::<Vec<_>>()}),
    };
    let mut all = Map::new();
    all.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    if let Value::Object(body) = body {
        all.extend(body);
    }
    serde_json::to_string_pretty(&Value::Object(all)).ok()
}

/// The schema of what a file holds.
fn shape_schema(shape: FileShape) -> Value {
    match shape {
        FileShape::Keys(fields) => object_schema(fields),
        FileShape::KeysById(fields) => {
            json!({"type": "object", "propertyNames": {"pattern": ID}, "additionalProperties": object_schema(fields)})
        }
        FileShape::DatesByCountry => json!({
            "type": "object",
            "propertyNames": {"pattern": ID},
            "additionalProperties": {"type": "array", "uniqueItems": true, "items": value_schema(FieldKind::Date)},
        }),
        FileShape::WordGroups => {
            let word = json!({"type": "string", "pattern": "^\\S+$"});
            json!({"type": "array", "items": {"type": "array", "minItems": 2, "uniqueItems": true, "items": word}})
        }
    }
}

/// A schema with a title, which editors show for the alternatives of `anyOf`.
fn with_title(title: &str, mut schema: Value) -> Value {
    schema["title"] = title.into();
    schema
}

/// The schema of a mapping that has only the keys in `fields`.
fn object_schema(fields: &[Field]) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let mut value = value_schema(field.kind);
        value["description"] = field.doc.into();
        properties.insert(field.name.to_owned(), value);
    }
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

/// The schema of the values of a kind of field.
fn value_schema(kind: FieldKind) -> Value {
    let text = || json!({"type": "string", "minLength": 1});
    let id = || json!({"type": "string", "pattern": ID});
    let action = || json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$"});
    let step = || json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+(-[a-z0-9]+)*!?$"});
    let list = |items: Value| json!({"type": "array", "items": items});
    let map = |values: Value| json!({"type": "object", "additionalProperties": values});
    match kind {
        FieldKind::Text | FieldKind::Markdown => text(),
        FieldKind::Id => id(),
        FieldKind::Url => json!({"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"}),
        FieldKind::Date => json!({"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}),
        FieldKind::Decimal => json!({"type": "number", "minimum": 0}),
        FieldKind::Flag => json!({"type": "boolean"}),
        FieldKind::Integer(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
        FieldKind::Choice(words) => json!({"enum": words}),
        FieldKind::ChoiceList(words) => json!({"type": "array", "uniqueItems": true, "items": {"enum": words}}),
        FieldKind::MarkdownList => json!({"type": ["string", "array"], "minLength": 1, "items": text()}),
        FieldKind::TextList => list(text()),
        FieldKind::IdList => list(id()),
        FieldKind::UniqueIds => json!({"type": "array", "minItems": 1, "uniqueItems": true, "items": id()}),
        FieldKind::Action => action(),
        FieldKind::ActionList => list(action()),
        FieldKind::TextMap => map(text()),
        FieldKind::InterfaceStrings => {
            let described = |id: &str, text: &str| (id.to_owned(), json!({"type": "string", "description": text}));
            let texts = find_pack(FALLBACK).and_then(|pack| pack.strings).map(read_patterns).unwrap_or_default();
            let properties: Map<String, Value> = texts.iter().map(|one| described(&one.id, &one.text)).collect();
            // The theme of a site may have strings of its own.
            json!({"type": "object", "properties": properties, "additionalProperties": {"type": "string"}})
        }
        FieldKind::ChoiceMap(words) => json!({
            "type": "object",
            "propertyNames": {"pattern": FIELD_ID},
            "additionalProperties": {"enum": words},
        }),
        FieldKind::TextOrObject(fields) => {
            let mut schema = object_schema(fields);
            schema["type"] = json!(["string", "object"]);
            schema
        }
        FieldKind::TextOrObjectMap(fields) => map(json!({"anyOf": [text(), object_schema(fields)]})),
        FieldKind::ActionMap => map(action()),
        FieldKind::IdListMap => map(list(id())),
        FieldKind::Steps(choice) => map(list(json!({"anyOf": [step(), object_schema(choice)]}))),
        FieldKind::TextListMap => map(list(text())),
        FieldKind::BannedWords => map(json!({"anyOf": [list(text()), map(text())]})),
        FieldKind::AnyMap => json!({"type": "object"}),
        FieldKind::Object(fields) => object_schema(fields),
        FieldKind::Objects(fields) => list(object_schema(fields)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_describe_every_key() {
        for kind in Schema::value_variants().iter().filter(|kind| kind.editor().is_none()) {
            let schema = json_schema(*kind).unwrap();
            let value: Value = serde_json::from_str(&schema).unwrap();
            fn visit(value: &Value, path: &str) {
                if let Some(properties) = value.get("properties").and_then(Value::as_object) {
                    for (name, property) in properties {
                        assert!(property.get("type").or(property.get("enum")).is_some(), "{path}: {name}");
                        assert!(!property["description"].as_str().unwrap().is_empty(), "{path}: {name}");
                    }
                }
                match value {
                    Value::Object(map) => map.iter().for_each(|(name, value)| visit(value, &format!("{path}/{name}"))),
                    Value::Array(list) => list.iter().for_each(|value| visit(value, path)),
                    _ => {}
                }
            }
            visit(&value, &format!("{kind:?}"));
        }
    }
}
