//! The data files: situations.yaml, guide.yaml, phrases.yaml, glossary.yaml, synonyms.yaml, rates.yaml, holidays.yaml,
//! and a language's site.yaml.
//!
//! Takes the source tree; returns a [`Structure`], and [`LanguageTexts`] for each language. Validates each file
//! separately: whether the ids in it exist is checked by `check/`.

mod glossary;
mod guide;
mod holidays;
mod language_site;
mod phrases;
mod rates;
mod situations;
mod synonyms;

use std::collections::HashMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::source_tree::SourceTree;
use super::yaml::{self, MapKey, Node};
use crate::diagnostics::{Code, Diagnostic, Span, join_limited, nearest_name};
use crate::linguistics::replace_homoglyphs;
use crate::linguistics::{Language, apply_typography, find_language};
use crate::model::{ActionId, Config, LangId, LanguageTexts, PhaseId, SharedStr, Spanned, Structure, is_id};

pub use glossary::TERM_FIELDS;
pub use guide::{GUIDE, GUIDE_FIELDS, QUESTION_TEXT_FIELDS};
pub use holidays::HOLIDAYS;
pub use language_site::LANGUAGE_SITE_FIELDS;
pub use phrases::{PHRASE_FIELDS, PHRASE_TEXT_FIELDS};
pub use rates::{RATES, RATES_FIELDS};
pub use situations::SITUATIONS_FIELDS;

/// Reads the language-neutral files. A missing file is the same as an empty one.
pub fn read(tree: &SourceTree, diagnostics: &mut Vec<Diagnostic>) -> Structure {
    let mut structure = Structure::default();
    let mut reader = Reader { tree, diagnostics, phases: FxHashMap::default() };
    reader.situations(&mut structure);
    reader.guide(&mut structure);
    reader.phrases(&mut structure);
    reader.rates(&mut structure);
    reader.holidays(&mut structure);
    structure
}

/// Reads the data files of one language.
pub fn read_language(
    tree: &SourceTree,
    config: &Config,
    lang: LangId,
    structure: &Structure,
    diagnostics: &mut Vec<Diagnostic>,
) -> LanguageTexts {
    let (code, language) = (config.code(lang), config.language(lang));
    let mut texts = LanguageTexts::default();
    let mut reader = Reader { tree, diagnostics, phases: index_phases(&structure.phases) };
    reader.site_texts((config, lang), structure, &mut texts);
    reader.guide_texts(code, language, &mut texts);
    reader.phrase_texts(code, language, &mut texts);
    reader.glossary(code, language, &mut texts);
    reader.synonyms(code, &mut texts);
    texts
}

/// Reads data files and collects their diagnostics.
struct Reader<'a> {
    tree: &'a SourceTree,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// The phases by their ids, once situations.yaml is read.
    phases: FxHashMap<SharedStr, PhaseId>,
}

/// The phases by their ids.
fn index_phases(phases: &[Spanned<SharedStr>]) -> FxHashMap<SharedStr, PhaseId> {
    PhaseId::all(phases.len()).zip(phases).map(|(id, phase)| (phase.value.clone(), id)).collect()
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

    /// Validates an id. Reports anything else.
    fn id(&mut self, path: &SharedStr, text: yaml::Text) -> Option<Spanned<SharedStr>> {
        if is_id(&text.value) {
            return Some(Spanned { value: text.value.into(), range: text.range });
        }
        let span = Span::new(path, text.range);
        let suggestion = likely_id(text.value.trim_end_matches(".md"));
        self.diagnostics.push(Diagnostic { suggestion, ..Diagnostic::new(Code::BadId, span).arg("id", text.value) });
        None
    }

    /// The valid ids in `texts`. Reports the others.
    fn ids(&mut self, path: &SharedStr, texts: Vec<yaml::Text>) -> Vec<Spanned<SharedStr>> {
        texts.into_iter().filter_map(|text| self.id(path, text)).collect()
    }

    /// Validates a key of a mapping as an id.
    fn key_id(&mut self, path: &SharedStr, name: MapKey) -> Option<Spanned<SharedStr>> {
        self.id(path, yaml::Text { value: name.text, range: name.range })
    }

    /// Parses an action id, `<document id>.<item id>`. Reports anything else.
    fn action(&mut self, path: &SharedStr, text: &yaml::Text) -> Option<Spanned<ActionId>> {
        Some(self.marked_action(path, text, false)?.0)
    }

    /// Parses an action id, and whether it ends in `!`, which marks the key step of a phase if `allow_key` is set.
    fn marked_action(
        &mut self,
        path: &SharedStr,
        text: &yaml::Text,
        allow_key: bool,
    ) -> Option<(Spanned<ActionId>, bool)> {
        let raw = text.value.as_str();
        let without_mark = raw.strip_suffix('!').filter(|_| allow_key);
        let parts = without_mark.unwrap_or(raw).split_once('.').filter(|(page, item)| is_id(page) && is_id(item));
        let Some((page, item)) = parts else {
            let span = Span::new(path, text.range.clone());
            // A list item that is indented more than the one above continues its text.
            let is_joined = raw.contains(" - ");
            let form = if is_joined { "list" } else { "action" };
            let diagnostic = Diagnostic::new(Code::BadId, span).arg("id", raw).arg("form", form);
            let suggestion = if is_joined { None } else { likely_action(raw, allow_key) };
            self.diagnostics.push(Diagnostic { suggestion, ..diagnostic });
            return None;
        };
        let id = ActionId { page: page.into(), item: item.into() };
        Some((Spanned { value: id, range: text.range.clone() }, without_mark.is_some()))
    }

    /// Keeps the first of the values with the same id. Reports the others.
    fn unique<T>(&mut self, path: &SharedStr, values: &mut Vec<T>, id: impl Fn(&T) -> &Spanned<SharedStr>) {
        let mut seen: HashMap<SharedStr, Range<usize>> = HashMap::new();
        values.retain(|entry| {
            let Spanned { value, range } = id(entry);
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

    /// The text with the typography of its language, such as its quotation marks; empty if `text` is `None`.
    fn typeset(text: Option<yaml::Text>, language: &Language) -> SharedStr {
        text.map(|text| apply_typography(&text.value, language).into_owned().into()).unwrap_or_default()
    }

    /// The phase of the site with this id, or that of a situation with these `phases`. Reports an unknown phase.
    fn phase(
        &mut self,
        path: &SharedStr,
        name: &str,
        range: Range<usize>,
        (structure, phases): (&Structure, &[PhaseId]),
    ) -> Option<PhaseId> {
        let own = phases.iter().copied().find(|phase| &*structure.phase_id(*phase).value == name);
        let index = own.or_else(|| self.phases.get(name).copied());
        if index.is_none() {
            let known = structure.phase_order(phases).map(|phase| &*structure.phase_id(phase).value);
            let list = if structure.phases.is_empty() { "–".into() } else { join_limited(known.clone()) };
            let mut diagnostic =
                Diagnostic::new(Code::UnknownPhase, Span::new(path, range)).arg("phase", name).arg("known", list);
            diagnostic.suggestion = nearest_name(name, known);
            self.diagnostics.push(diagnostic);
        }
        index
    }
}

/// The id that was probably intended: lowercase, with hyphens for spaces and underscores and Latin letters for their
/// Cyrillic homoglyphs.
fn likely_id(raw: &str) -> Option<String> {
    Some(find_language("en").slug(&replace_homoglyphs(raw))).filter(|id| is_id(id))
}

/// The action id that was probably intended. If `allow_key` is set, a `!` is kept.
fn likely_action(raw: &str, allow_key: bool) -> Option<String> {
    let (page, item) = raw.split_once(['.', '#', '/'])?;
    let mark = if allow_key && raw.contains('!') { "!" } else { "" };
    Some(format!("{}.{}{mark}", likely_id(page)?, likely_id(item)?))
}
