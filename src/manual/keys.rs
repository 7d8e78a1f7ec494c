//! The reference of keys, from the declarations that the readers of the files use.

use clap::ValueEnum;

use super::markdown::{anchor, cell, code_cell};
use crate::authoring::schema::{Schema, files_of};
use crate::input::yaml::{Field, FieldKind};
use crate::model::Kind;
use crate::parse::key_files::FileShape;
use crate::theme::THEME_FIELDS;

/// One section for each kind of file.
pub fn section() -> String {
    let mut out = String::new();
    for schema in Schema::value_variants() {
        let Some(name) = schema.to_possible_value() else { continue };
        let files = files_of(*schema);
        if files.is_empty() {
            continue;
        }
        out.push_str(&format!("## {0} {{#{0}}}\n\nSchema for editors: `situ schema {0}`\n\n", name.get_name()));
        for file in files {
            let title = match Kind::ALL.iter().find(|kind| kind.as_str() == file.title) {
                Some(kind) => format!("content/<language>/{}/*.md", kind.folder()),
                None => file.title.to_owned(),
            };
            out.push_str(&format!("### `{title}` {{#{}}}\n\n", anchor(&title)));
            out.push_str(&shape(file.shape));
        }
    }
    out.push_str("## theme.yaml {#theme}\n\n### `themes/<name>/theme.yaml` {#themes-name-theme-yaml}\n\n");
    out.push_str(&shape(FileShape::Keys(THEME_FIELDS)));
    out.push_str("## words.txt {#words}\n\n### `content/<language>/words.txt` {#content-language-words-txt}\n\n");
    out.push_str("Words that the spelling check accepts, one a line.\n");
    out
}

/// What a file of this shape holds.
fn shape(shape: FileShape) -> String {
    match shape {
        FileShape::Keys(fields) => table(fields, ""),
        FileShape::KeysById(fields) => table(fields, "<id>."),
        FileShape::DatesByCountry => table_of(&[row("<country>", false, "dates", "Public holidays of the country.")]),
        FileShape::WordGroups => {
            "A list of groups: `- [word, another]`. All words of a group mean the same.\n\n".to_owned()
        }
    }
}

fn table(fields: &[Field], prefix: &str) -> String {
    let mut rows = Vec::new();
    add_rows(fields, prefix, &mut rows);
    table_of(&rows)
}

fn table_of(rows: &[String]) -> String {
    format!("| key | value | what it is |\n|---|---|---|\n{}\n", rows.concat())
}

fn row(key: &str, required: bool, value: &str, doc: &str) -> String {
    let star = if required { " \\*" } else { "" };
    format!("| {}{star} | {} | {} |\n", code_cell(key), cell(value), cell(doc))
}

/// The rows of `fields`, each followed by those of the keys below it.
fn add_rows(fields: &[Field], prefix: &str, rows: &mut Vec<String>) {
    for field in fields {
        let name = format!("{prefix}{}", field.name);
        rows.push(row(&name, field.required, &value(field.kind), field.doc));
        match field.kind {
            FieldKind::Object(fields) | FieldKind::TextOrObject(fields) => {
                add_rows(fields, &format!("{name}."), rows);
            }
            FieldKind::Objects(fields) => add_rows(fields, &format!("{name}[]."), rows),
            FieldKind::TextOrObjectMap(fields) => add_rows(fields, &format!("{name}.<id>."), rows),
            FieldKind::Steps(fields) => add_rows(fields, &format!("{name}.<phase>[]."), rows),
            _ => {}
        }
    }
}

/// The type of a value, in words.
fn value(kind: FieldKind) -> String {
    let words = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let text = match kind {
        FieldKind::Text => "text",
        FieldKind::Markdown => "text with links and emphasis",
        FieldKind::MarkdownList => "such a text, or a list of them",
        FieldKind::Id => "id",
        FieldKind::Url => "address",
        FieldKind::Date => "date",
        FieldKind::Decimal => "number",
        FieldKind::Flag => "`true` or `false`",
        FieldKind::Integer(least, most) if most == u64::MAX => return format!("whole number from {least}"),
        FieldKind::Integer(least, most) => return format!("whole number, {least} to {most}"),
        FieldKind::Choice(choice) => return words(choice),
        FieldKind::ChoiceList(choice) => return format!("list of {}", words(choice)),
        FieldKind::TextList => "list of texts",
        FieldKind::IdList | FieldKind::UniqueIds => "list of ids",
        FieldKind::Action => "`page.step`",
        FieldKind::ActionList => "list of `page.step`",
        FieldKind::TextMap => "text for each key",
        FieldKind::InterfaceStrings => "text for each word of the interface",
        FieldKind::ChoiceMap(choice) => return format!("for each key: {}", words(choice)),
        FieldKind::TextOrObject(_) => "text, or a mapping",
        FieldKind::TextOrObjectMap(_) => "for each key: a text, or a mapping",
        FieldKind::ActionMap => "`page.step` for each key",
        FieldKind::IdListMap => "list of ids for each key",
        FieldKind::Steps(_) => "for each phase: a list of `page.step`",
        FieldKind::TextListMap => "for each language: a list of texts",
        FieldKind::BannedWords => "for each language: a list, or `word: replacement`",
        FieldKind::AnyMap => "any mapping",
        FieldKind::Object(_) => "mapping",
        FieldKind::Objects(_) => "list of mappings",
    };
    text.to_owned()
}
