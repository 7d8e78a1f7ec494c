//! What writers call a document or a file instead of its id or path: its title, its file name, a former URL.
//!
//! Takes the site; returns the id or path that a name means, if it means only one. Letter case, punctuation and folders
//! do not matter. Never reports anything.

use std::collections::HashMap;

use crate::model::{LangId, SharedStr};
use crate::site::Site;

/// The documents and media files of a site by other names; `None` for a name that several of them have.
pub struct AlternativeNames {
    /// Titles, ids and former URLs, in each language.
    documents: HashMap<(LangId, String), Option<SharedStr>>,
    /// File names.
    media: HashMap<String, Option<SharedStr>>,
}

impl AlternativeNames {
    pub fn new(site: &Site) -> AlternativeNames {
        let mut names = AlternativeNames { documents: HashMap::new(), media: HashMap::new() };
        for document in &site.documents {
            let aliases = document.front.aliases.iter().map(|alias| &*alias.value);
            for name in [&*document.front.title, &*document.id].into_iter().chain(aliases) {
                insert(&mut names.documents, (document.lang, document_name(name)), &document.id);
            }
        }
        for path in site.media.keys() {
            insert(&mut names.media, file_name(path).to_lowercase(), path);
        }
        names
    }

    /// The id of the only document in `lang` that is called `name`.
    pub fn document(&self, name: &str, lang: LangId) -> Option<&SharedStr> {
        let name = document_name(name);
        self.documents.get(&(lang, name)).and_then(Option::as_ref)
    }

    /// The path below `content/media/` of the only file with the file name of `path`.
    pub fn media(&self, path: &str) -> Option<&SharedStr> {
        self.media.get(&file_name(path).to_lowercase()).and_then(Option::as_ref)
    }
}

/// Adds a name. The second document or file with the same name makes it ambiguous.
fn insert<K: std::hash::Hash + Eq>(names: &mut HashMap<K, Option<SharedStr>>, name: K, of: &SharedStr) {
    let known = names.entry(name).or_insert_with(|| Some(of.clone()));
    if known.as_ref().is_some_and(|known| known != of) {
        *known = None;
    }
}

/// The part of a path after the last `/`.
pub fn file_name(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// The words of a title, id, path or URL, in lower case.
fn document_name(name: &str) -> String {
    let name = if name.contains(' ') { name } else { file_name(name) };
    let name = name.trim().trim_end_matches(".md").trim_end_matches(".html").to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_names_ignore_case_punctuation_and_folders() {
        for name in [
            "Zvaniet, tad rakstiet!",
            "zvaniet-tad-rakstiet",
            "/lv/articles/Zvaniet-tad-rakstiet/",
            "lv/zvaniet-tad-rakstiet.md",
        ] {
            assert_eq!(document_name(name), "zvaniet tad rakstiet", "{name}");
        }
        assert_eq!(document_name("Un/vai tā"), "un vai tā");
        assert_eq!(document_name(""), "");
    }
}
