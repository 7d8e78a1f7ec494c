//! Pictures and downloads.
//!
//! Takes the source tree; returns a [`Media`] for each file below `content/media/`. Keeps no bytes in memory.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::prelude::*;

use super::active_content::find_active_content;
use super::source_tree::SourceTree;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::foundation::memo::Memo;
use crate::model::{Media, SharedStr, hashed_name};

/// Media, keyed by path below `content/media/`. Reports and skips files with active content and files that cannot be
/// read.
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
        let media_path: SharedStr = path[FOLDER.len()..].into();
        let cache_key = tree.fingerprint(path).map(|fingerprint| ContentHash::xxh3(&(*path, fingerprint)));
        if let Some(media) = cache.zip(cache_key).and_then(|(cache, key)| cache.get(key)) {
            return Ok((media_path, Media::clone(&media)));
        }
        // Several large files at once would take too much memory.
        let _guard = (tree.size(path) > LARGE).then(|| large_file_lock.lock());
        match tree.read(path) {
            Ok(bytes) => {
                if let Some((range, what)) = find_active_content(path, &bytes) {
                    let kind = if what == "<foreignobject>" { "drawing" } else { "other" };
                    let diagnostic = Diagnostic::new(Code::ActiveContent, Span::new(path, range));
                    return Err(diagnostic.arg("what", what).arg("kind", kind));
                }
                let hash = ContentHash::blake3_bytes(&bytes);
                let size = imagesize::blob_size(&bytes).ok();
                let size = size.map(|size| (size.width as u32, size.height as u32));
                let output = hashed_name(&format!("media/{media_path}"), hash);
                let media = Media { source: (*path).clone(), output, hash, size };
                if let (Some(cache), Some(key)) = (cache, cache_key) {
                    cache.get_or_insert_with(key, || media.clone());
                }
                Ok((media_path, media))
            }
            Err(error) => Err(Diagnostic::unreadable(Span::file(path), &error)),
        }
    };
    let mut media_by_path = BTreeMap::new();
    for result in paths.par_iter().map(read).collect::<Vec<_>>() {
        match result {
            Ok((path, media)) => {
                media_by_path.insert(path, media);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    media_by_path
}
