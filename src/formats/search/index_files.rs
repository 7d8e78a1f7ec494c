//! The files of a search index.
//!
//! Takes the items of a language and their stems; returns paths and JSON. The keys of the JSON objects are the
//! interface of `search.js`. Never touches the disk.

use serde::Serialize;
use serde_json::Value;

use super::{GuideQuestion, IndexedItem, Row, postings};
use crate::foundation::hash::ContentHash;

/// The largest size in bytes of all items as JSON that `index.json` contains itself: about 20 kilobytes compressed.
const MAX_INLINE_ITEMS: usize = 96 << 10;
/// Items in each `t-<hash>.json`. Small, because a reader sees twenty results and each can be in another file.
const ITEMS_PER_FILE: usize = 32;
/// Number of hex digits of the content hash in a file name.
const HASH_DIGITS: usize = 12;

/// Paths below the base, and bytes.
pub(super) type IndexFiles = Vec<(String, Vec<u8>)>;

/// `index.json`, which a query loads first.
#[derive(Serialize)]
struct IndexHeader<'e> {
    /// The rules of the stemmer.
    rules: &'e Value,
    /// The digit of each item's [`super::HitKind`].
    kinds: String,
    /// [`folders`]: what the paths of each kind in `texts` are without.
    folders: Vec<&'e str>,
    /// The number of items in each part of `texts`.
    size: usize,
    texts: InlineOrFiles<'e>,
    /// The questions of the guide.
    guide: &'e [GuideQuestion],
    /// The file names of the excerpts, which have `size` of them each.
    excerpts: Vec<String>,
    /// [`postings::front_coded`]
    stems: String,
    /// The number of the first stem of each shard, and the shard's file name.
    shards: Vec<(usize, String)>,
}

/// The items of a small index, or the file names of the parts of a large one.
#[derive(Serialize)]
#[serde(untagged)]
enum InlineOrFiles<'e> {
    Inline([Vec<Row<'e>>; 1]),
    Files(Vec<String>),
}

/// Builds the index of `items` in `folder`. `stems` are the stems that the items name by number, `rules` the stemmer's
/// table, `guide` the questions of the guide.
pub(super) fn build(
    folder: &str,
    items: &[IndexedItem],
    stems: &[Box<str>],
    rules: &Value,
    guide: &[GuideQuestion],
) -> IndexFiles {
    let mut files = IndexFiles::new();
    let mut add = |prefix: &str, bytes: Vec<u8>| {
        let name = format!("{prefix}-{}", ContentHash::blake3_bytes(&bytes).short(HASH_DIGITS));
        files.push((format!("{folder}{name}.json"), bytes));
        name
    };
    let lists = postings::posting_lists(items, stems);
    let shards = postings::split_shards(&lists).into_iter().map(|(first, bytes)| (first, add("w", bytes))).collect();
    let stems = postings::front_coded(lists.iter().map(|(stem, _)| *stem));
    drop(lists);
    let kinds = items.iter().map(|item| char::from(b'0' + item.kind as u8)).collect();
    let mut folders = folders(items);
    let inline = rows(items, &folders);
    let (size, texts) = if to_json(&inline).len() <= MAX_INLINE_ITEMS {
        (items.len(), InlineOrFiles::Inline([inline]))
    } else {
        // The files of parts have whole paths, so that each can be understood alone.
        folders.fill("");
        let names = items.chunks(ITEMS_PER_FILE).map(|part| add("t", to_json(&rows(part, &folders)))).collect();
        (ITEMS_PER_FILE, InlineOrFiles::Files(names))
    };
    let excerpts = items.chunks(size.max(1)).map(|part| {
        let part: Vec<&str> = part.iter().map(|item| item.excerpt.as_str()).collect();
        add("e", to_json(&part))
    });
    let excerpts = excerpts.collect();
    let header = IndexHeader { rules, kinds, folders, size, texts, guide, excerpts, stems, shards };
    files.push((format!("{folder}index.json"), to_json(&header)));
    // Two shards with equal postings have equal names: they are one file.
    files.sort();
    files.dedup();
    files
}

/// The folder in which all items of each kind are, indexed by [`super::HitKind`]; empty if there is none.
fn folders(items: &[IndexedItem]) -> Vec<&str> {
    let mut folders: Vec<Option<&str>> = Vec::new();
    for item in items {
        let kind = item.kind as usize;
        if folders.len() <= kind {
            folders.resize(kind + 1, None);
        }
        let mut folder = folders[kind].unwrap_or_else(|| parent_folder(&item.path));
        while !item.path.starts_with(folder) {
            folder = parent_folder(folder);
        }
        folders[kind] = Some(folder);
    }
    folders.into_iter().map(Option::unwrap_or_default).collect()
}

/// `path` up to the last slash before its last character.
fn parent_folder(path: &str) -> &str {
    let end = path.char_indices().next_back().map_or(0, |(last, _)| last);
    &path[..path[..end].rfind('/').map_or(0, |slash| slash + 1)]
}

/// The rows of `items`.
fn rows<'i>(items: &'i [IndexedItem], folders: &[&str]) -> Vec<Row<'i>> {
    items.iter().map(|item| (&item.path[folders[item.kind as usize].len()..], item.title.as_str())).collect()
}

fn to_json<T: Serialize>(value: &T) -> Vec<u8> {
    // Cannot fail: the values are strings, numbers and lists.
    serde_json::to_vec(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parent_folder_ends_before_the_last_name() {
        for (path, folder) in [
            ("lv/articles/a/", "lv/articles/"),
            ("lv/articles/a.html", "lv/articles/"),
            ("lv/glossary/#term", "lv/glossary/"),
            ("lv/articles/", "lv/"),
            ("lv/", ""),
            ("", ""),
        ] {
            assert_eq!(parent_folder(path), folder, "{path}");
        }
    }
}
