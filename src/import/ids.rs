//! The ids of documents: romanised names of files, the same in all languages.
//!
//! Takes the neutral paths of translation groups; returns an id for each. The name of the file is enough if no other group
//! has it, else the names of its folders come before it. What is still equal is numbered.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{file_name, parent, stem};
use crate::linguistics::{Date, Language};
use crate::model::is_id;

/// The most characters of an id.
const MAX_LENGTH: usize = 80;
/// File names, without extension, of the page of a folder.
const INDEX: [&str; 4] = ["index", "_index", "readme", "home"];

/// A group of translations.
pub struct Group<'a> {
    /// The neutral path of its first document.
    pub path: &'a str,
    /// The language in whose letters the path is.
    pub language: &'static Language,
    /// The id of an earlier run.
    pub known: Option<String>,
}

/// Whether the file is the page of its folder, such as `index.md`.
pub fn is_index(path: &str) -> bool {
    INDEX.contains(&stem(path).to_lowercase().as_str())
}

/// The day at the start of a name, as posts of Jekyll have it, and the rest of the name.
pub fn split_day(name: &str) -> (Option<&str>, &str) {
    match name.get(..10).filter(|day| Date::parse(day).is_some()) {
        Some(day) if name.len() > 11 && name.as_bytes()[10] == b'-' => (Some(day), &name[11..]),
        _ => (None, name),
    }
}

/// The name that a path has in ids: that of its file, or of its folder.
fn short_name(path: &str) -> String {
    match is_index(path) {
        true if parent(path).is_empty() => "home".to_owned(),
        true => file_name(parent(path)).to_owned(),
        false => split_day(stem(path)).1.to_owned(),
    }
}

/// A text as an id: at most [`MAX_LENGTH`] characters, cut between words.
pub fn slug(language: &Language, text: &str) -> String {
    let slug = language.slug(text);
    if slug.len() <= MAX_LENGTH {
        return slug;
    }
    let cut = &slug[..MAX_LENGTH];
    cut.rsplit_once('-').map_or(cut, |(start, _)| start).to_owned()
}

/// The id of each group, and whether it was numbered because another one has the same letters.
pub fn assign(groups: &[Group]) -> Vec<(String, bool)> {
    let mut ids: Vec<Option<(String, bool)>> = vec![None; groups.len()];
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (group, id) in groups.iter().zip(&mut ids) {
        if let Some(known) = group.known.as_ref().filter(|known| is_id(known) && !taken.contains(*known)) {
            taken.insert(known.clone());
            *id = Some((known.clone(), false));
        }
    }
    let short: Vec<String> = groups.iter().map(|group| slug(group.language, &short_name(group.path))).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    short.iter().for_each(|short| *counts.entry(short).or_default() += 1);
    for (index, group) in groups.iter().enumerate() {
        if ids[index].is_some() {
            continue;
        }
        let folders: String =
            parent(group.path).split('/').filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ");
        let long = match is_index(group.path) {
            true => slug(group.language, &folders),
            false => slug(group.language, &format!("{folders} {}", short_name(group.path))),
        };
        let is_free = |id: &String| is_id(id) && !taken.contains(id);
        let id = match Some(&short[index]).filter(|id| counts[id.as_str()] == 1 && is_free(id)) {
            Some(id) => (id.clone(), false),
            None if is_free(&long) => (long, false),
            None => {
                let base = [&long, &short[index]].into_iter().find(|id| is_id(id)).cloned();
                let base = base.unwrap_or_else(|| "text".to_owned());
                let numbered = (2..).map(|number| format!("{base}-{number}")).find(|id| !taken.contains(id));
                (numbered.unwrap_or(base), true)
            }
        };
        taken.insert(id.0.clone());
        ids[index] = Some(id);
    }
    ids.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::find_language;

    fn ids(paths: &[&str]) -> Vec<String> {
        let group = |path: &&'static str| Group { path, language: find_language("ru"), known: None };
        // The paths of the tests are static.
        let paths: Vec<&'static str> = paths.iter().map(|path| &*String::from(*path).leak()).collect();
        assign(&paths.iter().map(group).collect::<Vec<_>>()).into_iter().map(|(id, _)| id).collect()
    }

    #[test]
    fn names_are_romanised_and_unique() {
        assert_eq!(ids(&["Залог и опись.md"]), ["zalog-i-opis"]);
        assert_eq!(ids(&["a/start.md", "b/start.md", "c.md"]), ["a-start", "b-start", "c"]);
        assert_eq!(ids(&["index.md", "guide/index.md", "guide/README.md"]), ["home", "guide", "guide-2"]);
        assert_eq!(ids(&["x/A b.md", "x/a-b.md"]), ["x-a-b", "x-a-b-2"]);
        assert_eq!(ids(&["_posts/2020-01-02-first.md"]), ["first"]);
        assert_eq!(ids(&["中文.md", "日本.md"]), ["text-2", "text-3"]);
    }
}
