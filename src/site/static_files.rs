//! Files for the root of the site that need a path which situ writes itself.
//!
//! Takes the [`Site`] and its [`Routes`]; returns each collision. Paths are compared as the file systems of macOS and
//! Windows do, as those of pages are. Never reads a file.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Site;
use super::routes::{Route, Routes, hash_path};
use crate::foundation::unicode::fold_path;
use crate::model::{Media, is_written_file};

/// A file below `content/static/` that needs the path of a file that situ writes.
pub struct StaticCollision<'r> {
    /// The file.
    pub file: &'r Media,
    /// What situ writes there.
    pub with: WrittenFile<'r>,
}

/// What situ writes at the path of another file.
pub enum WrittenFile<'r> {
    /// The page of a route.
    Page(&'r Route),
    /// A file that is not a page.
    Other,
    /// A page where the file needs a folder, or in a folder of the name of the file.
    FolderOf(&'r Route),
    /// A page in a folder whose name differs only in case or in how letters are composed.
    SimilarFolder(&'r Route),
}

impl Routes {
    /// The files for the root of the site whose paths the site uses already.
    pub fn static_collisions<'r>(&'r self, site: &'r Site) -> Vec<StaticCollision<'r>> {
        if site.static_files.is_empty() {
            return Vec::new();
        }
        let codes: Vec<String> =
            site.config.languages.iter().map(|language| fold_path(&language.code).into_owned()).collect();
        let letters: FxHashSet<String> = site
            .documents
            .iter()
            .filter(|document| document.kind.spec().has_letter)
            .map(|document| fold_path(&site.letter_path(document)).into_owned())
            .collect();
        let folders = self.folders(site);
        let at = |path: &str| self.with_hash(hash_path(path)).find(|page| *fold_path(&page.output(site)) == *path);
        let collision = |file: &'r Media| {
            let folded = fold_path(&file.output);
            if is_written_file(&folded, codes.iter().map(String::as_str)) || letters.contains(&*folded) {
                return Some(WrittenFile::Other);
            }
            if let Some(route) = at(&folded) {
                return Some(WrittenFile::Page(route));
            }
            if let Some((_, route)) = folders.get(&*folded) {
                return Some(WrittenFile::FolderOf(route));
            }
            file.output.match_indices('/').find_map(|(end, _)| {
                let folder = &file.output[..end];
                let key = fold_path(folder);
                match (at(&key), folders.get(&*key)) {
                    (Some(page), _) => Some(WrittenFile::FolderOf(page)),
                    (None, Some((spelling, route))) if spelling != folder => Some(WrittenFile::SimilarFolder(route)),
                    _ => None,
                }
            })
        };
        let found = site.static_files.values().map(|file| (file, collision(file)));
        found.filter_map(|(file, with)| Some(StaticCollision { file, with: with? })).collect()
    }

    /// The folders of all pages, keyed by their folded path: how the first page of each spells it, and that page.
    fn folders(&self, site: &Site) -> FxHashMap<String, (String, &Route)> {
        let mut folders = FxHashMap::default();
        for route in self.all() {
            let output = route.output(site);
            for (end, _) in output.match_indices('/') {
                let folder = &output[..end];
                folders.entry(fold_path(folder).into_owned()).or_insert_with(|| (folder.to_owned(), route));
            }
        }
        folders
    }
}
