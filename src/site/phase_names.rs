//! The names of phases on the page of a situation.
//!
//! Takes the site, a phase and the document that readers see; returns the name and its language. Never reports a phase
//! without a name; `check/` does.

use super::Site;
use crate::model::{Document, LangId, PhaseId};

impl Site {
    /// The name of a phase on the page of a situation, for readers of `lang`, and the language of the name. A name that
    /// the `document` gives comes first. A phase that only this situation has can be named by its documents of other
    /// languages; else its name is its id.
    pub fn phase_name<'a>(&'a self, phase: PhaseId, document: Option<&'a Document>, lang: LangId) -> (&'a str, LangId) {
        let id = &self.structure.phase_id(phase).value;
        let translations = document.and_then(|document| self.group(&document.id));
        let translations = translations.into_iter().flat_map(|group| group.documents.iter().flatten());
        let is_own = self.structure.is_own_phase(phase);
        let others = translations.map(|other| self.document(*other)).filter(|_| is_own);
        let named = document.into_iter().chain(others).find_map(|document| {
            let (_, name) = document.front.phases.iter().find(|(named, _)| named.value == *id)?;
            (!name.is_empty()).then_some((&**name, document.lang))
        });
        named.unwrap_or_else(|| (self.texts(lang).phases.get(phase.index()).unwrap_or(id), lang))
    }
}
