//! The report of an import: what was changed, what needs a look, and what was left out, file by file.
//!
//! Filled by all steps of the import; returned as data. The words of the kinds are in `messages.ftl`.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use crate::i18n::Messages;

/// How much a note weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Written in another way; nothing is lost.
    Changed,
    /// A person should look at it.
    Look,
    /// Not in the new site. The detail has its words.
    LeftOut,
}

impl Class {
    /// The classes in the order of the report.
    pub const ALL: [Class; 3] = [Class::LeftOut, Class::Look, Class::Changed];

    /// The name in JSON and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Class::Changed => "changed",
            Class::Look => "look",
            Class::LeftOut => "left-out",
        }
    }
}

/// One thing that happened to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// How much it weighs.
    pub class: Class,
    /// What it is: a variant of the message `cli-import-kind`.
    pub kind: &'static str,
    /// The words that it is about; may be empty.
    pub detail: String,
}

/// What happened to one source file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// Path in the source folder; empty for the whole folder.
    pub source: String,
    /// Path in the new site; `None` if the file is not in it.
    pub target: Option<String>,
    /// In the order in which they were found.
    pub notes: Vec<Note>,
}

impl FileReport {
    /// A report of this file.
    pub fn new(source: &str, target: Option<String>) -> FileReport {
        FileReport { source: source.to_owned(), target, notes: Vec::new() }
    }

    /// Notes something that was written in another way.
    pub fn changed(&mut self, kind: &'static str, detail: impl Into<String>) {
        self.notes.push(Note { class: Class::Changed, kind, detail: detail.into() });
    }

    /// Notes something that a person should look at.
    pub fn look(&mut self, kind: &'static str, detail: impl Into<String>) {
        self.notes.push(Note { class: Class::Look, kind, detail: detail.into() });
    }

    /// Notes something that is not in the new site.
    pub fn left_out(&mut self, kind: &'static str, detail: impl Into<String>) {
        self.notes.push(Note { class: Class::LeftOut, kind, detail: detail.into() });
    }
}

/// The report of a whole import.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The name of the dialect.
    pub dialect: &'static str,
    /// The codes of the languages, the first is the default one.
    pub languages: Vec<String>,
    /// Sorted by source path.
    pub files: Vec<FileReport>,
    /// New files that still have an error, with the codes.
    pub errors: BTreeMap<String, Vec<String>>,
    /// Indices of `files` by source path; made again when it is too short.
    index: HashMap<String, usize>,
}

impl Report {
    /// The report of the file at this source path; a new one if there is none.
    pub fn file(&mut self, source: &str) -> &mut FileReport {
        if self.index.len() != self.files.len() {
            self.index = self.files.iter().enumerate().map(|(index, file)| (file.source.clone(), index)).collect();
        }
        let index = *self.index.entry(source.to_owned()).or_insert_with(|| {
            self.files.push(FileReport::new(source, None));
            self.files.len() - 1
        });
        &mut self.files[index]
    }

    /// Sorts the files.
    pub(super) fn finish(&mut self) {
        self.index.clear();
        self.files.sort_by(|a, b| a.source.cmp(&b.source));
    }

    /// The number of documents in the new site.
    pub fn documents(&self) -> usize {
        self.files.iter().filter(|file| file.target.is_some()).count()
    }

    /// How many notes of each kind there are, and in how many files, by class.
    fn counts(&self) -> BTreeMap<(Class, &'static str), (usize, usize)> {
        let mut counts: BTreeMap<(Class, &'static str), (usize, usize)> = BTreeMap::new();
        for file in &self.files {
            let mut of_file: BTreeMap<(Class, &'static str), usize> = BTreeMap::new();
            file.notes.iter().for_each(|note| *of_file.entry((note.class, note.kind)).or_default() += 1);
            for (key, count) in of_file {
                let entry = counts.entry(key).or_default();
                entry.0 += count;
                entry.1 += 1;
            }
        }
        counts
    }

    /// The report as JSON.
    pub fn to_json(&self) -> Value {
        let mut summary: BTreeMap<&str, BTreeMap<&str, Value>> = BTreeMap::new();
        for ((class, kind), (count, files)) in self.counts() {
            summary.entry(class.name()).or_default().insert(kind, json!({"count": count, "files": files}));
        }
        let file = |file: &FileReport| {
            let notes = file
                .notes
                .iter()
                .map(|note| json!({"class": note.class.name(), "kind": note.kind, "detail": note.detail}));
            json!({"source": file.source, "target": file.target, "notes": notes.collect::<Vec<_>>()})
        };
        json!({
            "dialect": self.dialect,
            "languages": self.languages,
            "documents": self.documents(),
            "summary": summary,
            "errors": self.errors,
            "files": self.files.iter().map(file).collect::<Vec<_>>(),
        })
    }

    /// The counts of each kind as sentences, by class.
    pub fn summary(&self, messages: &Messages) -> String {
        let documents = self.documents().to_string();
        let languages = self.languages.join(", ");
        let mut text = messages
            .text("cli-import-found", &[("dialect", self.dialect), ("languages", &languages), ("count", &documents)]);
        text.push('\n');
        let counts = self.counts();
        for class in Class::ALL {
            let of_class: Vec<_> = counts.iter().filter(|((other, _), _)| *other == class).collect();
            if of_class.is_empty() {
                continue;
            }
            text.push_str(&format!("\n{}\n", messages.text("cli-import-class", &[("class", class.name())])));
            for ((_, kind), (count, files)) in of_class {
                let kind = messages.text("cli-import-kind", &[("kind", kind)]);
                let (count, files) = (count.to_string(), files.to_string());
                let line = messages.text("cli-import-count", &[("kind", &kind), ("count", &count), ("files", &files)]);
                text.push_str(&format!("  {line}\n"));
            }
        }
        text
    }

    /// The whole report as text.
    pub fn to_text(&self, messages: &Messages) -> String {
        let mut text = self.summary(messages);
        for file in self.files.iter().filter(|file| file.notes.iter().any(|note| note.class != Class::Changed)) {
            let source = if file.source.is_empty() { "." } else { &file.source };
            text.push_str(&format!("\n{source}"));
            if let Some(target) = &file.target {
                text.push_str(&format!(" → {target}"));
            }
            text.push('\n');
            for note in file.notes.iter().filter(|note| note.class != Class::Changed) {
                let kind = messages.text("cli-import-kind", &[("kind", note.kind)]);
                let detail = note.detail.split_whitespace().collect::<Vec<_>>().join(" ");
                let separator = if detail.is_empty() { "" } else { ": " };
                text.push_str(&format!("  {kind}{separator}{detail}\n"));
            }
        }
        text
    }
}
