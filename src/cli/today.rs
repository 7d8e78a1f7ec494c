//! The day from which `situ check` and `situ status` count the age of statements on law.
//!
//! Takes the value of `--today` or the clock; returns a [`Date`]. No output of a build depends on it.

use std::time::SystemTime;

use super::exit::CliError;
use crate::i18n::Messages;
use crate::linguistics::Date;

/// The day of an option. Fails if it is not a date.
pub fn parse_day(raw: &str, messages: &Messages) -> Result<Date, CliError> {
    Date::parse(raw).ok_or_else(|| CliError(messages.text("cli-bad-date", &[("typed", raw)])))
}

/// The day of the clock, in UTC; `None` if it is before 1970.
#[expect(clippy::disallowed_methods, reason = "only diagnostics depend on it, not the output of a build")]
pub fn current_day() -> Option<Date> {
    let elapsed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Date::from_unix_seconds(elapsed.as_secs())
}
