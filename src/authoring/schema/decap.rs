//! Configuration of Decap CMS for the layout of a site: texts are edited in a browser, without a checkout.
//!
//! Takes the settings and situations of a site and the tables of keys; gives YAML (each collection in JSON's form, which
//! YAML includes). The body is edited raw: tried in a browser with Decap 3.16, that keeps `[[links]]`, `{#ids}`, boxes,
//! tables and notes byte by byte, while the rich editor would escape them. Of the head only the layout of lists and long
//! lines changes, and keys that stand in no field stay. Texts are neither made nor deleted there: a file's name is its id
//! in all languages, so `situ new` and `situ translate` make them.

use serde_json::{Value, json};

use crate::model::{Config, Kind, Structure};
use crate::parse::front_matter::fields;

/// Keys that only situ writes, or that have a form for which Decap has no field.
const LEFT_ALONE: [&str; 3] = ["source", "source_hash", "escalates"];

/// `admin/config.yml`.
pub fn decap(config: &Config, structure: &Structure) -> String {
    let mut out = String::from(
        "# Decap CMS for this site: put it beside an index.html that loads decap-cms.js. Name your own backend; with\n\
         # `npx decap-server` in the folder of content/, local_backend lets you try it on this machine.\n\
         backend: {name: git-gateway, branch: main}\n\
         local_backend: true\n\
         media_folder: content/media\n\
         public_folder: media\n\
         collections:\n",
    );
    for language in &config.languages {
        for kind in Kind::ALL {
            let collection = json!({
                "name": format!("{}-{}", language.code, kind.folder()),
                "label": format!("{}: {}", language.code, kind.folder()),
                "folder": format!("content/{}/{}", language.code, kind.folder()),
                "extension": "md",
                "format": "yaml-frontmatter",
                "create": false,
                "delete": false,
                "summary": "{{title}} ({{slug}})",
                "fields": fields_of(kind, structure),
            });
            out.push_str(&format!("  - {collection}\n"));
        }
    }
    out
}

fn fields_of(kind: Kind, structure: &Structure) -> Vec<Value> {
    let known = fields(kind).iter().filter(|field| !LEFT_ALONE.contains(&field.name));
    let mut made: Vec<Value> = known
        .map(|field| {
            let mut value = match field.name {
                "situations" => {
                    let ids: Vec<&str> = structure.situations.iter().map(|plan| &*plan.id.value).collect();
                    json!({"widget": "select", "multiple": true, "options": ids})
                }
                "recognise" | "aliases" => json!({"widget": "list"}),
                "draft" => json!({"widget": "boolean", "default": false}),
                "summary" => json!({"widget": "text"}),
                // Decap's own dates come with a time.
                "updated" | "checked" => {
                    json!({"widget": "string", "pattern": ["^\\d{4}-\\d{2}-\\d{2}$", "2026-11-21"]})
                }
                _ => json!({"widget": "string"}),
            };
            value["name"] = field.name.into();
            value["label"] = field.name.into();
            value["hint"] = field.doc.into();
            value["required"] = field.required.into();
            value
        })
        .collect();
    made.push(json!({"name": "body", "label": "body", "widget": "markdown", "modes": ["raw"], "required": false}));
    made
}
