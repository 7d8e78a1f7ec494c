//! The site.yaml of a language: title, scope, names of the phases and countries, the reader's case, interface strings.
//!
//! Takes YAML; sets fields of [`LanguageTexts`]. Reports a missing file, and phases, countries and fields of the case
//! without a name.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Reader;
use crate::diagnostics::{Code, Diagnostic, Span, Suggester, join_limited};
use crate::input::countries::unknown_country;
use crate::input::yaml::{self, Field, FieldKind, Fields, MapKey, Node};
use crate::linguistics::{Language, apply_typography};
use crate::model::{
    CaseFieldText, CaseTexts, Config, InterfaceString, LangId, LanguageTexts, SharedStr, Spanned, Structure,
};

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
        "case",
        FieldKind::TextOrObjectMap(CASE_FIELD_FIELDS),
        "Name of each field of the reader's case, and the [placeholders] of messages that it fills.",
    )
    .renamed_from(&["case_fields"]),
    Field::optional("currency", FieldKind::Text, "What this language writes beside a sum of the case: EUR or €."),
    Field::optional(
        "strings",
        FieldKind::InterfaceStrings,
        "Words of the interface in place of those of the program: `menu_phrases: What tenants hear`.",
    ),
];

/// The keys of a field of the case in a language's site.yaml.
const CASE_FIELD_FIELDS: &[Field] = &[
    Field::required("label", FieldKind::Text, "Name of the field in the form."),
    Field::optional("blanks", FieldKind::TextList, "Words of the [placeholders] that it fills, without the brackets."),
];

impl Reader<'_> {
    /// Reads the site.yaml of a language.
    pub(super) fn site_texts(
        &mut self,
        (config, lang): (&Config, LangId),
        structure: &Structure,
        texts: &mut LanguageTexts,
    ) {
        let (code, language) = (config.code(lang), config.language(lang));
        let path: SharedStr = format!("content/{code}/site.yaml").into();
        if !self.tree.contains(&path) {
            let phases = join_limited(structure.site_phases().iter().map(|phase| &*phase.value));
            let diagnostic = Diagnostic::new(Code::MissingFile, Span::file(&path)).arg("file", &*path);
            self.diagnostics.push(diagnostic.arg("kind", "language").arg("phases", phases));
        }
        let mut names = vec![None; structure.site_phase_count];
        texts.countries = config.countries.iter().map(|country| default_country_name(&country.id, language)).collect();
        if let Some(node) = self.open(&path) {
            let mut fields = Fields::open(&path, node, LANGUAGE_SITE_FIELDS, self.diagnostics);
            let (title, description) = (fields.text("title"), fields.text("description"));
            let scope = fields.text("scope");
            let phases = fields.map("phases");
            let (countries, country) = (fields.map("countries"), fields.text("country"));
            let case = fields.map("case");
            let currency = fields.text("currency");
            let strings = fields.map("strings");
            texts.strings = self.interface_strings(&path, strings);
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
            texts.case = self.case_texts(&path, (config, lang), case);
            if let Some(currency) = currency {
                texts.case.currency = currency.value.into();
            }
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

    /// Reads `case`. Reports unknown fields, fields without a name, and placeholders that two fields would fill.
    fn case_texts(
        &mut self,
        path: &SharedStr,
        (config, lang): (&Config, LangId),
        entries: Vec<(MapKey, Node)>,
    ) -> CaseTexts {
        let language = config.language(lang);
        let mut texts = CaseTexts { currency: config.currency.clone(), ..CaseTexts::default() };
        let ids = config.case.iter().map(|field| &*field.id.value);
        let known: HashMap<&str, &SharedStr> =
            ids.clone().zip(config.case.iter().map(|field| &field.id.value)).collect();
        let suggester = Suggester::new(ids.clone());
        let mut places: HashMap<SharedStr, (SharedStr, Range<usize>)> = HashMap::new();
        // A field with a mistake is not reported a second time as missing.
        let mut reported: HashSet<String> = HashSet::new();
        for (name, node) in entries {
            let Some(id) = known.get(&*name.text).copied() else {
                let list = if config.case.is_empty() { "–".into() } else { join_limited(ids.clone()) };
                let diagnostic = Diagnostic::new(Code::UnknownField, Span::new(path, name.range));
                let diagnostic = diagnostic.arg("field", &*name.text).arg("known", list);
                let suggestion = suggester.nearest(&name.text);
                reported.extend(suggestion.clone());
                self.diagnostics.push(Diagnostic { suggestion, ..diagnostic });
                continue;
            };
            let (label, blanks) = self.case_field_text(path, node);
            let Some(label) = label else {
                reported.insert(name.text);
                continue;
            };
            let mut is_shared = false;
            for blank in blanks {
                let words = placeholder_words(&blank.value, language);
                let (first, place) = match places.entry(words.clone()) {
                    Entry::Vacant(vacant) => {
                        vacant.insert((id.clone(), blank.range));
                        texts.blanks.insert(words, id.clone());
                        continue;
                    }
                    Entry::Occupied(taken) => taken.into_mut(),
                };
                let span = Span::new(path, blank.range);
                let diagnostic = if first == id {
                    Diagnostic::new(Code::DuplicateId, span).arg("id", &*words)
                } else {
                    is_shared = true;
                    let diagnostic = Diagnostic::new(Code::SharedBlank, span).arg("blank", &*words);
                    diagnostic.arg("first", &**first).arg("second", name.text.as_str())
                };
                self.diagnostics.push(diagnostic.related(Span::new(path, place.clone())));
            }
            if is_shared {
                reported.insert(name.text);
                continue;
            }
            let label = Self::typeset(Some(label), language);
            texts.fields.insert(id.clone(), CaseFieldText { label, range: name.range });
        }
        let is_named = |id: &str| texts.fields.contains_key(id) || reported.contains(id);
        // Of a field whose type does not exist, only the type is reported.
        let typed = config.case.iter().filter(|field| field.kind.is_some()).map(|field| &*field.id.value);
        let nameless: Vec<&str> = typed.filter(|id| !is_named(id)).collect();
        if !nameless.is_empty() {
            let diagnostic = Diagnostic::new(Code::MissingTranslation, Span::file(path)).arg("lang", config.code(lang));
            self.diagnostics.push(diagnostic.arg("what", format!("case: {}", join_limited(nameless))));
        }
        texts
    }

    /// Reads `strings`. Whether they exist and can be formatted is checked by the theme.
    fn interface_strings(&mut self, path: &SharedStr, entries: Vec<(MapKey, Node)>) -> Vec<InterfaceString> {
        if entries.is_empty() {
            return Vec::new();
        }
        let file = self.tree.read_text(path).unwrap_or_default();
        let mut strings = Vec::with_capacity(entries.len());
        for (id, node) in entries {
            let range = node.range.clone();
            let pattern = match node.value {
                // Variants are on lines of their own.
                yaml::Value::Text(text) => text,
                _ => match yaml::as_text(path, node, self.diagnostics) {
                    Some(text) => text.value,
                    None => continue,
                },
            };
            strings.push(InterfaceString {
                id: Spanned { value: id.text.into(), range: id.range },
                source: file.get(range.clone()).unwrap_or_default().into(),
                pattern: Spanned { value: pattern.trim().into(), range },
            });
        }
        strings
    }

    /// The name of a field and its placeholders. A single text is the name and the only placeholder.
    fn case_field_text(&mut self, path: &SharedStr, node: Node) -> (Option<yaml::Text>, Vec<yaml::Text>) {
        if matches!(node.value, yaml::Value::Map(_)) {
            let mut fields = Fields::open(path, node, CASE_FIELD_FIELDS, self.diagnostics);
            return (fields.text("label"), fields.texts("blanks"));
        }
        if matches!(node.value, yaml::Value::List(_)) {
            let diagnostic = Diagnostic::new(Code::WrongType, Span::new(path, node.range));
            self.diagnostics.push(diagnostic.arg("wanted", "field").arg("found", "list"));
            return (None, Vec::new());
        }
        let text = yaml::as_text(path, node, self.diagnostics).filter(|text| !text.value.is_empty());
        (text.clone(), text.into_iter().collect())
    }
}

/// The name of a country without one in the language's site.yaml: that of the language's own table, else the code.
fn default_country_name(code: &str, language: &Language) -> SharedStr {
    language.country(code).map_or_else(|| code.to_uppercase(), str::to_owned).into()
}

/// The words of a placeholder in the form in which messages have them: with the typography of the language, in lowercase.
fn placeholder_words(typed: &str, language: &Language) -> SharedStr {
    // Quotation marks in a message depend on what is before them.
    let typed = format!("[{}]", typed.trim_matches(['[', ']']).trim());
    apply_typography(&typed, language).trim_matches(['[', ']']).to_lowercase().into()
}
