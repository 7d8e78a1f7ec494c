//! Quotation marks and dashes of another language.
//!
//! Takes a span of prose; returns warnings, each with the correct character as its fix. Straight quotation marks are
//! left alone, because rendering turns them. So are apostrophes, and hyphens inside words.

use crate::diagnostics::{Code, Diagnostic};
use crate::linguistics::{Language, QUOTATION_MARKS};
use crate::model::SharedStr;

use super::extract::{MARKUP, ProseSpan};

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
        let span = ProseSpan { start: 0, text: raw.to_owned(), role: Role::Text };
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
