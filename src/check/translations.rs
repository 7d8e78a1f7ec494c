//! Rules that compare the languages: documents with their translations, and the data files of each language.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Rule;
use super::changed_documents::{CheckScope, Findings};
use crate::diagnostics::{Code, Diagnostic, Span, Suggester, join_limited};
use crate::linguistics::stem::stemmer_rules;
use crate::linguistics::words;
use crate::model::{Action, Document, GroupId, Heading, Kind, LangId, PhaseId, SharedStr, Spanned, TermLink};
use crate::site::Site;

pub const RULES: &[Rule] = &[
    Rule::scope(&[Code::MissingInLanguage, Code::Conflict, Code::StepDiffers], check_parity),
    Rule::site(&[Code::MissingTranslation, Code::UnusedEntry], entries_of_languages),
    Rule::site(&[Code::AmbiguousTerm], ambiguous_terms),
    Rule::site(&[Code::RedundantForm], redundant_forms),
    Rule::scope(&[Code::BadSource], check_sources),
];

/// All versions of a document have the same actions, phases, days, anchors, situations and number of images as the one in
/// the first language that has it, and the same number of messages if the site asks for it.
fn check_parity(scope: &CheckScope, findings: &mut Findings) {
    let site = scope.site;
    let compare_group = |id: &GroupId| {
        let mut diagnostics = Vec::new();
        let mut versions = site.groups[id.index()].documents.iter().flatten().map(|id| site.document(*id));
        if let Some(first) = versions.next() {
            versions.for_each(|second| Comparison { site, first, second }.run(&mut diagnostics));
        }
        (!diagnostics.is_empty()).then_some((*id, diagnostics))
    };
    for (id, diagnostics) in scope.groups.par_iter().filter_map(compare_group).collect::<Vec<_>>() {
        findings.groups.push(id);
        findings.diagnostics.extend(diagnostics);
    }
}

/// Two versions of one document, in different languages.
#[derive(Clone, Copy)]
struct Comparison<'s> {
    site: &'s Site,
    first: &'s Document,
    second: &'s Document,
}

impl Comparison<'_> {
    fn run(self, diagnostics: &mut Vec<Diagnostic>) {
        self.actions(diagnostics);
        self.anchors(diagnostics);
        diagnostics.extend(self.situations());
        diagnostics.extend(self.images());
    }

    fn actions(self, diagnostics: &mut Vec<Diagnostic>) {
        let Comparison { site, first, second } = self;
        let (of_first, of_second) = (actions_by_item(first), actions_by_item(second));
        for action in &first.actions {
            let Some(number) = of_second.get(&action.item) else {
                diagnostics.push(self.missing(second, first, format!("{{#{}}}", action.item), action.range.clone()));
                continue;
            };
            let translated = &second.actions[*number];
            diagnostics.extend(self.day_of_step(action, translated));
            diagnostics.extend(self.messages_of_step(action, translated));
            let phase = |phase: PhaseId| &site.structure.phases[phase.index()].value;
            let difference = if translated.phase != action.phase {
                format!("{} / {}", phase(translated.phase), phase(action.phase))
            } else if translated.key != action.key {
                ".key".to_owned()
            } else {
                continue;
            };
            let diagnostic = Diagnostic::new(Code::Conflict, Span::new(&second.path, translated.range.clone()))
                .arg("id", &*action.item)
                .arg("what", difference)
                .related(Span::new(&first.path, action.range.clone()));
            diagnostics.push(diagnostic);
        }
        for action in second.actions.iter().filter(|action| !of_first.contains_key(&action.item)) {
            diagnostics.push(self.missing(first, second, format!("{{#{}}}", action.item), action.range.clone()));
        }
    }

    /// The day of a step, which is counted from a date of the reader's case.
    fn day_of_step(self, action: &Action, translated: &Action) -> Option<Diagnostic> {
        let value = |action: &Action| action.after.as_ref().map(|after| format!("after={}", after.value));
        let (there, here) = (value(action), value(translated));
        let range = |action: &Action| action.after.as_ref().map_or(&action.range, |after| &after.range).clone();
        let ranges = (range(action), range(translated));
        (there != here).then(|| self.step_differs("after", translated, ranges, [there, here]))
    }

    /// The number of ready messages below a step, if the site asks for the same one.
    fn messages_of_step(self, action: &Action, translated: &Action) -> Option<Diagnostic> {
        self.site.config.prose.as_ref().filter(|rules| rules.same_messages)?;
        let (there, here) = (action.message_count(), translated.message_count());
        let ranges = (action.range.clone(), translated.range.clone());
        let counts = [there, here].map(|count| Some(count.to_string()));
        (there != here).then(|| self.step_differs("message", translated, ranges, counts))
    }

    /// Reports that a step of the second document has `here` where the first one has `there`.
    fn step_differs(
        self,
        kind: &'static str,
        translated: &Action,
        (first, second): (Range<usize>, Range<usize>),
        [there, here]: [Option<String>; 2],
    ) -> Diagnostic {
        let code = |document: &Document| self.site.config.code(document.lang);
        let shown = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
        Diagnostic::new(Code::StepDiffers, Span::new(&self.second.path, second))
            .arg("kind", kind)
            .arg("id", &*translated.item)
            .arg("here", shown(here))
            .arg("lang", code(self.second))
            .arg("there", shown(there))
            .arg("other", code(self.first))
            .related(Span::new(&self.first.path, first))
    }

    fn anchors(self, diagnostics: &mut Vec<Diagnostic>) {
        let Comparison { first, second, .. } = self;
        let (of_first, of_second) = (explicit_anchors(first), explicit_anchors(second));
        for (id, range) in of_first.iter().filter(|(id, _)| !of_second.contains_key(*id)) {
            diagnostics.push(self.missing(second, first, format!("#{id}"), Range::clone(range)));
        }
        for (id, range) in of_second.iter().filter(|(id, _)| !of_first.contains_key(*id)) {
            diagnostics.push(self.missing(first, second, format!("#{id}"), Range::clone(range)));
        }
    }

    fn situations(self) -> Option<Diagnostic> {
        let (some, others) = (&self.first.front.situations, &self.second.front.situations);
        // Skip building the sets, because the lists are usually equal.
        if some.len() == others.len() && some.iter().zip(others).all(|(one, other)| one.value == other.value) {
            return None;
        }
        let ids = |list: &[Spanned<SharedStr>]| list.iter().map(|id| id.value.clone()).collect::<BTreeSet<_>>();
        let difference: Vec<_> = ids(some).symmetric_difference(&ids(others)).map(|id| id.to_string()).collect();
        if difference.is_empty() {
            return None;
        }
        let span = |document: &Document| {
            let range = document.front.situations.first().map_or(0..0, |situation| situation.range.clone());
            Span::new(&document.path, range)
        };
        let diagnostic = Diagnostic::new(Code::Conflict, span(self.second)).arg("id", "situations");
        Some(diagnostic.arg("what", difference.join(", ")).related(span(self.first)))
    }

    fn images(self) -> Option<Diagnostic> {
        let Comparison { first, second, .. } = self;
        let (fewer, more) =
            if first.pictures.len() < second.pictures.len() { (first, second) } else { (second, first) };
        let last = more.pictures.last().filter(|_| fewer.pictures.len() < more.pictures.len())?;
        Some(self.missing(fewer, more, "![…]".to_owned(), last.range.clone()))
    }

    /// Reports that `from` has `what`, at `range`, and `document` does not.
    fn missing(self, document: &Document, from: &Document, what: String, range: Range<usize>) -> Diagnostic {
        let code = |document: &Document| self.site.config.code(document.lang);
        Diagnostic::new(Code::MissingInLanguage, Span::file(&document.path))
            .arg("what", what)
            .arg("lang", code(document))
            .arg("other", code(from))
            .related(Span::new(&from.path, range))
    }
}

/// Indices of the actions, keyed by id.
fn actions_by_item(document: &Document) -> FxHashMap<&SharedStr, usize> {
    let mut actions = FxHashMap::default();
    for (number, action) in document.actions.iter().enumerate() {
        actions.entry(&action.item).or_insert(number);
    }
    actions
}

/// Ids that a writer gave to headings, and the span of each heading. The headings of phases are left out: the page of a
/// situation has an anchor for every phase, whether the document has its heading or not.
fn explicit_anchors(document: &Document) -> BTreeMap<&SharedStr, &Range<usize>> {
    let is_phase = |heading: &Heading| document.kind == Kind::Situation && heading.phase.is_some();
    let headings = document.headings.iter().filter(|heading| heading.has_explicit_id && !is_phase(heading));
    headings.map(|heading| (&heading.id, &heading.range)).collect()
}

/// Checks that phrases.yaml, glossary.yaml and guide.yaml of each language have exactly the expected ids.
fn entries_of_languages(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let structure = &site.structure;
    let phrases: Vec<&SharedStr> = structure.phrases.iter().map(|plan| &plan.id.value).collect();
    let questions: Vec<&SharedStr> = structure.questions.iter().map(|question| &question.id.value).collect();
    // A term has no other home than the glossaries, so each must have the terms of all.
    let terms = site.config.lang_ids().flat_map(|lang| &site.texts(lang).terms).map(|(id, _)| &id.value);
    let terms = Vec::from_iter(terms.collect::<BTreeSet<_>>());
    for lang in site.config.lang_ids() {
        let texts = site.texts(lang);
        let mut compare = |file: &str, span: Range<usize>, wanted: &[&SharedStr], given: &[&Spanned<SharedStr>]| {
            compare_entries(site, lang, file, span, wanted, given, diagnostics);
        };
        compare("phrases", 0..0, &phrases, &list_ids(&texts.phrases));
        compare("glossary", 0..0, &terms, &list_ids(&texts.terms));
        compare("guide", 0..0, &questions, &list_ids(&texts.questions));
        let by_id: HashMap<&SharedStr, usize> =
            texts.questions.iter().enumerate().rev().map(|(number, (id, _))| (&id.value, number)).collect();
        for question in &structure.questions {
            let Some(number) = by_id.get(&question.id.value) else { continue };
            let (id, text) = &texts.questions[*number];
            let answers: Vec<&SharedStr> = question.answers.iter().map(|answer| &answer.id.value).collect();
            compare("guide", id.range.clone(), &answers, &list_ids(&text.answers));
        }
    }
}

fn list_ids<T>(entries: &[(Spanned<SharedStr>, T)]) -> Vec<&Spanned<SharedStr>> {
    entries.iter().map(|(id, _)| id).collect()
}

/// Reports each id in `given` that is not `wanted`, and at `span` all that are wanted but not given, in a data file of
/// `lang`.
fn compare_entries(
    site: &Site,
    lang: LangId,
    file: &str,
    span: Range<usize>,
    wanted: &[&SharedStr],
    given: &[&Spanned<SharedStr>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let code = site.config.code(lang);
    let path: SharedStr = format!("content/{code}/{file}.yaml").into();
    let known: HashSet<&SharedStr> = wanted.iter().copied().collect();
    let present: HashSet<&SharedStr> = given.iter().map(|id| &id.value).collect();
    let mut missing: Vec<&str> = wanted.iter().filter(|id| !present.contains(**id)).map(|id| &***id).collect();
    let suggester = Suggester::new(missing.clone());
    // A misspelt entry is one mistake: the id that it seems to mean is neither missing nor suggested again.
    let mut suggested: HashSet<String> = HashSet::new();
    for id in given.iter().filter(|id| !known.contains(&id.value)) {
        let diagnostic = Diagnostic::new(Code::UnusedEntry, Span::new(&path, id.range.clone()));
        let suggestion = suggester.nearest(&id.value).filter(|id| suggested.insert(id.clone()));
        diagnostics.push(Diagnostic { suggestion, ..diagnostic.arg("id", &*id.value) });
    }
    missing.retain(|id| !suggested.contains(*id));
    if !missing.is_empty() {
        let diagnostic = Diagnostic::new(Code::MissingTranslation, Span::new(&path, span));
        diagnostics.push(diagnostic.arg("what", join_limited(missing)).arg("lang", code));
    }
}

/// No two linked terms of a language have a form in common.
fn ambiguous_terms(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for lang in site.config.lang_ids() {
        let path: SharedStr = format!("content/{}/glossary.yaml", site.config.code(lang)).into();
        let mut owners: HashMap<String, &Spanned<SharedStr>> = HashMap::new();
        for (id, term) in site.texts(lang).terms.iter().filter(|(_, term)| term.link != TermLink::No) {
            for form in std::iter::once(&term.term).chain(&term.also) {
                let first = *owners.entry(form.to_lowercase()).or_insert(id);
                if first.value != id.value {
                    let diagnostic = Diagnostic::new(Code::AmbiguousTerm, Span::new(&path, id.range.clone()))
                        .arg("form", &**form)
                        .arg("first", &*first.value)
                        .related(Span::new(&path, first.range.clone()));
                    diagnostics.push(diagnostic);
                }
            }
        }
    }
}

/// Synonyms of a term that are compared with each other. No term has so many.
const MAX_FORMS: usize = 50;

/// The synonyms of a term are other words, not its case forms, if the site asks for it. A term of which only the given
/// forms are linked needs them.
fn redundant_forms(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    if !site.config.prose.as_ref().is_some_and(|rules| rules.term_forms) {
        return;
    }
    for lang in site.config.lang_ids() {
        let path: SharedStr = format!("content/{}/glossary.yaml", site.config.code(lang)).into();
        let table = stemmer_rules(site.config.code(lang));
        let words_of = |form: &str| words(form).map(|range| form[range].to_lowercase()).collect::<Vec<_>>();
        for (id, term) in site.texts(lang).terms.iter().filter(|(_, term)| term.link != TermLink::Exact) {
            let mut known: Vec<(&SharedStr, Vec<String>)> = vec![(&term.term, words_of(&term.term))];
            for form in term.also.iter().take(MAX_FORMS) {
                let own = words_of(form);
                let is_form_of = |other: &[String]| {
                    let mut pairs = own.iter().zip(other);
                    own.len() == other.len() && pairs.all(|(word, other)| table.is_inflection_of(word, other))
                };
                match known.iter().find(|(_, other)| is_form_of(other)) {
                    Some((other, _)) => {
                        let diagnostic = Diagnostic::new(Code::RedundantForm, Span::new(&path, id.range.clone()));
                        let diagnostic = diagnostic.arg("form", &**form).arg("first", &***other);
                        diagnostics.push(diagnostic);
                    }
                    None => known.push((form, own)),
                }
            }
        }
    }
}

/// `source` names another language that has the document, and `source_hash` comes with a `source`.
fn check_sources(scope: &CheckScope, findings: &mut Findings) {
    let site = scope.site;
    scope.each_document(findings, |document, diagnostics| {
        let bad_source = |range: &Range<usize>, source: &str| {
            Diagnostic::new(Code::BadSource, Span::new(&document.path, range.clone())).arg("source", source)
        };
        let Some(source) = &document.front.source else {
            diagnostics.extend(document.front.source_hash.iter().map(|hash| bad_source(&hash.range, "none")));
            return;
        };
        let lang = site.config.lang(&source.value).filter(|lang| *lang != document.lang);
        let group = site.group(&document.id).filter(|group| group.kind == document.kind || group.kind == Kind::Page);
        if lang.and_then(|lang| group?.documents[lang.index()]).is_none() {
            diagnostics.push(bad_source(&source.range, &source.value));
        }
    });
}
