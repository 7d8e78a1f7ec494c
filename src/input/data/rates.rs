//! rates.yaml: the rates of late interest by country.
//!
//! Takes YAML; sets the rates of [`Structure`]. Each period gets its last day: the day before the next period, the end of
//! its half-year, or the day on which the rate was read. Reports periods in a wrong order and numbers in another notation.
//! Whether the settings declare the countries and the fields of the case is checked by `check/`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use super::Reader;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::decimal::parse_decimal;
use crate::input::yaml::{self, Field, FieldKind, Fields, Node, Value};
use crate::linguistics::Date;
use crate::model::{
    DayCount, InterestExample, RATE_PLACES, RateChanges, RatePeriod, RateTable, SUM_PLACES, SharedStr, Spanned,
    Structure, end_of_half_year,
};

/// Path below the root.
pub const RATES: &str = "content/rates.yaml";

/// The keys of rates.yaml.
pub const RATES_FIELDS: &[Field] = &[
    Field::optional(
        "case",
        FieldKind::Object(INPUT_FIELDS),
        "Fields of the reader's case from which late interest is worked out.",
    ),
    Field::optional("fills", FieldKind::Object(FILL_FIELDS), "Fields of the reader's case that the result fills."),
    Field::required("rates", FieldKind::Objects(TABLE_FIELDS), "The rates by country and kind of contract."),
];

/// The keys of `case` in rates.yaml.
const INPUT_FIELDS: &[Field] = &[
    Field::optional("sum", FieldKind::Text, "The field with the sum that is owed."),
    Field::optional("due", FieldKind::Text, "The field with the last day for payment."),
    Field::optional("until", FieldKind::Text, "The field with the day of payment; without a value, today."),
];

/// The keys of `fills` in rates.yaml.
const FILL_FIELDS: &[Field] = &[
    Field::optional("interest", FieldKind::Text, "The field that the interest fills."),
    Field::optional("compensation", FieldKind::Text, "The field that the fixed sum fills."),
    Field::optional("total", FieldKind::Text, "The field that sum, interest and fixed sum together fill."),
    Field::optional("days", FieldKind::Text, "The field that the number of days fills."),
];

/// The keys of one entry of `rates`.
const TABLE_FIELDS: &[Field] = &[
    Field::required("country", FieldKind::Id, "Code of the country, one of `countries` in site.yaml."),
    Field::optional(
        "kind",
        FieldKind::Choice(KINDS),
        "business: between businesses; consumer: with a consumer. Without it: the law does not differ.",
    ),
    Field::required("currency", FieldKind::Text, "Sign or code of the currency, as it is after a sum: €."),
    Field::required("days", FieldKind::Choice(DayCount::NAMES), "How the days of a year are counted."),
    Field::required(
        "changes",
        FieldKind::Choice(RateChanges::NAMES),
        "half-year: a rate ends with its half-year; any-day: the last rate is known until it was seen; never: it has no end.",
    ),
    Field::optional("margin", FieldKind::Decimal, "Percentage points that are added to each `base`."),
    Field::optional("compensation", FieldKind::Decimal, "Fixed sum that is owed besides the interest: 40."),
    Field::required("source", FieldKind::Url, "Address of the rule, and of the rates without a source of their own."),
    Field::required("seen", FieldKind::Date, "Date on which the source was read."),
    Field::optional("ask", FieldKind::Url, "Address at which the rate of today is published."),
    Field::optional("periods", FieldKind::Objects(PERIOD_FIELDS), "The rates in the order of time."),
    Field::optional("example", FieldKind::Object(EXAMPLE_FIELDS), "What the worked example on the page is made of."),
];

/// The keys of a period.
const PERIOD_FIELDS: &[Field] = &[
    Field::optional("from", FieldKind::Date, "First day of the rate; only the first rate may lack it."),
    Field::optional("until", FieldKind::Date, "Last day of the rate, if it ends before the next one begins."),
    Field::optional("rate", FieldKind::Decimal, "The whole rate in percent a year."),
    Field::optional("base", FieldKind::Decimal, "In place of `rate`: the rate to which `margin` is added."),
    Field::optional("source", FieldKind::Url, "Address at which this rate was read."),
    Field::optional("seen", FieldKind::Date, "Date on which it was read."),
];

/// The keys of a worked example.
const EXAMPLE_FIELDS: &[Field] = &[
    Field::required("sum", FieldKind::Decimal, "The sum owed."),
    Field::required("due", FieldKind::Date, "The last day for payment."),
    Field::required("until", FieldKind::Date, "The day of payment."),
];

/// The kinds of contract.
const KINDS: &[&str] = &["business", "consumer"];

/// The highest rate that is not a typing mistake, in percent.
const MAX_RATE: i128 = 1000;

impl Reader<'_> {
    /// Reads rates.yaml.
    pub(super) fn rates(&mut self, structure: &mut Structure) {
        let path: SharedStr = RATES.into();
        let Some(node) = self.open(&path) else { return };
        let mut fields = Fields::open(&path, node, RATES_FIELDS, self.diagnostics);
        let (inputs, fills) = (fields.take("case"), fields.take("fills"));
        let tables = fields.list("rates");
        let rates = &mut structure.rates;
        rates.inputs = self.case_field_names(&path, inputs, INPUT_FIELDS);
        rates.fills = self.case_field_names(&path, fills, FILL_FIELDS);
        let mut seen: HashMap<(SharedStr, SharedStr), Range<usize>> = HashMap::new();
        for node in tables {
            let Some(table) = self.rate_table(&path, node) else { continue };
            let range = table.country.range.clone();
            match seen.entry((table.country.value.clone(), table.kind.clone())) {
                Entry::Occupied(first) => {
                    let repeated = bad_rates(&path, range, "repeated");
                    self.diagnostics.push(repeated.related(Span::new(&path, first.get().clone())));
                }
                Entry::Vacant(entry) => {
                    entry.insert(range);
                    rates.tables.push(table);
                }
            }
        }
    }

    /// The fields of the case that a mapping names, each with its key.
    fn case_field_names(
        &mut self,
        path: &SharedStr,
        node: Option<Node>,
        known: &'static [Field],
    ) -> Vec<(&'static str, Spanned<SharedStr>)> {
        let Some(node) = node else { return Vec::new() };
        let mut fields = Fields::open(path, node, known, self.diagnostics);
        let texts = known.iter().filter_map(|field| Some((field.name, fields.text(field.name)?)));
        texts.map(|(name, text)| (name, Spanned { value: text.value.into(), range: text.range })).collect()
    }

    /// Reads the rates of one country and kind; `None` if something that every table has is missing.
    fn rate_table(&mut self, path: &SharedStr, node: Node) -> Option<RateTable> {
        let range = node.range.clone();
        let mut fields = Fields::open(path, node, TABLE_FIELDS, self.diagnostics);
        let (country, kind) = (fields.text("country"), fields.text("kind"));
        let (currency, days, changes) = (fields.text("currency"), fields.text("days"), fields.text("changes"));
        let (source, seen, ask) = (fields.text("source"), fields.date("seen"), fields.text("ask"));
        let (margin, compensation) = (fields.take("margin"), fields.take("compensation"));
        let (periods, example) = (fields.list("periods"), fields.take("example"));
        let kind = kind.and_then(|kind| self.choice_of(path, &kind, KINDS)).map_or("", |index| KINDS[index]);
        let day_count = days.and_then(|days| self.choice_of(path, &days, DayCount::NAMES));
        let changes = changes.and_then(|changes| self.choice_of(path, &changes, RateChanges::NAMES));
        let margin = margin.and_then(|node| self.decimal(path, node, RATE_PLACES));
        let compensation = compensation.and_then(|node| self.decimal(path, node, SUM_PLACES)).unwrap_or(0);
        let source = source.and_then(|url| self.url(path, url));
        let ask = ask.and_then(|url| self.url(path, url)).unwrap_or_default();
        let country = country?;
        let mut table = RateTable {
            country: Spanned { value: country.value.into(), range: country.range },
            kind: kind.into(),
            currency: currency?.value.into(),
            day_count: DayCount::ALL[day_count?],
            compensation,
            source: source?,
            seen: seen?,
            ask,
            changes: RateChanges::ALL[changes?],
            periods: Vec::new(),
            example: None,
            range,
        };
        for node in periods {
            let range = node.range.clone();
            let Some(period) = self.rate_period(path, node, margin, &table) else { continue };
            self.add_period(path, period, range, &mut table.periods);
        }
        end_periods(&mut table);
        table.example = example.and_then(|node| self.interest_example(path, node));
        Some(table)
    }

    /// Reads one period. `table` has what it does not say itself.
    fn rate_period(
        &mut self,
        path: &SharedStr,
        node: Node,
        margin: Option<i128>,
        table: &RateTable,
    ) -> Option<RatePeriod> {
        let range = node.range.clone();
        let mut fields = Fields::open(path, node, PERIOD_FIELDS, self.diagnostics);
        let (from, until) = (fields.date("from"), fields.date("until"));
        let (rate, base) = (fields.take("rate"), fields.take("base"));
        let (source, seen) = (fields.text("source"), fields.date("seen"));
        let source = source.and_then(|url| self.url(path, url));
        let (base, rate) = match (rate, base, margin) {
            (Some(rate), None, _) => (None, self.decimal(path, rate, RATE_PLACES)?),
            (None, Some(base), Some(margin)) => {
                let base = self.decimal(path, base, RATE_PLACES)?;
                (Some(base), base + margin)
            }
            (None, Some(base), None) => {
                self.diagnostics.push(bad_rates(path, base.range, "margin"));
                return None;
            }
            (Some(_), Some(_), _) | (None, None, _) => {
                self.diagnostics.push(bad_rates(path, range, "rate"));
                return None;
            }
        };
        let (source, seen) = (source.unwrap_or_else(|| table.source.clone()), seen.unwrap_or(table.seen));
        Some(RatePeriod { from, until, rate, base, source, seen })
    }

    /// Adds a period after those that precede it. Reports one in a wrong order.
    fn add_period(&mut self, path: &SharedStr, period: RatePeriod, range: Range<usize>, periods: &mut Vec<RatePeriod>) {
        let last = periods.last();
        let follows =
            last.is_none_or(|last| period.from > last.from && last.until.is_none_or(|end| period.from > Some(end)));
        let is_real = period.until.is_none_or(|until| period.from.is_none_or(|from| from <= until));
        if !follows {
            self.diagnostics.push(bad_rates(path, range, "order"));
        } else if !is_real {
            self.diagnostics.push(bad_rates(path, range, "until"));
        } else {
            periods.push(period);
        }
    }

    /// Reads the worked example.
    fn interest_example(&mut self, path: &SharedStr, node: Node) -> Option<InterestExample> {
        let range = node.range.clone();
        let mut fields = Fields::open(path, node, EXAMPLE_FIELDS, self.diagnostics);
        let (sum, due, until) = (fields.take("sum"), fields.date("due"), fields.date("until"));
        let sum = self.decimal(path, sum?, SUM_PLACES)?;
        let example = InterestExample { sum, due: due?, until: until? };
        if example.until <= example.due {
            self.diagnostics.push(bad_rates(path, range, "until"));
            return None;
        }
        Some(example)
    }

    /// The index of a word among those that a key may have. Reports any other.
    fn choice_of(&mut self, path: &SharedStr, text: &yaml::Text, words: &[&str]) -> Option<usize> {
        let found = words.iter().position(|word| *word == text.value);
        if found.is_none() {
            let diagnostic = Diagnostic::new(Code::WrongType, Span::new(path, text.range.clone()));
            let diagnostic = diagnostic.arg("wanted", words.join(", ")).arg("found", text.value.clone());
            self.diagnostics.push(diagnostic.nearest(&text.value, words.iter().copied()));
        }
        found
    }

    /// A number of at most so many places, in units of its last place. Reports any other notation.
    fn decimal(&mut self, path: &SharedStr, node: Node, places: usize) -> Option<i128> {
        let typed = match &node.value {
            Value::Number(text) | Value::Text(text) => text.clone(),
            _ => "…".to_owned(),
        };
        let most = if places == RATE_PLACES { MAX_RATE * 10_i128.pow(RATE_PLACES as u32) } else { i128::MAX };
        let number = parse_decimal(&typed, places).filter(|number| *number <= most);
        if number.is_none() {
            let meant = typed.trim_end_matches(['%', ' ', '\u{a0}']).replace(',', ".");
            let suggestion = Some(meant).filter(|meant| *meant != typed && parse_decimal(meant, places).is_some());
            let diagnostic =
                bad_rates(path, node.range, "number").arg("typed", typed).arg("places", places.to_string());
            self.diagnostics.push(Diagnostic { suggestion, ..diagnostic });
        }
        number
    }

    /// A web address. Reports any other text.
    fn url(&mut self, path: &SharedStr, text: yaml::Text) -> Option<SharedStr> {
        let lower = text.value.to_ascii_lowercase();
        let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
        let is_url = rest.is_some_and(|rest| rest.contains('.')) && !text.value.contains(char::is_whitespace);
        if !is_url {
            self.diagnostics.push(bad_rates(path, text.range, "url"));
            return None;
        }
        Some(text.value.into())
    }
}

/// Sets the last day of each period that does not name it, if it has one.
fn end_periods(table: &mut RateTable) {
    let starts: Vec<Option<Date>> = table.periods.iter().skip(1).map(|next| next.from).chain([None]).collect();
    for (period, next) in table.periods.iter_mut().zip(starts) {
        let own_end = match table.changes {
            RateChanges::HalfYear => period.from.map(end_of_half_year),
            RateChanges::AnyDay if next.is_none() => Some(period.seen),
            RateChanges::AnyDay | RateChanges::Never => None,
        };
        let ends = [period.until, next.and_then(Date::previous_day), own_end.filter(|_| period.until.is_none())];
        period.until = ends.into_iter().flatten().min();
    }
}

/// The diagnostic for a value of rates.yaml.
fn bad_rates(path: &SharedStr, range: Range<usize>, kind: &'static str) -> Diagnostic {
    Diagnostic::new(Code::BadRates, Span::new(path, range)).arg("kind", kind)
}
