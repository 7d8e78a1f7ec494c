//! Pictures and downloads.
//!
//! Takes the source tree; returns a [`Media`] for each file below `content/media/`. Refuses every file that is not of a
//! known type, that a server or a browser could run, or that is not what its name says. Keeps no bytes in memory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::prelude::*;

use super::active_content::find_active_content;
use super::drawing::measure_drawing;
use super::media_type::{Form, TypeProblem, find_type_problem};
use super::picture::read_size;
use super::source_tree::{SourceTree, diagnose_read_error};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::foundation::memo::Memo;
use crate::model::{Media, SharedStr, hashed_name};

/// Where media are.
const FOLDER: &str = "content/media/";

/// Media, keyed by path below `content/media/`. Reports and skips files that [`inspect_media`] refuses and files that
/// cannot be read.
pub fn load_media(
    tree: &SourceTree,
    cache: Option<&Memo<Media>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<SharedStr, Media> {
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
                let size = inspect_media(path, &bytes)?;
                let hash = ContentHash::blake3_bytes(&bytes);
                let output = hashed_name(&format!("media/{media_path}"), hash);
                let media = Media { source: (*path).clone(), output, hash, size };
                if let (Some(cache), Some(key)) = (cache, cache_key) {
                    cache.get_or_insert_with(key, || media.clone());
                }
                Ok((media_path, media))
            }
            Err(error) => Err(diagnose_read_error(path, &error)),
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

/// The current bytes of a picture or download for the preview; `None` if they may not be published. The file can have
/// changed since it was checked, while a mistake elsewhere keeps the last good site.
pub fn read_current_media<'t>(tree: &'t SourceTree, media: &Media) -> Option<Cow<'t, [u8]>> {
    let bytes = tree.read(&media.source).ok()?;
    let is_checked = ContentHash::blake3_bytes(&bytes) == media.hash;
    (is_checked || inspect_media(&media.source, &bytes).is_ok()).then_some(bytes)
}

/// Width and height of a picture or download below `content/media/`, if it has any; `Err` if it must not be published.
pub fn inspect_media(path: &SharedStr, bytes: &[u8]) -> Result<Option<(u32, u32)>, Diagnostic> {
    let refuse = |kind: &str, ending: &str| {
        Diagnostic::new(Code::MediaType, Span::file(path)).arg("kind", kind).arg("ending", ending)
    };
    let name = path.strip_prefix(FOLDER).unwrap_or(path);
    if let Some(problem) = find_type_problem(name, bytes) {
        return Err(match problem {
            TypeProblem::Executable(part) => {
                Diagnostic::new(Code::ActiveContent, Span::file(path)).arg("what", format!(".{part}"))
            }
            TypeProblem::NoEnding => refuse("no-ending", ""),
            TypeProblem::Unknown(ending) => refuse("unknown", &ending),
            TypeProblem::Empty(ending) => refuse("empty", &ending),
            TypeProblem::Cut(ending) => refuse("cut", &ending),
            TypeProblem::Other(ending, found) => {
                let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                let suggestion = found.map(|found| format!("{stem}.{found}"));
                Diagnostic { suggestion, ..refuse("other", &ending) }
            }
        });
    }
    if name.to_ascii_lowercase().ends_with(".svg") {
        if let Some((range, what)) = find_active_content(bytes) {
            return Err(Diagnostic::new(Code::ActiveContent, Span::new(path, range)).arg("what", what));
        }
        let drawing = measure_drawing(std::str::from_utf8(bytes).unwrap_or_default());
        return match drawing.form {
            _ if bytes.is_empty() => Err(refuse("empty", "svg")),
            Form::Cut => Err(refuse("cut", "svg")),
            Form::Other => Err(refuse("other", "svg")),
            Form::Whole if drawing.is_bomb => Err(refuse("bomb", "svg")),
            Form::Whole => Ok(Some(drawing.size)),
        };
    }
    match read_size(bytes) {
        Some(Err((width, height))) => {
            let pixels = format!("{width} × {height}");
            Err(refuse("pixels", "").arg("pixels", pixels))
        }
        size => Ok(size.and_then(Result::ok)),
    }
}
