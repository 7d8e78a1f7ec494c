//! The part of a Caddyfile that serves the site: the base path, redirects from former addresses, the page for unknown
//! addresses of each language, headers, types and compression.
//!
//! Takes the site and the folder that Caddy reads; returns text for a site block. Never part of the output folder,
//! because Caddy would serve it.

use percent_encoding::percent_decode_str;

use crate::site::Site;
use crate::site::hosting::{HASHED_FOLDERS, IMMUTABLE, REVALIDATE, security_headers, special_types};
use crate::site::routes::Routes;

/// The lines for the files in `folder`, an absolute path.
pub fn site_part(site: &Site, routes: &Routes, folder: &str) -> String {
    let config = &site.config;
    let base = percent_decode_str(&config.base).decode_utf8_lossy().into_owned();
    // Otherwise Caddy would replace a name in braces.
    let folder = quoted(folder.trim_end_matches('/')).replace('{', "\\{");
    let mut text = format!(
        "# Serves {} from {}\n\
         # Written by `situ hosts caddy`. Import it in a site block. Write it again, and reload Caddy, after the\n\
         # address, the languages, the aliases or `csp` of the site have changed.\nroute {{\n",
        config.absolute(""),
        folder.replace(char::is_control, " ")
    );
    let mut line = |depth: usize, line: String| {
        text.push_str(&"\t".repeat(depth));
        text.push_str(&line);
        text.push('\n');
    };
    let path = |path: &str| quoted(&format!("{base}{path}"));
    if let Some(without_slash) = base.strip_suffix('/').filter(|path| !path.is_empty()) {
        line(1, format!("redir {} {} 301", quoted(without_slash), quoted(&config.base)));
    }
    let mut redirects = routes.redirects(site).peekable();
    if redirects.peek().is_some() {
        line(1, "map {path} {situ_moved} {".to_owned());
        line(2, "default \"\"".to_owned());
        for (from, to) in redirects {
            // The address of a folder without its slash would be redirected to the one with it first.
            for from in [Some(from), from.strip_suffix('/')].into_iter().flatten() {
                line(2, format!("{} {}", path(from), quoted(&to)));
            }
        }
        line(1, "}".to_owned());
        line(1, "@situ_moved expression `{situ_moved} != \"\"`".to_owned());
        line(1, "redir @situ_moved {situ_moved} 301".to_owned());
    }
    let everything = path("*");
    line(1, format!("header {everything} {{"));
    for (name, value) in security_headers(config) {
        line(2, format!("{name} {}", quoted(&value)));
    }
    line(2, format!("Cache-Control {REVALIDATE}"));
    line(1, "}".to_owned());
    for folder in HASHED_FOLDERS {
        line(1, format!("header {} Cache-Control {}", path(&format!("{folder}*")), quoted(IMMUTABLE)));
    }
    for (file, kind) in special_types(config) {
        let charset = if file.ends_with(".xml") { "; charset=utf-8" } else { "" };
        line(1, format!("header {} Content-Type {}", path(&file), quoted(&format!("{kind}{charset}"))));
    }
    // Caddy compares the prefix that it removes letter by letter, which fails for letters of several bytes.
    line(1, format!("handle_path {} {{", quoted(&format!("{}*", config.base))));
    line(2, format!("root * {folder}"));
    line(2, "encode zstd gzip".to_owned());
    line(2, "file_server {".to_owned());
    line(3, "hide .situ".to_owned());
    if config.gzip {
        line(3, "precompressed gzip".to_owned());
    }
    line(2, "}".to_owned());
    line(1, "}".to_owned());
    line(0, "}".to_owned());
    line(0, "handle_errors {".to_owned());
    let codes = config.languages.iter().map(|language| &*language.code);
    for (number, code) in codes.map(Some).chain([None]).enumerate() {
        let below = code.map_or_else(String::new, |code| format!("{code}/"));
        line(1, format!("@situ_missing_{number} {{"));
        line(2, format!("path {}", path(&format!("{below}*"))));
        line(2, "expression {http.error.status_code} == 404".to_owned());
        line(1, "}".to_owned());
        line(1, format!("handle @situ_missing_{number} {{"));
        line(2, format!("rewrite * /{below}404.html"));
        line(2, format!("root * {folder}"));
        line(2, format!("header Cache-Control {REVALIDATE}"));
        line(2, "file_server".to_owned());
        line(1, "}".to_owned());
    }
    line(0, "}".to_owned());
    text
}

/// A value in quotation marks.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}
