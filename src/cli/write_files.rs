//! Writes source files for the author: new files, and new contents of existing files.
//!
//! Takes paths and texts. Never leaves a half-written file, never replaces what somebody has written meanwhile, never
//! writes through a symbolic link.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::Builder;

use super::exit::CliError;
use crate::foundation::paths::show_path;
use crate::foundation::text::unify_line_ends;
use crate::i18n::Messages;

/// Creates the file `path` below `root` and the folders above it. Fails if the file exists, or if one of the folders is
/// a symbolic link: links in the sources are not followed, so the file would not be read, and it may be elsewhere.
pub fn create_file(root: &Path, path: &str, text: &str, messages: &Messages) -> Result<(), CliError> {
    let file = root.join(path);
    for (end, _) in path.match_indices('/') {
        let folder = path.get(..end).unwrap_or_default();
        if fs::symlink_metadata(root.join(folder)).is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(CliError(messages.text("cli-linked-folder", &[("path", folder)])));
        }
    }
    let failed = |error: io::Error| CliError(format!("{}: {error}", show_path(&file)));
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    match fs::File::create_new(&file) {
        Ok(mut new) => new.write_all(text.as_bytes()).map_err(|error| {
            // Half of a document would be taken for a whole one.
            let _ = fs::remove_file(&file);
            failed(error)
        }),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(CliError(messages.text("cli-exists", &[("path", path)])))
        }
        Err(error) => Err(failed(error)),
    }
}

/// Replaces the contents `before` of the file `path` below `root` and keeps its permissions. Fails if the file holds
/// anything else by now. The replacement is atomic: if it fails, for example on a full disk, the old contents are
/// intact and no temporary file is left.
pub fn replace_file(root: &Path, path: &str, before: &str, text: &str, messages: &Messages) -> Result<(), CliError> {
    let file = root.join(path);
    match write_and_rename(&file, before, text) {
        Ok(true) => Ok(()),
        Ok(false) => Err(CliError(messages.text("cli-file-changed", &[("path", path)]))),
        Err(error) => Err(CliError(format!("{}: {error}", show_path(&file)))),
    }
}

/// Returns whether the file held `before`, and was replaced.
fn write_and_rename(file: &Path, before: &str, text: &str) -> io::Result<bool> {
    let permissions = fs::metadata(file)?.permissions();
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // The preview ignores names that begin with a dot.
    let mut temporary = Builder::new().prefix(".situ-").tempfile_in(folder)?;
    temporary.write_all(text.as_bytes())?;
    temporary.as_file().set_permissions(permissions)?;
    // Compared last, so that the least time passes in which an editor may save.
    let is_unchanged = !fs::symlink_metadata(file)?.is_symlink() && is_same(&fs::read(file)?, before);
    if is_unchanged {
        temporary.persist(file)?;
    }
    Ok(is_unchanged)
}

/// Whether a file with these bytes was read as `before`: line ends of old Macs are unified when a file is read.
fn is_same(bytes: &[u8], before: &str) -> bool {
    bytes == before.as_bytes() || String::from_utf8(bytes.to_vec()).is_ok_and(|text| unify_line_ends(text) == before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replace_file_keeps_permissions_and_leaves_no_temporary_file() {
        let folder = tempfile::tempdir().unwrap();
        let messages = Messages::for_writer("en");
        let file = folder.path().join("a.md");
        fs::write(&file, "old").unwrap();
        #[cfg(unix)]
        fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o664)).unwrap();
        let replace = |path: &str, before: &str| replace_file(folder.path(), path, before, "new", &messages);
        // Somebody has saved the file since it was read.
        let Err(CliError(said)) = replace("a.md", "older") else { panic!("replaced") };
        assert!(said.starts_with("a.md was changed"), "{said}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "old");
        assert!(replace("a.md", "old").is_ok());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::MetadataExt::mode(&fs::metadata(&file).unwrap()) & 0o777, 0o664);
        assert!(replace("missing.md", "").is_err());
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["a.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn create_file_does_not_follow_links() {
        let (site, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let messages = Messages::for_writer("en");
        fs::create_dir_all(site.path().join("content/lv")).unwrap();
        std::os::unix::fs::symlink(other.path(), site.path().join("content/lv/articles")).unwrap();
        let path = "content/lv/articles/a.md";
        let Err(CliError(said)) = create_file(site.path(), path, "text", &messages) else { panic!("written") };
        assert!(said.starts_with("content/lv/articles is a symbolic link"), "{said}");
        assert_eq!(fs::read_dir(other.path()).unwrap().count(), 0);
        assert!(create_file(site.path(), "content/lv/pages/a.md", "text", &messages).is_ok());
    }
}
