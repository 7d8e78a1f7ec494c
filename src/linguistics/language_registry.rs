//! The built-in languages: one [`LanguagePack`] for each folder of `src/languages/`.
//!
//! `build.rs` generates the modules and the table from the folders; this file only adds their types and lookups. Never
//! names a language, except the one that others fall back to.

use super::Language;

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// What one folder of `src/languages/` holds. A file that is missing is `None`, and the language is then treated like
/// an unknown one in that respect.
#[derive(Debug)]
pub struct LanguagePack {
    /// The folder's name, a BCP 47 primary language subtag: "lv".
    pub code: &'static str,
    /// `mod.rs`: script, quotation marks, romanisation, pronouns, names.
    pub language: Option<&'static Language>,
    /// `stem.txt`: the rules of the stemmer, see [`super::stem`].
    pub stem: Option<&'static str>,
    /// `messages.ftl`: what the program says on the command line and in diagnostics.
    pub messages: Option<&'static str>,
    /// `strings.ftl`: the interface strings of the default theme.
    pub strings: Option<&'static str>,
    /// `scaffold.ftl`: placeholder sentences for the files that `situ new` writes.
    pub scaffold: Option<&'static str>,
    /// `example/`: the files of the site that `situ init` writes, by their paths in this folder; empty if there is none.
    pub example: &'static [(&'static str, &'static str)],
}

/// The rules of the language that others fall back to.
pub(super) static ENGLISH: &Language = &en::LANGUAGE;

/// The code of the language that others fall back to; its folder has everything but `stem.txt`.
pub const FALLBACK: &str = "en";

/// The files of a built-in language; `None` if no folder has exactly this code.
pub fn find_pack(code: &str) -> Option<&'static LanguagePack> {
    PACKS.iter().find(|pack| pack.code == code)
}

/// One text of the fallback language, then the same text of `code` if that is another language and has one: later
/// entries replace earlier ones.
///
/// `text` selects the file: `|pack| pack.messages`.
pub fn texts_with_fallback(code: &str, text: fn(&LanguagePack) -> Option<&'static str>) -> Vec<&'static str> {
    let own = Some(code).filter(|code| *code != FALLBACK);
    [FALLBACK].into_iter().chain(own).filter_map(|code| find_pack(code).and_then(text)).collect()
}

/// The rules of all built-in languages, sorted by code.
pub fn languages() -> impl Iterator<Item = &'static Language> {
    PACKS.iter().filter_map(|pack| pack.language)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// Code -> names of the files in its folder.
    fn folders() -> Vec<(String, BTreeSet<String>)> {
        let names = |folder: &Path| -> BTreeSet<String> {
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/languages");
        names(&root).into_iter().map(|code| (code.clone(), names(&root.join(&code)))).collect()
    }

    #[test]
    fn every_folder_and_file_is_in_the_table() {
        let packs: Vec<(String, BTreeSet<String>)> = PACKS
            .iter()
            .map(|pack| {
                let files = [
                    ("mod.rs", pack.language.is_some()),
                    ("stem.txt", pack.stem.is_some()),
                    ("messages.ftl", pack.messages.is_some()),
                    ("strings.ftl", pack.strings.is_some()),
                    ("scaffold.ftl", pack.scaffold.is_some()),
                    ("example", !pack.example.is_empty()),
                ];
                let present = files.into_iter().filter(|(_, present)| *present).map(|(name, _)| name.to_owned());
                (pack.code.to_owned(), present.collect())
            })
            .collect();
        assert_eq!(packs, folders());
    }

    #[test]
    fn folder_names_equal_the_codes_of_their_rules() {
        for pack in PACKS {
            assert!(pack.language.is_none_or(|language| language.code == pack.code), "{}", pack.code);
        }
        assert!(PACKS.is_sorted_by_key(|pack| pack.code));
        assert!(PACKS.iter().any(|pack| pack.code == "lv"), "the test compares something");
    }

    #[test]
    fn language_folders_import_nothing_but_the_shared_parts() {
        for (code, files) in folders() {
            if !files.contains("mod.rs") {
                continue;
            }
            let path = format!("{}/src/languages/{code}/mod.rs", env!("CARGO_MANIFEST_DIR"));
            let text = fs::read_to_string(path).unwrap();
            let imports: Vec<&str> = text.lines().map(str::trim).filter(|line| line.starts_with("use ")).collect();
            assert!(!imports.is_empty(), "{code}");
            for import in imports {
                assert!(
                    import.starts_with("use crate::linguistics::") && !import.contains("registry"),
                    "{code}: {import}"
                );
            }
        }
    }

    #[test]
    fn the_fallback_language_has_every_text() {
        let english = find_pack(FALLBACK).unwrap();
        assert!(english.messages.is_some() && english.strings.is_some() && english.scaffold.is_some());
        assert!(!english.example.is_empty());
        assert_eq!(texts_with_fallback(FALLBACK, |pack| pack.strings).len(), 1);
        assert_eq!(texts_with_fallback("lv", |pack| pack.strings).len(), 2);
        assert_eq!(texts_with_fallback("tlh", |pack| pack.strings), texts_with_fallback(FALLBACK, |pack| pack.strings));
    }

    #[test]
    fn texts_are_of_the_language_of_their_folder() {
        for pack in PACKS {
            let text = texts_with_fallback(pack.code, |pack| pack.strings);
            assert_eq!(text.last().copied(), pack.strings.or(text.first().copied()), "{}", pack.code);
        }
    }

    #[test]
    fn every_built_in_language_has_a_name_in_every_other() {
        for language in languages() {
            for other in languages() {
                assert_ne!(language.name_of(other.code), other.code, "no name of {} in {}", other.code, language.code);
            }
        }
    }
}
