//! What the links of a folder can name: documents by path, name, title, alias and address, and files by path and name.
//!
//! Takes the plan; returns [`Targets`], which resolves the destination of a link as the program did for which it was
//! written. If several documents have a name, one in the language of the link comes first.

use std::collections::{BTreeMap, HashMap};

use super::heads;
use super::ids::is_index;
use super::plan::{Document, Plan};
use super::source::{SourceFolder, ending, file_name, fold_name, join, parent, stem};
use crate::input::media_type::{TypeProblem, find_type_problem};
use crate::linguistics::find_language;
use crate::model::{Kind, is_id};

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The document with this index.
    Document(usize),
    /// A file that can be published, by its path in the source folder.
    File(String),
    /// A file of the folder that cannot be published.
    OtherFile(String),
    /// Nothing in the folder.
    Nothing,
}

/// An index of the folder.
pub struct Targets {
    by_path: HashMap<String, usize>,
    by_neutral: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    by_title: HashMap<String, Vec<usize>>,
    by_address: HashMap<String, Vec<usize>>,
    languages: Vec<usize>,
    /// Folders that paths from the root can begin in.
    roots: Vec<String>,
    /// New names of files below `media/`, by source path.
    pub media: BTreeMap<String, String>,
    files_by_name: HashMap<String, Vec<String>>,
    other_files: std::collections::HashSet<String>,
}

impl Targets {
    /// Indexes the documents and files.
    pub fn new(plan: &Plan, folder: &SourceFolder) -> Targets {
        let mut roots = vec![String::new()];
        roots.extend(plan.settings.content_roots.iter().chain(&plan.settings.static_roots).cloned());
        // A folder `docs/en/docs` has its pictures beside its texts.
        for document in &plan.documents {
            let mut own = parent(&document.path);
            for _ in 0..3 {
                if !own.is_empty() && matches!(file_name(own), "docs" | "content" | "static" | "src" | "public") {
                    let root = own.to_owned();
                    if !roots.contains(&root) && roots.len() < 200 {
                        roots.push(root);
                    }
                }
                own = parent(own);
            }
        }
        for name in ["static", "public", "assets", "attachments", "Attachments"] {
            let is_there =
                folder.files.keys().any(|path| path.strip_prefix(name).is_some_and(|rest| rest.starts_with('/')));
            if is_there && !roots.iter().any(|root| root == name) {
                roots.push(name.to_owned());
            }
        }
        let mut targets = Targets {
            by_path: HashMap::new(),
            by_neutral: HashMap::new(),
            by_name: HashMap::new(),
            by_title: HashMap::new(),
            by_address: HashMap::new(),
            languages: plan.documents.iter().map(|document| document.language).collect(),
            roots,
            media: BTreeMap::new(),
            files_by_name: HashMap::new(),
            other_files: std::collections::HashSet::new(),
        };
        for (index, document) in plan.documents.iter().enumerate() {
            targets.add_document(index, document);
        }
        let is_document: std::collections::HashSet<&str> =
            plan.documents.iter().map(|document| document.path.as_str()).collect();
        let mut taken = std::collections::HashSet::new();
        for path in folder.files.keys().filter(|path| !is_document.contains(path.as_str())) {
            if !is_media(path) {
                targets.other_files.insert(fold_name(path));
                continue;
            }
            let end = ending(path);
            let base = super::ids::slug(find_language("en"), stem(path));
            let base = if base.is_empty() { "file".to_owned() } else { base };
            let numbered = (2..).map(|number| format!("{base}-{number}.{end}"));
            let name = std::iter::once(format!("{base}.{end}")).chain(numbered).find(|name| taken.insert(name.clone()));
            targets.media.insert(path.clone(), name.unwrap_or_default());
            targets.files_by_name.entry(fold_name(file_name(path))).or_default().push(path.clone());
        }
        targets
    }

    fn add_document(&mut self, index: usize, document: &Document) {
        let mut push = |map: fn(&mut Targets) -> &mut HashMap<String, Vec<usize>>, key: String| {
            let found = map(self).entry(key).or_default();
            if !key_is_there(found, index) {
                found.push(index);
            }
        };
        push(|t| &mut t.by_neutral, fold_name(&document.neutral));
        push(|t| &mut t.by_name, fold_name(stem(&document.path)));
        push(|t| &mut t.by_name, fold_name(stem(&document.neutral)));
        if is_index(&document.neutral) {
            push(|t| &mut t.by_name, fold_name(file_name(parent(&document.neutral))));
        }
        push(|t| &mut t.by_title, fold_name(&document.title));
        for name in heads::names(&document.head.values) {
            push(|t| &mut t.by_title, fold_name(&name));
        }
        for address in heads::addresses(&document.head.values) {
            push(|t| &mut t.by_address, address_key(&address));
        }
        for key in ["slug", "permalink", "id"] {
            if let Some(value) = document.head.values.get(key).and_then(heads::as_text) {
                push(|t| &mut t.by_address, address_key(&value));
                let folder = parent(&document.neutral);
                push(|t| &mut t.by_address, address_key(&format!("{folder}/{value}")));
            }
        }
        let neutral = &document.neutral;
        let page = match is_index(neutral) {
            true => parent(neutral).to_owned(),
            false => neutral.rsplit_once('.').map_or(neutral.as_str(), |(start, _)| start).to_owned(),
        };
        let mut rest = page.as_str();
        loop {
            push(|t| &mut t.by_address, address_key(rest));
            // The address has no folder of the texts: `content/a/b.md` is `/a/b/`.
            match rest.split_once('/') {
                Some((_, after)) => rest = after,
                None => break,
            }
        }
        self.by_path.insert(fold_name(&document.path), index);
    }

    /// One of these documents, if possible in the language.
    fn pick(&self, found: Option<&Vec<usize>>, language: usize) -> Option<usize> {
        let found = found?;
        let rank = |index: &&usize| match self.languages[**index] {
            own if own == language => 0,
            0 => 1,
            other => other + 1,
        };
        found.iter().min_by_key(rank).copied()
    }

    /// What a decoded path without a fragment leads to. `by_name` if a name alone is enough, as in a vault.
    pub fn resolve(&self, from: &Document, path: &str, by_name: bool) -> Target {
        let path = path.split('?').next().unwrap_or_default().trim();
        if path.is_empty() {
            return Target::Nothing;
        }
        let is_absolute = path.starts_with('/');
        let clean = path.trim_start_matches('/');
        let mut candidates: Vec<String> = Vec::new();
        if !is_absolute {
            candidates.extend(join(parent(&from.path), clean));
            // The page `a/` of `a.md` has its links one folder deeper.
            candidates.extend(join(&format!("{}/{}", parent(&from.path), stem(&from.path)), clean));
        }
        candidates.extend(self.roots.iter().filter_map(|root| join(root, clean)));
        // A path can lead to a text in another language too, if it was meant for the address of the page.
        let found: Vec<usize> = candidates.iter().filter_map(|candidate| self.document_at(candidate)).collect();
        let own_language = found.iter().find(|index| self.languages[**index] == from.language);
        if let Some(index) = own_language.or(found.first()) {
            return Target::Document(*index);
        }
        let mut other = None;
        for candidate in &candidates {
            if self.media.contains_key(candidate) {
                return Target::File(candidate.clone());
            }
            if self.other_files.contains(&fold_name(candidate)) {
                other = Some(candidate.clone());
            }
        }
        let neutral = if is_absolute { None } else { join(parent(&from.neutral), clean) };
        for candidate in neutral.iter().chain(std::iter::once(&clean.to_owned())) {
            for variant in variants(candidate) {
                if let Some(index) = self.pick(self.by_neutral.get(&fold_name(&variant)), from.language) {
                    return Target::Document(index);
                }
            }
        }
        if by_name || ending(clean) == "md" || ending(clean) == "mdx" {
            let name = file_name(clean.trim_end_matches('/'));
            let bare = name.strip_suffix(".md").or_else(|| name.strip_suffix(".mdx")).unwrap_or(name);
            let named = self.pick(self.by_name.get(&fold_name(bare)), from.language);
            let titled = || self.pick(self.by_title.get(&fold_name(bare)), from.language);
            let whole = || self.pick(self.by_title.get(&fold_name(clean)), from.language);
            if let Some(index) = named.or_else(titled).or_else(whole) {
                return Target::Document(index);
            }
        }
        let name = fold_name(file_name(clean));
        if let Some(files) = self.files_by_name.get(&name) {
            // The one that is nearest to the document.
            let common = |path: &&String| path.bytes().zip(from.path.bytes()).take_while(|(a, b)| a == b).count();
            if let Some(nearest) = files.iter().max_by_key(common) {
                return Target::File(nearest.clone());
            }
        }
        if other.is_none()
            && (is_absolute || ending(clean).len() > 5 || !clean.contains('.') || clean.ends_with(".html"))
        {
            let keys = [address_key(clean), address_key(&without_language(clean))];
            let found = keys.iter().find_map(|key| self.pick(self.by_address.get(key), from.language));
            if let Some(index) = found {
                return Target::Document(index);
            }
        }
        other.map_or(Target::Nothing, Target::OtherFile)
    }

    fn document_at(&self, path: &str) -> Option<usize> {
        variants(path).iter().find_map(|variant| self.by_path.get(&fold_name(variant)).copied())
    }
}

fn key_is_there(found: &[usize], index: usize) -> bool {
    found.last() == Some(&index)
}

/// The paths of files that a path can mean.
fn variants(path: &str) -> Vec<String> {
    let bare = path.trim_end_matches('/');
    let mut found = vec![bare.to_owned()];
    if let Some(start) = bare.strip_suffix(".html") {
        found.push(format!("{start}.md"));
    }
    for end in [".md", ".mdx", ".markdown", "/index.md", "/_index.md", "/README.md", "/index.mdx"] {
        found.push(format!("{bare}{end}").trim_start_matches('/').to_owned());
    }
    found
}

/// An address as addresses are compared.
fn address_key(address: &str) -> String {
    let path = address.trim().trim_matches('/');
    let path = path.strip_suffix(".html").unwrap_or(path);
    let path = path.strip_suffix("/index").unwrap_or(path);
    path.to_lowercase().replace([' ', '_'], "-")
}

fn without_language(path: &str) -> String {
    match path.split_once('/') {
        Some((code, rest)) if super::languages::is_language_code(&super::languages::normal_code(code)) => {
            rest.to_owned()
        }
        _ => path.to_owned(),
    }
}

/// Whether a file can be published by its name.
fn is_media(path: &str) -> bool {
    let end = ending(path);
    let problem = find_type_problem(&format!("a.{end}"), b"x");
    let is_refused =
        matches!(problem, Some(TypeProblem::Executable(_) | TypeProblem::NoEnding | TypeProblem::Unknown(_)));
    let is_hidden = path.split('/').any(|name| name.starts_with('.'));
    !is_refused && !is_hidden && !matches!(end.as_str(), "md" | "txt" | "json" | "csv")
}

/// The id of the heading that a fragment names; `None` if the document has none.
pub fn find_anchor(document: &Document, fragment: &str) -> Option<String> {
    let fragment = fragment.rsplit('#').next().unwrap_or(fragment).trim();
    let letters = |text: &str| -> String { text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
    let exact = document.headings.iter().find(|heading| heading.given_id.as_deref() == Some(fragment));
    let wanted = letters(fragment);
    let by_words = || document.headings.iter().find(|heading| letters(&heading.text) == wanted);
    let by_id = || document.headings.iter().find(|heading| heading.new_id.as_deref() == Some(fragment));
    // `#words-1` is the second heading with these words.
    let numbered = || {
        let (words, number) = fragment.rsplit_once(['-', '_'])?;
        let number: usize = number.parse().ok()?;
        let words = letters(words);
        document.headings.iter().filter(|heading| letters(&heading.text) == words).nth(number)
    };
    let heading = exact.or_else(by_words).or_else(by_id).or_else(numbered).filter(|_| !wanted.is_empty());
    if heading.is_none() && document.kind == Kind::Situation && is_id(fragment) {
        // The id of a component that becomes a heading or a step.
        let is_there = ["slug", "id"].iter().any(|key| document.text.contains(&format!("{key}=\"{fragment}\"")));
        return is_there.then(|| fragment.to_owned());
    }
    heading?.new_id.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{ImportOptions, plan::make_plan, report::Report};

    #[test]
    fn links_are_resolved_as_other_programs_do() {
        let folder = SourceFolder::from_pairs(&[
            ("en/guide/start.md", "# Start here\n\n## First steps\n"),
            ("en/guide/index.md", "x"),
            ("en/b c.md", "---\naliases: [Other]\n---\n"),
            ("en/img/x.png", "x"),
            ("ru/guide/start.md", "x"),
            ("ru/only.md", "x"),
            ("data.py", "x"),
        ]);
        let plan = make_plan(&folder, &ImportOptions::default(), &mut Report::default());
        let targets = Targets::new(&plan, &folder);
        let at = |path: &str| plan.documents.iter().position(|document| document.path == path).unwrap();
        let from = |from: &str, path: &str, by_name| targets.resolve(&plan.documents[at(from)], path, by_name);
        for (source, path, by_name, wanted) in [
            ("en/b c.md", "guide/start.md", false, "en/guide/start.md"),
            ("en/b c.md", "guide/start", false, "en/guide/start.md"),
            ("en/guide/start.md", "../guide/", false, "en/guide/index.md"),
            ("en/guide/start.md", "B C", true, "en/b c.md"),
            ("en/guide/start.md", "other", true, "en/b c.md"),
            ("ru/only.md", "guide/start.md", false, "ru/guide/start.md"),
            ("ru/only.md", "b c.md", false, "en/b c.md"),
            ("ru/only.md", "/guide/start/", false, "ru/guide/start.md"),
        ] {
            assert_eq!(from(source, path, by_name), Target::Document(at(wanted)), "{source} {path}");
        }
        assert_eq!(from("ru/only.md", "img/x.png", false), Target::File("en/img/x.png".to_owned()));
        assert_eq!(from("ru/only.md", "../data.py", false), Target::OtherFile("data.py".to_owned()));
        assert_eq!(from("ru/only.md", "nothing.md", true), Target::Nothing);
        let start = &plan.documents[at("en/guide/start.md")];
        assert_eq!(find_anchor(start, "First steps").as_deref(), Some("first-steps"));
        assert_eq!(find_anchor(start, "Start here"), None);
    }
}
