//! The language of each document: of its folder, the ending of its name, its head, or its letters.
//!
//! Takes paths; returns the language and the path without it, which is the same for all translations of a text. A folder
//! `no` is a language only if there is a sign for it: the settings or the author name it, or another language is beside it.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{file_name, parent};

/// The codes of ISO 639-1 and three more that sites use, sorted.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fil fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is \
    it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb \
    nd ne ng nl nn no nr nv ny oc oj om or os pa pcm pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss \
    st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo yue za zh zu";

/// A code in lower case with hyphens: `zh_CN` is `zh-cn`.
pub fn normal_code(typed: &str) -> String {
    typed.trim().to_ascii_lowercase().replace('_', "-")
}

/// Whether a normal code is one of a language, with or without a region or a script.
pub fn is_language_code(code: &str) -> bool {
    let (primary, rest) = code.split_once('-').unwrap_or((code, ""));
    let is_subtag = |tag: &str| (2..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric());
    code.len() <= 12
        && CODES.split_ascii_whitespace().any(|known| known == primary)
        && (rest.is_empty() && !code.ends_with('-') || rest.split('-').all(is_subtag) && !rest.is_empty())
}

/// A document's language, if its path has one, and its path without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The code.
    pub language: Option<String>,
    /// The path without the language.
    pub neutral: String,
}

/// The languages of these paths. `named` are those that the author or the settings name.
pub fn place(paths: &[&str], named: &BTreeSet<String>) -> Vec<Placed> {
    let mut siblings: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut endings: BTreeSet<String> = BTreeSet::new();
    for path in paths {
        for (at, _) in path.match_indices('/') {
            let folder = &path[..at];
            let code = normal_code(file_name(folder));
            if is_language_code(&code) {
                siblings.entry(parent(folder)).or_default().insert(code);
            }
        }
        endings.extend(ending_code(path));
    }
    let all: BTreeSet<&str> = paths.iter().copied().collect();
    let is_language_folder = |folder: &str| {
        let code = normal_code(file_name(folder));
        is_language_code(&code)
            && (named.contains(&code) || siblings.get(parent(folder)).is_some_and(|codes| codes.len() > 1))
    };
    let is_ending = |path: &str, code: &String| {
        let plain = without_ending(path, code);
        named.contains(code) || endings.len() > 1 || all.contains(plain.as_str())
    };
    let place = |path: &&str| {
        if let Some(code) = ending_code(path).filter(|code| is_ending(path, code)) {
            return Placed { neutral: without_ending(path, &code), language: Some(code) };
        }
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        match folders.into_iter().find(|folder| is_language_folder(folder)) {
            Some(folder) => {
                let above = parent(folder);
                let rest = &path[folder.len() + 1..];
                let neutral = if above.is_empty() { rest.to_owned() } else { format!("{above}/{rest}") };
                let neutral = neutral
                    .replace("i18n/docusaurus-plugin-content-docs/current/", "docs/")
                    .replace("i18n/docusaurus-plugin-content-blog/", "blog/")
                    .replace("i18n/docusaurus-plugin-content-pages/", "src/pages/");
                Placed { language: Some(normal_code(file_name(folder))), neutral }
            }
            None => Placed { language: None, neutral: (*path).to_owned() },
        }
    };
    paths.iter().map(place).collect()
}

/// The code before the ending of a file: `ru` of `a.ru.md`.
fn ending_code(path: &str) -> Option<String> {
    let (stem, _) = file_name(path).rsplit_once('.')?;
    let (before, code) = stem.rsplit_once('.')?;
    let code = normal_code(code);
    (!before.is_empty() && is_language_code(&code)).then_some(code)
}

/// The path without the code before its ending.
fn without_ending(path: &str, code: &str) -> String {
    let Some((stem, ending)) = path.rsplit_once('.') else { return path.to_owned() };
    format!("{}.{ending}", &stem[..stem.len().saturating_sub(code.len() + 1)])
}

/// The language that most letters of a text are of, of those that situ has rules for; English if none is likely.
pub fn guess_language(text: &str) -> &'static str {
    let count = |letters: &str| text.chars().filter(|c| letters.contains(*c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let cyrillic = text.chars().filter(|c| ('а'..='я').contains(&c.to_ascii_lowercase())).count();
    if cyrillic * 3 > letters {
        // Bulgarian has no ы and э, and writes ъ in many words.
        return if count("ыэё") * 4 > count("ъ") { "ru" } else { "bg" };
    }
    if count("āēīūķļņģšž") * 30 > letters && count("āēīū") > 0 { "lv" } else { "en" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(paths: &[&str], named: &[&str]) -> Vec<(Option<String>, String)> {
        let named = named.iter().map(|code| (*code).to_owned()).collect();
        place(paths, &named).into_iter().map(|placed| (placed.language, placed.neutral)).collect()
    }

    fn of(language: &str, path: &str) -> (Option<String>, String) {
        (Some(language.to_owned()).filter(|code| !code.is_empty()), path.to_owned())
    }

    #[test]
    fn folders_and_endings_name_languages() {
        assert_eq!(placed(&["docs/en/a.md", "docs/ru/a.md"], &[]), [of("en", "docs/a.md"), of("ru", "docs/a.md")]);
        assert_eq!(placed(&["a.md", "a.ru.md"], &[]), [of("", "a.md"), of("ru", "a.md")]);
        assert_eq!(placed(&["x/a.zh-CN.md", "x/a.pt_BR.md"], &[]), [of("zh-cn", "x/a.md"), of("pt-br", "x/a.md")]);
        assert_eq!(placed(&["_a/x.md", "_a/ru/x.md"], &["ru"]), [of("", "_a/x.md"), of("ru", "_a/x.md")]);
        let docs = "i18n/ru/docusaurus-plugin-content-docs/current/a.md";
        assert_eq!(placed(&["docs/a.md", docs], &["ru"]), [of("", "docs/a.md"), of("ru", "docs/a.md")]);
    }

    #[test]
    fn words_that_look_like_codes_are_no_languages() {
        assert_eq!(placed(&["notes/no/a.md", "notes/b.md"], &[]), [of("", "notes/no/a.md"), of("", "notes/b.md")]);
        assert_eq!(placed(&["v1.is.md"], &[]), [of("", "v1.is.md")]);
        assert!(!is_language_code("xx") && !is_language_code("en-") && is_language_code("zh-hant"));
    }

    #[test]
    fn letters_tell_the_language() {
        for (text, code) in [
            ("Позвоните до того, как писать, и это поможет вам.", "ru"),
            ("Обадете се, преди да пишете на съседа отгоре, тъй като това помага.", "bg"),
            ("Piezvaniet, pirms rakstāt vēstuli kaimiņam.", "lv"),
            ("Call before you write.", "en"),
            ("", "en"),
        ] {
            assert_eq!(guess_language(text), code, "{text}");
        }
    }
}
