//! Rules that compare the languages.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{CheckScope, Findings};
use crate::diagnostics::{Code, Diagnostic, Span, Suggester, join_limited};
use crate::link::Site;
use crate::model::{Document, Heading, Kind, LangId, SharedStr, Spanned, TermLink};

/// The versions of a text have the same actions, phases, anchors and situations. The first language in site order is
/// what the others are held against.
pub fn parity(case: &CheckScope, found: &mut Findings) {
    let site = case.site;
    let of_entry = |number: &u32| {
        let mut diagnostics = Vec::new();
        let entry = &site.entries[*number as usize];
        let mut versions = entry.documents.iter().flatten().map(|id| site.document(*id));
        if let Some(first) = versions.next() {
            versions.for_each(|other| compare(site, first, other, &mut diagnostics));
        }
        (!diagnostics.is_empty()).then_some((*number, diagnostics))
    };
    for (number, diagnostics) in case.entries.par_iter().filter_map(of_entry).collect::<Vec<_>>() {
        found.entries.push(number);
        found.diagnostics.extend(diagnostics);
    }
}

fn compare(site: &Site, first: &Document, other: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let code = |document: &Document| site.config.code(document.lang).to_owned();
    let missing = |at: &Document, from: &Document, what: String, place: Range<usize>| {
        Diagnostic::new(Code::MissingInLanguage, Span::file(&at.path))
            .arg("what", what)
            .arg("lang", code(at))
            .arg("other", code(from))
            .related(Span::new(&from.path, place))
    };
    let (items_here, items_there) = (by_item(first), by_item(other));
    for action in &first.actions {
        match items_there.get(&action.item).map(|number| &other.actions[*number]) {
            None => diagnostics.push(missing(other, first, format!("{{#{}}}", action.item), action.range.clone())),
            Some(there) if there.phase != action.phase || there.key != action.key => {
                let phase = |number: usize| site.structure.phases[number].value.to_string();
                let what = if there.phase != action.phase {
                    format!("{} / {}", phase(there.phase), phase(action.phase))
                } else {
                    ".key".to_owned()
                };
                let diagnostic = Diagnostic::new(Code::Conflict, Span::new(&other.path, there.range.clone()))
                    .arg("id", &*action.item)
                    .arg("what", what)
                    .related(Span::new(&first.path, action.range.clone()));
                diagnostics.push(diagnostic);
            }
            Some(_) => {}
        }
    }
    for action in other.actions.iter().filter(|action| !items_here.contains_key(&action.item)) {
        diagnostics.push(missing(first, other, format!("{{#{}}}", action.item), action.range.clone()));
    }
    let (here, there) = (explicit(first), explicit(other));
    for (id, range) in here.iter().filter(|(id, _)| !there.contains_key(*id)) {
        diagnostics.push(missing(other, first, format!("#{id}"), Range::clone(range)));
    }
    for (id, range) in there.iter().filter(|(id, _)| !here.contains_key(*id)) {
        diagnostics.push(missing(first, other, format!("#{id}"), Range::clone(range)));
    }
    let named = |document: &Document| -> BTreeSet<SharedStr> {
        document.front.situations.iter().map(|situation| situation.value.clone()).collect()
    };
    let (these, those) = (&first.front.situations, &other.front.situations);
    // Mostly they are the same in the same order.
    let same = these.len() == those.len() && these.iter().zip(those).all(|(this, that)| this.value == that.value);
    if !same && named(first) != named(other) {
        let place = |document: &Document| {
            let range = document.front.situations.first().map_or(0..0, |situation| situation.range.clone());
            Span::new(&document.path, range)
        };
        let differ: Vec<_> = named(first).symmetric_difference(&named(other)).map(|id| id.to_string()).collect();
        let diagnostic = Diagnostic::new(Code::Conflict, place(other))
            .arg("id", "situations")
            .arg("what", differ.join(", "))
            .related(place(first));
        diagnostics.push(diagnostic);
    }
    if first.pictures.len() != other.pictures.len() {
        let (fewer, more) = if first.pictures.len() < other.pictures.len() { (first, other) } else { (other, first) };
        let last = more.pictures.last().map_or(0..0, |picture| picture.range.clone());
        diagnostics.push(missing(fewer, more, "![…]".to_owned(), last));
    }
}

/// The numbers of the actions by their ids.
fn by_item(document: &Document) -> FxHashMap<&SharedStr, usize> {
    let mut items = FxHashMap::default();
    for (number, action) in document.actions.iter().enumerate() {
        items.entry(&action.item).or_insert(number);
    }
    items
}

/// Headings with an id of the writer's, and where they stand.
fn explicit(document: &Document) -> BTreeMap<&SharedStr, &Range<usize>> {
    // On a situation's page every phase has its anchor, whether it is introduced or not.
    let lifted = |heading: &&Heading| document.kind == Kind::Situation && heading.phase.is_some();
    let headings = document.headings.iter().filter(|heading| heading.explicit && !lifted(heading));
    headings.map(|heading| (&heading.id, &heading.range)).collect()
}

/// The data files of each language say what the structure names, and nothing else.
pub fn data_files(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut all_terms: BTreeMap<&SharedStr, LangId> = BTreeMap::new();
    for lang in site.config.lang_ids() {
        for (id, _) in &site.texts(lang).terms {
            all_terms.entry(&id.value).or_insert(lang);
        }
    }
    for lang in site.config.lang_ids() {
        let code = site.config.code(lang);
        let texts = site.texts(lang);
        let path = |file: &str| -> SharedStr { format!("content/{code}/{file}.yaml").into() };
        let mut entries = |file: &str, head: Range<usize>, wanted: &[&SharedStr], given: &[&Spanned<SharedStr>]| {
            let path = path(file);
            let known: HashSet<&SharedStr> = wanted.iter().copied().collect();
            let there: HashSet<&SharedStr> = given.iter().map(|id| &id.value).collect();
            let mut lacking: Vec<&str> = wanted.iter().filter(|id| !there.contains(**id)).map(|id| &***id).collect();
            let near = Suggester::new(lacking.clone());
            let mut meant: HashSet<String> = HashSet::new();
            for id in given.iter().filter(|id| !known.contains(&id.value)) {
                let diagnostic = Diagnostic::new(Code::UnusedEntry, Span::new(&path, id.range.clone()));
                // What was only misspelt is not missing too, nor is it meant twice.
                let suggestion = near.to(&id.value).filter(|id| meant.insert(id.clone()));
                diagnostics.push(Diagnostic { suggestion, ..diagnostic.arg("id", &*id.value) });
            }
            lacking.retain(|id| !meant.contains(*id));
            if !lacking.is_empty() {
                let diagnostic = Diagnostic::new(Code::MissingTranslation, Span::new(&path, head));
                diagnostics.push(diagnostic.arg("what", join_limited(lacking)).arg("lang", code));
            }
        };
        let phrases: Vec<&SharedStr> = site.structure.phrases.iter().map(|plan| &plan.id.value).collect();
        entries("phrases", 0..0, &phrases, &texts.phrases.iter().map(|(id, _)| id).collect::<Vec<_>>());
        let terms: Vec<&SharedStr> = all_terms.keys().copied().collect();
        entries("glossary", 0..0, &terms, &texts.terms.iter().map(|(id, _)| id).collect::<Vec<_>>());
        let questions: Vec<&SharedStr> = site.structure.questions.iter().map(|question| &question.id.value).collect();
        entries("guide", 0..0, &questions, &texts.questions.iter().map(|(id, _)| id).collect::<Vec<_>>());
        let by_id: HashMap<&SharedStr, usize> =
            texts.questions.iter().enumerate().rev().map(|(number, (id, _))| (&id.value, number)).collect();
        for question in &site.structure.questions {
            let Some((id, text)) = by_id.get(&question.id.value).map(|number| &texts.questions[*number]) else {
                continue;
            };
            let wanted: Vec<&SharedStr> = question.answers.iter().map(|answer| &answer.id.value).collect();
            entries("guide", id.range.clone(), &wanted, &text.answers.iter().map(|(id, _)| id).collect::<Vec<_>>());
        }
    }
}

/// No form stands under two terms.
pub fn terms(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for lang in site.config.lang_ids() {
        let path: SharedStr = format!("content/{}/glossary.yaml", site.config.code(lang)).into();
        let mut owner: HashMap<String, &Spanned<SharedStr>> = HashMap::new();
        for (id, term) in &site.texts(lang).terms {
            if term.link == TermLink::No {
                continue;
            }
            for form in std::iter::once(&term.term).chain(&term.also) {
                match owner.get(&form.to_lowercase()) {
                    Some(first) if first.value != id.value => {
                        let diagnostic = Diagnostic::new(Code::AmbiguousTerm, Span::new(&path, id.range.clone()))
                            .arg("form", &**form)
                            .arg("first", &*first.value)
                            .related(Span::new(&path, first.range.clone()));
                        diagnostics.push(diagnostic);
                    }
                    Some(_) => {}
                    None => {
                        owner.insert(form.to_lowercase(), id);
                    }
                }
            }
        }
    }
}

/// `source` names another language that has the text.
pub fn sources(case: &CheckScope, found: &mut Findings) {
    let site = case.site;
    case.each_text(found, |document, diagnostics| {
        let Some(source) = &document.front.source else {
            if let Some(hash) = &document.front.source_hash {
                let place = Span::new(&document.path, hash.range.clone());
                diagnostics.push(Diagnostic::new(Code::BadSource, place).arg("source", "none"));
            }
            return;
        };
        let lang = site.config.lang(&source.value).filter(|lang| *lang != document.lang);
        let entry = site.entry(&document.id).filter(|entry| entry.kind == document.kind || entry.kind == Kind::Page);
        let there = lang.and_then(|lang| entry.and_then(|entry| entry.documents[lang.index()]));
        if there.is_none() {
            let place = Span::new(&document.path, source.range.clone());
            diagnostics.push(Diagnostic::new(Code::BadSource, place).arg("source", &*source.value));
        }
    });
}
