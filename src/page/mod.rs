//! The theme's contract: one typed value per output page.
//!
//! A [`Page`] holds everything that a template may show and nothing else: no clock, no build number, no hash of an
//! index. It is therefore the key of its own rendering. Templates get it as `page`, the language's [`SiteContext`] as
//! `site`, the interface strings as `ui`, what is rendered once for all pages as `frame`, and the filled body as `body`.

mod builder;
mod json_ld;
mod map;
mod situation;
mod slots;

use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use crate::foundation::hash::ContentHash;
use crate::model::DocId;

pub use builder::{PageBuilder, SocialCards};
pub use slots::interleave;

/// What every page of a language shares: `site` in a template.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SiteContext {
    pub title: String,
    pub description: String,
    /// BCP 47 code of the language.
    pub lang: String,
    /// Path of the site on its host, with a slash at both ends.
    pub base: String,
    pub home: String,
    pub feed: String,
    /// The web app's manifest.
    pub manifest: String,
    /// List of the language's files for the service worker; empty where the site is not kept offline.
    pub offline: String,
    /// The fixed parts of the site, in menu order: `situations`, `guide`, `articles`, `phrases`, `glossary`, `map`,
    /// `search`. A part without content is not there. The words are `ui.menu_<id>`.
    pub menu: Vec<MenuItem>,
    /// The writer's own pages (about, …), by title.
    pub pages: Vec<PageLink>,
    /// Theme file -> its address with the hash in its name: `site.assets["style.css"]`.
    pub assets: std::collections::BTreeMap<String, String>,
}

/// An entry of the menu.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct MenuItem {
    pub id: &'static str,
    pub href: String,
}

/// One page of the site.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Page {
    /// Which template renders it: `<kind>.html`.
    pub kind: &'static str,
    /// Id of the text it shows, if it shows one.
    pub id: String,
    /// Language of the interface; the text's own is in `content.lang` where it differs.
    pub lang: String,
    pub title: String,
    pub description: String,
    /// Address on the host: `/lv/articles/x/`.
    pub href: String,
    pub head: Head,
    /// All languages of the site, for the switch; `href` leads to this page there, or to the nearest that exists.
    pub languages: Vec<LanguageLink>,
    /// Whether a language of the switch lacks this page.
    pub missing: bool,
    /// Whether the menu leads to this page.
    pub in_menu: bool,
    /// From the home page down, without the page itself.
    pub crumbs: Vec<PageLink>,
    pub content: Content,
    /// What fills the slots of the body, in order.
    #[serde(skip)]
    pub fills: Vec<String>,
    /// The body's document in the site, to load it when it is rendered.
    #[serde(skip)]
    pub body: Option<Body>,
}

/// Which body a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Body {
    pub document: DocId,
    pub key: ContentHash,
}

/// What stands in `<head>`.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct Head {
    /// The page's title with the site's behind it.
    pub title: String,
    pub canonical: String,
    pub noindex: bool,
    /// Every language that has this page, itself included, then `x-default`.
    pub alternates: Vec<Alternate>,
    /// Address of the picture that is shown beside a shared link; empty where there is none.
    pub image: String,
    /// `article` or `website`.
    pub og_type: &'static str,
    /// schema.org data, safe inside `<script type="application/ld+json">`; empty if there is none, or none yet: it is
    /// made for pages that are rendered, and no part of their keys.
    pub json_ld: String,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct Alternate {
    pub lang: String,
    pub url: String,
}

/// A language of the switch.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct LanguageLink {
    pub code: String,
    /// The language's name in itself.
    pub name: String,
    pub href: String,
    pub current: bool,
    /// Whether this very page exists there; if not, the theme says so.
    pub exists: bool,
}

/// A link to a page of the site.
#[derive(Clone, Debug, Default, Serialize, Hash, PartialEq, Eq)]
pub struct PageLink {
    pub title: String,
    pub summary: String,
    pub href: String,
    /// Language of the page behind it, if it is another than the reader's; else empty.
    pub lang: String,
}

/// A value that many pages show: made once, handed to templates without being copied, and hashed as its key.
#[derive(Clone, Debug)]
pub struct SharedValue {
    key: ContentHash,
    value: tera::Value,
}

impl SharedValue {
    pub fn new<T: Serialize + Hash>(value: &T) -> SharedValue {
        SharedValue { key: ContentHash::xxh3(value), value: tera::Value::from_serializable(value) }
    }
}

impl Hash for SharedValue {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl Serialize for SharedValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// A date for machines and for people.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct DateText {
    pub iso: String,
    pub text: String,
}

/// What a page is about, by kind.
#[derive(Clone, Debug, Serialize, Hash)]
#[serde(untagged)]
pub enum Content {
    Home(Home),
    Situation(Box<SituationContent>),
    Text(Box<TextContent>),
    List(List),
    Question(QuestionContent),
    Guide(GuideContent),
    Phrases(PhrasesContent),
    Glossary(GlossaryContent),
    Map(MapContent),
    Search(SearchContent),
    Languages(LanguagesContent),
    Redirect(Redirect),
    NotFound(NotFound),
}

/// `home.html`
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Home {
    /// The guide's first question with the answers under it opened up to situations.
    pub guide: Option<QuestionContent>,
    pub situations: Vec<SituationLink>,
    /// The newest articles, at most 12: [`PageLink`]s.
    pub articles: Vec<SharedValue>,
    pub article_count: usize,
    pub phrases: Vec<PhraseLink>,
}

/// A situation in a list.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SituationLink {
    pub id: String,
    pub link: PageLink,
    pub severity: u8,
    pub steps: usize,
}

/// `situation.html`
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SituationContent {
    /// Language of the text; another than the page's on a fallback page.
    pub lang: String,
    /// The text stands in another language than the page: its name, inside a sentence of the page's language.
    pub fallback: Option<String>,
    pub severity: u8,
    /// The pause line.
    pub when: String,
    pub recognise: Vec<String>,
    pub phases: Vec<Phase>,
    pub step_count: usize,
    /// What the client says here, with the ready answers.
    pub phrases: Vec<Phrase>,
    /// What it can turn into, and on what condition.
    pub worse: Vec<Escalation>,
    /// [`PageLink`]s.
    pub articles: Vec<SharedValue>,
    /// Whether the page has a body of signs and background (shown as `body`).
    pub has_body: bool,
    pub updated: Option<DateText>,
    pub checked: Option<DateText>,
    pub author: String,
    /// Other texts that link here: [`PageLink`]s.
    pub backlinks: Vec<SharedValue>,
    pub previous: Option<PageLink>,
    pub next: Option<PageLink>,
    /// The guide, or the list of situations: the way out.
    pub way_out: String,
    /// Renamed actions of this page, old key to new key, for kept ticks.
    pub renamed: Vec<(String, String)>,
    /// Freshness of a translation: `""`, or `stale`.
    pub freshness: &'static str,
}

/// A moment of a situation.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Phase {
    pub id: String,
    pub name: String,
    /// Prose of the moment, HTML.
    pub intro: String,
    pub steps: Vec<Step>,
    /// The present moment: shown open.
    pub open: bool,
}

/// A step to tick.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Step {
    /// `<page>.<item>`: the key of its tick, the same in all languages; the box's id too.
    pub key: String,
    /// Whether it is the key step of its phase.
    pub important: bool,
    /// The step, HTML.
    pub text: String,
    /// The step without its markup.
    pub plain: String,
    /// The link behind `→`, HTML, or empty.
    pub link: String,
    /// The note, HTML, or empty: folded, not copied, not printed.
    pub note: String,
    /// Ready messages, HTML, or empty.
    pub message: String,
    /// The place in the article that says why.
    pub why: Option<PageLink>,
    /// Language of the step, if it is another than the text's; else empty.
    pub lang: String,
}

/// A situation that this one can turn into.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Escalation {
    pub condition: String,
    pub severity: u8,
    pub link: PageLink,
}

/// A client's phrase with what to answer.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Phrase {
    pub id: String,
    pub says: String,
    pub behind: String,
    /// The message, HTML with its blanks marked.
    pub answer: String,
    pub lang: String,
}

/// A phrase in a list.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PhraseLink {
    pub says: String,
    pub href: String,
}

/// `article.html` and `page.html`; the text itself is `body`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct TextContent {
    pub summary: String,
    /// Level-2 headings with their anchors.
    pub contents: Vec<Anchor>,
    /// [`SituationLink`]s.
    pub situations: Vec<SharedValue>,
    pub updated: Option<DateText>,
    pub author: String,
    /// [`PageLink`]s, as the following.
    pub related: Vec<SharedValue>,
    pub backlinks: Vec<SharedValue>,
    pub previous: Option<SharedValue>,
    pub next: Option<SharedValue>,
    pub renamed: Vec<(String, String)>,
    pub has_actions: bool,
    pub freshness: &'static str,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct Anchor {
    pub id: String,
    pub text: String,
}

/// `situations.html` and `articles.html`
#[derive(Clone, Debug, Serialize, Hash)]
pub struct List {
    pub situations: Vec<SituationLink>,
    /// [`PageLink`]s.
    pub articles: Vec<SharedValue>,
}

/// `question.html`
#[derive(Clone, Debug, Serialize, Hash)]
pub struct QuestionContent {
    pub id: String,
    pub ask: String,
    pub href: String,
    pub answers: Vec<AnswerContent>,
    /// Language of the words, if it is another than the page's; else empty.
    pub lang: String,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct AnswerContent {
    pub text: String,
    /// Address of the question or situation.
    pub href: String,
    /// The next question, opened up (on the home page and in the whole guide).
    pub question: Option<Box<QuestionContent>>,
    /// Title of the situation, where the answer leads to one.
    pub situation: String,
}

/// `guide.html`: the whole tree on one page.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct GuideContent {
    pub start: Option<QuestionContent>,
}

/// `phrases.html`
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PhrasesContent {
    pub phrases: Vec<PhraseEntry>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct PhraseEntry {
    pub phrase: Phrase,
    pub situations: Vec<PageLink>,
    /// Steps to take, each with its place.
    pub actions: Vec<PageLink>,
}

/// `glossary.html`
#[derive(Clone, Debug, Serialize, Hash)]
pub struct GlossaryContent {
    pub letters: Vec<GlossaryLetter>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct GlossaryLetter {
    pub letter: String,
    pub terms: Vec<GlossaryTerm>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct GlossaryTerm {
    /// Anchor: `term-<id>`.
    pub id: String,
    pub term: String,
    pub also: Vec<String>,
    pub definition: String,
}

/// `map.html`: what leads to what, by severity.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct MapContent {
    /// The situations from the calm ones to the gravest, one row each, of equal height.
    pub rows: Vec<MapRow>,
    /// One arc for each way from a row to another.
    pub arcs: Vec<MapArc>,
    /// Size of the drawing beside the rows, in its own units.
    pub width: usize,
    pub height: usize,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct MapRow {
    pub situation: SituationLink,
    pub leads_to: Vec<Escalation>,
    /// The first row of its severity.
    pub first_of_severity: bool,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct MapArc {
    /// Ids of the two situations.
    pub from: String,
    pub to: String,
    /// SVG path data.
    pub path: String,
}

/// `search.html`: everything from A to Z, which works without a script.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SearchContent {
    pub letters: Vec<SearchLetter>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct SearchLetter {
    pub letter: String,
    pub entries: Vec<SearchEntry>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct SearchEntry {
    /// `situation`, `article`, `page`, `phrase` or `term`.
    pub kind: &'static str,
    pub text: String,
    pub href: String,
}

/// `languages.html`: the choice at the site's root.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct LanguagesContent {
    pub entries: Vec<LanguageEntry>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct LanguageEntry {
    pub code: String,
    pub name: String,
    pub title: String,
    pub description: String,
    pub href: String,
}

/// `redirect.html`: a former address.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Redirect {
    pub to: String,
}

/// `not-found.html`
#[derive(Clone, Debug, Serialize, Hash)]
pub struct NotFound {
    pub situations: Vec<SituationLink>,
}
