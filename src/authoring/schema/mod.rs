//! JSON Schema of the files that writers touch, for the completion and checks of their editors; `decap.rs` writes the
//! configuration of an editor in the browser.
//!
//! Takes the tables of keys by which the files are read (`article.rs`, `config.rs`, `structure.rs`); gives JSON. A key has
//! its name, duty and words from there; what kind of value it takes stands here, and a test holds that none is forgotten.

mod decap;

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::input::data;
use crate::input::site_config;
use crate::input::yaml::Field;
use crate::parse::front_matter::{ARTICLE_FIELDS, PAGE_FIELDS, SITUATION_FIELDS};

pub use decap::decap;

/// The kinds of files that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Schema {
    /// The head of a text
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
    /// No schema: the configuration of Decap CMS for this site
    Decap,
}

const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// The schema as JSON, draft 2020-12; Decap has none.
pub fn schema(of: Schema) -> Option<String> {
    let by_id =
        |value: Value| json!({"type": "object", "propertyNames": {"pattern": ID}, "additionalProperties": value});
    let body = match of {
        Schema::FrontMatter => json!({"anyOf": [
            titled("article", object(ARTICLE_FIELDS, "article")),
            titled("situation", object(SITUATION_FIELDS, "text")),
            titled("page", object(PAGE_FIELDS, "page")),
        ]}),
        Schema::Site => json!({"anyOf": [
            titled("content/site.yaml", object(site_config::FIELDS, "site")),
            titled("content/<language>/site.yaml", object(data::LANGUAGE_SITE_FIELDS, "language")),
        ]}),
        Schema::Situations => object(data::SITUATIONS_FIELDS, "situations"),
        Schema::Guide => json!({"anyOf": [
            titled("content/guide.yaml", object(data::GUIDE_FIELDS, "guide")),
            titled("content/<language>/guide.yaml", by_id(object(data::QUESTION_TEXT_FIELDS, "question-text"))),
        ]}),
        Schema::Phrases => json!({"anyOf": [
            titled("content/phrases.yaml", by_id(object(data::PHRASE_FIELDS, "phrase"))),
            titled("content/<language>/phrases.yaml", by_id(object(data::PHRASE_TEXT_FIELDS, "phrase-text"))),
        ]}),
        Schema::Glossary => by_id(object(data::TERM_FIELDS, "term")),
        Schema::Decap => return None,
    };
    let mut all = Map::new();
    all.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    if let Value::Object(body) = body {
        all.extend(body);
    }
    serde_json::to_string_pretty(&Value::Object(all)).ok()
}

fn titled(title: &str, mut schema: Value) -> Value {
    schema["title"] = title.into();
    schema
}

/// A mapping with the keys of a table and no other.
fn object(fields: &[Field], table: &str) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let mut value = shape(table, field.name).unwrap_or_else(|| json!({}));
        value["description"] = field.doc.into();
        properties.insert(field.name.to_owned(), value);
    }
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

/// What kind of value a key of a table takes.
fn shape(table: &str, name: &str) -> Option<Value> {
    let text = || json!({"type": "string", "minLength": 1});
    let id = || json!({"type": "string", "pattern": ID});
    let action = || json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$"});
    let list = |items: Value| json!({"type": "array", "items": items});
    let map = |values: Value| json!({"type": "object", "additionalProperties": values});
    Some(match (table, name) {
        ("situations", "situations") => list(object(data::SITUATION_FIELDS, "situation")),
        ("situations", "was") => map(action()),
        ("situation", "steps") => {
            map(list(json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+(-[a-z0-9]+)*!?$"})))
        }
        ("guide", "questions") => list(object(data::QUESTION_FIELDS, "question")),
        ("question", "answers") => list(object(data::ANSWER_FIELDS, "answer")),
        ("question-text", "answers") | ("language", "phases") | ("text", "worse") => map(text()),
        ("language", "case") => object(data::CASE_FIELDS, "case"),
        ("case", _) => list(text()),
        ("phrase", "actions") => list(action()),
        (_, "situations" | "leads_to" | "articles" | "phases") => list(id()),
        ("site", "languages") => json!({"type": "array", "minItems": 1, "uniqueItems": true, "items": id()}),
        (_, "aliases" | "recognise" | "also" | "never") => list(text()),
        (_, "updated" | "checked") => json!({"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}),
        ("site", "prose") => object(site_config::PROSE_FIELDS, "prose"),
        ("prose", "avoid") => map(json!({"anyOf": [list(text()), map(text())]})),
        ("prose", "long_sentences") => json!({"type": "integer", "minimum": 5, "maximum": 1000}),
        ("prose", _) => json!({"type": "boolean"}),
        (_, "draft" | "offline" | "flat") => json!({"type": "boolean"}),
        (_, "severity") => json!({"type": "integer", "minimum": 1, "maximum": 5}),
        (_, "feed_limit") => json!({"type": "integer", "minimum": 1, "maximum": 500}),
        (_, "share_font") => text(),
        (_, "base_url") => json!({"type": "string", "pattern": "^https?://"}),
        ("term", "link") => json!({"enum": ["exact", "inflected", "no"]}),
        (_, "id" | "to" | "start" | "slug" | "theme" | "source") => id(),
        (_, "title" | "summary" | "author" | "source_hash" | "when" | "description" | "ask") => text(),
        (_, "says" | "behind" | "answer" | "term" | "definition") => text(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_is_forgotten() {
        for of in Schema::value_variants().iter().filter(|of| **of != Schema::Decap) {
            let schema = schema(*of).unwrap();
            let value: Value = serde_json::from_str(&schema).unwrap();
            fn look(value: &Value, path: &str) {
                if let Some(properties) = value.get("properties").and_then(Value::as_object) {
                    for (name, property) in properties {
                        assert!(property.get("type").or(property.get("enum")).is_some(), "{path}: {name}");
                        assert!(!property["description"].as_str().unwrap().is_empty(), "{path}: {name}");
                    }
                }
                match value {
                    Value::Object(map) => map.iter().for_each(|(name, value)| look(value, &format!("{path}/{name}"))),
                    Value::Array(list) => list.iter().for_each(|value| look(value, path)),
                    _ => {}
                }
            }
            look(&value, &format!("{of:?}"));
        }
    }
}
