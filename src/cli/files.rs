//! Writes source files for the author: new ones, and new text of existing ones.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::exit::CliError;
use crate::i18n::Messages;

/// Creates a file below `root`; fails if it exists.
pub fn create(root: &Path, path: &str, text: &str, messages: &Messages) -> Result<(), CliError> {
    let file = root.join(path);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::File::create_new(&file) {
        Ok(mut file) => Ok(file.write_all(text.as_bytes())?),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(CliError(messages.text("cli-exists", &[("path", path)])))
        }
        Err(error) => Err(CliError(format!("{}: {error}", file.display()))),
    }
}

/// Replaces the text of a file atomically: after a full disk or a power failure the old text is still there.
pub fn replace(file: &Path, text: &str) -> Result<(), CliError> {
    let wrong = |error: std::io::Error| CliError(format!("{}: {error}", file.display()));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    // A name that begins with a dot is no text of the site.
    let spare = file.with_file_name(format!(".{name}.situ~"));
    let written = fs::write(&spare, text)
        .and_then(|()| fs::metadata(file))
        .and_then(|there| fs::set_permissions(&spare, there.permissions()))
        .and_then(|()| fs::rename(&spare, file));
    written.map_err(|error| {
        let _ = fs::remove_file(&spare);
        wrong(error)
    })
}
