//! The search's index: static files per language, read by the theme's `search.js`.
//!
//! Takes the linked [`Site`], a language and each document's filled body; gives files below `<lang>/search/`:
//!
//! | file | what |
//! |---|---|
//! | `index.json` | the stemmer's table, every text with title and address, the sorted stems, the names of the shards |
//! | `w-<hash>.json` | postings of a stretch of stems: which text, how weighty, where |
//! | `text/<folder>/<slug>.json` | a text's sentences under their headings, for excerpts |
//!
//! A query loads the first once, the shards of its words, and the sentences of what it shows. Bytes depend on the
//! content only. The cost is linear in the words. Never renders and never reports.
//!
//! Weights are BM25F (Robertson, Zaragoza 2009): a word's occurrences are summed over the fields by their weights, then
//! saturated; the inverse document frequency is left to the browser, which knows the length of each list.

mod shards;
mod text;

use std::collections::HashMap;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::lang::stem::{Table, table};
use crate::memo::Key;
use crate::model::{Action, Document, Kind, LangId};
use crate::site::{DocId, Site};

pub use text::{Section, sections, words};

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
/// Words of a block: the place of a word in its text is told in blocks.
const BLOCK: usize = 12;

/// Stems of words seen: a language has few words and many occurrences.
type Stems = HashMap<String, Box<str>>;

/// A text that can be found.
struct Entry {
    /// As in the theme: `situation`, `article`, `page`, `phrase`, `term`.
    kind: &'static str,
    /// Below the base.
    path: String,
    title: String,
    /// What is shown at once: a ready answer, a definition.
    answer: String,
    words: Vec<Word>,
    /// The file of its sentences, if it has one.
    file: Option<(String, Vec<u8>)>,
}

/// A stem in a text: how weighty, and the first block that it stands in.
struct Word {
    stem: Box<str>,
    weight: f32,
    block: usize,
}

/// Counts the words of one text.
struct Counter<'t, 'c> {
    table: &'t Table,
    stems: &'c mut Stems,
    found: HashMap<Box<str>, (f32, usize)>,
    at: usize,
}

impl Counter<'_, '_> {
    fn add(&mut self, text: &str, weight: f32) {
        for word in text::words(text) {
            let stem = match self.stems.get(word) {
                Some(stem) => stem,
                None => {
                    let stem = self.table.key(word).into_boxed_str();
                    self.stems.entry(word.to_owned()).or_insert(stem)
                }
            };
            match self.found.get_mut(stem) {
                Some((sum, _)) => *sum += weight,
                None => {
                    self.found.insert(stem.clone(), (weight, self.at / BLOCK));
                }
            }
            self.at += 1;
        }
    }

    /// In the order of stems.
    fn finish(self) -> Vec<Word> {
        let word = |(stem, (weight, block))| Word { stem, weight: weight / (weight + HALF), block };
        let mut words: Vec<Word> = self.found.into_iter().map(word).collect();
        words.sort_by(|a, b| a.stem.cmp(&b.stem));
        words
    }
}

/// The files of a language's search: path below the base, and bytes.
///
/// `body` gives a document's body as HTML with its holes filled.
pub fn index(site: &Site, lang: LangId, body: impl Fn(DocId) -> String + Sync) -> Vec<(String, Vec<u8>)> {
    let table = table(site.config.code(lang));
    let shown: Vec<DocId> = site
        .entries
        .iter()
        .filter_map(|entry| match entry.kind {
            // A situation stands in every language, in the words of another if need be.
            Kind::Situation => site.structure.situation(&entry.id).and(site.in_language(entry, lang)),
            _ => entry.documents[lang.index()],
        })
        .collect();
    let read = |stems: &mut Stems, id: &DocId| document(site, lang, stems, site.document(*id), &body(*id));
    let mut entries: Vec<Entry> = shown.par_iter().map_init(Stems::new, read).collect();
    let mut stems = Stems::new();
    entries.extend(phrases(site, table, &mut stems, lang));
    entries.extend(terms(site, table, &mut stems, lang));
    let folder = format!("{}/search/", site.config.code(lang));
    let lists = shards::lists(&entries);
    let shards = shards::cut(&lists);
    let mut files: Vec<(String, Vec<u8>)> = Vec::with_capacity(entries.len() + shards.len() + 1);
    let mut names = Vec::new();
    for shard in &shards {
        let bytes = Value::from(shard.lists.clone()).to_string().into_bytes();
        let name = format!("w-{}", Key::of_bytes(&bytes).short(12));
        files.push((format!("{folder}{name}.json"), bytes));
        names.push(json!([shard.first, name]));
    }
    let texts: Vec<Value> = entries
        .iter()
        .map(|entry| match entry.answer.as_str() {
            "" => json!([entry.kind, entry.path, entry.title]),
            answer => json!([entry.kind, entry.path, entry.title, answer]),
        })
        .collect();
    let head = json!({
        "rules": table.rules(),
        "texts": texts,
        "stems": shards::front_coded(lists.iter().map(|(stem, _)| *stem)),
        "shards": names,
    });
    files.push((format!("{folder}index.json"), head.to_string().into_bytes()));
    files.extend(entries.into_iter().filter_map(|entry| entry.file));
    // Two stretches of stems with equal postings are one file.
    files.sort();
    files.dedup();
    files
}

/// A Markdown file: its fields, and its sentences for excerpts.
fn document(site: &Site, lang: LangId, stems: &mut Stems, document: &Document, body: &str) -> Entry {
    let code = site.config.code(lang);
    let table = table(code);
    let front = &document.front;
    let mut sections = text::sections(body);
    if document.kind == Kind::Situation {
        sections.splice(0..0, steps(site, lang, document));
    }
    let length: usize = sections.iter().flat_map(|section| &section.lines).map(|line| text::words(line).count()).sum();
    let text_weight = weight::TEXT / (1.0 - LENGTH_COUNTS + LENGTH_COUNTS * length as f32 / USUAL_LENGTH);
    let mut count = Counter { table, stems, found: HashMap::new(), at: 0 };
    count.add(&front.title, weight::TITLE);
    count.add(&front.summary, weight::SUMMARY);
    for line in front.when.iter().chain(&front.recognise) {
        count.add(line, weight::SUMMARY);
    }
    for section in &sections {
        count.add(&section.heading, weight::HEADING);
        section.lines.iter().for_each(|line| count.add(line, text_weight));
    }
    for action in &document.actions {
        count.add(&action.plain, weight::ACTION * text_weight);
    }
    let texts = site.texts(lang);
    let situations = front.situations.iter().map(|at| &*at.value);
    let named = situations.filter_map(|situation| site.document_in(situation, lang));
    for situation in named {
        count.add(&situation.front.title, weight::SITUATION);
    }
    if document.kind == Kind::Situation {
        for plan in site.phrases_of(&document.id) {
            let said = texts.phrases.iter().find(|(id, _)| id.value == plan.id.value);
            if let Some((_, phrase)) = said {
                count.add(&phrase.says, weight::PHRASE);
            }
        }
    }
    let path = site.path(document, lang);
    let below = path.strip_prefix(code).unwrap_or(&path).trim_matches('/');
    let shown: Vec<Value> = std::iter::once(Section::lead(&front.summary))
        .chain(sections)
        .filter(|section| !section.lines.is_empty())
        .map(|section| json!([section.anchor, section.heading, section.lines.join("\n")]))
        .collect();
    Entry {
        kind: document.kind.as_str(),
        title: front.title.to_string(),
        answer: String::new(),
        words: count.finish(),
        file: Some((format!("{code}/search/text/{below}.json"), Value::from(shown).to_string().into_bytes())),
        path,
    }
}

/// What a situation's page says that is not in its file: the steps, by moment.
fn steps(site: &Site, lang: LangId, document: &Document) -> Vec<Section> {
    let front = &document.front;
    let mut sections = vec![Section {
        lines: front.when.iter().chain(&front.recognise).map(|line| line.to_string()).collect(),
        ..Section::default()
    }];
    let Some(number) = site.structure.situation(&document.id) else { return sections };
    let names = &site.texts(lang).phases;
    for (phase, actions) in &site.checklists[number].phases {
        let plain = |(_, action): (DocId, &Action)| action.plain.to_string();
        let lines = actions.iter().filter_map(|action| site.action(&action.key, lang).map(plain)).collect();
        let heading = names.get(*phase).map(|name| name.to_string()).unwrap_or_default();
        sections.push(Section { anchor: String::new(), heading, lines });
    }
    sections
}

/// What clients say, with the ready answers.
fn phrases(site: &Site, table: &Table, stems: &mut Stems, lang: LangId) -> Vec<Entry> {
    let page = site.part_path("phrases", lang);
    let mut entries = Vec::new();
    for (id, phrase) in &site.texts(lang).phrases {
        let mut count = Counter { table, stems, found: HashMap::new(), at: 0 };
        count.add(&phrase.says, weight::TITLE);
        count.add(&phrase.behind, weight::TEXT);
        count.add(&phrase.answer, weight::TEXT);
        entries.push(Entry {
            kind: "phrase",
            path: format!("{page}#{}", id.value),
            title: phrase.says.to_string(),
            answer: phrase.answer.to_string(),
            words: count.finish(),
            file: None,
        });
    }
    entries
}

/// Terms with their definitions.
fn terms(site: &Site, table: &Table, stems: &mut Stems, lang: LangId) -> Vec<Entry> {
    let page = site.part_path("glossary", lang);
    let mut entries = Vec::new();
    for (id, term) in &site.texts(lang).terms {
        let mut count = Counter { table, stems, found: HashMap::new(), at: 0 };
        count.add(&term.term, weight::TITLE);
        term.also.iter().for_each(|also| count.add(also, weight::HEADING));
        count.add(&term.definition, weight::TEXT);
        entries.push(Entry {
            kind: "term",
            path: format!("{page}#term-{}", id.value),
            title: term.term.to_string(),
            answer: term.definition.to_string(),
            words: count.finish(),
            file: None,
        });
    }
    entries
}

impl Site {
    /// The text of an id in this very language.
    fn document_in(&self, id: &str, lang: LangId) -> Option<&Document> {
        self.entry(id)?.documents[lang.index()].map(|id| self.document(id))
    }
}
