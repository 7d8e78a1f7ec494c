//! Build script: fingerprints the program's own sources and generates the table of built-in languages.
//!
//! Inputs: `src/`, `themes/default/` and `Cargo.lock` of this package. Outputs: the environment variable `SITU_SOURCES`,
//! which keys cached pages so that a page rendered by another version of the program is not reused, and
//! `OUT_DIR/languages.rs`, which lists the folders of `src/languages/`. Never reads anything outside this package and
//! never opens a connection.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The folder with one folder for each built-in language.
const LANGUAGES: &str = "src/languages";
/// The language that others fall back to: its folder must have everything but the stemmer rules.
const FALLBACK: &str = "en";
/// The Rust file with the rules of a language.
const RULES: &str = "mod.rs";
/// The other files of a language folder, each with its field of `LanguagePack`.
const TEXTS: [(&str, &str); 4] =
    [("stem", "stem.txt"), ("messages", "messages.ftl"), ("strings", "strings.ftl"), ("scaffold", "scaffold.ftl")];
/// The folder with the example site of a language, the field `example` of `LanguagePack`.
const EXAMPLE: &str = "example";

fn main() -> Result<(), String> {
    let mut hasher = DefaultHasher::new();
    for part in ["src", "themes/default", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={part}");
        hash_files(Path::new(part), &mut hasher);
    }
    println!("cargo::rustc-env=SITU_SOURCES={:016x}", hasher.finish());

    let root = variable("CARGO_MANIFEST_DIR")?.join(LANGUAGES);
    let table = variable("OUT_DIR")?.join("languages.rs");
    fs::write(&table, language_table(&root)?).map_err(|error| format!("{}: {error}", table.display()))
}

fn variable(name: &str) -> Result<PathBuf, String> {
    env::var_os(name).map(PathBuf::from).ok_or_else(|| format!("{name} is not set"))
}

/// Hashes the names and bytes of all files below `path`, in the order of their names.
fn hash_files(path: &Path, hasher: &mut DefaultHasher) {
    if path.is_dir() {
        let mut below: Vec<_> = fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        below.sort();
        below.iter().for_each(|path| hash_files(path, hasher));
    } else if let Ok(bytes) = fs::read(path) {
        path.hash(hasher);
        bytes.hash(hasher);
    }
}

/// Rust source that declares a module for each `mod.rs` and the static `PACKS`, sorted by language code.
///
/// Fails on a file or folder name that it does not know, so that a misspelt name is not ignored.
fn language_table(root: &Path) -> Result<String, String> {
    let mut modules = String::new();
    let mut rows = String::new();
    for code in names(root)? {
        let folder = root.join(&code);
        if !matches!(code.len(), 2 | 3) || !code.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Err(format!("{}: a language folder is named by a code such as `lv`", folder.display()));
        }
        let files = names(&folder)?;
        for file in &files {
            if file != RULES && file != EXAMPLE && !TEXTS.iter().any(|(_, known)| known == file) {
                return Err(format!("{}: not a file of a language folder", folder.join(file).display()));
            }
        }
        let has = |name: &str| files.iter().any(|file| file == name);
        if code == FALLBACK
            && !(has(RULES) && has(EXAMPLE) && TEXTS.iter().all(|(field, name)| *field == "stem" || has(name)))
        {
            return Err(format!(
                "{}: other languages fall back to its files, so none may be missing",
                folder.display()
            ));
        }
        // Raw identifiers, because a code may be a keyword: `as` is Assamese.
        let rules = has(RULES).then(|| format!("&r#{code}::LANGUAGE"));
        if rules.is_some() {
            modules.push_str(&format!("#[path = {:?}]\nmod r#{code};\n", folder.join(RULES)));
        }
        rows.push_str(&format!("    LanguagePack {{\n        code: {code:?},\n        language: {},\n", option(rules)));
        for (field, name) in TEXTS {
            let text = has(name).then(|| format!("include_str!({:?})", folder.join(name)));
            rows.push_str(&format!("        {field}: {},\n", option(text)));
        }
        rows.push_str("        example: &[\n");
        if has(EXAMPLE) {
            let example = folder.join(EXAMPLE);
            for path in files_below(&example, "")? {
                rows.push_str(&format!("            ({path:?}, include_str!({:?})),\n", example.join(&path)));
            }
        }
        rows.push_str("        ],\n    },\n");
    }
    let doc = "/// The built-in languages, sorted by code.";
    Ok(format!("{modules}\n{doc}\npub static PACKS: &[LanguagePack] = &[\n{rows}];\n"))
}

fn option(expression: Option<String>) -> String {
    expression.map_or_else(|| "None".to_owned(), |expression| format!("Some({expression})"))
}

/// The paths of all files in the folder `below` of `root`, relative to `root`, with `/`.
fn files_below(root: &Path, below: &str) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    for name in names(&root.join(below))? {
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        match root.join(&path).is_dir() {
            true => files.extend(files_below(root, &path)?),
            false => files.push(path),
        }
    }
    Ok(files)
}

/// The sorted names in a folder; hidden files, such as an editor's, are left out.
fn names(folder: &Path) -> Result<Vec<String>, String> {
    let error = |error| format!("{}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        let name = entry.map_err(error)?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
