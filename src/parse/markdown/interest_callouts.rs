//! Callouts about late interest: `[!INTEREST lv]` and the writer's words below it.
//!
//! Takes the events of a block quote; appends its HTML to the [`Writer`]'s fragment. Title, rates, formula and worked
//! example are slots, because they come from rates.yaml.

use super::writer::Writer;
use crate::diagnostics::Code;
use crate::model::{SharedStr, Slot, Spanned};

impl Writer<'_, '_> {
    /// Writes a callout about late interest, which ends at event `end`. Reports one that does not name one country.
    pub(super) fn interest_callout(&mut self, marker: &Spanned<String>, end: usize) {
        let mut words = marker.value.split_whitespace().skip(1);
        let country = match (words.next(), words.next()) {
            (Some(country), None) => Some(SharedStr::from(country.to_lowercase())),
            _ => None,
        };
        if let Some(country) = &country {
            self.output.interest.push(Spanned { value: country.clone(), range: marker.range.clone() });
        } else {
            let diagnostic = self.report(Code::NoRates, marker.range.clone());
            diagnostic.args.extend([("kind", "none".to_owned()), ("country", marker.value.clone())]);
        }
        self.pos += 1;
        self.skip_marker(marker.range.end);
        let outer = self.context;
        self.fragment.html.push_str("<aside class=\"callout interest\">\n");
        if let Some(country) = &country {
            self.slot(Slot::InterestTitle(country.clone()));
        }
        self.blocks();
        if let Some(country) = country {
            self.slot(Slot::InterestRates(country));
        }
        self.fragment.html.push_str("</aside>\n");
        self.context = outer;
        self.pos = end + 1;
    }
}
