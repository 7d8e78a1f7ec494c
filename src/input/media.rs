//! Pictures and downloads, and the files for the root of the site. Pictures are published without their metadata, all
//! other files with the bytes that they have.
//!
//! Takes the source tree; returns a [`Media`] for each file below `content/media/` or `content/static/`. Refuses every
//! media file that is not of a known type, that a server or a browser could run, or that is not what its name says.
//! The files for the root of the site are the owner's, as a theme is: a page or a script is published, but no drawing with
//! a script, which is a mistake, and nothing that a server would run. Keeps no bytes in memory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::hash_map::Entry;
use std::sync::Mutex;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::active_content::find_active_content;
use super::media_type::{Form, TypeProblem, find_server_ending, find_type_problem};
use super::picture_metadata::clean_picture;
use super::raster_image::read_size;
use super::source_tree::{SourceTree, diagnose_read_error};
use super::svg::measure_drawing;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::file_names::find_path_problem;
use crate::foundation::hash::ContentHash;
use crate::foundation::memo::Memo;
use crate::foundation::unicode::{compose, fold_path};
use crate::model::{MEDIA_FOLDER, Media, STATIC_FOLDER, SharedStr, hashed_name};

/// Pictures and downloads, keyed by path below `content/media/`. As [`load_folder`].
pub fn load_media(
    tree: &SourceTree,
    cache: Option<&Memo<Media>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<SharedStr, Media> {
    let output = |path: &str, hash| hashed_name(&format!("media/{path}"), hash);
    load_folder(tree, MEDIA_FOLDER, output, cache, diagnostics)
}

/// The files for the root of the output, keyed by path below `content/static/`, which is that in the output. As
/// [`load_folder`].
pub fn load_static_files(
    tree: &SourceTree,
    cache: Option<&Memo<Media>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<SharedStr, Media> {
    load_folder(tree, STATIC_FOLDER, |path, _| path.to_owned(), cache, diagnostics)
}

/// The files below a folder, keyed by path below it with composed letters; `output` returns their paths in the output.
/// Reports and skips files that [`inspect_media`] refuses and files that cannot be read. Reports names that some host
/// cannot store or distinguish.
fn load_folder(
    tree: &SourceTree,
    folder: &str,
    output: impl Fn(&str, ContentHash) -> String + Sync,
    cache: Option<&Memo<Media>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<SharedStr, Media> {
    /// Files above this size, in bytes, are read one at a time.
    const LARGE: u64 = 8 << 20;
    let large_file_lock = Mutex::new(());
    let paths: Vec<&SharedStr> = tree.below(folder).collect();
    let read = |path: &&SharedStr| {
        let media_path: SharedStr = compose(&path[folder.len()..]).into();
        let cache_key = tree.fingerprint(path).map(|fingerprint| ContentHash::xxh3(&(*path, fingerprint)));
        if let Some(media) = cache.zip(cache_key).and_then(|(cache, key)| cache.get(key)) {
            return Ok((media_path, Media::clone(&media), None));
        }
        // Several large files at once would take too much memory.
        let _guard = (tree.size(path) > LARGE).then(|| large_file_lock.lock());
        match tree.read(path) {
            Ok(bytes) => {
                let size = inspect_media(path, &bytes)?;
                let bytes = published_bytes(path, bytes);
                let hash = ContentHash::blake3_bytes(&bytes);
                let output = output(&media_path, hash);
                let problem = find_path_problem(&output).or_else(|| find_path_problem(&media_path));
                let media = Media { source: (*path).clone(), output, hash, size };
                if let (Some(cache), Some(key), None) = (cache, cache_key, problem) {
                    cache.get_or_insert_with(key, || media.clone());
                }
                Ok((media_path, media, problem))
            }
            Err(error) => Err(diagnose_read_error(path, &error)),
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

/// The current bytes of a picture or download for the preview; `None` if they may not be published. The file can have
/// changed since it was checked, while a mistake elsewhere keeps the last good site.
pub fn read_current_media<'t>(tree: &'t SourceTree, media: &Media) -> Option<Cow<'t, [u8]>> {
    let bytes = published_bytes(&media.source, tree.read(&media.source).ok()?);
    let is_checked = ContentHash::blake3_bytes(&bytes) == media.hash;
    (is_checked || inspect_media(&media.source, &bytes).is_ok()).then_some(bytes)
}

/// The bytes of a file as they are published: pictures below `content/media/` lose their metadata.
pub(super) fn published_bytes<'t>(path: &str, bytes: Cow<'t, [u8]>) -> Cow<'t, [u8]> {
    if !path.starts_with(MEDIA_FOLDER) {
        return bytes;
    }
    match clean_picture(&bytes).bytes {
        Cow::Owned(cleaned) => Cow::Owned(cleaned),
        Cow::Borrowed(_) => bytes,
    }
}

/// Width and height of a picture or download below `content/media/`, if it has any; `Err` if it must not be published.
/// The same for a file below `content/static/`.
pub fn inspect_media(path: &SharedStr, bytes: &[u8]) -> Result<Option<(u32, u32)>, Diagnostic> {
    if let Some(name) = path.strip_prefix(STATIC_FOLDER) {
        return inspect_static_file(path, name, bytes);
    }
    let refuse = |kind: &str, ending: &str| {
        Diagnostic::new(Code::MediaType, Span::file(path)).arg("kind", kind).arg("ending", ending)
    };
    let name = path.strip_prefix(MEDIA_FOLDER).unwrap_or(path);
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
    if is_drawing(name) {
        refuse_active_drawing(path, bytes)?;
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
        size => Ok(size.and_then(Result::ok).map(|(width, height)| match clean_picture(bytes).is_turned {
            true => (height, width),
            false => (width, height),
        })),
    }
}

/// As [`inspect_media`], for a file below `content/static/`, whose path below it is `name`.
fn inspect_static_file(path: &SharedStr, name: &str, bytes: &[u8]) -> Result<Option<(u32, u32)>, Diagnostic> {
    if let Some(ending) = find_server_ending(name) {
        let diagnostic = Diagnostic::new(Code::ActiveContent, Span::file(path)).arg("what", format!(".{ending}"));
        return Err(diagnostic.arg("kind", "server"));
    }
    if is_drawing(name) {
        refuse_active_drawing(path, bytes)?;
        return Ok(Some(measure_drawing(std::str::from_utf8(bytes).unwrap_or_default()).size));
    }
    Ok(read_size(bytes).and_then(Result::ok))
}

fn is_drawing(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".svg")
}

/// `Err` if a drawing has active content.
fn refuse_active_drawing(path: &SharedStr, bytes: &[u8]) -> Result<(), Diagnostic> {
    let Some((range, what)) = find_active_content(bytes) else { return Ok(()) };
    let kind = if what == "<foreignobject>" { "drawing" } else { "other" };
    let diagnostic = Diagnostic::new(Code::ActiveContent, Span::new(path, range));
    Err(diagnostic.arg("what", what).arg("kind", kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cached_media_are_not_read_again_unless_they_change() {
        let folder = tempfile::tempdir().unwrap();
        let (root, file) = (folder.path(), folder.path().join("content/media/a.svg"));
        std::fs::create_dir_all(root.join("content/media")).unwrap();
        let drawing =
            |width: u32| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"8\"/>");
        std::fs::write(&file, drawing(8)).unwrap();
        let cache = Memo::default();
        let load = |tree: &SourceTree| {
            let mut diagnostics = Vec::new();
            let media = load_media(tree, Some(&cache), &mut diagnostics);
            (media.get("a.svg").and_then(|media| media.size), diagnostics.len())
        };
        let (first, _) = SourceTree::from_disk(root);
        assert_eq!(load(&first), (Some((8, 8)), 0));
        std::fs::write(&file, drawing(1000)).unwrap();
        assert_eq!(load(&SourceTree::from_disk(root).0), (Some((1000, 8)), 0));
        std::fs::remove_file(&file).unwrap();
        assert_eq!(load(&first), (Some((8, 8)), 0));
        // Without the cache the file is missed.
        assert_eq!(load_media(&first, None, &mut Vec::new()).len(), 0);
    }
}
