//! Colours of the default theme that are used outside its style sheet.

/// Colours as `#rrggbb`.
#[derive(Clone, Debug, Hash)]
pub struct Palette {
    /// Background of pages, of the web app and of social cards.
    pub background: &'static str,
    /// Name of the site on a social card.
    pub accent: &'static str,
    /// Titles.
    pub heading: &'static str,
    /// Running text.
    pub text: &'static str,
    /// The stripe of a social card by severity of its situation, from 1 to 5.
    pub severity: [&'static str; 5],
}

/// The light colours of `themes/default/assets/style.css`.
pub const PALETTE: Palette = Palette {
    background: "#fbfaf8",
    accent: "#0a5667",
    heading: "#1a2226",
    text: "#323d42",
    severity: ["#7fb069", "#b9b34a", "#e0a030", "#d2691e", "#b3261e"],
};
