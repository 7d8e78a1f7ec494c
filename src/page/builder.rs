//! The value of each page.
//!
//! Takes the [`Site`] and a [`Route`]; gives its [`Page`], one by one, so that they are never all in memory. Pure: the
//! same site gives the same page.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use super::json_ld;
use super::slots::SlotResolver;
use super::{
    Alternate, Anchor, AnswerContent, Body, Content, DateText, GlossaryContent, GlossaryLetter, GlossaryTerm,
    GuideContent, Head, Home, LanguageEntry, LanguageLink, LanguagesContent, List, MenuItem, NotFound, Page, PageLink,
    PhraseEntry, PhraseLink, PhrasesContent, QuestionContent, Redirect, SearchContent, SearchEntry, SearchLetter,
    SharedValue, SiteContext, SituationLink, TextContent,
};
use crate::i18n::Messages;
use crate::lang::Date;
use crate::link::routes::{Route, question_path};
use crate::link::{PrevNext, Section, Site};
use crate::model::{DocId, Document, Kind, LangId, Question, QuestionId, SharedStr, SituationId, precache_list};

/// Articles on the home page.
const NEWEST: usize = 12;
/// Phrases on the home page.
const HOME_PHRASES: usize = 6;
/// Questions inside one another on the page of the whole guide; those below are links.
const WHOLE: usize = 18;
/// Questions above the present one in its path.
const ABOVE: usize = 8;

/// Paths of the pictures for shared links, by situation and language; empty without pictures.
#[derive(Default)]
pub struct SocialCards {
    paths: Vec<Vec<Option<String>>>,
}

impl SocialCards {
    /// `paths` holds a row per situation and in it a path below the base, or `None`, per language.
    pub fn new(paths: Vec<Vec<Option<String>>>) -> SocialCards {
        SocialCards { paths }
    }

    fn path(&self, situation: SituationId, lang: LangId) -> Option<&str> {
        self.paths.get(situation.index())?.get(lang.index())?.as_deref()
    }
}

/// Makes pages: the site, and the words of each language.
pub struct PageBuilder<'s> {
    pub site: &'s Site,
    /// By language.
    pub words: &'s [Messages],
    /// What the pictures of situations are drawn with, where there are any.
    cards: &'s SocialCards,
    /// Lists that many pages share, made on first use.
    shared: Vec<OnceLock<LanguageIndex>>,
    /// By language, made on first use too.
    places: Vec<OnceLock<NavLinks>>,
    /// By document: the link to it for readers of its own language.
    links: Vec<OnceLock<SharedValue>>,
    /// Whether the body of each document has any text.
    bodies: &'s [bool],
}

/// What is sorted once for a language.
#[derive(Default)]
struct LanguageIndex {
    situations: Vec<SituationLink>,
    /// Articles by title.
    articles: Vec<DocId>,
    newest: Vec<DocId>,
}

/// Links of a language that stand on many pages.
struct NavLinks {
    home: PageLink,
    /// By section, in the order of [`Section::ALL`].
    sections: Vec<PageLink>,
    /// By number of the situation.
    situations: Vec<Option<SharedValue>>,
}

impl<'s> PageBuilder<'s> {
    /// `bodies` says for each document whether its body has any text.
    pub fn new(site: &'s Site, words: &'s [Messages], cards: &'s SocialCards, bodies: &'s [bool]) -> PageBuilder<'s> {
        let shared = site.config.lang_ids().map(|_| OnceLock::new()).collect();
        let places = site.config.lang_ids().map(|_| OnceLock::new()).collect();
        let links = site.documents.iter().map(|_| OnceLock::new()).collect();
        PageBuilder { site, words, cards, shared, places, links, bodies }
    }

    fn places(&self, lang: LangId) -> &NavLinks {
        self.places[lang.index()].get_or_init(|| {
            let situation = |id| self.situation_link(id, lang).map(|link| SharedValue::new(&link));
            NavLinks {
                home: self.home_crumb(lang),
                sections: Section::ALL.iter().map(|section| self.section_crumb(*section, lang)).collect(),
                situations: self.site.situation_ids().map(situation).collect(),
            }
        })
    }

    /// The path to a page below the home page, or below a section.
    fn crumbs(&self, section: Option<Section>, lang: LangId) -> Vec<PageLink> {
        let places = self.places(lang);
        let section = section.and_then(|section| places.sections.get(section as usize));
        [Some(&places.home), section].into_iter().flatten().cloned().collect()
    }

    /// A link to a text for readers of `lang`, shared by all pages that show it.
    pub(super) fn shown_link(&self, id: DocId, lang: LangId) -> SharedValue {
        let document = self.site.document(id);
        let make = || SharedValue::new(&self.link_to(document, lang));
        if document.lang == lang { self.links[id.index()].get_or_init(make).clone() } else { make() }
    }

    fn shared(&self, lang: LangId) -> &LanguageIndex {
        self.shared[lang.index()].get_or_init(|| {
            let site = self.site;
            let language = site.config.language(lang);
            let is_own = |document: &Document| document.kind == Kind::Article && document.lang == lang;
            let mut articles: Vec<DocId> = site.document_ids().filter(|id| is_own(site.document(*id))).collect();
            articles.sort_by_cached_key(|id| (language.sort_key(&site.document(*id).front.title), *id));
            let mut newest = articles.clone();
            newest.sort_by_key(|id| std::cmp::Reverse(site.document(*id).front.updated));
            newest.truncate(NEWEST);
            let situations = site.situation_ids().filter_map(|id| self.situation_link(id, lang));
            LanguageIndex { situations: situations.collect(), articles, newest }
        })
    }

    /// What every page of a language shares.
    pub fn frame(&self, lang: LangId, assets: &BTreeMap<String, String>) -> SiteContext {
        let config = &self.site.config;
        let texts = self.site.texts(lang);
        let code = config.code(lang);
        let mut pages: Vec<&Document> = self
            .site
            .groups_of_kind(Kind::Page)
            .filter_map(|entry| entry.documents[lang.index()])
            .map(|id| self.site.document(id))
            .collect();
        pages.sort_by_cached_key(|document| config.language(lang).sort_key(&document.front.title));
        let item = |section: Section| MenuItem {
            id: section.name(),
            href: config.href(&self.site.section_path(section, lang)),
        };
        SiteContext {
            title: texts.title.to_string(),
            description: texts.description.to_string(),
            lang: code.to_owned(),
            base: config.base.to_string(),
            home: config.href(&format!("{code}/")),
            feed: config.href(&format!("{code}/feed.xml")),
            manifest: config.href(&format!("{code}/manifest.webmanifest")),
            offline: if config.offline { config.href(&precache_list(code)) } else { String::new() },
            menu: self.site.sections(lang).map(item).collect(),
            pages: pages.into_iter().map(|document| self.link_to(document, lang)).collect(),
            assets: assets.clone(),
        }
    }

    pub(crate) fn filler(&self, lang: LangId) -> SlotResolver<'_> {
        SlotResolver { site: self.site, words: &self.words[lang.index()], lang }
    }

    fn words(&self, lang: LangId, id: &str) -> String {
        self.words[lang.index()].text(id, &[])
    }

    /// The value of one page, but for what it says to machines ([`PageBuilder::describe`]), which follows from it.
    pub fn page(&self, route: &Route) -> Page {
        match route {
            Route::Languages => self.languages(),
            Route::RootNotFound => self.not_found(LangId(0), "404.html"),
            Route::NotFound(lang) => {
                let path = format!("{}/404.html", self.site.config.code(*lang));
                self.not_found(*lang, &path)
            }
            Route::Home(lang) => self.home(*lang),
            Route::Situation { situation, document, lang } => self.situation_page(*situation, *document, *lang),
            Route::Article(document) | Route::Page(document) => self.text(*document),
            Route::Section(section, lang) => self.section(*section, *lang),
            Route::Question(question, lang) => self.question_page(*question, *lang),
            Route::Redirect { from, to, lang } => self.redirect(from, to, *lang),
        }
    }

    /// Adds what a page that is to be shown says to machines.
    pub fn describe(&self, page: &mut Page) {
        page.head.json_ld = json_ld::json_ld(page, &self.site.config.origin);
    }

    /// A page with its frame of addresses, languages and head filled in; the rest is the caller's.
    fn shell(&self, kind: &'static str, lang: LangId, path: &str, title: String, description: String) -> Page {
        let config = &self.site.config;
        let site_title = &self.site.texts(lang).title;
        let full = if title.is_empty() || *title == **site_title {
            site_title.to_string()
        } else {
            format!("{title} · {site_title}")
        };
        Page {
            kind,
            id: String::new(),
            lang: config.code(lang).to_owned(),
            title,
            description,
            href: config.href(path),
            head: Head {
                title: full,
                canonical: config.absolute(path),
                noindex: false,
                alternates: Vec::new(),
                image: String::new(),
                og_type: "website",
                json_ld: String::new(),
            },
            languages: Vec::new(),
            missing: false,
            in_menu: Section::from_name(kind).is_some(),
            crumbs: Vec::new(),
            content: Content::Redirect(Redirect { to: String::new() }),
            fills: Vec::new(),
            body: None,
        }
    }

    /// Fills in where the page stands in each language: `path` gives its path there, if it exists; `nearest` names the
    /// section to which the switch leads where it does not, the home page if the language lacks that too.
    fn in_languages(
        &self,
        page: &mut Page,
        lang: LangId,
        path: impl Fn(LangId) -> Option<String>,
        nearest: Option<Section>,
    ) {
        let config = &self.site.config;
        let mut first = None;
        for other in config.lang_ids() {
            let there = path(other);
            let code = config.code(other).to_owned();
            if let Some(path) = &there {
                let url = config.absolute(path);
                first.get_or_insert_with(|| url.clone());
                page.head.alternates.push(Alternate { lang: code.clone(), url });
            }
            let exists = there.is_some();
            page.missing |= !exists && other != lang;
            let fallback = || match nearest.filter(|section| section.has_content(self.site, other)) {
                Some(section) => self.site.section_path(section, other),
                None => format!("{code}/"),
            };
            page.languages.push(LanguageLink {
                name: self.own_name(other),
                href: config.href(&there.unwrap_or_else(fallback)),
                current: other == lang,
                exists,
                code,
            });
        }
        if let Some(url) = first {
            page.head.alternates.push(Alternate { lang: "x-default".to_owned(), url });
        }
    }

    fn own_name(&self, lang: LangId) -> String {
        let language = self.site.config.language(lang);
        let known = crate::lang::is_known(self.site.config.code(lang));
        if known { language.own_name.to_owned() } else { self.site.config.code(lang).to_owned() }
    }

    fn home_crumb(&self, lang: LangId) -> PageLink {
        let href = self.site.config.href(&format!("{}/", self.site.config.code(lang)));
        PageLink { title: self.words(lang, "home"), href, ..PageLink::default() }
    }

    fn section_crumb(&self, section: Section, lang: LangId) -> PageLink {
        let href = self.site.config.href(&self.site.section_path(section, lang));
        PageLink { title: self.words(lang, &format!("menu_{}", section.name())), href, ..PageLink::default() }
    }

    /// A link to a text for readers of `lang`.
    pub(super) fn link_to(&self, document: &Document, lang: LangId) -> PageLink {
        // Every language has a page for every situation.
        let at = if document.kind == Kind::Situation { lang } else { document.lang };
        let foreign = document.lang != lang;
        PageLink {
            title: document.front.title.to_string(),
            summary: document.front.summary.to_string(),
            href: self.site.config.href(&self.site.path(document, at)),
            lang: if foreign { self.site.config.code(document.lang).to_owned() } else { String::new() },
        }
    }

    pub(super) fn date(&self, date: Option<Date>, lang: LangId) -> Option<DateText> {
        let language = self.site.config.language(lang);
        date.map(|date| DateText { iso: date.to_string(), text: language.date(date) })
    }

    pub(super) fn has_body(&self, document: DocId) -> bool {
        self.bodies.get(document.index()).copied().unwrap_or(false)
    }

    /// Where somebody goes whose situation this is not.
    pub(super) fn way_out(&self, lang: LangId) -> String {
        let section = if self.site.structure.start.is_some() { Section::Guide } else { Section::Situations };
        self.site.config.href(&self.site.section_path(section, lang))
    }

    /// `stale` if the source of a translation has changed since.
    pub(super) fn freshness(&self, document: &Document) -> &'static str {
        let Some(source) = document.front.source.as_ref().and_then(|code| self.site.config.lang(&code.value)) else {
            return "";
        };
        let entry = self.site.group(&document.id);
        let source = entry.and_then(|entry| entry.documents[source.index()]).map(|id| self.site.document(id));
        let hash = document.front.source_hash.as_ref().map(|hash| &hash.value);
        match source {
            Some(source) if hash != Some(&source.content_hash) => "stale",
            _ => "",
        }
    }

    /// Former keys of the actions on a page.
    pub(super) fn renamed<'k>(&self, keys: impl Iterator<Item = &'k str>) -> Vec<(String, String)> {
        if self.site.structure.was.is_empty() {
            return Vec::new();
        }
        let keys: std::collections::HashSet<&str> = keys.collect();
        let was = self.site.structure.was.iter().map(|(old, new)| (old.value.to_string(), new.value.to_string()));
        was.filter(|(_, new)| keys.contains(new.as_str())).collect()
    }

    fn situation_page(&self, id: SituationId, document: DocId, lang: LangId) -> Page {
        let site = self.site;
        let text = site.document(document);
        let path = site.path(text, lang);
        let (title, summary) = (text.front.title.to_string(), text.front.summary.to_string());
        let mut page = self.shell("situation", lang, &path, title, summary);
        let entry = site.group(&text.id);
        let own = |other: LangId| entry.and_then(|entry| entry.documents[other.index()]);
        self.in_languages(&mut page, lang, |other| own(other).map(|id| site.path(site.document(id), other)), None);
        for link in page.languages.iter_mut().filter(|link| !link.exists) {
            // The fallback page stands there: the switch keeps the place, the head does not speak of it.
            if let Some(other) = site.config.lang(&link.code) {
                link.href = site.config.href(&site.path(text, other));
            }
        }
        if text.lang != lang {
            page.head.noindex = true;
            page.head.canonical = site.config.absolute(&site.path(text, text.lang));
            page.head.alternates.clear();
        }
        page.head.og_type = "article";
        let picture = self.cards.path(id, lang);
        page.head.image = picture.map_or_else(String::new, |path| site.config.absolute(path));
        page.id = text.id.to_string();
        page.crumbs = self.crumbs(Some(Section::Situations), lang);
        page.fills = self.filler(lang).fills(text, &text.slots);
        page.body = Some(Body { document, key: text.body });
        page.content = Content::Situation(Box::new(self.situation(id, document, lang)));
        page
    }

    fn text(&self, document: DocId) -> Page {
        let site = self.site;
        let text = site.document(document);
        let lang = text.lang;
        let path = site.path(text, lang);
        let (title, summary) = (text.front.title.to_string(), text.front.summary.to_string());
        let mut page = self.shell(text.kind.as_str(), lang, &path, title, summary.clone());
        let entry = site.group(&text.id);
        let there = |other: LangId| {
            entry.and_then(|entry| entry.documents[other.index()]).map(|id| site.path(site.document(id), other))
        };
        let section = (text.kind == Kind::Article).then_some(Section::Articles);
        self.in_languages(&mut page, lang, there, section);
        page.head.og_type = "article";
        page.id = text.id.to_string();
        page.crumbs = self.crumbs(section, lang);
        page.fills = self.filler(lang).fills(text, &text.slots);
        page.body = Some(Body { document, key: text.body });
        let link = |id: &DocId| self.shown_link(*id, lang);
        let PrevNext { previous, next } = match text.kind {
            Kind::Article => site.prev_next(document),
            _ => PrevNext::default(),
        };
        let named = text.front.situations.iter().filter_map(|s| site.situation_id(&s.value));
        let contents = text.headings.iter().filter(|heading| heading.level == 2);
        let keys: Vec<String> = text.actions.iter().map(|action| format!("{}.{}", text.id, action.item)).collect();
        page.content = Content::Text(Box::new(TextContent {
            summary,
            contents: contents.map(|h| Anchor { id: h.id.to_string(), text: h.text.to_string() }).collect(),
            situations: named.filter_map(|id| self.places(lang).situations[id.index()].clone()).collect(),
            updated: self.date(text.front.updated, lang),
            author: text.front.author.as_deref().unwrap_or_default().to_owned(),
            related: site.related(document).iter().map(link).collect(),
            backlinks: site.backlinks(document).iter().map(link).collect(),
            previous: previous.as_ref().map(link),
            next: next.as_ref().map(link),
            renamed: self.renamed(keys.iter().map(String::as_str)),
            has_actions: !text.actions.is_empty() || !text.items.is_empty(),
            freshness: self.freshness(text),
        }));
        page
    }

    fn home(&self, lang: LangId) -> Page {
        let site = self.site;
        let texts = site.texts(lang);
        let code = site.config.code(lang);
        let (title, description) = (texts.title.to_string(), texts.description.to_string());
        let mut page = self.shell("home", lang, &format!("{code}/"), title, description);
        self.in_languages(&mut page, lang, |other| Some(format!("{}/", site.config.code(other))), None);
        let shared = self.shared(lang);
        let start = site.structure.start.as_ref().and_then(|start| self.question_by_id(&start.value));
        let phrases_href = site.config.href(&site.section_path(Section::Phrases, lang));
        let phrase = |(id, says): (&str, &SharedStr)| PhraseLink {
            says: super::slots::quoted(site, lang, says),
            href: format!("{phrases_href}#{id}"),
        };
        let in_order = site.structure.phrases.iter().filter_map(|plan| {
            let found = site.phrase_text(&plan.id.value, lang).filter(|(from, _)| *from == lang);
            found.map(|(_, text)| (&*plan.id.value, &text.says))
        });
        page.content = Content::Home(Home {
            guide: start.map(|question| self.question(question, lang, 2, None)),
            situations: shared.situations.clone(),
            articles: shared.newest.iter().map(|id| self.shown_link(*id, lang)).collect(),
            article_count: shared.articles.len(),
            phrases: in_order.take(HOME_PHRASES).map(phrase).collect(),
        });
        page
    }

    fn section(&self, section: Section, lang: LangId) -> Page {
        let site = self.site;
        let name = section.name();
        let path = site.section_path(section, lang);
        let title = self.words(lang, &format!("menu_{name}"));
        let description = self.words(lang, &format!("{name}_description"));
        let mut page = self.shell(name, lang, &path, title, description);
        let there = |other: LangId| section.has_content(site, other).then(|| site.section_path(section, other));
        self.in_languages(&mut page, lang, there, None);
        page.crumbs = self.crumbs(None, lang);
        page.content = match section {
            Section::Situations => {
                Content::List(List { situations: self.shared(lang).situations.clone(), articles: Vec::new() })
            }
            Section::Articles => Content::List(List {
                situations: Vec::new(),
                articles: self.shared(lang).articles.iter().map(|id| self.shown_link(*id, lang)).collect(),
            }),
            Section::Guide => {
                let start = site.structure.start.as_ref().and_then(|start| self.question_by_id(&start.value));
                let mut shown = HashSet::new();
                Content::Guide(GuideContent {
                    start: start.map(|question| self.question(question, lang, WHOLE, Some(&mut shown))),
                })
            }
            Section::Phrases => Content::Phrases(self.phrases(lang)),
            Section::Glossary => Content::Glossary(self.glossary(lang)),
            Section::Map => Content::Map(self.map(lang)),
            Section::Search => Content::Search(self.search(lang)),
        };
        page
    }

    fn question_by_id(&self, id: &str) -> Option<&'s Question> {
        self.site.question(id)
    }

    /// A question with its answers; below each answer the next question, down to `depth` levels. A question that is
    /// `shown` already is a link: where many ways lead to one question, the ways are more than any page can hold.
    fn question(
        &self,
        question: &'s Question,
        lang: LangId,
        depth: usize,
        mut shown: Option<&mut HashSet<&'s str>>,
    ) -> QuestionContent {
        let site = self.site;
        let id = &question.id.value;
        let found = site.question_text(id, lang);
        let words = |answer: &SharedStr| {
            let text = found.and_then(|(_, text)| text.answers.iter().find(|(known, _)| known.value == *answer));
            text.map_or_else(String::new, |(_, words)| words.to_string())
        };
        let mut answers = Vec::with_capacity(question.answers.len());
        for answer in &question.answers {
            let next = self.question_by_id(&answer.to.value);
            let situation = site.situation_id(&answer.to.value).and_then(|id| self.situation_link(id, lang));
            let href = match (&next, &situation) {
                (Some(next), _) => site.config.href(&self.question_path(&next.id.value, lang)),
                (None, Some(situation)) => situation.link.href.clone(),
                (None, None) => continue,
            };
            let text = words(&answer.id.value);
            let situation = situation.map_or_else(String::new, |s| s.link.title);
            answers.push(AnswerContent {
                text: if text.is_empty() { situation.clone() } else { text },
                href,
                question: next
                    .filter(|next| depth > 1 && shown.as_mut().is_none_or(|shown| shown.insert(&next.id.value)))
                    .map(|next| Box::new(self.question(next, lang, depth - 1, shown.as_deref_mut()))),
                situation,
            });
        }
        QuestionContent {
            id: id.to_string(),
            ask: found.map_or_else(String::new, |(_, text)| text.ask.to_string()),
            href: site.config.href(&self.question_path(id, lang)),
            answers,
            lang: match found {
                Some((from, _)) if from != lang => site.config.code(from).to_owned(),
                _ => String::new(),
            },
        }
    }

    fn question_path(&self, id: &str, lang: LangId) -> String {
        question_path(self.site, id, lang)
    }

    fn question_page(&self, id: QuestionId, lang: LangId) -> Page {
        let question = &self.site.structure.questions[id.index()];
        let content = self.question(question, lang, 1, None);
        let path = self.question_path(&question.id.value, lang);
        let description = self.words(lang, "guide_description");
        let mut page = self.shell("question", lang, &path, content.ask.clone(), description);
        self.in_languages(
            &mut page,
            lang,
            |other| Some(self.question_path(&question.id.value, other)),
            Some(Section::Guide),
        );
        page.id = question.id.value.to_string();
        page.crumbs = self.crumbs(Some(Section::Guide), lang);
        page.crumbs.extend(self.questions_above(question, lang));
        page.content = Content::Question(content);
        page
    }

    /// The questions that lead to this one, from the first down.
    fn questions_above(&self, question: &Question, lang: LangId) -> Vec<PageLink> {
        let mut above = Vec::new();
        let mut at = question;
        while above.len() < ABOVE {
            let Some(parent) = self.site.parent_question(&at.id.value) else { break };
            let content = self.question(parent, lang, 1, None);
            above.push(PageLink { title: content.ask, href: content.href, ..PageLink::default() });
            at = parent;
        }
        above.reverse();
        above
    }

    fn phrases(&self, lang: LangId) -> PhrasesContent {
        let site = self.site;
        let entry = |plan: &crate::model::PhrasePlan| {
            let phrase = self.phrase(&plan.id.value, lang)?;
            let ids = plan.situations.iter().filter_map(|id| site.situation_id(&id.value));
            let situations = ids.filter_map(|id| self.situation_link(id, lang)).map(|s| s.link).collect();
            let action = |key: &crate::model::ActionId| {
                let (owner, action) = site.action(key, lang)?;
                let document = site.document(owner);
                let mut link = self.link_to(document, lang);
                let anchor = match document.kind {
                    Kind::Situation => key.to_string(),
                    _ => key.item.to_string(),
                };
                link.href = format!("{}#{anchor}", link.href);
                link.title = action.plain.to_string();
                link.summary = document.front.title.to_string();
                Some(link)
            };
            let actions = plan.actions.iter().filter_map(|key| action(&key.value)).collect();
            Some(PhraseEntry { phrase, situations, actions })
        };
        PhrasesContent { phrases: site.structure.phrases.iter().filter_map(entry).collect() }
    }

    fn glossary(&self, lang: LangId) -> GlossaryContent {
        let language = self.site.config.language(lang);
        let mut terms: Vec<_> = self.site.texts(lang).terms.iter().collect();
        terms.sort_by_cached_key(|(_, term)| language.sort_key(&term.term));
        let mut letters: Vec<GlossaryLetter> = Vec::new();
        for (id, term) in terms {
            let letter = language.first_letter(&term.term);
            if letters.last().is_none_or(|last| last.letter != letter) {
                letters.push(GlossaryLetter { letter, terms: Vec::new() });
            }
            if let Some(last) = letters.last_mut() {
                last.terms.push(GlossaryTerm {
                    id: format!("term-{}", id.value),
                    term: term.term.to_string(),
                    also: term.also.iter().map(|form| form.to_string()).collect(),
                    definition: term.definition.to_string(),
                });
            }
        }
        GlossaryContent { letters }
    }

    fn search(&self, lang: LangId) -> SearchContent {
        let site = self.site;
        let language = site.config.language(lang);
        let texts = site.texts(lang);
        let mut entries: Vec<SearchEntry> = Vec::new();
        for document in site.documents.iter().filter(|document| document.lang == lang) {
            let link = self.link_to(document, lang);
            entries.push(SearchEntry { kind: document.kind.as_str(), text: link.title, href: link.href });
        }
        let section = |section| site.config.href(&site.section_path(section, lang));
        for (id, phrase) in &texts.phrases {
            let href = format!("{}#{}", section(Section::Phrases), id.value);
            entries.push(SearchEntry { kind: "phrase", text: super::slots::quoted(site, lang, &phrase.says), href });
        }
        for (id, term) in &texts.terms {
            let href = format!("{}#term-{}", section(Section::Glossary), id.value);
            entries.push(SearchEntry { kind: "term", text: term.term.to_string(), href });
        }
        entries.sort_by_cached_key(|entry| (language.sort_key(&entry.text), entry.kind, entry.href.clone()));
        let mut letters: Vec<SearchLetter> = Vec::new();
        for entry in entries {
            let letter = language.first_letter(&entry.text);
            if letters.last().is_none_or(|last| last.letter != letter) {
                letters.push(SearchLetter { letter, entries: Vec::new() });
            }
            if let Some(last) = letters.last_mut() {
                last.entries.push(entry);
            }
        }
        SearchContent { letters }
    }

    fn languages(&self) -> Page {
        let site = self.site;
        let first = LangId(0);
        let texts = site.texts(first);
        let title = texts.title.to_string();
        let mut page = self.shell("languages", first, "", title, texts.description.to_string());
        let entry = |lang: LangId| LanguageEntry {
            code: site.config.code(lang).to_owned(),
            name: self.own_name(lang),
            title: site.texts(lang).title.to_string(),
            description: site.texts(lang).description.to_string(),
            href: site.config.href(&format!("{}/", site.config.code(lang))),
        };
        page.content = Content::Languages(LanguagesContent { entries: site.config.lang_ids().map(entry).collect() });
        page
    }

    fn not_found(&self, lang: LangId, path: &str) -> Page {
        let title = self.words(lang, "not_found_title");
        let mut page = self.shell("not-found", lang, path, title, String::new());
        page.head.noindex = true;
        page.head.canonical = String::new();
        let site = self.site;
        self.in_languages(&mut page, lang, |other| Some(format!("{}/", site.config.code(other))), None);
        page.head.alternates.clear();
        page.content = Content::NotFound(NotFound { situations: self.shared(lang).situations.clone() });
        page
    }

    fn redirect(&self, from: &str, to: &str, lang: LangId) -> Page {
        let mut page = self.shell("redirect", lang, from, self.words(lang, "moved"), String::new());
        page.head.noindex = true;
        page.head.canonical = self.site.config.absolute(to);
        page.content = Content::Redirect(Redirect { to: self.site.config.href(to) });
        page
    }
}
