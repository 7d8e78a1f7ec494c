//! One Markdown file: front matter and body.
//!
//! Takes a file's text and what its language knows; gives its facts (a [`Document`]), its body and every mistake in
//! it. Pure: the same text and [`ParseContext`] give the same [`Parsed`], so it can be memoised by value. Never looks at
//! another file.

use std::sync::Arc;

use crate::diagnostics::Diagnostic;
use crate::foundation::hash::ContentHash;
use crate::input::yaml;
use crate::lang::Language;
use crate::model::{Document, Fragment, FrontMatter, Kind, LangId, SharedStr};
use crate::parse::front_matter::{self, Parts, split};
use crate::parse::glossary::Glossary;
use crate::parse::markdown::{ParseInput, Phases, read};
use crate::parse::prose::ProseLinter;

/// What the reading of a file depends on beside its text: the same for all files of a language.
pub struct ParseContext {
    pub lang: LangId,
    pub language: &'static Language,
    pub phases: Phases,
    pub glossary: Glossary,
    /// What the words are held against; nothing by default.
    pub prose: Option<Arc<ProseLinter>>,
    /// [`crate::model::LanguageTexts::case`]
    pub case: Vec<(SharedStr, &'static str)>,
    /// The key of all of the above.
    pub key: ContentHash,
}

impl ParseContext {
    /// With help for the words, if there is any.
    pub fn proofread(self, prose: Option<Arc<ProseLinter>>) -> ParseContext {
        let key = prose.as_ref().map_or(self.key, |prose| ContentHash::of(&(self.key, prose.key)));
        ParseContext { prose, key, ..self }
    }
}

/// A file read: facts, body, mistakes.
#[derive(Debug)]
pub struct Parsed {
    pub document: Arc<Document>,
    pub body: Arc<Fragment>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one file.
pub fn parse(path: &SharedStr, text: &str, kind: Kind, id: &SharedStr, desk: &ParseContext) -> Parsed {
    let mut diagnostics = Vec::new();
    let Parts { front: front_range, body } = split(path, text, &mut diagnostics);
    let front = match front_range.clone() {
        Some(range) => match yaml::parse(path, text, range) {
            Ok(node) => front_matter::parse(path, node, kind, desk.language, &mut diagnostics),
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                FrontMatter::default()
            }
        },
        None => FrontMatter::default(),
    };
    let reading = ParseInput {
        path,
        kind,
        page: id,
        language: desk.language,
        phases: &desk.phases,
        glossary: &desk.glossary,
        case: &desk.case,
    };
    // Its parts are told apart by a sign that no text holds.
    let content = [&*front.title, "\0", &front.summary, "\0", text[body.clone()].trim()].concat();
    let content_hash = ContentHash::of_output(content.as_bytes()).short(16).into();
    let markdown = read(&reading, text, body.clone(), &mut diagnostics).trimmed();
    if let Some(prose) = &desk.prose {
        prose.document(path, text, front_range, body, &mut diagnostics);
    }
    let document = Document {
        kind,
        id: id.clone(),
        lang: desk.lang,
        path: path.clone(),
        front,
        headings: markdown.headings,
        actions: markdown.actions,
        items: markdown.items,
        links: markdown.links,
        pictures: markdown.pictures,
        phrases: markdown.phrases,
        terms: markdown.terms,
        named: markdown.named,
        intros: markdown.intros,
        slots: markdown.body.slots.iter().map(|(_, slot)| slot.clone()).collect(),
        body: ContentHash::of(&(ContentHash::of_output(markdown.body.html.as_bytes()), &markdown.body.slots)),
        content_hash,
    };
    Parsed { document: Arc::new(document), body: Arc::new(markdown.body), diagnostics }
}
