//! The files that `situ check FILE…` reports, and fixes with `--fix`.
//!
//! Takes paths as the user typed them; returns whether a path of the source tree is one of them or below one of them.
//! Fails on a path that does not exist, because it is probably mistyped, and names the file that
//! was probably meant.

use std::fs::canonicalize;
use std::path::{Path, PathBuf};

use super::exit::CliError;
use crate::diagnostics::Suggester;
use crate::foundation::paths::{show_path, slash_path};
use crate::i18n::Messages;
use crate::input::source_tree::SourceTree;

/// The selected files and folders.
pub struct SelectedFiles {
    /// Paths below the root, with `/` between folders; the root itself is empty. `None` if all files are selected.
    paths: Option<Vec<String>>,
}

impl SelectedFiles {
    /// Resolves `typed` paths, which are relative to the working directory, or to `root` as diagnostics print them. No
    /// path selects all files. A path outside of `root` selects nothing, because hooks pass every file of a commit.
    pub fn new(typed: &[PathBuf], root: &Path, messages: &Messages) -> Result<SelectedFiles, CliError> {
        if typed.is_empty() {
            return Ok(SelectedFiles { paths: None });
        }
        let absolute_root = canonicalize(root)?;
        let mut paths = Vec::new();
        for path in typed {
            let Ok(found) = canonicalize(path).or_else(|_| canonicalize(root.join(path))) else {
                let (shown, near) = (show_path(path), nearest_file(path, root).unwrap_or_else(|| "none".to_owned()));
                return Err(CliError(messages.text("cli-check-no-file", &[("path", &shown), ("near", &near)])));
            };
            paths.extend(found.strip_prefix(&absolute_root).ok().and_then(slash_path));
        }
        Ok(SelectedFiles { paths: Some(paths) })
    }

    /// Whether a path below the root is selected.
    pub fn contains(&self, path: &str) -> bool {
        let is_in = |selected: &String| {
            let rest = path.strip_prefix(selected.as_str());
            selected.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.paths.as_ref().is_none_or(|paths| paths.iter().any(is_in))
    }
}

/// The path below `root` of the source file whose name is nearest to that of `typed`.
fn nearest_file(typed: &Path, root: &Path) -> Option<String> {
    let name = typed.file_name()?.to_str()?;
    let (tree, _) = SourceTree::from_disk(root);
    let file_name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let names: Vec<String> = tree.below("content/").map(|path| file_name(path)).collect();
    let nearest = Suggester::new(names.iter().map(String::as_str)).nearest(name)?;
    let folder = slash_path(typed.parent()?).unwrap_or_default();
    let candidates = || tree.below("content/").filter(|path| file_name(path) == nearest);
    let in_folder = candidates().find(|path| path.strip_suffix(&*nearest) == Some(&format!("{folder}/")));
    in_folder.or_else(|| candidates().next()).map(|path| path.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_select_what_is_below_them() {
        let select = |path: &str| SelectedFiles { paths: Some(vec![path.to_owned()]) };
        assert!(select("content/lv").contains("content/lv/site.yaml"));
        assert!(!select("content/lv").contains("content/lv-old/site.yaml"));
        assert!(select("").contains("content/site.yaml") && SelectedFiles { paths: None }.contains("x"));
        assert!(!SelectedFiles { paths: Some(Vec::new()) }.contains("x"));
    }
}
