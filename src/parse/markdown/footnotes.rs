//! Footnotes: numbered in the order of their references and written at the end of the body.
//!
//! Takes the events of definitions and the labels of references; appends one section to the [`Writer`]'s fragment. The
//! footnotes that actions refer to are also kept apart, because the page of a situation shows them below the step. Of two
//! definitions with one label, the first counts and the second is reported. Unused and undefined footnotes are reported
//! by `lint/`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::writer::Writer;
use crate::diagnostics::{Code, Span};
use crate::model::{Action, Fragment, Kind, PhaseId, Slot, UiString};

/// The footnotes of a body.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Keyed by folded label: index in `all`.
    by_label: HashMap<String, usize>,
    /// In the order of their numbers, which start at 1.
    all: Vec<Footnote>,
}

#[derive(Default)]
struct Footnote {
    /// How many references were written.
    references: u32,
    /// The definition, with its bytes in the file.
    definition: Option<(Fragment, Range<usize>)>,
}

impl Footnotes {
    /// The number of a label, and its footnote; a new label gets the next number.
    fn entry(&mut self, label: &str) -> (u32, &mut Footnote) {
        let next = self.all.len();
        let index = *self.by_label.entry(fold_label(label)).or_insert(next);
        if index == next {
            self.all.push(Footnote::default());
        }
        (index as u32 + 1, &mut self.all[index])
    }

    fn definition(&self, number: u32) -> Option<&Fragment> {
        let footnote = self.all.get(number as usize - 1)?;
        footnote.definition.as_ref().map(|(content, _)| content)
    }

    /// The footnotes that these fragments refer to, directly or in another footnote, each with the occurrences of its
    /// references there.
    fn reachable<'f>(&'f self, mut waiting: Vec<&'f Fragment>) -> BTreeMap<u32, BTreeSet<u32>> {
        let mut found: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        while let Some(fragment) = waiting.pop() {
            for (_, slot) in &fragment.slots {
                let Slot::FootnoteReference { number, occurrence } = slot else { continue };
                let is_new = !found.contains_key(number);
                found.entry(*number).or_default().insert(*occurrence);
                waiting.extend(self.definition(*number).filter(|_| is_new));
            }
        }
        found
    }
}

/// The form in which labels are compared, as the parser compares them.
pub(super) fn fold_label(label: &str) -> String {
    label.to_lowercase()
}

impl Writer<'_, '_> {
    /// Writes a reference. Inside a link it is only the number, because links cannot be nested.
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let (number, footnote) = self.footnotes.entry(label);
        if self.context.in_link {
            self.fragment.html.push_str(&format!("<sup class=\"footnote\">{number}</sup>"));
            return;
        }
        footnote.references += 1;
        let occurrence = footnote.references;
        self.slot(Slot::FootnoteReference { number, occurrence });
    }

    /// Renders a definition and keeps it until the end of the body.
    pub(super) fn footnote(&mut self, label: &str, range: Range<usize>) {
        let outer = std::mem::take(&mut self.fragment);
        let context = std::mem::replace(&mut self.context, super::writer::Context::prose());
        self.footnote_depth += 1;
        self.pos += 1;
        self.blocks();
        self.pos += 1;
        self.footnote_depth -= 1;
        self.context = context;
        let content = std::mem::replace(&mut self.fragment, outer);
        // `[^label]`
        let range = range.start..(range.start + label.len() + 3).min(range.end);
        let (_, footnote) = self.footnotes.entry(label);
        let Some(first) = footnote.definition.as_ref().map(|(_, first)| first.clone()) else {
            footnote.definition = Some((content, range));
            return;
        };
        let first = Span::new(self.input.path, first);
        let diagnostic = self.report(Code::DuplicateNote, range);
        diagnostic.args.push(("label", label.to_owned()));
        diagnostic.related = Some(first);
    }

    /// Writes the section of the footnotes of the body, and keeps those of the actions. In a situation, actions and the
    /// `intros` of phases are not part of the fragment.
    pub(super) fn write_footnotes(&mut self, intros: &[(PhaseId, Fragment)]) {
        let footnotes = std::mem::take(&mut self.footnotes);
        let of_actions = footnotes.reachable(self.output.actions.iter().flat_map(Action::fragments).collect());
        let kept = of_actions.keys().filter_map(|n| footnotes.definition(*n).map(|content| (*n, content.clone())));
        self.output.footnotes = kept.collect();
        // An unused footnote is shown too, because it is text of the author.
        let is_situation = self.input.kind == Kind::Situation;
        let is_shown = |number: &u32| !(is_situation && of_actions.contains_key(number));
        let own: Vec<u32> = (1..=footnotes.all.len() as u32).filter(is_shown).collect();
        let mut body = vec![&self.fragment];
        body.extend(intros.iter().map(|(_, intro)| intro));
        body.extend(own.iter().filter_map(|number| footnotes.definition(*number)));
        let mut references = footnotes.reachable(body);
        own.into_iter().for_each(|number| {
            references.entry(number).or_default();
        });
        let shown: Vec<(u32, BTreeSet<u32>, &Fragment)> = references
            .into_iter()
            .filter_map(|(number, references)| Some((number, references, footnotes.definition(number)?)))
            .collect();
        if shown.is_empty() {
            return;
        }
        self.fragment.html.push_str("<section class=\"footnotes\" aria-label=\"");
        self.slot(Slot::UiString(UiString::Footnotes));
        self.fragment.html.push_str("\"><ol>\n");
        for (number, references, content) in shown {
            self.fragment.html.push_str(&format!("<li id=\"ui_fn_{number}\" value=\"{number}\">"));
            self.append(content);
            self.slot(Slot::FootnoteBack { number, references: references.into_iter().collect() });
            self.fragment.html.push_str("</li>\n");
        }
        self.fragment.html.push_str("</ol></section>\n");
    }
}
