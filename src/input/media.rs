//! Pictures and downloads.
//!
//! Takes the source tree; returns a [`Media`] for each file below `content/media/`. Keeps no bytes in memory.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;
use std::sync::Mutex;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::active_content::find_active_content;
use super::source_tree::SourceTree;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::file_names::find_path_problem;
use crate::foundation::hash::ContentHash;
use crate::foundation::memo::Memo;
use crate::foundation::unicode::{compose, fold_path};
use crate::model::{Media, SharedStr, hashed_name};

/// Media, keyed by path below `content/media/` with composed letters. Reports and skips files with active content and
/// files that cannot be read. Reports names that some host cannot store or distinguish.
pub fn load_media(
    tree: &SourceTree,
    cache: Option<&Memo<Media>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<SharedStr, Media> {
    const FOLDER: &str = "content/media/";
    /// Files above this size, in bytes, are read one at a time.
    const LARGE: u64 = 8 << 20;
    let large_file_lock = Mutex::new(());
    let paths: Vec<&SharedStr> = tree.below(FOLDER).collect();
    let read = |path: &&SharedStr| {
        let media_path: SharedStr = compose(&path[FOLDER.len()..]).into();
        let cache_key = tree.fingerprint(path).map(|fingerprint| ContentHash::xxh3(&(*path, fingerprint)));
        if let Some(media) = cache.zip(cache_key).and_then(|(cache, key)| cache.get(key)) {
            return Ok((media_path, Media::clone(&media), None));
        }
        // Several large files at once would take too much memory.
        let _guard = (tree.size(path) > LARGE).then(|| large_file_lock.lock());
        match tree.read(path) {
            Ok(bytes) => {
                if let Some((range, what)) = find_active_content(path, &bytes) {
                    return Err(Diagnostic::new(Code::ActiveContent, Span::new(path, range)).arg("what", what));
                }
                let hash = ContentHash::blake3_bytes(&bytes);
                let size = imagesize::blob_size(&bytes).ok();
                let size = size.map(|size| (size.width as u32, size.height as u32));
                let output = hashed_name(&format!("media/{media_path}"), hash);
                let problem = find_path_problem(&output).or_else(|| find_path_problem(&media_path));
                let media = Media { source: (*path).clone(), output, hash, size };
                if let (Some(cache), Some(key), None) = (cache, cache_key, problem) {
                    cache.get_or_insert_with(key, || media.clone());
                }
                Ok((media_path, media, problem))
            }
            Err(error) => Err(Diagnostic::unreadable(Span::file(path), &error)),
        }
    };
    let mut media_by_path = BTreeMap::new();
    // The first spelling of each folder and file, with a file that has it.
    let mut spellings: FxHashMap<String, (String, SharedStr)> = FxHashMap::default();
    for result in paths.par_iter().map(read).collect::<Vec<_>>() {
        match result {
            // A file with a wrong name stays in the list, so that links to it are no further mistake.
            Ok((path, media, problem)) => {
                let new = |code| Diagnostic::new(code, Span::file(&media.source)).arg("id", &*path);
                diagnostics.extend(problem.map(|problem| new(Code::BadId).arg("form", problem.form())));
                let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
                let first =
                    folders.chain([&*path]).find_map(|name| match spellings.entry(fold_path(name).into_owned()) {
                        Entry::Vacant(entry) => {
                            entry.insert((name.to_owned(), media.source.clone()));
                            None
                        }
                        Entry::Occupied(entry) => {
                            let (spelling, first) = entry.get();
                            (spelling != name || *name == *path).then(|| first.clone())
                        }
                    });
                if let Some(first) = first {
                    diagnostics.push(new(Code::DuplicateId).arg("form", "case").related(Span::file(&first)));
                }
                media_by_path.entry(path).or_insert(media);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    media_by_path
}
