//! Writes source files for the author: new files, and new contents of existing files.
//!
//! Takes paths and texts. Never leaves a half-written file.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::Builder;

use super::exit::CliError;
use crate::i18n::Messages;

/// Creates the file `path` below `root` and the folders above it. Fails if the file exists.
pub fn create_file(root: &Path, path: &str, text: &str, messages: &Messages) -> Result<(), CliError> {
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

/// Replaces the contents of an existing file and keeps its permissions. The replacement is atomic: if it fails, for
/// example on a full disk, the old contents are intact and no temporary file is left.
pub fn replace_file(file: &Path, text: &str) -> Result<(), CliError> {
    write_and_rename(file, text).map_err(|error| CliError(format!("{}: {error}", file.display())))
}

fn write_and_rename(file: &Path, text: &str) -> io::Result<()> {
    let permissions = fs::metadata(file)?.permissions();
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // The preview ignores names that begin with a dot.
    let mut temporary = Builder::new().prefix(".situ-").tempfile_in(folder)?;
    temporary.write_all(text.as_bytes())?;
    temporary.as_file().set_permissions(permissions)?;
    temporary.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn replace_file_keeps_permissions_and_leaves_no_temporary_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
        assert!(replace_file(&file, "new").is_ok());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o664);
        assert!(replace_file(&folder.path().join("missing.md"), "new").is_err());
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["a.md"]);
    }
}
