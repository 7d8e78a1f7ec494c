//! The parser of one Markdown file, front matter and body.
//!
//! Takes the text of a file and the data of its language; returns a [`Document`], its body and diagnostics. Pure: equal
//! text and an equal [`ParseContext`] produce an equal [`Parsed`], so results can be cached by content hash. Never
//! looks at another file.

use std::sync::Arc;

use crate::diagnostics::Diagnostic;
use crate::foundation::hash::ContentHash;
use crate::input::yaml;
use crate::linguistics::Language;
use crate::model::{Document, Fragment, FrontMatter, Kind, LangId, SharedStr};
use crate::parse::front_matter::{self, Parts, split_front_matter};
use crate::parse::glossary::Glossary;
use crate::parse::markdown::{self, ParseInput, Phases};
use crate::parse::plain_texts;
use crate::parse::prose::ProseLinter;

/// Everything that the result depends on besides the text of the file: the same for all files of a language.
pub struct ParseContext {
    /// The language of the file, as an index into the settings.
    pub lang: LangId,
    /// The data of that language.
    pub language: &'static Language,
    /// The phases of situations, with their names in the language.
    pub phases: Phases,
    /// The terms to link.
    pub glossary: Glossary,
    /// `None` if the site does not ask for prose lints.
    pub prose_linter: Option<Arc<ProseLinter>>,
    /// Names that a placeholder may have, each with the field of the reader's case that fills it; see
    /// [`crate::model::LanguageTexts::case`].
    pub case_fields: Vec<(SharedStr, &'static str)>,
    /// Cache key of all other fields.
    pub cache_key: ContentHash,
}

impl ParseContext {
    /// The same context with this prose linter.
    pub fn with_prose_linter(self, prose_linter: Option<Arc<ProseLinter>>) -> ParseContext {
        let hash = |linter: &Arc<ProseLinter>| ContentHash::xxh3(&(self.cache_key, linter.cache_key));
        let cache_key = prose_linter.as_ref().map_or(self.cache_key, hash);
        ParseContext { prose_linter, cache_key, ..self }
    }
}

/// A parsed file.
#[derive(Debug)]
pub struct Parsed {
    /// Front matter, headings, actions and links.
    pub document: Arc<Document>,
    /// HTML with slots, separate because most stages need only the document.
    pub body: Arc<Fragment>,
    /// Every mistake in the file, unsorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses the file at `path`. `id` is the id of the document, which comes from its path.
pub fn parse_document(path: &SharedStr, text: &str, kind: Kind, id: &SharedStr, context: &ParseContext) -> Parsed {
    let mut diagnostics = Vec::new();
    let Parts { front: front_range, body } = split_front_matter(path, text, &mut diagnostics);
    let front = match front_range.clone() {
        Some(range) => match yaml::parse(path, text, range) {
            Ok(node) => {
                plain_texts::check_front_matter(path, text, &node, context.language, &mut diagnostics);
                front_matter::parse(path, node, kind, context.language, &mut diagnostics)
            }
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                FrontMatter::default()
            }
        },
        None => FrontMatter::default(),
    };
    let input = ParseInput {
        path,
        kind,
        document_id: id,
        language: context.language,
        phases: &context.phases,
        glossary: &context.glossary,
        case_fields: &context.case_fields,
    };
    // NUL is a forbidden character, so it separates the parts unambiguously.
    let content = [&*front.title, "\0", &front.summary, "\0", text[body.clone()].trim()].concat();
    let content_hash = ContentHash::xxh3_bytes(content.as_bytes()).short(16).into();
    let parsed = markdown::parse(&input, text, body.clone(), &mut diagnostics).shrink_to_fit();
    if let Some(linter) = &context.prose_linter {
        linter.document(path, text, front_range, body, &mut diagnostics);
    }
    let document = Document {
        kind,
        id: id.clone(),
        lang: context.lang,
        path: path.clone(),
        front,
        headings: parsed.headings,
        actions: parsed.actions,
        items: parsed.items,
        has_boxes: parsed.has_boxes,
        moved_anchors: parsed.moved_anchors,
        footnotes: parsed.footnotes,
        links: parsed.links,
        pictures: parsed.pictures,
        phrases: parsed.phrases,
        terms: parsed.terms,
        single_bracket_ids: parsed.single_bracket_ids,
        phase_intros: parsed.phase_intros,
        slots: parsed.body.slots.iter().map(|(_, slot)| slot.clone()).collect(),
        body: ContentHash::xxh3(&(ContentHash::xxh3_bytes(parsed.body.html.as_bytes()), &parsed.body.slots)),
        content_hash,
    };
    Parsed { document: Arc::new(document), body: Arc::new(parsed.body), diagnostics }
}
