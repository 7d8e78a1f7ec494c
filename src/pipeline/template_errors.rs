//! The errors of templates, which every page of a kind can have: each place is reported once.
//!
//! Takes the errors of single pages, in any order and from any thread; returns one for each place and message, that of the
//! first page in the order of their addresses. Never renders.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Mutex;

use crate::diagnostics::{Code, Diagnostic, Span, sort};
use crate::foundation::locks::lock;

/// The argument that names the page of an error, if its message does.
const PAGE: &str = "page";

/// What two pages have in common whose errors are one.
type Key = (Span, Code, Vec<(&'static str, String)>);

/// Collects errors; shared by threads.
#[derive(Default)]
pub(super) struct TemplateErrors(Mutex<BTreeMap<Key, Diagnostic>>);

impl TemplateErrors {
    /// Adds the error of a page.
    pub fn add(&self, error: Diagnostic) {
        let common = error.args.iter().filter(|(name, _)| *name != PAGE).cloned().collect();
        match lock(&self.0).entry((error.span.clone(), error.code, common)) {
            Entry::Vacant(entry) => drop(entry.insert(error)),
            Entry::Occupied(mut entry) => {
                if error.arg_value(PAGE) < entry.get().arg_value(PAGE) {
                    entry.insert(error);
                }
            }
        }
    }

    /// The errors in the order of a report.
    pub fn take(&self) -> Vec<Diagnostic> {
        let mut errors = std::mem::take(&mut *lock(&self.0)).into_values().collect();
        sort(&mut errors);
        errors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_error_is_left_for_each_place_with_its_first_page() {
        let errors = TemplateErrors::default();
        let error = |start: usize, page: &str| {
            let span = Span::new(&"content/hooks/footer.html".into(), start..start + 1);
            Diagnostic::theme(span, "extra", "x", "").arg(PAGE, page)
        };
        for (start, page) in [(9, "/lv/b/"), (3, "/lv/c/"), (9, "/lv/a/"), (9, "/lv/c/")] {
            errors.add(error(start, page));
        }
        assert_eq!(errors.take(), [error(3, "/lv/c/"), error(9, "/lv/a/")]);
        assert_eq!(errors.take(), []);
    }
}
