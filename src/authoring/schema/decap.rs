//! Generates the configuration of Decap CMS and Sveltia CMS, which edit documents in the browser without a checkout.
//!
//! Takes the settings and situations of a site, the field declarations and the messages of the writer's language; returns
//! YAML. Each collection is written as JSON, which is valid YAML. The body is edited as raw Markdown, because the rich
//! text editors escape `[[links]]`, `{#ids}` and callouts.
//!
//! Tried in Chromium with Decap 3.16.3 (local backend) and Sveltia 0.221.1 (local repository). In both, a writer can add
//! an article and its translation, and a name in a wrong form is refused. Both keep keys that are not shown, and rewrite
//! lists and quotation marks of the front matter. Decap refuses a new document without `id`, in an English message. Its
//! i18n (`multiple_folders`) reads the language from the last folder of a path, so it cannot show content/lv/articles.
//! Sveltia has `{{locale}}` in the middle of a path; a translation is added by enabling its language in the editor, and a
//! document that the first language lacks is shown with that language disabled.

use serde_json::{Value, json};

use super::ID;
use crate::i18n::Messages;
use crate::input::yaml::{Field, FieldKind};
use crate::model::{Config, Kind, LangId, Structure};
use crate::parse::front_matter::fields_of;

/// An editor in the browser. Both read the same format, with differences in how a file is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CmsEditor {
    /// A collection for each language and kind. Its i18n puts the folder of a language below that of a collection,
    /// which is not the layout of situ. The name of a new file comes from the key `id`.
    Decap,
    /// A collection for each kind, with the languages side by side. The name of a new file is typed beside the fields
    /// and is the same in every language.
    Sveltia,
}

/// Keys that no editor shows: they have no widget for mappings that works, and only situ writes the hash.
const HIDDEN: [&str; 4] = ["source_hash", "escalates", "phases", "extra"];

/// The languages of situ in which Decap has an interface.
const LOCALES: [&str; 3] = ["bg", "en", "ru"];

/// What a widget depends on.
struct Widgets<'a> {
    editor: CmsEditor,
    config: &'a Config,
    structure: &'a Structure,
    messages: &'a Messages,
}

/// The contents of `config.yml`, with labels and hints in the language of `messages`.
pub fn cms_config(editor: CmsEditor, config: &Config, structure: &Structure, messages: &Messages) -> String {
    let mut out = head(editor).to_owned();
    // Sveltia speaks the language of the browser.
    if editor == CmsEditor::Decap && LOCALES.contains(&messages.code()) {
        out.push_str(&format!("locale: {}\n", messages.code()));
    }
    let codes: Vec<&str> = config.languages.iter().map(|language| &*language.code).collect();
    if editor == CmsEditor::Sveltia {
        let i18n = json!({"structure": "multiple_root_folders", "locales": codes, "initial_locales": "default"});
        out.push_str(&format!("i18n: {i18n}\n"));
    }
    out.push_str("collections:\n");
    let widgets = Widgets { editor, config, structure, messages };
    let mut add = |collection: Value| out.push_str(&format!("  - {collection}\n"));
    match editor {
        CmsEditor::Decap => config.lang_ids().for_each(|lang| {
            Kind::ALL.into_iter().for_each(|kind| add(widgets.decap_collection(kind, lang)));
        }),
        CmsEditor::Sveltia => Kind::ALL.into_iter().for_each(|kind| add(widgets.sveltia_collection(kind))),
    }
    out
}

/// The comments and settings above the collections.
fn head(editor: CmsEditor) -> &'static str {
    match editor {
        CmsEditor::Decap => {
            "# Decap CMS for this site. Save this as content/static/admin/config.yml, and beside it index.html:\n\
             #   <!doctype html><html><head><meta charset=\"utf-8\"><title>Decap CMS</title></head>\n\
             #   <body><script src=\"https://unpkg.com/decap-cms@3/dist/decap-cms.js\"></script></body></html>\n\
             # The editor is then at /admin/. Name your own backend. To try it on this machine, run `npx decap-server` in\n\
             # the folder above content/, and `situ serve`. A host that reads _headers also needs the addresses of the\n\
             # editor and its backend in `csp:` of content/site.yaml.\n\
             backend: {name: git-gateway, branch: main}\n\
             local_backend: true\n\
             media_folder: content/media\n\
             public_folder: media\n\
             slug: {encoding: ascii, clean_accents: true}\n"
        }
        CmsEditor::Sveltia => {
            "# Sveltia CMS for this site. Save this as content/static/admin/config.yml, and beside it index.html:\n\
             #   <!doctype html><html><head><meta charset=\"utf-8\"><title>Sveltia CMS</title></head>\n\
             #   <body><script src=\"https://unpkg.com/@sveltia/cms/dist/sveltia-cms.js\"></script></body></html>\n\
             # The editor is then at /admin/. Name your own backend. To try it on this machine, run `situ serve`, open\n\
             # http://localhost:4100/admin/ in Chromium and choose the folder above content/, which must be a Git\n\
             # repository. A host that reads _headers also needs the addresses of the editor and its backend in `csp:` of\n\
             # content/site.yaml.\n\
             backend: {name: github, repo: owner/name, branch: main}\n\
             media_folder: content/media\n\
             public_folder: media\n\
             output: {omit_empty_optional_fields: true}\n"
        }
    }
}

impl Widgets<'_> {
    /// The documents of one kind and language. The file of a new one is named by its `id`, without which it cannot be
    /// saved.
    fn decap_collection(&self, kind: Kind, lang: LangId) -> Value {
        let (code, folder) = (self.config.code(lang), kind.folder());
        json!({
            "name": format!("{code}-{folder}"),
            "label": format!("{code}: {}", self.kind_label(kind)),
            "label_singular": self.kind_label(kind),
            "folder": format!("content/{code}/{folder}"),
            "extension": "md",
            "format": "yaml-frontmatter",
            "create": true,
            "delete": false,
            "identifier_field": "id",
            "slug": "{{fields.id}}",
            "summary": "{{title}} ({{filename}})",
            "fields": self.fields(kind, Some(lang)),
        })
    }

    /// The documents of one kind in every language.
    fn sveltia_collection(&self, kind: Kind) -> Value {
        json!({
            "name": kind.folder(),
            "label": self.kind_label(kind),
            "folder": format!("content/{{{{locale}}}}/{}", kind.folder()),
            "extension": "md",
            "format": "yaml-frontmatter",
            "create": true,
            "delete": false,
            "i18n": true,
            "slug": {"editable": ["create"], "hint": self.hint("id"), "pattern": [ID, self.hint("id")]},
            "summary": "{{title}} ({{slug}})",
            "fields": self.fields(kind, None),
        })
    }

    /// One widget for each front-matter key of a kind, and one for the body. `lang` is the language of the collection.
    fn fields(&self, kind: Kind, lang: Option<LangId>) -> Vec<Value> {
        let (mut ids, others): (Vec<&Field>, Vec<&Field>) = fields_of(kind)
            .iter()
            .filter(|field| !HIDDEN.contains(&field.name))
            .filter(|field| field.name != "id" || self.editor == CmsEditor::Decap)
            .partition(|field| field.name == "id");
        ids.extend(others);
        let widgets = ids.into_iter().map(|field| self.named(field.name, field.required, self.widget(field, lang)));
        let body = self.named("body", false, json!({"widget": "markdown", "modes": ["raw"]}));
        widgets.chain([body]).collect()
    }

    /// A widget with its name, label and hint.
    fn named(&self, name: &str, required: bool, mut widget: Value) -> Value {
        let mut add = |key: &str, value: Value| widget[key] = value;
        add("name", name.into());
        add("label", self.messages.text(&format!("cli-field-{name}"), &[]).into());
        add("hint", self.hint(name).into());
        add("required", required.into());
        if self.editor == CmsEditor::Sveltia {
            // Sveltia shows a key that it copies between the languages only in the first one, which not every document
            // has. `conflict` reports a translation with other situations.
            add("i18n", true.into());
        }
        widget
    }

    fn widget(&self, field: &Field, lang: Option<LangId>) -> Value {
        match field.name {
            "id" => json!({"widget": "string", "pattern": [ID, "late-deadline"]}),
            "situations" => {
                let ids: Vec<&str> = self.structure.situations.iter().map(|plan| &*plan.id.value).collect();
                json!({"widget": "select", "multiple": true, "options": ids})
            }
            "source" => {
                let others = self.config.lang_ids().filter(|other| Some(*other) != lang);
                let options: Vec<Value> = others
                    .map(|lang| json!({"value": self.config.code(lang), "label": self.config.language(lang).own_name}))
                    .collect();
                json!({"widget": "select", "options": options})
            }
            // A new document is published only when its writer says so. Sveltia would give the default to published
            // documents too, as soon as they are edited.
            "draft" => json!({"widget": "boolean", "default": self.editor == CmsEditor::Decap}),
            "summary" | "lead" | "send" => json!({"widget": "text"}),
            _ => match field.kind {
                FieldKind::Choice(words) => json!({"widget": "select", "options": words}),
                FieldKind::TextList | FieldKind::MarkdownList => json!({"widget": "list"}),
                FieldKind::Date => json!({
                    "widget": "datetime",
                    "format": "YYYY-MM-DD",
                    "date_format": "YYYY-MM-DD",
                    "time_format": false,
                    // Only the change of substance is on the day on which a document is created.
                    "default": if field.name == "updated" { "{{now}}" } else { "" },
                }),
                _ => json!({"widget": "string"}),
            },
        }
    }

    fn hint(&self, name: &str) -> String {
        self.messages.attribute(&format!("cli-field-{name}"), "hint")
    }

    fn kind_label(&self, kind: Kind) -> String {
        self.messages.text(&format!("cli-status-{}s", kind.as_str()), &[])
    }
}
