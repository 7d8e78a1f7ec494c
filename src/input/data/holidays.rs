//! holidays.yaml: the public holidays of each country, which are not working days.
//!
//! Takes YAML; sets the holidays of [`Structure`]. Reports days that a country has twice. Whether the settings
//! declare the countries is checked by `check/`.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

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
            let mut dates: BTreeMap<Date, Span> = BTreeMap::new();
            for item in yaml::parse_items(&path, node, self.diagnostics) {
                let span = Span::new(&path, item.range.clone());
                let Some(date) = yaml::parse_date(&path, item, self.diagnostics) else { continue };
                match dates.entry(date) {
                    Entry::Occupied(first) => {
                        let repeated = Diagnostic::new(Code::RepeatedHoliday, span).arg("date", date.to_string());
                        self.diagnostics.push(repeated.related(first.get().clone()));
                    }
                    Entry::Vacant(entry) => drop(entry.insert(span)),
                }
            }
            let country = Spanned { value: country.text.into(), range: country.range };
            let dates = dates.into_keys().collect();
            structure.holidays.push(Holidays { country, dates });
        }
    }
}
