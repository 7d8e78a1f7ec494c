//! Hunspell dictionaries of the host.
//!
//! Takes the code of a language; returns a [`Dictionary`], or the missing file and the searched folders. Reads nothing
//! unless site.yaml has `spelling: true`. The output does not depend on a dictionary, because hosts have different
//! ones. Each dictionary is read once in a process.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use super::open_file::read_host_file;
use super::source_tree::MEDIA_LIMIT;
use crate::foundation::hash::ContentHash;
use crate::foundation::locks::lock;
use crate::foundation::paths::show_path;

/// The usual folders of dictionaries, in the order of the search. As for Hunspell, the variable `DICPATH` replaces
/// them.
const FOLDERS: [&str; 6] = [
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
];

/// The words of one language.
pub struct Dictionary {
    words: spellbook::Dictionary,
    /// Hash of both files.
    pub key: ContentHash,
    /// The lowercase letters of its words, sorted.
    letters: Vec<char>,
}

impl Dictionary {
    /// Whether the dictionary has the word in this form.
    pub fn contains(&self, word: &str) -> bool {
        self.words.check(&word.replace('’', "'"))
    }

    /// A word of the dictionary that differs by one edit: two letters swapped, one replaced, one removed or one added.
    /// Hunspell's own suggestions are a hundred times slower.
    pub fn close_match(&self, word: &str) -> Option<String> {
        let typed: Vec<char> = word.chars().collect();
        if typed.len() < 3 {
            return None;
        }
        let try_edit = |edit: &dyn Fn(&mut Vec<char>)| {
            let mut letters = typed.clone();
            edit(&mut letters);
            Some(letters.into_iter().collect::<String>()).filter(|found| found != word && self.contains(found))
        };
        let letters_at = |end: usize| (0..end).flat_map(|at| self.letters.iter().map(move |letter| (at, *letter)));
        let in_case_of = |letter: char, at: usize| match typed[at].is_uppercase() {
            true => letter.to_uppercase().next().unwrap_or(letter),
            false => letter,
        };
        (1..typed.len())
            .find_map(|at| try_edit(&|word| word.swap(at - 1, at)))
            .or_else(|| {
                letters_at(typed.len()).find_map(|(at, letter)| try_edit(&|word| word[at] = in_case_of(letter, at)))
            })
            .or_else(|| {
                (0..typed.len()).find_map(|at| {
                    try_edit(&|word| {
                        word.remove(at);
                    })
                })
            })
            .or_else(|| letters_at(typed.len() + 1).find_map(|(at, letter)| try_edit(&|word| word.insert(at, letter))))
    }
}

/// The result of the search for a dictionary.
#[derive(Clone)]
pub enum DictionaryLookup {
    /// Both Hunspell files (.aff and .dic) are valid.
    Found(Arc<Dictionary>),
    /// A file does not exist.
    Missing {
        /// Name of the file.
        file: String,
        /// Where it should be, separated by commas.
        folders: String,
    },
    /// A file is not a dictionary in UTF-8.
    Invalid {
        /// Path of the file.
        file: String,
    },
}

/// The dictionary of a language, from the first folder that has one.
pub fn find_on_host(code: &str) -> DictionaryLookup {
    static CACHE: OnceLock<Mutex<HashMap<String, DictionaryLookup>>> = OnceLock::new();
    lock(CACHE.get_or_init(Mutex::default))
        .entry(code.to_owned())
        .or_insert_with(|| find_dictionary(code, &dictionary_folders()))
        .clone()
}

/// The folders in `DICPATH`, else the usual ones.
fn dictionary_folders() -> Vec<PathBuf> {
    let variable = std::env::var_os("DICPATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&variable).filter(|path| !path.as_os_str().is_empty()).collect();
    if folders.is_empty() { FOLDERS.iter().map(PathBuf::from).collect() } else { folders }
}

/// Searches the folders for the preferred names of the language, then for dictionaries of other regions.
fn find_dictionary(code: &str, folders: &[PathBuf]) -> DictionaryLookup {
    let preferred = preferred_names(code);
    for folder in folders {
        let regional = regional_names(folder, code);
        for name in preferred.iter().chain(&regional) {
            let (aff, dic) = (folder.join(format!("{name}.aff")), folder.join(format!("{name}.dic")));
            match (aff.is_file(), dic.is_file()) {
                (true, true) => return read(&aff, &dic),
                (true, false) => {
                    return DictionaryLookup::Missing { file: format!("{name}.dic"), folders: display_folder(folder) };
                }
                (false, true) => {
                    return DictionaryLookup::Missing { file: format!("{name}.aff"), folders: display_folder(folder) };
                }
                (false, false) => {}
            }
        }
    }
    let searched: Vec<String> = folders.iter().take(3).map(|folder| display_folder(folder)).collect();
    DictionaryLookup::Missing { file: format!("{}.dic", preferred[0]), folders: searched.join(", ") }
}

fn display_folder(folder: &Path) -> String {
    show_path(folder)
}

/// Names of dictionary files for a code: `lv_LV` and `lv` for `lv`, `pt_BR` and `pt-br` for `pt-br`.
fn preferred_names(code: &str) -> Vec<String> {
    match code.split_once('-') {
        Some((language, region)) => vec![format!("{language}_{}", region.to_uppercase()), code.to_owned()],
        None if code == "en" => vec!["en_GB".into(), "en_US".into(), "en".into()],
        None => vec![format!("{code}_{}", code.to_uppercase()), code.to_owned()],
    }
}

/// Names of the dictionaries of all regions of the language in a folder, in alphabetical order.
fn regional_names(folder: &Path, code: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let without_extension = |name: String| {
        name.strip_suffix(".dic").filter(|name| name.starts_with(&format!("{code}_"))).map(str::to_owned)
    };
    let mut names: Vec<String> = names.filter_map(without_extension).collect();
    names.sort();
    names
}

/// Reads the rules (`.aff`) and the words (`.dic`).
fn read(aff: &Path, dic: &Path) -> DictionaryLookup {
    let invalid = |path: &Path| DictionaryLookup::Invalid { file: show_path(path) };
    let read_text = |path: &Path| String::from_utf8(read_host_file(path, MEDIA_LIMIT).ok()?).ok();
    let Some(rules) = read_text(aff) else { return invalid(aff) };
    let Some(words) = read_text(dic) else { return invalid(dic) };
    match spellbook::Dictionary::new(&rules, &words) {
        Ok(parsed) => {
            let key = ContentHash::xxh3(&(
                ContentHash::blake3_bytes(rules.as_bytes()),
                ContentHash::blake3_bytes(words.as_bytes()),
            ));
            let letters: BTreeSet<char> = words.chars().filter(|c| c.is_lowercase() && *c > '\u{7f}').collect();
            let is_cyrillic = letters.iter().any(|c| ('\u{400}'..'\u{530}').contains(c));
            let ascii = if is_cyrillic { "" } else { "abcdefghijklmnopqrstuvwxyz" };
            let letters = letters.into_iter().chain(ascii.chars()).collect();
            DictionaryLookup::Found(Arc::new(Dictionary { words: parsed, key, letters }))
        }
        Err(_) => invalid(aff),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionary_is_found_or_the_missing_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let folders = [folder.path().join("none"), folder.path().to_owned()];
        let missing = |code: &str| match find_dictionary(code, &folders) {
            DictionaryLookup::Missing { file, .. } => file,
            DictionaryLookup::Found(_) => "found".to_owned(),
            DictionaryLookup::Invalid { .. } => "invalid".to_owned(),
        };
        assert_eq!(missing("lv"), "lv_LV.dic");
        assert_eq!(missing("pt-br"), "pt_BR.dic");
        fs::write(folder.path().join("lv_LV.dic"), "1\ntermiņš/A\n").unwrap();
        assert_eq!(missing("lv"), "lv_LV.aff");
        fs::write(folder.path().join("lv_LV.aff"), "SET UTF-8\nSFX A Y 1\nSFX A š a š\n").unwrap();
        let DictionaryLookup::Found(dictionary) = find_dictionary("lv", &folders) else { panic!("{}", missing("lv")) };
        assert!(dictionary.contains("termiņš") && dictionary.contains("termiņa") && !dictionary.contains("deadlains"));
        for typed in ["tremiņš", "terminš", "terrmiņš", "temiņš"] {
            assert_eq!(dictionary.close_match(typed).as_deref(), Some("termiņš"), "{typed}");
        }
        assert_eq!(dictionary.close_match("deadlains"), None);
        fs::write(folder.path().join("lv_LV.aff"), b"SET ISO8859-13\n\xe2\n").unwrap();
        assert_eq!(missing("lv"), "invalid");
    }
}
