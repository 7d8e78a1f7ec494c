//! The layers of the crate: a folder of `src/` imports only folders below it, and files import one another in no circle.
//!
//! Reads the paths of the form `crate::…` and the bare names of modules of every file. Unit tests are not read.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::source_scan::source_files;

/// The folders of `src/`, the lowest first. `languages` are the tables of `linguistics`, so the two are one layer.
const LAYERS: &[&[&str]] = &[
    &["foundation"],
    &["diagnostics"],
    &["linguistics", "languages"],
    &["model"],
    &["i18n"],
    &["site"],
    &["input"],
    &["report"],
    &["parse"],
    &["page"],
    &["check"],
    &["theme"],
    &["publish"],
    &["formats"],
    &["cache"],
    &["pipeline"],
    &["authoring"],
    &["import"],
    &["manual"],
    &["serve"],
    &["cli"],
];

/// The longest file, in lines.
const MAX_LINES: usize = 600;

/// The number of the layer of a folder.
fn layer(folder: &str) -> Option<usize> {
    LAYERS.iter().position(|folders| folders.contains(&folder))
}

/// The folders that `code` names as `crate::<folder>`, also in groups: `crate::{a, b::c}`.
fn imported_folders(code: &str) -> BTreeSet<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut folders = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => {
                let group = group.split('}').next().unwrap_or_default();
                folders.extend(group.split(',').map(|part| name(part.trim())));
            }
            None => drop(folders.insert(name(rest))),
        }
    }
    folders
}

#[test]
fn layers_import_only_lower_layers() {
    let mut upward = Vec::new();
    for file in source_files() {
        let Some((folder, _)) = file.path.strip_prefix("src/").and_then(|path| path.split_once('/')) else { continue };
        let own = layer(folder).unwrap_or_else(|| panic!("{folder}: a folder without a layer"));
        let above = imported_folders(&file.code).into_iter().filter(|name| layer(name).is_some_and(|n| n > own));
        upward.extend(above.map(|name| format!("{} imports {name}", file.path)));
    }
    assert!(upward.is_empty(), "{upward:#?}");
}

#[test]
fn layers_import_one_another_in_no_circle() {
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in source_files() {
        let Some((folder, _)) = file.path.strip_prefix("src/").and_then(|path| path.split_once('/')) else { continue };
        let others = imported_folders(&file.code).into_iter().filter(|name| name != folder && layer(name).is_some());
        imports.entry(folder.to_owned()).or_default().extend(others);
    }
    assert_eq!(imports.len(), LAYERS.iter().map(|folders| folders.len()).sum::<usize>(), "a folder is missing");
    // A folder whose imports are all gone is gone itself; what is left at the end is in a circle. `linguistics` includes
    // the tables in `languages`, which use its types, as a module uses those of its parent.
    imports.remove("languages");
    while let Some(free) = imports.iter().find(|(_, needs)| !needs.iter().any(|name| imports.contains_key(name))) {
        let free = free.0.clone();
        imports.remove(&free);
    }
    assert!(imports.is_empty(), "these folders import one another in a circle: {imports:#?}");
}

#[test]
fn language_folders_import_no_other_language() {
    for file in source_files().iter().filter(|file| file.path.starts_with("src/languages/")) {
        assert!(!file.code.contains("languages::") && !file.code.contains("super::super"), "{}", file.path);
    }
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<(usize, String)> = Vec::new();
    for file in source_files() {
        let text = std::fs::read_to_string(crate::support::repository().join(&file.path)).unwrap();
        lengths.push((text.lines().count(), file.path));
    }
    lengths.sort();
    let long: Vec<_> = lengths.iter().filter(|(lines, _)| *lines > MAX_LINES).collect();
    assert!(long.is_empty(), "{long:#?}");
    let median = lengths[lengths.len() / 2].0;
    assert!(median < 250, "the median file has {median} lines");
}

#[test]
fn groups_of_imports_are_read() {
    let folders = imported_folders("use crate::{site, model::Config};\nlet x = crate::page::Page::default();\n");
    assert_eq!(folders, ["model", "page", "site"].map(str::to_owned).into());
}
