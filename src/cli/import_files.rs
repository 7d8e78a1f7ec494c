//! Writes the files of an import, and remembers them for the next one.
//!
//! Records the hash of every written file and the assigned ids in `.situ-import.json`, in the folder of the site. Keeps a
//! file whose hash differs from the recorded one, because somebody has changed it. Never writes through a symbolic link,
//! never leaves a half-written file.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use tempfile::Builder;

use super::exit::CliError;
use crate::foundation::hash::ContentHash;
use crate::foundation::paths::show_path;
use crate::i18n::Messages;
use crate::import::source::SourceFolder;
use crate::import::{Content, Import};

/// Names of the reports in the folder of the site: as text, and as JSON.
pub const REPORTS: [&str; 2] = ["import-report.txt", "import-report.json"];
/// The name of the state.
const STATE: &str = ".situ-import.json";

/// What an earlier import wrote.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct State {
    /// Ids by source path.
    pub ids: BTreeMap<String, String>,
    /// Hashes by path in the site.
    files: BTreeMap<String, String>,
}

/// What was written.
#[derive(Default)]
pub struct Written {
    /// The number of files that are new or were replaced.
    pub new: usize,
    /// The number of files that were the same already.
    pub same: usize,
    /// Files that somebody has changed, or that were there before.
    pub kept: Vec<String>,
    /// Files of an earlier import whose source is gone.
    pub stale: Vec<String>,
    /// Files that cannot be written, with the reason.
    pub failed: Vec<(String, String)>,
}

impl State {
    /// The state of a site; empty if there is none.
    pub fn read(to: &Path) -> State {
        let text = fs::read_to_string(to.join(STATE)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }
}

/// Writes the files of an import below `to`.
pub fn write_files(
    to: &Path,
    folder: &SourceFolder,
    imported: &Import,
    before: State,
    messages: &Messages,
) -> Result<Written, CliError> {
    let failed = |path: &Path, error: &io::Error| {
        let path = show_path(path);
        CliError(messages.text("cli-import-failed", &[("path", &path), ("reason", &error.to_string())]))
    };
    fs::create_dir_all(to).map_err(|error| failed(to, &error))?;
    let mut written = Written::default();
    let mut state = State { ids: before.ids, files: BTreeMap::new() };
    state.ids.extend(imported.ids.clone());
    for file in &imported.files {
        let bytes = match &file.content {
            Content::Text(text) => text.clone().into_bytes(),
            Content::Copy(source) => match (folder.read)(source) {
                Ok(bytes) => bytes,
                Err(reason) => {
                    written.failed.push((source.clone(), reason));
                    continue;
                }
            },
        };
        let hash = ContentHash::blake3_bytes(&bytes).short(32);
        let known = before.files.get(&file.path);
        match put(to, &file.path, &bytes, known) {
            Ok(Outcome::Written) => written.new += 1,
            Ok(Outcome::Same) => written.same += 1,
            Ok(Outcome::Kept) => {
                written.kept.push(file.path.clone());
                if let Some(known) = known {
                    state.files.insert(file.path.clone(), known.clone());
                }
                continue;
            }
            Err(error) => {
                written.failed.push((file.path.clone(), error.to_string()));
                continue;
            }
        }
        state.files.insert(file.path.clone(), hash);
    }
    let new: HashSet<&str> = imported.files.iter().map(|file| file.path.as_str()).collect();
    for (path, hash) in before.files {
        let is_stale = !new.contains(path.as_str()) && to.join(&path).exists();
        if is_stale {
            written.stale.push(path.clone());
            state.files.insert(path, hash);
        }
    }
    let report = &imported.report;
    let state = serde_json::to_string_pretty(&state).unwrap_or_default();
    let json = format!("{:#}\n", report.to_json());
    for (name, text) in [(STATE, state), (REPORTS[0], report.to_text(messages)), (REPORTS[1], json)] {
        replace(&to.join(name), text.as_bytes()).map_err(|error| failed(&to.join(name), &error))?;
    }
    Ok(written)
}

/// What happened to a file.
enum Outcome {
    Written,
    Same,
    Kept,
}

/// Writes one file, unless somebody has changed it. `known` is the hash that it had when it was written last.
fn put(to: &Path, path: &str, bytes: &[u8], known: Option<&String>) -> io::Result<Outcome> {
    for (end, _) in path.match_indices('/') {
        let folder = to.join(&path[..end]);
        if fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(io::Error::other(format!("{} is a symbolic link", show_path(&folder))));
        }
    }
    let file = to.join(path);
    match fs::symlink_metadata(&file) {
        Ok(metadata) if !metadata.is_file() => return Ok(Outcome::Kept),
        Ok(_) => {
            let existing = fs::read(&file)?;
            if existing == bytes {
                return Ok(Outcome::Same);
            }
            if known.is_none_or(|known| *known != ContentHash::blake3_bytes(&existing).short(32)) {
                return Ok(Outcome::Kept);
            }
        }
        Err(_) => fs::create_dir_all(file.parent().unwrap_or(to))?,
    }
    replace(&file, bytes)?;
    Ok(Outcome::Written)
}

/// Writes a file in one step. An existing file keeps its permissions.
fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".situ-");
    // Those of any new file, because a temporary file would be private.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    if let Ok(existing) = fs::metadata(file) {
        temporary.as_file().set_permissions(existing.permissions())?;
    }
    temporary.persist(file)?;
    Ok(())
}
