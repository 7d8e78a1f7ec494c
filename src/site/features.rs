//! Features: what a site or a language of it may have, such as documents to fill in. A theme has assets for some of them.
//!
//! Takes the [`Site`]; says which features a language uses. Never builds a page.

use super::{Section, Site};
use crate::model::LangId;

/// What a language of a site may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// A section of the menu, under its name.
    Section(Section),
    /// The form of the reader's case.
    Case,
    /// Texts that hold in some of several countries only.
    Countries,
    /// Steps whose day is counted from a date of the reader's case.
    Dates,
    /// Rates of late interest.
    Interest,
    /// Former addresses of documents.
    Redirects,
    /// More than one language.
    Languages,
    /// The copy for use without a connection.
    Offline,
    /// The icons of the theme, because the site has none of its own.
    Icons,
}

impl Feature {
    /// The features that are not sections, with their names.
    const OTHERS: [(Feature, &str); 8] = [
        (Feature::Case, "case"),
        (Feature::Countries, "countries"),
        (Feature::Dates, "dates"),
        (Feature::Interest, "interest"),
        (Feature::Redirects, "redirects"),
        (Feature::Languages, "languages"),
        (Feature::Offline, "offline"),
        (Feature::Icons, "icons"),
    ];

    /// All features with their names: the sections in menu order, then the others.
    pub fn all() -> impl Iterator<Item = (Feature, &'static str)> {
        let sections = Section::ALL.iter().map(|section| (Feature::Section(*section), section.name()));
        sections.chain(Feature::OTHERS)
    }

    /// The feature with this name.
    pub fn from_name(name: &str) -> Option<Feature> {
        Feature::all().find(|(_, other)| *other == name).map(|(feature, _)| feature)
    }

    /// The name of the feature in theme.yaml.
    pub fn name(self) -> &'static str {
        Feature::all().find(|(feature, _)| *feature == self).map_or("", |(_, name)| name)
    }
}

impl Site {
    /// Whether a page of the language can show the feature. The steps of a situation that is not translated are those of
    /// another language, so what steps can have is used by all languages or by none.
    pub fn uses(&self, feature: Feature, lang: LangId) -> bool {
        let config = &self.config;
        let mut documents = self.documents.iter();
        match feature {
            Feature::Section(section) => section.has_content(self, lang),
            Feature::Case => !config.case.is_empty(),
            Feature::Countries => {
                config.chosen_countries().count() > 1
                    && documents.any(|document| !document.laws.is_empty() || !document.countries.is_empty())
            }
            Feature::Dates => documents.any(|document| !document.relative_days.is_empty()),
            Feature::Interest => {
                !self.structure.rates.tables.is_empty() && documents.any(|document| !document.interest.is_empty())
            }
            Feature::Redirects => documents.any(|document| document.lang == lang && !document.front.aliases.is_empty()),
            Feature::Languages => config.languages.len() > 1,
            Feature::Offline => config.offline,
            Feature::Icons => config.look.favicon.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feature_names_are_unique() {
        for (feature, name) in Feature::all() {
            assert_eq!(Feature::from_name(name), Some(feature));
            assert_eq!(feature.name(), name);
        }
        assert_eq!(Feature::from_name("always"), None);
    }
}
