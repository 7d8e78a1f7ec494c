//! A calendar date: parsing, writing, adding years, counting days.
//!
//! Takes ISO 8601 text; returns a date that exists in the calendar. Never reads the clock.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A calendar date, proleptic Gregorian; ordered by time, written in ISO 8601: "2026-11-21".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to the month's last day.
    pub day: u8,
}

impl Date {
    /// The date; `None` if the calendar does not have it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let real = matches!(year, 1..=9999) && day >= 1 && day <= days_in_month(year, month);
        real.then_some(Date { year, month, day })
    }

    /// Parses exactly the form `2026-11-21`; `None` for any other text and for dates that the calendar does not have.
    pub fn parse(text: &str) -> Option<Date> {
        let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0u16, |n, digit| digit.is_ascii_digit().then(|| n * 10 + u16::from(digit - b'0')))
        };
        Date::new(number(&[a, b, c, d])?, number(&[e, f])? as u8, number(&[g, h])? as u8)
    }

    /// The same day `years` later; 29 February becomes 28 February if that year has none. Saturates at the year 9999.
    pub fn plus_years(self, years: u16) -> Date {
        let year = self.year.saturating_add(years).min(9999);
        Date { year, day: self.day.min(days_in_month(year, self.month)), ..self }
    }

    /// The number of days from 1 January of the year 1.
    pub fn day_number(self) -> u32 {
        let years = u32::from(self.year) - 1;
        let months = (1..self.month).map(|month| u32::from(days_in_month(self.year, month))).sum::<u32>();
        years * 365 + years / 4 - years / 100 + years / 400 + months + u32::from(self.day) - 1
    }

    /// The following day; `None` after 31 December 9999.
    pub fn next_day(self) -> Option<Date> {
        Date::new(self.year, self.month, self.day + 1)
            .or_else(|| Date::new(self.year, self.month + 1, 1))
            .or_else(|| Date::new(self.year + 1, 1, 1))
    }

    /// The preceding day; `None` before 1 January of the year 1.
    pub fn previous_day(self) -> Option<Date> {
        let end_of = |year, month| Date::new(year, month, days_in_month(year, month));
        Date::new(self.year, self.month, self.day - 1)
            .or_else(|| end_of(self.year, self.month - 1))
            .or_else(|| end_of(self.year - 1, 12))
    }

    /// The number of days from `earlier` to this date; negative if it is later.
    pub fn days_since(self, earlier: Date) -> i64 {
        i64::from(self.day_number()) - i64::from(earlier.day_number())
    }

    /// The date of a moment, in seconds since the start of 1970; `None` outside of the years 1970 to 9999.
    pub fn from_unix_seconds(seconds: u64) -> Option<Date> {
        let days = i64::try_from(seconds / 86_400).ok()?;
        let epoch = Date { year: 1970, month: 1, day: 1 };
        let year = (1970..=9999).take_while(|year| Date { year: *year, ..epoch }.days_since(epoch) <= days).last()?;
        let rest = days - Date { year, ..epoch }.days_since(epoch);
        let first = |month: u8| Date { year, month, day: 1 }.days_since(Date { year, ..epoch });
        let month = (1..=12).take_while(|month| first(*month) <= rest).last()?;
        Date::new(year, month, u8::try_from(rest - first(month) + 1).ok()?)
    }
}

/// Whether a year has a 29 February.
pub fn is_leap_year(year: u16) -> bool {
    days_in_month(year, 2) == 29
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

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn dates_parse_and_print_as_iso() {
        for text in ["2026-11-21", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn other_text_does_not_parse() {
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
            assert_eq!(Date::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn days_between_dates_follow_the_calendar() {
        for (later, earlier, days) in [
            ("2026-11-21", "2026-11-21", 0),
            ("2026-03-01", "2026-02-28", 1),
            ("2024-03-01", "2024-02-28", 2),
            ("2027-11-21", "2026-11-21", 365),
            ("2100-03-01", "2100-02-28", 1),
            ("2026-01-01", "2026-12-31", -364),
        ] {
            assert_eq!(date(later).days_since(date(earlier)), days, "{later}");
        }
    }

    #[test]
    fn seconds_since_1970_have_a_date() {
        for (seconds, text) in
            [(0, "1970-01-01"), (86_399, "1970-01-01"), (951_782_400, "2000-02-29"), (1_798_675_200, "2026-12-31")]
        {
            assert_eq!(Date::from_unix_seconds(seconds), Some(date(text)));
        }
        assert_eq!(Date::from_unix_seconds(u64::MAX), None);
    }

    #[test]
    fn plus_years_clamps_to_the_last_of_february_and_to_9999() {
        assert_eq!(date("2026-11-21").plus_years(1), date("2027-11-21"));
        assert_eq!(date("2024-02-29").plus_years(1), date("2025-02-28"));
        assert_eq!(date("2024-02-29").plus_years(4), date("2028-02-29"));
        assert_eq!(date("9999-01-01").plus_years(1), date("9999-01-01"));
    }

    #[test]
    fn days_are_counted_across_months_and_leap_years() {
        let days = |from: &str, to: &str| date(to).day_number() - date(from).day_number();
        assert_eq!(date("0001-01-01").day_number(), 0);
        for (from, to, expected) in [
            ("2026-03-15", "2026-06-30", 107),
            ("2024-02-28", "2024-03-01", 2),
            ("2026-02-28", "2026-03-01", 1),
            ("1900-02-28", "1900-03-01", 1),
            ("1970-01-01", "2026-11-30", 20_787),
        ] {
            assert_eq!(days(from, to), expected, "{from} {to}");
        }
        for (day, next) in [("2026-11-30", "2026-12-01"), ("2026-12-31", "2027-01-01"), ("2024-02-28", "2024-02-29")] {
            assert_eq!((date(day).next_day(), date(next).previous_day()), (Some(date(next)), Some(date(day))));
        }
        assert_eq!((date("9999-12-31").next_day(), date("0001-01-01").previous_day()), (None, None));
    }
}
