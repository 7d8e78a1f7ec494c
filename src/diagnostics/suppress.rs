//! What follows from a file that could not be read.
//!
//! A broken situations.yaml would let every text that names a situation look wrong, and bury the one line that is. Takes
//! all diagnostics of a run; drops those that such a file may have brought about. An error is dropped only where another
//! error stays, so that nothing is built that would not be built otherwise; what is really wrong comes back once the file
//! can be read. Never looks into a file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Code, Diagnostic};

/// Keys without which much of what a data file says is lost.
const LISTS: [&str; 5] = ["phases", "situations", "leads_to", "questions", "answers"];

/// Files by how much of them is lost.
#[derive(Default)]
struct UnreadableInputs {
    /// Nothing of the file is known, or a list of it is missing.
    files: BTreeSet<Arc<str>>,
    /// Ids of the texts of which not even the body is known.
    texts: BTreeSet<String>,
    /// Languages in which a phase cannot be told by its name.
    nameless: BTreeSet<String>,
}

/// Drops what only follows from something else in the list.
pub fn drop_from(diagnostics: &mut Vec<Diagnostic>) {
    let mut lost = UnreadableInputs::default();
    for diagnostic in diagnostics.iter() {
        lost.take(diagnostic);
    }
    if !lost.files.is_empty() || !lost.nameless.is_empty() {
        diagnostics.retain(|diagnostic| !lost.explains(diagnostic));
    }
}

impl UnreadableInputs {
    fn take(&mut self, diagnostic: &Diagnostic) {
        let path = &diagnostic.span.path;
        let whole = matches!(
            diagnostic.code,
            Code::Unreadable
                | Code::NotAFile
                | Code::TooLarge
                | Code::NotUtf8
                | Code::ControlCharacter
                | Code::FrontMatterOpen
                | Code::TooDeep
                | Code::ActiveFile
        );
        let part = match diagnostic.code {
            Code::MissingFile | Code::Yaml | Code::NeedsQuotes | Code::FrontMatterMissing => true,
            Code::WrongType => matches!(argument(diagnostic, "wanted"), "list" | "mapping"),
            Code::MissingKey => LISTS.contains(&argument(diagnostic, "key")),
            Code::UnknownKey => diagnostic.suggestion.as_deref().is_some_and(|key| LISTS.contains(&key)),
            _ => whole,
        };
        if part {
            self.files.insert(Arc::clone(path));
        }
        if whole && let Some(id) = stem(path) {
            self.texts.insert(id.to_owned());
        }
        let about_phases = part || matches!(diagnostic.code, Code::MissingTranslation | Code::UnknownPhase);
        if about_phases && let Some(lang) = path.strip_prefix("content/").and_then(|p| p.strip_suffix("/site.yaml")) {
            self.nameless.insert(lang.to_owned());
        }
    }

    fn explains(&self, diagnostic: &Diagnostic) -> bool {
        let path: &str = &diagnostic.span.path;
        let related = diagnostic.related.as_ref().map_or("", |span| &span.path);
        let situations = self.files.contains("content/situations.yaml");
        let name = |key| argument(diagnostic, key);
        // Steps stand under phases: without the phases, or their names, a text has none.
        let steps = situations || self.files.iter().any(|path| path.ends_with("/site.yaml"));
        match diagnostic.code {
            Code::UnknownPhase | Code::UnknownSituation | Code::UnknownQuestion | Code::NotLedTo => situations,
            Code::GuideUnreached => situations || self.files.contains("content/guide.yaml"),
            Code::UnknownAction => {
                steps || name("action").split_once('.').is_some_and(|(page, _)| self.texts.contains(page))
            }
            Code::DeadAnchor => steps || self.texts.contains(name("page")) || self.is_part_lost(name("page")),
            Code::DeadLink => self.texts.contains(name("target")),
            Code::MissingMedia => self.files.contains(name("target")),
            Code::UnknownArticle => self.texts.contains(name("article")),
            Code::SituationWithoutText => self.texts.contains(name("situation")),
            Code::UnknownPhrase => self.files.contains("content/phrases.yaml"),
            Code::MissingInLanguage => {
                steps
                    || self.nameless.contains(name("lang"))
                    || [path, related].iter().any(|path| stem(path).is_some_and(|id| self.texts.contains(id)))
            }
            Code::Conflict => [path, related].iter().any(|path| self.files.contains(*path)),
            Code::BadSource => stem(path).is_some_and(|id| self.texts.contains(id)),
            // The title of a text without a head is a heading in it, and the end of a broken head a line below a text.
            Code::MissingTranslation | Code::SecondTitle | Code::LineBelow => self.files.contains(path),
            Code::UnusedEntry => {
                path.rsplit_once('/').is_some_and(|(_, name)| self.files.contains(format!("content/{name}").as_str()))
            }
            _ => false,
        }
    }

    /// Whether the entries of a part of the site, such as the glossary, are unknown in some language.
    fn is_part_lost(&self, part: &str) -> bool {
        self.files.iter().any(|path| path.ends_with(&format!("/{part}.yaml")))
    }
}

fn argument<'d>(diagnostic: &'d Diagnostic, name: &str) -> &'d str {
    diagnostic.args.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
}

/// The id of a text.
fn stem(path: &str) -> Option<&str> {
    path.strip_suffix(".md")?.rsplit('/').next()
}
