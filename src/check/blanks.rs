//! Rules about the placeholders of texts to send: a field of the reader's case fills the same ones in all languages, and
//! none is nearly one that a field fills.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Rule;
use crate::diagnostics::{Code, Diagnostic, Span, join_limited, nearest_name};
use crate::linguistics::words;
use crate::model::{Blank, Document, Kind, LangId, SharedStr};
use crate::site::Site;

pub const RULES: &[Rule] = &[Rule::site(&[Code::UnfilledBlank], unfilled_blanks)];

/// A document or a file of phrases in one language, with the placeholders of one text to send.
struct Text<'s> {
    path: SharedStr,
    lang: LangId,
    blanks: &'s [Blank],
}

/// Fields fill all placeholders that seem to be theirs.
fn unfilled_blanks(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let (mut differing, mut near) = (Vec::new(), Vec::new());
    differing_versions(site, &mut differing);
    near_blanks(site, &mut near);
    let place = |found: &Diagnostic| (found.span.path.clone(), found.span.start);
    // The version in another language shows best which field is meant.
    let reported: FxHashSet<_> = differing.iter().map(place).collect();
    near.retain(|found| !reported.contains(&place(found)));
    diagnostics.append(&mut differing);
    diagnostics.append(&mut near);
}

/// Two versions of a text to send, in different languages, have placeholders of the same fields.
fn differing_versions(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
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

/// No placeholder is nearly one that a field fills, such as `[day of visit]` beside `[day of the visit]`. Placeholders of
/// documents to fill in are their own, so the same words elsewhere are meant.
fn near_blanks(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for lang in site.config.lang_ids() {
        let known = &site.texts(lang).case.blanks;
        if known.is_empty() {
            continue;
        }
        let documents = || site.documents.iter().filter(|document| document.lang == lang);
        let fillable = documents().filter(|document| document.kind == Kind::Fillable);
        let own: FxHashSet<&str> = fillable.flat_map(|document| &document.blanks).map(|blank| &*blank.words).collect();
        let code = site.config.code(lang);
        let phrases: SharedStr = format!("content/{code}/phrases.yaml").into();
        let of_phrases = site.texts(lang).phrases.iter().flat_map(|(_, phrase)| &phrase.blanks);
        let of_phrases = of_phrases.map(|blank| (&phrases, blank));
        let of_documents = documents().flat_map(|document| document.blanks.iter().map(|blank| (&document.path, blank)));
        let mut nearest: FxHashMap<&str, Option<&SharedStr>> = FxHashMap::default();
        for (path, blank) in of_documents.chain(of_phrases) {
            if blank.field.is_some() || own.contains(&*blank.words) {
                continue;
            }
            let near = *nearest.entry(&blank.words).or_insert_with(|| near_blank(&blank.words, known));
            let Some((words, field)) = near.and_then(|words| known.get_key_value(words)) else { continue };
            let diagnostic = Diagnostic::new(Code::UnfilledBlank, Span::new(path, blank.range.clone()));
            let diagnostic = diagnostic.arg("kind", "near").arg("blank", &*blank.words).arg("field", &**field);
            let diagnostic = diagnostic.arg("known", &**words).arg("file", format!("content/{code}/site.yaml"));
            diagnostics.push(diagnostic);
        }
    }
}

/// The placeholder in `known` that `typed` is nearly, if those that are near belong to one field.
fn near_blank<'k>(typed: &str, known: &'k BTreeMap<SharedStr, SharedStr>) -> Option<&'k SharedStr> {
    let nearest = nearest_name(typed, known.keys().map(|words| &**words))?;
    let (words, field) = known.get_key_value(&*nearest)?;
    let of_others = known.iter().filter(|(_, owner)| *owner != field).map(|(words, _)| &**words);
    (differs_by_slip(typed, words) && nearest_name(typed, of_others).is_none()).then_some(words)
}

/// Whether two placeholders differ by a slip: by words of at most three letters that one of them lacks, such as an
/// article, or by letters of one long word. Another short word or a number changes the meaning: `[my address]` and
/// `[his address]`.
fn differs_by_slip(a: &str, b: &str) -> bool {
    const MAX_SHORT: usize = 3;
    const MIN_LONG: usize = 5;
    let length = |word: &str| word.chars().count();
    let (a, b): (Vec<&str>, Vec<&str>) = (words(a).map(|at| &a[at]).collect(), words(b).map(|at| &b[at]).collect());
    if a.len() == b.len() {
        let mut differing = a.iter().zip(&b).filter(|(a, b)| a != b);
        let is_long = |word: &str| length(word) >= MIN_LONG && word.chars().all(char::is_alphabetic);
        let Some((a, b)) = differing.next() else { return true };
        return differing.next().is_none() && is_long(a) && is_long(b) && nearest_name(a, [*b]).is_some();
    }
    let long = |words: &[&str]| -> Vec<String> {
        words
            .iter()
            .filter(|word| length(word) > MAX_SHORT || !word.chars().all(char::is_alphabetic))
            .map(|word| (*word).to_owned())
            .collect()
    };
    let (more, fewer) = if a.len() > b.len() { (&a, &b) } else { (&b, &a) };
    long(&a) == long(&b) && !long(&a).is_empty() && fewer.iter().all(|word| more.contains(word))
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
