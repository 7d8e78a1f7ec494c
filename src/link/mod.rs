//! All files together: translations, situations with their steps, links back, related texts, addresses.
//!
//! Takes parsed files and structure; gives a [`Site`], which nothing changes afterwards. Every list is made by counting
//! and sorting integers, so the cost grows with the number of links and pages and not with their square. Never reads
//! a file and never reports: that is the business of `check.rs`.

mod diff;
mod index;
pub mod routes;
mod sections;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::model::{
    Action, ActionId, Config, Document, Kind, LangId, LanguageTexts, Media, PhrasePlan, PhraseText, Question,
    QuestionText, SharedStr, Structure, Target,
};
use diff::{in_order, same_links, same_situations, same_steps};
use index::IdIndex;

pub use diff::{SiteDiff, same_anchors};
pub use sections::Section;

/// How many texts "related" shows.
const RELATED: usize = 6;
/// How many links back a page shows.
const BACKLINKS: usize = 30;
/// Situations of one article that count for "related": the rarest ones.
const SHARED: usize = 6;

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
    neighbours: Vec<(Option<DocId>, Option<DocId>)>,
    /// By path below `content/media/`.
    pub media: BTreeMap<SharedStr, Media>,
}

/// A text in all its languages.
#[derive(Clone, Debug)]
pub struct TranslationGroup {
    pub kind: Kind,
    pub id: SharedStr,
    /// By language.
    pub documents: Box<[Option<DocId>]>,
}

/// A situation's actions by phase, the same for all languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    pub phases: Vec<(usize, Vec<ChecklistItem>)>,
    /// Articles of the situation in order: named by it first, then by id.
    pub articles: Vec<u32>,
}

/// An action where it stands in a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistItem {
    pub key: ActionId,
    pub important: bool,
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
        entry.documents[lang.index()].or_else(|| entry.documents.iter().flatten().next().copied())
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
    pub fn neighbours(&self, id: DocId) -> (Option<DocId>, Option<DocId>) {
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
        None => entries(&documents, languages),
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
    let neighbours = neighbours(&checklists, &documents, &entries, languages);
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

/// The numbers of the documents in the order of kind, id and language.
fn sorted(documents: &[Arc<Document>]) -> Vec<u32> {
    let place = |number: &u32| {
        let document = &documents[*number as usize];
        (document.kind, &document.id, document.lang)
    };
    let mut order: Vec<u32> = (0..documents.len() as u32).collect();
    order.par_sort_by(|a, b| place(a).cmp(&place(b)));
    // Of two files with one id and language the first stays; the other has been reported.
    order.dedup_by(|b, a| place(a) == place(b));
    order
}

/// The texts in all their languages, and their numbers by id.
fn entries(documents: &[Arc<Document>], languages: usize) -> (Arc<[TranslationGroup]>, Arc<FxHashMap<SharedStr, u32>>) {
    let mut entries: Vec<TranslationGroup> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let new = entries.last().is_none_or(|last| (last.kind, &last.id) != (document.kind, &document.id));
        if new {
            let documents = vec![None; languages].into();
            entries.push(TranslationGroup { kind: document.kind, id: document.id.clone(), documents });
        }
        if let Some(entry) = entries.last_mut() {
            entry.documents[document.lang.index()] = Some(number as DocId);
        }
    }
    let mut by_id = FxHashMap::default();
    for (number, entry) in entries.iter().enumerate() {
        by_id.entry(entry.id.clone()).or_insert(number as u32);
    }
    (entries.into(), Arc::new(by_id))
}

fn backlinks(
    documents: &[Arc<Document>],
    entries: &[TranslationGroup],
    by_id: &FxHashMap<SharedStr, u32>,
) -> Vec<Vec<DocId>> {
    let mut backlinks: Vec<Vec<DocId>> = vec![Vec::new(); documents.len()];
    for (number, document) in documents.iter().enumerate() {
        let from = number as DocId;
        for link in &document.links {
            let Target::Page { id, .. } = &link.target else { continue };
            let Some(entry) = by_id.get(id) else { continue };
            let to = entries[*entry as usize].documents[document.lang.index()];
            let Some(to) = to.filter(|to| *to != from) else { continue };
            let list = &mut backlinks[to as usize];
            // Documents come in order, so one that is there already is the last.
            if list.len() < BACKLINKS && list.last() != Some(&from) {
                list.push(from);
            }
        }
    }
    backlinks
}

/// Number of shared situations first, then the rarer situations, then the id.
///
/// Every set of shared situations is looked up in an index of the first few articles that have all of it, so an article
/// costs the number of its situations' subsets, however many articles a situation has.
fn related(documents: &[Arc<Document>], languages: usize) -> Vec<Vec<DocId>> {
    let articles = || documents.iter().enumerate().filter(|(_, document)| document.kind == Kind::Article);
    let mut frequency: Vec<HashMap<&str, u32>> = vec![HashMap::new(); languages];
    for (_, document) in articles() {
        for situation in &document.front.situations {
            *frequency[document.lang.index()].entry(&situation.value).or_insert(0) += 1;
        }
    }
    // The rarest has rank 0.
    let ranks: Vec<HashMap<&str, u32>> = frequency
        .into_iter()
        .map(|counts| {
            let mut order: Vec<(u32, &str)> = counts.into_iter().map(|(id, count)| (count, id)).collect();
            order.sort_unstable();
            (0..).zip(order).map(|(rank, (_, id))| (id, rank)).collect()
        })
        .collect();
    let rarest = |document: &Document| -> Vec<u32> {
        let ranks = &ranks[document.lang.index()];
        let mut own: Vec<u32> =
            document.front.situations.iter().filter_map(|s| ranks.get(&*s.value)).copied().collect();
        own.sort_unstable();
        own.dedup();
        own.truncate(SHARED);
        own
    };
    let mut index: FxHashMap<(u8, Shared), Vec<DocId>> = FxHashMap::default();
    for (number, document) in articles() {
        for subset in subsets(&rarest(document)) {
            let list = index.entry((document.lang.0, subset)).or_default();
            if list.len() <= 2 * RELATED {
                list.push(number as DocId);
            }
        }
    }
    documents
        .par_iter()
        .enumerate()
        .map(|(number, document)| {
            if document.kind != Kind::Article {
                return Vec::new();
            }
            let mut found: Vec<DocId> = Vec::with_capacity(RELATED);
            for subset in subsets(&rarest(document)) {
                for other in index.get(&(document.lang.0, subset)).into_iter().flatten() {
                    if found.len() == RELATED {
                        return found;
                    }
                    if *other != number as DocId && !found.contains(other) {
                        found.push(*other);
                    }
                }
            }
            found
        })
        .collect()
}

/// Ranks of shared situations, rising; what is left of the room holds the highest number.
type Shared = [u32; SHARED];

/// All non-empty subsets, the largest first, of equal size the one with the rarest situations first.
fn subsets(own: &[u32]) -> Vec<Shared> {
    let mut all: Vec<(usize, Shared)> = (1u32..1 << own.len())
        .map(|mask| {
            let mut subset = [u32::MAX; SHARED];
            let members = (0..own.len()).filter(|bit| mask & (1 << bit) != 0);
            let count = members.zip(&mut subset).map(|(bit, place)| *place = own[bit]).count();
            (count, subset)
        })
        .collect();
    all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    all.into_iter().map(|(_, subset)| subset).collect()
}

fn neighbours(
    checklists: &[Checklist],
    documents: &[Arc<Document>],
    entries: &[TranslationGroup],
    languages: usize,
) -> Vec<(Option<DocId>, Option<DocId>)> {
    let mut neighbours = vec![(None, None); documents.len()];
    let mut placed = vec![false; entries.len()];
    let mut last: Vec<Option<DocId>> = vec![None; languages];
    let in_situations = checklists.iter().flat_map(|checklist| checklist.articles.iter().copied());
    let others = (0..entries.len() as u32).filter(|number| entries[*number as usize].kind == Kind::Article);
    for number in in_situations.chain(others) {
        if std::mem::replace(&mut placed[number as usize], true) {
            continue;
        }
        for (lang, document) in entries[number as usize].documents.iter().enumerate() {
            let Some(document) = *document else { continue };
            neighbours[document as usize].0 = last[lang];
            if let Some(before) = last[lang].replace(document) {
                neighbours[before as usize].1 = Some(document);
            }
        }
    }
    neighbours
}

fn checklists(
    structure: &Structure,
    documents: &[Arc<Document>],
    entries: &[TranslationGroup],
    by_id: &FxHashMap<SharedStr, u32>,
) -> Vec<Checklist> {
    let mut naming: HashMap<&str, Vec<u32>> = HashMap::new();
    for (number, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.kind == Kind::Article) {
        let mut named: Vec<&str> = Vec::new();
        for document in entry.documents.iter().flatten() {
            named.extend(documents[*document as usize].front.situations.iter().map(|s| &*s.value));
        }
        named.sort_unstable();
        named.dedup();
        for situation in named {
            naming.entry(situation).or_default().push(number as u32);
        }
    }
    let gather = |plan: &crate::model::SituationPlan| {
        let mut articles: Vec<u32> = Vec::new();
        let mut taken = HashSet::new();
        let listed = plan.articles.iter().filter_map(|id| by_id.get(&id.value)).copied();
        let listed = listed.filter(|number| entries[*number as usize].kind == Kind::Article);
        for number in listed.chain(naming.get(&*plan.id.value).into_iter().flatten().copied()) {
            if taken.insert(number) {
                articles.push(number);
            }
        }
        let phases = match &plan.steps {
            Some(steps) => steps
                .iter()
                .map(|(phase, steps)| {
                    let standing =
                        steps.iter().map(|step| ChecklistItem { key: step.action.value.clone(), important: step.key });
                    (*phase, standing.collect())
                })
                .collect(),
            None => {
                let own = by_id.get(&plan.id.value).copied();
                gathered(structure.phases.len(), own.into_iter().chain(articles.iter().copied()), documents, entries)
            }
        };
        Checklist { phases, articles }
    };
    structure.situations.par_iter().map(gather).collect()
}

/// The actions of these texts by phase, in the order of the texts; each text as its first language has it, what only
/// other languages have behind.
fn gathered(
    phases: usize,
    texts: impl Iterator<Item = u32>,
    documents: &[Arc<Document>],
    entries: &[TranslationGroup],
) -> Vec<(usize, Vec<ChecklistItem>)> {
    let mut by_phase: Vec<Vec<ChecklistItem>> = vec![Vec::new(); phases];
    for number in texts {
        let entry = &entries[number as usize];
        let mut taken: HashSet<&str> = HashSet::new();
        for document in entry.documents.iter().flatten() {
            for action in &documents[*document as usize].actions {
                if taken.insert(&action.item) {
                    let key = ActionId { page: entry.id.clone(), item: action.item.clone() };
                    by_phase[action.phase].push(ChecklistItem { key, important: action.key });
                }
            }
        }
    }
    by_phase.into_iter().enumerate().filter(|(_, actions)| !actions.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subsets_run_from_many_and_rare_to_few_and_common() {
        let none = u32::MAX;
        let with = |members: &[u32]| std::array::from_fn(|i| members.get(i).copied().unwrap_or(none));
        assert_eq!(subsets(&[1, 5]), [with(&[1, 5]), with(&[1]), with(&[5])]);
        assert!(subsets(&[]).is_empty());
    }
}
