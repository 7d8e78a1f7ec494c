//! What writers call a document or a file instead of its id or path: its title, its file name, a former URL.
//!
//! Takes documents and media; returns the id or path that a name means, if it means only one. Letter case, punctuation
//! and folders do not matter. [`resolve_names`] gives links their ids before anything else reads them, so `[[Title]]` is
//! a link like any other. Never reports anything.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{Section, Site};
use crate::model::{Document, LangId, Link, LinkTarget, LinkText, Media, SharedStr};

/// The documents and media files of a site by other names.
pub struct AlternativeNames {
    /// Titles, ids and former URLs, in each language, with the ids of the documents that have them.
    documents: HashMap<(LangId, String), Vec<SharedStr>>,
    /// File names, with the paths of the files that have them.
    media: HashMap<String, Vec<SharedStr>>,
}

impl AlternativeNames {
    /// The names of the documents and media files of a site.
    pub fn new(site: &Site) -> AlternativeNames {
        AlternativeNames::of(&site.documents, &site.media)
    }

    fn of(documents: &[Arc<Document>], media: &BTreeMap<SharedStr, Media>) -> AlternativeNames {
        let mut names = AlternativeNames { documents: HashMap::new(), media: HashMap::new() };
        for document in documents {
            let aliases = document.front.aliases.iter().map(|alias| &*alias.value);
            for name in [&*document.front.title, &*document.id].into_iter().chain(aliases) {
                insert(&mut names.documents, (document.lang, document_name(name)), &document.id);
            }
        }
        for path in media.keys() {
            insert(&mut names.media, file_name(path).to_lowercase(), path);
        }
        names
    }

    /// The id of the only document in `lang` that is called `name`.
    pub fn document(&self, name: &str, lang: LangId) -> Option<&SharedStr> {
        match self.documents_called(name, lang) {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The ids of the documents in `lang` that are called `name`.
    pub fn documents_called(&self, name: &str, lang: LangId) -> &[SharedStr] {
        self.documents.get(&(lang, document_name(name))).map_or(&[], Vec::as_slice)
    }

    /// The path below `content/media/` of the only file with the file name of `path`.
    pub fn media(&self, path: &str) -> Option<&SharedStr> {
        match self.media.get(&file_name(path).to_lowercase()).map(Vec::as_slice) {
            Some([only]) => Some(only),
            _ => None,
        }
    }
}

/// Adds a name.
fn insert<K: std::hash::Hash + Eq>(names: &mut HashMap<K, Vec<SharedStr>>, name: K, of: &SharedStr) {
    let known = names.entry(name).or_default();
    if !known.contains(of) {
        known.push(of.clone());
    }
}

/// Replaces the names in links `[[name]]` that are not ids with the id of the only document in the language that has the
/// name. A document is copied only if it has such a link; `previous` is the site of the last build, whose equal copy is
/// kept.
pub(super) fn resolve_names(
    documents: Vec<Arc<Document>>,
    drafts: &BTreeMap<SharedStr, SharedStr>,
    previous: Option<&Site>,
) -> Vec<Arc<Document>> {
    let ids: FxHashSet<&str> = documents.iter().map(|document| &*document.id).collect();
    let is_name = |link: &Link| match &link.target {
        LinkTarget::Page { id, .. } => {
            let path = link.typed.split('#').next().unwrap_or_default();
            let is_wiki_link = link.text != LinkText::Own || !path.ends_with(".md");
            let is_id = || ids.contains(&**id) || drafts.contains_key(id) || Section::from_name(id).is_some();
            is_wiki_link && !id.starts_with("phrase:") && !is_id()
        }
        _ => false,
    };
    let has_name = |(_, document): &(usize, &Arc<Document>)| document.links.iter().any(is_name);
    let found: Vec<usize> = documents.par_iter().enumerate().filter(has_name).map(|(index, _)| index).collect();
    if found.is_empty() {
        return documents;
    }
    let names = AlternativeNames::of(&documents, &BTreeMap::new());
    let resolved: Vec<(usize, Arc<Document>)> = found
        .into_iter()
        .filter_map(|index| {
            let document = with_ids(&documents[index], &names, is_name)?;
            let kept = previous.and_then(|previous| previous.documents.get(index)).filter(|kept| ***kept == document);
            Some((index, kept.map_or_else(|| Arc::new(document), Arc::clone)))
        })
        .collect();
    let mut documents = documents;
    for (index, document) in resolved {
        documents[index] = document;
    }
    documents
}

/// The document with the ids that the names in its links mean; `None` if no name means one.
fn with_ids(document: &Document, names: &AlternativeNames, is_name: impl Fn(&Link) -> bool) -> Option<Document> {
    let mut resolved: Option<Document> = None;
    for (index, link) in document.links.iter().enumerate().filter(|(_, link)| is_name(link)) {
        let LinkTarget::Page { id: name, anchor } = &link.target else { continue };
        let Some(id) = names.document(name, document.lang) else { continue };
        let copy = resolved.get_or_insert_with(|| document.clone());
        copy.links[index].target = LinkTarget::Page { id: id.clone(), anchor: anchor.clone() };
        let titles = copy.headings.iter_mut().flat_map(|heading| &mut heading.titles);
        titles.filter(|title| title.id == *name).for_each(|title| title.id = id.clone());
    }
    resolved
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
