//! Forms of address: a text addresses its reader in one way.
//!
//! Takes the prose of a file; returns warnings about the pronouns that differ from the others. The words of the text and
//! those of its ready messages are compared separately, because the reader of a message is another person. Quotations and
//! the words of the other side are left alone. Verbs are not compared, because their endings say little.

use std::ops::Range;

use super::extract::{MARKUP, ProseSpan, Role};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::linguistics::{Language, words};
use crate::model::SharedStr;

/// How a pronoun addresses the reader.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Address {
    Familiar,
    /// Polite, in lower case.
    Polite,
    /// Polite, with a capital inside a sentence.
    Capital,
    /// Polite, at the start of a sentence.
    Initial,
}

/// A pronoun in the file.
struct Pronoun {
    span: Span,
    word: String,
    address: Address,
}

/// So many polite pronouns of a text for each familiar one show that the familiar one is a slip.
const USUAL: usize = 3;

/// Reports the pronouns of `spans` that differ from most of the others.
///
/// A polite pronoun in a familiar text is not reported, because it may mean several people. In prose, capitals are not
/// compared, because a sentence to be said or sent has another one than the text around it.
pub fn mixed_address(language: &Language, path: &SharedStr, spans: &[ProseSpan], diagnostics: &mut Vec<Diagnostic>) {
    if language.familiar_pronouns.is_empty() {
        return;
    }
    let with = |role: fn(Role) -> bool| -> Vec<Pronoun> {
        spans.iter().filter(|span| role(span.role)).flat_map(|span| pronouns(language, path, span)).collect()
    };
    let of = |pronouns: &[Pronoun], addresses: &[Address]| -> Vec<usize> {
        (0..pronouns.len()).filter(|index| addresses.contains(&pronouns[*index].address)).collect()
    };
    let prose = with(|role| matches!(role, Role::Text | Role::Step));
    let messages = with(|role| role == Role::Message);
    for pronouns in [&prose, &messages] {
        let familiar = of(pronouns, &[Address::Familiar]);
        let polite = of(pronouns, &[Address::Polite, Address::Capital, Address::Initial]);
        if familiar.len() * USUAL <= polite.len() {
            report(pronouns, &familiar, &polite, "person", diagnostics);
        }
    }
    let (small, capital) = (of(&messages, &[Address::Polite]), of(&messages, &[Address::Capital]));
    let (fewer, more) = if small.len() <= capital.len() { (&small, &capital) } else { (&capital, &small) };
    report(&messages, fewer, more, "capital", diagnostics);
}

/// Reports the pronouns with the indices `fewer` as other than the first of those with the indices `more`.
fn report(pronouns: &[Pronoun], fewer: &[usize], more: &[usize], kind: &str, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = more.first().map(|index| &pronouns[*index]) else { return };
    for pronoun in fewer.iter().map(|index| &pronouns[*index]) {
        let diagnostic = Diagnostic::new(Code::MixedAddress, pronoun.span.clone()).arg("typed", &*pronoun.word);
        let diagnostic = diagnostic.arg("other", &*first.word).arg("kind", kind);
        diagnostics.push(diagnostic.related(first.span.clone()));
    }
}

/// The pronouns of a span outside of quotations.
fn pronouns(language: &Language, path: &SharedStr, span: &ProseSpan) -> Vec<Pronoun> {
    let text = span.text.as_str();
    let quotations = quotations(language, text);
    let is_quoted = |word: &Range<usize>| {
        let next = quotations.partition_point(|quotation| quotation.end <= word.start);
        quotations.get(next).is_some_and(|quotation| quotation.start < word.start)
    };
    let pronoun = |word: Range<usize>| {
        let typed = &text[word.clone()];
        let lower = typed.to_lowercase();
        let address = if language.familiar_pronouns.contains(&lower.as_str()) {
            Address::Familiar
        } else if !language.polite_pronouns.contains(&lower.as_str()) {
            return None;
        } else if starts_sentence(&text[..word.start]) {
            Address::Initial
        } else if typed == lower {
            Address::Polite
        } else {
            Address::Capital
        };
        Some(Pronoun { span: span.file_span(path, word), word: typed.to_owned(), address })
    };
    words(text).filter(|word| !is_quoted(word)).filter_map(pronoun).collect()
}

/// Whether a word after `before` begins a sentence.
fn starts_sentence(before: &str) -> bool {
    let is_skipped =
        |c: char| c.is_whitespace() || matches!(c, MARKUP | '(' | '[' | '–' | '—' | '-' | '„' | '«' | '“' | '"');
    let last = before.trim_end_matches(is_skipped).chars().next_back();
    last.is_none_or(|last| matches!(last, '.' | '!' | '?' | '…' | ':' | '”' | '»' | ']'))
}

/// The quotations in a text, by the outer quotation marks of the language and straight ones.
fn quotations(language: &Language, text: &str) -> Vec<Range<usize>> {
    let (open, close) = language.quotes().outer;
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match start {
            None if c == open || c == '"' => start = Some(at),
            Some(first) if c == close || c == '"' => {
                found.push(first..at);
                start = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linguistics::find_language;

    fn found(code: &str, texts: &[(&str, Role)]) -> String {
        let path: SharedStr = "a.md".into();
        let spans: Vec<ProseSpan> = texts
            .iter()
            .map(|(text, role)| ProseSpan { start: 0, text: (*text).to_owned(), role: *role, opens_message: false })
            .collect();
        let mut diagnostics = Vec::new();
        mixed_address(find_language(code), &path, &spans, &mut diagnostics);
        let typed = |diagnostic: &Diagnostic| {
            let typed = diagnostic.args.iter().find(|(name, _)| *name == "typed").unwrap();
            typed.1.clone()
        };
        diagnostics.iter().map(typed).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_rarer_form_is_reported() {
        for (code, text, typed) in [
            ("lv", "Jūs zināt, ka jums maksās un jūsu darbs der. Tev arī.", "Tev"),
            ("lv", "Jūs zināt, jums maksās, jūsu, „tu” viņš saka, tavu.", "tavu"),
            ("lv", "Jums maksās. Tev arī.", ""),
            ("lv", "Tu zini, tev, tavs, tevi, ka jūs abi strīdaties.", ""),
            ("ru", "Вы знаете, что вам заплатят, спросите: что Вы хотите, а ты нет.", "ты"),
            ("bg", "Вие знаете, вас, ви, че твоят час идва.", "твоят"),
            ("en", "You and thou.", ""),
        ] {
            assert_eq!(found(code, &[(text, Role::Text)]), typed, "{text}");
        }
    }

    #[test]
    fn messages_are_compared_with_messages() {
        let prose = ("Ja jums raksta, jūs atbildat.", Role::Text);
        assert_eq!(found("lv", &[prose, ("Labdien! Jūs rakstāt, ka Jums patīk.", Role::Message)]), "");
        assert_eq!(found("lv", &[prose, ("Rakstu Jums, lai jūs zinātu, ko Jūs pirkāt.", Role::Message)]), "jūs");
        assert_eq!(found("lv", &[prose, ("Tu mani pievīli.", Role::Phrase)]), "");
    }
}
