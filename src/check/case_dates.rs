//! Rules about days, rates and public holidays: the fields of the reader's case that they name, and their countries.

use std::collections::BTreeSet;

use super::Rule;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::countries::unknown_country;
use crate::input::data::{HOLIDAYS, RATES};
use crate::model::{CaseFieldType, SharedStr, Spanned};
use crate::site::Site;

pub const RULES: &[Rule] = &[
    Rule::site(&[Code::BadAfter], check_days),
    Rule::site(&[Code::NoRates], check_countries_of_callouts),
    Rule::site(&[Code::BadRates, Code::UnknownCountry], check_rates),
    Rule::site(&[Code::UnknownCountry], check_holidays),
];

/// The days of steps are counted from dates of the case.
fn check_days(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for document in &site.documents {
        for day in &document.relative_days {
            let field = Spanned { value: day.value.field.clone(), range: day.range.clone() };
            let found = wrong_field(site, Code::BadAfter, &document.path, &field, CaseFieldType::Date);
            diagnostics.extend(found);
        }
    }
}

/// The countries of callouts about late interest have rates.
fn check_countries_of_callouts(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let known: BTreeSet<&str> = site.structure.rates.tables.iter().map(|table| &*table.country.value).collect();
    for document in &site.documents {
        for country in document.interest.iter().filter(|country| !known.contains(&*country.value)) {
            let span = Span::new(&document.path, country.range.clone());
            let diagnostic =
                Diagnostic::new(Code::NoRates, span).arg("kind", "country").arg("country", &*country.value);
            diagnostics.push(diagnostic.nearest(&country.value, known.iter().copied()));
        }
    }
}

/// rates.yaml names countries of the settings and fields of the case that can hold the values.
fn check_rates(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let path: SharedStr = RATES.into();
    let rates = &site.structure.rates;
    let kind_of = |name: &str| match name {
        "due" | "until" => CaseFieldType::Date,
        "days" => CaseFieldType::Text,
        _ => CaseFieldType::Money,
    };
    for (name, field) in rates.inputs.iter().chain(&rates.fills) {
        diagnostics.extend(wrong_field(site, Code::BadRates, &path, field, kind_of(name)));
    }
    check_countries(site, &path, rates.tables.iter().map(|table| &table.country), diagnostics);
}

/// holidays.yaml names countries of the settings.
fn check_holidays(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let countries = site.structure.holidays.iter().map(|holidays| &holidays.country);
    check_countries(site, &HOLIDAYS.into(), countries, diagnostics);
}

fn check_countries<'s>(
    site: &Site,
    path: &SharedStr,
    countries: impl Iterator<Item = &'s Spanned<SharedStr>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let unknown = countries.filter(|country| site.config.country(&country.value).is_none());
    diagnostics.extend(
        unknown.map(|country| unknown_country(&site.config, Span::new(path, country.range.clone()), &country.value)),
    );
}

/// The diagnostic for a field that the case does not have, or that has another type than `wanted`.
fn wrong_field(
    site: &Site,
    code: Code,
    path: &SharedStr,
    field: &Spanned<SharedStr>,
    wanted: CaseFieldType,
) -> Option<Diagnostic> {
    let case = &site.config.case;
    let kind = match case.iter().find(|known| known.id.value == field.value) {
        // A type that does not exist has been reported.
        Some(found) if found.kind.is_none_or(|kind| kind == wanted) => return None,
        Some(_) => "type",
        None if case.is_empty() => "case",
        None => "field",
    };
    let fields = || case.iter().filter(|field| field.kind == Some(wanted)).map(|field| &*field.id.value);
    let diagnostic = Diagnostic::new(code, Span::new(path, field.range.clone()))
        .arg("kind", kind)
        .arg("typed", &*field.value)
        .arg("type", wanted.as_str());
    Some(if kind == "field" { diagnostic.nearest(&field.value, fields()) } else { diagnostic })
}
