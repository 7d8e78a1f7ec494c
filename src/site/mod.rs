//! Linking: all documents and data files together become a [`Site`].
//!
//! Takes settings, data files, parsed documents and media; returns a [`Site`], which never changes afterwards. Derived
//! lists that depend on many documents are reused from the previous site if their inputs are equal. They are built by
//! counting and sorting integers, so their cost grows with the number of links and documents, never with its square.
//! Reads no file and reports no mistake; `check/` does.

mod anchors;
mod backlinks;
mod checklists;
mod collisions;
mod document_names;
mod document_usage;
mod features;
pub mod hosting;
mod id_index;
pub mod late_interest;
mod phase_names;
mod reading_order;
mod related;
pub mod routes;
mod sections;
mod site_diff;
mod static_files;
mod translation_groups;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Action, ActionId, Config, DocId, Document, Fragment, GroupId, Kind, LETTER_EXTENSION, LangId, LanguageTexts, Media,
    PhrasePlan, PhraseText, Question, QuestionId, QuestionText, SharedStr, SituationId, SituationPlan, Structure,
};
use backlinks::build_backlinks;
use checklists::build_checklists;
use document_names::resolve_names;
use id_index::IdIndex;
use reading_order::reading_order;
use related::find_related;
use site_diff::{same_links, same_situations, same_steps, sort_documents};
use translation_groups::{GroupsById, group_documents};

pub use checklists::{Checklist, ChecklistPhase};
pub use collisions::{Collision, CollisionWith};
pub use document_names::{AlternativeNames, file_name};
pub use document_usage::SourceState;
pub use features::Feature;
pub use reading_order::PrevNext;
pub use sections::Section;
pub use site_diff::{SiteDiff, same_anchors};
pub use static_files::{StaticCollision, WrittenFile};
pub use translation_groups::TranslationGroup;

/// Everything that pages are built from.
pub struct Site {
    /// The settings of site.yaml.
    pub config: Config,
    /// The data files that all languages share.
    pub structure: Structure,
    /// The data files of each language.
    pub texts: Vec<LanguageTexts>,
    /// Indexed by language: what the site does not cover; `None` if its site.yaml does not say it.
    pub scopes: Vec<Option<Scope>>,
    /// Published documents, in the order of kind, id and language.
    pub documents: Vec<Arc<Document>>,
    /// Indexed by document: its position in the list that [`link_documents`] took.
    order: Arc<[u32]>,
    /// Translation groups, in the order of kind and id.
    pub groups: Arc<[TranslationGroup]>,
    groups_by_id: Arc<GroupsById>,
    index: IdIndex,
    /// Titles of drafts, keyed by id. Their ids stay taken, and a link to one shows its title as plain text.
    pub drafts: BTreeMap<SharedStr, SharedStr>,
    /// Indexed by document.
    backlinks: Arc<[Vec<DocId>]>,
    /// Indexed by document.
    related: Arc<[Vec<DocId>]>,
    /// Indexed by situation.
    pub checklists: Arc<[Checklist]>,
    /// Indexed by document.
    reading_order: Vec<PrevNext>,
    /// Keyed by path below `content/media/`.
    pub media: BTreeMap<SharedStr, Media>,
    /// Files for the root of the output, keyed by path below `content/static/`, which is that in the output.
    pub static_files: BTreeMap<SharedStr, Media>,
}

/// What a site does not cover, in one language: the value of `scope` in its site.yaml.
#[derive(Clone, Debug)]
pub struct Scope {
    /// A document without a page, for the links of the text.
    pub document: Document,
    /// Inline HTML.
    pub html: Fragment,
}

/// Where a link to an id leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A document, in the reader's language or another one.
    Document(DocId),
    /// A section of the site, in the reader's language.
    Section(Section),
    /// A document that is not published.
    Draft,
    /// Nothing has this id.
    Missing,
}

impl Site {
    /// The document with this index.
    pub fn document(&self, id: DocId) -> &Document {
        &self.documents[id.index()]
    }

    /// All documents, in order.
    pub fn document_ids(&self) -> impl Iterator<Item = DocId> {
        DocId::all(self.documents.len())
    }

    /// The documents that differ from those of the `previous` site; `None` if a document was added, removed or moved,
    /// or if the languages have changed.
    pub fn diff<'s>(&'s self, previous: &'s Site) -> Option<SiteDiff<'s>> {
        let same_languages = self.config.languages == previous.config.languages;
        same_languages.then(|| SiteDiff::new(previous, &self.documents)).flatten()
    }

    /// The translation group with this id.
    pub fn group(&self, id: &str) -> Option<&TranslationGroup> {
        self.group_id(id).map(|group| &self.groups[group.index()])
    }

    /// The index of the translation group with this id.
    pub fn group_id(&self, id: &str) -> Option<GroupId> {
        self.groups_by_id.get(id).copied()
    }

    /// All translation groups, in order.
    pub fn group_ids(&self) -> impl Iterator<Item = GroupId> {
        GroupId::all(self.groups.len())
    }

    /// Translation groups of a kind, sorted by id.
    pub fn groups_of_kind(&self, kind: Kind) -> impl Iterator<Item = &TranslationGroup> {
        let start = self.groups.partition_point(|group| group.kind < kind);
        self.groups[start..].iter().take_while(move |group| group.kind == kind)
    }

    /// Ids of all documents, for suggestions.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().map(|group| &*group.id)
    }

    /// Where a link to `id` leads for a reader of `lang`.
    pub fn resolve(&self, id: &str, lang: LangId) -> Destination {
        if let Some(group) = self.group(id) {
            return group.document_or_fallback(lang).map_or(Destination::Missing, Destination::Document);
        }
        if let Some(section) = Section::from_name(id).filter(|section| section.has_content(self, lang)) {
            return Destination::Section(section);
        }
        if self.drafts.contains_key(id) { Destination::Draft } else { Destination::Missing }
    }

    /// The action in `lang` and its document; if the language lacks it, those of the first language that has it.
    pub fn action(&self, id: &ActionId, lang: LangId) -> Option<(DocId, &Action)> {
        let group = self.group(&id.page)?;
        let own = group.documents[lang.index()].into_iter();
        own.chain(group.documents.iter().flatten().copied()).find_map(|doc| {
            let document = self.document(doc);
            let action = self.index.action_index(doc, document, &id.item)?;
            Some((doc, &document.actions[action]))
        })
    }

    /// The documents of the same language that link to this one, at most 30, in the order of the site.
    pub fn backlinks(&self, id: DocId) -> &[DocId] {
        &self.backlinks[id.index()]
    }

    /// The articles of the same language that share the most situations with this one, at most 6.
    pub fn related(&self, id: DocId) -> &[DocId] {
        &self.related[id.index()]
    }

    /// The articles before and after this one in the reading order.
    pub fn prev_next(&self, id: DocId) -> PrevNext {
        self.reading_order[id.index()]
    }

    /// The data files of a language.
    pub fn texts(&self, lang: LangId) -> &LanguageTexts {
        &self.texts[lang.index()]
    }

    /// The same site with these scopes, indexed by language.
    pub fn with_scopes(self, scopes: Vec<Option<Scope>>) -> Site {
        Site { scopes, ..self }
    }

    /// What the site does not cover, in `lang`, or in the first language that says it.
    pub fn scope(&self, lang: LangId) -> Option<&Scope> {
        std::iter::once(lang).chain(self.config.lang_ids()).find_map(|lang| self.scopes[lang.index()].as_ref())
    }

    /// The same site with these files for its root.
    pub fn with_static_files(self, static_files: BTreeMap<SharedStr, Media>) -> Site {
        Site { static_files, ..self }
    }

    /// The situation with this index.
    pub fn situation(&self, id: SituationId) -> &SituationPlan {
        &self.structure.situations[id.index()]
    }

    /// The index of the situation with this id.
    pub fn situation_id(&self, id: &str) -> Option<SituationId> {
        self.index.situations.get(id).copied()
    }

    /// All situations, in the order of situations.yaml.
    pub fn situation_ids(&self) -> impl DoubleEndedIterator<Item = SituationId> + ExactSizeIterator {
        SituationId::all(self.structure.situations.len())
    }

    /// The translation group with the documents of a situation; `None` if no language has one.
    pub fn situation_group(&self, id: SituationId) -> Option<&TranslationGroup> {
        self.group(&self.situation(id).id.value).filter(|group| group.kind == Kind::Situation)
    }

    /// The checklist of a situation.
    pub fn checklist(&self, id: SituationId) -> &Checklist {
        &self.checklists[id.index()]
    }

    /// Phrases that are heard in a situation, in the order of phrases.yaml.
    pub fn phrases_of<'s>(&'s self, situation: &'s str) -> impl Iterator<Item = &'s PhrasePlan> {
        let indices = self.index.phrases_of.get(situation).map_or(&[][..], Vec::as_slice);
        indices.iter().map(|index| &self.structure.phrases[*index])
    }

    /// The question of the guide with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.question_id(id).map(|question| &self.structure.questions[question.index()])
    }

    /// The index of a question.
    pub fn question_id(&self, id: &str) -> Option<QuestionId> {
        self.index.questions.get(id).copied()
    }

    /// The first question with an answer that leads to `id`, a question or situation.
    pub fn parent_question(&self, id: &str) -> Option<&Question> {
        self.index.parent_questions.get(id).map(|question| &self.structure.questions[question.index()])
    }

    /// The text of a question in `lang`, or in the first language that has it, and which language that is.
    pub fn question_text(&self, id: &str, lang: LangId) -> Option<(LangId, &QuestionText)> {
        std::iter::once(lang).chain(self.config.lang_ids()).find_map(|lang| {
            let index = self.index.question_texts[lang.index()].get(id)?;
            Some((lang, &self.texts(lang).questions[*index].1))
        })
    }

    /// The text of a phrase in `lang`, or in the first language that has it, and which language that is.
    pub fn phrase_text(&self, id: &str, lang: LangId) -> Option<(LangId, &PhraseText)> {
        std::iter::once(lang).chain(self.config.lang_ids()).find_map(|lang| {
            let index = self.index.phrase_texts[lang.index()].get(id)?;
            Some((lang, &self.texts(lang).phrases[*index].1))
        })
    }

    /// The path below the base of the page that shows `document` to readers of `lang`. A fallback page is in the folder
    /// of the readers' language and keeps the slug of its document.
    pub fn path(&self, document: &Document, lang: LangId) -> String {
        let slug = document.front.slug.as_ref().map_or(&document.id, |slug| &slug.value);
        page_path(&self.config, document.kind, slug, lang)
    }

    /// The path below the base of the file with the text to send of a document to fill in.
    pub fn letter_path(&self, document: &Document) -> String {
        let slug = document.front.slug.as_ref().map_or(&document.id, |slug| &slug.value);
        let section = document.kind.spec().section.unwrap_or_default();
        [self.config.code(document.lang), "/", section, "/", slug, LETTER_EXTENSION].concat()
    }
}

/// The path below the base of a document's page, whose last part is `slug`.
pub fn page_path(config: &Config, kind: Kind, slug: &str, lang: LangId) -> String {
    let (code, suffix) = (config.code(lang), config.ending());
    match Section::of_kind(kind) {
        Some(section) => [code, "/", section.name(), "/", slug, suffix].concat(),
        None => [code, "/", slug, suffix].concat(),
    }
}

/// Links the documents of a site.
///
/// `documents` are in any order and contain a draft only if it is to be published; `drafts` are the titles of the
/// others, keyed by id. A list that is derived from many documents is reused from the `previous` site if all its inputs
/// are equal.
pub fn link_documents(
    config: Config,
    structure: Structure,
    texts: Vec<LanguageTexts>,
    documents: Vec<Arc<Document>>,
    drafts: BTreeMap<SharedStr, SharedStr>,
    media: BTreeMap<SharedStr, Media>,
    previous: Option<&Site>,
) -> Site {
    let previous = previous.filter(|previous| previous.config.languages == config.languages);
    let (documents, order) = sort_documents(documents, previous);
    let documents = resolve_names(documents, &drafts, previous);
    let diff = previous.and_then(|previous| SiteDiff::new(previous, &documents));
    let languages = config.languages.len();
    let (groups, groups_by_id) = match &diff {
        Some(diff) => (Arc::clone(&diff.previous.groups), Arc::clone(&diff.previous.groups_by_id)),
        None => group_documents(&documents, languages),
    };
    let reusable = |inputs: &[fn(&Document, &Document) -> bool]| {
        let diff = diff.as_ref()?;
        inputs.iter().all(|same| diff.unchanged_by(same)).then_some(diff.previous)
    };
    let make_backlinks = || match reusable(&[same_links]) {
        Some(previous) => Arc::clone(&previous.backlinks),
        None => build_backlinks(&documents, &groups, &groups_by_id).into(),
    };
    let make_checklists = || match reusable(&[same_situations, same_steps]).filter(|site| site.structure == structure) {
        Some(previous) => Arc::clone(&previous.checklists),
        None => build_checklists(&structure, &documents, &groups, &groups_by_id).into(),
    };
    let make_related = || match reusable(&[same_situations]) {
        Some(previous) => Arc::clone(&previous.related),
        None => find_related(&documents, languages).into(),
    };
    let ((backlinks, checklists), related) = rayon::join(|| (make_backlinks(), make_checklists()), make_related);
    let reading_order = reading_order(&checklists, &documents, &groups, languages);
    let index = IdIndex::new(&structure, &texts, &documents);
    Site {
        scopes: config.lang_ids().map(|_| None).collect(),
        config,
        structure,
        texts,
        documents,
        order,
        groups,
        groups_by_id,
        index,
        drafts,
        backlinks,
        related,
        checklists,
        reading_order,
        media,
        static_files: BTreeMap::new(),
    }
}
