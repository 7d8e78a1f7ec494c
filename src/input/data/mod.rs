//! The data files: situations.yaml, guide.yaml, phrases.yaml, glossary.yaml, and a language's site.yaml.
//!
//! Takes the source tree; returns a [`Structure`] and a [`LanguageTexts`] per language. Checks each file by itself; whether
//! an id that a file names exists is the business of `check/`.

mod glossary;
mod guide;
mod language_site;
mod phrases;
mod situations;

use std::collections::HashMap;
use std::ops::Range;

use super::source_tree::SourceTree;
use super::yaml::{self, MapKey, Node};
use crate::diagnostics::{Code, Diagnostic, Span, join_limited, nearest};
use crate::lang::replace_homoglyphs;
use crate::lang::{Language, language, typography};
use crate::model::{ActionId, LanguageTexts, PhaseId, SharedStr, Spanned, StepPlan, Structure, is_id};

pub use glossary::TERM_FIELDS;
pub use guide::{GUIDE_FIELDS, QUESTION_TEXT_FIELDS};
pub use language_site::LANGUAGE_SITE_FIELDS;
pub use phrases::{PHRASE_FIELDS, PHRASE_TEXT_FIELDS};
pub use situations::SITUATIONS_FIELDS;

/// Reads the language-neutral files. A file that does not exist counts as empty.
pub fn read(tree: &SourceTree, diagnostics: &mut Vec<Diagnostic>) -> Structure {
    let mut structure = Structure::default();
    let mut reader = Reader { tree, diagnostics };
    reader.situations(&mut structure);
    reader.guide(&mut structure);
    reader.phrases(&mut structure);
    structure
}

/// Reads the data files of one language.
pub fn read_language(
    tree: &SourceTree,
    code: &str,
    language: &'static Language,
    structure: &Structure,
    diagnostics: &mut Vec<Diagnostic>,
) -> LanguageTexts {
    let mut texts = LanguageTexts::default();
    let mut reader = Reader { tree, diagnostics };
    reader.site_texts(code, language, structure, &mut texts);
    reader.guide_texts(code, language, &mut texts);
    reader.phrase_texts(code, language, &mut texts);
    reader.glossary(code, language, &mut texts);
    texts
}

/// Reads data files and collects their diagnostics.
struct Reader<'a> {
    tree: &'a SourceTree,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// The YAML of a file; `None` if it does not exist or cannot be parsed.
    fn open(&mut self, path: &SharedStr) -> Option<Node> {
        if !self.tree.contains(path) {
            return None;
        }
        let node = self.tree.read_text(path).and_then(|text| yaml::parse(path, &text, 0..text.len()));
        node.map_err(|diagnostic| self.diagnostics.push(diagnostic)).ok()
    }

    /// A valid id; anything else is reported.
    fn id(&mut self, path: &SharedStr, text: yaml::Text) -> Option<Spanned<SharedStr>> {
        if is_id(&text.value) {
            return Some(Spanned { value: text.value.into(), range: text.range });
        }
        let place = Span::new(path, text.range);
        let suggestion = likely_id(text.value.trim_end_matches(".md"));
        self.diagnostics.push(Diagnostic { suggestion, ..Diagnostic::new(Code::BadId, place).arg("id", text.value) });
        None
    }

    /// The valid ids among `texts`; the others are reported.
    fn ids(&mut self, path: &SharedStr, texts: Vec<yaml::Text>) -> Vec<Spanned<SharedStr>> {
        texts.into_iter().filter_map(|text| self.id(path, text)).collect()
    }

    /// The id that a key of a mapping names.
    fn name(&mut self, path: &SharedStr, name: MapKey) -> Option<Spanned<SharedStr>> {
        self.id(path, yaml::Text { value: name.text, range: name.range })
    }

    /// An action as `page.item`, followed by `!` for a key step if `marked` allows it.
    fn action(&mut self, path: &SharedStr, text: &yaml::Text, marked: bool) -> Option<StepPlan> {
        let typed = text.value.as_str();
        let bare = typed.strip_suffix('!').filter(|_| marked);
        let parts = bare.unwrap_or(typed).split_once('.').filter(|(page, item)| is_id(page) && is_id(item));
        let Some((page, item)) = parts else {
            let place = Span::new(path, text.range.clone());
            let diagnostic = Diagnostic::new(Code::BadId, place).arg("id", typed).arg("form", "action");
            self.diagnostics.push(Diagnostic { suggestion: likely_action(typed, marked), ..diagnostic });
            return None;
        };
        let key = ActionId { page: page.into(), item: item.into() };
        Some(StepPlan { action: Spanned { value: key, range: text.range.clone() }, key: bare.is_some() })
    }

    /// Keeps the first of several things with the same id and reports the others.
    fn unique<T>(&mut self, path: &SharedStr, things: &mut Vec<T>, id: impl Fn(&T) -> &Spanned<SharedStr>) {
        let mut seen: HashMap<SharedStr, Range<usize>> = HashMap::new();
        things.retain(|thing| {
            let Spanned { value, range } = id(thing);
            let first = seen.entry(value.clone()).or_insert_with(|| range.clone());
            if first == range {
                return true;
            }
            let diagnostic = Diagnostic::new(Code::DuplicateId, Span::new(path, range.clone()))
                .arg("id", &**value)
                .related(Span::new(path, first.clone()));
            self.diagnostics.push(diagnostic);
            false
        });
    }

    /// The number of a phase; an unknown phase is reported.
    fn phase(&mut self, path: &SharedStr, name: &MapKey, structure: &Structure) -> Option<PhaseId> {
        let found = structure.phase(&name.text);
        if found.is_none() {
            let known = structure.phases.iter().map(|phase| &*phase.value);
            let list = if structure.phases.is_empty() { "–".into() } else { join_limited(known.clone()) };
            let mut diagnostic = Diagnostic::new(Code::UnknownPhase, Span::new(path, name.range.clone()))
                .arg("phase", name.text.clone())
                .arg("known", list);
            diagnostic.suggestion = nearest(&name.text, known);
            self.diagnostics.push(diagnostic);
        }
        found
    }
}

/// The id that was probably intended: lowercase, with hyphens for spaces and underscores and Latin letters for their
/// Cyrillic homoglyphs.
fn likely_id(typed: &str) -> Option<String> {
    Some(language("en").slug(&replace_homoglyphs(typed))).filter(|id| is_id(id))
}

/// The action that was probably intended; the mark of a key step stays if `marked` allows it.
fn likely_action(typed: &str, marked: bool) -> Option<String> {
    let (page, item) = typed.split_once(['.', '#', '/'])?;
    let mark = if marked && typed.contains('!') { "!" } else { "" };
    Some(format!("{}.{}{mark}", likely_id(page)?, likely_id(item)?))
}

/// The text with the typography of the language; empty if `text` is `None`.
fn typed(text: Option<yaml::Text>, language: &'static Language) -> SharedStr {
    text.map(|text| typography(&text.value, language).into_owned().into()).unwrap_or_default()
}
