//! `situ schema`: JSON Schema for editors, and the configuration of Decap CMS.

use crate::support::site::two_languages;
use crate::support::situ;

#[test]
fn every_kind_of_file_has_a_json_schema() {
    let folder = two_languages().on_disk();
    for kind in ["front-matter", "site", "situations", "guide", "phrases", "glossary", "synonyms", "rates", "holidays"]
    {
        let (code, schema, _) = situ(folder.path(), &["schema", kind]);
        assert_eq!(code, Some(0), "{kind}");
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{kind}");
    }
    let (_, schema, _) = situ(folder.path(), &["schema", "situations"]);
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let situation = &schema["properties"]["situations"]["items"];
    assert_eq!(situation["properties"]["severity"]["maximum"], 5);
    assert_eq!(situation["required"], serde_json::json!(["id", "severity"]));
    let choice = &situation["properties"]["steps"]["additionalProperties"]["items"]["anyOf"][1];
    assert_eq!(choice["required"], serde_json::json!(["one_of"]));
    assert_eq!(choice["properties"]["key"]["type"], "boolean");
    assert_eq!(situation["properties"]["phases"]["type"], "array");
    let (_, schema, _) = situ(folder.path(), &["schema", "front-matter"]);
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let keys_of = |kind: &str| {
        let schemas = schema["anyOf"].as_array().unwrap();
        &schemas.iter().find(|schema| schema["title"] == kind).unwrap()["properties"]
    };
    let keys = keys_of("situation");
    assert_eq!(keys["lead"]["type"], "string");
    assert_eq!(keys["urgent"]["type"], serde_json::json!(["string", "array"]));
    assert_eq!(keys["phases"]["type"], "object");
    assert_eq!(keys["words"]["type"], "array");
    assert!(keys_of("article").get("lead").is_none());
    assert_eq!(keys_of("fillable")["format"]["enum"], serde_json::json!(["letter", "message", "list"]));
    assert!(keys_of("page").get("situations").is_none());
}

#[test]
fn decap_configuration_has_every_kind_of_document() {
    let folder = two_languages().on_disk();
    let (code, config, _) = situ(folder.path(), &["schema", "decap"]);
    assert_eq!(code, Some(0));
    let node = situ::testing::parse_yaml(&"config.yml".into(), &config, 0..config.len());
    assert!(node.is_ok(), "{config}");
    let collections: Vec<serde_json::Value> =
        config.lines().filter_map(|line| serde_json::from_str(line.strip_prefix("  - ")?).ok()).collect();
    let folders: Vec<&str> = collections.iter().map(|one| one["folder"].as_str().unwrap()).collect();
    let kinds = ["situations", "articles", "documents", "pages"];
    let wanted = ["lv", "ru"].map(|lang| kinds.map(|kind| format!("content/{lang}/{kind}"))).concat();
    assert_eq!(folders, wanted);
    for collection in &collections {
        let fields = collection["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names[..2], ["title", "summary"]);
        let body = fields.last().unwrap();
        assert_eq!((&body["name"], &body["modes"]), (&"body".into(), &serde_json::json!(["raw"])));
        assert!(["source_hash", "escalates", "phases"].iter().all(|name| !names.contains(name)), "{names:?}");
    }
    let of_situations = collections[0]["fields"].as_array().unwrap();
    let widget = |name: &str| &of_situations.iter().find(|field| field["name"] == name).unwrap()["widget"];
    assert_eq!((widget("lead"), widget("urgent")), (&"text".into(), &"list".into()));
    let of_documents = collections[2]["fields"].as_array().unwrap();
    let format = of_documents.iter().find(|field| field["name"] == "format").unwrap();
    assert_eq!(format["options"], serde_json::json!(["letter", "message", "list"]));
    let situations = collections[1]["fields"].as_array().unwrap().iter().find(|field| field["name"] == "situations");
    assert_eq!(situations.unwrap()["options"], serde_json::json!(["late"]));
}
