//! Quotation marks and dashes of another language.
//!
//! Takes a stretch; gives warnings, each with the mark that belongs there. Straight quotation marks are left alone: the
//! page turns them by itself. So are apostrophes, and hyphens inside words.

use crate::diagnostics::{Code, Diagnostic};
use crate::lang::Language;
use crate::model::SharedStr;

use super::extract::{MARKUP, ProseSpan};

const MARKS: [char; 8] = ['„', '“', '”', '‟', '«', '»', '‹', '›'];

/// Typed marks in a place where this language has another.
pub fn quotes(
    language: &Language,
    path: &SharedStr,
    file: &str,
    stretch: &ProseSpan,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let text = stretch.text.as_str();
    let quotes = language.quotes();
    let mut level = 0usize;
    let mut before = '\n';
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        // Two commas, and two signs of less than, are how a keyboard without the marks writes them.
        let typed = [",,", "<<", ">>"].into_iter().find(|pair| text[at..].starts_with(pair));
        let length = typed.map_or(c.len_utf8(), str::len);
        if !MARKS.contains(&c) && typed.is_none() {
            if c == '"' {
                // Turned by the page; it opens or closes like the others.
                let opens = begins(before) && text[at + 1..].starts_with(|c: char| !c.is_whitespace());
                level = if opens { level + 1 } else { level.saturating_sub(1) };
            }
            if c != MARKUP {
                before = c;
            }
            at += length;
            continue;
        }
        let next = text[at + length..].chars().find(|c| *c != MARKUP).unwrap_or('\n');
        let opens = begins(before) && !next.is_whitespace();
        let inner = if opens { level % 2 == 1 } else { level.is_multiple_of(2) && level > 0 };
        let pair = if inner { quotes.inner } else { quotes.outer };
        let (right, other) = if opens { (pair.0, quotes.inner.0) } else { (pair.1, quotes.inner.1) };
        let outer = if opens { quotes.outer.0 } else { quotes.outer.1 };
        if typed.is_some() || (c != right && c != other && c != outer) {
            let typed = typed.map_or_else(|| c.to_string(), str::to_owned);
            let range = at..at + length;
            let place = stretch.place(path, range);
            let bytes = place.start as usize..place.end as usize;
            let pair = format!("{}{}", quotes.outer.0, quotes.outer.1);
            let diagnostic = Diagnostic::new(Code::WrongQuotes, place).arg("typed", typed.clone());
            let diagnostic = diagnostic.arg("right", right.to_string()).arg("pair", pair);
            // Behind an escape the bytes in the file are others.
            let certain = file.get(bytes.clone()) == Some(typed.as_str());
            diagnostics.push(if certain { diagnostic.fix(bytes, right.to_string()) } else { diagnostic });
        }
        level = if opens { level + 1 } else { level.saturating_sub(1) };
        before = c;
        at += length;
    }
}

/// Whether a quotation can begin behind this.
fn begins(before: char) -> bool {
    before.is_whitespace() || matches!(before, '(' | '[' | '–' | '—' | '-' | '/' | '„' | '«' | '‹')
}

/// A hyphen, two hyphens or another language's dash between blanks.
pub fn dashes(
    language: &Language,
    path: &SharedStr,
    file: &str,
    stretch: &ProseSpan,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let text = stretch.text.as_str();
    let blank = |c: Option<char>| c.is_some_and(|c| matches!(c, ' ' | '\u{a0}' | '\n'));
    let mut at = 0;
    while let Some(found) = text[at..].find(['-', '–', '—']).map(|found| at + found) {
        let run = text[found..].find(|c| !matches!(c, '-' | '–' | '—')).map_or(text.len(), |length| found + length);
        let typed = &text[found..run];
        let (before, after) = (text[..found].chars().next_back(), text[run..].chars().next());
        let between = blank(before) && blank(after);
        let wrong = match typed {
            "-" | "–" | "—" => between && !typed.starts_with(language.dash),
            "--" | "---" => {
                between || before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
            }
            _ => false,
        };
        // A list of hyphens inside a text that goes on over lines is a list of its own.
        let own_line = text[..found].trim_end_matches(' ').ends_with('\n') || text[..found].trim().is_empty();
        if wrong && !own_line {
            let place = stretch.place(path, found..run);
            let bytes = place.start as usize..place.end as usize;
            let diagnostic = Diagnostic::new(Code::WrongDash, place).arg("typed", typed);
            let diagnostic = diagnostic.arg("right", language.dash.to_string());
            let certain = between && file.get(bytes.clone()) == Some(typed);
            diagnostics.push(if certain { diagnostic.fix(bytes, language.dash.to_string()) } else { diagnostic });
        }
        at = run;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::language;
    use crate::parse::prose::stretch::Role;

    fn mended(code: &str, typed: &str) -> String {
        let path: SharedStr = "a.md".into();
        let stretch = ProseSpan { start: 0, text: typed.to_owned(), use_: Role::Text };
        let mut found = Vec::new();
        quotes(language(code), &path, typed, &stretch, &mut found);
        dashes(language(code), &path, typed, &stretch, &mut found);
        let mut text = typed.to_owned();
        found.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.span.start));
        for diagnostic in found {
            if let Some(fix) = diagnostic.fix {
                text.replace_range(fix.range, &fix.replacement);
            }
        }
        text
    }

    #[test]
    fn marks_become_those_of_the_language() {
        for (code, typed, right) in [
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
            assert_eq!(mended(code, typed), right, "{code}: {typed}");
        }
    }
}
