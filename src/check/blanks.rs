//! Rules about the placeholders of texts to send: a field of the reader's case fills the same ones in all languages.

use rustc_hash::FxHashMap;

use super::Rule;
use crate::diagnostics::{Code, Diagnostic, Span, join_limited, nearest_name};
use crate::linguistics::words;
use crate::model::{Blank, Document, LangId, SharedStr};
use crate::site::Site;

pub const RULES: &[Rule] = &[Rule::site(&[Code::UnfilledBlank], unfilled_blanks)];

/// A document or a file of phrases in one language, with the placeholders of one text to send.
struct Text<'s> {
    path: SharedStr,
    lang: LangId,
    blanks: &'s [Blank],
}

/// Two versions of a text to send, in different languages, have placeholders of the same fields.
fn unfilled_blanks(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut compare_both = |first: &Text, second: &Text| {
        compare(site, first, second, diagnostics);
        compare(site, second, first, diagnostics);
    };
    for group in site.groups.iter() {
        let mut versions = group.documents.iter().flatten().map(|id| site.document(*id));
        let Some(first) = versions.next() else { continue };
        for second in versions {
            texts(first).zip(texts(second)).for_each(|(first, second)| compare_both(&first, &second));
        }
    }
    let mut phrases: FxHashMap<&str, Text> = FxHashMap::default();
    for lang in site.config.lang_ids() {
        let path: SharedStr = format!("content/{}/phrases.yaml", site.config.code(lang)).into();
        for (id, phrase) in site.texts(lang).phrases.iter().filter(|(_, phrase)| !phrase.blanks.is_empty()) {
            let text = Text { path: path.clone(), lang, blanks: &phrase.blanks };
            match phrases.get(&*id.value) {
                Some(first) => compare_both(first, &text),
                None => drop(phrases.insert(&id.value, text)),
            }
        }
    }
}

/// Reports the placeholders of a text that no field fills, although a field fills the same ones in `other`. Two texts
/// have the same placeholders if they have as many, and if all others have the same fields in the same order: a text with
/// another order of words says nothing about single placeholders. It must also look like one of
/// those that the field has in its language, because a language may have a text of its own.
fn compare(site: &Site, text: &Text, other: &Text, diagnostics: &mut Vec<Diagnostic>) {
    let known = &site.texts(text.lang).case.blanks;
    let (code, other_code) = (site.config.code(text.lang), site.config.code(other.lang));
    let (here, there) = (text.blanks, other.blanks);
    let is_like = |(blank, there): (&Blank, &Blank)| blank.field.is_none() || blank.field == there.field;
    let same_text = here.len() == there.len() && here[0].message == there[0].message;
    if !same_text || !here.iter().zip(there).all(is_like) {
        return;
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
        let diagnostic = Diagnostic::new(Code::UnfilledBlank, Span::new(&text.path, blank.range.clone()));
        let diagnostic = diagnostic.arg("blank", &*blank.words).arg("field", &**field);
        let diagnostic = diagnostic.arg("lang", code).arg("other", other_code);
        let diagnostic = diagnostic.arg("known", join_limited(own.iter().map(String::as_str)));
        let diagnostic = diagnostic.arg("file", format!("content/{code}/site.yaml"));
        diagnostics.push(diagnostic.related(Span::new(&other.path, there.range.clone())));
    }
}

/// Whether two texts in lower case have a word of three or more letters in common.
fn has_common_word(a: &str, b: &str) -> bool {
    let is_in_b = |word: &str| words(b).any(|range| &b[range] == word);
    words(a).map(|range| &a[range]).any(|word| word.chars().count() > 2 && is_in_b(word))
}

/// The texts to send of a document that have placeholders.
fn texts(document: &Document) -> impl Iterator<Item = Text<'_>> {
    let texts = document.blanks.chunk_by(|a, b| a.message == b.message);
    texts.map(|blanks| Text { path: document.path.clone(), lang: document.lang, blanks })
}
