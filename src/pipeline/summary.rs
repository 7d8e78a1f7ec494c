//! The numbers that a build reports.

use super::RenderableSite;
use crate::formats::PrecacheOverflow;
use crate::site::Site;
use crate::site::routes::Routes;

/// Counts of a site, and the pages that a build has rendered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Number of pages.
    pub pages: usize,
    /// Number of actions in all documents and languages.
    pub actions: usize,
    /// Number of links in all documents.
    pub links: usize,
    /// Output paths of the pages that were rendered, sorted.
    pub rendered: Vec<String>,
    /// What readers' devices do not keep for use without a connection, by language.
    pub not_precached: Vec<PrecacheOverflow>,
}

impl Summary {
    /// The counts of a site; the lists are empty.
    pub(super) fn new(site: &Site, routes: &Routes) -> Summary {
        let documents = &site.documents;
        Summary {
            pages: routes.all().len(),
            actions: documents.iter().map(|document| document.actions.len()).sum(),
            links: documents.iter().map(|document| document.links.len()).sum(),
            ..Summary::default()
        }
    }
}

impl RenderableSite {
    /// The counts of this site; the lists are empty.
    pub fn summary(&self) -> Summary {
        Summary::new(&self.site, &self.routes)
    }
}
