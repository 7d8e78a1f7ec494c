//! Characters that do not look like what they are: letters of another alphabet inside a word, and invisible characters.
//!
//! Takes the events of a body or the texts of YAML; returns diagnostics, with a fix if only one text can be meant. Code,
//! URLs, ids in braces and markers of callouts are left alone, because they have rules of their own. Soft hyphens are
//! reported too, because browsers hyphenate by themselves, and a word with one is no mention of its glossary term.
//!
//! Most files have no such character, so a fast test of bytes comes first.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::diagnostics::{Code, Diagnostic, Fix, Span};
use crate::foundation::unicode::{has_right_to_left, invisible_in_text};
use crate::linguistics::{Language, examine_word, words_of_two_alphabets};
use crate::model::SharedStr;
use crate::parse::markdown::find_urls;
use crate::parse::yaml_texts::YamlText;

/// How many characters of a word a message shows on each side of an invisible character.
const SHOWN: usize = 20;

/// The longest entity that names an invisible character: `&ZeroWidthSpace;`.
const MAX_ENTITY: usize = 16;

/// Reports the characters in the body of a document.
pub fn check_body(
    path: &SharedStr,
    file: &str,
    events: &[(Event, Range<usize>)],
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (Some((_, first)), Some((_, last))) = (events.first(), events.last()) else { return };
    if !may_have_fault(&file[first.start..last.end.max(first.start)]) {
        return;
    }
    let mut check = Check::new(path, file, language, diagnostics);
    let mut in_code = false;
    let mut in_bare_link = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link { link_type, title, .. }) => {
                in_bare_link = matches!(
                    link_type,
                    LinkType::WikiLink { has_pothole: false } | LinkType::Autolink | LinkType::Email
                );
                check.title(title, range);
            }
            Event::End(TagEnd::Link) => in_bare_link = false,
            Event::Start(Tag::Image { title, .. }) => check.title(title, range),
            Event::Text(_) if !in_code && !in_bare_link => check.markdown(range),
            _ => {}
        }
    }
}

/// Reports the characters in texts of YAML.
pub fn check_yaml_texts(
    path: &SharedStr,
    file: &str,
    texts: &[YamlText],
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut check = Check::new(path, file, language, diagnostics);
    for text in texts {
        let raw = &file[text.range.clone()];
        if may_have_fault(raw) {
            check.text(raw, Some(text.range.start), &text.range, &[]);
        } else if raw.contains('\\') && may_have_fault(text.value) {
            // The character is an escape, such as `\u00ad`.
            check.text(text.value, None, &text.range, &[]);
        }
    }
}

/// A fast test of bytes: may return `true` for a text without a fault, never `false` for one with a fault.
fn may_have_fault(text: &str) -> bool {
    /// Bytes that are tested together, without a branch, so that the loop vectorises.
    const BLOCK: usize = 64;
    let bytes = text.as_bytes();
    let in_block = |start: usize| {
        let first = &bytes[start..bytes.len().min(start + BLOCK)];
        let (second, third) = (&bytes[start + 1..], &bytes[start + 2..]);
        first.iter().zip(second).zip(third).fold(false, |any, ((a, b), c)| any | is_suspect(*a, *b, *c))
    };
    let whole = (0..bytes.len().saturating_sub(2)).step_by(BLOCK).any(in_block);
    let (last, end) = (bytes.len().saturating_sub(2), bytes.len());
    whole || (last..end).any(|at| is_suspect(bytes[at], *bytes.get(at + 1).unwrap_or(&0), 0))
}

/// Whether a fault can begin at the first of three bytes: letters of two alphabets that touch, or an invisible
/// character.
fn is_suspect(a: u8, b: u8, c: u8) -> bool {
    let between = |byte: u8, low: u8, high: u8| (byte >= low) & (byte <= high);
    let is_ascii_word = |byte: u8| between(byte | 0x20, b'a', b'z') | between(byte, b'0', b'9');
    // First bytes: of Latin letters and combining marks, of Greek letters and of Cyrillic letters.
    let is_latin = |byte| between(byte, 0xC3, 0xCD);
    let is_greek = |byte| between(byte, 0xCD, 0xCF);
    let is_cyrillic = |byte| between(byte, 0xD0, 0xD4);
    let is_other = |byte| between(byte, 0xCD, 0xD4);
    let is_mixed = is_ascii_word(a) & is_other(b)
        | is_other(a) & (is_ascii_word(c) | is_latin(c))
        | is_latin(a) & is_other(c)
        | is_greek(a) & is_cyrillic(c)
        | is_cyrillic(a) & is_greek(c)
        // Latin and Greek letters with several marks.
        | (a == 0xE1) & between(b, 0xB8, 0xBF);
    let is_invisible = (a == 0xC2) & (b == 0xAD)
        | (a == 0xCD) & (b == 0x8F)
        | (a == 0xD8) & (b == 0x9C)
        | (a == 0xE1) & ((b == 0x85) & between(c, 0x9F, 0xA0) | (b == 0x9E) & between(c, 0xB4, 0xB5))
        | (a == 0xE1) & (b == 0xA0) & (c == 0x8E)
        | (a == 0xE2) & (b == 0x80) & (between(c, 0x8B, 0x8F) | between(c, 0xA8, 0xAE))
        | (a == 0xE2) & (b == 0x81) & between(c, 0xA0, 0xAF)
        | (a == 0xE3) & (b == 0x85) & (c == 0xA4)
        | (a == 0xEF) & ((b == 0xBB) & (c == 0xBF) | (b == 0xBE) & (c == 0xA0) | (b == 0xBF) & between(c, 0xB9, 0xBB))
        | (a == 0xF3) & (b == 0xA0);
    is_mixed | is_invisible | (a == b'&')
}

/// Collects the diagnostics of one file.
struct Check<'a> {
    path: &'a SharedStr,
    file: &'a str,
    language: &'a Language,
    has_right_to_left: bool,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    fn new(
        path: &'a SharedStr,
        file: &'a str,
        language: &'a Language,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Check<'a> {
        Check { path, file, language, has_right_to_left: !file.is_ascii() && has_right_to_left(file), diagnostics }
    }

    /// The text of an event, in which URLs, attributes in braces and markers of callouts are skipped.
    fn markdown(&mut self, range: &Range<usize>) {
        let raw = &self.file[range.clone()];
        if !may_have_fault(raw) {
            return;
        }
        let mut skipped: Vec<Range<usize>> = find_urls(raw).collect();
        for (open, close) in [("{#", '}'), ("{.", '}'), ("{phase", '}'), ("{country=", '}'), ("[!", ']')] {
            let end = |start: usize| raw[start..].find(close).map_or(raw.len(), |length| start + length);
            skipped.extend(raw.match_indices(open).map(|(start, _)| start..end(start)));
        }
        self.text(raw, Some(range.start), range, &skipped);
        self.entities(raw, range.start);
    }

    /// The title of a link or picture at `range`.
    fn title(&mut self, title: &str, range: &Range<usize>) {
        if may_have_fault(title) {
            let start = self.file[range.clone()].rfind(title).map(|index| range.start + index);
            self.text(title, start, range, &[]);
        }
    }

    /// Reports the faults in a text. `start` is its first byte in the file; `None` if it is written in another way there,
    /// so that a fault has the place `whole` and no fix. Bytes in `skipped` are left alone.
    fn text(&mut self, text: &str, start: Option<usize>, whole: &Range<usize>, skipped: &[Range<usize>]) {
        let is_skipped = |at: usize| skipped.iter().any(|range| range.contains(&at));
        let file_range = |range: Range<usize>| match start {
            Some(start) => start + range.start..start + range.end,
            None => whole.clone(),
        };
        for range in words_of_two_alphabets(text).filter(|range| !is_skipped(range.start)) {
            let word = &text[range.clone()];
            let Some(found) = examine_word(word, self.language.script) else { continue };
            let range = file_range(range);
            let diagnostic = Diagnostic::new(Code::MixedLetters, Span::new(self.path, range.clone()))
                .arg("word", word)
                .arg("letter", found.letter)
                .arg("position", found.position.to_string())
                .arg("alphabet", found.alphabet.name());
            let fix = found.corrected.filter(|_| start.is_some()).map(|corrected| Fix::new(range, corrected));
            self.diagnostics.push(Diagnostic { fix, ..diagnostic });
        }
        let mut reported = 0;
        for (at, c) in invisible_in_text(text, self.has_right_to_left) {
            if at < reported || is_skipped(at) {
                continue;
            }
            let word = word_around(text, at, c);
            reported = word.end;
            let shown = &text[word.clone()];
            let kept: String = {
                let hidden: Vec<usize> =
                    invisible_in_text(shown, self.has_right_to_left).map(|(index, _)| index).collect();
                shown.char_indices().filter(|(index, _)| !hidden.contains(index)).map(|(_, c)| c).collect()
            };
            // In place of a line separator a space or a line break can be meant.
            let is_certain = start.is_some() && !c.is_whitespace();
            self.report_invisible(shown, c == '\u{ad}', file_range(word), is_certain.then_some(kept));
        }
    }

    /// Reports entities that are invisible characters, such as `&shy;`.
    fn entities(&mut self, raw: &str, start: usize) {
        for (at, _) in raw.match_indices('&') {
            let rest = &raw.as_bytes()[at + 1..];
            let Some(length) = rest.iter().take(MAX_ENTITY).position(|byte| *byte == b';') else { continue };
            let Some(c) = raw.get(at + 1..at + 1 + length).and_then(invisible_entity) else { continue };
            let before = raw[..at].chars().next_back().unwrap_or(' ');
            let decoded: String = [before, c].iter().collect();
            if invisible_in_text(&decoded, self.has_right_to_left).any(|(index, _)| index > 0) {
                let range = start + at..start + at + length + 2;
                let typed = &raw[at..at + length + 2];
                self.report_invisible(typed, c == '\u{ad}', range, Some(String::new()));
            }
        }
    }

    fn report_invisible(&mut self, typed: &str, is_hyphen: bool, range: Range<usize>, replacement: Option<String>) {
        let diagnostic = Diagnostic::new(Code::InvisibleCharacter, Span::new(self.path, range.clone()));
        let kind = if is_hyphen { "hyphen" } else { "text" };
        let diagnostic = diagnostic.arg("target", typed).arg("kind", kind);
        let fix = replacement.map(|replacement| Fix::new(range, replacement));
        self.diagnostics.push(Diagnostic { fix, ..diagnostic });
    }
}

/// The bytes of the word around an invisible character at byte `at`, shortened on both sides.
fn word_around(text: &str, at: usize, c: char) -> Range<usize> {
    let length = |chars: &mut dyn Iterator<Item = char>| -> usize {
        chars.take(SHOWN).take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum()
    };
    let end = at + c.len_utf8();
    at - length(&mut text[..at].chars().rev())..end + length(&mut text[end..].chars())
}

/// The invisible character that an entity without `&` and `;` means.
fn invisible_entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return number.ok().and_then(char::from_u32);
    }
    Some(match name {
        "shy" => '\u{ad}',
        "ZeroWidthSpace" | "NegativeThinSpace" | "NegativeMediumSpace" | "NegativeThickSpace" => '\u{200b}',
        "zwnj" => '\u{200c}',
        "zwj" => '\u{200d}',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        "NoBreak" => '\u{2060}',
        "ApplyFunction" | "af" => '\u{2061}',
        "InvisibleTimes" | "it" => '\u{2062}',
        "InvisibleComma" | "ic" => '\u{2063}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fast_test_misses_no_fault() {
        let letters = "aZ9āžÿαΩοеЯӏ\u{301}\u{34f}ạΐ";
        for a in letters.chars() {
            for b in letters.chars() {
                for c in letters.chars() {
                    let text: String = [a, b, c].iter().collect();
                    let is_fault = words_of_two_alphabets(&text).next().is_some();
                    assert!(!is_fault || may_have_fault(&text), "{text:?}");
                }
            }
        }
        for c in ('\0'..='\u{10ffff}').filter(|c| invisible_in_text(&c.to_string(), false).next().is_some()) {
            assert!(may_have_fault(&format!("a{c}b")) && may_have_fault(&c.to_string()), "{c:?}");
        }
        for text in ["Vārds – „teksts” 5 €, 10\u{a0}%…", "Слово — «текст», 5\u{202f}№", "a", "", "до 5, IT"]
        {
            assert!(!may_have_fault(text), "{text:?}");
        }
    }

    #[test]
    fn entities_are_decoded() {
        for (name, c) in [("shy", '\u{ad}'), ("#173", '\u{ad}'), ("#x200B", '\u{200b}'), ("zwj", '\u{200d}')] {
            assert_eq!(invisible_entity(name), Some(c));
        }
        for name in ["nbsp", "#", "#x", "lt", "#99999999"] {
            assert_eq!(invisible_entity(name), None, "{name}");
        }
    }
}
