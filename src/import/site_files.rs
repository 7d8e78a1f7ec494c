//! The settings of the new site: addresses, languages, titles, and what version control ignores.

use std::collections::BTreeSet;

use super::plan::Plan;
use super::source::SourceFolder;
use super::yaml_writer::write_text;
use super::{Content, NewFile};
use crate::input::base_url::is_web_url;

/// The settings that the documents need.
pub fn site_files(plan: &Plan, folder: &SourceFolder, documents: &[NewFile]) -> Vec<NewFile> {
    let text = |path: &str, text: String| NewFile { path: path.to_owned(), source: None, content: Content::Text(text) };
    let address = plan.settings.base_url.as_deref().filter(|url| is_web_url(url));
    let address = address.unwrap_or("https://example.org").trim_end_matches('/');
    let used: BTreeSet<&str> = documents.iter().filter_map(|file| file.path.split('/').nth(1)).collect();
    let languages: Vec<&str> = plan
        .languages
        .iter()
        .enumerate()
        .filter(|(index, code)| *index == 0 || used.contains(code.as_str()))
        .map(|(_, code)| code.as_str())
        .collect();
    let mut site = String::new();
    write_text(&mut site, "base_url", address);
    site.push_str(&format!("languages: [{}]\n", languages.join(", ")));
    let mut files = vec![text("content/site.yaml", site), text(".gitignore", "/public/\n/.public.situ/\n".to_owned())];
    let title = plan.settings.title.as_deref().map(super::heads::plain).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| folder.name.clone());
    let description = plan.settings.description.as_deref().map(super::heads::plain).filter(|text| !text.is_empty());
    for code in languages {
        let mut own = String::new();
        write_text(&mut own, "title", &title);
        write_text(&mut own, "description", description.as_deref().unwrap_or(&title));
        files.push(text(&format!("content/{code}/site.yaml"), own));
    }
    files
}
