//! Build script: fingerprints the program's own sources and generates the table of built-in languages.
//!
//! Inputs: `src/`, `themes/default/` and `Cargo.lock` of this package. Outputs: the environment variable `SITU_SOURCES`,
//! which keys cached pages so that a page rendered by another version of the program is not reused,
//! `OUT_DIR/languages.rs`, which lists the folders of `src/languages/`, and `OUT_DIR/page_types.rs`, which lists the fields
//! of the types in `src/page/` for the manual. Never reads anything outside this package and
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
/// The folder with the types that templates get.
const PAGES: &str = "src/page";

fn main() -> Result<(), String> {
    let mut hasher = DefaultHasher::new();
    for part in ["src", "themes/default", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={part}");
        hash_files(Path::new(part), &mut hasher);
    }
    println!("cargo::rustc-env=SITU_SOURCES={:016x}", hasher.finish());

    let root = variable("CARGO_MANIFEST_DIR")?.join(LANGUAGES);
    let table = variable("OUT_DIR")?.join("languages.rs");
    fs::write(&table, language_table(&root)?).map_err(|error| format!("{}: {error}", table.display()))?;
    let types = variable("OUT_DIR")?.join("page_types.rs");
    let table = page_types(&variable("CARGO_MANIFEST_DIR")?.join(PAGES))?;
    fs::write(&types, table).map_err(|error| format!("{}: {error}", types.display()))
}

/// Rust source of the static `PAGE_TYPES`: the name of each serialised type in the folder, with the name, the type and the
/// documentation of its fields, or of its variants that hold one value. rustfmt puts each on a line of its own.
fn page_types(root: &Path) -> Result<String, String> {
    let mut rows = String::new();
    for name in names(root)?.iter().filter(|name| name.ends_with(".rs")) {
        let text = fs::read_to_string(root.join(name)).map_err(|error| format!("{name}: {error}"))?;
        let (mut is_open, mut is_serialized, mut doc) = (false, false, String::new());
        for line in text.lines() {
            let declared = line.split("struct ").nth(1).or_else(|| line.strip_prefix("pub enum "));
            if line.starts_with("#[derive(") {
                is_serialized = line.contains("Serialize");
            }
            if let Some(declared) = declared.filter(|_| !line.starts_with([' ', '/']) && line.ends_with('{')) {
                let name: String = declared.chars().take_while(|c| c.is_alphanumeric()).collect();
                is_open = std::mem::take(&mut is_serialized);
                if is_open {
                    rows.push_str(&format!("    ({name:?}, &[\n"));
                }
            } else if is_open && line == "}" {
                rows.push_str("    ]),\n");
                is_open = false;
            } else if let Some(text) = line.strip_prefix("    /// ").filter(|_| is_open) {
                doc.push_str(&format!("{}{text}", if doc.is_empty() { "" } else { " " }));
            } else if let Some(field) = line.trim().strip_suffix(',').filter(|_| is_open && !line.contains('#')) {
                let field = field.strip_prefix("pub ").unwrap_or(field).trim_end_matches(')');
                if let Some((name, kind)) = field.split_once(": ").or_else(|| field.split_once('(')) {
                    rows.push_str(&format!("        ({name:?}, {kind:?}, {doc:?}),\n"));
                }
                doc.clear();
            }
        }
    }
    let doc = "/// Name of a type, then name, type and documentation of each of its fields.";
    Ok(format!("{doc}\npub static PAGE_TYPES: &[TypeRow] = &[\n{rows}];\n"))
}

fn variable(name: &str) -> Result<PathBuf, String> {
    env::var_os(name).map(PathBuf::from).ok_or_else(|| format!("{name} is not set"))
}

/// Hashes the names and bytes of all files below `path`, in the order of their names; the same on every host.
fn hash_files(path: &Path, hasher: &mut DefaultHasher) {
    if path.is_dir() {
        let mut below: Vec<_> = fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        below.sort();
        below.iter().for_each(|path| hash_files(path, hasher));
    } else if let Ok(bytes) = fs::read(path) {
        path.to_string_lossy().replace('\\', "/").hash(hasher);
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
