//! Generates the configuration of Decap CMS, which edits documents in the browser without a checkout.
//!
//! Takes the settings and situations of a site and the field declarations; returns YAML. Each collection is written as
//! JSON, which is valid YAML. The body is edited as raw Markdown. Tested in a browser with Decap 3.16. The raw editor
//! keeps `[[links]]`, `{#ids}`, callouts, tables and footnotes byte for byte. The rich text editor escapes them. In the
//! front matter, Decap only reformats lists and long lines, and keeps keys that are not in a field. Documents cannot be
//! created or deleted in Decap, because a file name is the id in all languages: `situ new` and `situ translate` create
//! files.

use serde_json::{Value, json};

use crate::input::yaml::FieldKind;
use crate::model::{Config, Kind, Structure};
use crate::parse::front_matter::fields_of;

/// Keys that only situ writes, or for whose values Decap has no widget.
const EXCLUDED: [&str; 5] = ["source", "source_hash", "escalates", "phases", "extra"];

/// The contents of `admin/config.yml`.
pub fn decap_config(config: &Config, structure: &Structure) -> String {
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
                "fields": list_widgets(kind, structure),
            });
            out.push_str(&format!("  - {collection}\n"));
        }
    }
    out
}

/// One widget for each front-matter key of a kind, and one for the body.
fn list_widgets(kind: Kind, structure: &Structure) -> Vec<Value> {
    let editable = fields_of(kind).iter().filter(|field| !EXCLUDED.contains(&field.name));
    let mut widgets: Vec<Value> = editable
        .map(|field| {
            let mut value = match field.name {
                "situations" => {
                    let ids: Vec<&str> = structure.situations.iter().map(|plan| &*plan.id.value).collect();
                    json!({"widget": "select", "multiple": true, "options": ids})
                }
                "recognise" | "urgent" | "aliases" | "words" => json!({"widget": "list"}),
                "draft" => json!({"widget": "boolean", "default": false}),
                "summary" | "lead" | "send" => json!({"widget": "text"}),
                // The date widget of Decap adds a time.
                "updated" | "checked" => {
                    json!({"widget": "string", "pattern": ["^\\d{4}-\\d{2}-\\d{2}$", "2026-11-21"]})
                }
                _ => match field.kind {
                    FieldKind::Choice(words) => json!({"widget": "select", "options": words}),
                    _ => json!({"widget": "string"}),
                },
            };
            value["name"] = field.name.into();
            value["label"] = field.name.into();
            value["hint"] = field.doc.into();
            value["required"] = field.required.into();
            value
        })
        .collect();
    widgets.push(json!({"name": "body", "label": "body", "widget": "markdown", "modes": ["raw"], "required": false}));
    widgets
}
