//! JSON Schemas of front matter and data files, for completion and validation in editors. `decap.rs` generates the
//! configuration of an editor in the browser.
//!
//! Takes the [`Field`] declarations that also drive the readers; returns JSON. Never reads a file.

mod decap;

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::i18n::read_patterns;
use crate::input::data;
use crate::input::site_config;
use crate::input::yaml::{Field, FieldKind};
use crate::linguistics::{FALLBACK, find_pack};
use crate::model::Kind;
use crate::parse::front_matter::fields_of;

pub use decap::decap_config;

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
}

/// The form of an id, as a regular expression.
const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// The form of the id of a case field, as a regular expression.
const FIELD_ID: &str = "^[a-z][a-z0-9_]*$";

/// The JSON Schema (draft 2020-12) of a kind of file; `None` for [`Schema::Decap`].
pub fn json_schema(kind: Schema) -> Option<String> {
    let by_id =
        |value: Value| json!({"type": "object", "propertyNames": {"pattern": ID}, "additionalProperties": value});
    let body = match kind {
        Schema::FrontMatter => {
            let kinds = Kind::ALL.map(|kind| with_title(kind.as_str(), object_schema(fields_of(kind))));
            json!({"anyOf": kinds})
        }
        Schema::Site => json!({"anyOf": [
            with_title("content/site.yaml", object_schema(site_config::FIELDS)),
            with_title("content/<language>/site.yaml", object_schema(data::LANGUAGE_SITE_FIELDS)),
        ]}),
        Schema::Situations => object_schema(data::SITUATIONS_FIELDS),
        Schema::Guide => json!({"anyOf": [
            with_title("content/guide.yaml", object_schema(data::GUIDE_FIELDS)),
            with_title("content/<language>/guide.yaml", by_id(object_schema(data::QUESTION_TEXT_FIELDS))),
        ]}),
        Schema::Phrases => json!({"anyOf": [
            with_title("content/phrases.yaml", by_id(object_schema(data::PHRASE_FIELDS))),
            with_title("content/<language>/phrases.yaml", by_id(object_schema(data::PHRASE_TEXT_FIELDS))),
        ]}),
        Schema::Glossary => by_id(object_schema(data::TERM_FIELDS)),
        Schema::Rates => object_schema(data::RATES_FIELDS),
        Schema::Holidays => json!({
            "type": "object",
            "propertyNames": {"pattern": ID},
            "additionalProperties": {"type": "array", "uniqueItems": true, "items": value_schema(FieldKind::Date)},
        }),
        Schema::Synonyms => {
            let word = json!({"type": "string", "pattern": "^\\S+$"});
            json!({"type": "array", "items": {"type": "array", "minItems": 2, "uniqueItems": true, "items": word}})
        }
        Schema::Decap => return None,
    };
    let mut all = Map::new();
    all.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    if let Value::Object(body) = body {
        all.extend(body);
    }
    serde_json::to_string_pretty(&Value::Object(all)).ok()
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
        FieldKind::TextOrObjectMap(fields) => map(json!({"anyOf": [text(), object_schema(fields)]})),
        FieldKind::ActionMap => map(action()),
        FieldKind::IdListMap => map(list(id())),
        FieldKind::Steps(choice) => map(list(json!({"anyOf": [step(), object_schema(choice)]}))),
        FieldKind::TextListMap => map(list(text())),
        FieldKind::BannedWords => map(json!({"anyOf": [list(text()), map(text())]})),
        FieldKind::Object(fields) => object_schema(fields),
        FieldKind::Objects(fields) => list(object_schema(fields)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_describe_every_key() {
        for kind in Schema::value_variants().iter().filter(|kind| **kind != Schema::Decap) {
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
