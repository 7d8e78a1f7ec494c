//! `situ schema`: JSON Schema for editors, and the configuration of Decap CMS.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::site::two_languages;
use crate::support::situ;

#[test]
fn every_kind_of_file_has_a_json_schema() {
    let folder = two_languages().on_disk();
    for kind in ["front-matter", "site", "situations", "guide", "phrases", "glossary", "synonyms", "rates", "holidays"]
    {
        let (code, schema, _) = situ(folder.path(), &["schema", kind]);
        assert_eq!(code, Some(0), "{kind}");
        let schema: Value = serde_json::from_str(&schema).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{kind}");
    }
    let (_, schema, _) = situ(folder.path(), &["schema", "situations"]);
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let situation = &schema["properties"]["situations"]["items"];
    assert_eq!(situation["properties"]["severity"]["maximum"], 5);
    assert_eq!(situation["required"], json!(["id", "severity"]));
    let choice = &situation["properties"]["steps"]["additionalProperties"]["items"]["anyOf"][1];
    assert_eq!(choice["required"], json!(["one_of"]));
    assert_eq!(choice["properties"]["key"]["type"], "boolean");
    assert_eq!(situation["properties"]["phases"]["type"], "array");
    let (_, schema, _) = situ(folder.path(), &["schema", "front-matter"]);
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let keys_of = |kind: &str| {
        let schemas = schema["anyOf"].as_array().unwrap();
        &schemas.iter().find(|schema| schema["title"] == kind).unwrap()["properties"]
    };
    let keys = keys_of("situation");
    assert_eq!(keys["lead"]["type"], "string");
    assert_eq!(keys["urgent"]["type"], json!(["string", "array"]));
    assert_eq!(keys["phases"]["type"], "object");
    assert_eq!(keys["words"]["type"], "array");
    assert!(keys_of("article").get("lead").is_none());
    assert_eq!(keys_of("fillable")["format"]["enum"], json!(["letter", "message", "list"]));
    assert!(keys_of("page").get("situations").is_none());
}

/// The collections of a configuration, which is valid YAML.
fn collections(config: &str) -> Vec<Value> {
    let node = situ::testing::parse_yaml(&"config.yml".into(), config, 0..config.len());
    assert!(node.is_ok(), "{config}");
    config.lines().filter_map(|line| serde_json::from_str(line.strip_prefix("  - ")?).ok()).collect()
}

fn field<'a>(collection: &'a Value, name: &str) -> &'a Value {
    let fields = collection["fields"].as_array().unwrap();
    fields.iter().find(|field| field["name"] == name).unwrap_or_else(|| panic!("{name}: {collection}"))
}

fn names(collection: &Value) -> Vec<&str> {
    collection["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect()
}

#[test]
fn decap_configuration_has_every_kind_of_document() {
    let folder = two_languages().on_disk();
    let (code, config, _) = situ(folder.path(), &["schema", "decap"]);
    assert_eq!(code, Some(0));
    let collections = collections(&config);
    let folders: Vec<&str> = collections.iter().map(|one| one["folder"].as_str().unwrap()).collect();
    let kinds = ["situations", "articles", "documents", "pages"];
    let wanted = ["lv", "ru"].map(|lang| kinds.map(|kind| format!("content/{lang}/{kind}"))).concat();
    assert_eq!(folders, wanted);
    for collection in &collections {
        let names = names(collection);
        assert_eq!(names[..3], ["id", "title", "summary"]);
        let body = field(collection, "body");
        assert_eq!((&body["name"], &body["modes"]), (&"body".into(), &json!(["raw"])));
        assert!(["source_hash", "escalates", "phases"].iter().all(|name| !names.contains(name)), "{names:?}");
        // A new document is named by its id, is a draft of today, and may be a translation from another language.
        assert_eq!(
            (&collection["create"], &collection["slug"], &collection["identifier_field"]),
            (&json!(true), &json!("{{fields.id}}"), &json!("id"))
        );
        assert_eq!(field(collection, "id")["pattern"][0], "^[a-z0-9]+(-[a-z0-9]+)*$");
        assert_eq!(field(collection, "draft")["default"], true);
        assert_eq!(field(collection, "updated")["default"], "{{now}}");
        let own = collection["name"].as_str().unwrap().split('-').next().unwrap();
        let source = field(collection, "source")["options"].as_array().unwrap();
        assert!(source.len() == 1 && source[0]["value"] != own, "{source:?}");
    }
    assert_eq!(field(&collections[0], "checked")["default"], "");
    assert_eq!(field(&collections[0], "lead")["widget"], "text");
    assert_eq!(field(&collections[0], "urgent")["widget"], "list");
    assert_eq!(field(&collections[2], "format")["options"], json!(["letter", "message", "list"]));
    assert_eq!(field(&collections[1], "situations")["options"], json!(["late"]));
}

#[test]
fn sveltia_configuration_shows_the_languages_side_by_side() {
    let folder = two_languages().on_disk();
    let (code, config, _) = situ(folder.path(), &["schema", "sveltia"]);
    assert_eq!(code, Some(0));
    let i18n: Value =
        serde_json::from_str(config.lines().find_map(|line| line.strip_prefix("i18n: ")).unwrap()).unwrap();
    assert_eq!(i18n["locales"], json!(["lv", "ru"]));
    let collections = collections(&config);
    let folders: Vec<&str> = collections.iter().map(|one| one["folder"].as_str().unwrap()).collect();
    let kinds = ["situations", "articles", "documents", "pages"];
    assert_eq!(folders, kinds.map(|kind| format!("content/{{{{locale}}}}/{kind}")));
    for collection in &collections {
        assert!(!names(collection).contains(&"id"));
        assert_eq!((&collection["i18n"], &collection["slug"]["editable"]), (&json!(true), &json!(["create"])));
        assert_eq!(collection["slug"]["pattern"][0], "^[a-z0-9]+(-[a-z0-9]+)*$");
        // Also what is the same in every language: a document may lack the first one.
        assert!(collection["fields"].as_array().unwrap().iter().all(|field| field["i18n"] == true), "{collection}");
        // Sveltia gives a default to documents that exist.
        assert_eq!(field(collection, "draft")["default"], false);
    }
}

#[test]
fn labels_and_hints_are_in_the_language_of_the_writer() {
    let folder = two_languages().on_disk();
    let labels = |lang: &str| -> BTreeSet<String> {
        let (_, config, _) = situ(folder.path(), &["schema", "decap", "--lang", lang]);
        let collections = collections(&config);
        let fields = collections.iter().flat_map(|collection| collection["fields"].as_array().unwrap());
        fields
            .flat_map(|field| [&field["label"], &field["hint"]].map(|text| text.as_str().unwrap().to_owned()))
            .collect()
    };
    let all = ["en", "lv", "ru", "bg"].map(labels);
    for texts in &all {
        assert!(texts.iter().all(|text| !text.is_empty() && !text.starts_with("cli-")), "{texts:?}");
    }
    assert!(all[2].contains("Заголовок") && all[1].contains("Virsraksts"));
    // A label without a translation would be the English one.
    for other in &all[1..] {
        assert!(all[0].is_disjoint(other), "{:?}", all[0].intersection(other).collect::<Vec<_>>());
    }
}
