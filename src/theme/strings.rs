//! The interface strings of a theme: Fluent files, built in and of the site.
//!
//! Takes the files of the theme and the strings of the site; returns [`Messages`], indexed by language, and the template
//! function that looks up a string with arguments. Syntax errors and cyclic references are reported with their span.

use std::collections::{HashMap, HashSet};

use tera::{Kwargs, TeraResult};

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::i18n::Messages;
use crate::input::ThemeFiles;
use crate::linguistics::{FALLBACK, find_pack};
use crate::model::{Config, LanguageTexts, SharedStr};

use super::site_strings::{place_of_string, read_site_strings};

/// A file of strings.
struct StringsFile {
    /// Path for diagnostics.
    path: SharedStr,
    text: String,
}

/// The strings of each language of the site. Adds the hashes of their files, and of the site's own strings, to `parts`.
/// `site_texts` are indexed by language.
pub(super) fn load_strings(
    files: &ThemeFiles,
    (config, site_texts): (&Config, &[LanguageTexts]),
    parts: &mut Vec<(String, ContentHash)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Messages> {
    let mut strings = Vec::with_capacity(config.languages.len());
    for language in &config.languages {
        let primary = language.code.split('-').next().unwrap_or_default();
        let mut texts: Vec<StringsFile> = Vec::new();
        // A later file takes precedence: English is the fallback for missing strings, and the site's own strings
        // replace the built-in ones.
        let mut codes = vec![FALLBACK];
        codes.extend(Some(primary).filter(|primary| *primary != FALLBACK));
        for code in codes {
            let name = format!("strings/{code}.ftl");
            texts.extend(built_in_strings(code));
            let path: SharedStr = format!("{}{name}", files.folder()).into();
            if files.contains(&path) {
                match files.read_text(&path) {
                    Ok(text) => texts.push(StringsFile { path, text }),
                    Err(diagnostic) => diagnostics.push(diagnostic),
                }
            }
        }
        let mut readable: Vec<&str> = Vec::with_capacity(texts.len() + 1);
        for text in &texts {
            parts.push((text.path.to_string(), ContentHash::blake3_bytes(text.text.as_bytes())));
            match Messages::new(&language.code, &[&text.text]) {
                Ok(_) => readable.push(&text.text),
                Err(errors) => {
                    for error in errors {
                        let span = Span::new(&text.path, error.byte..error.byte + 1);
                        diagnostics.push(Diagnostic::theme(span, "strings", "", error.reason));
                    }
                }
            }
        }
        let path: SharedStr = format!("content/{}/site.yaml", language.code).into();
        let own = site_texts.get(language.id.index()).map_or(&[][..], |texts| &texts.strings);
        let fluent = read_site_strings(&language.code, &path, own, &readable, diagnostics);
        parts.push((path.to_string(), ContentHash::blake3_bytes(fluent.as_bytes())));
        readable.push(&fluent);
        if let Ok(messages) = Messages::new(&language.code, &readable) {
            for id in messages.unformattable_ids() {
                if let Some(range) = place_of_string(own, id) {
                    let diagnostic = Diagnostic::new(Code::BadString, Span::new(&path, range)).arg("id", id);
                    let diagnostic = diagnostic.arg("kind", "circle").arg("name", "").arg("known", "");
                    diagnostics.push(diagnostic.arg("text", ""));
                    continue;
                }
                let entry = texts.iter().rev().find_map(|text| Some((text, entry_offset(&text.text, id)?)));
                let Some((text, at)) = entry else { continue };
                let span = Span::new(&text.path, at..at + id.len());
                diagnostics.push(Diagnostic::theme(span, "circle", id, ""));
            }
            strings.push(messages);
        }
    }
    strings
}

/// How many ids of missing strings a message lists.
const LISTED_IDS: usize = 12;

/// Reports each language that lacks strings which English has. `site_texts` are indexed by language. Files that cannot be
/// parsed have been reported.
pub(super) fn report_missing_strings(
    files: &ThemeFiles,
    (config, site_texts): (&Config, &[LanguageTexts]),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let own_file = |code: &str| -> SharedStr { format!("{}strings/{code}.ftl", files.folder()).into() };
    let ids_in = |code: &str| -> Vec<String> {
        let own = Some(own_file(code)).filter(|path| files.contains(path));
        let own = own.and_then(|path| files.read_text(&path).ok());
        let texts: Vec<String> = built_in_strings(code).map(|file| file.text).into_iter().chain(own).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        Messages::new(code, &texts).map(|messages| messages.message_ids().to_vec()).unwrap_or_default()
    };
    let wanted = ids_in(FALLBACK);
    let built_in = built_in_strings(FALLBACK).map(|file| file.text).unwrap_or_default();
    for language in &config.languages {
        let primary = language.code.split('-').next().unwrap_or_default();
        if primary == FALLBACK {
            continue;
        }
        let mut present: HashSet<String> = ids_in(primary).into_iter().collect();
        let own = site_texts.get(language.id.index()).map_or(&[][..], |texts| &texts.strings);
        present.extend(own.iter().map(|string| string.id.value.to_string()));
        let missing: Vec<&str> = wanted.iter().map(String::as_str).filter(|id| !present.contains(*id)).collect();
        if missing.is_empty() {
            continue;
        }
        // Strings that only the theme has belong into the theme.
        let is_of_theme = missing.iter().all(|id| entry_offset(&built_in, id).is_none());
        let (kind, file) = match is_of_theme {
            true => ("theme", own_file(primary)),
            false => ("site", format!("content/{}/site.yaml", language.code).into()),
        };
        let mut ids = missing.iter().take(LISTED_IDS).copied().collect::<Vec<_>>().join(", ");
        if missing.len() > LISTED_IDS {
            ids.push_str(", …");
        }
        let span = Span::new(&"content/site.yaml".into(), language.range.clone());
        let all = if missing.len() == wanted.len() { "yes" } else { "no" };
        let diagnostic = Diagnostic::new(Code::MissingStrings, span).arg("lang", &*language.code).arg("all", all);
        let diagnostic = diagnostic.arg("kind", kind).arg("file", &*file).arg("n", missing.len().to_string());
        diagnostics.push(diagnostic.arg("ids", ids));
    }
}

/// The default theme's strings in a language, with the path of their file in situ's sources; `None` if it has none.
fn built_in_strings(code: &str) -> Option<StringsFile> {
    let text = find_pack(code)?.strings?.to_owned();
    Some(StringsFile { path: format!("src/languages/{code}/strings.ftl").into(), text })
}

/// The byte offset of the entry `id` in a Fluent file.
fn entry_offset(text: &str, id: &str) -> Option<usize> {
    let is_entry = |rest: &str| rest.strip_prefix(id).is_some_and(|rest| rest.trim_start_matches(' ').starts_with('='));
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    starts.into_iter().find(|at| is_entry(&text[*at..]))
}

/// The template function `t(key="progress", lang=page.lang, n=3, …)`: an interface string with arguments. `n` selects
/// the plural form.
pub(super) fn translate(kwargs: &Kwargs, by_code: &HashMap<String, usize>, strings: &[Messages]) -> TeraResult<String> {
    let key: &str = kwargs.must_get("key")?;
    let lang: &str = kwargs.must_get("lang")?;
    let messages = by_code
        .get(lang)
        .and_then(|number| strings.get(*number))
        .ok_or_else(|| tera::Error::message(format!("t: `{lang}` is no language of the site")))?;
    if !messages.message_ids().iter().any(|id| id == key) {
        return Err(tera::Error::message(format!("t: no string `{key}` in strings/{lang}.ftl")));
    }
    let mut number = None;
    let mut args: Vec<(String, String)> = Vec::new();
    for (name, value) in kwargs.iter() {
        let name = name.to_string();
        match name.as_str() {
            "key" | "lang" => {}
            "n" => number = value.as_u64(),
            _ => args.push((name, value.to_string())),
        }
    }
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Ok(match number {
        Some(n) => messages.count(key, n, &args),
        None => messages.text(key, &args),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_complete_in_all_languages() {
        let ids = |lang: &str, text: &str| {
            let messages = Messages::new(lang, &[text]).unwrap_or_else(|errors| panic!("{lang}: {errors:?}"));
            let mut ids = messages.message_ids().to_vec();
            ids.sort();
            ids
        };
        let english = ids(FALLBACK, find_pack(FALLBACK).and_then(|pack| pack.strings).unwrap());
        assert!(english.len() > 30);
        for (lang, text) in crate::linguistics::PACKS.iter().filter_map(|pack| Some((pack.code, pack.strings?))) {
            assert_eq!(ids(lang, text), english, "{lang}");
        }
    }

    #[test]
    fn strings_have_the_dash_of_their_language() {
        for pack in crate::linguistics::PACKS {
            let dash = crate::linguistics::find_language(pack.code).dash;
            let texts = [pack.strings, pack.messages, pack.scaffold].into_iter().flatten();
            for line in texts.flat_map(str::lines).filter(|line| !line.starts_with('#')) {
                let other = [" – ", " — "].into_iter().find(|other| !other.contains(dash) && line.contains(other));
                assert_eq!(other, None, "{}: {line}", pack.code);
            }
        }
    }

    #[test]
    fn templates_have_no_dash_of_one_language() {
        for (path, bytes) in crate::theme::load::embedded_files("templates") {
            assert!(!String::from_utf8_lossy(bytes).contains(['–', '—']), "{path}");
        }
    }
}
