//! Decimal numbers of a fixed number of places, as integers: sums in cents, rates in parts of a percent.
//!
//! Takes and returns plain notation, such as `1200.5`. Never uses a floating-point number, because sums of them are not
//! exact.

/// The most digits of a number, so that products of two numbers fit into 128 bits.
const MAX_DIGITS: usize = 15;

/// The number in units of its last place: `parse_decimal("10.15", 4)` is 101500. `None` for any other notation, and for a
/// number with more places or too many digits.
pub fn parse_decimal(text: &str, places: usize) -> Option<i128> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let fraction_digits = fraction.trim_end_matches('0');
    if !is_number(whole) || !is_number(fraction) || fraction_digits.len() > places || whole.len() > MAX_DIGITS {
        return None;
    }
    format!("{whole}{fraction_digits:0<places$}").parse().ok()
}

/// The plain notation of a number of units with so many places, with at least `least` places: `10.15`.
pub fn format_decimal(units: i128, places: usize, least: usize) -> String {
    let digits = format!("{units:0>width$}", width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let kept = fraction.trim_end_matches('0').len().max(least);
    match kept {
        0 => whole.to_owned(),
        _ => format!("{whole}.{:0<kept$}", &fraction[..kept.min(fraction.len())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_notation_is_read_and_written() {
        for (text, units, written) in
            [("10.15", 101_500, "10.15"), ("8", 80_000, "8.00"), ("0.0001", 1, "0.0001"), ("6.10", 61_000, "6.10")]
        {
            assert_eq!(parse_decimal(text, 4), Some(units));
            assert_eq!(format_decimal(units, 4, 2), written);
        }
        assert_eq!(format_decimal(80_000, 4, 0), "8");
        for text in ["", ".5", "5.", "-1", "1e3", "10,15", "0.00001", " 1", "1 000", "1234567890123456"] {
            assert_eq!(parse_decimal(text, 4), None, "{text}");
        }
    }
}
