//! The links of a built site: each must lead to a file and an id that exist.
//!
//! Reads the output as text. Attributes must be quoted, as situ and its theme write them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::BuiltSite;

/// The output, with what links can lead to.
pub struct Rendered {
    origin: String,
    pub base: String,
    /// Text by path below the base.
    pub files: BTreeMap<String, String>,
    /// Ids of a page by its path.
    ids: BTreeMap<String, HashSet<String>>,
}

impl Rendered {
    pub fn new(site: &BuiltSite) -> Rendered {
        let (outputs, summary) = site.render_after(BTreeMap::new());
        assert_eq!(summary.pages, summary.rendered.len());
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let files: BTreeMap<_, _> = outputs.into_iter().map(|(path, (_, bytes))| (path, text(&bytes))).collect();
        let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
        let ids = pages
            .map(|(path, html)| {
                let mut ids = HashSet::new();
                for (name, value) in tags(html).flat_map(|tag| tag.attributes) {
                    assert!(name != "id" || ids.insert(value.clone()), "{path}: two elements with the id {value}");
                }
                (path.clone(), ids)
            })
            .collect();
        let config = &site.ready().site.config;
        Rendered { origin: config.origin.to_string(), base: config.base.to_string(), files, ids }
    }

    /// Fails if a link leads nowhere, or if there are not more than `least` links.
    pub fn assert_links_work(&self, least: usize) {
        let mut faults = BTreeSet::new();
        let mut links = 0;
        for (path, text) in self.files.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml")) {
            for tag in tags(text) {
                for (name, value) in &tag.attributes {
                    let address = match (tag.name.as_str(), name.as_str()) {
                        ("meta", "content") => value.strip_prefix("0; url="),
                        (_, "href" | "src" | "action") => Some(value.as_str()),
                        (_, "for" | "aria-labelledby" | "aria-describedby") => {
                            for id in value.split(' ').filter(|id| !self.ids[path].contains(*id)) {
                                faults.insert(format!("{path}: {name} names {id}, which is missing"));
                            }
                            None
                        }
                        _ => None,
                    };
                    links += usize::from(address.is_some());
                    if let Some(fault) = address.and_then(|address| self.fault(path, address)) {
                        faults.insert(format!("{path}: {fault}"));
                    }
                }
                if tag.name == "loc"
                    && let Some(fault) = self.fault(path, &tag.text)
                {
                    faults.insert(format!("{path}: {fault}"));
                }
            }
        }
        assert!(links > least, "{links} links");
        assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
    }

    /// What is wrong with a URL in the file `from`.
    fn fault(&self, from: &str, address: &str) -> Option<String> {
        let (place, anchor) = address.split_once('#').map_or((address, None), |(place, id)| (place, Some(id)));
        let file = if place.is_empty() {
            from.to_owned()
        } else {
            let own = place.strip_prefix(self.origin.as_str()).unwrap_or(place);
            let Some(below) = own.strip_prefix(self.base.as_str()) else {
                let outside = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| own.starts_with(scheme));
                return (!outside).then(|| format!("{address} is not below {}", self.base));
            };
            if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() }
        };
        if !self.files.contains_key(&file) {
            return Some(format!("{address} leads nowhere"));
        }
        let anchor = anchor?;
        let there = self.ids.get(&file).is_some_and(|ids| ids.contains(anchor));
        (!there).then(|| format!("{address}: no such id on the page"))
    }
}

/// A start tag and the text that follows it.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

/// The start tags of a page or feed. Attributes must be quoted, as situ and its theme write them.
fn tags(text: &str) -> impl Iterator<Item = Tag> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find('<')? + 1..];
            let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-:".contains(*c)).collect();
            // A declaration or an end tag.
            if name.is_empty() {
                continue;
            }
            rest = &rest[name.len()..];
            let mut attributes = Vec::new();
            loop {
                rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
                if let Some(after) = rest.strip_prefix('>') {
                    rest = after;
                    break;
                }
                let end = rest.find(|c: char| c == '=' || c == '>' || c.is_whitespace())?;
                let attribute = rest[..end].to_owned();
                assert!(!attribute.is_empty(), "<{name}: {:.60}", rest);
                rest = &rest[end..];
                let value = match rest.strip_prefix('=') {
                    Some(value) => {
                        let value = value.strip_prefix('"').unwrap_or_else(|| panic!("<{name} {attribute}: no quotes"));
                        let (value, after) = value.split_once('"').expect("a closing quote");
                        rest = after;
                        plain(value)
                    }
                    None => String::new(),
                };
                attributes.push((attribute, value));
            }
            let text = plain(&rest[..rest.find('<').unwrap_or(rest.len())]);
            if name == "script" {
                rest = &rest[rest.find("</script>")?..];
            }
            return Some(Tag { name, attributes, text });
        }
    })
}

/// Text without character references.
fn plain(text: &str) -> String {
    let escapes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    escapes.iter().fold(text.to_owned(), |text, (escape, character)| text.replace(escape, character))
}
