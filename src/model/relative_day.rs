//! A day that follows from a date of the reader's case: `due+3`, `due-2`, `due+10w`.
//!
//! Takes the value of an attribute `after=`; returns a [`RelativeDay`]. Whether the case has the date is checked by
//! `check/`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{SharedStr, is_case_field};

/// The most days between the date and the day.
const MAX_DAYS: u16 = 3660;

/// A day that is some days after or before a date of the reader's case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RelativeDay {
    /// Id of the field of the case that holds the date.
    pub field: SharedStr,
    /// The number of days.
    pub days: u16,
    /// Whether the day is before the date.
    pub is_before: bool,
    /// Whether only working days are counted.
    pub in_working_days: bool,
}

impl RelativeDay {
    /// Parses exactly the form `due+3`, `due-2` or `due+10w`.
    pub fn parse(text: &str) -> Option<RelativeDay> {
        let at = text.find(['+', '-'])?;
        let (field, sign, number) = (&text[..at], &text[at..=at], &text[at + 1..]);
        let (digits, in_working_days) = number.strip_suffix('w').map_or((number, false), |digits| (digits, true));
        let is_number = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let days = digits.parse().ok().filter(|days| is_number && *days <= MAX_DAYS)?;
        is_case_field(field).then(|| RelativeDay { field: field.into(), days, is_before: sign == "-", in_working_days })
    }

    /// The value that is probably meant by a text in another form.
    pub fn likely(text: &str) -> Option<String> {
        let compact: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        let compact = compact.replace(['\u{2212}', '–', '—'], "-").replace('\u{ff0b}', "+");
        let number = compact.find(|c: char| c.is_ascii_digit()).unwrap_or(compact.len());
        let digits = compact[number..].find(|c: char| !c.is_ascii_digit()).map_or(compact.len(), |end| number + end);
        let unit = match &compact[digits..] {
            "" | "d" | "day" | "days" => "",
            "w" | "wd" | "workdays" => "w",
            _ => return None,
        };
        let before = &compact[..number];
        let field = before.strip_suffix(['+', '-', '='])?;
        let sign = if before.ends_with('-') { "-" } else { "+" };
        let likely = format!("{field}{sign}{}{unit}", &compact[number..digits]);
        Some(likely).filter(|likely| RelativeDay::parse(likely).is_some() && likely != text)
    }
}

impl fmt::Display for RelativeDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_before { '-' } else { '+' };
        write!(f, "{}{sign}{}{}", self.field, self.days, if self.in_working_days { "w" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_parsed_and_written() {
        for text in ["due+3", "due-2", "due+10w", "last_message+0", "d2-5w", "due+3660"] {
            assert_eq!(RelativeDay::parse(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn other_forms_are_refused_with_what_is_meant() {
        for (text, meant) in [
            ("due", None),
            ("due+", None),
            ("+3", None),
            ("due+3661", None),
            ("due+-3", None),
            ("due+3.5", None),
            ("due+99999", None),
            ("due+3m", None),
            ("", None),
            ("Due+3", Some("due+3")),
            ("due3", None),
            ("due+3d", Some("due+3")),
            ("due–2", Some("due-2")),
            ("due+3W", Some("due+3w")),
            ("due=3", Some("due+3")),
        ] {
            assert_eq!(RelativeDay::parse(text), None, "{text}");
            assert_eq!(RelativeDay::likely(text).as_deref(), meant, "{text}");
        }
    }
}
