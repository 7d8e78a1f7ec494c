//! Front matter: where it is in a file, which keys it may have, and their values.
//!
//! Takes the text of a document; returns the byte ranges of front matter and body ([`split_front_matter`]) and the
//! values of the keys as a [`FrontMatter`] ([`parse`]). Each key is declared once, as a [`Field`]: the parser, the JSON
//! Schema and the configuration of editors in the browser read the same lists. Never looks into the body.

use std::ops::Range;

use super::url_aliases::{AliasProblem, read_alias};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::input::search_words::{WORDS, take_words};
use crate::input::yaml::{self, EXTRA_KEY, Field, FieldKind, Fields, Text};
use crate::linguistics::{Language, apply_typography};
use crate::model::{Extra, Format, FrontMatter, Kind, SharedStr, Spanned, is_id};

const TITLE: Field = Field::required("title", FieldKind::Text, "The heading of the page, in the reader's words.");
const SUMMARY: Field = Field::required("summary", FieldKind::Text, "One sentence for lists, search and previews.");
const SITUATIONS: Field = Field::optional(
    "situations",
    FieldKind::IdList,
    "Situations that the text serves: they list it, and gather the actions of an article.",
);
const FORMAT: Field = Field::optional(
    "format",
    FieldKind::Choice(&Format::NAMES),
    "What the text to send is: a letter (also without this key), a message or a list.",
);
const SEND: Field = Field::optional(
    "send",
    FieldKind::Markdown,
    "How the text is sent and what proves that it arrived, in one line. Links and emphasis work.",
);
const COUNTRY: Field =
    Field::optional("country", FieldKind::Id, "Code of the country, as lv, if the text is for one country only.");
const WHEN: Field = Field::optional("when", FieldKind::Text, "The pause line: before you answer the letter.");
const RECOGNISE: Field = Field::optional("recognise", FieldKind::TextList, "Signs of the situation, a short list.");
const LEAD: Field = Field::optional(
    "lead",
    FieldKind::Markdown,
    "One or two sentences above the first step: what is enough for now. Links and emphasis work.",
);
const URGENT: Field = Field::optional(
    "urgent",
    FieldKind::MarkdownList,
    "What cannot wait, in a box above everything: danger, a deadline of the court. Links and emphasis work.",
);
const PHASES: Field = Field::optional(
    "phases",
    FieldKind::TextMap,
    "Names of phases on this page: of those that only this situation has, and others in place of those of the site.",
);
const ESCALATES: Field =
    Field::optional("escalates", FieldKind::TextMap, "Condition on which each situation of leads_to follows.")
        .renamed_from(&["worse"]);
const UPDATED: Field =
    Field::optional("updated", FieldKind::Date, "Day of the last change of substance, as 2026-11-21.");
const AUTHOR: Field = Field::optional("author", FieldKind::Text, "Who answers for the text.");
const CHECKED: Field =
    Field::optional("checked", FieldKind::Date, "Day on which the checklist was last tried, as 2026-11-21.");
const ID: Field = Field::optional(
    "id",
    FieldKind::Id,
    "The name of the file without .md. Only editors in the browser write it, to name a new file.",
);
const SLUG: Field = Field::optional("slug", FieldKind::Id, "Last part of the address, if it is not the id.");
const ALIASES: Field = Field::optional(
    "aliases",
    FieldKind::TextList,
    "Former addresses that lead here: /old/page/, /old.html, or a former slug.",
);
const DRAFT: Field = Field::optional("draft", FieldKind::Flag, "true: not published yet.");
const NO_SEARCH: Field = Field::optional("no_search", FieldKind::Flag, "true: the search does not find this page.");
const SOURCE: Field = Field::optional("source", FieldKind::Id, "Language that this text was made from.");
const SOURCE_HASH: Field = Field::optional(
    "source_hash",
    FieldKind::Text,
    "Hashes of the source text and its blocks at that time; written by situ.",
);

const EXTRA: Field = Field::optional(
    EXTRA_KEY,
    FieldKind::AnyMap,
    "Keys and values of your own, which the theme gets as page.extra; not shown, searched or checked by situ.",
);

/// The keys of an article's front matter, in the order of messages and schemas.
const ARTICLE_FIELDS: &[Field] = &[
    TITLE,
    SUMMARY,
    SITUATIONS,
    COUNTRY,
    WORDS,
    UPDATED,
    AUTHOR,
    ID,
    SLUG,
    ALIASES,
    DRAFT,
    SOURCE,
    SOURCE_HASH,
    EXTRA,
];
/// The keys of the front matter of a document to fill in, in the order of messages and schemas.
const FILLABLE_FIELDS: &[Field] = &[
    TITLE,
    SUMMARY,
    SITUATIONS,
    FORMAT,
    SEND,
    COUNTRY,
    WORDS,
    UPDATED,
    AUTHOR,
    ID,
    SLUG,
    ALIASES,
    DRAFT,
    SOURCE,
    SOURCE_HASH,
    EXTRA,
];
/// The keys of a page's front matter, in the order of messages and schemas.
const PAGE_FIELDS: &[Field] =
    &[TITLE, SUMMARY, UPDATED, AUTHOR, ID, SLUG, ALIASES, DRAFT, NO_SEARCH, SOURCE, SOURCE_HASH, EXTRA];
/// The keys of a situation's front matter, in the order of messages and schemas.
const SITUATION_FIELDS: &[Field] = &[
    TITLE,
    SUMMARY,
    URGENT,
    LEAD,
    WHEN,
    RECOGNISE,
    PHASES,
    ESCALATES,
    WORDS,
    UPDATED,
    AUTHOR,
    CHECKED,
    ID,
    SLUG,
    ALIASES,
    DRAFT,
    SOURCE,
    SOURCE_HASH,
    EXTRA,
];

/// Each alias becomes a redirect page of its own, so their number is limited.
const MAX_ALIASES: usize = 100;

/// The keys that the front matter of a kind of document may have.
pub fn fields_of(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Situation => SITUATION_FIELDS,
        Kind::Article => ARTICLE_FIELDS,
        Kind::Fillable => FILLABLE_FIELDS,
        Kind::Page => PAGE_FIELDS,
    }
}

/// Byte ranges of the front matter and of the Markdown after it.
#[derive(Debug, PartialEq, Eq)]
pub struct Parts {
    /// The lines between the two `---` lines; `None` if either of these is missing.
    pub front: Option<Range<usize>>,
    /// Everything after the closing `---` line; empty if that line is missing. After front matter that begins with
    /// another fence, such as `--`, it is what follows the second fence.
    pub body: Range<usize>,
}

/// Splits a document into front matter and body. A byte-order mark belongs to neither.
pub fn split_front_matter(path: &SharedStr, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Parts {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        let span = Span::new(path, start..start + first.trim_end().len());
        let diagnostic = Diagnostic::new(Code::FrontMatterMissing, span);
        let Some(body) = after_mistyped_fences(&text[start..]) else {
            diagnostics.push(diagnostic);
            return Parts { front: None, body: start..text.len() };
        };
        diagnostics.push(diagnostic.arg("kind", "fence").arg("typed", first.trim()));
        return Parts { front: None, body: start + body..text.len() };
    }
    let front_start = start + first.len();
    let mut line_start = front_start;
    for line in lines {
        if line.trim_end() == "---" {
            return Parts { front: Some(front_start..line_start), body: line_start + line.len()..text.len() };
        }
        line_start += line.len();
    }
    diagnostics.push(Diagnostic::new(Code::FrontMatterOpen, Span::new(path, start..start + 3)));
    Parts { front: None, body: text.len()..text.len() }
}

/// Where the body begins in a text whose front matter is between other lines than `---`, such as `--` or `***`. The second
/// of them may be right. `None` if the text does not begin with such a line and a key below it.
fn after_mistyped_fences(text: &str) -> Option<usize> {
    let is_fence = |line: &str| {
        let line = line.trim();
        !line.is_empty() && line.chars().all(|c| matches!(c, '-' | '*' | '_' | '‐' | '‑' | '–' | '—' | '−'))
    };
    let is_key = |line: &str| {
        let name = line.split_once(':').map(|(name, _)| name).unwrap_or_default();
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    let mut lines = text.split_inclusive('\n');
    let mut end = lines.next().filter(|line| is_fence(line))?.len();
    for (index, line) in lines.enumerate() {
        if index == 0 && !is_key(line) {
            return None;
        }
        end += line.len();
        if index > 0 && is_fence(line) {
            return Some(end);
        }
    }
    (text.lines().count() > 1).then_some(text.len())
}

/// Reads the values of `node`, the YAML of a document's front matter. Every mistake in them is reported; a value that
/// cannot be used is left out.
pub fn parse(
    path: &SharedStr,
    node: yaml::Node,
    kind: Kind,
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let mut errors = Vec::new();
    let typeset = |text: Text| -> SharedStr { apply_typography(&text.value, language).into_owned().into() };
    let mut fields = Fields::open(path, node, fields_of(kind), diagnostics);
    if let Some(id) = fields.text("id") {
        errors.extend(differing_id(path, id));
    }
    let mut front = FrontMatter {
        title: fields.text("title").map(typeset).unwrap_or_default(),
        summary: fields.text("summary").map(typeset).unwrap_or_default(),
        situations: fields.names("situations").into_iter().map(to_spanned).collect(),
        words: take_words(path, &mut fields, &mut errors),
        updated: fields.date("updated"),
        author: fields.text("author").map(typeset),
        slug: fields.text("slug").map(to_spanned),
        aliases: fields.names("aliases").into_iter().map(to_spanned).collect(),
        draft: fields.flag("draft"),
        no_search: fields.flag("no_search"),
        source: fields.text("source").map(to_spanned),
        source_hash: fields.text("source_hash").map(to_spanned),
        lead: fields.text("lead").map(to_spanned),
        urgent: fields.texts("urgent").into_iter().map(to_spanned).collect(),
        phases: Vec::new(),
        when: fields.text("when").map(typeset),
        recognise: fields.texts("recognise").into_iter().map(typeset).collect(),
        escalates: Vec::new(),
        checked: fields.date("checked"),
        format: fields.text("format").map(|name| read_format(path, name, &mut errors)).unwrap_or_default(),
        send: fields.text("send").map(to_spanned),
        country: fields.text("country").map(to_spanned),
        extra: Extra::default(),
    };
    if let Some(node) = fields.take(EXTRA_KEY) {
        let entries = yaml::parse_entries(path, node, &mut errors).into_iter();
        front.extra = Extra::new(entries.map(|(key, node)| (key.text, node.into_json())).collect());
    }
    for (key, entries) in [("escalates", &mut front.escalates), ("phases", &mut front.phases)] {
        for (name, node) in fields.map(key) {
            if let Some(text) = yaml::as_text(path, node, &mut errors) {
                entries.push((Spanned { value: name.text.into(), range: name.range }, typeset(text)));
            }
        }
    }
    if let Some(slug) = front.slug.take_if(|slug| !is_id(&slug.value)) {
        let suggested = language.slug(&slug.value);
        errors.push(bad_slug(path, slug, if suggested.is_empty() { "blank" } else { &suggested }));
    }
    if let Some(surplus) = front.aliases.get(MAX_ALIASES) {
        errors.push(
            Diagnostic::new(Code::TooManyAliases, Span::new(path, surplus.range.clone()))
                .arg("count", front.aliases.len().to_string())
                .arg("limit", MAX_ALIASES.to_string()),
        );
        front.aliases.truncate(MAX_ALIASES);
    }
    front.aliases.retain_mut(|alias| match read_alias(&alias.value) {
        Ok(decoded) => {
            alias.value = decoded.into();
            true
        }
        Err(AliasProblem { kind, suggestion }) => {
            let suggestion = Some(suggestion).filter(|suggestion| !suggestion.is_empty());
            let diagnostic = bad_slug(path, alias.clone(), "blank").arg("kind", kind);
            errors.push(Diagnostic { suggestion, ..diagnostic });
            false
        }
    });
    diagnostics.append(&mut errors);
    // `collect` reused the allocations of the larger YAML values; release the excess capacity.
    front.situations.shrink_to_fit();
    front.recognise.shrink_to_fit();
    front.words.shrink_to_fit();
    front.urgent.shrink_to_fit();
    front
}

/// The value of `format`; that of a letter if it has another name, which is reported.
fn read_format(path: &SharedStr, name: Text, diagnostics: &mut Vec<Diagnostic>) -> Format {
    Format::from_name(&name.value).unwrap_or_else(|| {
        let diagnostic = Diagnostic::new(Code::WrongType, Span::new(path, name.range));
        diagnostics.push(diagnostic.arg("wanted", Format::NAMES.join(", ")).arg("found", name.value));
        Format::default()
    })
}

/// Reports an `id` that is not the name of the file.
fn differing_id(path: &SharedStr, id: Text) -> Option<Diagnostic> {
    let name = path.rsplit('/').next()?.strip_suffix(".md")?;
    let diagnostic = Diagnostic::new(Code::BadId, Span::new(path, id.range));
    (*id.value != *name).then(|| diagnostic.arg("id", id.value).arg("file", name).arg("form", "front"))
}

/// `suggested` is `blank` if there is no suggestion, because a variant of the message needs a name.
fn bad_slug(path: &SharedStr, slug: Spanned<SharedStr>, suggested: &str) -> Diagnostic {
    Diagnostic::new(Code::BadSlug, Span::new(path, slug.range)).arg("slug", &*slug.value).arg("suggested", suggested)
}

fn to_spanned(text: Text) -> Spanned<SharedStr> {
    Spanned { value: text.value.into(), range: text.range }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_finds_both_parts() {
        let parts = |text: &str| {
            let Parts { front, body } = split_front_matter(&"a.md".into(), text, &mut Vec::new());
            (front.map(|front| text[front].to_owned()), text[body].to_owned())
        };
        let both = |front: &str, body: &str| (Some(front.to_owned()), body.to_owned());
        assert_eq!(parts("---\na: 1\n---\nb\n"), both("a: 1\n", "b\n"));
        assert_eq!(parts("\u{feff}---\r\na: 1\r\n---\r\nb"), both("a: 1\r\n", "b"));
        assert_eq!(parts("---\n---"), both("", ""));
        assert_eq!(parts("\u{feff}b\n"), (None, "b\n".to_owned()));
        assert_eq!(parts("---\na: 1\n"), (None, String::new()));
        assert_eq!(parts("--\na: 1\n--\nb\n"), (None, "b\n".to_owned()));
        assert_eq!(parts("\u{feff}—\r\na: 1\r\n---\r\nb"), (None, "b".to_owned()));
        assert_eq!(parts("***\na: 1\n"), (None, String::new()));
        assert_eq!(parts("***\nA: 1\n\n***\nb"), (None, "***\nA: 1\n\n***\nb".to_owned()));
        assert_eq!(parts("--"), (None, "--".to_owned()));
    }
}
