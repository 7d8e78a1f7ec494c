//! Names of files and folders that every host can store.
//!
//! Takes a name or a path; returns what is wrong with it on Windows, macOS or Linux. Knows nothing of the site, and
//! never asks the host, so that a site that one writer can build can be checked out by all.

use super::unicode::has_invisible;

/// The longest name of a file or folder in bytes (ext4, XFS, APFS and NTFS).
pub const MAX_NAME: usize = 255;
/// The longest path of an output file in bytes. The host allows four times as much, but the output folder has a path too.
pub const MAX_PATH: usize = 1024;

/// Why a host cannot store a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// Windows reserves it for a device, or does not allow one of its characters.
    Windows,
    /// It has a character that cannot be seen.
    Invisible,
    /// It has more than [`MAX_NAME`] bytes.
    TooLong,
}

impl NameProblem {
    /// The Fluent selector value that picks the message for this kind of bad name.
    pub fn form(self) -> &'static str {
        match self {
            NameProblem::Windows => "windows",
            NameProblem::Invisible => "invisible",
            NameProblem::TooLong => "long",
        }
    }
}

/// What is wrong with the name of a file or folder; `None` if every host can store it. `?`, `"`, `<` and `>` are
/// allowed although Windows has no such names, because pictures from other hosts often have them.
pub fn find_name_problem(name: &str) -> Option<NameProblem> {
    if name.len() > MAX_NAME {
        return Some(NameProblem::TooLong);
    }
    if has_invisible(name) {
        return Some(NameProblem::Invisible);
    }
    let is_refused = name.ends_with(['.', ' ']) || name.contains([':', '*', '|', '\\']);
    (is_refused || is_device(name)).then_some(NameProblem::Windows)
}

/// As [`find_name_problem`], for a path with `/` between its names.
pub fn find_path_problem(path: &str) -> Option<NameProblem> {
    let names = path.split('/').find_map(find_name_problem);
    names.or((path.len() > MAX_PATH).then_some(NameProblem::TooLong))
}

/// Whether Windows opens a device in place of a file with this name, whatever follows the first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let is_port = port.is_some_and(|number| {
        let mut digits = number.chars();
        matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    });
    is_port || matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_a_host_cannot_store_are_found() {
        for name in ["con", "NUL", "aux.png", "com1", "Lpt9.html", "com¹", "a.", "a ", "a:b", "a*b", "a|b", "a\\b"] {
            assert_eq!(find_name_problem(name), Some(NameProblem::Windows), "{name}");
        }
        for name in ["a\u{200b}b", "10.00\u{202f}AM.png", "\u{feff}x"] {
            assert_eq!(find_name_problem(name), Some(NameProblem::Invisible), "{name}");
        }
        for name in
            ["cone", "com", "com10", "console.png", "a.con", "100% #1 'a' & <b>+?.png", "ā", "a\u{304}", "com-1"]
        {
            assert_eq!(find_name_problem(name), None, "{name}");
        }
        assert_eq!(find_name_problem(&"ā".repeat(127)), None);
        assert_eq!(find_name_problem(&"ā".repeat(128)), Some(NameProblem::TooLong));
        assert_eq!(find_path_problem("lv/nul/index.html"), Some(NameProblem::Windows));
        assert_eq!(find_path_problem(&"abc/".repeat(257)), Some(NameProblem::TooLong));
    }
}
