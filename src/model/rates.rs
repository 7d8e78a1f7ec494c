//! The rates of late interest: the content of rates.yaml, and which day has which rate.
//!
//! Built by the reader in `input/data/rates.rs`. Sums are in hundredths, rates in ten-thousandths of a percent.

use std::ops::Range;

use super::{SharedStr, Spanned};
use crate::linguistics::Date;

/// The places of a sum after the decimal separator.
pub const SUM_PLACES: usize = 2;

/// The places of a rate in percent after the decimal separator.
pub const RATE_PLACES: usize = 4;

/// The content of rates.yaml.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rates {
    /// Fields of the reader's case from which the calculation starts: `sum`, `due` or `until`, and the field.
    pub inputs: Vec<(&'static str, Spanned<SharedStr>)>,
    /// Fields of the reader's case that the result fills: `interest`, `compensation`, `total` or `days`, and the field.
    pub fills: Vec<(&'static str, Spanned<SharedStr>)>,
    /// In the order of the file.
    pub tables: Vec<RateTable>,
}

/// The rates of a country for one kind of contract.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RateTable {
    /// Code of the country.
    pub country: Spanned<SharedStr>,
    /// `business` or `consumer`; empty if the law does not differ.
    pub kind: SharedStr,
    /// Sign or code of the currency, as it is after a sum.
    pub currency: SharedStr,
    /// How many days a year has.
    pub day_count: DayCount,
    /// A fixed sum that is owed besides the interest; 0 if there is none.
    pub compensation: i128,
    /// Address of the law or of a page about it.
    pub source: SharedStr,
    /// Date on which the source was read.
    pub seen: Date,
    /// Address at which the current rate is published; may be empty.
    pub ask: SharedStr,
    /// When a new rate begins.
    pub changes: RateChanges,
    /// In the order of time, without overlaps.
    pub periods: Vec<RatePeriod>,
    /// The worked example.
    pub example: Option<InterestExample>,
    /// The bytes of the table in the file.
    pub range: Range<usize>,
}

/// The days of one rate.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RatePeriod {
    /// The first day; `None` in a rate that has no beginning.
    pub from: Option<Date>,
    /// The last day; `None` in a rate that has no end.
    pub until: Option<Date>,
    /// The rate of a year.
    pub rate: i128,
    /// The part of the rate to which the rest was added; `None` if the rate was read as a whole.
    pub base: Option<i128>,
    /// Address at which the rate was read.
    pub source: SharedStr,
    /// Date on which it was read.
    pub seen: Date,
}

/// The sum and the dates of a worked example.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InterestExample {
    /// The sum owed.
    pub sum: i128,
    /// The last day on which it could be paid in time.
    pub due: Date,
    /// The day on which it was paid.
    pub until: Date,
}

/// How many days a year has for a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayCount {
    /// 365 in every year.
    Actual365,
    /// 360 in every year.
    Actual360,
    /// 365, and 366 in a leap year.
    ActualActual,
}

impl DayCount {
    /// All of them, in the order of [`DayCount::NAMES`].
    pub const ALL: [DayCount; 3] = [DayCount::Actual365, DayCount::Actual360, DayCount::ActualActual];

    /// Their names in rates.yaml.
    pub const NAMES: &'static [&'static str] = &["actual/365", "actual/360", "actual/actual"];

    /// The name in rates.yaml.
    pub fn name(self) -> &'static str {
        DayCount::NAMES[self as usize]
    }
}

/// When a new rate begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RateChanges {
    /// On 1 January and 1 July: a rate ends with its half-year.
    HalfYear,
    /// On any day: the last rate is known until the day on which it was read.
    AnyDay,
    /// Only when the law changes: the last rate has no end.
    Never,
}

impl RateChanges {
    /// All of them, in the order of [`RateChanges::NAMES`].
    pub const ALL: [RateChanges; 3] = [RateChanges::HalfYear, RateChanges::AnyDay, RateChanges::Never];

    /// Their names in rates.yaml.
    pub const NAMES: &'static [&'static str] = &["half-year", "any-day", "never"];
}

impl Rates {
    /// The tables of a country, in the order of the file.
    pub fn of_country(&self, country: &str) -> impl Iterator<Item = &RateTable> {
        self.tables.iter().filter(move |table| &*table.country.value == country)
    }
}

/// The last day of the half-year of a date.
pub fn end_of_half_year(date: Date) -> Date {
    match date.month {
        1..=6 => Date { month: 6, day: 30, ..date },
        _ => Date { month: 12, day: 31, ..date },
    }
}

/// The public holidays of a country.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Holidays {
    /// Code of the country.
    pub country: Spanned<SharedStr>,
    /// In ascending order.
    pub dates: Vec<Date>,
}
