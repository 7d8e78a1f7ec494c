//! Anchors: which ids the page of a document has, and the fragment that leads to each.
//!
//! Takes the id of a heading, action or box; returns the fragment of its page. On the page of a situation an action is a
//! step with the whole id of the action, the heading of a phase is the section of that phase, and only the steps of the
//! checklist are shown. The rules about links and the builder of pages both ask here, so a link that is not reported has
//! its place.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::{Checklist, Section, Site};
use crate::model::{Document, Kind, LangId, MovedAnchor, PhaseId};

impl Site {
    /// The fragment of an anchor of `document`, without `#`. The page must have the anchor.
    pub fn fragment<'a>(&'a self, document: &'a Document, anchor: &'a str) -> Cow<'a, str> {
        match moved_anchor(document, anchor) {
            Some(MovedAnchor::Phase(phase)) => Cow::Borrowed(&self.structure.phases[phase.index()].value),
            Some(MovedAnchor::Action) => Cow::Owned(format!("{}.{anchor}", document.id)),
            Some(MovedAnchor::InAction(_)) | None => Cow::Borrowed(anchor),
        }
    }

    /// Whether the page of `document` has an anchor to which other pages may link.
    pub fn has_anchor(&self, document: &Document, anchor: &str) -> bool {
        let mut of_phases = self.shown_phases(document).map(|phase| &*self.structure.phases[phase.index()].value);
        of_phases.any(|phase| phase == anchor)
            || candidates(document, false).any(|id| id == anchor)
                && self.is_shown(document, anchor, |item| {
                    self.checklist_of(document).is_some_and(|checklist| has_step(checklist, document, item))
                })
    }

    /// The anchors of the page of `document`: explicit ids of headings, actions and boxes, and ids of other headings if
    /// `derived`.
    pub fn anchors<'s>(&'s self, document: &'s Document, derived: bool) -> Vec<&'s str> {
        let steps: FxHashSet<&str> = match self.checklist_of(document) {
            Some(checklist) => own_steps(checklist, document).collect(),
            None => FxHashSet::default(),
        };
        let shown = candidates(document, derived).filter(|id| self.is_shown(document, id, |item| steps.contains(item)));
        let phases = self.shown_phases(document).map(|phase| &*self.structure.phases[phase.index()].value);
        let mut anchors: Vec<&str> = shown.collect();
        anchors.extend(phases.filter(|phase| moved_anchor(document, phase).is_none()));
        anchors
    }

    /// Whether an anchor is a step of the document, or inside one, that the checklist of the situation lacks.
    pub fn is_hidden_step(&self, document: &Document, anchor: &str) -> bool {
        let is_step = matches!(moved_anchor(document, anchor), Some(MovedAnchor::Action | MovedAnchor::InAction(_)));
        is_step && !self.anchors(document, true).contains(&anchor)
    }

    /// The fragment of an entry of a section in a language; `None` if the section has no such entry.
    pub fn section_fragment(&self, section: Section, lang: LangId, anchor: &str) -> Option<String> {
        match section {
            Section::Glossary => {
                let has_term = self.texts(lang).terms.iter().any(|(id, _)| &*id.value == anchor);
                has_term.then(|| format!("term-{anchor}"))
            }
            Section::Phrases => self.phrase_text(anchor, lang).map(|_| anchor.to_owned()),
            _ => None,
        }
    }

    /// Whether the page of `document` shows one of its ids; `has_step` says it of an action.
    fn is_shown(&self, document: &Document, anchor: &str, has_step: impl Fn(&str) -> bool) -> bool {
        match moved_anchor(document, anchor) {
            Some(MovedAnchor::Phase(phase)) => self.shown_phases(document).any(|shown| shown == *phase),
            Some(MovedAnchor::Action) => has_step(anchor),
            Some(MovedAnchor::InAction(item)) => has_step(item),
            None => true,
        }
    }

    /// The phases that the page of a situation shows: those with steps, and those with an introduction.
    fn shown_phases<'s>(&'s self, document: &'s Document) -> impl Iterator<Item = PhaseId> + use<'s> {
        let planned = self.checklist_of(document).into_iter().flat_map(|checklist| &checklist.phases);
        planned.map(|phase| phase.phase).chain(document.phase_intros.iter().map(|(phase, _)| *phase))
    }

    /// The checklist on the page of a document; `None` if it is not a situation.
    fn checklist_of(&self, document: &Document) -> Option<&Checklist> {
        let id = self.situation_id(&document.id).filter(|_| document.kind == Kind::Situation)?;
        Some(self.checklist(id))
    }
}

/// Ids in a document to which links may lead.
fn candidates(document: &Document, derived: bool) -> impl Iterator<Item = &str> {
    let headings = document.headings.iter().filter(move |heading| derived || heading.has_explicit_id);
    let headings = headings.map(|heading| &*heading.id);
    let actions = document.actions.iter().map(|action| &*action.item);
    headings.chain(actions).chain(document.items.iter().map(|item| &*item.value))
}

fn moved_anchor<'d>(document: &'d Document, anchor: &str) -> Option<&'d MovedAnchor> {
    let index = document.moved_anchors.binary_search_by(|(id, _)| (**id).cmp(anchor)).ok()?;
    Some(&document.moved_anchors[index].1)
}

/// The steps of a checklist that `document` itself defines.
fn own_steps<'s>(checklist: &'s Checklist, document: &'s Document) -> impl Iterator<Item = &'s str> {
    checklist.actions().filter(|id| id.page == document.id).map(|id| &*id.item)
}

fn has_step(checklist: &Checklist, document: &Document, item: &str) -> bool {
    own_steps(checklist, document).any(|own| own == item)
}
