//! Former URLs of a document, as writers type or paste them.
//!
//! Takes the text of an alias; returns the path that its redirect page answers, below the base, or why there cannot be
//! one. The path is decoded: `/vec%C4%81/` and `/vecā/` are the same URL. Never checks whether another page has it.

use percent_encoding::percent_decode_str;

use crate::foundation::file_names::{NameProblem, find_path_problem};
use crate::foundation::unicode::has_invisible;

/// Why no page can be at an alias.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AliasProblem {
    /// The variant of the message.
    pub kind: &'static str,
    /// The alias that was probably meant; empty if there is none.
    pub suggestion: String,
}

/// Names of files that web servers and hosts of static sites read themselves, in lower case.
const SERVER_FILES: [&str; 8] = [
    "web.config",
    "cname",
    "netlify.toml",
    "vercel.json",
    "staticwebapp.config.json",
    "firebase.json",
    "web-inf",
    "cgi-bin",
];

/// The decoded path of an alias. An alias without a slash is a former slug, and stays without one.
pub fn read_alias(typed: &str) -> Result<String, AliasProblem> {
    let problem = |kind| Err(AliasProblem { kind, suggestion: String::new() });
    let instead = |kind, address: &str| {
        let suggestion = if address.trim_matches('/').is_empty() { String::new() } else { address.to_owned() };
        Err(AliasProblem { kind, suggestion })
    };
    if has_invisible(typed) {
        return problem("invisible");
    }
    if let Some((address, _)) = typed.split_once('#') {
        return instead("fragment", address);
    }
    if let Some((address, _)) = typed.split_once('?') {
        return instead("query", address);
    }
    if typed.contains("//") || typed.contains(char::is_whitespace) || typed.contains(['"', '<', '>', '\\']) {
        return problem("blank");
    }
    let Some(path) = decode(typed) else { return problem("percent") };
    let names = path.trim_matches('/');
    if names.is_empty() || names.split('/').any(|name| matches!(name, "" | "." | "..")) {
        return problem("blank");
    }
    if has_invisible(names) {
        return problem("invisible");
    }
    if names.split('/').any(|name| name.starts_with('.') || SERVER_FILES.contains(&&*name.to_lowercase())) {
        return problem("server");
    }
    match find_path_problem(&format!("{names}/index.html")) {
        Some(NameProblem::TooLong) => return problem("long"),
        Some(_) => return problem("windows"),
        None if names.contains(['"', '<', '>', '?']) => return problem("windows"),
        None => {}
    }
    // The page of a folder answers both `x/` and `x/index.html`. A folder with the name of that page would hide it.
    let (folder, last) = names.rsplit_once('/').unwrap_or(("", names));
    if names.split('/').any(is_index) {
        let is_page = is_index(last) && !folder.is_empty() && !folder.split('/').any(is_index);
        return if is_page { instead("index", &format!("/{folder}/")) } else { problem("index") };
    }
    Ok(path)
}

/// Whether a server may take a file with this name for the page of its folder.
fn is_index(name: &str) -> bool {
    name.eq_ignore_ascii_case("index.html") || name.eq_ignore_ascii_case("index.htm")
}

/// Decodes `%XX`; `None` if an escape is incomplete, hides a slash, a backslash or a control character, or the result
/// is not UTF-8.
fn decode(typed: &str) -> Option<String> {
    for escape in typed.split('%').skip(1) {
        let byte = escape.get(..2).filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let byte = u8::from_str_radix(byte?, 16).ok()?;
        if matches!(byte, b'/' | b'\\' | 0x7F) || byte.is_ascii_control() {
            return None;
        }
    }
    percent_decode_str(typed).decode_utf8().ok().map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::read_alias;

    #[test]
    fn aliases_are_decoded() {
        for (typed, path) in [
            ("/old/page/", "/old/page/"),
            ("old.html", "old.html"),
            ("/vec%C4%81-lapa/", "/vecā-lapa/"),
            ("/vecā-lapa/", "/vecā-lapa/"),
            ("/статьи/старая", "/статьи/старая"),
            ("/my%20page/", "/my page/"),
            ("/c%23/", "/c#/"),
            ("/100%25/", "/100%/"),
            ("/it's+a&b/", "/it's+a&b/"),
        ] {
            assert_eq!(read_alias(typed).as_deref(), Ok(path));
        }
    }

    #[test]
    fn problems_of_aliases_are_named() {
        for (typed, kind, suggestion) in [
            ("/", "blank", ""),
            ("a//b", "blank", ""),
            ("a/../b", "blank", ""),
            ("a/%2e%2e/b", "blank", ""),
            ("a b", "blank", ""),
            ("https://example.org/a", "blank", ""),
            ("/a/#b", "fragment", "/a/"),
            ("/a/?b=1", "query", "/a/"),
            ("/?p=1", "query", ""),
            ("/100%/", "percent", ""),
            ("/a%2Fb/", "percent", ""),
            ("/a%00/", "percent", ""),
            ("/%ff/", "percent", ""),
            ("/a\u{200b}/", "invisible", ""),
            ("/a%E2%80%8B/", "invisible", ""),
            ("/.htaccess/", "server", ""),
            ("/.git/config", "server", ""),
            ("/x/Web.config/", "server", ""),
            ("/nul", "windows", ""),
            ("/a./b", "windows", ""),
            ("/a:b", "windows", ""),
            ("/a%22b", "windows", ""),
            ("/a%20/", "windows", ""),
            ("/x/index.html", "index", "/x/"),
            ("/index.html", "index", ""),
            ("/Index.html/x/", "index", ""),
        ] {
            let problem = read_alias(typed).unwrap_err();
            assert_eq!((problem.kind, problem.suggestion.as_str()), (kind, suggestion), "{typed}");
        }
        assert_eq!(read_alias(&"ā".repeat(128)).unwrap_err().kind, "long");
    }
}
