//! The plan of an import: which files become documents, with language, id, kind and title.
//!
//! Takes the source folder; returns a [`Plan`] and reports the files that are not in it. Reads the texts, changes none.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::dialect::{Dialect, Settings, is_below, read_settings};
use super::headings::{SourceHeading, read_headings};
use super::heads::{self, Head, as_text, read_head};
use super::ids::{Group, assign, is_index, split_day};
use super::languages::{guess_language, is_language_code, normal_code, place};
use super::report::{FileReport, Report};
use super::source::{SourceFolder, TextProblem, ending, file_name, parent, stem};
use super::{ImportOptions, checklists};
use crate::linguistics::{Language, find_language};
use crate::model::Kind;

/// The most languages that a site may have.
const MAX_LANGUAGES: usize = 64;
/// Endings of Markdown files.
const MARKDOWN: [&str; 6] = ["md", "markdown", "mdown", "mkd", "mkdn", "mdx"];
/// Endings of texts in other markup, which are reported.
const OTHER_MARKUP: [&str; 8] = ["rst", "adoc", "asciidoc", "org", "textile", "ipynb", "canvas", "base"];
/// Folders that never hold texts of a site.
const SKIPPED_FOLDERS: [&str; 6] = ["node_modules", "vendor", "_site", "__pycache__", "target", "venv"];

/// A source file that becomes a document.
pub struct Document {
    /// Path in the source folder; of several documents in one file, with `#` and a name.
    pub path: String,
    /// The path without the language, which its translations have too.
    pub neutral: String,
    /// The text.
    pub text: String,
    /// Its head.
    pub head: Head,
    /// Index in [`Plan::languages`].
    pub language: usize,
    /// The id.
    pub id: String,
    /// The kind of the new document.
    pub kind: Kind,
    /// The title, without markup.
    pub title: String,
    /// Whether the title is that of the first heading, which is left out then.
    pub has_title_heading: bool,
    /// The headings of the body.
    pub headings: Vec<SourceHeading>,
    /// The day in the name of the file.
    pub day: Option<String>,
    /// What is known before the body is converted.
    pub report: FileReport,
}

impl Document {
    /// The path in the new site.
    pub fn target_path(&self, plan: &Plan) -> String {
        format!("content/{}/{}/{}.md", plan.languages[self.language], self.kind.folder(), self.id)
    }

    /// The Markdown after the head.
    pub fn body(&self) -> &str {
        &self.text[self.head.body..]
    }

    /// Whether it is MDX.
    pub fn is_mdx(&self) -> bool {
        ending(&self.path) == "mdx"
    }
}

/// What is imported.
pub struct Plan {
    /// The settings of the other program.
    pub settings: Settings,
    /// Codes, the default one first.
    pub languages: Vec<String>,
    /// Sorted by path.
    pub documents: Vec<Document>,
}

impl Plan {
    /// The rules of a document's language.
    pub fn language(&self, document: &Document) -> &'static Language {
        find_language(&self.languages[document.language])
    }
}

/// A text that was read, before it has a language.
struct Draft {
    path: String,
    text: String,
    head: Head,
    report: FileReport,
    kind: Kind,
}

/// Makes the plan. Files that are left out are in `report`.
pub fn make_plan(folder: &SourceFolder, options: &ImportOptions, report: &mut Report) -> Plan {
    let settings = read_settings(folder, options.dialect);
    report.dialect = settings.dialect.name();
    for (path, problem) in &folder.problems {
        let mut file = FileReport::new(path, None);
        match problem.as_str() {
            "link" => file.left_out("symbolic-link", ""),
            "special" => file.left_out("special-file", ""),
            "name" => file.left_out("file-name", ""),
            reason => file.left_out("unreadable", reason),
        }
        report.files.push(file);
    }
    let mut candidates = Vec::new();
    for path in folder.files.keys() {
        match choose(path, &settings) {
            Choice::Markdown | Choice::Data => candidates.push(path.as_str()),
            Choice::LeftOut(kind) => {
                let mut file = FileReport::new(path, None);
                file.left_out(kind, "");
                report.files.push(file);
            }
            Choice::NoText => {}
        }
    }
    let read: Vec<Vec<Result<Draft, FileReport>>> =
        candidates.par_iter().map(|path| read_drafts(folder, path, &settings)).collect();
    let mut drafts = Vec::new();
    for result in read.into_iter().flatten() {
        match result {
            Ok(draft) => drafts.push(draft),
            Err(file) => report.files.push(file),
        }
    }
    let placed = languages_of(&drafts, &settings, options, report);
    let languages = placed.languages;
    report.languages.clone_from(&languages);
    let mut documents: Vec<Document> = Vec::new();
    for (draft, (language, neutral)) in drafts.into_iter().zip(placed.drafts) {
        let Some(index) = languages.iter().position(|code| *code == language) else {
            let mut file = FileReport::new(&draft.path, None);
            file.left_out("other-language", language);
            report.files.push(file);
            continue;
        };
        documents.push(document(draft, index, neutral));
    }
    let mut plan = Plan { settings, languages, documents };
    plan.documents.sort_by(|a, b| a.path.cmp(&b.path));
    give_ids(&mut plan, &options.known_ids);
    plan.documents.par_iter_mut().for_each(|document| {
        let language = find_language(&plan.languages[document.language]);
        name_and_index(document, language);
    });
    plan
}

/// What a file is for the import.
enum Choice {
    Markdown,
    Data,
    LeftOut(&'static str),
    NoText,
}

fn choose(path: &str, settings: &Settings) -> Choice {
    let end = ending(path);
    let is_markdown = MARKDOWN.contains(&end.as_str());
    let is_data = matches!(end.as_str(), "yml" | "yaml");
    let is_other = OTHER_MARKUP.contains(&end.as_str());
    if !is_markdown && !is_data && !is_other {
        return Choice::NoText;
    }
    let folders: Vec<&str> = parent(path).split('/').filter(|name| !name.is_empty()).collect();
    if folders.iter().any(|name| SKIPPED_FOLDERS.contains(name) || name.starts_with('.')) {
        return if is_markdown { Choice::LeftOut("skipped-folder") } else { Choice::NoText };
    }
    let is_outside =
        !settings.content_roots.is_empty() && !settings.content_roots.iter().any(|root| is_below(path, root));
    if is_outside {
        return if is_markdown { Choice::LeftOut("outside-content") } else { Choice::NoText };
    }
    if settings.dialect == Dialect::Jekyll {
        let private = folders.iter().find(|name| name.starts_with('_'));
        if private.is_some_and(|name| !settings.collections.iter().any(|known| known == name)) {
            return if is_markdown { Choice::LeftOut("outside-content") } else { Choice::NoText };
        }
    }
    if is_other {
        return Choice::LeftOut("other-markup");
    }
    if settings.dialect == Dialect::Mdbook && file_name(path) == "SUMMARY.md" {
        return Choice::LeftOut("contents-file");
    }
    if is_markdown { Choice::Markdown } else { Choice::Data }
}

/// Reads the document, or documents, of a file.
fn read_drafts(folder: &SourceFolder, path: &str, settings: &Settings) -> Vec<Result<Draft, FileReport>> {
    if !MARKDOWN.contains(&ending(path).as_str()) {
        let found = checklists::read_data(folder, path).into_iter();
        return found
            .map(|(path, text)| {
                let head = read_head(&text);
                let mut report = FileReport::new(&path, None);
                report.changed("checklist", "");
                Ok(Draft { path, text, head, report, kind: Kind::Situation })
            })
            .collect();
    }
    let mut report = FileReport::new(path, None);
    let decoded = match folder.text(path) {
        Ok(decoded) => decoded,
        Err(problem) => {
            match problem {
                TextProblem::Encoding => report.left_out("encoding", ""),
                TextProblem::TooLarge => report.left_out("too-large", ""),
                TextProblem::Unreadable(reason) => report.left_out("unreadable", reason),
            }
            return vec![Err(report)];
        }
    };
    if decoded.was_other_encoding {
        report.changed("encoding-changed", "");
    }
    if decoded.control_characters > 0 {
        report.changed("control-characters", decoded.control_characters.to_string());
    }
    let text = decoded.text;
    let head = read_head(&text);
    let is_post = parent(path).split('/').any(|name| settings.collections.iter().any(|known| known == name));
    if settings.dialect == Dialect::Jekyll && head.body == 0 && !is_post {
        // Jekyll publishes no file without a head.
        report.left_out("no-page", "");
        return vec![Err(report)];
    }
    let kind = if checklists::is_checklist(&text[head.body..]) { Kind::Situation } else { Kind::Article };
    vec![Ok(Draft { path: path.to_owned(), text, head, report, kind })]
}

/// The languages of the site, and the language and neutral path of each draft.
struct PlacedDrafts {
    languages: Vec<String>,
    drafts: Vec<(String, String)>,
}

fn languages_of(drafts: &[Draft], settings: &Settings, options: &ImportOptions, report: &mut Report) -> PlacedDrafts {
    let wanted: Vec<String> = options.languages.iter().map(|code| normal_code(code)).collect();
    let mut named: BTreeSet<String> = settings.languages.clone();
    named.extend(wanted.iter().cloned());
    let paths: Vec<&str> = drafts.iter().map(|draft| draft.path.split('#').next().unwrap_or_default()).collect();
    let placed = place(&paths, &named);
    let of_head = |draft: &Draft| {
        let code = ["lang", "language", "locale"].iter().find_map(|key| as_text(draft.head.values.get(*key)?));
        code.map(|code| normal_code(&code)).filter(|code| is_language_code(code))
    };
    let mut known: Vec<Option<String>> =
        placed.iter().zip(drafts).map(|(placed, draft)| placed.language.clone().or_else(|| of_head(draft))).collect();
    let default = match wanted.first().or(settings.default_language.as_ref()) {
        Some(code) => code.clone(),
        None if known.iter().any(Option::is_none) => {
            let without = drafts.iter().zip(&known).filter(|(_, known)| known.is_none());
            let sample: String = without.take(50).map(|(draft, _)| draft.text.as_str()).collect::<Vec<_>>().join("\n");
            let guessed = guess_language(&sample).to_owned();
            report.file("").look("language-guessed", guessed.clone());
            guessed
        }
        None => {
            let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
            known.iter().flatten().for_each(|code| *counts.entry(code).or_default() += 1);
            let english = counts.keys().find(|code| code.as_str() == "en").map(|code| (*code).clone());
            let most = counts.iter().max_by_key(|(_, count)| **count).map(|(code, _)| (*code).clone());
            english.or(most).unwrap_or_else(|| "en".to_owned())
        }
    };
    known.iter_mut().filter(|code| code.is_none()).for_each(|code| *code = Some(default.clone()));
    let mut languages = vec![default];
    if wanted.is_empty() {
        let others: BTreeSet<String> = known.iter().flatten().cloned().collect();
        languages.extend(others.into_iter().filter(|code| *code != languages[0]).collect::<Vec<_>>());
    } else {
        languages.extend(wanted.into_iter().skip(1));
    }
    let mut seen = BTreeSet::new();
    languages.retain(|code| is_language_code(code) && seen.insert(code.clone()));
    languages.truncate(MAX_LANGUAGES);
    let drafts = known.into_iter().flatten().zip(placed.into_iter().map(|placed| placed.neutral)).collect();
    PlacedDrafts { languages, drafts }
}

fn document(draft: Draft, language: usize, neutral: String) -> Document {
    let Draft { path, text, head, report, kind } = draft;
    let neutral = match path.split_once('#') {
        Some((_, part)) => format!("{}/{part}.yml", parent(&neutral)).trim_start_matches('/').to_owned(),
        None => neutral,
    };
    let day = split_day(stem(&path)).0.map(str::to_owned);
    Document {
        path,
        neutral,
        text,
        head,
        language,
        id: String::new(),
        kind,
        title: String::new(),
        has_title_heading: false,
        headings: Vec::new(),
        day,
        report,
    }
}

/// What translations of a document have in common: a key in their heads, or the path.
fn group_key(document: &Document, is_vault: bool) -> String {
    let values = &document.head.values;
    let key = ["translationKey", "translation_key"].iter().find_map(|key| as_text(values.get(*key)?));
    // A published vault has one address in all languages, though the names of its files are translated.
    let address = || values.get("permalink").and_then(as_text).filter(|_| is_vault);
    match key.or_else(address) {
        Some(key) => format!("key:{key}"),
        None => {
            let neutral = &document.neutral;
            let without_ending = neutral.rsplit_once('.').map_or(neutral.as_str(), |(start, _)| start);
            let path = if is_index(neutral) { format!("{}/", parent(neutral)) } else { without_ending.to_owned() };
            format!("path:{}", path.to_lowercase().replace(['_', ' '], "-"))
        }
    }
}

/// Gives each group of translations an id. A second document of one language in a group gets an id of its own.
fn give_ids(plan: &mut Plan, known: &BTreeMap<String, String>) {
    let is_vault = plan.settings.dialect == Dialect::Obsidian;
    let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, document) in plan.documents.iter().enumerate() {
        let mut key = group_key(document, is_vault);
        let is_second = |key: &String, members: &BTreeMap<String, Vec<usize>>| {
            let others = members.get(key).map(Vec::as_slice).unwrap_or_default();
            others.iter().any(|other| plan.documents[*other].language == document.language)
        };
        if is_second(&key, &members) {
            key = format!("file:{}", document.path);
        }
        members.entry(key).or_default().push(index);
    }
    let groups: Vec<(String, Vec<usize>)> = members.into_iter().collect();
    let described: Vec<Group> = groups
        .iter()
        .map(|(_, members)| {
            let first = members.iter().min_by_key(|index| plan.documents[**index].language).copied().unwrap_or(0);
            let document = &plan.documents[first];
            let known = members.iter().find_map(|index| known.get(&plan.documents[*index].path).cloned());
            let root =
                Some(&plan.settings.content_roots).filter(|roots| roots.len() == 1).and_then(|roots| roots.first());
            let path = root.and_then(|root| document.neutral.strip_prefix(&format!("{root}/")));
            Group { path: path.unwrap_or(&document.neutral), language: plan.language(document), known }
        })
        .collect();
    let ids = assign(&described);
    drop(described);
    for ((_, members), (id, was_numbered)) in groups.into_iter().zip(ids) {
        let situation = members.iter().any(|index| plan.documents[*index].kind == Kind::Situation);
        for index in members {
            let document = &mut plan.documents[index];
            document.id.clone_from(&id);
            if was_numbered {
                document.report.look("id-numbered", id.clone());
            }
            if situation {
                document.kind = Kind::Situation;
            }
        }
    }
    for index in 0..plan.documents.len() {
        let target = plan.documents[index].target_path(plan);
        plan.documents[index].report.target = Some(target);
    }
}

/// Finds the title and the headings.
fn name_and_index(document: &mut Document, language: &'static Language) {
    let headings = read_headings(document.body(), language);
    let is_title = |heading: &&SourceHeading| heading.level <= 2 && heading.is_first && !heading.text.is_empty();
    let first = headings.first().filter(is_title);
    let ones = headings.iter().filter(|heading| heading.level == 1).count();
    let given = document.head.values.get("title").and_then(as_text).map(|title| heads::plain(&title));
    let given = given.filter(|title| !title.is_empty());
    // A first heading of the second level is the title only if there is no other.
    let first = first.filter(|heading| heading.level == 1 || given.is_none() && document.kind == Kind::Article);
    document.has_title_heading = first.is_some() && (given.is_none() || ones == 1);
    let of_heading = first.map(|heading| heading.text.clone());
    document.title = given.or(of_heading).unwrap_or_else(|| {
        let path = &document.neutral;
        let name = match is_index(path) && !parent(path).is_empty() {
            true => file_name(parent(path)),
            false => split_day(stem(document.path.as_str())).1,
        };
        let name = match name.contains(' ') {
            true => name.to_owned(),
            false => name.replace(['-', '_'], " "),
        };
        let mut letters = name.trim().chars();
        let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
        let title = format!("{first}{}", letters.as_str());
        if title.is_empty() { document.id.clone() } else { title }
    });
    document.headings = headings;
    if let Some(first) = document.headings.first_mut().filter(|_| document.has_title_heading) {
        first.new_id = None;
    }
}
