//! Colours: hexadecimal notation, mixing, and contrast as WCAG 2.2 defines it.
//!
//! Takes and returns values. Knows nothing of themes.

use std::fmt;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color([u8; 3]);

impl Color {
    pub const BLACK: Color = Color([0; 3]);
    pub const WHITE: Color = Color([255; 3]);

    /// The colour that is written as `#rgb` or `#rrggbb`.
    pub fn parse(text: &str) -> Option<Color> {
        let digits = text.strip_prefix('#')?;
        let digits: Vec<u8> = digits.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
        match *digits.as_slice() {
            [r, g, b] => Some(Color([r * 17, g * 17, b * 17])),
            [a, b, c, d, e, f] => Some(Color([a * 16 + b, c * 16 + d, e * 16 + f])),
            _ => None,
        }
    }

    /// The colour with so many hundredths of another one.
    pub fn mix(self, other: Color, hundredths: u32) -> Color {
        let part = |at: usize| {
            let sum = u32::from(self.0[at]) * (100 - hundredths) + u32::from(other.0[at]) * hundredths;
            ((sum + 50) / 100) as u8
        };
        Color([part(0), part(1), part(2)])
    }

    /// The contrast ratio of the two colours, from 1 to 21.
    pub fn contrast(self, other: Color) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The relative luminance, from 0 to 1.
    fn luminance(self) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn color_has_three_or_six_digits() {
        assert_eq!(Color::parse("#0aF").map(|color| color.to_string()).as_deref(), Some("#00aaff"));
        assert_eq!(Color::parse("#0A5667").map(|color| color.to_string()).as_deref(), Some("#0a5667"));
        for text in ["", "#", "0a5667", "#0a566", "#0a56678", "#0a566g", "teal", "#äöü"] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let contrast = |a: &str, b: &str| format!("{:.2}", Color::parse(a).unwrap().contrast(Color::parse(b).unwrap()));
        assert_eq!(contrast("#fff", "#000000"), "21.00");
        assert_eq!(contrast("#777777", "#fff"), "4.48");
        assert_eq!(contrast("#fff", "#777777"), "4.48");
    }

    #[test]
    fn mixture_has_parts_of_both_colors() {
        assert_eq!(Color::BLACK.mix(Color::WHITE, 0), Color::BLACK);
        assert_eq!(Color::BLACK.mix(Color::WHITE, 100), Color::WHITE);
        assert_eq!(Color::BLACK.mix(Color::WHITE, 50).to_string(), "#808080");
    }
}
