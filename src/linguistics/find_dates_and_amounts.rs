//! Literal dates and amounts of money in running text.
//!
//! Takes text and its language; returns the byte range of the first literal. Used for messages that many readers send,
//! in which a literal is a mistake. Never decides what is wrong with it.

use std::ops::Range;

use super::{Language, languages, words};

/// Currency codes and signs, in lower case, that every language writes after an amount.
const CURRENCIES: [&str; 5] = ["€", "eur", "₽", "$", "usd"];

/// The byte range of the first date or amount of money in a text.
///
/// Found are numbers with a currency sign or name, a month's name after a number, `21.11.` and `2026-11`. Currency
/// names of all built-in languages count, because a text may name a foreign currency; months only in the text's own
/// language.
pub fn find_literal_date_or_amount(text: &str, language: &Language) -> Option<Range<usize>> {
    let words: Vec<Range<usize>> = words(text).collect();
    for (i, word) in words.iter().enumerate() {
        let typed = &text[word.clone()];
        if !typed.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let before = text[..word.start].chars().next_back();
        if before == Some('€') || before == Some('$') {
            return Some(word.start - before.map_or(0, char::len_utf8)..word.end);
        }
        let after = text[word.end..].trim_start_matches(['.', ' ', '\u{a0}', '\u{202f}']);
        let end = words.get(i + 1).map_or(word.end, |next| next.end);
        let next = words.get(i + 1).map(|next| text[next.clone()].to_lowercase()).unwrap_or_default();
        let gap = words.get(i + 1).map_or("", |next| &text[word.end..next.start]);
        if after.starts_with(['€', '₽', '$']) {
            let sign = text.len() - after.len();
            return Some(word.start..sign + after.chars().next().map_or(0, char::len_utf8));
        }
        let near = gap.chars().all(|c| matches!(c, '.' | ' ' | '\u{a0}' | '\u{202f}'));
        if near && (is_currency(&next) || language.is_month(&next)) {
            return Some(word.start..end);
        }
        let two_digits = |word: &str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        if gap == "." && two_digits(typed) && two_digits(&next) && text[end..].starts_with('.') {
            return Some(word.start..end);
        }
        if gap == "-" && typed.len() == 4 && two_digits(&next) {
            return Some(word.start..end);
        }
    }
    None
}

/// Whether a word in lower case names a currency.
fn is_currency(word: &str) -> bool {
    CURRENCIES.contains(&word) || languages().any(|language| language.currency_names.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::find_literal_date_or_amount;
    use crate::linguistics::find_language;

    #[test]
    fn dates_and_amounts_are_found() {
        for (code, text, found) in [
            ("lv", "Samaksājiet 40 € šodien", Some("40 €")),
            ("lv", "Samaksājiet €40 šodien", Some("€40")),
            ("lv", "Rēķins ir 40 eiro", Some("40 eiro")),
            ("lv", "Rēķins ir 40 лева", Some("40 лева")),
            ("ru", "Счёт на 500 руб.", Some("500 руб")),
            ("bg", "до 21 ноември", Some("21 ноември")),
            ("bg", "до 21.11.2026", Some("21.11")),
            ("en", "until 2026-11-21", Some("2026-11")),
            ("en", "until 21 November", Some("21 November")),
            ("en", "until 21 ноември", None),
            ("en", "in 3 days", None),
            ("en", "", None),
        ] {
            let range = find_literal_date_or_amount(text, find_language(code));
            assert_eq!(range.map(|range| &text[range]), found, "{text}");
        }
    }
}
