//! A calendar date: reading, writing, counting days.
//!
//! Takes ISO 8601 text; gives a date that the calendar has. Never asks what day it is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A calendar date, proleptic Gregorian; orders by time, reads and writes ISO 8601: "2026-11-21".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to the month's last day.
    pub day: u8,
}

/// The text is no date of the calendar in the form `2026-11-21`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl Date {
    /// The date, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let real = matches!(year, 1..=9999) && day >= 1 && day <= days_in_month(year, month);
        real.then_some(Date { year, month, day })
    }

    /// The date that is written in the form `2026-11-21` and nothing else.
    pub fn parse(text: &str) -> Option<Date> {
        let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0u16, |n, digit| digit.is_ascii_digit().then(|| n * 10 + u16::from(digit - b'0')))
        };
        Date::new(number(&[a, b, c, d])?, number(&[e, f])? as u8, number(&[g, h])? as u8)
    }

    /// How many days later this date is than `other`; negative where it is earlier.
    pub fn days_since(self, other: Date) -> i64 {
        self.day_number() - other.day_number()
    }

    /// The same day `years` later; 29 February becomes 28 February where the year has none. Stops at the year 9999.
    pub fn plus_years(self, years: u16) -> Date {
        let year = self.year.saturating_add(years).min(9999);
        Date { year, day: self.day.min(days_in_month(year, self.month)), ..self }
    }

    fn day_number(self) -> i64 {
        let past = i64::from(self.year) - 1;
        let leap_days = past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400);
        let months: i64 = (1..self.month).map(|month| i64::from(days_in_month(self.year, month))).sum();
        past * 365 + leap_days + months + i64::from(self.day)
    }
}

fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Date, NotADate> {
        Date::parse(text).ok_or(NotADate)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date of the calendar in the form 2026-11-21")
    }
}

impl std::error::Error for NotADate {}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_reads_and_writes_iso() {
        for text in ["2026-11-21", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn what_the_calendar_has_not_is_no_date() {
        for text in [
            "",
            "2026",
            "2026-11",
            "2026-11-2",
            "26-11-21",
            "2026-11-31",
            "2026-13-01",
            "2026-00-10",
            "2026-10-00",
            "2023-02-29",
            "1900-02-29",
            "0000-01-01",
            "2026/11/21",
            " 2026-11-21",
            "2026-11-21 ",
            "+026-11-21",
            "2026-1١-1",
            "21.11.2026",
        ] {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text:?}");
        }
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        for (later, earlier, days) in [
            ("2026-11-21", "2026-11-21", 0),
            ("2026-11-21", "2026-11-20", 1),
            ("2026-11-20", "2026-11-21", -1),
            ("2024-03-01", "2024-02-28", 2),
            ("2023-03-01", "2023-02-28", 1),
            ("2027-11-21", "2026-11-21", 365),
            ("1970-01-01", "0001-01-01", 719_162),
        ] {
            assert_eq!(date(later).days_since(date(earlier)), days, "{later} - {earlier}");
        }
    }

    #[test]
    fn a_year_later_is_the_same_day_or_the_last_of_february() {
        assert_eq!(date("2026-11-21").plus_years(1), date("2027-11-21"));
        assert_eq!(date("2024-02-29").plus_years(1), date("2025-02-28"));
        assert_eq!(date("2024-02-29").plus_years(4), date("2028-02-29"));
        assert_eq!(date("9999-01-01").plus_years(1), date("9999-01-01"));
    }
}
