//! The parser of one Markdown file, front matter and body.
//!
//! Takes the text of a file and the data of its language; returns a [`Document`], its body and diagnostics. Pure: equal
//! text and an equal [`ParseContext`] produce an equal [`Parsed`], so results can be cached by content hash. Never
//! looks at another file.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::foundation::hash::ContentHash;
use crate::input::yaml;
use crate::linguistics::Language;
use crate::model::{Action, Document, Fragment, FrontMatter, Kind, LangId, PhaseId, SharedStr, Spanned};
use crate::parse::front_matter::{self, Parts, split_front_matter};
use crate::parse::glossary::Glossary;
use crate::parse::markdown::{self, ParseInput, ParsedMarkdown, Phases};
use crate::parse::plain_texts;
use crate::parse::prose::ProseLinter;
use crate::parse::sample_text::check_sample_text;

/// The most characters of a lead, without its markup.
const MAX_LEAD: usize = 300;

/// Everything that the result depends on besides the text of the file: the same for all files of a language.
pub struct ParseContext {
    /// The language of the file, as an index into the settings.
    pub lang: LangId,
    /// The data of that language.
    pub language: &'static Language,
    /// The phases of situations, with their names in the language.
    pub phases: Phases,
    /// Keyed by situation: the phases that it alone has, in ascending order.
    pub own_phases: BTreeMap<SharedStr, Vec<(PhaseId, SharedStr)>>,
    /// The terms to link.
    pub glossary: Glossary,
    /// `None` if the site does not ask for prose lints.
    pub prose_linter: Option<Arc<ProseLinter>>,
    /// Placeholders, each with the field of the reader's case that fills it; see [`crate::model::CaseTexts::blanks`].
    pub case_blanks: BTreeMap<SharedStr, SharedStr>,
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

    /// The phases that the headings of a document can name. A situation has own ones, and names of its own.
    fn phases_of(&self, kind: Kind, id: &SharedStr, front: &FrontMatter) -> Cow<'_, Phases> {
        let own = self.own_phases.get(id).filter(|_| kind == Kind::Situation);
        if own.is_none() && front.phases.is_empty() {
            return Cow::Borrowed(&self.phases);
        }
        let names = front.phases.iter().map(|(id, name)| (&*id.value, name));
        Cow::Owned(self.phases.with_own(own.map_or(&[], Vec::as_slice), names))
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
    let identity = Identity { path, kind, id };
    let phases = context.phases_of(kind, id, &front);
    let input = ParseInput { phases: &phases, ..identity.parse_input(context) };
    let content_hash = hash_content(&front, text[body.clone()].trim());
    let mut parsed = markdown::parse(&input, text, body.clone(), &mut diagnostics);
    let mut inline = |value: &Spanned<SharedStr>| {
        let value = yaml::without_quotes(text, value);
        markdown::parse_inline(&input, &value, &mut parsed.links, &mut diagnostics)
    };
    let lead = front.lead.as_ref().map(&mut inline).unwrap_or_default();
    let send = front.send.as_ref().map(&mut inline).unwrap_or_default();
    let urgent = front.urgent.iter().map(inline).collect();
    let parsed = parsed.shrink_to_fit();
    diagnostics.extend(long_lead(path, &front, &lead));
    if !front.draft {
        check_sample_text(path, text, context.language, &mut diagnostics);
    }
    if let Some(linter) = &context.prose_linter {
        linter.document((path, kind), text, front_range, body, &mut diagnostics);
    }
    let (document, body) = identity.document(context, front, parsed, content_hash);
    let document = Document { lead, urgent, send, ..document };
    Parsed { document: Arc::new(document), body: Arc::new(body), diagnostics }
}

/// Hash of what a translation must follow: title, summary, urgent, lead and send texts, names of phases, body. Line ends do
/// not matter, because editors and Git change them.
fn hash_content(front: &FrontMatter, body: &str) -> SharedStr {
    let body = if body.contains('\r') { Cow::Owned(body.replace("\r\n", "\n")) } else { Cow::Borrowed(body) };
    // NUL is a forbidden character, so it separates the parts unambiguously.
    let mut content = [&*front.title, "\0", &front.summary, "\0", &body].concat();
    let texts = front.urgent.iter().chain(&front.lead).chain(&front.send).map(|text| &text.value);
    for text in texts.chain(front.phases.iter().map(|(_, name)| name)) {
        content.push('\0');
        content.push_str(text);
    }
    ContentHash::xxh3_bytes(content.as_bytes()).short(16).into()
}

/// The diagnostic for a lead of more than [`MAX_LEAD`] characters.
fn long_lead(path: &SharedStr, front: &FrontMatter, lead: &Fragment) -> Option<Diagnostic> {
    let mut in_tag = false;
    let mut is_shown = |c: char| {
        let is_outside = !in_tag && c != '<';
        in_tag = (in_tag || c == '<') && c != '>';
        is_outside
    };
    let count = lead.html.chars().filter(|c| is_shown(*c)).count();
    let span = Span::new(path, front.lead.as_ref().filter(|_| count > MAX_LEAD)?.range.clone());
    let diagnostic = Diagnostic::new(Code::LongLead, span).arg("count", count.to_string());
    Some(diagnostic.arg("limit", MAX_LEAD.to_string()))
}

/// What a document is, before it is parsed.
#[derive(Clone, Copy)]
struct Identity<'a> {
    path: &'a SharedStr,
    kind: Kind,
    id: &'a SharedStr,
}

impl<'a> Identity<'a> {
    fn parse_input(self, context: &'a ParseContext) -> ParseInput<'a> {
        ParseInput {
            path: self.path,
            kind: self.kind,
            document_id: self.id,
            language: context.language,
            phases: &context.phases,
            glossary: &context.glossary,
            case_blanks: &context.case_blanks,
        }
    }

    /// The document with these values, and its body.
    fn document(
        self,
        context: &ParseContext,
        front: FrontMatter,
        parsed: ParsedMarkdown,
        content_hash: SharedStr,
    ) -> (Document, Fragment) {
        let case_fields = case_fields(&parsed);
        let document = Document {
            kind: self.kind,
            id: self.id.clone(),
            lang: context.lang,
            path: self.path.clone(),
            front,
            headings: parsed.headings,
            actions: parsed.actions,
            items: parsed.items,
            relative_days: parsed.relative_days,
            interest: parsed.interest,
            has_boxes: parsed.has_boxes,
            moved_anchors: parsed.moved_anchors,
            footnotes: parsed.footnotes,
            links: parsed.links,
            pictures: parsed.pictures,
            laws: parsed.laws,
            countries: parsed.countries,
            phrases: parsed.phrases,
            terms: parsed.terms,
            single_bracket_ids: parsed.single_bracket_ids,
            case_fields,
            blanks: parsed.blanks,
            phase_intros: parsed.phase_intros,
            slots: parsed.body.slots.iter().map(|(_, slot)| slot.clone()).collect(),
            body: ContentHash::xxh3(&(ContentHash::xxh3_bytes(parsed.body.html.as_bytes()), &parsed.body.slots)),
            lead: Fragment::default(),
            urgent: Vec::new(),
            send: Fragment::default(),
            content_hash,
        };
        (document, parsed.body)
    }
}

/// The ids of the fields of the reader's case in the body and the actions, each once.
fn case_fields(parsed: &ParsedMarkdown) -> Vec<SharedStr> {
    let actions = parsed.actions.iter().flat_map(Action::fragments);
    let all = actions.chain(parsed.phase_intros.iter().map(|(_, intro)| intro)).chain([&parsed.body]);
    let ids: BTreeSet<&str> = all.flat_map(|fragment| markdown::case_fields_in(&fragment.html)).collect();
    ids.into_iter().map(SharedStr::from).collect()
}

/// The scope of a site: a document without a page, for the links of the text, and the text as inline HTML. `text` is the
/// value of `scope` in the file at `path`.
pub fn parse_scope(
    path: &SharedStr,
    text: &Spanned<SharedStr>,
    context: &ParseContext,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Document, Fragment) {
    let identity = Identity { path, kind: Kind::Page, id: &SharedStr::from("site") };
    let mut links = Vec::new();
    let body = markdown::parse_inline(&identity.parse_input(context), text, &mut links, diagnostics);
    let parsed = ParsedMarkdown { body, links, ..ParsedMarkdown::default() };
    identity.document(context, FrontMatter::default(), parsed, SharedStr::default())
}
