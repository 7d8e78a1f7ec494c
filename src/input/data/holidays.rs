//! holidays.yaml: the public holidays of each country, which are not working days.
//!
//! Takes YAML; sets the holidays of [`Structure`]. Reports days that a country has twice. Whether the settings
//! declare the countries is checked by `check/`.

use super::Reader;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::yaml;
use crate::linguistics::Date;
use crate::model::{Holidays, SharedStr, Spanned, Structure};

/// Path below the root.
pub const HOLIDAYS: &str = "content/holidays.yaml";

impl Reader<'_> {
    /// Reads holidays.yaml.
    pub(super) fn holidays(&mut self, structure: &mut Structure) {
        let path: SharedStr = HOLIDAYS.into();
        let Some(node) = self.open(&path) else { return };
        for (country, node) in yaml::parse_entries(&path, node, self.diagnostics) {
            let mut dates: Vec<(Date, Span)> = Vec::new();
            for item in yaml::parse_items(&path, node, self.diagnostics) {
                let span = Span::new(&path, item.range.clone());
                let Some(date) = yaml::parse_date(&path, item, self.diagnostics) else { continue };
                match dates.iter().find(|(known, _)| *known == date) {
                    Some((_, first)) => {
                        let repeated = Diagnostic::new(Code::RepeatedHoliday, span).arg("date", date.to_string());
                        self.diagnostics.push(repeated.related(first.clone()));
                    }
                    None => dates.push((date, span)),
                }
            }
            dates.sort_unstable_by_key(|(date, _)| *date);
            let country = Spanned { value: country.text.into(), range: country.range };
            let dates = dates.into_iter().map(|(date, _)| date).collect();
            structure.holidays.push(Holidays { country, dates });
        }
    }
}
