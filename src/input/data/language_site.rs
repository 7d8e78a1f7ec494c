//! The site.yaml of a language: title, scope, names of the phases and countries, placeholders of the reader's case.
//!
//! Takes YAML; sets fields of [`LanguageTexts`]. Reports a missing file, and phases and countries without a name.

use std::collections::{HashMap, HashSet};

use super::Reader;
use crate::diagnostics::{Code, Diagnostic, Span, join_limited};
use crate::input::countries::unknown_country;
use crate::input::yaml::{self, Field, FieldKind, Fields, MapKey, Node};
use crate::linguistics::Language;
use crate::model::{Config, LangId, LanguageTexts, SharedStr, Spanned, Structure};

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
        "countries",
        FieldKind::TextMap,
        "Name of each country as it is before a sentence: `lv: In Latvia`.",
    ),
    Field::optional(
        "country",
        FieldKind::Id,
        "Code of the country whose law is open for readers who have not chosen one.",
    ),
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
        config: &Config,
        lang: LangId,
        structure: &Structure,
        texts: &mut LanguageTexts,
    ) {
        let (code, language) = (config.code(lang), config.language(lang));
        let path: SharedStr = format!("content/{code}/site.yaml").into();
        if !self.tree.contains(&path) {
            self.diagnostics.push(Diagnostic::new(Code::MissingFile, Span::file(&path)).arg("file", &*path));
        }
        let mut names = vec![None; structure.site_phase_count];
        texts.countries = config.countries.iter().map(|country| default_country_name(&country.id, language)).collect();
        if let Some(node) = self.open(&path) {
            let mut fields = Fields::open(&path, node, LANGUAGE_SITE_FIELDS, self.diagnostics);
            let (title, description) = (fields.text("title"), fields.text("description"));
            let scope = fields.text("scope");
            let phases = fields.map("phases");
            let (countries, country) = (fields.map("countries"), fields.text("country"));
            let case = fields.take("case_fields");
            texts.title = Self::typeset(title, language);
            texts.description = Self::typeset(description, language);
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
                    names[phase.index()] = Some(Self::typeset(Some(text), language));
                }
            }
            self.countries(&path, config, lang, (countries, country), texts);
            texts.case = case.map(|node| self.case_fields(&path, node)).unwrap_or_default();
            // A misspelt phase is not reported a second time as missing.
            let suggested: HashSet<&str> =
                self.diagnostics[before..].iter().filter_map(|found| found.suggestion.as_deref()).collect();
            let nameless = structure.site_phases().iter().zip(&names).filter(|(_, name)| name.is_none());
            let nameless: Vec<&str> =
                nameless.map(|(phase, _)| &*phase.value).filter(|id| !suggested.contains(id)).collect();
            if !nameless.is_empty() {
                let diagnostic = Diagnostic::new(Code::MissingTranslation, Span::file(&path)).arg("lang", code);
                self.diagnostics.push(diagnostic.arg("what", format!("phases: {}", join_limited(nameless))));
            }
        }
        let name =
            |(phase, name): (&Spanned<SharedStr>, Option<SharedStr>)| name.unwrap_or_else(|| phase.value.clone());
        texts.phases = structure.site_phases().iter().zip(names).map(name).collect();
    }

    /// Reads the names of the countries, and the one of readers who have not chosen. Reports countries without a name.
    fn countries(
        &mut self,
        path: &SharedStr,
        config: &Config,
        lang: LangId,
        (names, country): (Vec<(MapKey, Node)>, Option<yaml::Text>),
        texts: &mut LanguageTexts,
    ) {
        let indices: HashMap<&str, usize> = (0..).zip(&config.countries).map(|(index, c)| (&*c.id, index)).collect();
        let mut is_named = vec![false; config.countries.len()];
        for (code, node) in names {
            let text = yaml::as_text(path, node, self.diagnostics).filter(|text| !text.value.is_empty());
            match indices.get(&*code.text) {
                Some(index) => {
                    if text.is_some() {
                        texts.countries[*index] = Self::typeset(text, config.language(lang));
                        is_named[*index] = true;
                    }
                }
                None => self.diagnostics.push(unknown_country(config, Span::new(path, code.range), &code.text)),
            }
        }
        if let Some(country) = country {
            texts.country = config.country(&country.value);
            if texts.country.is_none() {
                let span = Span::new(path, country.range);
                self.diagnostics.push(unknown_country(config, span, &country.value));
            }
        }
        if is_named.contains(&false) {
            let nameless = config.countries.iter().zip(is_named).filter(|(_, is_named)| !is_named);
            let codes = join_limited(nameless.map(|(country, _)| &*country.id));
            let diagnostic = Diagnostic::new(Code::MissingTranslation, Span::file(path)).arg("lang", config.code(lang));
            self.diagnostics.push(diagnostic.arg("what", format!("countries: {codes}")));
        }
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

/// The name of a country without one in the language's site.yaml: that of the language's own table, else the code.
fn default_country_name(code: &str, language: &Language) -> SharedStr {
    language.country(code).map_or_else(|| code.to_uppercase(), str::to_owned).into()
}
