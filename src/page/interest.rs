//! The rates of late interest of a country on a page: a table, the formula and a worked example for each kind of
//! contract, and the same rates as data for the script that counts with the reader's own sum and dates.

use serde_json::{Value, json};

use super::slots::SlotResolver;
use crate::foundation::decimal::format_decimal;
use crate::linguistics::Date;
use crate::model::{DayCount, InterestExample, RATE_PLACES, RatePeriod, RateTable, SUM_PLACES, SharedStr, Spanned};
use crate::parse::markdown::escaped;
use crate::site::late_interest::late_interest;

impl SlotResolver<'_> {
    /// The title of a callout about late interest.
    pub(super) fn interest_title(&self, country: &str) -> String {
        let name = match self.site.config.country(country) {
            Some(index) => self.site.texts(self.lang).countries[index].to_string(),
            None => country.to_uppercase(),
        };
        let title = self.messages.text("interest_title", &[("country", &name)]);
        format!("<p class=\"callout-title\">{}</p>\n", escaped(&title))
    }

    /// Rates, formula and worked example of each kind of contract; empty if the country has no rates.
    pub(super) fn interest_rates(&self, country: &str) -> String {
        let rates = &self.site.structure.rates;
        let tables: Vec<&RateTable> = rates.of_country(country).collect();
        if tables.is_empty() {
            return String::new();
        }
        let names = |fields: &[(&'static str, Spanned<SharedStr>)]| -> Value {
            fields.iter().map(|(name, field)| ((*name).to_owned(), json!(&*field.value))).collect()
        };
        let data = json!({
            "case": names(&rates.inputs),
            "fills": names(&rates.fills),
            "tables": tables.iter().map(|table| self.rate_data(table)).collect::<Vec<_>>(),
        });
        let mut html = format!("<div data-interest=\"{}\">\n", escaped(&data.to_string()));
        for table in tables {
            html.push_str(&self.rate_table(table));
            html.push_str(&self.formula(table));
            html.push_str(&table.example.as_ref().map_or_else(String::new, |example| self.example(table, example)));
        }
        html + "</div>\n"
    }

    /// A table of rates as the script gets it.
    fn rate_data(&self, table: &RateTable) -> Value {
        let date = |date: Option<Date>| date.map(|date| date.to_string());
        let period = |period: &RatePeriod| {
            json!([date(period.from), date(period.until), format_decimal(period.rate, RATE_PLACES, 0)])
        };
        json!({
            "kind": self.kind_name(table),
            "currency": &*table.currency,
            "days": table.day_count.name(),
            "compensation": format_decimal(table.compensation, SUM_PLACES, SUM_PLACES),
            "ask": &*table.ask,
            "periods": table.periods.iter().map(period).collect::<Vec<_>>(),
        })
    }

    /// The rates with their sources.
    fn rate_table(&self, table: &RateTable) -> String {
        let text = |id: &str| escaped(&self.messages.text(id, &[]));
        let kind = self.kind_name(table);
        if table.periods.is_empty() {
            let kind = if kind.is_empty() { kind } else { format!("<strong>{}</strong> ", escaped(&kind)) };
            return format!("<p>{kind}{}</p>\n", self.source(&table.source, table.seen));
        }
        // Each table has a label of its own, because there can be several on a page.
        let label = [self.messages.text("interest_rate", &[]), kind.clone()];
        let label = label.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
        let caption = if kind.is_empty() { kind } else { format!("<caption>{}</caption>", escaped(&kind)) };
        let mut html = format!(
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table>{caption}\n\
             <thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
            escaped(&label),
            text("interest_period"),
            text("interest_rate"),
            text("interest_source"),
        );
        for period in &table.periods {
            html.push_str(&format!(
                "<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                escaped(&self.days_of_period(period)),
                escaped(&self.rate(period)),
                self.source(&period.source, period.seen)
            ));
        }
        html + "</tbody></table></div>\n"
    }

    /// A rate, and its parts if it was not read as a whole: "10.15% (2.15 + 8)".
    fn rate(&self, period: &RatePeriod) -> String {
        let number = |rate| self.site.config.language(self.lang).number(&format_decimal(rate, RATE_PLACES, 0));
        let rate = self.percent(period.rate);
        match period.base {
            Some(base) => format!("{rate} ({} + {})", number(base), number(period.rate - base)),
            None => rate,
        }
    }

    /// A link to a source, and the date on which it was read.
    fn source(&self, url: &str, seen: Date) -> String {
        let date = self.site.config.language(self.lang).date(seen);
        let seen = self.messages.text("interest_seen", &[("date", &date)]);
        format!("{}, {}", link(url), escaped(&seen))
    }

    /// The days of a rate in words.
    fn days_of_period(&self, period: &RatePeriod) -> String {
        let date = |date: Date| self.site.config.language(self.lang).numeric_date(date);
        match (period.from.map(date), period.until.map(date)) {
            (None, None) => self.messages.text("interest_always", &[]),
            (from, until) => {
                let ends = [from, Some("–".to_owned()), until];
                ends.into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
        }
    }

    /// The formula, what is owed besides, and where the current rate is published.
    fn formula(&self, table: &RateTable) -> String {
        let text = |id: &str, args: &[(&str, &str)]| escaped(&self.messages.text(id, args));
        let year = match table.day_count {
            DayCount::Actual365 => "365".to_owned(),
            DayCount::Actual360 => "360".to_owned(),
            DayCount::ActualActual => self.messages.text("interest_year", &[]),
        };
        let mut html = format!("<p>{}", text("interest_formula", &[("year", &year)]));
        if table.periods.iter().any(|period| period.source != table.source) {
            let source = self.source(&table.source, table.seen);
            // In some languages a date ends in a full stop.
            let end = if source.ends_with('.') { "" } else { "." };
            html.push_str(&format!(" {} {source}{end}", text("interest_rule", &[])));
        }
        if table.compensation > 0 {
            let sum = self.sum(table.compensation, table);
            html.push_str(&format!(" {}", text("interest_compensation", &[("sum", &sum)])));
        }
        if !table.ask.is_empty() {
            html.push_str(&format!(" {} {}.", text("interest_ask", &[]), link(&table.ask)));
        }
        html + "</p>\n"
    }

    /// The worked example: sum and dates, a line for each part, the interest, and everything together.
    fn example(&self, table: &RateTable, example: &InterestExample) -> String {
        let language = self.site.config.language(self.lang);
        let result = late_interest(table, example.sum, example.due, example.until);
        let number = |units| language.number(&format_decimal(units, SUM_PLACES, SUM_PLACES));
        let mut lines: Vec<String> = result
            .parts
            .iter()
            .map(|part| {
                let (rate, days) = (self.percent(part.rate), part.days);
                let amount = self.sum(part.amount, table);
                format!("{} × {rate} × {days} ÷ {} = {amount}", number(example.sum), part.year)
            })
            .collect();
        if result.parts.len() > 1 {
            let interest = self.sum(result.interest, table);
            lines.push(self.messages.text("interest_together", &[("sum", &interest)]));
        }
        let parts: Vec<String> = [example.sum, result.interest, result.compensation]
            .into_iter()
            .filter(|units| *units > 0)
            .map(number)
            .collect();
        let total = format!("{} = {}", parts.join(" + "), self.sum(result.total, table));
        lines.push(self.messages.text("interest_total", &[("sum", &total)]));
        let (due, until) = (language.date(example.due), language.date(example.until));
        let sum = self.sum(example.sum, table);
        let intro = self.messages.text("interest_example", &[("sum", &sum), ("due", &due), ("until", &until)]);
        let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
        format!("<p>{}<br>\n{}</p>\n", escaped(&intro), lines.join("<br>\n"))
    }

    /// The kind of contract in words; empty if the law does not differ.
    fn kind_name(&self, table: &RateTable) -> String {
        match &*table.kind {
            "" => String::new(),
            kind => self.messages.text(&format!("interest_kind_{kind}"), &[]),
        }
    }

    /// A sum with its currency.
    fn sum(&self, units: i128, table: &RateTable) -> String {
        let number = self.site.config.language(self.lang).number(&format_decimal(units, SUM_PLACES, SUM_PLACES));
        format!("{number}\u{a0}{}", table.currency)
    }

    /// A rate in percent.
    fn percent(&self, rate: i128) -> String {
        let number = self.site.config.language(self.lang).number(&format_decimal(rate, RATE_PLACES, 0));
        self.messages.text("percent", &[("n", &number)])
    }
}

/// A link to another site, whose text is the name of the host.
fn link(url: &str) -> String {
    let host = url.split("//").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or(url);
    let host = host.strip_prefix("www.").unwrap_or(host);
    format!("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", escaped(url), escaped(host))
}
