//! Suppresses diagnostics that only follow from a file that could not be read.
//!
//! Without situations.yaml, every document that names a situation would look wrong, and the one line that matters would
//! be lost among the others. Input: all diagnostics of a run. Output: the same list without those that an unreadable
//! file may have caused. An error is only dropped while another error remains, so the build fails as before, and real
//! mistakes are reported once the file can be read. Never looks into a file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Code, Diagnostic};

/// Keys of data files whose absence makes most of the file unknown.
const LISTS: [&str; 5] = ["phases", "situations", "leads_to", "questions", "answers"];

/// What could not be read.
#[derive(Default)]
struct UnreadableInputs {
    /// Files of which nothing is known, or of which one of the [`LISTS`] is missing.
    files: BTreeSet<Arc<str>>,
    /// Ids of documents of which not even the body is known.
    documents: BTreeSet<String>,
    /// Documents in which the day or the message of a step is not known.
    steps: BTreeSet<Arc<str>>,
    /// Codes of languages in which the name of a phase is not known.
    languages_without_phases: BTreeSet<String>,
    /// Whether two lines of a list of steps have become one, so that the steps are not known.
    has_joined_steps: bool,
}

/// Drops the diagnostics that an unreadable file may have caused.
pub fn drop_follow_on_diagnostics(diagnostics: &mut Vec<Diagnostic>) {
    let mut unreadable = UnreadableInputs::default();
    for diagnostic in diagnostics.iter() {
        unreadable.add(diagnostic);
    }
    let UnreadableInputs { files, documents, steps, languages_without_phases, has_joined_steps } = &unreadable;
    let is_readable =
        files.is_empty() && documents.is_empty() && steps.is_empty() && languages_without_phases.is_empty();
    if !is_readable || *has_joined_steps {
        diagnostics.retain(|diagnostic| !unreadable.explain(diagnostic));
    }
}

impl UnreadableInputs {
    /// Notes what is unknown because of the mistake in `diagnostic`.
    fn add(&mut self, diagnostic: &Diagnostic) {
        let path = &diagnostic.span.path;
        let is_whole_file = matches!(
            diagnostic.code,
            Code::Unreadable
                | Code::NotAFile
                | Code::TooLarge
                | Code::NotUtf8
                | Code::ControlCharacter
                | Code::FrontMatterOpen
                | Code::TooDeep
                | Code::ActiveContent
                | Code::MediaType
        );
        let is_large_part = match diagnostic.code {
            Code::MissingFile | Code::Yaml | Code::NeedsQuotes | Code::FrontMatterMissing => true,
            Code::WrongType => matches!(diagnostic.arg_value("wanted"), "list" | "mapping"),
            Code::MissingKey => LISTS.contains(&diagnostic.arg_value("key")),
            Code::UnknownKey => diagnostic.suggestion.as_deref().is_some_and(|key| LISTS.contains(&key)),
            _ => is_whole_file,
        };
        if is_large_part {
            self.files.insert(Arc::clone(path));
        }
        // One of the documents with the same id is not known under it.
        let is_hidden = is_whole_file || diagnostic.code == Code::DuplicateId;
        if is_hidden && let Some(id) = document_id(path) {
            self.documents.insert(id.to_owned());
        }
        if matches!(diagnostic.code, Code::BadAfter | Code::NotACallout | Code::UnknownBlock) {
            self.steps.insert(Arc::clone(path));
        }
        self.has_joined_steps |= diagnostic.code == Code::BadId && diagnostic.arg_value("form") == "list";
        let is_about_phases = is_large_part || matches!(diagnostic.code, Code::MissingTranslation | Code::UnknownPhase);
        if is_about_phases && let Some(lang) = path.strip_prefix("content/").and_then(|p| p.strip_suffix("/site.yaml"))
        {
            self.languages_without_phases.insert(lang.to_owned());
        }
    }

    /// Whether an unreadable file may have caused `diagnostic`.
    fn explain(&self, diagnostic: &Diagnostic) -> bool {
        let path: &str = &diagnostic.span.path;
        let related = diagnostic.related.as_ref().map_or("", |span| &span.path);
        let arg = |name| diagnostic.arg_value(name);
        let situations = self.files.contains("content/situations.yaml");
        // Steps are below the headings of phases: without the names of the phases a document has no steps.
        let steps = situations || self.files.iter().any(|path| path.ends_with("/site.yaml"));
        match diagnostic.code {
            Code::UnknownPhase | Code::UnknownSituation | Code::UnknownQuestion | Code::NotLedTo => situations,
            Code::UnusedAction => self.has_joined_steps,
            Code::NotAPhase => language_of(path).is_some_and(|lang| self.languages_without_phases.contains(lang)),
            Code::GuideUnreached => situations || self.files.contains("content/guide.yaml"),
            Code::UnknownAction => {
                steps || arg("action").split_once('.').is_some_and(|(page, _)| self.documents.contains(page))
            }
            Code::DeadAnchor => {
                steps || self.documents.contains(arg("page")) || self.is_data_file_unreadable(arg("page"))
            }
            Code::DeadLink => self.documents.contains(arg("target")),
            Code::MissingMedia => self.files.contains(arg("target")),
            Code::UnknownArticle => self.documents.contains(arg("article")),
            Code::SituationWithoutText => self.documents.contains(arg("situation")),
            Code::UnknownPhrase => self.files.contains("content/phrases.yaml"),
            Code::MissingInLanguage => {
                steps
                    || self.languages_without_phases.contains(arg("lang"))
                    || [path, related].into_iter().any(|path| self.is_document_unreadable(path))
            }
            Code::Conflict => [path, related].iter().any(|path| self.files.contains(*path)),
            Code::StepDiffers => {
                [path, related].iter().any(|path| self.files.contains(*path) || self.steps.contains(*path))
            }
            Code::BadSource => self.is_document_unreadable(path),
            // A document without front matter has its title in a heading, and the second `---` of broken front matter
            // turns the line above it into a heading.
            Code::MissingTranslation | Code::SecondTitle | Code::SetextHeading => self.files.contains(path),
            Code::UnusedEntry => {
                path.rsplit_once('/').is_some_and(|(_, name)| self.files.contains(format!("content/{name}").as_str()))
            }
            _ => false,
        }
    }

    fn is_document_unreadable(&self, path: &str) -> bool {
        document_id(path).is_some_and(|id| self.documents.contains(id))
    }

    /// Whether the data file of a section, such as the glossary, is unreadable in some language.
    fn is_data_file_unreadable(&self, section: &str) -> bool {
        self.files.iter().any(|path| path.ends_with(&format!("/{section}.yaml")))
    }
}

/// The code of the language of the text at `path`, `content/<language>/…`.
fn language_of(path: &str) -> Option<&str> {
    Some(path.strip_prefix("content/")?.split_once('/')?.0)
}

/// The id of the document at `path`; `None` if the file is not a document.
fn document_id(path: &str) -> Option<&str> {
    path.strip_suffix(".md")?.rsplit('/').next()
}
