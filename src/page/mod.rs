//! Pages: one typed value for each output page, which is all that a theme sees.
//!
//! Takes a [`Site`](crate::site::Site) and a [`Route`](crate::site::routes::Route); returns a [`Page`]. A page holds
//! everything that its template may show and nothing that changes without it: no clock, no build number, no hash of an
//! index. Its hash is therefore the cache key of its rendering.
//!
//! A template gets the page as `page`, the [`SiteContext`] of its language as `site`, the interface strings as `ui`,
//! the templates that are rendered once for all pages as `cached`, and the filled body as `body`; the template of a
//! document to fill in gets the [`LetterParts`] of its body as `letter`. The field names of the types here are the contract
//! with themes.
//!
//! Each kind of page has one file with its content, its builder and the name of its template. A section needs a row in
//! `site/sections.rs`, a variant of [`Content`] and an arm of `Content::of_section` besides.

mod article;
mod builder;
mod case;
mod context;
mod fillable;
mod glossary;
mod guide;
mod guide_steps;
mod home;
mod interest;
mod json_ld;
mod languages;
mod law;
mod list_pages;
mod navigation;
mod not_found;
mod page_scripts;
mod phrases;
mod redirect;
mod search_page;
mod section;
mod shared_value;
mod situation;
mod situation_map;
mod slots;
mod step_day;

use std::ops::Deref;

use serde::Serialize;

use crate::foundation::hash::ContentHash;
use crate::model::{DocId, Href, LangId};
use crate::site::Section;

use article::ArticleContent;
use fillable::FillableContent;
use glossary::GlossaryContent;
use guide::{GuideContent, QuestionContent};
use home::HomeContent;
use languages::LanguagesContent;
use list_pages::{ArticlesContent, DocumentsContent, SituationLink, SituationsContent};
use not_found::{ByLanguageContent, NotFoundContent};
use page_scripts::PageScript;
use phrases::{Phrase, PhraseLink, PhrasesContent};
use redirect::RedirectContent;
use search_page::SearchContent;
use shared_value::SharedValue;
use situation::SituationContent;
use situation_map::MapContent;

pub use builder::{PageBuilder, SocialCards};
pub use context::{LookContext, LookPicture, PreloadedFont, SiteContext};
pub use fillable::LetterParts;
pub use slots::fill_slots;

/// A page of the site: `page` in a template.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Page {
    /// Name of the template that renders it, without `.html`.
    pub kind: &'static str,
    /// Id of the document or question that it shows; empty if it shows none.
    pub id: String,
    /// Code of the language of the interface. `content.lang` is that of the document if it can differ.
    pub lang: String,
    /// Title of the page, without the title of the site.
    pub title: String,
    /// One or two sentences for search engines; may be empty.
    pub description: String,
    /// URL on the host: `/lv/articles/x/`.
    pub href: Href,
    /// What the template writes into `<head>`.
    pub head: Head,
    /// All languages of the site, for the language switch; empty if the page has no switch.
    pub languages: Vec<LanguageLink>,
    /// Whether at least one other language in the language switch has no version of this page.
    pub missing: bool,
    /// Whether they lack it because it is for one country only.
    pub for_country: bool,
    /// Whether the menu has an entry for this page.
    pub in_menu: bool,
    /// The pages above this one, starting with the home page.
    pub crumbs: Vec<PageLink>,
    /// Scripts that the page needs besides those of every page.
    pub scripts: Vec<PageScript>,
    /// Where the document that the page shows is edited; empty if pages have no such link, or if it shows none.
    pub edit_url: String,
    /// Where a mistake in the document is reported; as for `edit_url`.
    pub report_url: String,
    /// What the page shows.
    pub content: Content,
    /// `extra` in the front matter of the document that the page shows: a mapping, empty on other pages.
    pub extra: SharedValue,
    /// Values of the slots of the body, in order.
    #[serde(skip)]
    pub slot_values: Vec<String>,
    /// Which body the page shows; `None` if it shows none.
    #[serde(skip)]
    pub body: Option<Body>,
}

/// A page with its JSON-LD, ready for rendering. JSON-LD follows from the page and is not part of its cache key, which
/// cannot happen by mistake because this type has no hash.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct PageWithJsonLd(Page);

impl PageWithJsonLd {
    /// The page, including its JSON-LD.
    pub fn into_page(self) -> Page {
        self.0
    }
}

impl Deref for PageWithJsonLd {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.0
    }
}

/// The body that a page shows. It is not part of the page and is loaded when the page is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Body {
    /// The document whose body it is.
    pub document: DocId,
    /// Content hash of the body.
    pub hash: ContentHash,
}

/// What a template writes into `<head>`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct Head {
    /// Title of the page, followed by that of the site.
    pub title: String,
    /// Absolute URL for search engines; empty on a page for unknown URLs.
    pub canonical: Href,
    /// Whether search engines are asked not to list the page.
    pub noindex: bool,
    /// Every language that has this page, including its own, then `x-default`.
    pub alternates: Vec<Alternate>,
    /// Absolute URL of the social card; empty if there is none.
    pub image: Href,
    /// `article` or `website`, for Open Graph.
    pub og_type: &'static str,
    /// schema.org data, safe inside `<script type="application/ld+json">`; empty if there is none. Always empty in a
    /// [`Page`]; [`PageBuilder::describe`] adds it.
    json_ld: String,
}

/// A page in another language.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Alternate {
    /// Code of the language, or `x-default`.
    pub lang: String,
    /// Absolute URL.
    pub url: Href,
}

/// A language of the language switch.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct LanguageLink {
    /// Code of the language.
    pub code: String,
    /// Name of the language in that language.
    pub name: String,
    /// URL on the host of this page in that language, or of the nearest page that exists.
    pub href: Href,
    /// Whether it is the language of this page.
    pub current: bool,
    /// Whether this page exists in that language.
    pub exists: bool,
}

/// A link to a page of the site.
#[derive(Clone, Debug, Default, Serialize, Hash, PartialEq, Eq)]
pub struct PageLink {
    /// Title of the page.
    pub title: String,
    /// Summary of the page; may be empty.
    pub summary: String,
    /// URL on the host.
    pub href: Href,
    /// Code of the language of the page, if the reader's language is different; else empty.
    pub lang: String,
}

/// A date for programs and for readers.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct DateText {
    /// `2026-11-29`
    pub iso: String,
    /// The date as the language writes it.
    pub text: String,
}

/// What a page shows: one variant for each kind of page.
#[derive(Clone, Debug, Serialize, Hash)]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum Content {
    Home(HomeContent),
    Situation(Box<SituationContent>),
    Article(Box<ArticleContent>),
    Fillable(Box<FillableContent>),
    Situations(SituationsContent),
    Articles(ArticlesContent),
    Documents(DocumentsContent),
    Question(QuestionContent),
    Guide(GuideContent),
    Phrases(PhrasesContent),
    Glossary(GlossaryContent),
    Map(MapContent),
    Search(SearchContent),
    Languages(LanguagesContent),
    Redirect(RedirectContent),
    NotFound(NotFoundContent),
    ByLanguage(ByLanguageContent),
}

impl Content {
    /// The content of a section in a language.
    fn of_section(section: Section, builder: &PageBuilder, lang: LangId) -> Content {
        match section {
            Section::Situations => Content::Situations(builder.situation_list(lang)),
            Section::Guide => Content::Guide(builder.guide(lang)),
            Section::Articles => Content::Articles(builder.article_list(lang)),
            Section::Documents => Content::Documents(builder.fillable_list(lang)),
            Section::Phrases => Content::Phrases(builder.phrases(lang)),
            Section::Glossary => Content::Glossary(builder.glossary(lang)),
            Section::Map => Content::Map(builder.map(lang)),
            Section::Search => Content::Search(builder.search(lang)),
        }
    }
}
