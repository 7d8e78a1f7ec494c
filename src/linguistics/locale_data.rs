//! What CLDR knows of a language: alphabetical order, plural rule, long dates, names of the months.
//!
//! Takes a BCP 47 code; returns the data of ICU4X, which is part of the program and is loaded at the first use. A language
//! without data has that of the root locale. Never reads the system's locale.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock, PoisonError, RwLock};

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_datetime::fieldsets::{MD, YMD};
use icu_datetime::options::YearStyle;
use icu_datetime::{DateTimeFormatter, input};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules};

use super::{Date, Plural};

/// The data of one language. Each part is loaded when it is needed.
pub(super) struct LocaleData {
    locale: Locale,
    collator: OnceLock<Option<CollatorBorrowed<'static>>>,
    primary_collator: OnceLock<Option<CollatorBorrowed<'static>>>,
    plurals: OnceLock<Option<PluralRules>>,
    dates: OnceLock<Option<DateTimeFormatter<YMD>>>,
    numeric_pattern: OnceLock<String>,
    months: OnceLock<Vec<String>>,
}

/// The data by the code of its language.
static LOADED: LazyLock<RwLock<HashMap<&'static str, &'static LocaleData>>> = LazyLock::new(RwLock::default);

/// The data for a BCP 47 code.
pub(super) fn locale_data(code: &'static str) -> &'static LocaleData {
    if let Some(data) = LOADED.read().unwrap_or_else(PoisonError::into_inner).get(code) {
        return data;
    }
    let mut loaded = LOADED.write().unwrap_or_else(PoisonError::into_inner);
    loaded.entry(code).or_insert_with(|| Box::leak(Box::new(LocaleData::new(code))))
}

/// The date as a value of ICU4X, whose type has no name outside of its calendar crate; `None` from the function around it
/// if the calendar has no such date.
macro_rules! calendar_date {
    ($date:expr) => {{
        let date: Date = $date;
        input::Date::try_new_iso(date.year.into(), date.month, date.day).ok()?
    }};
}

/// A date with day, month and year that differ in all their digits.
const PROBE: Date = Date { year: 2026, month: 11, day: 30 };

impl LocaleData {
    fn new(code: &str) -> LocaleData {
        LocaleData {
            locale: code.parse().unwrap_or(Locale::UNKNOWN),
            collator: OnceLock::new(),
            primary_collator: OnceLock::new(),
            plurals: OnceLock::new(),
            dates: OnceLock::new(),
            numeric_pattern: OnceLock::new(),
            months: OnceLock::new(),
        }
    }

    /// Appends bytes that compare in the order of the language: letters first, then diacritics, then case.
    pub(super) fn push_sort_key(&self, text: &str, key: &mut Vec<u8>) {
        push_key(self.collator.get_or_init(|| self.new_collator(Strength::Tertiary)), text, key);
    }

    /// Bytes that compare in the order of the language by letters only.
    pub(super) fn primary_key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::new();
        push_key(self.primary_collator.get_or_init(|| self.new_collator(Strength::Primary)), text, &mut key);
        key
    }

    fn new_collator(&self, strength: Strength) -> Option<CollatorBorrowed<'static>> {
        let mut options = CollatorOptions::default();
        options.strength = Some(strength);
        Collator::try_new((&self.locale).into(), options).ok()
    }

    /// The plural category of a whole number. A language with one category for all numbers has that of English, because
    /// only strings that are in English distinguish more.
    pub(super) fn plural(&self, n: u64) -> Plural {
        let rules = self.plurals.get_or_init(|| {
            let rules = PluralRules::try_new((&self.locale).into(), PluralRuleType::Cardinal.into()).ok();
            rules.filter(|rules| rules.categories().count() > 1)
        });
        match rules.as_ref().map(|rules| rules.category_for(n)) {
            Some(PluralCategory::Zero) => Plural::Zero,
            Some(PluralCategory::One) => Plural::One,
            Some(PluralCategory::Two) => Plural::Two,
            Some(PluralCategory::Few) => Plural::Few,
            Some(PluralCategory::Many) => Plural::Many,
            Some(PluralCategory::Other) => Plural::Other,
            None if n == 1 => Plural::One,
            None => Plural::Other,
        }
    }

    /// The date as in running text; `None` for a language without a form of its own.
    pub(super) fn long_date(&self, date: Date) -> Option<String> {
        let formatter = self.dates.get_or_init(|| {
            let own = DateTimeFormatter::try_new((&self.locale).into(), YMD::long()).ok()?;
            let root = DateTimeFormatter::try_new(Locale::UNKNOWN.into(), YMD::long()).ok()?;
            let probe = calendar_date!(PROBE);
            (own.format(&probe).to_string() != root.format(&probe).to_string()).then_some(own)
        });
        Some(formatter.as_ref()?.format(&calendar_date!(date)).to_string())
    }

    /// The date in figures, with `dd`, `mm` and `yyyy` for its parts; empty if the language has no such form.
    pub(super) fn numeric_pattern(&self) -> &str {
        self.numeric_pattern.get_or_init(|| self.find_numeric_pattern().unwrap_or_default())
    }

    fn find_numeric_pattern(&self) -> Option<String> {
        self.long_date(PROBE)?;
        let short = YMD::short().with_year_style(YearStyle::Full);
        let formatter = DateTimeFormatter::try_new((&self.locale).into(), short).ok()?;
        let probe = formatter.format(&calendar_date!(PROBE)).to_string();
        let is_gregorian = ["2026", "11", "30"].into_iter().all(|part| probe.matches(part).count() == 1);
        is_gregorian.then(|| probe.replace("2026", "yyyy").replace("11", "mm").replace("30", "dd"))
    }

    /// The names of the twelve months as dates use them; empty if the language has none.
    pub(super) fn months(&self) -> &[String] {
        self.months.get_or_init(|| self.find_months().unwrap_or_default())
    }

    fn find_months(&self) -> Option<Vec<String>> {
        self.long_date(PROBE)?;
        let formatter = DateTimeFormatter::try_new((&self.locale).into(), MD::long()).ok()?;
        let name = |month| {
            let text = formatter.format(&calendar_date!(Date { month, day: 2, ..PROBE })).to_string();
            let words = text.split(|c: char| !c.is_alphabetic());
            let longest = words.max_by_key(|word| word.chars().count())?;
            // A number of the month, or a word that only means a month.
            (longest.chars().count() > 2).then(|| longest.to_owned())
        };
        let months: Vec<String> = (1..=12).map(name).collect::<Option<_>>()?;
        (months[0] != months[1]).then_some(months)
    }
}

fn push_key(collator: &Option<CollatorBorrowed<'static>>, text: &str, key: &mut Vec<u8>) {
    match collator {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(text, key);
        }
        None => key.extend_from_slice(text.as_bytes()),
    }
}
