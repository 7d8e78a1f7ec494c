//! One Markdown file: front matter and body.
//!
//! Takes a file's text and what its language knows; gives its facts (a [`Document`]), its body and every mistake in
//! it. Pure: the same text and [`ParseContext`] give the same [`Parsed`], so it can be memoised by value. Never looks at
//! another file.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::input::yaml::{self, Field, Fields, Text};
use crate::lang::{Language, typography};
use crate::model::{Document, Fragment, FrontMatter, Kind, LangId, SharedStr, Spanned, is_id};
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
        let key = prose.as_ref().map_or(self.key, |prose| ContentHash::xxh3(&(self.key, prose.key)));
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

const COMMON: [Field; 9] = [
    Field { name: "title", required: true, doc: "The heading of the page, in the reader's words." },
    Field { name: "summary", required: true, doc: "One sentence for lists, search and previews." },
    Field { name: "updated", required: false, doc: "Day of the last change of substance, as 2026-11-21." },
    Field { name: "author", required: false, doc: "Who answers for the text." },
    Field { name: "slug", required: false, doc: "Last part of the address, if it is not the id." },
    Field { name: "aliases", required: false, doc: "Former addresses that lead here." },
    Field { name: "draft", required: false, doc: "true: not published yet." },
    Field { name: "source", required: false, doc: "Language that this text was made from." },
    Field { name: "source_hash", required: false, doc: "Hash of the source text at that time; written by situ." },
];
const SITUATIONS: Field = Field {
    name: "situations",
    required: false,
    doc: "Situations that the article serves: its actions are gathered there.",
};

/// The keys of an article's front matter.
pub const ARTICLE_FIELDS: &[Field] = &with(SITUATIONS);
/// The keys of a page's front matter.
pub const PAGE_FIELDS: &[Field] = &COMMON;
/// The keys of a situation's front matter.
pub const SITUATION_FIELDS: &[Field] = &[
    COMMON[0],
    COMMON[1],
    Field { name: "when", required: false, doc: "The pause line: before you answer the letter." },
    Field { name: "recognise", required: false, doc: "Signs of the situation, a short list." },
    Field { name: "worse", required: false, doc: "Condition on which each situation of leads_to follows." },
    COMMON[2],
    COMMON[3],
    Field { name: "checked", required: false, doc: "Day on which the checklist was last tried, as 2026-11-21." },
    COMMON[4],
    COMMON[5],
    COMMON[6],
    COMMON[7],
    COMMON[8],
];

const fn with(more: Field) -> [Field; 10] {
    let c = COMMON;
    [c[0], c[1], more, c[2], c[3], c[4], c[5], c[6], c[7], c[8]]
}

/// The keys that a kind of page may have.
pub fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Situation => SITUATION_FIELDS,
        Kind::Article => ARTICLE_FIELDS,
        Kind::Page => PAGE_FIELDS,
    }
}

/// Reads one file.
pub fn parse(path: &SharedStr, text: &str, kind: Kind, id: &SharedStr, desk: &ParseContext) -> Parsed {
    let mut diagnostics = Vec::new();
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (front, body) = split(path, text, start, &mut diagnostics);
    let head = front.clone();
    let front = match front {
        Some(range) => match yaml::parse(path, text, range) {
            Ok(node) => front_matter(path, node, kind, desk, &mut diagnostics),
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
        extensions: true,
    };
    // Its parts are told apart by a sign that no text holds.
    let content = [&*front.title, "\0", &front.summary, "\0", text[body.clone()].trim()].concat();
    let content_hash = ContentHash::xxh3_bytes(content.as_bytes()).short(16).into();
    let markdown = read(&reading, text, body.clone(), &mut diagnostics).trimmed();
    if let Some(prose) = &desk.prose {
        prose.document(path, text, head, body, &mut diagnostics);
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
        body: ContentHash::xxh3(&(ContentHash::xxh3_bytes(markdown.body.html.as_bytes()), &markdown.body.slots)),
        content_hash,
    };
    Parsed { document: Arc::new(document), body: Arc::new(markdown.body), diagnostics }
}

/// The bytes of the front matter and of the body.
fn split(
    path: &SharedStr,
    text: &str,
    start: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Range<usize>>, Range<usize>) {
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        let end = start + first.trim_end().len();
        let place = Span::new(path, start..end);
        diagnostics.push(Diagnostic::new(Code::FrontMatterMissing, place));
        return (None, start..text.len());
    }
    let front = start + first.len();
    let mut at = front;
    for line in lines {
        if line.trim_end() == "---" {
            return (Some(front..at), at + line.len()..text.len());
        }
        at += line.len();
    }
    diagnostics.push(Diagnostic::new(Code::FrontMatterOpen, Span::new(path, start..start + 3)));
    (None, text.len()..text.len())
}

fn front_matter(
    path: &SharedStr,
    node: yaml::Node,
    kind: Kind,
    desk: &ParseContext,
    diagnostics: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let mut wrong = Vec::new();
    let typed = |text: Text| -> SharedStr { typography(&text.value, desk.language).into_owned().into() };
    let mut fields = Fields::open(path, node, fields(kind), diagnostics);
    let mut front = FrontMatter {
        title: fields.text("title").map(typed).unwrap_or_default(),
        summary: fields.text("summary").map(typed).unwrap_or_default(),
        situations: fields.names("situations").into_iter().map(located).collect(),
        updated: fields.date("updated"),
        author: fields.text("author").map(typed),
        slug: fields.text("slug").map(located),
        aliases: fields.names("aliases").into_iter().map(located).collect(),
        draft: fields.flag("draft"),
        source: fields.text("source").map(located),
        source_hash: fields.text("source_hash").map(located),
        when: fields.text("when").map(typed),
        recognise: fields.texts("recognise").into_iter().map(typed).collect(),
        worse: Vec::new(),
        checked: fields.date("checked"),
    };
    for (name, node) in fields.map("worse") {
        if let Some(text) = yaml::as_text(path, node, &mut wrong) {
            front.worse.push((Spanned { value: name.text.into(), range: name.range }, typed(text)));
        }
    }
    if let Some(slug) = front.slug.take_if(|slug| !is_id(&slug.value)) {
        let place = Span::new(path, slug.range);
        wrong.push(
            Diagnostic::new(Code::BadSlug, place)
                .arg("slug", &*slug.value)
                .arg("suggested", or_blank(desk.language.slug(&slug.value))),
        );
    }
    if let Some(further) = front.aliases.get(MOST_ALIASES) {
        wrong.push(
            Diagnostic::new(Code::TooManyAliases, Span::new(path, further.range.clone()))
                .arg("count", front.aliases.len().to_string())
                .arg("limit", MOST_ALIASES.to_string()),
        );
        front.aliases.truncate(MOST_ALIASES);
    }
    front.aliases.retain(|alias| {
        let clean = alias.value.trim_matches('/');
        let right = !clean.is_empty()
            && clean.split('/').all(|part| {
                !part.is_empty()
                    && part != "."
                    && part != ".."
                    && part.bytes().all(|b| b.is_ascii_graphic() && !b"\\?#%\"'<>&".contains(&b))
            });
        if !right {
            let place = Span::new(path, alias.range.clone());
            wrong.push(
                Diagnostic::new(Code::BadSlug, place)
                    .arg("slug", &*alias.value)
                    .arg("suggested", or_blank(String::new())),
            );
        }
        right
    });
    diagnostics.append(&mut wrong);
    // Lists keep the room of the YAML values that they were made in.
    front.situations.shrink_to_fit();
    front.recognise.shrink_to_fit();
    front
}

/// Each former address makes a page.
const MOST_ALIASES: usize = 100;

/// A word for an empty suggestion, because the messages' variants need one.
fn or_blank(suggested: String) -> String {
    if suggested.is_empty() { "blank".to_owned() } else { suggested }
}

fn located(text: Text) -> Spanned<SharedStr> {
    Spanned { value: text.value.into(), range: text.range }
}
