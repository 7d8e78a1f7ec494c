//! Every URL in every output file of a site, and the file that it leads to.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::support::BuiltSite;

/// A URL in an output file.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The output file that has it.
    pub file: String,
    /// The URL, verbatim.
    pub url: String,
    /// The output file that a server sends for it; `None` if there is none.
    pub target: Option<String>,
}

impl Address {
    /// Whether it leads to a file and needs no further escape.
    pub fn is_right(&self) -> bool {
        let is_escaped = self.url.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-._~%:#?=&[]".contains(&b));
        self.target.is_some() && is_escaped
    }
}

/// All URLs of the site's own pages and files. Those of other hosts and of places in the same page are left out.
pub fn addresses(site: &BuiltSite) -> BTreeSet<Address> {
    let config = &site.ready().site.config;
    let base = percent_decode_str(&config.base).decode_utf8().unwrap().into_owned();
    let mut found = BTreeSet::new();
    for (file, (_, bytes)) in site.outputs() {
        let text = String::from_utf8_lossy(bytes);
        let urls = match file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "html" | "htm" => in_html(&text),
            "xml" => in_xml(&text),
            "txt" => text.lines().filter_map(|line| line.strip_prefix("Sitemap: ")).map(str::to_owned).collect(),
            "json" => in_json(file, &text, &config.base),
            _ => Vec::new(),
        };
        for url in urls {
            let path = url.strip_prefix(&*config.origin).unwrap_or(&url);
            if path.contains("://") || path.starts_with(['#', '?']) || path.is_empty() || path.starts_with("data:") {
                continue;
            }
            let path = path.split(['#', '?']).next().unwrap_or_default();
            let path = percent_decode_str(path).decode_utf8().unwrap();
            let output = path.strip_prefix(&*base).map(|below| match below {
                "" => "index.html".to_owned(),
                below if below.ends_with('/') => format!("{below}index.html"),
                below => below.to_owned(),
            });
            let target = output.filter(|output| site.outputs().contains_key(output));
            found.insert(Address { file: file.clone(), url, target });
        }
    }
    found
}

/// The values of all attributes that hold a URL, and of JSON-LD.
fn in_html(text: &str) -> Vec<String> {
    let page = Html::parse_document(text);
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let mut urls = Vec::new();
    for element in page.select(&select("*")) {
        for (name, value) in element.value().attrs() {
            match name {
                "src" | "href" | "poster" | "action" | "data-to" | "data-script" | "data-import" | "data-style"
                | "data-interactions" | "data-offline" => {
                    urls.push(value.to_owned());
                }
                "srcset" => {
                    urls.extend(value.split(',').filter_map(|part| part.split_whitespace().next()).map(str::to_owned))
                }
                "content" if value.contains("url=") => urls.extend(value.split("url=").nth(1).map(str::to_owned)),
                "content" if value.starts_with("http") => urls.push(value.to_owned()),
                _ => {}
            }
        }
    }
    for script in page.select(&select("script[type='application/ld+json']")) {
        let json: Value = serde_json::from_str(&script.text().collect::<String>()).unwrap();
        collect_strings(&json, &mut |text| {
            if text.starts_with("http") && !text.starts_with("https://schema.org") {
                urls.push(text.to_owned());
            }
        });
    }
    urls
}

fn in_xml(text: &str) -> Vec<String> {
    let unescape =
        |text: &str| text.replace("&quot;", "\"").replace("&apos;", "'").replace("&lt;", "<").replace("&amp;", "&");
    let between = |start: &str, end: char| -> Vec<String> {
        text.split(start).skip(1).filter_map(|rest| rest.split(end).next()).map(unescape).collect()
    };
    [between("<loc>", '<'), between("<id>", '<'), between("href=\"", '"')].concat()
}

/// The strings that are URLs: of the offline list, the web app manifest, and the search index, whose URLs are relative
/// to the base.
fn in_json(file: &str, text: &str, base: &str) -> Vec<String> {
    let json: Value = serde_json::from_str(text).unwrap();
    let mut urls = Vec::new();
    match file.rsplit('/').next().unwrap_or_default() {
        "offline.json" => {
            let files = json["files"].as_array().unwrap().iter();
            urls.extend(files.map(|file| file[0].as_str().unwrap().to_owned()));
        }
        "manifest.json" => collect_strings(&json, &mut |text| {
            if text.starts_with('/') {
                urls.push(text.to_owned());
            }
        }),
        "index.json" => {
            let kinds = json["kinds"].as_str().unwrap().bytes().map(|kind| usize::from(kind - b'0'));
            for (kind, item) in kinds.zip(json["texts"][0].as_array().unwrap()) {
                let folder = json["folders"][kind].as_str().unwrap();
                urls.push([base, folder, item[0].as_str().unwrap()].concat());
            }
        }
        _ => {}
    }
    urls
}

fn collect_strings(json: &Value, found: &mut impl FnMut(&str)) {
    match json {
        Value::String(text) => found(text),
        Value::Array(values) => values.iter().for_each(|value| collect_strings(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| collect_strings(value, found)),
        _ => {}
    }
}
