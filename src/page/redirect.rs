//! The page at a former path of a document, which leads to the present one.

use serde::Serialize;

use super::builder::PageSpec;
use super::navigation::Translations;
use super::{Content, Head, Page, PageBuilder};
use crate::model::{Href, LangId};

const TEMPLATE: &str = "redirect";

/// Content of `redirect.html`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct RedirectContent {
    /// URL on the host of the present page.
    pub to: Href,
}

impl PageBuilder<'_> {
    /// The page at the path `from`, which leads to the path `to`.
    pub(super) fn redirect_page(&self, from: &str, to: &str, lang: LangId) -> Page {
        let page = self.complete(PageSpec {
            template: TEMPLATE,
            lang,
            path: from.to_owned(),
            title: self.string(lang, "moved"),
            description: String::new(),
            translations: Translations::default(),
            content: Content::Redirect(RedirectContent { to: self.site.config.href(to) }),
        });
        Page { head: Head { noindex: true, canonical: self.site.config.absolute(to), ..page.head }, ..page }
    }
}
