//! The page of an article, or of a document of kind `page` (such as "About"), and what the pages of all documents but
//! situations have in common.

use serde::Serialize;

use super::builder::PageSpec;
use super::{Body, Content, DateText, Head, Page, PageBuilder, SharedValue};
use crate::model::{DocId, Document, Kind, LangId};
use crate::site::{PrevNext, Section};

/// Content of `article.html` and `page.html`. The text itself is `body`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct ArticleContent {
    /// Summary of the document; may be empty.
    pub summary: String,
    /// Headings of level 2.
    pub contents: Vec<Anchor>,
    /// Situations that the article names: [`SituationLink`](super::SituationLink)s.
    pub situations: Vec<SharedValue>,
    /// Date of the last change; `None` if the document does not name it.
    pub updated: Option<DateText>,
    /// Name of the author; may be empty.
    pub author: String,
    /// Related articles: [`PageLink`](super::PageLink)s, like the three that follow.
    pub related: Vec<SharedValue>,
    /// Documents that link to this one.
    pub backlinks: Vec<SharedValue>,
    /// The previous article in the reading order.
    pub previous: Option<SharedValue>,
    /// The next article in the reading order.
    pub next: Option<SharedValue>,
    /// Renamed actions of this document: former id and id. Scripts move the ticks that a device has stored.
    pub renamed: Vec<(String, String)>,
    /// Whether something in the body depends on the reader's country, and there are several.
    pub country_choice: bool,
    /// Whether the body has items that can be ticked.
    pub has_actions: bool,
    /// `stale` if the document is a translation and its source has changed since; else empty.
    pub freshness: &'static str,
}

/// A heading of a page.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Anchor {
    /// Fragment of the URL, without `#`.
    pub id: String,
    /// The heading without markup.
    pub text: String,
}

impl PageBuilder<'_> {
    /// The page of a document that is not a situation. Its template has the name of its kind.
    pub(super) fn document_page(&self, id: DocId) -> Page {
        let site = self.site;
        let document = site.document(id);
        let lang = document.lang;
        let group = site.group(&document.id);
        let section = Section::of_kind(document.kind);
        let path = |other: LangId| {
            group.and_then(|group| group.document_in(other)).map(|id| site.path(site.document(id), other))
        };
        let fallback = |other: LangId| {
            section.map_or_else(|| self.home_path(other), |section| self.section_or_home_path(section, other))
        };
        let page = self.complete(PageSpec {
            template: document.kind.as_str(),
            lang,
            path: site.path(document, lang),
            title: document.front.title.to_string(),
            description: document.front.summary.to_string(),
            translations: self.translations(lang, path, fallback),
            content: match document.kind {
                Kind::Fillable => Content::Fillable(Box::new(self.fillable(id, document))),
                _ => Content::Article(Box::new(self.article(id, document))),
            },
        });
        let slot_values = self.slot_resolver(lang).slot_values(document, &document.slots);
        let days = document.relative_days.iter().map(|day| &day.value);
        let (edit_url, report_url) = self.link_patterns(document);
        Page {
            id: document.id.to_string(),
            edit_url,
            report_url,
            extra: SharedValue::from(&document.front.extra),
            crumbs: self.crumbs(section, lang),
            for_country: group.is_some_and(|group| !site.needs_translation(group)),
            scripts: self.scripts(lang, days, slot_values.iter().map(String::as_str)),
            slot_values,
            body: Some(Body { document: id, hash: document.body }),
            head: Head { og_type: "article", ..page.head },
            ..page
        }
    }

    fn article(&self, id: DocId, document: &Document) -> ArticleContent {
        let (site, lang, front) = (self.site, document.lang, &document.front);
        let link = |id: &DocId| self.document_link(*id, lang);
        let PrevNext { previous, next } = match document.kind {
            Kind::Article => site.prev_next(id),
            _ => PrevNext::default(),
        };
        let headings = document.headings.iter().filter(|heading| heading.level == 2);
        let situations = front.situations.iter().filter_map(|situation| site.situation_id(&situation.value));
        let slots = self.slot_resolver(lang);
        let action_ids: Vec<String> =
            document.actions.iter().map(|action| format!("{}.{}", document.id, action.item)).collect();
        ArticleContent {
            summary: front.summary.to_string(),
            contents: headings
                .map(|h| Anchor { id: h.id.to_string(), text: slots.heading_text(document.lang, h) })
                .collect(),
            situations: situations.filter_map(|id| self.nav_links(lang).situations[id.index()].clone()).collect(),
            updated: self.date(front.updated, lang),
            author: front.author.as_deref().unwrap_or_default().to_owned(),
            related: site.related(id).iter().map(link).collect(),
            backlinks: site.backlinks(id).iter().map(link).collect(),
            previous: previous.as_ref().map(link),
            next: next.as_ref().map(link),
            renamed: self.renamed_actions(action_ids.iter().map(String::as_str)),
            country_choice: self.document_has_country_choice(document),
            has_actions: !document.actions.is_empty() || document.has_boxes,
            freshness: self.freshness(document),
        }
    }

    /// Former id and id of each renamed action among `action_ids`.
    pub(super) fn renamed_actions<'k>(&self, action_ids: impl Iterator<Item = &'k str>) -> Vec<(String, String)> {
        let renamed = &self.site.structure.renamed;
        if renamed.is_empty() {
            return Vec::new();
        }
        let action_ids: std::collections::HashSet<&str> = action_ids.collect();
        let pairs = renamed.iter().map(|(old, new)| (old.value.to_string(), new.value.to_string()));
        pairs.filter(|(_, new)| action_ids.contains(new.as_str())).collect()
    }
}
