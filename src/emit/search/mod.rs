//! The search's index: static files per language, read by the theme's `search.js`.
//!
//! Takes the linked [`Site`], a language and each document's filled body, from many threads; gives files below
//! `<lang>/search/`:
//!
//! | file | what |
//! |---|---|
//! | `index.json` | the stemmer's table, what kind each text is of, the sorted stems, the names of the other files; in a small index also all titles and addresses |
//! | `w-<hash>.json` | postings of a stretch of stems: which text, how weighty, where |
//! | `t-<hash>.json` | in a large index: title and address of each text of a stretch, and its ready answer |
//!
//! A query loads the first once, the shards of its words and the titles of what it shows; the sentences come from the
//! pages themselves. Bytes depend on the content only. The cost is linear in the words. Never renders and never reports.
//!
//! Weights are BM25F (Robertson, Zaragoza 2009): a word's occurrences are summed over the fields by their weights, then
//! saturated; the inverse document frequency is left to the browser, which knows the length of each list.

mod interner;
mod postings;
mod tokenizer;
mod word_counts;

use std::sync::{Mutex, MutexGuard};

use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::foundation::hash::ContentHash;
use crate::lang::stem::{Table, table};
use crate::link::{Section, Site};
use crate::model::{Document, Kind, LangId, SharedStr};

use interner::WordInterner;

pub use tokenizer::words;
pub use word_counts::WordCountCache;

/// How much a word counts by where it stands.
mod weight {
    pub const TITLE: f32 = 6.0;
    /// What the client says: people search for the words that they heard.
    pub const PHRASE: f32 = 4.0;
    pub const SITUATION: f32 = 2.5;
    pub const SUMMARY: f32 = 2.0;
    pub const HEADING: f32 = 3.0;
    pub const ACTION: f32 = 1.5;
    pub const TEXT: f32 = 1.0;
}

/// Where saturation is half: a word in the text three times counts as much as all further ones.
const HALF: f32 = 3.0;
/// Words of text at which the length of a text neither helps nor harms, and how much length counts.
const USUAL_LENGTH: f32 = 300.0;
const LENGTH_COUNTS: f32 = 0.5;
/// Bytes of addresses, titles and answers up to which a first query loads them all; some 20 kilobytes as they are sent.
const TEXTS: usize = 96 << 10;
/// Texts of a file where there are more: a reader sees twenty results, and each may stand in another file.
const PART: usize = 32;
/// Words of a block: the place of a word in its text is told in blocks.
const BLOCK: usize = 12;

/// Stems that occur, each with its number. Numbers depend on the order in which threads meet words; nothing that is
/// written out does.
#[derive(Default)]
struct Lexicon {
    numbers: FxHashMap<Box<str>, u32>,
    stems: Vec<Box<str>>,
}

impl Lexicon {
    fn number(&mut self, stem: &str) -> u32 {
        if let Some(number) = self.numbers.get(stem) {
            return *number;
        }
        let number = self.stems.len() as u32;
        self.numbers.insert(stem.into(), number);
        self.stems.push(stem.into());
        number
    }
}

/// What one thread counts with: the words that it has met, and room for the stems of one text.
#[derive(Default)]
struct CounterBuffer {
    /// A language has few words and many occurrences: word -> number of its stem.
    met: WordInterner,
    /// By number of the stem; what is not in `touched` is zero.
    sums: Vec<TermStats>,
    touched: Vec<u32>,
    /// Words of this text so far.
    at: usize,
}

/// A stem's occurrences in one text.
#[derive(Clone, Copy, Default)]
struct TermStats {
    /// In fields that weigh the same in a long text and in a short one.
    fixed: f32,
    /// In the running text.
    text: f32,
    /// The block of the first, counted from one; zero while there is none.
    block: u32,
}

/// What a text is to a searcher; `search.js` names them in this order.
#[derive(Clone, Copy)]
enum HitKind {
    Situation,
    Phrase,
    Article,
    Page,
    Term,
}

/// A text that can be found.
pub struct IndexedItem {
    sort: HitKind,
    /// Below the base.
    path: String,
    title: String,
    /// What is shown at once: a ready answer, a definition.
    answer: String,
    words: Vec<Word>,
    /// The key of the page that it stands on, if it is all that the page is about.
    page: Option<ContentHash>,
}

/// As a result shows it.
impl Serialize for IndexedItem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.answer.as_str() {
            "" => (&self.path, &self.title).serialize(serializer),
            answer => (&self.path, &self.title, answer).serialize(serializer),
        }
    }
}

/// A stem in a text: how weighty, in steps, and the first block that it stands in.
#[derive(Clone, Copy)]
struct Word {
    stem: u32,
    weight: u8,
    block: u8,
}

/// Collects the texts of one language. Shared by threads.
pub struct Indexer<'s> {
    site: &'s Site,
    lang: LangId,
    table: &'static Table,
    lexicon: Mutex<Lexicon>,
    /// What no thread counts with at the moment.
    spare: Mutex<Vec<CounterBuffer>>,
    known: WordCountCache,
}

/// Paths below the base, and bytes.
pub type Files = Vec<(String, Vec<u8>)>;

/// Where a word stands, for its weight.
#[derive(Clone, Copy)]
enum FieldWeight {
    Fixed(f32),
    Text(f32),
}

impl<'s> Indexer<'s> {
    /// `known`: words that an earlier build has counted.
    pub fn new(site: &'s Site, lang: LangId, known: WordCountCache) -> Indexer<'s> {
        let mut lexicon = Lexicon::default();
        for stem in &known.stems {
            lexicon.number(stem);
        }
        Indexer {
            site,
            lang,
            table: table(site.config.code(lang)),
            lexicon: Mutex::new(lexicon),
            spare: Mutex::default(),
            known,
        }
    }

    pub fn lang(&self) -> LangId {
        self.lang
    }

    /// What `count` makes of a scratch that no other thread has.
    fn with_scratch<T>(&self, count: impl FnOnce(&mut CounterBuffer) -> T) -> T {
        let spare = held(&self.spare).pop();
        let mut scratch = spare.unwrap_or_default();
        let counted = count(&mut scratch);
        held(&self.spare).push(scratch);
        counted
    }

    /// The sum that the next word of a text is added to.
    #[inline]
    fn sum<'c>(&self, scratch: &'c mut CounterBuffer, word: &[u8]) -> &'c mut TermStats {
        let key = || self.table.key(&String::from_utf8_lossy(word));
        let stem = scratch.met.number(word, || held(&self.lexicon).number(&key()));
        if scratch.sums.len() <= stem as usize {
            scratch.sums.resize(stem as usize + 1, TermStats::default());
        }
        let sum = &mut scratch.sums[stem as usize];
        if sum.block == 0 {
            scratch.touched.push(stem);
            sum.block = (scratch.at / BLOCK) as u32 + 1;
        }
        scratch.at += 1;
        sum
    }

    fn add(&self, scratch: &mut CounterBuffer, text: &str, field: FieldWeight) {
        for word in tokenizer::words(text) {
            let sum = self.sum(scratch, word.as_bytes());
            match field {
                FieldWeight::Fixed(weight) => sum.fixed += weight,
                FieldWeight::Text(weight) => sum.text += weight,
            }
        }
    }

    /// The words counted since the last call; a word of the running text counts `text_weight` times its weight.
    fn counted(&self, scratch: &mut CounterBuffer, text_weight: f32) -> Vec<Word> {
        scratch.at = 0;
        let word = |stem: u32| {
            let TermStats { fixed, text, block } = std::mem::take(&mut scratch.sums[stem as usize]);
            let weight = fixed + text * text_weight;
            let steps = weight / (weight + HALF) * postings::STEPS + 0.5;
            Word { stem, weight: steps as u8, block: (block - 1).min(postings::BLOCKS) as u8 }
        };
        scratch.touched.drain(..).map(word).collect()
    }

    /// A Markdown file on the page with the key `page`, if its words are known.
    pub fn known(&self, document: &Document, page: ContentHash) -> Option<IndexedItem> {
        self.known.words(page).map(|words| self.entry(document, words, page))
    }

    fn entry(&self, document: &Document, words: Vec<Word>, page: ContentHash) -> IndexedItem {
        IndexedItem {
            sort: match document.kind {
                Kind::Situation => HitKind::Situation,
                Kind::Article => HitKind::Article,
                Kind::Page => HitKind::Page,
            },
            path: self.site.path(document, self.lang),
            title: document.front.title.to_string(),
            answer: String::new(),
            words,
            page: Some(page),
        }
    }

    /// A Markdown file: its fields, and its text as `body`, HTML with its holes filled, on the page with the key `page`.
    pub fn document(&self, document: &Document, body: &str, page: ContentHash) -> IndexedItem {
        let words = self.with_scratch(|scratch| self.words(scratch, document, body));
        self.entry(document, words, page)
    }

    fn words(&self, scratch: &mut CounterBuffer, document: &Document, body: &str) -> Vec<Word> {
        let (site, lang) = (self.site, self.lang);
        let front = &document.front;
        self.add(scratch, &front.title, FieldWeight::Fixed(weight::TITLE));
        self.add(scratch, &front.summary, FieldWeight::Fixed(weight::SUMMARY));
        for line in front.when.iter().chain(&front.recognise) {
            self.add(scratch, line, FieldWeight::Fixed(weight::SUMMARY));
        }
        let mut length = 0;
        tokenizer::words_of_html(body, |word, heading| {
            let sum = self.sum(scratch, word);
            if heading {
                sum.fixed += weight::HEADING;
            } else {
                sum.text += weight::TEXT;
                length += 1;
            }
        });
        let texts = site.texts(lang);
        if let Some(id) = site.situation_id(&document.id).filter(|_| document.kind == Kind::Situation) {
            let steps = site.checklist(id).phases.iter().flat_map(|phase| &phase.items);
            for (_, action) in steps.filter_map(|step| site.action(&step.id, lang)) {
                self.add(scratch, &action.plain, FieldWeight::Text(weight::TEXT));
            }
            for plan in site.phrases_of(&document.id) {
                let said = texts.phrases.iter().find(|(id, _)| id.value == plan.id.value);
                if let Some((_, phrase)) = said {
                    self.add(scratch, &phrase.says, FieldWeight::Fixed(weight::PHRASE));
                }
            }
        }
        for action in &document.actions {
            self.add(scratch, &action.plain, FieldWeight::Text(weight::ACTION));
        }
        let situations = front.situations.iter().map(|at| &*at.value);
        for situation in situations.filter_map(|situation| site.document_in(situation, lang)) {
            self.add(scratch, &situation.front.title, FieldWeight::Fixed(weight::SITUATION));
        }
        let text_weight = 1.0 / (1.0 - LENGTH_COUNTS + LENGTH_COUNTS * length as f32 / USUAL_LENGTH);
        self.counted(scratch, text_weight)
    }

    /// What clients say with the ready answers, and terms with their definitions.
    fn answered(&self, scratch: &mut CounterBuffer) -> Vec<IndexedItem> {
        let (site, texts) = (self.site, self.site.texts(self.lang));
        let phrases = site.section_path(Section::Phrases, self.lang);
        let terms = site.section_path(Section::Glossary, self.lang);
        let phrases = texts.phrases.iter().map(|(id, phrase)| {
            let others = vec![(&phrase.behind, FieldWeight::Text(weight::TEXT))];
            (HitKind::Phrase, format!("{phrases}#{}", id.value), &phrase.says, others, &phrase.answer)
        });
        let terms = texts.terms.iter().map(|(id, term)| {
            let others = term.also.iter().map(|also| (also, FieldWeight::Fixed(weight::HEADING))).collect();
            (HitKind::Term, format!("{terms}#term-{}", id.value), &term.term, others, &term.definition)
        });
        let entry =
            |(sort, path, title, others, answer): (_, _, &SharedStr, Vec<(&SharedStr, FieldWeight)>, &SharedStr)| {
                self.add(scratch, title, FieldWeight::Fixed(weight::TITLE));
                others.into_iter().for_each(|(other, field)| self.add(scratch, other, field));
                self.add(scratch, answer, FieldWeight::Text(weight::TEXT));
                let words = self.counted(scratch, 1.0);
                IndexedItem { sort, path, title: title.to_string(), answer: answer.to_string(), words, page: None }
            };
        phrases.chain(terms).map(entry).collect()
    }

    /// What a later build need not count again of `entries`, for [`WordCountCache::read`]; nothing if it is no news.
    pub fn news(&self, entries: &[IndexedItem]) -> Option<Vec<u8>> {
        let words = word_counts::bytes(entries, &held(&self.lexicon).stems);
        (!self.known.is_of(&words)).then_some(words)
    }

    /// The index of these texts, of the phrases and of the terms: path below the base, and bytes.
    pub fn finish(self, mut entries: Vec<IndexedItem>) -> Files {
        entries.extend(self.with_scratch(|scratch| self.answered(scratch)));
        let stems = std::mem::take(&mut held(&self.lexicon).stems);
        let folder = format!("{}/search/", self.site.config.code(self.lang));
        let lists = postings::lists(&entries, &stems);
        let mut files = Files::new();
        let mut shards = Vec::new();
        for (first, bytes) in postings::cut(&lists) {
            let name = format!("w-{}", ContentHash::blake3_bytes(&bytes).short(12));
            files.push((format!("{folder}{name}.json"), bytes));
            shards.push((first, name));
        }
        let stems = postings::front_coded(lists.iter().map(|(stem, _)| *stem));
        drop(lists);
        let kinds = entries.iter().map(|entry| char::from(b'0' + entry.sort as u8)).collect();
        let (size, texts) = if json(&entries).len() <= TEXTS {
            (entries.len(), Texts::Whole([&entries]))
        } else {
            let part = |texts: &[IndexedItem]| {
                let bytes = json(&texts);
                let name = format!("t-{}", ContentHash::blake3_bytes(&bytes).short(12));
                files.push((format!("{folder}{name}.json"), bytes));
                name
            };
            (PART, Texts::Parts(entries.chunks(PART).map(part).collect()))
        };
        let head = IndexHeader { rules: self.table.rules(), kinds, size, texts, stems, shards };
        files.push((format!("{folder}index.json"), json(&head)));
        // Two stretches of stems with equal postings are one file.
        files.sort();
        files.dedup();
        files
    }
}

/// What a query loads first.
#[derive(Serialize)]
struct IndexHeader<'e> {
    rules: &'e Value,
    /// For each text the digit of its [`HitKind`].
    kinds: String,
    /// How many texts a part has.
    size: usize,
    texts: Texts<'e>,
    /// [`postings::front_coded`]
    stems: String,
    /// The number of the first stem of each shard, and its name.
    shards: Vec<(usize, String)>,
}

/// The texts of a small index, or the names of the parts of a large one.
#[derive(Serialize)]
#[serde(untagged)]
enum Texts<'e> {
    Whole([&'e [IndexedItem]; 1]),
    Parts(Vec<String>),
}

fn json<T: Serialize>(value: &T) -> Vec<u8> {
    // Texts and numbers, which JSON can always hold.
    serde_json::to_vec(value).unwrap_or_default()
}

fn held<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

impl Site {
    /// The text of an id in this very language.
    fn document_in(&self, id: &str, lang: LangId) -> Option<&Document> {
        self.group(id)?.documents[lang.index()].map(|id| self.document(id))
    }
}
