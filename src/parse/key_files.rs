//! Which keys each kind of file has, and in which file a key belongs that is in a wrong one.
//!
//! Takes the declarations of the keys, and the diagnostics of a run; adds to each unknown key the place where situ reads
//! a key of this name. The JSON Schemas and the manual are made from the same list. Never reads a file.

use crate::diagnostics::{Code, Diagnostic};
use crate::input::data;
use crate::input::site_config;
use crate::input::yaml::{Field, FieldKind};
use crate::model::Kind;

use super::front_matter::fields_of;

/// The word in the paths of [`KeyFile::title`] that is the code of a language.
const LANGUAGE: &str = "<language>";

/// One kind of file: where it is and what it holds.
pub struct KeyFile {
    /// The name of its schema.
    pub schema: &'static str,
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

/// All kinds of files with keys, in the order of the manual.
pub fn key_files() -> Vec<KeyFile> {
    let file = |schema, title, shape| KeyFile { schema, title, shape };
    let keys = |schema, title, fields| file(schema, title, FileShape::Keys(fields));
    let by_id = |schema, title, fields| file(schema, title, FileShape::KeysById(fields));
    let mut files: Vec<KeyFile> =
        Kind::ALL.map(|kind| keys("front-matter", kind.as_str(), fields_of(kind))).into_iter().collect();
    files.extend([
        keys("site", site_config::PATH, site_config::FIELDS),
        keys("site", "content/<language>/site.yaml", data::LANGUAGE_SITE_FIELDS),
        keys("situations", "content/situations.yaml", data::SITUATIONS_FIELDS),
        keys("guide", "content/guide.yaml", data::GUIDE_FIELDS),
        by_id("guide", "content/<language>/guide.yaml", data::QUESTION_TEXT_FIELDS),
        by_id("phrases", "content/phrases.yaml", data::PHRASE_FIELDS),
        by_id("phrases", "content/<language>/phrases.yaml", data::PHRASE_TEXT_FIELDS),
        by_id("glossary", "content/<language>/glossary.yaml", data::TERM_FIELDS),
        keys("rates", "content/rates.yaml", data::RATES_FIELDS),
        file("holidays", "content/holidays.yaml", FileShape::DatesByCountry),
        file("synonyms", "content/<language>/synonyms.yaml", FileShape::WordGroups),
    ]);
    files
}

/// Where a key belongs.
struct KeyPlace {
    /// How far the place is from the file of the mistake: 0 in the same file, 1 in a file of the same kind, 2 in another.
    distance: u8,
    /// The keys above it.
    parents: Vec<&'static str>,
    /// The path, or the folder of the documents whose front matter it is.
    file: String,
    is_front_matter: bool,
}

/// Adds to each unknown key the place where situ reads a key of this name, if there is one. A key that is nearly one of
/// its own place is a misspelt one. `language` is the code of one of the site's languages.
pub fn add_key_places(diagnostics: &mut [Diagnostic], language: &str) {
    let unknown = diagnostics.iter_mut().filter(|one| one.code == Code::UnknownKey && one.suggestion.is_none());
    for diagnostic in unknown.filter(|one| !one.arg_value("own").is_empty()) {
        let key = diagnostic.arg_value("key").replace('-', "_");
        let Some(place) = key_place(&key, &diagnostic.span.path, language) else { continue };
        let kind = match (place.is_front_matter, place.distance, place.parents.is_empty()) {
            (true, ..) => "front",
            (_, 0, true) => "top",
            (_, 0, false) => "below",
            (_, _, true) => "file",
            _ => "file-below",
        };
        diagnostic.args.push(("place", kind.to_owned()));
        diagnostic.args.push(("file", place.file));
        diagnostic
            .args
            .push(("parent", place.parents.iter().map(|parent| format!("{parent}:")).collect::<Vec<_>>().join(" ")));
    }
}

/// The nearest place of a key that is unknown where it is in the file at `path`.
fn key_place(key: &str, path: &str, language: &str) -> Option<KeyPlace> {
    let parts: Vec<&str> = path.split('/').collect();
    let (language, kind) = match parts.as_slice() {
        ["content", code, folder, _] => (*code, Kind::of_folder(folder)),
        ["content", code, _] => (*code, None),
        ["content", _] => (language, None),
        _ => return None,
    };
    let mut places = Vec::new();
    for file in key_files() {
        let FileShape::Keys(fields) = file.shape else { continue };
        let front_matter = Kind::ALL.into_iter().find(|kind| kind.as_str() == file.title);
        let title = match front_matter {
            Some(kind) => format!("content/{language}/{}/", kind.folder()),
            None => file.title.replace(LANGUAGE, language),
        };
        let is_same = title == path || front_matter.is_some() && front_matter == kind;
        let is_settings = |path: &str| path.ends_with("/site.yaml");
        let is_of_kind = front_matter.is_some() && kind.is_some() || is_settings(path) && is_settings(&title);
        let distance = if is_same { 0 } else { 2 - u8::from(is_of_kind) };
        // What a text has below `extra:` is its own, and so are the words of other files.
        let is_for_documents = matches!(title.as_str(), site_config::PATH | "content/situations.yaml");
        if distance == 2 && kind.is_some() && !is_for_documents {
            continue;
        }
        for parents in parents_of(key, fields) {
            // A key deep in another file has the same name by chance.
            if distance < 2 || parents.len() < 2 {
                places.push(KeyPlace {
                    distance,
                    parents,
                    file: title.clone(),
                    is_front_matter: front_matter.is_some(),
                });
            }
        }
    }
    places.into_iter().min_by_key(|place| (place.distance, place.parents.len()))
}

/// The keys above each key of this name, for all of its places below `fields`.
fn parents_of(key: &str, fields: &'static [Field]) -> Vec<Vec<&'static str>> {
    let mut found = Vec::new();
    for field in fields {
        if field.name == key {
            found.push(Vec::new());
        }
        if let FieldKind::Object(inner) | FieldKind::TextOrObject(inner) | FieldKind::Objects(inner) = field.kind {
            let below = parents_of(key, inner).into_iter();
            found.extend(below.map(|parents| [&[field.name], &parents[..]].concat()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(key: &str, path: &str) -> Option<(String, String)> {
        key_place(key, path, "lv").map(|place| (place.file, place.parents.join(" ")))
    }

    #[test]
    fn key_of_another_place_is_found() {
        for (key, path, file, parents) in [
            ("title", "content/site.yaml", "content/lv/site.yaml", ""),
            ("strings", "content/site.yaml", "content/lv/site.yaml", ""),
            ("accent", "content/site.yaml", "content/site.yaml", "look"),
            ("offline", "content/site.yaml", "content/site.yaml", ""),
            ("summary", "content/site.yaml", "content/lv/situations/", ""),
            ("base_url", "content/lv/site.yaml", "content/site.yaml", ""),
            ("logo", "content/lv/site.yaml", "content/site.yaml", "look"),
            ("lead", "content/lv/articles/a.md", "content/lv/situations/", ""),
            ("severity", "content/lv/situations/a.md", "content/situations.yaml", "situations"),
            ("prevention", "content/lv/articles/a.md", "content/situations.yaml", ""),
            ("theme", "content/ru/articles/a.md", "content/site.yaml", ""),
        ] {
            assert_eq!(place(key, path), Some((file.to_owned(), parents.to_owned())), "{key} in {path}");
        }
    }

    #[test]
    fn key_of_another_program_has_no_place() {
        for key in ["layout", "tags", "description", "files", "label", "one_of"] {
            assert_eq!(place(key, "content/lv/articles/a.md"), None, "{key}");
        }
        assert_eq!(place("title", "themes/mine/theme.yaml"), None);
    }
}
