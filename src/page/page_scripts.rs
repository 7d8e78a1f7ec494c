//! Scripts that only some pages need, and the data that they get.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::PageBuilder;
use crate::model::{LangId, RelativeDay};

/// A script of the theme that a page needs besides those of every page.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PageScript {
    /// Name of the asset: `site.assets[script.name]`.
    pub name: &'static str,
    /// What the script gets besides the page, as JSON; may be empty.
    pub data: String,
}

impl PageBuilder<'_> {
    /// The scripts of a page in `lang` with these `days` of steps; `html` are the parts of it that depend on other files.
    pub(super) fn scripts<'h>(
        &self,
        lang: LangId,
        days: impl Iterator<Item = &'h RelativeDay>,
        mut html: impl Iterator<Item = &'h str>,
    ) -> Vec<PageScript> {
        let mut days = days.peekable();
        let mut scripts = Vec::new();
        if days.peek().is_some() {
            let needs_holidays = days.any(|day| day.in_working_days);
            let data = if needs_holidays { self.holidays(lang) } else { String::new() };
            scripts.push(PageScript { name: "dates.js", data });
        }
        if html.any(|html| html.contains(" data-interest=\"")) {
            scripts.push(PageScript { name: "interest.js", data: String::new() });
        }
        scripts
    }

    /// The public holidays by country, and the country of readers who have not chosen one.
    fn holidays(&self, lang: LangId) -> String {
        let structure = &self.site.structure;
        let countries: Map<String, Value> = structure
            .holidays
            .iter()
            .map(|holidays| {
                let dates: Vec<String> = holidays.dates.iter().map(ToString::to_string).collect();
                (holidays.country.value.to_string(), json!(dates))
            })
            .collect();
        let country = self.site.texts(lang).country.and_then(|index| self.site.config.countries.get(index));
        json!({"country": country.map(|country| &*country.id), "holidays": countries}).to_string()
    }
}
