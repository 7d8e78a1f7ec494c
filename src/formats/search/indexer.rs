//! Counts the words of the documents of one language.
//!
//! Takes documents and their HTML from many threads; returns each as an [`IndexedItem`], and the index files at the
//! end. Stems are numbered in the order in which threads meet them; no output depends on these numbers.
//!
//! Weights are BM25F (Robertson and Zaragoza 2009): the occurrences of a stem are summed over the fields, multiplied by
//! the weight of each field, then saturated. The inverse document frequency is left to the browser, which knows the
//! length of each posting list.

use std::collections::BTreeSet;
use std::sync::Mutex;

use rustc_hash::{FxHashMap, FxHashSet};

use super::index_files::{self, IndexFiles};
use super::synonyms::SynonymGroups;
use super::word_counts::{self, WordCountCache};
use super::{GuideQuestion, HitKind, IndexedItem, StemWeight, postings, tokenizer};
use crate::foundation::hash::ContentHash;
use crate::foundation::locks::lock;
use crate::linguistics::stem::{StemmerRules, stemmer_rules};
use crate::model::{Document, Kind, LangId, SharedStr};
use crate::site::routes::question_path;
use crate::site::{Section, Site};

/// How much an occurrence counts in each field.
mod field_weight {
    pub const TITLE: f32 = 6.0;
    /// What people type: `words` of the document or phrase.
    pub const WORDS: f32 = 6.0;
    /// What the other side says: people search for the words that they have heard.
    pub const PHRASE: f32 = 4.0;
    pub const HEADING: f32 = 3.0;
    /// The titles of the situations that an article belongs to.
    pub const SITUATION: f32 = 2.5;
    pub const SUMMARY: f32 = 2.0;
    pub const ACTION: f32 = 1.5;
    pub const TEXT: f32 = 1.0;
}

/// The weight at which saturation reaches one half (k1 of BM25): three occurrences in the text count as much as all
/// further ones.
const BM25_K1: f32 = 3.0;
/// The length of a text, in words, that neither raises nor lowers its weights (average length of BM25).
const REFERENCE_LENGTH: f32 = 300.0;
/// How much the length of a text counts, from 0 to 1 (b of BM25).
const LENGTH_NORMALISATION: f32 = 0.5;
/// Words in a block; the position of a word in its document is given in blocks.
const WORDS_PER_BLOCK: usize = 12;

/// Stems and their numbers.
#[derive(Default)]
struct Lexicon {
    numbers: FxHashMap<Box<str>, u32>,
    stems: Vec<Box<str>>,
}

impl Lexicon {
    /// The number of `stem`; a new stem gets the next number.
    fn intern(&mut self, stem: &str) -> u32 {
        if let Some(number) = self.numbers.get(stem) {
            return *number;
        }
        let number = self.stems.len() as u32;
        self.numbers.insert(stem.into(), number);
        self.stems.push(stem.into());
        number
    }
}

/// Working memory of one thread: the words that it has met, and the sums of one document.
#[derive(Default)]
struct CounterBuffer {
    /// Number of each word's stem. A language has few distinct words and many occurrences.
    stem_numbers: FxHashMap<Box<[u8]>, u32>,
    /// Indexed by number of the stem; all zero except for the stems in `touched`.
    stats: Vec<TermStats>,
    touched: Vec<u32>,
    /// Number of words of this document so far.
    position: usize,
}

/// The occurrences of a stem in one document.
#[derive(Clone, Copy, Default)]
struct TermStats {
    /// Weighted occurrences in fields whose length does not matter.
    fixed: f32,
    /// Weighted occurrences in the running text.
    text: f32,
    /// The block of the first occurrence, from 1; 0 before the first occurrence.
    block: u32,
}

/// The weight of a field: `Text` with length normalisation, `Fixed` without.
#[derive(Clone, Copy)]
enum FieldWeight {
    Fixed(f32),
    Text(f32),
}

/// Indexes the documents of one language. Shared by threads.
pub struct Indexer<'s> {
    site: &'s Site,
    lang: LangId,
    table: &'static StemmerRules,
    lexicon: Mutex<Lexicon>,
    /// Buffers that no thread uses at the moment.
    idle_buffers: Mutex<Vec<CounterBuffer>>,
    cache: WordCountCache,
}

impl<'s> Indexer<'s> {
    /// `cache` holds the word counts of the previous build.
    pub(super) fn new(site: &'s Site, lang: LangId, cache: WordCountCache) -> Indexer<'s> {
        let mut lexicon = Lexicon::default();
        for stem in &cache.stems {
            lexicon.intern(stem);
        }
        Indexer {
            site,
            lang,
            table: stemmer_rules(site.config.code(lang)),
            lexicon: Mutex::new(lexicon),
            idle_buffers: Mutex::default(),
            cache,
        }
    }

    pub(super) fn lang(&self) -> LangId {
        self.lang
    }

    /// The document on the page with the cache key `page_key`, if its word counts are cached.
    pub fn cached(&self, document: &Document, page_key: ContentHash) -> Option<IndexedItem> {
        let counts_key = counts_key(document, page_key);
        self.cache.get(counts_key).map(|stems| self.document_item(document, stems, counts_key))
    }

    /// Counts the words of a document: its front matter, its actions and `body`, the HTML with all slots filled.
    /// `page_key` is the cache key of its page.
    pub fn index(&self, document: &Document, body: &str, page_key: ContentHash) -> IndexedItem {
        let stems = self.with_buffer(|buffer| self.count_document(buffer, document, body));
        self.document_item(document, stems, counts_key(document, page_key))
    }

    fn document_item(&self, document: &Document, stems: Vec<StemWeight>, counts_key: ContentHash) -> IndexedItem {
        IndexedItem {
            kind: match document.kind {
                Kind::Situation => HitKind::Situation,
                Kind::Article => HitKind::Article,
                Kind::Page => HitKind::Page,
                Kind::Fillable => HitKind::Fillable,
            },
            path: self.site.config.relative_href(&self.site.path(document, self.lang)),
            title: document.front.title.to_string(),
            excerpt: document.front.summary.to_string(),
            stems,
            hidden: document.front.no_search,
            counts_key: Some(counts_key),
        }
    }

    fn count_document(&self, buffer: &mut CounterBuffer, document: &Document, body: &str) -> Vec<StemWeight> {
        let (site, lang) = (self.site, self.lang);
        let front = &document.front;
        self.count(buffer, &front.title, FieldWeight::Fixed(field_weight::TITLE));
        self.count_words(buffer, &front.words);
        self.count(buffer, &front.summary, FieldWeight::Fixed(field_weight::SUMMARY));
        for line in front.when.iter().chain(&front.recognise) {
            self.count(buffer, line, FieldWeight::Fixed(field_weight::SUMMARY));
        }
        let mut length = 0;
        let shown_above = document.urgent.iter().chain([&document.lead]).map(|text| &*text.html);
        for html in shown_above.chain([body]) {
            tokenizer::html_words(html, |word, in_heading| {
                let stats = self.next_word(buffer, word);
                if in_heading {
                    stats.fixed += field_weight::HEADING;
                } else {
                    stats.text += field_weight::TEXT;
                    length += 1;
                }
            });
        }
        let texts = site.texts(lang);
        if let Some(id) = site.situation_id(&document.id).filter(|_| document.kind == Kind::Situation) {
            for (_, action) in site.checklist(id).actions().filter_map(|action| site.action(action, lang)) {
                self.count(buffer, &action.plain, FieldWeight::Text(field_weight::TEXT));
            }
            for plan in site.phrases_of(&document.id) {
                let phrase = texts.phrases.iter().find(|(id, _)| id.value == plan.id.value);
                if let Some((_, phrase)) = phrase {
                    self.count(buffer, &phrase.says, FieldWeight::Fixed(field_weight::PHRASE));
                }
            }
        }
        for action in &document.actions {
            self.count(buffer, &action.plain, FieldWeight::Text(field_weight::ACTION));
        }
        for situation in &front.situations {
            if let Some(situation) = self.document_in_language(&situation.value) {
                self.count(buffer, &situation.front.title, FieldWeight::Fixed(field_weight::SITUATION));
            }
        }
        let relative_length = length as f32 / REFERENCE_LENGTH;
        take_stems(buffer, 1.0 / (1.0 - LENGTH_NORMALISATION + LENGTH_NORMALISATION * relative_length))
    }

    /// The document of an id in this language; `None` if it is not translated.
    fn document_in_language(&self, id: &str) -> Option<&'s Document> {
        let site = self.site;
        site.group(id)?.document_in(self.lang).map(|id| site.document(id))
    }

    /// The phrases and glossary terms of the language as items.
    fn phrases_and_terms(&self, buffer: &mut CounterBuffer) -> Vec<IndexedItem> {
        let (site, texts) = (self.site, self.site.texts(self.lang));
        let section_href = |section| site.config.relative_href(&site.section_path(section, self.lang));
        let (phrase_list, glossary) = (section_href(Section::Phrases), section_href(Section::Glossary));
        let phrases = texts.phrases.iter().map(|(id, phrase)| {
            let others = vec![(&phrase.meaning, FieldWeight::Text(field_weight::TEXT))];
            let path = phrase_list.clone().with_fragment(&id.value);
            (HitKind::Phrase, path, &phrase.says, phrase.words.as_slice(), others, &phrase.answer)
        });
        let terms = texts.terms.iter().map(|(id, term)| {
            let others = term.also.iter().map(|variant| (variant, FieldWeight::Fixed(field_weight::HEADING))).collect();
            (
                HitKind::Term,
                glossary.clone().with_fragment(&format!("term-{}", id.value)),
                &term.term,
                [].as_slice(),
                others,
                &term.definition,
            )
        });
        let item = |(kind, path, title, words, others, answer): (
            _,
            _,
            &SharedStr,
            &[SharedStr],
            Vec<(&SharedStr, FieldWeight)>,
            &SharedStr,
        )| {
            self.count(buffer, title, FieldWeight::Fixed(field_weight::TITLE));
            self.count_words(buffer, words);
            others.into_iter().for_each(|(other, field)| self.count(buffer, other, field));
            self.count(buffer, answer, FieldWeight::Text(field_weight::TEXT));
            let stems = take_stems(buffer, 1.0);
            IndexedItem {
                kind,
                path,
                title: title.to_string(),
                excerpt: answer.to_string(),
                stems,
                hidden: false,
                counts_key: None,
            }
        };
        phrases.chain(terms).map(item).collect()
    }

    /// Calls `count` with a buffer that no other thread uses.
    fn with_buffer<T>(&self, count: impl FnOnce(&mut CounterBuffer) -> T) -> T {
        let idle = lock(&self.idle_buffers).pop();
        let mut buffer = idle.unwrap_or_default();
        let counted = count(&mut buffer);
        lock(&self.idle_buffers).push(buffer);
        counted
    }

    /// Counts the words of one field.
    fn count(&self, buffer: &mut CounterBuffer, text: &str, field: FieldWeight) {
        tokenizer::plain_words(text, |word| {
            let stats = self.next_word(buffer, word.as_bytes());
            match field {
                FieldWeight::Fixed(weight) => stats.fixed += weight,
                FieldWeight::Text(weight) => stats.text += weight,
            }
        });
    }

    /// Counts the texts that people type. They are alternatives, so a stem counts once, however many texts have it.
    fn count_words(&self, buffer: &mut CounterBuffer, texts: &[SharedStr]) {
        let mut counted = FxHashSet::default();
        for text in texts {
            tokenizer::plain_words(text, |word| {
                let is_first = counted.insert(self.stem_number(buffer, word.as_bytes()));
                let stats = self.next_word(buffer, word.as_bytes());
                if is_first {
                    stats.fixed += field_weight::WORDS;
                }
            });
        }
    }

    /// The number of a word's stem.
    #[inline]
    fn stem_number(&self, buffer: &mut CounterBuffer, word: &[u8]) -> u32 {
        if let Some(stem) = buffer.stem_numbers.get(word) {
            return *stem;
        }
        let stem = lock(&self.lexicon).intern(&self.table.key(&String::from_utf8_lossy(word)));
        buffer.stem_numbers.insert(word.into(), stem);
        stem
    }

    /// Advances by one word of the document and returns the statistics of its stem.
    #[inline]
    fn next_word<'c>(&self, buffer: &'c mut CounterBuffer, word: &[u8]) -> &'c mut TermStats {
        let stem = self.stem_number(buffer, word);
        if buffer.stats.len() <= stem as usize {
            buffer.stats.resize(stem as usize + 1, TermStats::default());
        }
        let stats = &mut buffer.stats[stem as usize];
        if stats.block == 0 {
            buffer.touched.push(stem);
            stats.block = (buffer.position / WORDS_PER_BLOCK) as u32 + 1;
        }
        buffer.position += 1;
        stats
    }

    /// The synonyms of the language, as numbers of their stems. A word with hyphens is in the index as one word.
    fn synonyms(&self) -> SynonymGroups {
        let mut lexicon = lock(&self.lexicon);
        let mut number = |word: &SharedStr| {
            let mut last = None;
            tokenizer::plain_words(word, |part| last = Some(lexicon.intern(&self.table.key(part))));
            last
        };
        let groups = &self.site.texts(self.lang).synonyms;
        SynonymGroups::new(groups.iter().map(|group| group.iter().filter_map(&mut number).collect()))
    }

    /// Serialised word counts for the next build; `None` if they equal the ones that were loaded.
    pub(super) fn changed_word_counts(&self, items: &[IndexedItem]) -> Option<Vec<u8>> {
        let bytes = word_counts::encode(items, &lock(&self.lexicon).stems);
        (!self.cache.is_decoded_from(&bytes)).then_some(bytes)
    }

    /// The index of `items`, of the phrases and of the glossary terms.
    pub(super) fn finish(self, mut items: Vec<IndexedItem>) -> IndexFiles {
        items.retain(|item| !item.hidden);
        items.extend(self.with_buffer(|buffer| self.phrases_and_terms(buffer)));
        let synonyms = self.synonyms();
        items.iter_mut().for_each(|item| synonyms.expand(&mut item.stems));
        let stems = std::mem::take(&mut lock(&self.lexicon).stems);
        let folder = format!("{}/search/", self.site.config.code(self.lang));
        index_files::build(&folder, &items, &stems, self.table.exported(), &self.guide_questions(&items))
    }

    /// The questions of the guide whose answers lead to several situations.
    fn guide_questions(&self, items: &[IndexedItem]) -> Vec<GuideQuestion> {
        let (site, lang) = (self.site, self.lang);
        let number = |id: &SharedStr| {
            let document = self.document_in_language(id)?;
            let path = site.config.relative_href(&site.path(document, lang));
            items.iter().position(|item| item.path == path)
        };
        let questions = site.structure.questions.iter().filter_map(|question| {
            let id = &question.id.value;
            let numbers: BTreeSet<usize> =
                question.answers.iter().filter_map(|answer| number(&answer.to.value)).collect();
            let (_, text) = site.question_text(id, lang).filter(|(own, _)| *own == lang && numbers.len() > 1)?;
            let path = site.config.relative_href(&question_path(site, id, lang));
            Some((text.ask.to_string(), path, numbers.into_iter().collect()))
        });
        questions.collect()
    }
}

/// The key under which the counts of a document are cached: that of its page, with what the index has besides the page.
fn counts_key(document: &Document, page_key: ContentHash) -> ContentHash {
    match document.front.words.as_slice() {
        [] => page_key,
        words => ContentHash::xxh3(&(page_key, words)),
    }
}

/// The stems counted since the last call. An occurrence in the running text counts `text_weight` times its weight.
fn take_stems(buffer: &mut CounterBuffer, text_weight: f32) -> Vec<StemWeight> {
    buffer.position = 0;
    let stem_weight = |stem: u32| {
        let TermStats { fixed, text, block } = std::mem::take(&mut buffer.stats[stem as usize]);
        let weight = fixed + text * text_weight;
        let steps = weight / (weight + BM25_K1) * postings::WEIGHT_STEPS + 0.5;
        StemWeight { stem, weight: steps as u8, block: (block - 1).min(postings::MAX_BLOCK) as u8 }
    };
    buffer.touched.drain(..).map(stem_weight).collect()
}
