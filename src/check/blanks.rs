//! Rules about the placeholders of texts to send: a field of the reader's case fills the same ones in all languages.

use super::Rule;
use crate::diagnostics::{Code, Diagnostic, Span, join_limited, nearest_name};
use crate::linguistics::words;
use crate::model::{Blank, Document};
use crate::site::Site;

pub const RULES: &[Rule] = &[Rule::site(&[Code::UnfilledBlank], unfilled_blanks)];

/// Two versions of a document, in different languages, have placeholders of the same fields in each text to send.
fn unfilled_blanks(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for group in site.groups.iter() {
        let mut versions = group.documents.iter().flatten().map(|id| site.document(*id));
        let Some(first) = versions.next() else { continue };
        for second in versions {
            compare(site, first, second, diagnostics);
            compare(site, second, first, diagnostics);
        }
    }
}

/// Reports the placeholders of `document` that no field fills, although a field fills the same ones in `other`. Two texts
/// have the same placeholders if they have as many, and if all others have the same fields in the same order: a text with
/// another order of words says nothing about single placeholders. It must also look like one of
/// those that the field has in its language, because a language may have a text of its own.
fn compare(site: &Site, document: &Document, other: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let known = &site.texts(document.lang).case.blanks;
    let code = |document: &Document| site.config.code(document.lang);
    for (here, there) in texts(document).zip(texts(other)) {
        let is_like = |(blank, there): (&Blank, &Blank)| blank.field.is_none() || blank.field == there.field;
        let same_text = here.len() == there.len() && here[0].message == there[0].message;
        if !same_text || !here.iter().zip(there).all(is_like) {
            continue;
        }
        for (blank, there) in here.iter().zip(there).filter(|(blank, _)| blank.field.is_none()) {
            let Some(field) = &there.field else { continue };
            let own = known.iter().filter(|(_, owner)| *owner == field);
            let own: Vec<String> = own.map(|(words, _)| format!("[{words}]")).collect();
            let is_alike =
                |other: &&str| has_common_word(&blank.words, other) || nearest_name(&blank.words, [*other]).is_some();
            if !own.iter().any(|words| is_alike(&words.trim_matches(['[', ']']))) {
                continue;
            }
            let diagnostic = Diagnostic::new(Code::UnfilledBlank, Span::new(&document.path, blank.range.clone()));
            let diagnostic = diagnostic.arg("blank", &*blank.words).arg("field", &**field);
            let diagnostic = diagnostic.arg("lang", code(document)).arg("other", code(other));
            let diagnostic = diagnostic.arg("known", join_limited(own.iter().map(String::as_str)));
            let diagnostic = diagnostic.arg("file", format!("content/{}/site.yaml", code(document)));
            diagnostics.push(diagnostic.related(Span::new(&other.path, there.range.clone())));
        }
    }
}

/// Whether two texts in lower case have a word of three or more letters in common.
fn has_common_word(a: &str, b: &str) -> bool {
    let is_in_b = |word: &str| words(b).any(|range| &b[range] == word);
    words(a).map(|range| &a[range]).any(|word| word.chars().count() > 2 && is_in_b(word))
}

/// The placeholders of each text to send that has any.
fn texts(document: &Document) -> impl Iterator<Item = &[Blank]> {
    document.blanks.chunk_by(|a, b| a.message == b.message)
}
