//! Pictures and downloads.
//!
//! Takes the source tree; returns a [`Media`] per file below `content/media/`. Keeps no bytes.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::prelude::*;

use super::active_content::active;
use super::source_tree::SourceTree;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::foundation::memo::Memo;
use crate::model::{Media, SharedStr, hashed_name};

/// The files below `content/media/` by their path in it, with their names in the output. Files with active content are
/// reported and left out.
pub fn load_media(
    tree: &SourceTree,
    cache: Option<&Memo<Media>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<SharedStr, Media> {
    const FOLDER: &str = "content/media/";
    const LARGE: u64 = 8 << 20;
    let large_file_lock = Mutex::new(());
    let paths: Vec<&SharedStr> = tree.below(FOLDER).collect();
    let read = |path: &&SharedStr| {
        let below: SharedStr = path[FOLDER.len()..].into();
        let name = tree.stamp(path).map(|stamp| ContentHash::xxh3(&(*path, stamp)));
        if let Some(media) = cache.zip(name).and_then(|(cache, name)| cache.find(name)) {
            return Ok((below, Media::clone(&media)));
        }
        // Large files are read one at a time, because together they would take too much memory.
        let _guard = (tree.size(path) > LARGE).then(|| large_file_lock.lock());
        match tree.read(path) {
            Ok(bytes) => {
                if let Some((range, what)) = active(path, &bytes) {
                    return Err(Diagnostic::new(Code::ActiveFile, Span::new(path, range)).arg("what", what));
                }
                let key = ContentHash::blake3_bytes(&bytes);
                let size = imagesize::blob_size(&bytes).ok();
                let size = size.map(|size| (size.width as u32, size.height as u32));
                let output = hashed_name(&format!("media/{below}"), key);
                let media = Media { source: (*path).clone(), output, key, size };
                if let (Some(cache), Some(name)) = (cache, name) {
                    cache.get(name, || media.clone());
                }
                Ok((below, media))
            }
            Err(error) => Err(Diagnostic::unreadable(Span::file(path), &error)),
        }
    };
    let mut found = BTreeMap::new();
    for result in paths.par_iter().map(read).collect::<Vec<_>>() {
        match result {
            Ok((path, media)) => {
                found.insert(path, media);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    found
}
