//! Rules about statements on law, and about texts for one country: declared countries, sources, dates.

use super::Rule;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::countries::unknown_country;
use crate::linguistics::Date;
use crate::model::{Document, Law};
use crate::site::Site;

pub const RULES: &[Rule] = &[
    Rule::site(&[Code::UnknownCountry], undeclared_countries),
    Rule::site(&[Code::LawWithoutSource], missing_sources),
];

/// A source that was seen more than this number of days ago is reported.
const MAX_AGE: i64 = 400;

/// The country of each statement on law, of each line and of each document to fill in is in the settings.
fn undeclared_countries(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let config = &site.config;
    for document in &site.documents {
        let laws = document.laws.iter().map(|law| (&law.country, &law.range));
        let lines = document.countries.iter().flatten().map(|code| (&code.value, &code.range));
        let own = document.front.country.iter().map(|code| (&code.value, &code.range));
        for (code, range) in own.chain(laws).chain(lines).filter(|(code, _)| config.country(code).is_none()) {
            diagnostics.push(unknown_country(config, Span::new(&document.path, range.clone()), code));
        }
    }
}

/// Each statement on law names its source and the address of that.
fn missing_sources(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (document, law) in laws(site) {
        let missing = match (law.source.is_empty(), law.link) {
            (true, _) => "source",
            (false, None) => "address",
            (false, Some(_)) => continue,
        };
        let source = if law.source.is_empty() { "" } else { &*law.source };
        let diagnostic = Diagnostic::new(Code::LawWithoutSource, Span::new(&document.path, law.range.clone()));
        let diagnostic = diagnostic.arg("kind", missing).arg("country", &*law.country);
        diagnostics.push(diagnostic.arg("date", law.checked.to_string()).arg("source", source));
    }
}

/// Reports the sources that were seen more than 400 days before `today`, and those of a day that has not come.
pub fn check_law_dates(site: &Site, today: Date, diagnostics: &mut Vec<Diagnostic>) {
    for (document, law) in laws(site) {
        let age = today.days_since(law.checked);
        // A writer may be a day ahead of the clock.
        let kind = match age {
            ..-1 => "future",
            age if age > MAX_AGE => "old",
            _ => continue,
        };
        let diagnostic = Diagnostic::new(Code::LawDate, Span::new(&document.path, law.range.clone()));
        let diagnostic = diagnostic.arg("kind", kind).arg("date", law.checked.to_string());
        diagnostics.push(diagnostic.arg("days", age.to_string()));
    }
}

/// Every statement on law, with its document.
fn laws(site: &Site) -> impl Iterator<Item = (&Document, &Law)> {
    site.documents.iter().flat_map(|document| document.laws.iter().map(move |law| (&**document, law)))
}
