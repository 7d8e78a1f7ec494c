//! Dates in YAML: the one form that is read, and the forms that authors type instead.
//!
//! Takes the text of a value; returns a [`Date`], or what is wrong with it and which date is meant. Never reads a clock.

use std::ops::RangeInclusive;

use crate::linguistics::Date;

/// The years that a date of a document can have. Any other is a slip: the web is younger, and 2206 is a typing mistake.
const YEARS: RangeInclusive<u16> = 1990..=2100;

/// A value that is not a date.
#[derive(Debug, PartialEq, Eq)]
pub struct BadDate {
    /// The variant of the message.
    pub kind: &'static str,
    /// The date that is probably meant.
    pub meant: Option<String>,
    /// Whether no other date can be meant.
    pub is_certain: bool,
}

/// Reads a date in the form 2026-11-21, with white space around it.
pub fn read_date(raw: &str) -> Result<Date, BadDate> {
    let raw = raw.trim();
    match Date::parse(raw) {
        Some(date) if YEARS.contains(&date.year) => return Ok(date),
        Some(_) => return Err(BadDate { kind: "year", meant: None, is_certain: false }),
        None => {}
    }
    let has_form = raw.len() == 10
        && raw
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    if has_form {
        return Err(BadDate { kind: "day", meant: None, is_certain: false });
    }
    let (meant, is_certain) = likely_date(raw).map_or((None, false), |(date, is_certain)| (Some(date), is_certain));
    Err(BadDate { kind: "form", meant, is_certain })
}

/// The date in another notation: day first, without leading zeros, with other separators, or followed by a time; and
/// whether it can be no other date. With slashes or hyphens, the month may be first.
fn likely_date(raw: &str) -> Option<(String, bool)> {
    let day = raw.split(['T', 't', ' ']).next().unwrap_or_default();
    let is_compact = day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = match is_compact {
        true => vec![&day[..4], &day[4..6], &day[6..]],
        false => day.trim_end_matches('.').split(['.', '/', '-', '–', '\u{2011}']).collect(),
    };
    let [first, month, last] = parts.try_into().ok()?;
    let is_year_first = first.len() == 4;
    let (year, day_of_month) = if is_year_first { (first, last) } else { (last, first) };
    let may_be_month = !is_year_first && day_of_month.parse::<u8>().is_ok_and(|day| day <= 12);
    if may_be_month && day.contains('/') && day_of_month != month {
        return None;
    }
    let date = format!("{year:0>4}-{month:0>2}-{day_of_month:0>2}");
    Date::parse(&date).filter(|date| YEARS.contains(&date.year))?;
    let is_certain = is_year_first || day.contains('.') || !may_be_month || day_of_month == month;
    Some((date, is_certain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_notations_are_recognised() {
        for (raw, kind, meant, is_certain) in [
            ("29.11.2026", "form", Some("2026-11-29"), true),
            ("29.11.2026.", "form", Some("2026-11-29"), true),
            ("1.2.2026", "form", Some("2026-02-01"), true),
            ("2026-11-29T10:00", "form", Some("2026-11-29"), true),
            ("2026-11-29 10:00:00Z", "form", Some("2026-11-29"), true),
            ("2026/11/29", "form", Some("2026-11-29"), true),
            ("2026.11.29", "form", Some("2026-11-29"), true),
            ("2026-1-5", "form", Some("2026-01-05"), true),
            ("20261129", "form", Some("2026-11-29"), true),
            ("29/11/2026", "form", Some("2026-11-29"), true),
            ("11/12/2026", "form", None, false),
            ("11-12-2026", "form", Some("2026-12-11"), false),
            ("29.11.26", "form", None, false),
            ("2026-02-30", "day", None, false),
            ("2026-13-01", "day", None, false),
            ("31.02.2026", "form", None, false),
            ("2206-11-29", "year", None, false),
            ("0026-11-29", "year", None, false),
            ("29 ноября 2026", "form", None, false),
            ("rīt", "form", None, false),
        ] {
            let expected = BadDate { kind, meant: meant.map(str::to_owned), is_certain };
            assert_eq!(read_date(raw), Err(expected), "{raw}");
        }
        assert_eq!(read_date(" 2026-11-29 "), Ok(Date::parse("2026-11-29").unwrap()));
    }
}
