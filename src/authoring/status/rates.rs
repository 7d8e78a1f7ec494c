//! Rates of late interest that need a look: those that do not reach the present, and those that were read long ago.

use super::Location;
use crate::foundation::text::line_column;
use crate::input::data::RATES;
use crate::input::source_tree::SourceTree;
use crate::linguistics::Date;
use crate::model::{RateChanges, RateTable};
use crate::site::Site;

/// The rates that end before `today` although they change, and fixed ones that were read more than a year before it.
/// `None` if the site has no rates.
pub(super) fn old_rates(site: &Site, tree: &SourceTree, today: Option<Date>) -> Option<Vec<Location>> {
    let tables = &site.structure.rates.tables;
    let text = tree.text(RATES).unwrap_or_default();
    let location = |table: &RateTable| {
        let named = [&table.country.value, &table.kind, day_of_look(table, today?)?.as_str()].map(str::to_owned);
        let what = named.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let (line, _) = line_column(&text, table.country.range.start);
        Some(Location { what, path: RATES.to_owned(), line })
    };
    (!tables.is_empty()).then(|| tables.iter().filter_map(location).collect())
}

/// The day on which the rates ended, or were last read; `None` if that is soon enough for `today`.
fn day_of_look(table: &RateTable, today: Date) -> Option<String> {
    let last = table.periods.last();
    let day = match table.changes {
        RateChanges::HalfYear | RateChanges::AnyDay => last?.until.filter(|until| *until < today),
        RateChanges::Never => {
            let seen = last.map_or(table.seen, |last| last.seen);
            Some(seen).filter(|seen| seen.plus_years(1) < today)
        }
    };
    day.map(|day| day.to_string())
}
