//! A calendar date: parsing, writing, adding years.
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
    fn plus_years_clamps_to_the_last_of_february_and_to_9999() {
        assert_eq!(date("2026-11-21").plus_years(1), date("2027-11-21"));
        assert_eq!(date("2024-02-29").plus_years(1), date("2025-02-28"));
        assert_eq!(date("2024-02-29").plus_years(4), date("2028-02-29"));
        assert_eq!(date("9999-01-01").plus_years(1), date("9999-01-01"));
    }
}
