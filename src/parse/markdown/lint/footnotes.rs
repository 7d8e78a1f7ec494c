//! Footnotes that no reference names.
//!
//! Takes the labels of all references and definitions of a body; reports each definition without a reference.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::MarkupLinter;
use crate::diagnostics::Code;

/// The folded footnote labels of a body.
#[derive(Default)]
pub(super) struct FootnoteUse<'a> {
    pub(super) references: HashSet<String>,
    /// The first definition of each label: the label as typed, and its bytes in the file.
    pub(super) definitions: HashMap<String, (&'a str, Range<usize>)>,
}

impl MarkupLinter<'_, '_> {
    /// Reports definitions without a reference, in the order of the file. A reference without a definition is text for
    /// the parser, so the lint of links reports it.
    pub(super) fn unused_footnotes(&mut self) {
        let FootnoteUse { references, definitions } = &self.footnotes;
        let unused = definitions.iter().filter(|(label, _)| !references.contains(*label));
        let mut unused: Vec<(usize, String)> =
            unused.map(|(_, (label, range))| (range.start, (*label).to_owned())).collect();
        unused.sort_unstable();
        for (start, label) in unused {
            // `[^label`
            self.report(Code::UnusedNote, start..start + label.len() + 3).args.push(("label", label));
        }
    }
}
