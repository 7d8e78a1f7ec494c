//! Collisions: two pages, or a page and another file, that need one path in the output.
//!
//! Takes the [`Routes`]; returns each route that needs a path which the site already uses. Paths are compared as the
//! file systems of macOS and Windows do, so that a site that one host builds is not lost on another. Only former
//! URLs can need a folder in place of a file, or spell one differently: all other paths follow from ids, which
//! have lowercase letters and no dots.

use rustc_hash::FxHashMap;

use super::Site;
use super::routes::{Route, Routes, hash_path};
use crate::foundation::unicode::fold_path;
use crate::model::is_site_file;

/// A route that needs a path which the site already uses.
pub struct Collision<'r> {
    /// The later of the two.
    pub route: &'r Route,
    /// What already uses the path.
    pub with: CollisionWith<'r>,
}

/// What already uses the path of a route.
pub enum CollisionWith<'r> {
    /// A page with the same URL.
    Page(&'r Route),
    /// A page whose URL differs only in case or in how letters are composed.
    SimilarPage(&'r Route),
    /// A page whose file has the name of a folder that the route needs.
    File(&'r Route),
    /// A page in a folder whose name differs only in case or in how letters are composed.
    SimilarFolder(&'r Route),
    /// A file of the site that is not a page.
    SiteFile,
}

impl Routes {
    /// Routes that need the output path of an earlier route, each paired with the last earlier one that has that path,
    /// and former URLs that need a path of another file of the site.
    pub fn collisions(&self, site: &Site) -> Vec<Collision<'_>> {
        let mut collisions = Vec::new();
        for same_hash in self.by_path_hash.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            let routes: Vec<&Route> = same_hash.iter().map(|(_, index)| &self.all[*index as usize]).collect();
            let outputs: Vec<String> = routes.iter().map(|route| route.output(site)).collect();
            let folded: Vec<_> = outputs.iter().map(|output| fold_path(output)).collect();
            for (index, route) in routes.iter().enumerate() {
                let Some(earlier) = (0..index).rev().find(|earlier| folded[*earlier] == folded[index]) else {
                    continue;
                };
                let same = outputs[earlier] == outputs[index];
                let with = if same { CollisionWith::Page } else { CollisionWith::SimilarPage };
                collisions.push(Collision { route, with: with(routes[earlier]) });
            }
        }
        let mut spellings = FxHashMap::default();
        let redirects = self.all.iter().filter(|route| matches!(route, Route::Redirect { .. }));
        collisions.extend(redirects.filter_map(|route| {
            let with = self.collision_of_redirect(site, route, &mut spellings)?;
            Some(Collision { route, with })
        }));
        collisions
    }

    /// What else than a page of the same URL already uses the path of a former URL. `spellings` has the folders
    /// of earlier ones, keyed by their folded path.
    fn collision_of_redirect<'r>(
        &'r self,
        site: &Site,
        route: &'r Route,
        spellings: &mut FxHashMap<String, (String, &'r Route)>,
    ) -> Option<CollisionWith<'r>> {
        let output = route.output(site);
        let folded = fold_path(&output);
        let at = |path: &str| self.with_hash(hash_path(path)).find(|page| *fold_path(&page.output(site)) == *path);
        // Redirects come last in the order of the routes, so the first route at a path is a page if any is.
        let page_at = |path: &str| at(path).filter(|page| !matches!(page, Route::Redirect { .. }));
        let codes = site.config.languages.iter().map(|language| &*language.code);
        if page_at(&folded).is_some() {
            return None;
        }
        if is_site_file(&folded, codes) {
            return Some(CollisionWith::SiteFile);
        }
        for (end, _) in output.match_indices('/') {
            let folder = &output[..end];
            let key = fold_path(folder);
            if let Some(file) = at(&key) {
                return Some(CollisionWith::File(file));
            }
            let index = format!("{key}/index.html");
            if let Some(page) = page_at(&index).filter(|_| *key != *folder) {
                return Some(CollisionWith::SimilarFolder(page));
            }
            let (spelling, other) = spellings.entry(key.into_owned()).or_insert_with(|| (folder.to_owned(), route));
            if spelling != folder {
                return Some(CollisionWith::SimilarFolder(other));
            }
        }
        None
    }
}
