//! The machine's own dictionaries in Hunspell's form.
//!
//! Takes a language's code; gives a [`Dictionary`], or the file that is missing and the folders that were looked into.
//! This is the one stage that reads the disk between `tree.rs` and `publish/`, and only where `spelling: true` asks for
//! it: a dictionary belongs to the machine as a font does, and nothing that is published depends on it. Each is read once
//! in a process.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use crate::foundation::hash::ContentHash;

/// Where systems keep dictionaries; the first that has one wins. `DICPATH` stands before them, as for Hunspell itself.
const FOLDERS: [&str; 7] = [
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
    "C:\\Hunspell",
];

/// Words of one language.
pub struct Dictionary {
    words: spellbook::Dictionary,
    /// The key of both files.
    pub key: ContentHash,
    /// The letters of its words, small ones, in order.
    letters: Vec<char>,
}

impl Dictionary {
    pub fn knows(&self, word: &str) -> bool {
        self.words.check(&word.replace('’', "'"))
    }

    /// A word of the dictionary that is one mistake away: two letters swapped, one wrong, one too many, one forgotten.
    /// Hunspell's own suggestions take a hundred times longer.
    pub fn near(&self, word: &str) -> Option<String> {
        let typed: Vec<char> = word.chars().collect();
        if typed.len() < 3 {
            return None;
        }
        let changed = |change: &dyn Fn(&mut Vec<char>)| {
            let mut candidate = typed.clone();
            change(&mut candidate);
            Some(candidate.into_iter().collect::<String>()).filter(|found| found != word && self.knows(found))
        };
        let each = |end: usize| (0..end).flat_map(|at| self.letters.iter().map(move |letter| (at, *letter)));
        let as_typed = |letter: char, at: usize| match typed[at].is_uppercase() {
            true => letter.to_uppercase().next().unwrap_or(letter),
            false => letter,
        };
        (1..typed.len())
            .find_map(|at| changed(&|word| word.swap(at - 1, at)))
            .or_else(|| each(typed.len()).find_map(|(at, letter)| changed(&|word| word[at] = as_typed(letter, at))))
            .or_else(|| {
                (0..typed.len()).find_map(|at| {
                    changed(&|word| {
                        word.remove(at);
                    })
                })
            })
            .or_else(|| each(typed.len() + 1).find_map(|(at, letter)| changed(&|word| word.insert(at, letter))))
    }
}

/// What looking for a dictionary came to.
#[derive(Clone)]
pub enum DictionaryLookup {
    Found(Arc<Dictionary>),
    /// Neither of the folders has this file.
    Missing {
        file: String,
        folders: String,
    },
    /// The file is there but cannot be read as a dictionary in UTF-8.
    Wrong {
        file: String,
    },
}

/// The dictionary of a language.
pub fn system(code: &str) -> DictionaryLookup {
    static READ: OnceLock<Mutex<HashMap<String, DictionaryLookup>>> = OnceLock::new();
    let mut read = READ.get_or_init(Mutex::default).lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    read.entry(code.to_owned()).or_insert_with(|| look_for(code, &folders())).clone()
}

fn folders() -> Vec<PathBuf> {
    let own = std::env::var_os("DICPATH").unwrap_or_default();
    let own: Vec<PathBuf> = std::env::split_paths(&own).filter(|path| !path.as_os_str().is_empty()).collect();
    if own.is_empty() { FOLDERS.iter().map(PathBuf::from).collect() } else { own }
}

fn look_for(code: &str, folders: &[PathBuf]) -> DictionaryLookup {
    let names = names(code);
    for folder in folders {
        let listed = listed(folder, code);
        for name in names.iter().chain(&listed) {
            let (aff, dic) = (folder.join(format!("{name}.aff")), folder.join(format!("{name}.dic")));
            match (aff.is_file(), dic.is_file()) {
                (true, true) => return read(&aff, &dic),
                (true, false) => {
                    return DictionaryLookup::Missing { file: format!("{name}.dic"), folders: shown(folder) };
                }
                (false, true) => {
                    return DictionaryLookup::Missing { file: format!("{name}.aff"), folders: shown(folder) };
                }
                (false, false) => {}
            }
        }
    }
    let looked: Vec<String> = folders.iter().take(3).map(|folder| shown(folder)).collect();
    DictionaryLookup::Missing { file: format!("{}.dic", names[0]), folders: looked.join(", ") }
}

fn shown(folder: &Path) -> String {
    folder.display().to_string()
}

/// `lv` -> `lv_LV`, `lv`; `pt-br` -> `pt_BR`, `pt-br`.
fn names(code: &str) -> Vec<String> {
    match code.split_once('-') {
        Some((language, region)) => vec![format!("{language}_{}", region.to_uppercase()), code.to_owned()],
        None if code == "en" => vec!["en_GB".into(), "en_US".into(), "en".into()],
        None => vec![format!("{code}_{}", code.to_uppercase()), code.to_owned()],
    }
}

/// Dictionaries of other regions of the language, in alphabetical order.
fn listed(folder: &Path, code: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let of = |name: String| {
        name.strip_suffix(".dic").filter(|name| name.starts_with(&format!("{code}_"))).map(str::to_owned)
    };
    let mut names: Vec<String> = names.filter_map(of).collect();
    names.sort();
    names
}

fn read(aff: &Path, dic: &Path) -> DictionaryLookup {
    let wrong = |path: &Path| DictionaryLookup::Wrong { file: path.display().to_string() };
    let Ok(rules) = fs::read_to_string(aff) else { return wrong(aff) };
    let Ok(words) = fs::read_to_string(dic) else { return wrong(dic) };
    match spellbook::Dictionary::new(&rules, &words) {
        Ok(found) => {
            let key = ContentHash::xxh3(&(
                ContentHash::blake3_bytes(rules.as_bytes()),
                ContentHash::blake3_bytes(words.as_bytes()),
            ));
            let letters: BTreeSet<char> = words.chars().filter(|c| c.is_lowercase() && *c > '\u{7f}').collect();
            let cyrillic = letters.iter().any(|c| ('\u{400}'..'\u{530}').contains(c));
            let ascii = if cyrillic { "" } else { "abcdefghijklmnopqrstuvwxyz" };
            let letters = letters.into_iter().chain(ascii.chars()).collect();
            DictionaryLookup::Found(Arc::new(Dictionary { words: found, key, letters }))
        }
        Err(_) => wrong(aff),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dictionary_is_found_or_its_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let folders = [folder.path().join("none"), folder.path().to_owned()];
        let missing = |code: &str| match look_for(code, &folders) {
            DictionaryLookup::Missing { file, .. } => file,
            DictionaryLookup::Found(_) => "found".to_owned(),
            DictionaryLookup::Wrong { .. } => "wrong".to_owned(),
        };
        assert_eq!(missing("lv"), "lv_LV.dic");
        assert_eq!(missing("pt-br"), "pt_BR.dic");
        fs::write(folder.path().join("lv_LV.dic"), "1\ntermiņš/A\n").unwrap();
        assert_eq!(missing("lv"), "lv_LV.aff");
        fs::write(folder.path().join("lv_LV.aff"), "SET UTF-8\nSFX A Y 1\nSFX A š a š\n").unwrap();
        let DictionaryLookup::Found(dictionary) = look_for("lv", &folders) else { panic!("{}", missing("lv")) };
        assert!(dictionary.knows("termiņš") && dictionary.knows("termiņa") && !dictionary.knows("deadlains"));
        for typed in ["tremiņš", "terminš", "terrmiņš", "temiņš"] {
            assert_eq!(dictionary.near(typed).as_deref(), Some("termiņš"), "{typed}");
        }
        assert_eq!(dictionary.near("deadlains"), None);
        fs::write(folder.path().join("lv_LV.aff"), b"SET ISO8859-13\n\xe2\n").unwrap();
        assert_eq!(missing("lv"), "wrong");
    }
}
