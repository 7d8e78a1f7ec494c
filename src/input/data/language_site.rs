//! The site.yaml of a language: title, scope, names of the phases, placeholders of the reader's case.
//!
//! Takes YAML; sets fields of [`LanguageTexts`]. Reports a missing file and phases without a name.

use super::Reader;
use crate::diagnostics::{Code, Diagnostic, Span, join_limited};
use crate::input::yaml::{self, Field, FieldKind, Fields, Node};
use crate::linguistics::Language;
use crate::model::{LanguageTexts, SharedStr, Spanned, Structure};

/// The keys of a language's site.yaml.
pub const LANGUAGE_SITE_FIELDS: &[Field] = &[
    Field::required("title", FieldKind::Text, "Name of the site in this language."),
    Field::optional("description", FieldKind::Text, "One sentence about it."),
    Field::optional(
        "scope",
        FieldKind::Markdown,
        "What the site does not cover, and whom to ask then: one line, which may have links such as [112](tel:112).",
    ),
    Field::optional("phases", FieldKind::TextMap, "Name of each phase."),
    Field::optional(
        "case_fields",
        FieldKind::Object(CASE_FIELDS),
        "Which [placeholders] of ready messages the reader's own case fills.",
    )
    .renamed_from(&["case"]),
];

/// What a reader can note about the own case, with the placeholders of ready messages that each fills.
const CASE_FIELDS: &[Field] = &[
    Field::optional("client", FieldKind::TextList, "Placeholders that mean the client's name."),
    Field::optional(
        "delivered",
        FieldKind::TextList,
        "Placeholders that mean the day on which the work was delivered.",
    ),
    Field::optional("agreed", FieldKind::TextList, "Placeholders that mean the day that was agreed."),
    Field::optional("sum", FieldKind::TextList, "Placeholders that mean the sum in question."),
];

impl Reader<'_> {
    /// Reads the site.yaml of a language.
    pub(super) fn site_texts(
        &mut self,
        code: &str,
        language: &'static Language,
        structure: &Structure,
        texts: &mut LanguageTexts,
    ) {
        let path: SharedStr = format!("content/{code}/site.yaml").into();
        if !self.tree.contains(&path) {
            self.diagnostics.push(Diagnostic::new(Code::MissingFile, Span::file(&path)).arg("file", &*path));
        }
        let mut names = vec![None; structure.site_phase_count];
        if let Some(node) = self.open(&path) {
            let mut fields = Fields::open(&path, node, LANGUAGE_SITE_FIELDS, self.diagnostics);
            let (title, description) = (fields.text("title"), fields.text("description"));
            let scope = fields.text("scope");
            let phases = fields.map("phases");
            let case = fields.take("case_fields");
            texts.title = self.typeset(&path, title, language);
            texts.description = self.typeset(&path, description, language);
            let scope = scope.map(|text| Spanned { value: text.value.into(), range: text.range });
            texts.scope = scope.map(|scope| match self.tree.read_text(&path) {
                Ok(file) => yaml::without_quotes(&file, &scope),
                Err(_) => scope,
            });
            let before = self.diagnostics.len();
            for (name, node) in phases {
                let phase = self.phase(&path, &name.text, name.range.clone(), (structure, &[]));
                let text = yaml::as_text(&path, node, self.diagnostics);
                if let (Some(phase), Some(text)) = (phase, text.filter(|text| !text.value.is_empty())) {
                    names[phase.index()] = Some(self.typeset(&path, Some(text), language));
                }
            }
            texts.case = case.map(|node| self.case_fields(&path, node)).unwrap_or_default();
            // A misspelt phase is not reported a second time as missing.
            let is_suggested =
                |id: &str| self.diagnostics[before..].iter().any(|d| d.suggestion.as_deref() == Some(id));
            let nameless = structure.site_phases().iter().zip(&names).filter(|(_, name)| name.is_none());
            let nameless: Vec<&str> = nameless.map(|(phase, _)| &*phase.value).filter(|id| !is_suggested(id)).collect();
            if !nameless.is_empty() {
                let diagnostic = Diagnostic::new(Code::MissingTranslation, Span::file(&path)).arg("lang", code);
                self.diagnostics.push(diagnostic.arg("what", format!("phases: {}", join_limited(nameless))));
            }
        }
        let name =
            |(phase, name): (&Spanned<SharedStr>, Option<SharedStr>)| name.unwrap_or_else(|| phase.value.clone());
        texts.phases = structure.site_phases().iter().zip(names).map(name).collect();
    }

    /// Placeholders in lowercase, each with the field that fills it. Reports a placeholder that occurs twice.
    fn case_fields(&mut self, path: &SharedStr, node: Node) -> Vec<(SharedStr, &'static str)> {
        let mut fields = Fields::open(path, node, CASE_FIELDS, self.diagnostics);
        let all: Vec<_> = CASE_FIELDS.iter().map(|field| (field.name, fields.names(field.name))).collect();
        let mut case: Vec<(SharedStr, &'static str)> = Vec::new();
        for (field, name) in all.into_iter().flat_map(|(field, names)| names.into_iter().map(move |name| (field, name)))
        {
            let placeholder: SharedStr = name.value.trim_matches(['[', ']']).trim().to_lowercase().into();
            if case.iter().any(|(known, _)| *known == placeholder) {
                let span = Span::new(path, name.range);
                self.diagnostics.push(Diagnostic::new(Code::DuplicateId, span).arg("id", &*placeholder));
            } else {
                case.push((placeholder, field));
            }
        }
        case
    }
}
