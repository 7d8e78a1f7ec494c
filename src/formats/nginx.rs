//! The part of a configuration of nginx that serves the site: the base path, redirects from former addresses, the page
//! for unknown addresses of each language, headers, types and compression.
//!
//! Takes the site and the folder that nginx reads; returns text for a `server` block, or the path that nginx cannot read.
//! Never part of the output folder, because nginx would serve it.

use percent_encoding::percent_decode_str;

use crate::site::Site;
use crate::site::hosting::{HASHED_FOLDERS, IMMUTABLE, REVALIDATE, security_headers, special_types};
use crate::site::routes::Routes;

/// The types of text files other than HTML. nginx adds the character set to them, and compresses them.
const TEXT_TYPES: &str = "application/atom+xml application/javascript application/json application/manifest+json \
                          image/svg+xml text/css text/javascript text/plain text/xml";

/// The lines for the files in `folder`, an absolute path. `Err` with the folder or the base path if it contains a `$`:
/// nginx reads that as the beginning of a variable, and has no escape for it.
pub fn server_part(site: &Site, routes: &Routes, folder: &str) -> Result<String, String> {
    let config = &site.config;
    let base = percent_decode_str(&config.base).decode_utf8_lossy().into_owned();
    let folder = format!("{}/", folder.trim_end_matches('/'));
    if let Some(path) = [&folder, &base].into_iter().find(|path| path.contains('$')) {
        return Err(path.clone());
    }
    let mut text = format!(
        "# Serves {} from {}\n\
         # Written by `situ hosts nginx`. Include it in a `server` block. Write it again, and reload nginx, after the\n\
         # address, the languages, the aliases or `csp` of the site have changed.\n",
        config.absolute(""),
        one_line(&folder)
    );
    if let Some(without_slash) = base.strip_suffix('/').filter(|path| !path.is_empty()) {
        text.push_str(&format!(
            "location = {} {{\n  absolute_redirect off;\n  return 301 {};\n}}\n",
            quoted(without_slash),
            quoted(&config.base)
        ));
    }
    let directive = if base == "/" { "root" } else { "alias" };
    text.push_str(&format!("location {} {{\n  {directive} {};\n", quoted(&base), quoted(&folder)));
    text.push_str("  index index.html;\n  absolute_redirect off;\n  charset utf-8;\n");
    text.push_str(&format!("  charset_types {TEXT_TYPES};\n"));
    text.push_str(&format!("  gzip on;\n  gzip_vary on;\n  gzip_types {TEXT_TYPES};\n"));
    if config.gzip {
        text.push_str("  gzip_static on;\n");
    }
    let headers: String = security_headers(config)
        .iter()
        .map(|(name, value)| format!("add_header {name} {} always;\n", quoted(value)))
        .collect();
    // A folder without a page is unknown too.
    // nginx does not decode this path.
    let not_found = |path: &str| format!("error_page 403 404 =404 {};\n", quoted(&format!("{base}{path}")));
    text.push_str(&indented(&not_found("404.html"), 1));
    text.push_str(&indented(&headers, 1));
    text.push_str(&format!("  add_header Cache-Control {REVALIDATE} always;\n"));
    for language in &config.languages {
        let path = format!("{}/", language.code);
        text.push_str(&format!("  location {} {{\n", quoted(&format!("{base}{path}"))));
        text.push_str(&indented(&not_found(&format!("{path}404.html")), 2));
        text.push_str("  }\n");
    }
    for path in HASHED_FOLDERS {
        // A location with headers of its own has no others.
        text.push_str(&format!("  location {} {{\n", quoted(&format!("{base}{path}"))));
        text.push_str(&indented(&headers, 2));
        text.push_str(&format!("    add_header Cache-Control {};\n  }}\n", quoted(IMMUTABLE)));
    }
    for (path, kind) in special_types(config) {
        let location = quoted(&format!("{base}{path}"));
        text.push_str(&format!("  location = {location} {{\n    types {{ }}\n    default_type {kind};\n  }}\n"));
    }
    text.push_str(&format!("  location = {} {{\n    return 404;\n  }}\n", quoted(&format!("{base}.situ"))));
    for (from, to) in routes.redirects(site) {
        let to = quoted(&to);
        // The address of a folder without its slash would be redirected to the one with it first.
        for from in [Some(from), from.strip_suffix('/')].into_iter().flatten() {
            let location = quoted(&format!("{base}{from}"));
            text.push_str(&format!("  location = {location} {{\n    return 301 {to};\n  }}\n"));
        }
    }
    text.push_str("}\n");
    Ok(text)
}

/// A value in quotation marks.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A path for a comment.
fn one_line(path: &str) -> String {
    path.replace(char::is_control, " ")
}

fn indented(lines: &str, depth: usize) -> String {
    lines.lines().map(|line| format!("{}{line}\n", "  ".repeat(depth))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_value_is_one_word() {
        assert_eq!(quoted("/lv/vecā \"lapa\"\\/"), "\"/lv/vecā \\\"lapa\\\"\\\\/\"");
        assert_eq!(one_line("/a\nb/"), "/a b/");
    }
}
