//! The calculation of late interest.
//!
//! Takes a [`RateTable`], a sum and two dates; returns the days, rate and amount of each part, and the total. Every
//! amount is an exact fraction until it is rounded to hundredths: each part once for itself, and the total once from the
//! fractions, so that the total can differ from the sum of the rounded parts. The theme's script makes the same
//! calculation; `tests/interest/cases.json` holds both to the same results.

use crate::linguistics::{Date, is_leap_year};
use crate::model::{DayCount, RateTable};

/// A multiple of every number of days of a year, so that amounts of different years have one denominator.
const YEAR: i128 = 360 * 365 * 366;

/// By what an amount is divided after it was multiplied with a rate: a rate is in ten-thousandths of a percent.
const RATE_UNITS: i128 = 100 * 10_000;

/// The late interest of a sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LateInterest {
    /// Days with the same rate and the same number of days of a year, in the order of time.
    pub parts: Vec<InterestPart>,
    /// First and last day of each part without a rate.
    pub gaps: Vec<(Date, Date)>,
    /// The interest of all parts, rounded once.
    pub interest: i128,
    /// The fixed sum that is owed besides; 0 if nothing is late.
    pub compensation: i128,
    /// The sum, the interest and the compensation.
    pub total: i128,
}

/// Days with the same rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterestPart {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The number of days.
    pub days: u32,
    /// The rate of a year.
    pub rate: i128,
    /// The days that the year has.
    pub year: i128,
    /// The interest of these days, rounded.
    pub amount: i128,
}

/// The late interest of `sum`, which was to be paid by `due` and is paid on `until`: from the day after `due` to `until`.
pub fn late_interest(table: &RateTable, sum: i128, due: Date, until: Date) -> LateInterest {
    let Some(first) = due.next_day().filter(|first| *first <= until) else {
        return LateInterest { total: sum, ..LateInterest::default() };
    };
    let mut found = LateInterest { compensation: table.compensation, ..LateInterest::default() };
    let mut exact = 0;
    let mut open = Some(first);
    for period in &table.periods {
        let Some(start) = open.map(|open| period.from.map_or(open, |from| from.max(open))) else { break };
        let end = period.until.map_or(until, |last| last.min(until));
        if start > end {
            continue;
        }
        found.gaps.extend(open.filter(|open| *open < start).and_then(|open| Some((open, start.previous_day()?))));
        for (from, until) in years(table.day_count, start, end) {
            let days = until.day_number() - from.day_number() + 1;
            let year = days_of_year(table.day_count, from.year);
            let units = sum * period.rate * i128::from(days) * (YEAR / year);
            exact += units;
            found.parts.push(InterestPart { from, until, days, rate: period.rate, year, amount: round(units) });
        }
        open = end.next_day().filter(|next| *next <= until);
    }
    found.gaps.extend(open.map(|open| (open, until)));
    found.interest = round(exact);
    found.total = sum + found.interest + found.compensation;
    found
}

/// The days from `start` to `end` in parts whose years have the same number of days.
fn years(count: DayCount, start: Date, end: Date) -> Vec<(Date, Date)> {
    let mut parts: Vec<(Date, Date)> = Vec::new();
    for year in start.year..=end.year {
        let from = start.max(Date { year, month: 1, day: 1 });
        let until = end.min(Date { year, month: 12, day: 31 });
        match parts.last_mut() {
            Some(last) if days_of_year(count, last.0.year) == days_of_year(count, year) => last.1 = until,
            _ => parts.push((from, until)),
        }
    }
    parts
}

fn days_of_year(count: DayCount, year: u16) -> i128 {
    match count {
        DayCount::Actual360 => 360,
        DayCount::ActualActual if is_leap_year(year) => 366,
        DayCount::Actual365 | DayCount::ActualActual => 365,
    }
}

/// The nearest hundredth; half of one is rounded up.
fn round(units: i128) -> i128 {
    let denominator = YEAR * RATE_UNITS;
    (units + denominator / 2) / denominator
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::foundation::decimal::{format_decimal, parse_decimal};
    use crate::model::{RATE_PLACES, RateChanges, RatePeriod, SUM_PLACES, Spanned};

    fn date(value: &Value) -> Option<Date> {
        value.as_str().and_then(Date::parse)
    }

    fn table(value: &Value) -> RateTable {
        let seen = Date::parse("2026-11-29").unwrap();
        let period = |period: &Value| RatePeriod {
            from: date(&period[0]),
            until: date(&period[1]),
            rate: parse_decimal(period[2].as_str().unwrap(), RATE_PLACES).unwrap(),
            base: None,
            source: "".into(),
            seen,
        };
        let place = DayCount::NAMES.iter().position(|name| value["days"] == *name).unwrap();
        RateTable {
            country: Spanned { value: "xx".into(), range: 0..0 },
            kind: "".into(),
            currency: "".into(),
            day_count: DayCount::ALL[place],
            compensation: parse_decimal(value["compensation"].as_str().unwrap(), SUM_PLACES).unwrap(),
            source: "".into(),
            seen,
            ask: "".into(),
            changes: RateChanges::Never,
            periods: value["periods"].as_array().unwrap().iter().map(period).collect(),
            example: None,
            range: 0..0,
        }
    }

    #[test]
    fn results_equal_the_table_of_cases() {
        let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interest/cases.json"));
        let cases: Vec<Value> = serde_json::from_str(text).unwrap();
        for case in &cases {
            let sum = parse_decimal(case["sum"].as_str().unwrap(), SUM_PLACES).unwrap();
            let found =
                late_interest(&table(&case["table"]), sum, date(&case["due"]).unwrap(), date(&case["until"]).unwrap());
            let money = |units| format_decimal(units, SUM_PLACES, SUM_PLACES);
            let parts: Vec<String> = found
                .parts
                .iter()
                .map(|part| {
                    let rate = format_decimal(part.rate, RATE_PLACES, 0);
                    format!("{} {} {} {rate} {} {}", part.from, part.until, part.days, part.year, money(part.amount))
                })
                .collect();
            let gaps: Vec<String> = found.gaps.iter().map(|(from, until)| format!("{from} {until}")).collect();
            let sums = [found.interest, found.compensation, found.total].map(money);
            let found = serde_json::json!({"parts": parts, "gaps": gaps, "sums": sums});
            assert_eq!(found, case["result"], "{}", case["name"]);
        }
    }
}
