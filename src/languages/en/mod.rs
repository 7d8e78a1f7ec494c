//! English: names. Data only; dates are those of Britain, quotation marks are the defaults. Other languages fall
//! back to the files of this folder.

use crate::linguistics::{Language, Script};

/// The rules of the language.
pub(super) static LANGUAGE: Language = Language {
    code: "en",
    locale: "en-GB",
    own_name: "English",
    script: Script::Latin,
    countries: &COUNTRIES,
    names: &NAMES,
    currency_names: &["euro"],
    ..Language::DEFAULTS
};

/// Names of languages. Source: CLDR 48.
const NAMES: [(&str, &str); 12] = [
    ("lv", "Latvian"),
    ("ru", "Russian"),
    ("bg", "Bulgarian"),
    ("en", "English"),
    ("de", "German"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("fr", "French"),
    ("it", "Italian"),
    ("lt", "Lithuanian"),
    ("pl", "Polish"),
    ("uk", "Ukrainian"),
];

/// Names of countries. Source: CLDR 48.
const COUNTRIES: [(&str, &str); 46] = [
    ("al", "Albania"),
    ("at", "Austria"),
    ("ba", "Bosnia and Herzegovina"),
    ("be", "Belgium"),
    ("bg", "Bulgaria"),
    ("by", "Belarus"),
    ("ch", "Switzerland"),
    ("cy", "Cyprus"),
    ("cz", "Czechia"),
    ("de", "Germany"),
    ("dk", "Denmark"),
    ("ee", "Estonia"),
    ("es", "Spain"),
    ("eu", "European Union"),
    ("fi", "Finland"),
    ("fr", "France"),
    ("gb", "United Kingdom"),
    ("ge", "Georgia"),
    ("gr", "Greece"),
    ("hr", "Croatia"),
    ("hu", "Hungary"),
    ("ie", "Ireland"),
    ("is", "Iceland"),
    ("it", "Italy"),
    ("kz", "Kazakhstan"),
    ("li", "Liechtenstein"),
    ("lt", "Lithuania"),
    ("lu", "Luxembourg"),
    ("lv", "Latvia"),
    ("md", "Moldova"),
    ("me", "Montenegro"),
    ("mk", "North Macedonia"),
    ("mt", "Malta"),
    ("nl", "Netherlands"),
    ("no", "Norway"),
    ("pl", "Poland"),
    ("pt", "Portugal"),
    ("ro", "Romania"),
    ("rs", "Serbia"),
    ("ru", "Russia"),
    ("se", "Sweden"),
    ("si", "Slovenia"),
    ("sk", "Slovakia"),
    ("tr", "Türkiye"),
    ("ua", "Ukraine"),
    ("us", "United States"),
];

#[cfg(test)]
mod tests {
    use crate::linguistics::testing::{
        assert_dates, assert_folds, assert_months, assert_order, assert_plurals, assert_slugs,
    };

    #[test]
    fn titles_sort_alphabetically() {
        assert_order("en", "2 a A aa áa Ab act Zoo а я");
    }

    #[test]
    fn slugs_are_ascii() {
        assert_slugs(
            "en",
            &[
                ("  Don't pay -- the client’s “no” & more!  ", "dont-pay-the-clients-no-more"),
                ("Straße, Ærø, Łódź, naïve, İzmir", "strasse-aero-lodz-naive-izmir"),
                ("co\u{AD}op e\u{301}tude", "coop-etude"),
                ("C# 2.0", "c-2-0"),
                ("", ""),
            ],
        );
    }

    #[test]
    fn diacritics_are_folded() {
        assert_folds(
            "en",
            &[("Résumé", "resume"), ("RE\u{301}SUME\u{301}", "resume"), ("It's “Straße”", "it's “strasse”")],
        );
    }

    #[test]
    fn plurals_have_two_forms() {
        assert_plurals("en", "0 other, 1 one, 2 other, 11 other, 21 other");
    }

    #[test]
    fn dates_have_no_commas() {
        assert_dates("en", &[("2026-11-21", "21 November 2026")]);
        assert_dates("xx", &[("2026-11-21", "2026-11-21")]);
    }

    #[test]
    fn months_are_recognised_in_every_case() {
        assert_months("en", "November may", "mayor days");
    }
}
