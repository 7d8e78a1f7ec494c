//! `situ import`: a folder of Markdown of another program becomes a site.
//!
//! Takes the files of the folder ([`source::SourceFolder`]); returns the files of the site and a report. It works in five
//! steps:
//!
//! 1. `source` knows the files, `dialect` finds out which program they were written for.
//! 2. `plan` gives each document a language (`languages`), an id (`ids`) and a head (`heads`).
//! 3. `targets` indexes what links can name. `convert` rewrites each body: shortcodes, boxes, HTML, links, pictures,
//!    headings. Bytes that need no change are the same afterwards.
//! 4. `repair` checks the new site with the rules of `situ check`, and changes what is still an error.
//! 5. `report` lists what was changed, what needs a look, and what was left out.
//!
//! Nothing is lost without a line in the report. Never reads or writes a file by itself, never changes the source.

mod boxes;
mod checklists;
mod containers;
mod convert;
mod definitions;
mod dialect;
mod edits;
mod fences;
mod headings;
mod heads;
mod html;
mod html_parts;
mod html_tables;
mod html_tokens;
mod ids;
mod languages;
mod links;
mod pictures;
mod plan;
mod repair;
pub mod report;
mod shortcodes;
mod site_files;
pub mod source;
mod tags;
mod targets;
mod yaml_writer;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use dialect::Dialect;
use report::Report;
use source::SourceFolder;

/// What the author chose.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The program that the files were written for; `None` to find out.
    pub dialect: Option<Dialect>,
    /// The languages to import, the first for documents that name none; empty to find out.
    pub languages: Vec<String>,
    /// The ids that an earlier run gave, by source path. They are given again.
    pub known_ids: BTreeMap<String, String>,
}

/// Where the bytes of a new file come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// This text.
    Text(String),
    /// The bytes of the file at this path in the source folder.
    Copy(String),
}

/// A file of the new site.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Path below the root of the site.
    pub path: String,
    /// Path in the source folder; `None` for settings.
    pub source: Option<String>,
    /// Its bytes.
    pub content: Content,
}

/// The result of an import.
pub struct Import {
    /// Sorted by path.
    pub files: Vec<NewFile>,
    /// What happened to each source file.
    pub report: Report,
    /// The ids that were given, by source path.
    pub ids: BTreeMap<String, String>,
}

/// Turns the files of a folder into a site.
pub fn import(folder: &SourceFolder, options: &ImportOptions) -> Import {
    let mut report = Report::default();
    let plan = plan::make_plan(folder, options, &mut report);
    let targets = targets::Targets::new(&plan, folder);
    let convert = |document| convert::convert(document, &plan, &targets, folder);
    let mut converted: Vec<convert::Converted> = plan.documents.par_iter().map(convert).collect();
    headings::name_wanted(&plan, &mut converted);
    let mut documents = Vec::new();
    for (document, converted) in plan.documents.iter().zip(converted) {
        let convert::Converted { text, report: file_report, .. } = converted;
        documents.push(NewFile {
            path: document.target_path(&plan),
            source: Some(document.path.clone()),
            content: Content::Text(text),
        });
        report.files.push(file_report);
    }
    let mut files = site_files::site_files(&plan, folder, &documents);
    files.append(&mut documents);
    checklists::add_situations(&plan, &mut files, &mut report);
    let media = pictures::used_media(&targets, folder, &mut files, &mut report);
    files.extend(media);
    repair::repair(folder, &mut files, &mut report);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    report.finish();
    let ids = plan.documents.iter().map(|document| (document.path.clone(), document.id.clone())).collect();
    Import { files, report, ids }
}
