//! All files together: translations, situations with their steps, links back, related texts, addresses.
//!
//! Takes parsed files and structure; gives a [`Site`], which nothing changes afterwards. Every list is made by counting
//! and sorting integers, so the cost grows with the number of links and pages and not with their square. Never reads
//! a file and never reports: that is the business of `check.rs`.

mod backlinks;
mod checklists;
mod diff;
mod groups;
mod index;
mod reading_order;
mod related;
pub mod routes;
mod sections;

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::model::{
    Action, ActionId, Config, Document, Kind, LangId, LanguageTexts, Media, PhrasePlan, PhraseText, Question,
    QuestionText, SharedStr, Structure,
};
use backlinks::backlinks;
use checklists::checklists;
use diff::{in_order, same_links, same_situations, same_steps};
use groups::group_documents;
use index::IdIndex;
use reading_order::reading_order;
use related::related;

pub use checklists::{Checklist, ChecklistItem};
pub use diff::{SiteDiff, same_anchors};
pub use groups::TranslationGroup;
pub use reading_order::PrevNext;
pub use sections::Section;

/// Number of a document in [`Site::documents`].
pub type DocId = u32;

/// Everything that the pages are made from.
pub struct Site {
    pub config: Config,
    pub structure: Structure,
    /// By language.
    pub texts: Vec<LanguageTexts>,
    /// Published documents in the order of kind, id and language.
    pub documents: Vec<Arc<Document>>,
    /// By document: its number among those that were put together.
    order: Arc<[u32]>,
    /// Texts in all their languages, in the order of kind and id.
    pub entries: Arc<[TranslationGroup]>,
    by_id: Arc<FxHashMap<SharedStr, u32>>,
    lookup: IdIndex,
    /// Ids and titles of drafts: they stay taken, and links to them are plain text.
    pub drafts: BTreeMap<SharedStr, SharedStr>,
    /// By document: the documents of the same language that link to it.
    backlinks: Arc<[Vec<DocId>]>,
    /// By document: related articles of the same language.
    related: Arc<[Vec<DocId>]>,
    /// By situation of the structure.
    pub checklists: Arc<[Checklist]>,
    /// By document: the articles before and after it in the order of situations.
    neighbours: Vec<PrevNext>,
    /// By path below `content/media/`.
    pub media: BTreeMap<SharedStr, Media>,
}

/// Where a link to an id leads from a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A document, in the reader's language or another.
    Document(DocId),
    /// A section of the site.
    Section(Section),
    Draft,
    Missing,
}

impl Site {
    pub fn document(&self, id: DocId) -> &Document {
        &self.documents[id as usize]
    }

    /// What of this site is as it was `before`, if every text is where it was.
    pub fn since<'s>(&'s self, before: &'s Site) -> Option<SiteDiff<'s>> {
        (self.config.languages == before.config.languages).then(|| SiteDiff::new(before, &self.documents)).flatten()
    }

    pub fn entry(&self, id: &str) -> Option<&TranslationGroup> {
        self.by_id.get(id).map(|at| &self.entries[*at as usize])
    }

    pub fn entry_number(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// Ids of all texts, for "did you mean".
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| &*entry.id)
    }

    /// The text in `lang`, or in the first language that has it.
    pub fn in_language(&self, entry: &TranslationGroup, lang: LangId) -> Option<DocId> {
        entry.document_or_fallback(lang)
    }

    /// Where a link to `id` leads for a reader of `lang`.
    pub fn destination(&self, id: &str, lang: LangId) -> Destination {
        if let Some(entry) = self.entry(id) {
            return self.in_language(entry, lang).map_or(Destination::Missing, Destination::Document);
        }
        if let Some(section) = Section::from_name(id).filter(|section| section.has_content(self, lang)) {
            return Destination::Section(section);
        }
        if self.drafts.contains_key(id) { Destination::Draft } else { Destination::Missing }
    }

    /// The action in `lang`, or in the first language that has it.
    pub fn action(&self, key: &ActionId, lang: LangId) -> Option<(DocId, &Action)> {
        let entry = self.entry(&key.page)?;
        let here = entry.documents[lang.index()].into_iter();
        here.chain(entry.documents.iter().flatten().copied()).find_map(|id| {
            let document = self.document(id);
            let number = self.lookup.action(id, document, &key.item)?;
            Some((id, &document.actions[number]))
        })
    }

    pub fn backlinks(&self, id: DocId) -> &[DocId] {
        &self.backlinks[id as usize]
    }

    pub fn related(&self, id: DocId) -> &[DocId] {
        &self.related[id as usize]
    }

    /// The articles before and after this one, in the order of situations.yaml and of each situation's articles.
    pub fn neighbours(&self, id: DocId) -> PrevNext {
        self.neighbours[id as usize]
    }

    pub fn texts(&self, lang: LangId) -> &LanguageTexts {
        &self.texts[lang.index()]
    }

    /// Entries of a kind, by id.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &TranslationGroup> {
        self.entries.iter().filter(move |entry| entry.kind == kind)
    }

    /// Phrases heard in a situation, in the order of phrases.yaml.
    pub fn phrases_of<'s>(&'s self, situation: &'s str) -> impl Iterator<Item = &'s PhrasePlan> {
        let numbers = self.lookup.phrases_of.get(situation).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|number| &self.structure.phrases[*number])
    }

    /// The number of a situation in the structure.
    pub fn situation(&self, id: &str) -> Option<usize> {
        self.lookup.situations.get(id).copied()
    }

    /// The question of the guide with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.lookup.questions.get(id).map(|number| &self.structure.questions[*number])
    }

    /// The first question with an answer that leads to `id`.
    pub fn leading_to(&self, id: &str) -> Option<&Question> {
        self.lookup.leading_to.get(id).map(|number| &self.structure.questions[*number])
    }

    /// A question's words in `lang`, or in the first language that has them.
    pub fn question_text(&self, id: &str, lang: LangId) -> Option<(LangId, &QuestionText)> {
        std::iter::once(lang).chain(self.config.lang_ids()).find_map(|lang| {
            let number = self.lookup.question_texts[lang.index()].get(id)?;
            Some((lang, &self.texts(lang).questions[*number].1))
        })
    }

    /// A phrase's words in `lang`, or in the first language that has them.
    pub fn phrase_text(&self, id: &str, lang: LangId) -> Option<(LangId, &PhraseText)> {
        std::iter::once(lang).chain(self.config.lang_ids()).find_map(|lang| {
            let number = self.lookup.phrase_texts[lang.index()].get(id)?;
            Some((lang, &self.texts(lang).phrases[*number].1))
        })
    }

    /// The last part of a document's address.
    pub fn slug<'d>(&self, document: &'d Document) -> &'d str {
        document.front.slug.as_ref().map_or(&document.id, |slug| &slug.value)
    }

    /// Path below the base at which a text stands for readers of `lang` (a fallback page keeps its source's slug).
    pub fn path(&self, document: &Document, lang: LangId) -> String {
        let (code, slug, ending) = (self.config.code(lang), self.slug(document), self.config.ending());
        match document.kind {
            Kind::Situation => [code, "/situations/", slug, ending].concat(),
            Kind::Article => [code, "/articles/", slug, ending].concat(),
            Kind::Page => [code, "/", slug, ending].concat(),
        }
    }
}

/// Puts the files of the whole site together. `documents` may hold drafts only if they are to be shown. What is made from
/// many texts is taken from the site `before` while all that it is made from is the same.
pub fn link(
    config: Config,
    structure: Structure,
    texts: Vec<LanguageTexts>,
    documents: Vec<Arc<Document>>,
    drafts: BTreeMap<SharedStr, SharedStr>,
    media: BTreeMap<SharedStr, Media>,
    before: Option<&Site>,
) -> Site {
    let before = before.filter(|before| before.config.languages == config.languages);
    let (documents, order) = in_order(documents, before);
    let since = before.and_then(|before| SiteDiff::new(before, &documents));
    let languages = config.languages.len();
    let (entries, by_id) = match &since {
        Some(since) => (Arc::clone(&since.before.entries), Arc::clone(&since.before.by_id)),
        None => group_documents(&documents, languages),
    };
    let same = |alike: &[fn(&Document, &Document) -> bool]| {
        let since = since.as_ref()?;
        alike.iter().all(|alike| since.alike(alike)).then_some(since.before)
    };
    let make_backlinks = || match same(&[same_links]) {
        Some(before) => Arc::clone(&before.backlinks),
        None => backlinks(&documents, &entries, &by_id).into(),
    };
    let make_checklists = || match same(&[same_situations, same_steps]).filter(|site| site.structure == structure) {
        Some(before) => Arc::clone(&before.checklists),
        None => checklists(&structure, &documents, &entries, &by_id).into(),
    };
    let make_related = || match same(&[same_situations]) {
        Some(before) => Arc::clone(&before.related),
        None => related(&documents, languages).into(),
    };
    let ((backlinks, checklists), related) = rayon::join(|| (make_backlinks(), make_checklists()), make_related);
    let neighbours = reading_order(&checklists, &documents, &entries, languages);
    let lookup = IdIndex::new(&structure, &texts, &documents);
    Site {
        config,
        structure,
        texts,
        documents,
        order,
        entries,
        by_id,
        lookup,
        drafts,
        backlinks,
        related,
        checklists,
        neighbours,
        media,
    }
}
