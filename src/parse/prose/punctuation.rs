//! Quotation marks and dashes of another language, and full stops on the wrong side of a quotation mark.
//!
//! Takes a span of prose; returns warnings, each with the correct character as its fix. Straight quotation marks are
//! left alone, because rendering turns them. So are apostrophes, and hyphens inside words.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic};
use crate::linguistics::{Language, QUOTATION_MARKS, Quotes};
use crate::model::SharedStr;

use super::extract::{MARKUP, ProseSpan, Role};

/// Reports quotation marks that the language does not use in that position.
pub fn lint_quotes(
    language: &Language,
    path: &SharedStr,
    file: &str,
    span: &ProseSpan,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let text = span.text.as_str();
    let quotes = language.quotes();
    let mut level = 0usize;
    let mut before = '\n';
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        // Substitutes for quotation marks that a keyboard lacks.
        let substitute = [",,", "<<", ">>"].into_iter().find(|pair| text[at..].starts_with(pair));
        let length = substitute.map_or(c.len_utf8(), str::len);
        if !QUOTATION_MARKS.contains(&c) && substitute.is_none() {
            if c == '"' {
                // A straight mark opens or closes a level like the others.
                let opens = can_precede_quotation(before) && text[at + 1..].starts_with(|c: char| !c.is_whitespace());
                level = if opens { level + 1 } else { level.saturating_sub(1) };
            }
            if c != MARKUP {
                before = c;
            }
            at += length;
            continue;
        }
        let next = text[at + length..].chars().find(|c| *c != MARKUP).unwrap_or('\n');
        let opens = can_precede_quotation(before) && !next.is_whitespace();
        let inner = if opens { level % 2 == 1 } else { level.is_multiple_of(2) && level > 0 };
        let pair = if inner { quotes.inner } else { quotes.outer };
        let (correct, other_level) = if opens { (pair.0, quotes.inner.0) } else { (pair.1, quotes.inner.1) };
        let outer = if opens { quotes.outer.0 } else { quotes.outer.1 };
        if substitute.is_some() || (c != correct && c != other_level && c != outer) {
            let raw = substitute.map_or_else(|| c.to_string(), str::to_owned);
            let range = at..at + length;
            let file_span = span.file_span(path, range);
            let bytes = file_span.range();
            let pair = format!("{}{}", quotes.outer.0, quotes.outer.1);
            let diagnostic = Diagnostic::new(Code::WrongQuotes, file_span).arg("typed", raw.clone());
            let diagnostic = diagnostic.arg("right", correct.to_string()).arg("pair", pair);
            // Offer a fix only if the file contains exactly these bytes.
            let is_verbatim = file.get(bytes.clone()) == Some(raw.as_str());
            diagnostics.push(if is_verbatim { diagnostic.fix(bytes, correct.to_string()) } else { diagnostic });
        }
        level = if opens { level + 1 } else { level.saturating_sub(1) };
        before = c;
        at += length;
    }
}

/// Reports a full stop before a closing quotation mark, in languages in which it follows the mark.
pub fn lint_periods(
    language: &Language,
    path: &SharedStr,
    file: &str,
    span: &ProseSpan,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if !language.period_after_quotes {
        return;
    }
    let text = span.text.as_str();
    let mut report = |range: Range<usize>, replacement: String, mark: char| {
        let file_span = span.file_span(path, range.clone());
        let bytes = file_span.range();
        let is_verbatim = file.get(bytes.clone()) == Some(&text[range]);
        let diagnostic = Diagnostic::new(Code::PeriodInQuotes, file_span).arg("mark", mark.to_string());
        let diagnostic = diagnostic.arg("right", if replacement.is_empty() { "none" } else { &replacement });
        diagnostics.push(if is_verbatim { diagnostic.fix(bytes, replacement) } else { diagnostic });
    };
    let Quotes { outer, inner } = language.quotes();
    for (at, _) in text.match_indices('.') {
        let rest = &text[at + 1..];
        let mark = rest.chars().next();
        // Pages put a phrase into quotation marks.
        let ends_phrase = span.role == Role::Phrase && rest.trim_end().is_empty();
        let Some(mark) = mark.filter(|mark| [outer.1, inner.1].contains(mark)).or(ends_phrase.then_some(outer.1))
        else {
            continue;
        };
        if !ends_sentence(&text[..at]) {
            continue;
        }
        if ends_phrase {
            report(at..at + 1, String::new(), mark);
            continue;
        }
        // The sentence around the quotation goes on, or has a punctuation mark of its own.
        let after = rest[mark.len_utf8()..].trim_start_matches([MARKUP, outer.1, inner.1]);
        let goes_on = after.trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, '—' | '–' | '-'));
        let is_marked = after.starts_with(|c: char| !c.is_whitespace());
        let moved = if goes_on || is_marked { mark.to_string() } else { format!("{mark}.") };
        report(at..at + 1 + mark.len_utf8(), moved, mark);
    }
}

/// Whether a full stop after `text` ends a sentence: it is neither a part of an ellipsis nor of an abbreviation.
fn ends_sentence(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let letters = word.chars().count();
    letters > 1 && word.chars().all(char::is_alphabetic) && !ABBREVIATIONS.contains(&word)
}

/// Abbreviations of more than one letter, which keep their full stop.
const ABBREVIATIONS: [&str; 8] = ["др", "пр", "руб", "коп", "тыс", "стр", "см", "ст"];

/// Whether a quotation can begin after this character.
fn can_precede_quotation(before: char) -> bool {
    before.is_whitespace() || matches!(before, '(' | '[' | '–' | '—' | '-' | '/' | '„' | '«' | '‹')
}

/// Reports a hyphen, two hyphens or the dash of another language between spaces.
pub fn lint_dashes(
    language: &Language,
    path: &SharedStr,
    file: &str,
    span: &ProseSpan,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let text = span.text.as_str();
    let is_space = |c: Option<char>| c.is_some_and(|c| matches!(c, ' ' | '\u{a0}' | '\n'));
    let mut at = 0;
    while let Some(found) = text[at..].find(['-', '–', '—']).map(|found| at + found) {
        let run = text[found..].find(|c| !matches!(c, '-' | '–' | '—')).map_or(text.len(), |length| found + length);
        let raw = &text[found..run];
        let (before, after) = (text[..found].chars().next_back(), text[run..].chars().next());
        let is_spaced = is_space(before) && is_space(after);
        let is_wrong = match raw {
            "-" | "–" | "—" => is_spaced && !raw.starts_with(language.dash),
            "--" | "---" => {
                is_spaced || before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
            }
            _ => false,
        };
        // A dash at the start of a line is a bullet, not punctuation.
        let starts_line = text[..found].trim_end_matches(' ').ends_with('\n') || text[..found].trim().is_empty();
        if is_wrong && !starts_line {
            let file_span = span.file_span(path, found..run);
            let bytes = file_span.range();
            let diagnostic = Diagnostic::new(Code::WrongDash, file_span).arg("typed", raw);
            let diagnostic = diagnostic.arg("right", language.dash.to_string());
            let is_certain = is_spaced && file.get(bytes.clone()) == Some(raw);
            diagnostics.push(if is_certain { diagnostic.fix(bytes, language.dash.to_string()) } else { diagnostic });
        }
        at = run;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::find_language;
    use crate::parse::prose::extract::Role;

    fn fixed(code: &str, raw: &str) -> String {
        let path: SharedStr = "a.md".into();
        let span = ProseSpan { start: 0, text: raw.to_owned(), role: Role::Text, opens_message: false };
        let mut found = Vec::new();
        lint_quotes(find_language(code), &path, raw, &span, &mut found);
        lint_dashes(find_language(code), &path, raw, &span, &mut found);
        let mut text = raw.to_owned();
        found.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.span.start));
        for diagnostic in found {
            if let Some(fix) = diagnostic.fix {
                text.replace_range(fix.range, &fix.replacement);
            }
        }
        text
    }

    #[test]
    fn full_stops_follow_the_quotation() {
        let fixed = |code: &str, raw: &str, role: Role| {
            let path: SharedStr = "a.md".into();
            let span = ProseSpan { start: 0, text: raw.to_owned(), role, opens_message: false };
            let mut found = Vec::new();
            lint_periods(find_language(code), &path, raw, &span, &mut found);
            let mut text = raw.to_owned();
            for fix in found.into_iter().rev().filter_map(|diagnostic| diagnostic.fix) {
                text.replace_range(fix.range, &fix.replacement);
            }
            text
        };
        for (code, raw, correct) in [
            ("ru", "Он сказал: «Нет.» Потом ушёл.", "Он сказал: «Нет». Потом ушёл."),
            ("ru", "«Нет.» — и ушёл", "«Нет» — и ушёл"),
            ("ru", "Скажите «нет.», и всё.", "Скажите «нет», и всё."),
            ("ru", "«Он сказал „нет.“».", "«Он сказал „нет“»."),
            ("ru", "«и т. д.» «Да?» «Нет…» «100 тыс.» «Нет»", "«и т. д.» «Да?» «Нет…» «100 тыс.» «Нет»"),
            ("lv", "Viņš teica: „Nē.” Viss.", "Viņš teica: „Nē.” Viss."),
        ] {
            assert_eq!(fixed(code, raw, Role::Text), correct, "{code}: {raw}");
        }
        assert_eq!(fixed("ru", "Верните деньги.", Role::Phrase), "Верните деньги");
        assert_eq!(fixed("ru", "Верните деньги.", Role::Text), "Верните деньги.");
    }

    #[test]
    fn fixes_use_the_punctuation_of_the_language() {
        for (code, raw, correct) in [
            ("lv", "Viņš teica “nē” un “jā”.", "Viņš teica „nē” un „jā”."),
            ("lv", "Viņš teica „nē“.", "Viņš teica „nē”."),
            ("lv", "Viņš teica ,,nē”.", "Viņš teica „nē”."),
            ("lv", "„Viņš «nē» teica” un \"jā\"", "„Viņš «nē» teica” un \"jā\""),
            ("lv", "Viens - divi — trīs – četri", "Viens – divi – trīs – četri"),
            ("lv", "kaut-kas 2026-11-21 un 10-12", "kaut-kas 2026-11-21 un 10-12"),
            ("ru", "Он сказал “нет”.", "Он сказал «нет»."),
            ("ru", "Он сказал „нет“ - и ушёл", "Он сказал „нет“ — и ушёл"),
            ("ru", "«Компания „Ромашка“» – здесь", "«Компания „Ромашка“» — здесь"),
            ("ru", "<<нет>> -- да", "«нет» — да"),
            ("bg", "Каза «не» и ”да”.", "Каза „не“ и „да“."),
            ("bg", "Каза „не” и си тръгна", "Каза „не“ и си тръгна"),
            ("en", "He said „no”.", "He said “no”."),
        ] {
            assert_eq!(fixed(code, raw), correct, "{code}: {raw}");
        }
    }
}
