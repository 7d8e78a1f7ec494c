//! Paths of the host as text.
//!
//! Takes paths as the operating system writes them; returns text with `/` between folders, on Windows too, so that
//! messages, records and keys are the same on every host. Never asks the host.

use std::path::{MAIN_SEPARATOR, Path};

/// A relative path with `/` between folders; `None` if it is not UTF-8.
pub fn slash_path(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

/// A path for messages. What is not UTF-8 is replaced.
pub fn show_path(path: &Path) -> String {
    let text = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { text.into_owned() } else { unify_separators(&text) }
}

/// A path of Windows with `/` between folders, without the prefix `\\\\?\\` of long paths.
fn unify_separators(path: &str) -> String {
    match path.strip_prefix(r"\\?\UNC\") {
        Some(share) => format!("//{}", share.replace('\\', "/")),
        None => path.strip_prefix(r"\\?\").unwrap_or(path).replace('\\', "/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_slashes() {
        assert_eq!(slash_path(&Path::new("content").join("lv").join("a.md")).as_deref(), Some("content/lv/a.md"));
        assert_eq!(slash_path(Path::new("../x")).as_deref(), Some("../x"));
        assert_eq!(show_path(&Path::new("a").join("ā")), "a/ā");
    }

    #[test]
    fn paths_of_windows_lose_the_prefix_of_long_paths() {
        for (path, shown) in [
            (r"C:\a\b", "C:/a/b"),
            (r"\\?\C:\a\b", "C:/a/b"),
            (r"\\?\UNC\host\share\a", "//host/share/a"),
            (r"\\host\share\a", "//host/share/a"),
            (r"a\b/c", "a/b/c"),
        ] {
            assert_eq!(unify_separators(path), shown);
        }
    }
}
