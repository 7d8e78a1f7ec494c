//! The countries in site.yaml: whose law is stated, and whose law also holds in others.
//!
//! Takes the values of `countries` and `unions`; returns the [`Country`] list. Reports a code that occurs twice and a
//! union with an undeclared code. The names of countries are in each language's site.yaml.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Span, join_limited};
use crate::input::yaml::{self, MapKey, Node};
use crate::model::{Config, Country, SharedStr, is_id};

/// Reads `countries` and `unions`.
pub fn read_countries(
    path: &SharedStr,
    codes: Option<Node>,
    unions: Vec<(MapKey, Node)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Country> {
    let mut countries: Vec<Country> = Vec::new();
    // By code: the index in `countries`, and the place in the file.
    let mut declared: HashMap<SharedStr, (usize, Span)> = HashMap::new();
    for code in codes.map(|node| yaml::parse_names(path, node, diagnostics)).unwrap_or_default() {
        let span = Span::new(path, code.range);
        if !is_id(&code.value) {
            let suggestion = Some(code.value.to_ascii_lowercase()).filter(|code| is_id(code));
            let diagnostic = Diagnostic::new(Code::BadId, span).arg("id", code.value);
            diagnostics.push(Diagnostic { suggestion, ..diagnostic });
        } else if let Some((_, first)) = declared.get(&*code.value) {
            let diagnostic = Diagnostic::new(Code::DuplicateId, span).arg("id", code.value);
            diagnostics.push(diagnostic.related(first.clone()));
        } else {
            let id: SharedStr = code.value.into();
            declared.insert(id.clone(), (countries.len(), span));
            countries.push(Country { id, members: Vec::new() });
        }
    }
    for (union, members) in unions {
        let members = yaml::parse_names(path, members, diagnostics);
        let codes = || countries.iter().map(|country| &*country.id);
        let index_of = |code: &str| declared.get(code).map(|(index, _)| *index);
        let unknown = |code: &str, range| report_unknown(codes(), Span::new(path, range), code);
        let undeclared = members.iter().filter(|code| index_of(&code.value).is_none());
        diagnostics.extend(undeclared.map(|code| unknown(&code.value, code.range.clone())));
        match index_of(&union.text) {
            Some(index) => {
                let members = members.into_iter().filter(|code| index_of(&code.value).is_some_and(|at| at != index));
                countries[index].members = members.map(|code| code.value.into()).collect();
            }
            None => diagnostics.push(unknown(&union.text, union.range)),
        }
    }
    countries
}

/// The diagnostic for the code of a country that site.yaml does not declare.
pub fn unknown_country(config: &Config, span: Span, code: &str) -> Diagnostic {
    report_unknown(config.countries.iter().map(|country| &*country.id), span, code)
}

/// As [`unknown_country`], with the codes that are declared.
pub fn report_unknown<'a>(declared: impl Iterator<Item = &'a str> + Clone, span: Span, code: &str) -> Diagnostic {
    let known = join_limited(declared.clone());
    let known = if known.is_empty() { "none".to_owned() } else { known };
    let diagnostic = Diagnostic::new(Code::UnknownCountry, span).arg("country", code).arg("known", known);
    diagnostic.nearest(code, declared)
}
