//! In-memory cache of one process: parsed documents, media, the theme, and the last checked site.
//!
//! Takes content hashes and functions; returns earlier results. A live preview keeps one across its builds.

use std::sync::{Arc, Mutex};

use crate::check::CheckResult;
use crate::diagnostics::Diagnostic;
use crate::foundation::locks::lock;
use crate::foundation::memo::Memo;
use crate::model::Media;
use crate::parse::document::Parsed;
use crate::theme::Theme;

/// Pictures and downloads that earlier builds in this process have checked.
pub type MediaCache = Memo<Media>;

/// Results of the earlier builds in this process.
#[derive(Default)]
pub struct SessionCache {
    pub(crate) documents: Memo<Parsed>,
    pub(crate) media: MediaCache,
    /// The theme, or `None` if it has errors; with its diagnostics.
    pub(crate) theme: Memo<(Option<Arc<Theme>>, Vec<Diagnostic>)>,
    checked: Mutex<Option<Arc<CheckResult>>>,
}

impl SessionCache {
    /// Removes the results that no build has used since the last call.
    pub fn evict_unused(&self) {
        self.documents.evict_unused();
        self.media.evict_unused();
        self.theme.evict_unused();
    }

    /// The site that the last build has checked.
    pub(crate) fn last_check(&self) -> Option<Arc<CheckResult>> {
        lock(&self.checked).clone()
    }

    /// Keeps a checked site for the next build.
    pub(crate) fn set_last_check(&self, checked: Arc<CheckResult>) {
        *lock(&self.checked) = Some(checked);
    }
}
