//! The page with the state of each translation, which needs a build of its own, because it shows drafts too.
//!
//! Takes the current sources; returns a response. Builds once for each state of the sources, however many requests
//! there are: the first one builds, the others wait for its result. Never reads a file except through the tree.

use std::sync::{Arc, Mutex};

use super::ServerState;
use super::response::Response;
use crate::foundation::locks::lock;
use crate::input::source_tree::SourceTree;
use crate::pipeline::{CacheMode, Options, build};
use crate::report::to_text;

/// The last result and the sources that it was made from.
pub struct LastResult<T>(Mutex<Option<(Arc<SourceTree>, Arc<T>)>>);

impl<T> Default for LastResult<T> {
    fn default() -> LastResult<T> {
        LastResult(Mutex::new(None))
    }
}

impl<T> LastResult<T> {
    /// The result for `tree`. Calls `make` if the last one was made from other sources; callers wait for each other.
    pub fn get(&self, tree: &Arc<SourceTree>, make: impl FnOnce() -> T) -> Arc<T> {
        let mut last = lock(&self.0);
        if let Some((_, result)) = last.as_ref().filter(|(made_from, _)| Arc::ptr_eq(made_from, tree)) {
            return Arc::clone(result);
        }
        // The old result is freed first, so that there is never more than one.
        *last = None;
        let result = Arc::new(make());
        *last = Some((Arc::clone(tree), Arc::clone(&result)));
        result
    }
}

impl ServerState {
    /// Responds with the state of each translation, drafts included.
    pub(super) fn translation_status(&self) -> Response {
        let snapshot = self.first_snapshot();
        let page = self.status.get(&snapshot.tree, || {
            let options = Options { drafts: true, ..Options::default() };
            let tree = &snapshot.tree;
            let built = build(tree, &options, CacheMode::None, snapshot.walk_diagnostics.clone());
            match built.site {
                Some(ready) => {
                    let status = crate::authoring::status::status(&ready.site, tree, None);
                    (200, crate::authoring::status::to_html(&status, &self.messages))
                }
                None => {
                    let errors = to_text(&built.diagnostics, tree, &self.messages, false);
                    (503, crate::authoring::status::errors_to_html(&errors, &self.messages))
                }
            }
        });
        Response::html(page.0, &page.1)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn simultaneous_requests_cost_one_build() {
        let (last, built) = (LastResult::default(), AtomicUsize::new(0));
        let trees = [Arc::new(SourceTree::default()), Arc::new(SourceTree::default())];
        for (count, tree) in trees.iter().enumerate() {
            std::thread::scope(|scope| {
                for _ in 0..50 {
                    scope.spawn(|| last.get(tree, || built.fetch_add(1, Ordering::Relaxed)));
                }
            });
            assert_eq!(built.load(Ordering::Relaxed), count + 1);
            assert_eq!(*last.get(tree, || usize::MAX), count);
        }
    }
}
