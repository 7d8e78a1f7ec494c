//! The folder that is imported: paths, sizes, and bytes on demand.
//!
//! The command line walks the folder and reads the files; this module only decodes them. A file that cannot be read as
//! text is an error of that file alone.

use std::collections::BTreeMap;

use crate::foundation::text::is_forbidden_char;
use crate::foundation::unicode::compose;

/// The largest text that is imported, in bytes: that of a document of a site.
const TEXT_LIMIT: u64 = crate::input::source_tree::TEXT_LIMIT;

/// Reads the file at a path below the folder. `Err` with the reason in the language of the host.
pub type ReadFile = Box<dyn Fn(&str) -> Result<Vec<u8>, String> + Send + Sync>;

/// The files of a folder.
pub struct SourceFolder {
    /// The name of the folder, for the title of the site.
    pub name: String,
    /// Sizes in bytes, by path with `/` between names. Hidden folders of version control are not in it.
    pub files: BTreeMap<String, u64>,
    /// Files and folders that could not be listed, with the kind of the problem: `link`, `special`, `name`, or a reason of
    /// the host.
    pub problems: Vec<(String, String)>,
    /// Names of hidden files and folders at the top, such as `.obsidian`.
    pub hidden: Vec<String>,
    /// Reads a file.
    pub read: ReadFile,
}

/// A text, and whether something in it was changed so that it can be one.
pub struct DecodedText {
    /// The text, without a byte-order mark.
    pub text: String,
    /// It was not UTF-8.
    pub was_other_encoding: bool,
    /// How many control characters were left out.
    pub control_characters: usize,
}

/// Why a file has no text. The name is that of the note in the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextProblem {
    /// Not UTF-8, and no other encoding is certain.
    Encoding,
    /// Larger than a document can be.
    TooLarge,
    /// The host cannot read it.
    Unreadable(String),
}

impl SourceFolder {
    /// A folder in memory, for the tests.
    #[cfg(test)]
    pub fn from_pairs(pairs: &[(&str, &str)]) -> SourceFolder {
        let contents: BTreeMap<String, Vec<u8>> =
            pairs.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        let files = contents.iter().map(|(path, bytes)| (path.clone(), bytes.len() as u64)).collect();
        let top = |path: &String| path.split('/').next().unwrap_or_default().to_owned();
        let hidden = contents.keys().map(top).filter(|name| name.starts_with('.')).collect();
        let read = move |path: &str| contents.get(path).cloned().ok_or_else(|| "gone".to_owned());
        SourceFolder { name: "notes".to_owned(), files, problems: Vec::new(), hidden, read: Box::new(read) }
    }

    /// Whether there is a file at this path.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Result<DecodedText, TextProblem> {
        if self.files.get(path).is_some_and(|size| *size > TEXT_LIMIT) {
            return Err(TextProblem::TooLarge);
        }
        decode((self.read)(path).map_err(TextProblem::Unreadable)?)
    }

    /// The text of a settings file; `None` if there is none or it cannot be read.
    pub fn settings(&self, path: &str) -> Option<String> {
        if !self.has(path) {
            return None;
        }
        self.text(path).ok().map(|decoded| decoded.text)
    }
}

/// Decodes `bytes` as UTF-8, or as UTF-16 if they begin with a byte-order mark. No other encoding is tried, because none
/// can be detected reliably.
fn decode(bytes: Vec<u8>) -> Result<DecodedText, TextProblem> {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| TextProblem::Encoding)
    };
    let (text, was_other_encoding) = match bytes.as_slice() {
        [0xff, 0xfe, ..] => (wide(u16::from_le_bytes)?, true),
        [0xfe, 0xff, ..] => (wide(u16::from_be_bytes)?, true),
        _ => (String::from_utf8(bytes).map_err(|_| TextProblem::Encoding)?, false),
    };
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let control_characters = text.chars().filter(|c| is_forbidden_char(*c)).count();
    let text = match control_characters {
        0 => text,
        _ => text.chars().filter(|c| !is_forbidden_char(*c)).collect(),
    };
    Ok(DecodedText { text, was_other_encoding, control_characters })
}

/// The folder of a path, without a slash at the end; empty at the top.
pub fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The name of a file with its ending.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The name of a file without its last ending.
pub fn stem(path: &str) -> &str {
    let name = file_name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// The last ending of a file name in lower case; empty if it has none.
pub fn ending(path: &str) -> String {
    file_name(path).rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// A path relative to `folder`, without `.` and `..`; `None` if it leads out of the source folder.
pub fn join(folder: &str, relative: &str) -> Option<String> {
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in relative.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()?),
            _ => names.push(name),
        }
    }
    Some(names.join("/"))
}

/// A name as names are compared: composed letters in lower case, spaces for `_`, `+` and `%20`.
pub fn fold_name(name: &str) -> String {
    compose(name.trim()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_known_by_their_mark() {
        let text = |bytes: &[u8]| decode(bytes.to_vec()).map(|decoded| decoded.text);
        assert_eq!(text(b"\xef\xbb\xbfa").as_deref(), Ok("a"));
        assert_eq!(text(b"\xff\xfe\x10\x04!\x00").as_deref(), Ok("А!"));
        assert_eq!(text(b"\xfe\xff\x04\x10").as_deref(), Ok("А"));
        assert_eq!(text(b"\xcf\xf0\xe8"), Err(TextProblem::Encoding));
        assert_eq!(text(b"a\x00b\x07").as_deref(), Ok("ab"));
    }

    #[test]
    fn paths_are_joined_inside_the_folder() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a", "./x/./y.md").as_deref(), Some("a/x/y.md"));
        assert_eq!(join("a", "../../c.md"), None);
        assert_eq!((stem("a/b.ru.md"), stem(".md"), ending("X.PNG").as_str()), ("b.ru", ".md", "png"));
    }
}
